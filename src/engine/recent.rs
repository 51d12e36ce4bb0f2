//! The words of the articles that were read last.
//!
//! Cutting and folding texts is the dearest part of reading them, and an article is read more than once:
//! for a phrase, for the nearness of words and for snippets, and again for the next key, which finds
//! mostly the same.

use crate::analyzer::Words;
use std::rc::Rc;

/// Bytes of memory that the words may take.
const MAX_BYTES: usize = 1 << 22;

/// Articles that are kept, however short.
const MAX_ARTICLES: usize = 2048;

/// The words of an article, by text.
type Article = Rc<Vec<Words>>;

/// The articles read last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recent {
    /// By document; what is not kept is empty.
    articles: Vec<Option<Article>>,
    /// The documents kept, in the order in which they were read.
    order: Vec<u32>,
    n_bytes: usize,
}

impl Recent {
    /// The words of each text of an article, which are read where they are not here.
    pub(crate) fn words<'a>(&mut self, doc: u32, texts: impl Iterator<Item = &'a str>) -> Article {
        let at = doc as usize;
        if let Some(Some(known)) = self.articles.get(at) {
            return Rc::clone(known);
        }
        let words: Article = Rc::new(texts.map(Words::of).collect());
        let n_bytes = n_bytes(&words);
        // One book is not worth all the others.
        if n_bytes <= MAX_BYTES {
            self.n_bytes += n_bytes;
            self.forget();
            if self.articles.len() <= at {
                self.articles.resize_with(at + 1, Default::default);
            }
            self.articles[at] = Some(Rc::clone(&words));
            self.order.push(doc);
        }
        words
    }

    /// Forgets what was read first until the rest may be kept.
    fn forget(&mut self) {
        while self.n_bytes > MAX_BYTES && !self.order.is_empty() {
            let oldest = self.order.remove(0);
            let words = self.articles[oldest as usize].take();
            self.n_bytes -= words.map_or(0, |words| n_bytes(&words));
        }
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
    fn what_was_read_first_is_forgotten_first() {
        let long = "سلام دنیا ".repeat(8_000);
        let mut recent = Recent::default();
        for doc in 0..9 {
            recent.words(doc, std::iter::once(long.as_str()));
            recent.words(doc, unread());
            let kept = recent.articles.iter().flatten();
            assert_eq!(recent.n_bytes, kept.map(|words| n_bytes(words)).sum());
            assert!(recent.n_bytes <= MAX_BYTES);
        }
        assert!((2..9).contains(&recent.order.len()));
        assert!(
            recent
                .order
                .iter()
                .copied()
                .eq(9 - recent.order.len() as u32..9)
        );
    }

    #[test]
    fn short_ones_do_not_pile_up() {
        let mut recent = Recent::default();
        for doc in 0..3000 {
            recent.words(doc, std::iter::once("short"));
        }
        assert_eq!(recent.order.len(), MAX_ARTICLES);
        assert_eq!(recent.articles.iter().flatten().count(), MAX_ARTICLES);
        recent.words(2999, unread());
    }

    #[test]
    fn what_is_too_long_is_read_and_not_kept() {
        let long = "word ".repeat(MAX_BYTES / 4);
        let mut recent = Recent::default();
        recent.words(1, std::iter::once("short"));
        let words = recent.words(2, std::iter::once(long.as_str()));
        assert_eq!(words[0].len(), MAX_BYTES / 4);
        recent.words(1, unread());
        assert_eq!(recent.order.len(), 1);
    }
}
