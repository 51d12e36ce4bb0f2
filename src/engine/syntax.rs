//! The syntax of queries: words, phrases, exclusions, fields and spans of days.
//!
//! Owns how a query is cut into parts, and the names of fields and languages in English, Persian and
//! Arabic. What a part finds is `query`'s; no text is an error: what is no operator is words.
//!
//! | part | example |
//! |---|---|
//! | words | `مذاکرات هسته‌ای` |
//! | a phrase | `"…"`, `«…»`, `“…”` |
//! | what must not be there, behind a blank | `-باکو`, `-"…"`, `-lang:ar` |
//! | words of the title | `title:`, `عنوان:`, `العنوان:` |
//! | the source, by words of its name | `source:`, `منبع:`, `المصدر:` |
//! | the language, by tag or name | `lang:`, `زبان:`, `اللغة:` |
//! | the day, month or year of publication, or a span of them | `year:1402`, `date:2022-02..2023`, `سال:`, `تاریخ:`, `السنة:`, `التاريخ:`; a span with two dots is one without a name, too |

use crate::analyzer::is_word;
use crate::calendar::{Day, days_in_month, number_of};
use crate::document::Calendar;
use crate::field::Field;
use crate::fold::fold_str;

/// Longer queries are sentences.
const MAX_ASKED_WORDS: usize = 5;

/// Years below this are Solar Hijri.
const FIRST_GREGORIAN_YEAR: i32 = 1700;

/// What a part of a query is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The whole article.
    Any,
    Title,
    Source,
    Language,
    Day,
}

/// A part of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    pub(crate) scope: Scope,
    pub(crate) is_phrase: bool,
    /// Whether what it finds must not be there.
    pub(crate) is_excluded: bool,
}

impl<'a> Part<'a> {
    /// The field that what it finds has to stand in.
    pub(crate) fn field(&self) -> Option<Field> {
        (self.scope == Scope::Title).then_some(Field::Title)
    }

    fn is_plain(&self) -> bool {
        self.scope == Scope::Any && !self.is_phrase && !self.is_excluded
    }

