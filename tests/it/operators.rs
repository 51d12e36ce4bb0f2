//! Every operator of a query must agree with a naive scan over the documents, in any mixture.

use kashkul_engine::document::{Calendar, Document, PrintedDate};
use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::writer::{self, Settings};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words that no rule makes equal.
const WORDS: [&str; 6] = ["روسیه", "کتاب", "سلام", "peace", "درخت", "королева"];
const LANGS: [&str; 3] = ["fa", "ar", "en"];
/// The same languages as a query may name them.
const LANG_NAMES: [&[&str]; 3] = [
    &["lang:fa", "زبان:فارسی", "lang:Persian"],
    &["lang:ar", "لغة:العربية", "language:arabic"],
    &["lang:en", "زبان:انگلیسی", "lang:EN"],
];
const SOURCES: [&str; 3] = ["خبرگزاری ایرنا", "وكالة الأناضول", "Novosti Daily"];
const SOURCE_NAMES: [&[&str]; 3] = [
    &["source:ایرنا", "منبع:«خبرگزاری ايرنا»"],
    &["المصدر:الأناضول", "source:\"وکاله الاناضول\""],
    &["source:novosti", "منبع:«novosti daily»"],
];
/// Days of publication; an empty one is none.
const DAYS: [&str; 4] = ["2021-03-20", "2022-02-04", "2023-09-18", ""];
/// Spans of days with those of `DAYS` that lie in them.
const SPANS: [(&str, &[usize]); 9] = [
    ("year:2022", &[1]),
    ("سال:۱۴۰۲", &[2]),
    // The last day of 1399.
    ("سال:1399", &[0]),
    ("date:2022-02", &[1]),
    ("تاریخ:1400..1402", &[1, 2]),
    ("2021..2022", &[0, 1]),
    ("date:2022-02-04..", &[1, 2]),
    ("..2022-02-03", &[0]),
    ("السنة:2020", &[]),
];

#[derive(Clone, Debug)]
struct Naive {
    title: Vec<usize>,
    body: Vec<usize>,
    lang: usize,
    source: usize,
    day: usize,
}

impl Naive {
    fn document(&self, id: usize) -> Document {
        let text = |words: &[usize]| {
            words
                .iter()
                .map(|word| WORDS[*word])
                .collect::<Vec<_>>()
                .join(" ")
        };
        Document {
            id: id.to_string(),
            lang: LANGS[self.lang].into(),
            title: text(&self.title),
            body: vec![text(&self.body)],
            source: Some(SOURCES[self.source].into()),
            date: (!DAYS[self.day].is_empty()).then(|| PrintedDate {
                printed: String::new(),
                calendar: Calendar::Gregorian,
                iso: DAYS[self.day].into(),
            }),
            ..Document::default()
        }
    }

    fn holds(&self, text: &Text) -> bool {
        let stands = |words: &[usize]| {
            words
                .windows(text.words.len())
                .any(|window| window == text.words)
        };
        stands(&self.title) || (!text.in_title && stands(&self.body))
    }
}

/// A word, or several that follow each other.
#[derive(Clone, Debug)]
struct Text {
    words: Vec<usize>,
    in_title: bool,
}

impl Text {
    fn query(&self) -> String {
        let field = if self.in_title { "title:" } else { "" };
        let words: Vec<&str> = self.words.iter().map(|word| WORDS[*word]).collect();
        match words.as_slice() {
            // A comma keeps words from being read as one, and says that this one is whole.
            [word] => format!("{field}{word}, "),
            words => format!("{field}«{}» ", words.join(" ")),
        }
    }
}

#[derive(Clone, Debug)]
struct Limit {
    /// Language, source or day.
    kind: usize,
    value: usize,
    spelling: usize,
    is_excluded: bool,
}

