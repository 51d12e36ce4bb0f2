//! The terms of a collection that a word may stand for besides itself: its other forms and its
//! names in other scripts.
//!
//! Owns the look-ups of stems and names and what counts as a name at all, for the writer and for
//! queries alike. The rules of stems and of names are in `stem` and `name`.

use crate::fold::{Class, class};
use crate::index::Index;
use crate::language::Lang;
use crate::name::{self, Name};
use crate::signal::Signal;
use crate::stem;
use crate::stopwords::is_stop_word;
use crate::stream;
use crate::table::Pairs;
use std::cell::Cell;

/// Terms of one key that are compared; more share only the shortest keys, which prove little.
const MAX_CANDIDATES: usize = 512;

/// The same for keys of one consonant.
const MAX_VAGUE_CANDIDATES: usize = 128;

/// How alike, of 1000, two words must be to be one name: of one language or of one script that is not
/// the Arabic, or both of the Arabic script, with three consonants in common and with fewer. What is
/// written in one script has the same letters to differ in, and the languages share many words that
/// only look like names.
const SAME_LANGUAGE_SCORE: u16 = 900;
const SAME_LANGUAGE_CONTEXT_SCORE: u16 = 860;
const SAME_SCRIPT_SCORE: u16 = 780;
const SAME_SCRIPT_SHORT_SCORE: u16 = 930;

/// Low bits of a number in the table of names, which are the ordinal of a term; those of its
/// languages, which most candidates are told by, stand above them.
const ORDINAL_BITS: u32 = 28;

/// Adds a term to the table of names, under the keys of all that it may be read as.
pub(crate) fn push_names(names: &mut Pairs, term: &str, ordinal: u32, langs: u8) {
    let number = u32::from(langs) << ORDINAL_BITS | ordinal;
    for reading in readings(term, langs) {
        name::each_key(reading, &mut |key| names.push(key.number(), number));
    }
}

/// A word that was looked up in the dictionary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    text: &'a str,
    /// None where no text has it.
    pub(crate) ordinal: Option<u32>,
    /// The families of languages that have it, as bits.
    pub(crate) langs: u8,
}

impl<'a> Word<'a> {
    pub(crate) fn of(index: &Index, text: &'a str) -> Word<'a> {
        let ordinal = index.ordinal(stream::SURFACE, text);
        Word {
            text,
            ordinal,
            langs: ordinal.map_or(0, |ordinal| index.langs(ordinal)),
        }
    }
}

/// Calls `found` with the terms that are another form of a word, itself left out, and the bit of the
/// language whose rules say so: the form counts in documents of that language alone.
pub(crate) fn forms(index: &Index, word: Word<'_>, mut found: impl FnMut(u32, u8)) {
    // The rest is compiled once, not for every caller.
    find_forms(index, word, &mut found);
}

fn find_forms(index: &Index, word: Word<'_>, found: &mut dyn FnMut(u32, u8)) {
    if !index.listens_to(Signal::Forms) {
        return;
    }
    let Word {
        text: word,
        ordinal: own,
        langs,
    } = word;
    let all_langs = index.all_langs();
    let is_known = |word: &str| index.is_term(word);
    let is_found = Cell::new(false);
    let mut bases: Vec<String> = Vec::new();
    for lang in [Lang::Persian, Lang::Arabic, Lang::English] {
        // What no document has may be of any language; what has one is inflected in that alone, but
        // may be the stem of a word of another.
        if langs != 0 && langs & lang.bit() == 0 {
            if all_langs & lang.bit() == 0 {
                continue;
            }
            for ordinal in index.terms_of_stem(word) {
                let mut is_form = false;
                if index.langs(ordinal) & lang.bit() != 0 {
                    let term = index.term(ordinal);
                    stem::stems(&term, lang, &is_known, &mut |stem| is_form |= stem == word);
                }
                if is_form {
                    found(ordinal, lang.bit());
                }
            }
            continue;
        }
        let mut offer = |ordinal: u32, langs: u8| {
            if Some(ordinal) != own {
                is_found.set(true);
                found(ordinal, langs);
            }
        };
        bases.clear();
        bases.push(word.to_owned());
        stem::stems(word, lang, &is_known, &mut |stem| {
            bases.push(stem.to_owned())
        });
        for base in &bases {
            // The word itself is no other form.
            let other = Some(base).filter(|base| *base != word);
            let ordinal = other.and_then(|base| index.ordinal(stream::SURFACE, base));
            if let Some(ordinal) = ordinal {
                let langs = index.langs(ordinal);
                // What only another language has without an article is borrowed: الناتو, ناتو.
                let is_borrowed = langs & lang.bit() == 0 && is_bare_form(base, word);
                let is_arabic = lang == Lang::Arabic;
                offer(
                    ordinal,
                    if is_arabic && is_borrowed {
                        langs
                    } else {
                        lang.bit()
                    },
                );
            }
            for ordinal in index.terms_of_stem(base) {
                offer(ordinal, lang.bit());
            }
        }
    }
    if own.is_none() && !is_found.get() {
        let mut offer = |form: &str, lang: Lang| {
            let form = index.ordinal(stream::SURFACE, form);
            form.into_iter().for_each(|form| found(form, lang.bit()));
        };
        bases.clear();
        bases.push(word.to_owned());
        stem::stems(word, Lang::Persian, &is_known, &mut |stem| {
            bases.push(stem.to_owned())
        });
        for base in &bases {
            stem::plurals(base, &mut |form| offer(form, Lang::Persian));
        }
        stem::with_proclitics(word, &mut |form| offer(form, Lang::Arabic));
    }
}

/// Calls `found` with the terms that are derived, in English, from what a word is derived from.
pub(crate) fn derivations(index: &Index, word: &str, mut found: impl FnMut(u32)) {
    let Some(mut root) = stem::root(word).filter(|_| index.listens_to(Signal::Forms)) else {
        return;
    };
    index.ordinal(stream::SURFACE, &root).map(&mut found);
    // Those whose stem it is, then those of which it is no more than the root.
    for _ in 0..2 {
        index.terms_of_stem(&root).for_each(&mut found);
        root.push(stem::APART);
    }
}

/// Whether a base is an Arabic word without its article, its feminine ending or both.
fn is_bare_form(base: &str, word: &str) -> bool {
    let bare = word.strip_prefix("ال").unwrap_or(word);
    base != word && (base == bare || bare.strip_suffix('ه') == Some(base))
}

/// How hard to look for names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Questions: only what has three consonants and is no common word.
    Quick,
    /// Short queries.
    Full,
    /// Next to a word that matches, where names may differ by more.
    InContext,
}

