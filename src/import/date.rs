//! Printed dates: owns reading a date as a page prints it, in the Solar Hijri and the Gregorian
//! calendar, in Persian, Arabic and English words and all three sets of digits.
//!
//! Which line of a page is its date is for `news` to say. Calendar arithmetic is left to
//! `icu_calendar`. A date without a year is no date: nothing is guessed. A lunar date, which no field
//! of a document holds, is read over: the one beside it counts.

use icu_calendar::types::Weekday;
use icu_calendar::{Date, Iso};
use kashkul_engine::document::{Calendar, PrintedDate};

use crate::date_words::{ERAS, FILLERS, LUNAR_MONTHS, MONTHS, PARTS_OF_DAY, PartOfDay, WEEKDAYS};
use crate::letters;

/// Years below this are counted since the Hijra where nothing else says so.
const FIRST_GREGORIAN_YEAR: u32 = 1700;

/// Solar years above this are not read out of digits alone: no source has them yet, and the lunar years,
/// which have gone by faster, are beyond it.
const LAST_PERSIAN_YEAR: u32 = 1420;

/// The lunar years that are told from other numbers.
const LUNAR_YEARS: std::ops::Range<u32> = 1200..1600;

/// A date and what stood beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day alone, as printed.
    pub(crate) day: PrintedDate,
    /// Time of day `hh:mm`.
    pub(crate) time: Option<String>,
    /// Whether a weekday was printed that the day does not fall on.
    pub(crate) is_weekday_wrong: bool,
    /// Whether both calendars were printed and name two days.
    pub(crate) is_at_odds: bool,
}

impl Stamp {
    /// The date of an article: all of `printed`, the day and the time.
    pub(crate) fn whole(self, printed: &str) -> PrintedDate {
        let iso = match self.time {
            Some(time) => format!("{}T{time}", self.day.iso),
            None => self.day.iso,
        };
        PrintedDate {
            printed: printed.to_owned(),
            calendar: self.day.calendar,
            iso,
        }
    }
}

/// The date that a page's or a file's metadata has: one that is printed as pages print theirs, or
/// ISO 8601, whose seconds and zone are left out.
pub(crate) fn of_metadata(printed: &str) -> Option<PrintedDate> {
    let printed = printed.trim();
    let shorter = || {
        let lengths = ["2023-09-18T14:20".len(), "2023-09-18".len()];
        // Behind other letters than these stands a calendar's name.
        let mut lengths = lengths.iter().filter(|_| printed.is_ascii());
        lengths.find_map(|&len| parse(printed.get(..len)?))
    };
    // «Aug. 17»
    let undotted = || parse(&printed.replace(". ", " "));
    let compact = || parse(&parted(printed)?);
    Some(
        parse(printed)
            .or_else(shorter)
            .or_else(undotted)
            .or_else(compact)?
            .whole(printed),
    )
}

/// The compact form of ISO 8601 with its signs: `20230918T142005Z` as `2023-09-18 14:20`.
fn parted(compact: &str) -> Option<String> {
    let (day, rest) = compact.split_at_checked("20230918".len())?;
    if !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let time = match rest.split_at_checked(1) {
        Some(("T" | "t" | " ", time)) => iso_time(time)?,
        Some(_) => return None,
        None => String::new(),
    };
    let (year, month, day) = (&day[..4], &day[4..6], &day[6..]);
    Some(format!("{year}-{month}-{day} {time}"))
}

/// A day of ISO 8601, or a day and a time behind `T` or a space; it is Gregorian whatever its year.
///
/// Seconds and zone are left out.
pub(crate) fn of_iso(printed: &str) -> Option<PrintedDate> {
    let text = printed.trim();
    let (day, time) = match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, Some(iso_time(time)?)),
        None => (text, None),
    };
    let stamp = Stamp {
        day: PrintedDate {
            printed: day.to_owned(),
            calendar: Calendar::Gregorian,
            iso: iso_day(day)?,
        },
        time,
        is_weekday_wrong: false,
        is_at_odds: false,
    };
    Some(stamp.whole(text))
}

