//! Feeds: owns the entries of RSS, Atom and JSON feeds as articles.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use feed_rs::model::{Entry, Feed, FeedType, Link, Text};
use feed_rs::parser::{Builder, generate_id_from_link_and_title};
use kashkul_engine::document::{Document, PrintedDate};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::blocks::Blocks;
use crate::date;
use crate::format::Read;
use crate::jsonl;
use crate::markdown::joined;
use crate::problem::Kind;
use crate::xhtml;

/// Reads every entry that has text as an article.
pub(crate) fn read(path: &Path, text: &str, read: &mut Read) {
    let dates = Dates::default();
    let to_keep = dates.clone();
    let parser = Builder::new()
        .id_generator(|links, title, _| match links.first() {
            Some(link) => generate_id_from_link_and_title(link, title),
            None => String::new(),
        })
        .timestamp_parser(move |printed| to_keep.keep(printed).map(Into::into))
        .build();
    let (feed, langs) = match serde_json::from_str(text) {
        Ok(feed) => with_ids_of_text(feed),
        Err(_) => {
            let xml = without_declarations(text);
            let langs = languages_of_entries(&xml);
            (xml, langs)
        }
    };
    match parser.parse(feed.as_bytes()) {
        Ok(mut feed) => {
            // The parser of feeds knows the language of an entry's content alone.
            if feed.entries.len() == langs.len() {
                for (entry, lang) in feed.entries.iter_mut().zip(langs) {
                    entry.language = entry.language.take().or(lang);
                }
            }
            entries(path, &feed, &dates, read);
        }
        Err(error) => read.problem(
            path,
            1,
            Kind::Malformed,
            format!("neither RSS nor Atom: {error}"),
        ),
    }
}

/// A JSON feed whose ids are strings, for readers are asked to take numbers, too; and the languages of
/// its items.
fn with_ids_of_text(mut feed: Value) -> (String, Vec<Option<String>>) {
    let mut langs = Vec::new();
    let items = feed.get_mut("items").and_then(Value::as_array_mut);
    for item in items.into_iter().flatten() {
        langs.push(item["language"].as_str().map(str::to_owned));
        if let Some(id) = item.get_mut("id").filter(|id| id.is_number()) {
            *id = Value::String(id.to_string());
        }
    }
    (feed.to_string(), langs)
}

/// The languages of the entries of an Atom feed, or of the one that the file is.
fn languages_of_entries(xml: &str) -> Vec<Option<String>> {
    let mut langs = Vec::new();
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => {
                if depth < 2 && element.local_name().as_ref() == "entry" {
                    let lang = element.try_get_attribute("xml:lang").ok().flatten();
                    langs.push(lang.map(|lang| lang.value.into_owned()));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => break,
            _ => {}
        }
    }
    langs
}

/// XML without the declarations of its encoding, which it no longer has: the parser of feeds would
/// decode it again, and panics at one that stands late.
fn without_declarations(xml: &str) -> String {
    let mut kept = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_declaration = rest
            .strip_prefix("<?xml")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '?'));
        let end = match rest {
            _ if is_declaration => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<![CDATA[") => "]]>",
            _ => "<",
        };
        let len = rest.find(end).map_or(rest.len(), |at| at + end.len());
        if !is_declaration {
            kept.push_str(&rest[..len]);
        }
        rest = &rest[len..];
    }
    kept.push_str(rest);
    kept
}

/// Whether a JSON file is a feed and no record.
pub(crate) fn is_json_feed(value: &Value) -> bool {
    let version = value.get("version").and_then(Value::as_str);
    version.is_some_and(|version| version.starts_with("https://jsonfeed.org/"))
}

/// The dates of a feed as they were printed.
///
/// The parser of feeds turns each into a moment, which has neither the day nor the hour of the place
/// it was printed at. So it is given the place in this list for a moment.
#[derive(Clone, Default)]
struct Dates(Arc<Mutex<Vec<String>>>);

impl Dates {
    /// Keeps a date and says under which moment, if it is any.
    fn keep(&self, printed: &str) -> Option<SystemTime> {
        let printed = printed.trim();
        let mut dates = self.0.lock().ok().filter(|_| !printed.is_empty())?;
        let place = Duration::from_secs(dates.len().try_into().ok()?);
        dates.push(printed.to_owned());
        Some(UNIX_EPOCH + place)
    }

