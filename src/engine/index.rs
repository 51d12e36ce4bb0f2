//! An opened pack: looking up terms, postings and stored articles.
//!
//! Owns the read side of the dictionary and the tables. Which terms a query needs, how documents
//! are scored and what is shown of them belongs to `query`, `search` and `view`.

use crate::analyzer::Words;
use crate::bytes::{Bytes, Cursor, len_u32, read_u32};
use crate::dictionary::{self, Walker};
use crate::field::Field;
use crate::language::Lang;
use crate::pack::{Header, LANG_BITS, LANG_SHIFT, OpenError, Section, TERM_BLOCK};
use crate::postings::Postings;
use crate::reading::push_names;
use crate::recent::Recent;
use crate::signal::Signal;
use crate::stopwords::is_stop_word;
use crate::stored::Stored;
use crate::story;
use crate::stream;
use crate::table::{Pairs, Table, hash, hashed};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// A collection that can be searched and read.
///
/// Cheap to open: nothing is decoded before it is asked for.
#[derive(Debug)]
pub struct Index {
    n_docs: u32,
    terms: fst::Map<Bytes>,
    term_blocks: Bytes,
    term_lengths: Bytes,
    postings: Bytes,
    stems: Bytes,
    aliases: Bytes,
    fields: Bytes,
    lengths: Bytes,
    collection: Bytes,
    values: Bytes,
    columns: Bytes,
    stories: Bytes,
    document_offsets: Bytes,
    documents: Bytes,
    /// Stems and names of all terms, made when first asked for.
    tables: OnceCell<Tables>,
    /// Names of aliases and where in `aliases` their sets are, made when first asked for.
    alias_names: OnceCell<Table>,
    /// Families of the languages, made when first asked for.
    families: OnceCell<Vec<u8>>,
    /// Documents and the first that tells their story, made when first asked for.
    tellers: OnceCell<Table>,
    recent: RefCell<Recent>,
    /// The signal that ranking does without.
    #[cfg(feature = "ablation")]
    without: Option<Signal>,
}

/// What the filters, facets and date order need of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Day of publication as yyyymmdd; 0 where none is printed.
    pub(crate) day: u32,
    /// Number of the language in [`Index::languages_and_sources`], from 1 on.
    pub(crate) lang: u16,
    /// Number of the source there, from 1 on; 0 where there is none.
    pub(crate) source: u16,
}

impl Index {
    /// Opens a pack that was built into the program; constant time.
    ///
    /// # Errors
    ///
    /// When the bytes are no pack, of another version, or cut off.
    pub fn open(bytes: impl Into<Bytes>) -> Result<Index, OpenError> {
        Index::from_header(&Header::read(bytes.into())?)
    }

    /// Opens a pack from outside: its checksum is compared first, linear in its size.
    ///
    /// # Errors
    ///
    /// As [`Index::open`], and when the bytes were changed.
    pub fn open_verified(bytes: impl Into<Bytes>) -> Result<Index, OpenError> {
        let header = Header::read(bytes.into())?;
        header.verify()?;
        Index::from_header(&header)
    }

    fn from_header(header: &Header) -> Result<Index, OpenError> {
        let terms = fst::Map::new(header.section(Section::Terms))
            .map_err(|_| OpenError::Section { name: "terms" })?;
        Ok(Index {
            n_docs: header.n_docs,
            terms,
            term_blocks: header.section(Section::TermBlocks),
            term_lengths: header.section(Section::TermLengths),
            postings: header.section(Section::Postings),
            stems: header.section(Section::Stems),
            aliases: header.section(Section::Aliases),
            fields: header.section(Section::Fields),
            lengths: header.section(Section::Lengths),
            collection: header.section(Section::Collection),
            values: header.section(Section::Values),
            columns: header.section(Section::Columns),
            stories: header.section(Section::Stories),
            document_offsets: header.section(Section::DocumentOffsets),
            documents: header.section(Section::Documents),
            tables: OnceCell::new(),
            alias_names: OnceCell::new(),
            families: OnceCell::new(),
            tellers: OnceCell::new(),
            recent: RefCell::default(),
            #[cfg(feature = "ablation")]
            without: None,
        })
    }

    /// The same collection, ranked without a signal, or with all of them again.
    #[cfg(feature = "ablation")]
    #[must_use]
    pub fn without(self, signal: Option<Signal>) -> Index {
        Index {
            without: signal,
            ..self
        }
    }

