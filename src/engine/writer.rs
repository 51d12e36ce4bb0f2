//! Documents → pack: the build side.
//!
//! Owns which text is searchable in which field and the order of everything in the pack. The result
//! is a function of the documents and settings alone: no clock, no path, no hash order.

use crate::analyzer::Words;
use crate::bytes::{len_u32, write_str, write_varint};
use crate::calendar::{Day, number_of_iso};
use crate::document::Document;
use crate::expansion::{self, Aliases};
use crate::field::Field;
use crate::language::{self, Lang};
use crate::pack::{LANG_BITS, LANG_SHIFT, Section, TERM_BLOCK, assemble};
use crate::postings::{self, Posting};
use crate::stored;
use crate::story;
use crate::stream;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

/// What a collection says of itself besides its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The collection's name.
    pub title: String,
    /// BCP 47 tags of its languages, the main one first.
    pub languages: Vec<String>,
    /// Sets of phrases that are equal, besides those that come with the engine.
    pub aliases: Vec<Vec<String>>,
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

/// Packs documents, which keep the order they come in.
///
/// # Errors
///
/// When ids clash, a parent is missing or the pack would be too large.
pub fn write(documents: &[Document], settings: &Settings) -> Result<Vec<u8>, WriteError> {
    let ids = number_ids(documents)?;
    let langs: Vec<Cow<'_, str>> = documents.iter().map(language_of).collect();
    let analyses: Vec<Analysis> = documents
        .iter()
        .zip(&langs)
        .map(|(document, lang)| Analysis::of(document, Lang::of_tag(lang)))
        .collect();

    let mut sections: [Vec<u8>; Section::COUNT] = Default::default();
    write_collection(&mut sections[Section::Collection as usize], settings);
    write_lengths(&mut sections, &analyses);
    write_columns(&mut sections, documents, &langs);
    for (document, lang) in documents.iter().zip(&langs) {
        let parent = document
            .parent
            .as_deref()
            .and_then(|id| ids.get(id))
            .copied();
        let start = len_u32(sections[Section::Documents as usize].len());
        sections[Section::DocumentOffsets as usize].extend_from_slice(&start.to_le_bytes());
        stored::write(
            &mut sections[Section::Documents as usize],
            document,
            parent,
            lang,
        );
    }
    let end = len_u32(sections[Section::Documents as usize].len());
    sections[Section::DocumentOffsets as usize].extend_from_slice(&end.to_le_bytes());

    let bodies = analyses.iter().map(|analysis| {
        let texts = analysis.texts.iter();
        let bodies = texts.filter(|(field, _)| matches!(field, Field::Lead | Field::Body));
        bodies.map(|(_, words)| words).collect()
    });
    story::write(
        &mut sections[Section::Stories as usize],
        &story::first_tellers(bodies),
    );

    let surface = collect_terms(&analyses);
    let mut entries = Vec::new();
    for (id, doc) in ids {
        // An id is looked up, never ranked.
        let posting = Posting::once_in_facts(doc);
        entries.push(Entry::postings(stream::ID, id, &[posting], 0));
    }
    for (date, docs) in expansion::dates(documents, &analyses) {
        let postings: Vec<Posting> = docs.into_iter().map(Posting::once_in_facts).collect();
        entries.push(Entry::postings(stream::DATE, &date, &postings, 0));
    }
    let stems = expansion::Vocabulary::of(&surface).stems();
    let mut stem_langs: HashMap<&str, u8> = HashMap::new();
    // Surface terms are the last stream, so their ordinals follow all others.
    let first = len_u32(entries.len());
    for (place, stem) in &stems {
        let term = &surface[*place];
        *stem_langs.entry(stem).or_default() |= term.langs;
        let out = &mut sections[Section::Stems as usize];
        write_stem(out, first + len_u32(*place), &term.text, stem);
    }
    write_aliases(
        &mut sections[Section::Aliases as usize],
        &expansion::aliases(settings, &analyses, &stem_langs),
    );
    for term in &surface {
        entries.push(Entry::postings(
            stream::SURFACE,
            &term.text,
            &term.postings,
            term.langs,
        ));
    }
    entries.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    write_terms(&mut sections, &entries);

    let total: usize = sections.iter().map(Vec::len).sum();
    if u32::try_from(total + 1024).is_err() {
        return Err(WriteError::TooLarge);
    }
    Ok(assemble(documents.len(), sections))
}

