//! Names across scripts: Lavrov, لاوروف, لافروف and Лавров are one.
//!
//! Owns the comparison of two names by sound: an index finds candidates by their [`Key`]s,
//! [`matches()`] verifies them. What a letter may sound like is said in `name::latin`, `name::arabic`
//! and `name::cyrillic`; how keys are made, in `name::key`; what spellings of one language may differ in,
//! in `name::variant`. Nothing here knows any one name.
//!
//! The idea is that of Freeman, Condon and Ackerman, "Cross Linguistic Name Matching in English and
//! Arabic" (2006): classes of equal letters first, weighted edit distance after.

mod arabic;
mod cyrillic;
mod key;
mod latin;
mod phone;
mod spelling;
mod variant;

pub use key::{Key, MAX_KEY_LEN, MAX_KEYS};
pub(crate) use variant::{are_spellings, is_native};

use crate::fold::{Class, class, fold_char};
use key::Keys;
use phone::Phone;
use spelling::{LOST, MAX_UNITS, READING, Spelling, Unit};

/// Letters of a word that are looked at.
const MAX_LETTERS: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Cyrillic,
    Latin,
}

/// A word as a name: how it may sound.
#[derive(Debug, Clone)]
pub struct Name {
    script: Script,
    spelling: Spelling,
    keys: Keys,
}

impl Name {
    /// Reads a word of two letters or more in the Arabic, Latin or Cyrillic script; other words are
    /// no names. A word and its fold are the same name. Allocates nothing.
    ///
    /// ```
    /// use kashkul_engine::name::{Name, matches};
    ///
    /// let latin = Name::new("Lavrov").unwrap();
    /// let persian = Name::new("لاوروف").unwrap();
    /// assert_eq!(latin.keys()[0].to_string(), "LFRF");
    /// assert!(matches(&latin, &persian, false));
    /// ```
    #[must_use]
    pub fn new(word: &str) -> Option<Self> {
        let mut spelling = Spelling::new();
        let script = spell(word, &mut spelling)?;
        let keys = Keys::of(&spelling);
        Some(Self {
            script,
            spelling,
            keys,
        })
    }

    /// The keys to store and look up, likeliest first: one to eight, two on average.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        self.keys.as_slice()
    }

    /// Whether it is written in the script of another.
    pub(crate) fn is_of_script(&self, other: &Name) -> bool {
        self.script == other.script
    }

    /// Whether it is written in the Arabic script.
    pub(crate) fn is_arabic(&self) -> bool {
        self.script == Script::Arabic
    }

    /// The length in hundredths of a consonant: a vowel counts less, and a letter that may be
    /// silent little.
    fn length(&self) -> u16 {
        let units = self.spelling.units().iter();
        let weight = |unit: &Unit| {
            let most = if unit.phones()[0].is_vowel() {
                LOST / 2
            } else {
                LOST
            };
            most.min(unit.unwritten.max(unit.dropped).min(LOST) * 2)
        };
        units.map(|unit| u16::from(weight(unit))).sum()
    }
}

/// Calls `found` with the keys of a word; with none where it is no name. Quicker than a [`Name`] of
/// which nothing else is looked at.
pub(crate) fn each_key(word: &str, found: &mut dyn FnMut(Key)) {
    let mut spelling = Spelling::new();
    if spell(word, &mut spelling).is_some() {
        Keys::of(&spelling)
            .as_slice()
            .iter()
            .for_each(|key| found(*key));
    }
}

