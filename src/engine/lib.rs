//! The engine of Kashkul: text analysis, the pack format, search, snippets and article views.
//!
//! Bytes and strings in, values out: nothing here touches files, clocks, randomness or a browser.
//! The write side ([`writer`]) and the read side ([`index`]) never import each other; they meet in
//! [`pack`] (the layout) and [`bytes`] (integers in and out).

mod alias;
mod analyzer;
pub mod bytes;
pub mod calendar;
pub mod compact;
mod date;
mod dictionary;
pub mod document;
mod expansion;
mod facets;
mod field;
mod filter;
pub mod fold;
mod fuzzy;
pub mod index;
pub mod keyboard;
pub mod language;
pub mod matcher;
pub mod name;
mod order;
pub mod pack;
mod postings;
pub mod query;
mod read;
mod reading;
mod reason;
mod recent;
mod score;
pub mod search;
pub mod signal;
mod snippet;
mod stem;
mod stopwords;
mod stored;
mod story;
mod stream;
pub mod suggest;
mod syntax;
mod table;
pub mod view;
pub mod writer;
