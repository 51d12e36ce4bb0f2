//! What was dated, and the keys under which a date of a document answers the date of a query.
//!
//! | key | a date within | made of |
//! |---|---|---|
//! | `2022-02-04` | a day, always Gregorian | days |
//! | `2022-02` `1400-11` | a month of a year | days, months of years |
//! | `2022` `1400` | a year | all that has a year |
//! | `--02-04` `p--11-15` | a day of any year, Gregorian or Solar Hijri | days, days without a year |
//! | `--02` `p--11` | a month that a text names | what names one, in its own calendar |

use crate::calendar::{Day, days_in_month};
use crate::document::Calendar;

/// A day, a month or a year, with or without what is larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateSpan {
    pub(crate) calendar: Calendar,
    pub(crate) year: Option<u16>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
}

/// The keys of a publication date.
///
/// Its month alone is not among them: a month without a year asks for a mention, and every article
/// is published in some month.
pub(crate) fn publication_keys(day: Day, mut push: impl FnMut(&str)) {
    if day.is_valid(Calendar::Gregorian) {
        push_day_keys(day, &mut push);
    }
}

impl DateSpan {
    /// The keys of a date in a text.
    pub(crate) fn index_keys(&self, mut push: impl FnMut(&str)) {
        let DateSpan {
            calendar,
            year,
            month,
            day,
        } = *self;
        if let Some(day) = self.gregorian_day() {
            push_day_keys(day, &mut push);
        } else {
            if year.is_some() {
                push(&key(calendar, year, None, None));
            }
            if year.is_some() && month.is_some() {
                push(&key(calendar, year, month, None));
            }
            if day.is_some() {
                push(&key(calendar, None, month, day));
            }
        }
        if month.is_some() {
            push(&key(calendar, None, month, None));
        }
    }

    /// The key that a document must have to answer this date.
    pub(crate) fn query_key(&self) -> String {
        match self.gregorian_day() {
            Some(day) => day_key(day),
            None => key(self.calendar, self.year, self.month, self.day),
        }
    }

    /// Whether this date of a text answers a query's key.
    pub(crate) fn has_key(&self, key: &str) -> bool {
        let mut found = false;
        self.index_keys(|own| found |= own == key);
        found
    }

    pub(super) fn of(
        calendar: Calendar,
        year: Option<u16>,
        month: Option<u8>,
        day: Option<u8>,
    ) -> DateSpan {
        DateSpan {
            calendar,
            year,
            month,
            day,
        }
    }

    fn gregorian_day(&self) -> Option<Day> {
        let day = Day {
            year: self.year?.into(),
            month: self.month?,
            day: self.day?,
        };
        match self.calendar {
            Calendar::Gregorian => Some(day),
            Calendar::Persian => day.from_persian(),
        }
    }

    /// The span itself where its calendar has such a day.
    pub(super) fn checked(self) -> Option<DateSpan> {
        // A day without a year may be one of a leap year.
        let leap_year = match self.calendar {
            Calendar::Gregorian => 2000,
            Calendar::Persian => 1403,
        };
        let year = self.year.map_or(leap_year, i32::from);
        let month = self.month.unwrap_or(1);
        let days = 1..=days_in_month(self.calendar, year, month);
        days.contains(&self.day.unwrap_or(1)).then_some(self)
    }
}

fn push_day_keys(gregorian: Day, push: &mut impl FnMut(&str)) {
    push(&day_key(gregorian));
    for (calendar, day) in [
        (Calendar::Gregorian, gregorian),
        (Calendar::Persian, gregorian.to_persian()),
    ] {
        let (month, day_of_month) = (Some(day.month), Some(day.day));
        push(&key(calendar, None, month, day_of_month));
        // Solar Hijri years begin in 622.
        if let Ok(year @ 1..) = u16::try_from(day.year) {
            push(&key(calendar, Some(year), month, None));
            push(&key(calendar, Some(year), None, None));
        }
    }
}

fn day_key(day: Day) -> String {
    let year = u16::try_from(day.year).ok();
    key(Calendar::Gregorian, year, Some(day.month), Some(day.day))
}

fn key(calendar: Calendar, year: Option<u16>, month: Option<u8>, day: Option<u8>) -> String {
    let mut key = String::with_capacity(12);
    match year {
        Some(year) => push_two_digits(&mut key, year / 100),
        None if calendar == Calendar::Persian => key.push_str("p-"),
        None => key.push('-'),
    }
    if let Some(year) = year {
        push_two_digits(&mut key, year % 100);
    }
    for part in [month, day].into_iter().flatten() {
        key.push('-');
        push_two_digits(&mut key, part.into());
    }
    key
}

fn push_two_digits(key: &mut String, number: u16) {
    for digit in [number / 10 % 10, number % 10] {
        key.push(char::from(b'0' + digit as u8));
    }
}
