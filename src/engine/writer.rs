//! Documents → pack: the build side.
//!
//! Owns the order of everything in the pack, and the stages of packing: articles are taken in (`shelf`),
//! read once for what has to be known of all of them (`gather`), and once more for the postings
//! (`invert`). Each stage is cut into jobs that [`Workers`] may do at the same time. The result is a
//! function of the documents and settings alone: no clock, no path, no hash order.

mod gather;
mod invert;
mod lexicon;
mod outline;
mod shelf;
mod texts;

use crate::analyzer::Words;
use crate::bytes::{len_u32, write_str, write_varint};
use crate::compact::Compact;
use crate::document::Document;
use crate::expansion::{self, AliasForms, Aliases, Met, Phrases};
use crate::field::Field;
pub use crate::field::Weights;
use crate::language::Lang;
use crate::pack::{LANG_BITS, LANG_SHIFT, Section, TERM_BLOCK, assemble};
use crate::postings::{self, Posting};
use crate::story;
use crate::stream;
pub(crate) use gather::Vocabulary;
use gather::{Gathered, gather};
use invert::{Inverted, invert};
use lexicon::Lexicon;
use shelf::Shelf;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

/// What a collection says of itself besides its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The collection's name.
    pub title: String,
    /// BCP 47 tags of its languages, the main one first.
    pub languages: Vec<String>,
    /// Sets of phrases that are equal, besides those that come with the engine.
    pub aliases: Vec<Vec<String>>,
    /// Words that count little and are not asked for, besides the function words of the languages.
    pub stop_words: Vec<String>,
    /// What an occurrence in each field is worth.
    pub weights: Weights,
}

/// Why documents could not be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// Two documents have one id.
    DuplicateId(String),
    /// A document names a parent that is not there.
    NoParent {
        /// The document.
        id: String,
        /// The parent it names.
        parent: String,
    },
    /// The pack would have 4 GiB or more.
    TooLarge,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::DuplicateId(id) => write!(f, "two articles have the id {id}: rename one"),
            WriteError::NoParent { id, parent } => {
                write!(
                    f,
                    "the article {id} names the parent {parent}, which is not there"
                )
            }
            WriteError::TooLarge => {
                f.write_str("the collection is too large for one pack (4 GiB): split it")
            }
        }
    }
}

impl std::error::Error for WriteError {}

/// Runs the jobs `0..n`, each once, in any order or at the same time, and returns when all are done.
pub type Workers<'a> = dyn Fn(usize, &(dyn Fn(usize) + Sync)) + 'a;

/// Runs jobs one after the other, where there is one thread alone.
pub fn one_by_one(n: usize, job: &(dyn Fn(usize) + Sync)) {
    (0..n).for_each(job);
}

/// Packs documents, which keep the order they come in.
///
/// # Errors
///
/// When ids clash, a parent is missing or the pack would be too large.
pub fn write(documents: &[Document], settings: &Settings) -> Result<Vec<u8>, WriteError> {
    let ids = number_ids(documents.iter().map(|document| document.id.as_str()))?;
    pack(
        Shelf::of(documents.iter(), 0, &ids)?,
        &ids,
        settings,
        &one_by_one,
    )
}

/// Packs documents, lets each go when it was taken in, and shares the work out.
///
/// The pack is the same, whoever works.
///
/// # Errors
///
/// As [`write`].
pub fn write_shared(
    documents: Vec<Compact>,
    settings: &Settings,
    workers: &Workers<'_>,
) -> Result<Vec<u8>, WriteError> {
    let ids = number_ids(documents.iter().map(Compact::id))?;
    let len_bytes = documents.iter().map(Compact::len).sum();
    let documents = documents.into_iter();
    pack(
        Shelf::of(documents.map(|compact| compact.document()), len_bytes, &ids)?,
        &ids,
        settings,
        workers,
    )
}

/// Bytes of articles that are worth a job of their own, and the most jobs that are made of them.
const MIN_RUN_BYTES: usize = 1 << 17;
const MAX_RUNS: usize = 16;

