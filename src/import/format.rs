//! Kinds of files: owns which extension is read by which reader.

use crate::find::SourceFile;
use crate::images::{Images, Wanted};
use crate::problem::{Kind, Problem};
#[cfg(feature = "formats")]
use crate::{epub, feed, finished, html};
use crate::{json, jsonl, markdown, news, source};
use kashkul_engine::compact::Compact;
use kashkul_engine::document::Document;
use std::path::Path;

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    JsonLines,
    Json,
    #[cfg(feature = "formats")]
    Html,
    #[cfg(feature = "formats")]
    Feed,
    #[cfg(feature = "formats")]
    Epub,
}

/// Extensions in lower case and their formats; the first of a format stands for all of them.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("json", Format::Json),
    #[cfg(feature = "formats")]
    ("html", Format::Html),
    #[cfg(feature = "formats")]
    ("htm", Format::Html),
    #[cfg(feature = "formats")]
    ("xhtml", Format::Html),
    #[cfg(feature = "formats")]
    ("rss", Format::Feed),
    #[cfg(feature = "formats")]
    ("atom", Format::Feed),
    #[cfg(feature = "formats")]
    ("xml", Format::Feed),
    #[cfg(feature = "formats")]
    ("epub", Format::Epub),
];

impl Format {
    pub(crate) fn of(extension: &str) -> Option<Format> {
        let entry = EXTENSIONS.iter().find(|(known, _)| *known == extension);
        entry.map(|(_, format)| *format)
    }

    /// The extensions as a list for people.
    pub(crate) fn readable() -> String {
        let mut list = String::new();
        for (i, (extension, _)) in EXTENSIONS.iter().enumerate() {
            list.push_str(match i {
                0 => "",
                i if i + 1 == EXTENSIONS.len() => " and ",
                _ => ", ",
            });
            list.push('.');
            list.push_str(extension);
        }
        list
    }

    /// Whether such files are told apart by the folders they are in.
    pub(crate) fn is_page_of_a_site(self) -> bool {
        match self {
            Format::Markdown => true,
            #[cfg(feature = "formats")]
            Format::Html => true,
            _ => false,
        }
    }
}

/// What one file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The articles, each with the line it begins in.
    pub(crate) documents: Vec<(usize, Compact)>,
    /// Why something of the file is missing.
    pub(crate) problems: Vec<Problem>,
    /// What looks wrong.
    pub(crate) warnings: Vec<Problem>,
    /// Whether the file is no article but a page that Kashkul made of some.
    pub(crate) is_finished: bool,
}

impl Read {
    /// Adds an article that begins in a line.
    pub(crate) fn push(&mut self, line: usize, document: &Document) {
        self.documents.push((line, document.into()));
    }

    pub(crate) fn problem(
        &mut self,
        path: &Path,
        line: usize,
        kind: Kind,
        what: impl Into<String>,
    ) {
        self.problems.push(Problem::new(path, line, kind, what));
    }

    pub(crate) fn warning(
        &mut self,
        path: &Path,
        line: usize,
        kind: Kind,
        what: impl Into<String>,
    ) {
        self.warnings.push(Problem::new(path, line, kind, what));
    }
}

impl SourceFile {
    /// Reads the file. Files can be read at the same time and in any order.
    #[must_use]
    pub fn read(&self) -> Read {
        self.read_with(None)
    }

    /// The same, with the pictures that are wanted.
    pub(crate) fn read_with(&self, wanted: Option<Wanted<'_>>) -> Read {
        match source::bytes(&self.path) {
            Ok(bytes) => self.read_bytes_with(bytes, wanted),
            Err(problem) => Read {
                problems: vec![problem],
                ..Read::default()
            },
        }
    }

    /// Reads what the file holds.
    #[must_use]
    pub fn read_bytes(&self, bytes: Vec<u8>) -> Read {
        self.read_bytes_with(bytes, None)
    }

    fn read_bytes_with(&self, bytes: Vec<u8>, wanted: Option<Wanted<'_>>) -> Read {
        let mut read = Read::default();
        let path = &self.path;
        #[cfg(feature = "formats")]
        if self.format == Format::Epub {
            epub::read(path, &self.id, bytes, wanted, &mut read);
            return read;
        }
        #[cfg(feature = "formats")]
        if self.format == Format::Feed {
            feed::read(path, &bytes, &mut read);
            return read;
        }
        #[cfg(feature = "formats")]
        if self.format == Format::Html && finished::is_page(&bytes) {
            read.is_finished = true;
            return read;
        }
        let declared = match self.format {
            #[cfg(feature = "formats")]
            Format::Html => html::declared_encoding,
            _ => |_: &[u8]| None,
        };
        let text = match source::text(path, bytes, declared) {
            Ok(text) => text,
            Err(problem) => {
                read.problems.push(problem);
                return read;
            }
        };
        if let Some(what) = text.remark {
            read.warning(path, 1, Kind::Encoding, what);
        }
        let text = text.text.as_str();
        let images = wanted.map(|wanted| Images::beside(path, wanted));
        let images = images.as_ref();
        match self.format {
            Format::Text => page(path, &self.id, text, &mut read),
            Format::Markdown => markdown::read(path, &self.id, text, images, &mut read),
            Format::JsonLines => jsonl::read(path, text, &mut read),
            Format::Json => json::read(path, text, &mut read),
            #[cfg(feature = "formats")]
            Format::Html => html::read(path, &self.id, text, images, &mut read),
            #[cfg(feature = "formats")]
            Format::Feed | Format::Epub => {}
        }
        for remark in images.map(Images::remarks).unwrap_or_default() {
            read.warning(path, 1, Kind::Picture, remark);
        }
        read
    }
}

fn page(path: &Path, id: &str, text: &str, read: &mut Read) {
    let page = news::parse(id, text);
    for problem in page.problems {
        read.problem(path, problem.line, problem.kind, problem.what);
    }
    for warning in page.warnings {
        read.warning(path, warning.line, warning.kind, warning.what);
    }
    page.documents
        .iter()
        .for_each(|document| read.push(1, document));
}
