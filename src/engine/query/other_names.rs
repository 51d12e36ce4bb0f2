//! What is read into words together with their neighbours: other names of the same, and names of
//! several words.

use super::{Clause, Phrase, Why};
use crate::analyzer::{Gap, Words};
use crate::index::Index;
use crate::reading::{self, Effort, Word};
use crate::signal::Signal;

/// Words of a query that one alias may cover.
const MAX_ALIAS_WORDS: usize = 5;

/// Other names of runs of words: every clause that a run covers is met by them.
pub(super) fn push_aliases(
    index: &Index,
    words: &Words,
    spans: &[(usize, usize)],
    clauses: &mut [Clause],
) {
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
                covered
                    .iter_mut()
                    .for_each(|clause| clause.has_aliases = true);
            }
        }
    }
}

/// The other names of a term that a clause was read as.
pub(super) fn push_aliases_of(index: &Index, term: &str, why: Why, clause: &mut Clause) {
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
        let word = Word::of(index, token);
        let mut step: Vec<u32> = word.ordinal.into_iter().collect();
        reading::forms(index, word, |form, _| step.push(form));
        step
    });
    let steps: Vec<Vec<u32>> = steps.collect();
    if steps.iter().any(Vec::is_empty) {
        return;
    }
    for clause in covered {
        match steps.as_slice() {
            [step] => step.iter().for_each(|&term| clause.push(term, why, langs)),
            _ => clause.phrases.push(Phrase::new(steps.clone(), why, langs)),
        }
    }
}

/// Names of several words: one that a text writes as two, two that it writes as one, and short ones
/// that only their neighbour makes certain (Wang Yi, Xi Jinping).
pub(super) fn push_neighbours(
    index: &Index,
    words: &Words,
    spans: &[(usize, usize)],
    clauses: &mut [Clause],
) {
    for (clause, (first, last)) in clauses.iter_mut().zip(spans) {
        let word = words.term(*first, *last);
        if clause.date.is_none() && word.chars().nth(4).is_some() {
            reading::names_of_two(index, word, |left, right| {
                let steps = vec![left, right];
                clause.phrases.push(Phrase::new(steps, Why::Name, 0));
            });
        }
    }
    for_neighbours(words, spans, clauses, |first, middle, last, left, right| {
        let word = words.term(first, last);
        // A function word is no part of a short name, but its letters may be of a long one.
        if left.is_weak && right.is_weak
            || (left.is_weak || right.is_weak) && reading::n_consonants(word) < 4
        {
            return;
        }
        let (begin, end) = (words.term(first, middle), words.term(middle + 1, last));
        // Behind a known word the beginning of one is no end of a name.
        if index.is_term(begin) && !index.is_term(end) && index.is_beginning(end) {
            return;
        }
        // Two words of a language are those words there, and what one of them is alone is no name of
        // both.
        let both = Word::of(index, begin).langs & Word::of(index, end).langs;
        reading::names(index, word, Effort::Full, |name| {
            let is_part = |clause: &Clause| clause.expansions.iter().any(|one| one.ordinal == name);
            if index.langs(name) & both == 0 && !is_part(left) && !is_part(right) {
                left.push(name, Why::Name, 0);
                right.push(name, Why::Name, 0);
            }
        });
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
            let phrase = Phrase::new(all, Why::Name, 0);
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
