//! Calendar arithmetic: Gregorian and Solar Hijri days and the weekday of each.
//!
//! Integers in, integers out. Reading dates out of text and the keys they are searched by are
//! `date`'s.
//!
//! Solar Hijri years follow the 33-year rule of leap years, which agrees with the astronomical
//! calendar of Iran for the years 1178–1501 (the range that ICU4X tested it for); outside of them
//! a day may be off by one.

use crate::document::Calendar;

/// A day as its calendar writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year of the calendar's own era.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

impl Day {
    /// The Gregorian day that an ISO 8601 date begins with (`2022-02-04`, `2022-02-04T02:33`).
    #[must_use]
    pub fn from_iso(iso: &str) -> Option<Day> {
        let digits = |range: std::ops::Range<usize>| {
            let text = iso.get(range)?;
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number {
                text.parse::<u16>().ok()
            } else {
                None
            }
        };
        if iso.get(4..5) != Some("-") || iso.get(7..8) != Some("-") {
            return None;
        }
        let day = Day {
            year: i32::from(digits(0..4)?),
            month: u8::try_from(digits(5..7)?).ok()?,
            day: u8::try_from(digits(8..10)?).ok()?,
        };
        day.is_valid(Calendar::Gregorian).then_some(day)
    }

    /// Whether a calendar has this day.
    #[must_use]
    pub fn is_valid(self, calendar: Calendar) -> bool {
        (1..=9999).contains(&self.year)
            && (1..=days_in_month(calendar, self.year, self.month)).contains(&self.day)
    }

    /// The Solar Hijri day that this Gregorian day is.
    #[must_use]
    pub fn to_persian(self) -> Day {
        let number = gregorian_number(self);
        let mut year = self.year - 621;
        if number < persian_new_year(year) {
            year -= 1;
        }
        let index = number - persian_new_year(year);
        // Six months of 31 days, then months of 30.
        let (month, day) = match index {
            0..186 => (index / 31, index % 31),
            _ => ((index - 6) / 30, (index - 6) % 30),
        };
        Day {
            year,
            month: (month + 1) as u8,
            day: (day + 1) as u8,
        }
    }

    /// The Gregorian day that this Solar Hijri day is; none where the calendar has no such day.
    #[must_use]
    pub fn from_persian(self) -> Option<Day> {
        if !self.is_valid(Calendar::Persian) {
            return None;
        }
        let months = i32::from(self.month) - 1;
        let index = 30 * months + months.min(6) + i32::from(self.day) - 1;
        Some(gregorian_day(persian_new_year(self.year) + index))
    }

    /// The weekday of this Gregorian day as ISO 8601 counts: 1 is Monday, 7 is Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1 January of the year 1 was a Monday, and has number 1.
        ((gregorian_number(self) - 1).rem_euclid(7) + 1) as u8
    }
}

/// How many days a month has; 0 where there is no such month.
#[must_use]
pub fn days_in_month(calendar: Calendar, year: i32, month: u8) -> u8 {
    match (calendar, month) {
        (Calendar::Gregorian, 2) => 28 + u8::from(is_gregorian_leap(year)),
        (Calendar::Gregorian, 4 | 6 | 9 | 11) => 30,
        (Calendar::Gregorian, 1..=12) => 31,
        (Calendar::Persian, 1..=6) => 31,
        (Calendar::Persian, 7..=11) => 30,
        (Calendar::Persian, 12) => {
            let days = persian_new_year(year + 1) - persian_new_year(year);
            (days - 336) as u8
        }
        _ => 0,
    }
}

/// A day as a number that orders as days do: 20230918.
pub(crate) fn number_of(day: Day) -> u32 {
    let year = u32::try_from(day.year).unwrap_or(0);
    (year * 100 + u32::from(day.month)) * 100 + u32::from(day.day)
}

/// `2023-09-18…` as 20230918; what is missing is 0.
pub(crate) fn number_of_iso(iso: &str) -> u32 {
    let mut parts = iso
        .split(['-', 'T'])
        .map(|part| part.parse().unwrap_or(0u32));
    let mut next = || parts.next().unwrap_or(0);
    next() * 10_000 + next() * 100 + next()
}

