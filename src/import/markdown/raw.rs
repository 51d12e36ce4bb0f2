//! HTML amid Markdown: owns telling its tags from its text, and what each kind of element is to a text.
//!
//! Blocks of it begin and end anywhere, with Markdown between a start tag and its end tag. There is no
//! tree, therefore, as `blocks` has of whole pages: pieces are handed on as they come.

use std::borrow::Cow;

use html_escape::decode_html_entities;

use crate::elements;

/// Elements that have no end tag.
#[rustfmt::skip]
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// What has no markup inside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    pub(super) name: &'static str,
    /// What its end begins with; that is where a `>` stands.
    end: &'static str,
}

const COMMENT: Raw = Raw {
    name: "!--",
    end: "-->",
};

const CODE: [Raw; 2] = [
    Raw {
        name: "script",
        end: "</script",
    },
    Raw {
        name: "style",
        end: "</style",
    },
];

impl Raw {
    /// What follows the first end of such an element.
    pub(super) fn after_end<'a>(&self, html: &'a str) -> Option<&'a str> {
        let mut windows = html.as_bytes().windows(self.end.len());
        let at = windows.position(|window| window.eq_ignore_ascii_case(self.end.as_bytes()))?;
        let (_, after) = html.get(at..)?.split_once('>')?;
        Some(after)
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Its entities are not decoded.
    Text(&'a str),
    Start(StartTag<'a>),
    /// The name of an end tag, in lower case.
    End(String),
    /// A script, a style sheet or a comment that has no end here.
    Unclosed(Raw),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct StartTag<'a> {
    /// In lower case.
    pub(super) name: String,
    attributes: Vec<(String, &'a str)>,
    /// Whether nothing can be inside of the element.
    pub(super) is_empty: bool,
}

impl StartTag<'_> {
    /// The value of an attribute; empty where it is missing.
    pub(super) fn attribute(&self, name: &str) -> Cow<'_, str> {
        let mut attributes = self.attributes.iter();
        let value = attributes.find(|(known, _)| known == name);
        decode_html_entities(value.map_or("", |(_, value)| *value))
    }

    /// Whether the words of the element are no text to read.
    pub(super) fn is_silent(&self) -> bool {
        let is_hidden = self.attributes.iter().any(|(name, value)| {
            name == "hidden" || name == "aria-hidden" && value.eq_ignore_ascii_case("true")
        });
        let style = self.attribute("style");
        is_hidden || elements::is_silent(&self.name) || elements::is_undisplayed(&self.name, &style)
    }
}

/// What a tag is to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of this level.
    Heading(u8),
    /// A row of a table, or the table.
    Row,
    Cell,
    Block,
    /// A part of its paragraph.
    Inline,
}

/// What the tags of an element are to the text around them.
pub(super) fn role(name: &str) -> Role {
    match (elements::level_of(name), name) {
        (Some(level), _) => Role::Heading(level),
        (_, "table" | "tr") => Role::Row,
        (_, "td" | "th") => Role::Cell,
        _ if elements::is_block(name) => Role::Block,
        _ => Role::Inline,
    }
}

/// Parts HTML into its tags and its text; comments, scripts and style sheets are left out.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut len_text) = (html, 0);
    while let Some(at) = rest[len_text..].find('<') {
        let (text, markup) = rest.split_at(len_text + at);
        let Some((piece, after)) = read_markup(markup) else {
            // A sign like any other: «a < b».
            len_text = text.len() + 1;
            continue;
        };
        push_text(&mut pieces, text);
        pieces.extend(piece);
        (rest, len_text) = (after, 0);
        if matches!(pieces.last(), Some(Piece::Unclosed(_))) {
            break;
        }
    }
    push_text(&mut pieces, rest);
    pieces
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

