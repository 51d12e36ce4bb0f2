//! Text pages: owns telling the article on a page from the page around it.
//!
//! A page is read line by line. Labels (`labels`) open zones: tags, links, comments, another
//! article; what is in none of them is the article's. That is so on news pages, which `marks` tells
//! from other texts; of those the first line is the title and the rest are paragraphs.
//!
//! - **Title**: the first line that is neither a date nor a label. Printed again above the text it
//!   is dropped.
//! - **Date**: a labelled one, or a line above the text, or the last one, that is nothing but a
//!   date. A comment's day and days inside the text never are.
//! - **Lead**: the one paragraph between the title and the place where the report opens. A report
//!   opens with the outlet's line («العالم - آسیا»), a dateline («موسكو-سانا»), or a paragraph that
//!   starts by naming the reporter («به گزارش …»). A first paragraph that a later one repeats word
//!   for word is a lead too. Where nothing of this is printed, nothing tells a lead from a first
//!   paragraph, and it stays in the body.
//! - **Another article** starts at `إقرأ أيضاً` once the first one is closed by its source or tags,
//!   or where one headline and running text follow to the end. It becomes a child with nothing
//!   inherited. Headlines without text are links and are dropped. The same label inside a text
//!   that goes on and closes later only introduces links.
//! - **Running text** is a sentence or longer than a headline; in the zones of links it brings the
//!   article back, as long as that has not been closed.
//! - **Short lines under the end** of an article are left out, unless two paragraphs of running text
//!   show that it was not its end.
//! - **What is left out** though it is no known button, notice or headline is counted in a warning.
//! - **Hard-wrapped text**, where no line could have taken the next word, is joined.

use kashkul_engine::document::{Document, PrintedDate};

use crate::attribution::{self, Agency, Opening};
use crate::labels::{self, Label, Labelled};
use crate::lines::{self, Line};
use crate::marks::Marked;
use crate::problem::Kind;
use crate::{comments, date, letters, tags};

/// What was read from one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The article, then the articles printed inside of it.
    pub documents: Vec<Document>,
    /// Why there is no article.
    pub problems: Vec<Remark>,
    /// What looked wrong on the page but does not keep it from being read.
    pub warnings: Vec<Remark>,
}

/// Something to say about a line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Counted from 1.
    pub line: usize,
    /// What sort of thing is wrong.
    pub kind: Kind,
    /// What is wrong.
    pub what: String,
}

/// Reads the page `text` as the document `id` and its children `id#2`, `id#3` …
///
/// Total over any string; time is linear in its length, but for the keywords of pages that print
/// no separators.
#[must_use]
pub fn parse(id: &str, text: &str) -> Page {
    let lines = lines::read(text);
    let mut reader = Reader::new(&lines);
    reader.read();
    reader.finish(id)
}

/// Where on the page the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Text,
    /// Under a label whose value is on the next line.
    Value(Label),
    Tags,
    Links,
    Form,
    Comments,
}

/// An article while it is read.
#[derive(Default)]
struct Draft<'a> {
    title: &'a str,
    paragraphs: Vec<&'a str>,
    date: Option<PrintedDate>,
    source: Option<&'a str>,
    section: Option<&'a str>,
    article_id: Option<&'a str>,
    url: Option<&'a str>,
    tag_lines: Vec<&'a str>,
    /// Its end was printed: what follows needs to be running text to belong to it.
    is_closed: bool,
    /// Short lines under that end.
    below: Vec<Below<'a>>,
    /// Something on the page is a news page's: a label, a date, a title printed twice.
    has_marks: bool,
}

/// A short line under the end of an article.
struct Below<'a> {
    /// How many paragraphs stand above it.
    n_above: usize,
    number: usize,
    text: &'a str,
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    labels: Vec<Option<Labelled<'a>>>,
    /// Whether the page is one of a news site; of any other text no line is left out.
    is_news: bool,
    drafts: Vec<Draft<'a>>,
    zone: Zone,
    /// The lines under the labels of comments, and their numbers.
    comment_lines: Vec<(usize, &'a str)>,
    /// The numbers of the lines that are left out though they may be text.
    left_out: Vec<usize>,
    warnings: Vec<Remark>,
}

