//! Month names: the vocabularies of Persian, Arabic and English, and how far each name can be
//! trusted to be a month.

use crate::document::Calendar;
use crate::table::Sieve;

/// What a month name needs beside it before it is read as a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Nothing: `سپتامبر`.
    Alone,
    /// A day or a year, because it is a common word or a name as well: `مهر`, `may`.
    Guarded,
    /// A day and a year, because it is far more often something else: `جوان`, `اسد`.
    Strict,
}

/// A month name as a text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) calendar: Calendar,
    /// 1–12.
    pub(super) number: u8,
    pub(super) trust: Trust,
    /// Whether a day may follow: `September 18`.
    pub(super) is_latin: bool,
    /// Whether a text may glue و, ب, ل or ف to it.
    takes_proclitics: bool,
}

const NUMBER: u8 = 0x0f;
const SOLAR: u8 = 0x10;
const ARABIC: u8 = 0x20;
const GUARDED: u8 = 0x40;
const STRICT: u8 = 0x80;

/// Folded names in order, each with its number and flags.
///
/// Gregorian months as Iran, Afghanistan, Egypt, the Levant and the Maghreb call them, and in
/// English; Solar Hijri months in Persian, as transliterated, and by the zodiac of Afghanistan.
/// The names of two words are `levantine`'s.
static MONTHS: [(&str, u8); 118] = [
    ("aban", SOLAR | 8 | GUARDED),
    ("apr", 4 | GUARDED),
    ("april", 4),
    ("aug", 8 | GUARDED),
    ("august", 8),
    ("azar", SOLAR | 9 | GUARDED),
    ("bahman", SOLAR | 11),
    ("dec", 12 | GUARDED),
    ("december", 12),
    ("dey", SOLAR | 10 | GUARDED),
    ("esfand", SOLAR | 12),
    ("farvardin", SOLAR | 1),
    ("feb", 2 | GUARDED),
    ("february", 2),
    ("jan", 1 | GUARDED),
    ("january", 1),
    ("jul", 7 | GUARDED),
    ("july", 7),
    ("jun", 6 | GUARDED),
    ("june", 6),
    ("khordad", SOLAR | 3),
    ("mar", 3 | GUARDED),
    ("march", 3 | GUARDED),
    ("may", 5 | GUARDED),
    ("mehr", SOLAR | 7 | GUARDED),
    ("mordad", SOLAR | 5),
    ("nov", 11 | GUARDED),
    ("november", 11),
    ("oct", 10 | GUARDED),
    ("october", 10),
    ("ordibehesht", SOLAR | 2),
    ("sep", 9 | GUARDED),
    ("sept", 9 | GUARDED),
    ("september", 9),
    ("shahrivar", SOLAR | 6),
    ("tir", SOLAR | 4 | GUARDED),
    ("اب", ARABIC | 8 | GUARDED),
    ("ابان", SOLAR | 8 | GUARDED),
    ("ابریل", ARABIC | 4),
    ("اذار", ARABIC | 3),
    ("اذر", SOLAR | 9 | GUARDED),
    ("اردیبهشت", SOLAR | 2),
    ("اسد", SOLAR | 5 | STRICT),
    ("اسفند", SOLAR | 12),
    ("اغسطس", ARABIC | 8),
    ("افریل", ARABIC | 4),
    ("امرداد", SOLAR | 5),
    ("اوت", 8 | GUARDED),
    ("اوریل", 4),
    ("اپریل", 4),
    ("اکتبر", 10),
    ("اکتوبر", ARABIC | 10),
    ("اگست", 8),
    ("اگوست", 8),
    ("ایار", ARABIC | 5),
    ("ایلول", ARABIC | 9),
    ("بهمن", SOLAR | 11),
    ("تموز", ARABIC | 7),
    ("تیر", SOLAR | 4 | GUARDED),
    ("ثور", SOLAR | 2 | STRICT),
    ("جانفی", ARABIC | 1),
    ("جدی", SOLAR | 10 | STRICT),
    ("جنوری", 1),
    ("جوان", ARABIC | 6 | STRICT),
    ("جوزا", SOLAR | 3 | STRICT),
    ("جولای", 7),
    ("جون", 6 | GUARDED),
    ("جویلیه", ARABIC | 7),
    ("حزیران", ARABIC | 6),
    ("حمل", SOLAR | 1 | STRICT),
    ("حوت", SOLAR | 12 | STRICT),
    ("خرداد", SOLAR | 3),
    ("دجنبر", ARABIC | 12),
    ("دسامبر", 12),
    ("دسمبر", 12),
    ("دلو", SOLAR | 11 | STRICT),
    ("دی", SOLAR | 10 | GUARDED),
    ("دیسمبر", ARABIC | 12),
    ("سبتمبر", ARABIC | 9),
    ("سرطان", SOLAR | 4 | STRICT),
    ("سنبله", SOLAR | 6 | STRICT),
    ("سپتامبر", 9),
    ("سپتمبر", 9),
    ("شباط", ARABIC | 2),
    ("شتنبر", ARABIC | 9),
    ("شهریور", SOLAR | 6),
    ("عقرب", SOLAR | 8 | STRICT),
    ("غشت", ARABIC | 8),
    ("فبرایر", ARABIC | 2),
    ("فبروری", 2),
    ("فروردین", SOLAR | 1),
    ("فوریه", 2 | GUARDED),
    ("فیفری", ARABIC | 2),
    ("قوس", SOLAR | 9 | STRICT),
    ("مارس", ARABIC | 3 | GUARDED),
    ("مارچ", 3),
    ("مای", ARABIC | 5 | STRICT),
    ("مایو", ARABIC | 5),
    ("مرداد", SOLAR | 5),
    ("مه", 5 | GUARDED),
    ("مهر", SOLAR | 7 | GUARDED),
    ("می", 5 | STRICT),
    ("میزان", SOLAR | 7 | STRICT),
    ("نوامبر", 11),
    ("نوفمبر", ARABIC | 11),
    ("نومبر", 11),
    ("نونبر", ARABIC | 11),
    ("نیسان", ARABIC | 4 | GUARDED),
    ("ژانویه", 1),
    ("ژولای", 7),
    ("ژوین", 6),
    ("ژوییه", 7),
    ("ینایر", ARABIC | 1),
    ("یولیه", ARABIC | 7),
    ("یولیو", ARABIC | 7),
    ("یولیوز", ARABIC | 7),
    ("یونیه", ARABIC | 6),
    ("یونیو", ARABIC | 6),
];

