//! Query text → clauses: what a document has to hold, and in which forms.
//!
//! Owns the choice of the dictionary terms that stand for each word: the word itself, its other forms, its names in other scripts, its aliases,
//! the dates it speaks of. No input is an error: what is not understood is searched as words.
//! The syntax of queries belongs to `syntax`, scoring to `score`, finding the forms in a text to
//! `matcher`.

use crate::analyzer::{Gap, Words, is_word};
use crate::date;
use crate::field::Field;
use crate::filter::Filter;
use crate::fold::{Class, class};
use crate::fuzzy::{self, Reach};
use crate::index::Index;
use crate::keyboard::{self, Layout};
use crate::language::Lang;
use crate::reading::{self, Effort};
use crate::signal::Signal;
use crate::stopwords::is_stop_word;
use crate::stream;
use crate::syntax::{self, Part, Scope};

/// Bytes of a query that are read; nobody types more, and the time of a search stays bounded.
const MAX_QUERY_BYTES: usize = 4096;

/// Clauses that are searched; further words of a query are left out.
pub(crate) const MAX_CLAUSES: usize = 64;

/// Up to this many words all are asked for, and the dearer readings are tried.
pub(crate) const MAX_SHORT: usize = 3;

/// From this many words on, function words included, a query is a question.
pub(crate) const QUESTION_WORDS: usize = 5;

/// Completions of the last word that are searched.
const MAX_COMPLETIONS: usize = 1024;

/// Words of a query that one alias may cover.
const MAX_ALIAS_WORDS: usize = 5;

/// Documents that are read to verify a quoted phrase, and one that was only read into a query: what
/// bounds the time of a search.
const MAX_QUOTED_DOCS: usize = 4096;
const MAX_READ_DOCS: usize = 256;

/// Letters that the last word needs to be completed.
const MIN_PREFIX_LETTERS: usize = 3;

/// Why a document was found, from the nearest form to the farthest.
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
    /// Another form of the word (کشورها for کشور, الصين for صين).
    Stem,
    /// The date, in whatever calendar and words.
    Date,
    /// Another name of the same (پکن for Beijing).
    Alias,
    /// The same name in another script or spelling (لافروف for Lavrov).
    Name,
    /// A word that begins with what was typed.
    Prefix,
    /// The word without a typo.
    Typo,
    /// What the keys give on another keyboard layout.
    Keyboard,
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
            Why::Stem => "stem",
            Why::Date => "date",
            Why::Alias => "alias",
            Why::Name => "name",
            Why::Prefix => "prefix",
            Why::Typo => "typo",
            Why::Keyboard => "keyboard",
        }
    }
}

/// What was read into a query instead of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpretation {
    /// [`Why::Keyboard`] or [`Why::Typo`].
    pub kind: Why,
    /// The query that was searched.
    pub text: String,
}

/// One way to meet a clause: a key of the dictionary with postings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Expansion {
    pub(crate) ordinal: u32,
    pub(crate) why: Why,
    /// The families of languages whose documents count, as bits; 0 for all.
    pub(crate) langs: u8,
}

/// Words that follow each other in a text; each step is met by any of its terms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    pub(crate) steps: Vec<Vec<u32>>,
    pub(crate) why: Why,
    pub(crate) langs: u8,
    /// Documents whose text is read to verify it and its like, at most.
    pub(crate) most_docs: usize,
}

/// One word, compound, date or phrase of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clause {
    /// What was typed.
    pub(crate) typed: String,
    /// Any of these keys meets the clause; nearer forms come first.
    pub(crate) expansions: Vec<Expansion>,
    /// Any of these phrases does, too.
    pub(crate) phrases: Vec<Phrase>,
    /// The key of the date that it is.
    pub(crate) date: Option<String>,
    /// The field that it has to stand in, where it is not all.
    pub(crate) field: Option<Field>,
    /// Function words help the score and are never asked for.
    pub(crate) is_weak: bool,
    /// What is quoted is meant as it is typed.
    is_quoted: bool,
}

