//! Front matter: owns what a Markdown file says of itself before its text, in YAML or TOML, and where
//! that ends. Further down the same lines are rules of Markdown.
//!
//! The names of keys are those of Jekyll, Hugo and their like. Keys that mean nothing here are read
//! over: generators have hundreds.

use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use toml::Value;

use crate::source::line_of;

/// The keys of dates, the day of publication first and that of the last change last.
#[rustfmt::skip]
const DATES: [&str; 8] = [
    "date", "published", "publishdate", "pubdate", "created", "updated", "lastmod", "modified",
];

/// What is wrong, and the line of it, counted from 1.
pub(crate) type Fault = (usize, String);

/// What is known of an article before its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) section: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) tags: Vec<String>,
}

impl FrontMatter {
    /// Reads what stands at the very start of a file, and hands on the text below it.
    pub(crate) fn cut_off(text: &str) -> (Result<FrontMatter, Fault>, &str) {
        match Block::at_start_of(text) {
            Some(block) => (block.read(), block.below),
            None => (Ok(FrontMatter::default()), text),
        }
    }

    fn yaml(text: &str) -> Result<FrontMatter, Fault> {
        let documents = Yaml::load_from_str(text)
            .map_err(|error| (error.marker().line(), error.info().to_owned()))?;
        match documents.first() {
            Some(Yaml::Mapping(pairs)) => {
                let pairs = pairs.iter();
                let pairs = pairs.filter_map(|(key, value)| Some((key.as_str()?, of_yaml(value))));
                Ok(FrontMatter::of(&Said::new(pairs)))
            }
            None => Ok(FrontMatter::default()),
            Some(_) => Err((1, "no keys and values".to_owned())),
        }
    }

    fn toml(text: &str) -> Result<FrontMatter, Fault> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            (line_of(text.as_bytes(), at), error.message().to_owned())
        })?;
        // What Zola keeps apart counts as well.
        let apart = ["taxonomies", "extra"].iter();
        let apart = apart.filter_map(|key| table.get(*key)?.as_table());
        let pairs = table.iter().chain(apart.flatten());
        let pairs = pairs.map(|(key, value)| (key.as_str(), of_toml(value)));
        Ok(FrontMatter::of(&Said::new(pairs)))
    }

    fn of(said: &Said) -> FrontMatter {
        FrontMatter {
            title: said.one(&["title"]),
            lead: said.one(&["description", "summary", "excerpt", "subtitle"]),
            date: said.one(&DATES),
            lang: said.one(&["lang", "language", "locale"]),
            source: said.one(&["source", "publisher"]),
            authors: said.first(&["authors", "author"]),
            section: said.one(&["section", "category"]),
            url: said.address(&["canonical_url", "canonical", "url", "link"]),
            tags: said
                .of(&["tags", "keywords", "categories"])
                .flatten()
                .cloned()
                .collect(),
        }
    }
}

/// What the keys say, their names in lower case.
struct Said(Vec<(String, Vec<String>)>);

impl Said {
    fn new<'a>(pairs: impl Iterator<Item = (&'a str, Vec<String>)>) -> Said {
        let pairs = pairs.map(|(key, mut values)| {
            values.retain(|value| !value.is_empty());
            (key.to_ascii_lowercase(), values)
        });
        Said(pairs.collect())
    }

    /// What keys of these names say, name by name.
    fn of<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Vec<String>> {
        let of_name = |name| self.0.iter().filter(move |(key, _)| key == name);
        let pairs = names.iter().copied().flat_map(of_name);
        pairs.map(|(_, values)| values)
    }

    fn one(&self, names: &[&str]) -> Option<String> {
        self.of(names).flatten().next().cloned()
    }

    /// The values of the first key that has any.
    fn first(&self, names: &[&str]) -> Vec<String> {
        let mut all = self.of(names);
        all.find(|values| !values.is_empty())
            .cloned()
            .unwrap_or_default()
    }

    /// The first value that leads to a page by itself.
    fn address(&self, names: &[&str]) -> Option<String> {
        let mut all = self.of(names).flatten();
        all.find(|value| value.contains("://")).cloned()
    }
}

