//! The postings of one term: which documents hold it, and how often in which field.
//!
//! Layout: number of documents (varint), then for every document in rising order the distance to
//! the one before it, shifted left by one; the low bit says that the term stands once, in the body.
//! Where it is 0, a byte follows with one bit a field, then for every set bit how often (varint).

use crate::bytes::{Cursor, len_u32, write_varint};
use crate::field::{Counts, Field};

/// A document that holds the term, and how often it does in each field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) doc: u32,
    pub(crate) counts: Counts,
}

impl Posting {
    /// One occurrence in the field of facts, as a date of publication counts.
    pub(crate) fn once_in_facts(doc: u32) -> Posting {
        let mut counts = [0; Field::COUNT];
        counts[Field::Source as usize] = 1;
        Posting { doc, counts }
    }
}

static ONCE_IN_BODY: Counts = {
    let mut counts = [0; Field::COUNT];
    counts[Field::Body as usize] = 1;
    counts
};

/// Appends the postings of a term; documents must rise.
pub(crate) fn write(out: &mut Vec<u8>, postings: &[Posting]) {
    write_varint(out, len_u32(postings.len()));
    let mut next = 0;
    for posting in postings {
        append(out, next, posting);
        next = posting.doc + 1;
    }
}

/// Appends one posting, whose document is `next` or later.
pub(crate) fn append(out: &mut Vec<u8>, next: u32, posting: &Posting) {
    let distance = (posting.doc - next) << 1;
    if posting.counts == ONCE_IN_BODY {
        write_varint(out, distance | 1);
        return;
    }
    write_varint(out, distance);
    let set = posting.counts.iter().enumerate().filter(|(_, n)| **n > 0);
    out.push(set.clone().fold(0, |mask, (field, _)| mask | 1 << field));
    for (_, &count) in set {
        write_varint(out, count);
    }
}

/// Appends postings that were written to follow the document before `from` so that they follow the
/// one before `to`, which is not behind their first.
pub(crate) fn move_to(out: &mut Vec<u8>, list: &[u8], from: u32, to: u32) {
    let mut cursor = Cursor::new(list);
    let head = cursor.varint();
    let doc = from + (head >> 1);
    write_varint(out, (doc - to) << 1 | head & 1);
    out.extend_from_slice(cursor.take(cursor.len()));
}

/// Reads postings one after the other; allocates nothing.
#[derive(Clone, Debug)]
pub(crate) struct Postings<'a> {
    cursor: Cursor<'a>,
    next: u32,
    left: u32,
    /// Whether the current posting is one occurrence in the body; its counts are not written then.
    is_once: bool,
    counts: Counts,
}

impl<'a> Postings<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Postings<'a> {
        let mut cursor = Cursor::new(bytes);
        let left = cursor.varint();
        Postings {
            cursor,
            next: 0,
            left,
            is_once: true,
            counts: ONCE_IN_BODY,
        }
    }
}

impl Postings<'_> {
    /// Documents that are still to come.
    pub(crate) fn n_docs(&self) -> u32 {
        self.left
    }

    /// Goes to the next document that holds the term.
    #[inline(always)]
    pub(crate) fn advance(&mut self) -> Option<u32> {
        if self.left == 0 || self.cursor.is_empty() {
            return None;
        }
        self.left -= 1;
        let head = self.cursor.short_varint();
        let doc = self.next.saturating_add(head >> 1);
        self.next = doc.saturating_add(1);
        self.is_once = head & 1 == 1;
        if !self.is_once {
            self.read_counts();
        }
        Some(doc)
    }

    fn read_counts(&mut self) {
        let mask = self.cursor.byte();
        for (field, count) in self.counts.iter_mut().enumerate() {
            *count = match mask & 1 << field {
                0 => 0,
                _ => self.cursor.short_varint(),
            };
        }
    }

    /// Whether the current document holds the term once, in its body, as most do.
    #[inline(always)]
    pub(crate) fn is_once_in_body(&self) -> bool {
        self.is_once
    }

    /// How often the current document holds the term in each field.
    pub(crate) fn counts(&self) -> &Counts {
        if self.is_once {
            &ONCE_IN_BODY
        } else {
            &self.counts
        }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let doc = self.advance()?;
        let counts = *self.counts();
        Some(Posting { doc, counts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back() {
        let postings = [
            (0, [0, 0, 1, 0, 0]),
            (1, [2, 0, 300, 0, 1]),
            (70_000, [0, 1, 0, 0, 0]),
        ]
        .map(|(doc, counts)| Posting { doc, counts });
        let mut out = Vec::new();
        write(&mut out, &postings);
        assert_eq!(Postings::new(&out).collect::<Vec<_>>(), postings);
    }

    #[test]
    fn lists_that_are_joined_are_one_list() {
        let postings = [(3, 1), (200, 2), (70_000, 1), (70_001, 9)].map(|(doc, n)| Posting {
            doc,
            counts: [0, 0, n, 0, 0],
        });
        let mut whole = Vec::new();
        write(&mut whole, &postings);
        for cut in 1..postings.len() {
            let from = postings[cut].doc - 1;
            let (mut joined, mut later) = (vec![4], Vec::new());
            let mut next = 0;
            for posting in &postings[..cut] {
                append(&mut joined, next, posting);
                next = posting.doc + 1;
            }
            let mut next_later = from;
            for posting in &postings[cut..] {
                append(&mut later, next_later, posting);
                next_later = posting.doc + 1;
            }
            move_to(&mut joined, &later, from, next);
            assert_eq!(joined, whole, "{cut}");
        }
    }

    #[test]
    fn any_bytes_are_calm() {
        for seed in 0..=255u8 {
            let bytes: Vec<u8> = (0..40u8).map(|i| i.wrapping_mul(seed) ^ seed).collect();
            assert!(Postings::new(&bytes).count() <= 40);
        }
    }
}
