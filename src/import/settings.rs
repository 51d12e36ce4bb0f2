//! `collection.toml`: owns its keys and what their values may be.

use std::ops::{Range, RangeInclusive};

use kashkul_engine::writer::{self, Weights};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::theme::Theme;
use crate::{language, source};

/// The name of the file of settings, in the folder of the articles.
pub const FILE: &str = "collection.toml";

const KEYS: [&str; 7] = [
    "title",
    "languages",
    "aliases",
    "boilerplate",
    "stop_words",
    "weights",
    "theme",
];

const FIELDS: [&str; 5] = ["title", "lead", "body", "tags", "source"];

/// A `collection.toml` to begin with, every key explained.
pub const TEMPLATE: &str = include_str!("template.toml");

/// What a collection says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// What goes into the pack.
    pub(crate) packed: writer::Settings,
    pub(crate) theme: Theme,
    /// Paragraphs that are left out; a star at the end stands for any rest.
    pub(crate) boilerplate: Vec<String>,
}

impl Settings {
    /// Reads the text of the file; what is wrong goes to `problems`, with its line.
    pub(crate) fn read(text: &str, problems: &mut Vec<(usize, String)>) -> Settings {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut problem = |(span, what): Misread| {
            problems.push((source::line_of(text.as_bytes(), span.start), what));
        };
        for error in &errors {
            problem((error.span().unwrap_or_default(), error.message().to_owned()));
        }
        let mut settings = Settings::default();
        let packed = &mut settings.packed;
        for (key, value) in table.get_ref() {
            let read = match key.get_ref().as_ref() {
                "title" => string(value).map(|title| packed.title = title),
                "languages" => array(value, language).map(|tags| packed.languages = tags),
                "aliases" => array(value, |group| array(group, string))
                    .map(|aliases| packed.aliases = aliases),
                "stop_words" => words(value).map(|words| packed.stop_words = words),
                "weights" => weights(value, &mut packed.weights),
                "theme" => Theme::read(value, &mut problem).map(|theme| settings.theme = theme),
                "boilerplate" => array(value, string).map(|lines| settings.boilerplate = lines),
                unknown => Err((key.span(), unknown_key(unknown, &KEYS))),
            };
            read.unwrap_or_else(&mut problem);
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

/// Where something is wrong, and what.
pub(crate) type Misread = (Range<usize>, String);

/// A language as a tag, which locales write with `_` and some in capitals.
fn language(value: &Spanned<DeValue<'_>>) -> Result<String, Misread> {
    let written = string(value)?;
    language::tag(&written).ok_or_else(|| (value.span(), language::refusal(&written)))
}

/// A list of words, or one for every language.
fn words(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Misread> {
    let Some(by_language) = value.get_ref().as_table() else {
        return array(value, string);
    };
    let lists = by_language.iter().map(|(_, list)| array(list, string));
    Ok(lists.collect::<Result<Vec<_>, _>>()?.concat())
}

fn weights(value: &Spanned<DeValue<'_>>, weights: &mut Weights) -> Result<(), Misread> {
    for (key, value) in table(value)? {
        let weight = match key.get_ref().as_ref() {
            "title" => &mut weights.title,
            "lead" => &mut weights.lead,
            "body" => &mut weights.body,
            "tags" => &mut weights.tags,
            "source" => &mut weights.source,
            unknown => return Err((key.span(), unknown_key(unknown, &FIELDS))),
        };
        *weight = (number(value, 0..=100)? * 100.0).round() as u32;
    }
    Ok(())
}

pub(crate) fn table<'a, 'b>(value: &'a Spanned<DeValue<'b>>) -> Result<&'a DeTable<'b>, Misread> {
    let table = value.get_ref().as_table();
    table.ok_or_else(|| misread(value, "a table"))
}

/// A number between two bounds.
pub(crate) fn number(
    value: &Spanned<DeValue<'_>>,
    bounds: RangeInclusive<u32>,
) -> Result<f64, Misread> {
    let digits = match value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => "",
    };
    let (least, most) = (f64::from(*bounds.start()), f64::from(*bounds.end()));
    match digits.parse::<f64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        Ok(_) => Err((
            value.span(),
            format!("a number from {least} to {most} is expected here, not {digits}"),
        )),
        Err(_) => Err(misread(value, &format!("a number from {least} to {most}"))),
    }
}

pub(crate) fn string(value: &Spanned<DeValue<'_>>) -> Result<String, Misread> {
    let text = value.get_ref().as_str();
    text.map(str::to_owned)
        .ok_or_else(|| misread(value, "a string"))
}

pub(crate) fn array<T>(
    value: &Spanned<DeValue<'_>>,
    item: impl Fn(&Spanned<DeValue<'_>>) -> Result<T, Misread>,
) -> Result<Vec<T>, Misread> {
    match value.get_ref().as_array() {
        Some(items) => items.iter().map(item).collect(),
        None => Err(misread(value, "a list")),
    }
}

/// A value of another type than is expected.
fn misread(value: &Spanned<DeValue<'_>>, expected: &str) -> Misread {
    let found = value.get_ref().type_str();
    let what = format!("{expected} is expected here, not a value of type {found}");
    (value.span(), what)
}

pub(crate) fn unknown_key(key: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(key, known), known))
        .min()
        .filter(|&(distance, _)| distance <= 3);
    match near {
        Some((_, known)) => format!("unknown key \"{key}\"; did you mean \"{known}\"?"),
        None => format!("unknown key \"{key}\"; known are {}", known.join(", ")),
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
                packed: writer::Settings {
                    languages: settings.packed.languages.clone(),
                    title: settings.packed.title.clone(),
                    ..writer::Settings::default()
                },
                ..Settings::default()
            }
        );
        for key in KEYS {
            assert!(TEMPLATE.contains(&format!("\n{key} = ")), "{key}");
        }
    }

    #[test]
    fn stop_words_may_stand_by_language() {
        for text in [
            "stop_words = ['a', 'b', 'c']",
            "[stop_words]\nen = ['a']\nfa = ['b', 'c']",
        ] {
            let mut problems = Vec::new();
            let settings = Settings::read(text, &mut problems);
            assert_eq!(problems, []);
            assert_eq!(settings.packed.stop_words, ["a", "b", "c"], "{text}");
        }
    }

    #[test]
    fn weights_are_hundredths() {
        let mut problems = Vec::new();
        let settings = Settings::read("[weights]\ntitle = 1.256\nbody = 0", &mut problems);
        assert_eq!(problems, []);
        let expected = Weights {
            title: 126,
            body: 0,
            ..Weights::default()
        };
        assert_eq!(settings.packed.weights, expected);
    }

    #[test]
    fn languages_are_tags_however_they_are_joined() {
        let text = "languages = ['fa_IR', 'AR', 'zh-Hant-TW', 'prs', 'de_CH_1901', 'sr_Latn']";
        let mut problems = Vec::new();
        let settings = Settings::read(text, &mut problems);
        assert_eq!(problems, []);
        let expected = ["fa-IR", "ar", "zh-Hant-TW", "prs", "de-CH-1901", "sr-Latn"];
        assert_eq!(settings.packed.languages, expected);
    }

    #[test]
    fn what_is_no_language_is_refused_with_the_nearest_tag() {
        for (value, near) in [
            ("persian", Some("fa")),
            ("Persain", Some("fa")),
            ("\u{641}\u{627}\u{631}\u{633}\u{6cc}", Some("fa")),
            ("Dari", Some("prs")),
            ("fa_IR.UTF-8", Some("fa-IR")),
            ("ar, en", Some("ar")),
            (" en", Some("en")),
            ("fa-", Some("fa")),
            ("klingon", None),
            ("f", None),
            ("", None),
            ("fa-abcdefghi", None),
        ] {
            let mut problems = Vec::new();
            let text = format!("title = 'T'\nlanguages = [\n'ar', \"{value}\"]");
            Settings::read(&text, &mut problems);
            let rest = match near {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "fa, ar and en-GB are some".to_owned(),
            };
            let expected = format!("\"{value}\" is no language tag; {rest}");
            assert_eq!(problems, [(3, expected)]);
        }
    }

    #[test]
    fn wrong_values_are_named_with_their_line() {
        for (text, line, what) in [
            (
                "stop_words = 'a'",
                1,
                "a list is expected here, not a value of type string",
            ),
            (
                "[stop_words]\nfa = [1]",
                2,
                "a string is expected here, not a value of type integer",
            ),
            (
                "weights = 2",
                1,
                "a table is expected here, not a value of type integer",
            ),
            (
                "[weights]\nlead = 1\ntitel = 2",
                3,
                "unknown key \"titel\"; did you mean \"title\"?",
            ),
            (
                "[weights]\nbody = 101",
                2,
                "a number from 0 to 100 is expected here, not 101",
            ),
            (
                "[weights]\nbody = 'much'",
                2,
                "a number from 0 to 100 is expected here, not a value of type string",
            ),
            (
                "[weights]\nbody = nan",
                2,
                "a number from 0 to 100 is expected here, not nan",
            ),
        ] {
            let mut problems = Vec::new();
            Settings::read(text, &mut problems);
            assert_eq!(problems, [(line, what.to_owned())], "{text}");
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