    /// The date that was kept under a moment, in seconds.
    fn printed(&self, moment: i64) -> Option<String> {
        let dates = self.0.lock().ok()?;
        dates.get(usize::try_from(moment).ok()?).cloned()
    }
}

fn entries(path: &Path, feed: &Feed, dates: &Dates, read: &mut Read) {
    let n_before = read.documents.len();
    for entry in &feed.entries {
        let mut document = document(feed, entry);
        let printed = [entry.published, entry.updated].into_iter().flatten();
        let printed = printed.filter_map(|moment| dates.printed(moment.timestamp()));
        let printed: Vec<String> = printed.collect();
        document.date = printed.iter().find_map(|printed| date_of(printed));
        if document.id.is_empty() {
            document.id = id_of(&document);
        }
        if let (None, Some(unread)) = (&document.date, printed.first()) {
            let what = format!("the date \"{unread}\" cannot be read");
            read.warning(path, 1, Kind::Date, what);
        }
        match document.body.is_empty() {
            true => read.warning(
                path,
                1,
                Kind::Empty,
                format!("no text in the entry \"{}\"", document.title),
            ),
            false => read.push(path, 1, document),
        }
    }
    if read.documents.len() == n_before {
        read.problem(path, 1, Kind::Empty, "no entry of the feed has text");
    }
}

fn document(feed: &Feed, entry: &Entry) -> Document {
    let content = entry.content.as_ref().and_then(|content| {
        let text = content.body.as_deref()?;
        Some(blocks(feed, content.content_type.as_str(), text))
    });
    let read = |text: &Text| blocks(feed, text.content_type.as_str(), &text.content);
    let summary = || entry.summary.as_ref().map(read);
    let Blocks {
        paragraphs: body,
        headings,
        ..
    } = content
        .filter(|body| !body.paragraphs.is_empty())
        .or_else(summary)
        .unwrap_or_default();
    let line = |text: &Text| read(text).paragraphs.join(" ");
    let title = entry.title.as_ref().map(line);
    let title = title
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| beginning(&body));
    let authors: Vec<String> = entry
        .authors
        .iter()
        .filter_map(|person| person.name.clone())
        .collect();
    let page = |rel: Option<&str>| rel.is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(|link| page(link.rel.as_deref()));
    let label = |category: &feed_rs::model::Category| {
        category
            .label
            .clone()
            .unwrap_or_else(|| category.term.clone())
    };
    Document {
        id: entry.id.clone(),
        lang: entry
            .language
            .clone()
            .or(feed.language.clone())
            .unwrap_or_default(),
        title,
        body,
        headings,
        source: feed.title.as_ref().map(line).or_else(|| joined(&authors)),
        url: link.map(|link| link.href.clone()),
        tags: entry.categories.iter().map(label).collect(),
        ..Document::default()
    }
}

/// The day and the time at the place that a date was printed at: its zone is left out.
fn date_of(printed: &str) -> Option<PrintedDate> {
    let is_zone = |word: &str| match word.strip_prefix(['+', '-']) {
        Some(digits) => digits.bytes().all(|b| b.is_ascii_digit() || b == b':'),
        None => word.bytes().all(|b| b.is_ascii_uppercase()) && !matches!(word, "AM" | "PM"),
    };
    let parts = printed.rsplit_once(' ');
    let without_zone = parts.filter(|(time, zone)| time.contains(':') && is_zone(zone));
    let there = without_zone.map_or(printed, |(time, _)| time);
    let date = date::of_metadata(there).or_else(|| date::of_metadata(&with_century(there)?))?;
    Some(PrintedDate {
        printed: printed.to_owned(),
        ..date
    })
}

/// A date of RFC 822, whose years have two digits, with the centuries of RFC 2822.
fn with_century(printed: &str) -> Option<String> {
    let mut words: Vec<&str> = printed.split_whitespace().collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let at = words.windows(3).position(|words| {
        let is_month = words[1].bytes().all(|byte| byte.is_ascii_alphabetic());
        is_number(words[0]) && is_month && words[2].len() == 2 && is_number(words[2])
    })?;
    let year = words[at + 2];
    let year = format!("{}{year}", if year < "50" { "20" } else { "19" });
    words[at + 2] = &year;
    Some(words.join(" "))
}

