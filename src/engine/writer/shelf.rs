//! The stored articles while they are packed.
//!
//! Owns the sections that are read document by document. The articles are analyzed as they lie here,
//! so that their texts are in memory once.

use crate::bytes::{len_u32, write_str, write_varint};
use crate::calendar::number_of_iso;
use crate::document::Document;
use crate::language::{self, Lang};
use crate::stored::{self, Stored};
use crate::writer::WriteError;
use crate::writer::lexicon::Lexicon;
use crate::writer::outline;
use std::borrow::Borrow;
use std::ops::Range;

/// Articles in the form in which a pack has them.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    /// The section `Documents`.
    bytes: Vec<u8>,
    /// Where each article starts, and the end.
    offsets: Vec<u32>,
    langs: Vec<Lang>,
    facts: Facts,
}

/// What the section `Columns` has of each document.
#[derive(Debug, Default)]
struct Facts {
    tags: Lexicon,
    sources: Lexicon,
    /// The day, and the numbers of the tag of the language and of the source.
    rows: Vec<(u32, u32, Option<u32>)>,
}

impl Shelf {
    /// Takes the articles in, which are about `len_bytes` long; `ids` are those of all of them in the same
    /// order.
    pub(crate) fn of<D: Borrow<Document>>(
        documents: impl Iterator<Item = D>,
        len_bytes: usize,
        ids: &Lexicon,
    ) -> Result<Shelf, WriteError> {
        // With room for the index, which the pack has before them: what grows is there twice meanwhile.
        let mut shelf = Shelf {
            bytes: Vec::with_capacity(len_bytes + len_bytes / 2),
            ..Shelf::default()
        };
        for document in documents {
            shelf.add(document.borrow(), ids)?;
        }
        shelf.offsets.push(len_u32(shelf.bytes.len()));
        Ok(shelf)
    }

    fn add(&mut self, document: &Document, ids: &Lexicon) -> Result<(), WriteError> {
        let parent = match &document.parent {
            None => None,
            Some(parent) => Some(ids.find(parent).ok_or_else(|| WriteError::NoParent {
                id: document.id.clone(),
                parent: parent.clone(),
            })?),
        };
        let detected;
        let lang = match document.lang.as_str() {
            "" => {
                detected = detect(document);
                detected
            }
            lang => lang,
        };
        self.offsets.push(len_u32(self.bytes.len()));
        outline::with(document, |marks| {
            stored::write(&mut self.bytes, document, marks, parent, lang);
        });
        if u32::try_from(self.bytes.len()).is_err() {
            return Err(WriteError::TooLarge);
        }
        self.langs.push(Lang::of_tag(lang));
        let date = document.date.as_ref();
        let source = document.source.as_deref();
        self.facts.rows.push((
            date.map_or(0, |date| number_of_iso(&date.iso)),
            self.facts.tags.number(lang),
            source.map(|source| self.facts.sources.number(source)),
        ));
        Ok(())
    }

    pub(crate) fn n_docs(&self) -> u32 {
        len_u32(self.langs.len())
    }

    /// The articles cut into at most `n` runs of about as many bytes.
    pub(crate) fn runs(&self, n: usize) -> Vec<Range<u32>> {
        let mut runs = Vec::new();
        let mut start = 0;
        for part in 1..=n {
            let until = self.bytes.len() * part / n;
            let end = self.offsets.partition_point(|at| (*at as usize) < until);
            let end = len_u32(end).min(self.n_docs());
            if end > start {
                runs.push(start..end);
                start = end;
            }
        }
        runs
    }

    pub(crate) fn len_bytes(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn lang(&self, doc: u32) -> Lang {
        let lang = self.langs.get(doc as usize);
        lang.copied().unwrap_or(Lang::Other)
    }

    pub(crate) fn article(&self, doc: u32) -> Stored<'_> {
        let offset = |at: usize| self.offsets.get(at).map_or(0, |offset| *offset as usize);
        let range = offset(doc as usize)..offset(doc as usize + 1);
        Stored::read(self.bytes.get(range).unwrap_or_default())
    }

    /// The sections `Values` and `Columns`.
    pub(crate) fn write_columns(&self, values: &mut Vec<u8>, columns: &mut Vec<u8>) {
        let facts = &self.facts;
        let [tags, sources] = [&facts.tags, &facts.sources].map(|distinct| {
            let mut sorted: Vec<(&str, u32)> = distinct.words().zip(0..).collect();
            sorted.sort_unstable();
            write_varint(values, len_u32(sorted.len()));
            let mut ranks = vec![0; sorted.len()];
            for (at, (value, number)) in (1..).zip(sorted) {
                write_str(values, value);
                // What has no number in two bytes counts as none.
                ranks[number as usize] = u16::try_from(at).unwrap_or(0);
            }
            ranks
        });
        let unnamed = facts.sources.find("");
        for (day, tag, source) in &facts.rows {
            let source = source.or(unnamed);
            let source = source.map_or(0, |source| sources[source as usize]);
            columns.extend_from_slice(&day.to_le_bytes());
            columns.extend_from_slice(&tags[*tag as usize].to_le_bytes());
            columns.extend_from_slice(&source.to_le_bytes());
        }
    }

    /// The sections `DocumentOffsets` and `Documents`.
    pub(crate) fn into_sections(self) -> (Vec<u8>, Vec<u8>) {
        let offsets = self.offsets.iter().flat_map(|offset| offset.to_le_bytes());
        (offsets.collect(), self.bytes)
    }
}

fn detect(document: &Document) -> &'static str {
    let mut text = document.title.clone();
    for paragraph in document.lead.iter().chain(&document.body) {
        text.push('\n');
        text.push_str(paragraph);
    }
    language::detect(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(n: usize) -> Shelf {
        let document = |n: usize| Document {
            id: n.to_string(),
            body: vec!["متن".repeat(n % 7 * 40)],
            ..Document::default()
        };
        Shelf::of((0..n).map(document), 0, &Lexicon::default()).unwrap()
    }

    #[test]
    fn runs_are_every_article_once() {
        for (n_docs, n_runs) in [(0, 1), (1, 1), (1, 4), (30, 4), (100, 16), (5, 16)] {
            let runs = shelf(n_docs).runs(n_runs);
            let docs: Vec<u32> = runs.iter().cloned().flatten().collect();
            assert!(docs.into_iter().eq(0..n_docs as u32), "{runs:?}");
            assert!(runs.len() <= n_runs && runs.iter().all(|run| !run.is_empty()));
        }
    }

    #[test]
    fn articles_come_back() {
        let shelf = shelf(9);
        for doc in 0..9 {
            assert_eq!(shelf.article(doc).id, doc.to_string());
        }
        assert_eq!(shelf.article(9).id, "");
    }
}