impl<'a> Reader<'a> {
    fn new(lines: &'a [Line<'a>]) -> Reader<'a> {
        let labels: Vec<_> = lines.iter().map(|line| labels::read(&line.text)).collect();
        let marked = Marked {
            lines,
            labels: &labels,
        };
        let is_news = marked.is_news_page();
        let around_text = (!is_news).then(|| marked.labels_around_text());
        Reader {
            labels: around_text.unwrap_or(labels),
            is_news,
            lines,
            drafts: vec![Draft::default()],
            zone: Zone::Text,
            comment_lines: Vec::new(),
            left_out: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn read(&mut self) {
        let lines = self.lines;
        for (i, line) in lines.iter().enumerate() {
            let text = &*line.text;
            match self.labels[i] {
                Some(labelled) if self.is_label_here(i, labelled) => self.label(i, labelled),
                _ if self.zone != Zone::Comments && self.is_chrome_here(i) => {
                    let is_closed = labels::is_end_mark(text);
                    self.draft().is_closed |= is_closed;
                }
                _ => self.text(i, text),
            }
        }
    }

    fn marked(&self) -> Marked<'_, 'a> {
        Marked {
            lines: self.lines,
            labels: &self.labels,
        }
    }

    fn draft(&mut self) -> &mut Draft<'a> {
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// Whether the words of a button or a notice are one in this place.
    fn is_chrome_here(&self, i: usize) -> bool {
        let text = &self.lines[i].text;
        if !labels::is_chrome(text) {
            return false;
        }
        if !self.is_news {
            return labels::is_end_mark(text) && i + 1 == self.lines.len();
        }
        let is_closed = self.drafts.last().is_some_and(|draft| draft.is_closed);
        let is_amid_text = i > 0 && self.is_prose_at(i - 1) && self.is_prose_at(i + 1);
        is_closed || !(is_amid_text && labels::is_one_word(text))
    }

    /// Whether the words of a label are one in this place.
    fn is_label_here(&self, i: usize, labelled: Labelled<'a>) -> bool {
        let Labelled { label, value } = labelled;
        if matches!(self.zone, Zone::Form | Zone::Comments) {
            return labelled.opens_part_of_page();
        }
        // The first line may be a title about the latest news or its readers' comments.
        let is_heading = !matches!(label, Label::Date | Label::Id | Label::Source);
        if is_heading && value.is_empty() && self.drafts[0].title.is_empty() {
            return false;
        }
        match label {
            // A word such as `تاریخ` alone may be a heading.
            Label::Date if value.is_empty() => self
                .lines
                .get(i + 1)
                .is_some_and(|next| date::parse(&next.text).is_some()),
            // A heading of the text has other lines under it.
            Label::Form | Label::Comments => {
                let is_closed = self.drafts.last().is_some_and(|draft| draft.is_closed);
                is_closed || self.marked().is_part(i, label)
            }
            _ => true,
        }
    }

    fn label(&mut self, i: usize, Labelled { label, value }: Labelled<'a>) {
        self.zone = Zone::Text;
        let is_news = self.is_news;
        let draft = self.draft();
        draft.has_marks = true;
        let n_prose = draft
            .paragraphs
            .iter()
            .filter(|text| labels::is_prose(text))
            .take(2)
            .count();
        match label {
            Label::AlsoRead => return self.also_read(i, value, n_prose > 0),
            Label::Source | Label::Tags | Label::Form | Label::Comments => {
                draft.is_closed |= is_news && n_prose > 0;
            }
            Label::Id | Label::Section => draft.is_closed |= is_news && n_prose > 1,
            Label::Date | Label::Url | Label::Fact | Label::ReadMore | Label::Links => {}
        }
        match label {
            Label::Form => self.zone = Zone::Form,
            Label::Comments => self.zone = Zone::Comments,
            Label::Links => self.zone = Zone::Links,
            Label::ReadMore if value.is_empty() => self.zone = Zone::Links,
            Label::Tags if value.is_empty() => self.zone = Zone::Tags,
            _ if value.is_empty() => self.zone = Zone::Value(label),
            _ => {
                let is_taken = self.value(i, label, value);
                if !is_taken && !is_news {
                    self.text(i, &self.lines[i].text);
                }
            }
        }
    }

    /// Takes the value of a label, and says whether it did; the first of a kind counts.
    fn value(&mut self, i: usize, label: Label, value: &'a str) -> bool {
        let draft = self.draft();
        let field = match label {
            Label::Date => return self.date(i, value),
            Label::Tags => {
                draft.tag_lines.push(value);
                return true;
            }
            Label::Source => &mut draft.source,
            Label::Id => &mut draft.article_id,
            Label::Section => &mut draft.section,
            Label::Url if value.starts_with("http") => &mut draft.url,
            _ => return false,
        };
        if field.is_some() {
            return false;
        }
        *field = Some(match label {
            Label::Source => source_name(value),
            _ => value,
        });
        true
    }

    /// Takes the date behind a label, and says whether it did.
    fn date(&mut self, i: usize, value: &str) -> bool {
        let number = self.lines[i].number;
        let Some(stamp) = date::parse(value) else {
            self.warn(number, format!("the date \"{value}\" cannot be read"));
            return false;
        };
        let is_first = self.draft().date.is_none();
        self.dated(number, value, stamp);
        is_first
    }

    fn dated(&mut self, number: usize, printed: &str, stamp: date::Stamp) {
        if stamp.is_weekday_wrong {
            self.warn(
                number,
                format!("\"{printed}\" does not fall on the weekday it names"),
            );
        }
        if stamp.is_at_odds {
            self.warn(number, format!("\"{printed}\" names two days, not one"));
        }
        let draft = self.draft();
        draft.has_marks = true;
        if draft.date.is_none() {
            draft.date = Some(stamp.whole(printed));
        }
    }

    fn warn(&mut self, line: usize, what: String) {
        self.warnings.push(Remark {
            line,
            kind: Kind::Date,
            what,
        });
    }

    /// Says how many lines are left out that may have been text.
    fn warn_of_left_out(&mut self) {
        if let Some(&line) = self.left_out.iter().min() {
            let n_lines = self.left_out.len();
            self.warnings.push(Remark {
                line,
                kind: Kind::Partial,
                what: format!(
                    "lines left out as the menus, forms and comments of a news page: {n_lines}"
                ),
            });
        }
    }

    /// Starts another article, or links, after `إقرأ أيضاً`.
    fn also_read(&mut self, i: usize, title: &'a str, has_prose: bool) {
        let is_closed = self.draft().is_closed;
        if !title.is_empty() {
            if is_closed {
                self.drafts.push(Draft {
                    title,
                    has_marks: true,
                    ..Draft::default()
                });
            }
        } else if has_prose && (is_closed || self.rest_is_an_article(i + 1)) {
            self.drafts.push(Draft {
                has_marks: true,
                ..Draft::default()
            });
        } else {
            self.zone = Zone::Links;
        }
    }

    /// Whether one headline and running text follow, and no end of the article before them.
    fn rest_is_an_article(&self, from: usize) -> bool {
        let label_at = |from: usize, wanted| {
            (from..self.labels.len())
                .find(|&i| self.labels[i].is_some_and(|labelled| labelled.label == wanted))
        };
        let closes_later = label_at(from, Label::Source)
            .is_some_and(|source| label_at(source, Label::AlsoRead).is_some());
        !closes_later && self.is_article_at(from)
    }

    /// Whether the line `from` is a headline and the next one running text.
    fn is_article_at(&self, from: usize) -> bool {
        from < self.lines.len() && !self.is_prose_at(from) && self.is_prose_at(from + 1)
    }

    /// Whether there is a line `i` and it is running text.
    fn is_prose_at(&self, i: usize) -> bool {
        self.labels.get(i).is_some_and(Option::is_none) && labels::is_prose(&self.lines[i].text)
    }

    /// Takes a line that is no label.
    fn text(&mut self, i: usize, text: &'a str) {
        if self.zone == Zone::Form && comments::is_head(text) {
            self.zone = Zone::Comments;
        }
        match self.zone {
            Zone::Form => {
                if labels::is_prose(text) && !labels::is_form_notice(text) {
                    self.left_out.push(self.lines[i].number);
                }
                return;
            }
            Zone::Comments => return self.comment_lines.push((self.lines[i].number, text)),
            _ => {}
        }
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let is_prose = labels::is_prose(text);
        let is_closed = self.draft().is_closed;
        match self.zone {
            Zone::Value(label) if !is_prose => {
                self.zone = Zone::Text;
                let is_id = text.starts_with(|c| letters::digit(c).is_some());
                if label != Label::Id || is_id {
                    self.value(i, label, labels::undecorated(text));
                    return;
                }
            }
            Zone::Tags if !is_prose => return self.draft().tag_lines.push(text),
            Zone::Links if !is_prose => return,
            Zone::Links if is_closed => return self.left_out.push(self.lines[i].number),
            _ => self.zone = Zone::Text,
        }
        let is_child = self.drafts.len() > 1;
        if is_closed && !is_prose {
            if is_child && self.is_article_at(i) {
                self.drafts.push(Draft {
                    title: text,
                    has_marks: true,
                    ..Draft::default()
                });
            } else {
                let number = self.lines[i].number;
                let draft = self.draft();
                draft.below.push(Below {
                    n_above: draft.paragraphs.len(),
                    number,
                    text,
                });
            }
            return;
        }
        let draft = self.draft();
        let is_head = draft.paragraphs.len() <= 1;
        if is_head && let Some(stamp) = date::parse(text) {
            self.dated(self.lines[i].number, text, stamp);
        } else if draft.title.is_empty() {
            draft.title = text;
        } else if draft.paragraphs.is_empty() && letters::same(text, draft.title) {
            draft.has_marks = true;
        } else {
            draft.paragraphs.push(text);
        }
    }

    fn finish(mut self, id: &str) -> Page {
        for draft in &mut self.drafts {
            draft.reopen(&mut self.left_out);
        }
        let (comments, unsigned) = comments::read(&self.comment_lines);
        self.left_out.extend(unsigned);
        self.warn_of_left_out();
        let mut page = Page {
            warnings: self.warnings,
            ..Page::default()
        };
        let mut drafts = self.drafts.into_iter();
        let Some(article) = drafts.next() else {
            return page;
        };
        let missing = match (article.title.is_empty(), article.paragraphs.is_empty()) {
            (true, _) => Some("no text"),
            (false, true) => Some("a title but no text under it"),
            (false, false) => None,
        };
        if let Some(what) = missing {
            let line = self.lines.first().map_or(1, |line| line.number);
            page.problems.push(Remark {
                line,
                kind: Kind::Empty,
                what: what.to_owned(),
            });
            return page;
        }
        page.documents.push(Document {
            id: id.to_owned(),
            comments,
            ..article.finish()
        });
        let children =
            drafts.filter(|child| child.paragraphs.iter().any(|text| labels::is_prose(text)));
        for (n, child) in (2..).zip(children) {
            page.documents.push(Document {
                id: format!("{id}#{n}"),
                parent: Some(id.to_owned()),
                ..child.finish()
            });
        }
        page
    }
}

