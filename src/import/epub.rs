//! Books: owns the chapters of an EPUB as articles.
//!
//! Each file of the book's reading order that has text is a chapter: the first has the id of the
//! file, the others are its children. What is no chapter (the cover, the table of contents, leaves
//! without a text of their own) is left out, and counted.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;

use dom_query::Document as Dom;
use kashkul_engine::document::Document;
use rbook::Epub;
use rbook::ebook::toc::TocEntryKind;
use rbook::epub::manifest::EpubManifestEntry;
use rbook::epub::toc::EpubTocEntry;

use crate::blocks::Blocks;
use crate::date;
use crate::format::Read;
use crate::images::{Images, Wanted};
use crate::markdown::joined;
use crate::problem::Kind;
use crate::xhtml;

/// Reads the chapters of a book.
pub(crate) fn read(
    path: &Path,
    id: &str,
    bytes: Vec<u8>,
    wanted: Option<Wanted<'_>>,
    read: &mut Read,
) {
    let book = match Epub::read(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return read.problem(path, 1, Kind::Malformed, format!("no EPUB: {error}")),
    };
    let facts = about(&book, path, read);
    let listed = listed(&book);
    let mut chapters = Vec::new();
    let mut n_around = 0;
    let entries = book
        .spine()
        .iter()
        .filter_map(|entry| entry.manifest_entry());
    // Books of pictures have pictures in their reading order.
    for entry in entries.filter(|entry| entry.media_type().contains("html")) {
        if is_around_the_text(&book, &entry) {
            n_around += 1;
            continue;
        }
        let dom = match entry.read_str() {
            Ok(chapter) => Dom::from(xhtml::as_html(&chapter)),
            Err(error) => {
                let what = format!("{} cannot be read: {error}", entry.href().as_str());
                read.problem(path, 1, Kind::Malformed, what);
                continue;
            }
        };
        let chapter = entry.href().as_str().to_owned();
        let inside = |address: &str| {
            // What stands in the book alone: a resource's path is that from the book's top.
            let folder = chapter.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = format!("{folder}/{address}");
            book.read_resource_bytes(path.as_str())
                .map_err(|error| error.to_string())
        };
        let images = wanted.map(|wanted| Images::fetched(wanted.max_bytes, inside));
        let listed = listed.get(entry.id()).cloned();
        chapters.push(Chapter::read(&dom, listed, images.as_ref()));
        for remark in images.iter().flat_map(Images::remarks) {
            read.warning(path, 1, Kind::Picture, remark);
        }
    }
    let n_files = n_around + chapters.len();
    let mut n_read = 0;
    for mut document in documents(chapters, &facts) {
        n_read += 1;
        if n_read == 1 {
            document.id = id.to_owned();
        } else {
            document.id = format!("{id}#{n_read}");
            document.parent = Some(id.to_owned());
        }
        read.push(path, 1, document);
    }
    let n_left_out = n_files - n_read;
    if n_read == 0 && read.problems.is_empty() {
        read.problem(path, 1, Kind::Empty, "no text in the book");
    } else if n_left_out > 0 {
        let what = format!(
            "left out: {n_left_out} of the book's {n_files} files, which are its cover or its \
             table of contents or have no text of their own"
        );
        read.warning(path, 1, Kind::Partial, what);
    }
}

/// Whether the book says that a file of it is, as a whole, its cover or its table of contents.
fn is_around_the_text(book: &Epub, entry: &EpubManifestEntry<'_>) -> bool {
    let landmarks = book.toc().landmarks();
    let mut landmarks = landmarks.iter().flat_map(EpubTocEntry::flatten);
    landmarks.any(|mark| {
        let is_whole = mark.href().is_some_and(|href| href.fragment().is_none());
        let is_it = || {
            mark.manifest_entry()
                .is_some_and(|it| it.id() == entry.id())
        };
        matches!(mark.kind(), TocEntryKind::Cover | TocEntryKind::Toc) && is_whole && is_it()
    })
}

/// What every chapter has from its book.
fn about(book: &Epub, path: &Path, read: &mut Read) -> Document {
    let metadata = book.metadata();
    let creators: Vec<String> = metadata.creators().map(|c| c.value().to_owned()).collect();
    let published = metadata.published_entry();
    let published = published.as_ref().map(|entry| entry.value().trim());
    let date = published.and_then(date::of_metadata);
    if let (None, Some(printed)) = (&date, published.filter(|printed| !printed.is_empty())) {
        let what = format!("the date \"{printed}\" cannot be read");
        read.warning(path, 1, Kind::Date, what);
    }
    Document {
        lang: metadata
            .language()
            .map(|lang| lang.value().to_owned())
            .unwrap_or_default(),
        source: metadata.title().map(|title| title.value().to_owned()),
        section: joined(&creators),
        date,
        tags: metadata.tags().map(|tag| tag.value().to_owned()).collect(),
        ..Document::default()
    }
}

