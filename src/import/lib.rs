//! Reads article files into documents: text pages, Markdown and records; with the feature
//! `formats` web pages, feeds and books too.
//!
//! Used when a pack is built, never to search one. This crate alone knows the boilerplate of news
//! pages, markup, record formats and printed dates; what is searched and shown of a document is the
//! engine's. Files are found in `find` and read in `source`, everything else is a function of text.

mod alone;
mod attribution;
#[cfg(feature = "formats")]
mod blocks;
mod cells;
mod collection;
mod comments;
mod date;
mod date_words;
mod elements;
#[cfg(feature = "formats")]
mod epub;
#[cfg(feature = "formats")]
mod facts;
#[cfg(feature = "formats")]
mod feed;
mod find;
mod finished;
mod format;
mod front_matter;
#[cfg(feature = "formats")]
mod html;
mod images;
mod json;
mod jsonl;
mod labels;
mod language;
mod language_codes;
mod letters;
mod lines;
mod markdown;
mod marks;
mod news;
#[cfg(test)]
mod pages;
mod problem;
mod settings;
mod source;
mod tags;
mod theme;
#[cfg(feature = "formats")]
mod xhtml;

pub use collection::{Collection, Sources, read_collection};
pub use find::SourceFile;
pub use finished::{PAGE_MARK, is_page};
pub use format::Read;
pub use news::{Page, Remark, parse};
pub use problem::{Kind, Problem, Problems};
pub use settings::{FILE as SETTINGS_FILE, TEMPLATE as SETTINGS_TEMPLATE};
pub use theme::Theme;
