//! Words of a query → clauses: the dictionary terms that each word, compound, date or phrase stands for.

use super::{Clause, MAX_CLAUSES, MAX_QUOTED_DOCS, MAX_SHORT, Phrase, Why, hamza, other_names};
use crate::analyzer::{Gap, Words};
use crate::date;
use crate::fold::{Class, class};
use crate::index::Index;
use crate::language::Lang;
use crate::name;
use crate::reading::{self, Effort, Word};
use crate::signal::Signal;
use crate::stopwords::is_stop_word;
use crate::stream;
use crate::syntax::Part;

/// Completions of the last word that are searched.
const MAX_COMPLETIONS: usize = 1024;

/// Consonants of a word that surely is the name that sounds alike.
const SURE_CONSONANTS: usize = 4;

/// Letters that the last word needs to be completed.
const MIN_PREFIX_LETTERS: usize = 3;

/// The words of a query, and what is read into them and their neighbours.
pub(super) fn push_words(index: &Index, part: Part<'_>, clauses: &mut Vec<Clause>) {
    let text = part.text;
    let words = Words::of(text);
    let dates: Vec<date::Found> = date::find_asked(&words).collect();
    let is_short = words.len() <= MAX_SHORT + 1;
    let effort = if is_short {
        Effort::Full
    } else {
        Effort::Quick
    };
    // The clause of every word; words of one compound or date share one.
    let start = clauses.len();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    while first < words.len() && clauses.len() < MAX_CLAUSES * 2 {
        let date = dates.iter().find(|date| date.first == first);
        let (mut clause, last) = match date {
            Some(date) if date.last > first => (Clause::default(), date.last),
            _ => word_at(index, text, &words, first, effort),
        };
        if let Some(date) = date {
            let key = date.date.query_key();
            if let Some(ordinal) = index.ordinal(stream::DATE, &key) {
                clause.push(ordinal, Why::Date, 0);
            }
            clause.date = Some(key);
        }
        clause.is_weak = (first..=last).all(|word| index.is_stop_word(words.term(word, word)));
        clause.field = part.field();
        clause.typed = text
            .get(words.range(first, last))
            .unwrap_or_default()
            .to_owned();
        // The last of several ideographs stands in the pair before it.
        if !words.token_at(first, false).term.is_empty() {
            clauses.push(clause);
            spans.push((first, last));
        }
        first = last + 1;
    }
    let Some(own) = clauses.get_mut(start..) else {
        return;
    };
    other_names::push_aliases(index, &words, &spans, own);
    // What is known by its sound alone is another spelling of a name that has more to it.
    for clause in own.iter_mut().filter(|clause| clause.is_spelling()) {
        clause.is_by_sound = !clause.has_aliases;
        let names = clause.expansions.iter();
        let mut names: Vec<String> = names.map(|name| index.term(name.ordinal)).collect();
        names.retain(|name| is_surely(&clause.typed, name));
        for term in &names {
            if is_arabic(term) == is_arabic(&clause.typed) {
                reading::forms(index, Word::of(index, term), |form, langs| {
                    clause.push(form, Why::Name, langs);
                });
            }
        }
        let nearer = clause.n_forms();
        for term in &names {
            if is_arabic(term) == is_arabic(&clause.typed) {
                reading::names(index, term, effort, |name| clause.push(name, Why::Name, 0));
            }
            other_names::push_aliases_of(index, term, Why::Alias, clause);
        }
        clause.put_behind(nearer);
    }
    if is_short {
        other_names::push_neighbours(index, &words, &spans, own);
    }
}

