//! JSON Lines: owns the record `{"id", "title", "text"}` with its optional fields, one a line.
//!
//! A blank line in `text` parts paragraphs; a single line break inside of one is a space. Unknown
//! fields are read over, so that a data set need not be rewritten. A date is ISO 8601 or as pages print
//! theirs; a record whose date cannot be read is an article without one.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use kashkul_engine::document::{Document, PrintedDate};
use serde::Deserialize;
use serde_json::Value;

use crate::date;
use crate::format::Read;
use crate::problem::Kind;

/// What is read of a file at once.
const BLOCK_BYTES: usize = 1 << 16;

/// Reads the records of the file; lines that are none are problems.
pub(crate) fn read(path: &Path, text: &str, read: &mut Read) {
    for (number, line) in (1..).zip(text.lines()) {
        read.line(path, number, line);
    }
}

/// Reads the records of a file line by line, so that it is not in memory as a whole. None where the bytes
/// do not say by themselves that it is such a text: those of all of it tell what it is.
pub(crate) fn read_plain(path: &Path) -> Option<Read> {
    let mut file = BufReader::with_capacity(BLOCK_BYTES, File::open(path).ok()?);
    let mut read = Read::default();
    let (mut line, mut number, mut is_blank) = (String::new(), 0, true);
    while file.read_line(&mut line).ok()? > 0 {
        number += 1;
        if line.contains('\0') {
            return None;
        }
        let text = line.strip_suffix('\n').unwrap_or(&line);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let mark = (number == 1).then_some('\u{feff}');
        let text = mark
            .and_then(|mark| text.strip_prefix(mark))
            .unwrap_or(text);
        is_blank &= text.trim().is_empty();
        read.line(path, number, text);
        line.clear();
    }
    (!is_blank).then_some(read)
}

impl Read {
    fn line(&mut self, path: &Path, number: usize, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        match record(line) {
            Ok((document, warning)) => {
                self.push(path, number, document);
                if let Some((kind, what)) = warning {
                    self.warning(path, number, kind, what);
                }
            }
            Err(remark) => self.refused(path, number, remark),
        }
    }

    /// Says why a record is no article. One that has nothing to read is left out, as data sets have such.
    pub(crate) fn refused(&mut self, path: &Path, line: usize, (kind, what): Remark) {
        match kind {
            Kind::Empty => self.warning(path, line, kind, format!("left out: {what}")),
            _ => self.problem(path, line, kind, what),
        }
    }
}

/// Why a record is none, or what looks wrong in it.
pub(crate) type Remark = (Kind, String);

#[derive(Deserialize)]
pub(crate) struct Record {
    id: Id,
    title: String,
    text: String,
    lang: Option<String>,
    date: Option<Value>,
    source: Option<String>,
    tags: Option<Vec<String>>,
    url: Option<String>,
    section: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "an id is a string or a whole number")]
enum Id {
    Text(String),
    Number(i64),
}

fn record(line: &str) -> Result<(Document, Option<Remark>), Remark> {
    let record: Record = serde_json::from_str(line).map_err(|error| {
        // The line of the file is said by the problem.
        let what = error.to_string();
        let what = what.replace(" at line 1 column ", ", at column ");
        (Kind::Malformed, what)
    })?;
    record.document()
}

impl Record {
    /// The article that the record is, and what looks wrong in it.
    pub(crate) fn document(self) -> Result<(Document, Option<Remark>), Remark> {
        let id = match self.id {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        };
        if id.trim().is_empty() {
            return Err((Kind::Malformed, "the id is empty".to_owned()));
        }
        let body = paragraphs(&self.text);
        let title = match (self.title.trim(), body.first()) {
            ("", Some(first)) => opening(first),
            ("", None) => return Err((Kind::Empty, "neither a title nor a text".to_owned())),
            (title, _) => title.to_owned(),
        };
        let untold = body.is_empty().then(|| (Kind::Empty, "no text".to_owned()));
        let (date, warning) = match self.date.map(date).transpose() {
            Ok(date) => (date.flatten(), untold),
            Err(remark) => (None, Some(remark)),
        };
        let document = Document {
            id,
            lang: self.lang.unwrap_or_default(),
            title,
            body,
            source: self.source,
            section: self.section,
            date,
            url: self.url,
            tags: self.tags.unwrap_or_default(),
            ..Document::default()
        };
        Ok((document, warning))
    }
}

/// The first words of a text, as the title of an article that has none.
fn opening(text: &str) -> String {
    const N_WORDS: usize = 8;
    let mut words = text.split_whitespace();
    let mut title = words.by_ref().take(N_WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        title.push('…');
    }
    title
}

