//! Dates in texts and queries, and the keys under which they meet.
//!
//! Owns which sequences of words are a date, and what it takes for a date to answer another: a
//! document answers a date query when one of its dates lies within the asked day, month or year.
//! So 27 شهریور 1402 finds what was published on 18 September 2023, and شهریور 1402 does too,
//! although that month is part of two Gregorian ones. Conversion belongs to `calendar`, the stream
//! of the keys in the dictionary to `writer` and `query`.

mod month;
mod number;
mod span;

use crate::analyzer::{Gap, Words};
use crate::document::Calendar;
use crate::table::{Sieve, hash};
use month::{Month, Trust, after_proclitic, levantine, month_of};
use number::{day_at, digits};
pub(crate) use span::{DateSpan, publication_keys};

/// Words between a day and its month: `18th of September`, `العشرين من فبراير`.
const BEFORE_MONTH: [&str; 4] = ["of", "من", "شهر", "ماه"];

/// Words between a month and its year: `تشرین الاول من عام 2024`, `شهریور ماه سال 1402`. Those for a
/// year are the last.
const BEFORE_YEAR: [&str; 11] = [
    "of",
    "in",
    "من",
    "year",
    "عام",
    "العام",
    "لعام",
    "سنه",
    "السنه",
    "لسنه",
    "سال",
];

/// Words between the two ends of a span of days: `18 تا 21 سپتامبر`.
const BETWEEN_DAYS: [&str; 9] = [
    "تا", "و", "الی", "حتی", "وحتی", "to", "and", "until", "till",
];

/// Words behind a number of two digits that is no year: `در مهر ۵۰ درصد`.
const COUNTED: [&str; 8] = [
    "درصد",
    "هزار",
    "میلیون",
    "میلیارد",
    "نفر",
    "تن",
    "ساله",
    "روز",
];

/// Years below this are Solar Hijri where nothing else says so.
const FIRST_GREGORIAN_YEAR: u16 = 1583;

/// Solar Hijri years above this are not read out of digits alone: a text that has them counts in the
/// lunar years of Islam, which are some forty ahead.
const LAST_PERSIAN_YEAR: u16 = 1430;

/// A date and the words `first..=last` that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) date: DateSpan,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// The dates of a text in order, none inside another; linear in its words.
pub(crate) fn find(words: &Words) -> impl Iterator<Item = Found> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < words.len() {
            let first = at;
            at += 1;
            if let Some((date, end)) = date_at(words, first) {
                at = end;
                let last = end - 1;
                return Some(Found { date, first, last });
            }
        }
        None
    })
}

/// The dates of a query. There a year takes the word for "year" before it in, as a month does with
/// "month" everywhere: in a text it is a word like others.
pub(crate) fn find_asked(words: &Words) -> impl Iterator<Item = Found> {
    find(words).map(|mut found| {
        if found.date.month.is_none()
            && words.gap(found.first) < Gap::Break
            && let Some(before) = found.first.checked_sub(1)
            && BEFORE_YEAR[3..].contains(&words.term(before, before))
        {
            found.first = before;
        }
        found
    })
}

/// The words that a date may begin with besides numbers: most words of a text are none.
static FIRST_WORDS: Sieve<64> = {
    let mut names = Sieve::EMPTY;
    month::add_names(&mut names);
    number::add_names(&mut names);
    names
};

fn may_begin(word: &str) -> bool {
    let is_name = |word: &str| FIRST_WORDS.may_hold(hash(word));
    is_name(word) || after_proclitic(word).is_some_and(is_name) || word.ends_with("ماه")
}

/// The date that begins at a word, and the word after it.
fn date_at(words: &Words, at: usize) -> Option<(DateSpan, usize)> {
    let word = words.term(at, at);
    let is_number = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if !is_number && !may_begin(word) {
        return None;
    }
    if is_number && let Some(found) = numeric_at(words, at) {
        return Some(found);
    }
    if let Some(found) = day_month_at(words, at).or_else(|| first_of_days_at(words, at)) {
        return Some(found);
    }
    if is_number {
        let year = digits(words, at).filter(|year| matches!(year, 1200..=1500 | 1900..=2100))?;
        return Some((
            DateSpan::of(calendar_of(year), Some(year), None, None),
            at + 1,
        ));
    }
    month_first_at(words, at)
}