/// What the book's table of contents calls its files, by their ids. An entry that leads into the midst
/// of a file names it where no other does.
fn listed(book: &Epub) -> HashMap<&str, String> {
    let contents = book.toc().contents();
    let mut entries: Vec<_> = contents.iter().flat_map(EpubTocEntry::flatten).collect();
    entries.sort_by_key(|entry| entry.href().is_some_and(|href| href.fragment().is_some()));
    let mut listed = HashMap::new();
    for entry in entries {
        if let (Some(file), Some(label)) = (entry.manifest_entry(), line(entry.label())) {
            listed.entry(file.id()).or_insert(label);
        }
    }
    listed
}

/// A text in one line, if there is any.
fn line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|line| !line.is_empty())
}

/// A file of the book that is read.
struct Chapter {
    text: Document,
    /// What the table of contents calls it.
    listed: Option<String>,
    /// What its window is called.
    window: Option<String>,
}

impl Chapter {
    fn read(dom: &Dom, listed: Option<String>, images: Option<&Images<'_>>) -> Chapter {
        let text = match has_words(dom) {
            true => Blocks::of(dom.root(), images.is_some()).document(images),
            false => Document::default(),
        };
        let window = dom.select("title");
        let window = window.nodes().first().and_then(|node| line(&node.text()));
        Chapter {
            text,
            listed,
            window,
        }
    }

    /// The place of the title above the text, if one is printed there.
    fn headline(&self) -> Option<usize> {
        const N_ABOVE: usize = 3;
        let first = self.text.headings.first().map(|heading| heading.paragraph);
        let above = self.text.body.iter().take(N_ABOVE);
        let again = || {
            let listed = self.listed.as_ref()?;
            above.clone().position(|text| text == listed)
        };
        first.filter(|at| *at < N_ABOVE).or_else(again)
    }
}

/// The chapters that have a text of their own, as articles of their book.
///
/// The title is the headline, or what the table of contents has, or the window's, which programs that
/// make books give the same to every file.
fn documents(chapters: Vec<Chapter>, facts: &Document) -> Vec<Document> {
    let mut n_windows: HashMap<String, usize> = HashMap::new();
    for window in chapters.iter().filter_map(|chapter| chapter.window.clone()) {
        *n_windows.entry(window).or_default() += 1;
    }
    let document = |chapter: Chapter| {
        let headline = chapter.headline();
        let window = chapter.window.filter(|window| n_windows[window] == 1);
        let title = match headline {
            Some(at) => Some(chapter.text.body[at].clone()),
            None => chapter.listed.or(window).or(facts.source.clone()),
        };
        let mut document = Document {
            title: title?,
            body: chapter.text.body,
            headings: chapter.text.headings,
            images: chapter.text.images,
            ..facts.clone()
        };
        document.keep_paragraphs(|at, _| Some(at) != headline);
        Some(document).filter(|document| !document.body.is_empty())
    };
    chapters.into_iter().filter_map(document).collect()
}

