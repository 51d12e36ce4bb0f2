//! Feeds: owns the entries of RSS, Atom and JSON feeds as articles.

use std::path::Path;

use feed_rs::model::{Entry, Feed};
use kashkul_engine::document::Document;
use serde_json::Value;

use crate::blocks::Blocks;
use crate::date;
use crate::format::Read;
use crate::markdown::joined;
use crate::problem::Kind;

/// Reads every entry that has text as an article.
pub(crate) fn read(path: &Path, bytes: &[u8], read: &mut Read) {
    match feed_rs::parser::parse(bytes) {
        Ok(feed) => entries(path, &feed, read),
        Err(error) => read.problem(
            path,
            1,
            Kind::Malformed,
            format!("neither RSS nor Atom: {error}"),
        ),
    }
}

/// Whether a JSON file is a feed and no record.
pub(crate) fn is_json_feed(value: &Value) -> bool {
    let version = value.get("version").and_then(Value::as_str);
    version.is_some_and(|version| version.starts_with("https://jsonfeed.org/"))
}

fn entries(path: &Path, feed: &Feed, read: &mut Read) {
    let n_before = read.documents.len();
    for entry in &feed.entries {
        let document = document(feed, entry);
        match document.body.is_empty() {
            true => read.warning(
                path,
                1,
                Kind::Empty,
                format!("no text in the entry \"{}\"", document.title),
            ),
            false => read.push(1, &document),
        }
    }
    if read.documents.len() == n_before {
        read.problem(path, 1, Kind::Empty, "no entry of the feed has text");
    }
}

fn document(feed: &Feed, entry: &Entry) -> Document {
    let content = entry
        .content
        .as_ref()
        .and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|text| text.content.as_str());
    let body = [content, summary]
        .into_iter()
        .flatten()
        .map(|html| Blocks::of_html(html, false));
    let Blocks {
        paragraphs: body,
        headings,
        ..
    } = body
        .into_iter()
        .find(|body| !body.paragraphs.is_empty())
        .unwrap_or_default();
    let line = |html: &str| Blocks::of_html(html, false).paragraphs.join(" ");
    let title = entry.title.as_ref().map(|text| line(&text.content));
    let title = title
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| beginning(&body));
    let authors: Vec<String> = entry
        .authors
        .iter()
        .filter_map(|person| person.name.clone())
        .collect();
    let date = entry
        .published
        .or(entry.updated)
        .map(|date| date.to_rfc3339());
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
        source: feed
            .title
            .as_ref()
            .map(|text| line(&text.content))
            .or_else(|| joined(&authors)),
        date: date.as_deref().and_then(date::of_metadata),
        url: link.map(|link| link.href.clone()),
        tags: entry.categories.iter().map(label).collect(),
        ..Document::default()
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
        super::read(Path::new("feed.xml"), text.as_bytes(), &mut read);
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

    #[test]
    fn other_xml_is_a_problem() {
        let read = read_feed("<urlset><url/></urlset>");
        assert!(
            read.problems[0].what.starts_with("neither RSS nor Atom"),
            "{read:?}"
        );
    }
}
