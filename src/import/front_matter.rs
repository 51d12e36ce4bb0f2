//! Front matter: owns what a Markdown file says of itself before its text, in YAML or TOML.
//!
//! The names of keys are those of Jekyll, Hugo and their like. Keys that mean nothing here are read
//! over: generators have hundreds.

use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use toml::Value;

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
    /// Reads `---` blocks.
    pub(crate) fn yaml(text: &str) -> Result<FrontMatter, String> {
        let documents = Yaml::load_from_str(text).map_err(|error| error.to_string())?;
        let mut matter = FrontMatter::default();
        match documents.first() {
            Some(Yaml::Mapping(pairs)) => {
                for (key, value) in pairs {
                    if let Some(key) = key.as_str() {
                        matter.set(key, of_yaml(value));
                    }
                }
                Ok(matter)
            }
            None => Ok(matter),
            Some(_) => Err("no keys and values".to_owned()),
        }
    }

    /// Reads `+++` blocks.
    pub(crate) fn toml(text: &str) -> Result<FrontMatter, String> {
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.message().to_owned())?;
        let mut matter = FrontMatter::default();
        for (key, value) in &table {
            // What Zola keeps apart counts as well.
            match value {
                Value::Table(inner) if matches!(key.as_str(), "taxonomies" | "extra") => {
                    for (key, value) in inner {
                        matter.set(key, of_toml(value));
                    }
                }
                value => matter.set(key, of_toml(value)),
            }
        }
        Ok(matter)
    }

    fn set(&mut self, key: &str, values: Vec<String>) {
        let one = || values.first().cloned().filter(|value| !value.is_empty());
        match key.to_ascii_lowercase().as_str() {
            "title" => self.title = one(),
            "description" | "summary" | "excerpt" | "subtitle" => {
                self.lead = self.lead.take().or(one());
            }
            "date" | "published" | "pubdate" | "created" => self.date = self.date.take().or(one()),
            "lang" | "language" | "locale" => self.lang = one(),
            "source" | "publisher" => self.source = one(),
            "author" | "authors" => self.authors = values,
            "section" | "category" => self.section = one(),
            "url" | "canonical" | "canonical_url" | "link" => {
                self.url = one().filter(|url| url.contains("://"));
            }
            "tags" | "keywords" | "categories" => self.tags.extend(values),
            _ => {}
        }
    }
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
    fn what_cannot_be_read_is_said() {
        assert!(FrontMatter::yaml("title: [").is_err());
        assert!(FrontMatter::yaml("only words").is_err());
        assert!(FrontMatter::toml("title = ").is_err());
        assert_eq!(FrontMatter::yaml(""), Ok(FrontMatter::default()));
    }
}
