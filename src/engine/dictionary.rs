//! Ways through the term dictionary besides looking up one key.
//!
//! Owns walking its tree of bytes. Streams of the `fst` crate do the same for any automaton, but
//! are compiled anew for each; these are compiled once.

use crate::bytes::Bytes;
use std::ops::Range;

/// What looks at the keys of a stream, branch by branch.
pub(crate) trait Walker {
    /// Whether to enter the branch of a byte behind the last `depth` bytes entered.
    fn enter(&mut self, depth: usize, byte: u8) -> bool;

    /// A key ends behind the last `depth` bytes entered.
    fn end(&mut self, depth: usize, ordinal: u32);
}

/// Shows a walker the keys of a stream, in order and without the byte of the stream.
pub(crate) fn walk(terms: &fst::Map<Bytes>, stream: u8, walker: &mut dyn Walker) {
    let terms = terms.as_fst();
    let root = terms.root();
    let Some(at) = root.find_input(stream) else {
        return;
    };
    let branch = root.transition(at);
    // The nodes on the way to the key, each with its next branch and the ordinal so far.
    let mut path = vec![(terms.node(branch.addr), 0, branch.out)];
    while let Some((node, next, ordinal)) = path.last_mut() {
        if *next == node.len() {
            path.pop();
            continue;
        }
        let branch = node.transition(*next);
        let ordinal = ordinal.cat(branch.out);
        *next += 1;
        let depth = path.len() - 1;
        if walker.enter(depth, branch.inp) {
            let node = terms.node(branch.addr);
            if node.is_final()
                && let Ok(ordinal) = u32::try_from(ordinal.cat(node.final_output()).value())
            {
                walker.end(depth + 1, ordinal);
            }
            path.push((node, 0, ordinal));
        }
    }
}

/// The ordinals of the keys that begin with `prefix`.
///
/// They follow each other, and the least of them is what the branches of the prefix add up to.
pub(crate) fn with_prefix(terms: &fst::Map<Bytes>, prefix: &[u8]) -> Range<u32> {
    let terms = terms.as_fst();
    let mut node = terms.root();
    let mut first = fst::raw::Output::zero();
    for &byte in prefix {
        let Some(at) = node.find_input(byte) else {
            return 0..0;
        };
        let branch = node.transition(at);
        first = first.cat(branch.out);
        node = terms.node(branch.addr);
    }
    let mut last = first;
    while let Some(at) = node.len().checked_sub(1) {
        let branch = node.transition(at);
        last = last.cat(branch.out);
        node = terms.node(branch.addr);
    }
    let last = last.cat(node.final_output()).value();
    match (u32::try_from(first.value()), u32::try_from(last)) {
        (Ok(first), Ok(last)) => first..last.saturating_add(1),
        _ => 0..0,
    }
}

/// The key of an ordinal, its stream byte included; what can be read of it where there is none.
///
/// Ordinals rise with the keys, so that of the branches of a node the last one not above it is the
/// way.
pub(crate) fn key(terms: &fst::Map<Bytes>, ordinal: u32) -> Vec<u8> {
    let terms = terms.as_fst();
    let mut key = Vec::with_capacity(16);
    let mut left = u64::from(ordinal);
    let mut node = terms.root();
    while !(node.is_final() && node.final_output().value() == left) {
        let (mut low, mut high) = (0, node.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if node.transition(middle).out.value() <= left {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let Some(at) = low.checked_sub(1) else {
            break;
        };
        let branch = node.transition(at);
        key.push(branch.inp);
        left -= branch.out.value();
        node = terms.node(branch.addr);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes down every key, and enters no branch of `!`.
    #[derive(Default)]
    struct Scribe {
        key: Vec<u8>,
        found: Vec<(Vec<u8>, u32)>,
    }

    impl Walker for Scribe {
        fn enter(&mut self, depth: usize, byte: u8) -> bool {
            self.key.truncate(depth);
            self.key.push(byte);
            byte != b'!'
        }

        fn end(&mut self, depth: usize, ordinal: u32) {
            self.key.truncate(depth);
            self.found.push((self.key.clone(), ordinal));
        }
    }

    const KEYS: [&str; 8] = ["a", "w", "wa", "wab!", "wabc", "wac", "wb", "wbc"];

    fn dictionary() -> fst::Map<Bytes> {
        let keys = KEYS.iter().zip(0..);
        let bytes = fst::Map::from_iter(keys).unwrap().into_fst().into_inner();
        fst::Map::new(Bytes::from(bytes)).unwrap()
    }

    #[test]
    fn a_walk_sees_the_keys_of_its_stream() {
        let mut scribe = Scribe::default();
        walk(&dictionary(), b'w', &mut scribe);
        let expected: Vec<(Vec<u8>, u32)> = [("a", 2), ("abc", 4), ("ac", 5), ("b", 6), ("bc", 7)]
            .map(|(key, ordinal)| (key.into(), ordinal))
            .to_vec();
        assert_eq!(scribe.found, expected);
        let mut scribe = Scribe::default();
        walk(&dictionary(), b'x', &mut scribe);
        assert!(scribe.found.is_empty());
    }

    #[test]
    fn every_ordinal_has_its_key() {
        let dictionary = dictionary();
        for (ordinal, known) in (0..).zip(KEYS) {
            assert_eq!(key(&dictionary, ordinal), known.as_bytes(), "{ordinal}");
        }
        key(&dictionary, 1_000);
    }

    #[test]
    fn keys_with_a_prefix_follow_each_other() {
        let dictionary = dictionary();
        for prefix in [
            "", "w", "wa", "wab", "wabc", "wabcd", "wac", "wb", "x", "aa",
        ] {
            let found = with_prefix(&dictionary, prefix.as_bytes());
            let expected: Vec<u32> = (0..)
                .zip(KEYS)
                .filter(|(_, key)| key.starts_with(prefix))
                .map(|(ordinal, _)| ordinal)
                .collect();
            assert_eq!(found.collect::<Vec<_>>(), expected, "{prefix}");
        }
    }
}
