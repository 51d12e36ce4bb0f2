//! Letters as labels are compared: owns which spellings of a page's fixed words count as one.
//!
//! A page writes `برچسب\u{200c}ها`, `برچسب ها` or `برچسبها`, with Arabic or Persian letters, with or
//! without marks; its labels, month names and outlets are tables written once. Nothing folded
//! here reaches a document: the text of an article stays as printed, and search text is folded
//! by the engine's analyzer alone.

/// The letter that stands for all its spellings, or `None` for what a comparison skips.
pub(crate) fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => return None,
        c if is_invisible(c) => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ي' | 'ى' | 'ئ' | 'ې' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' | 'ۂ' | 'ە' => 'ه',
        'ؤ' => 'و',
        c => match digit(c) {
            Some(value) => char::from(b'0' + value),
            None => c.to_ascii_lowercase(),
        },
    })
}

/// Whether `c` is a joiner, a direction mark or a byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// The value of an ASCII, Arabic-Indic or Extended Arabic-Indic digit.
pub(crate) fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    u8::try_from(u32::from(c) - u32::from(zero)).ok()
}

/// `text` without the white space, joiners and marks of direction around it.
///
/// Controls that come in pairs stay, for the other one may stand inside.
pub(crate) fn trim(text: &str) -> &str {
    let is_paired = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) && !is_paired(c))
}

/// Whether both are the same letters and digits in the same order, spaces and signs aside.
pub(crate) fn same(a: &str, b: &str) -> bool {
    compact(a).eq(compact(b))
}

/// What follows `label` at the start of `text`, if that is whole words of it.
///
/// Spaces inside the label are optional in the text.
pub(crate) fn strip_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut wanted = label
        .chars()
        .filter(|c| !c.is_whitespace())
        .filter_map(fold);
    let mut next = wanted.next()?;
    let mut chars = text.char_indices();
    let end = loop {
        let (at, c) = chars.next()?;
        if c.is_whitespace() {
            continue;
        }
        let Some(folded) = fold(c) else { continue };
        if folded != next {
            return None;
        }
        match wanted.next() {
            Some(c) => next = c,
            None => break at + c.len_utf8(),
        }
    };
    let rest = text[end..].trim_start_matches(|c| fold(c).is_none());
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// The words of `text` folded, each after one space, and a line break where a sign parts them.
///
/// In this form a phrase is a substring: `" a b"` and a space after it.
pub(crate) fn phrases(text: &str, into: &mut String) {
    into.push(' ');
    let mut in_word = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if let Some(c) = fold(c) {
                into.push(c);
                in_word = true;
            }
        } else if fold(c).is_some() {
            if in_word {
                into.push(' ');
            }
            if !c.is_whitespace() {
                into.push_str("\n ");
            }
            in_word = false;
        }
    }
    into.push_str(" \n");
}

/// The folded letters and digits of a text.
fn compact(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .filter_map(fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_meet_in_every_spelling() {
        for line in [
            "برچسبها",
            "برچسب ها :",
            "برچسب\u{200c}ها:",
            "برچسب\u{640}ها",
            "بَرچسب\u{200c}ها",
        ] {
            assert!(strip_label(line, "برچسب ها").is_some(), "{line}");
        }
        assert_eq!(strip_label("إقرأ أيضًا: متن", "اقرا ايضا"), Some(": متن"));
        assert_eq!(strip_label("منبعی", "منبع"), None);
        assert_eq!(strip_label("منب", "منبع"), None);
        assert_eq!(strip_label("", "منبع"), None);
    }

    #[test]
    fn phrases_do_not_cross_a_sign() {
        let mut text = String::new();
        phrases("بين الصين وروسيا، وانغ", &mut text);
        assert!(text.contains(" الصین وروسیا "));
        assert!(!text.contains(" وروسیا وانغ "));
    }
}
