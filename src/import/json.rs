//! JSON: owns files of one record, or of a list of them, of the form that `jsonl` reads line by line.

use std::path::Path;

use serde_json::Value;

use crate::format::Read;
use crate::jsonl::Record;
use crate::problem::Kind;

/// Reads the records of the file; those that are none are problems.
pub(crate) fn read(path: &Path, text: &str, read: &mut Read) {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            return read.problem(
                path,
                error.line().max(1),
                Kind::Malformed,
                format!("no JSON: {what}"),
            );
        }
    };
    #[cfg(feature = "formats")]
    if crate::feed::is_json_feed(&value) {
        return crate::feed::read(path, text, read);
    }
    let records = match value {
        Value::Array(records) => records,
        record @ Value::Object(_) => vec![record],
        _ => {
            return read.problem(
                path,
                1,
                Kind::Malformed,
                "neither a record nor a list of records",
            );
        }
    };
    if records.is_empty() {
        return read.problem(path, 1, Kind::Empty, "a list without records");
    }
    for (number, record) in (1..).zip(records) {
        let record = serde_json::from_value::<Record>(record)
            .map_err(|error| (Kind::Malformed, error.to_string()));
        match record.and_then(Record::document) {
            Ok((document, warning)) => {
                read.push(path, 1, document);
                if let Some((kind, what)) = warning {
                    read.warning(path, 1, kind, format!("record {number}: {what}"));
                }
            }
            Err((kind, what)) => read.refused(path, 1, (kind, format!("record {number}: {what}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_and_a_list_of_records_are_read() {
        let one = r#"{"id": 1, "title": "t", "text": "a\n\nb"}"#;
        for (text, ids, problems) in [
            (one.to_owned(), vec!["1"], vec![]),
            (
                format!("[{one}, {{\"id\": \"b\"}}, 3]"),
                vec!["1"],
                vec![
                    "a.json:1: record 2: missing field `title`",
                    "a.json:1: record 3: invalid type: integer `3`, expected struct Record",
                ],
            ),
            (
                "\n\n{".to_owned(),
                vec![],
                vec!["a.json:3: no JSON: EOF while parsing an object"],
            ),
            (
                "[]".to_owned(),
                vec![],
                vec!["a.json:1: a list without records"],
            ),
            (
                "7".to_owned(),
                vec![],
                vec!["a.json:1: neither a record nor a list of records"],
            ),
        ] {
            let mut read = Read::default();
            super::read(Path::new("a.json"), &text, &mut read);
            let found: Vec<&str> = read.documents.iter().map(|(_, d)| d.id()).collect();
            assert_eq!(found, ids, "{text}");
            let found: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
            assert_eq!(found, problems, "{text}");
        }
    }
}
