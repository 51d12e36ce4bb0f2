//! Web pages: owns telling the article of an HTML page from the page around it.
//!
//! A page that says that it is an article (Open Graph, JSON-LD) is read as Firefox's reader view
//! reads it; of any other, such as a page of documentation, the `main` element is the text. Where
//! there is none, the reader view is asked again, and else the largest part of the page is taken.
//! What a page says of itself is `facts`'s, and what is one paragraph is `blocks`'s.

use std::path::Path;

use dom_query::{Document as Dom, NodeRef};
use dom_smoothie::{Config, Readability};
use encoding_rs::{Encoding, UTF_8};
use kashkul_engine::document::Document;

use crate::blocks::Blocks;
use crate::date;
use crate::facts::Facts;
use crate::format::Read;
use crate::images::Images;
use crate::problem::Kind;
use crate::xhtml;

/// Where generators put what is particular to a page.
const MAIN: [&str; 2] = ["main", "[role=main]"];

/// Where else it may be, the surest first.
const PARTS: [&str; 3] = ["article", "#content", "body"];

/// How far from the beginning browsers look for the declaration of an encoding.
const DECLARED_WITHIN: usize = 1024;

/// Deeper pages are not read: what finds the article of a page takes stack, and time, for each level.
/// Browsers nest no deeper either.
const MAX_DEPTH: usize = 512;

/// Reads the page as one article.
pub(crate) fn read(
    path: &Path,
    id: &str,
    text: &str,
    images: Option<&Images<'_>>,
    read: &mut Read,
) {
    let dom = match xhtml::is_xhtml(path, text) {
        true => Dom::from(xhtml::as_html(text)),
        false => Dom::from(text),
    };
    if is_redirection(&dom) {
        return read.warning(
            path,
            1,
            Kind::Empty,
            "left out: it only leads to another page",
        );
    }
    if is_too_deep(&dom) {
        let what = format!("elements are nested more than {MAX_DEPTH} deep");
        return read.problem(path, 1, Kind::Malformed, what);
    }
    let facts = Facts::of(&dom);
    let text = main_text(&dom, facts.is_article, images.is_some()).document(images);
    let first = text.headings.first();
    let headline = first.map(|heading| text.body[heading.paragraph].clone());
    let title = facts
        .title
        .or_else(|| match (window_title(&dom), headline) {
            // The window's title may have the name of the site behind the page's.
            (Some(window), Some(headline)) if window.contains(&headline) => Some(headline),
            (window, headline) => window.or(headline),
        });
    let title = title.unwrap_or_else(|| id.to_owned());
    let again = text.body.iter().take(6).position(|text| *text == title);
    if text.body.len() == usize::from(again.is_some()) {
        return read.problem(path, 1, Kind::Empty, "no text on the page");
    }
    let date = facts.date.as_deref().and_then(|printed| {
        let date = date::of_metadata(printed);
        if date.is_none() {
            read.warning(
                path,
                1,
                Kind::Date,
                format!("the date \"{printed}\" cannot be read"),
            );
        }
        date
    });
    let mut document = Document {
        id: id.to_owned(),
        lang: facts.lang.unwrap_or_default(),
        title,
        source: facts.source.or(facts.author),
        section: facts.section,
        date,
        url: facts.url,
        tags: facts.tags,
        ..text
    };
    // The headline printed again above the text is no paragraph.
    document.keep_paragraphs(|at, _| Some(at) != again);
    read.push(path, 1, document);
}

/// Whether elements stand inside of more others than the page can be read with.
fn is_too_deep(dom: &Dom) -> bool {
    let mut nodes = vec![(dom.root(), 0)];
    while let Some((node, depth)) = nodes.pop() {
        if depth > MAX_DEPTH {
            return true;
        }
        let inside = node.children_it(true);
        nodes.extend(inside.map(|child| (child, depth + 1)));
    }
    false
}