/// Adds the first words of all names to a sieve.
pub(super) const fn add_names(sieve: &mut Sieve<64>) {
    sieve.add_text("تشرین");
    sieve.add_text("کانون");
    let mut at = 0;
    while at < MONTHS.len() {
        sieve.add_text(MONTHS[at].0);
        at += 1;
    }
}

/// The month that a folded word names.
pub(super) fn month_of(word: &str) -> Option<Month> {
    if let Some(month) = known(word) {
        return Some(month);
    }
    // دی‌ماه is written in one word, too, and is then surely a month.
    if let Some(name) = word.strip_suffix("ماه") {
        let trust = Trust::Alone;
        return known(name).map(|month| Month { trust, ..month });
    }
    known(after_proclitic(word)?).filter(|month| month.takes_proclitics)
}

/// The Levantine months of two words: `تشرین الاول`.
pub(super) fn levantine(first: &str, second: &str) -> Option<Month> {
    let is_tishrin = match after_proclitic(first).unwrap_or(first) {
        "تشرین" => true,
        "کانون" => false,
        _ => return None,
    };
    let (is_second, has_article) = match second {
        "الاول" => (false, true),
        "الثانی" => (true, true),
        "اول" => (false, false),
        "ثانی" => (true, false),
        _ => return None,
    };
    Some(Month {
        calendar: Calendar::Gregorian,
        number: match (is_tishrin, is_second) {
            (true, false) => 10,
            (true, true) => 11,
            (false, false) => 12,
            (false, true) => 1,
        },
        trust: if has_article {
            Trust::Alone
        } else {
            Trust::Guarded
        },
        is_latin: false,
        takes_proclitics: true,
    })
}

