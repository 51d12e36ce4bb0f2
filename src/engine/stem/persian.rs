//! Persian: plurals, verb prefixes, degrees, the copula, possessives and ی.

use super::plural::singular;
use super::{Vocabulary, has_letters, push_noun, without};
use std::borrow::Cow;

/// Plural with or without a possessive or ی; longer ones first.
const PLURALS: [&str; 9] = [
    "هایشان",
    "هایمان",
    "هایتان",
    "هایش",
    "هایم",
    "هایت",
    "هایی",
    "های",
    "ها",
];

/// What would be left of words that only look like plurals: تنها, انتها, اشتها, منتها, شانگهای,
/// هستهای.
const NO_SINGULARS: [&str; 6] = ["تن", "انت", "اشت", "منت", "شانگ", "هست"];

/// What follows a word on ه behind a half-space: forms of "to be", the indefinite, possessives.
const AFTER_HEH: [&str; 11] = [
    "اند", "ایم", "اید", "است", "ای", "ام", "ات", "اش", "مان", "تان", "شان",
];

/// Those that end hardly any other word.
const COPULAS: [&str; 3] = ["اند", "ایم", "اید"];

/// Words that only begin as verbs do.
const NO_VERBS: [&str; 24] = [
    "میانجی",
    "میاندار",
    "میانمار",
    "میانه",
    "میانی",
    "میانگین",
    "میثاق",
    "میخ",
    "میدان",
    "میدانی",
    "میرزا",
    "میراث",
    "میرم",
    "میزان",
    "میزبان",
    "میعاد",
    "میلاد",
    "میلیارد",
    "میلیاردی",
    "میلیون",
    "میلیونی",
    "میهمان",
    "میهمانی",
    "میهن",
];

/// Short nouns that take ان; of other words so short it is the end.
const SHORT_NOUNS: [&str; 9] = ["زن", "مرد", "پدر", "پسر", "یار", "شاه", "دزد", "سخن", "چشم"];

/// The ends of verbs.
const VERB_ENDS: [char; 4] = ['د', 'م', 'ی', 'ت'];

pub(super) fn stems(word: &str, has: &dyn Fn(&str) -> bool, push: &mut dyn FnMut(&str)) {
    let vocabulary = Vocabulary { has };
    if let Some(singular) = singular(word) {
        push(singular);
    } else if let Some(rest) = verb(word) {
        push(rest);
    } else if !joined(word, &vocabulary, push) {
        if let Some(base) = degree(word, &vocabulary) {
            push(base);
        } else {
            noun(word, &vocabulary, push);
        }
    }
}

/// می‌کنند without its half-space.
fn verb(word: &str) -> Option<&str> {
    let rest = word
        .strip_prefix("نمی")
        .or_else(|| word.strip_prefix("می"))?;
    let is_verb = has_letters(rest, 3)
        && rest.ends_with(VERB_ENDS)
        && !rest.ends_with("ات")
        && !PLURALS.iter().any(|suffix| rest.ends_with(suffix))
        && !NO_VERBS.contains(&word);
    is_verb.then_some(rest)
}

/// What is written with a half-space: plurals, and suffixes of words on ه.
///
/// `خانهای` is خانه‌ای or خان‌های: the vocabulary decides; where it has both or none, both are meant.
fn joined(word: &str, vocabulary: &Vocabulary<'_>, push: &mut dyn FnMut(&str)) -> bool {
    let plural_of = PLURALS
        .iter()
        .find_map(|suffix| without(word, suffix, 2))
        .filter(|rest| !NO_SINGULARS.contains(rest));
    let on_heh = AFTER_HEH.into_iter().find_map(|suffix| {
        let rest = without(word, suffix, 3).filter(|rest| rest.ends_with('ه'))?;
        Some((rest, suffix))
    });
    match (on_heh, plural_of) {
        (Some((rest, suffix)), None) if COPULAS.contains(&suffix) || vocabulary.has(rest) => {
            push(rest);
        }
        (Some((rest, suffix)), Some(singular)) => {
            let are_known = (vocabulary.has(rest), vocabulary.has(singular));
            let may_be_heh = suffix == "ای" || COPULAS.contains(&suffix);
            if are_known.0 || (may_be_heh && !are_known.1) {
                push(rest);
            }
            if are_known != (true, false) {
                push_noun(singular, push);
            }
        }
        (None, Some(singular)) => push_noun(singular, push),
        _ => return false,
    }
    true
}

