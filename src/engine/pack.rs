//! The layout of a pack: which section lies where, and whether the bytes are a pack at all.
//!
//! Owns the header and the list of sections. What is inside a section belongs to `writer` (which
//! writes it) and `index` (which reads it).
//!
//! All integers are little-endian; *varint* is LEB128 of an unsigned 32-bit number; *string* is a
//! varint length in bytes, then UTF-8.
//!
//! | bytes | what |
//! |---|---|
//! | 0..8 | the magic `KASHKUL` and a zero |
//! | 8..12 | [`VERSION`] |
//! | 12..16 | Adler-32 of everything from byte 16 to the end |
//! | 16..20 | length of the pack in bytes |
//! | 20..24 | number of documents |
//! | 24.. | for each [`Section`] in order: offset and length, 4 + 4 bytes |
//!
//! | section | what it holds |
//! |---|---|
//! | `Collection` | title (string), number of languages (varint), each language (string), then to the end the collection's own function words (strings) |
//! | `Terms` | fst map: key (see `stream`) → ordinal, its place among the sorted keys |
//! | `TermBlocks` | for every block of 32 ordinals: offset into `TermLengths`, offset into `Postings` (4 + 4) |
//! | `TermLengths` | for every ordinal: length of its postings in bytes, shifted left by three; the low bits say that Persian, Arabic, English documents have the term (varint) |
//! | `Postings` | for every ordinal: document frequency (varint), then its postings (see `postings`) |
//! | `Stems` | for every stem of a surface term, in order of the terms: the ordinal of the term (varint), how many bytes of the term stand before and behind the part that the stem begins with (varint + varint), what follows that part in the stem (string); so, too, for every root of an English term that is none of its stems, with a hyphen behind it |
//! | `Aliases` | for every set of equal forms: number of those that the collection does not have (varint), each without its spaces (string), then number of those that it has (varint), each with its language (byte: 0 any, else a bit as above, 8 for others), number of tokens (varint), tokens (strings) |
//! | `Fields` | for every field: sum of its lengths over all documents, and what an occurrence in it is worth, in hundredths (4 + 4) |
//! | `Lengths` | for every document and field: number of tokens, saturating (2) |
//! | `Values` | the distinct languages, then the distinct sources: count (varint), then strings |
//! | `Columns` | for every document: day of publication as yyyymmdd or 0 (4), language and source as number in `Values` from 1 on or 0 (2 + 2) |
//! | `Stories` | for every document that tells what another has told, in order: the distance to the one before, and the first that tells it (varint + varint) |
//! | `DocumentOffsets` | for every document and the end: offset into `Documents` (4) |
//! | `Documents` | the stored articles (see `stored`) |
//!
//! Opening reads the 24 bytes, the table and the root of the fst, however large the pack is.

use crate::bytes::{Bytes, len_u32, read_u32};
use std::fmt;
use std::iter;
use std::ops::Range;

/// The version of the layout; packs of another version are refused.
pub const VERSION: u32 = 5;

const MAGIC: &[u8; 8] = b"KASHKUL\0";
const CHECKSUM_AT: usize = 12;
const CHECKED_FROM: usize = 16;
const LENGTH_AT: usize = 16;
const TABLE_AT: usize = 24;

/// The parts of a pack, in the order in which they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Collection,
    Terms,
    TermBlocks,
    TermLengths,
    Postings,
    Stems,
    Aliases,
    Fields,
    Lengths,
    Values,
    Columns,
    Stories,
    DocumentOffsets,
    Documents,
}

impl Section {
    pub(crate) const COUNT: usize = Section::Documents as usize + 1;
}

/// Low bits of a stored length, which say whose documents have the term.
pub(crate) const LANG_SHIFT: u32 = 3;
pub(crate) const LANG_BITS: u8 = 7;

/// Ordinals in one block of `TermBlocks`.
pub(crate) const TERM_BLOCK: usize = 32;

