//! How much a document says about one clause of a query.
//!
//! BM25F: the weighted occurrences of a clause in all fields of a document are added up and only then
//! saturated. This is done for three streams, each with its own idf: the word as it was typed, the
//! word with its other forms, and all that stands for it, each as far as it is trusted. The score is
//! the mean of the first two, or the third where that is more. Which clauses there are belongs to
//! `query`, what is made of their scores to `search`.

use crate::bytes::read_u16;
use crate::field::{Counts, Field};
use crate::index::Index;
use crate::matcher::Matcher;
use crate::postings::Postings;
use crate::query::{Clause, Expansion, Phrase, Why};
use crate::signal::Signal;

/// Saturation of repeated occurrences (k1 of BM25; 1.2 is Lucene's and the literature's).
const SATURATION: f32 = 1.2;

/// What a function word counts beside another word. Lucene leaves them out; a little of them tells
/// between documents that are equal otherwise.
const WEAK: f32 = 0.3;

/// The trust and the distance of what stands behind all other forms.
const BEHIND: (f32, u8) = (0.5, 4);

/// The occurrences of a clause in one document, weighted by field and length.
#[derive(Clone, Copy, Default)]
struct Weights {
    /// Of the word as it was typed.
    exact: f32,
    /// Of the word in any of its forms, each in full.
    forms: f32,
    /// Of all that stands for the word, as far as it is trusted.
    all: f32,
    /// The streams that it stands in, as bits.
    streams: u8,
    /// How far the nearest form is from what was typed.
    distance: u8,
}

impl Weights {
    /// Adds occurrences of a form to the streams from its nearest one on.
    #[inline(always)]
    fn add(&mut self, weight: f32, form: Form) {
        self.streams |= ALL | form.nearest;
        self.all += form.trust * weight;
        if form.nearest <= FORMS {
            self.streams |= FORMS;
            self.forms += weight;
        }
        if form.nearest == EXACT {
            self.exact += weight;
        }
    }
}

/// How rare a clause is in every stream, and what it counts beside others.
struct Idf {
    /// Whether the typed form is a stream of its own.
    has_typed: bool,
    worth: f32,
    exact: f32,
    forms: f32,
    all: f32,
}

impl Idf {
    /// Half and half needs no tuning, and rewards the typed form as much as it is rarer.
    #[inline]
    fn score(&self, weights: &Weights) -> f32 {
        let forms = self.forms * saturated(weights.forms);
        let near = if self.has_typed {
            (self.exact * saturated(weights.exact) + forms) / 2.0
        } else {
            forms
        };
        let all = self.all * saturated(weights.all);
        self.worth * if near > all { near } else { all }
    }
}

/// Bits of the streams, all of which is in the last one.
const EXACT: u8 = 1;
const FORMS: u8 = 2;
const ALL: u8 = 4;

/// What an occurrence in a field counts.
#[derive(Clone, Copy, Default)]
struct Norm {
    boost: f32,
    /// Of a field without words, and what each of its words adds.
    base: f32,
    by_length: f32,
}

/// How a document stands to a query.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    pub(crate) score: f32,
    /// Clauses asked for that it meets.
    pub(crate) n_met: u16,
    /// 0 for the form typed, more for what is further from it; at most 4.
    pub(crate) distance: u8,
}

/// Which documents need their score.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bar {
    /// None that have met fewer clauses asked for: they are not found.
    pub(crate) least_met: u16,
    /// Of the others those that have met so many, however little they score,
    pub(crate) n_met: u16,
    /// and those that score at least this so far.
    pub(crate) score: f32,
}

impl Standing {
    #[inline(always)]
    fn meet(&mut self, score: f32, distance: u8, is_asked: bool) {
        self.score += score;
        self.n_met += u16::from(is_asked);
        self.distance = self.distance.max(distance);
    }
}

impl Bar {
    #[inline(always)]
    fn is_reached(self, standing: &Standing) -> bool {
        standing.n_met >= self.least_met
            && (standing.n_met == self.n_met || standing.score >= self.score)
    }
}