/// Reads what begins with `<`, if that is markup: the piece that it is, if any, and what follows it.
fn read_markup(html: &str) -> Option<(Option<Piece<'_>>, &str)> {
    match html.as_bytes().get(1)? {
        b'!' if html.starts_with("<!--") => Some(match COMMENT.after_end(&html["<!".len()..]) {
            Some(after) => (None, after),
            None => (Some(Piece::Unclosed(COMMENT)), &html["<!--".len()..]),
        }),
        b'!' | b'?' => html.split_once('>').map(|(_, after)| (None, after)),
        b'/' if html.as_bytes().get(2)?.is_ascii_alphabetic() => {
            let (tag, after) = html["</".len()..].split_once('>')?;
            let name = tag.split(ends_name).next().unwrap_or_default();
            Some((Some(Piece::End(name.to_ascii_lowercase())), after))
        }
        first if first.is_ascii_alphabetic() => {
            let (tag, after) = read_start_tag(&html["<".len()..])?;
            let code = CODE.iter().find(|code| code.name == tag.name);
            Some(match code.filter(|_| !tag.is_empty) {
                Some(code) => match code.after_end(after) {
                    Some(after) => (None, after),
                    None => (Some(Piece::Unclosed(*code)), after),
                },
                None => (Some(Piece::Start(tag)), after),
            })
        }
        _ => None,
    }
}

fn ends_name(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '/' | '>')
}

/// Reads a tag from its name on; none where it has no end.
fn read_start_tag(html: &str) -> Option<(StartTag<'_>, &str)> {
    let (name, mut rest) = html.split_at(html.find(ends_name)?);
    let name = name.to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut is_empty = VOID.contains(&name.as_str());
    loop {
        rest = rest.trim_ascii_start();
        if let Some(after) = rest.strip_prefix('>') {
            let tag = StartTag {
                name,
                attributes,
                is_empty,
            };
            return Some((tag, after));
        }
        if let Some(after) = rest.strip_prefix('/') {
            is_empty |= after.starts_with('>');
            rest = after;
            continue;
        }
        let attribute;
        (attribute, rest) = read_attribute(rest)?;
        attributes.push(attribute);
    }
}

/// Reads an attribute, its name in lower case.
fn read_attribute(html: &str) -> Option<((String, &str), &str)> {
    // A name may begin with any sign.
    let first = html.chars().next()?.len_utf8();
    let len = html[first..].find(|c| ends_name(c) || c == '=')?;
    let (name, rest) = html.split_at(first + len);
    let name = name.to_ascii_lowercase();
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some(((name, ""), rest));
    };
    let value = value.trim_ascii_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, rest) = match quote {
        Some(quote) => value[1..].split_once(quote)?,
        None => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
    };
    Some(((name, value), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pieces in a row, tags in brackets.
    fn shown(html: &str) -> String {
        let pieces = pieces(html).into_iter().map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Start(tag) => format!("[{}]", tag.name),
            Piece::End(name) => format!("[/{name}]"),
            Piece::Unclosed(raw) => format!("[{}…]", raw.name),
        });
        pieces.collect()
    }

    #[test]
    fn tags_begin_where_browsers_see_them_begin() {
        for (html, expected) in [
            ("a < b <c>d</C >", "a < b [c]d[/c]"),
            ("<p>۳ <۵ <- </ > <>", "[p]۳ <۵ <- </ > <>"),
            ("<A title='>' alt=\"<b>\" x=y/>a<br/><hr>", "[a]a[br][hr]"),
            ("a<b", "a<b"),
            ("a <b title='>", "a <b title='>"),
            ("<!doctype html><?php a ?>b<!-- c > d -->e<!-->f", "bef"),
            ("a<!-- b\n<p>c", "a[!--…] b\n<p>c"),
            ("a<SCRIPT>if (a<b) '</p>'</Script >b", "ab"),
            ("<style>.a > b</style><script src=a />c", "[script]c"),
            ("<style>.a {\n", "[style…].a {\n"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let html = "<img ALT='a &amp; b' src = c.png title=\"d>e\" hidden>";
        let pieces = pieces(html);
        let [Piece::Start(tag)] = &pieces[..] else {
            panic!("{pieces:?}");
        };
        let attributes = ["alt", "src", "title", "hidden", "width"].map(|name| tag.attribute(name));
        assert_eq!(attributes, ["a & b", "c.png", "d>e", "", ""]);
        assert!(tag.is_silent() && tag.is_empty);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_text_is_parted(parts in proptest::collection::vec(
            prop_oneof!["<", ">", "</", "<!--", "-->", "=", "'", "\"", "/", "style", "script", "\\PC", " "],
            0..40,
        )) {
            pieces(&parts.concat());
        }
    }
}
