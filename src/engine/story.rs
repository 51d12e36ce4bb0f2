//! Which documents tell one story in nearly the same words, as papers do that print one agency.
//!
//! Owns when two texts count as one; written by `writer`, read by `index`. Texts are compared by the
//! least hashes of their runs of three words: the share of them that two texts have in common
//! estimates the share of all runs (Broder: On the resemblance and containment of documents, 1997).

use crate::analyzer::Words;
use crate::bytes::{Cursor, write_varint};
use crate::table::{hash, hashed};

/// Hashes that are kept of a text.
const SKETCH: usize = 64;

/// Runs of words that a text needs: shorter ones are alike by chance.
const MIN_RUNS: usize = 40;

/// Hashes of a sketch that two texts of one story share at least: six of ten runs, and a little less
/// for chance.
const MIN_SHARED: usize = 36;

/// Texts that share a hash and are compared; a run that more have is a phrase of the publisher's.
const MAX_SHARERS: usize = 32;

/// For every text the first one of its story, itself where it is the first or alone.
pub(crate) fn first_tellers<'a>(texts: impl Iterator<Item = Vec<&'a Words>>) -> Vec<u32> {
    let sketches: Vec<Vec<u32>> = texts.map(|words| sketch(&words)).collect();
    let mut sharers: Vec<(u32, u32)> = Vec::new();
    for (doc, sketch) in (0..).zip(&sketches) {
        sharers.extend(sketch.iter().map(|&hash| (hash, doc)));
    }
    sharers.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in sharers.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, later)) in group.iter().enumerate().take(MAX_SHARERS) {
            pairs.extend(group[..at].iter().map(|(_, earlier)| (*later, *earlier)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut firsts: Vec<u32> = (0u32..).take(sketches.len()).collect();
    for (later, earlier) in pairs {
        let (a, b) = (&sketches[later as usize], &sketches[earlier as usize]);
        // One that is told after another already stays with it.
        if firsts[later as usize] == later && n_shared(a, b) >= MIN_SHARED {
            firsts[later as usize] = firsts[earlier as usize];
        }
    }
    firsts
}

/// The least hashes of a text's runs of three words, in order; none of a short text.
fn sketch(texts: &[&Words]) -> Vec<u32> {
    let mut hashes: Vec<u32> = Vec::new();
    for words in texts {
        let all: Vec<u32> = (0..words.len())
            .map(|at| hash(words.term(at, at)))
            .collect();
        hashes.extend(all.windows(3).map(|run| {
            let bytes = run.iter().flat_map(|word| word.to_le_bytes());
            bytes.fold(0, hashed)
        }));
    }
    hashes.sort_unstable();
    hashes.dedup();
    if hashes.len() < MIN_RUNS {
        return Vec::new();
    }
    hashes.truncate(SKETCH);
    hashes
}

/// Of the least hashes of both texts together, how many both have, for a sketch in full.
fn n_shared(a: &[u32], b: &[u32]) -> usize {
    let (mut at, mut bt, mut n_seen, mut n_both) = (0, 0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(bt))
        && n_seen < SKETCH
    {
        n_seen += 1;
        n_both += usize::from(x == y);
        at += usize::from(x <= y);
        bt += usize::from(y <= x);
    }
    n_both * SKETCH / n_seen.max(1)
}

/// Appends the texts that are told after another: the distance to the one before and the first
/// teller, a varint each.
pub(crate) fn write(out: &mut Vec<u8>, firsts: &[u32]) {
    let mut next = 0;
    for (doc, &first) in (0..).zip(firsts) {
        if first != doc {
            write_varint(out, doc - next);
            write_varint(out, first);
            next = doc + 1;
        }
    }
}

/// What [`write`] wrote: pairs of a document and the first teller of its story.
pub(crate) fn read(bytes: &[u8]) -> Vec<(u32, u32)> {
    let mut cursor = Cursor::new(bytes);
    let mut pairs = Vec::new();
    let mut next = 0u32;
    while !cursor.is_empty() {
        let doc = next.saturating_add(cursor.varint());
        pairs.push((doc, cursor.varint()));
        next = doc.saturating_add(1);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn firsts(texts: &[&str]) -> Vec<u32> {
        let words: Vec<Words> = texts.iter().map(|text| Words::of(text)).collect();
        first_tellers(words.iter().map(|words| vec![words]))
    }

    /// A text of numbered words, some of which are others.
    fn text(from: usize, to: usize, other: &str) -> String {
        let word = |n: usize| match n % 25 {
            0 => format!("{other}{n} "),
            _ => format!("کلمه{n} "),
        };
        (from..to).map(word).collect()
    }

    #[test]
    fn what_differs_in_a_few_words_is_one_story() {
        let (a, b) = (text(0, 200, "a"), text(0, 200, "b"));
        let longer = text(0, 230, "c");
        assert_eq!(
            firsts(&[&a, &text(500, 700, "a"), &b, &longer]),
            [0, 1, 0, 0]
        );
    }

    #[test]
    fn a_quotation_and_a_short_text_are_none() {
        let a = text(0, 200, "a");
        let half = [text(0, 100, "a"), text(900, 1100, "b")].concat();
        let short = text(0, 20, "a");
        assert_eq!(firsts(&[&a, &half, &short, &short]), [0, 1, 2, 3]);
    }

    #[test]
    fn stories_come_back() {
        let firsts = [0, 1, 0, 3, 1, 0];
        let mut out = Vec::new();
        write(&mut out, &firsts);
        assert_eq!(read(&out), [(2, 0), (4, 1), (5, 0)]);
    }
}