/// Why bytes could not be opened as a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The bytes do not begin as a pack does.
    NotAPack,
    /// The pack was written by another version.
    Version {
        /// The version that the pack names.
        found: u32,
    },
    /// The pack is shorter or longer than its header says.
    Length {
        /// Bytes that the header promises.
        expected: usize,
        /// Bytes that are there.
        found: usize,
    },
    /// The bytes were changed after the pack was written.
    Checksum,
    /// A section lies outside the pack or cannot be read.
    Section {
        /// Its name in the layout.
        name: &'static str,
    },
}

impl OpenError {
    /// What is wrong, and how to mend it.
    ///
    /// Put together by hand: formatting is 7 KB of code that nothing else needs.
    #[must_use]
    pub fn message(&self) -> String {
        let parts = match self {
            OpenError::NotAPack => ["these bytes are not a Kashkul pack", "", "", "", ""],
            OpenError::Version { found } => [
                "the pack has version ",
                &found.to_string(),
                ", this build reads ",
                &VERSION.to_string(),
                ": pack the articles again",
            ],
            OpenError::Length { expected, found } => [
                "the pack should have ",
                &len_u32(*expected).to_string(),
                " bytes and has ",
                &len_u32(*found).to_string(),
                ": it was cut off, load it again",
            ],
            OpenError::Checksum => [
                "the pack is damaged (its checksum differs): load it again",
                "",
                "",
                "",
                "",
            ],
            OpenError::Section { name } => [
                "the pack is damaged (its section ",
                name,
                "): load it again",
                "",
                "",
            ],
        };
        parts.into_iter().collect()
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for OpenError {}

/// Where whole packs lie in other bytes, such as those of a module that has one inside.
#[must_use]
pub fn find_all(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let rest = |from: usize| bytes.get(from..).unwrap_or_default();
    while let Some(at) = rest(from)
        .windows(MAGIC.len())
        .position(|part| part == MAGIC)
    {
        let start = from + at;
        let len = read_u32(rest(start), LENGTH_AT) as usize;
        let pack = bytes.get(start..start.saturating_add(len));
        // The letters alone stand in the code that reads packs, too.
        let header = pack.map(|pack| Header::read(pack.to_vec().into()));
        let is_whole = header.is_some_and(|header| header.is_ok_and(|one| one.verify().is_ok()));
        from = start + if is_whole { len } else { MAGIC.len() };
        if is_whole {
            found.push(start..from);
        }
    }
    found
}

/// Joins the sections into a pack.
///
/// The last is most of it: the others are put before it where it is, so that it is in memory once.
pub(crate) fn assemble(n_docs: usize, mut sections: [Vec<u8>; Section::COUNT]) -> Vec<u8> {
    let mut offset = TABLE_AT + Section::COUNT * 8;
    let len_bytes = offset + sections.iter().map(Vec::len).sum::<usize>();
    let mut head = Vec::with_capacity(offset);
    head.extend_from_slice(MAGIC);
    head.extend_from_slice(&VERSION.to_le_bytes());
    head.extend_from_slice(&[0; 4]);
    head.extend_from_slice(&len_u32(len_bytes).to_le_bytes());
    head.extend_from_slice(&len_u32(n_docs).to_le_bytes());
    for section in &sections {
        head.extend_from_slice(&len_u32(offset).to_le_bytes());
        head.extend_from_slice(&len_u32(section.len()).to_le_bytes());
        offset += section.len();
    }
    let mut out = std::mem::take(&mut sections[Section::COUNT - 1]);
    let n_last = out.len();
    out.reserve_exact(len_bytes - n_last);
    out.resize(len_bytes, 0);
    out.copy_within(..n_last, len_bytes - n_last);
    let mut at = 0;
    for part in iter::once(head).chain(sections) {
        out[at..at + part.len()].copy_from_slice(&part);
        at += part.len();
    }
    let checksum = adler2::adler32_slice(&out[CHECKED_FROM..]);
    out[CHECKSUM_AT..CHECKED_FROM].copy_from_slice(&checksum.to_le_bytes());
    out
}

/// The header of a pack whose table was found sound.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    bytes: Bytes,
    pub(crate) n_docs: u32,
}

impl Header {
    /// Reads the header and checks that every section lies inside the pack.
    pub(crate) fn read(bytes: Bytes) -> Result<Header, OpenError> {
        let n_docs = Header::check(bytes.as_ref())?;
        Ok(Header { bytes, n_docs })
    }

