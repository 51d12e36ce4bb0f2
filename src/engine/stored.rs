//! One stored article: its texts and facts as they lie in the section `Documents`.
//!
//! Layout, every string as in `pack`, an absent one empty: id, parent (varint: 0 or its number + 1),
//! lang, title, lead, source, via, agency, dateline, section, date (iso, printed, calendar byte),
//! article id, url, tags (varint count, strings), tags as printed, paragraphs (varint count,
//! strings), headings and pictures (varint count, then number of the paragraph shifted left by three with
//! the level as low bits (varint), and of a heading its anchor, of a picture, whose level is 1, its width,
//! its height and its address, with spaces between), comments (varint count, then author, country, time,
//! date, votes for + 1, votes against, text).

use crate::bytes::{Cursor, len_u32, text, write_str, write_varint};
use crate::document::{Calendar, Document, PrintedDate};
use crate::field::Field;
use std::iter::{once, repeat, repeat_n};

/// An article in place: every string is a slice of the pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stored<'a> {
    pub(crate) id: &'a str,
    pub(crate) parent: Option<u32>,
    pub(crate) lang: &'a str,
    pub(crate) title: &'a str,
    pub(crate) lead: Option<&'a str>,
    pub(crate) source: Option<&'a str>,
    pub(crate) via: Option<&'a str>,
    pub(crate) agency: Option<&'a str>,
    pub(crate) dateline: Option<&'a str>,
    pub(crate) section: Option<&'a str>,
    pub(crate) date: Option<StoredDate<'a>>,
    pub(crate) article_id: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
    /// Unread: most of them are passed over.
    body: Vec<&'a [u8]>,
    /// The headings and pictures, in order.
    pub(crate) marks: Vec<Mark<'a>>,
    comments: Cursor<'a>,
}

/// What makes a paragraph a heading or a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark<'a> {
    /// The number of the paragraph.
    pub(crate) number: u32,
    /// 2 to 6: the headline is 1, and none is more than one below the heading before it. [`PICTURE`],
    /// which no heading has.
    pub(crate) level: u8,
    /// What a link calls a heading, unique in the article; what a picture is.
    pub(crate) text: &'a str,
}

/// The level of pictures.
pub(crate) const PICTURE: u8 = 1;

/// The low bits of a stored mark, which are its level.
const LEVEL_BITS: u32 = 3;

#[derive(Clone, Copy, Debug)]
pub(crate) struct StoredDate<'a> {
    pub(crate) iso: &'a str,
    pub(crate) printed: &'a str,
    pub(crate) calendar: Calendar,
}

#[derive(Clone, Debug)]
pub(crate) struct StoredComment<'a> {
    pub(crate) author: &'a str,
    pub(crate) country: Option<&'a str>,
    pub(crate) time: Option<&'a str>,
    pub(crate) date: Option<StoredDate<'a>>,
    pub(crate) votes: Option<(u32, u32)>,
    pub(crate) text: &'a str,
}

