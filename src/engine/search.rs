//! Which documents answer a query, and in what order.
//!
//! Ranking is BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) over the
//! fields of `field`: the occurrences of all forms of a clause are weighted by field and length,
//! added up, and only then saturated. Above the score stand two plain rules that a reader can
//! predict: what holds all words comes before what misses one, and for short queries the form that
//! was typed comes before its other spellings.

use crate::field::Field;
use crate::index::{Columns, Index};
use crate::language::Dir;
use crate::matcher::{Matcher, Run, runs};
use crate::query::{Clause, Query, Why};
use crate::snippet::snippet;
use crate::stored::Stored;
use crate::writer::number_of_day;
use std::cmp::Ordering;

/// Saturation of repeated occurrences (k1 of BM25; 1.2 is Lucene's and the literature's).
const SATURATION: f32 = 1.2;

/// Up to this many words a document must hold all of them.
const MAX_ALL_WORDS: usize = 3;

/// First documents whose text is read to tell the typed form from its other spellings.
const EXACT_WINDOW: usize = 48;

/// What to search for besides the query, and how much of the answer to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// Most hits to return.
    pub limit: usize,
    /// Hits to leave out at the front.
    pub offset: usize,
    /// BCP 47 tags of which a document must have one; empty allows all.
    pub langs: Vec<String>,
    /// The source that a document must have.
    pub source: Option<String>,
    /// First day of publication, ISO 8601; also a month or a year.
    pub from: Option<String>,
    /// Last day of publication, ISO 8601; also a month or a year.
    pub to: Option<String>,
    /// The order of the hits.
    pub sort: Sort,
}

impl Default for SearchOptions {
    fn default() -> SearchOptions {
        SearchOptions {
            limit: 20,
            offset: 0,
            langs: Vec::new(),
            source: None,
            from: None,
            to: None,
            sort: Sort::Score,
        }
    }
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; ties in document order.
    #[default]
    Score,
    /// Newest first; what has no date last.
    Date,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResult {
    /// Number of documents found, on this page or not.
    pub total: usize,
    /// One page of them.
    pub hits: Vec<Hit>,
    /// How the documents found are spread.
    pub facets: Facets,
}

/// Counts over all documents found, most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By BCP 47 tag.
    pub lang: Vec<(String, usize)>,
    /// By source.
    pub source: Vec<(String, usize)>,
    /// By Gregorian year, newest first.
    pub year: Vec<(String, usize)>,
}

/// A document that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// The id of the article it was printed inside of.
    pub parent: Option<String>,
    /// Its headline.
    pub title: Vec<Run>,
    /// The part of its text that shows best why it was found.
    pub snippet: Vec<Run>,
    /// Direction of the snippet.
    pub snippet_dir: Dir,
    /// BCP 47 tag.
    pub lang: String,
    /// Direction of the headline.
    pub dir: Dir,
    /// ISO 8601.
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// The paragraph that the snippet is from, counted from 1; 0 where only other fields matched.
    pub paragraph: u32,
    /// Why it was found, without repetition.
    pub why: Vec<Why>,
}

/// A document on its way to becoming a hit.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    doc: u32,
    score: f32,
    /// Clauses asked for that it meets.
    n_met: u32,
    /// 0 for the form typed, more for what is further from it.
    distance: u8,
    columns: Columns,
}

/// What a query found, before a page of it is shown.
struct Found {
    query: Query,
    candidates: Vec<Candidate>,
}

impl Index {
    /// Searches; total over any query.
    ///
    /// Linear in the postings of the terms that the query stands for.
    #[must_use]
    pub fn search(&self, text: &str, options: &SearchOptions) -> SearchResult {
        let mut found = self.find(text, &Filter::of(self, options));
        let total = found.candidates.len();
        let facets = self.facets(&found.candidates);
        match options.sort {
            Sort::Score => self.rank(&mut found, options.offset.saturating_add(options.limit)),
            Sort::Date => found
                .candidates
                .sort_by_key(|candidate| std::cmp::Reverse(candidate.columns.day)),
        }
        let matcher = Matcher::of(&found.query);
        let hits = found
            .candidates
            .iter()
            .skip(options.offset)
            .take(options.limit)
            .map(|candidate| self.hit(candidate, &found.query, &matcher))
            .collect();
        SearchResult {
            total,
            hits,
            facets,
        }
    }

