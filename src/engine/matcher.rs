//! Finds the forms of a query in a text: which bytes of it are hits.
//!
//! Hits are whole tokens, so that marking them never breaks the joins of a word. Positions are not
//! stored in the pack; phrases are verified here, on the text that is shipped anyway.

use crate::analyzer::{Gap, MAX_COMPOUND_WORDS, Words, beginning};
use crate::date;
use crate::index::Index;
use crate::query::{Clause, Phrase, Query, Why};
use crate::table::{Sieve, hash_of};
use std::ops::{Range, RangeInclusive};

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
    /// What it meets of the query.
    pub(crate) clauses: Clauses,
    /// Why it stands for the clause; what differs in spelling alone is exact here.
    pub(crate) why: Why,
}

/// A clause of a query, or neighbours that one form stands for together: the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clauses {
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl Clauses {
    fn one(number: usize) -> Clauses {
        Clauses {
            first: number,
            last: number,
        }
    }

    /// Takes the clause behind in, where the same form stands for it, and says whether it did.
    fn join(&mut self, number: usize) -> bool {
        let is_next = number == self.last + 1;
        self.last += usize::from(is_next);
        is_next
    }

    pub(crate) fn each(self) -> RangeInclusive<usize> {
        self.first..=self.last
    }
}

/// The sorted steps of a phrase, and those before which a break may stand, as bits.
type Steps = (Vec<Vec<String>>, u64);

/// A query made ready to be found in texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matcher {
    terms: Terms,
    phrases: Vec<(Steps, Clauses, Why)>,
    dates: Vec<(String, usize)>,
    /// How the terms and the first steps of the phrases begin.
    beginnings: Beginnings,
}

impl Matcher {
    /// All that a query asks for; its function words only where it has no others.
    pub(crate) fn of(index: &Index, query: &Query) -> Matcher {
        let mut matcher = Matcher::default();
        for (number, clause) in query.clauses.iter().enumerate() {
            if query.is_asked_for(clause) {
                matcher.add(index, clause, number);
            }
        }
        matcher
    }

    /// The phrases of one clause that are for documents of a language.
    pub(crate) fn of_phrases(index: &Index, clause: &Clause, langs: u8) -> Matcher {
        let mut matcher = Matcher::default();
        for phrase in clause.phrases.iter().filter(|phrase| phrase.langs == langs) {
            matcher.add_phrase(index, phrase, 0);
        }
        matcher
    }

    /// One term.
    pub(crate) fn of_term(term: &str) -> Matcher {
        let mut matcher = Matcher::default();
        matcher.beginnings.add(term);
        matcher.terms.add(term.to_owned(), 0, Why::Exact);
        matcher
    }

    fn add(&mut self, index: &Index, clause: &Clause, number: usize) {
        for expansion in &clause.expansions {
            if expansion.why == Why::Date {
                continue;
            }
            let term = index.term(expansion.ordinal);
            self.beginnings.add(&term);
            self.terms.add(term, number, expansion.why);
        }
        for phrase in &clause.phrases {
            self.add_phrase(index, phrase, number);
        }
        if let Some(key) = &clause.date {
            self.dates.push((key.clone(), number));
        }
    }

