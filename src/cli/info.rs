//! `kashkul info`: what is in a pack.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use clap::Args;
use kashkul_engine::index::Index;
use kashkul_engine::pack;
use serde_json::{Value, json};

use crate::error::Error;
use crate::terminal::{self, isolated, visible};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A .kashkul file.
    pack: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let path = &options.pack;
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let index = Index::open_verified(bytes.clone());
    let index = index.map_err(|error| Error::Open(path.clone(), error))?;
    let articles = index.articles();
    let n_words = articles.iter().map(|article| n_words(&index, article.id));
    let facts = Facts::of(&index, &bytes, n_words.sum());
    match options.json {
        true => terminal::print_line(facts.json()),
        false => terminal::print(facts),
    }
}

/// What is said of a pack.
pub(crate) struct Facts {
    title: String,
    n_articles: usize,
    n_words: usize,
    /// How many articles each language has.
    languages: BTreeMap<String, usize>,
    /// The first and the last day of publication.
    days: Option<(String, String)>,
    len_bytes: usize,
    /// The parts of the pack and their lengths, in their order.
    parts: Vec<(&'static str, usize)>,
}

impl Facts {
    /// Counts what is in an opened pack, besides its words.
    pub(crate) fn of(index: &Index, bytes: &[u8], n_words: usize) -> Facts {
        let articles = index.articles();
        let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
        for article in &articles {
            *languages.entry(article.lang).or_default() += 1;
        }
        let languages = languages.into_iter();
        let languages = languages.map(|(lang, n)| (lang.to_owned(), n)).collect();
        let days = articles.iter().filter_map(|article| article.date.as_ref());
        let days: Vec<&str> = days.filter_map(|date| date.iso.get(..10)).collect();
        let days = days.iter().min().zip(days.iter().max());
        Facts {
            title: index.title().to_owned(),
            n_articles: articles.len(),
            n_words,
            languages,
            days: days.map(|(first, last)| ((*first).to_owned(), (*last).to_owned())),
            len_bytes: bytes.len(),
            parts: pack::parts(bytes),
        }
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "title": self.title,
            "articles": self.n_articles,
            "words": self.n_words,
            "languages": self.languages,
            "first_day": self.days.as_ref().map(|(first, _)| first),
            "last_day": self.days.as_ref().map(|(_, last)| last),
            "bytes": self.len_bytes,
            "parts": self.parts.iter().copied().collect::<BTreeMap<_, _>>(),
        })
    }
}

/// The words of an article between blanks, its title's among them.
fn n_words(index: &Index, id: &str) -> usize {
    let Some(view) = index.article(id, None) else {
        return 0;
    };
    let runs = view
        .blocks
        .iter()
        .flat_map(|block| &block.runs)
        .chain(&view.title);
    runs.map(|run| run.text.split_whitespace().count()).sum()
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let languages = self.languages.iter().map(|(lang, n)| format!("{lang} {n}"));
        let languages: Vec<String> = languages.collect();
        writeln!(f, "title      {}", isolated(&self.title))?;
        writeln!(
            f,
            "articles   {} ({})",
            self.n_articles,
            visible(languages.join(", "))
        )?;
        writeln!(f, "words      {}", self.n_words)?;
        if let Some((first, last)) = &self.days {
            writeln!(f, "published  {} to {}", visible(first), visible(last))?;
        }
        writeln!(f, "bytes      {}", self.len_bytes)?;
        for (name, len) in &self.parts {
            writeln!(f, "  {name:<16} {len:>10}")?;
        }
        Ok(())
    }
}