    /// The ids of the best `limit` documents with their scores: what an evaluation needs.
    #[must_use]
    pub fn ranked_ids(&self, text: &str, limit: usize) -> Vec<(&str, f32)> {
        let mut found = self.find(text, &Filter::default());
        self.rank(&mut found, limit);
        let best = found.candidates.iter().take(limit);
        best.map(|candidate| (self.document(candidate.doc).id, candidate.score))
            .collect()
    }

    /// The query as the search would read it: with its last word completed where only that finds.
    pub(crate) fn read_query(&self, text: &str) -> Query {
        self.find(text, &Filter::default()).query
    }

    fn find(&self, text: &str, filter: &Filter) -> Found {
        let query = Query::parse(self, text);
        let candidates = self.candidates(&query, filter);
        if candidates.is_empty()
            && let Some(completed) = query.completed()
        {
            let candidates = self.candidates(&completed, filter);
            if !candidates.is_empty() {
                return Found {
                    query: completed,
                    candidates,
                };
            }
        }
        Found { query, candidates }
    }

    /// All documents that hold enough of a query, in document order.
    fn candidates(&self, query: &Query, filter: &Filter) -> Vec<Candidate> {
        let n_docs = self.n_docs() as usize;
        let mut scores = vec![0f32; n_docs];
        let mut n_met = vec![0u32; n_docs];
        let mut distances = vec![0u8; n_docs];
        let mut scorer = Scorer::new(self);
        let mut n_asked = 0;
        for clause in &query.clauses {
            let is_asked = query.is_asked_for(clause);
            n_asked += usize::from(is_asked);
            scorer.clause(clause, |doc, score, distance| {
                let doc = doc as usize;
                scores[doc] += score;
                n_met[doc] += u32::from(is_asked);
                distances[doc] = distances[doc].max(distance);
            });
        }
        let most = n_met.iter().copied().max().unwrap_or(0) as usize;
        let enough = enough(n_asked, most);
        if most == 0 || most < enough {
            return Vec::new();
        }
        (0..self.n_docs())
            .filter(|&doc| n_met[doc as usize] as usize >= enough)
            .map(|doc| Candidate {
                doc,
                score: scores[doc as usize],
                n_met: n_met[doc as usize],
                distance: distances[doc as usize],
                columns: self.columns(doc),
            })
            .filter(|candidate| filter.allows(&candidate.columns))
            .collect()
    }

    /// Puts the best `limit` candidates first, in order.
    fn rank(&self, found: &mut Found, limit: usize) {
        let query = &found.query;
        let is_short = query.clauses.len() <= MAX_ALL_WORDS;
        let order = |a: &Candidate, b: &Candidate| {
            let by_form = if is_short {
                a.distance.cmp(&b.distance)
            } else {
                Ordering::Equal
            };
            b.n_met
                .cmp(&a.n_met)
                .then(by_form)
                .then(b.score.total_cmp(&a.score))
                .then(a.doc.cmp(&b.doc))
        };
        let candidates = &mut found.candidates;
        let window = limit.max(EXACT_WINDOW);
        if candidates.len() > window {
            candidates.select_nth_unstable_by(window - 1, order);
        }
        let n_best = window.min(candidates.len());
        let best = &mut candidates[..n_best];
        best.sort_unstable_by(order);
        if is_short {
            for candidate in best.iter_mut().take(EXACT_WINDOW) {
                let stored = self.document(candidate.doc);
                if candidate.distance == 0 && !holds_as_typed(&stored, query) {
                    candidate.distance = 1;
                }
            }
            best.sort_unstable_by(order);
        }
    }

