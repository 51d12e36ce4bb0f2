//! A document in one piece of memory.
//!
//! Owns the form in which documents wait to be packed. A [`Document`] is a dozen pieces, most of them
//! short or empty: many of them are twice as large as what they say. Small pieces that are let go are
//! seldom given back to the system, so many documents can share a large one.

use crate::bytes::{Cursor, len_u32, write_str, write_varint};
use crate::document::{Calendar, Comment, Document, Heading, Image, PrintedDate};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A [`Document`], written one part behind the other.
///
/// ```
/// use kashkul_engine::compact::Compact;
/// use kashkul_engine::document::Document;
///
/// let document = Document { id: "a".into(), title: "A".into(), ..Document::default() };
/// let compact = Compact::from(&document);
/// assert_eq!(compact.id(), "a");
/// assert_eq!(compact.document(), document);
/// ```
#[derive(Clone)]
pub struct Compact {
    /// What it shares with others.
    piece: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Compact {
    /// Lets documents share one piece of memory, which is given back with the last of them.
    ///
    /// O(bytes), which stand there twice meanwhile.
    pub fn share<'a>(documents: impl IntoIterator<Item = &'a mut Compact>) {
        let mut documents: Vec<&mut Compact> = documents.into_iter().collect();
        let all: Vec<&[u8]> = documents.iter().map(|document| document.bytes()).collect();
        let piece = Arc::new(all.concat());
        let mut end = 0;
        for document in &mut documents {
            let start = end;
            end += document.len();
            document.range = start..end;
            document.piece = Arc::clone(&piece);
        }
    }

    fn bytes(&self) -> &[u8] {
        &self.piece[self.range.clone()]
    }

    /// The id of the document.
    #[must_use]
    pub fn id(&self) -> &str {
        Cursor::new(self.bytes()).str()
    }

    /// The id of the document that this one was printed inside of.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        let mut cursor = Cursor::new(self.bytes());
        cursor.str();
        optional(&mut cursor)
    }

    /// The document as it was.
    #[must_use]
    pub fn document(&self) -> Document {
        let cursor = &mut Cursor::new(self.bytes());
        Document {
            id: owned(cursor),
            parent: optional_owned(cursor),
            lang: owned(cursor),
            title: owned(cursor),
            lead: optional_owned(cursor),
            body: list(cursor, owned),
            headings: list(cursor, |cursor| Heading {
                paragraph: cursor.varint() as usize,
                level: cursor.byte(),
            }),
            images: list(cursor, |cursor| Image {
                paragraph: cursor.varint() as usize,
                size: (cursor.varint(), cursor.varint()),
                data: owned(cursor),
            }),
            source: optional_owned(cursor),
            via: optional_owned(cursor),
            agency: optional_owned(cursor),
            dateline: optional_owned(cursor),
            section: optional_owned(cursor),
            date: date(cursor),
            article_id: optional_owned(cursor),
            url: optional_owned(cursor),
            tags: list(cursor, owned),
            tags_raw: optional_owned(cursor),
            comments: list(cursor, comment),
        }
    }

    /// Bytes that it takes.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "each has an id")]
    pub fn len(&self) -> usize {
        self.range.len()
    }
}

impl PartialEq for Compact {
    fn eq(&self, other: &Compact) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Compact {}

impl fmt::Debug for Compact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.document().fmt(f)
    }
}

impl From<&Document> for Compact {
    fn from(document: &Document) -> Compact {
        let mut bytes = Vec::new();
        let out = &mut bytes;
        write_str(out, &document.id);
        write_optional(out, document.parent.as_deref());
        write_str(out, &document.lang);
        write_str(out, &document.title);
        write_optional(out, document.lead.as_deref());
        write_list(out, &document.body, |out, text| write_str(out, text));
        write_list(out, &document.headings, |out, heading| {
            write_varint(out, len_u32(heading.paragraph));
            out.push(heading.level);
        });
        write_list(out, &document.images, |out, image| {
            write_varint(out, len_u32(image.paragraph));
            write_varint(out, image.size.0);
            write_varint(out, image.size.1);
            write_str(out, &image.data);
        });
        for text in [
            &document.source,
            &document.via,
            &document.agency,
            &document.dateline,
            &document.section,
        ] {
            write_optional(out, text.as_deref());
        }
        write_date(out, document.date.as_ref());
        write_optional(out, document.article_id.as_deref());
        write_optional(out, document.url.as_deref());
        write_list(out, &document.tags, |out, tag| write_str(out, tag));
        write_optional(out, document.tags_raw.as_deref());
        write_list(out, &document.comments, write_comment);
        bytes.shrink_to_fit();
        Compact {
            range: 0..bytes.len(),
            piece: Arc::new(bytes),
        }
    }
}

/// Appends what may be missing: one more than its length, or 0.
fn write_optional(out: &mut Vec<u8>, text: Option<&str>) {
    write_varint(out, text.map_or(0, |text| len_u32(text.len()) + 1));
    out.extend_from_slice(text.unwrap_or_default().as_bytes());
}

