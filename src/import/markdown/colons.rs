//! Colons that begin a line of Markdown: owns telling those of definitions from those that are text,
//! and taking the fences of containers (`::: tip Title`) away.
//!
//! A definition stands behind a colon and a blank, as Markdown Extra has it; the parser takes any colon
//! for its mark. Containers are those of VitePress, Docusaurus and Pandoc. What is within them stays,
//! and their titles are paragraphs.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The text with a backslash before each colon that marks nothing, and with no fences.
pub(super) fn told_apart(text: &str, options: Options) -> Cow<'_, str> {
    if !text.lines().any(|line| unmarked(line).starts_with(':')) {
        return Cow::Borrowed(text);
    }
    let verbatim = verbatim(text, options - Options::ENABLE_DEFINITION_LIST);
    let mut told = String::with_capacity(text.len() + text.len() / 64);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let rest = unmarked(line);
        let at = start + line.len() - rest.len();
        start += line.len();
        let next = verbatim.partition_point(|(range, _)| range.end <= at);
        let around = verbatim.get(next).filter(|(range, _)| range.start <= at);
        let marks = &line[..line.len() - rest.len()];
        match (around, title_of_fence(rest)) {
            _ if !is_bare(rest) => told.push_str(line),
            (Some((_, Place::Block)), _) => told.push_str(line),
            // There, the end of a line is a blank.
            (Some((_, Place::Inline)), _) => {
                told.truncate(told.trim_end().len());
                told.push(' ');
                told.push_str(rest);
            }
            // The lines around a fence are not of one paragraph.
            (None, Some(title)) => {
                for part in ["", title, ""] {
                    told.push_str(marks);
                    told.push_str(part);
                    told.push('\n');
                }
            }
            (None, None) => {
                told.push_str(marks);
                told.push('\\');
                told.push_str(rest);
            }
        }
    }
    Cow::Owned(told)
}

/// A line without the signs of the quotations that it is in, and its indentation.
fn unmarked(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// Whether a line begins with a colon that marks neither a definition nor how a table is aligned.
fn is_bare(line: &str) -> bool {
    let is_of_table = |c: char| matches!(c, ':' | '-' | '|' | ' ' | '\t' | '\r' | '\n');
    let is_alignment = line.contains('-') && line.chars().all(is_of_table);
    let after = line.strip_prefix(':');
    after.is_some_and(|after| !after.starts_with([' ', '\t'])) && !is_alignment
}

/// What code, HTML or a formula is to the lines around it.
#[derive(Clone, Copy)]
enum Place {
    Block,
    Inline,
}

/// Where code, HTML and formulas are, which have no escapes, in order.
fn verbatim(text: &str, options: Options) -> Vec<(Range<usize>, Place)> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    let places = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => Some((range, Place::Block)),
        Event::Code(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
            Some((range, Place::Inline))
        }
        _ => None,
    });
    places.collect()
}

/// The title of a container whose fence a line is; empty where it has none or the fence is an end.
fn title_of_fence(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(':');
    if line.len() - rest.len() < ":::".len() {
        return None;
    }
    let rest = rest.trim_end().trim_end_matches(':').trim();
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let title = rest.trim_start_matches(is_of_name);
    let is_name =
        title.is_empty() || title.starts_with(['[', '{']) || title.starts_with(char::is_whitespace);
    let title = if is_name { title.trim() } else { rest };
    let title = match title.rsplit_once('{') {
        Some((title, attributes)) if attributes.ends_with('}') => title.trim(),
        _ => title,
    };
    let label = title
        .strip_prefix('[')
        .and_then(|title| title.strip_suffix(']'));
    Some(label.unwrap_or(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_may_have_a_title() {
        for (line, title) in [
            (":::", Some("")),
            ("::::\n", Some("")),
            (":::tip", Some("")),
            ("::: tip\r\n", Some("")),
            ("::: tip A title\n", Some("A title")),
            (":::note[A *title*]", Some("A *title*")),
            ("::: details Click me {open}", Some("Click me")),
            ("::: {.warning #a}", Some("")),
            ("::::: warning ::::::", Some("")),
            ("::: نکته‌ای دیگر", Some("نکته‌ای دیگر")),
            ("::", None),
            (":x:", None),
        ] {
            assert_eq!(title_of_fence(line), title, "{line}");
        }
    }
}
