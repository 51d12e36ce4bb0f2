//! Text to the terminal: owns how results and remarks are printed.
//!
//! Results go to standard output, where a full disk is an error like any other; a closed pipe ended
//! the program before. Remarks go to standard error, and are lost where that cannot be written.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use crate::error::Error;

/// Prints a result, with a line feed at its end.
///
/// # Errors
/// When standard output cannot be written.
pub(crate) fn print_line(line: impl Display) -> Result<(), Error> {
    print(format_args!("{line}\n"))
}

/// Prints a result as it is.
///
/// # Errors
/// When standard output cannot be written.
pub(crate) fn print(text: impl Display) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    write!(out, "{text}")
        .and_then(|()| out.flush())
        .map_err(Error::file(Path::new("standard output")))
}

/// Says a line on standard error.
pub(crate) fn say(line: impl Display) {
    // There is no other place to say that it could not be said.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Text that keeps its own direction in a line of another, for people; programs get the text alone.
pub(crate) fn isolated(text: &str) -> String {
    match io::stdout().is_terminal() {
        true => format!("\u{2068}{text}\u{2069}"),
        false => text.to_owned(),
    }
}
