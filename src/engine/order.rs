//! The order of what a query found.
//!
//! Above the score, which is `score`'s, stand two plain rules that a reader can predict: what holds all
//! words comes before what misses one, and for short queries the form that was typed comes before its
//! other spellings. Owns them, what is read of the best documents to tell more than the index knows,
//! and which document stands for several that tell one story.

use crate::analyzer::is_word;
use crate::index::Index;
use crate::matcher::Matcher;
use crate::query::{MAX_SHORT, Query};
use crate::read::Read;
use crate::score::Standing;
use crate::signal::Signal;
use crate::stored::Stored;
use crate::table::Table;
use std::collections::BinaryHeap;

/// The best documents whose text is read to tell the typed form from its other spellings. It does not
/// depend on the page, so that pages fit together.
const EXACT_WINDOW: usize = 256;

/// The best documents of a longer query whose text is read to see how near its words stand, and how far
/// behind the first they may be, as a share of what all words may score: what is further behind would
/// hardly come first.
pub(crate) const PROXIMITY_WINDOW: usize = 20;
const PROXIMITY_REACH: f32 = 0.15;

/// Low bits of a ranking key, which name the document; the score has the 31 above them.
const DOC_BITS: u32 = 29;

/// What a query found, before a page of it is shown.
pub(crate) struct Found {
    pub(crate) query: Query,
    /// The documents found, in order.
    pub(crate) docs: Vec<u32>,
    /// The most that each clause may score.
    pub(crate) worths: Vec<f32>,
    /// By document, found or not.
    pub(crate) standings: Vec<Standing>,
    /// Documents that another one stands for, each behind the one that does.
    pub(crate) folded: Vec<(u32, u32)>,
}

impl Found {
    /// Leaves of every story the document that answers best, which stands for the others; `tellers`
    /// has the documents that tell a story with the first that does.
    pub(crate) fn fold(&mut self, tellers: &Table) {
        let mut tellers = tellers.pairs().peekable();
        // The documents found that tell a story.
        let mut told: Vec<(u32, u32)> = Vec::new();
        for &doc in &self.docs {
            while tellers.next_if(|(teller, _)| *teller < doc).is_some() {}
            match tellers.peek() {
                Some((teller, story)) if *teller == doc => told.push((*story, doc)),
                Some(_) => {}
                None => break,
            }
        }
        // For every story the best of them.
        let mut best: Vec<(u32, u32)> = Vec::new();
        for &(story, doc) in &told {
            let at = best.partition_point(|(known, _)| *known < story);
            match best.get_mut(at).filter(|(known, _)| *known == story) {
                Some((_, known)) => {
                    if self.is_nearer(doc, *known) {
                        *known = doc;
                    }
                }
                None => best.insert(at, (story, doc)),
            }
        }
        for (story, doc) in told {
            let at = best.partition_point(|(known, _)| *known < story);
            if let Some(&(_, by)) = best.get(at)
                && by != doc
            {
                self.folded.push((by, doc));
            }
        }
        // Both are in the order of the collection.
        let mut folded = self.folded.iter().peekable();
        self.docs
            .retain(|doc| folded.next_if(|(_, other)| other == doc).is_none());
    }

    /// Whether a document answers better than another.
    fn is_nearer(&self, doc: u32, other: u32) -> bool {
        let (own, other) = (self.standing(doc), self.standing(other));
        (own.n_met, own.score) > (other.n_met, other.score)
    }

    pub(crate) fn standing(&self, doc: u32) -> Standing {
        self.standings
            .get(doc as usize)
            .copied()
            .unwrap_or_default()
    }
}

impl Standing {
    /// Orders by falling score, then by document. Positive floats order as their bits do; the sign is
    /// none of them.
    fn key(&self, doc: u32) -> u64 {
        let score = u64::from(!self.score.max(0.0).to_bits() & !(1 << 31));
        score << DOC_BITS | u64::from(doc)
    }
}

