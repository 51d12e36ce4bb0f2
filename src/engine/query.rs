//! Query text → clauses: what a document has to hold, and in which forms.
//!
//! Owns the syntax of queries (words, quoted phrases) and the choice of the dictionary terms that
//! stand for each word. No input is an error: what is not understood is searched as words. Scoring
//! belongs to `search`, finding the forms in a text to `matcher`.

use crate::analyzer::{Gap, Words, is_word};
use crate::index::Index;
use crate::stopwords::is_stop_word;
use crate::stream;

/// Bytes of a query that are read; nobody types more, and the time of a search stays bounded.
const MAX_QUERY_BYTES: usize = 4096;

/// Clauses that are searched; further words of a query are left out.
pub(crate) const MAX_CLAUSES: usize = 64;

/// Completions of the last word that are searched.
const MAX_COMPLETIONS: usize = 64;

/// Letters that the last word needs to be completed.
const MIN_PREFIX_LETTERS: usize = 3;

/// Why a document was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The very characters that were typed.
    Exact,
    /// The same word with another half-space or space.
    Zwnj,
    /// The same word with other code points (ي/ی, أ/ا, marks, case).
    Letter,
    /// The same number in other digits.
    Digit,
    /// A word that begins with what was typed.
    Prefix,
}

impl Why {
    /// The name that crosses the door.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Why::Exact => "exact",
            Why::Zwnj => "zwnj",
            Why::Letter => "letter",
            Why::Digit => "digit",
            Why::Prefix => "prefix",
        }
    }
}

/// One way to meet a clause: a term of the dictionary.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expansion {
    pub(crate) ordinal: u32,
    pub(crate) term: String,
    pub(crate) why: Why,
}

/// One word, compound or phrase of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clause {
    /// What was typed.
    pub(crate) typed: String,
    /// Any of these terms meets the clause.
    pub(crate) expansions: Vec<Expansion>,
    /// Any of these sequences does, too: folded words that follow each other in a text.
    pub(crate) phrases: Vec<Vec<String>>,
    /// Function words help the score and are never asked for.
    pub(crate) is_weak: bool,
}

/// A query, read against a collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pub(crate) clauses: Vec<Clause>,
    /// The last clause as the beginning of a word, where it can be one.
    completion: Option<Clause>,
}

impl Query {
    /// Reads a query; total over any text.
    pub(crate) fn parse(index: &Index, text: &str) -> Query {
        let text = cut(text);
        let mut clauses = Vec::new();
        let mut last_is_open = false;
        for part in parts(text) {
            last_is_open = false;
            match part {
                Part::Words(words) => {
                    push_words(index, words, &mut clauses);
                    last_is_open = words.chars().next_back().is_some_and(is_word);
                }
                Part::Phrase(words) => clauses.extend(phrase(index, words)),
            }
        }
        let mut seen: Vec<String> = Vec::new();
        clauses.retain(|clause| {
            let is_new = !seen.contains(&clause.typed);
            if is_new && seen.len() < MAX_CLAUSES {
                seen.push(clause.typed.clone());
                return true;
            }
            false
        });
        let completion = clauses
            .last()
            .filter(|_| last_is_open)
            .and_then(|last| completion(index, last));
        Query {
            clauses,
            completion,
        }
    }

    /// The same query with its last word read as the beginning of one.
    pub(crate) fn completed(&self) -> Option<Query> {
        let completion = self.completion.clone()?;
        let mut clauses = self.clauses.clone();
        clauses.pop();
        clauses.push(completion);
        Some(Query {
            clauses,
            completion: None,
        })
    }

    /// Number of clauses that count towards "all words".
    pub(crate) fn n_asked(&self) -> usize {
        let asked = self
            .clauses
            .iter()
            .filter(|clause| self.is_asked_for(clause));
        asked.count()
    }

    /// The clauses that count towards "all words"; all of them where all are weak.
    pub(crate) fn is_asked_for(&self, clause: &Clause) -> bool {
        !clause.is_weak || self.clauses.iter().all(|clause| clause.is_weak)
    }
}

/// The beginning of a text that is read.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_QUERY_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

enum Part<'a> {
    Words(&'a str),
    Phrase(&'a str),
}

/// Parts a query at its quotation marks; one that is never closed is no quotation mark.
fn parts(text: &str) -> Vec<Part<'_>> {
    let is_quote = |c: char| matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟');
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(is_quote) {
        let Some((inside, behind)) = after.split_once(is_quote) else {
            break;
        };
        parts.push(Part::Words(before));
        parts.push(Part::Phrase(inside));
        rest = behind;
    }
    parts.push(Part::Words(rest));
    parts
}

fn push_words(index: &Index, text: &str, clauses: &mut Vec<Clause>) {
    let words = Words::of(text);
    let mut first = 0;
    while first < words.len() && clauses.len() < MAX_CLAUSES * 2 {
        let (clause, last) = clause_at(index, text, &words, first);
        // The last of several ideographs stands in the pair before it.
        if !words.token_at(first, false).term.is_empty() {
            clauses.push(clause);
        }
        first = last + 1;
    }
}

