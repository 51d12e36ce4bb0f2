//! Why an article was found: how the forms that it holds differ from what was typed.

use crate::fold::{Class, class};
use crate::matcher::Span;
use crate::query::{Clause, Query, Why};

/// The nearest form of every clause that was seen in an article's texts.
pub(crate) struct Reasons<'a> {
    query: &'a Query,
    nearest: Vec<Option<Why>>,
}

impl<'a> Reasons<'a> {
    pub(crate) fn new(query: &'a Query) -> Reasons<'a> {
        let nearest = vec![None; query.clauses.len()];
        Reasons { query, nearest }
    }

    /// Takes the hits of a text into account.
    pub(crate) fn add(&mut self, text: &str, spans: &[Span]) {
        for span in spans {
            let found = text.get(span.range.clone()).unwrap_or_default();
            for number in span.clauses.each() {
                let clause = self.query.clauses.get(number);
                if let (Some(clause), Some(nearest)) = (clause, self.nearest.get_mut(number)) {
                    let why = reason(clause, found, span.why);
                    *nearest = Some(nearest.map_or(why, |nearest| nearest.min(why)));
                }
            }
        }
    }

    /// All reasons in order, none twice.
    pub(crate) fn all(self) -> Vec<Why> {
        let mut all: Vec<Why> = Vec::new();
        for (clause, nearest) in self.query.clauses.iter().zip(self.nearest) {
            // A date of publication stands in no text.
            let is_dated = clause.date.is_some() && !clause.expansions.is_empty();
            let why = nearest.or(is_dated.then_some(Why::Date));
            let Some(why) = why else {
                continue;
            };
            let at = all.partition_point(|known| *known < why);
            if all.get(at) != Some(&why) {
                all.insert(at, why);
            }
        }
        all
    }
}

/// How the form found differs from the form typed.
fn reason(clause: &Clause, found: &str, why: Why) -> Why {
    if why != Why::Exact {
        return why;
    }
    if found == clause.typed {
        return Why::Exact;
    }
    let is_letter = |c: &char| !matches!(c, '\u{200c}' | ' ' | '\u{a0}');
    let (found, typed) = (found.chars(), clause.typed.chars());
    if found.filter(is_letter).eq(typed.filter(is_letter)) {
        Why::Zwnj
    } else if clause.typed.chars().all(|c| class(c) == Class::Digit) {
        Why::Digit
    } else {
        Why::Letter
    }
}
