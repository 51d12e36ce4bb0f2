//! Markdown: owns the paragraphs of a CommonMark file with the extensions of GitHub.
//!
//! The text is kept and its marks are not: items of lists, rows of tables and blocks of code are
//! paragraphs of their own, headings are paragraphs with a level, pictures are their alternative text,
//! or paragraphs where they stand alone and are asked for. HTML is read in the same way; its tags are
//! `raw`'s. The title is that of the front matter, or else the first heading, or else the file's name.

mod colons;
mod raw;

use std::path::Path;

use html_escape::decode_html_entities;
use kashkul_engine::document::{Document, Heading};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::alone::{Alone, Shown};
use crate::cells;
use crate::date;
use crate::format::Read;
use crate::front_matter::FrontMatter;
use crate::images::{self, Images};
use crate::problem::Kind;

use self::raw::{Piece, Raw, Role, StartTag};

/// Reads the file as one article.
pub(crate) fn read(
    path: &Path,
    id: &str,
    text: &str,
    images: Option<&Images<'_>>,
    read: &mut Read,
) {
    let (matter, text) = FrontMatter::cut_off(text);
    let matter = match matter {
        Ok(matter) => matter,
        Err((line, what)) => {
            return read.problem(path, line, Kind::Malformed, format!("front matter: {what}"));
        }
    };
    if matter.is_draft {
        return read.warning(path, 1, Kind::Draft, "left out: it is a draft");
    }
    let mut reader = Reader {
        shows_images: images.is_some(),
        ..Reader::default()
    };
    let text = colons::told_apart(text, options());
    Parser::new_ext(&text, options()).for_each(|event| reader.event(event));
    reader.end_paragraph();
    let text = images::document(reader.body, reader.headings, &reader.shown, images);
    let headline = headline(&text.headings, &reader.are_html);
    let body = &text.body;
    let (title, again) = match (matter.title, headline) {
        // The headline printed again above the text is no paragraph.
        (Some(title), headline) => {
            let again = headline.filter(|at| *at == 0 && body[*at] == title);
            (title, again)
        }
        (None, Some(at)) => (body[at].clone(), headline),
        (None, None) => {
            let name = id.rsplit('/').next().unwrap_or(id);
            (name.replace(['-', '_'], " "), None)
        }
    };
    if body.len() == usize::from(again.is_some()) && matter.lead.is_none() {
        return read.problem(path, 1, Kind::Empty, "a title but no text under it");
    }
    let date = matter.date.and_then(|printed| {
        let date = date::of_metadata(&printed);
        if date.is_none() {
            read.warning(
                path,
                1,
                Kind::Date,
                format!("the date \"{printed}\" cannot be read"),
            );
        }
        date
    });
    let mut document = Document {
        id: id.to_owned(),
        lang: matter.lang.unwrap_or_default(),
        title,
        lead: matter.lead,
        source: matter.source.or_else(|| joined(&matter.authors)),
        section: matter.section,
        date,
        url: matter.url,
        tags: matter.tags,
        ..text
    };
    document.keep_paragraphs(|at, _| Some(at) != again);
    read.push(path, 1, document);
}

/// The place of the first heading of the first level, or of any where there is none. One in HTML is
/// often the name of the site, above the page's own.
fn headline(headings: &[Heading], are_html: &[bool]) -> Option<usize> {
    let headings = headings.iter().zip(are_html);
    let best = headings.min_by_key(|(heading, is_html)| (**is_html, heading.level != 1));
    best.map(|(heading, _)| heading.paragraph)
}