fn pack(
    shelf: Shelf,
    ids: &Lexicon,
    settings: &Settings,
    workers: &Workers<'_>,
) -> Result<Vec<u8>, WriteError> {
    let n_runs = (shelf.len_bytes() / MIN_RUN_BYTES).clamp(1, MAX_RUNS);
    pack_in_runs(shelf, ids, settings, workers, n_runs)
}

fn pack_in_runs(
    shelf: Shelf,
    ids: &Lexicon,
    settings: &Settings,
    workers: &Workers<'_>,
    n_runs: usize,
) -> Result<Vec<u8>, WriteError> {
    let mut sections: [Vec<u8>; Section::COUNT] = Default::default();
    write_collection(&mut sections[Section::Collection as usize], settings);

    let runs = shelf.runs(n_runs);
    let vocabulary = Mutex::new(Vocabulary::default());
    let gathered = on_all(workers, runs.len(), |run| {
        let (gathered, found) = gather(&shelf, runs[run].clone());
        let mut all = vocabulary.lock().unwrap_or_else(PoisonError::into_inner);
        all.join(&found);
        gathered
    });
    let vocabulary = vocabulary
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    let vocabulary = vocabulary.sorted();
    let (dates, sketches) = write_gathered(&mut sections, gathered, settings.weights);

    let names = AliasForms::of(settings);
    let parts = parts(vocabulary.terms.len());
    let stories = OnceLock::new();
    let met_words = on_all(workers, parts.len() + 1, |job| match job.checked_sub(1) {
        Some(part) => names.meet(&vocabulary, parts[part].clone()),
        None => {
            let firsts = story::first_tellers(&sketches);
            // One job, which runs once.
            let _ = stories.set(firsts);
            Default::default()
        }
    });
    drop(sketches);
    let firsts = stories.into_inner().unwrap_or_default();
    story::write(&mut sections[Section::Stories as usize], &firsts);
    let (mut met, mut phrases) = (Met::new(), Vec::new());
    for (words, begun) in met_words {
        met.extend(words);
        phrases.extend(begun);
    }
    let phrases = Phrases::of(phrases, vocabulary.terms.len());
    let inverted = on_all(workers, runs.len(), |run| {
        invert(&shelf, runs[run].clone(), &vocabulary, &phrases)
    });
    for run in &inverted {
        met.extend(&run.phrases);
    }

    let facts = Facts::of(ids, &dates);
    // Surface terms are the last stream, so their ordinals follow all others.
    let first = len_u32(facts.len());
    let written = on_all(workers, parts.len() + 2, |job| match job.checked_sub(2) {
        Some(part) => Written::stems(&vocabulary, parts[part].clone(), first, &names),
        None if job == 0 => Written::terms(&facts, &vocabulary),
        None => Written::postings(&facts, &vocabulary, &inverted),
    });
    drop(inverted);
    for part in written {
        for (section, bytes) in part.sections {
            sections[section as usize].extend_from_slice(&bytes);
        }
        met.extend(part.met);
    }
    let aliases = &mut sections[Section::Aliases as usize];
    write_aliases(aliases, &names.chosen(&met));
    drop((facts, vocabulary));

    let [mut values, mut columns] = [Vec::new(), Vec::new()];
    shelf.write_columns(&mut values, &mut columns);
    sections[Section::Values as usize] = values;
    sections[Section::Columns as usize] = columns;
    let n_docs = shelf.n_docs();
    let (offsets, documents) = shelf.into_sections();
    sections[Section::DocumentOffsets as usize] = offsets;
    sections[Section::Documents as usize] = documents;

    let total: usize = sections.iter().map(Vec::len).sum();
    if u32::try_from(total + 1024).is_err() {
        return Err(WriteError::TooLarge);
    }
    Ok(assemble(n_docs as usize, sections))
}