/// `2023-09-18` or `20230918`, with hyphens.
fn iso_day(text: &str) -> Option<String> {
    let [year, month, day] = iso_numbers(text, '-', [4, 2, 2])?;
    let year = year.filter(|year| *year > 0)?;
    let (month, day) = (u8::try_from(month?).ok()?, u8::try_from(day?).ok()?);
    Date::try_new_iso(i32::try_from(year).ok()?, month, day).ok()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// `14:20`, `14:20:05.123Z`, `142005+0330`, as `14:20`.
fn iso_time(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','));
    let (time, zone) = text.split_at(end.unwrap_or(text.len()));
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let [hour, minute, second] = iso_numbers(time, ':', [2, 2, 2])?;
    let (hour, minute) = (hour?, minute.unwrap_or(0));
    let is_time = hour < 24 && minute < 60 && second.unwrap_or(0) <= 60;
    (is_time && is_number(fraction) && is_iso_zone(zone)).then(|| format!("{hour:02}:{minute:02}"))
}

/// Whether `text` is nothing, `Z` or an offset such as `+03:30`.
fn is_iso_zone(text: &str) -> bool {
    let zone = text.trim_start();
    let offset = zone.strip_prefix(['+', '-', '\u{2212}']);
    matches!(zone, "" | "Z" | "z" | "UTC" | "GMT")
        || offset.is_some_and(|offset| iso_numbers(offset, ':', [2, 2, 0]).is_some())
}

/// Numbers of as many digits as `widths` says, parted by `sign` or not parted; those at the end may be
/// missing.
fn iso_numbers(text: &str, sign: char, widths: [usize; 3]) -> Option<[Option<u32>; 3]> {
    let is_parted = text.contains(sign);
    let mut numbers = [None; 3];
    let mut rest = text;
    for (i, width) in widths.into_iter().enumerate() {
        if rest.is_empty() {
            break;
        }
        if i > 0 && is_parted {
            rest = rest.strip_prefix(sign)?;
        }
        let digits = rest.get(..width)?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        numbers[i] = Some(digits.parse().ok()?);
        rest = &rest[width..];
    }
    (rest.is_empty() && numbers[0].is_some()).then_some(numbers)
}

/// Reads `text` if it is a date, perhaps with weekday and time, and nothing else.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    // A longer line is a sentence.
    if text.len() > 160 || !text.contains(|c| letters::digit(c).is_some()) {
        return None;
    }
    let mut tokens = tokens(text)?;
    put_year_before_time(&mut tokens);
    let mut rest = tokens.as_slice();
    let mut days: Vec<(Day, usize, usize)> = Vec::new();
    let mut time: Option<(u32, u32)> = None;
    let mut weekday = None;
    while let Some(first) = rest.first() {
        if let Some((read, n)) = Day::read(rest) {
            days.push((read, first.start, rest[n - 1].end));
            rest = &rest[n..];
        } else if let Some(n) = lunar(rest) {
            rest = &rest[n..];
        } else if let Some((read, n)) = read_time(rest) {
            time = time.or(Some(read));
            rest = &rest[n..];
            rest = &rest[offset(rest)..];
        } else if let Some((read, n)) = look_up(rest, WEEKDAYS, |row| row.0) {
            weekday = weekday.or(Some(read.1));
            rest = &rest[n..];
        } else if let Some((_, n)) = look_up(rest, FILLERS, |word| word) {
            rest = &rest[n..];
        } else if matches!(first.kind, Kind::Sign(_)) {
            rest = &rest[1..];
        } else {
            return None;
        }
    }
    let (is_at_odds, (day, start, end)) = of_two_calendars(days)?;
    Some(Stamp {
        is_at_odds,
        is_weekday_wrong: weekday.is_some_and(|printed| printed != day.weekday),
        day: PrintedDate {
            printed: text[start..end].to_owned(),
            calendar: day.calendar,
            iso: day.iso,
        },
        time: time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
    })
}

/// Of the days of one line, which are one day in two calendars, the first; and whether they are two
/// days. Where years lie between them the Gregorian one counts, for the other is a lunar one.
fn of_two_calendars<T>(mut days: Vec<(Day, T, T)>) -> Option<(bool, (Day, T, T))> {
    let first = &days.first()?.0;
    let second = days
        .iter()
        .position(|(day, ..)| day.calendar != first.calendar);
    let is_at_odds = second.is_some_and(|second| days[second].0.iso != first.iso);
    let is_far = second.is_some_and(|second| days[second].0.year().abs_diff(first.year()) > 1);
    let counts = match second {
        Some(second) if is_far && first.calendar == Calendar::Persian => second,
        _ => 0,
    };
    Some((is_at_odds, days.swap_remove(counts)))
}

