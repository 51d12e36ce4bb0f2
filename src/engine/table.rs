//! Numbers by key, in memory: what is quicker to make of a pack than to pack.
//!
//! Owns the table alone; what the keys and the numbers stand for is its owner's.

use std::collections::BinaryHeap;

/// Lists of numbers by key.
#[derive(Debug)]
pub(crate) struct Table {
    /// The key above the number, sorted.
    entries: Vec<u64>,
}

impl Table {
    /// The table of the pairs that `fill` adds.
    pub(crate) fn of(fill: impl FnOnce(&mut dyn FnMut(u32, u32))) -> Table {
        let mut entries = BinaryHeap::new();
        fill(&mut |key, number| entries.push(u64::from(key) << 32 | u64::from(number)));
        Table {
            entries: entries.into_sorted_vec(),
        }
    }

    /// The numbers of a key, rising.
    pub(crate) fn numbers(&self, key: u32) -> impl Iterator<Item = u32> {
        let first = u64::from(key) << 32;
        let start = self.entries.partition_point(|entry| *entry < first);
        let entries = self.entries.iter().skip(start);
        let of_key = entries.take_while(move |entry| **entry >> 32 == u64::from(key));
        of_key.map(|entry| (*entry & u64::from(u32::MAX)) as u32)
    }
}

/// A key for a text (FNV-1a); other texts may have it too.
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
