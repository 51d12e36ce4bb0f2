//! What else a query may have been meant as: its last word unfinished, words with typos, the keys of
//! another keyboard layout.

use super::{Clause, Interpretation, MAX_SHORT, Query, Why, cut, other_names};
use crate::analyzer::{Words, is_word};
use crate::fuzzy::{self, Reach};
use crate::index::Index;
use crate::keyboard::{self, Layout};
use crate::name;
use crate::reading::{self, Effort, Word};
use crate::signal::Signal;

impl Query {
    /// The same query with its last word read as the beginning of one.
    pub(crate) fn completed(&self) -> Option<Query> {
        let mut query = self.clone();
        let completion = query.completion.take()?;
        query.clauses.pop();
        query.clauses.push(completion);
        Some(query)
    }

    /// The same query with its last word, where it may be barely begun, not asked for.
    pub(crate) fn begun(&self) -> Option<Query> {
        let mut query = self.clone();
        let last = query.clauses.last_mut().filter(|_| self.is_begun)?;
        last.is_weak = true;
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
            let is_meant = |clause: &Clause| {
                // Fewer consonants sound like too much.
                let is_name = layout == Layout::English && reading::n_consonants(&clause.typed) > 2;
                let is_certain = |why| match why {
                    Why::Typo | Why::Prefix => false,
                    Why::Name => is_name,
                    _ => true,
                };
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

    /// Whether one of its words that is known by sound may as well be a typo: what sounds alike is
    /// written in the same script, and not nearly the same.
    pub(crate) fn may_be_typo(&self, index: &Index) -> bool {
        self.clauses.iter().any(|clause| {
            let likeness = clause.expansions.iter().filter_map(|one| {
                let term = index.term(one.ordinal);
                name::likeness_in_script(&clause.typed, &term)
            });
            likeness
                .max()
                .is_some_and(|likeness| likeness < name::SURE_LIKENESS)
        })
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
    pub(super) fn correct(
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
                    reading::forms(index, Word::of(index, &term), |form, langs| {
                        clause.push(form, Why::Typo, langs)
                    });
                }
                let nearer = clause.n_forms();
                for &ordinal in found.iter().filter(|_| reach != Reach::All) {
                    let term = index.term(ordinal);
                    reading::names(index, &term, effort, |name| clause.push(name, Why::Typo, 0));
                    other_names::push_aliases_of(index, &term, Why::Typo, clause);
                }
                clause.put_behind(nearer);
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
}
