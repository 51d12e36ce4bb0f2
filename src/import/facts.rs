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
        let meta = Meta::of(dom);
        let names = Names::of(dom, &meta);
        let headings = dom.select("h1");
        let headings: Vec<Headline> = headings.nodes().iter().filter_map(Headline::of).collect();
        let attribute = |selector: &str, name: &str| {
            let found = dom.select(selector).nodes().first()?.attr(name)?;
            Some(words(&found)).filter(|value| !value.is_empty())
        };
        let canonical = attribute("link[rel=canonical]", "href");
        let linked = linked_data(dom, canonical.as_deref(), &headings);
        let from_linked = |key: &str| linked.as_ref().and_then(|data| text_of(&data[key]));
        let lang = attribute("html[lang]", "lang").or(attribute("html", "xml:lang"));
        let tags = match linked.as_ref().map(|data| texts_of(&data["keywords"])) {
            Some(tags) if !tags.is_empty() => tags,
            _ => meta.all(&["article:tag", "keywords", "news_keywords"]),
        };
        Facts {
            is_article: linked.is_some() || meta.one(&["og:type"]).as_deref() == Some("article"),
            title: from_linked("headline")
                .or(names.headline_of(&headings))
                .or(names.shared),
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
                .or(time_of(dom)),
            lang,
            source: from_linked("publisher").or(meta.one(&["og:site_name", "dc.publisher"])),
            author: linked
                .as_ref()
                .and_then(|data| joined(&texts_of(&data["author"])))
                .or(meta.one(&["author", "dc.creator"])),
            section: from_linked("articleSection").or(meta.one(&["article:section"])),
            url: canonical
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

/// What a page is called outside of its text.
struct Names {
    /// For those who share it, without the name of the site behind it.
    shared: Option<String>,
    /// In the window.
    window: String,
    site: Option<String>,
}

impl Names {
    fn of(dom: &Dom, meta: &Meta) -> Names {
        let site = meta.one(&["og:site_name"]);
        let shared = meta.one(&["og:title", "twitter:title", "dc.title"]);
        let without_site = |title: String| match &site {
            Some(site) => before_tail(&title, site).map_or(title.clone(), str::to_owned),
            None => title,
        };
        let window = dom.select("title");
        let window = window.nodes().first().map(|node| words(&node.text()));
        Names {
            shared: shared.map(without_site),
            window: window.unwrap_or_default(),
            site,
        }
    }

    /// The only heading of the first level, those aside that name the site.
    fn headline_of(&self, headings: &[Headline]) -> Option<String> {
        let is_other_name = self.shared.is_some() || !self.window.is_empty();
        let mut headings = headings
            .iter()
            .filter(|heading| !is_other_name || !self.is_of_the_site(heading));
        let first = headings.next()?;
        headings.next().is_none().then(|| first.text.clone())
    }

    fn is_of_the_site(&self, heading: &Headline) -> bool {
        let text = heading.text.as_str();
        let page = self.shared.as_deref().unwrap_or(&self.window);
        self.site.as_deref() == Some(text)
            || before_tail(&self.window, text).is_some()
            || heading.is_of_the_site && !page.starts_with(text)
    }
}

/// A heading of the first level.
struct Headline {
    text: String,
    /// Whether it stands where sites have their names.
    is_of_the_site: bool,
}

impl Headline {
    fn of(node: &NodeRef<'_>) -> Option<Headline> {
        Some(Headline {
            text: text_of_heading(*node),
            is_of_the_site: is_inside(node, &["header"]) && !is_inside(node, &["main", "article"]),
        })
        .filter(|heading| !heading.text.is_empty())
    }
}

/// What stands before the last part of a title, as the names of sites are put behind a mark.
fn before_tail<'a>(title: &'a str, tail: &str) -> Option<&'a str> {
    const MARKS: [char; 10] = [
        '|', '-', '\u{2013}', '\u{2014}', '\u{b7}', '\u{2022}', '\u{ab}', '\u{bb}', ':', '/',
    ];
    let before = title.strip_suffix(tail)?.trim_end();
    let before = before.strip_suffix(MARKS)?.trim_end();
    Some(before).filter(|before| !before.is_empty())
}

/// The time that stands on the article: that of the main part first, and never one beside it.
fn time_of(dom: &Dom) -> Option<String> {
    let times = dom.select("time[datetime]");
    let times = times.nodes().iter();
    let times = times.filter(|time| !is_inside(time, &["aside", "nav"]));
    let times: Vec<&NodeRef<'_>> = times.collect();
    let is_of_an_article =
        |time: &NodeRef<'_>| time.has_attr("pubdate") || is_inside(time, &["article"]);
    let in_main = times.iter().filter(|time| is_inside(time, &["main"]));
    let in_main: Vec<_> = in_main.copied().collect();
    let of_article = in_main.iter().chain(&times);
    let of_article = of_article.copied().find(|time| is_of_an_article(time));
    // Of several outside of articles none is the page's.
    let only = match &in_main[..] {
        [time] => Some(*time),
        _ => None,
    };
    let value = words(&of_article.or(only)?.attr("datetime")?);
    Some(value).filter(|value| !value.is_empty())
}

fn is_inside(node: &NodeRef<'_>, names: &[&str]) -> bool {
    let mut around = node.ancestors_it(None);
    around.any(|one| names.iter().any(|name| one.has_name(name)))
}