impl Clause {
    fn push(&mut self, ordinal: u32, why: Why, langs: u8) {
        let mut known = self.expansions.iter_mut();
        match known.find(|known| known.ordinal == ordinal) {
            Some(known) if known.why == why && known.langs != 0 && langs != 0 => {
                known.langs |= langs;
            }
            Some(_) => {}
            None => self.expansions.push(Expansion {
                ordinal,
                why,
                langs,
            }),
        }
    }

    /// Whether it is known by its sound alone.
    fn is_spelling(&self) -> bool {
        self.phrases.is_empty() && self.expansions.iter().all(|one| one.why == Why::Name)
    }

    /// Whether no text has what was typed, in this spelling or a folded one.
    fn is_inexact(&self) -> bool {
        let mut exact = self.expansions.iter().filter(|one| one.why == Why::Exact);
        exact.next().is_none() && self.phrases.is_empty()
    }

    fn is_unknown(&self) -> bool {
        self.expansions.is_empty() && self.phrases.is_empty()
    }
}

/// A query, read against a collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pub(crate) clauses: Vec<Clause>,
    /// The last clause as the beginning of a word, where it can be one.
    completion: Option<Clause>,
    pub(crate) interpreted: Option<Interpretation>,
    /// What must not be there.
    pub(crate) excluded: Vec<Clause>,
    /// Which documents the query asks for besides its words.
    pub(crate) filter: Filter,
    /// Whether it ends as a question does; what it then says around its subject need not be found.
    pub(crate) is_question: bool,
}

impl Query {
    /// Reads a query; total over any text.
    pub(crate) fn parse(index: &Index, text: &str) -> Query {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut excluded: Vec<Clause> = Vec::new();
        let mut filter = Filter::default();
        let mut last_is_open = false;
        for part in syntax::parts(cut(text)) {
            let first = clauses.len();
            match part.scope {
                Scope::Any | Scope::Title if part.is_excluded => {
                    excluded.extend(phrase(index, part));
                }
                Scope::Any | Scope::Title if part.is_phrase => {
                    clauses.extend(phrase(index, part));
                }
                Scope::Any | Scope::Title => push_words(index, part, &mut clauses),
                _ => filter.add(index, part),
            }
            if !part.text.is_empty() {
                let end = part.text.trim_end_matches('\u{200c}');
                last_is_open = clauses.len() > first && !part.is_phrase && end.ends_with(is_word);
            }
        }
        // Where nothing is asked for nothing can be taken from it.
        if clauses.is_empty() && filter.is_empty() {
            clauses.append(&mut excluded);
        }
        let mut seen: Vec<(String, Option<Field>)> = Vec::new();
        clauses.retain(|clause| {
            let asked = (clause.typed.clone(), clause.field);
            let is_new = !seen.contains(&asked) && seen.len() < MAX_CLAUSES;
            if is_new {
                seen.push(asked);
            }
            is_new
        });
        let completion = clauses
            .last()
            .filter(|last| last_is_open && last.date.is_none())
            .and_then(|last| completion(index, last));
        let mut query = Query {
            clauses,
            completion,
            interpreted: None,
            excluded,
            filter,
            is_question: text.trim_end().ends_with(['?', '؟']),
        };
        let n_clauses = query.clauses.len();
        // Beside other words the last one may always be unfinished; alone it is what it is.
        if (2..=MAX_SHORT).contains(&n_clauses)
            && let (Some(last), Some(completion)) = (query.clauses.last_mut(), &query.completion)
        {
            for one in &completion.expansions {
                last.push(one.ordinal, one.why, one.langs);
            }
        }
        // Beside other words, what no text has as it was typed may be a typo, whatever else it is.
        if n_clauses > 1 {
            query.correct(index, Reach::Nearest, Clause::is_inexact);
        }
        query
    }

    /// The same query with its last word read as the beginning of one.
    pub(crate) fn completed(&self) -> Option<Query> {
        let mut query = self.clone();
        let completion = query.completion.take()?;
        query.clauses.pop();
        query.clauses.push(completion);
        Some(query)
    }