/// What every job gives, in the order of the jobs.
fn on_all<T: Send + Sync>(
    workers: &Workers<'_>,
    n: usize,
    job: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let done: Vec<OnceLock<T>> = (0..n).map(|_| OnceLock::new()).collect();
    workers(n, &|at| {
        // A job that is run again changes nothing.
        let _ = done[at].set(job(at));
    });
    done.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Terms that are looked at in one job.
const PART: usize = 1 << 13;

fn parts(n_terms: usize) -> Vec<Range<u32>> {
    let starts = (0..n_terms).step_by(PART);
    let parts = starts.map(|start| len_u32(start)..len_u32(n_terms.min(start + PART)));
    parts.collect()
}

/// The numbers of documents by their ids.
fn number_ids<'a>(of_all: impl Iterator<Item = &'a str>) -> Result<Lexicon, WriteError> {
    let mut ids = Lexicon::default();
    for (doc, id) in (0..).zip(of_all) {
        if ids.number(id) != doc {
            return Err(WriteError::DuplicateId(id.to_owned()));
        }
    }
    Ok(ids)
}

/// Writes what the runs of articles gave, and hands on what is not finished yet.
fn write_gathered(
    sections: &mut [Vec<u8>; Section::COUNT],
    runs: Vec<Gathered>,
    weights: Weights,
) -> (BTreeMap<String, Vec<u32>>, story::Sketches) {
    let mut dates: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut sketches = Vec::new();
    let mut sums = [0u32; Field::COUNT];
    for run in runs {
        sections[Section::Lengths as usize].extend_from_slice(&run.lengths);
        for (sum, of_run) in sums.iter_mut().zip(run.sums) {
            *sum = sum.saturating_add(of_run);
        }
        for (key, docs) in run.dates {
            dates.entry(key).or_default().extend(docs);
        }
        sketches.push(run.sketches);
    }
    for (sum, weight) in sums.into_iter().zip(weights.of_fields()) {
        let fields = &mut sections[Section::Fields as usize];
        fields.extend_from_slice(&sum.to_le_bytes());
        fields.extend_from_slice(&weight.to_le_bytes());
    }
    (dates, story::Sketches::joined(sketches))
}

/// The keys of the dictionary that are no words, in order, and the postings that are stored for them.
#[derive(Default)]
struct Facts {
    /// Keys, each with its postings behind it.
    bytes: Vec<u8>,
    /// Where a key starts, and both end.
    places: Vec<[u32; 3]>,
}

impl Facts {
    /// Ids and dates. They are looked up, never ranked.
    fn of(ids: &Lexicon, dates: &BTreeMap<String, Vec<u32>>) -> Facts {
        let mut facts = Facts::default();
        for (doc, id) in (0..).zip(ids.words()) {
            facts.push(stream::ID, id, &[doc]);
        }
        for (key, docs) in dates {
            facts.push(stream::DATE, key, docs);
        }
        let Facts { bytes, places } = &mut facts;
        places.sort_unstable_by_key(|[start, end, _]| &bytes[*start as usize..*end as usize]);
        facts
    }

    fn push(&mut self, stream: u8, term: &str, docs: &[u32]) {
        let start = len_u32(self.bytes.len());
        self.bytes.extend_from_slice(&stream::key(stream, term));
        let end = len_u32(self.bytes.len());
        let list: Vec<Posting> = docs.iter().copied().map(Posting::once_in_facts).collect();
        postings::write(&mut self.bytes, &list);
        self.places.push([start, end, len_u32(self.bytes.len())]);
    }

    fn len(&self) -> usize {
        self.places.len()
    }

    fn keys(&self) -> impl Iterator<Item = &[u8]> {
        let places = self.places.iter();
        places.map(|[start, end, _]| &self.bytes[*start as usize..*end as usize])
    }

    fn postings(&self) -> impl Iterator<Item = &[u8]> {
        let places = self.places.iter();
        places.map(|[_, start, end]| &self.bytes[*start as usize..*end as usize])
    }
}

