//! Which documents answer a query, and what is shown of each.
//!
//! Owns the tiers in which a query is read and which documents hold enough of it. How much each says is
//! `score`'s, their order `order`'s.

use crate::analyzer::Words;
pub use crate::facets::Facets;
use crate::filter::Filter;
use crate::fuzzy::{self, Reach};
use crate::index::Index;
use crate::language::Dir;
use crate::matcher::{Matcher, Run, runs};
use crate::order::{Found, PROXIMITY_WINDOW, least_of_best};
use crate::query::{Interpretation, MAX_SHORT, QUESTION_WORDS, Query, Why};
use crate::read::Read;
use crate::reason::Reasons;
use crate::score::{Bar, Scorer};
use crate::signal::Signal;
use crate::snippet::snippets;
use crate::stored::Stored;

/// So few articles that a reader may have meant another word, and how many must have that one.
const MAX_RARE_DOCS: usize = 2;
const MIN_MEANT_DOCS: u32 = 10;

/// In smaller collections a score costs less than finding out whether it is needed.
const MANY_DOCS: u32 = 2048;

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
    /// Number of its paragraphs that have a hit, shown or not.
    pub n_places: usize,
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
    /// The section that the paragraph is in.
    pub section: Option<Section<'a>>,
}

/// A part of an article below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// The words of the heading.
    pub title: &'a str,
    /// What a link calls it.
    pub anchor: &'a str,
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
        let tellers = self.tellers();
        // Which of several tell a story best is a matter of their scores.
        let wanted = match options.sort {
            Sort::Score if tellers.is_empty() => Wanted::Best(limit),
            _ => Wanted::All,
        };
        let mut found = self.find(text, &filter, wanted);
        let facets = self.facets(&found.docs);
        let did_you_mean = self.did_you_mean(&found);
        found.fold(tellers);
        let matcher = Matcher::of(self, &found.query);
        let (best, mut reads) = match options.sort {
            Sort::Score => self.best(&mut found, &matcher, limit),
            Sort::Date => (self.newest(&found, limit), Vec::new()),
        };
        let mut read = |doc: u32| match reads.iter().position(|read| read.doc == doc) {
            Some(at) => reads.swap_remove(at),
            None => Read::of(self, doc, &matcher),
        };
        let page = best.iter().skip(options.offset);
        SearchResult {
            total: found.docs.len(),
            hits: page.map(|&doc| self.hit(&read(doc), &found)).collect(),
            interpreted: found.query.interpreted,
            did_you_mean,
            facets,
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
        let matcher = Matcher::of(self, &found.query);
        let (best, _) = self.best(&mut found, &matcher, limit);
        best.into_iter()
            .map(|doc| (self.document(doc).id, found.standings[doc as usize].score))
            .collect()
    }

    /// The query as the search would read it: with its last word completed where only that finds.
    pub(crate) fn read_query(&self, text: &str) -> Query {
        self.find(text, &Filter::default(), Wanted::Best(0)).query
    }

    /// By document whether it holds all that a text asks for.
    pub(crate) fn holding_all(&self, text: &str) -> Vec<bool> {
        let mut query = Query::parse(self, text);
        query.clauses.retain(|clause| !clause.is_weak);
        let n_asked = query.clauses.len();
        let asks_for_nothing = n_asked == 0 && query.filter.is_empty();
        let mut holding = vec![asks_for_nothing; self.n_docs() as usize];
        let found = self.find_query(query, &Filter::default(), Wanted::All);
        for doc in found.docs {
            let standing = &found.standings[doc as usize];
            holding[doc as usize] = usize::from(standing.n_met) == n_asked;
        }
        holding
    }

    /// Reads a query in tiers: what a later one reads into it counts only where those before find
    /// nothing.
    fn find(&self, text: &str, filter: &Filter, wanted: Wanted) -> Found {
        let found = self.find_query(Query::parse(self, text), filter, wanted);
        let query = &found.query;
        let n_clauses = query.clauses.len();
        let is_by_sound = query.is_by_sound();
        let is_answered = !found.docs.is_empty() && n_clauses == 1 && !is_by_sound;
        if is_answered || n_clauses > MAX_SHORT + 1 || query.is_literal() {
            return found;
        }
        let attempt = |query: Query| {
            let found = self.find_query(query, filter, wanted);
            Some(found).filter(|found| !found.docs.is_empty())
        };
        let typed_elsewhere = |is_certain| {
            let text = if query.has_operators() { "" } else { text };
            let queries = Query::on_other_layouts(self, text, is_certain);
            queries.into_iter().find_map(attempt)
        };
        if !found.docs.is_empty() {
            // Keys that give known words on another layout say more than what sounds alike.
            if is_by_sound && let Some(found) = typed_elsewhere(true) {
                return found;
            }
            // A word with a typo may be another word; what holds all words as they were typed says
            // that none has, and a name of another script or nearly the same that there was none.
            let is_certain = |doc: &u32| found.standings[*doc as usize].distance == 0;
            if n_clauses > MAX_SHORT
                || found.docs.iter().any(is_certain)
                || is_by_sound && !query.may_be_typo(self)
            {
                return found;
            }
            return query.corrected(self).and_then(attempt).unwrap_or(found);
        }
        let instead = query
            .begun()
            .and_then(attempt)
            .or_else(|| query.completed().and_then(attempt))
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
        // The clauses, those asked for first, and of them those that may score most.
        let mut order: Vec<usize> = Vec::new();
        for (number, clause) in query.clauses.iter().enumerate() {
            let bound = scorer.bound(clause);
            bounds.push(bound);
            let rank = |one: usize| (query.is_asked_for(&query.clauses[one]), bounds[one]);
            let at = order.partition_point(|one| rank(*one) >= rank(number));
            order.insert(at, number);
        }
        let n_best = match wanted {
            Wanted::Best(limit) if !is_filtered && query.excluded.is_empty() => {
                let is_long = query.clauses.len() > MAX_SHORT;
                Some(limit.max(PROXIMITY_WINDOW)).filter(|_| is_long && self.n_docs() >= MANY_DOCS)
            }
            _ => None,
        };
        let mut worths = vec![0.0; bounds.len()];
        let mut left: f32 = bounds.iter().sum();
        let (mut least, mut left_then) = (0.0, left);
        let mut n_asked = 0;
        for number in order {
            let clause = &query.clauses[number];
            // The bar is worth finding again where much less is left than when it was found last.
            if let Some(n_best) = n_best.filter(|_| left < left_then * 0.6) {
                least = least_of_best(&scorer.standings, n_best);
                left_then = left;
            }
            let is_asked = query.is_asked_for(clause);
            // What has missed a word and can no more become one of the best needs no score, nor does
            // what has met none once all of those asked for have been seen.
            let bar = Bar {
                least_met: u16::from(!is_asked),
                n_met: n_asked,
                score: least - left,
            };
            worths[number] = scorer.clause(clause, is_asked, bar);
            n_asked += u16::from(is_asked);
            left -= bounds[number];
        }
        let standings = scorer.standings;
        let most = standings.iter().map(|standing| standing.n_met).max();
        let most = usize::from(most.unwrap_or(0));
        let enough = if self.listens_to(Signal::Softness) {
            enough(&query, most)
        } else {
            query.n_asked()
        };
        let excluded = (!query.excluded.is_empty()).then(|| {
            let mut scorer = Scorer::new(self);
            for clause in &query.excluded {
                scorer.clause(clause, true, Bar::default());
            }
            scorer.standings
        });
        let is_out = |doc: u32| {
            let standing = excluded.as_ref().and_then(|all| all.get(doc as usize));
            standing.is_some_and(|standing| standing.n_met > 0)
        };
        // Without words it is the filter that finds.
        let is_asked = most > 0 || (query.clauses.is_empty() && !query.filter.is_empty());
        let mut docs = Vec::new();
        for (doc, standing) in (0..).zip(&standings) {
            let is_found = is_asked && usize::from(standing.n_met) >= enough;
            if !is_found || is_out(doc) {
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

    fn hit<'a>(&'a self, read: &Read<'a>, found: &Found) -> Hit<'a> {
        let stored = &read.stored;
        let mut reasons = Reasons::new(&found.query);
        for (_, text, spans) in read.texts() {
            reasons.add(text, spans);
        }
        Hit {
            title: runs(stored.title, read.title()),
            places: snippets(read)
                .into_iter()
                .map(|place| Place {
                    dir: read.dir(place.number.max(1)),
                    snippet: place.runs,
                    paragraph: place.number,
                    section: section(stored, place.number),
                })
                .collect(),
            n_places: read.paragraphs().count(),
            id: stored.id,
            parent: stored.parent.map(|parent| self.document(parent).id),
            lang: stored.lang,
            dir: read.dir(0),
            date: stored.date.map(|date| date.iso),
            source: stored.source,
            score: found.standing(read.doc).score,
            why: reasons.all(self, read.doc),
            others: {
                let folded = found.folded.iter().filter(|(by, _)| *by == read.doc);
                folded.map(|(_, other)| self.document(*other).id).collect()
            },
        }
    }
}

/// The section that the paragraph of a number is in.
fn section<'a>(stored: &Stored<'a>, number: u32) -> Option<Section<'a>> {
    let heading = stored.heading_at(number)?;
    let at = heading.number.checked_sub(1)?;
    Some(Section {
        title: stored.paragraphs().nth(at as usize)?,
        anchor: heading.text,
    })
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