    /// The query as the same keys give it on other layouts, where its words are known: all of them
    /// as they are, or less certain ones as other forms and, in Latin letters, as names.
    pub(crate) fn on_other_layouts(index: &Index, text: &str, is_certain: bool) -> Vec<Query> {
        let text = cut(text);
        let mut queries = Vec::new();
        // Who typed a known word had the layout right.
        if !index.listens_to(Signal::Layouts)
            || Words::of(text).any_term(|word| word.chars().nth(2).is_some() && index.is_term(word))
        {
            return queries;
        }
        for (layout, meant) in keyboard::layouts(text) {
            // Letters that the keys of English give as signs, and signs that stay, make no word.
            let is_typed = |c: char| !is_word(c) && text.chars().any(|own| own == c);
            let is_meant = |c: char| c.is_ascii_alphanumeric() || is_typed(c);
            let words = Words::of(&meant);
            if layout == Layout::English && !meant.chars().all(is_meant)
                || is_certain && words.any_term(|word| !index.is_term(word))
            {
                continue;
            }
            let mut query = Query::parse(index, &meant);
            let is_certain = |why| match why {
                Why::Typo | Why::Prefix => false,
                Why::Name => layout == Layout::English,
                _ => true,
            };
            let is_meant = |clause: &Clause| {
                clause.expansions.iter().any(|one| is_certain(one.why))
                    || clause.phrases.iter().any(|one| is_certain(one.why))
            };
            if !query.clauses.iter().all(is_meant) {
                continue;
            }
            for clause in &mut query.clauses {
                let expansions = clause.expansions.iter_mut().map(|one| &mut one.why);
                let phrases = clause.phrases.iter_mut().map(|one| &mut one.why);
                expansions
                    .chain(phrases)
                    .for_each(|why| *why = (*why).max(Why::Keyboard));
            }
            query.interpreted = Some(Interpretation {
                kind: Why::Keyboard,
                text: meant,
            });
            queries.push(query);
        }
        queries
    }

    /// The same query with typos assumed in all of its words; none where nothing is near.
    pub(crate) fn corrected(&self, index: &Index) -> Option<Query> {
        let mut query = self.clone();
        let reach = match query.clauses.len() {
            1 => Reach::Nearest,
            2..=MAX_SHORT => Reach::All,
            _ => Reach::OneEdit,
        };
        query.correct(index, reach, |_| true).then_some(query)
    }

    /// Adds the words that the clauses chosen may be a typo of.
    fn correct(
        &mut self,
        index: &Index,
        reach: Reach,
        is_chosen: impl Fn(&Clause) -> bool,
    ) -> bool {
        if !index.listens_to(Signal::Typos) {
            return false;
        }
        let mut text = String::new();
        let mut is_corrected = false;
        let mut was_unknown = false;
        let effort = if self.clauses.len() <= MAX_SHORT + 1 {
            Effort::Full
        } else {
            Effort::Quick
        };
        for clause in &mut self.clauses {
            let mut shown = clause.typed.clone();
            if is_chosen(clause) && clause.date.is_none() && !clause.is_quoted {
                let words = Words::of(&clause.typed);
                let word = words.term(0, words.len().saturating_sub(1));
                let is_unknown = clause.is_unknown();
                let mut found: Vec<u32> = Vec::new();
                fuzzy::corrections(index, word, reach, |ordinal| found.push(ordinal));
                for &ordinal in &found {
                    let term = index.term(ordinal);
                    is_corrected = true;
                    clause.push(ordinal, Why::Typo, 0);
                    reading::forms(index, &term, |form, langs| {
                        clause.push(form, Why::Typo, langs)
                    });
                    if reach != Reach::All {
                        reading::names(index, &term, effort, |name| {
                            clause.push(name, Why::Typo, 0)
                        });
                    }
                }
                for &ordinal in found.iter().filter(|_| reach != Reach::All) {
                    let term = index.term(ordinal);
                    push_aliases_of(index, &term, Why::Typo, clause);
                }
                if let Some(&best) = found.first() {
                    shown = index.term(best);
                    was_unknown |= is_unknown;
                }
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&shown);
        }
        if was_unknown {
            self.interpreted = Some(Interpretation {
                kind: Why::Typo,
                text,
            });
        }
        is_corrected
    }

