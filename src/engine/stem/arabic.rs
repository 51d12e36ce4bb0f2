//! Arabic: the article, particles glued to a word, pronouns, duals and plurals, feminine and nisba.

use super::plural::singular;
use super::{Vocabulary, has_letters, push_noun, without};
use crate::stopwords::is_stop_word;

/// The article with what may stand before it; longer ones first.
const ARTICLES: [&str; 11] = [
    "وبال", "وکال", "فبال", "ولل", "فلل", "وال", "فال", "بال", "کال", "لل", "ال",
];

/// Words that begin as if they had an article.
const NO_ARTICLES: [&str; 5] = ["والدین", "والدته", "والدتی", "والدیه", "والدان"];

/// Pronouns; longer ones first.
const PRONOUNS: [&str; 7] = ["هما", "کما", "ها", "هم", "هن", "کم", "نا"];

pub(super) fn stems(word: &str, has: &dyn Fn(&str) -> bool, push: &mut dyn FnMut(&str)) {
    if let Some(singular) = singular(word) {
        return push(without_feminine(singular));
    }
    if word.contains(['پ', 'چ', 'ژ', 'گ']) || !has_letters(word, 4) {
        return;
    }
    // والذي is a function word as much as الذي is.
    if word.strip_prefix(['و', 'ف']).is_some_and(is_stop_word) {
        return;
    }
    let vocabulary = Vocabulary { has };
    // Nor has ألمانية one where texts have الألمانية, and not what would be left.
    let article = article(word).filter(|(_, rest)| {
        !NO_ARTICLES.contains(&word) && (vocabulary.has(rest) || !vocabulary.has_joined("ال", word))
    });
    let core = match article {
        Some((article, rest)) => {
            let core = behind_article(word, article, rest, &vocabulary);
            if !has_letters(core, 3) {
                // Too short for the rules below: الدم, الله.
                if vocabulary.has(core) {
                    push(core);
                }
                return;
            }
            core
        }
        None => without_particles(word, &vocabulary).unwrap_or(word),
    };
    let base = base_of(core, &vocabulary);
    // قبله is a function word and a pronoun, القبلة is none.
    if article.is_some() || word.ends_with("ات") {
        push_noun(base, push);
    } else {
        push(base);
    }
    // Without an article إلكترونية may lose its own first letters for one: so does الإلكترونية, but
    // not الإلهام where texts have هام.
    let rest = core.strip_prefix("ال");
    if let Some(rest) = rest.filter(|rest| has_letters(rest, 3)) {
        let base = base_of(rest, &vocabulary);
        if !vocabulary.has(rest) && !vocabulary.has(base) {
            push(base);
        }
    }
}

/// A word without pronoun, number and gender.
fn base_of<'a>(word: &'a str, vocabulary: &Vocabulary<'_>) -> &'a str {
    let base = without_pronoun(word, vocabulary).unwrap_or(word);
    let base = without_number(base, vocabulary).unwrap_or(base);
    without_feminine(singular(base).unwrap_or(base))
}

/// The article of a word, and what stands behind it.
fn article(word: &str) -> Option<(&'static str, &str)> {
    ARTICLES
        .into_iter()
        .find_map(|article| Some((article, word.strip_prefix(article)?)))
}

fn behind_article<'a>(
    word: &'a str,
    article: &str,
    rest: &'a str,
    vocabulary: &Vocabulary<'_>,
) -> &'a str {
    // للجنة is ل and لجنة with the article, للبنان has none: two lams hide one of three.
    if let Some(particle) = article.strip_suffix('ل')
        && particle.ends_with('ل')
        && !vocabulary.has_joined("ال", rest)
        && let Some(with_lam) = word.strip_prefix(particle)
        && is_known(with_lam, vocabulary)
    {
        return with_lam;
    }
    rest
}

/// A word without one-letter particles: a conjunction, then a preposition or the future س.
fn without_particles<'a>(word: &'a str, vocabulary: &Vocabulary<'_>) -> Option<&'a str> {
    const INNER: [char; 4] = ['ب', 'ل', 'ک', 'س'];
    let Some(rest) = without_particle(word, &['و', 'ف'], vocabulary) else {
        return without_particle(word, &INNER, vocabulary)
            .filter(|rest| is_known(rest, vocabulary));
    };
    without_particle(rest, &INNER, vocabulary)
        .filter(|inner| is_known(inner, vocabulary))
        .or_else(|| is_known(rest, vocabulary).then_some(rest))
}