/// The clause of the word or compound that begins at a word, and the last word that it covers.
fn word_at(
    index: &Index,
    text: &str,
    words: &Words,
    first: usize,
    effort: Effort,
) -> (Clause, usize) {
    let (mut clause, last) = surface_at(index, text, words, first);
    let is_stop = (first..=last).all(|word| is_stop_word(words.term(word, word)));
    // A function word that no text has may be another form of one.
    let is_read = !is_stop || clause.is_unknown();
    let term = words.term(first, last);
    let word = Word::of(index, term);
    let mut form_langs = 0;
    // Function words have none, but two may be a noun that has: نام‌ها.
    reading::forms(index, word, |form, langs| {
        form_langs |= langs;
        clause.push(form, Why::Stem, langs);
    });
    if is_read {
        // What was typed may stand in the dictionary in other spellings.
        let mut spellings = clause.exact_terms(index);
        // What texts have in one form alone they may have with another hamza: المسئول for مسؤول.
        let typed = text.get(words.range(first, last)).unwrap_or_default();
        hamza::other_seats(typed, |spelling| {
            spellings.push(Words::of(spelling).term(0, last - first).to_owned());
        });
        for spelling in spellings {
            if spelling != term {
                reading::forms(index, Word::of(index, &spelling), |form, langs| {
                    clause.push(form, Why::Stem, langs);
                });
            }
        }
        // A question speaks of its subject in more ways than a few words typed for a search.
        if effort == Effort::Quick {
            reading::derivations(index, term, |form| {
                clause.push(form, Why::Stem, Lang::English.bit());
            });
        }
        reading::names_in(index, word, form_langs, effort, &mut |name| {
            clause.push(name, Why::Name, 0);
        });
        // An Arabic particle before a name is no part of it.
        let langs = word.ordinal.map_or(Lang::Arabic.bit(), |_| word.langs);
        for bare in reading::readings(term, langs).skip(1) {
            if index.is_term(bare) {
                reading::names(index, bare, effort, |name| clause.push(name, Why::Name, 0));
                other_names::push_aliases_of(index, bare, Why::Alias, &mut clause);
            }
        }
    }
    (clause, last)
}

/// The clause of what was typed alone.
fn surface_at(index: &Index, text: &str, words: &Words, first: usize) -> (Clause, usize) {
    let mut clause = Clause::default();
    let mut last = first;
    // The half-spaced and the affixed form as one term, or a compound of several words.
    let joined = words.token_at(first, true);
    if joined.last > first
        && let Some(ordinal) = index.ordinal(stream::SURFACE, joined.term)
    {
        clause.push(ordinal, Why::Exact, 0);
        last = joined.last;
    }
    let is_term = |term: &str| index.is_term(term);
    words.compounds_at(first, &mut String::new(), is_term, |term, end| {
        if end >= last
            && let Some(ordinal) = index.ordinal(stream::SURFACE, term)
        {
            last = end;
            clause.push(ordinal, Why::Exact, 0);
        }
    });
    if clause.expansions.is_empty() {
        let token = words.token_at(first, false);
        last = token.last;
        if let Some(ordinal) = index.ordinal(stream::SURFACE, token.term) {
            clause.push(ordinal, Why::Exact, 0);
        } else if last > first {
            let parts: Vec<&str> = (first..=last).map(|word| words.term(word, word)).collect();
            clause.phrases.extend(exact_phrase(index, &parts));
        } else {
            clause.phrases = splits(index, token.term);
        }
    }
    if (first + 1..=last).all(|word| words.gap(word) == Gap::Joiner) {
        let is_word = last == first && !clause.expansions.is_empty();
        let found = around_waw(index, words.term(first, last), is_word);
        clause.phrases.extend(found);
    }
    let typed = text.get(words.range(first, last)).unwrap_or_default();
    hamza::other_seats(typed, |spelling| {
        let term = Words::of(spelling);
        if let Some(ordinal) = index.ordinal(stream::SURFACE, term.term(0, last - first)) {
            clause.push(ordinal, Why::Exact, 0);
        }
    });
    (clause, last)
}

/// A phrase of words as they are; none where one is unknown.
fn exact_phrase(index: &Index, words: &[&str]) -> Option<Phrase> {
    let step = |word: &&str| index.ordinal(stream::SURFACE, word).map(|step| vec![step]);
    let steps = words.iter().map(step).collect::<Option<_>>()?;
    Some(Phrase::new(steps, Why::Exact, 0))
}

/// The ways to read an unknown word as known ones with the spaces left out: two, two with و between
/// them (گفتگو for گفت و گو), or three.
fn splits(index: &Index, word: &str) -> Vec<Phrase> {
    let mut found = Vec::new();
    for (left, right) in cuts(index, word) {
        found.extend(exact_phrase(index, &[left, right]));
        found.extend(exact_phrase(index, &[left, "و", right]));
        for (middle, right) in cuts(index, right) {
            found.extend(exact_phrase(index, &[left, middle, right]));
        }
    }
    found
}

/// The ways to read a word as two with the و between them written without spaces (حمل‌ونقل for
/// حمل و نقل). Of what is a word by itself short parts are none: پرواز is not پر و از.
fn around_waw(index: &Index, word: &str, is_word: bool) -> impl Iterator<Item = Phrase> {
    let is_part = move |text: &str| text.chars().nth(1 + usize::from(is_word)).is_some();
    cuts(index, word).filter_map(move |(left, right)| {
        let rest = right.strip_prefix('و').filter(|rest| is_part(rest))?;
        exact_phrase(index, &[left, "و", rest]).filter(|_| is_part(left))
    })
}

