//! A collection as other search engines take it, and as a list.
//!
//! Owns the records and their formats: what Meilisearch and Typesense import line by line, what the bulk
//! endpoint of OpenSearch (and Elasticsearch) takes, and the list of articles that the elements show where
//! a page may not search.

use std::fmt::Write as _;

use kashkul_engine::index::Index;
use kashkul_engine::matcher::Run;
use serde_json::{Map, Value, json};

/// Lines for Meilisearch, whose key is `key`: ids there are letters, digits, `-` and `_` alone.
#[must_use]
pub fn meilisearch(index: &Index) -> String {
    lines(records(index).map(|(id, mut record)| {
        record.insert("key".to_owned(), key(&id).into());
        vec![record.into()]
    }))
}

/// Lines for Typesense.
#[must_use]
pub fn typesense(index: &Index) -> String {
    lines(records(index).map(|(_, record)| vec![record.into()]))
}

/// Pairs of lines for the bulk endpoint of OpenSearch: where an article goes, and the article.
#[must_use]
pub fn opensearch(index: &Index, name: &str) -> String {
    lines(records(index).map(|(id, record)| {
        let action = json!({ "index": { "_index": name, "_id": id } });
        vec![action, record.into()]
    }))
}

/// The articles' names and addresses as one JSON list.
#[must_use]
pub fn list(index: &Index) -> String {
    let articles = records(index).map(|(_, mut record)| {
        for name in ["text", "tags", "section", "day", "year"] {
            record.remove(name);
        }
        Value::from(record)
    });
    format!("{}\n", Value::from(articles.collect::<Vec<_>>()))
}

/// Whether a file that begins with these bytes, 4096 or all of them, is one of the formats of this
/// module. All have a direction in each record, which records of articles do not have.
#[must_use]
pub fn is_export(start: &[u8]) -> bool {
    let has = |part: &[u8]| start.windows(part.len()).any(|bytes| bytes == part);
    let is_bulk = start.starts_with(br#"{"index":{"_id":"#);
    let is_record = start.starts_with(b"{\"") || start.starts_with(b"[{\"");
    // Where there is no date, it is the first of a record.
    let has_direction = has(br#"{"dir":""#) || has(br#","dir":""#);
    is_bulk || (is_record && has_direction)
}

fn lines(records: impl Iterator<Item = Vec<Value>>) -> String {
    let mut out = String::new();
    for line in records.flatten() {
        writeln!(out, "{line}").expect("writing to a string cannot fail");
    }
    out
}

/// Each article with its id.
fn records(index: &Index) -> impl Iterator<Item = (String, Map<String, Value>)> {
    let articles = index.articles().into_iter();
    articles.filter_map(|info| {
        let view = index.article(info.id, None)?;
        let blocks = view.blocks.iter().map(|block| text(&block.runs));
        let tags: Vec<String> = view.tags.iter().map(|tag| text(tag)).collect();
        let date = info.date.map(|date| date.iso);
        let fields = [
            ("id", Some(info.id.into())),
            ("title", Some(info.title.into())),
            ("text", Some(blocks.collect::<Vec<_>>().join("\n\n").into())),
            ("lang", Some(info.lang.into())),
            ("dir", Some(info.dir.name().into())),
            ("date", date.map(Value::from)),
            ("day", date.and_then(|iso| number(iso, 8))),
            ("year", date.and_then(|iso| number(iso, 4))),
            ("source", info.source.map(Value::from)),
            ("section", view.section.map(Value::from)),
            ("url", view.url.map(Value::from)),
            ("parent", info.parent.map(Value::from)),
            ("tags", (!tags.is_empty()).then(|| tags.into())),
        ];
        let known = fields.into_iter();
        let record = known.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Some((info.id.to_owned(), record.collect()))
    })
}

fn text(runs: &[Run<'_>]) -> String {
    runs.iter().map(|run| run.text).collect()
}

/// The first digits of an ISO date as a number, which engines sort and filter by.
fn number(iso: &str, n_digits: usize) -> Option<Value> {
    let digits: String = iso.chars().filter(char::is_ascii_digit).collect();
    let number: u32 = digits.get(..n_digits)?.parse().ok()?;
    Some(number.into())
}

/// An id in the letters that every engine takes; different ids stay different.
fn key(id: &str) -> String {
    let mut key = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => key.push(byte.into()),
            _ => write!(key, "-{byte:02x}").expect("writing to a string cannot fail"),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use kashkul_engine::document::Document;
    use kashkul_engine::writer::{Settings, write};

    fn index() -> Index {
        let document = |id: &str, title: &str| Document {
            id: id.to_owned(),
            lang: "fa".to_owned(),
            title: title.to_owned(),
            body: vec!["one \"a\"".to_owned(), "two\nlines".to_owned()],
            source: Some("s".to_owned()),
            ..Document::default()
        };
        let documents = [document("a", "first"), document("b#2 ü", "second")];
        let pack = write(&documents, &Settings::default()).unwrap();
        Index::open(pack).unwrap()
    }

    fn parsed(lines: &str) -> Vec<Value> {
        let lines = lines.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn each_engine_gets_its_lines() {
        let index = index();
        let records = parsed(&typesense(&index));
        assert_eq!(records.len(), 2);
        assert_eq!(records[0]["text"], "one \"a\"\n\ntwo\nlines");
        assert_eq!(records[1]["id"], "b#2 ü");
        assert!(records[0].get("date").is_none());

        let records = parsed(&meilisearch(&index));
        assert_eq!(records[0]["key"], "a");
        assert_eq!(records[1]["key"], "b-232-20-c3-bc");

        let lines = parsed(&opensearch(&index, "news"));
        assert_eq!(
            lines[2],
            json!({ "index": { "_index": "news", "_id": "b#2 ü" } })
        );
        assert_eq!(lines[3]["title"], "second");

        for written in [
            meilisearch(&index),
            typesense(&index),
            opensearch(&index, "news"),
            list(&index),
        ] {
            assert!(is_export(written.as_bytes()), "{written}");
        }
        assert!(!is_export(br#"{"id": "a", "title": "t", "text": "x"}"#));
        assert!(!is_export(b"# Title\n\n{\"dir\":\"rtl\"}"));

        let list: Value = serde_json::from_str(&list(&index)).unwrap();
        assert_eq!(list[0]["title"], "first");
        assert!(list[0].get("text").is_none());
    }

    #[test]
    fn days_are_numbers() {
        assert_eq!(number("2022-02-04T10:00", 8), Some(20_220_204.into()));
        assert_eq!(number("2022", 8), None);
    }
}
