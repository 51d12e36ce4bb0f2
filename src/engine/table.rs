//! Numbers by key, in memory: what is quicker to make of a pack than to pack.
//!
//! Owns the table alone; what the keys and the numbers stand for is its owner's.

/// Lists of numbers by key.
#[derive(Debug)]
pub(crate) struct Table {
    /// The key above the number, by key.
    entries: Vec<u64>,
}

/// Keys and numbers that become a [`Table`].
#[derive(Debug, Default)]
pub(crate) struct Pairs(Vec<u64>);

impl Pairs {
    pub(crate) fn push(&mut self, key: u32, number: u32) {
        self.0.push(u64::from(key) << 32 | u64::from(number));
    }

    /// The table of the pairs; those of one key stay in their order.
    pub(crate) fn table(self) -> Table {
        Table {
            entries: sorted(self.0),
        }
    }
}

impl Table {
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All keys with their numbers, by key.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        let halves = |entry: &u64| ((*entry >> 32) as u32, (*entry & u64::from(u32::MAX)) as u32);
        self.entries.iter().map(halves)
    }

    /// The numbers of a key.
    pub(crate) fn numbers(&self, key: u32) -> impl Iterator<Item = u32> {
        let first = u64::from(key) << 32;
        let start = self.entries.partition_point(|entry| *entry < first);
        let entries = self.entries.iter().skip(start);
        let of_key = entries.take_while(move |entry| **entry >> 32 == u64::from(key));
        of_key.map(|entry| (*entry & u64::from(u32::MAX)) as u32)
    }
}

/// Entries by their keys, in the order of before where those are equal: a radix sort, a byte a round.
fn sorted(mut entries: Vec<u64>) -> Vec<u64> {
    let mut others = vec![0; entries.len()];
    for shift in [32, 40, 48, 56] {
        let digit = |entry: u64| usize::from((entry >> shift) as u8);
        let mut places = [0usize; 257];
        for &entry in &entries {
            places[digit(entry) + 1] += 1;
        }
        for place in 1..places.len() {
            places[place] += places[place - 1];
        }
        for &entry in &entries {
            let place = &mut places[digit(entry)];
            others[*place] = entry;
            *place += 1;
        }
        std::mem::swap(&mut entries, &mut others);
    }
    entries
}

/// A key for a text (FNV-1a); other texts may have it too.
pub(crate) const fn hash(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut hash, mut at) = (0x811c_9dc5, 0);
    while at < bytes.len() {
        hash = hashed(hash, bytes[at]);
        at += 1;
    }
    hash
}

/// A key for a number, whose highest bits tell most (Knuth's multiplicative hashing).
#[inline(always)]
pub(crate) const fn hash_of(number: u64) -> u32 {
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// The hash of what was hashed so far and one byte more.
pub(crate) const fn hashed(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// A set of hashes of which a look says for most that they are not in it (a Bloom filter of one
/// hash), in 32 times `N` bits; `N` is a power of two.
#[derive(Clone, Debug)]
pub(crate) struct Sieve<const N: usize>([u32; N]);

impl<const N: usize> Sieve<N> {
    pub(crate) const EMPTY: Sieve<N> = Sieve([0; N]);

    pub(crate) const fn add(&mut self, hash: u32) {
        let bit = Self::bit(hash);
        self.0[bit >> 5] |= 1 << (bit & 31);
    }

    pub(crate) const fn add_text(&mut self, text: &str) {
        self.add(hash(text));
    }

    /// Whether a hash may be in the set; it is not where this says so.
    pub(crate) const fn may_hold(&self, hash: u32) -> bool {
        let bit = Self::bit(hash);
        self.0[bit >> 5] & 1 << (bit & 31) != 0
    }

    /// The bit of a hash, by its highest ones.
    #[inline(always)]
    const fn bit(hash: u32) -> usize {
        (hash >> (27 - N.trailing_zeros())) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back_by_key(pairs in prop::collection::vec((0u32..9, any::<u32>()), 0..60), spread in any::<u32>()) {
            let key = |small: u32| small.wrapping_mul(spread | 1);
            let mut unsorted = Pairs::default();
            pairs.iter().for_each(|(small, number)| unsorted.push(key(*small), *number));
            let table = unsorted.table();
            for small in 0..9 {
                let expected = pairs.iter().filter(|(own, _)| *own == small);
                let expected: Vec<u32> = expected.map(|(_, number)| *number).collect();
                prop_assert_eq!(table.numbers(key(small)).collect::<Vec<_>>(), expected);
            }
            prop_assert!(table.pairs().map(|(key, _)| key).is_sorted());
        }
    }
}
