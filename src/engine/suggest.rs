//! What a reader may be about to type: words of the collection and headlines.
//!
//! Owns which completions of a query's last word are worth showing, and how they are spelled. What a
//! query finds is `search`'s.

use crate::analyzer::{Token, VERB_PREFIXES, Words};
use crate::field::Field;
use crate::index::Index;
use crate::matcher::Matcher;
use crate::stopwords::is_stop_word;
use crate::stream;
use std::collections::BinaryHeap;

/// Completions of a word that are looked at.
const MAX_COMPLETIONS: usize = 4096;

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// The words typed with the last one completed.
    Term,
    /// The headline of an article.
    Title,
}

impl SuggestionKind {
    /// The name that crosses the door.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SuggestionKind::Term => "term",
            SuggestionKind::Title => "title",
        }
    }
}

/// A query that the reader may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion<'a> {
    /// What it is.
    pub kind: SuggestionKind,
    /// A query, or the headline.
    pub text: String,
    /// Articles that hold its last word and all that stands before it, as a search reads that; 1 for a
    /// headline.
    pub n_docs: usize,
    /// The article of a headline.
    pub id: Option<&'a str>,
}

impl Index {
    /// At most `limit` completions of a query: words that stand in an article with the other words
    /// typed, most articles first, then headlines; total over any text.
    ///
    /// Linear in the postings of at most 4,096 words, and as dear as a search for the other words.
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion<'_>> {
        let words = Words::of(typed);
        let mut suggestions = Vec::new();
        let Some(last) = last_token(&words) else {
            return suggestions;
        };
        let before = typed.get(..words.range(last.first, last.first).start);
        let before = before.unwrap_or_default();
        let allowed = self.holding_all(before);
        // The terms of the most articles, and the articles with one of them in the headline.
        let mut terms = BinaryHeap::new();
        let mut titled = vec![false; self.n_docs() as usize];
        for ordinal in self.terms_with_prefix(stream::SURFACE, last.term, MAX_COMPLETIONS) {
            let mut n_docs = 0u32;
            for posting in self.postings(ordinal) {
                let doc = posting.doc as usize;
                if allowed.get(doc).is_some_and(|is_allowed| *is_allowed) {
                    n_docs += 1;
                    titled[doc] |= posting.counts[Field::Title as usize] > 0;
                }
            }
            if n_docs > 0 {
                // The least numbers stay: most articles first, then in the dictionary's order.
                terms.push(u64::from(!n_docs) << 32 | u64::from(ordinal));
                // Function words take a place here, which they lose below.
                if terms.len() > limit * 2 {
                    terms.pop();
                }
            }
        }
        let mut titles: Vec<u32> = Vec::new();
        for (doc, is_titled) in (0..self.n_docs()).zip(titled) {
            if is_titled && titles.len() < limit / 2 {
                titles.push(doc);
            }
        }
        for key in terms.into_sorted_vec() {
            let ordinal = (key & u64::from(u32::MAX)) as u32;
            let is_new = suggestions.len() + titles.len() < limit;
            if is_new && !is_stop_word(&self.term(ordinal)) {
                let mut text = before.to_owned();
                text.push_str(&self.spelled(ordinal));
                suggestions.push(Suggestion {
                    kind: SuggestionKind::Term,
                    text,
                    n_docs: !((key >> 32) as u32) as usize,
                    id: None,
                });
            }
        }
        suggestions.extend(titles.into_iter().map(|doc| {
            let stored = self.document(doc);
            Suggestion {
                kind: SuggestionKind::Title,
                text: stored.title.to_owned(),
                n_docs: 1,
                id: Some(stored.id),
            }
        }));
        suggestions
    }

    /// A term as the first article that has it spells it, half-spaces and capitals included.
    pub(crate) fn spelled(&self, ordinal: u32) -> String {
        let term = self.term(ordinal);
        let doc = self.postings(ordinal).next().map(|posting| posting.doc);
        let stored = doc.map(|doc| self.document(doc));
        let matcher = Matcher::of_term(&term);
        let found = stored.and_then(|stored| {
            stored.texts().find_map(|text| {
                let spans = matcher.spans(&Words::of(text));
                let span = spans.into_iter().next()?;
                text.get(span.range).map(str::to_owned)
            })
        });
        found.unwrap_or(term)
    }
}

