//! Which documents tell one story in nearly the same words, as papers do that print one agency.
//!
//! Owns when two texts count as one; written by `writer`, read by `index`. Texts are compared by the
//! least hashes of their runs of three words: the share of them that two texts have in common
//! estimates the share of all runs (Broder: On the resemblance and containment of documents, 1997).

use crate::analyzer::Words;
use crate::bytes::{Cursor, len_u32, write_varint};
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

/// The sketches of texts: of each the least hashes of its runs of three words, in order; none of a
/// short text.
#[derive(Debug, Default)]
pub(crate) struct Sketches {
    hashes: Vec<u32>,
    ends: Vec<u32>,
    /// Of the text that is being read.
    runs: Vec<u32>,
    words: Vec<u32>,
}

impl Sketches {
    /// Reads a paragraph of the text.
    pub(crate) fn read(&mut self, words: &Words) {
        let all = (0..words.len()).map(|at| hash(words.term(at, at)));
        self.words.clear();
        self.words.extend(all);
        self.runs.extend(self.words.windows(3).map(|run| {
            let bytes = run.iter().flat_map(|word| word.to_le_bytes());
            bytes.fold(0, hashed)
        }));
        // Of a long text no more is kept than is needed.
        if self.runs.len() > 16 * SKETCH {
            self.sort();
        }
    }

    fn sort(&mut self) {
        self.runs.sort_unstable();
        self.runs.dedup();
        self.runs.truncate(SKETCH);
    }

    /// The text ends here, and another begins.
    pub(crate) fn end_text(&mut self) {
        self.sort();
        if self.runs.len() >= MIN_RUNS {
            self.hashes.extend_from_slice(&self.runs);
        }
        self.runs.clear();
        self.ends.push(len_u32(self.hashes.len()));
    }

    /// The sketches of the texts of all runs, one run behind the other.
    pub(crate) fn joined(runs: Vec<Sketches>) -> Sketches {
        let mut all = Sketches::default();
        all.hashes
            .reserve_exact(runs.iter().map(|run| run.hashes.len()).sum());
        for run in runs {
            let before = len_u32(all.hashes.len());
            all.hashes.extend_from_slice(&run.hashes);
            all.ends.extend(run.ends.iter().map(|end| before + end));
        }
        all
    }

    fn of(&self, text: u32) -> &[u32] {
        let at = text as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.hashes[start as usize..self.ends[at] as usize]
    }

    fn texts(&self) -> std::ops::Range<u32> {
        0..len_u32(self.ends.len())
    }

    /// The hashes that several texts have, each with the texts, sorted.
    fn shared(&self) -> Vec<(u32, u32)> {
        // Nearly every hash has one text: what the low bits tell apart already is left out first.
        let n_bits = (self.hashes.len() * 8).next_power_of_two().max(64);
        let (mut once, mut again) = (vec![0u64; n_bits / 64], vec![0u64; n_bits / 64]);
        let place = |hash: u32| {
            let bit = hash as usize & (n_bits - 1);
            (bit / 64, 1u64 << (bit % 64))
        };
        for &hash in &self.hashes {
            let (at, bit) = place(hash);
            again[at] |= once[at] & bit;
            once[at] |= bit;
        }
        let is_shared = |hash: u32| {
            let (at, bit) = place(hash);
            again[at] & bit != 0
        };
        let mut shared = Vec::new();
        for text in self.texts() {
            let hashes = self.of(text).iter().filter(|hash| is_shared(**hash));
            shared.extend(hashes.map(|&hash| (hash, text)));
        }
        shared.sort_unstable();
        shared
    }
}

/// Hashes that two texts of one story have in common at least, however short their sketches are.
const MIN_COMMON: u32 = (MIN_RUNS * MIN_SHARED).div_ceil(SKETCH) as u32;