/// A word cut in two of at least two letters each, of which the first is known.
fn cuts<'a>(index: &Index, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    word.char_indices()
        .skip(2)
        .filter_map(|(at, _)| word.split_at_checked(at))
        .filter(|(left, right)| right.chars().nth(1).is_some() && index.is_term(left))
}

/// The clause of a quoted text; none where it holds no word.
pub(super) fn phrase(index: &Index, part: Part<'_>) -> Option<Clause> {
    let words = Words::of(part.text);
    let mut steps: Vec<Vec<u32>> = Vec::new();
    let mut breaks = 0;
    let mut first = 0;
    let mut alone = None;
    while first < words.len() && steps.len() < MAX_CLAUSES {
        if words.gap(first) == Gap::Break {
            breaks |= 1 << steps.len();
        }
        let (clause, last) = surface_at(index, part.text, &words, first);
        // What stands in the dictionary as one term is one step of the sequence; an unknown word
        // is what it is most likely to be read as. The last of several ideographs stands in the
        // pair before it.
        if !words.token_at(first, false).term.is_empty() {
            match clause.phrases.first() {
                Some(phrase) if clause.expansions.is_empty() => {
                    steps.extend_from_slice(&phrase.steps);
                }
                _ => steps.push(clause.expansions.iter().map(|one| one.ordinal).collect()),
            }
        }
        alone = alone.or(Some(clause));
        first = last + 1;
    }
    let mut clause = alone?;
    if steps.len() > 1 {
        clause.expansions.clear();
        clause.phrases = vec![Phrase {
            breaks,
            most_docs: MAX_QUOTED_DOCS,
            ..Phrase::new(steps, Why::Exact, 0)
        }];
    }
    clause.typed = part.text.trim().to_owned();
    clause.field = part.field();
    clause.is_quoted = true;
    Some(clause)
}

/// A clause with the words that begin with what was typed.
pub(super) fn completion(index: &Index, typed: &Clause) -> Option<Clause> {
    let words = Words::of(&typed.typed);
    let last = words.len().checked_sub(1)?;
    if !index.listens_to(Signal::Completion) {
        return None;
    }
    if (1..=last).any(|word| words.gap(word) > Gap::Space) {
        return None;
    }
    let prefix = words.term(0, last);
    if is_too_short(prefix) {
        return None;
    }
    let mut clause = Clause {
        typed: typed.typed.clone(),
        field: typed.field,
        ..Clause::default()
    };
    let completions = index.terms_with_prefix(stream::SURFACE, prefix, MAX_COMPLETIONS);
    for ordinal in completions {
        clause.push(ordinal, Why::Prefix, 0);
    }
    (!clause.expansions.is_empty()).then_some(clause)
}

/// Whether a clause may be the first letters of a word that nothing can be told of yet. A number that
/// texts have is one, however short.
pub(super) fn is_barely_begun(clause: &Clause) -> bool {
    let words = Words::of(&clause.typed);
    let term = words.term(0, words.len().saturating_sub(1));
    let is_number = term.starts_with(|c: char| c.is_ascii_digit());
    clause.date.is_none() && is_too_short(term) && (clause.is_unknown() || !is_number)
}

/// Whether a clause is what no word of the Arabic script is, though texts have it by itself: one
/// letter, or the article.
pub(super) fn is_no_word(clause: &Clause) -> bool {
    let words = Words::of(&clause.typed);
    let mut letters = words.term(0, words.len().saturating_sub(1)).chars();
    match (letters.next(), letters.next()) {
        (Some('ا'), Some('ل')) => true,
        (Some(letter), None) => class(letter) == Class::Arabic,
        _ => false,
    }
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| class(c) == Class::Arabic)
}

/// Whether what was typed is, by its sound, so surely a name that it is what else that name is: of
/// few consonants much sounds alike, lemon and آلمان.
fn is_surely(typed: &str, name: &str) -> bool {
    reading::n_consonants(typed) >= SURE_CONSONANTS
        || name::likeness(typed, name) >= name::SURE_LIKENESS
}

/// Whether what begins a word could begin too many.
fn is_too_short(prefix: &str) -> bool {
    prefix.chars().nth(MIN_PREFIX_LETTERS - 1).is_none()
}
