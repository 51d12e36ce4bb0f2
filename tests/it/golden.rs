//! Golden files over the seeds: ranking, snippets and views, for a reviewer to see the change.

use crate::{check_golden, seeds};
use kashkul_engine::matcher::Run;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::view::{Node, tree};
use std::fmt::Write as _;

const QUERIES: [&str; 14] = [
    "لاوروف",
    "وزير الخارجية",
    "هسته‌ای",
    "بین المللی",
    "آمریکا",
    "امریکا",
    "«سازمان ملل»",
    "پکن مسکو",
    "گروه 20",
    "روسیه و چین درباره اوکراین چه گفتند",
    "سرگئی لاوروف وزیر امور خارجه روسیه",
    "چندج",
    "بوابة الوفد",
    "5715736",
];

fn marked(runs: &[Run<'_>]) -> String {
    let mark = |run: &Run<'_>| match run.is_match {
        true => format!("[{}]", run.text),
        false => run.text.to_owned(),
    };
    runs.iter().map(mark).collect()
}

#[test]
fn hits() {
    let index = seeds();
    let mut out = String::new();
    for query in QUERIES {
        let result = index.search(query, &SearchOptions::default());
        writeln!(out, "# {query} ({})", result.total).expect("a string");
        for hit in &result.hits {
            let why: Vec<&str> = hit.why.iter().map(|why| why.name()).collect();
            let (id, why, title) = (hit.id, why.join("+"), marked(&hit.title));
            writeln!(out, "{id} {why}\n  {title}").expect("a string");
            for place in &hit.places {
                let snippet = marked(&place.snippet);
                writeln!(out, "  p{} {snippet}", place.paragraph).expect("a string");
            }
        }
    }
    check_golden("hits.txt", &out);
}

#[test]
fn views() {
    let index = seeds();
    let mut out = String::new();
    for id in index.ids() {
        let view = index
            .article(id, Some("لاوروف الصين"))
            .expect("an id is an article");
        print(&tree(&view), 0, &mut out);
    }
    check_golden("views.txt", &out);
}

fn print(node: &Node<'_>, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match node {
        Node::Text(text) => {
            let short: String = text.chars().take(60).collect();
            writeln!(out, "{indent}{short:?}").expect("a string");
        }
        Node::Element {
            name,
            attributes,
            children,
        } => {
            let attributes: String = attributes
                .iter()
                .map(|(name, value)| format!(" {name}={value:?}"))
                .collect();
            writeln!(out, "{indent}<{name}{attributes}>").expect("a string");
            for child in children {
                print(child, depth + 1, out);
            }
        }
    }
}