/// `1401/12/04`, `2022-02-04`, `18.9.2023`, `2022-02`, `02/2022`.
fn numeric_at(words: &Words, at: usize) -> Option<(DateSpan, usize)> {
    let number = |n: usize| {
        let is_near = n == 0 || words.gap(at + n) == Gap::Soft;
        let word = words.term(at + n, at + n);
        if is_near {
            digits(words, at + n).map(|value| (value, word.len()))
        } else {
            None
        }
    };
    let is_year = |(value, len): (u16, usize)| len == 4 && is_year_of_digits(value);
    let (first, second) = (number(0)?, number(1)?);
    let Some(third) = number(2) else {
        let (year, month) = if is_year(first) {
            (first, second)
        } else {
            (second, first)
        };
        let month = u8::try_from(month.0)
            .ok()
            .filter(|_| month.1 == 2 && is_year(year))?;
        let date = DateSpan::of(calendar_of(year.0), Some(year.0), Some(month), None);
        return Some((date.checked()?, at + 2));
    };
    let (year, day) = if is_year(first) {
        (first, third)
    } else {
        (third, first)
    };
    if !is_year(year) || second.1 > 2 || day.1 > 2 {
        return None;
    }
    let date = |month: u16, day: u16| {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        DateSpan::of(calendar_of(year.0), Some(year.0), Some(month), Some(day)).checked()
    };
    // The day comes before the month, but American dates show themselves by a month above 12.
    let date = date(second.0, day.0).or_else(|| date(day.0, second.0))?;
    Some((date, at + 3))
}

/// `18 سبتمبر`, `18th of September 2023`, `العشرين من فبراير`, `27 شهریور ماه سال 1402`.
fn day_month_at(words: &Words, at: usize) -> Option<(DateSpan, usize)> {
    let (day, end) = day_at(words, at)?;
    let start = skip(words, end, 2, &BEFORE_MONTH);
    let has_break = (end..=start).any(|word| words.gap(word) == Gap::Break);
    let (month, end) = month_at(words, start)?;
    if let Some((year, end)) = year_at(words, end, &month) {
        let date = DateSpan::of(month.calendar, Some(year), Some(month.number), Some(day));
        return Some((date.checked()?, end));
    }
    let is_trusted = month.trust < Trust::Strict && !has_break;
    let date = DateSpan::of(month.calendar, None, Some(month.number), Some(day));
    is_trusted.then_some((date.checked()?, end))
}

/// The first day of several: `18-21 September 2023`, `18 و 19 سپتامبر`.
fn first_of_days_at(words: &Words, at: usize) -> Option<(DateSpan, usize)> {
    let (day, end) = day_at(words, at)?;
    let second = skip(words, end, 1, &BETWEEN_DAYS);
    if second == end && words.gap(end) != Gap::Soft {
        return None;
    }
    let (date, _) = day_month_at(words, second)?;
    let is_earlier = date.day.is_some_and(|last| day < last);
    is_earlier.then_some((
        DateSpan {
            day: Some(day),
            ..date
        },
        end,
    ))
}

/// `September 18, 2023`, `سپتامبر ۲۰۲۳`, `تشرين الأول`.
fn month_first_at(words: &Words, at: usize) -> Option<(DateSpan, usize)> {
    let (month, end) = month_at(words, at)?;
    // The bracket of a second name is no end: تشرين الأول (أكتوبر) 2023.
    let is_doubled = month_name_at(words, at).is_some_and(|(_, first_end)| first_end < end);
    let date = |year, day| DateSpan::of(month.calendar, year, Some(month.number), day);
    // The full stop of an abbreviation ends no sentence.
    let is_abbreviated = words.term(at, at).len() <= "sept".len();
    if month.is_latin
        && month.trust < Trust::Strict
        && (words.gap(end) < Gap::Break || is_abbreviated)
        && let Some((day, end)) = day_at(words, end)
        && let Some(without_year) = date(None, Some(day)).checked()
    {
        let with_year = year_at(words, end, &month)
            .and_then(|(year, end)| Some((date(Some(year), Some(day)).checked()?, end)));
        return Some(with_year.unwrap_or((without_year, end)));
    }
    if let Some((year, after)) = year_at(words, end, &month)
        && (end + usize::from(is_doubled)..after).all(|word| words.gap(word) < Gap::Break)
        && month.trust < Trust::Strict
    {
        return Some((date(Some(year), None), after));
    }
    let follows_word_month =
        at > 0 && words.gap(at) <= Gap::Space && words.term(at - 1, at - 1) == "ماه";
    let is_trusted = month.trust == Trust::Alone || follows_word_month;
    is_trusted.then_some((date(None, None), end))
}

