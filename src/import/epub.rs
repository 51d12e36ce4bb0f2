//! Books: owns the chapters of an EPUB as articles.
//!
//! Each file of the book's reading order that has text is a chapter: the first has the id of the
//! file, the others are its children. Covers and tables of contents have no running text and are
//! left out.

use std::path::Path;

use dom_query::Document as Dom;
use kashkul_engine::document::Document;
use rbook::Epub;

use crate::blocks::Blocks;
use crate::date;
use crate::format::Read;
use crate::markdown::joined;

/// Fewer letters are a cover or a leaf between parts.
const MIN_CHARS: usize = 200;

/// Reads the chapters of a book.
pub(crate) fn read(path: &Path, id: &str, read: &mut Read) {
    let book = match Epub::open(path) {
        Ok(book) => book,
        Err(error) => return read.problem(path, 1, format!("no EPUB: {error}")),
    };
    let facts = about(&book);
    let mut n_read = 0;
    let entries = book
        .spine()
        .iter()
        .filter_map(|entry| entry.manifest_entry());
    // Books of pictures have pictures in their reading order.
    for entry in entries.filter(|entry| entry.media_type().contains("html")) {
        let dom = match entry.read_str() {
            Ok(chapter) => Dom::from(chapter),
            Err(error) => {
                let what = format!("{} cannot be read: {error}", entry.href().as_str());
                read.problem(path, 1, what);
                continue;
            }
        };
        let Some(mut document) = self::chapter(&dom, &facts) else {
            continue;
        };
        n_read += 1;
        if n_read == 1 {
            document.id = id.to_owned();
        } else {
            document.id = format!("{id}#{n_read}");
            document.parent = Some(id.to_owned());
        }
        read.documents.push((1, document));
    }
    if n_read == 0 && read.problems.is_empty() {
        read.problem(path, 1, "no text in the book");
    }
}

/// What every chapter has from its book.
fn about(book: &Epub) -> Document {
    let metadata = book.metadata();
    let creators: Vec<String> = metadata.creators().map(|c| c.value().to_owned()).collect();
    let published = metadata
        .published_entry()
        .map(|entry| entry.value().to_owned());
    Document {
        lang: metadata
            .language()
            .map(|lang| lang.value().to_owned())
            .unwrap_or_default(),
        source: metadata.title().map(|title| title.value().to_owned()),
        section: joined(&creators),
        date: published.as_deref().and_then(date::of_metadata),
        tags: metadata.tags().map(|tag| tag.value().to_owned()).collect(),
        ..Document::default()
    }
}

fn chapter(dom: &Dom, facts: &Document) -> Option<Document> {
    let Blocks {
        mut paragraphs,
        heading,
    } = Blocks::of(dom.root());
    let n_chars: usize = paragraphs.iter().map(|text| text.chars().count()).sum();
    if n_chars < MIN_CHARS {
        return None;
    }
    let printed = dom
        .select("title")
        .nodes()
        .first()
        .map(|node| node.text().trim().to_owned());
    let title = match heading.filter(|at| *at < 3 && *at < paragraphs.len()) {
        Some(at) => paragraphs.remove(at),
        None => printed
            .filter(|title| !title.is_empty())
            .or(facts.source.clone())?,
    };
    Some(Document {
        title,
        body: paragraphs,
        ..facts.clone()
    })
}