/// The token that the last word of a text ends: with what stands before a half-space, and with the
/// prefix of a verb. What follows another word across a space may be the beginning of its own.
fn last_token(words: &Words) -> Option<Token<'_>> {
    let last = words.tokens(false).last()?;
    let before = last.first.checked_sub(1);
    let before = before.filter(|&before| VERB_PREFIXES.contains(&words.term(before, before)));
    let joined = before.map(|before| words.token_at(before, true));
    joined
        .filter(|joined| joined.last == last.last)
        .or(Some(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::writer::{Settings, write};

    const ARTICLES: [(&str, &str); 3] = [
        ("الف", "برنامهٔ هسته‌ای ایران در وین"),
        ("سفر لاوروف", "هسته‌ای و هستهای در هست"),
        ("Lavrov in Baku", "Lavrov spoke in Baku; laws were signed"),
    ];

    fn check(typed: &str, expected: &[(&str, usize)]) {
        check_in(&ARTICLES, typed, expected);
    }

    fn check_in(articles: &[(&str, &str)], typed: &str, expected: &[(&str, usize)]) {
        let documents = articles
            .iter()
            .enumerate()
            .map(|(id, (title, body))| Document {
                id: id.to_string(),
                title: (*title).into(),
                body: vec![(*body).into()],
                ..Document::default()
            })
            .collect::<Vec<_>>();
        let index = Index::open_verified(write(&documents, &Settings::default()).unwrap()).unwrap();
        let found = index.suggest(typed, 4);
        let found: Vec<(&str, usize)> = found
            .iter()
            .map(|suggestion| (suggestion.text.as_str(), suggestion.n_docs))
            .collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn words_are_completed_as_the_articles_spell_them() {
        check("هس", &[("هسته‌ای", 2), ("هست", 1)]);
        check("ایران هس", &[("ایران هسته‌ای", 1)]);
        check("LA", &[("Lavrov", 1), ("laws", 1), ("Lavrov in Baku", 1)]);
    }

    #[test]
    fn what_a_half_space_or_a_verb_prefix_begins_goes_on_as_one_word() {
        let articles = [
            "برنامه هسته\u{200c}ای ایران",
            "تهران بزرگ",
            "تیم ملی",
            "او می\u{200c}تواند",
            "انرژی نمی\u{200c}تواند",
            "بین\u{200c}المللی",
            "المپیک",
        ]
        .map(|body| ("", body));
        for (typed, expected) in [
            ("نمی\u{200c}ت", &["نمی\u{200c}تواند"][..]),
            ("نمی ت", &["نمی\u{200c}تواند"]),
            ("می\u{200c}ت", &["می\u{200c}تواند"]),
            ("می\u{200c}ته", &[]),
            ("او می ت", &["او می\u{200c}تواند"]),
            ("هسته\u{200c}ا", &["هسته\u{200c}ای"]),
            ("برنامه هسته\u{200c}ا", &["برنامه هسته\u{200c}ای"]),
            ("بین\u{200c}ال", &["بین\u{200c}المللی"]),
            ("تیم م", &["تیم ملی"]),
            ("می", &["می\u{200c}تواند"]),
        ] {
            let expected: Vec<(&str, usize)> = expected.iter().map(|text| (*text, 1)).collect();
            check_in(&articles, typed, &expected);
        }
    }

    #[test]
    fn what_stands_before_is_in_the_articles_counted() {
        check("قققق هس", &[]);
        check("قققق در هس", &[]);
        check("در هس", &[("در هسته\u{200c}ای", 2), ("در هست", 1)]);
        check(
            "درباره هس",
            &[("درباره هسته\u{200c}ای", 2), ("درباره هست", 1)],
        );
        // Other spellings, forms and names of a word are no other words.
        for typed in [
            "برنامه هسته\u{200c}ای ای",
            "برنامه هسته ای ای",
            "برنامه‌های ای",
            "Vienna ای",
        ] {
            let before = typed.strip_suffix("ای").unwrap();
            let expected = format!("{before}ایران");
            check(typed, &[(&expected, 1)]);
        }
        check("وین -سفر ای", &[("وین -سفر ایران", 1)]);
        check("هسته\u{200c}ای -وین ای", &[]);
    }

    #[test]
    fn headlines_follow() {
        check("لاو", &[("لاوروف", 1), ("سفر لاوروف", 1)]);
    }

    #[test]
    fn nothing_is_suggested_for_nothing() {
        check("", &[]);
        check(" ", &[]);
        check("ژژژ", &[]);
        check("در", &[]);
    }
}