pub(crate) fn write(
    out: &mut Vec<u8>,
    document: &Document,
    marks: &[Mark<'_>],
    parent: Option<u32>,
    lang: &str,
) {
    write_str(out, &document.id);
    write_varint(out, parent.map_or(0, |doc| doc + 1));
    write_str(out, lang);
    write_str(out, &document.title);
    for text in [
        &document.lead,
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
    write_list(out, &document.tags);
    write_optional(out, document.tags_raw.as_deref());
    write_list(out, &document.body);
    write_varint(out, len_u32(marks.len()));
    for mark in marks {
        write_varint(out, mark.number << LEVEL_BITS | u32::from(mark.level));
        write_str(out, mark.text);
    }
    write_varint(out, len_u32(document.comments.len()));
    for comment in &document.comments {
        write_str(out, &comment.author);
        write_optional(out, comment.country.as_deref());
        write_optional(out, comment.time.as_deref());
        write_date(out, comment.date.as_ref());
        let (votes_for, against) = comment.votes.map_or((0, 0), |(a, b)| (a + 1, b));
        write_varint(out, votes_for);
        write_varint(out, against);
        write_str(out, &comment.text);
    }
}

fn write_optional(out: &mut Vec<u8>, text: Option<&str>) {
    write_str(out, text.unwrap_or_default());
}

fn write_list(out: &mut Vec<u8>, texts: &[String]) {
    write_varint(out, len_u32(texts.len()));
    for text in texts {
        write_str(out, text);
    }
}

fn write_date(out: &mut Vec<u8>, date: Option<&PrintedDate>) {
    write_optional(out, date.map(|date| date.iso.as_str()));
    write_optional(out, date.map(|date| date.printed.as_str()));
    out.push(match date.map(|date| date.calendar) {
        Some(Calendar::Persian) => 1,
        Some(Calendar::Gregorian) | None => 0,
    });
}

impl<'a> Stored<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Stored<'a> {
        let mut cursor = Cursor::new(bytes);
        let id = cursor.str();
        let parent = cursor.varint().checked_sub(1);
        let lang = cursor.str();
        let title = cursor.str();
        let [lead, source, via, agency, dateline, section] =
            std::array::from_fn(|_| optional(&mut cursor));
        let date = read_date(&mut cursor);
        let article_id = optional(&mut cursor);
        let url = optional(&mut cursor);
        let tags = list(&mut cursor, Cursor::str);
        // The keyword line as printed is kept for export; nothing here shows it.
        cursor.str();
        let body = list(&mut cursor, Cursor::unread_str);
        let marks = list(&mut cursor, |cursor| {
            let packed = cursor.varint();
            Mark {
                number: packed >> LEVEL_BITS,
                level: (packed & ((1 << LEVEL_BITS) - 1)) as u8,
                text: cursor.str(),
            }
        });
        Stored {
            id,
            parent,
            lang,
            title,
            lead,
            source,
            via,
            agency,
            dateline,
            section,
            date,
            article_id,
            url,
            tags,
            body,
            marks,
            comments: cursor,
        }
    }

    /// The paragraphs as they are numbered from 1 on: the lead, where there is one, then the body.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = &'a str> {
        self.lead.into_iter().chain(self.body())
    }

    /// The paragraphs without the lead.
    pub(crate) fn body(&self) -> impl Iterator<Item = &'a str> {
        self.body.iter().copied().map(text)
    }

    /// Number of the last paragraph.
    pub(crate) fn n_paragraphs(&self) -> u32 {
        len_u32(self.body.len() + usize::from(self.lead.is_some()))
    }

    /// The heading that the paragraph of a number is or stands under.
    pub(crate) fn heading_at(&self, number: u32) -> Option<Mark<'a>> {
        let before = self.marks.get(..self.n_marks_until(number))?;
        let mut from_the_end = before.iter().rev();
        from_the_end.find(|mark| mark.level != PICTURE).copied()
    }

    /// What makes the paragraph of a number more than one.
    pub(crate) fn mark_of(&self, number: u32) -> Option<Mark<'a>> {
        let last = self.n_marks_until(number).checked_sub(1)?;
        let mark = self.marks.get(last).copied();
        mark.filter(|mark| mark.number == number)
    }

    fn n_marks_until(&self, number: u32) -> usize {
        self.marks.partition_point(|mark| mark.number <= number)
    }

    /// The texts of the field `Source`: who published it, where, and under which number.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &'a str> {
        let facts = [
            self.source,
            self.via,
            self.agency,
            self.dateline,
            self.section,
            self.article_id,
        ];
        facts.into_iter().flatten()
    }

    /// All texts that are searched.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.unread_texts().map(text)
    }

    /// The same, each as bytes that [`text`] reads.
    pub(crate) fn unread_texts(&self) -> impl Iterator<Item = &'a [u8]> {
        let lead = self.lead.into_iter().map(str::as_bytes);
        let paragraphs = lead.chain(self.body.iter().copied());
        let tags = self.tags.iter().copied().chain(self.facts());
        once(self.title.as_bytes())
            .chain(paragraphs)
            .chain(tags.map(str::as_bytes))
    }

    /// The field that each of [`Stored::texts`] is of.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> {
        let lead = self.lead.map(|_| Field::Lead);
        let body = repeat_n(Field::Body, self.body.len());
        let tags = repeat_n(Field::Tags, self.tags.len());
        once(Field::Title)
            .chain(lead)
            .chain(body)
            .chain(tags)
            .chain(repeat(Field::Source))
    }

    pub(crate) fn comments(&self) -> impl Iterator<Item = StoredComment<'a>> {
        let mut cursor = self.comments.clone();
        let n = cursor.varint();
        (0..n).map_while(move |_| {
            (!cursor.is_empty()).then(|| StoredComment {
                author: cursor.str(),
                country: optional(&mut cursor),
                time: optional(&mut cursor),
                date: read_date(&mut cursor),
                votes: {
                    let votes_for = cursor.varint().checked_sub(1);
                    let against = cursor.varint();
                    votes_for.map(|votes_for| (votes_for, against))
                },
                text: cursor.str(),
            })
        })
    }
}

