//! Reads article files into documents: text pages (`.txt`) and JSON Lines (`.jsonl`).
//!
//! Used when a pack is built, never in a browser. This crate alone knows the boilerplate of news
//! pages, record formats and printed dates; what is searched and shown of a document is the
//! engine's. Files are read in `collection` and `jsonl`, everything else is a function of text.

mod attribution;
mod collection;
mod comments;
mod date;
mod date_words;
mod jsonl;
mod labels;
mod letters;
mod lines;
mod news;
#[cfg(test)]
mod pages;
mod problem;
mod source;
mod tags;

pub use collection::{Collection, read_collection};
pub use jsonl::read_jsonl;
pub use news::{Page, Remark, parse};
pub use problem::{Problem, Problems};