/// The month at a word, with the words for it in other vocabularies (`أكتوبر/ تشرين الأول`).
fn month_at(words: &Words, at: usize) -> Option<(Month, usize)> {
    let (mut month, mut end) = month_name_at(words, at)?;
    while let Some((other, after)) = month_name_at(words, end) {
        if words.gap(end) < Gap::Soft
            || (other.calendar, other.number) != (month.calendar, month.number)
        {
            break;
        }
        month.trust = Trust::Alone;
        end = after;
    }
    Some((month, end))
}

fn month_name_at(words: &Words, at: usize) -> Option<(Month, usize)> {
    let word = words.term(at, at);
    let is_next_near = words.gap(at + 1) <= Gap::Space;
    let next = if is_next_near {
        words.term(at + 1, at + 1)
    } else {
        ""
    };
    if let Some(month) = levantine(word, next) {
        return Some((month, at + 2));
    }
    let mut month = month_of(word)?;
    if next == "ماه" {
        month.trust = Trust::Alone;
        return Some((month, at + 2));
    }
    // Half-spaces make it a part of another word: بی‌مهر, دی‌شب.
    let is_part = words.gap(at) == Gap::Joiner || words.gap(at + 1) == Gap::Joiner;
    (!is_part).then_some((month, at + 1))
}

/// The year that belongs to the month before a word, and the word after it.
fn year_at(words: &Words, at: usize, month: &Month) -> Option<(u16, usize)> {
    let at = skip(words, at, 3, &BEFORE_YEAR);
    let word = words.term(at, at);
    let year = digits(words, at)?;
    let is_year = match (month.calendar, word.len()) {
        (Calendar::Gregorian, 4) => (FIRST_GREGORIAN_YEAR..=2100).contains(&year),
        (Calendar::Persian, 4) => (1000..=1500).contains(&year),
        (Calendar::Persian, 2) => return Some((short_year_at(words, at, year)?, at + 1)),
        _ => false,
    };
    is_year.then_some((year, at + 1))
}

/// The Solar Hijri year of its last two digits, which stand at a word: `خرداد ۷۶`. What may be a day is
/// none, nor is what is counted or the hour of a time.
fn short_year_at(words: &Words, at: usize, year: u16) -> Option<u16> {
    let century = match year {
        0..10 => 1400,
        32.. => 1300,
        _ => return None,
    };
    let next = words.term(at + 1, at + 1);
    let is_part = words.gap(at + 1) == Gap::Soft && digits(words, at + 1).is_some();
    let is_year = words.gap(at) < Gap::Break && !is_part && !COUNTED.contains(&next);
    is_year.then_some(century + year)
}

/// The first word from `at` on that is none of `fillers`, of which there are at most `limit`.
fn skip(words: &Words, at: usize, limit: usize, fillers: &[&str]) -> usize {
    let is_filler = |&word: &usize| fillers.contains(&words.term(word, word));
    at + (at..at + limit).take_while(is_filler).count()
}

fn is_year_of_digits(year: u16) -> bool {
    matches!(year, 1200..=LAST_PERSIAN_YEAR | FIRST_GREGORIAN_YEAR..=2100)
}