    fn add_phrase(&mut self, index: &Index, phrase: &Phrase, number: usize) {
        let mut steps: Vec<Vec<String>> = Vec::new();
        for step in &phrase.steps {
            let mut terms: Vec<String> = Vec::new();
            for &term in step {
                let term = index.term(term);
                terms.insert(terms.partition_point(|known| *known < term), term);
            }
            steps.push(terms);
        }
        for term in steps.iter().take(1).flatten() {
            self.beginnings.add(term);
        }
        let form = (steps, phrase.breaks);
        let mut known = self.phrases.iter_mut();
        match known.find(|(known, ..)| *known == form) {
            Some((_, clauses, _)) => {
                clauses.join(number);
            }
            None => self.phrases.push((form, Clauses::one(number), phrase.why)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.0.is_empty() && self.phrases.is_empty() && self.dates.is_empty()
    }

    /// The hits in a text, in order; where two overlap the earlier and longer one stands.
    pub(crate) fn spans(&self, words: &Words) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        if self.is_empty() {
            return spans;
        }
        let mut dates = (!self.dates.is_empty()).then(|| date::find(words).peekable());
        let mut first = 0;
        loop {
            // Words that nothing begins with are most; a date may begin with others.
            if dates.is_none() {
                first = words.find(first, |word| self.beginnings.may_hold(word));
            }
            if first >= words.len() {
                break;
            }
            let mut found = self.longest_at(words, first);
            if let Some(dates) = &mut dates {
                while dates.next_if(|date| date.first < first).is_some() {}
                if let Some(date) = dates.next_if(|date| date.first == first)
                    && let Some((_, number)) =
                        self.dates.iter().find(|(key, _)| date.date.has_key(key))
                    && found.is_none_or(|(last, ..)| last <= date.last)
                {
                    found = Some((date.last, Clauses::one(*number), Why::Date));
                }
            }
            if let Some((last, clauses, why)) = found {
                let range = words.range(first, last);
                spans.push(Span {
                    range,
                    clauses,
                    why,
                });
            }
            first = found.map_or(first, |(last, ..)| last) + 1;
        }
        spans
    }

    /// How often a phrase of this matcher stands in a text; counts no overlaps.
    pub(crate) fn count_phrases(&self, words: &Words) -> u32 {
        let (mut n, mut first) = (0, 0);
        loop {
            first = words.find(first, |word| self.beginnings.may_hold(word));
            if first >= words.len() {
                return n;
            }
            let mut phrases = self.phrases.iter();
            let ends = |(steps, breaks): &Steps| ends_phrase(words, first, steps, *breaks);
            if let Some(last) = phrases.find_map(|(phrase, ..)| ends(phrase)) {
                n += 1;
                first = last;
            }
            first += 1;
        }
    }

    fn longest_at(&self, words: &Words, first: usize) -> Option<(usize, Clauses, Why)> {
        let mut best: Option<(usize, Clauses, Why)> = None;
        let mut offer = |last: usize, clauses: Clauses, why: Why| {
            if best.is_none_or(|(longest, ..)| last > longest) {
                best = Some((last, clauses, why));
            }
        };
        let known = self.terms.beginning_with(words.term(first, first));
        if !known.is_empty() {
            each_term_at(words, first, |term, last| {
                if let Some((_, _, clauses, why)) = known.iter().find(|(_, own, ..)| own == term) {
                    offer(last, *clauses, *why);
                }
            });
        }
        for ((steps, breaks), clauses, why) in &self.phrases {
            if let Some(last) = ends_phrase(words, first, steps, *breaks) {
                offer(last, *clauses, *why);
            }
        }
        best
    }
}

/// The beginnings of a set of terms: it settles for most words of a text, at the cost of one look,
/// that none of the terms begins with them.
#[derive(Clone, Debug)]
struct Beginnings(Sieve<256>);

impl Default for Beginnings {
    fn default() -> Beginnings {
        Beginnings(Sieve::EMPTY)
    }
}

impl Beginnings {
    /// Adds a term: all that it begins with.
    fn add(&mut self, term: &str) {
        let own = beginning(term.as_bytes());
        self.0.add(hash_of(own));
        for n_bytes in 1..=7 {
            // Words end between characters.
            if term.is_char_boundary(n_bytes) {
                self.0.add(hash_of(own & u64::MAX << (64 - 8 * n_bytes)));
            }
        }
    }

    /// Whether a term may begin with a word of such a [`beginning`].
    #[inline(always)]
    fn may_hold(&self, word: u64) -> bool {
        self.0.may_hold(hash_of(word))
    }
}

/// Terms in order, each with what it stands for and why.
#[derive(Clone, Debug, Default)]
struct Terms(Vec<(u64, String, Clauses, Why)>);

impl Terms {
    /// Where a term is or would be. Most are told apart by their beginnings.
    fn place(&self, term: &str) -> (usize, u64) {
        let own = beginning(term.as_bytes());
        let is_before = |(other, known, ..): &(u64, String, Clauses, Why)| {
            *other < own || (*other == own && known.as_str() < term)
        };
        (self.0.partition_point(is_before), own)
    }

    /// Adds a term; the reason of the first of two clauses counts, but for what is another name of both.
    fn add(&mut self, term: String, number: usize, why: Why) {
        let (at, beginning) = self.place(&term);
        match self.0.get_mut(at) {
            Some((_, known, clauses, first)) if *known == term => {
                if clauses.join(number) && why == Why::Alias {
                    *first = why;
                }
            }
            _ => self
                .0
                .insert(at, (beginning, term, Clauses::one(number), why)),
        }
    }

    /// The terms that begin with a word: they stand side by side.
    fn beginning_with(&self, word: &str) -> &[(u64, String, Clauses, Why)] {
        let (at, _) = self.place(word);
        let rest = self.0.get(at..).unwrap_or_default();
        let n_such = rest
            .iter()
            .take_while(|(_, term, ..)| term.starts_with(word));
        rest.get(..n_such.count()).unwrap_or_default()
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

/// The last word of a phrase that begins at a word. Nothing else crosses a break than a step before
/// which one was typed.
fn ends_phrase(words: &Words, first: usize, steps: &[Vec<String>], breaks: u64) -> Option<usize> {
    let (step, rest) = steps.split_first()?;
    let breaks = breaks >> 1;
    let word = words.term(first, first);
    let at = step.partition_point(|term| term.as_str() < word);
    if !step.get(at).is_some_and(|term| term.starts_with(word)) {
        return None;
    }
    let mut ends = [None; MAX_COMPOUND_WORDS + 3];
    let mut places = ends.iter_mut();
    each_term_at(words, first, |term, last| {
        if step
            .binary_search_by(|known| known.as_str().cmp(term))
            .is_ok()
            && let Some(place) = places.next()
        {
            *place = Some(last);
        }
    });
    ends.into_iter().flatten().find_map(|last| {
        if rest.is_empty() {
            return Some(last);
        }
        if words.gap(last + 1) == Gap::Break && breaks & 1 == 0 {
            return None;
        }
        ends_phrase(words, last + 1, rest, breaks)
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