impl Index {
    /// The best `limit` documents, in order, and those of them that were read to find it.
    pub(crate) fn best<'a>(
        &'a self,
        found: &mut Found,
        matcher: &Matcher,
        limit: usize,
    ) -> (Vec<u32>, Vec<Read<'a>>) {
        let is_short = found.query.clauses.len() <= MAX_SHORT;
        let n_asked = found.query.n_asked();
        // One number a document: what misses a word, then how far the form is, then the score, then
        // the order of the collection.
        let key = |doc: u32, standing: &Standing| {
            let misses = u64::from(usize::from(standing.n_met) < n_asked);
            let distance = u64::from(if is_short { standing.distance } else { 0 });
            misses << 63 | distance << 60 | standing.key(doc)
        };
        let window = if is_short {
            EXACT_WINDOW
        } else {
            PROXIMITY_WINDOW
        };
        let keys = found
            .docs
            .iter()
            .map(|&doc| key(doc, &found.standings[doc as usize]));
        let mut best = lowest(keys, limit.max(window));
        // What stands behind the window stays behind it.
        let mut behind = best.split_off(best.len().min(window));
        let mut reads = Vec::new();
        if is_short {
            for &doc in &best {
                let standing = &mut found.standings[doc as usize];
                if standing.distance == 0 && !holds_as_typed(&self.document(doc), &found.query) {
                    standing.distance = 1;
                }
            }
        } else {
            let score = |doc: &u32| found.standings[*doc as usize].score;
            let reach = PROXIMITY_REACH * found.worths.iter().sum::<f32>();
            let least = best.first().map_or(0.0, score) - reach;
            let n_read = best.iter().position(|doc| score(doc) < least);
            let mut unread = best.split_off(n_read.unwrap_or(best.len()));
            unread.append(&mut behind);
            behind = unread;
            if best.len() > 1 && self.listens_to(Signal::Proximity) {
                for &doc in &best {
                    let read = Read::of(self, doc, matcher);
                    found.standings[doc as usize].score += read.proximity(&found.worths);
                    reads.push(read);
                }
            }
        }
        let keys = best
            .iter()
            .map(|&doc| key(doc, &found.standings[doc as usize]));
        best = lowest(keys, window);
        best.append(&mut behind);
        best.truncate(limit);
        (best, reads)
    }

    /// The newest `limit` documents, in order.
    pub(crate) fn newest(&self, found: &Found, limit: usize) -> Vec<u32> {
        let keys = found.docs.iter().map(|&doc| {
            let age = u64::from(!self.columns(doc).day);
            age << DOC_BITS | u64::from(doc)
        });
        lowest(keys, limit)
    }
}

/// The score of the last of the best `n` documents; 0 where there are not so many.
pub(crate) fn least_of_best(standings: &[Standing], n: usize) -> f32 {
    let keys = (0..)
        .zip(standings)
        .map(|(doc, standing)| standing.key(doc));
    match lowest(keys, n).last() {
        // A little less, for the last digits of sums.
        Some(&doc) => standings[doc as usize].score * 0.999,
        None => 0.0,
    }
}

/// The documents of the lowest `limit` keys, lowest first; a document is the low bits of its key.
fn lowest(keys: impl Iterator<Item = u64>, limit: usize) -> Vec<u32> {
    let mut heap = BinaryHeap::new();
    for key in keys {
        if heap.len() < limit {
            heap.push(key);
        } else if let Some(mut highest) = heap.peek_mut()
            && key < *highest
        {
            *highest = key;
        }
    }
    let doc = |key: u64| (key & ((1 << DOC_BITS) - 1)) as u32;
    heap.into_sorted_vec().into_iter().map(doc).collect()
}

/// Whether every word of a query stands in a document in the very characters that were typed.
fn holds_as_typed(stored: &Stored<'_>, query: &Query) -> bool {
    let asked = query
        .clauses
        .iter()
        .filter(|clause| query.is_asked_for(clause));
    asked.into_iter().all(|clause| {
        stored.texts().any(|text| {
            let mut follows_word = false;
            text.char_indices().any(|(at, c)| {
                let rest = text.get(at..).unwrap_or_default();
                let is_start = !std::mem::replace(&mut follows_word, is_word(c));
                let after = rest.strip_prefix(clause.typed.as_str());
                is_start && after.is_some_and(|after| !after.chars().next().is_some_and(is_word))
            })
        })
    })
}
