//! Queries over the seeds with the exact set of documents that each must give.

use crate::seeds;
use kashkul_engine::search::SearchOptions;
use std::collections::BTreeSet;

/// Kinds whose rows need parts of the analysis that are not there yet.
const KINDS_NOT_YET: [&str; 9] = [
    "inflection",
    "name-latin",
    "name-cyrillic",
    "alias",
    "cross-language",
    "typo",
    "keyboard",
    "date",
    "multi",
];

/// Rows of other kinds that need stems, the name key or aliases.
const NOT_YET: [&str; 13] = [
    "لاوروف",
    "لافروف",
    "پوتین",
    "بوتين",
    "پوتين",
    "تأكيد",
    "امریکا",
    "وفقا",
    "وزير خارجة",
    "وزیر الخارجیة",
    "عالمــاً",
    "ﻻﻓﺮﻭﻑ",
    "وانغ يى",
];

#[test]
fn every_query_gives_exactly_its_documents() {
    let index = seeds();
    let mut wrong = Vec::new();
    let mut n_rows = 0;
    for line in include_str!("queries.tsv").lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(query), Some(kind), Some(expected)) =
            (columns.next(), columns.next(), columns.next())
        else {
            panic!("three columns: {line}");
        };
        if KINDS_NOT_YET.contains(&kind) || NOT_YET.contains(&query) {
            continue;
        }
        n_rows += 1;
        // The rows of this kind are phrases whether the table quotes them or not.
        let query = match kind {
            "phrase" if !query.starts_with('«') => format!("\"{query}\""),
            _ => query.to_owned(),
        };
        // An embedded article counts as the one that it was printed in.
        let found: BTreeSet<String> = index
            .search(&query, &SearchOptions::default())
            .hits
            .into_iter()
            .map(|hit| hit.parent.unwrap_or(hit.id)[..3].to_owned())
            .collect();
        let expected: BTreeSet<String> = expected
            .split(',')
            .filter(|id| *id != "-")
            .map(str::to_owned)
            .collect();
        if found != expected {
            wrong.push(format!(
                "{kind} {query}: found {found:?}, expected {expected:?}"
            ));
        }
    }
    assert!(n_rows > 40, "the table is there");
    assert!(
        wrong.is_empty(),
        "{} of {n_rows}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
