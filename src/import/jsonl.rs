//! JSON Lines: owns the record `{"id", "title", "text"}` with its optional fields, one a line.
//!
//! A blank line in `text` parts paragraphs; a single line break inside of one is a space. Unknown
//! fields are read over, so that a data set need not be rewritten.

use std::collections::HashMap;
use std::path::Path;

use kashkul_engine::document::{Calendar, Document, PrintedDate};
use serde::Deserialize;

use crate::problem::{Problem, Problems};
use crate::{date, source};

/// Reads the records of a JSON Lines file, in its order.
///
/// # Errors
/// All the lines that are no record, and ids used twice.
pub fn read_jsonl(path: &Path) -> Result<Vec<Document>, Problems> {
    let text = source::read(path).map_err(|problem| Problems(vec![problem]))?;
    let mut problems = Vec::new();
    let mut documents = Vec::new();
    let mut lines_by_id: HashMap<String, usize> = HashMap::new();
    for (number, document) in read(path, &text, &mut problems) {
        if let Some(first) = lines_by_id.insert(document.id.clone(), number) {
            let what = format!("the id \"{}\" is already used in line {first}", document.id);
            problems.push(Problem::new(path, number, what));
        }
        documents.push(document);
    }
    if problems.is_empty() {
        Ok(documents)
    } else {
        Err(Problems(problems))
    }
}

/// The records of `text` with their lines; what is none goes to `problems`.
pub(crate) fn read(path: &Path, text: &str, problems: &mut Vec<Problem>) -> Vec<(usize, Document)> {
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .filter_map(|(number, line)| match record(line) {
            Ok(document) => Some((number, document)),
            Err(what) => {
                problems.push(Problem::new(path, number, what));
                None
            }
        })
        .collect()
}

#[derive(Deserialize)]
struct Record {
    id: Id,
    title: String,
    text: String,
    lang: Option<String>,
    date: Option<String>,
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

fn record(line: &str) -> Result<Document, String> {
    let record: Record = serde_json::from_str(line).map_err(|error| {
        // The line of the file is said by the problem.
        let what = error.to_string();
        what.replace(" at line 1 column ", ", at column ")
    })?;
    let id = match record.id {
        Id::Text(id) => id,
        Id::Number(id) => id.to_string(),
    };
    if id.trim().is_empty() {
        return Err("the id is empty".to_owned());
    }
    let date = record
        .date
        .filter(|date| !date.is_empty())
        .map(iso_date)
        .transpose()?;
    Ok(Document {
        id,
        lang: record.lang.unwrap_or_default(),
        title: record.title.trim().to_owned(),
        body: paragraphs(&record.text),
        source: record.source,
        section: record.section,
        date,
        url: record.url,
        tags: record.tags.unwrap_or_default(),
        ..Document::default()
    })
}

/// An ISO 8601 day, or day and time.
fn iso_date(printed: String) -> Result<PrintedDate, String> {
    let is_iso = printed.as_bytes().get(4) == Some(&b'-') && !printed.contains(' ');
    match date::parse(&printed) {
        Some(stamp) if is_iso && stamp.day.calendar == Calendar::Gregorian => {
            Ok(stamp.whole(&printed))
        }
        _ => Err(format!(
            "the date \"{printed}\" is not of the form 2023-09-18 or 2023-09-18T14:20"
        )),
    }
}

/// The paragraphs of `text`, parted by blank lines.
fn paragraphs(text: &str) -> Vec<String> {
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
        let document = record(line).unwrap();
        assert_eq!((document.id.as_str(), document.lang.as_str()), ("7", "fa"));
        assert_eq!(document.body, ["a b", "c"]);
        assert_eq!(document.date.unwrap().iso, "2023-09-18T14:20");
        assert_eq!(document.tags, ["x", "y"]);
        assert_eq!(document.source.as_deref(), Some("s"));
        assert_eq!(document.section.as_deref(), Some("z"));
        assert_eq!(document.url.as_deref(), Some("https://example.org/7"));
    }

    #[test]
    fn says_what_is_wrong_with_each_line() {
        let text = concat!(
            "{\"id\": \"a\", \"title\": \"t\", \"text\": \"x\"}\n\n",
            "{\"id\": \"b\", \"title\": \"t\"}\n",
            "{\"id\": [], \"title\": \"t\", \"text\": \"x\"}\n",
            "{\"id\": \"c\", \"title\": \"t\", \"text\": \"x\", \"date\": \"1402/06/27\"}\n",
            "{\"id\": \"\", \"title\": \"t\", \"text\": \"x\"}\n",
            "not json\n",
        );
        let mut problems = Vec::new();
        let documents = read(Path::new("a.jsonl"), text, &mut problems);
        assert_eq!(documents.len(), 1);
        let problems: Vec<String> = problems.iter().map(Problem::to_string).collect();
        assert_eq!(
            problems,
            [
                "a.jsonl:3: missing field `text`, at column 25",
                "a.jsonl:4: an id is a string or a whole number, at column 9",
                "a.jsonl:5: the date \"1402/06/27\" is not of the form 2023-09-18 or 2023-09-18T14:20",
                "a.jsonl:6: the id is empty",
                "a.jsonl:7: expected ident, at column 2",
            ]
        );
    }
}
