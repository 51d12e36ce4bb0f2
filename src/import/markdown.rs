//! Markdown: owns the paragraphs of a CommonMark file with the extensions of GitHub.
//!
//! The text is kept and its marks are not: items of lists, rows of tables and blocks of code are
//! paragraphs of their own, headings are paragraphs with a level, pictures are their alternative text,
//! or paragraphs where they stand alone and are asked for. The title is that of the front matter, or else the first heading, or else the file's name.

use std::path::Path;

use html_escape::decode_html_entities;
use kashkul_engine::document::{Document, Heading};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::alone::{Alone, Shown};
use crate::date;
use crate::format::Read;
use crate::front_matter::FrontMatter;
use crate::images::{self, Images};
use crate::problem::Kind;

const BETWEEN_CELLS: &str = " | ";

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
        return read.warning(path, 1, Kind::Unsupported, "left out: it is a draft");
    }
    let mut reader = Reader {
        shows_images: images.is_some(),
        ..Reader::default()
    };
    Parser::new_ext(text, options()).for_each(|event| reader.event(event));
    reader.end_paragraph();
    let text = images::document(reader.body, reader.headings, &reader.shown, images);
    let headline = headline(&text.headings);
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
        lang: matter.lang.unwrap_or_default().replace('_', "-"),
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
    read.push(1, &document);
}

/// The place of the first heading of the first level, or of any where there is none.
fn headline(headings: &[Heading]) -> Option<usize> {
    let of_first_level = headings.iter().find(|heading| heading.level == 1);
    let best = of_first_level.or(headings.first());
    best.map(|heading| heading.paragraph)
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
        | Options::ENABLE_GFM
}

#[derive(Default)]
struct Reader {
    body: Vec<String>,
    paragraph: String,
    headings: Vec<Heading>,
    /// The level of the heading that is read.
    level: Option<u8>,
    html: String,
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
            Event::SoftBreak | Event::HardBreak => self.paragraph.push(' '),
            Event::Rule => self.end_paragraph(),
            Event::Html(html) => self.html.push_str(&html),
            // Of tags inside a paragraph the words between them are text already.
            Event::InlineHtml(html) if html.starts_with("<br") => self.paragraph.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                self.level = Some(level as u8);
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some((dest_url.into_string(), self.paragraph.len()));
            }
            Tag::TableCell if !self.paragraph.is_empty() => self.paragraph.push_str(BETWEEN_CELLS),
            Tag::Paragraph
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
                    self.images.add(&address, alt);
                }
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.end_paragraph();
                self.paragraph = without_tags(&html);
                self.end_paragraph();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition => self.end_paragraph(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.trim();
        // A heading without words heads nothing.
        let level = self.level.take();
        let images = std::mem::take(&mut self.images);
        if self.shows_images && level.is_none() && images.are_all_of(text) {
            return images.append_to(&mut self.body, &mut self.shown);
        }
        if !text.is_empty() {
            let paragraph = self.body.len();
            let heading = level.map(|level| Heading { paragraph, level });
            self.headings.extend(heading);
            self.body.push(text.to_owned());
        }
    }
}

/// What of a block of HTML is text, roughly: a block in Markdown is a frame around something.
fn without_tags(html: &str) -> String {
    if ["<script", "<style", "<!--", "<svg"]
        .iter()
        .any(|tag| html.trim_start().starts_with(tag))
    {
        return String::new();
    }
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                text.push(' ');
            }
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    let text = decode_html_entities(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
