//! XHTML: owns telling it from HTML, and writing it so that a parser of HTML reads the same tree.
//!
//! In XHTML any element may be closed where it is opened (`<title/>`), and those that hold nothing may
//! be closed behind (`<br></br>`). In HTML the first is still open, and where it holds raw text it
//! swallows the rest of the page; the second breaks the line twice.

use std::path::Path;

const NAMESPACE: &str = "http://www.w3.org/1999/xhtml";

/// Elements of HTML that have no end.
#[rustfmt::skip]
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose text a parser of HTML does not look for tags in.
const RAW: &[&str] = &["script", "style"];

/// Whether a page is XHTML: by its name, its first line or the namespace of its first element.
pub(crate) fn is_xhtml(path: &Path, page: &str) -> bool {
    let is_named = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("xhtml"));
    let start = page.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    is_named || start.starts_with("<?xml") || root(start).is_some_and(|tag| tag.contains(NAMESPACE))
}

/// The tag `html`, where it is the first element.
fn root(mut page: &str) -> Option<&str> {
    loop {
        page = &page[page.find('<')?..];
        match Piece::first_of(page) {
            Piece::Tag(tag) => return Some(tag).filter(|tag| name_of(tag) == "html"),
            Piece::Other(other) => page = &page[other.len()..],
        }
    }
}

/// The page with an end for every element that is closed where it is opened.
pub(crate) fn as_html(page: &str) -> String {
    let mut html = String::with_capacity(page.len() + page.len() / 16);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        let piece = Piece::first_of(rest);
        let (Piece::Tag(text) | Piece::Other(text)) = piece;
        rest = &rest[text.len()..];
        match piece {
            Piece::Other(text) => html.push_str(text),
            Piece::Tag(tag) => {
                write_tag(tag, &mut html);
                let n_raw = len_of_raw_text(tag, rest);
                html.push_str(&rest[..n_raw]);
                rest = &rest[n_raw..];
            }
        }
    }
    html.push_str(rest);
    html
}

fn write_tag(tag: &str, html: &mut String) {
    let name = name_of(tag);
    let is_void = is_one_of(VOID, name);
    if is_void && tag.starts_with("</") {
        return;
    }
    match opened_and_closed(tag).filter(|_| !is_void) {
        Some(open) => {
            html.push_str(open.trim_end());
            html.push_str("></");
            html.push_str(name);
            html.push('>');
        }
        None => html.push_str(tag),
    }
}

/// A tag `<name …/>` without its end.
fn opened_and_closed(tag: &str) -> Option<&str> {
    let open = tag.strip_suffix("/>").filter(|_| !tag.starts_with("</"))?;
    // The slash of a value without quotes is a part of it.
    let last = open.rsplit(char::is_whitespace).next()?;
    let is_of_a_value = last.contains('=') && !last.ends_with(['"', '\'']);
    (!is_of_a_value).then_some(open)
}

/// How much text, behind a tag, holds no tags.
fn len_of_raw_text(tag: &str, rest: &str) -> usize {
    let name = name_of(tag);
    let is_open = !tag.starts_with("</") && opened_and_closed(tag).is_none();
    if !is_open || !is_one_of(RAW, name) {
        return 0;
    }
    rest.find(&format!("</{name}")).unwrap_or(rest.len())
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// What a `<` begins.
#[derive(Clone, Copy)]
enum Piece<'a> {
    /// The tag of an element.
    Tag(&'a str),
    /// A comment, a declaration, an instruction, or no more than the character.
    Other(&'a str),
}

impl Piece<'_> {
    /// Reads the piece that a text begins with.
    fn first_of(text: &str) -> Piece<'_> {
        let up_to = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
        let other = |len: usize| Piece::Other(&text[..len]);
        if text.starts_with("<!--") {
            return other(up_to("-->"));
        }
        if text.starts_with("<![CDATA[") {
            return other(up_to("]]>"));
        }
        if text.starts_with("<?") || text.starts_with("<!") {
            return other(up_to(">"));
        }
        match name_of(text).is_empty() {
            true => other(1),
            false => Piece::Tag(&text[..len_of_tag(text)]),
        }
    }
}

/// How long the tag is that a text begins with; values in quotes may hold its end.
fn len_of_tag(text: &str) -> usize {
    let mut quote = None;
    let mut last = '<';
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if c == '>' => return at + 1,
            None if matches!(c, '"' | '\'') && last == '=' => quote = Some(c),
            None => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    text.len()
}

/// The name of the element whose tag a text begins with; empty where it begins with none.
fn name_of(tag: &str) -> &str {
    let tag = tag.strip_prefix("</").or(tag.strip_prefix('<'));
    let tag = tag.filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
    tag.and_then(|tag| tag.split(is_end).next())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_where_it_is_opened_has_an_end() {
        for (xhtml, html) in [
            ("<title/><p>a</p>", "<title></title><p>a</p>"),
            (
                "<script src='x' />b<a id=\"c/\"/>",
                "<script src='x'></script>b<a id=\"c/\"></a>",
            ),
            ("<BR/><img src='a>'/><hr />", "<BR/><img src='a>'/><hr />"),
            ("a<br></br>b", "a<br>b"),
            ("<a href=http://a/>b</a>", "<a href=http://a/>b</a>"),
            (
                "<!-- <p/> --><![CDATA[<p/>]]><?a b?><p/>",
                "<!-- <p/> --><![CDATA[<p/>]]><?a b?><p></p>",
            ),
            (
                "<script>'<p/>'</script><i/>",
                "<script>'<p/>'</script><i></i>",
            ),
            ("1 < 2 <", "1 < 2 <"),
            ("<p title='", "<p title='"),
        ] {
            assert_eq!(as_html(xhtml), html, "{xhtml}");
        }
    }

    #[test]
    fn xhtml_is_known_by_its_name_or_its_beginning() {
        let namespace = "<!DOCTYPE html><!-- a --><html xmlns='http://www.w3.org/1999/xhtml'>";
        for (name, page, expected) in [
            ("a.XHTML", "<html>", true),
            ("a.html", "\u{feff}<?xml version='1.0'?><html>", true),
            ("a.html", namespace, true),
            ("a.html", "<!doctype html><html lang=fa><p>xhtml", false),
            ("a.html", "<p>http://www.w3.org/1999/xhtml", false),
            ("a.html", "", false),
        ] {
            assert_eq!(is_xhtml(Path::new(name), page), expected, "{page}");
        }
    }
}
