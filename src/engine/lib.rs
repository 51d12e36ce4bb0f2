//! The engine of Kashkul: text analysis, the pack format, search, snippets and article views.
//!
//! Bytes and strings in, values out: nothing here touches files, clocks, randomness or a browser.
//! The write side ([`writer`]) and the read side ([`index`]) never import each other; they meet in
//! [`pack`] (the layout) and [`bytes`] (integers in and out).

mod analyzer;
pub mod bytes;
pub mod document;
mod field;
mod filter;
pub mod fold;
pub mod index;
pub mod language;
pub mod matcher;
pub mod pack;
mod postings;
pub mod query;
mod score;
pub mod search;
mod snippet;
mod stopwords;
mod stored;
mod stream;
pub mod view;
pub mod writer;