impl Limit {
    fn query(&self) -> String {
        let minus = if self.is_excluded { "-" } else { "" };
        let spelled = |names: &[&'static str]| names[self.spelling % names.len()];
        let name = match self.kind {
            0 => spelled(LANG_NAMES[self.value % LANGS.len()]),
            1 => spelled(SOURCE_NAMES[self.value % SOURCES.len()]),
            _ => SPANS[self.value % SPANS.len()].0,
        };
        // Without its name a span cannot be told from a word behind a minus.
        let is_bare = !name.contains(':') && self.is_excluded;
        format!("{minus}{}{name} ", if is_bare { "date:" } else { "" })
    }

    fn holds(&self, naive: &Naive) -> bool {
        match self.kind {
            0 => naive.lang == self.value % LANGS.len(),
            1 => naive.source == self.value % SOURCES.len(),
            _ => SPANS[self.value % SPANS.len()].1.contains(&naive.day),
        }
    }
}

#[derive(Clone, Debug)]
struct Asked {
    wanted: Vec<Text>,
    excluded: Vec<Text>,
    limits: Vec<Limit>,
}

impl Asked {
    fn query(&self) -> String {
        let wanted = self.wanted.iter().map(Text::query);
        let limits = self.limits.iter().map(Limit::query);
        let excluded = self
            .excluded
            .iter()
            .map(|text| format!("-{}", text.query()));
        wanted.chain(limits).chain(excluded).collect()
    }

    fn scan(&self, collection: &[Naive]) -> BTreeSet<usize> {
        // Where nothing is asked for nothing can be taken from it.
        let is_only_excluded = self.wanted.is_empty() && self.limits.is_empty();
        let (wanted, excluded) = if is_only_excluded {
            (&self.excluded, &self.wanted)
        } else {
            (&self.wanted, &self.excluded)
        };
        let is_found = |naive: &Naive| {
            let kinds = (0..3).all(|kind| {
                let own = || self.limits.iter().filter(move |limit| limit.kind == kind);
                let mut asked = own().filter(|limit| !limit.is_excluded).peekable();
                (asked.peek().is_none() || asked.any(|limit| limit.holds(naive)))
                    && !own().any(|limit| limit.is_excluded && limit.holds(naive))
            });
            kinds
                && wanted.iter().all(|text| naive.holds(text))
                && !excluded.iter().any(|text| naive.holds(text))
        };
        let is_asked = !(wanted.is_empty() && self.limits.is_empty());
        let found = (0..)
            .zip(collection)
            .filter(|(_, naive)| is_asked && is_found(naive));
        found.map(|(id, _)| id).collect()
    }
}

fn collection() -> impl Strategy<Value = Vec<Naive>> {
    let words = |most| prop::collection::vec(0..WORDS.len(), 0..most);
    let document = (
        words(3),
        words(7),
        0..LANGS.len(),
        0..SOURCES.len(),
        0..DAYS.len(),
    );
    let document = document.prop_map(|(title, body, lang, source, day)| Naive {
        title,
        body,
        lang,
        source,
        day,
    });
    prop::collection::vec(document, 1..16)
}

fn asked() -> impl Strategy<Value = Asked> {
    let text = || {
        let words = prop::collection::vec(0..WORDS.len(), 1..3);
        (words, prop::bool::weighted(0.3)).prop_map(|(words, in_title)| Text { words, in_title })
    };
    let limit = (0..3usize, 0..20usize, 0..3usize, prop::bool::weighted(0.3));
    let limit = limit.prop_map(|(kind, value, spelling, is_excluded)| Limit {
        kind,
        value,
        spelling,
        is_excluded,
    });
    // Up to three words all are asked for; more are a question.
    let wanted = prop::collection::vec(text(), 0..4);
    let excluded = prop::collection::vec(text(), 0..3);
    let limits = prop::collection::vec(limit, 0..4);
    (wanted, excluded, limits).prop_map(|(wanted, excluded, limits)| Asked {
        wanted,
        excluded,
        limits,
    })
}

proptest! {
    // Ten thousand queries.
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn operators_agree_with_a_scan(
        collection in collection(),
        queries in prop::collection::vec(asked(), 20),
    ) {
        let documents: Vec<Document> = (0..).zip(&collection).map(|(id, naive)| naive.document(id)).collect();
        let pack = writer::write(&documents, &Settings::default()).expect("packs");
        let index = Index::open_verified(pack).expect("opens");
        let options = SearchOptions { limit: 100, ..SearchOptions::default() };
        for asked in queries {
            let query = asked.query();
            let result = index.search(&query, &options);
            let found: BTreeSet<usize> = result.hits.iter().map(|hit| hit.id.parse().unwrap()).collect();
            prop_assert_eq!(result.total, found.len());
            prop_assert_eq!(found, asked.scan(&collection), "{}", query);
        }
    }
}
