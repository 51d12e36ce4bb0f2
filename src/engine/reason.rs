//! Why an article was found: how the forms that it holds differ from what was typed.

use crate::analyzer::Words;
use crate::fold::{Class, class};
use crate::matcher::Span;
use crate::query::{Query, Why};

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
            let met = span.clauses.each();
            let clauses = self.query.clauses.get(met.clone()).unwrap_or_default();
            let typed: Vec<&str> = clauses.iter().map(|one| one.typed.as_str()).collect();
            let why = reason(&typed.join(" "), found, span.why);
            for nearest in self.nearest.get_mut(met).into_iter().flatten() {
                *nearest = Some(nearest.map_or(why, |nearest| nearest.min(why)));
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
fn reason(typed: &str, found: &str, why: Why) -> Why {
    // A set of equal names has the one that was typed, too.
    let is_typed = why == Why::Alias && folded(found) == folded(typed);
    if why != Why::Exact && !is_typed {
        return why;
    }
    if found == typed {
        return Why::Exact;
    }
    let is_letter = |c: &char| !matches!(c, '\u{200c}' | ' ' | '\u{a0}');
    let letters = found.chars().filter(is_letter);
    if letters.eq(typed.chars().filter(is_letter)) {
        Why::Zwnj
    } else if typed.chars().all(|c| class(c) == Class::Digit) {
        Why::Digit
    } else {
        Why::Letter
    }
}

/// The words of a text, folded.
fn folded(text: &str) -> String {
    let words = Words::of(text);
    let last = words.len().saturating_sub(1);
    words.term(0, last).to_owned()
}
