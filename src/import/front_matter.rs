//! Front matter: owns what a Markdown file says of itself before its text, in YAML or TOML, and where
//! that ends. Further down the same lines are rules of Markdown.
//!
//! The names of keys are those of Jekyll, Hugo and their like. Keys that mean nothing here are read
//! over: generators have hundreds.

use saphyr::{LoadableYamlNode as _, MarkedYaml, Scalar, YamlData};
use toml::de::{DeTable, DeValue};

use crate::source::line_of;

/// The keys of dates, the day of publication first and that of the last change last.
#[rustfmt::skip]
const DATES: [&str; 8] = [
    "date", "published", "publishdate", "pubdate", "created", "updated", "lastmod", "modified",
];

/// The keys under which generators keep others apart, of which those count as well.
const GROUPS: [&str; 2] = ["taxonomies", "extra"];

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
    /// Whether generators leave the page out of their sites.
    pub(crate) is_draft: bool,
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
        let documents = MarkedYaml::load_from_str(text)
            .map_err(|error| (error.marker().line(), error.info().to_owned()))?;
        match documents.first().map(|document| of_yaml(document, text)) {
            Some(Value::Table(pairs)) => Ok(FrontMatter::of(&Said::new(pairs))),
            None => Ok(FrontMatter::default()),
            Some(_) => Err((1, "no keys and values".to_owned())),
        }
    }

    fn toml(text: &str) -> Result<FrontMatter, Fault> {
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            (line_of(text.as_bytes(), at), error.message().to_owned())
        })?;
        Ok(FrontMatter::of(&Said::new(of_table(table.get_ref()))))
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
            tags: said.tags(&["tags", "keywords", "categories"]),
            is_draft: said.has("draft", true) || said.has("published", false),
        }
    }
}

/// What the keys say, their names in lower case.
struct Said(Vec<(String, Value)>);

impl Said {
    fn new(pairs: Vec<(String, Value)>) -> Said {
        let (mut said, mut apart) = (Vec::new(), Vec::new());
        for (key, value) in pairs {
            match value {
                Value::Table(inner) if GROUPS.contains(&key.as_str()) => apart.extend(inner),
                value => said.push((key, value)),
            }
        }
        said.extend(apart);
        for (key, _) in &mut said {
            key.make_ascii_lowercase();
        }
        Said(said)
    }

    /// What keys of these names say, name by name.
    fn of<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
        let of_name = |name| self.0.iter().filter(move |(key, _)| key == name);
        let pairs = names.iter().copied().flat_map(of_name);
        pairs.map(|(_, value)| value)
    }

    fn one(&self, names: &[&str]) -> Option<String> {
        self.of(names).flat_map(Value::texts).next()
    }

    /// The values of the first key that has any.
    fn first(&self, names: &[&str]) -> Vec<String> {
        let mut all = self.of(names).map(Value::texts);
        all.find(|values| !values.is_empty()).unwrap_or_default()
    }

    /// The first value that leads to a page by itself.
    fn address(&self, names: &[&str]) -> Option<String> {
        let mut all = self.of(names).flat_map(Value::texts);
        all.find(|value| value.contains("://"))
    }

    /// Whether a key says yes, or no.
    fn has(&self, name: &str, wanted: bool) -> bool {
        let names = [name];
        let mut all = self.of(&names).filter_map(Value::truth);
        all.any(|truth| truth == wanted)
    }

    /// All values, each once.
    fn tags(&self, names: &[&str]) -> Vec<String> {
        let mut tags = Vec::new();
        for tag in self.of(names).flat_map(Value::tags) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }
}

/// A value, in whichever syntax.
enum Value {
    /// As it is written, numbers and dates too.
    Text(String),
    Truth(bool),
    List(Vec<Value>),
    Table(Vec<(String, Value)>),
}

impl Value {
    fn texts(&self) -> Vec<String> {
        match self {
            Value::Text(text) => {
                let text = text.trim();
                let texts = (!text.is_empty()).then(|| text.to_owned());
                texts.into_iter().collect()
            }
            Value::Truth(_) => Vec::new(),
            Value::List(items) => items.iter().flat_map(Value::texts).collect(),
            // An author may be a table that has a name.
            Value::Table(pairs) => {
                let name = pairs.iter().find(|(key, _)| key == "name");
                name.map(|(_, value)| value.texts()).unwrap_or_default()
            }
        }
    }

    /// Yes or no, in quotation marks too.
    fn truth(&self) -> Option<bool> {
        match self {
            Value::Truth(truth) => Some(*truth),
            Value::Text(text) => text.trim().to_ascii_lowercase().parse().ok(),
            Value::List(_) | Value::Table(_) => None,
        }
    }