fn is_gregorian_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days since 31 December of the year 0.
fn gregorian_number(day: Day) -> i32 {
    let before = day.year - 1;
    let month = i32::from(day.month);
    // The days before a month, as if February had 30.
    let mut in_year = (367 * month - 362) / 12;
    if month > 2 {
        in_year -= if is_gregorian_leap(day.year) { 1 } else { 2 };
    }
    365 * before + before.div_euclid(4) - before.div_euclid(100)
        + before.div_euclid(400)
        + in_year
        + i32::from(day.day)
}

fn gregorian_day(number: i32) -> Day {
    let first_of = |year, month| {
        gregorian_number(Day {
            year,
            month,
            day: 1,
        })
    };
    let mut year = number / 366 + 1;
    while first_of(year + 1, 1) <= number {
        year += 1;
    }
    let mut month = 1;
    while month < 12 && first_of(year, month + 1) <= number {
        month += 1;
    }
    let day = (number - first_of(year, month) + 1) as u8;
    Day { year, month, day }
}

/// The number of 1 Farvardin: the 33-year cycle with 8 leap years (Calendrical Calculations, ch. 15).
fn persian_new_year(year: i32) -> i32 {
    226_895 + 365 * (year - 1) + (8 * year + 21).div_euclid(33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_calendar::types::Month;
    use icu_calendar::{Date, cal};

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn known_days() {
        for (persian, gregorian, weekday) in [
            (day(1400, 11, 15), day(2022, 2, 4), 5),
            (day(1402, 6, 27), day(2023, 9, 18), 1),
            (day(1401, 12, 4), day(2023, 2, 23), 4),
            (day(1357, 11, 22), day(1979, 2, 11), 7),
            (day(1399, 12, 30), day(2021, 3, 20), 6),
            (day(1403, 1, 1), day(2024, 3, 20), 3),
        ] {
            assert_eq!(persian.from_persian(), Some(gregorian));
            assert_eq!(gregorian.to_persian(), persian);
            assert_eq!(gregorian.weekday(), weekday, "{gregorian:?}");
        }
    }

    #[test]
    fn every_day_agrees_with_icu() {
        let mut n_days = 0;
        for year in 1250..1500 {
            for month in 1..=12 {
                for number in 1..=days_in_month(Calendar::Persian, year, month) {
                    let ours = day(year, month, number);
                    let month = Month::new(month);
                    let theirs = Date::try_new(year.into(), month, number, cal::Persian).unwrap();
                    let iso = theirs.to_calendar(cal::Iso);
                    let gregorian = ours.from_persian().unwrap();
                    assert_eq!(gregorian.year, iso.year().extended_year());
                    assert_eq!(gregorian.month, iso.month().ordinal);
                    assert_eq!(gregorian.day, iso.day_of_month().0);
                    assert_eq!(gregorian.weekday(), iso.weekday() as u8);
                    assert_eq!(gregorian.to_persian(), ours);
                    n_days += 1;
                }
            }
        }
        // Nothing was left out: leap years have their 366th day.
        assert_eq!(n_days, persian_new_year(1500) - persian_new_year(1250));
    }

    #[test]
    fn days_that_do_not_exist() {
        for (calendar, wrong) in [
            (Calendar::Gregorian, day(2023, 2, 29)),
            (Calendar::Gregorian, day(2023, 13, 1)),
            (Calendar::Gregorian, day(2023, 0, 1)),
            (Calendar::Gregorian, day(2023, 4, 31)),
            (Calendar::Persian, day(1402, 7, 31)),
            (Calendar::Persian, day(1402, 12, 30)),
            (Calendar::Persian, day(1402, 1, 0)),
        ] {
            assert!(!wrong.is_valid(calendar), "{wrong:?}");
        }
        assert_eq!(day(1402, 12, 30).from_persian(), None);
        assert!(day(1403, 12, 30).is_valid(Calendar::Persian));
        assert!(day(2024, 2, 29).is_valid(Calendar::Gregorian));
    }

    #[test]
    fn iso_dates() {
        let check = |iso, expected| assert_eq!(Day::from_iso(iso), expected, "{iso}");
        check("2022-02-04", Some(day(2022, 2, 4)));
        check("2022-02-04T02:33", Some(day(2022, 2, 4)));
        for wrong in [
            "",
            "2022",
            "2022-02",
            "2022-02-30",
            "2022/02/04",
            "20220204",
            "+022-02-04",
        ] {
            check(wrong, None);
        }
    }
}
