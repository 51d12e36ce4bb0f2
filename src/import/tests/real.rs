//! Files that nobody here made: what is read of them, by a table. Where they come from is in
//! `real/LICENSE.md`.

use std::path::Path;

use kashkul_engine::document::Document;
use kashkul_import::Sources;

/// What is expected of a file.
struct Expected {
    id: &'static str,
    title: &'static str,
    n_paragraphs: usize,
    n_headings: usize,
    /// The first and the last paragraph begin so.
    first: &'static str,
    last: &'static str,
    /// Stands in some paragraph, whole.
    has: &'static str,
    /// Stands on the page, but not in its text.
    has_not: &'static str,
}

fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real");
    let sources = Sources::find(&[folder]);
    let reads = sources.files().iter().map(|file| file.read()).collect();
    let (collection, problems) = sources.collect(reads);
    // Without the feature `formats` the pages of the web have no reader.
    let is_unread = |what: &str| what.starts_with("cannot read .html");
    assert!(problems.0.iter().all(|p| is_unread(&p.what)), "{problems}");
    assert_eq!(problems.0.is_empty(), cfg!(feature = "formats"));
    assert_eq!(collection.warnings, []);
    collection.documents()
}

#[track_caller]
fn check(documents: &[Document], expected: &Expected) {
    let id = expected.id;
    let document = documents.iter().find(|document| document.id == id);
    let document = document.unwrap_or_else(|| panic!("{id} was not read"));
    let body = &document.body;
    assert_eq!(document.title, expected.title, "{id}");
    assert_eq!(body.len(), expected.n_paragraphs, "{id}: {body:#?}");
    let headings = document.headings.iter();
    let headings = headings.map(|heading| (heading.level, body[heading.paragraph].as_str()));
    let headings: Vec<_> = headings.collect();
    assert_eq!(headings.len(), expected.n_headings, "{id}: {headings:?}");
    assert!(body[0].starts_with(expected.first), "{id}: {}", body[0]);
    let last = &body[body.len() - 1];
    assert!(last.starts_with(expected.last), "{id}: {last}");
    let has = |text: &str| body.iter().any(|paragraph| paragraph.contains(text));
    assert!(has(expected.has), "{id}: {body:#?}");
    assert!(!has(expected.has_not), "{id}: {body:#?}");
}

#[test]
fn documentation_in_markdown() {
    let documents = documents();
    for expected in [
        Expected {
            id: "fastify-benchmarking",
            title: "Benchmarking",
            n_paragraphs: 23,
            n_headings: 9,
            first: "Fastify",
            last: "branchcmp --rounds 2 -s",
            has: "Run the test against different Node.js versions ✨",
            has_not: "```",
        },
        Expected {
            id: "pino-asynchronous",
            title: "Asynchronous Logging",
            n_paragraphs: 21,
            n_headings: 3,
            first: "Asynchronous logging enables",
            last: "destination parameter",
            has: "pino.destination is implemented on sonic-boom",
            has_not: "](",
        },
        Expected {
            id: "undici-event-source",
            title: "EventSource",
            n_paragraphs: 10,
            n_headings: 2,
            first: "⚠️ Warning: the EventSource API",
            last: "More information about the EventSource API can be found on MDN.",
            has: "import { EventSource } from 'undici'",
            has_not: "**",
        },
    ] {
        check(&documents, &expected);
    }
}

#[cfg(feature = "formats")]
#[test]
fn documentation_in_html() {
    let documents = documents();
    for expected in [
        Expected {
            id: "rustdoc-deprecated",
            title: "Deprecated features",
            n_paragraphs: 4,
            n_headings: 1,
            first: "Passes",
            last: "In the past the most common use case",
            has: "Rustdoc has a concept called",
            has_not: "The rustdoc book",
        },
        Expected {
            id: "rustdoc-macro",
            title: "Macro is_aarch64_feature_detected",
            n_paragraphs: 84,
            n_headings: 1,
            first: "std_detect",
            last: "\"wfxt\" - FEAT_WFxT",
            has: "Check for the presence of a CPU feature at runtime.",
            has_not: "Copy item path",
        },
    ] {
        check(&documents, &expected);
    }
}