    /// The texts, of which one that is no item of a list may be several in a row.
    fn tags(&self) -> Vec<String> {
        match self {
            Value::Text(text) => {
                let tags = text.split([',', '\u{60c}', ';', '\u{61b}']).map(str::trim);
                let tags = tags.filter(|tag| !tag.is_empty());
                tags.map(str::to_owned).collect()
            }
            value => value.texts(),
        }
    }
}

fn of_yaml(node: &MarkedYaml<'_>, text: &str) -> Value {
    match &node.data {
        YamlData::Sequence(items) => {
            Value::List(items.iter().map(|item| of_yaml(item, text)).collect())
        }
        YamlData::Mapping(pairs) => {
            let pairs = pairs.iter().filter_map(|(key, value)| {
                let key = key.data.as_str()?;
                Some((key.to_owned(), of_yaml(value, text)))
            });
            Value::Table(pairs.collect())
        }
        YamlData::Tagged(_, node) => of_yaml(node, text),
        YamlData::Value(Scalar::Boolean(truth)) => Value::Truth(*truth),
        YamlData::Value(Scalar::String(text)) => Value::Text(text.clone().into_owned()),
        YamlData::Value(Scalar::Integer(_) | Scalar::FloatingPoint(_)) => {
            let (start, end) = (node.span.start.index(), node.span.end.index());
            let written = text.chars().skip(start).take(end.saturating_sub(start));
            Value::Text(written.collect())
        }
        _ => Value::List(Vec::new()),
    }
}

fn of_toml(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::Array(items) => {
            let items = items.iter();
            Value::List(items.map(|item| of_toml(item.get_ref())).collect())
        }
        DeValue::Table(table) => Value::Table(of_table(table)),
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Integer(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
    }
}

fn of_table(table: &DeTable<'_>) -> Vec<(String, Value)> {
    let pairs = table.iter().map(|(key, value)| {
        let key = key.get_ref().clone().into_owned();
        (key, of_toml(value.get_ref()))
    });
    pairs.collect()
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
    fn a_line_of_tags_is_parted_and_a_list_is_not() {
        for (yaml, tags) in [
            ("keywords: \"x, y\"", &["x", "y"][..]),
            ("tags: اخبار, ایران", &["اخبار", "ایران"]),
            (
                "tags: اخبار، ایران و روسیه؛ چین;",
                &["اخبار", "ایران و روسیه", "چین"],
            ),
            (
                "tags: [\"Tehran, Iran\", b]\nkeywords: b; c",
                &["Tehran, Iran", "b", "c"],
            ),
            (
                "taxonomies:\n  tags: [a]\n  categories: b, c\nextra:\n  Keywords: d",
                &["a", "d", "b", "c"],
            ),
        ] {
            assert_eq!(FrontMatter::yaml(yaml).unwrap().tags, tags, "{yaml}");
        }
        let toml = FrontMatter::toml("keywords = 'x, y'\n[taxonomies]\ntags = ['a']\n");
        assert_eq!(toml.unwrap().tags, ["a", "x", "y"]);
    }

    #[test]
    fn values_are_as_they_are_written() {
        for (yaml, title) in [
            ("title: 3.10", "3.10"),
            ("lang: fa # ا\ntitle: 007 # b\ndate: 1", "007"),
            ("title: !!str 1.0", "1.0"),
            ("{lang: fa, title: -1e3}", "-1e3"),
            ("title: 0x1F\n", "0x1F"),
        ] {
            let read = FrontMatter::yaml(yaml).unwrap().title;
            assert_eq!(read.as_deref(), Some(title), "{yaml}");
        }
        let toml = FrontMatter::toml("title = 3.10\nlang = true\ndate = 2023-09-18T14:20:00Z");
        let expected = FrontMatter {
            title: Some("3.10".into()),
            date: Some("2023-09-18T14:20:00Z".into()),
            ..FrontMatter::default()
        };
        assert_eq!(toml, Ok(expected));
    }

    #[test]
    fn drafts_are_told_by_either_key() {
        for (yaml, is_draft) in [
            ("draft: true", true),
            ("Draft: \"True\"", true),
            ("published: false", true),
            ("draft: false\npublished: true", false),
            ("published: 2023-09-18", false),
            ("title: draft\nextra:\n  drafts: true", false),
        ] {
            let matter = FrontMatter::yaml(yaml).unwrap();
            assert_eq!(matter.is_draft, is_draft, "{yaml}");
            assert_eq!(matter.date.is_some(), yaml.contains("2023"), "{yaml}");
        }
        assert!(FrontMatter::toml("draft = true").unwrap().is_draft);
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
