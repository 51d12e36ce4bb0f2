//! English, by Porter's algorithm (1980): steps 1 and 5a undo the inflections of nouns and verbs, the
//! others derivations (-ation, -ment), which count in questions alone.

/// Words on s that are no plurals.
const NO_PLURALS: [&str; 4] = ["news", "series", "species", "always"];

/// What becomes of the end of a derivation, and how much has to stand before it, as a measure: steps
/// 2, 3 and 4. In each the first end that fits is the one. As y stays y, `bly` stands for `bli`.
const DERIVATIONS: [(usize, &str); 3] = [
    (
        1,
        "ational/ate tional/tion ency/ence ancy/ance izer/ize bly/ble ally/al ently/ent ely/e \
         ously/ous ization/ize ation/ate ator/ate alism/al iveness/ive fulness/ful ousness/ous \
         ality/al ivity/ive bility/ble",
    ),
    (1, "icate/ic ative/ alize/al icity/ic ical/ic ful/ ness/"),
    (
        2,
        "al/ ance/ ence/ er/ ic/ able/ ible/ ant/ ement/ ment/ ent/ sion/s tion/t ou/ ism/ ate/ \
         ity/ ous/ ive/ ize/",
    ),
];

pub(super) fn stems(word: &str, push: &mut dyn FnMut(&str)) {
    if let Some(mut stem) = uninflected(word) {
        strip_e(&mut stem);
        push(&stem);
    }
}

/// What is left of a word without the ends of derivations, which is a stem of the word or less.
pub(super) fn root(word: &str) -> Option<String> {
    let mut root = uninflected(word)?;
    for (min, rules) in DERIVATIONS {
        let mut rules = rules.split(' ').filter_map(|rule| rule.split_once('/'));
        let fitting = rules.find_map(|(end, new)| Some((root.strip_suffix(end)?, new)));
        if let Some((rest, new)) = fitting
            && measure(rest) >= min
        {
            let len = rest.len();
            root.truncate(len);
            root.push_str(new);
        }
    }
    strip_e(&mut root);
    if root.ends_with("ll") && measure(&root) > 1 {
        root.pop();
    } else if root.ends_with('i') {
        root.pop();
        root.push('y');
    }
    Some(root)
}

/// A word in its base form, by step 1; none where it is no English one.
fn uninflected(word: &str) -> Option<String> {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut stem = word.to_owned();
    strip_plural(&mut stem);
    strip_verb(&mut stem);
    Some(stem)
}

fn strip_e(stem: &mut String) {
    // Shorter ones are words of their own: us is not of use.
    if let Some(rest) = stem.strip_suffix('e').filter(|rest| rest.len() > 2) {
        let n = measure(rest);
        if n > 1 || (n == 1 && !is_short(rest)) {
            stem.pop();
        }
    }
}

fn strip_plural(stem: &mut String) {
    if !stem.ends_with('s') || NO_PLURALS.contains(&stem.as_str()) {
        return;
    }
    if stem.ends_with("ies") && stem.len() > 4 {
        stem.truncate(stem.len() - 3);
        stem.push('y');
    } else if ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .any(|end| stem.ends_with(end))
    {
        stem.truncate(stem.len() - 2);
    } else if !["ss", "us", "is"].iter().any(|end| stem.ends_with(end)) {
        stem.pop();
    }
}

fn strip_verb(stem: &mut String) {
    if let Some(rest) = stem.strip_suffix("eed") {
        if measure(rest) > 0 {
            stem.pop();
        }
        return;
    }
    if stem.ends_with("ied") && stem.len() > 4 {
        stem.truncate(stem.len() - 3);
        stem.push('y');
        return;
    }
    let Some(rest) = ["ed", "ing"].iter().find_map(|end| stem.strip_suffix(end)) else {
        return;
    };
    if !has_vowel(rest) {
        return;
    }
    let len = rest.len();
    stem.truncate(len);
    let bytes = stem.as_bytes();
    // The two consonants of add and egg are its own.
    let is_doubled = len > 3
        && bytes[len - 1] == bytes[len - 2]
        && !is_vowel(bytes, len - 1)
        && !matches!(bytes[len - 1], b'l' | b's' | b'z');
    if is_doubled {
        stem.pop();
    } else if ["at", "bl", "iz"].iter().any(|end| stem.ends_with(end))
        || (measure(stem) == 1 && (is_short(stem) || len == 2))
    {
        stem.push('e');
    }
}

/// How many times a vowel is followed by a consonant: Porter's m.
fn measure(stem: &str) -> usize {
    let bytes = stem.as_bytes();
    (1..bytes.len())
        .filter(|&at| is_vowel(bytes, at - 1) && !is_vowel(bytes, at))
        .count()
}

/// Whether it ends in consonant, vowel, consonant other than w, x and y: Porter's *o.
fn is_short(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let Some(at) = bytes.len().checked_sub(3) else {
        return false;
    };
    !is_vowel(bytes, at)
        && is_vowel(bytes, at + 1)
        && !is_vowel(bytes, at + 2)
        && !matches!(bytes[at + 2], b'w' | b'x' | b'y')
}

fn has_vowel(stem: &str) -> bool {
    (0..stem.len()).any(|at| is_vowel(stem.as_bytes(), at))
}

fn is_vowel(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' => at > 0 && !is_vowel(bytes, at - 1),
        _ => false,
    }
}
