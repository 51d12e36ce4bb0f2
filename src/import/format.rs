//! Kinds of files: owns which extension is read by which reader.

use crate::find::SourceFile;
use crate::images::{Images, Wanted};
use crate::problem::{Kind, Problem};
#[cfg(feature = "formats")]
use crate::{epub, feed, finished, html};
use crate::{json, jsonl, language, markdown, news, source};
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

/// How much of a large file shares its memory: enough to be given back to the system as a whole.
const PIECE_BYTES: usize = 1 << 20;

/// What one file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The articles, each with the line it begins in.
    pub(crate) documents: Vec<(usize, Compact)>,
    /// How many of them, from the first, share their memory with others.
    n_shared: usize,
    /// Bytes of the rest.
    len_loose: usize,
    /// Why something of the file is missing.
    pub(crate) problems: Vec<Problem>,
    /// What looks wrong.
    pub(crate) warnings: Vec<Problem>,
    /// Whether the file is no article but a page that Kashkul made of some.
    pub(crate) is_finished: bool,
}

impl Read {
    /// Adds an article that begins in a line. Where its language is no tag, the text tells it.
    pub(crate) fn push(&mut self, path: &Path, line: usize, mut document: Document) {
        let written = std::mem::take(&mut document.lang);
        match language::first_tag(&written) {
            Some(tag) if language::is_unknown(&tag) => {}
            Some(tag) => document.lang = tag,
            None if written.trim().is_empty() => {}
            None => self.language_is_no_tag(path, line, &written),
        }
        let document = Compact::from(&document);
        self.len_loose += document.len();
        self.documents.push((line, document));
        if self.len_loose >= PIECE_BYTES {
            let loose = &mut self.documents[self.n_shared..];
            Compact::share(loose.iter_mut().map(|(_, document)| document));
            self.n_shared = self.documents.len();
            self.len_loose = 0;
        }
    }

    /// Lets the articles of many small files share memory, as those of a large one do.
    pub fn share(reads: &mut [Read]) {
        let loose = reads.iter_mut().flat_map(|read| {
            let n_shared = std::mem::replace(&mut read.n_shared, read.documents.len());
            read.len_loose = 0;
            &mut read.documents[n_shared..]
        });
        Compact::share(loose.map(|(_, document)| document));
    }