    fn facets(&self, candidates: &[Candidate]) -> Facets {
        let (langs, sources) = self.languages_and_sources();
        let mut n_langs = vec![0usize; langs.len() + 1];
        let mut n_sources = vec![0usize; sources.len() + 1];
        let mut years: Vec<(u32, usize)> = Vec::new();
        for Candidate { columns, .. } in candidates {
            for (counts, number) in [(&mut n_langs, columns.lang), (&mut n_sources, columns.source)]
            {
                if let Some(count) = counts.get_mut(number as usize) {
                    *count += 1;
                }
            }
            let year = columns.day / 10_000;
            if year > 0 {
                match years.binary_search_by_key(&year, |(year, _)| *year) {
                    Ok(at) => years[at].1 += 1,
                    Err(at) => years.insert(at, (year, 1)),
                }
            }
        }
        let named = |names: &[&str], counts: &[usize]| {
            let mut named: Vec<(String, usize)> = names
                .iter()
                .zip(&counts[1..])
                .filter(|(_, n)| **n > 0)
                .map(|(name, n)| ((*name).to_owned(), *n))
                .collect();
            named.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            named
        };
        Facets {
            lang: named(&langs, &n_langs),
            source: named(&sources, &n_sources),
            year: years.iter().rev().map(|(year, n)| (year.to_string(), *n)).collect(),
        }
    }

    fn hit(&self, candidate: &Candidate, query: &Query, matcher: &Matcher) -> Hit {
        let stored = self.document(candidate.doc);
        let best = snippet(&stored, matcher);
        Hit {
            title: runs(stored.title, &matcher.spans(stored.title)),
            snippet_dir: Dir::of(best.paragraph),
            snippet: best.runs,
            paragraph: best.number,
            id: stored.id.to_owned(),
            parent: stored.parent.map(|parent| self.document(parent).id.to_owned()),
            lang: stored.lang.to_owned(),
            dir: Dir::of(stored.title),
            date: stored.date.map(|date| date.iso.to_owned()),
            source: stored.source.map(str::to_owned),
            score: candidate.score,
            why: why(&stored, query),
        }
    }
}

/// How many of the words asked for a document must hold: all of up to three, three in four of more,
/// and where nothing holds as many, what the best one does.
fn enough(n_asked: usize, most: usize) -> usize {
    if n_asked <= MAX_ALL_WORDS {
        return n_asked;
    }
    (n_asked * 3).div_ceil(4).min(most)
}

/// Scores one clause after the other.
struct Scorer<'a> {
    index: &'a Index,
    averages: [f32; Field::COUNT],
    /// Weighted occurrences of the current clause by document, and its nearest form.
    weights: Vec<f32>,
    distances: Vec<u8>,
    touched: Vec<u32>,
}

impl<'a> Scorer<'a> {
    fn new(index: &'a Index) -> Scorer<'a> {
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
    fn clause(&mut self, clause: &Clause, mut found: impl FnMut(u32, f32, u8)) {
        for expansion in &clause.expansions {
            let distance = distance(expansion.why);
            for posting in self.index.postings(expansion.ordinal) {
                self.add(posting.doc, &posting.counts, distance);
            }
        }
        if !clause.phrases.is_empty() {
            let matcher = Matcher::of_clause(clause);
            for doc in self.docs_of_phrases(clause) {
                let counts = count_phrases(&self.index.document(doc), &matcher);
                if counts.iter().any(|count| *count > 0) {
                    self.add(doc, &counts, 0);
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
                let length = f32::from(self.index.length(doc, field)) / self.averages[field].max(1.0);
                *weight += boost * count as f32 / (1.0 - strictness + strictness * length);
            }
        }
    }

    /// The documents that hold every word of a phrase, in order.
    fn docs_of_phrases(&self, clause: &Clause) -> Vec<u32> {
        let mut all: Vec<u32> = Vec::new();
        for phrase in &clause.phrases {
            let ordinals: Option<Vec<u32>> = phrase
                .iter()
                .map(|term| self.index.ordinal(crate::stream::SURFACE, term))
                .collect();
            let mut lists: Vec<Vec<u32>> = ordinals
                .unwrap_or_default()
                .into_iter()
                .map(|ordinal| self.index.postings(ordinal).map(|posting| posting.doc).collect())
                .collect();
            lists.sort_by_key(Vec::len);
            let mut lists = lists.into_iter();
            let mut docs = lists.next().unwrap_or_default();
            for list in lists {
                docs.retain(|doc| list.binary_search(doc).is_ok());
            }
            all.extend(docs);
        }
        all.sort_unstable();
        all.dedup();
        all
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
    for text in facts(stored) {
        counts[Field::Source as usize] += matcher.count_phrases(text);
    }
    counts
}

/// The texts of the field `Source`.
fn facts<'a>(stored: &Stored<'a>) -> impl Iterator<Item = &'a str> {
    [
        stored.source,
        stored.via,
        stored.agency,
        stored.dateline,
        stored.section,
        stored.article_id,
    ]
    .into_iter()
    .flatten()
}

fn texts<'a>(stored: &Stored<'a>) -> impl Iterator<Item = &'a str> {
    std::iter::once(stored.title)
        .chain(stored.paragraphs().collect::<Vec<_>>())
        .chain(stored.tags.clone())
        .chain(facts(stored))
}

