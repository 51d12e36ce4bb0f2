//! How much a document says about one clause of a query.
//!
//! BM25F: the weighted occurrences of all forms of a clause in all fields of a document are added
//! up and only then saturated. Which clauses there are belongs to `query`, what is made of their
//! scores to `search`.

use crate::field::Field;
use crate::index::Index;
use crate::matcher::Matcher;
use crate::query::{Clause, Why};
use crate::stored::Stored;
use crate::stream;

/// Saturation of repeated occurrences (k1 of BM25; 1.2 is Lucene's and the literature's).
const SATURATION: f32 = 1.2;

/// Scores one clause after the other.
pub(crate) struct Scorer<'a> {
    index: &'a Index,
    averages: [f32; Field::COUNT],
    /// Weighted occurrences of the current clause by document, and its nearest form.
    weights: Vec<f32>,
    distances: Vec<u8>,
    touched: Vec<u32>,
}

impl<'a> Scorer<'a> {
    pub(crate) fn new(index: &'a Index) -> Scorer<'a> {
        let n_docs = index.n_docs() as usize;
        Scorer {
            index,
            averages: index.averages(),
            weights: vec![0.0; n_docs],
            distances: vec![0; n_docs],
            touched: Vec::new(),
        }
    }

    /// Calls `found` with every document that meets a clause, its score, and how far the nearest
    /// form is from what was typed.
    pub(crate) fn clause(&mut self, clause: &Clause, mut found: impl FnMut(u32, f32, u8)) {
        for expansion in &clause.expansions {
            let distance = distance(expansion.why);
            for posting in self.index.postings(expansion.ordinal) {
                self.add(posting.doc, &posting.counts, distance);
            }
        }
        if !clause.phrases.is_empty() {
            let matcher = Matcher::of_clause(clause);
            let mut counted = vec![false; self.weights.len()];
            for phrase in &clause.phrases {
                for doc in self.docs_of_phrase(phrase) {
                    // One count sees all phrases of the clause.
                    let Some(counted) = counted.get_mut(doc as usize) else {
                        continue;
                    };
                    if !std::mem::replace(counted, true) {
                        let counts = count_phrases(&self.index.document(doc), &matcher);
                        self.add(doc, &counts, 0);
                    }
                }
            }
        }
        let n = self.touched.len() as f32;
        let n_docs = self.index.n_docs() as f32;
        // Lucene's form of the idf, which is never negative.
        let idf = (1.0 + (n_docs - n + 0.5) / (n + 0.5)).ln();
        for doc in self.touched.drain(..) {
            let weight = std::mem::take(&mut self.weights[doc as usize]);
            let score = idf * weight / (SATURATION + weight);
            found(doc, score, self.distances[doc as usize]);
        }
    }

    fn add(&mut self, doc: u32, counts: &[u32; Field::COUNT], distance: u8) {
        if *counts == [0; Field::COUNT] {
            return;
        }
        let Some(weight) = self.weights.get_mut(doc as usize) else {
            return;
        };
        let nearest = &mut self.distances[doc as usize];
        if *weight == 0.0 {
            self.touched.push(doc);
            *nearest = distance;
        }
        *nearest = distance.min(*nearest);
        for (field, &count) in counts.iter().enumerate() {
            if count > 0 {
                let (boost, strictness) = Field::weight(field);
                let length =
                    f32::from(self.index.length(doc, field)) / self.averages[field].max(1.0);
                *weight += boost * count as f32 / (1.0 - strictness + strictness * length);
            }
        }
    }

    /// The documents that hold every word of a phrase, in order.
    fn docs_of_phrase(&self, phrase: &[String]) -> Vec<u32> {
        let mut docs: Option<Vec<u32>> = None;
        for term in phrase {
            let Some(ordinal) = self.index.ordinal(stream::SURFACE, term) else {
                return Vec::new();
            };
            let mut holding = self
                .index
                .postings(ordinal)
                .map(|posting| posting.doc)
                .peekable();
            match &mut docs {
                None => docs = Some(holding.collect()),
                Some(docs) => docs.retain(|&doc| {
                    while holding.next_if(|&other| other < doc).is_some() {}
                    holding.peek() == Some(&doc)
                }),
            }
        }
        docs.unwrap_or_default()
    }
}

/// How far a form is from what was typed: forms of one distance rank by score alone.
fn distance(why: Why) -> u8 {
    match why {
        Why::Exact => 0,
        Why::Zwnj | Why::Letter | Why::Digit => 1,
        Why::Prefix => 2,
    }
}

fn count_phrases(stored: &Stored<'_>, matcher: &Matcher) -> [u32; Field::COUNT] {
    let mut counts = [0; Field::COUNT];
    counts[Field::Title as usize] = matcher.count_phrases(stored.title);
    counts[Field::Lead as usize] = stored.lead.map_or(0, |lead| matcher.count_phrases(lead));
    for paragraph in &stored.body {
        counts[Field::Body as usize] += matcher.count_phrases(paragraph);
    }
    for tag in &stored.tags {
        counts[Field::Tags as usize] += matcher.count_phrases(tag);
    }
    for text in stored.facts() {
        counts[Field::Source as usize] += matcher.count_phrases(text);
    }
    counts
}