/// Whether the page sends browsers on at once.
fn is_redirection(dom: &Dom) -> bool {
    let metas = dom.select("meta[http-equiv]");
    let is_refresh = |node: &NodeRef<'_>| {
        let name = node.attr_or("http-equiv", "");
        let to = node.attr_or("content", "").to_ascii_lowercase();
        name.eq_ignore_ascii_case("refresh")
            && to.trim_start().starts_with('0')
            && to.contains("url")
    };
    metas.nodes().iter().any(is_refresh)
}

fn main_text(dom: &Dom, is_article: bool, shows_images: bool) -> Blocks {
    let is_readable = || reader(dom).is_some_and(|reader| reader.is_probably_readable());
    let main = || longest(dom, &MAIN, shows_images);
    let readable = || readable(dom, shows_images);
    let found = match is_article {
        true => readable().or_else(main),
        false => main().or_else(|| readable().filter(|_| is_readable())),
    };
    found
        .or_else(|| longest(dom, &PARTS, shows_images))
        .unwrap_or_default()
}

/// The longest part that the first of the selectors finds, or the next one.
fn longest(dom: &Dom, selectors: &[&str], shows_images: bool) -> Option<Blocks> {
    let len = |blocks: &Blocks| blocks.paragraphs.iter().map(String::len).sum::<usize>();
    selectors.iter().find_map(|selector| {
        let found = dom.select(selector);
        let nodes = found.nodes().iter();
        let parts = nodes.map(|node| content(*node, shows_images));
        parts.max_by_key(len).filter(|blocks| len(blocks) > 0)
    })
}

fn reader(dom: &Dom) -> Option<Readability> {
    Readability::with_document(dom.clone(), None, Some(Config::default())).ok()
}