/// Whether there is more than pictures in a file.
fn has_words(dom: &Dom) -> bool {
    let blocks = Blocks::of(dom.root(), true);
    blocks.paragraphs.len() > blocks.shown.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn book(chapters: &[(&str, &str)]) -> Vec<u8> {
        book_of("2023-09-18", chapters)
    }

    fn book_of(date: &str, chapters: &[(&str, &str)]) -> Vec<u8> {
        let items: String = chapters
            .iter()
            .map(|(name, _)| {
                let (kind, properties) = match *name {
                    "nav.xhtml" => ("application/xhtml+xml", "properties='nav'"),
                    "toc.ncx" => ("application/x-dtbncx+xml", ""),
                    name if name.ends_with("xhtml") => ("application/xhtml+xml", ""),
                    _ => ("image/jpeg", ""),
                };
                format!("<item id='{name}' href='{name}' media-type='{kind}' {properties}/>")
            })
            .collect();
        let order: String = chapters
            .iter()
            .map(|(name, _)| format!("<itemref idref='{name}'/>"))
            .collect();
        let has_ncx = chapters.iter().any(|(name, _)| *name == "toc.ncx");
        let ncx = if has_ncx { "toc='toc.ncx'" } else { "" };
        let package = format!(
            "<package xmlns='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='i'>\
             <metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:identifier id='i'>x\
             </dc:identifier><dc:title>Book</dc:title><dc:language>fa</dc:language>\
             <dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:date>{date}</dc:date>\
             <dc:subject>s</dc:subject></metadata><manifest>{items}</manifest>\
             <spine {ncx}>{order}</spine></package>"
        );
        let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' \
            version='1.0'><rootfiles><rootfile full-path='p.opf' \
            media-type='application/oebps-package+xml'/></rootfiles></container>";
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let parts = [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", container),
            ("p.opf", &package),
        ];
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, text) in parts.iter().chain(chapters) {
            zip.start_file(*name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn read_book(chapters: &[(&str, &str)]) -> Read {
        let mut read = Read::default();
        let wanted = Wanted {
            max_bytes: 99,
            top: Path::new(""),
        };
        let path = Path::new("book.epub");
        super::read(path, "book", book(chapters), Some(wanted), &mut read);
        read
    }

    #[test]
    fn chapters_are_articles_of_their_book() {
        let text = "<p>یک جمله که چند واژه دارد.</p>".repeat(20);
        let chapter = |heading: &str| {
            format!(
                "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Leaf</title></head>\
                <body>{heading}{text}</body></html>"
            )
        };
        let picture = "<p><img src='../images/a%20cat.gif' alt='گربه'/></p>";
        let read = read_book(&[
            ("images/a cat.gif", "GIF89a\u{3}\0\u{2}\0\0\0\0"),
            ("cover.xhtml", "<html><body><h1>Book</h1></body></html>"),
            ("plate.jpg", "\u{1}"),
            ("one.xhtml", &chapter("<h2>فصل یک</h2><h3>بخش یک</h3>")),
            ("text/two.xhtml", &chapter(picture)),
        ]);
        assert_eq!((&read.problems[..], read.warnings.len()), (&[][..], 1));
        assert!(read.warnings[0].what.starts_with("left out: 1 of"));
        let [(_, first), (_, second)] = &read.documents[..] else {
            panic!("two chapters: {:?}", read.documents);
        };
        let (first, second) = (first.document(), second.document());
        assert_eq!(
            (first.id.as_str(), first.title.as_str()),
            ("book", "فصل یک")
        );
        assert_eq!(
            (second.id.as_str(), second.title.as_str()),
            ("book#2", "Book")
        );
        assert_eq!(second.parent.as_deref(), Some("book"));
        let sizes = second
            .images
            .iter()
            .map(|image| (image.paragraph, image.size));
        assert_eq!(sizes.collect::<Vec<_>>(), [(0, (3, 2))]);
        assert_eq!(second.body[0], "گربه");
        assert_eq!((first.body.len(), first.body[0].as_str()), (21, "بخش یک"));
        assert_eq!((first.headings.len(), first.headings[0].paragraph), (1, 0));
        assert_eq!(first.source.as_deref(), Some("Book"));
        assert_eq!(first.section.as_deref(), Some("A, B"));
        assert_eq!(
            (first.lang.as_str(), &first.tags),
            ("fa", &vec!["s".to_owned()])
        );
        assert_eq!(first.date.as_ref().unwrap().iso, "2023-09-18");
    }

    #[test]
    fn a_chapter_without_a_headline_is_called_as_the_table_of_contents_has_it() {
        let page = |window: &str, body: &str| {
            format!("<html><head><title>{window}</title></head><body>{body}</body></html>")
        };
        let entries = [
            ("one.xhtml", "فصل\n یک"),
            ("two.xhtml#middle", "بخش"),
            ("two.xhtml", "فصل دو"),
            ("three.xhtml#top", "فصل سه"),
            ("three.xhtml#end", "پایان"),
            ("four.xhtml", " "),
            ("six.xhtml", "فصل شش"),
            ("seven.xhtml", "فصل هفت"),
            ("eight.xhtml", "فصل هشت"),
        ];
        let items = |item: &dyn Fn(&str, &str) -> String| -> String {
            entries.iter().map(|(to, label)| item(to, label)).collect()
        };
        let links = items(&|to, label| format!("<li><a href='{to}'>{label}</a></li>"));
        let nav = page(
            "toc",
            &format!(
                "<nav epub:type='toc' xmlns:epub='http://www.idpf.org/2007/ops'><ol>{links}</ol></nav>"
            ),
        );
        let points = items(&|to, label| {
            format!(
                "<navPoint><navLabel><text>{label}</text></navLabel><content src='{to}'/></navPoint>"
            )
        });
        let ncx = format!(
            "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/' version='2005-1'>\
             <navMap>{points}</navMap></ncx>"
        );
        for contents in [("nav.xhtml", &nav), ("toc.ncx", &ncx)] {
            let read = read_book(&[
                (contents.0, contents.1),
                ("one.xhtml", &page("Unknown", "<p>a</p>")),
                ("two.xhtml", &page("Unknown", "<p>b</p>")),
                ("three.xhtml", &page("Unknown", "<p>c</p>")),
                ("four.xhtml", &page("Unknown", "<p>d</p>")),
                ("five.xhtml", &page("فصل پنج", "<p>e</p>")),
                ("six.xhtml", &page("Six", "<h2>شش</h2><p>f</p>")),
                ("seven.xhtml", &page("Unknown", "<p>فصل هفت</p><p>g</p>")),
                ("eight.xhtml", &page("Unknown", "<p>فصل هشت</p>")),
            ]);
            let documents = read.documents.iter().map(|(_, one)| one.document());
            let found: Vec<(String, String)> = documents
                .map(|one| (one.title, one.body.join(" ")))
                .collect();
            let expected = [
                ("فصل یک", "a"),
                ("فصل دو", "b"),
                ("فصل سه", "c"),
                ("Book", "d"),
                ("فصل پنج", "e"),
                ("شش", "f"),
                ("فصل هفت", "g"),
            ];
            let found = found
                .iter()
                .map(|(title, body)| (title.as_str(), body.as_str()));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{}", contents.0);
        }
    }

    #[test]
    fn a_date_that_cannot_be_read_is_said() {
        let chapter = ("one.xhtml", "<html><body><h1>t</h1><p>a</p></body></html>");
        for (printed, iso, said) in [
            ("2005-03-01", Some("2005-03-01"), ""),
            ("20050301", Some("2005-03-01"), ""),
            (" ", None, ""),
            ("2005-03", None, "the date \"2005-03\" cannot be read"),
            (" 1898\n", None, "the date \"1898\" cannot be read"),
        ] {
            let mut read = Read::default();
            let bytes = book_of(printed, &[chapter]);
            super::read(Path::new("a.epub"), "a", bytes, None, &mut read);
            let date = read.documents[0].1.document().date.map(|date| date.iso);
            assert_eq!(date.as_deref(), iso, "{printed}");
            let warnings = read.warnings.iter().map(|warning| warning.what.as_str());
            assert_eq!(warnings.collect::<String>(), said, "{printed}");
        }
    }

    #[test]
    fn a_short_chapter_is_an_article_and_a_leaf_is_counted() {
        let page = |body: &str| format!("<html><body>{body}</body></html>");
        let quatrain = page("<h2>رباعی</h2><p>اسرار ازل را نه تو دانی و نه من</p>");
        let leaf = page("<h1>بخش دوم</h1>");
        let plate = page("<p><img src='a.gif' alt='جلد'/></p>");
        let contents = page("<h1>فهرست</h1><p><a href='one.xhtml'>رباعی</a></p>");
        let untitled = page("<p>و این حرف معما نه تو خوانی و نه من</p>");
        let landmarks = "<nav epub:type='landmarks' xmlns:epub='http://www.idpf.org/2007/ops'><ol>\
            <li><a epub:type='toc' href='contents.xhtml'>c</a></li>\
            <li><a epub:type='cover' href='one.xhtml#a'>c</a></li></ol></nav>";
        let read = read_book(&[
            ("plate.xhtml", &plate),
            ("nav.xhtml", &page(landmarks)),
            ("contents.xhtml", &contents),
            ("one.xhtml", &quatrain),
            ("leaf.xhtml", &leaf),
            ("two.xhtml", &untitled),
        ]);
        let documents: Vec<_> = read.documents.iter().map(|(_, d)| d.document()).collect();
        let titles: Vec<&str> = documents.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["رباعی", "Book"]);
        let warnings: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
        let expected = "book.epub:1: left out: 4 of the book's 6 files, which are its cover or its \
            table of contents or have no text of their own";
        assert_eq!(warnings, [expected]);
    }

    #[test]
    fn an_element_that_is_closed_where_it_is_opened_swallows_nothing() {
        let text = "یک جمله که چند واژه دارد. ".repeat(20);
        for head in ["<title/>", "<script src='x.js'/>", "<style />"] {
            let chapter = format!("<html><head>{head}</head><body><h1>t</h1><p>{text}</p></body>");
            let read = read_book(&[("one.xhtml", &chapter)]);
            let [(_, one)] = &read.documents[..] else {
                panic!("{head}: {read:?}");
            };
            assert_eq!(one.document().body, [text.trim()], "{head}");
        }
    }
}