/// Names in a row.
pub(crate) fn joined(names: &[String]) -> Option<String> {
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

#[derive(Default)]
struct Reader {
    body: Vec<String>,
    paragraph: String,
    headings: Vec<Heading>,
    /// Which of the headings are written in HTML.
    are_html: Vec<bool>,
    /// The level of the heading that is read, and whether it is written in HTML.
    level: Option<(u8, bool)>,
    /// The block of HTML that is read.
    html: String,
    /// Whether a cell of a table is read, whose blocks are parts of a row.
    is_in_cell: bool,
    /// How many cells of a row the paragraph has.
    n_cells: usize,
    /// Whether HTML keeps its line breaks.
    is_preformatted: bool,
    /// The open elements of HTML whose words are no text, and where in the paragraph each begins. What
    /// none of them ends stays, since it may be text after all.
    silent: Vec<(String, usize)>,
    /// What a block of HTML left open, and how many paragraphs there were before it.
    unclosed: Option<(Raw, usize)>,
    shows_images: bool,
    /// The address of the picture that is read, and where its alternative text begins.
    image: Option<(String, usize)>,
    images: Alone,
    shown: Vec<Shown>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.paragraph.push_str(&text),
            Event::InlineMath(math) => self.math("$", &math.replace('\n', " ")),
            Event::DisplayMath(math) => self.math("$$", &math),
            Event::SoftBreak | Event::HardBreak => self.paragraph.push(' '),
            Event::Rule => self.end_paragraph(),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.inline_html(&html),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                self.level = Some((level as u8, false));
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some((dest_url.into_string(), self.paragraph.len()));
            }
            Tag::TableCell => self.start_cell(),
            Tag::Paragraph
            | Tag::HtmlBlock
            | Tag::Item
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::FootnoteDefinition(_) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                if let Some((address, start)) = self.image.take() {
                    let alt = self.paragraph.get(start..).unwrap_or_default();
                    if self.silent.is_empty() {
                        self.images.add(&address, alt);
                    }
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition => self.end_paragraph(),
            _ => {}
        }
    }

    /// A formula as it is written.
    fn math(&mut self, sign: &str, math: &str) {
        self.paragraph.push_str(sign);
        self.paragraph.push_str(math);
        self.paragraph.push_str(sign);
    }

    /// Parts a cell from what is before it in the row, be it an empty one.
    fn start_cell(&mut self) {
        if self.n_cells > 0 || !self.paragraph.is_empty() {
            self.paragraph.push_str(cells::BETWEEN);
        }
        self.n_cells += 1;
        self.silent.clear();
        self.is_in_cell = true;
    }

    fn end_row(&mut self) {
        self.end_paragraph();
        self.is_in_cell = false;
    }

    fn end_heading(&mut self) {
        self.end_paragraph();
        // One without words heads nothing.
        self.level = None;
    }

    fn html_block(&mut self) {
        let html = std::mem::take(&mut self.html);
        for piece in raw::pieces(self.after_unclosed(&html)) {
            match piece {
                Piece::Unclosed(raw) => {
                    self.end_paragraph();
                    self.unclosed = Some((raw, self.body.len()));
                }
                piece => self.piece(&piece),
            }
        }
        self.end_row();
        self.is_preformatted = false;
    }

    fn inline_html(&mut self, html: &str) {
        for piece in raw::pieces(self.after_unclosed(html)) {
            self.piece(&piece);
        }
    }

    /// What of some HTML follows the end of what an earlier block left open. The paragraphs between
    /// were code or a comment, parted by blank lines.
    fn after_unclosed<'a>(&mut self, html: &'a str) -> &'a str {
        let Some((raw, n_before)) = self.unclosed else {
            return html;
        };
        let Some(after) = raw.after_end(html) else {
            return html;
        };
        self.unclosed = None;
        self.body.truncate(n_before);
        self.headings.retain(|one| one.paragraph < n_before);
        self.are_html.truncate(self.headings.len());
        self.shown.retain(|one| one.paragraph < n_before);
        self.paragraph.clear();
        self.images = Alone::default();
        after
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Text(text) => self.html_text(text),
            Piece::Start(tag) => self.start_tag(tag),
            Piece::End(name) => self.end_tag(name),
            Piece::Unclosed(raw) => self.start_silence(raw.name),
        }
    }

    fn start_tag(&mut self, tag: &StartTag<'_>) {
        if tag.is_silent() {
            if !tag.is_empty {
                self.start_silence(&tag.name);
            }
            return;
        }
        if tag.name == "img" {
            return self.picture(&tag.attribute("src"), &tag.attribute("alt"));
        }
        match raw::role(&tag.name) {
            Role::Inline if tag.name != "br" => {}
            _ if !self.silent.is_empty() => self.space(),
            Role::Inline if self.is_preformatted => self.paragraph.push('\n'),
            Role::Inline => self.space(),
            Role::Cell => {
                if !self.paragraph.ends_with(cells::BETWEEN) {
                    self.paragraph.truncate(self.paragraph.trim_end().len());
                }
                self.start_cell();
            }
            Role::Row => self.end_row(),
            Role::Heading(level) => {
                self.end_paragraph();
                self.level = Some((level, true));
            }
            Role::Block if self.is_in_cell => self.space(),
            Role::Block => {
                self.end_paragraph();
                self.is_preformatted = tag.name == "pre";
            }
        }
    }

    fn end_tag(&mut self, name: &str) {
        if let Some(at) = self.silent.iter().rposition(|(open, _)| open == name) {
            if let Some((_, start)) = self.silent.drain(at..).next() {
                self.paragraph.truncate(start);
            }
            return;
        }
        match raw::role(name) {
            Role::Inline | Role::Cell => {}
            _ if !self.silent.is_empty() => self.space(),
            Role::Row => self.end_row(),
            Role::Heading(_) => self.end_heading(),
            Role::Block if self.is_in_cell => self.space(),
            Role::Block => {
                self.end_paragraph();
                self.is_preformatted = false;
            }
        }
    }

    fn start_silence(&mut self, name: &str) {
        self.silent.push((name.to_owned(), self.paragraph.len()));
    }

    fn picture(&mut self, address: &str, alt: &str) {
        self.paragraph.push_str(alt);
        if self.silent.is_empty() {
            self.images.add(address, alt);
        }
    }

    fn html_text(&mut self, text: &str) {
        let text = decode_html_entities(text);
        if self.is_preformatted {
            return self.paragraph.push_str(&text);
        }
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space(),
                c => self.paragraph.push(c),
            }
        }
    }

    fn space(&mut self) {
        if !self.paragraph.is_empty() && !self.paragraph.ends_with([' ', '\n']) {
            self.paragraph.push(' ');
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.trim();
        let words = match std::mem::take(&mut self.n_cells) {
            0 => text,
            _ => cells::words(text),
        };
        let images = std::mem::take(&mut self.images);
        self.silent.clear();
        if self.shows_images && self.level.is_none() && images.are_all_of(words) {
            return images.append_to(&mut self.body, &mut self.shown);
        }
        if !words.is_empty() {
            let paragraph = self.body.len();
            if let Some((level, is_html)) = self.level.take() {
                self.headings.push(Heading { paragraph, level });
                self.are_html.push(is_html);
            }
            self.body.push(text.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(id: &str, text: &str) -> Document {
        let mut read = Read::default();
        super::read(Path::new("a.md"), id, text, None, &mut read);
        assert_eq!(
            (&read.problems, &read.warnings),
            (&vec![], &vec![]),
            "{text}"
        );
        read.documents.remove(0).1.document()
    }

    #[test]
    fn every_block_is_a_paragraph() {
        let text = "\
---
title: عنوان
date: 2023-09-18T14:20:00+03:30
lang: fa_IR
tags: [a, b]
author: N
---
# عنوان

First *line*
second `code` ![alt](x.png) [link](y) line.

## Part

* one
* two

  more
1. three

| a | b |
|---|---|
| c | d |

```rust
let a = 1;
let b = 2;
```

<div align=\"center\"><b>Raw</b> &amp; html</div>

<!-- no text -->

Term[^1]

[^1]: A note.
";
        let document = document("guide/a", text);
        assert_eq!(
            document.body,
            [
                "First line second code alt link line.",
                "Part",
                "one",
                "two",
                "more",
                "three",
                "a | b",
                "c | d",
                "let a = 1;\nlet b = 2;",
                "Raw & html",
                "Term",
                "A note.",
            ]
        );
        let (paragraph, level) = (1, 2);
        assert_eq!(document.headings, [Heading { paragraph, level }]);
        assert_eq!(
            (document.id.as_str(), document.title.as_str()),
            ("guide/a", "عنوان")
        );
        assert_eq!(
            (document.lang.as_str(), document.source.as_deref()),
            ("fa-IR", Some("N"))
        );
        assert_eq!(document.date.unwrap().iso, "2023-09-18T14:20");
        assert_eq!(document.tags, ["a", "b"]);
    }

    #[test]
    fn the_title_is_the_best_heading_or_the_name() {
        for (text, title, body) in [
            (
                "intro\n\n## B\n\n# A\n\ntext",
                "A",
                vec!["intro", "B", "text"],
            ),
            ("## B\n\ntext", "B", vec!["text"]),
            ("text", "to do", vec!["text"]),
            ("#\n\ntext", "to do", vec!["text"]),
            ("<h1>A</h1>\n\ntext", "A", vec!["text"]),
            ("<h1>A</h1>\n\n## B\n\ntext", "B", vec!["A", "text"]),
            ("+++\ntitle = 'T'\n+++\n# A\n", "T", vec!["A"]),
        ] {
            let document = document("x/to-do", text);
            assert_eq!(document.title, title, "{text}");
            assert_eq!(document.body, body, "{text}");
        }
    }

    #[test]
    fn the_mark_of_an_alert_is_no_text() {
        let text = "> [!NOTE]\n> یک\n>\n> دو\n\n> [!warning]\n> - سه\n\n> [!NOTE] چهار\n";
        let document = document("a", text);
        assert_eq!(document.body, ["یک", "دو", "سه", "[!NOTE] چهار"]);
    }

    #[track_caller]
    fn check(text: &str, body: &[&str]) {
        let text = format!("---\ntitle: T\n---\n{text}\n\nend");
        let mut document = document("a", &text);
        assert_eq!(document.body.pop().as_deref(), Some("end"), "{text}");
        assert_eq!(document.body, body, "{text}");
    }

    #[test]
    fn a_colon_marks_a_definition_before_a_blank_alone() {
        check("It is\n:x: no", &["It is :x: no"]);
        check("> It is\n> :x: no", &["It is :x: no"]);
        check("a\n:::", &["a"]);
        check("a\n:b\n\n:c", &["a :b", ":c"]);
        check(
            "Term\n: one\n: two\n\nOther\n:   three",
            &["Term", "one", "two", "Other", "three"],
        );
        check("a\n: b\n:x: c", &["a", "b :x: c"]);
        check("```\na\n:x\n:::\n```", &["a\n:x\n:::"]);
        check("    a\n    :::\n", &["a\n:::"]);
        check("a `b\n:c` d", &["a b :c d"]);
        check("<div>\n:a\n</div>", &[":a"]);
        check("<b title='a\n:b'>c</b>", &["c"]);
        check("a | b\n:--|--:\nc | d", &["a | b", "c | d"]);
    }

    #[test]
    fn fences_of_containers_are_no_text() {
        check(
            "::: tip A *title*\ntext\n:::\nafter",
            &["A title", "text", "after"],
        );
        check(":::note\n\none\n\ntwo\n\n:::\n", &["one", "two"]);
        check(
            "- a\n  :::warning[b]\n  c\n  :::\n- d",
            &["a", "b", "c", "d"],
        );
        check("> ::: tip\n> a\n> :::\n> b", &["a", "b"]);
        check(":::: a\n::: b\nc\n:::\n::::\nd", &["c", "d"]);
        check("a ::: b", &["a ::: b"]);
    }

    #[test]
    fn an_empty_cell_is_one() {
        check(
            "|      | Paris | Rome |\n|------|-------|------|\n| 1 |  | 2 |\n|  |  | 3 |\n|  |  |  |",
            &["| Paris | Rome", "1 |  | 2", "|  | 3"],
        );
        check(
            "<table><tr><td></td>\n<td>a</td><td>b</td></tr>\n<tr><td> </td><td></td></tr></table>",
            &["| a | b"],
        );
        check(
            "<table><tr><td><h2>a</h2></td><td>b</td></tr></table>",
            &["a", "b"],
        );
        check("a | b\n\n\\|", &["a | b", "|"]);
    }

    #[test]
    fn formulas_are_as_they_are_written() {
        for math in [
            r"Set $\{x\}$, rows $a \\ b$, and $f*g$ then $h*k$.",
            r"$$\sum_{i} a_i * b_i * c_i$$",
            r"$a_1$ و $b_2$",
            "$5 and $6",
            "from $5 to $6, or 7$ to 8$",
            "$ a $ b",
            "US$ 5",
        ] {
            check(math, &[math]);
        }
        check("$5 and *6* for $7", &["$5 and 6 for $7"]);
        check("`$a$` and \\$b*c*", &["$a$ and $bc"]);
        check("$a\n:b*c*$ d", &["$a :b*c*$ d"]);
        check("$$\na * b\nc * d\n$$", &["$$\na * b\nc * d\n$$"]);
        check("$$\na\n:b*c*d\n$$", &["$$\na :b*c*d\n$$"]);
    }

    #[test]
    fn text_of_html_is_text() {
        check(
            "<div>\nاگر a < b باشد …\nو خط دیگر\n</div>",
            &["اگر a < b باشد … و خط دیگر"],
        );
        check(
            "<!-- note --> این بند باید بماند.",
            &["این بند باید بماند."],
        );
        check("<!-- a\n\nb\n--> c", &["c"]);
        check("<style>.a > b {}</style> text", &["text"]);
        check(
            "<div>\n<!-- if a > b -->\n<style>.x{}</style><script>var x</script>",
            &[],
        );
        check("<p>H<sub>2</sub>O\n<b>a</b><br>b<p>c", &["H2O a b", "c"]);
        check("<pre>\na\n  b &lt;\n</pre>", &["a\n  b <"]);
    }

    #[test]
    fn html_is_blocks_as_markdown_is() {
        check(
            "<table><tr><th>a<th>b</tr>\n<tr>\n<td><p>c</p><p>d</p></td>\n<td>\n</td>\n<td>e</td>\n</tr></table>",
            &["a | b", "c d |  | e"],
        );
        check(
            "<table>\n<tr>\n\n<td>a</td><td>b</td>\n\n</tr>\n</table>",
            &["a | b"],
        );
        check("<ul><li>a<li>b</ul>c", &["a", "b", "c"]);
        check("<p><img alt=\"نقشه\" src=a></p>", &["نقشه"]);
        check(
            "<details>\n<summary>x</summary>\n\n**text**\n\n</details>",
            &["x", "text"],
        );
        check("| a |\n|---|\n| b<br>c<p>d</p> |", &["a", "b c d"]);
        let document = document(
            "a",
            "<h1 align=center><p>a</p></h1>\n\nb\n\n<h2>\n\nc *d*\n\n</h2>\n\ne",
        );
        assert_eq!(
            (document.title.as_str(), &document.body[..]),
            ("a", &["b", "c d", "e"].map(String::from)[..])
        );
        let (paragraph, level) = (1, 2);
        assert_eq!(document.headings, [Heading { paragraph, level }]);
    }

    #[test]
    fn tags_amid_a_paragraph_are_read() {
        check("الف<BR>ب", &["الف ب"]);
        check(
            "a <script>alert(1)</script>b<!-- c --> <i>d</i>",
            &["a b d"],
        );
        check("a <img src=a alt='نقشه'> b", &["a نقشه b"]);
        check(
            "a<svg><title>b</title></svg> c <span aria-hidden=true>d</span>",
            &["a c"],
        );
        check("a <b style='display:none'>b</b><i style=''>c</i>", &["a c"]);
        check(
            "the <title> and the <script> of *a* page",
            &["the  and the  of a page"],
        );
    }

    #[test]
    fn what_is_no_text_may_have_blank_lines() {
        check(
            "<div>\n<style scoped>\n    .a { }\n\n    .b { }\n\n# c\n\n</style>\n<p>d</p>\n</div>",
            &["d"],
        );
        check("<div>\n<script>\na\n\nb\n</script> c", &["c"]);
        check("<div>a\n<!-- b\n\n<p>c</p> -->\n<p>d</p>", &["a", "d"]);
        // What never ends may be text.
        check("<div>\n<style>\n\na\n\n<nav>b\n\nc", &["a", "b", "c"]);
        check("<form>\n<p>a</p>\n<select>b</select>\n</form>", &["a"]);
    }

    #[test]
    fn pictures_in_html_are_shown() {
        let pixels =
            "data:image/gif;base64,R0lGODlhAgACAIAAAAAAAP///yH5BAAAAAAALAAAAAACAAIAAAIDhG8FADs=";
        let images = Images::fetched(1000, |address| Err(address.to_owned()));
        let text = format!(
            "a\n\n<p align=center><img src='{pixels}'></p>\n\n<img src='{pixels}' alt=b> c\n\n<noscript><img src=x></noscript>\n"
        );
        let mut read = Read::default();
        super::read(Path::new("a.md"), "a", &text, Some(&images), &mut read);
        let document = read.documents.remove(0).1.document();
        assert_eq!(document.body, ["a", "", "b c"]);
        assert_eq!(document.images.len(), 1);
        assert_eq!(images.remarks(), Vec::<String>::new());
    }

    #[test]
    fn rules_amid_the_text_are_no_front_matter() {
        for (text, title, body) in [
            (
                "# N\n\none.\n\n---\ntags: [a]\ntitle: another\n---\n\nfour.",
                "N",
                &["one.", "tags: [a] title: another", "four."][..],
            ),
            (
                "بند یکم.\n\n---\nبند دوم: متن\n\nبند سوم.\n\n---\n",
                "to do",
                &["بند یکم.", "بند دوم: متن", "بند سوم."],
            ),
            (
                "---\ntitle: N\n---\n\none\n\n---\ntitle: another\n\n---\n",
                "N",
                &["one", "title: another"],
            ),
            (
                "a\n\n+++\ntitle = 'b'\n+++\n",
                "to do",
                &["a", "+++ title = 'b' +++"],
            ),
        ] {
            let document = document("x/to-do", text);
            assert_eq!(document.title, title, "{text}");
            assert_eq!(document.body, body, "{text}");
            assert!(document.tags.is_empty(), "{text}");
        }
    }

    #[test]
    fn dates_of_generators_are_read() {
        for (printed, iso) in [
            ("2023-09-18", "2023-09-18"),
            ("2023-09-18 14:20:31 +0330", "2023-09-18T14:20"),
            ("2023-09-18T14:20:31.123Z", "2023-09-18T14:20"),
            ("18 September 2023", "2023-09-18"),
            ("Tuesday, Aug. 17, 2010", "2010-08-17"),
            ("۲۷ شهریور ۱۴۰۲", "2023-09-18"),
        ] {
            let read = date::of_metadata(printed).map(|date| date.iso);
            assert_eq!(read.as_deref(), Some(iso), "{printed}");
        }
        assert_eq!(date::of_metadata("soon"), None);
        assert_eq!(date::of_metadata("شش ماه پیش از این"), None);
    }

    #[test]
    fn what_is_missing_or_odd_is_said() {
        for (text, said) in [
            (
                "---\nlang: fa\ntitle: T\n  date: a\n---\n\ntext",
                "a.md:4: front matter: ",
            ),
            ("# Title\n", "a.md:1: a title but no text under it"),
            (
                "---\ndate: soon\n---\ntext",
                "a.md:1: the date \"soon\" cannot be read",
            ),
            (
                "---\ndraft: true\n---\ntext",
                "a.md:1: left out: it is a draft",
            ),
            (
                "+++\ndraft = true\n+++\n",
                "a.md:1: left out: it is a draft",
            ),
        ] {
            let mut read = Read::default();
            super::read(Path::new("a.md"), "a", text, None, &mut read);
            let all = read.problems.iter().chain(&read.warnings);
            let all: Vec<String> = all.map(ToString::to_string).collect();
            assert!(all.len() == 1 && all[0].starts_with(said), "{all:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_markup_is_read(parts in proptest::collection::vec(
            prop_oneof![
                "</?(table|tr|td|h2|p|pre|nav|svg|script|style|div|br)>", "<!--", "-->", "\n", "\n\n",
                "\n# ", "\n- ", "\n> ", "\n\\| ", "\n\\|--\\|\n", "ب", "<img src=x>", "!\\[a\\]\\(b\\)", " ",
                "\n:", ": ", ":::", "`", "\\|", "\\$",
            ],
            0..40,
        )) {
            let images = Images::fetched(1, |_| Ok(Vec::new()));
            let mut read = Read::default();
            super::read(Path::new("a.md"), "a", &parts.concat(), Some(&images), &mut read);
            let document = read.documents.pop().map(|(_, document)| document.document());
            let document = document.unwrap_or_default();
            let has = |heading: &Heading| heading.paragraph < document.body.len();
            prop_assert!(document.headings.iter().all(has));
        }
    }
}