    /// Whether all of a query is quoted, and so meant as it is typed.
    pub(crate) fn is_literal(&self) -> bool {
        self.clauses.iter().all(|clause| clause.is_quoted)
    }

    /// Whether it has operators, which stand on keys of their own.
    pub(crate) fn has_operators(&self) -> bool {
        let is_scoped = |clause: &Clause| clause.field.is_some();
        !self.excluded.is_empty() || !self.filter.is_empty() || self.clauses.iter().any(is_scoped)
    }

    /// Number of clauses that count towards "all words".
    pub(crate) fn n_asked(&self) -> usize {
        let asked = self
            .clauses
            .iter()
            .filter(|clause| self.is_asked_for(clause));
        asked.count()
    }

    /// Whether a clause counts towards "all words"; all do where all are weak.
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

/// The words of a query, and what is read into them and their neighbours.
fn push_words(index: &Index, part: Part<'_>, clauses: &mut Vec<Clause>) {
    let text = part.text;
    let words = Words::of(text);
    let dates: Vec<date::Found> = date::find(&words).collect();
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
            _ => word_at(index, &words, first, effort),
        };
        if let Some(date) = date {
            let key = date.date.query_key();
            if let Some(ordinal) = index.ordinal(stream::DATE, &key) {
                clause.push(ordinal, Why::Date, 0);
            }
            clause.date = Some(key);
        }
        clause.is_weak = (first..=last).all(|word| is_stop_word(words.term(word, word)));
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
    push_aliases(index, &words, &spans, own);
    // What is known by its sound alone is another spelling of a name that has more to it.
    for clause in own.iter_mut().filter(|clause| clause.is_spelling()) {
        let arabic = |text: &str| text.chars().any(|c| class(c) == Class::Arabic);
        for name in clause.expansions.clone() {
            let term = index.term(name.ordinal);
            if arabic(&term) == arabic(&clause.typed) {
                reading::forms(index, &term, |form, langs| {
                    clause.push(form, Why::Name, langs);
                });
                reading::names(index, &term, effort, |name| clause.push(name, Why::Name, 0));
            }
            push_aliases_of(index, &term, Why::Alias, clause);
        }
    }
    if is_short {
        push_neighbours(index, &words, &spans, own);
    }
}

/// The clause of the word or compound that begins at a word, and the last word that it covers.
fn word_at(index: &Index, words: &Words, first: usize, effort: Effort) -> (Clause, usize) {
    let (mut clause, last) = surface_at(index, words, first);
    let is_stop = (first..=last).all(|word| is_stop_word(words.term(word, word)));
    // A function word that no text has may be another form of one.
    if !is_stop || clause.is_unknown() {
        let term = words.term(first, last);
        let mut form_langs = 0;
        reading::forms(index, term, |form, langs| {
            form_langs |= langs;
            clause.push(form, Why::Stem, langs);
        });
        // A question speaks of its subject in more ways than a few words typed for a search.
        if effort == Effort::Quick {
            reading::derivations(index, term, |form| {
                clause.push(form, Why::Stem, Lang::English.bit());
            });
        }
        reading::names_in(index, term, form_langs, effort, &mut |name| {
            clause.push(name, Why::Name, 0);
        });
        // An Arabic particle before a name is no part of it.
        let own = index.ordinal(stream::SURFACE, term);
        let langs = own.map_or(Lang::Arabic.bit(), |own| index.langs(own));
        for bare in reading::readings(term, langs).skip(1) {
            if index.is_term(bare) {
                reading::names(index, bare, effort, |name| clause.push(name, Why::Name, 0));
                push_aliases_of(index, bare, Why::Alias, &mut clause);
            }
        }
    }
    (clause, last)
}

/// The clause of what was typed alone.
fn surface_at(index: &Index, words: &Words, first: usize) -> (Clause, usize) {
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
    (clause, last)
}

