//! The words of the articles that were read last.
//!
//! Cutting and folding texts is the dearest part of reading them, and an article is read more than once:
//! for a phrase, for the nearness of words and for snippets, and again for the next key, which finds
//! mostly the same.

use crate::analyzer::Words;
use std::rc::Rc;

/// Bytes of memory that the words may take: those of a page of results that are long.
const MAX_BYTES: usize = 1 << 21;

/// Articles that are kept, however short: they are looked through one by one.
const MAX_ARTICLES: usize = 512;

/// The articles read last, in the order in which they were.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recent {
    articles: Vec<(u32, Rc<Vec<Words>>)>,
    n_bytes: usize,
}

impl Recent {
    /// The words of each text of an article, which are read where they are not here.
    pub(crate) fn words<'a>(
        &mut self,
        doc: u32,
        texts: impl Iterator<Item = &'a str>,
    ) -> Rc<Vec<Words>> {
        let known = self.articles.iter().rposition(|(known, _)| *known == doc);
        let words = match known.map(|at| self.articles.remove(at)) {
            Some((_, words)) => words,
            None => {
                let words: Vec<Words> = texts.map(Words::of).collect();
                let n_bytes = n_bytes(&words);
                // One book is not worth all the others.
                if n_bytes > MAX_BYTES {
                    return Rc::new(words);
                }
                self.n_bytes += n_bytes;
                Rc::new(words)
            }
        };
        self.articles.push((doc, Rc::clone(&words)));
        while self.n_bytes > MAX_BYTES {
            let (_, oldest) = self.articles.remove(0);
            self.n_bytes -= n_bytes(&oldest);
        }
        words
    }
}

/// What the words of an article take, or its share where that is more.
fn n_bytes(words: &[Words]) -> usize {
    let n_bytes: usize = words.iter().map(Words::n_bytes).sum();
    n_bytes.max(MAX_BYTES / MAX_ARTICLES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unread<'a>() -> impl Iterator<Item = &'a str> {
        std::iter::from_fn(|| panic!("what is known is read again"))
    }

    #[test]
    fn what_was_read_last_is_not_read_again() {
        let mut recent = Recent::default();
        recent.words(1, ["one two", "three"].into_iter());
        recent.words(2, ["four"].into_iter());
        let words = recent.words(1, unread());
        assert_eq!(words.len(), 2);
        assert_eq!(words[1].term(0, 0), "three");
    }

    #[test]
    fn the_oldest_are_forgotten_first() {
        let long = "سلام دنیا ".repeat(4_000);
        let mut recent = Recent::default();
        for doc in 0..9 {
            recent.words(doc, std::iter::once(long.as_str()));
            recent.words(0, unread());
            let kept = recent.articles.iter().map(|(_, words)| n_bytes(words));
            assert_eq!(recent.n_bytes, kept.sum());
            assert!(recent.n_bytes <= MAX_BYTES);
        }
        assert!((2..9).contains(&recent.articles.len()));
        assert_eq!(recent.articles.last().unwrap().0, 0);
    }

    #[test]
    fn short_ones_do_not_pile_up() {
        let mut recent = Recent::default();
        for doc in 0..1000 {
            recent.words(doc, std::iter::once("short"));
        }
        assert_eq!(recent.articles.len(), MAX_ARTICLES);
        assert_eq!(recent.articles[0].0, 1000 - MAX_ARTICLES as u32);
        recent.words(999, unread());
    }

    #[test]
    fn what_is_too_long_is_read_and_not_kept() {
        let long = "word ".repeat(MAX_BYTES / 4);
        let mut recent = Recent::default();
        recent.words(1, std::iter::once("short"));
        let words = recent.words(2, std::iter::once(long.as_str()));
        assert_eq!(words[0].len(), MAX_BYTES / 4);
        recent.words(1, unread());
        assert_eq!(recent.articles.len(), 1);
    }
}