/// Whether `word` can open a date: a number or a weekday.
pub(crate) fn opens(word: &str) -> bool {
    word.starts_with(|c| letters::digit(c).is_some())
        || WEEKDAYS
            .iter()
            .any(|(name, _)| letters::strip_label(name, word).is_some())
}

#[derive(Debug)]
struct Token<'a> {
    start: usize,
    end: usize,
    kind: Kind<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    Number { value: u32, n_digits: usize },
    Word(&'a str),
    Sign(char),
}

/// Numbers, words and signs; `None` for a number too long to be part of a date.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let kind = if let Some(first) = letters::digit(c) {
            let (mut value, mut n_digits) = (u32::from(first), 1);
            while let Some(more) = chars.peek().and_then(|&(_, c)| letters::digit(c)) {
                value = value.checked_mul(10)?.checked_add(u32::from(more))?;
                n_digits += 1;
                end = chars.next().map_or(end, |(at, c)| at + c.len_utf8());
            }
            Kind::Number { value, n_digits }
        } else if is_word(c) {
            while chars.peek().is_some_and(|&(_, c)| is_word(c)) {
                end = chars.next().map_or(end, |(at, c)| at + c.len_utf8());
            }
            Kind::Word(&text[start..end])
        } else if c.is_whitespace() || letters::is_invisible(c) {
            continue;
        } else {
            Kind::Sign(c)
        };
        tokens.push(Token { start, end, kind });
    }
    Some(tokens)
}

/// Whether `c` belongs to a word; a zero-width non-joiner does, a digit does not.
fn is_word(c: char) -> bool {
    (c.is_alphabetic() || c == '\u{200c}' || letters::fold(c).is_none())
        && letters::digit(c).is_none()
}

/// A day of one of the two calendars.
struct Day {
    calendar: Calendar,
    iso: String,
    weekday: Weekday,
}

impl Day {
    /// A day that exists, or `None`.
    fn new(calendar: Calendar, year: u32, month: u32, day: u32) -> Option<Day> {
        let year = i32::try_from(year).ok()?;
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let date = match calendar {
            Calendar::Gregorian if (1700..2200).contains(&year) => {
                Date::try_new_iso(year, month, day).ok()?
            }
            Calendar::Persian if (1200..1600).contains(&year) => {
                Date::try_new_persian(year, month, day)
                    .ok()?
                    .to_calendar(Iso)
            }
            _ => return None,
        };
        let (year, month, day) = (
            date.year().extended_year(),
            date.month().ordinal,
            date.day_of_month().0,
        );
        Some(Day {
            calendar,
            iso: format!("{year:04}-{month:02}-{day:02}"),
            weekday: date.weekday(),
        })
    }

    /// The Gregorian year.
    fn year(&self) -> u32 {
        self.iso[..4].parse().unwrap_or(0)
    }