/// What a job wrote.
#[derive(Default)]
struct Written {
    sections: Vec<(Section, Vec<u8>)>,
    met: Met,
}

impl Written {
    /// The dictionary.
    fn terms(facts: &Facts, vocabulary: &Vocabulary) -> Written {
        let mut builder = fst::MapBuilder::memory();
        let mut ordinal = 0;
        let mut insert = |key: &[u8]| {
            // Keys are sorted and distinct and memory does not fail, so this cannot.
            let inserted = builder.insert(key, ordinal);
            debug_assert!(inserted.is_ok(), "keys rise");
            ordinal += 1;
        };
        facts.keys().for_each(&mut insert);
        let mut key = vec![stream::SURFACE];
        for term in vocabulary.terms.words() {
            key.truncate(1);
            stream::push_letters(&mut key, term);
            insert(&key);
        }
        let bytes = builder.into_inner().unwrap_or_default();
        Written {
            sections: vec![(Section::Terms, bytes)],
            met: Met::new(),
        }
    }

    /// The postings of all keys, and where they are.
    fn postings(facts: &Facts, vocabulary: &Vocabulary, runs: &[Inverted]) -> Written {
        let [mut blocks, mut lengths] = [Vec::new(), Vec::new()];
        let mut postings = Vec::with_capacity(runs.iter().map(Inverted::len_bytes).sum());
        let mut n = 0usize;
        let mut add = |bytes: &[u8], langs: u8| {
            if n.is_multiple_of(TERM_BLOCK) {
                for section in [&lengths, &postings] {
                    blocks.extend_from_slice(&len_u32(section.len()).to_le_bytes());
                }
            }
            postings.extend_from_slice(bytes);
            let length = len_u32(bytes.len()) << LANG_SHIFT | u32::from(langs & LANG_BITS);
            write_varint(&mut lengths, length);
            n += 1;
        };
        facts.postings().for_each(|bytes| add(bytes, 0));
        invert::join(runs, vocabulary.terms.len(), |rank, bytes| {
            add(bytes, vocabulary.langs[rank as usize]);
        });
        Written {
            sections: vec![
                (Section::TermBlocks, blocks),
                (Section::TermLengths, lengths),
                (Section::Postings, postings),
            ],
            met: Met::new(),
        }
    }

    /// The stems of some terms; `first` is the ordinal of the first of all.
    fn stems(
        vocabulary: &Vocabulary,
        ranks: Range<u32>,
        first: u32,
        names: &AliasForms,
    ) -> Written {
        let mut out = Vec::new();
        let mut met = Met::new();
        for rank in ranks {
            let term = vocabulary.terms.word(rank);
            for stem in expansion::stems(vocabulary, rank) {
                names.meet_stem(&stem, vocabulary.langs[rank as usize], &mut met);
                write_stem(&mut out, first + rank, term, &stem);
            }
        }
        Written {
            sections: vec![(Section::Stems, out)],
            met,
        }
    }
}

/// Appends a stem as what it shares with its term and what it does not: few stems are more than a
/// part of their term.
fn write_stem(out: &mut Vec<u8>, ordinal: u32, term: &str, stem: &str) {
    let shared = |start: usize| {
        let pairs = term[start..].chars().zip(stem.chars());
        let equal = pairs.take_while(|(a, b)| a == b);
        equal.map(|(c, _)| c.len_utf8()).sum::<usize>()
    };
    let starts = term.char_indices().map(|(start, _)| start);
    // The first of the longest.
    let parts = starts.map(|start| (shared(start), start)).rev();
    let (len, start) = parts.max_by_key(|(len, _)| *len).unwrap_or_default();
    write_varint(out, ordinal);
    write_varint(out, len_u32(start));
    write_varint(out, len_u32(term.len() - start - len));
    write_str(out, &stem[len..]);
}