/// Calls `found` with the terms that are the same name as a word, itself left out.
pub(crate) fn names(index: &Index, word: &str, effort: Effort, mut found: impl FnMut(u32)) {
    names_in(index, Word::of(index, word), 0, effort, &mut found);
}

/// The same for a word whose other forms stand in documents of some languages, as bits.
pub(crate) fn names_in(
    index: &Index,
    word: Word<'_>,
    form_langs: u8,
    effort: Effort,
    found: &mut dyn FnMut(u32),
) {
    let own = word.ordinal;
    // A word that no text has is of the languages of its other forms.
    let langs = own.map_or(form_langs, |_| word.langs);
    let is_quick = effort == Effort::Quick;
    // What a question is asked in needs no other spelling.
    let all_langs = index.all_langs();
    if is_quick && (langs & all_langs == all_langs || own.is_some_and(|own| index.is_common(own))) {
        return;
    }
    let word = word.text;
    let is_name = may_be_name(word) && index.listens_to(Signal::Names);
    let Some(name) = is_name.then(|| Name::new(word)).flatten() else {
        return;
    };
    let context = effort == Effort::InContext;
    let mut seen: Vec<u32> = Vec::new();
    // A question is read as it most likely sounds; the terms have all their readings.
    let n_keys = if is_quick { 1 } else { name.keys().len() };
    for key in name.keys().iter().take(n_keys) {
        let is_short = key.len() < 3;
        if is_quick && is_short {
            continue;
        }
        let most = match key.len() {
            0..=1 => MAX_VAGUE_CANDIDATES,
            _ => MAX_CANDIDATES,
        };
        for number in index.names().numbers(key.number()).take(most) {
            let ordinal = number & ((1 << ORDINAL_BITS) - 1);
            let other_langs = (number >> ORDINAL_BITS).to_le_bytes()[0];
            let is_same_language = langs & other_langs != 0;
            let is_skipped = is_same_language && (is_quick || (is_short && !context));
            if Some(ordinal) == own || is_skipped {
                continue;
            }
            let at = seen.partition_point(|known| *known < ordinal);
            if seen.get(at) == Some(&ordinal) {
                continue;
            }
            let term = index.term(ordinal);
            if name.is_arabic()
                && (!native_letters_agree(word, &term)
                    || is_own_word(index, langs & !other_langs, word, &term, other_langs))
            {
                continue;
            }
            let is_spelling = |other_word: &str, other: &Name| {
                if is_same_language && !context && name.is_arabic() && other.is_arabic() {
                    return name::are_spellings(word, other_word);
                }
                name::score(&name, other) >= least_score(&name, other, is_same_language, context)
            };
            let mut others = readings(&term, other_langs);
            if others.any(|other_word| {
                Name::new(other_word).is_some_and(|other| {
                    name::matches(&name, &other, context) && is_spelling(other_word, &other)
                })
            }) {
                seen.insert(at, ordinal);
                found(ordinal);
            }
        }
    }
}

