//! Which documents answer a query, and in what order.
//!
//! Owns the tiers in which a query is read, which documents hold enough of it, and their order. Above
//! the score, which is `score`'s, stand two plain rules that a reader can predict: what holds all words
//! comes before what misses one, and for short queries the form that was typed comes before its other
//! spellings.

use crate::analyzer::{Words, is_word};
use crate::filter::Filter;
use crate::fuzzy::{self, Reach};
use crate::index::Index;
use crate::language::Dir;
use crate::matcher::{Matcher, Run, runs};
use crate::query::{Interpretation, MAX_SHORT, QUESTION_WORDS, Query, Why};
use crate::reason::Reasons;
use crate::score::{Scorer, proximity};
use crate::signal::Signal;
use crate::snippet::snippets;
use crate::stored::Stored;
use std::cell::Cell;
use std::collections::BinaryHeap;

/// The best documents whose text is read to tell the typed form from its other spellings. It does not
/// depend on the page, so that pages fit together.
const EXACT_WINDOW: usize = 256;

/// So few articles that a reader may have meant another word, and how many must have that one.
const MAX_RARE_DOCS: usize = 2;
const MIN_MEANT_DOCS: u32 = 10;

/// The best documents of a longer query whose text is read to see how near its words stand, and how far
/// behind the first they may be, as a share of what all words may score: what is further behind would
/// hardly come first.
const PROXIMITY_WINDOW: usize = 20;
const PROXIMITY_REACH: f32 = 0.15;

/// In smaller collections a score costs less than finding out whether it is needed.
const MANY_DOCS: u32 = 2048;

/// Low bits of a ranking key, which name the document; the score has the 32 above them.
const DOC_BITS: u32 = 29;

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
pub struct SearchResult<'a> {
    /// Number of documents found, on this page or not.
    pub total: usize,
    /// One page of them.
    pub hits: Vec<Hit<'a>>,
    /// How the documents found are spread.
    pub facets: Facets<'a>,
    /// What was read into the query instead of what was typed.
    pub interpreted: Option<Interpretation>,
    /// A word near the one typed that many more articles have, where few have that one.
    pub did_you_mean: Option<String>,
}

/// Counts over all documents found, most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets<'a> {
    /// By BCP 47 tag.
    pub lang: Vec<(&'a str, usize)>,
    /// By source.
    pub source: Vec<(&'a str, usize)>,
    /// By Gregorian year, newest first.
    pub year: Vec<(u32, usize)>,
}

/// A document that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of the article it was printed inside of.
    pub parent: Option<&'a str>,
    /// Its headline.
    pub title: Vec<Run<'a>>,
    /// The parts of its text that show best why it was found, the best first: one to three.
    pub places: Vec<Place<'a>>,
    /// BCP 47 tag.
    pub lang: &'a str,
    /// Direction of the headline.
    pub dir: Dir,
    /// ISO 8601.
    pub date: Option<&'a str>,
    /// Who published it.
    pub source: Option<&'a str>,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// Why it was found, without repetition.
    pub why: Vec<Why>,
    /// The ids of other documents found that tell the same story in nearly the same words.
    pub others: Vec<&'a str>,
}

/// A part of an article's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The text with its hits.
    pub snippet: Vec<Run<'a>>,
    /// Its direction.
    pub dir: Dir,
    /// The paragraph that it is from, counted from 1; 0 where only other fields matched.
    pub paragraph: u32,
}

/// What a query found, before a page of it is shown.
struct Found {
    query: Query,
    /// The documents found, in order.
    docs: Vec<u32>,
    /// The most that each clause may score.
    worths: Vec<f32>,
    /// By document, found or not.
    standings: Vec<Standing>,
    /// Documents that another one stands for, each behind the one that does.
    folded: Vec<(u32, u32)>,
}

/// How a document stands to a query.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    score: f32,
    /// Clauses asked for that it meets.
    n_met: u16,
    /// 0 for the form typed, more for what is further from it; at most 3.
    distance: u8,
}

impl Standing {
    /// Orders by falling score, then by document. Positive floats order as their bits do.
    fn key(&self, doc: u32) -> u64 {
        let score = u64::from(!self.score.max(0.0).to_bits());
        score << DOC_BITS | u64::from(doc)
    }
}