/// A word without its first letter, where that may be a particle. It is none where the collection
/// has the word with the article: no particle stands behind an article. (كاملا is of الكامل.)
fn without_particle<'a>(
    word: &'a str,
    particles: &[char],
    vocabulary: &Vocabulary<'_>,
) -> Option<&'a str> {
    // As many short words have these two for their own first letter: كندا, فتحت.
    let min = if word.starts_with(['ف', 'ک']) { 4 } else { 3 };
    let rest = word
        .strip_prefix(particles)
        .filter(|rest| has_letters(rest, min))?;
    // The future stands before a verb in the present; أ is left out for سالم and its like.
    let is_possible = !word.starts_with('س') || rest.starts_with(['ی', 'ت', 'ن']);
    let bare = word.strip_suffix('ا').unwrap_or(word);
    let has_article = vocabulary.has_joined("ال", word) || vocabulary.has_joined("ال", bare);
    (is_possible && !has_article).then_some(rest)
}

/// A word without its pronoun; ة is ت before one.
fn without_pronoun<'a>(word: &'a str, vocabulary: &Vocabulary<'_>) -> Option<&'a str> {
    let on_teh = |rest: &'a str| {
        let rest = without(rest, "ت", 3)?;
        has_form(rest, "ه", vocabulary).then_some(rest)
    };
    for pronoun in PRONOUNS {
        if let Some(rest) = without(word, pronoun, 3) {
            if is_known(rest, vocabulary) || without(rest, "ات", 4).is_some() {
                return Some(rest);
            }
            if let Some(rest) = on_teh(rest).or_else(|| without_seat(rest, 3, vocabulary)) {
                return Some(rest);
            }
        }
    }
    let rest = word.strip_suffix('ه')?;
    // Of shorter words it is ة: عداوة.
    on_teh(rest).or_else(|| without_seat(rest, 4, vocabulary))
}

/// A word on ا without the letter that its last hamza sits on before a pronoun (وزرائها, شركاؤها),
/// where at least `min` letters are left.
fn without_seat<'a>(word: &'a str, min: usize, vocabulary: &Vocabulary<'_>) -> Option<&'a str> {
    word.strip_suffix(['ی', 'و'])
        .filter(|rest| rest.ends_with('ا') && has_letters(rest, min))
        .filter(|rest| is_known(rest, vocabulary))
}

/// A word without the end of a dual, a plural, or of تنوين.
fn without_number<'a>(word: &'a str, vocabulary: &Vocabulary<'_>) -> Option<&'a str> {
    for suffix in ["تین", "تان"] {
        if let Some(rest) = without(word, suffix, 3)
            && has_form(rest, "ه", vocabulary)
        {
            return Some(rest);
        }
    }
    for suffix in ["یین", "یون"] {
        if let Some(rest) = without(word, suffix, 5) {
            return Some(rest);
        }
    }
    for suffix in ["وا", "ون", "ین", "ان", "ا"] {
        if let Some(rest) = without(word, suffix, 3) {
            let is_guarded = match suffix {
                // Names end in ان more often than duals: سلمان is not of سلم.
                "ان" => has_form(rest, "ین", vocabulary),
                "ین" => {
                    is_known(rest, vocabulary)
                        || has_form(rest, "ون", vocabulary)
                        || has_form(rest, "ان", vocabulary)
                }
                "ون" => is_known(rest, vocabulary) || has_form(rest, "ین", vocabulary),
                _ => is_known(rest, vocabulary),
            };
            if is_guarded {
                return Some(rest);
            }
        }
    }
    None
}

/// A word without ة, ات or the nisba: needs no vocabulary, so that all its forms have one stem. None is
/// the nisba of a function word: ولاية, قبلية.
fn without_feminine(word: &str) -> &str {
    ["یات", "ات", "یه", "ه", "ی"]
        .iter()
        .find_map(|suffix| {
            without(word, suffix, 3).filter(|rest| !suffix.starts_with('ی') || !is_stop_word(rest))
        })
        .unwrap_or(word)
}

/// Whether the collection has a word, with or without the article.
fn is_known(word: &str, vocabulary: &Vocabulary<'_>) -> bool {
    vocabulary.has(word) || vocabulary.has_joined("ال", word)
}

/// Whether the collection has a word with another suffix, with or without the article.
fn has_form(word: &str, suffix: &str, vocabulary: &Vocabulary<'_>) -> bool {
    let mut form = String::with_capacity(word.len() + suffix.len());
    form.push_str(word);
    form.push_str(suffix);
    is_known(&form, vocabulary)
}
