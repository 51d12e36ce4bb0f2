//! Finds the forms of a query in a text: which bytes of it are hits.
//!
//! Hits are whole tokens, so that marking them never breaks the joins of a word. Positions are not
//! stored in the pack; phrases are verified here, on the text that is shipped anyway.

use crate::analyzer::{Gap, MAX_COMPOUND_WORDS, Words};
use crate::query::{Clause, Query};
use std::ops::Range;

/// A piece of text that is or is not a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text, as it stands in the article.
    pub text: &'a str,
    /// Whether it is a hit.
    pub is_match: bool,
}

/// A hit in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Bytes in the text.
    pub(crate) range: Range<usize>,
    /// The clause of the query that it meets.
    pub(crate) clause: usize,
}

/// A query made ready to be found in texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matcher {
    /// Sorted terms, each with its clause.
    terms: Vec<(String, usize)>,
    phrases: Vec<(Vec<String>, usize)>,
}

impl Matcher {
    /// All that a query asks for; its function words only where it has no others.
    pub(crate) fn of(query: &Query) -> Matcher {
        let mut matcher = Matcher::default();
        for (number, clause) in query.clauses.iter().enumerate() {
            if query.is_asked_for(clause) {
                matcher.add(clause, number);
            }
        }
        matcher
    }

    /// One clause alone.
    pub(crate) fn of_clause(clause: &Clause) -> Matcher {
        let mut matcher = Matcher::default();
        matcher.add(clause, 0);
        matcher
    }

    fn add(&mut self, clause: &Clause, number: usize) {
        for expansion in &clause.expansions {
            // A term of two clauses counts for the first.
            let at = self
                .terms
                .partition_point(|(term, _)| *term < expansion.term);
            if self
                .terms
                .get(at)
                .is_none_or(|(term, _)| *term != expansion.term)
            {
                self.terms.insert(at, (expansion.term.clone(), number));
            }
        }
        for phrase in &clause.phrases {
            self.phrases.push((phrase.clone(), number));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.phrases.is_empty()
    }

    /// The hits in a text, in order; where two overlap the earlier and longer one stands.
    pub(crate) fn spans(&self, text: &str) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        if self.is_empty() {
            return spans;
        }
        let words = Words::of(text);
        let mut first = 0;
        while first < words.len() {
            let found = self.longest_at(&words, first);
            if let Some((last, clause)) = found {
                let range = words.range(first, last);
                spans.push(Span { range, clause });
            }
            first = found.map_or(first, |(last, _)| last) + 1;
        }
        spans
    }

    /// How often a phrase of this matcher stands in a text; counts no overlaps.
    pub(crate) fn count_phrases(&self, text: &str) -> u32 {
        let words = Words::of(text);
        let (mut n, mut first) = (0, 0);
        while first < words.len() {
            let mut ends = self
                .phrases
                .iter()
                .filter_map(|(phrase, _)| ends_phrase(&words, first, phrase));
            if let Some(last) = ends.next() {
                n += 1;
                first = last;
            }
            first += 1;
        }
        n
    }

    fn longest_at(&self, words: &Words, first: usize) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        let mut offer = |last: usize, clause: usize| {
            if best.is_none_or(|(longest, _)| last > longest) {
                best = Some((last, clause));
            }
        };
        if self.may_begin(words.term(first, first)) {
            each_term_at(words, first, |term, last| {
                if let Some(clause) = self.clause_of(term) {
                    offer(last, clause);
                }
            });
        }
        for (phrase, clause) in &self.phrases {
            if let Some(last) = ends_phrase(words, first, phrase) {
                offer(last, *clause);
            }
        }
        best
    }

    /// Whether any term begins with a word: most words of a text are settled by this alone.
    fn may_begin(&self, word: &str) -> bool {
        let at = self.terms.partition_point(|(term, _)| term.as_str() < word);
        self.terms
            .get(at)
            .is_some_and(|(term, _)| term.starts_with(word))
    }

    fn clause_of(&self, term: &str) -> Option<usize> {
        let at = self
            .terms
            .partition_point(|(known, _)| known.as_str() < term);
        let (known, clause) = self.terms.get(at)?;
        (known == term).then_some(*clause)
    }
}

/// Every term that can begin at a word, as the writer indexes it: tokens and compounds.
fn each_term_at(words: &Words, first: usize, mut found: impl FnMut(&str, usize)) {
    let token = words.token_at(first, true);
    let plain = words.token_at(first, false);
    found(plain.term, plain.last);
    if token.last > plain.last {
        found(token.term, token.last);
    }
    words.compounds_at(
        first,
        &mut String::new(),
        |_| true,
        |term, last| found(term, last),
    );
}

/// The last word of a phrase that begins at a word.
fn ends_phrase(words: &Words, first: usize, phrase: &[String]) -> Option<usize> {
    let (step, rest) = phrase.split_first()?;
    if !step.starts_with(words.term(first, first)) {
        return None;
    }
    let mut ends = [None; MAX_COMPOUND_WORDS + 3];
    let mut n_ends = 0;
    each_term_at(words, first, |term, last| {
        if term == step && n_ends < ends.len() {
            ends[n_ends] = Some(last);
            n_ends += 1;
        }
    });
    ends.into_iter().flatten().find_map(|last| {
        if rest.is_empty() {
            return Some(last);
        }
        if words.gap(last + 1) == Gap::Break {
            return None;
        }
        ends_phrase(words, last + 1, rest)
    })
}

/// A text as runs: the hits and what stands between them.
pub(crate) fn runs<'a>(text: &'a str, spans: &[Span]) -> Vec<Run<'a>> {
    let mut runs = Vec::with_capacity(spans.len() * 2 + 1);
    let mut push = |range: Range<usize>, is_match| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            runs.push(Run { text, is_match });
        }
    };
    let mut at = 0;
    for span in spans {
        push(at..span.range.start, false);
        push(span.range.clone(), true);
        at = span.range.end;
    }
    push(at..text.len(), false);
    runs
}