/// A phrase of words as they are; none where one is unknown.
fn exact_phrase(index: &Index, words: &[&str]) -> Option<Phrase> {
    let step = |word: &&str| index.ordinal(stream::SURFACE, word).map(|step| vec![step]);
    Some(Phrase {
        steps: words.iter().map(step).collect::<Option<_>>()?,
        why: Why::Exact,
        langs: 0,
        most_docs: MAX_READ_DOCS,
    })
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

/// A word cut in two of at least two letters each, of which the first is known.
fn cuts<'a>(index: &Index, word: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    word.char_indices()
        .skip(2)
        .filter_map(|(at, _)| word.split_at_checked(at))
        .filter(|(left, right)| right.chars().nth(1).is_some() && index.is_term(left))
}

/// Other names of runs of words: every clause that a run covers is met by them.
fn push_aliases(index: &Index, words: &Words, spans: &[(usize, usize)], clauses: &mut [Clause]) {
    for (from, (first, _)) in spans.iter().enumerate() {
        let until = spans.iter().enumerate().skip(from).take(MAX_ALIAS_WORDS);
        for (to, (_, last)) in until {
            if (first + 1..=*last).any(|word| words.gap(word) > Gap::Soft) {
                break;
            }
            let Some(covered) = clauses.get_mut(from..=to) else {
                break;
            };
            for set in index.alias_sets(words.term(*first, *last)) {
                // A word of a term of several words is no name; nor is what hardly sounds.
                let is_vague = reading::n_consonants(words.term(*first, *last)) < 2;
                if to > from || is_vague {
                    let names = covered.iter_mut().map(|clause| &mut clause.expansions);
                    names.for_each(|names| names.retain(|one| one.why != Why::Name));
                }
                push_alias_set(index, set, Why::Alias, covered);
            }
        }
    }
}

/// The other names of a term that a clause was read as.
fn push_aliases_of(index: &Index, term: &str, why: Why, clause: &mut Clause) {
    for set in index.alias_sets(term) {
        push_alias_set(index, set, why, std::slice::from_mut(clause));
    }
}

fn push_alias_set(index: &Index, set: u32, why: Why, covered: &mut [Clause]) {
    if !index.listens_to(Signal::Aliases) {
        return;
    }
    index.alias_forms(set, |langs, tokens| {
        push_alias(index, langs, &tokens, why, covered);
    });
}

fn push_alias(index: &Index, langs: u8, tokens: &[&str], why: Why, covered: &mut [Clause]) {
    let steps = tokens.iter().map(|token| {
        let mut step: Vec<u32> = index.ordinal(stream::SURFACE, token).into_iter().collect();
        reading::forms(index, token, |form, _| step.push(form));
        step
    });
    let steps: Vec<Vec<u32>> = steps.collect();
    if steps.iter().any(Vec::is_empty) {
        return;
    }
    for clause in covered {
        match steps.as_slice() {
            [step] => step.iter().for_each(|&term| clause.push(term, why, langs)),
            _ => clause.phrases.push(Phrase {
                steps: steps.clone(),
                why,
                langs,
                most_docs: MAX_READ_DOCS,
            }),
        }
    }
}