/// The pairs of texts that may be of one story, the later first, in order.
fn candidates(sketches: &Sketches) -> Vec<(u32, u32)> {
    let shared = sketches.shared();
    let n_texts = sketches.ends.len();
    // Hashes of each text that are compared with some of its sharers alone.
    let mut n_cut = vec![0u32; n_texts];
    for group in shared.chunk_by(|a, b| a.0 == b.0) {
        if group.len() > MAX_SHARERS {
            let texts = group.iter().map(|(_, text)| *text as usize);
            texts.for_each(|text| n_cut[text] += 1);
        }
    }
    let mut pairs = Vec::new();
    let mut sharers: Vec<u32> = Vec::new();
    let by_text = places_by_text(&shared, n_texts);
    for (later, places) in sketches.texts().zip(by_text.of_each()) {
        sharers.clear();
        for &place in places {
            let (hash, _) = shared[place as usize];
            let before = shared[..place as usize].iter().rev();
            let n_before = sharers.len();
            let earlier = before.take_while(|(other, _)| *other == hash);
            sharers.extend(earlier.take(MAX_SHARERS).map(|(_, text)| *text));
            if sharers.len() - n_before == MAX_SHARERS {
                sharers.truncate(n_before);
            }
        }
        sharers.sort_unstable();
        for of_one in sharers.chunk_by(|a, b| a == b) {
            let earlier = of_one[0];
            let unknown = n_cut[later as usize].min(n_cut[earlier as usize]);
            if len_u32(of_one.len()) + unknown >= MIN_COMMON {
                pairs.push((later, earlier));
            }
        }
    }
    pairs
}

/// Places in a list, those of each text together.
struct Places {
    places: Vec<u32>,
    ends: Vec<u32>,
}

impl Places {
    fn of_each(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| &self.places[*start as usize..*end as usize])
    }
}

fn places_by_text(shared: &[(u32, u32)], n_texts: usize) -> Places {
    let mut ends = vec![0u32; n_texts];
    for (_, text) in shared {
        ends[*text as usize] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += std::mem::replace(end, sum);
    }
    // Each is where its text begins, until all of the text's are put.
    let mut places = vec![0; shared.len()];
    for (place, (_, text)) in (0..).zip(shared) {
        let at = &mut ends[*text as usize];
        places[*at as usize] = place;
        *at += 1;
    }
    Places { places, ends }
}

/// For every text the first one of its story, itself where it is the first or alone.
pub(crate) fn first_tellers(sketches: &Sketches) -> Vec<u32> {
    let mut firsts: Vec<u32> = sketches.texts().collect();
    for (later, earlier) in candidates(sketches) {
        let (a, b) = (sketches.of(later), sketches.of(earlier));
        // One that is told after another already stays with it.
        if firsts[later as usize] == later && n_shared(a, b) >= MIN_SHARED {
            firsts[later as usize] = firsts[earlier as usize];
        }
    }
    firsts
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
        let (mut all, mut later) = (Sketches::default(), Sketches::default());
        for (n, text) in texts.iter().enumerate() {
            let sketches = if n < 2 { &mut all } else { &mut later };
            sketches.read(&Words::of(text));
            sketches.end_text();
        }
        first_tellers(&Sketches::joined(vec![all, later]))
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
    fn of_a_long_text_the_least_hashes_are_kept() {
        let long = text(0, 5_000, "a");
        let mut by_parts = Sketches::default();
        let words: Vec<&str> = long.split_inclusive(' ').collect();
        // Parts that share two words have the runs of the whole.
        for start in (0..words.len()).step_by(100) {
            let end = (start + 102).min(words.len());
            by_parts.read(&Words::of(&words[start..end].concat()));
        }
        by_parts.end_text();
        let mut whole = Sketches::default();
        whole.read(&Words::of(&long));
        whole.end_text();
        assert_eq!(by_parts.of(0), whole.of(0));
        assert_eq!(whole.of(0).len(), SKETCH);
    }

    #[test]
    fn stories_come_back() {
        let firsts = [0, 1, 0, 3, 1, 0];
        let mut out = Vec::new();
        write(&mut out, &firsts);
        assert_eq!(read(&out), [(2, 0), (4, 1), (5, 0)]);
    }
}