    fn words(text: &'a str) -> Part<'a> {
        Part {
            text,
            scope: Scope::Any,
            is_phrase: false,
            is_excluded: false,
        }
    }
}

/// Folded names of fields.
const FIELDS: [(&str, Scope); 21] = [
    ("title", Scope::Title),
    ("عنوان", Scope::Title),
    ("العنوان", Scope::Title),
    ("تیتر", Scope::Title),
    ("source", Scope::Source),
    ("منبع", Scope::Source),
    ("مصدر", Scope::Source),
    ("المصدر", Scope::Source),
    ("lang", Scope::Language),
    ("language", Scope::Language),
    ("زبان", Scope::Language),
    ("لغه", Scope::Language),
    ("اللغه", Scope::Language),
    ("year", Scope::Day),
    ("date", Scope::Day),
    ("سال", Scope::Day),
    ("تاریخ", Scope::Day),
    ("سنه", Scope::Day),
    ("السنه", Scope::Day),
    ("عام", Scope::Day),
    ("التاریخ", Scope::Day),
];

/// Folded names of languages.
const LANGUAGES: [(&str, &str); 12] = [
    ("persian", "fa"),
    ("farsi", "fa"),
    ("فارسی", "fa"),
    ("الفارسیه", "fa"),
    ("arabic", "ar"),
    ("عربی", "ar"),
    ("العربیه", "ar"),
    ("english", "en"),
    ("انگلیسی", "en"),
    ("الانجلیزیه", "en"),
    ("الانکلیزیه", "en"),
    ("russian", "ru"),
];

/// The parts of a query in order; runs of plain words are one part.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut plain = text;
    let mut rest = text;
    let mut follows_blank = true;
    while let Some(c) = rest.chars().next() {
        if let Some((part, behind)) = operator(rest, follows_blank) {
            let n_plain = plain.len() - rest.len();
            parts.push(Part::words(plain.get(..n_plain).unwrap_or_default()));
            parts.push(part);
            (plain, rest) = (behind, behind);
            follows_blank = false;
        } else {
            follows_blank = c.is_whitespace();
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    parts.push(Part::words(plain));
    keep_dashes_of_speech(text, &mut parts);
    parts
}

/// In a long query that goes on behind it, a dash before a word is one of speech: `… -و بحث دراز او- …`.
fn keep_dashes_of_speech(text: &str, parts: &mut [Part<'_>]) {
    if text.split_whitespace().nth(MAX_ASKED_WORDS).is_none() {
        return;
    }
    let has_words = |part: &Part<'_>| part.is_plain() && part.text.contains(is_word);
    let last = parts.iter().rposition(has_words).unwrap_or(0);
    for part in parts.iter_mut().take(last) {
        let is_word = part.scope == Scope::Any && !part.is_phrase;
        part.is_excluded &= !is_word;
    }
}

/// The operator that a text begins with, and what stands behind it.
fn operator(text: &str, follows_blank: bool) -> Option<(Part<'_>, &str)> {
    if let Some((inside, behind)) = quoted(text) {
        let mut part = Part::words(inside);
        part.is_phrase = true;
        return Some((part, behind));
    }
    if !follows_blank {
        return None;
    }
    if let Some(after) = text.strip_prefix('-') {
        let (mut part, behind) = scoped(after).or_else(|| operand(after))?;
        part.is_excluded = true;
        return Some((part, behind));
    }
    scoped(text)
}

/// A field with its value, or a span of days without a name.
fn scoped(text: &str) -> Option<(Part<'_>, &str)> {
    let word_end = text.find(char::is_whitespace).unwrap_or(text.len());
    let word = text.get(..word_end)?;
    if let Some((name, _)) = word.split_once(':') {
        let folded = fold_str(name);
        let (_, scope) = FIELDS.iter().find(|(field, _)| *field == folded)?;
        let (mut part, behind) = operand(text.get(name.len() + 1..)?)?;
        // A day that is none is no operator.
        if *scope == Scope::Day {
            span_of_days(part.text)?;
        }
        part.scope = *scope;
        return Some((part, behind));
    }
    if word.bytes().filter(|byte| *byte == b'.').count() == 2 && span_of_days(word).is_some() {
        let mut part = Part::words(word);
        part.scope = Scope::Day;
        return Some((part, text.get(word_end..)?));
    }
    None
}

/// What an operator is applied to: a phrase, or all up to the next blank.
fn operand(text: &str) -> Option<(Part<'_>, &str)> {
    if let Some((inside, behind)) = quoted(text) {
        let mut part = Part::words(inside);
        part.is_phrase = true;
        return Some((part, behind));
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, behind) = text.split_at_checked(end)?;
    // A span of days may be open at its beginning.
    let is_operand = word.starts_with(|c| is_word(c) || c == '.');
    is_operand.then_some((Part::words(word), behind))
}

/// The text between the quotation mark that a text begins with and the next one, and what stands
/// behind that; a mark that is never closed is none.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let is_quote = |c: char| matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟');
    text.strip_prefix(is_quote)?.split_once(is_quote)
}

/// The tag of a language that is given by tag or name, folded.
pub(crate) fn language_tag(value: &str) -> String {
    let folded = fold_str(value);
    let known = LANGUAGES.iter().find(|(name, _)| *name == folded);
    known.map_or(folded, |(_, tag)| (*tag).to_owned())
}

/// The first and the last day of a day, month or year, or of `first..last`, as numbers such as
/// 20230918; either end may be left open.
pub(crate) fn span_of_days(value: &str) -> Option<(u32, u32)> {
    let folded = fold_str(value);
    let mut ends = folded.split('.');
    let (first, middle, last) = (ends.next()?, ends.next(), ends.next());
    let open = (0, u32::MAX);
    let days = |end: &str| {
        if end.is_empty() {
            Some(open)
        } else {
            days_of(end)
        }
    };
    match (middle, last, ends.next()) {
        (None, ..) => days_of(first),
        (Some(""), Some(last), None) if !(first.is_empty() && last.is_empty()) => {
            Some((days(first)?.0, days(last)?.1))
        }
        _ => None,
    }
}

/// The days of `1402`, `1402-06` or `2023/9/18`.
fn days_of(date: &str) -> Option<(u32, u32)> {
    let mut numbers = [0u16; 3];
    let mut parts = date.split(['-', '/']);
    for (number, part) in numbers.iter_mut().zip(&mut parts) {
        *number = part.parse().ok().filter(|number| *number > 0)?;
    }
    if parts.next().is_some() {
        return None;
    }
    let [year, month, day] = numbers;
    let year = i32::from(year);
    let calendar = if year < FIRST_GREGORIAN_YEAR {
        Calendar::Persian
    } else {
        Calendar::Gregorian
    };
    let month = u8::try_from(month).ok()?;
    let first = Day {
        year,
        month: month.max(1),
        day: u8::try_from(day).ok()?.max(1),
    };
    let mut last = first;
    if month == 0 {
        last.month = 12;
    }
    if day == 0 {
        last.day = days_in_month(calendar, year, last.month);
    }
    let number = |day: Day| match calendar {
        Calendar::Persian => day.from_persian().map(number_of),
        Calendar::Gregorian => day.is_valid(calendar).then(|| number_of(day)),
    };
    Some((number(first)?, number(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts that are not empty: scope, phrase, excluded, text.
    fn check(text: &str, expected: &[(Scope, bool, bool, &str)]) {
        let found: Vec<(Scope, bool, bool, &str)> = parts(text)
            .into_iter()
            .map(|part| {
                (
                    part.scope,
                    part.is_phrase,
                    part.is_excluded,
                    part.text.trim(),
                )
            })
            .filter(|(.., text)| !text.is_empty())
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quotes_part_a_query() {
        use Scope::Any;
        let (a, d) = ((Any, false, false, "a"), (Any, false, false, "d"));
        check("a \"b c\" d", &[a, (Any, true, false, "b c"), d]);
        check("«روسيا اليوم»", &[(Any, true, false, "روسيا اليوم")]);
        check("“x y”", &[(Any, true, false, "x y")]);
        check("a \"b c", &[(Any, false, false, "a \"b c")]);
        check("\"\"", &[]);
    }

    #[test]
    fn a_minus_excludes() {
        use Scope::Any;
        check("a -b", &[(Any, false, false, "a"), (Any, false, true, "b")]);
        check(
            "-«b c» d",
            &[(Any, true, true, "b c"), (Any, false, false, "d")],
        );
        check("a-b - c --d -", &[(Any, false, false, "a-b - c --d -")]);
        check("-lang:fa", &[(Scope::Language, false, true, "fa")]);
        // A sentence may have dashes, and words to leave out at its end.
        let words = |text| (Any, false, false, text);
        check(
            "he came -so they say- late in May -June",
            &[
                words("he came"),
                words("so"),
                words("they say- late in May"),
                (Any, false, true, "June"),
            ],
        );
    }

    #[test]
    fn fields_have_names_in_three_languages() {
        for (text, scope, value) in [
            ("title:peace", Scope::Title, "peace"),
            ("عنوان:«وزیر خارجه»", Scope::Title, "وزیر خارجه"),
            ("Source:IRNA", Scope::Source, "IRNA"),
            ("منبع:ایرنا", Scope::Source, "ایرنا"),
            ("المصدر:رويترز", Scope::Source, "رويترز"),
            ("لغة:ar", Scope::Language, "ar"),
            ("زبان:فارسی", Scope::Language, "فارسی"),
            ("سال:۱۴۰۲", Scope::Day, "۱۴۰۲"),
            ("السنة:2023", Scope::Day, "2023"),
            ("تاریخ:1401..1402", Scope::Day, "1401..1402"),
            ("2022..2023", Scope::Day, "2022..2023"),
        ] {
            let is_phrase = text.contains('«');
            check(text, &[(scope, is_phrase, false, value)]);
        }
        for words in [
            "title: peace",
            "http://a.b",
            "year:peace",
            "x:y",
            "a..b",
            "12:30",
            "subtitle:x",
        ] {
            check(words, &[(Scope::Any, false, false, words)]);
        }
    }

    #[test]
    fn spans_of_days() {
        for (value, expected) in [
            ("2023", Some((20_230_101, 20_231_231))),
            ("2024-02", Some((20_240_201, 20_240_229))),
            ("2023/9/18", Some((20_230_918, 20_230_918))),
            ("۱۴۰۲", Some((20_230_321, 20_240_319))),
            ("1402-06-27", Some((20_230_918, 20_230_918))),
            ("2022..1402", Some((20_220_101, 20_240_319))),
            ("2022..", Some((20_220_101, u32::MAX))),
            ("..2022-02", Some((0, 20_220_228))),
            ("..", None),
            ("2023-13", None),
            ("2023-02-30", None),
            ("0", None),
            ("2022.2023", None),
            ("2022...2023", None),
            ("99999999999", None),
            ("", None),
        ] {
            assert_eq!(span_of_days(value), expected, "{value}");
        }
    }

    #[test]
    fn languages_have_names() {
        for (value, tag) in [
            ("فارسی", "fa"),
            ("العربية", "ar"),
            ("English", "en"),
            ("DE", "de"),
        ] {
            assert_eq!(language_tag(value), tag);
        }
        for (name, _) in LANGUAGES {
            assert_eq!(fold_str(name), name);
        }
        for (name, _) in FIELDS {
            assert_eq!(fold_str(name), name);
        }
    }
}