/// Whether two words have the same letters of those that both languages of the Arabic script have and
/// no foreign name is written with; words that have them are the languages' own.
fn native_letters_agree(a: &str, b: &str) -> bool {
    if !b.chars().all(|c| class(c) == Class::Arabic) {
        return true;
    }
    let is_short = n_consonants(a) <= 3;
    // Long names may have the others: بطرزبورگ.
    let is_native = |&c: &char| name::is_native(c) || is_short && matches!(c, 'ص' | 'ط');
    a.chars().filter(is_native).eq(b.chars().filter(is_native))
}

/// Whether a term of other languages is, as it is or as a form, another word of some languages: then
/// it is that word, and no foreign spelling of this one.
fn is_own_word(index: &Index, langs: u8, word: &str, term: &str, term_langs: u8) -> bool {
    let is_there = |ordinal: u32| index.langs(ordinal) & langs != 0;
    let is_other = |base: &str| {
        base != word
            && (index.ordinal(stream::SURFACE, base).is_some_and(is_there)
                || index
                    .terms_of_stem(base)
                    .any(|other| is_there(other) && index.term(other) != word))
    };
    let mut is_own = langs != 0 && is_other(term);
    for lang in [Lang::Persian, Lang::Arabic] {
        if langs != 0 && !is_own && term_langs & lang.bit() != 0 {
            let is_known = |word: &str| index.is_term(word);
            stem::stems(term, lang, &is_known, &mut |stem| is_own |= is_other(stem));
        }
    }
    is_own
}

/// How alike two names must be besides matching by their sound.
fn least_score(a: &Name, b: &Name, is_same_language: bool, context: bool) -> u16 {
    if is_same_language {
        return if context {
            SAME_LANGUAGE_CONTEXT_SCORE
        } else {
            SAME_LANGUAGE_SCORE
        };
    }
    if context || !a.is_of_script(b) {
        return 0;
    }
    if !a.is_arabic() {
        return SAME_LANGUAGE_SCORE;
    }
    let common = a.keys().iter().filter(|key| b.keys().contains(key));
    match common.map(|key| key.len()).max() {
        Some(3..) => SAME_SCRIPT_SCORE,
        _ => SAME_SCRIPT_SHORT_SCORE,
    }
}

/// Consonants of the likeliest reading of a word as a name; 0 where it is none.
pub(crate) fn n_consonants(word: &str) -> usize {
    let name = Name::new(word);
    let key = name.as_ref().and_then(|name| name.keys().first());
    key.map_or(0, |key| key.len())
}

/// Calls `found` with the terms that, one of the first behind one of the second written in one, are
/// the same name as a word.
///
/// They need not stand side by side in any text.
pub(crate) fn names_of_two(index: &Index, word: &str, mut found: impl FnMut(Vec<u32>, Vec<u32>)) {
    if !may_be_name(word) || n_consonants(word) < 4 || !index.listens_to(Signal::Names) {
        return;
    }
    for (at, _) in word.char_indices().skip(2) {
        let Some((left, right)) = word.split_at_checked(at) else {
            continue;
        };
        // Parts of fewer consonants are any word.
        if n_consonants(left) < 2 || n_consonants(right) < 2 {
            continue;
        }
        let (mut lefts, mut rights) = (Vec::new(), Vec::new());
        lefts.extend(index.ordinal(stream::SURFACE, left));
        names(index, left, Effort::Full, |name| lefts.push(name));
        if lefts.is_empty() {
            continue;
        }
        rights.extend(index.ordinal(stream::SURFACE, right));
        names(index, right, Effort::Full, |name| rights.push(name));
        if !rights.is_empty() {
            found(lefts, rights);
        }
    }
}

/// The words that a term may be the name of: itself, and in Arabic what stands behind a particle.
pub(crate) fn readings(term: &str, langs: u8) -> impl Iterator<Item = &str> {
    let is_name = may_be_name(term);
    let bare = (langs & Lang::Arabic.bit() != 0)
        .then(|| term.strip_prefix(['\u{648}', '\u{641}', '\u{628}', '\u{644}']))
        .flatten()
        .filter(|rest| rest.chars().nth(3).is_some());
    std::iter::once(term).chain(bare).filter(move |_| is_name)
}

/// Whether a folded word can be a name at all.
pub(crate) fn may_be_name(word: &str) -> bool {
    let is_letter = |c: char| matches!(class(c), Class::Arabic | Class::Letter);
    // A Latin word without a vowel is an abbreviation.
    let is_latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_spoken = !is_latin || word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    is_spoken && word.chars().all(is_letter) && word.chars().nth(1).is_some() && !is_stop_word(word)
}
