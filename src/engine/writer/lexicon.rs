//! Distinct words, numbered.
//!
//! Owns finding the number of a word. The letters of all words stand in one text, so that a million of
//! them are a few allocations.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher as _;

use crate::bytes::len_u32;

/// Numbers never leave the writer, so that the seed may be any.
const HASHER: FixedState = FixedState::with_seed(0);

/// Words, each with the number of those that came before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    letters: String,
    ends: Vec<u32>,
    numbers: HashTable<u32>,
}

impl Lexicon {
    pub(crate) fn with_capacity(n_words: usize, n_bytes: usize) -> Lexicon {
        Lexicon {
            letters: String::with_capacity(n_bytes),
            ends: Vec::with_capacity(n_words),
            numbers: HashTable::with_capacity(n_words),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of all words together.
    pub(crate) fn len_bytes(&self) -> usize {
        self.letters.len()
    }

    /// The word of a number; empty where there is none.
    #[inline]
    pub(crate) fn word(&self, number: u32) -> &str {
        word(&self.letters, &self.ends, number)
    }

    /// The words in the order of their numbers.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        (0..len_u32(self.len())).map(|number| self.word(number))
    }

    /// The number of a word that is there.
    #[inline]
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let is_same = |number: &u32| self.word(*number) == word;
        self.numbers.find(HASHER.hash_one(word), is_same).copied()
    }

    pub(crate) fn holds(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// The number of a word, which is added where it is not there.
    #[inline]
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        let hash = HASHER.hash_one(word);
        let Lexicon {
            letters,
            ends,
            numbers,
        } = self;
        let is_same = |number: &u32| self::word(letters, ends, *number) == word;
        if let Some(number) = numbers.find(hash, is_same) {
            return *number;
        }
        let number = len_u32(ends.len());
        letters.push_str(word);
        ends.push(len_u32(letters.len()));
        numbers.insert_unique(hash, number, |number| {
            HASHER.hash_one(self::word(letters, ends, *number))
        });
        number
    }
}

#[inline]
fn word<'a>(letters: &'a str, ends: &[u32], number: u32) -> &'a str {
    let at = number as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    let end = ends.get(at).copied().unwrap_or(start);
    letters
        .get(start as usize..end as usize)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut lexicon = Lexicon::default();
        let words: Vec<String> = (0..2_000).map(|n| format!("واژه{n}")).collect();
        for _ in 0..2 {
            for (number, word) in (0..).zip(&words) {
                assert_eq!(lexicon.number(word), number);
            }
        }
        assert_eq!(lexicon.len(), words.len());
        assert!(lexicon.words().eq(words.iter().map(String::as_str)));
        assert_eq!(lexicon.find("واژه7"), Some(7));
        assert!(lexicon.find("واژه").is_none() && lexicon.holds("واژه0"));
        assert_eq!(lexicon.word(2_000), "");
        assert_eq!(Lexicon::default().word(0), "");
    }
}
