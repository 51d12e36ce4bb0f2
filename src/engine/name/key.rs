//! Keys: what names that may be one have in common.
//!
//! Owns how a spelling becomes keys; whether two names with a common key are one is `name`'s.

use super::phone::Phone;
use super::spelling::{READING, Spelling};

/// Most keys of one name.
pub const MAX_KEYS: usize = 8;
/// Most consonants of a key; the rest of a longer name is not in it.
pub const MAX_KEY_LEN: usize = 8;

/// Units that cost no more than this may be left out of a key.
const SILENT: u8 = 60;

/// The consonants of a name in ASCII capitals, one for each class; of a name of vowels, `a`, `y` or
/// `w`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Key {
    codes: [u8; MAX_KEY_LEN],
    len: u8,
}

impl Key {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The key as ASCII bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.codes[..usize::from(self.len).min(MAX_KEY_LEN)]
    }

    /// The key as a number, four bits a consonant; no two keys have one.
    pub(crate) fn number(&self) -> u32 {
        const CODES: &[u8] = b"PTKSFHMNLRayw";
        let mut number = 0;
        for code in self.as_bytes() {
            let place = CODES.iter().position(|known| known == code);
            number = number << 4 | place.map_or(0, |place| place as u32 + 1);
        }
        number
    }

    /// The key with one more consonant; doubled ones count once, and ng is n.
    fn with(mut self, code: u8) -> Self {
        let last = self.as_bytes().last().copied();
        let is_heard = last != Some(code) && (last, code) != (Some(b'N'), b'K');
        if is_heard && let Some(free) = self.codes.get_mut(usize::from(self.len)) {
            *free = code;
            self.len += 1;
        }
        self
    }

    fn of_vowel(first: Phone) -> Self {
        let code = match first {
            Phone::I | Phone::E => b'y',
            Phone::U | Phone::O => b'w',
            _ => b'a',
        };
        Self::default().with(code)
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
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
            let mut next = Self::default();
            for (key, penalty) in keys.as_slice().iter().zip(keys.penalties) {
                for (phone, reading) in unit.phones().iter().zip(READING) {
                    match phone.class() {
                        0 => next.add(penalty + reading, *key),
                        code => next.add(penalty + reading, key.with(code)),
                    }
                }
                let cost = unit.unwritten.min(unit.dropped);
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
            if key.len == 0 {
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