/// The article in the page's JSON-LD, wherever it stands there: of several, the one that is the page.
fn linked_data(dom: &Dom, canonical: Option<&str>, headings: &[Headline]) -> Option<Value> {
    let scripts = dom.select("script[type='application/ld+json']");
    let blocks = scripts.nodes().iter().map(|node| node.text());
    let values = blocks.filter_map(|text| serde_json::from_str(&text).ok());
    let values: Vec<Value> = values.collect();
    let articles: Vec<&Value> = values.iter().flat_map(articles_in).collect();
    let is_at = |article: &Value| canonical.is_some_and(|address| has_address(article, address));
    let is_headed = |article: &Value| {
        let headline = text_of(&article["headline"]);
        headline.is_some_and(|headline| headings.iter().any(|heading| heading.text == headline))
    };
    let found = articles.iter().find(|article| is_at(article));
    let found = found.or_else(|| articles.iter().find(|article| is_headed(article)));
    found.or(articles.first()).map(|article| (*article).clone())
}

fn articles_in(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(articles_in).collect(),
        Value::Object(object) => {
            let kinds = object.get("@type").map(texts_of).unwrap_or_default();
            let is_article = |kind: &String| {
                ["Article", "Posting", "Report"]
                    .iter()
                    .any(|end| kind.ends_with(end))
            };
            let inside = ["@graph", "mainEntity"];
            let inside = inside.iter().filter_map(|key| object.get(*key));
            match kinds.iter().any(is_article) {
                true => vec![value],
                false => inside.flat_map(articles_in).collect(),
            }
        }
        _ => Vec::new(),
    }
}

/// Whether a thing of JSON-LD is at an address.
fn has_address(thing: &Value, address: &str) -> bool {
    let bare = |address: &str| {
        let address = address.split('#').next().unwrap_or_default();
        address.trim_end_matches('/').to_owned()
    };
    let page = &thing["mainEntityOfPage"];
    let addresses = [&thing["url"], &thing["@id"], page, &page["@id"]];
    let mut addresses = addresses.into_iter().filter_map(Value::as_str);
    addresses.any(|one| bare(one) == bare(address))
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
    fn the_name_of_the_site_is_not_the_title_where_there_is_a_better_one() {
        let header = "<header><h1>S</h1></header><article><h2>T</h2></article>";
        for (page, expected) in [
            (
                format!("<title>T | S</title><meta property=og:title content=T>{header}"),
                Some("T"),
            ),
            (
                format!(
                    "<title>S</title><meta property=og:title content='T \u{2013} S'>\
                    <meta property=og:site_name content=S>{header}"
                ),
                Some("T"),
            ),
            (
                "<title>T - S</title><h1>S</h1><main><h2>T</h2></main>".to_owned(),
                None,
            ),
            (
                format!("<title>T: S</title><main><h1>T</h1></main>{header}"),
                Some("T"),
            ),
            (format!("<title>U</title>{header}"), None),
            // The only one that there is, and one that stands above its article.
            (header.to_owned(), Some("S")),
            (format!("<title>S - U</title>{header}"), Some("S")),
            (format!("<title>U</title><main>{header}</main>"), Some("S")),
        ] {
            let facts = Facts::of(&Dom::from(page.as_str()));
            assert_eq!(facts.title.as_deref(), expected, "{page}");
        }
    }

    #[test]
    fn the_date_is_that_of_the_article_itself() {
        let time = "<time datetime=2024-12-03>x</time>";
        let other = "<time datetime=2020-01-01>x</time>";
        for (page, expected) in [
            (
                format!("<aside><article>{other}</article></aside><main><article>{time}</article>"),
                Some("2024-12-03"),
            ),
            (
                format!("<article>{other}</article><main><article>{time}</article></main>"),
                Some("2024-12-03"),
            ),
            (
                format!("<main><p>{time}</p></main>{other}"),
                Some("2024-12-03"),
            ),
            (format!("<main>{time}{other}</main>"), None),
            (format!("<p>{time}</p>"), None),
        ] {
            let facts = Facts::of(&Dom::from(page.as_str()));
            assert_eq!(facts.date.as_deref(), expected, "{page}");
        }
    }

    #[test]
    fn linked_data_is_that_of_the_page_itself() {
        let other = r#"{"@type": "NewsArticle", "headline": "u", "datePublished": "2020-01-01"}"#;
        let first = "<script type='application/ld+json'>";
        for (linked, rest) in [
            (
                r#"{"@type": "NewsArticle", "headline": "t", "datePublished": "2024-12-03",
                    "url": "https://example.org/1/"}"#,
                "<link rel=canonical href='https://example.org/1'>",
            ),
            (
                r#"{"@type": "NewsArticle", "headline": "t", "datePublished": "2024-12-03",
                    "mainEntityOfPage": {"@id": "https://example.org/1"}}"#,
                "<link rel=canonical href='https://example.org/1'>",
            ),
            (
                r#"{"@type": "NewsArticle", "headline": "t", "datePublished": "2024-12-03"}"#,
                "<h1>t</h1>",
            ),
            (
                r#"{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "t",
                    "datePublished": "2024-12-03"}}"#,
                "<h1>t</h1>",
            ),
        ] {
            let page = format!("{first}{{\"@graph\": [{other}, {linked}]}}</script>{rest}");
            let facts = Facts::of(&Dom::from(page.as_str()));
            let found = (facts.title.as_deref(), facts.date.as_deref());
            assert_eq!(found, (Some("t"), Some("2024-12-03")), "{page}");
        }
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
            lang: Some("ar_EG".into()),
            source: Some("s".into()),
            author: Some("a".into()),
            tags: vec!["b".into(), "c".into(), "d".into()],
            ..Facts::default()
        };
        assert_eq!(facts, expected);
    }
}
