//! The page and the library in every promised browser.
//!
//! What is asserted here is what only a browser can prove: that a person who types finds, that the
//! strict policies hold, that nothing is loaded which was not promised, that text stays text.

mod access;
mod clients;
mod elements;
mod elements_keys;
mod elements_offline;
mod elements_own;
mod embedding;
mod examples;
mod fonts;
mod hostile;
mod layout;
mod library;
mod offline;
mod own;
mod pack;
mod page;
mod passage;
mod phone;
mod reading;
mod single;
mod starts;
mod versions;

use kashkul_browser_tests::engine::{ENGINES, Engine};

/// Runs a test in each engine; while one writes it, in the one that `KASHKUL_ENGINE` names.
fn on_every_engine(test: impl Fn(&Engine)) {
    let only = std::env::var("KASHKUL_ENGINE").ok();
    for engine in ENGINES {
        if only.as_ref().is_some_and(|only| only != engine.name) {
            continue;
        }
        eprintln!("in {}", engine.name);
        test(engine);
    }
}