/// What the window is called, without the name of the site.
fn window_title(dom: &Dom) -> Option<String> {
    let title = reader(dom)?.get_article_title();
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// What the reader view of a browser would show.
fn readable(dom: &Dom, shows_images: bool) -> Option<Blocks> {
    let article = reader(dom)?.parse().ok()?;
    let blocks = Blocks::of_html(&article.content, shows_images);
    Some(blocks).filter(|blocks| !blocks.paragraphs.is_empty())
}

/// The text of a part, without what is around it on every page.
fn content(part: NodeRef<'_>, shows_images: bool) -> Blocks {
    for frame in ["header", "footer", "aside"] {
        for node in part.find(&[frame]) {
            if is_of_the_page(&node) {
                node.remove_from_parent();
            }
        }
    }
    Blocks::of(part, shows_images)
}

/// Whether an element stands in the page itself, or in a form that the whole page is inside of.
fn is_of_the_page(node: &NodeRef<'_>) -> bool {
    let around = node.ancestors_it(Some(2));
    let around = around.skip_while(|parent| parent.has_name("form"));
    around.take(1).any(|parent| parent.has_name("body"))
}

/// The encoding that a page or a feed names in its first lines.
///
/// What could be read there is no UTF-16; as browsers have it, UTF-8 is meant.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let start = String::from_utf8_lossy(&start);
    ["charset", "encoding"].iter().find_map(|name| {
        start.match_indices(name).find_map(|(at, _)| {
            let value = start[at + name.len()..].trim_start().strip_prefix('=')?;
            let value = value.trim_start_matches(['"', '\'', ' ']);
            let end = value.find(['"', '\'', ' ', ';', '>', '/', '?'])?;
            let named = Encoding::for_label(&value.as_bytes()[..end])?;
            Some(if named.is_ascii_compatible() {
                named
            } else {
                UTF_8
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document(text: &str) -> Document {
        let mut read = Read::default();
        super::read(Path::new("a.html"), "a", text, None, &mut read);
        assert_eq!(
            (&read.problems, &read.warnings),
            (&vec![], &vec![]),
            "{text}"
        );
        read.documents.remove(0).1.document()
    }

    #[test]
    fn a_page_of_documentation_is_its_main_part() {
        let page = "<!doctype html><html lang=en><title>Install - Tool</title><body>\
            <nav><a href=x>Menu</a></nav><header>Tool</header>\
            <main><h1>Install<a class=headerlink href='#i'>\u{b6}</a></h1>\
            <p>Run this.<pre>a\nb</pre><h2 id=n>Next</h2><p>Done.</main>\
            <footer>All rights</footer>";
        let document = document(page);
        assert_eq!(document.title, "Install");
        assert_eq!(document.body, ["Run this.", "a\nb", "Next", "Done."]);
        let headings = document.headings.iter();
        let headings = headings.map(|heading| (heading.paragraph, heading.level));
        assert_eq!(headings.collect::<Vec<_>>(), [(2, 2)]);
        assert_eq!((document.lang.as_str(), document.date), ("en", None));
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_a_title() {
        let page = "<title>Install - The Tool Book</title><h1 class=menu>The Tool Book</h1>\
            <main><h1>Install</h1><p>Run this.</main>";
        let document = document(page);
        assert_eq!(
            (document.title.as_str(), &document.body),
            ("Install", &vec!["Run this.".to_owned()])
        );
    }

    #[test]
    fn a_page_is_called_by_its_headline_and_not_by_its_site() {
        let page = "<title>راهنمای نصب - مستندات ابزار</title><h1>مستندات ابزار</h1>\
            <main><h2>راهنمای نصب</h2><p>a</main>";
        let document = document(page);
        assert_eq!(document.title, "راهنمای نصب");
        assert_eq!(document.body, ["a"]);
    }

    #[test]
    fn xhtml_is_read_as_such() {
        let page = "<head><title/><script src='x'/></head><body><h1>t</h1><p>a</p></body></html>";
        for start in [
            "<?xml version='1.0'?><html>",
            "<html xmlns='http://www.w3.org/1999/xhtml'>",
        ] {
            let document = document(&format!("{start}{page}"));
            assert_eq!(
                (document.title.as_str(), &document.body[..]),
                ("t", &["a".to_owned()][..])
            );
        }
    }

    #[test]
    fn a_page_that_is_nested_too_deep_is_a_problem() {
        let head = "<html><meta property=og:type content=article><main><h1>d</h1>";
        for (name, n) in [("blockquote", 4000), ("div", 600), ("span", 16_000)] {
            let page = format!("{head}{}<p>text", format!("<{name}>").repeat(n));
            let mut read = Read::default();
            super::read(Path::new("a.html"), "a", &page, None, &mut read);
            let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
            let expected = "a.html:1: elements are nested more than 512 deep";
            assert_eq!(problems, [expected], "{name}");
        }
    }

    #[test]
    fn a_form_around_the_page_is_no_part_of_it() {
        let page = "<form id=aspnetForm><header>s</header><h1>t</h1><p>a</p><footer>f</footer>";
        assert_eq!(document(page).body, ["a"]);
        let page = "<main><form><header><h1>t</h1><p>a</p></header><p>b</p></form><p>c</p></main>";
        assert_eq!(document(page).body, ["a", "b", "c"]);
    }

    #[test]
    fn a_redirection_is_no_article() {
        let page =
            "<meta http-equiv=Refresh content='0; URL=b.html'><title>Redirecting</title><p>To b";
        let mut read = Read::default();
        super::read(Path::new("a.html"), "a", page, None, &mut read);
        assert_eq!(
            (
                read.documents.len(),
                read.problems.len(),
                read.warnings.len()
            ),
            (0, 0, 1)
        );
    }

    #[test]
    fn an_article_is_read_without_its_page() {
        let sentence = "وزیر امور خارجه گفت که مذاکرات، با وجود همه دشواری‌ها، ادامه خواهد داشت. ";
        let page = format!(
            "<html lang=fa dir=rtl><head><title>عنوان خبر امروز | خبرگزاری</title>\
             <meta property='og:type' content='article'>\
             <meta property='og:site_name' content='خبرگزاری'>\
             <link rel=canonical href='https://example.org/1'>\
             <script type='application/ld+json'>{{\"@context\":\"https://schema.org\",\
             \"@graph\":[{{\"@type\":\"NewsArticle\",\"headline\":\"عنوان خبر امروز\",\
             \"datePublished\":\"2023-09-18T14:20:00+03:30\",\"keywords\":\"الف، ب\"}}]}}</script>\
             </head><body><div class=menu><a href=/>خانه</a> <a href=/x>سیاست</a></div>\
             <div class=story><h1>عنوان خبر امروز</h1>{}</div>\
             <div class=sidebar><ul><li><a href=/2>خبر دیگر</a></ul></div></body></html>",
            format!("<p>{}</p>", sentence.repeat(4)).repeat(3)
        );
        let document = document(&page);
        assert_eq!(document.title, "عنوان خبر امروز");
        assert_eq!(document.body, vec![sentence.repeat(4).trim(); 3]);
        assert_eq!(document.source.as_deref(), Some("خبرگزاری"));
        assert_eq!(document.url.as_deref(), Some("https://example.org/1"));
        assert_eq!(document.date.unwrap().iso, "2023-09-18T14:20");
        assert_eq!(document.tags, ["الف", "ب"]);
        assert_eq!(document.lang, "fa");
    }

    #[test]
    fn encodings_are_declared_in_three_ways() {
        for (page, name) in [
            ("<meta charset=windows-1256>", Some("windows-1256")),
            (
                "<META http-equiv=Content-Type content=\"text/html; charset=utf-8\">",
                Some("UTF-8"),
            ),
            (
                "<?xml version='1.0' encoding='ISO-8859-6'?>",
                Some("ISO-8859-6"),
            ),
            ("<?xml version='1.0' encoding='utf-16'?>", Some("UTF-8")),
            ("<p>charset of nothing</p>", None),
        ] {
            let found = declared_encoding(page.as_bytes()).map(Encoding::name);
            assert_eq!(found, name, "{page}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        /// Any mix of tags is read without a panic, to one article or to one problem.
        #[test]
        fn reading_is_total(parts in prop::collection::vec(part(), 0..40)) {
            let mut read = Read::default();
            super::read(Path::new("a.html"), "a", &parts.concat(), None, &mut read);
            prop_assert!(read.documents.len() + read.problems.len() + read.warnings.len() > 0);
            for (_, compact) in &read.documents {
                let document = compact.document();
                prop_assert!(!document.title.trim().is_empty());
                prop_assert!(document.body.iter().all(|text| !text.trim().is_empty()));
            }
        }
    }

    fn part() -> impl Strategy<Value = String> {
        const MARKS: &[&str] = &[
            "<main>",
            "</main>",
            "<h1>",
            "</h1>",
            "<p>",
            "<table><tr><td>",
            "</table>",
            "<pre>",
            "<br>",
            "<nav>",
            "</nav>",
            "<article>",
            "<li>",
            "<title>",
            "</title>",
            "<div hidden>",
            "<script type='application/ld+json'>",
            "{\"@type\": \"Article\"}",
            "</script>",
            "<meta property='og:type' content='article'>",
            "<time datetime='2023-09-18'>",
            "<!--",
            "<html lang=fa>",
            "<img alt='x'>",
            "<a>#</a>",
            "<template>",
            "<svg>",
            "&amp;",
            "متن. ",
        ];
        prop_oneof![
            6 => prop::sample::select(MARKS).prop_map(str::to_owned),
            1 => any::<String>(),
        ]
    }

    #[test]
    fn a_page_without_text_is_a_problem() {
        let mut read = Read::default();
        super::read(
            Path::new("a.html"),
            "a",
            "<title>t</title><nav>n</nav>",
            None,
            &mut read,
        );
        assert_eq!(
            read.problems[0].to_string(),
            "a.html:1: no text on the page"
        );
    }
}
