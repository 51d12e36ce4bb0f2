//! The page and the library in every promised browser.
//!
//! What is asserted here is what only a browser can prove: that a person who types finds, that the
//! strict policies hold, that nothing is loaded which was not promised, that text stays text.

mod hostile;
mod library;
mod page;

use kashkul_browser_tests::engine::{ENGINES, Engine};

/// Runs a test in each engine.
fn on_every_engine(test: impl Fn(&Engine)) {
    for engine in ENGINES {
        eprintln!("in {}", engine.name);
        test(engine);
    }
}
