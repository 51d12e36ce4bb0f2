//! Days of a month as a text writes them: in digits, as ordinals, in words.

use crate::analyzer::{Gap, Words};
use crate::table::Sieve;

/// Persian ordinals: `دوم خرداد`.
const PERSIAN: [(&str, u8); 22] = [
    ("اول", 1),
    ("یکم", 1),
    ("دوم", 2),
    ("سوم", 3),
    ("چهارم", 4),
    ("پنجم", 5),
    ("ششم", 6),
    ("هفتم", 7),
    ("هشتم", 8),
    ("نهم", 9),
    ("دهم", 10),
    ("یازدهم", 11),
    ("دوازدهم", 12),
    ("سیزدهم", 13),
    ("چهاردهم", 14),
    ("پانزدهم", 15),
    ("شانزدهم", 16),
    ("هفدهم", 17),
    ("هجدهم", 18),
    ("نوزدهم", 19),
    ("بیستم", 20),
    ("سیام", 30),
];

/// Arabic ordinals below eleven: `الأول من مايو`, `الحادي والعشرين`.
const ARABIC: [(&str, u8); 11] = [
    ("الاول", 1),
    ("الحادی", 1),
    ("الثانی", 2),
    ("الثالث", 3),
    ("الرابع", 4),
    ("الخامس", 5),
    ("السادس", 6),
    ("السابع", 7),
    ("الثامن", 8),
    ("التاسع", 9),
    ("العاشر", 10),
];

/// Tens, those of Arabic with their article.
const TENS: [(&str, u8); 6] = [
    ("بیست", 20),
    ("سی", 30),
    ("العشرین", 20),
    ("العشرون", 20),
    ("الثلاثین", 30),
    ("الثلاثون", 30),
];

/// Adds the words that a day in words begins with to a sieve.
pub(super) const fn add_names(sieve: &mut Sieve<64>) {
    let mut at = 0;
    while at < PERSIAN.len() {
        sieve.add_text(PERSIAN[at].0);
        at += 1;
    }
    at = 0;
    while at < ARABIC.len() {
        sieve.add_text(ARABIC[at].0);
        at += 1;
    }
    at = 0;
    while at < TENS.len() {
        sieve.add_text(TENS[at].0);
        at += 1;
    }
}

/// The day that stands at a word, and the word after it.
pub(super) fn day_at(words: &Words, at: usize) -> Option<(u8, usize)> {
    let word = words.term(at, at);
    let (day, end) = match digits(words, at) {
        Some(day) if word.len() <= 2 => (day as u8, after_suffix(words, at + 1)),
        Some(_) => return None,
        None => spelled_day_at(words, at, word)?,
    };
    (1..=31).contains(&day).then_some((day, end))
}

/// The value of a word of at most four digits; an amount, which a separator says it is, is part of no date.
pub(super) fn digits(words: &Words, at: usize) -> Option<u16> {
    let word = words.term(at, at);
    let is_number = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && !words.is_amount(at) {
        word.parse().ok()
    } else {
        None
    }
}

/// `18th`, `27ام`: the letters stand at the digits without a space.
fn after_suffix(words: &Words, at: usize) -> usize {
    let is_glued = matches!(words.gap(at), Gap::Joiner | Gap::Soft);
    let is_suffix = matches!(words.term(at, at), "st" | "nd" | "rd" | "th" | "ام" | "م");
    if is_glued && is_suffix { at + 1 } else { at }
}

fn spelled_day_at(words: &Words, at: usize, word: &str) -> Option<(u8, usize)> {
    let next = |n: usize| {
        let is_near = (1..=n).all(|n| words.gap(at + n) <= Gap::Space);
        if is_near {
            words.term(at + n, at + n)
        } else {
            ""
        }
    };
    if let Some(tens) = value(&TENS, word).filter(|_| !word.starts_with("ال")) {
        if next(1) == "ام" {
            return Some((tens, at + 2));
        }
        let units = value(&PERSIAN, next(2)).filter(|&units| units < 10)?;
        return (next(1) == "و").then_some((tens + units, at + 3));
    }
    if let Some(day) = value(&PERSIAN, word) {
        return Some((day, at + 1));
    }
    if let Some(tens) = arabic_tens(word) {
        return Some((tens, at + 1));
    }
    let units = value(&ARABIC, word)?;
    let tens = match next(1) {
        "عشر" => Some(10),
        second => second.strip_prefix('و').and_then(arabic_tens),
    };
    match tens {
        Some(tens) => Some((tens + units, at + 2)),
        None => Some((units, at + 1)),
    }
}

fn arabic_tens(word: &str) -> Option<u8> {
    value(&TENS, word).filter(|_| word.starts_with("ال"))
}

fn value(table: &[(&str, u8)], word: &str) -> Option<u8> {
    table
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (text, expected) in [
            ("18", Some((18, 1))),
            ("18th", Some((18, 2))),
            ("۲۷ام", Some((27, 2))),
            ("27\u{200c}ام", Some((27, 2))),
            ("3 ام", Some((3, 1))),
            ("بیست و هفتم", Some((27, 3))),
            ("سی و یکم", Some((31, 3))),
            ("سی\u{200c}ام", Some((30, 2))),
            ("اول", Some((1, 1))),
            ("هجدهم", Some((18, 1))),
            ("العشرين", Some((20, 1))),
            ("الحادي والعشرين", Some((21, 2))),
            ("الثاني عشر", Some((12, 2))),
            ("الثلاثون", Some((30, 1))),
            ("الحادي والثلاثين", Some((31, 2))),
            ("الثالث من", Some((3, 1))),
            ("32", None),
            ("0", None),
            ("018", None),
            ("بیست", None),
            ("بیست و", None),
            ("سی و دهم", None),
            ("سی و دوم", None),
            ("روسیه", None),
            ("", None),
        ] {
            assert_eq!(day_at(&Words::of(text), 0), expected, "{text}");
        }
    }
}