/// A printed source without the signs around it.
fn source_name(value: &str) -> &str {
    let name = value.trim_matches(['"', '“', '”', '«', '»', '.', ' ']);
    if name.is_empty() { value } else { name }
}

impl<'a> Draft<'a> {
    /// Takes the short lines under the printed end back into the text if two paragraphs of running
    /// text follow; if one does, adds their numbers to `left_out`.
    fn reopen(&mut self, left_out: &mut Vec<usize>) {
        let below = std::mem::take(&mut self.below);
        let Some(end) = below.first().map(|line| line.n_above) else {
            return;
        };
        let prose: Vec<usize> = (end..self.paragraphs.len())
            .filter(|&at| labels::is_prose(self.paragraphs[at]))
            .collect();
        let is_amid = |line: &Below<'_>| prose.last().is_some_and(|&last| line.n_above <= last);
        let mut amid = below.into_iter().filter(is_amid).peekable();
        if prose.len() < 2 {
            return left_out.extend(amid.map(|line| line.number));
        }
        for (at, paragraph) in std::mem::take(&mut self.paragraphs).into_iter().enumerate() {
            while let Some(line) = amid.next_if(|line| line.n_above <= at) {
                self.paragraphs.push(line.text);
            }
            self.paragraphs.push(paragraph);
        }
    }