    /// Whether ranking listens to a signal.
    #[cfg(feature = "ablation")]
    pub(crate) fn listens_to(&self, signal: Signal) -> bool {
        self.without != Some(signal)
    }

    /// Whether ranking listens to a signal: to all.
    #[cfg(not(feature = "ablation"))]
    #[inline(always)]
    pub(crate) fn listens_to(&self, _: Signal) -> bool {
        true
    }

    /// Number of articles, embedded ones included.
    #[must_use]
    pub fn n_docs(&self) -> u32 {
        self.n_docs
    }

    /// The collection's name.
    #[must_use]
    pub fn title(&self) -> &str {
        Cursor::new(self.collection.as_ref()).str()
    }

    /// BCP 47 tags of the collection's languages, the main one first.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let mut cursor = Cursor::new(self.collection.as_ref());
        cursor.str();
        strings(&mut cursor)
    }

    /// Whether a folded word is a function word, of its language or of this collection.
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        let is_own = || {
            let mut cursor = Cursor::new(self.collection.as_ref());
            cursor.str();
            strings(&mut cursor);
            let own = std::iter::from_fn(|| (!cursor.is_empty()).then(|| cursor.str()));
            own.into_iter().any(|own| own == word)
        };
        is_stop_word(word) || is_own()
    }

    /// The ids of all articles, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        (0..self.n_docs).map(|doc| self.document(doc).id)
    }

    /// The ordinal of a term.
    pub(crate) fn ordinal(&self, stream: u8, term: &str) -> Option<u32> {
        let ordinal = self.terms.get(stream::key(stream, term))?;
        u32::try_from(ordinal).ok()
    }

    /// Whether a folded word stands anywhere in the collection.
    pub(crate) fn is_term(&self, term: &str) -> bool {
        self.ordinal(stream::SURFACE, term).is_some()
    }

    /// The document with an id.
    pub(crate) fn doc(&self, id: &str) -> Option<u32> {
        let ordinal = self.ordinal(stream::ID, id)?;
        let doc = self.postings(ordinal).next()?.doc;
        (doc < self.n_docs).then_some(doc)
    }

    /// The ordinals of the terms of a stream that begin with `prefix`, the first `limit` of them.
    pub(crate) fn terms_with_prefix(
        &self,
        stream: u8,
        prefix: &str,
        limit: usize,
    ) -> impl Iterator<Item = u32> {
        dictionary::with_prefix(&self.terms, &stream::key(stream, prefix)).take(limit)
    }

    /// Whether a surface term begins with a text.
    pub(crate) fn is_beginning(&self, text: &str) -> bool {
        let mut terms = self.terms_with_prefix(stream::SURFACE, text, 1);
        terms.next().is_some()
    }

    /// Calls `each` with every surface term and its ordinal.
    pub(crate) fn each_term(&self, each: impl FnMut(&str, u32)) {
        self.walk_terms(&mut Terms {
            key: vec![stream::SURFACE],
            term: String::new(),
            each,
        });
    }

    /// Shows a walker the keys of all surface terms.
    pub(crate) fn walk_terms(&self, walker: &mut dyn Walker) {
        dictionary::walk(&self.terms, stream::SURFACE, walker);
    }

    /// The term of an ordinal; empty where there is none.
    pub(crate) fn term(&self, ordinal: u32) -> String {
        stream::term(&dictionary::key(&self.terms, ordinal))
    }

    /// The postings of a term.
    pub(crate) fn postings(&self, ordinal: u32) -> Postings<'_> {
        Postings::new(self.term_bytes(ordinal).0)
    }

    /// The family of every language, as a bit, in the order of [`Index::languages_and_sources`].
    pub(crate) fn families(&self) -> &[u8] {
        self.families.get_or_init(|| {
            let (tags, _) = self.languages_and_sources();
            tags.iter().map(|tag| Lang::of_tag(tag).bit()).collect()
        })
    }

    /// The families of languages of all documents, as bits.
    pub(crate) fn all_langs(&self) -> u8 {
        self.families().iter().fold(0, |all, bit| all | bit)
    }

    /// Whether more than one document in eight has a term.
    pub(crate) fn is_common(&self, ordinal: u32) -> bool {
        self.postings(ordinal).n_docs() > self.n_docs / 8
    }

    /// The families of languages that have a term, as bits.
    pub(crate) fn langs(&self, ordinal: u32) -> u8 {
        self.term_bytes(ordinal).1
    }

    /// The terms that have a stem, in order; the first call reads all terms.
    pub(crate) fn terms_of_stem(&self, stem: &str) -> impl Iterator<Item = u32> {
        self.tables()
            .stems
            .numbers(hash(stem))
            .filter_map(move |at| {
                let rest = self.stems.as_ref().get(at as usize..);
                let mut cursor = Cursor::new(rest.unwrap_or_default());
                let ordinal = cursor.varint();
                let term = self.term(ordinal);
                let (kept, more) = read_stem(&term, &mut cursor);
                (stem.strip_prefix(kept) == Some(more)).then_some(ordinal)
            })
    }

    /// The lists that are made of all terms. Packed, they would be a third of the index; reading a
    /// thousand words takes less than a millisecond.
    fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| {
            let (mut stems, mut names) = (Pairs::default(), Pairs::default());
            // Both are in the order of the terms.
            let mut cursor = Cursor::new(self.stems.as_ref());
            let (mut lengths, mut next) = (Cursor::new(self.term_lengths.as_ref()), 0);
            self.each_term(|term, ordinal| {
                let mut langs = 0;
                while next <= ordinal && !lengths.is_empty() {
                    langs = lengths.short_varint().to_le_bytes()[0] & LANG_BITS;
                    next += 1;
                }
                push_names(&mut names, term, ordinal, langs);
                while !cursor.is_empty() {
                    let at = len_u32(self.stems.as_ref().len() - cursor.len());
                    let mut ahead = cursor.clone();
                    if ahead.varint() > ordinal {
                        break;
                    }
                    let (kept, more) = read_stem(term, &mut ahead);
                    stems.push(more.bytes().fold(hash(kept), hashed), at);
                    cursor = ahead;
                }
            });
            Tables {
                stems: stems.table(),
                names: names.table(),
            }
        })
    }

    /// What is stored for an ordinal, and its language bits; reads at most 32 short numbers.
    fn term_bytes(&self, ordinal: u32) -> (&[u8], u8) {
        let blocks = self.term_blocks.as_ref();
        let at = ordinal as usize / TERM_BLOCK * 8;
        let lengths_start = read_u32(blocks, at) as usize;
        let mut start = read_u32(blocks, at + 4) as usize;
        let lengths = self.term_lengths.as_ref().get(lengths_start..);
        let mut lengths = Cursor::new(lengths.unwrap_or_default());
        for _ in 0..ordinal as usize % TERM_BLOCK {
            start += lengths.short_varint() as usize >> LANG_SHIFT;
        }
        let length = lengths.varint();
        let end = start + (length as usize >> LANG_SHIFT);
        let bytes = self.postings.as_ref().get(start..end);
        (
            bytes.unwrap_or_default(),
            length.to_le_bytes()[0] & LANG_BITS,
        )
    }

    /// The sets of aliases that have a name, spaces left out; the first call reads all sets.
    pub(crate) fn alias_sets(&self, name: &str) -> impl Iterator<Item = u32> {
        let aliases = self.aliases.as_ref();
        let names = self.alias_names.get_or_init(|| {
            let mut pairs = Pairs::default();
            let mut cursor = Cursor::new(aliases);
            while !cursor.is_empty() {
                let set = len_u32(aliases.len() - cursor.len());
                read_alias_set(
                    &mut cursor,
                    &mut |name| pairs.push(hash(name), set),
                    &mut |_, _| {},
                );
            }
            pairs.table()
        });
        let mut last = None;
        names.numbers(hash(name)).filter(move |set| {
            let mut has_name = false;
            self.read_alias_set(*set, &mut |own| has_name |= own == name, &mut |_, _| {});
            has_name && last.replace(*set) != Some(*set)
        })
    }

    /// Calls `found` with every form of a set of aliases: its language bits (0 for any) and tokens.
    pub(crate) fn alias_forms<'a>(&'a self, set: u32, mut found: impl FnMut(u8, Vec<&'a str>)) {
        self.read_alias_set(set, &mut |_| {}, &mut found);
    }

    fn read_alias_set<'a>(
        &'a self,
        set: u32,
        name: &mut dyn FnMut(&str),
        form: &mut dyn FnMut(u8, Vec<&'a str>),
    ) {
        let bytes = self.aliases.as_ref().get(set as usize..);
        read_alias_set(&mut Cursor::new(bytes.unwrap_or_default()), name, form);
    }

    /// The terms of the collection by the keys of their names (see `reading`); the first call reads
    /// all terms.
    pub(crate) fn names(&self) -> &Table {
        &self.tables().names
    }

    /// Number of tokens in every field of every document, two bytes each.
    pub(crate) fn lengths(&self) -> &[u8] {
        self.lengths.as_ref()
    }

    /// Of every field the mean number of tokens, and what an occurrence in it is worth.
    pub(crate) fn fields(&self) -> [(f32, f32); Field::COUNT] {
        let bytes = self.fields.as_ref();
        let n_docs = self.n_docs.max(1) as f32;
        std::array::from_fn(|field| {
            let number = |at: usize| read_u32(bytes, field * 8 + at) as f32;
            (number(0) / n_docs, number(4) / 100.0)
        })
    }

    pub(crate) fn columns(&self, doc: u32) -> Columns {
        let bytes = self.columns.as_ref().get(doc as usize * 8..);
        match bytes.and_then(|rest| rest.first_chunk()) {
            Some(&[a, b, c, d, e, f, g, h]) => Columns {
                day: u32::from_le_bytes([a, b, c, d]),
                lang: u16::from_le_bytes([e, f]),
                source: u16::from_le_bytes([g, h]),
            },
            None => Columns::default(),
        }
    }

    /// The documents that tell what others tell, each with the first that does.
    pub(crate) fn tellers(&self) -> &Table {
        self.tellers.get_or_init(|| {
            let mut pairs = Pairs::default();
            for (doc, first) in story::read(self.stories.as_ref()) {
                pairs.push(doc, first);
                pairs.push(first, first);
            }
            pairs.table()
        })
    }

    /// The distinct languages and the distinct sources; `Columns` counts them from 1 on.
    pub(crate) fn languages_and_sources(&self) -> (Vec<&str>, Vec<&str>) {
        let mut cursor = Cursor::new(self.values.as_ref());
        (strings(&mut cursor), strings(&mut cursor))
    }

    /// A stored article; an empty one past the end.
    pub(crate) fn document(&self, doc: u32) -> Stored<'_> {
        let offsets = self.document_offsets.as_ref();
        let start = read_u32(offsets, doc as usize * 4) as usize;
        let end = read_u32(offsets, doc as usize * 4 + 4) as usize;
        Stored::read(self.documents.as_ref().get(start..end).unwrap_or_default())
    }

    /// The words of each text of an article that was read, in the order of [`Stored::texts`].
    pub(crate) fn words(&self, doc: u32, stored: &Stored<'_>) -> Rc<Vec<Words>> {
        self.recent.borrow_mut().words(doc, stored.texts())
    }
}

