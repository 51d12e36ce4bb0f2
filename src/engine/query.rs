//! Query text → clauses: what a document has to hold, and in which forms.
//!
//! Owns the clauses and how a text becomes them. No input is an error: what is not understood is
//! searched as words. Which terms stand for a word is read in `words`, what it is beside its neighbours
//! in `other_names`, what else may have been meant in `instead`. The syntax of queries belongs to
//! `syntax`, scoring to `score`, finding the forms in a text to `matcher`.

mod hamza;
mod instead;
mod other_names;
mod words;

use crate::analyzer::is_word;
use crate::field::Field;
use crate::filter::Filter;
use crate::fuzzy::Reach;
use crate::index::Index;
use crate::syntax::{self, Scope};
use words::{completion, is_barely_begun, is_no_word, phrase, push_words};

/// Bytes of a query that are read; nobody types more, and the time of a search stays bounded.
const MAX_QUERY_BYTES: usize = 4096;

/// Clauses that are searched; further words of a query are left out.
pub(crate) const MAX_CLAUSES: usize = 64;

/// Up to this many words all are asked for, and the dearer readings are tried.
pub(crate) const MAX_SHORT: usize = 3;

/// From this many words on, function words included, a query is a question.
pub(crate) const QUESTION_WORDS: usize = 5;

/// Documents that are read to verify a quoted phrase, and one that was only read into a query: what
/// bounds the time of a search.
const MAX_QUOTED_DOCS: usize = 4096;
const MAX_READ_DOCS: usize = 256;

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
    /// Whether it is reached by way of another form, or gives way to one: it counts less than any.
    pub(crate) is_behind: bool,
}

/// Words that follow each other in a text; each step is met by any of its terms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    pub(crate) steps: Vec<Vec<u32>>,
    pub(crate) why: Why,
    pub(crate) langs: u8,
    /// Whether it is reached by way of another form, or gives way to one: it counts less than any.
    pub(crate) is_behind: bool,
    /// The steps before which a comma or the like was typed, as bits: it may stand there.
    pub(crate) breaks: u64,
    /// Documents whose text is read to verify it and its like, at most.
    pub(crate) most_docs: usize,
}

impl Phrase {
    /// One that is read into a query.
    fn new(steps: Vec<Vec<u32>>, why: Why, langs: u8) -> Phrase {
        Phrase {
            steps,
            why,
            langs,
            is_behind: false,
            breaks: 0,
            most_docs: MAX_READ_DOCS,
        }
    }
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
    /// No text has what was typed, another form or another name of it: at most what sounds alike.
    is_by_sound: bool,
    /// It is a name that has others.
    has_aliases: bool,
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
                is_behind: false,
            }),
        }
    }

    /// Number of its terms and of its phrases.
    fn n_forms(&self) -> (usize, usize) {
        (self.expansions.len(), self.phrases.len())
    }

    /// Puts its terms and phrases, but for the first so many, behind all others.
    fn put_behind(&mut self, (n_terms, n_phrases): (usize, usize)) {
        let expansions = self.expansions.iter_mut().skip(n_terms);
        let phrases = self.phrases.iter_mut().skip(n_phrases);
        let expansions = expansions.map(|one| &mut one.is_behind);
        let phrases = phrases.map(|one| &mut one.is_behind);
        expansions
            .chain(phrases)
            .for_each(|is_behind| *is_behind = true);
    }

    /// The terms that are what was typed, in whatever spelling.
    fn exact_terms(&self, index: &Index) -> Vec<String> {
        let exact = self.expansions.iter().filter(|one| one.why == Why::Exact);
        exact.map(|one| index.term(one.ordinal)).collect()
    }

    /// Whether it is known by its sound alone.
    fn is_spelling(&self) -> bool {
        self.phrases.is_empty() && self.expansions.iter().all(|one| one.why == Why::Name)
    }

    /// Whether what sounds alike is all that one word may be, though two may be it: st an for stan.
    fn has_names_alone(&self) -> bool {
        let is_name = |one: &Expansion| one.why == Why::Name || one.is_behind;
        !self.has_aliases && !self.expansions.is_empty() && self.expansions.iter().all(is_name)
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
    /// Whether the last clause may be no more than the first letters of a word.
    is_begun: bool,
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
        // What the words before it have found stays while the next one is begun.
        let mut is_begun = false;
        if last_is_open
            && clauses.len() > 1
            && let Some(last) = clauses.last_mut().filter(|last| is_barely_begun(last))
        {
            if last.is_unknown() {
                clauses.pop();
                last_is_open = false;
            } else {
                last.is_weak |= is_no_word(last);
                is_begun = true;
            }
        }
        let completion = clauses
            .last()
            .filter(|last| last_is_open && last.date.is_none())
            .and_then(|last| completion(index, last));
        let mut query = Query {
            clauses,
            completion,
            is_begun,
            interpreted: None,
            excluded,
            filter,
            is_question: text.trim_end().ends_with(['?', '؟']),
        };
        let n_clauses = query.clauses.len();
        // Beside other words the last one may always be unfinished; alone it is what it is, unless it
        // is no word but for what sounds like its beginning.
        if n_clauses <= MAX_SHORT
            && let (Some(last), Some(completion)) = (query.clauses.last_mut(), &query.completion)
            && (n_clauses > 1 || last.has_names_alone())
        {
            if last.has_names_alone() {
                last.put_behind((0, last.phrases.len()));
                last.is_by_sound &= n_clauses > 1;
            }
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

    /// Whether all of a query is quoted, and so meant as it is typed.
    pub(crate) fn is_literal(&self) -> bool {
        self.clauses.iter().all(|clause| clause.is_quoted)
    }

    /// Whether no text has any of its words, nor another form or name of one, but what sounds alike.
    pub(crate) fn is_by_sound(&self) -> bool {
        self.clauses.iter().all(|clause| clause.is_by_sound)
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