    /// The article, without id, parent and comments.
    fn finish(mut self) -> Document {
        if self.date.is_none()
            && self.paragraphs.len() > 1
            && let Some(stamp) = self.paragraphs.last().and_then(|text| date::parse(text))
        {
            self.date = self.paragraphs.pop().map(|printed| stamp.whole(printed));
        }
        if let Some(last) = self.paragraphs.last_mut() {
            *last = labels::without_end_mark(last);
        }
        let mut document = Document {
            title: self.title.to_owned(),
            ..Document::default()
        };
        self.open(&mut document);
        let texts = [self.title].into_iter().chain(document.lead.as_deref());
        let texts = texts
            .chain(self.paragraphs.iter().copied())
            .chain(document.source.as_deref());
        let tags = tags::part(&self.tag_lines, texts);
        Document {
            tags: tags.tags,
            tags_raw: tags.raw,
            body: self
                .paragraphs
                .iter()
                .map(|&text| text.to_owned())
                .collect(),
            date: self.date,
            article_id: self.article_id.map(str::to_owned),
            url: self.url.map(str::to_owned),
            ..document
        }
    }

    /// Reads where the report opens: its lead, dateline, rubric and publisher.
    fn open(&mut self, document: &mut Document) {
        let line = self.take_opening_line();
        let mut opening = line.map(|(at, _)| at);
        if opening.is_none() {
            opening = self
                .paragraphs
                .iter()
                .take(2)
                .enumerate()
                .position(|(at, text)| {
                    attribution::read(text).is_some() || self.dateline(at, text).is_some()
                });
        }
        let is_repeated = |texts: &[&str]| match texts {
            [first, rest @ ..] => labels::is_prose(first) && rest.contains(first),
            [] => false,
        };
        let has_lead = opening == Some(1) || opening.is_none() && is_repeated(&self.paragraphs);
        if has_lead && self.paragraphs.len() > 1 {
            document.lead = Some(self.paragraphs.remove(0).to_owned());
        }
        let mut outlet = None;
        let mut agency = None;
        document.section = self.section.map(str::to_owned);
        match line {
            Some((_, Opening::Outlet { source, section })) => {
                outlet = Some(source);
                document.section = Some(section.to_owned());
            }
            Some((
                _,
                Opening::Dateline {
                    place,
                    agency: name,
                },
            )) => {
                document.dateline = Some(place.to_owned());
                agency = Some(Agency {
                    name,
                    is_bracketed: false,
                });
            }
            None => {
                if let Some(dateline) = self
                    .paragraphs
                    .first()
                    .and_then(|text| self.dateline(0, text))
                {
                    document.dateline = Some(dateline.place.to_owned());
                    agency = dateline.agency;
                }
            }
        }
        let reported = self
            .paragraphs
            .first()
            .and_then(|text| attribution::read(text));
        let reported = reported.unwrap_or_default();
        (document.source, document.via) = match outlet.or(self.source) {
            Some(printed) => {
                let printed = printed.to_owned();
                let quotes_it = |via: &String| attribution::is_same(via, &printed);
                if reported.source.is_some() && reported.via.as_ref().is_some_and(quotes_it) {
                    (reported.source, reported.via)
                } else {
                    let via = reported.via.or(reported.source);
                    let via = via.filter(|via| !attribution::is_same(via, &printed));
                    (Some(printed), via)
                }
            }
            None => (reported.source, reported.via),
        };
        if let Some(agency) = agency {
            let is_publisher = document.source.is_none();
            if is_publisher {
                document.source = Some(agency.name.to_owned());
            }
            if !(is_publisher && agency.is_bracketed) {
                document.agency = Some(agency.name.to_owned());
            }
        }
    }

    /// Takes the line of two names out of the top of the text.
    fn take_opening_line(&mut self) -> Option<(usize, Opening<'a>)> {
        // The last paragraph stays: it is the text that the line stands above.
        let top = self.paragraphs.len().saturating_sub(1).min(3);
        let (at, opening) = self.paragraphs[..top]
            .iter()
            .enumerate()
            .find_map(|(at, text)| attribution::read_line(text).map(|opening| (at, opening)))?;
        // In a plain essay two names and a dash are a heading, unless they are known.
        if !self.has_marks && !opening.is_known() {
            return None;
        }
        self.paragraphs.remove(at);
        Some((at, opening))
    }

    /// The dateline of the paragraph `at`; without an agency only a page's first one has any.
    fn dateline(&self, at: usize, text: &'a str) -> Option<attribution::Dateline<'a>> {
        attribution::read_dateline(text)
            .filter(|dateline| dateline.agency.is_some() || at == 0 && self.has_marks)
    }
}
