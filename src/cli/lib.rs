//! The parts of the `kashkul` command that other build tools use too.
//!
//! Owns nothing but the list of its modules; arguments, files and progress belong to the binary.

mod block;
pub mod bulk;
pub mod fonts;
mod html;
pub mod offline;
pub mod own;
pub mod server;
pub mod site;
