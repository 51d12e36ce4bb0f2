//! The first reading of the articles: what has to be known of all of them before any is indexed.
//!
//! Owns the distinct words, the lengths of fields, the dates, and what stories are told by.

use crate::bytes::len_u32;
use crate::calendar::Day;
use crate::date;
use crate::field::Field;
use crate::language::Lang;
use crate::story;
use crate::stream;
use crate::writer::lexicon::Lexicon;
use crate::writer::shelf::Shelf;
use crate::writer::texts;
use std::collections::BTreeMap;
use std::ops::Range;

/// The distinct words of articles and the languages of those that have them.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    pub(crate) terms: Lexicon,
    /// For every term the languages as bits.
    pub(crate) langs: Vec<u8>,
}

impl Vocabulary {
    fn add(&mut self, term: &str, langs: u8) {
        let number = self.terms.number(term) as usize;
        match self.langs.get_mut(number) {
            Some(known) => *known |= langs,
            None => self.langs.push(langs),
        }
    }

    /// Adds the words of another.
    pub(crate) fn join(&mut self, other: &Vocabulary) {
        for (term, langs) in other.terms.words().zip(&other.langs) {
            self.add(term, *langs);
        }
    }

    /// The same in the order of the dictionary: the number of a term is its rank.
    pub(crate) fn sorted(&self) -> Vocabulary {
        let mut keys = Vec::with_capacity(self.terms.len_bytes());
        let mut order: Vec<(u64, Range<usize>, u32)> = Vec::with_capacity(self.terms.len());
        for (number, term) in (0..).zip(self.terms.words()) {
            let start = keys.len();
            stream::push_letters(&mut keys, term);
            let mut first = [0; 8];
            let len = (keys.len() - start).min(8);
            first[..len].copy_from_slice(&keys[start..start + len]);
            order.push((u64::from_be_bytes(first), start..keys.len(), number));
        }
        // Most are told apart by their first letters.
        order.sort_unstable_by(|a, b| {
            let keys = |range: &Range<usize>| &keys[range.clone()];
            a.0.cmp(&b.0).then_with(|| keys(&a.1).cmp(keys(&b.1)))
        });
        let mut sorted = Vocabulary {
            terms: Lexicon::with_capacity(self.terms.len(), self.terms.len_bytes()),
            langs: Vec::with_capacity(self.langs.len()),
        };
        for (.., number) in order {
            sorted.terms.number(self.terms.word(number));
            sorted.langs.push(self.langs[number as usize]);
        }
        sorted
    }
}

/// What one reading of a run of articles gives.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// The run's part of the section `Lengths`.
    pub(crate) lengths: Vec<u8>,
    /// The tokens of every field.
    pub(crate) sums: [u32; Field::COUNT],
    /// The keys of dates with the documents that have them, both rising.
    pub(crate) dates: BTreeMap<String, Vec<u32>>,
    pub(crate) sketches: story::Sketches,
}

/// Reads a run of articles.
pub(crate) fn gather(shelf: &Shelf, docs: Range<u32>) -> (Gathered, Vocabulary) {
    let mut gathered = Gathered::default();
    let mut vocabulary = Vocabulary::default();
    for doc in docs {
        let lang = shelf.lang(doc);
        let article = shelf.article(doc);
        let mut lengths = [0; Field::COUNT];
        let mut add_date = |key: &str| match gathered.dates.get_mut(key) {
            Some(docs) => {
                if docs.last() != Some(&doc) {
                    docs.push(doc);
                }
            }
            None => {
                gathered.dates.insert(key.to_owned(), vec![doc]);
            }
        };
        let printed = article.date.as_ref();
        if let Some(day) = printed.and_then(|date| Day::from_iso(date.iso)) {
            date::publication_keys(day, &mut add_date);
        }
        texts::each(&article, |field, words| {
            for token in words.tokens(lang == Lang::Persian) {
                lengths[field as usize] += 1;
                vocabulary.add(token.term, lang.bit());
            }
            date::find(&words).for_each(|found| found.date.index_keys(&mut add_date));
            if matches!(field, Field::Lead | Field::Body) {
                gathered.sketches.read(&words);
            }
        });
        gathered.sketches.end_text();
        for (length, sum) in lengths.into_iter().zip(&mut gathered.sums) {
            let stored = u16::try_from(length).unwrap_or(u16::MAX);
            gathered.lengths.extend_from_slice(&stored.to_le_bytes());
            *sum = sum.saturating_add(len_u32(length as usize));
        }
    }
    (gathered, vocabulary)
}
