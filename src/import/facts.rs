//! What a web page says of itself: owns its title, date, language, address and publisher, as the
//! markup has them (JSON-LD, Open Graph, `meta`, `link`, `time`), the most explicit first.

use std::collections::HashMap;

use dom_query::{Document as Dom, NodeRef};
use serde_json::Value;

use crate::blocks::Blocks;
use crate::markdown::joined;

/// What is known of a page besides its text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Whether the page calls itself an article.
    pub(crate) is_article: bool,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) tags: Vec<String>,
}

impl Facts {
    pub(crate) fn of(dom: &Dom) -> Facts {
        let linked = linked_data(dom);
        let meta = Meta::of(dom);
        let from_linked = |key: &str| linked.as_ref().and_then(|data| text_of(&data[key]));
        let headings = dom.select("h1");
        let headings = headings.nodes().iter().map(|node| text_of_heading(*node));
        let headings: Vec<String> = headings.filter(|text| !text.is_empty()).collect();
        let only_heading = match &headings[..] {
            [heading] => Some(heading.clone()),
            _ => None,
        };
        let attribute = |selector: &str, name: &str| {
            let found = dom.select(selector).nodes().first()?.attr(name)?;
            Some(words(&found)).filter(|value| !value.is_empty())
        };
        let lang = attribute("html[lang]", "lang").or(attribute("html", "xml:lang"));
        let tags = match linked.as_ref().map(|data| texts_of(&data["keywords"])) {
            Some(tags) if !tags.is_empty() => tags,
            _ => meta.all(&["article:tag", "keywords", "news_keywords"]),
        };
        Facts {
            is_article: linked.is_some() || meta.one(&["og:type"]).as_deref() == Some("article"),
            title: from_linked("headline").or(only_heading).or(meta.one(&[
                "og:title",
                "twitter:title",
                "dc.title",
            ])),
            date: from_linked("datePublished")
                .or(meta.one(&[
                    "article:published_time",
                    "datepublished",
                    "pubdate",
                    "publishdate",
                    "dc.date.issued",
                    "dc.date",
                    "dcterms.date",
                    "date",
                ]))
                .or(attribute(
                    "article time[datetime], time[pubdate]",
                    "datetime",
                )),
            lang: lang.map(|lang| lang.replace('_', "-")),
            source: from_linked("publisher").or(meta.one(&["og:site_name", "dc.publisher"])),
            author: linked
                .as_ref()
                .and_then(|data| joined(&texts_of(&data["author"])))
                .or(meta.one(&["author", "dc.creator"])),
            section: from_linked("articleSection").or(meta.one(&["article:section"])),
            url: attribute("link[rel=canonical]", "href")
                .or(meta.one(&["og:url"]))
                .filter(|url| url.contains("://")),
            tags: tags.iter().flat_map(|tags| parted(tags)).collect(),
        }
    }
}

/// The `meta` elements, by name or property in lower case.
struct Meta(HashMap<String, Vec<String>>);

impl Meta {
    fn of(dom: &Dom) -> Meta {
        let mut values: HashMap<String, Vec<String>> = HashMap::new();
        for node in dom.select("meta[content]").nodes() {
            let name = ["property", "name", "itemprop"];
            let name = name.iter().find_map(|name| node.attr(name));
            let value = words(&node.attr_or("content", ""));
            if let Some(name) = name.filter(|_| !value.is_empty()) {
                values
                    .entry(name.to_ascii_lowercase())
                    .or_default()
                    .push(value);
            }
        }
        Meta(values)
    }

    fn one(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.0.get(*name)?.first().cloned())
    }

    /// All values of the first name that has any.
    fn all(&self, names: &[&str]) -> Vec<String> {
        let values = names.iter().find_map(|name| self.0.get(*name));
        values.cloned().unwrap_or_default()
    }
}

/// The article in the page's JSON-LD, wherever it stands there.
fn linked_data(dom: &Dom) -> Option<Value> {
    let scripts = dom.select("script[type='application/ld+json']");
    let blocks = scripts.nodes().iter().map(|node| node.text());
    let values = blocks.filter_map(|text| serde_json::from_str(&text).ok());
    values
        .into_iter()
        .find_map(|value: Value| article_in(&value).cloned())
}

fn article_in(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(article_in),
        Value::Object(object) => {
            let kinds = object.get("@type").map(texts_of).unwrap_or_default();
            let is_article = |kind: &String| {
                ["Article", "Posting", "Report"]
                    .iter()
                    .any(|end| kind.ends_with(end))
            };
            match kinds.iter().any(is_article) {
                true => Some(value),
                false => article_in(object.get("@graph")?),
            }
        }
        _ => None,
    }
}

/// A string, or the name of a thing, or the first of several.
fn text_of(value: &Value) -> Option<String> {
    texts_of(value).into_iter().next()
}

fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![words(text)]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect(),
        Value::Array(items) => items.iter().flat_map(texts_of).collect(),
        Value::Object(object) => object.get("name").map(texts_of).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn parted(tags: &str) -> impl Iterator<Item = String> {
    let parts = tags.split([',', '\u{60c}', ';', '\u{61b}']);
    parts.map(words).filter(|tag| !tag.is_empty())
}

/// The words of a heading, without its buttons and without what is there to be linked to.
fn text_of_heading(heading: NodeRef<'_>) -> String {
    words(&Blocks::of(heading, false).paragraphs.join(" "))
        .trim_end_matches(['\u{b6}', '#', ' '])
        .to_owned()
}

/// Text with single spaces; entities that were escaped twice are read.
fn words(text: &str) -> String {
    let text = html_escape::decode_html_entities(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_is_found_in_any_shape() {
        for json in [
            r#"{"@type": "NewsArticle", "headline": "t", "author": {"name": "a"}}"#,
            r#"[{"@type": "WebSite"}, {"@type": ["Article"], "headline": "t", "author": ["a"]}]"#,
            r#"{"@graph": [{"@type": "BlogPosting", "headline": "t", "author": [{"name": "a"}]}]}"#,
        ] {
            let page = format!("<script type='application/ld+json'>{json}</script>");
            let facts = Facts::of(&Dom::from(page));
            assert!(facts.is_article, "{json}");
            assert_eq!(facts.title.as_deref(), Some("t"), "{json}");
            assert_eq!(facts.author.as_deref(), Some("a"), "{json}");
        }
        let broken = Dom::from("<script type='application/ld+json'>{</script><h1>t</h1>");
        assert_eq!(Facts::of(&broken).title.as_deref(), Some("t"));
    }

    #[test]
    fn meta_elements_say_what_linked_data_does_not() {
        let page = "<html lang=ar_EG><title>t - s</title><h1>t &amp;amp; u \u{b6}</h1>\
            <meta name=Author content=a><meta name=keywords content='b, c،d'>\
            <meta property=og:site_name content=s><meta property=og:url content='/relative'>\
            <meta property='article:published_time' content='2023-09-18'>";
        let facts = Facts::of(&Dom::from(page));
        let expected = Facts {
            title: Some("t & u".into()),
            date: Some("2023-09-18".into()),
            lang: Some("ar-EG".into()),
            source: Some("s".into()),
            author: Some("a".into()),
            tags: vec!["b".into(), "c".into(), "d".into()],
            ..Facts::default()
        };
        assert_eq!(facts, expected);
    }
}