/// What is made of all terms at once.
#[derive(Debug)]
struct Tables {
    /// Places in the section of stems by the hashes of the stems.
    stems: Table,
    /// See `reading`.
    names: Table,
}

/// What a term and its stem begin with, and how the stem goes on, behind the ordinal of the term.
fn read_stem<'t, 'c>(term: &'t str, cursor: &mut Cursor<'c>) -> (&'t str, &'c str) {
    let before = cursor.varint() as usize;
    let behind = cursor.varint() as usize;
    let kept = term.get(before..term.len().saturating_sub(behind));
    (kept.unwrap_or_default(), cursor.str())
}

/// Every surface term in order.
struct Terms<F> {
    /// The key so far.
    key: Vec<u8>,
    term: String,
    each: F,
}

impl<F: FnMut(&str, u32)> Walker for Terms<F> {
    fn enter(&mut self, depth: usize, byte: u8) -> bool {
        self.key.truncate(1 + depth);
        self.key.push(byte);
        true
    }

    fn end(&mut self, _: usize, ordinal: u32) {
        self.term.clear();
        stream::push_term(&self.key, &mut self.term);
        (self.each)(&self.term, ordinal);
    }
}

/// Reads one set of aliases: calls `name` with each of its names, spaces left out, and `form` with
/// the language bits and tokens of those that the collection has.
fn read_alias_set<'a>(
    cursor: &mut Cursor<'a>,
    name: &mut dyn FnMut(&str),
    form: &mut dyn FnMut(u8, Vec<&'a str>),
) {
    strings(cursor).into_iter().for_each(&mut *name);
    let n_forms = cursor.varint();
    for _ in 0..n_forms {
        if cursor.is_empty() {
            break;
        }
        let lang = cursor.byte();
        let tokens = strings(cursor);
        name(&tokens.iter().copied().collect::<String>());
        form(lang, tokens);
    }
}

fn strings<'a>(cursor: &mut Cursor<'a>) -> Vec<&'a str> {
    let n = cursor.varint();
    (0..n)
        .map_while(|_| (!cursor.is_empty()).then(|| cursor.str()))
        .collect()
}