fn number_ids(documents: &[Document]) -> Result<HashMap<&str, u32>, WriteError> {
    let mut ids = HashMap::new();
    for (doc, document) in (0..).zip(documents) {
        if ids.insert(document.id.as_str(), doc).is_some() {
            return Err(WriteError::DuplicateId(document.id.clone()));
        }
    }
    for document in documents {
        if let Some(parent) = &document.parent
            && !ids.contains_key(parent.as_str())
        {
            return Err(WriteError::NoParent {
                id: document.id.clone(),
                parent: parent.clone(),
            });
        }
    }
    Ok(ids)
}

fn language_of(document: &Document) -> Cow<'_, str> {
    if !document.lang.is_empty() {
        return Cow::Borrowed(&document.lang);
    }
    let mut text = document.title.clone();
    for paragraph in document.lead.iter().chain(&document.body) {
        text.push('\n');
        text.push_str(paragraph);
    }
    Cow::Borrowed(language::detect(&text))
}

/// The words of a document, field by field.
pub(crate) struct Analysis {
    pub(crate) texts: Vec<(Field, Words)>,
    pub(crate) lang: Lang,
}

impl Analysis {
    fn of(document: &Document, lang: Lang) -> Analysis {
        let mut texts = Vec::new();
        let mut add = |field: Field, text: &str| texts.push((field, Words::of(text)));
        add(Field::Title, &document.title);
        let lead = document.lead.as_deref().unwrap_or_default();
        add(Field::Lead, lead);
        for paragraph in &document.body {
            // A lead that the page repeats in the body counts once.
            if paragraph != lead {
                add(Field::Body, paragraph);
            }
        }
        for tag in &document.tags {
            add(Field::Tags, tag);
        }
        for text in [
            &document.source,
            &document.via,
            &document.agency,
            &document.dateline,
            &document.section,
            &document.article_id,
        ]
        .into_iter()
        .flatten()
        {
            add(Field::Source, text);
        }
        for year in document.date.iter().flat_map(|date| years(&date.iso)) {
            add(Field::Source, &year.to_string());
        }
        Analysis { texts, lang }
    }

    fn joins_affixes(&self) -> bool {
        self.lang == Lang::Persian
    }

    fn lengths(&self) -> [u32; Field::COUNT] {
        let mut lengths = [0; Field::COUNT];
        for (field, words) in &self.texts {
            lengths[*field as usize] += len_u32(words.tokens(self.joins_affixes()).count());
        }
        lengths
    }
}

/// A surface term of the collection.
pub(crate) struct Term {
    pub(crate) text: String,
    pub(crate) postings: Vec<Posting>,
    /// The families of languages whose documents have it, as bits.
    pub(crate) langs: u8,
}

/// Every surface term, in the order of the dictionary.
fn collect_terms(analyses: &[Analysis]) -> Vec<Term> {
    let mut vocabulary: HashSet<&str> = HashSet::new();
    for analysis in analyses {
        for (_, words) in &analysis.texts {
            vocabulary.extend(
                words
                    .tokens(analysis.joins_affixes())
                    .map(|token| token.term),
            );
        }
    }
    let mut terms: HashMap<&str, (Vec<Posting>, u8)> = HashMap::with_capacity(vocabulary.len());
    let mut scratch = String::new();
    for (doc, analysis) in (0..).zip(analyses) {
        let bit = analysis.lang.bit() & LANG_BITS;
        for (field, words) in &analysis.texts {
            let mut spans = HashSet::new();
            for token in words.tokens(analysis.joins_affixes()) {
                let (postings, langs) = terms.entry(token.term).or_default();
                count(postings, doc, *field);
                *langs |= bit;
                spans.insert((token.first, token.last));
            }
            for first in 0..words.len() {
                let is_term = |term: &str| vocabulary.contains(term);
                words.compounds_at(first, &mut scratch, is_term, |term, last| {
                    // What the affix rules joined has been counted.
                    if !spans.contains(&(first, last))
                        && let Some(term) = vocabulary.get(term)
                    {
                        count(&mut terms.entry(term).or_default().0, doc, *field);
                    }
                });
            }
        }
    }
    let mut terms: Vec<Term> = terms
        .into_iter()
        .map(|(text, (postings, langs))| Term {
            text: text.to_owned(),
            postings,
            langs,
        })
        .collect();
    terms.sort_by_cached_key(|term| stream::key(stream::SURFACE, &term.text));
    terms
}

fn count(postings: &mut Vec<Posting>, doc: u32, field: Field) {
    if postings.last().is_none_or(|last| last.doc != doc) {
        let counts = [0; Field::COUNT];
        postings.push(Posting { doc, counts });
    }
    if let Some(last) = postings.last_mut() {
        last.counts[field as usize] += 1;
    }
}