/// Front matter as it is written.
struct Block<'a> {
    syntax: Syntax,
    /// The lines between the fences, each ended by a line feed.
    lines: String,
    /// The text of the file after it.
    below: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
}

impl<'a> Block<'a> {
    /// The block that a file begins with, if its fences are whole lines.
    fn at_start_of(text: &'a str) -> Option<Block<'a>> {
        let (fence, mut below) = first_line(text);
        let (syntax, ends) = match fence.trim_end() {
            "---" => (Syntax::Yaml, &["---", "..."][..]),
            "+++" => (Syntax::Toml, &["+++"][..]),
            _ => return None,
        };
        let mut lines = String::new();
        while !below.is_empty() {
            let line;
            (line, below) = first_line(below);
            if ends.contains(&line.trim_end()) {
                return Some(Block {
                    syntax,
                    lines,
                    below,
                });
            }
            // Over a blank line, it is a rule.
            if syntax == Syntax::Yaml && lines.is_empty() && line.trim().is_empty() {
                return None;
            }
            lines.push_str(line);
            lines.push('\n');
        }
        None
    }

    fn read(&self) -> Result<FrontMatter, Fault> {
        let read = match self.syntax {
            Syntax::Yaml => FrontMatter::yaml(&self.lines),
            Syntax::Toml => FrontMatter::toml(&self.lines),
        };
        // The fence is the first line of the file.
        read.map_err(|(line, what)| (line + 1, what))
    }
}

/// The first line, however it ends, and what is below it.
fn first_line(text: &str) -> (&str, &str) {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let below = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix(['\n', '\r']));
    (line, below.unwrap_or(rest))
}

