//! What the importer makes of the seeds: every field of every article against `extraction.json`.

use std::path::Path;

use kashkul_engine::document::{Comment, Document, PrintedDate};
use serde_json::{Value, json};

#[test]
fn seeds_are_read_as_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let facts = std::fs::read_to_string(root.join("tests/it/extraction.json")).unwrap();
    let facts: Vec<Value> = serde_json::from_str(&facts).unwrap();
    let collection = kashkul_import::read_collection(&root.join("seeds")).unwrap();
    assert!(!collection.settings.title.is_empty());
    assert_eq!(collection.settings.languages, ["fa", "ar"]);
    assert_eq!(collection.warnings, []);

    let read: Vec<Value> = collection.documents().iter().map(document).collect();
    let ids = |values: &[Value]| {
        values
            .iter()
            .map(|value| value["id"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&read), ids(&facts));
    for (read, fact) in read.iter().zip(&facts) {
        let (read, fact) = (read.as_object().unwrap(), fact.as_object().unwrap());
        assert_eq!(
            read.keys().collect::<Vec<_>>(),
            fact.keys().collect::<Vec<_>>()
        );
        for (field, value) in fact {
            assert_eq!(&read[field], value, "{field} of {}", fact["id"]);
        }
    }
}

fn document(document: &Document) -> Value {
    json!({
        "id": document.id,
        "parent": document.parent,
        "title": document.title,
        "lead": document.lead,
        "body": document.body,
        "source": document.source,
        "via": document.via,
        "agency": document.agency,
        "dateline": document.dateline,
        "section": document.section,
        "date": document.date.as_ref().map(date),
        "article_id": document.article_id,
        "tags": document.tags,
        "tags_raw": document.tags_raw,
        "comments": document.comments.iter().map(comment).collect::<Vec<_>>(),
    })
}

fn comment(comment: &Comment) -> Value {
    json!({
        "author": comment.author,
        "country": comment.country,
        "time": comment.time,
        "date": comment.date.as_ref().map(date),
        "votes": comment.votes.map(|(up, down)| [up, down]),
        "text": comment.text,
    })
}

fn date(date: &PrintedDate) -> Value {
    json!({ "printed": date.printed, "calendar": date.calendar.name(), "iso": date.iso })
}