impl Found {
    /// Leaves of every story the document that scores most, which stands for the others.
    fn fold(&mut self, stories: &[(u32, u32)]) {
        if stories.is_empty() {
            return;
        }
        let first_teller = |doc: u32| {
            let at = stories.binary_search_by_key(&doc, |(told, _)| *told);
            at.ok()
                .and_then(|at| stories.get(at))
                .map_or(doc, |(_, first)| *first)
        };
        // For every story the best of the documents found.
        let mut best: Vec<(u32, u32)> = Vec::new();
        for &doc in &self.docs {
            let story = first_teller(doc);
            let at = best.partition_point(|(known, _)| *known < story);
            match best.get_mut(at).filter(|(known, _)| *known == story) {
                Some((_, known)) => {
                    if self.is_nearer(doc, *known) {
                        *known = doc;
                    }
                }
                None => best.insert(at, (story, doc)),
            }
        }
        let mut docs = std::mem::take(&mut self.docs);
        docs.retain(|&doc| {
            let story = first_teller(doc);
            let at = best.partition_point(|(known, _)| *known < story);
            let by = best.get(at).map_or(doc, |(_, by)| *by);
            if by != doc {
                self.folded.push((by, doc));
            }
            by == doc
        });
        self.docs = docs;
    }

    /// Whether a document answers better than another.
    fn is_nearer(&self, doc: u32, other: u32) -> bool {
        let standing = |doc: u32| {
            self.standings
                .get(doc as usize)
                .copied()
                .unwrap_or_default()
        };
        let (own, other) = (standing(doc), standing(other));
        (own.n_met, own.score) > (other.n_met, other.score)
    }
}

/// Which documents need their score.
#[derive(Clone, Copy, Debug)]
enum Wanted {
    All,
    /// The best so many.
    Best(usize),
}