    /// Says so, once for all articles that begin in a line: those of a book or a feed share theirs.
    fn language_is_no_tag(&mut self, path: &Path, line: usize, written: &str) {
        let what = language::refusal(written);
        let mut said = self.warnings.iter().rev();
        let mut said = said.by_ref().take_while(|said| said.line == line);
        if !said.any(|said| said.kind == Kind::Language && said.what == what) {
            self.warning(path, line, Kind::Language, what);
        }
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
        if self.format == Format::JsonLines
            && let Some(read) = jsonl::read_plain(&self.path)
        {
            return read;
        }
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
        if self.format == Format::Html && finished::is_page(&bytes) {
            read.is_finished = true;
            return read;
        }
        let declared = match self.format {
            #[cfg(feature = "formats")]
            Format::Html | Format::Feed => html::declared_encoding,
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
            Format::Feed => feed::read(path, text, &mut read),
            #[cfg(feature = "formats")]
            Format::Epub => {}
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
    for document in page.documents {
        read.push(path, 1, document);
    }
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;
    use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

    fn read(name: &str, bytes: Vec<u8>) -> Read {
        let path = Path::new(name);
        let extension = path.extension().and_then(|extension| extension.to_str());
        let file = SourceFile {
            path: path.to_owned(),
            len_bytes: bytes.len() as u64,
            format: Format::of(extension.unwrap()).unwrap(),
            id: "a".to_owned(),
            source: 0,
        };
        file.read_bytes(bytes)
    }

    #[test]
    fn a_feed_is_decoded_as_a_page_is() {
        let text = "خبرگزاري: وزير امور خارجه گفت كه مذاكرات ادامه دارد";
        let rss = |declaration: &str| {
            format!(
                "{declaration}<rss version='2.0'><channel><title>S</title><item><guid>1</guid>\
                 <title>t</title><description>{text}</description></item></channel></rss>"
            )
        };
        let xml = |encoding: &str| rss(&format!("<?xml version='1.0' encoding='{encoding}'?>\n"));
        let json = format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"S\",\
             \"items\": [{{\"id\": \"1\", \"title\": \"t\", \"content_text\": \"{text}\"}}]}}"
        );
        let late = format!("<!-- {} -->{}", "a".repeat(99), xml("utf-16"));
        let declared = Some("read as windows-1256, as it declares");
        let looks = Some("read as windows-1256, as it looks; if that is wrong, save it as UTF-8");
        for (feed, encoding, remark) in [
            (rss(""), UTF_8, None),
            (xml("utf-8"), UTF_8, None),
            (xml("windows-1256"), UTF_8, None),
            (xml("utf-16"), UTF_8, None),
            (late, UTF_8, None),
            (xml("utf-16"), UTF_16BE, None),
            (xml("UTF-8"), UTF_16LE, None),
            (xml("windows-1256"), WINDOWS_1256, declared),
            (xml("utf-8"), WINDOWS_1256, looks),
            (xml("utf-16"), WINDOWS_1256, looks),
            (rss(""), WINDOWS_1256, looks),
            (json.clone(), UTF_8, None),
            (json.clone(), UTF_16LE, None),
            (json, WINDOWS_1256, looks),
        ] {
            let read = read("a.xml", encoded(&feed, encoding));
            assert_eq!(read.problems, [], "{feed}");
            let remarks = read.warnings.iter().map(|warning| warning.what.as_str());
            assert!(remarks.eq(remark), "{feed}: {:?}", read.warnings);
            assert_eq!(read.documents[0].1.document().body, [text], "{feed}");
        }
        let utf16 = xml("utf-16");
        let without_mark = utf16.encode_utf16().flat_map(u16::to_be_bytes);
        let problems = read("a.rss", without_mark.collect()).problems;
        assert_eq!(problems[0].kind, Kind::Encoding, "{problems:?}");
    }

    #[test]
    fn the_language_of_an_article_is_a_tag_in_every_format() {
        let entry = |lang: &str, more: &str| {
            format!("<entry {lang}><id>1</id><title>t</title><content>a</content>{more}</entry>")
        };
        let atom = |feed: &str, entries: &str| {
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom' {feed}><title>S</title>{entries}</feed>"
            )
        };
        let json = |feed: &str, item: &str| {
            format!(
                "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"S\", {feed}\
                 \"items\": [{{\"id\": 1, {item} \"content_text\": \"a\"}}]}}"
            )
        };
        let nested = "<x:entry xmlns:x='y' xml:lang='ur'/>";
        for (name, text, lang) in [
            ("a.jsonl", record("fa_IR"), "fa-IR"),
            ("a.jsonl", record("fa,en"), "fa"),
            ("a.jsonl", record("EN"), "en"),
            ("a.jsonl", record("per"), "fa"),
            ("a.jsonl", record("und"), ""),
            ("a.jsonl", record(" "), ""),
            ("a.json", record("eng"), "en"),
            ("a.md", "---\nlang: fas\n---\na".to_owned(), "fa"),
            (
                "a.html",
                "<html lang=AR><main><h1>t</h1><p>a".to_owned(),
                "ar",
            ),
            ("a.atom", atom("xml:lang='fas'", &entry("", "")), "fa"),
            (
                "a.atom",
                atom("xml:lang='fa'", &entry("xml:lang='EN'", "")),
                "en",
            ),
            (
                "a.atom",
                atom("xml:lang='fa'", &entry("xml:lang='en'", nested)),
                "en",
            ),
            (
                "a.atom",
                entry("xmlns='http://www.w3.org/2005/Atom' xml:lang='ar'", ""),
                "ar",
            ),
            (
                "a.json",
                json("\"language\": \"fa\",", "\"language\": \"eng\","),
                "en",
            ),
            ("a.json", json("\"language\": \"fa\",", ""), "fa"),
        ] {
            let read = read(name, text.clone().into_bytes());
            assert_eq!(
                (&read.problems[..], &read.warnings[..]),
                (&[][..], &[][..]),
                "{text}"
            );
            assert_eq!(read.documents[0].1.document().lang, lang, "{text}");
        }
        for (written, near) in [
            ("فارسی", "did you mean \"fa\"?"),
            ("Persian", "did you mean \"fa\"?"),
            ("x", "fa, ar and en-GB are some"),
        ] {
            let twice = entry("", "").repeat(2);
            let feed = read(
                "a.atom",
                atom(&format!("xml:lang='{written}'"), &twice).into(),
            );
            for read in [feed, read("a.jsonl", record(written).into())] {
                let warnings: Vec<&str> = read.warnings.iter().map(|w| w.what.as_str()).collect();
                let expected = format!("\"{written}\" is no language tag; {near}");
                assert_eq!(warnings, [expected], "{written}");
                assert_eq!(read.documents[0].1.document().lang, "", "{written}");
            }
        }
    }

    fn record(lang: &str) -> String {
        format!("{{\"id\": 1, \"title\": \"t\", \"text\": \"a\", \"lang\": \"{lang}\"}}")
    }

    /// The bytes of a text, behind a byte order mark where the encoding needs one.
    fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
        let marked = format!("\u{feff}{text}");
        match encoding {
            e if e == UTF_16BE => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            e if e == UTF_16LE => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            e => e.encode(text).0.into_owned(),
        }
    }
}