fn of_yaml(value: &Yaml<'_>) -> Vec<String> {
    match value {
        Yaml::Sequence(items) => items.iter().flat_map(of_yaml).collect(),
        Yaml::Mapping(pairs) => named(pairs.iter().map(|(key, value)| (key.as_str(), value)))
            .map(of_yaml)
            .unwrap_or_default(),
        Yaml::Value(Scalar::String(text)) => listed(text),
        Yaml::Value(Scalar::Integer(number)) => vec![number.to_string()],
        Yaml::Value(Scalar::FloatingPoint(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

fn of_toml(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(of_toml).collect(),
        Value::Table(pairs) => named(pairs.iter().map(|(key, value)| (Some(key.as_str()), value)))
            .map(of_toml)
            .unwrap_or_default(),
        Value::String(text) => listed(text),
        Value::Integer(number) => vec![number.to_string()],
        Value::Float(number) => vec![number.to_string()],
        Value::Datetime(date) => vec![date.to_string()],
        Value::Boolean(_) => Vec::new(),
    }
}

/// An author may be a table that has a name.
fn named<'a, T>(mut pairs: impl Iterator<Item = (Option<&'a str>, &'a T)>) -> Option<&'a T> {
    pairs
        .find(|(key, _)| *key == Some("name"))
        .map(|(_, value)| value)
}

fn listed(text: &str) -> Vec<String> {
    vec![text.trim().to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "title: \"T: t\"\ndate: 2023-09-18 14:20:00 +0330\nlang: fa\ntags: [a, b]\n\
                    author:\n  - name: N\n  - M\ndescription: |\n  d\nweight: 3\ndraft: false\n";
        let toml = "title = 'T: t'\ndate = '2023-09-18 14:20:00 +0330'\nlang = 'fa'\n\
                    description = 'd'\nauthors = [{ name = 'N' }, 'M']\nweight = 3\n\
                    [taxonomies]\ntags = ['a', 'b']\n";
        let expected = FrontMatter {
            title: Some("T: t".into()),
            lead: Some("d".into()),
            date: Some("2023-09-18 14:20:00 +0330".into()),
            lang: Some("fa".into()),
            authors: vec!["N".into(), "M".into()],
            tags: vec!["a".into(), "b".into()],
            ..FrontMatter::default()
        };
        assert_eq!(FrontMatter::yaml(yaml), Ok(expected.clone()));
        assert_eq!(FrontMatter::toml(toml), Ok(expected));
        let toml = FrontMatter::toml("date = 2023-09-18").unwrap();
        assert_eq!(toml.date.as_deref(), Some("2023-09-18"));
    }

    #[test]
    fn keys_count_by_what_they_mean() {
        for (yaml, toml) in [
            (
                "created: 2022-01-01\ndate: 2023-09-18\n",
                "created = '2022-01-01'\ndate = '2023-09-18'\n",
            ),
            (
                "updated: 2024-01-01\npublished: 2023-09-18\n",
                "updated = '2024-01-01'\npublished = '2023-09-18'\n",
            ),
            (
                "date:\nlastmod: 2023-09-18\n",
                "date = ''\nlastmod = '2023-09-18'\n",
            ),
        ] {
            for matter in [FrontMatter::yaml(yaml), FrontMatter::toml(toml)] {
                assert_eq!(
                    matter.unwrap().date.as_deref(),
                    Some("2023-09-18"),
                    "{yaml}"
                );
            }
        }
        let yaml = "subtitle: s\nurl: /p\ncanonical_url: https://example.org/p\nlink: /q\nlang: fa\n\
                    locale: \"\"\ncategory: c\nsection:\nDescription: d\nauthor: N\nauthors: []\n";
        let expected = FrontMatter {
            lead: Some("d".into()),
            lang: Some("fa".into()),
            authors: vec!["N".into()],
            section: Some("c".into()),
            url: Some("https://example.org/p".into()),
            ..FrontMatter::default()
        };
        assert_eq!(FrontMatter::yaml(yaml), Ok(expected));
    }

    #[test]
    fn it_stands_at_the_start_alone() {
        for (text, title, below) in [
            ("---\ntitle: T\n---\na", Some("T"), "a"),
            ("---\ntitle: T\n...\na", Some("T"), "a"),
            ("--- \r\ntitle: T\r\n---\r\n\r\na", Some("T"), "\r\na"),
            ("---\rtitle: T\r---\ra\rb", Some("T"), "a\rb"),
            ("+++\r\n\r\ntitle = 'T'\r\n+++", Some("T"), ""),
            ("+++\rlang = 'fa'\rtitle = 'T'\r+++\r---", Some("T"), "---"),
            ("---\n---\na", None, "a"),
            ("a\n---\ntitle: T\n---", None, "a\n---\ntitle: T\n---"),
            ("---\n\ntitle: T\n---", None, "---\n\ntitle: T\n---"),
            ("---\ntitle: T", None, "---\ntitle: T"),
            ("----\ntitle: T\n----", None, "----\ntitle: T\n----"),
            ("", None, ""),
        ] {
            let (matter, rest) = FrontMatter::cut_off(text);
            assert_eq!(matter.unwrap().title.as_deref(), title, "{text:?}");
            assert_eq!(rest, below, "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        for (text, line) in [
            ("---\nlang: fa\ntitle: T\n  date: a\n---\n", 4),
            ("---\r\ntitle: T\r\nlang: \"fa\r\n---\r\n", 3),
            ("---\ronly words\r---\r", 2),
            ("+++\nlang = 'fa'\n\ntitle = \n+++\n", 4),
            ("+++\rlang = 'fa'\r\rtitle = \r+++\r", 4),
        ] {
            let (matter, _) = FrontMatter::cut_off(text);
            assert_eq!(matter.unwrap_err().0, line, "{text:?}");
        }
        assert_eq!(FrontMatter::yaml(""), Ok(FrontMatter::default()));
    }
}