/// Whether every word of a query stands in a document in the very characters that were typed.
fn holds_as_typed(stored: &Stored<'_>, query: &Query) -> bool {
    let asked = query.clauses.iter().filter(|clause| query.is_asked_for(clause));
    asked.into_iter().all(|clause| {
        texts(stored).any(|text| {
            text.match_indices(&clause.typed).any(|(at, _)| {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !inside(text[..at].chars().next_back())
                    && !inside(text[at + clause.typed.len()..].chars().next())
            })
        })
    })
}

/// Why a document was found: the nearest form of each clause that it holds.
fn why(stored: &Stored<'_>, query: &Query) -> Vec<Why> {
    let mut all = Vec::new();
    for clause in query.clauses.iter().filter(|clause| query.is_asked_for(clause)) {
        let matcher = Matcher::of_clause(clause);
        let mut nearest: Option<Why> = None;
        for text in texts(stored) {
            for span in matcher.spans(text) {
                let found = text.get(span.range).unwrap_or_default();
                let why = reason(clause, found);
                nearest = Some(nearest.map_or(why, |nearest| nearest.min(why)));
            }
            if nearest == Some(Why::Exact) {
                break;
            }
        }
        all.extend(nearest);
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// How the form found differs from the form typed.
fn reason(clause: &Clause, found: &str) -> Why {
    if found == clause.typed {
        return Why::Exact;
    }
    if clause.expansions.iter().any(|expansion| expansion.why == Why::Prefix)
        && !found.starts_with(&clause.typed) | (found.len() > clause.typed.len())
    {
        return Why::Prefix;
    }
    let letters = |text: &str| -> String {
        text.chars().filter(|c| !matches!(c, '\u{200c}' | ' ' | '\u{a0}')).collect()
    };
    if letters(found) == letters(&clause.typed) {
        Why::Zwnj
    } else if clause.typed.chars().all(char::is_numeric) {
        Why::Digit
    } else {
        Why::Letter
    }
}

/// The documents that an answer may hold.
#[derive(Default)]
struct Filter {
    langs: Option<Vec<u16>>,
    source: Option<u16>,
    from: u32,
    to: Option<u32>,
}

impl Filter {
    fn of(index: &Index, options: &SearchOptions) -> Filter {
        let (langs, sources) = index.languages_and_sources();
        // A value that no document has gets the number of none.
        let number = |names: &[&str], name: &str| {
            let at = names.iter().position(|known| *known == name);
            at.and_then(|at| u16::try_from(at + 1).ok()).unwrap_or(u16::MAX)
        };
        let wanted = options.langs.iter();
        Filter {
            langs: (!options.langs.is_empty())
                .then(|| wanted.map(|lang| number(&langs, lang)).collect()),
            source: options.source.as_ref().map(|source| number(&sources, source)),
            from: options.from.as_deref().map_or(0, number_of_day),
            to: options.to.as_deref().map(last_day),
        }
    }

    fn allows(&self, columns: &Columns) -> bool {
        self.langs.as_ref().is_none_or(|langs| langs.contains(&columns.lang))
            && self.source.is_none_or(|source| source == columns.source)
            && columns.day >= self.from
            && self.to.is_none_or(|to| columns.day > 0 && columns.day <= to)
    }
}

/// The last day that a date, month or year covers, as a number.
fn last_day(iso: &str) -> u32 {
    let day = number_of_day(iso);
    let month = if day / 100 % 100 == 0 { 9900 } else { 0 };
    day + month + if day % 100 == 0 { 99 } else { 0 }
}
