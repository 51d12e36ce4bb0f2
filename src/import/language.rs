//! Languages by their tags: owns reading one as it is written, and what is said of one that is none.
//!
//! A tag is a language of BCP 47 with its script, region and variants, as the page's names of
//! languages and the engine's analyzer take it: `fa`, `zh-Hant-TW`.

use icu_locale_core::LanguageIdentifier;

use crate::language_codes::ALIASES;

/// Names that are written where a tag is expected, in lower case.
const LANGUAGES: [(&str, &str); 20] = [
    ("persian", "fa"),
    ("farsi", "fa"),
    ("فارسی", "fa"),
    ("arabic", "ar"),
    ("العربية", "ar"),
    ("عربی", "ar"),
    ("english", "en"),
    ("dari", "prs"),
    ("pashto", "ps"),
    ("kurdish", "ku"),
    ("urdu", "ur"),
    ("turkish", "tr"),
    ("azerbaijani", "az"),
    ("tajik", "tg"),
    ("hebrew", "he"),
    ("russian", "ru"),
    ("french", "fr"),
    ("german", "de"),
    ("spanish", "es"),
    ("chinese", "zh"),
];

/// A tag in its canonical form: joints that locales write as `_`, letters of either case and codes
/// that have a shorter one are mended. Extensions are left out.
pub(crate) fn tag(written: &str) -> Option<String> {
    let joined = written.replace('_', "-");
    let tag = LanguageIdentifier::try_from_locale_bytes(joined.as_bytes()).ok()?;
    let tag = tag.to_string();
    let (language, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    let alias = ALIASES.binary_search_by_key(&language, |(code, _)| code);
    Some(match alias {
        Ok(found) => format!("{}{rest}", ALIASES[found].1),
        Err(_) => tag,
    })
}

/// The tag of what is written for an article: that of the first language, where several are.
pub(crate) fn first_tag(written: &str) -> Option<String> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '\u{60c}' | '\u{61b}');
    let parts = written.split(is_between).filter(|part| !part.is_empty());
    let tags: Option<Vec<String>> = parts.map(tag).collect();
    tags?.into_iter().next()
}

/// Whether a tag says that no language is known.
pub(crate) fn is_unknown(tag: &str) -> bool {
    tag.split('-').next() == Some("und")
}

/// What is to be said of what is no tag.
pub(crate) fn refusal(written: &str) -> String {
    let rest = match nearest_tag(written) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "fa, ar and en-GB are some".to_owned(),
    };
    format!("\"{written}\" is no language tag; {rest}")
}

/// The tag of a language that goes by its name, or the one that a longer text begins with.
fn nearest_tag(written: &str) -> Option<String> {
    let written = written.trim();
    let name = written.to_lowercase();
    let is_near = |known: &str| strsim::damerau_levenshtein(known, &name) <= 1;
    if let Some((_, tag)) = LANGUAGES.iter().find(|(known, _)| is_near(known)) {
        return Some((*tag).to_owned());
    }
    let is_foreign = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
    let beginning = written.split(is_foreign).next().unwrap_or_default();
    tag(beginning.trim_end_matches(['-', '_']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_one_form() {
        for (written, expected) in [
            ("fa", Some("fa")),
            ("FA", Some("fa")),
            ("fa_ir", Some("fa-IR")),
            ("zh_hant-tw", Some("zh-Hant-TW")),
            ("sr-LATN", Some("sr-Latn")),
            ("de-ch-1901", Some("de-CH-1901")),
            ("es-419", Some("es-419")),
            ("en-u-ca-buddhist", Some("en")),
            ("ar-x-private", Some("ar")),
            ("eng", Some("en")),
            ("ENG-gb", Some("en-GB")),
            ("fas", Some("fa")),
            ("per", Some("fa")),
            ("ara", Some("ar")),
            ("ger", Some("de")),
            ("iw", Some("he")),
            ("prs", Some("prs")),
            ("ckb", Some("ckb")),
            ("x", None),
            ("x-private", None),
            ("", None),
            (" fa", None),
            ("fa-", None),
            ("fa,en", None),
            ("Persian", None),
            ("\u{641}\u{627}\u{631}\u{633}\u{6cc}", None),
            ("fa-abcdefghi", None),
            ("fa-IR.UTF-8", None),
        ] {
            assert_eq!(tag(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn of_several_languages_the_first_counts() {
        for (written, expected) in [
            ("fa,en", Some("fa")),
            ("fa_IR; eng", Some("fa-IR")),
            (" ar\u{60c} fa ", Some("ar")),
            ("en fa", Some("en")),
            ("no language", None),
            ("fa,Persian", None),
            (" , ", None),
        ] {
            assert_eq!(first_tag(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn codes_are_in_order() {
        assert!(ALIASES.is_sorted_by_key(|(code, _)| code));
    }
}
