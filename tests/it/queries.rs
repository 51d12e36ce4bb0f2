//! Queries over the seeds with the exact set of documents that each must give.

use crate::seeds;
use kashkul_engine::search::SearchOptions;
use std::collections::BTreeSet;

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
    assert!(n_rows > 140, "the table is there");
    assert!(
        wrong.is_empty(),
        "{} of {n_rows}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
