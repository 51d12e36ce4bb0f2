//! Search must agree with a naive scan over the documents, on random collections and queries.

use kashkul_engine::document::Document;
use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::writer::{self, Settings};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words with all the ways to write them; the first is the plain one.
const WORDS: [&[&str]; 10] = [
    &["روسیه", "روسيه", "روسـیه"],
    &["کتاب", "كتاب", "کِتاب"],
    &["بین‌المللی", "بینالمللی", "بین المللی"],
    &["می‌رود", "می رود", "میرود"],
    &["خانه‌ها", "خانه ها", "خانهها"],
    &["انقره", "أنقرة", "انقرة"],
    &["57", "۵۷", "٥٧"],
    &["peace", "Peace", "PEACE"],
    &["мир", "Мир", "МИР"],
    &["سلام", "ســلام", "سَلام"],
];

/// A word and which of its spellings is used.
type Spelled = (usize, usize);

/// A document as its words: title, then paragraphs; `true` parts a word from the next by a comma.
#[derive(Clone, Debug)]
struct Naive {
    texts: Vec<Vec<(Spelled, bool)>>,
}

impl Naive {
    fn document(&self, id: usize) -> Document {
        let mut texts = self.texts.iter().map(|words| {
            let mut text = String::new();
            for ((word, spelling), comma) in words {
                text.push_str(WORDS[*word][*spelling]);
                text.push_str(if *comma { "، " } else { " " });
            }
            text
        });
        Document {
            id: format!("{id:03}"),
            lang: "fa".into(),
            title: texts.next().unwrap_or_default(),
            body: texts.collect(),
            ..Document::default()
        }
    }

    fn holds(&self, word: usize) -> bool {
        self.texts
            .iter()
            .flatten()
            .any(|((known, _), _)| *known == word)
    }

    /// Whether the word stands here as one: the third spelling may be two.
    fn joins(&self, word: usize) -> bool {
        self.texts
            .iter()
            .flatten()
            .any(|(known, _)| known.0 == word && known.1 != 2)
    }

    fn holds_phrase(&self, phrase: &[usize]) -> bool {
        self.texts.iter().any(|text| {
            text.windows(phrase.len()).any(|window| {
                let same = window
                    .iter()
                    .zip(phrase)
                    .all(|(((word, _), _), step)| word == step);
                same && window[..phrase.len() - 1].iter().all(|(_, comma)| !comma)
            })
        })
    }
}

fn collection(spellings: usize) -> impl Strategy<Value = Vec<Naive>> {
    let word = (0..WORDS.len(), 0..spellings);
    let text = prop::collection::vec((word, prop::bool::weighted(0.2)), 0..9);
    let document = prop::collection::vec(text, 1..4).prop_map(|texts| Naive { texts });
    prop::collection::vec(document, 1..12)
}

fn open(collection: &[Naive]) -> Index {
    let documents: Vec<Document> = (0..)
        .zip(collection)
        .map(|(id, naive)| naive.document(id))
        .collect();
    let pack = writer::write(&documents, &Settings::default()).expect("packs");
    Index::open_verified(pack).expect("opens")
}

/// The ids that a search gives, in order.
fn found(index: &Index, query: &str) -> Vec<usize> {
    let options = SearchOptions {
        limit: 100,
        ..SearchOptions::default()
    };
    let hits = index.search(query, &options).hits;
    hits.iter()
        .map(|hit| hit.id.parse().expect("ids are numbers"))
        .collect()
}

/// The documents that hold enough of the words: all of up to three, three of four,
/// any of more.
fn scan(collection: &[Naive], words: &[usize]) -> BTreeSet<usize> {
    let met = |naive: &Naive| words.iter().filter(|word| naive.holds(**word)).count();
    let most = collection.iter().map(met).max().unwrap_or(0);
    let enough = match words.len() {
        0..=3 => words.len(),
        4 => 3.min(most),
        _ => 1,
    };
    (0..)
        .zip(collection)
        .filter(|(_, naive)| enough > 0 && met(naive) >= enough)
        .map(|(id, _)| id)
        .collect()
}

/// The rarity of a word, which is the most that it may score.
fn idf(collection: &[Naive], word: usize) -> f64 {
    let n = collection.iter().filter(|naive| naive.holds(word)).count() as f64;
    (1.0 + (collection.len() as f64 - n + 0.5) / (n + 0.5)).ln()
}

/// What the nearness of the words adds: neighbouring hits of two words give each other their rarity by
/// the square of their distance.
fn proximity(collection: &[Naive], naive: &Naive, words: &[usize]) -> f64 {
    let mut near = [0.0; WORDS.len()];
    for text in &naive.texts {
        let hits = text.iter().map(|((word, _), _)| *word).enumerate();
        let hits: Vec<(usize, usize)> = hits.filter(|(_, word)| words.contains(word)).collect();
        for pair in hits.windows(2) {
            let [(from, a), (to, b)] = [pair[0], pair[1]];
            if a != b {
                let square = ((to - from) * (to - from)) as f64;
                near[a] += idf(collection, b) / square;
                near[b] += idf(collection, a) / square;
            }
        }
    }
    let gain = |&word: &usize| idf(collection, word) * near[word] / (1.2 + near[word]);
    words.iter().map(gain).sum::<f64>() / 4.0
}

