//! How the documents found are spread over languages, sources and years.

use crate::index::Index;

/// Counts over all documents found, most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets<'a> {
    /// By BCP 47 tag.
    pub lang: Vec<(&'a str, usize)>,
    /// By source.
    pub source: Vec<(&'a str, usize)>,
    /// By Gregorian year, newest first.
    pub year: Vec<(u32, usize)>,
}

impl Index {
    pub(crate) fn facets(&self, docs: &[u32]) -> Facets<'_> {
        let (langs, sources) = self.languages_and_sources();
        let mut n_langs = vec![0usize; langs.len() + 1];
        let mut n_sources = vec![0usize; sources.len() + 1];
        let mut years: Vec<(u32, usize)> = Vec::new();
        for &doc in docs {
            let columns = self.columns(doc);
            for (counts, number) in [
                (&mut n_langs, columns.lang),
                (&mut n_sources, columns.source),
            ] {
                if let Some(count) = counts.get_mut(number as usize) {
                    *count += 1;
                }
            }
            let year = columns.day / 10_000;
            if year > 0 {
                let at = years.partition_point(|(known, _)| *known > year);
                match years.get_mut(at) {
                    Some((known, count)) if *known == year => *count += 1,
                    _ => years.insert(at, (year, 1)),
                }
            }
        }
        Facets {
            lang: most_first(&langs, &n_langs),
            source: most_first(&sources, &n_sources),
            year: years,
        }
    }
}

/// Values with their counts, the most frequent first; counts begin with that of no value.
fn most_first<'a>(values: &[&'a str], counts: &[usize]) -> Vec<(&'a str, usize)> {
    let mut all: Vec<(&str, usize)> = Vec::new();
    for (&value, &count) in values.iter().zip(counts.iter().skip(1)) {
        if count > 0 {
            let at = all.partition_point(|(_, more)| *more >= count);
            all.insert(at, (value, count));
        }
    }
    all
}