fn degree<'a>(word: &'a str, vocabulary: &Vocabulary<'_>) -> Option<&'a str> {
    let (rest, others) = [
        ("ترین", ["تر", "تری"]),
        ("تری", ["تر", "ترین"]),
        ("تر", ["ترین", "تری"]),
    ]
    .into_iter()
    .find_map(|(suffix, others)| Some((without(word, suffix, 3)?, others)))?;
    let is_known = vocabulary.has(rest)
        || others
            .iter()
            .any(|other| vocabulary.has_joined(rest, other));
    is_known.then_some(rest)
}

/// A possessive or ی, then a plural of persons or of Arabic; all guarded by the vocabulary.
fn noun(word: &str, vocabulary: &Vocabulary<'_>, push: &mut dyn FnMut(&str)) {
    let mut base = word;
    if let Some(rest) = possessed(word, vocabulary) {
        base = rest;
    } else if let Some(rest) = without(word, "یی", 3) {
        // کرونایی is of کرونا; without the vocabulary only where much is left.
        if has_letters(rest, 4) || vocabulary.has(rest) {
            return push(rest);
        }
    } else if let Some(base) = without(word, "گی", 3).and_then(|rest| with_heh(rest, vocabulary))
    {
        return push(&base);
    }
    if base == word
        && let Some(rest) = without(word, "ی", 3)
    {
        if vocabulary.has(rest) || singular(rest).is_some() {
            base = rest;
        } else if let Some(singular) = regular_singular(rest, vocabulary) {
            return push(&singular);
        }
    }
    if let Some(singular) = singular(base) {
        push(singular);
    } else if let Some(singular) = regular_singular(base, vocabulary) {
        push(&singular);
    } else if base != word {
        push(base);
    }
}

/// A noun without its possessive; only what is a plural or is known to have one is a noun.
fn possessed<'a>(word: &'a str, vocabulary: &Vocabulary<'_>) -> Option<&'a str> {
    let has_plural = |noun: &str| {
        vocabulary.has(noun)
            && (vocabulary.has_joined(noun, "ها") || vocabulary.has_joined(noun, "های"))
    };
    ["شان", "مان", "تان", "ش", "م", "ت"]
        .iter()
        .filter_map(|suffix| without(word, suffix, 4))
        .find(|rest| {
            has_plural(rest)
                || singular(rest).is_some()
                || regular_singular(rest, vocabulary).is_some()
        })
}

/// The singular that the vocabulary has of a plural of persons or of Arabic.
fn regular_singular<'a>(word: &'a str, vocabulary: &Vocabulary<'_>) -> Option<Cow<'a, str>> {
    if NO_VERBS.contains(&word) {
        return None;
    }
    // Arabic plurals are of Arabic words: پوتین and پوشکین are none.
    let is_persian = word.contains(['پ', 'چ', 'ژ', 'گ']);
    if let Some(rest) = without(word, "گان", 3) {
        with_heh(rest, vocabulary)
    } else if let Some(with_yeh) = word.strip_suffix("ان").or_else(|| word.strip_suffix("ون"))
        && let Some(rest) = without(with_yeh, "ی", 3)
    {
        // The ی of ایرانیان is the word's own, the one of دانشجویان is not.
        let order = if rest.ends_with(['ا', 'و']) {
            [rest, with_yeh]
        } else {
            [with_yeh, rest]
        };
        known(order, vocabulary)
    } else if let Some(rest) = without(word, "ات", 3) {
        // A last ه is lost: کارخانجات is of کارخانه.
        let of_things = without(rest, "ج", 3);
        known([rest], vocabulary)
            .or_else(|| with_heh(rest, vocabulary))
            .or_else(|| with_heh(of_things?, vocabulary))
            .or_else(|| known(of_things, vocabulary))
    } else {
        let suffixes: &[&str] = if is_persian {
            &["ان"]
        } else {
            &["ان", "ین", "ون"]
        };
        let rest = suffixes.iter().find_map(|suffix| without(word, suffix, 4));
        let short = word.strip_suffix("ان");
        known(
            rest.or(short.filter(|rest| SHORT_NOUNS.contains(rest))),
            vocabulary,
        )
    }
}

/// The first word that the vocabulary has.
fn known<'a>(
    words: impl IntoIterator<Item = &'a str>,
    vocabulary: &Vocabulary<'_>,
) -> Option<Cow<'a, str>> {
    let known = words.into_iter().find(|word| vocabulary.has(word));
    known.map(Cow::Borrowed)
}

/// The word with the ه that it lost before its suffix, where there is such a word.
fn with_heh(word: &str, vocabulary: &Vocabulary<'_>) -> Option<Cow<'static, str>> {
    let mut base = String::with_capacity(word.len() + 2);
    base.push_str(word);
    base.push('ه');
    vocabulary.has(&base).then_some(Cow::Owned(base))
}
