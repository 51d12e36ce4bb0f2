//! The documents that an answer may hold, by language, source and day of publication.

use crate::index::{Columns, Index};
use crate::search::SearchOptions;
use crate::writer::number_of_day;

/// The documents that an answer may hold.
#[derive(Default)]
pub(crate) struct Filter {
    langs: Option<Vec<u16>>,
    source: Option<u16>,
    from: u32,
    to: Option<u32>,
}

impl Filter {
    pub(crate) fn of(index: &Index, options: &SearchOptions) -> Filter {
        let (langs, sources) = index.languages_and_sources();
        // A value that no document has gets the number of none.
        let number = |names: &[&str], name: &str| {
            let at = names.iter().position(|known| *known == name);
            at.and_then(|at| u16::try_from(at + 1).ok())
                .unwrap_or(u16::MAX)
        };
        let wanted = options.langs.iter();
        Filter {
            langs: (!options.langs.is_empty())
                .then(|| wanted.map(|lang| number(&langs, lang)).collect()),
            source: options
                .source
                .as_ref()
                .map(|source| number(&sources, source)),
            from: options.from.as_deref().map_or(0, number_of_day),
            to: options.to.as_deref().map(last_day),
        }
    }

    pub(crate) fn allows(&self, columns: &Columns) -> bool {
        self.langs
            .as_ref()
            .is_none_or(|langs| langs.contains(&columns.lang))
            && self.source.is_none_or(|source| source == columns.source)
            && columns.day >= self.from
            && self
                .to
                .is_none_or(|to| columns.day > 0 && columns.day <= to)
    }
}

/// The last day that a date, month or year covers, as a number.
fn last_day(iso: &str) -> u32 {
    let day = number_of_day(iso);
    let month = if (day / 100).is_multiple_of(100) {
        9900
    } else {
        0
    };
    day + month + if day.is_multiple_of(100) { 99 } else { 0 }
}
