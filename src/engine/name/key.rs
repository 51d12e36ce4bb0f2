//! Keys: what names that may be one have in common.
//!
//! Owns how a spelling becomes keys; whether two names with a common key are one is `name`'s.

use super::phone::Phone;
use super::spelling::{READING, Spelling};
use std::fmt::Write as _;

/// Most keys of one name.
pub const MAX_KEYS: usize = 8;
/// Most consonants of a key; the rest of a longer name is not in it.
pub const MAX_KEY_LEN: usize = 8;

/// Units that cost no more than this may be left out of a key.
const SILENT: u8 = 60;

/// The consonants of a name, one code for each class; of a name of vowels, the vowel that it begins
/// with. Four bits a code, the first code highest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Key(u32);

/// What keys are made of, by code; none is 0.
const LETTERS: &[u8; 14] = b" PTKSFHMNLRayw";

/// The code of a letter of [`LETTERS`].
pub(super) const fn code(letter: u8) -> u8 {
    let mut code = LETTERS.len() - 1;
    while code > 0 && LETTERS[code] != letter {
        code -= 1;
    }
    code as u8
}

impl Key {
    /// Consonants in the key; one for a name of vowels.
    pub(crate) fn len(self) -> usize {
        (u32::BITS - self.0.leading_zeros()).div_ceil(4) as usize
    }

    /// The key as a number; no two keys have one.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The key with one more consonant; doubled ones count once, and ng is n.
    fn with(self, next: u8) -> Self {
        const N: u32 = code(b'N') as u32;
        const K: u32 = code(b'K') as u32;
        let (last, next) = (self.0 & 15, u32::from(next));
        let is_full = self.0 >> (4 * (MAX_KEY_LEN - 1)) != 0;
        if is_full || last == next || (last, next) == (N, K) {
            return self;
        }
        Self(self.0 << 4 | next)
    }

    fn of_vowel(first: Phone) -> Self {
        Self::default().with(match first {
            Phone::I | Phone::E => const { code(b'y') },
            Phone::U | Phone::O => const { code(b'w') },
            _ => const { code(b'a') },
        })
    }
}

/// Writes the consonants in ASCII capitals, a vowel as `a`, `y` or `w`.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (0..self.len()).rev().try_for_each(|place| {
            let code = self.0 >> (4 * place) & 15;
            f.write_char(char::from(LETTERS[code as usize % LETTERS.len()]))
        })
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// The likeliest keys and their penalties, least first.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    keys: [Key; MAX_KEYS],
    penalties: [u16; MAX_KEYS],
    len: u8,
}

impl Keys {
    /// The keys of a spelling: a beam search over the readings of its units.
    pub(super) fn of(spelling: &Spelling) -> Self {
        let mut keys = Self::default();
        keys.add(0, Key::default());
        for unit in spelling.units() {
            let cost = unit.unwritten.min(unit.dropped);
            // Left out or not, a vowel is in no key.
            if unit.phones().iter().all(|phone| phone.is_vowel()) {
                continue;
            }
            let mut next = Self::default();
            for (key, penalty) in keys.as_slice().iter().zip(keys.penalties) {
                for (phone, reading) in unit.phones().iter().zip(READING) {
                    match phone.class() {
                        0 => next.add(penalty + reading, *key),
                        code => next.add(penalty + reading, key.with(code)),
                    }
                }
                if cost <= SILENT {
                    next.add(penalty + u16::from(cost), *key);
                }
            }
            keys = next;
        }
        let first = spelling
            .units()
            .first()
            .map_or(Phone::Any, |unit| unit.phones()[0]);
        for key in &mut keys.keys[..usize::from(keys.len)] {
            if key.len() == 0 {
                *key = Key::of_vowel(first);
            }
        }
        keys
    }

    pub(super) fn as_slice(&self) -> &[Key] {
        &self.keys[..usize::from(self.len).min(MAX_KEYS)]
    }

    /// Adds a key, or lowers its penalty; the last of too many falls out.
    fn add(&mut self, penalty: u16, key: Key) {
        let known = self.as_slice().iter().position(|&other| other == key);
        let mut at = known.unwrap_or(usize::from(self.len).min(MAX_KEYS - 1));
        let is_taken = known.is_some() || usize::from(self.len) == MAX_KEYS;
        if is_taken && self.penalties[at] <= penalty {
            return;
        }
        if !is_taken {
            self.len += 1;
        }
        while at > 0 && self.penalties[at - 1] > penalty {
            self.keys[at] = self.keys[at - 1];
            self.penalties[at] = self.penalties[at - 1];
            at -= 1;
        }
        self.keys[at] = key;
        self.penalties[at] = penalty;
    }
}
