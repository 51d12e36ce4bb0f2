//! `collection.toml`: owns its keys and what their values may be.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::source;

/// The name of the file of settings, in the folder of the articles.
pub const FILE: &str = "collection.toml";

const KEYS: [&str; 4] = ["title", "languages", "aliases", "boilerplate"];

/// A `collection.toml` to begin with, every key explained.
pub const TEMPLATE: &str = include_str!("template.toml");

/// What a collection says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) title: String,
    pub(crate) languages: Vec<String>,
    pub(crate) aliases: Vec<Vec<String>>,
    /// Paragraphs that are left out; a star at the end stands for any rest.
    pub(crate) boilerplate: Vec<String>,
}

impl Settings {
    /// Reads the text of the file; what is wrong goes to `problems`, with its line.
    pub(crate) fn read(text: &str, problems: &mut Vec<(usize, String)>) -> Settings {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut problem = |span: Range<usize>, what: String| {
            problems.push((source::line_of(text.as_bytes(), span.start), what));
        };
        for error in &errors {
            problem(error.span().unwrap_or_default(), error.message().to_owned());
        }
        let mut settings = Settings::default();
        for (key, value) in table.get_ref() {
            let read = match key.get_ref().as_ref() {
                "title" => string(value).map(|title| settings.title = title),
                "languages" => array(value, string).map(|tags| settings.languages = tags),
                "aliases" => array(value, |group| array(group, string))
                    .map(|aliases| settings.aliases = aliases),
                "boilerplate" => array(value, string).map(|lines| settings.boilerplate = lines),
                unknown => Err((key.span(), unknown_key(unknown))),
            };
            if let Err((span, what)) = read {
                problem(span, what);
            }
        }
        settings
    }

    /// Whether a paragraph is one of those that are left out.
    pub(crate) fn is_boilerplate(&self, paragraph: &str) -> bool {
        let paragraph = paragraph.trim();
        self.boilerplate
            .iter()
            .any(|rule| match rule.strip_suffix('*') {
                Some(beginning) => paragraph.starts_with(beginning.trim_start()),
                None => paragraph == rule.trim(),
            })
    }
}

type Misread = (Range<usize>, String);

fn string(value: &Spanned<DeValue<'_>>) -> Result<String, Misread> {
    match value.get_ref().as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err((
            value.span(),
            format!("a string is expected here, not {}", kind(value)),
        )),
    }
}

fn array<T>(
    value: &Spanned<DeValue<'_>>,
    item: impl Fn(&Spanned<DeValue<'_>>) -> Result<T, Misread>,
) -> Result<Vec<T>, Misread> {
    match value.get_ref().as_array() {
        Some(items) => items.iter().map(item).collect(),
        None => Err((
            value.span(),
            format!("a list is expected here, not {}", kind(value)),
        )),
    }
}

fn kind(value: &Spanned<DeValue<'_>>) -> String {
    format!("a value of type {}", value.get_ref().type_str())
}

fn unknown_key(key: &str) -> String {
    let near = KEYS
        .iter()
        .map(|known| (strsim::damerau_levenshtein(key, known), known))
        .min()
        .filter(|&(distance, _)| distance <= 3);
    match near {
        Some((_, known)) => format!("unknown key \"{key}\"; did you mean \"{known}\"?"),
        None => format!("unknown key \"{key}\"; known are {}", KEYS.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_what_it_explains() {
        let mut problems = Vec::new();
        let settings = Settings::read(TEMPLATE, &mut problems);
        assert_eq!(problems, []);
        assert_eq!(
            settings,
            Settings {
                languages: settings.languages.clone(),
                title: settings.title.clone(),
                ..Settings::default()
            }
        );
        for key in KEYS {
            assert!(TEMPLATE.contains(&format!("\n{key} = ")), "{key}");
        }
    }

    #[test]
    fn boilerplate_is_a_whole_paragraph_or_its_beginning() {
        let text = "boilerplate = [\"Share this\", \"Follow us on*\"]";
        let settings = Settings::read(text, &mut Vec::new());
        for (paragraph, expected) in [
            ("Share this", true),
            (" Share this ", true),
            ("Share this with care", false),
            ("Follow us on the radio", true),
            ("We follow us on", false),
        ] {
            assert_eq!(settings.is_boilerplate(paragraph), expected, "{paragraph}");
        }
    }
}