impl Index {
    /// Searches; total over any query.
    ///
    /// Linear in the postings of the terms that the query stands for.
    #[must_use]
    pub fn search(&self, text: &str, options: &SearchOptions) -> SearchResult<'_> {
        let filter = Filter::of(self, options);
        let limit = options.offset.saturating_add(options.limit);
        let stories = self.stories();
        // Which of several tell a story best is a matter of their scores.
        let wanted = match options.sort {
            Sort::Score if stories.is_empty() => Wanted::Best(limit),
            _ => Wanted::All,
        };
        let mut found = self.find(text, &filter, wanted);
        let facets = self.facets(&found.docs);
        let did_you_mean = self.did_you_mean(&found);
        found.fold(&stories);
        let best = match options.sort {
            Sort::Score => self.best(&mut found, limit),
            Sort::Date => self.newest(&found, limit),
        };
        let matcher = Matcher::of(self, &found.query);
        let page = best.iter().skip(options.offset);
        SearchResult {
            total: found.docs.len(),
            interpreted: found.query.interpreted.clone(),
            did_you_mean,
            facets,
            hits: page.map(|&doc| self.hit(doc, &found, &matcher)).collect(),
        }
    }

    /// A word near the only one of a query that many more documents have.
    fn did_you_mean(&self, found: &Found) -> Option<String> {
        let [clause] = found.query.clauses.as_slice() else {
            return None;
        };
        let is_rare = (1..=MAX_RARE_DOCS).contains(&found.docs.len());
        if !is_rare || found.query.interpreted.is_some() || found.query.is_literal() {
            return None;
        }
        let words = Words::of(&clause.typed);
        let word = words.term(0, words.len().saturating_sub(1));
        let mut best = (MIN_MEANT_DOCS - 1, None);
        fuzzy::corrections(self, word, Reach::Nearest, |ordinal| {
            let n_docs = self.postings(ordinal).n_docs();
            if n_docs > best.0 {
                best = (n_docs, Some(ordinal));
            }
        });
        best.1.map(|ordinal| self.spelled(ordinal))
    }

    /// The ids of the best `limit` documents with their scores: what an evaluation needs.
    #[must_use]
    pub fn ranked_ids(&self, text: &str, limit: usize) -> Vec<(&str, f32)> {
        let mut found = self.find(text, &Filter::default(), Wanted::Best(limit));
        let best = self.best(&mut found, limit);
        best.into_iter()
            .map(|doc| (self.document(doc).id, found.standings[doc as usize].score))
            .collect()
    }

    /// The query as the search would read it: with its last word completed where only that finds.
    pub(crate) fn read_query(&self, text: &str) -> Query {
        self.find(text, &Filter::default(), Wanted::Best(0)).query
    }

    /// Reads a query in tiers: what a later one reads into it counts only where those before find
    /// nothing.
    fn find(&self, text: &str, filter: &Filter, wanted: Wanted) -> Found {
        let query = Query::parse(self, text);
        let n_clauses = query.clauses.len();
        let found = self.find_query(query.clone(), filter, wanted);
        let is_answered = !found.docs.is_empty() && n_clauses == 1;
        if is_answered || n_clauses > MAX_SHORT + 1 || query.is_literal() {
            return found;
        }
        let attempt = |query: Query| {
            let found = self.find_query(query, filter, wanted);
            Some(found).filter(|found| !found.docs.is_empty())
        };
        // A word with a typo may be another word; what holds all words as they were typed says that
        // none has.
        if !found.docs.is_empty() {
            let is_certain = |doc: &u32| found.standings[*doc as usize].distance == 0;
            if n_clauses > MAX_SHORT || found.docs.iter().any(is_certain) {
                return found;
            }
            return query.corrected(self).and_then(attempt).unwrap_or(found);
        }
        let typed_elsewhere = |is_certain| {
            let text = if query.has_operators() { "" } else { text };
            let queries = Query::on_other_layouts(self, text, is_certain);
            queries.into_iter().find_map(attempt)
        };
        let instead = query
            .completed()
            .and_then(attempt)
            .or_else(|| typed_elsewhere(true))
            .or_else(|| query.corrected(self).and_then(attempt))
            .or_else(|| typed_elsewhere(false));
        instead.unwrap_or(found)
    }

    /// All documents that hold enough of a query.
    fn find_query(&self, query: Query, filter: &Filter, wanted: Wanted) -> Found {
        let is_filtered = !filter.is_empty() || !query.filter.is_empty();
        let mut scorer = Scorer::new(self);
        let mut bounds: Vec<f32> = Vec::new();
        // The clauses, those that may score most first.
        let mut order: Vec<usize> = Vec::new();
        for (number, clause) in query.clauses.iter().enumerate() {
            let bound = scorer.bound(clause);
            let at = order.partition_point(|one| bounds[*one] >= bound);
            order.insert(at, number);
            bounds.push(bound);
        }
        let n_best = match wanted {
            Wanted::Best(limit) if !is_filtered && query.excluded.is_empty() => {
                let is_long = query.clauses.len() > MAX_SHORT;
                Some(limit.max(PROXIMITY_WINDOW)).filter(|_| is_long && self.n_docs() >= MANY_DOCS)
            }
            _ => None,
        };
        let mut standings = vec![Standing::default(); self.n_docs() as usize];
        let mut worths = vec![0.0; bounds.len()];
        let mut left: f32 = bounds.iter().sum();
        let mut n_asked = 0;
        let (mut least, mut left_then) = (0.0, left);
        for number in order {
            let clause = &query.clauses[number];
            // The bar is worth finding again where much less is left than when it was found last.
            if let Some(n_best) = n_best.filter(|_| left < left_then * 0.6) {
                least = least_of_best(&standings, n_best);
                left_then = left;
            }
            let by_doc = Cell::from_mut(standings.as_mut_slice()).as_slice_of_cells();
            // What has missed a word and can no more become one of the best needs no score.
            let is_scored = |doc: u32| {
                by_doc
                    .get(doc as usize)
                    .map(Cell::get)
                    .is_some_and(|standing| {
                        standing.n_met == n_asked || standing.score + left >= least
                    })
            };
            let is_asked = u16::from(query.is_asked_for(clause));
            worths[number] = scorer.clause(clause, &is_scored, &mut |doc, score, distance| {
                if let Some(place) = by_doc.get(doc as usize) {
                    let standing = place.get();
                    place.set(Standing {
                        score: standing.score + score,
                        n_met: standing.n_met + is_asked,
                        distance: standing.distance.max(distance),
                    });
                }
            });
            n_asked += is_asked;
            left -= bounds[number];
        }
        let most = standings.iter().map(|standing| standing.n_met).max();
        let most = usize::from(most.unwrap_or(0));
        let enough = if self.listens_to(Signal::Softness) {
            enough(&query, most)
        } else {
            query.n_asked()
        };
        let mut is_out = Vec::new();
        for clause in &query.excluded {
            is_out.resize(standings.len(), false);
            scorer.clause(clause, &|_| false, &mut |doc, _, _| {
                is_out[doc as usize] = true
            });
        }
        // Without words it is the filter that finds.
        let is_asked = most > 0 || (query.clauses.is_empty() && !query.filter.is_empty());
        let mut docs = Vec::new();
        for (doc, standing) in (0..).zip(&standings) {
            let is_found = is_asked && usize::from(standing.n_met) >= enough;
            if !is_found || is_out.get(doc as usize) == Some(&true) {
                continue;
            }
            if is_filtered {
                let columns = self.columns(doc);
                if !filter.allows(&columns) || !query.filter.allows(&columns) {
                    continue;
                }
            }
            docs.push(doc);
        }
        Found {
            query,
            docs,
            worths,
            standings,
            folded: Vec::new(),
        }
    }

    /// The best `limit` documents, in order.
    fn best(&self, found: &mut Found, limit: usize) -> Vec<u32> {
        let is_short = found.query.clauses.len() <= MAX_SHORT;
        let n_asked = found.query.n_asked();
        // One number a document: what misses a word, then how far the form is, then the score, then
        // the order of the collection.
        let key = |doc: u32, standing: &Standing| {
            let misses = u64::from(usize::from(standing.n_met) < n_asked);
            let distance = u64::from(if is_short {
                standing.distance.min(3)
            } else {
                0
            });
            misses << 63 | distance << 61 | standing.key(doc)
        };
        let window = if is_short {
            EXACT_WINDOW
        } else {
            PROXIMITY_WINDOW
        };
        let keys = found
            .docs
            .iter()
            .map(|&doc| key(doc, &found.standings[doc as usize]));
        let mut best = lowest(keys, limit.max(window));
        // What stands behind the window stays behind it.
        let mut behind = best.split_off(best.len().min(window));
        if is_short {
            for &doc in &best {
                let standing = &mut found.standings[doc as usize];
                if standing.distance == 0 && !holds_as_typed(&self.document(doc), &found.query) {
                    standing.distance = 1;
                }
            }
        } else {
            let score = |doc: &u32| found.standings[*doc as usize].score;
            let reach = PROXIMITY_REACH * found.worths.iter().sum::<f32>();
            let least = best.first().map_or(0.0, score) - reach;
            let n_read = best.iter().position(|doc| score(doc) < least);
            let mut unread = best.split_off(n_read.unwrap_or(best.len()));
            unread.append(&mut behind);
            behind = unread;
            if best.len() > 1 && self.listens_to(Signal::Proximity) {
                let matcher = Matcher::of(self, &found.query);
                for &doc in &best {
                    let gain = proximity(&self.document(doc), &matcher, &found.worths);
                    found.standings[doc as usize].score += gain;
                }
            }
        }
        let keys = best
            .iter()
            .map(|&doc| key(doc, &found.standings[doc as usize]));
        best = lowest(keys, window);
        best.append(&mut behind);
        best.truncate(limit);
        best
    }

    /// The newest `limit` documents, in order.
    fn newest(&self, found: &Found, limit: usize) -> Vec<u32> {
        let keys = found.docs.iter().map(|&doc| {
            let age = u64::from(!self.columns(doc).day);
            age << DOC_BITS | u64::from(doc)
        });
        lowest(keys, limit)
    }

    fn facets(&self, docs: &[u32]) -> Facets<'_> {
        let (langs, sources) = self.languages_and_sources();
        let mut n_langs = vec![0usize; langs.len() + 1];
        let mut n_sources = vec![0usize; sources.len() + 1];
        let mut years: Vec<(u32, usize)> = Vec::new();
        for &doc in docs {
            let columns = self.columns(doc);
            for (counts, number) in [
                (&mut n_langs, columns.lang),
                (&mut n_sources, columns.source),
            ] {
                if let Some(count) = counts.get_mut(number as usize) {
                    *count += 1;
                }
            }
            let year = columns.day / 10_000;
            if year > 0 {
                let at = years.partition_point(|(known, _)| *known > year);
                match years.get_mut(at) {
                    Some((known, count)) if *known == year => *count += 1,
                    _ => years.insert(at, (year, 1)),
                }
            }
        }
        Facets {
            lang: most_first(&langs, &n_langs),
            source: most_first(&sources, &n_sources),
            year: years,
        }
    }

    fn hit(&self, doc: u32, found: &Found, matcher: &Matcher) -> Hit<'_> {
        let stored = self.document(doc);
        let mut reasons = Reasons::new(&found.query);
        let spans = matcher.spans(stored.title);
        reasons.add(stored.title, &spans);
        let title = runs(stored.title, &spans);
        // Every text is read once, for its snippet and for why it was found.
        let places = snippets(&stored, matcher, &mut |text, spans| {
            reasons.add(text, spans)
        });
        for text in stored.tags.iter().copied().chain(stored.facts()) {
            reasons.add(text, &matcher.spans(text));
        }
        Hit {
            title,
            places: places
                .into_iter()
                .map(|place| Place {
                    dir: Dir::of(place.paragraph),
                    snippet: place.runs,
                    paragraph: place.number,
                })
                .collect(),
            id: stored.id,
            parent: stored.parent.map(|parent| self.document(parent).id),
            lang: stored.lang,
            dir: Dir::of(stored.title),
            date: stored.date.map(|date| date.iso),
            source: stored.source,
            score: found.standings[doc as usize].score,
            why: reasons.all(),
            others: {
                let folded = found.folded.iter().filter(|(by, _)| *by == doc);
                folded.map(|(_, other)| self.document(*other).id).collect()
            },
        }
    }
}

