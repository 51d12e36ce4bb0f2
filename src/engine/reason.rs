//! Why an article was found: how the forms that it holds differ from what was typed.

use crate::analyzer::{Words, is_word};
use crate::fold::{Class, class};
use crate::index::Index;
use crate::matcher::Span;
use crate::query::{Expansion, Query, Why};

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
            // A name may stand for all of them; another word does for the first as it was typed.
            let n_meant = if span.why == Why::Alias {
                clauses.len()
            } else {
                1
            };
            let typed = clauses.iter().take(n_meant).map(|one| one.typed.as_str());
            let typed: Vec<&str> = typed.collect();
            let why = reason(&typed.join(" "), found, span.why);
            for nearest in self.nearest.get_mut(met).into_iter().flatten() {
                *nearest = Some(nearest.map_or(why, |nearest| nearest.min(why)));
            }
        }
    }

    /// All reasons why a document was found in order, none twice.
    pub(crate) fn all(self, index: &Index, doc: u32) -> Vec<Why> {
        let mut all: Vec<Why> = Vec::new();
        for (clause, nearest) in self.query.clauses.iter().zip(self.nearest) {
            // A date of publication stands in no text.
            let is_dated = |one: &Expansion| {
                let mut postings = index.postings(one.ordinal);
                one.why == Why::Date && postings.any(|posting| posting.doc == doc)
            };
            let why = nearest.or_else(|| {
                let is_dated = clause.expansions.iter().any(is_dated);
                is_dated.then_some(Why::Date)
            });
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
    // What stands between the words of several clauses is not known.
    let is_between = |c: char| !is_word(c) && c != '\u{200c}';
    if found.split(is_between).eq(typed.split(is_between)) {
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