/// Names of several words: one that a text writes as two, two that it writes as one, and short ones
/// that only their neighbour makes certain (Wang Yi, Xi Jinping).
fn push_neighbours(index: &Index, words: &Words, spans: &[(usize, usize)], clauses: &mut [Clause]) {
    for (clause, (first, last)) in clauses.iter_mut().zip(spans) {
        let word = words.term(*first, *last);
        if clause.date.is_none() && word.chars().nth(4).is_some() {
            reading::names_of_two(index, word, |left, right| {
                clause.phrases.push(Phrase {
                    steps: vec![left, right],
                    why: Why::Name,
                    langs: 0,
                    most_docs: MAX_READ_DOCS,
                });
            });
        }
    }
    for_neighbours(words, spans, clauses, |first, _, last, left, right| {
        if !left.is_weak || !right.is_weak {
            reading::names(index, words.term(first, last), Effort::Full, |name| {
                left.push(name, Why::Name, 0);
                right.push(name, Why::Name, 0);
            });
        }
    });
    for_neighbours(words, spans, clauses, |first, middle, last, left, right| {
        if left.is_weak || right.is_weak {
            return;
        }
        let near = |clause: &Clause, word: &str| {
            let mut step: Vec<u32> = clause.expansions.iter().map(|one| one.ordinal).collect();
            let n_certain = step.len();
            // Longer names are certain by themselves.
            if reading::n_consonants(word) > 2 {
                return (step, false);
            }
            reading::names(index, word, Effort::InContext, |name| {
                if !step.contains(&name) {
                    step.push(name);
                }
            });
            let is_wider = step.len() > n_certain;
            (step, is_wider)
        };
        let (left_step, left_is_wider) = near(left, words.term(first, middle));
        let (right_step, right_is_wider) = near(right, words.term(middle + 1, last));
        if (!left_is_wider && !right_is_wider) || left_step.is_empty() {
            return;
        }
        let mut rights: Vec<Vec<Vec<u32>>> = vec![vec![right_step]];
        rights.extend(right.phrases.iter().map(|phrase| phrase.steps.clone()));
        for steps in rights
            .into_iter()
            .filter(|steps| steps.iter().all(|step| !step.is_empty()))
        {
            let mut all = vec![left_step.clone()];
            all.extend(steps);
            let phrase = Phrase {
                steps: all,
                why: Why::Name,
                langs: 0,
                most_docs: MAX_READ_DOCS,
            };
            left.phrases.push(phrase.clone());
            right.phrases.push(phrase);
        }
    });
}

/// Calls `each` with every two clauses that stand side by side and are no dates: the first word of
/// the left one, its last, the last of the right one, and both.
fn for_neighbours(
    words: &Words,
    spans: &[(usize, usize)],
    clauses: &mut [Clause],
    mut each: impl FnMut(usize, usize, usize, &mut Clause, &mut Clause),
) {
    let mut rest = clauses.iter_mut().zip(spans).peekable();
    while let Some((left, (first, middle))) = rest.next() {
        if let Some((right, (_, last))) = rest.peek_mut()
            && words.gap(middle + 1) <= Gap::Soft
            && left.date.is_none()
            && right.date.is_none()
        {
            each(*first, *middle, *last, left, right);
        }
    }
}

/// The clause of a quoted text; none where it holds no word.
fn phrase(index: &Index, part: Part<'_>) -> Option<Clause> {
    let words = Words::of(part.text);
    let mut steps: Vec<Vec<u32>> = Vec::new();
    let mut first = 0;
    let mut alone = None;
    while first < words.len() && steps.len() < MAX_CLAUSES {
        let (clause, last) = surface_at(index, &words, first);
        // What stands in the dictionary as one term is one step of the sequence; an unknown word
        // is what it is most likely to be read as. The last of several ideographs stands in the
        // pair before it.
        if !words.token_at(first, false).term.is_empty() {
            match clause.phrases.first() {
                Some(phrase) => steps.extend_from_slice(&phrase.steps),
                None => steps.push(clause.expansions.iter().map(|one| one.ordinal).collect()),
            }
        }
        alone = alone.or(Some(clause));
        first = last + 1;
    }
    let mut clause = alone?;
    if steps.len() > 1 {
        clause.expansions.clear();
        clause.phrases = vec![Phrase {
            steps,
            why: Why::Exact,
            langs: 0,
            most_docs: MAX_QUOTED_DOCS,
        }];
    }
    clause.typed = part.text.trim().to_owned();
    clause.field = part.field();
    clause.is_quoted = true;
    Some(clause)
}

/// A clause with the words that begin with what was typed.
fn completion(index: &Index, typed: &Clause) -> Option<Clause> {
    let words = Words::of(&typed.typed);
    let last = words.len().checked_sub(1)?;
    if !index.listens_to(Signal::Completion) {
        return None;
    }
    if (1..=last).any(|word| words.gap(word) > Gap::Space) {
        return None;
    }
    let prefix = words.term(0, last);
    prefix.chars().nth(MIN_PREFIX_LETTERS - 1)?;
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