/// The id of an entry that has neither one nor a link: a digest of what it says.
fn id_of(document: &Document) -> String {
    let date = document.date.as_ref().map(|date| date.printed.clone());
    let said = [document.title.clone(), date.unwrap_or_default()];
    let said = said.iter().chain(&document.body);
    let said = said.map(String::as_str).collect::<Vec<_>>().join("\n");
    let link = Link {
        href: said,
        target: None,
        rel: None,
        media_type: None,
        href_lang: None,
        title: None,
        length: None,
    };
    generate_id_from_link_and_title(&link, &None)
}

/// Reads a text by the type that it is of. RSS has no types: what it holds may be HTML anywhere.
fn blocks(feed: &Feed, content_type: &str, text: &str) -> Blocks {
    let has_types = matches!(feed.feed_type, FeedType::Atom | FeedType::JSON);
    match content_type {
        "text/plain" if has_types => Blocks {
            paragraphs: jsonl::paragraphs(text),
            ..Blocks::default()
        },
        "application/xhtml" | "application/xhtml+xml" => {
            Blocks::of_html(&xhtml::as_html(text), false)
        }
        _ => Blocks::of_html(text, false),
    }
}

/// The first words, where an entry has no title.
fn beginning(body: &[String]) -> String {
    let words = body
        .iter()
        .flat_map(|paragraph| paragraph.split_whitespace());
    words.take(10).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_feed(text: &str) -> Read {
        let mut read = Read::default();
        super::read(Path::new("feed.xml"), text, &mut read);
        read
    }

    #[test]
    fn rss_atom_and_json_feeds_hold_articles() {
        let rss = "<?xml version='1.0'?><rss version='2.0'><channel><title>S</title>\
            <language>fa</language><item><guid>1</guid><title>T &amp;amp; U</title>\
            <link>https://example.org/1</link><pubDate>Mon, 18 Sep 2023 14:20:00 GMT</pubDate>\
            <category>c</category><description>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b</description></item>\
            <item><guid>2</guid><title>empty</title></item></channel></rss>";
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fa'><title>S</title>\
            <id>f</id><updated>2023-09-18T14:20:00Z</updated><entry><id>1</id>\
            <title>T &amp; U</title><link href='https://example.org/1'/><category term='c'/>\
            <updated>2023-09-18T14:20:00Z</updated>\
            <content type='html'>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b</content></entry></feed>";
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "S",
            "language": "fa", "items": [{"id": "1", "title": "T & U", "tags": ["c"],
            "url": "https://example.org/1", "content_html": "<p>a</p><p>b",
            "date_published": "2023-09-18T14:20:00Z"}]}"#;
        assert!(is_json_feed(&serde_json::from_str(json).unwrap()));
        for (text, n_warnings) in [(rss, 1), (atom, 0), (json, 0)] {
            let read = read_feed(text);
            assert_eq!(
                (&read.problems, read.warnings.len()),
                (&vec![], n_warnings),
                "{text}"
            );
            let document = read.documents[0].1.document();
            assert_eq!(
                (document.id.as_str(), document.title.as_str()),
                ("1", "T & U")
            );
            assert_eq!(document.body, ["a", "b"]);
            assert_eq!(document.source.as_deref(), Some("S"));
            assert_eq!(document.date.as_ref().unwrap().iso, "2023-09-18T14:20");
            assert_eq!(document.url.as_deref(), Some("https://example.org/1"));
            assert_eq!(
                (document.lang.as_str(), &document.tags),
                ("fa", &vec!["c".to_owned()]),
                "{text}"
            );
        }
    }

    #[track_caller]
    fn read_one(feed: &str) -> Document {
        let read = read_feed(feed);
        assert_eq!((&read.problems, &read.warnings), (&vec![], &vec![]));
        read.documents[0].1.document()
    }

    #[test]
    fn plain_text_is_no_markup() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>a &lt;b></title><entry><id>1</id>\
            <title type='text'>The &lt;details> element</title>\
            <content type='text'>use Vec&lt;String> here\n\nsecond</content></entry></feed>";
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "a <b>", "items":
            [{"id": "1", "title": "The <details> element",
              "content_text": "use Vec<String> here\n\nsecond"}]}"#;
        for feed in [atom, json] {
            let document = read_one(feed);
            assert_eq!(document.title, "The <details> element", "{feed}");
            assert_eq!(document.source.as_deref(), Some("a <b>"), "{feed}");
            assert_eq!(document.body, ["use Vec<String> here", "second"], "{feed}");
        }
        let rss = "<rss version='2.0'><channel><title>S</title><item><guid>1</guid><title>a &lt;i>b\
            &lt;/i> &amp;amp; c</title><description>d</description></item></channel></rss>";
        assert_eq!(read_one(rss).title, "a b & c");
        let xhtml = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>t</title>\
            <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<br/>b</div></content>\
            </entry></feed>";
        assert_eq!(read_one(xhtml).body, ["a b"]);
    }

    #[test]
    fn the_day_and_the_time_are_those_that_were_printed() {
        for (printed, expected) in [
            ("Tue, 03 Dec 2024 01:30:00 +0330", "2024-12-03T01:30"),
            ("2024-12-03T01:30:00+03:30", "2024-12-03T01:30"),
            ("2024-12-03 10:20:00", "2024-12-03T10:20"),
            ("۱۴۰۳/۰۹/۱۳ ۱۰:۲۰", "2024-12-03T10:20"),
            ("Tue, 3 Dec 2024", "2024-12-03"),
            ("Tue, 3 Dec 2024 9:30 EST", "2024-12-03T09:30"),
            ("Fri, 19 Jul 13 10:20:00 GMT", "2013-07-19T10:20"),
            ("19 Jul 13 10:20 +0330", "2013-07-19T10:20"),
            ("Mon, 3 Apr 95 10:20:00 GMT", "1995-04-03T10:20"),
            ("20130719T102000Z", "2013-07-19T10:20"),
            ("20130719", "2013-07-19"),
        ] {
            let feed = rss_item(&format!("<pubDate>{printed}</pubDate>"));
            let date = read_one(&feed).date;
            assert_eq!(
                date.map(|date| date.iso).as_deref(),
                Some(expected),
                "{printed}"
            );
        }
        for unread in [
            "soon",
            "Fri, 32 Jul 13 10:20:00 GMT",
            "19 Juk 13",
            "19 Jul 3",
        ] {
            let read = read_feed(&rss_item(&format!("<pubDate>{unread}</pubDate>")));
            let warnings: Vec<&str> = read.warnings.iter().map(|w| w.what.as_str()).collect();
            assert_eq!(warnings, [format!("the date \"{unread}\" cannot be read")]);
        }
    }

    #[test]
    fn an_entry_without_an_id_has_the_same_one_each_time() {
        let feed = "<rss version='2.0'><channel><title>S</title>\
            <item><title>t</title><description>a</description></item>\
            <item><title>t</title><description>b</description></item>\
            <item><title>u</title><description>a</description></item></channel></rss>";
        let ids = |read: &Read| -> Vec<String> {
            let documents = read.documents.iter();
            documents.map(|(_, one)| one.document().id).collect()
        };
        let first = ids(&read_feed(feed));
        assert_eq!(first, ids(&read_feed(feed)));
        let distinct: std::collections::BTreeSet<&String> = first.iter().collect();
        assert_eq!(distinct.len(), 3, "{first:?}");
    }

    #[test]
    fn declarations_are_cut_where_they_are_markup() {
        for (xml, expected) in [
            ("<?xml version='1.0'?><a/>", "<a/>"),
            (" <?xml\nversion='1.0'?>\n<a/>", " \n<a/>"),
            ("<a><?xml encoding='x'?>b</a>", "<a>b</a>"),
            (
                "<?xml-stylesheet href='a'?><a/>",
                "<?xml-stylesheet href='a'?><a/>",
            ),
            ("<![CDATA[<?xml ?>]]><?xml ?>", "<![CDATA[<?xml ?>]]>"),
            ("<!-- <?xml ?> -->", "<!-- <?xml ?> -->"),
            ("a < b <?xml ", "a < b "),
            ("", ""),
        ] {
            assert_eq!(without_declarations(xml), expected, "{xml}");
        }
    }

    #[test]
    fn an_id_may_be_a_number() {
        let feed = r#" {"version": "https://jsonfeed.org/version/1", "title": "S", "items":
            [{"id": 17, "content_text": "a"}]}"#;
        assert_eq!(read_one(feed).id, "17");
    }

    fn rss_item(more: &str) -> String {
        format!(
            "<rss version='2.0'><channel><title>S</title><item><guid>1</guid><title>t</title>\
             <description>d</description>{more}</item></channel></rss>"
        )
    }

    #[test]
    fn other_xml_is_a_problem() {
        let read = read_feed("<urlset><url/></urlset>");
        assert!(
            read.problems[0].what.starts_with("neither RSS nor Atom"),
            "{read:?}"
        );
    }
}