/// The clause that begins at a word, and the last word that it covers.
fn clause_at(index: &Index, text: &str, words: &Words, first: usize) -> (Clause, usize) {
    let mut clause = Clause::default();
    let mut last = first;
    // The half-spaced and the affixed form as one term, or a compound of several words.
    let joined = words.token_at(first, true);
    if joined.last > first
        && let Some(ordinal) = index.ordinal(stream::SURFACE, joined.term)
    {
        clause.push(joined.term, ordinal);
        last = joined.last;
    }
    let is_term = |term: &str| index.is_term(term);
    words.compounds_at(first, &mut String::new(), is_term, |term, end| {
        if end >= last
            && let Some(ordinal) = index.ordinal(stream::SURFACE, term)
        {
            last = end;
            clause.push(term, ordinal);
        }
    });
    if clause.expansions.is_empty() {
        let token = words.token_at(first, false);
        last = token.last;
        if let Some(ordinal) = index.ordinal(stream::SURFACE, token.term) {
            clause.push(token.term, ordinal);
        } else if last > first {
            let parts = (first..=last).map(|word| words.term(word, word).to_owned());
            clause.phrases.push(parts.collect());
        } else {
            clause.phrases = splits(index, token.term);
        }
    }
    clause.is_weak = (first..=last).all(|word| is_stop_word(words.term(word, word)));
    clause.typed = text
        .get(words.range(first, last))
        .unwrap_or_default()
        .to_owned();
    (clause, last)
}

/// The ways to read an unknown word as known ones with the spaces left out: two, two with و between
/// them (گفتگو for گفت و گو), or three.
fn splits(index: &Index, word: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (left, right) in cuts(index, word) {
        if index.is_term(right) {
            found.push(vec![left.to_owned(), right.to_owned()]);
            found.push(vec![left.to_owned(), "و".to_owned(), right.to_owned()]);
        }
        for (middle, right) in cuts(index, right).filter(|(_, right)| index.is_term(right)) {
            found.push([left, middle, right].map(str::to_owned).to_vec());
        }
    }
    found
}

/// A word cut in two of at least two letters each, of which the first is known.
fn cuts<'a>(index: &Index, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    word.char_indices()
        .skip(2)
        .filter_map(|(at, _)| word.split_at_checked(at))
        .filter(|(left, right)| right.chars().nth(1).is_some() && index.is_term(left))
}

/// The clause of a quoted text; none where it holds no word.
fn phrase(index: &Index, text: &str) -> Option<Clause> {
    let words = Words::of(text);
    let mut sequence = Vec::new();
    let mut first = 0;
    let mut alone = None;
    while first < words.len() && sequence.len() < MAX_CLAUSES {
        let (clause, last) = clause_at(index, text, &words, first);
        // What stands in the dictionary as one term is one step of the sequence; an unknown word
        // is what it is most likely to be read as.
        match (clause.expansions.first(), clause.phrases.first()) {
            (Some(expansion), _) => sequence.push(expansion.term.clone()),
            (None, Some(parts)) => sequence.extend_from_slice(parts),
            (None, None) => sequence.push(words.token_at(first, false).term.to_owned()),
        }
        alone = alone.or(Some(clause));
        first = last + 1;
    }
    let mut clause = alone?;
    clause.is_weak = false;
    // The last of several ideographs stands in the pair before it.
    sequence.retain(|term| !term.is_empty());
    if sequence.len() > 1 {
        clause.expansions.clear();
        clause.phrases = vec![sequence];
    }
    clause.typed = text.trim().to_owned();
    Some(clause)
}

/// A clause with the words that begin with what was typed.
fn completion(index: &Index, typed: &Clause) -> Option<Clause> {
    let words = Words::of(&typed.typed);
    let last = words.len().checked_sub(1)?;
    if (1..=last).any(|word| words.gap(word) > Gap::Space) {
        return None;
    }
    let prefix = words.term(0, last);
    prefix.chars().nth(MIN_PREFIX_LETTERS - 1)?;
    let expansions: Vec<Expansion> = index
        .terms_with_prefix(stream::SURFACE, prefix, MAX_COMPLETIONS)
        .into_iter()
        .map(|(term, ordinal)| Expansion {
            why: if term == prefix {
                Why::Exact
            } else {
                Why::Prefix
            },
            ordinal,
            term,
        })
        .collect();
    let clause = Clause {
        typed: typed.typed.clone(),
        expansions,
        ..Clause::default()
    };
    (!clause.expansions.is_empty()).then_some(clause)
}

impl Clause {
    fn push(&mut self, term: &str, ordinal: u32) {
        if self
            .expansions
            .iter()
            .all(|expansion| expansion.ordinal != ordinal)
        {
            self.expansions.push(Expansion {
                ordinal,
                term: term.to_owned(),
                why: Why::Exact,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_part_a_query() {
        let check = |text: &str, expected: &[(bool, &str)]| {
            let found: Vec<(bool, &str)> = parts(text)
                .into_iter()
                .map(|part| match part {
                    Part::Words(text) => (false, text.trim()),
                    Part::Phrase(text) => (true, text),
                })
                .filter(|(_, text)| !text.is_empty())
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check("a \"b c\" d", &[(false, "a"), (true, "b c"), (false, "d")]);
        check("«روسيا اليوم»", &[(true, "روسيا اليوم")]);
        check("“x y”", &[(true, "x y")]);
        check("a \"b c", &[(false, "a \"b c")]);
        check("\"\"", &[]);
    }
}
