//! The parts of an article that show best why it was found.
//!
//! Of every paragraph, the window with the most distinct clauses of the query wins, then the one where most of
//! them stand side by side as they were asked for, then the one with the most hits, then the earlier one. It
//! begins at a sentence where one begins near, and ends between words.

use crate::matcher::{Run, Span, runs};
use crate::read::{Read, distance};

/// Characters that a snippet aims at.
const LENGTH: usize = 200;

/// Characters before the first hit that a sentence may begin in.
const REACH: usize = 70;

/// Characters shown before the first hit where no sentence begins near.
const CONTEXT: usize = 40;

/// Snippets of one article.
const MAX_PLACES: usize = 3;

/// What a window shows: how many clauses, pairs of them as they were asked for, and hits.
type Worth = (u32, usize, usize);

/// A piece of a paragraph.
pub(crate) struct Snippet<'a> {
    pub(crate) runs: Vec<Run<'a>>,
    /// Number of the paragraph, from 1 on; 0 where no paragraph has a hit.
    pub(crate) number: u32,
}

/// The best snippets of an article, of a paragraph each, the best first; its beginning where no
/// paragraph has a hit.
pub(crate) fn snippets<'a>(read: &Read<'a>) -> Vec<Snippet<'a>> {
    let mut best: Vec<(Worth, Snippet<'a>)> = Vec::new();
    for (number, paragraph, spans) in read.paragraphs() {
        let mut own: Option<(Worth, usize)> = None;
        let places = places(paragraph, spans);
        for (at, span) in spans.iter().enumerate() {
            let window = places
                .get(at)
                .map_or(0, |(start, _)| start + LENGTH - CONTEXT);
            let n_near = places.iter().skip(at).take_while(|(_, end)| *end <= window);
            let near = spans.get(at..at + n_near.count()).unwrap_or_default();
            let worth = (n_clauses(near), n_pairs(paragraph, near), near.len());
            if own.is_none_or(|(most, _)| worth > most) {
                own = Some((worth, span.range.start));
            }
        }
        let Some((worth, start)) = own else {
            continue;
        };
        let at = best.partition_point(|(other, _)| *other >= worth);
        if at < MAX_PLACES {
            let snippet = Snippet {
                runs: cut(paragraph, spans, start),
                number,
            };
            best.insert(at, (worth, snippet));
            best.truncate(MAX_PLACES);
        }
    }
    if best.is_empty() {
        return vec![beginning(read)];
    }
    best.into_iter().map(|(_, snippet)| snippet).collect()
}

fn beginning<'a>(read: &Read<'a>) -> Snippet<'a> {
    let paragraph = read.stored.paragraphs().next().unwrap_or_default();
    Snippet {
        runs: cut(paragraph, &[], 0),
        number: 0,
    }
}

/// Where hits begin and end, in characters.
fn places(paragraph: &str, spans: &[Span]) -> Vec<(usize, usize)> {
    let mut places = Vec::with_capacity(spans.len());
    let (mut at, mut n_chars) = (0, 0);
    let mut advance = |to: usize| {
        let bytes = paragraph.as_bytes().get(at..to).unwrap_or_default();
        // All bytes of a character but the first are 10xxxxxx.
        n_chars += bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        at = to;
        n_chars
    };
    for span in spans {
        places.push((advance(span.range.start), advance(span.range.end)));
    }
    places
}

fn n_clauses(spans: &[Span]) -> u32 {
    // A query has at most 64 clauses.
    let clauses = spans.iter().flat_map(|span| span.clauses.each());
    let clauses = clauses.fold(0u64, |set, number| set | 1 << (number % 64));
    clauses.count_ones()
}

/// Neighbours that stand in the order of the query, no further from each other than there.
fn n_pairs(text: &str, spans: &[Span]) -> usize {
    let pairs = spans.windows(2).filter(|pair| match pair {
        [left, right] => distance(text, left, right) + left.clauses.last <= right.clauses.first,
        _ => false,
    });
    let inside = spans
        .iter()
        .map(|span| span.clauses.last - span.clauses.first);
    pairs.count() + inside.sum::<usize>()
}

/// The window of a paragraph around byte `first`, as runs with an ellipsis where it was cut.
fn cut<'a>(paragraph: &'a str, spans: &[Span], first: usize) -> Vec<Run<'a>> {
    let start = start_of(paragraph, first);
    let end = end_of(paragraph, start, spans);
    let inside: Vec<Span> = spans
        .iter()
        .filter(|span| span.range.start >= start && span.range.end <= end)
        .map(|span| Span {
            range: span.range.start - start..span.range.end - start,
            clauses: span.clauses,
            why: span.why,
        })
        .collect();
    let mut runs = runs(part(paragraph, start, end), &inside);
    let ellipsis = Run {
        text: "…",
        is_match: false,
    };
    if start > 0 && !ends_sentence(part(paragraph, 0, start)) {
        runs.insert(0, ellipsis);
    }
    if end < paragraph.len() {
        runs.push(ellipsis);
    }
    runs
}

/// Where a window around byte `first` begins: at a sentence, else at a word.
fn start_of(paragraph: &str, first: usize) -> usize {
    let before = part(paragraph, 0, first);
    let mut word = None;
    for (n, (at, c)) in before.char_indices().rev().enumerate() {
        let after = at + c.len_utf8();
        if n <= REACH && c.is_whitespace() && ends_sentence(part(before, 0, at)) {
            return after;
        }
        if n <= CONTEXT && c.is_whitespace() {
            word = Some(after);
        }
        if n > REACH {
            return word.unwrap_or(before.len());
        }
    }
    0
}

/// Where a window from byte `start` on ends: after a word, and never inside a hit.
fn end_of(paragraph: &str, start: usize, spans: &[Span]) -> usize {
    let rest = part(paragraph, start, paragraph.len());
    let Some((limit, _)) = rest.char_indices().nth(LENGTH) else {
        return paragraph.len();
    };
    let shown = part(rest, 0, limit);
    let end = shown.rfind(char::is_whitespace).unwrap_or(limit) + start;
    let crossing = spans
        .iter()
        .find(|span| span.range.start < end && end < span.range.end);
    crossing.map_or(end, |span| span.range.end)
}

/// The bytes `start..end` of a text; nothing where they are no part of it.
fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

fn ends_sentence(text: &str) -> bool {
    let last = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '"' | '”'));
    last.is_empty() || last.ends_with(['.', '!', '?', '؟', '…', '۔', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_the_window() {
        let text = "یک جملهٔ دراز که به کار نمی‌آید. لاوروف گفت.";
        let start = start_of(text, text.find("گفت").unwrap());
        assert!(text[start..].starts_with("لاوروف"));
    }

    #[test]
    fn windows_end_between_words() {
        let text = "سلام دنیا ".repeat(60);
        let runs = cut(&text, &[], 306);
        let shown: String = runs.iter().map(|run| run.text).collect();
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        for word in shown.trim_matches('…').split_whitespace() {
            assert!(word == "سلام" || word == "دنیا", "{word}");
        }
        assert!(shown.chars().count() <= LENGTH + 2);
    }
}