fn calendar_of(year: u16) -> Calendar {
    if year < FIRST_GREGORIAN_YEAR {
        Calendar::Persian
    } else {
        Calendar::Gregorian
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;

    /// The keys that the dates of a query ask for.
    fn queried(text: &str) -> Vec<String> {
        find(&Words::of(text))
            .map(|found| found.date.query_key())
            .collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(queried(text), expected, "{text}");
    }

    /// Whether a query's only date is answered by a date of the text.
    fn answers(text: &str, query: &str) -> bool {
        let keys = queried(query);
        assert_eq!(keys.len(), 1, "{query}");
        find(&Words::of(text)).any(|found| found.date.has_key(&keys[0]))
    }

    fn publication_answers(iso: &str, query: &str) -> bool {
        let keys = queried(query);
        assert_eq!(keys.len(), 1, "{query}");
        let mut found = false;
        publication_keys(Day::from_iso(iso).unwrap(), |key| found |= key == keys[0]);
        found
    }

    #[test]
    fn days_in_every_writing() {
        for text in [
            "18 September 2023",
            "18th, September 2023 GMT",
            "18th of September 2023",
            "September 18, 2023",
            "September 18th 2023",
            "Sept. 18, 2023",
            "Sep 18 2023",
            "2023-09-18",
            "2023/9/18",
            "18/09/2023",
            "9/18/2023",
            "18.9.2023",
            "2023-09-18T02:33",
            "۱۸ سپتامبر ۲۰۲۳",
            "هجدهم سپتامبر سال 2023",
            "روز 18 ماه سپتامبر 2023",
            "18 سبتمبر 2023",
            "١٨ أيلول ٢٠٢٣",
            "18 أيلول/سبتمبر 2023",
            "18 سبتمبر (أيلول) من عام 2023",
            "18 من سبتمبر سنة 2023",
            "الثامن عشر من أيلول من العام 2023",
            "27 شهریور 1402",
            "۲۷ شهریورماه ۱۴۰۲",
            "27 شهریور\u{200c}ماه سال 1402",
            "بیست و هفتم شهریور ۱۴۰۲",
            "27م شهریور 1402",
            "1402/06/27",
            "۱۴۰۲/۶/۲۷",
            "27/6/1402",
            "1402-06-27",
            "27 Shahrivar 1402",
            "27 سنبله 1402",
        ] {
            check(text, &["2023-09-18"]);
        }
    }

    #[test]
    fn what_is_larger_or_has_no_year() {
        check("سپتامبر ۲۰۲۳", &["2023-09"]);
        check("أيلول 2023", &["2023-09"]);
        check("تشرين الأول (أكتوبر) 2023", &["2023-10"]);
        check("May 2022", &["2022-05"]);
        check("شهریور 1402", &["1402-06"]);
        check("شهریور ماه سال 1402", &["1402-06"]);
        check("مهر 1402", &["1402-07"]);
        check("آبان ۹۸", &["1398-08"]);
        check("آبان ماه ۹۸", &["1398-08"]);
        check("دی\u{200c}ماه سال 96", &["1396-10"]);
        check("۲۲ بهمن ۵۷", &["1979-02-11"]);
        check("دوم خرداد ۷۶", &["1997-05-23"]);
        check("فروردین ۰۳", &["1403-01"]);
        check("2022-02", &["2022-02"]);
        check("02/2022", &["2022-02"]);
        check("21 سبتمبر", &["--09-21"]);
        check("4 may", &["--05-04"]);
        check("11 بهمن", &["p--11-11"]);
        check("29 February", &["--02-29"]);
        check("تشرين الأول", &["--10"]);
        check("October", &["--10"]);
        check("وأكتوبر", &["--10"]);
        check("ماه مهر", &["p--07"]);
        check("مهرماه", &["p--07"]);
        check("2022", &["2022"]);
        check("سال ۱۴۰۰", &["1400"]);
        check("1400\u{200f}", &["1400"]);
        for amount in [
            "۱٬۴۰۰ نفر",
            "۱,۴۰۰ نفر",
            "1,400 people",
            "مهر ۱٬۴۰۰",
            "2,022-02",
        ] {
            check(amount, &[]);
        }
        check("Sep 18,2023", &["2023-09-18"]);
    }

    #[test]
    fn several_dates() {
        check("18 سبتمبر وحتى 21 سبتمبر الجاري", &["--09-18", "--09-21"]);
        check("من 31 مارس إلى 2 أبريل", &["--03-31", "--04-02"]);
        check("سال ۱۹۹۹ و ۲۰۱۰", &["1999", "2010"]);
        check("15 بهمن 1400 - 02:33", &["2022-02-04"]);
        check(
            "27 شهریور 1402 (18 سپتامبر 2023)",
            &["2023-09-18", "2023-09-18"],
        );
        check("كانون الثاني شباط", &["--01", "--02"]);
        check("18-21 September 2023", &["2023-09-18", "2023-09-21"]);
        check("۱۸ و ۱۹ سپتامبر", &["--09-18", "--09-19"]);
        check("از 25 تا 27 شهریور 1402", &["2023-09-16", "2023-09-18"]);
        check("18 و شنبه 19 سپتامبر", &["--09-19"]);
        check("21 و 18 سپتامبر", &["--09-18"]);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "مهر",
            "خبرگزاری مهر",
            "مه",
            "آب",
            "تیر",
            "دی",
            "آذر",
            "may",
            "March on",
            "3+3",
            "۲ کشور",
            "5715736",
            "02:33",
            "32",
            "30/30",
            "2 جوان",
            "3 اسد",
            "100",
            "1,400,000",
            "مارس ضغوطا",
            "192.168.1.1",
            "من العام",
            "المركز الأول",
            "گروه ۲۰",
            "نهم دی\u{200c}شب",
            "3 بی\u{200c}مهر",
        ] {
            check(text, &[]);
        }
        // The day does not exist; what is left of it does.
        check("31 سبتمبر 2023", &["2023-09"]);
        check("2023-02-30", &["2023"]);
        // A sentence ends between the two.
        check("همه 18. September", &["--09"]);
        check("در سپتامبر. 2023", &["--09", "2023"]);
        check("٨/٩/١٤٣٦", &["1436"]);
        // People, not years.
        check("در 18 سپتامبر 1400 نفر", &["--09-18", "1400"]);
        check("در 18 مهر ۵۰ نفر", &["p--07-18"]);
        check("مرداد 45 درصد", &["p--05"]);
        check("15 بهمن 02:33", &["p--11-15"]);
        check("15 بهمن 12", &["p--11-15"]);
        check("15 بهمن (57)", &["p--11-15"]);
        check("18 سپتامبر 98", &["--09-18"]);
    }

    #[test]
    fn found_dates_cover_their_words() {
        let text = "كانت في 18 أكتوبر/ تشرين الأول من عام 2024 في إطار";
        let words = Words::of(text);
        let found: Vec<&str> = find(&words)
            .map(|found| &text[words.range(found.first, found.last)])
            .collect();
        assert_eq!(found, ["18 أكتوبر/ تشرين الأول من عام 2024"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "([0-9]{1,4}|[ /.,-]|[a-z]{2,3}|من|ماه|و|مهر|تشرين|الأول|بیست|May|\\PC){0,12}") {
            let words = Words::of(&text);
            let mut next = 0;
            for found in find(&words) {
                assert!(next <= found.first && found.first <= found.last && found.last < words.len());
                assert!(found.date.has_key(&found.date.query_key()), "{text}");
                next = found.last + 1;
            }
        }
    }

    #[test]
    fn dates_of_a_text_answer() {
        let visit = "آخر زيارة كانت في 18 أكتوبر/ تشرين الأول من عام 2024";
        for query in [
            "18 أكتوبر 2024",
            "October 18, 2024",
            "27 مهر 1403",
            "2024-10-18",
            "مهر 1403",
            "أكتوبر 2024",
            "2024",
            "18 أكتوبر",
            "27 مهر",
            "تشرين الأول",
            "اکتبر",
            "1403",
        ] {
            assert!(answers(visit, query), "{query}");
        }
        for query in [
            "19 أكتوبر 2024",
            "2023",
            "مهر 1402",
            "مهرماه",
            "تشرين الثاني",
        ] {
            assert!(!answers(visit, query), "{query}");
        }
        let spelled = "وشهد العشرين من فبراير/ شباط آخر لقاء";
        assert!(answers(spelled, "20 فوریه") && answers(spelled, "شباط"));
        assert!(!answers(spelled, "20 فوریه 2025") && !answers(spelled, "21 فوریه"));
        let month = "في تشرين الأول من السنة الجارية";
        assert!(answers(month, "أكتوبر") && !answers(month, "18 أكتوبر"));
        let short_year = "انتخابات دوم خرداد ۷۶ و پس از آن";
        for query in ["دوم خرداد 1376", "خرداد ۷۶", "1376", "2 خرداد"] {
            assert!(answers(short_year, query), "{query}");
        }
        let month_of_year = "در اکتبر ۲۰۲۴";
        assert!(answers(month_of_year, "2024") && answers(month_of_year, "October 2024"));
        assert!(!answers(month_of_year, "18 October 2024"));
    }

    #[test]
    fn a_publication_date_answers_in_both_calendars() {
        let monday = "2023-09-18T10:00";
        for query in [
            "27 شهریور 1402",
            "18 September 2023",
            "سپتامبر ۲۰۲۳",
            "أيلول 2023",
            "شهریور 1402",
            "1402",
            "2023",
            "18 سبتمبر",
            "27 شهریور",
        ] {
            assert!(publication_answers(monday, query), "{query}");
        }
        for query in [
            "28 شهریور 1402",
            "مهر 1402",
            "1401",
            "سپتامبر",
            "شهریور",
            "21 سبتمبر",
        ] {
            assert!(!publication_answers(monday, query), "{query}");
        }
        // A Solar Hijri month is part of two Gregorian ones.
        assert!(publication_answers("2023-08-24", "شهریور 1402"));
        assert!(!publication_answers("2023-08-22", "شهریور 1402"));
    }
}
