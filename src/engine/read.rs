//! An article read with a query in mind: its texts, and the hits in each.
//!
//! Reading a text is what costs most of an answer, so it is read once: for the nearness of its words,
//! for its snippets and for why it was found.

use crate::analyzer::Words;
use crate::bytes::text;
use crate::index::Index;
use crate::language::Dir;
use crate::matcher::{Matcher, Span};
use crate::score::saturated;
use crate::stored::Stored;

/// What the nearness of a word to the others counts beside the word.
const PROXIMITY: f32 = 0.25;

/// A stored article and its hits.
pub(crate) struct Read<'a> {
    pub(crate) doc: u32,
    pub(crate) stored: Stored<'a>,
    /// By text, in the order of [`Stored::texts`].
    texts: Vec<Text<'a>>,
}

/// What was seen in a text.
struct Text<'a> {
    /// Empty where it has no hits.
    text: &'a str,
    dir: Dir,
    hits: Vec<Span>,
}

impl<'a> Read<'a> {
    pub(crate) fn of(index: &'a Index, doc: u32, matcher: &Matcher) -> Read<'a> {
        let stored = index.document(doc);
        let words = index.words(doc, &stored);
        let read = |(words, unread): (&Words, _)| {
            let hits = matcher.spans(words);
            Text {
                text: if hits.is_empty() { "" } else { text(unread) },
                dir: words.dir(stored.lang),
                hits,
            }
        };
        let texts = words.iter().zip(stored.unread_texts()).map(read).collect();
        Read { doc, stored, texts }
    }

    /// The texts that have hits, each with its number: the headline's is 0, that of the paragraphs their own.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (u32, &'a str, &[Span])> {
        let texts = (0..).zip(&self.texts);
        let found = texts.filter(|(_, text)| !text.hits.is_empty());
        found.map(|(number, text)| (number, text.text, text.hits.as_slice()))
    }

    /// The hits in the headline.
    pub(crate) fn title(&self) -> &[Span] {
        self.texts.first().map_or(&[], |title| &title.hits)
    }

    /// The paragraphs that have hits, each with its number and its hits.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = (u32, &'a str, &[Span])> {
        let n_paragraphs = self.stored.n_paragraphs();
        let texts = self.texts().skip_while(|(number, ..)| *number == 0);
        texts.take_while(move |(number, ..)| *number <= n_paragraphs)
    }

    /// The direction of the headline, or of the paragraph of a number.
    pub(crate) fn dir(&self, number: u32) -> Dir {
        let text = self.texts.get(number as usize);
        text.map_or(Dir::default(), |text| text.dir)
    }

    /// What the article gains by holding the words of the query near each other.
    ///
    /// Each pair of neighbouring hits of two clauses, and each hit of both, adds to both what the other
    /// is worth, divided by the square of their distance in words; the sum is saturated as occurrences are (Büttcher,
    /// Clarke, Lushman: Term Proximity Scoring for Ad-Hoc Retrieval, 2006). `worths` has what each
    /// clause may score.
    pub(crate) fn proximity(&self, worths: &[f32]) -> f32 {
        let mut near = vec![0.0; worths.len()];
        let mut add = |a: usize, b: usize, distance: usize| {
            if let (Some(worth_a), Some(worth_b)) = (worths.get(a), worths.get(b))
                && a != b
            {
                let square = (distance * distance) as f32;
                near[a] += worth_b / square;
                near[b] += worth_a / square;
            }
        };
        for (_, text, spans) in self.texts() {
            for span in spans {
                add(span.clauses.first, span.clauses.last, 1);
            }
            for pair in spans.windows(2) {
                let [left, right] = pair else { continue };
                let distance = distance(text, left, right);
                add(left.clauses.last, right.clauses.first, distance);
            }
        }
        let gains = near.iter().zip(worths);
        PROXIMITY
            * gains
                .map(|(&near, worth)| worth * saturated(near))
                .sum::<f32>()
    }
}

/// Words from one hit to the next in a text; 1 where they are neighbours.
pub(crate) fn distance(text: &str, left: &Span, right: &Span) -> usize {
    let between = text.get(left.range.end..right.range.start);
    let n_spaces = between.unwrap_or_default().bytes().filter(|c| *c <= b' ');
    n_spaces.count().max(1)
}