    /// The day at the start of `tokens` and how many of them it took.
    fn read(tokens: &[Token<'_>]) -> Option<(Day, usize)> {
        Day::read_numbers(tokens)
            .or_else(|| Day::read_day_month_year(tokens))
            .or_else(|| Day::read_month_day_year(tokens))
    }

    /// `1401/12/04`, `2023-09-18`, `18/9/2023`, and `9/18/2023` where no other reading exists.
    fn read_numbers(tokens: &[Token<'_>]) -> Option<(Day, usize)> {
        let [a, s1, b, s2, c, ..] = tokens else {
            return None;
        };
        let (Kind::Sign(sign @ ('/' | '-' | '.')), true) = (s1.kind, s1.kind == s2.kind) else {
            return None;
        };
        // A dash with space around it parts a date from what follows.
        if sign == '-' && (a.end != s1.start || b.end != s2.start) {
            return None;
        }
        let (a, n) = number(a)?;
        let (b, _) = number(b)?;
        let (c, n_last) = number(c)?;
        let (year, month, day) = match (n, n_last) {
            (4, 1 | 2) => (a, b, c),
            (1 | 2, 4) => (c, b, a),
            _ => return None,
        };
        if year >= FIRST_GREGORIAN_YEAR {
            let american = || Day::new(Calendar::Gregorian, year, day, month).filter(|_| n < 4);
            let day = Day::new(Calendar::Gregorian, year, month, day).or_else(american)?;
            return Some((day, 5));
        }
        let is_lunar = match era(&tokens[5..]) {
            Some(era) => era == Era::Lunar,
            None => year > LAST_PERSIAN_YEAR,
        };
        let day = Day::new(Calendar::Persian, year, month, day).filter(|_| !is_lunar)?;
        Some((day, 5))
    }

    /// `15 بهمن 1400`, `18th, September 2023`, `18 أكتوبر/ تشرين الأول من عام 2024`.
    fn read_day_month_year(tokens: &[Token<'_>]) -> Option<(Day, usize)> {
        let (day, 1 | 2) = number(tokens.first()?)? else {
            return None;
        };
        let mut n = 1 + skip(&tokens[1..], &["st", "nd", "rd", "th", "من", "of"]);
        let (&(_, calendar, month), words) = month(&tokens[n..])?;
        n += words;
        if is_sign(tokens.get(n), '/') || is_sign(tokens.get(n), '(') {
            let (_, words) = self::month(&tokens[n + 1..]).filter(|(row, _)| row.2 == month)?;
            n += 1 + words;
            n += usize::from(is_sign(tokens.get(n), ')'));
        }
        n += skip(
            &tokens[n..],
            &["من", "عام", "لعام", "سنة", "سال", "ماه", "شهر", "of"],
        );
        let (year, 4) = number(tokens.get(n)?)? else {
            return None;
        };
        Some((Day::new(calendar, year, month, day)?, n + 1))
    }

    /// `September 18, 2023`.
    fn read_month_day_year(tokens: &[Token<'_>]) -> Option<(Day, usize)> {
        let (&(_, calendar, month), mut n) = month(tokens)?;
        let (day, 1 | 2) = number(tokens.get(n)?)? else {
            return None;
        };
        n += 1;
        n += skip(&tokens[n..], &["st", "nd", "rd", "th"]);
        let (year, 4) = number(tokens.get(n)?)? else {
            return None;
        };
        Some((Day::new(calendar, year, month, day)?, n + 1))
    }
}

/// The value and the count of digits of a number.
fn number(token: &Token<'_>) -> Option<(u32, usize)> {
    match token.kind {
        Kind::Number { value, n_digits } => Some((value, n_digits)),
        _ => None,
    }
}

fn is_sign(token: Option<&Token<'_>>, sign: char) -> bool {
    token.is_some_and(|token| token.kind == Kind::Sign(sign))
}

/// How many of the first tokens are commas, full stops or one of `words`.
fn skip(tokens: &[Token<'_>], words: &[&str]) -> usize {
    tokens
        .iter()
        .take_while(|token| match token.kind {
            Kind::Sign(sign) => matches!(sign, ',' | '،' | '.'),
            Kind::Word(word) => words.iter().any(|known| letters::same(word, known)),
            Kind::Number { .. } => false,
        })
        .count()
}

/// The row of `table` that one or two words at the start of `tokens` name, the longer first.
fn look_up<'t, T>(
    tokens: &[Token<'_>],
    table: &'t [T],
    name: impl Fn(&T) -> &str,
) -> Option<(&'t T, usize)> {
    let Kind::Word(first) = tokens.first()?.kind else {
        return None;
    };
    let find = |words: &str| table.iter().find(|row| letters::same(words, name(row)));
    if let Some(Kind::Word(second)) = tokens.get(1).map(|token| token.kind)
        && let Some(row) = find(&format!("{first}{second}"))
    {
        return Some((row, 2));
    }
    find(first).map(|row| (row, 1))
}

fn month(tokens: &[Token<'_>]) -> Option<(&'static (&'static str, Calendar, u32), usize)> {
    look_up(tokens, MONTHS, |row| row.0).or_else(|| {
        // «اسفندماه» in one word.
        let Kind::Word(word) = tokens.first()?.kind else {
            return None;
        };
        let name = letters::trim(word.strip_suffix("ماه")?);
        MONTHS
            .iter()
            .find(|row| letters::same(name, row.0))
            .map(|row| (row, 1))
    })
}

/// Which of the years since the Hijra a date counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Era {
    Solar,
    Lunar,
}

/// The era that the words behind a date name: `هـ`, `ه.ق`, `هجری شمسی`. The Hijra alone is lunar.
fn era(tokens: &[Token<'_>]) -> Option<Era> {
    let mut era = None;
    for token in tokens {
        let name = match token.kind {
            Kind::Word(_) => look_up(std::slice::from_ref(token), ERAS, |row| row.0),
            Kind::Sign('.' | '(') => continue,
            _ => None,
        };
        match name {
            Some((&(_, Some(named)), _)) => return Some(named),
            Some(_) => era = Some(Era::Lunar),
            None => break,
        }
    }
    era
}

/// The length of a lunar date, which no document field holds.
fn lunar(tokens: &[Token<'_>]) -> Option<usize> {
    let (_, n_digits) = number(tokens.first()?)?;
    if let [_, s1, month, s2, last, rest @ ..] = tokens
        && matches!(s1.kind, Kind::Sign('/' | '-' | '.'))
        && s1.kind == s2.kind
    {
        let year = if n_digits == 4 { &tokens[0] } else { last };
        let (year, month) = (number(year)?.0, number(month)?.0);
        let is_lunar = era(rest) == Some(Era::Lunar) || year > LAST_PERSIAN_YEAR;
        return (is_lunar && LUNAR_YEARS.contains(&year) && month <= 12).then_some(5);
    }
    let (_, words) = look_up(&tokens[1..], LUNAR_MONTHS, |name| name)?;
    let (year, _) = number(tokens.get(1 + words)?)?;
    LUNAR_YEARS.contains(&year).then_some(2 + words)
}

/// Brings `Dec 3 10:20:00 2024`, as the clocks of computers print it, into the order of other dates.
fn put_year_before_time(tokens: &mut [Token<'_>]) {
    let found = (0..tokens.len()).find_map(|start| {
        let (_, words) = month(&tokens[start..])?;
        let time = start + words + 1;
        let (_, 1 | 2) = number(tokens.get(time - 1)?)? else {
            return None;
        };
        let (_, n) = read_time(&tokens[time..])?;
        let zone = look_up(&tokens[time + n..], FILLERS, |word| word);
        let year = time + n + zone.map_or(0, |(_, words)| words);
        matches!(number(tokens.get(year)?), Some((_, 4))).then_some(time..=year)
    });
    if let Some(range) = found {
        tokens[range].rotate_right(1);
    }
}

/// The time `hh:mm` or `hh:mm:ss`, with its part of the day; with that the hour alone is one, too.
fn read_time(tokens: &[Token<'_>]) -> Option<((u32, u32), usize)> {
    let (hour, 1 | 2) = number(tokens.first()?)? else {
        return None;
    };
    let minute = match tokens {
        [_, colon, minute, ..] if colon.kind == Kind::Sign(':') => match number(minute)? {
            (minute, 2) => Some(minute),
            _ => return None,
        },
        _ => None,
    };
    let mut n = if minute.is_some() { 3 } else { 1 };
    if minute.is_some()
        && is_sign(tokens.get(n), ':')
        && tokens.get(n + 1).and_then(number).is_some()
    {
        n += 2;
    }
    let part = part_of_day(&tokens[n..]);
    n += part.map_or(0, |(_, n)| n);
    let hour = match part.map(|(part, _)| part) {
        Some(PartOfDay::Morning | PartOfDay::Night) if hour == 12 => 0,
        Some(PartOfDay::Afternoon) if hour < 12 => hour + 12,
        Some(PartOfDay::Noon) if hour < 6 => hour + 12,
        Some(PartOfDay::Night) if (6..12).contains(&hour) => hour + 12,
        _ => hour,
    };
    let is_time = hour < 24 && minute.unwrap_or(0) < 60 && (minute.is_some() || part.is_some());
    is_time.then_some(((hour, minute.unwrap_or(0)), n))
}

/// The part of the day that the first tokens name, and how many they are: `pm`, `ب.ظ`, `بعد از ظهر`.
fn part_of_day(tokens: &[Token<'_>]) -> Option<(PartOfDay, usize)> {
    const MAX_WORDS: usize = 3;
    let mut name = String::new();
    let mut n_words = 0;
    let mut found = None;
    for (n, token) in (1..).zip(tokens) {
        match token.kind {
            Kind::Word(word) if n_words < MAX_WORDS => {
                name.push_str(word);
                n_words += 1;
            }
            Kind::Sign('.') if n_words > 0 => continue,
            _ => break,
        }
        let row = PARTS_OF_DAY.iter().find(|row| letters::same(&name, row.0));
        found = row.map(|row| (row.1, n)).or(found);
    }
    found
}

/// The length of an offset from Greenwich behind a time: `+0330`, `GMT+0330`.
fn offset(tokens: &[Token<'_>]) -> usize {
    let name = look_up(tokens, &["gmt", "utc"], |word| word).map_or(0, |(_, words)| words);
    match &tokens[name..] {
        [sign, hours, rest @ ..]
            if matches!(sign.kind, Kind::Sign('+' | '-'))
                && sign.end == hours.start
                && matches!(number(hours), Some((0..=1400, 4)))
                && !matches!(rest.first(), Some(sign) if matches!(sign.kind, Kind::Sign('/' | '-' | '.'))) =>
        {
            name + 2
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Calendar::{Gregorian as G, Persian as P};

    #[test]
    fn reads_printed_dates() {
        for (text, calendar, iso, time) in [
            ("جمعه 15 بهمن 1400 - 02:33", P, "2022-02-04", Some("02:33")),
            ("18th, September 2023 GMT", G, "2023-09-18", None),
            ("۱۴۰۱/۱۲/۰۴", P, "2023-02-23", None),
            ("۰۲:۴۱ - ۱۴۰۱/۱۲/۰۴", P, "2023-02-23", Some("02:41")),
            ("1401-12-04", P, "2023-02-23", None),
            ("04/12/1401", P, "2023-02-23", None),
            ("٢٠٢٣/٩/١٨", G, "2023-09-18", None),
            ("18/9/2023", G, "2023-09-18", None),
            ("9/18/2023", G, "2023-09-18", None),
            ("2023-09-18T14:20:05+03:30", G, "2023-09-18", Some("14:20")),
            (
                "الاثنين 18 سبتمبر 2023 - 2:20 مساءً",
                G,
                "2023-09-18",
                Some("14:20"),
            ),
            ("18 أكتوبر/ تشرين الأول من عام 2024", G, "2024-10-18", None),
            (
                "٢٠ أيلول ٢٠٢٣، الساعة ١٢:٠٥ ص",
                G,
                "2023-09-20",
                Some("00:05"),
            ),
            (
                "3 ربيع الأول 1445هـ الموافق 18 سبتمبر 2023م",
                G,
                "2023-09-18",
                None,
            ),
            (
                "سه\u{200c}شنبه ۲ اسفند ۱۴۰۱ ساعت ۱۷:۲۳",
                P,
                "2023-02-21",
                Some("17:23"),
            ),
            ("۳۰ اسفند ۱۳۹۹", P, "2021-03-20", None),
            ("چهارشنبه، 3 اسفند\u{200c}ماه 1401", P, "2023-02-22", None),
            ("Monday, September 18, 2023", G, "2023-09-18", None),
            ("3 اسفند 1401 - 22 فوریه 2023", P, "2023-02-22", None),
        ] {
            let stamp = parse(text).unwrap_or_else(|| panic!("no date in {text}"));
            assert_eq!(
                (
                    stamp.day.calendar,
                    stamp.day.iso.as_str(),
                    stamp.time.as_deref()
                ),
                (calendar, iso, time),
                "{text}"
            );
            assert!(!stamp.is_weekday_wrong && !stamp.is_at_odds, "{text}");
        }
    }

    #[test]
    fn months_of_other_lands_are_read() {
        for (text, calendar, iso) in [
            ("12 كانون ثاني 2024", G, "2024-01-12"),
            ("3 تشرين أول 2023", G, "2023-10-03"),
            ("3 تشرين ثاني 2023", G, "2023-11-03"),
            ("3 كانون أول 2023", G, "2023-12-03"),
            ("3 جنوری 2024", G, "2024-01-03"),
            ("۳ دسمبر ۲۰۲۴", G, "2024-12-03"),
            ("۳ جولائی ۲۰۲۴", G, "2024-07-03"),
            ("۳ سپټمبر ۲۰۲۴", G, "2024-09-03"),
            ("۱۲ قوس ۱۴۰۳", P, "2024-12-02"),
            ("۱ حمل ۱۴۰۳", P, "2024-03-20"),
            ("Tue Dec 3 10:20:00 2024", G, "2024-12-03"),
            ("Tue Dec  3 10:20:00 UTC 2024", G, "2024-12-03"),
            ("Tue Dec 03 2024 10:20:00 GMT+0330", G, "2024-12-03"),
            ("Tue, 3 Dec 2024 10:20:00 +0330", G, "2024-12-03"),
            ("10:20 -1403/09/13", P, "2024-12-03"),
        ] {
            let stamp = parse(text).unwrap_or_else(|| panic!("no date in {text}"));
            let read = (stamp.day.calendar, stamp.day.iso.as_str());
            assert_eq!(read, (calendar, iso), "{text}");
            assert!(!stamp.is_weekday_wrong && !stamp.is_at_odds, "{text}");
        }
        for text in ["۱۲ قوس", "اسد ۱۴۰۳", "سرطان 3 2024", "۵ میزان ۲۰"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn parts_of_the_day_tell_the_hour() {
        for (text, time) in [
            ("۱۲:۳۰ ظهر", "12:30"),
            ("۱:۳۰ ظهر", "13:30"),
            ("۱۱:۳۰ ظهر", "11:30"),
            ("۰۲:۳۰ بامداد", "02:30"),
            ("۱۲:۳۰ بامداد", "00:30"),
            ("۷:۳۰ صبح", "07:30"),
            ("۵:۳۰ عصر", "17:30"),
            ("۵:۳۰ بعدازظهر", "17:30"),
            ("۵:۳۰ بعد از ظهر", "17:30"),
            ("۵:۳۰ ب.ظ", "17:30"),
            ("۵:۳۰ ق.ظ.", "05:30"),
            ("۱۷:۳۰ عصر", "17:30"),
            ("۹:۳۰ شب", "21:30"),
            ("۱۲:۳۰ شب", "00:30"),
            ("۲:۳۰ شب", "02:30"),
            ("١:٣٠ ظهراً", "13:30"),
            ("١:٣٠ صباحاً", "01:30"),
            ("١:٣٠ مساءً", "13:30"),
            ("١١:٣٠ ليلاً", "23:30"),
            ("5:30 p.m.", "17:30"),
            ("۱۰ صبح", "10:00"),
        ] {
            let stamp = parse(&format!("۱۲ آذر ۱۴۰۳ ساعت {text}"));
            let stamp = stamp.unwrap_or_else(|| panic!("no date before {text}"));
            let read = (stamp.day.iso.as_str(), stamp.time.as_deref());
            assert_eq!(read, ("2024-12-02", Some(time)), "{text}");
        }
    }

    #[test]
    fn lunar_dates_in_digits_are_read_over() {
        for text in [
            "1445/03/03هـ",
            "١٤٤٦/٠٦/٠١",
            "03/03/1445",
            "1425-03-03",
            "1402/06/27 ه.ق",
            "۱۴۰۲/۰۶/۲۷ هجری قمری",
            "1402/06/27 هجرية",
            "1415/03/30 (هـ)",
        ] {
            assert_eq!(parse(text), None, "{text}");
            assert_eq!(of_metadata(text), None, "{text}");
        }
        for (text, calendar, iso) in [
            ("الاثنين 1445/3/3 هـ - الموافق 2023/9/18 م", G, "2023-09-18"),
            ("1445/09/12هـ الموافق 2024/03/22م", G, "2024-03-22"),
            ("2024/03/22م الموافق 1445/09/12هـ", G, "2024-03-22"),
            ("30/02/1445هـ 15/09/2023م", G, "2023-09-15"),
            ("۱۴۰۲/۰۶/۲۷ ه.ش", P, "2023-09-18"),
            ("۱۴۰۲/۰۶/۲۷ هـ ش", P, "2023-09-18"),
            ("۱۴۰۲/۰۶/۲۷ هجری شمسی", P, "2023-09-18"),
            ("۱۴۰۲/۰۶/۲۷ برابر با ۲۰۲۳/۰۹/۱۸", P, "2023-09-18"),
            ("۱۴۰۲/۰۶/۲۷ - ۳ ربیع الاول ۱۴۴۵ ه.ق", P, "2023-09-18"),
        ] {
            let stamp = parse(text).unwrap_or_else(|| panic!("no date in {text}"));
            let read = (stamp.day.calendar, stamp.day.iso.as_str());
            assert_eq!(read, (calendar, iso), "{text}");
            assert!(!stamp.is_weekday_wrong && !stamp.is_at_odds, "{text}");
        }
    }

    #[test]
    fn two_calendars_name_one_day() {
        for (text, calendar, iso) in [
            ("3 اسفند 1401 - 23 فوریه 2023", P, "2023-02-22"),
            ("1410/03/03 الموافق 1989/10/03", G, "1989-10-03"),
        ] {
            let stamp = parse(text).unwrap_or_else(|| panic!("no date in {text}"));
            let read = (stamp.day.calendar, stamp.day.iso.as_str());
            assert_eq!(read, (calendar, iso), "{text}");
            assert!(stamp.is_at_odds, "{text}");
        }
    }

    #[test]
    fn every_writing_of_iso_8601_is_read() {
        for (text, iso) in [
            ("2024-12-03", "2024-12-03"),
            ("20241203", "2024-12-03"),
            ("1650-05-01", "1650-05-01"),
            ("0950-05-01", "0950-05-01"),
            ("2024-12-03T10:00", "2024-12-03T10:00"),
            ("2024-12-03T10", "2024-12-03T10:00"),
            ("2024-12-03T10:00:00Z", "2024-12-03T10:00"),
            ("2024-12-03T10:00:00.000Z", "2024-12-03T10:00"),
            ("2024-12-03T10:00:00,5z", "2024-12-03T10:00"),
            ("2024-12-03t10:00:00.123456+00:00", "2024-12-03T10:00"),
            ("2024-12-03T10:00:00+0330", "2024-12-03T10:00"),
            ("2024-12-03T10:00-05", "2024-12-03T10:00"),
            ("20241203T100000Z", "2024-12-03T10:00"),
            (" 2024-12-03 10:00:00.123456 ", "2024-12-03T10:00"),
            ("2024-12-03 10:00:00 +0330", "2024-12-03T10:00"),
            ("2024-12-03 10:00:00 UTC", "2024-12-03T10:00"),
        ] {
            let read = of_iso(text).unwrap_or_else(|| panic!("no date in {text}"));
            let read = (read.calendar, read.iso.as_str());
            assert_eq!(read, (G, iso), "{text}");
        }
        for text in [
            "",
            "2024",
            "2024-12",
            "2024-13-03",
            "2024-02-30",
            "0000-01-01",
            "2024-1203",
            "2024-12-03T",
            "2024-12-03T25:00",
            "2024-12-03T10:00:00.",
            "2024-12-03T10:00:00+",
            "2024-12-03T10:00:00X",
            "2024-12-03-04",
            "۲۰۲۴-۱۲-۰۳",
            "2024/12/03",
        ] {
            assert_eq!(of_iso(text), None, "{text}");
        }
    }

    #[test]
    fn metadata_may_have_the_compact_form() {
        for (text, calendar, iso) in [
            ("20130719", G, "2013-07-19"),
            (" 20130719 ", G, "2013-07-19"),
            ("20130719T102030Z", G, "2013-07-19T10:20"),
            ("20130719T1020+0330", G, "2013-07-19T10:20"),
            ("20130719 10:20:30", G, "2013-07-19T10:20"),
            ("14020627", P, "2023-09-18"),
            ("14020231", P, "2023-05-21"),
        ] {
            let read = of_metadata(text).unwrap_or_else(|| panic!("no date in {text}"));
            assert_eq!(
                (read.calendar, read.iso.as_str()),
                (calendar, iso),
                "{text}"
            );
            assert_eq!(read.printed, text.trim());
        }
        for text in [
            "20131319",
            "14450303",
            "2013071",
            "201307191",
            "20130719Z",
            "20130719T",
            "20130719T2561",
            "1374229200",
            "2013071\u{6f9}",
        ] {
            assert_eq!(of_metadata(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_whole_date() {
        for text in [
            "",
            "31 مارس",
            "15 بهمن",
            "۳۰ اسفند ۱۴۰۰",
            "31/31/2023",
            "2023",
            "18 سبتمبر وحتى 21 سبتمبر 2023",
            "15 بهمن 2022",
            "18 September 1402",
            "در ۱۵ بهمن ۱۴۰۰ رئیس جمهور گفت",
            "99999999999999/1/1",
            "25:61",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn keeps_the_day_under_a_wrong_weekday() {
        let stamp = parse("شنبه 15 بهمن 1400").unwrap();
        assert!(stamp.is_weekday_wrong);
        assert_eq!(stamp.day.iso, "2022-02-04");
        assert_eq!(stamp.day.printed, "15 بهمن 1400");
    }
}