/// The score of the last of the best `n` documents; 0 where there are not so many.
fn least_of_best(standings: &[Standing], n: usize) -> f32 {
    let keys = (0..)
        .zip(standings)
        .map(|(doc, standing)| standing.key(doc));
    match lowest(keys, n).last() {
        // A little less, for the last digits of sums.
        Some(&doc) => standings[doc as usize].score * 0.999,
        None => 0.0,
    }
}

/// The documents of the lowest `limit` keys, lowest first; a document is the low bits of its key.
fn lowest(keys: impl Iterator<Item = u64>, limit: usize) -> Vec<u32> {
    let mut heap = BinaryHeap::new();
    for key in keys {
        if heap.len() < limit {
            heap.push(key);
        } else if let Some(mut highest) = heap.peek_mut()
            && key < *highest
        {
            *highest = key;
        }
    }
    let doc = |key: u64| (key & ((1 << DOC_BITS) - 1)) as u32;
    heap.into_sorted_vec().into_iter().map(doc).collect()
}

/// Values with their counts, the most frequent first; counts begin with that of no value.
fn most_first<'a>(values: &[&'a str], counts: &[usize]) -> Vec<(&'a str, usize)> {
    let mut all: Vec<(&str, usize)> = Vec::new();
    for (&value, &count) in values.iter().zip(counts.iter().skip(1)) {
        if count > 0 {
            let at = all.partition_point(|(_, more)| *more >= count);
            all.insert(at, (value, count));
        }
    }
    all
}

/// How many of the words asked for a document must hold.
///
/// Up to three words: all. Four: three of them, or what the best document holds. What is longer or
/// ends as a question does is a question: any of its words will do, and the order says the rest.
fn enough(query: &Query, most: usize) -> usize {
    let n_clauses = query.clauses.len();
    if query.is_question || n_clauses >= QUESTION_WORDS {
        1
    } else if n_clauses > MAX_SHORT {
        (query.n_asked() * 3).div_ceil(4).min(most)
    } else {
        query.n_asked()
    }
}

/// Whether every word of a query stands in a document in the very characters that were typed.
fn holds_as_typed(stored: &Stored<'_>, query: &Query) -> bool {
    let asked = query
        .clauses
        .iter()
        .filter(|clause| query.is_asked_for(clause));
    asked.into_iter().all(|clause| {
        stored.texts().any(|text| {
            let mut follows_word = false;
            text.char_indices().any(|(at, c)| {
                let rest = text.get(at..).unwrap_or_default();
                let is_start = !std::mem::replace(&mut follows_word, is_word(c));
                let after = rest.strip_prefix(clause.typed.as_str());
                is_start && after.is_some_and(|after| !after.chars().next().is_some_and(is_word))
            })
        })
    })
}