/// Scores one clause after the other.
pub(crate) struct Scorer<'a> {
    index: &'a Index,
    norms: [Norm; Field::COUNT],
    /// Number of tokens in the fields of the documents, two bytes each.
    lengths: &'a [u8],
    /// By document, after the clauses so far.
    pub(crate) standings: Vec<Standing>,
    /// Of the current clause, by document.
    weights: Vec<Weights>,
    touched: Vec<u32>,
}

impl<'a> Scorer<'a> {
    pub(crate) fn new(index: &'a Index) -> Scorer<'a> {
        let mut norms = [Norm::default(); Field::COUNT];
        for (field, (norm, (average, weight))) in norms.iter_mut().zip(index.fields()).enumerate() {
            let (mut boost, mut strictness) = (weight, Field::strictness(field));
            if !index.listens_to(Signal::Fields) {
                boost = 1.0;
            }
            if !index.listens_to(Signal::Lengths) {
                strictness = 0.0;
            }
            *norm = Norm {
                boost,
                base: 1.0 - strictness,
                by_length: strictness / average.max(1.0),
            };
        }
        let n_docs = index.n_docs() as usize;
        Scorer {
            index,
            norms,
            lengths: index.lengths(),
            standings: vec![Standing::default(); n_docs],
            weights: vec![Weights::default(); n_docs],
            touched: Vec::new(),
        }
    }

    /// Adds a clause to the standing of every document that meets it, and gives the most that such
    /// a document may have gained. One below the `bar` gains no more than it should; one that meets
    /// a clause that `is_asked` for has met one more.
    pub(crate) fn clause(&mut self, clause: &Clause, is_asked: bool, bar: Bar) -> f32 {
        if let ([one], []) = (clause.expansions.as_slice(), clause.phrases.as_slice())
            && one.langs == 0
            && clause.field.is_none()
        {
            return self.one_term(clause, one, is_asked, bar);
        }
        for expansion in &clause.expansions {
            let allowed = Allowed::of(self.index, expansion.langs);
            let form = Form::of(expansion.why, expansion.is_behind);
            let mut postings = self.index.postings(expansion.ordinal);
            while let Some(doc) = postings.advance() {
                let Some(standing) = self.standings.get(doc as usize) else {
                    break;
                };
                if !allowed.allows(doc) {
                    continue;
                }
                let is_scored = bar.is_reached(standing);
                let weight = match clause.field {
                    None if !is_scored => Some(0.0),
                    field => self.weight(doc, &postings, field),
                };
                if let Some(weight) = weight {
                    self.add(doc, if is_scored { weight } else { 0.0 }, form);
                }
            }
        }
        let mut langs: Vec<u8> = Vec::new();
        for phrase in &clause.phrases {
            if !langs.contains(&phrase.langs) {
                langs.push(phrase.langs);
                self.phrases(clause, phrase.langs);
            }
        }
        let (mut n_exact, mut n_forms) = (0, 0);
        for &doc in &self.touched {
            let streams = self.weights[doc as usize].streams;
            n_exact += usize::from(streams & EXACT != 0);
            n_forms += usize::from(streams & FORMS != 0);
        }
        let idf = Idf {
            has_typed: self.index.listens_to(Signal::Typed),
            worth: self.worth_of(clause),
            exact: self.idf(n_exact),
            forms: self.idf(n_forms),
            all: self.idf(self.touched.len()),
        };
        for doc in self.touched.drain(..) {
            let weights = std::mem::take(&mut self.weights[doc as usize]);
            let standing = &mut self.standings[doc as usize];
            standing.meet(idf.score(&weights), weights.distance, is_asked);
        }
        idf.worth * idf.all
    }

    /// The same for a clause of one term, whose documents are counted already: what function words
    /// are, which stand in most documents.
    fn one_term(&mut self, clause: &Clause, one: &Expansion, is_asked: bool, bar: Bar) -> f32 {
        let mut postings = self.index.postings(one.ordinal);
        let all = self.idf(postings.n_docs() as usize);
        let idf = Idf {
            has_typed: self.index.listens_to(Signal::Typed),
            worth: self.worth_of(clause),
            exact: all,
            forms: all,
            all,
        };
        let form = Form::of(one.why, one.is_behind);
        while let Some(doc) = postings.advance() {
            let Some(standing) = self.standings.get(doc as usize) else {
                break;
            };
            let mut score = 0.0;
            if bar.is_reached(standing) {
                let weight = self.weight(doc, &postings, None).unwrap_or(0.0);
                score = if form.nearest == EXACT {
                    // All streams say the same.
                    idf.worth * all * saturated(weight)
                } else {
                    let mut weights = Weights::default();
                    weights.add(weight, form);
                    idf.score(&weights)
                };
            }
            self.standings[doc as usize].meet(score, form.distance, is_asked);
        }
        idf.worth * idf.all
    }

    /// What the occurrences in a document weigh, in one field or all; none where there are none.
    #[inline(always)]
    fn weight(&self, doc: u32, postings: &Postings<'_>, wanted: Option<Field>) -> Option<f32> {
        if postings.is_once_in_body() && wanted.is_none() {
            return Some(self.field_weight(doc, Field::Body as usize, 1));
        }
        self.weight_of(doc, postings.counts(), wanted)
    }

    fn weight_of(&self, doc: u32, counts: &Counts, wanted: Option<Field>) -> Option<f32> {
        let mut weight = None;
        for (field, &count) in counts.iter().enumerate() {
            if count > 0 && wanted.is_none_or(|wanted| field == wanted as usize) {
                weight = Some(weight.unwrap_or(0.0) + self.field_weight(doc, field, count));
            }
        }
        weight
    }

    #[inline(always)]
    fn field_weight(&self, doc: u32, field: usize, count: u32) -> f32 {
        let norm = &self.norms[field];
        let length = read_u16(self.lengths, (doc as usize * Field::COUNT + field) * 2);
        norm.boost * count as f32 / (norm.base + norm.by_length * f32::from(length))
    }

    /// The most that a clause may score.
    ///
    /// Documents that hold one of its terms are no more than those that hold any.
    pub(crate) fn bound(&self, clause: &Clause) -> f32 {
        let mut n_docs = 0;
        let mut nearest = ALL;
        for one in clause.expansions.iter().filter(|one| one.langs == 0) {
            let stream = nearest_stream(one.why);
            let n = self.index.postings(one.ordinal).n_docs() as usize;
            // The nearest stream is the rarest, and none is rarer than its most frequent term.
            if stream < nearest {
                (nearest, n_docs) = (stream, n);
            } else if stream == nearest {
                n_docs = n_docs.max(n);
            }
        }
        let is_sure = clause.phrases.is_empty() && clause.field.is_none();
        self.worth_of(clause) * self.idf(if is_sure { n_docs } else { 0 })
    }

    /// What a clause counts beside others.
    fn worth_of(&self, clause: &Clause) -> f32 {
        if clause.is_weak && self.index.listens_to(Signal::Weak) {
            WEAK
        } else {
            1.0
        }
    }

    /// Lucene's form of the idf, which is never negative.
    fn idf(&self, n: usize) -> f32 {
        let (n, n_docs) = (n as f32, self.index.n_docs() as f32);
        (1.0 + (n_docs - n + 0.5) / (n + 0.5)).ln()
    }

    /// Adds the documents that hold one of the phrases for documents of some languages.
    fn phrases(&mut self, clause: &Clause, langs: u8) {
        let matcher = Matcher::of_phrases(self.index, clause, langs);
        let allowed = Allowed::of(self.index, langs);
        let mut counted = vec![false; self.weights.len()];
        let mut n_counted = 0;
        for phrase in clause.phrases.iter().filter(|phrase| phrase.langs == langs) {
            for doc in self.docs_of_phrase(phrase) {
                // One count sees all phrases.
                let Some(counted) = counted.get_mut(doc as usize).filter(|counted| !**counted)
                else {
                    continue;
                };
                if n_counted == phrase.most_docs {
                    break;
                }
                *counted = true;
                n_counted += 1;
                if allowed.allows(doc) {
                    let counts = count_phrases(self.index, doc, &matcher);
                    if let Some(weight) = self.weight_of(doc, &counts, clause.field) {
                        let form = Form::of(phrase.why, phrase.is_behind);
                        self.add(doc, weight, form);
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn add(&mut self, doc: u32, weight: f32, form: Form) {
        let Some(weights) = self.weights.get_mut(doc as usize) else {
            return;
        };
        if weights.streams == 0 {
            self.touched.push(doc);
            weights.distance = form.distance;
        }
        weights.distance = form.distance.min(weights.distance);
        weights.add(weight, form);
    }

    /// The documents that hold a term of every step of a phrase, in order.
    fn docs_of_phrase(&self, phrase: &Phrase) -> Vec<u32> {
        let mut steps_met = vec![0u8; self.weights.len()];
        for (number, step) in (0u8..).zip(&phrase.steps) {
            for &term in step {
                let mut postings = self.index.postings(term);
                while let Some(doc) = postings.advance() {
                    if let Some(met) = steps_met.get_mut(doc as usize)
                        && *met == number
                    {
                        *met += 1;
                    }
                }
            }
        }
        let n_steps = phrase.steps.len().to_le_bytes()[0];
        let docs = (0..self.index.n_docs()).zip(&steps_met);
        docs.filter(|(_, met)| **met == n_steps)
            .map(|(doc, _)| doc)
            .collect()
    }
}

/// What an occurrence of a form counts beside one of the word itself.
#[derive(Clone, Copy)]
struct Form {
    trust: f32,
    /// How far it is from the word: forms of one distance rank by score alone.
    distance: u8,
    /// The stream of the fewest documents that it counts in.
    nearest: u8,
}

impl Form {
    fn of(why: Why, is_behind: bool) -> Form {
        let (trust, distance) = if is_behind { BEHIND } else { worth(why) };
        Form {
            trust,
            distance,
            nearest: nearest_stream(why),
        }
    }
}

fn nearest_stream(why: Why) -> u8 {
    match why {
        Why::Exact => EXACT,
        why if why <= Why::Date => FORMS,
        _ => ALL,
    }
}

/// The documents of some families of languages.
struct Allowed<'a> {
    index: &'a Index,
    /// The families as bits; 0 for all documents.
    bits: u8,
    families: &'a [u8],
}

impl<'a> Allowed<'a> {
    fn of(index: &'a Index, bits: u8) -> Allowed<'a> {
        Allowed {
            index,
            bits,
            families: index.families(),
        }
    }

    #[inline(always)]
    fn allows(&self, doc: u32) -> bool {
        self.bits == 0 || {
            let lang = usize::from(self.index.columns(doc).lang);
            let family = self.families.get(lang.wrapping_sub(1));
            family.is_some_and(|family| family & self.bits != 0)
        }
    }
}

/// The trust and the distance of a form: the nearer the reading the more it counts; half for a stem is what the literature on two streams
/// suggests, the others are ordered around it.
fn worth(why: Why) -> (f32, u8) {
    match why {
        Why::Exact => (1.0, 0),
        Why::Zwnj | Why::Letter | Why::Digit => (1.0, 1),
        Why::Date => (1.0, 2),
        Why::Alias => (0.8, 2),
        Why::Name => (0.6, 3),
        Why::Stem => (0.5, 2),
        Why::Prefix | Why::Typo | Why::Keyboard => (0.5, 3),
    }
}

/// Of occurrences, how much they say: less with each.
pub(crate) fn saturated(weight: f32) -> f32 {
    weight / (SATURATION + weight)
}

/// How often the phrases of a matcher stand in each field of a document.
fn count_phrases(index: &Index, doc: u32, matcher: &Matcher) -> Counts {
    let mut counts = [0; Field::COUNT];
    let stored = index.document(doc);
    for (field, words) in stored.fields().zip(index.words(doc, &stored).iter()) {
        counts[field as usize] += matcher.count_phrases(words);
    }
    counts
}
