//! The documents that an answer may hold, by language, source and day of publication: what the
//! options of a search ask for, and what the query itself does.

use crate::analyzer::Words;
use crate::calendar::number_of_iso;
use crate::index::{Columns, Index};
use crate::search::SearchOptions;
use crate::syntax::{Part, Scope, language_tag, span_of_days};

/// The documents that an answer may hold.
///
/// Limits of one kind are alternatives, those of several kinds all hold, and one that is excluded
/// holds against all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    limits: Vec<(Limit, bool)>,
}

/// Numbers are those of [`Columns`].
#[derive(Clone, Debug)]
enum Limit {
    Langs(Vec<u16>),
    Sources(Vec<u16>),
    /// The first day and the last.
    Days(u32, u32),
}

impl Filter {
    pub(crate) fn of(index: &Index, options: &SearchOptions) -> Filter {
        let (langs, sources) = index.languages_and_sources();
        let mut filter = Filter::default();
        let mut ask = |limit| filter.limits.push((limit, false));
        if !options.langs.is_empty() {
            let is_wanted = |lang: &str| options.langs.iter().any(|wanted| wanted == lang);
            ask(Limit::Langs(numbers(&langs, &is_wanted)));
        }
        if let Some(wanted) = &options.source {
            ask(Limit::Sources(numbers(&sources, &|source| {
                source == wanted
            })));
        }
        if options.from.is_some() || options.to.is_some() {
            let from = options.from.as_deref().map_or(0, number_of_iso);
            ask(Limit::Days(
                from,
                options.to.as_deref().map_or(u32::MAX, last_day),
            ));
        }
        filter
    }

    /// Adds what a part of a query asks for; a part about something else changes nothing.
    pub(crate) fn add(&mut self, index: &Index, part: Part<'_>) {
        let (langs, sources) = index.languages_and_sources();
        let limit = match part.scope {
            Scope::Language => {
                let tag = language_tag(part.text);
                // `fa` asks for `fa-AF`, too.
                let is_wanted = |lang: &str| {
                    let primary = lang.split('-').next().unwrap_or_default();
                    primary.eq_ignore_ascii_case(&tag) || lang.eq_ignore_ascii_case(&tag)
                };
                Limit::Langs(numbers(&langs, &is_wanted))
            }
            Scope::Source => {
                let wanted = Words::of(part.text);
                Limit::Sources(numbers(&sources, &|source| holds(source, &wanted)))
            }
            Scope::Day => match span_of_days(part.text) {
                Some((first, last)) => Limit::Days(first, last),
                None => return,
            },
            Scope::Any | Scope::Title => return,
        };
        self.limits.push((limit, part.is_excluded));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.limits.is_empty()
    }

    pub(crate) fn allows(&self, columns: &Columns) -> bool {
        // For every kind of limit whether one is asked for, and whether one holds.
        let (mut asked, mut met) = ([false; 3], [false; 3]);
        for (limit, is_excluded) in &self.limits {
            let (kind, holds) = match limit {
                Limit::Langs(langs) => (0, langs.contains(&columns.lang)),
                Limit::Sources(sources) => (1, sources.contains(&columns.source)),
                Limit::Days(first, last) => {
                    let day = columns.day;
                    (2, day > 0 && day >= *first && day <= *last)
                }
            };
            if *is_excluded && holds {
                return false;
            }
            asked[kind] |= !is_excluded;
            met[kind] |= !is_excluded && holds;
        }
        asked == met
    }
}

/// The numbers of the values that are wanted; documents without a value have 0.
fn numbers(values: &[&str], is_wanted: &dyn Fn(&str) -> bool) -> Vec<u16> {
    let mut numbers = Vec::new();
    for (value, number) in values.iter().zip(1u16..) {
        if is_wanted(value) {
            numbers.push(number);
        }
    }
    numbers
}

/// Whether a text has words in order, side by side.
fn holds(text: &str, wanted: &Words) -> bool {
    let words = Words::of(text);
    let Some(last) = wanted.len().checked_sub(1) else {
        return false;
    };
    (0..words.len()).any(|at| words.term(at, at + last) == wanted.term(0, last))
}

/// The last day that a date, month or year covers, as a number.
fn last_day(iso: &str) -> u32 {
    let day = number_of_iso(iso);
    let month = if (day / 100).is_multiple_of(100) {
        9900
    } else {
        0
    };
    day + month + if day.is_multiple_of(100) { 99 } else { 0 }
}