/// Reads a word as its script does; none where it is no name.
fn spell(word: &str, spelling: &mut Spelling) -> Option<Script> {
    let mut letters = [' '; MAX_LETTERS];
    let mut len = 0;
    for c in word.chars() {
        fold_char(c, |c| {
            let is_heard = matches!(class(c), Class::Arabic | Class::Letter) && c != 'ء';
            if is_heard && len < MAX_LETTERS {
                letters[len] = c;
                len += 1;
            }
        });
    }
    let letters = &letters[..len];
    if len < 2 {
        return None;
    }
    Some(match letters[0] {
        'a'..='z' => {
            latin::read(letters, spelling);
            Script::Latin
        }
        '\u{620}'..='\u{6ff}' => {
            arabic::read(letters, spelling);
            Script::Arabic
        }
        '\u{400}'..='\u{52f}' => {
            cyrillic::read(letters, spelling);
            Script::Cyrillic
        }
        _ => return None,
    })
}

/// How alike two names sound, from 0 to 1000. At most 24 × 24 steps.
#[must_use]
pub fn score(a: &Name, b: &Name) -> u16 {
    let length = u32::from(length(a, b));
    let lost = u32::from(distance(a, b)) * 1000 / length;
    1000 - lost.min(1000) as u16
}

/// How alike a word is at least to a name that it surely is.
pub(crate) const SURE_LIKENESS: u16 = 930;

/// The same for two words; 0 where one of them is no name.
pub(crate) fn likeness(a: &str, b: &str) -> u16 {
    let names = Name::new(a).zip(Name::new(b));
    names.map_or(0, |(a, b)| score(&a, &b))
}

/// The same for words of one script; none for others.
pub(crate) fn likeness_in_script(a: &str, b: &str) -> Option<u16> {
    let (a, b) = (Name::new(a)?, Name::new(b)?);
    a.is_of_script(&b).then(|| score(&a, &b))
}

/// Whether two names are one: they have a key in common, and differ by no more than names of their
/// length may. In `context`, where the words beside them match too, they may differ by more.
#[must_use]
pub fn matches(a: &Name, b: &Name, context: bool) -> bool {
    if lacks_first_vowel(a, b) || lacks_first_vowel(b, a) {
        return false;
    }
    a.keys().iter().any(|key| b.keys().contains(key)) && distance(a, b) <= tolerance(a, b, context)
}

/// Whether a name of another script begins with a vowel and one of the Arabic script, which always
/// writes that vowel, does not.
fn lacks_first_vowel(a: &Name, b: &Name) -> bool {
    let first_phones = |name: &Name, test: fn(&[Phone]) -> bool| {
        let first = name.spelling.units().first();
        first.is_some_and(|unit| test(unit.phones()))
    };
    !a.is_arabic()
        && b.is_arabic()
        && first_phones(a, |phones| phones.iter().all(|phone| phone.is_vowel()))
        && first_phones(b, |phones| !phones.iter().any(|phone| phone.is_vowel()))
}

/// The largest distance between two names that are one.
///
/// It grows with the length from nothing: short words are alike by chance. Two words of one script
/// have fewer reasons to differ, but Persian and Arabic write other vowels.
fn tolerance(a: &Name, b: &Name, context: bool) -> u16 {
    let length = length(a, b);
    if context {
        length * 2 / 5
    } else if a.script == b.script {
        length.saturating_sub(110) * 8 / 25
    } else {
        length.saturating_sub(90) * 6 / 25
    }
}

/// The mean length of two names, not less than one consonant.
fn length(a: &Name, b: &Name) -> u16 {
    ((a.length() + b.length()) / 2).max(LOST.into())
}

/// What it costs to read one name as the other, in hundredths of a lost consonant: an edit distance
/// over units.
fn distance(a: &Name, b: &Name) -> u16 {
    let (rows, columns) = (a.spelling.units(), b.spelling.units());
    let mut costs = [0u16; MAX_UNITS + 1];
    for (i, unit) in columns.iter().enumerate() {
        costs[i + 1] = costs[i] + lost(unit, a.script);
    }
    for row in rows {
        let lost_row = lost(row, b.script);
        let mut diagonal = costs[0];
        costs[0] += lost_row;
        for (i, column) in columns.iter().enumerate() {
            let cost = (diagonal + mistaken(row, column))
                .min(costs[i + 1] + lost_row)
                .min(costs[i] + lost(column, a.script));
            diagonal = costs[i + 1];
            costs[i + 1] = cost;
        }
    }
    costs[columns.len()]
}