/// BM25F as the literature writes it, over plain counts.
fn score(collection: &[Naive], naive: &Naive, words: &[usize]) -> f64 {
    let n_docs = collection.len() as f64;
    let length = |naive: &Naive, is_title: bool| -> f64 {
        let (title, body) = naive.texts.split_at(1);
        let texts = if is_title { title } else { body };
        texts.iter().map(Vec::len).sum::<usize>() as f64
    };
    let count = |is_title: bool, word: usize| {
        let (title, body) = naive.texts.split_at(1);
        let texts = if is_title { title } else { body };
        texts
            .iter()
            .flatten()
            .filter(|((known, _), _)| *known == word)
            .count() as f64
    };
    let mut total = 0.0;
    for &word in words {
        let mut weight = 0.0;
        for (is_title, boost, b) in [(true, 2.5, 0.3), (false, 1.0, 0.75)] {
            let mean = collection
                .iter()
                .map(|naive| length(naive, is_title))
                .sum::<f64>()
                / n_docs;
            let relative = length(naive, is_title) / mean.max(1.0);
            weight += boost * count(is_title, word) / (1.0 - b + b * relative);
        }
        total += idf(collection, word) * weight / (1.2 + weight);
    }
    total
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_spelling_finds_what_a_scan_finds(
        collection in collection(3),
        query in prop::collection::vec((0..WORDS.len(), 0..3usize), 1..8),
    ) {
        let index = open(&collection);
        let mut seen = BTreeSet::new();
        let query: Vec<Spelled> = query.into_iter().filter(|(word, _)| seen.insert(*word)).collect();
        let words: Vec<usize> = query.iter().map(|(word, _)| *word).collect();
        // A comma keeps neighbours from being read as one compound; the space at the end says that
        // the last word is whole.
        // What no text writes as one word is one only where the query does.
        let is_known = |word: usize| collection.iter().any(|naive| naive.joins(word));
        let spelled = |(w, s): Spelled| WORDS[w][if is_known(w) { s } else { 0 }];
        let text: String = query.iter().map(|&word| format!("{} , ", spelled(word))).collect();
        let found: BTreeSet<usize> = found(&index, &text).into_iter().collect();
        prop_assert_eq!(found, scan(&collection, &words), "{}", text);
    }

    #[test]
    fn any_spelling_finds_phrases(
        collection in collection(3),
        phrase in prop::collection::vec((0..WORDS.len(), 0..3usize), 2..4),
    ) {
        let index = open(&collection);
        let words: Vec<usize> = phrase.iter().map(|(word, _)| *word).collect();
        let spelled: Vec<&str> = phrase.iter().map(|&(w, s)| WORDS[w][s]).collect();
        let text = format!("«{}»", spelled.join(" "));
        let found: BTreeSet<usize> = found(&index, &text).into_iter().collect();
        let expected: BTreeSet<usize> = (0..)
            .zip(&collection)
            .filter(|(_, naive)| naive.holds_phrase(&words))
            .map(|(id, _)| id)
            .collect();
        prop_assert_eq!(found, expected, "{}", text);
    }

    #[test]
    fn ranking_is_bm25f_and_nearness(
        collection in collection(1),
        words in prop::collection::btree_set(0..WORDS.len(), 1..8),
    ) {
        let index = open(&collection);
        let words: Vec<usize> = words.into_iter().collect();
        let text: String = words.iter().map(|&word| format!("{} , ", WORDS[word][0])).collect();
        let ranked = found(&index, &text);
        let all = |id: usize| words.iter().all(|word| collection[id].holds(*word));
        let tolerance = 1e-4;
        let plain: Vec<f64> =
            collection.iter().map(|naive| score(&collection, naive, &words)).collect();
        // Of four words on, those that are close behind the first are read.
        let mut by_score = ranked.clone();
        by_score.sort_by(|&a, &b| all(b).cmp(&all(a)).then(plain[b].total_cmp(&plain[a])));
        let reach: f64 = words.iter().map(|&word| idf(&collection, word)).sum::<f64>() * 0.15;
        let is_read = |id: &&usize| plain[by_score[0]] - plain[**id] <= reach;
        let n_read = if words.len() > 3 { by_score.iter().take_while(is_read).count() } else { 0 };
        let is_read = |id: usize| by_score[..n_read].contains(&id);
        let total = |id: usize| {
            let gain = || proximity(&collection, &collection[id], &words);
            plain[id] + if is_read(id) { gain() } else { 0.0 }
        };
        for pair in ranked.windows(2) {
            let [first, second] = [pair[0], pair[1]];
            if is_read(first) != is_read(second) {
                prop_assert!(is_read(first), "{} before {}", first, second);
                continue;
            }
            if all(first) != all(second) {
                prop_assert!(all(first), "{} before {}", first, second);
                continue;
            }
            prop_assert!(total(first) >= total(second) - tolerance, "{} before {}", first, second);
            if collection[first].texts == collection[second].texts {
                prop_assert!(first < second, "ties stand in document order");
            }
        }
    }
}
