//! Words with a typo, found by an automaton over the dictionary.
//!
//! Distance is that of Damerau and Levenshtein with transpositions of neighbours (optimal string
//! alignment). Letters of the Arabic script that sound alike (ز ذ ض ظ, س ص ث, ت ط, ه ح, ق غ) cost
//! half an edit. The vocabulary is never scanned: branches of the dictionary that cannot match any
//! more are not entered.

use crate::dictionary::Walker;
use crate::index::Index;
use crate::stream;

/// Longer words are not corrected: a typo in them is found by the rest of the query.
const MAX_LETTERS: usize = 24;

/// Cost of an edit; a letter for one that sounds alike costs half of it.
const EDIT: u8 = 2;

/// Corrections of one word: of those that are nearest, and of all.
const MAX_NEAREST: usize = 6;
const MAX_FOUND: usize = 24;

/// Which corrections of a word are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those of the fewest edits, two at most.
    Nearest,
    /// All of up to two edits: other words of the query tell which is meant.
    All,
    /// The nearest within one edit.
    OneEdit,
}

/// Calls `found` with the ordinals of the words that a word may be a typo of, the nearest first.
///
/// Words of up to three letters have none and are none; from four on one edit is allowed, from eight
/// on two. Of four letters none may stand for another, unless they sound alike: too many words
/// differ in one.
pub(crate) fn corrections(index: &Index, word: &str, reach: Reach, mut found: impl FnMut(u32)) {
    let mut letters = [0u16; MAX_LETTERS];
    let mut n_letters = 0;
    for c in word.chars() {
        let (Some(place), Ok(code)) = (letters.get_mut(n_letters), u16::try_from(u32::from(c)))
        else {
            return;
        };
        // A number with a typo is another number.
        if c.is_ascii_digit() {
            return;
        }
        *place = code;
        n_letters += 1;
    }
    // The letters of the article do not make a word long.
    let n_article = if word.starts_with("ال") { 2 } else { 0 };
    let most = match n_letters - n_article {
        _ if n_letters < 4 => return,
        8.. if reach != Reach::OneEdit => EDIT * 2,
        _ => EDIT,
    };
    let most_found = match reach {
        Reach::All => MAX_FOUND,
        _ => MAX_NEAREST,
    };
    let corrector = Corrector {
        letters,
        n_letters,
        most,
        mistake: if n_letters == 4 { EDIT * 2 } else { EDIT },
    };
    let mut walk = Walk {
        states: vec![corrector.start()],
        corrector,
        best: Vec::new(),
        most_found,
    };
    index.walk_terms(&mut walk);
    let best = walk.best;
    let nearest = best.first().map_or(0, |(cost, _)| *cost);
    let is_wanted = |cost: u8| cost == nearest || reach == Reach::All;
    for (_, ordinal) in best.iter().take_while(|(cost, _)| is_wanted(*cost)) {
        found(*ordinal);
    }
}

/// A walk through the words that may be meant.
struct Walk {
    corrector: Corrector,
    /// The states behind every byte of the key so far.
    states: Vec<State>,
    /// Costs and ordinals, least first.
    best: Vec<(u8, u32)>,
    /// How many of them are kept.
    most_found: usize,
}

impl Walker for Walk {
    fn enter(&mut self, depth: usize, byte: u8) -> bool {
        self.states.truncate(depth + 1);
        let Some(state) = self.states.last() else {
            return false;
        };
        let next = self.corrector.accept(state, byte);
        let can_match = self.corrector.can_match(&next);
        self.states.push(next);
        can_match
    }

    fn end(&mut self, depth: usize, ordinal: u32) {
        let Some(cost) = self
            .states
            .last()
            .and_then(|state| self.corrector.cost(state))
        else {
            return;
        };
        let at = self.best.partition_point(|(other, _)| *other <= cost);
        // The word itself is no correction, and no word of three letters.
        if cost > 0 && depth > 3 && at < self.most_found {
            self.best.insert(at, (cost, ordinal));
            self.best.truncate(self.most_found);
        }
    }
}

struct Corrector {
    letters: [u16; MAX_LETTERS],
    n_letters: usize,
    /// The dearest correction.
    most: u8,
    /// What one letter for another costs.
    mistake: u8,
}

/// One row of the edit matrix and what the next needs of the one before.
#[derive(Clone, Copy)]
struct State {
    row: [u8; MAX_LETTERS + 1],
    before: [u8; MAX_LETTERS + 1],
    /// The letter read last; 0 before the first.
    last: u16,
    depth: u8,
    /// The first byte of a letter of two, and one more; 0 where none is open.
    open: u8,
    is_dead: bool,
}