/// The cost of a unit without a partner.
fn lost(unit: &Unit, other: Script) -> u16 {
    u16::from(if other == Script::Arabic {
        unit.unwritten
    } else {
        unit.dropped
    })
}

/// The cost of reading one unit as the other, by the readings that are most alike.
///
/// Two rarer readings that agree prove nothing: ق and ج may both be a g, and are not one letter.
fn mistaken(a: &Unit, b: &Unit) -> u16 {
    let mut least = u16::MAX;
    for (i, (&x, reading_x)) in a.phones().iter().zip(READING).enumerate() {
        for (j, (&y, reading_y)) in b.phones().iter().zip(READING).enumerate() {
            if i == 0 || j == 0 {
                least = least.min(reading_x + reading_y + u16::from(x.substitution(y)));
            }
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold_str;
    use proptest::prelude::*;

    /// Rows of names, as columns of variants: Latin, Persian, Arabic and, of the groups, Cyrillic.
    fn rows(text: &str) -> Vec<Vec<Vec<Name>>> {
        let variants = |cell: &str| cell.split(',').filter_map(folded).collect();
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        rows.map(|line| line.split('\t').map(variants).collect())
            .collect()
    }

    fn groups() -> Vec<Vec<Vec<Name>>> {
        rows(include_str!("testdata/name_groups.tsv"))
    }

    /// As an index has it: folded, without the non-joiner.
    fn folded(word: &str) -> Option<Name> {
        Name::new(&fold_str(word).replace('\u{200c}', ""))
    }

    fn name(word: &str) -> Name {
        Name::new(word).unwrap()
    }

    #[derive(Default)]
    struct Measured {
        found: f64,
        missed: f64,
        wrong: f64,
        right: f64,
    }

    impl Measured {
        fn recall(&self) -> f64 {
            self.found / (self.found + self.missed)
        }

        fn precision(&self) -> f64 {
            self.found / (self.found + self.wrong)
        }

        fn false_positive_rate(&self) -> f64 {
            self.wrong / (self.wrong + self.right)
        }
    }

    /// Compares every name of one column with every name of the other.
    fn measure(rows: &[Vec<Vec<Name>>], columns: (usize, usize)) -> Measured {
        let names = |column: usize| {
            let cells = rows.iter().enumerate();
            cells.flat_map(move |(row, cells)| {
                cells
                    .get(column)
                    .into_iter()
                    .flatten()
                    .map(move |name| (row, name))
            })
        };
        let mut measured = Measured::default();
        for (row_a, a) in names(columns.0) {
            for (row_b, b) in names(columns.1) {
                let counted = match (row_a == row_b, matches(a, b, false)) {
                    (true, true) => &mut measured.found,
                    (true, false) => &mut measured.missed,
                    (false, true) => &mut measured.wrong,
                    (false, false) => &mut measured.right,
                };
                *counted += 1.0;
            }
        }
        measured
    }

    #[test]
    fn names_of_four_scripts_are_found() {
        let groups = groups();
        let mut all = Measured::default();
        for a in 0..4 {
            for b in a + 1..4 {
                let one = measure(&groups, (a, b));
                all.found += one.found;
                all.missed += one.missed;
                all.wrong += one.wrong;
            }
        }
        assert!(all.found + all.missed > 250.0);
        assert!(all.recall() >= 0.93, "recall {:.3}", all.recall());
        assert!(all.precision() >= 0.99, "precision {:.3}", all.precision());
    }

    #[test]
    fn cities_are_found() {
        let cities = rows(include_str!("testdata/cities.tsv"));
        assert!(cities.len() > 300);
        for (columns, recall) in [((0, 1), 0.93), ((0, 2), 0.92), ((1, 2), 0.88)] {
            let measured = measure(&cities, columns);
            assert!(
                measured.recall() >= recall,
                "{columns:?} recall {:.3}",
                measured.recall()
            );
            let rate = measured.false_positive_rate();
            assert!(rate <= 0.00016, "{columns:?} false-positive rate {rate:.5}");
        }
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (key, words) in [
            (
                "LFRF",
                &["Lavrov", "Lawrow", "لاوروف", "لافروف", "Лавров"][..],
            ),
            ("PTN", &["Putin", "پوتین", "بوتين", "Путин"]),
            ("FTN", &["Fidan", "فیدان", "فيدان", "Фидан"]),
            ("SRK", &["Sergei", "سرگئی", "سيرغي", "سيرجي", "Сергей"]),
            ("FN", &["Wang", "وانگ", "وانغ", "فان", "Ван"]),
            ("y", &["Yi", "یی", "يي", "И\u{301}и"]),
            ("S", &["Xi", "شی", "شي", "تشي"]),
            (
                "KNPN",
                &["Jinping", "جینپینگ", "جين\u{200c}بينغ", "جينغبين"],
            ),
            ("RS", &["Riyadh", "الرياض", "ریاض"]),
            ("SRTNR", &["Schrödinger", "شرودینگر", "شرودنغر"]),
            ("TKSTR", &["Dexter", "دکستر", "Декстер"]),
        ] {
            for word in words {
                let name = name(word);
                let keys: Vec<String> = name.keys().iter().map(Key::to_string).collect();
                assert!(keys.iter().any(|own| own == key), "{word}: {keys:?}");
            }
        }
    }

    #[test]
    fn verification_parts_names_that_share_a_key() {
        for (a, b) in [
            ("Putin", "بطن"),
            ("Paris", "پروژه"),
            ("Moscow", "مشکی"),
            ("Tehran", "ترین"),
            ("Wang", "این"),
            ("Karim", "Kramer"),
            ("سلام", "سالم"),
        ] {
            assert!(!matches(&name(a), &name(b), false), "{a} {b}");
        }
    }

    #[test]
    fn neighbours_that_match_help() {
        for (a, b) in [("Xi", "تشي"), ("Guterres", "غوتيريش"), ("Zuo", "تسو")] {
            assert!(matches(&name(a), &name(b), true), "{a} {b}");
        }
        assert!(!matches(&name("Xi"), &name("تشي"), false));
        assert!(!matches(&name("Yi"), &name("لی"), true));
    }

    #[test]
    fn what_is_no_name_is_none() {
        for word in [
            "", "a", "و", "123", "中文", "Ω", "ـــ", "\u{200c}", "ءء", "’",
        ] {
            assert!(Name::new(word).is_none(), "{word}");
        }
        let long = name(&"Llanfairpwll".repeat(100));
        assert_eq!(long.keys()[0].len(), MAX_KEY_LEN);
    }

    proptest! {
        #[test]
        fn any_two_words_compare(a in "\\PC*|[a-zآ-ی]{2,40}", b in "[\\w\u{200c}ا-یа-я]*") {
            let (plain, folded) = (Name::new(&a), Name::new(&fold_str(&a)));
            prop_assert_eq!(plain.is_some(), folded.is_some());
            let (Some(plain), Some(folded)) = (plain, folded) else { return Ok(()) };
            prop_assert_eq!(plain.keys(), folded.keys());
            prop_assert!((1..=MAX_KEYS).contains(&plain.keys().len()));
            prop_assert_eq!(score(&plain, &folded), 1000);
            prop_assert!(matches(&plain, &folded, false));
            if let Some(b) = Name::new(&b) {
                prop_assert_eq!(score(&plain, &b), score(&b, &plain));
                prop_assert!(!matches(&plain, &b, false) || matches(&plain, &b, true));
            }
        }
    }
}