    /// Checks the header of a pack and gives its number of documents.
    fn check(all: &[u8]) -> Result<u32, OpenError> {
        if !all.starts_with(MAGIC) {
            return Err(OpenError::NotAPack);
        }
        let found = read_u32(all, 8);
        if found != VERSION {
            return Err(OpenError::Version { found });
        }
        let expected = read_u32(all, LENGTH_AT) as usize;
        if expected != all.len() {
            return Err(OpenError::Length {
                expected,
                found: all.len(),
            });
        }
        for index in 0..Section::COUNT {
            let (start, len) = Header::place(all, index);
            if start.checked_add(len).is_none_or(|end| end > all.len()) {
                return Err(OpenError::Section { name: "table" });
            }
        }
        Ok(read_u32(all, 20))
    }

    /// Compares the stored checksum with the bytes; linear in the size of the pack.
    pub(crate) fn verify(&self) -> Result<(), OpenError> {
        let all = self.bytes.as_ref();
        let stored = read_u32(all, CHECKSUM_AT);
        let found = adler2::adler32_slice(all.get(CHECKED_FROM..).unwrap_or_default());
        if stored == found {
            Ok(())
        } else {
            Err(OpenError::Checksum)
        }
    }

    pub(crate) fn section(&self, section: Section) -> Bytes {
        let (start, len) = Header::place(self.bytes.as_ref(), section as usize);
        self.bytes.slice(start..start.saturating_add(len))
    }

    fn place(all: &[u8], index: usize) -> (usize, usize) {
        let at = TABLE_AT + index * 8;
        (read_u32(all, at) as usize, read_u32(all, at + 4) as usize)
    }
}

/// The names of the sections, in their order.
const NAMES: [&str; Section::COUNT] = [
    "collection",
    "terms",
    "term blocks",
    "term lengths",
    "postings",
    "stems",
    "aliases",
    "fields",
    "lengths",
    "values",
    "columns",
    "stories",
    "document offsets",
    "documents",
];

/// The names of a pack's sections and their lengths in bytes, in order; of other bytes nothing.
#[must_use]
pub fn parts(pack: &[u8]) -> Vec<(&'static str, usize)> {
    match Header::check(pack) {
        Ok(_) => (0..)
            .zip(NAMES)
            .map(|(index, name)| (name, Header::place(pack, index).1))
            .collect(),
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut sections: [Vec<u8>; Section::COUNT] = Default::default();
        sections[Section::Postings as usize] = vec![7; 5];
        assemble(3, sections)
    }

    #[test]
    fn sections_come_back() {
        let header = Header::read(sample().into()).unwrap();
        assert_eq!(header.n_docs, 3);
        assert_eq!(header.section(Section::Postings).as_ref(), [7; 5]);
        assert_eq!(header.section(Section::Terms).as_ref(), b"");
        assert_eq!(header.verify(), Ok(()));
        let parts = parts(&sample());
        let sum: usize = parts.iter().map(|(_, len)| len).sum();
        assert_eq!(
            (parts[Section::Postings as usize], sum),
            (("postings", 5), 5)
        );
    }

    #[test]
    fn every_flipped_byte_is_found() {
        let good = sample();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x55;
            let opened = Header::read(bad.into()).and_then(|header| header.verify());
            assert!(opened.is_err(), "byte {at}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let good = sample();
        let open = |bytes: &[u8]| Header::read(bytes.to_vec().into()).map(|_| ());
        assert_eq!(open(b""), Err(OpenError::NotAPack));
        let (expected, found) = (good.len(), good.len() - 1);
        assert_eq!(
            open(&good[..found]),
            Err(OpenError::Length { expected, found })
        );
        let mut other = good;
        other[8] = 9;
        assert_eq!(open(&other), Err(OpenError::Version { found: 9 }));
    }
}
