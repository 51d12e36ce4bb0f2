//! Marks of a news page: owns telling a page copied from a news site from any other text.
//!
//! The words of labels and buttons are common words: the minutes of a meeting have a heading
//! «نظرات», a guide names its «منبع» between two steps. Only where a page bears several sorts of
//! marks does `news` read its lines as menus, forms and comments. In any other text a label counts
//! where it stands with its value above or below all of the text.

use crate::labels::{self, Label, Labelled};
use crate::lines::Line;
use crate::{attribution, comments, date, letters};

/// What the marks of a news page weigh together at least: two that other texts hardly have, one of them
/// with a mark that any text may have, or three of those.
const NEEDED: usize = 3;

/// How many lines the head of a page has at most.
const N_HEAD_LINES: usize = 5;

/// The lines of a page, and for each of them the label that it is by its own words.
#[derive(Clone, Copy)]
pub(crate) struct Marked<'p, 'a> {
    pub(crate) lines: &'p [Line<'a>],
    pub(crate) labels: &'p [Option<Labelled<'a>>],
}

impl<'p, 'a> Marked<'p, 'a> {
    /// Whether the page is one of a news site. Comments that are signed and dated say so alone.
    pub(crate) fn is_news_page(self) -> bool {
        let head = &self.lines[..self.lines.len().min(N_HEAD_LINES)];
        let of_any_text = [
            self.has(Label::Date) || head.iter().any(|line| date::parse(&line.text).is_some()),
            self.has(Label::Source),
            self.has(Label::Tags),
            self.has(Label::Section),
            self.has(Label::Url),
            has_menu(self.lines),
        ];
        let of_news = [
            is_title_repeated(head),
            self.has(Label::Id),
            self.has(Label::Fact),
            self.has(Label::AlsoRead) || self.has(Label::ReadMore),
            head.iter().skip(1).any(|line| opens_report(&line.text)),
            self.lines.iter().any(|line| ends_report(&line.text)),
            self.has_part(Label::Form, labels::is_form_notice),
        ];
        let count = |marks: &[bool]| marks.iter().filter(|is_there| **is_there).count();
        let weight = count(&of_any_text) + 2 * count(&of_news);
        weight >= NEEDED || self.has_part(Label::Comments, comments::is_head)
    }

    /// Whether a line is the label `wanted`, with a value or a colon before one.
    fn has(self, wanted: Label) -> bool {
        let mut lines = self.lines.iter().zip(self.labels);
        lines.any(|(line, labelled)| {
            labelled.is_some_and(|Labelled { label, value }| {
                label == wanted && (!value.is_empty() || line.text.ends_with([':', '：']))
            })
        })
    }

    /// Whether under some label `wanted` there is a line that `shows` it to be that part of a page.
    fn has_part(self, wanted: Label, shows: impl Fn(&str) -> bool) -> bool {
        (0..self.lines.len()).any(|i| {
            let is_wanted = self.labels[i].is_some_and(|labelled| labelled.label == wanted);
            is_wanted && self.part(i).iter().any(|line| shows(&line.text))
        })
    }

    /// Whether the label in the line `i` has under it what it announces, or nothing at all.
    pub(crate) fn is_part(self, i: usize, label: Label) -> bool {
        let part = self.part(i);
        let shows = |line: &Line<'_>| match label {
            Label::Comments => comments::is_head(&line.text),
            _ => labels::is_form_notice(&line.text) || comments::is_head(&line.text),
        };
        let is_empty = part.iter().all(|line| labels::is_chrome(&line.text));
        is_empty || part.iter().any(shows)
    }

    /// The lines under the label in the line `i` up to the next one of the page's parts.
    fn part(self, i: usize) -> &'p [Line<'a>] {
        let ends = |labelled: &Option<Labelled<'_>>| {
            labelled.is_some_and(|labelled| labelled.opens_part_of_page())
        };
        let n_lines = self.labels[i + 1..].iter().position(ends);
        let lines = &self.lines[i + 1..];
        &lines[..n_lines.unwrap_or(lines.len())]
    }

    /// The labels of a text that is no news page: those with a value that stand above or below it.
    pub(crate) fn labels_around_text(self) -> Vec<Option<Labelled<'a>>> {
        let is_around = |labelled: &Option<Labelled<'a>>| {
            labelled.is_some_and(|labelled| !labelled.value.is_empty() && labelled.is_field())
        };
        let mut texts = (0..self.labels.len()).filter(|&i| !is_around(&self.labels[i]));
        let title = texts.next();
        let first = texts.next().or(title).unwrap_or_default();
        let last = texts.next_back().unwrap_or(first);
        let labels = self.labels.iter().enumerate();
        labels
            .map(|(i, labelled)| {
                let is_amid_text = (first..=last).contains(&i);
                labelled.filter(|_| is_around(labelled) && !is_amid_text)
            })
            .collect()
    }
}

/// Whether a line of the head stands in it twice.
fn is_title_repeated(head: &[Line<'_>]) -> bool {
    let mut lines = head.iter().enumerate();
    lines.any(|(i, line)| {
        head[..i]
            .iter()
            .any(|above| letters::same(&above.text, &line.text))
    })
}

/// Whether `text` opens a report: it names the agency, or who reports.
fn opens_report(text: &str) -> bool {
    attribution::read(text).is_some_and(|read| read.source.is_some())
        || attribution::read_line(text).is_some_and(attribution::Opening::is_known)
        || attribution::read_dateline(text).is_some_and(|dateline| dateline.agency.is_some())
}

/// Whether the mark under a finished report is the line, or the end of it.
fn ends_report(text: &str) -> bool {
    labels::is_end_mark(labels::undecorated(text)) || labels::without_end_mark(text) != text
}

/// Whether two buttons stand one below the other.
fn has_menu(lines: &[Line<'_>]) -> bool {
    lines
        .windows(2)
        .any(|pair| pair.iter().all(|line| labels::is_chrome(&line.text)))
}
