//! A word as a row of units, each with the phones it may be read as.
//!
//! Owns the representation that the readers of scripts fill in; what is made of it is `name`'s.

use super::phone::Phone;

/// Longest name in units; the rest of a longer word is not looked at.
pub(super) const MAX_UNITS: usize = 24;

/// The cost of a lost consonant, in the hundredths that all costs are counted in.
pub(super) const LOST: u8 = 100;

/// The cost of a unit's second and third reading.
pub(super) const READING: [u16; 3] = [0, 8, 16];

/// What stands behind the last letter.
pub(super) const END: char = '\0';

/// The letters from a place on, as many as a rule looks at.
///
/// Rules on arrays need no look at the length for every letter of theirs.
pub(super) fn letters_at<const N: usize>(word: &[char], at: usize) -> [char; N] {
    let rest = word.get(at..).unwrap_or_default();
    let mut letters = [END; N];
    for (letter, &c) in letters.iter_mut().zip(rest) {
        *letter = c;
    }
    letters
}

/// A letter, or letters read together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    phones: [Phone; 3],
    n_phones: u8,
    /// Cost of having no partner in a word of the Arabic script.
    pub(super) unwritten: u8,
    /// Cost of having no partner in a word of another script.
    pub(super) dropped: u8,
}

impl Unit {
    /// The readings, likeliest first.
    pub(super) fn phones(&self) -> &[Phone] {
        &self.phones[..usize::from(self.n_phones).min(3)]
    }
}

/// The units of a word.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    units: [Unit; MAX_UNITS],
    len: u8,
}

impl Spelling {
    pub(super) fn new() -> Self {
        let unit = Unit {
            phones: [Phone::Any; 3],
            n_phones: 1,
            unwritten: 0,
            dropped: 0,
        };
        Self {
            units: [unit; MAX_UNITS],
            len: 0,
        }
    }

    /// Adds a unit of one to three readings and the cost of its having no partner.
    pub(super) fn push(&mut self, readings: &[Phone], cost: u8) {
        self.push_vowel(readings, cost, cost);
    }

    /// Adds a unit that the Arabic script may leave unwritten at another cost.
    pub(super) fn push_vowel(&mut self, readings: &[Phone], unwritten: u8, dropped: u8) {
        if let Some(unit) = self.units.get_mut(usize::from(self.len)) {
            for (phone, &reading) in unit.phones.iter_mut().zip(readings) {
                *phone = reading;
            }
            unit.n_phones = readings.len() as u8;
            (unit.unwritten, unit.dropped) = (unwritten, dropped);
            self.len += 1;
        }
    }

    pub(super) fn units(&self) -> &[Unit] {
        &self.units[..usize::from(self.len).min(MAX_UNITS)]
    }
}
