//! The second reading of the articles: for every term the documents that have it.
//!
//! Owns which occurrences are counted. Runs of articles are read on their own, each into the postings
//! of its documents; joined one behind the other they are those of all.

use crate::bytes::{Cursor, len_u32, write_varint};
use crate::expansion::Phrases;
use crate::field::Field;
use crate::language::Lang;
use crate::postings::{self, Posting};
use crate::writer::gather::Vocabulary;
use crate::writer::shelf::Shelf;
use crate::writer::texts;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

/// A field takes the low bits of an occurrence, its document in the run the others.
const FIELD_BITS: u32 = 3;
const _: () = assert!(Field::COUNT <= 1 << FIELD_BITS);

/// The postings of a run of articles.
///
/// For every term that is in them: the distance of its rank to the one before, number of documents,
/// length of their postings in bytes (varints), and the postings; then what the last document is
/// before the run's end (varint).
#[derive(Debug, Default)]
pub(crate) struct Inverted {
    docs: Range<u32>,
    bytes: Vec<u8>,
    /// The phrases of aliases that stand in the articles.
    pub(crate) phrases: BTreeSet<u32>,
}

/// An occurrence: the rank of a term, and where.
type Occurrence = (u32, u32);

/// Reads a run of articles.
pub(crate) fn invert(
    shelf: &Shelf,
    docs: Range<u32>,
    vocabulary: &Vocabulary,
    phrases: &Phrases,
) -> Inverted {
    let mut inverted = Inverted {
        docs: docs.clone(),
        ..Inverted::default()
    };
    let mut found: Vec<Occurrence> = Vec::new();
    let mut ranks = Vec::new();
    let mut scratch = String::new();
    for doc in docs.clone() {
        let lang = shelf.lang(doc);
        texts::each(&shelf.article(doc), |field, words| {
            let place = (doc - docs.start) << FIELD_BITS | field as u32;
            let mut count = |rank| found.push((rank, place));
            ranks.clear();
            let mut next = 0;
            for token in words.tokens(lang == Lang::Persian) {
                let rank = vocabulary.terms.find(token.term).unwrap_or_default();
                count(rank);
                ranks.push(rank);
                for first in next..=token.last {
                    let known = Cell::new(None);
                    let is_term = |term: &str| {
                        known.set(vocabulary.terms.find(term));
                        known.get().is_some()
                    };
                    words.compounds_at(first, &mut scratch, is_term, |term, last| {
                        // What the affix rules joined has been counted.
                        if (first, last, term) != (token.first, token.last, token.term) {
                            known.get().into_iter().for_each(&mut count);
                        }
                    });
                }
                next = token.last + 1;
            }
            phrases.find(&ranks, lang, &mut inverted.phrases);
        });
    }
    let sorted = sorted(&found, vocabulary.terms.len());
    drop(found);
    inverted.bytes = written(&sorted, &docs);
    inverted
}

/// The occurrences by rank, each rank's in the order in which they were found.
fn sorted(found: &[Occurrence], n_terms: usize) -> Vec<Occurrence> {
    let mut starts = vec![0u32; n_terms + 1];
    for (rank, _) in found {
        starts[*rank as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = vec![(0, 0); found.len()];
    for occurrence in found {
        let at = &mut starts[occurrence.0 as usize];
        sorted[*at as usize] = *occurrence;
        *at += 1;
    }
    sorted
}

fn written(sorted: &[Occurrence], docs: &Range<u32>) -> Vec<u8> {
    let mut out = Vec::with_capacity(sorted.len() * 2);
    let mut list = Vec::new();
    let mut next_rank = 0;
    for of_term in sorted.chunk_by(|a, b| a.0 == b.0) {
        let rank = of_term[0].0;
        list.clear();
        let (mut next, mut n_docs) = (docs.start, 0);
        for of_doc in of_term.chunk_by(|a, b| a.1 >> FIELD_BITS == b.1 >> FIELD_BITS) {
            let mut posting = Posting {
                doc: docs.start + (of_doc[0].1 >> FIELD_BITS),
                ..Posting::default()
            };
            for (_, place) in of_doc {
                posting.counts[(place & ((1 << FIELD_BITS) - 1)) as usize] += 1;
            }
            postings::append(&mut list, next, &posting);
            next = posting.doc + 1;
            n_docs += 1;
        }
        write_varint(&mut out, rank - next_rank);
        write_varint(&mut out, n_docs);
        write_varint(&mut out, len_u32(list.len()));
        out.extend_from_slice(&list);
        write_varint(&mut out, docs.end - next);
        next_rank = rank + 1;
    }
    out.shrink_to_fit();
    out
}

/// Reads the postings of a run, term by term.
struct Reader<'a> {
    docs: Range<u32>,
    cursor: Cursor<'a>,
    /// The rank of the term that comes next.
    rank: Option<u32>,
}

impl<'a> Reader<'a> {
    fn of(inverted: &'a Inverted) -> Reader<'a> {
        let mut reader = Reader {
            docs: inverted.docs.clone(),
            cursor: Cursor::new(&inverted.bytes),
            rank: None,
        };
        reader.go_to_next(0);
        reader
    }

    fn go_to_next(&mut self, from: u32) {
        let is_left = !self.cursor.is_empty();
        self.rank = is_left.then(|| from + self.cursor.varint());
    }

    /// Appends the postings of the next term, whose documents follow `next`; gives how many they are,
    /// and what follows the last of them.
    fn append(&mut self, out: &mut Vec<u8>, rank: u32, next: u32) -> (u32, u32) {
        let n_docs = self.cursor.varint();
        let len = self.cursor.varint() as usize;
        let list = self.cursor.take(len);
        postings::move_to(out, list, self.docs.start, next);
        let last = self.docs.end - self.cursor.varint();
        self.go_to_next(rank + 1);
        (n_docs, last)
    }
}

impl Inverted {
    /// About as long as its postings are in the pack.
    pub(crate) fn len_bytes(&self) -> usize {
        self.bytes.len()
    }
}

/// Calls `each` with the postings of every term, in order of the ranks.
pub(crate) fn join(runs: &[Inverted], n_terms: usize, mut each: impl FnMut(u32, &[u8])) {
    let mut readers: Vec<Reader<'_>> = runs.iter().map(Reader::of).collect();
    let (mut lists, mut whole) = (Vec::new(), Vec::new());
    for rank in 0..len_u32(n_terms) {
        let (mut n_docs, mut next) = (0, 0);
        lists.clear();
        whole.clear();
        for reader in &mut readers {
            if reader.rank == Some(rank) {
                let (n, last) = reader.append(&mut lists, rank, next);
                (n_docs, next) = (n_docs + n, last);
            }
        }
        write_varint(&mut whole, n_docs);
        whole.extend_from_slice(&lists);
        each(rank, &whole);
    }
}