fn optional<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    Some(cursor.str()).filter(|text| !text.is_empty())
}

fn list<'a, T>(cursor: &mut Cursor<'a>, read: impl Fn(&mut Cursor<'a>) -> T) -> Vec<T> {
    let n = cursor.varint();
    (0..n)
        .map_while(|_| (!cursor.is_empty()).then(|| read(cursor)))
        .collect()
}

fn read_date<'a>(cursor: &mut Cursor<'a>) -> Option<StoredDate<'a>> {
    let iso = cursor.str();
    let printed = cursor.str();
    let calendar = match cursor.byte() {
        1 => Calendar::Persian,
        _ => Calendar::Gregorian,
    };
    (!iso.is_empty()).then_some(StoredDate {
        iso,
        printed,
        calendar,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Comment;

    #[test]
    fn an_article_comes_back() {
        let document = Document {
            id: "a#2".into(),
            title: "عنوان".into(),
            lead: Some("lead".into()),
            body: vec!["one".into(), "two".into()],
            date: Some(PrintedDate {
                printed: "۱۵ بهمن ۱۴۰۰".into(),
                calendar: Calendar::Persian,
                iso: "2022-02-04".into(),
            }),
            tags: vec!["x".into()],
            tags_raw: Some("x".into()),
            comments: vec![Comment {
                author: "کسی".into(),
                votes: Some((0, 3)),
                text: "سلام".into(),
                ..Comment::default()
            }],
            ..Document::default()
        };
        let mut out = Vec::new();
        let heading = Mark {
            number: 2,
            level: 6,
            text: "one",
        };
        let picture = Mark {
            number: 3,
            level: PICTURE,
            text: "640 480 data:image/png;base64,iVBORw0K",
        };
        write(&mut out, &document, &[heading, picture], Some(4), "fa");
        let stored = Stored::read(&out);
        assert_eq!(
            (stored.id, stored.parent, stored.lang),
            ("a#2", Some(4), "fa")
        );
        assert_eq!(
            stored.paragraphs().collect::<Vec<_>>(),
            ["lead", "one", "two"]
        );
        assert_eq!(stored.marks, [heading, picture]);
        assert_eq!(stored.mark_of(3), Some(picture));
        assert_eq!(stored.heading_at(1), None);
        assert_eq!(stored.heading_at(3), Some(heading));
        assert_eq!(stored.source, None);
        let date = stored.date.unwrap();
        assert_eq!((date.iso, date.calendar), ("2022-02-04", Calendar::Persian));
        let comments: Vec<_> = stored.comments().collect();
        assert_eq!(comments.len(), 1);
        assert_eq!(comments[0].votes, Some((0, 3)));
        assert_eq!(comments[0].text, "سلام");
    }

    #[test]
    fn cut_bytes_are_calm() {
        let mut out = Vec::new();
        write(&mut out, &Document::default(), &[], None, "");
        for end in 0..out.len() {
            let stored = Stored::read(&out[..end]);
            assert_eq!(stored.comments().count(), 0);
        }
    }
}