/// A key of the dictionary and what is stored for it.
struct Entry {
    key: Vec<u8>,
    bytes: Vec<u8>,
    langs: u8,
}

impl Entry {
    fn postings(stream: u8, term: &str, list: &[Posting], langs: u8) -> Entry {
        let mut bytes = Vec::new();
        postings::write(&mut bytes, list);
        Entry {
            key: stream::key(stream, term),
            bytes,
            langs,
        }
    }
}

fn write_terms(sections: &mut [Vec<u8>; Section::COUNT], entries: &[Entry]) {
    let mut builder = fst::MapBuilder::memory();
    for (ordinal, entry) in (0u64..).zip(entries) {
        // Keys are sorted and distinct and memory does not fail, so this cannot.
        let inserted = builder.insert(&entry.key, ordinal);
        debug_assert!(inserted.is_ok(), "keys rise");
        if ordinal.is_multiple_of(TERM_BLOCK as u64) {
            for section in [Section::TermLengths, Section::Postings] {
                let at = len_u32(sections[section as usize].len()).to_le_bytes();
                sections[Section::TermBlocks as usize].extend_from_slice(&at);
            }
        }
        sections[Section::Postings as usize].extend_from_slice(&entry.bytes);
        let length = len_u32(entry.bytes.len()) << LANG_SHIFT | u32::from(entry.langs);
        write_varint(&mut sections[Section::TermLengths as usize], length);
    }
    sections[Section::Terms as usize] = builder.into_inner().unwrap_or_default();
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
}

fn write_lengths(sections: &mut [Vec<u8>; Section::COUNT], analyses: &[Analysis]) {
    let mut sums = [0u32; Field::COUNT];
    for analysis in analyses {
        for (length, sum) in analysis.lengths().into_iter().zip(&mut sums) {
            let stored = u16::try_from(length).unwrap_or(u16::MAX);
            sections[Section::Lengths as usize].extend_from_slice(&stored.to_le_bytes());
            *sum = sum.saturating_add(length);
        }
    }
    for sum in sums {
        sections[Section::Averages as usize].extend_from_slice(&sum.to_le_bytes());
    }
}

fn write_columns(
    sections: &mut [Vec<u8>; Section::COUNT],
    documents: &[Document],
    langs: &[Cow<'_, str>],
) {
    let sources: BTreeSet<&str> = documents
        .iter()
        .filter_map(|d| d.source.as_deref())
        .collect();
    let distinct_langs: BTreeSet<&str> = langs.iter().map(AsRef::as_ref).collect();
    let mut numbers = Vec::new();
    for values in [&distinct_langs, &sources] {
        let out = &mut sections[Section::Values as usize];
        write_varint(out, len_u32(values.len()));
        values.iter().for_each(|value| write_str(out, value));
        numbers.push(
            values
                .iter()
                .copied()
                .zip(1u16..)
                .collect::<HashMap<_, _>>(),
        );
    }
    let out = &mut sections[Section::Columns as usize];
    for (document, lang) in documents.iter().zip(langs) {
        let source = document.source.as_deref().unwrap_or_default();
        let date = document
            .date
            .as_ref()
            .map_or(0, |date| number_of_iso(&date.iso));
        out.extend_from_slice(&date.to_le_bytes());
        for (values, value) in numbers.iter().zip([lang.as_ref(), source]) {
            let number = values.get(value).copied().unwrap_or(0);
            out.extend_from_slice(&number.to_le_bytes());
        }
    }
}

/// The Gregorian and the Solar Hijri year of a day; none of what is no day.
fn years(iso: &str) -> Vec<i32> {
    let day = Day::from_iso(iso);
    day.map_or_else(Vec::new, |day| vec![day.year, day.to_persian().year])
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_day_has_a_year_in_both_calendars() {
        // Nowruz of 1403 was on 20 March 2024.
        assert_eq!(years("2024-03-19"), [2024, 1402]);
        assert_eq!(years("2024-03-20T02:33"), [2024, 1403]);
        assert!(years("2024-13-01").is_empty() && years("2024").is_empty());
    }

    #[test]
    fn days_are_numbers() {
        for (iso, expected) in [
            ("2022-02-04T02:33", 20_220_204),
            ("2023-09", 20_230_900),
            ("", 0),
        ] {
            assert_eq!(number_of_iso(iso), expected);
        }
    }
}