fn known(word: &str) -> Option<Month> {
    let at = MONTHS.binary_search_by_key(&word, |&(name, _)| name).ok()?;
    let flags = MONTHS[at].1;
    Some(Month {
        calendar: if flags & SOLAR == 0 {
            Calendar::Gregorian
        } else {
            Calendar::Persian
        },
        number: flags & NUMBER,
        trust: match flags & (GUARDED | STRICT) {
            0 => Trust::Alone,
            GUARDED => Trust::Guarded,
            _ => Trust::Strict,
        },
        is_latin: word.is_ascii(),
        takes_proclitics: flags & ARABIC != 0,
    })
}

/// What stands behind a particle that Arabic writes together with a name.
pub(super) fn after_proclitic(word: &str) -> Option<&str> {
    word.strip_prefix(['و', 'ب', 'ل', 'ف'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold_str;

    #[test]
    fn the_table_is_folded_and_sorted() {
        assert!(MONTHS.is_sorted_by(|a, b| a.0 < b.0));
        for (name, flags) in MONTHS {
            assert_eq!(fold_str(name), name);
            assert!((1..=12).contains(&(flags & NUMBER)), "{name}");
        }
    }

    #[test]
    fn vocabularies() {
        let check = |calendar, names: &str| {
            let numbers: Vec<u8> = names
                .split_whitespace()
                .map(|name| {
                    let month = month_of(&fold_str(name)).unwrap_or_else(|| panic!("{name}"));
                    assert_eq!(month.calendar, calendar, "{name}");
                    month.number
                })
                .collect();
            assert_eq!(numbers, (1..=12).collect::<Vec<u8>>(), "{names}");
        };
        for names in [
            "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
            "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
            "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
            "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
            "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
            "January February March April May June July August September October November December",
            "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        ] {
            check(Calendar::Gregorian, names);
        }
        for names in [
            "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
            "فروردینماه اردیبهشت خردادماه تیرماه امرداد شهریور مهرماه آبانماه آذرماه دیماه بهمنماه اسفند",
            "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand",
            "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
        ] {
            check(Calendar::Persian, names);
        }
    }

    #[test]
    fn levantine_months() {
        for (number, name) in [
            (1, "كانون الثاني"),
            (2, "شباط"),
            (3, "آذار"),
            (4, "نيسان"),
            (5, "أيار"),
            (6, "حزيران"),
            (7, "تموز"),
            (8, "آب"),
            (9, "أيلول"),
            (10, "تشرين الأول"),
            (11, "تشرين الثاني"),
            (12, "كانون الأول"),
            (10, "وتشرين الأول"),
            (9, "لأيلول"),
        ] {
            let name = fold_str(name);
            let month = match name.split_once(' ') {
                Some((first, second)) => levantine(first, second),
                None => month_of(&name),
            };
            assert_eq!(month.map(|month| month.number), Some(number), "{name}");
        }
    }

    #[test]
    fn words_that_are_no_months() {
        for word in [
            "",
            "و",
            "ماه",
            "سات",
            "sat",
            "بمهر",
            "ومه",
            "لدی",
            "کانون",
            "الاول",
        ] {
            assert_eq!(month_of(word), None, "{word}");
        }
        assert_eq!(levantine("کانون", "وکلا"), None);
        // Mehr is a name, the month of Mehr is not.
        assert_eq!(
            month_of("مهر").map(|month| month.trust),
            Some(Trust::Guarded)
        );
        assert_eq!(
            month_of("مهرماه").map(|month| month.trust),
            Some(Trust::Alone)
        );
    }
}