impl Corrector {
    fn substitution(&self, a: u16, b: u16) -> u8 {
        if a == b {
            0
        } else if group(a).is_some_and(|own| group(b) == Some(own)) {
            EDIT / 2
        } else {
            self.mistake
        }
    }

    fn step(&self, state: &State, letter: u16) -> State {
        let mut next = *state;
        next.before = state.row;
        next.last = letter;
        next.open = 0;
        next.depth = state.depth.saturating_add(1);
        next.row[0] = state.row[0].saturating_add(EDIT);
        for (at, &own) in self.letters[..self.n_letters].iter().enumerate() {
            let mut cost = state.row[at].saturating_add(self.substitution(own, letter));
            cost = cost.min(state.row[at + 1].saturating_add(EDIT));
            cost = cost.min(next.row[at].saturating_add(EDIT));
            let is_swapped = at > 0 && own == state.last && self.letters[at - 1] == letter;
            if is_swapped && own != letter {
                cost = cost.min(state.before[at - 1].saturating_add(EDIT));
            }
            next.row[at + 1] = cost;
        }
        // Typos in the first letter are rare, and allowing them would open most of the dictionary.
        let is_first = next.depth == 1;
        let second = self.letters[..self.n_letters].get(1);
        let begins = self.substitution(self.letters[0], letter) < EDIT || second == Some(&letter);
        next.is_dead = is_first && !begins;
        next
    }

    fn start(&self) -> State {
        let row = std::array::from_fn(|at| EDIT.saturating_mul(at.to_le_bytes()[0]));
        State {
            row,
            before: row,
            last: 0,
            depth: 0,
            open: 0,
            is_dead: false,
        }
    }

    /// What the letters read so far cost as the word; none where they are too far from it.
    fn cost(&self, state: &State) -> Option<u8> {
        let cost = state.row[self.n_letters];
        (!state.is_dead && state.open == 0 && cost <= self.most).then_some(cost)
    }

    fn can_match(&self, state: &State) -> bool {
        !state.is_dead
            && state.row[..=self.n_letters]
                .iter()
                .any(|cost| *cost <= self.most)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        if state.open > 0 {
            let letter = u16::from(state.open - 1) << 8 | u16::from(byte);
            return self.step(state, letter);
        }
        match stream::letter(byte) {
            Some(letter) => self.step(state, letter),
            None => State {
                open: byte + 1,
                ..*state
            },
        }
    }
}

/// Letters of one group sound alike in Persian, and partly in spoken Arabic.
fn group(letter: u16) -> Option<u8> {
    Some(match char::from_u32(u32::from(letter))? {
        'ز' | 'ذ' | 'ض' | 'ظ' => 0,
        'س' | 'ص' | 'ث' => 1,
        'ت' | 'ط' => 2,
        'ه' | 'ح' => 3,
        'ق' | 'غ' => 4,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::writer::{Settings, write};

    fn check(typed: &str, vocabulary: &[&str], expected: &[&str]) {
        let document = Document {
            id: "a".into(),
            body: vec![vocabulary.join(" . ")],
            ..Document::default()
        };
        let pack = write(&[document], &Settings::default()).unwrap();
        let index = Index::open_verified(pack).unwrap();
        let mut found = Vec::new();
        corrections(&index, typed, Reach::Nearest, |ordinal| {
            found.push(index.term(ordinal))
        });
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn one_edit_is_forgiven() {
        let words = ["لاوروف", "مذاکرات", "ایران", "lavrov", "путин"];
        check("لاورف", &words, &["لاوروف"]);
        check("لاوورف", &words, &["لاوروف"]);
        check("لارووف", &words, &["لاوروف"]);
        check("مزاکرات", &words, &["مذاکرات"]);
        check("lavorv", &words, &["lavrov"]);
        check("путн", &words, &["путин"]);
        check("پاریس", &words, &[]);
    }

    #[test]
    fn letters_that_sound_alike_are_nearer() {
        check("مزاکره", &["مذاکره", "مناکره"], &["مذاکره"]);
    }

    #[test]
    fn short_words_and_first_letters_stand() {
        check("چین", &["چند", "چنین"], &[]);
        check("تهران", &["بهران"], &[]);
        check("رفگانستان", &["افغانستان"], &[]);
        check("اقرا", &["اقرب"], &[]);
        check("پوتن", &["پوتین"], &["پوتین"]);
    }

    #[test]
    fn numbers_stand() {
        check("20244", &["2024"], &[]);
    }

    #[test]
    fn long_words_may_have_two_typos() {
        check("استپناکریت", &["استپاناکرت"], &["استپاناکرت"]);
        check(&"ا".repeat(500), &["ااا"], &[]);
    }
}