fn optional<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let len = cursor.varint().checked_sub(1)?;
    std::str::from_utf8(cursor.take(len as usize)).ok()
}

fn optional_owned(cursor: &mut Cursor<'_>) -> Option<String> {
    optional(cursor).map(str::to_owned)
}

fn owned(cursor: &mut Cursor<'_>) -> String {
    cursor.str().to_owned()
}

fn write_list<T>(out: &mut Vec<u8>, items: &[T], mut write: impl FnMut(&mut Vec<u8>, &T)) {
    write_varint(out, len_u32(items.len()));
    items.iter().for_each(|item| write(out, item));
}

fn list<T>(cursor: &mut Cursor<'_>, mut read: impl FnMut(&mut Cursor<'_>) -> T) -> Vec<T> {
    (0..cursor.varint()).map(|_| read(cursor)).collect()
}

fn write_date(out: &mut Vec<u8>, date: Option<&PrintedDate>) {
    write_optional(out, date.map(|date| date.iso.as_str()));
    if let Some(date) = date {
        write_str(out, &date.printed);
        out.push(u8::from(date.calendar == Calendar::Persian));
    }
}

fn date(cursor: &mut Cursor<'_>) -> Option<PrintedDate> {
    Some(PrintedDate {
        iso: optional_owned(cursor)?,
        printed: owned(cursor),
        calendar: match cursor.byte() {
            0 => Calendar::Gregorian,
            _ => Calendar::Persian,
        },
    })
}

fn write_comment(out: &mut Vec<u8>, comment: &Comment) {
    write_str(out, &comment.author);
    write_optional(out, comment.country.as_deref());
    write_optional(out, comment.time.as_deref());
    write_date(out, comment.date.as_ref());
    let votes = comment.votes.as_slice();
    write_list(out, votes, |out, (votes_for, against)| {
        write_varint(out, *votes_for);
        write_varint(out, *against);
    });
    write_str(out, &comment.text);
}

fn comment(cursor: &mut Cursor<'_>) -> Comment {
    Comment {
        author: owned(cursor),
        country: optional_owned(cursor),
        time: optional_owned(cursor),
        date: date(cursor),
        votes: list(cursor, |cursor| (cursor.varint(), cursor.varint())).pop(),
        text: owned(cursor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_comes_back_whole() {
        let some = |text: &str| Some(text.to_owned());
        let date = |calendar| PrintedDate {
            printed: "۱۵ مهر ۱۴۰۰".into(),
            calendar,
            iso: "2021-10-07T10:00".into(),
        };
        let comment = Comment {
            author: "نویسنده".into(),
            text: "متن".into(),
            ..Comment::default()
        };
        let full = Document {
            id: "شناسه".into(),
            parent: some("p"),
            lang: "fa".into(),
            title: "عنوان".into(),
            lead: some("lead"),
            body: vec!["یک".into(), String::new(), "x".repeat(70_000)],
            headings: vec![Heading {
                paragraph: 2,
                level: 9,
            }],
            images: vec![Image {
                paragraph: 1,
                size: (640, 48),
                data: "png;base64,iVBORw0K".into(),
            }],
            source: some(""),
            via: some("via"),
            agency: some("agency"),
            dateline: some("dateline"),
            section: some("section"),
            date: Some(date(Calendar::Persian)),
            article_id: some("7"),
            url: some("https://example.org"),
            tags: vec!["a".into(), "b".into()],
            tags_raw: some("a b"),
            comments: vec![
                Comment {
                    country: some("IR"),
                    time: some("10:00"),
                    date: Some(date(Calendar::Gregorian)),
                    votes: Some((0, 3)),
                    ..comment.clone()
                },
                comment,
            ],
        };
        for document in [full, Document::default()] {
            let compact = Compact::from(&document);
            assert_eq!(compact.document(), document);
            assert_eq!(compact.id(), document.id);
            assert_eq!(compact.parent(), document.parent.as_deref());
        }
    }

    #[test]
    fn memory_is_shared_until_the_last_document_goes() {
        let documents = (0..9).map(|n| Document {
            id: n.to_string(),
            title: "ع".repeat(n),
            ..Document::default()
        });
        let documents: Vec<Document> = documents.collect();
        let mut compact: Vec<Compact> = documents.iter().map(Compact::from).collect();
        let n_bytes: usize = compact.iter().map(Compact::len).sum();
        for shared in [0..5, 3..9, 0..9] {
            Compact::share(&mut compact[shared]);
            let alike = compact.iter().map(Compact::document);
            assert_eq!(alike.collect::<Vec<_>>(), documents);
        }
        assert_eq!(compact[0].piece.len(), n_bytes);
        let piece = Arc::downgrade(&compact[0].piece);
        let last = compact.swap_remove(4);
        drop(compact);
        assert_eq!(last.document(), documents[4]);
        assert!(piece.upgrade().is_some());
        drop(last);
        assert!(piece.upgrade().is_none());
    }
}
