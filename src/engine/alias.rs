//! Aliases: names and terms that are equal and do not sound alike (Beijing, پکن; وزیر خارجه,
//! وزير الخارجية).
//!
//! Owns the sets that come with the engine. The writer packs those that a collection has a form of; a
//! search reads them from the pack, so nothing of the data here is part of the reader. Names that are
//! transliterations of each other are left to `name`.
//!
//! The names of `data/aliases/places.tsv` are from Unicode CLDR, under the licence beside them;
//! the terms of `data/aliases/terms.tsv` are the project's own.

use crate::analyzer::Words;
use crate::language::Lang;

const PLACES: &str = include_str!("data/aliases/places.tsv");
const TERMS: &str = include_str!("data/aliases/terms.tsv");

/// The languages of the columns; Russian is a language like any other to the analyzer.
const COLUMNS: [Lang; 4] = [Lang::English, Lang::Persian, Lang::Arabic, Lang::Other];

/// One form of a name or term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The documents that it stands for the name in: کره is Korea in Persian, and a ball in Arabic.
    /// None where any may.
    pub(crate) lang: Option<Lang>,
    /// Folded tokens, at least one.
    pub(crate) tokens: Vec<String>,
}

/// Forms that are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AliasSet {
    /// In no order that matters, none twice.
    pub(crate) forms: Vec<Form>,
}

impl AliasSet {
    /// A set of a collection's own: phrases that are equal in every language.
    pub(crate) fn of_phrases<'a>(phrases: impl IntoIterator<Item = &'a str>) -> AliasSet {
        let mut set = AliasSet::default();
        phrases
            .into_iter()
            .for_each(|phrase| set.push(phrase, None));
        set
    }

    fn of_line(line: &str) -> AliasSet {
        let mut set = AliasSet::default();
        for (cell, lang) in line.split('\t').zip(COLUMNS) {
            for phrase in cell.split('|') {
                set.push(phrase, Some(lang));
            }
        }
        set
    }

    fn push(&mut self, phrase: &str, lang: Option<Lang>) {
        let words = Words::of(phrase);
        let tokens: Vec<String> = words
            .tokens(lang == Some(Lang::Persian))
            .map(|token| token.term.to_owned())
            .collect();
        let form = Form { lang, tokens };
        if !form.tokens.is_empty() && !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }
}

/// The sets that come with the engine.
pub(crate) fn builtin() -> impl Iterator<Item = AliasSet> {
    PLACES
        .lines()
        .chain(TERMS.lines())
        .filter(|line| !line.starts_with('#'))
        .map(AliasSet::of_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(lang: Lang, phrase: &str) -> Form {
        let mut set = AliasSet::default();
        set.push(phrase, Some(lang));
        set.forms.remove(0)
    }

    /// Whether a set holds both.
    fn are_equal(a: (Lang, &str), b: (Lang, &str)) -> bool {
        let (a, b) = (form(a.0, a.1), form(b.0, b.1));
        builtin().any(|set| set.forms.contains(&a) && set.forms.contains(&b))
    }

    #[test]
    fn names_and_terms_are_equal() {
        use Lang::{Arabic, English, Other, Persian};
        for (a, b) in [
            ((English, "Beijing"), (Persian, "پکن")),
            ((English, "Peking"), (Arabic, "بكين")),
            ((English, "China"), (Arabic, "الصين")),
            ((Persian, "چین"), (Other, "Китай")),
            ((English, "Turkey"), (Arabic, "تركيا")),
            ((English, "Karabakh"), (Arabic, "قره باغ")),
            ((Persian, "قره‌باغ"), (Arabic, "ناغورني قره باغ")),
            ((English, "United Nations"), (Persian, "سازمان ملل")),
            ((Persian, "سازمان ملل متحد"), (Arabic, "الأمم المتحدة")),
            ((Persian, "وزیر خارجه"), (Arabic, "وزير الخارجية")),
            ((Persian, "وزیر امور خارجه"), (English, "Foreign Minister")),
            ((Persian, "چندقطبی"), (Arabic, "متعدد الأقطاب")),
            ((Persian, "هسته‌ای"), (English, "nuclear")),
            ((Persian, "آمریکا"), (Arabic, "الولايات المتحدة")),
            ((Persian, "اوکراین"), (Arabic, "أوكرانيا")),
            ((Persian, "ژوهانسبورگ"), (Arabic, "جوهانسبرج")),
            ((Persian, "ایروان"), (Arabic, "يريفان")),
            ((Persian, "مجارستان"), (Other, "Венгрия")),
        ] {
            assert!(are_equal(a, b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_form_belongs_to_its_language() {
        let korea = form(Lang::Persian, "کره");
        let ball = form(Lang::Arabic, "كرة");
        assert_eq!(korea.tokens, ball.tokens);
        assert!(builtin().any(|set| set.forms.contains(&korea)));
        assert!(!builtin().any(|set| set.forms.contains(&ball)));
        // Common words of their language are no names.
        for (lang, word) in [
            (Lang::Persian, "مالی"),
            (Lang::Persian, "چک"),
            (Lang::Arabic, "عمان"),
        ] {
            assert!(
                !builtin().any(|set| set.forms.contains(&form(lang, word))),
                "{word}"
            );
        }
    }

    #[test]
    fn every_line_is_a_set() {
        let sets: Vec<AliasSet> = builtin().collect();
        assert!(sets.len() > 600);
        for line in PLACES.lines().chain(TERMS.lines()) {
            let n_columns = line.split('\t').count();
            assert!(
                line.starts_with('#') || n_columns == COLUMNS.len(),
                "{line}"
            );
        }
        for set in sets {
            assert!(set.forms.len() > 1, "{set:?}");
        }
    }

    #[test]
    fn function_words_are_no_names() {
        for set in builtin() {
            for form in set.forms {
                let is_weak = form
                    .tokens
                    .iter()
                    .all(|token| crate::stopwords::is_stop_word(token));
                assert!(!is_weak, "{form:?}");
            }
        }
    }
}
