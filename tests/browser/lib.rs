//! What a test needs of a browser and of a host.
//!
//! Owns the engines, their drivers, a site served to them, and the states of the page; what the page has to do in them is
//! told by the tests. Everything is synchronous: a test reads like what a person does. A step that
//! fails panics, as an assertion would.

pub mod engine;
pub mod host;
mod process;
pub mod session;
pub mod site;
pub mod state;