/// The date of a record; none where it is empty.
fn date(value: Value) -> Result<Option<PrintedDate>, Remark> {
    let printed = match value {
        Value::String(printed) => printed,
        value => value.to_string(),
    };
    if printed.trim().is_empty() {
        return Ok(None);
    }
    let read = date::of_iso(&printed).or_else(|| date::of_metadata(&printed));
    read.map(Some)
        .ok_or_else(|| (Kind::Date, format!("the date \"{printed}\" cannot be read")))
}

/// The paragraphs of `text`, parted by blank lines.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines().map(str::trim).chain([""]) {
        if line.is_empty() {
            if !paragraph.is_empty() {
                paragraphs.push(std::mem::take(&mut paragraph));
            }
            continue;
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_field() {
        let line = r#"{"id": 7, "title": "t", "text": "a\nb\n\n\nc", "lang": "fa", "date": "2023-09-18T14:20:00Z", "source": "s", "tags": ["x", "y"], "url": "https://example.org/7", "section": "z", "_more": {}}"#;
        let (document, warning) = record(line).unwrap();
        assert_eq!(warning, None);
        assert_eq!((document.id.as_str(), document.lang.as_str()), ("7", "fa"));
        assert_eq!(document.body, ["a b", "c"]);
        assert_eq!(document.date.unwrap().iso, "2023-09-18T14:20");
        assert_eq!(document.tags, ["x", "y"]);
        assert_eq!(document.source.as_deref(), Some("s"));
        assert_eq!(document.section.as_deref(), Some("z"));
        assert_eq!(document.url.as_deref(), Some("https://example.org/7"));
    }

    #[test]
    fn dates_are_iso_8601_or_as_pages_print_them() {
        for (date, iso) in [
            (r#""2024-12-03T10:00:00.000Z""#, Some("2024-12-03T10:00")),
            (r#""2024-12-03T10:00:00+0330""#, Some("2024-12-03T10:00")),
            (r#""1650-05-01""#, Some("1650-05-01")),
            (r#""1402/06/27""#, Some("2023-09-18")),
            (r#""۲۷ شهریور ۱۴۰۲""#, Some("2023-09-18")),
            (r#""18 سبتمبر 2023""#, Some("2023-09-18")),
            ("null", None),
            (r#""""#, None),
        ] {
            let line = format!(r#"{{"id": 1, "title": "t", "text": "x", "date": {date}}}"#);
            let (document, warning) = record(&line).unwrap();
            let read = document.date.map(|date| date.iso);
            assert_eq!((read.as_deref(), warning), (iso, None), "{date}");
        }
        let line = r#"{"id": 1, "title": "t", "text": "x", "date": 1701590400}"#;
        let (document, warning) = record(line).unwrap();
        let what = "the date \"1701590400\" cannot be read".to_owned();
        assert_eq!((document.date, warning), (None, Some((Kind::Date, what))));
    }

    #[test]
    fn says_what_is_wrong_with_each_line() {
        let text = concat!(
            "{\"id\": \"a\", \"title\": \"t\", \"text\": \"x\"}\n\n",
            "{\"id\": \"b\", \"title\": \"t\"}\n",
            "{\"id\": [], \"title\": \"t\", \"text\": \"x\"}\n",
            "{\"id\": \"c\", \"title\": \"t\", \"text\": \"x\", \"date\": \"soon\"}\n",
            "{\"id\": \"\", \"title\": \"t\", \"text\": \"x\"}\n",
            "not json\n",
            "{\"id\": \"d\", \"title\": \"t\", \"text\": \" \\n\\n\"}\n",
            "{\"id\": \"e\", \"title\": \" \", \"text\": \"\"}\n",
        );
        let mut read = Read::default();
        super::read(Path::new("a.jsonl"), text, &mut read);
        assert_eq!(read.documents.len(), 3);
        let warnings: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(
            warnings,
            [
                "a.jsonl:5: the date \"soon\" cannot be read",
                "a.jsonl:8: no text",
                "a.jsonl:9: left out: neither a title nor a text",
            ]
        );
        let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "a.jsonl:3: missing field `text`, at column 25",
                "a.jsonl:4: an id is a string or a whole number, at column 9",
                "a.jsonl:6: the id is empty",
                "a.jsonl:7: expected ident, at column 2",
            ]
        );
    }

    #[test]
    fn a_record_without_a_title_is_called_by_its_first_words() {
        for (text, title) in [
            ("one two", "one two"),
            ("1 2 3 4\\n5 6 7 8 9\\n\\nmore", "1 2 3 4 5 6 7 8…"),
        ] {
            let line = format!(r#"{{"id": 1, "title": " ", "text": "{text}"}}"#);
            let (document, _) = record(&line).unwrap();
            assert_eq!(document.title, title);
        }
    }
}