fn write_aliases(out: &mut Vec<u8>, sets: &[Aliases]) {
    for set in sets {
        write_strings(out, &set.others);
        write_varint(out, len_u32(set.targets.len()));
        for form in &set.targets {
            out.push(form.lang.map_or(0, Lang::bit));
            write_strings(out, &form.tokens);
        }
    }
}

/// Appends strings: how many, then each.
fn write_strings(out: &mut Vec<u8>, strings: &[String]) {
    write_varint(out, len_u32(strings.len()));
    strings.iter().for_each(|string| write_str(out, string));
}

fn write_collection(out: &mut Vec<u8>, settings: &Settings) {
    write_str(out, &settings.title);
    write_strings(out, &settings.languages);
    let mut stop_words = BTreeSet::new();
    for text in &settings.stop_words {
        let words = Words::of(text);
        stop_words.extend((0..words.len()).map(|word| words.term(word, word).to_owned()));
    }
    stop_words.iter().for_each(|word| write_str(out, word));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(id: &str, text: &str) -> Document {
        Document {
            id: id.into(),
            title: id.into(),
            body: vec![text.into()],
            ..Document::default()
        }
    }

    #[test]
    fn packing_twice_is_equal() {
        let documents: Vec<Document> = (0..40)
            .map(|i| {
                document(
                    &format!("d{i}"),
                    &format!("متن {i} و گفت و گو گفتگو {}", i * 7),
                )
            })
            .collect();
        let settings = Settings::default();
        assert_eq!(write(&documents, &settings), write(&documents, &settings));
    }

    /// Texts of few words, so that they share terms, dates, names, compounds and stories.
    fn texts() -> impl Strategy<Value = Vec<(u8, String)>> {
        let words = "بین المللی بینالمللی گفت و گو گفتگو می کند خانه‌ها 2024 فوریه وزیر خارجه Beijing \
                     states creation فلسطین الفلسطينيين و the پکن 12 شهریور";
        let words: Vec<&'static str> = words.split(' ').collect();
        let text = prop::collection::vec(prop::sample::select(words), 0..90);
        let text = text.prop_map(|words| words.join(" "));
        prop::collection::vec((0..4u8, text), 1..30)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_pack_is_the_same_whoever_works(texts in texts(), n_runs in 2..9usize) {
            let texts = texts.into_iter().zip(0..);
            let documents: Vec<Document> = texts
                .map(|((lang, text), n)| Document {
                    lang: ["fa", "ar", "en", "ru"][usize::from(lang)].into(),
                    lead: (n % 3 == 0).then(|| text.clone()),
                    ..document(&n.to_string(), &text)
                })
                .collect();
            let ids = number_ids(documents.iter().map(|document| document.id.as_str())).unwrap();
            let shelf = || Shelf::of(documents.iter(), 0, &ids).unwrap();
            let settings = Settings::default();
            let backwards = |n: usize, job: &(dyn Fn(usize) + Sync)| {
                std::thread::scope(|scope| {
                    for at in (0..n).rev() {
                        scope.spawn(move || job(at));
                    }
                });
            };
            let alone = pack_in_runs(shelf(), &ids, &settings, &one_by_one, 1);
            let shared = pack_in_runs(shelf(), &ids, &settings, &backwards, n_runs);
            prop_assert!(alone == shared);
        }
    }

    #[test]
    fn clashing_ids_and_missing_parents_are_named() {
        let twice = [document("a", "x"), document("a", "y")];
        let error = write(&twice, &Settings::default()).unwrap_err();
        assert_eq!(error, WriteError::DuplicateId("a".into()));
        let mut orphan = document("b", "x");
        orphan.parent = Some("z".into());
        let error = write(&[orphan], &Settings::default()).unwrap_err();
        assert!(error.to_string().contains("parent z"));
    }

    #[test]
    fn days_are_numbers() {
        for (iso, expected) in [
            ("2022-02-04T02:33", 20_220_204),
            ("2023-09", 20_230_900),
            ("", 0),
        ] {
            assert_eq!(crate::calendar::number_of_iso(iso), expected);
        }
    }
}
