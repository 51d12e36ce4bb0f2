//! Text to the terminal: owns how results and remarks are printed, and that no text of articles and no
//! name of a file is a command to it.
//!
//! Results go to standard output, where a full disk is an error like any other; a closed pipe ended
//! the program before. Remarks go to standard error, and are lost where that cannot be written.

use std::fmt::{self, Display, Write as _};
use std::io::{self, IsTerminal as _};
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
    use std::io::Write as _;
    let mut out = io::stdout().lock();
    write!(out, "{text}")
        .and_then(|()| out.flush())
        .map_err(Error::file(Path::new("standard output")))
}

/// Says a line on standard error.
pub(crate) fn say(line: impl Display) {
    use std::io::Write as _;
    // There is no other place to say that it could not be said.
    let _ = writeln!(io::stderr(), "{line}");
}

/// What comes from elsewhere, as one line in which control characters are escaped: a terminal would
/// obey them.
pub(crate) fn visible<T: Display>(text: T) -> Visible<T> {
    Visible(text)
}

/// Displays text with its control characters escaped.
pub(crate) struct Visible<T>(T);

impl<T: Display> Display for Visible<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

/// Passes text on with its control characters escaped.
struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive(char::is_control) {
            let control = part.chars().next_back().filter(|c| c.is_control());
            let plain = part.len() - control.map_or(0, char::len_utf8);
            self.0.write_str(&part[..plain])?;
            if let Some(control) = control {
                write!(self.0, "{}", control.escape_default())?;
            }
        }
        Ok(())
    }
}

/// Text of an article, as one line that keeps its own direction in one of another, for people;
/// programs get the line alone.
pub(crate) fn isolated(text: &str) -> String {
    // Lines of a poem are parted, and nothing is obeyed.
    let is_blank = |c: char| c.is_control() && c.is_whitespace();
    let text = visible(text.replace(is_blank, " "));
    match io::stdout().is_terminal() {
        true => format!("\u{2068}{text}\u{2069}"),
        false => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_obeyed() {
        for (text, expected) in [
            ("", ""),
            (
                "\u{645}\u{62a}\u{646} \u{200c}a\u{2068}",
                "\u{645}\u{62a}\u{646} \u{200c}a\u{2068}",
            ),
            ("T\u{1b}[2Jx\u{7}", r"T\u{1b}[2Jx\u{7}"),
            (
                "\u{0}\u{7f}\u{80}\u{9b}2J\u{9f}",
                r"\u{0}\u{7f}\u{80}\u{9b}2J\u{9f}",
            ),
            ("a\r\nb\tc\n", r"a\r\nb\tc\n"),
        ] {
            assert_eq!(visible(text).to_string(), expected);
        }
        assert_eq!(
            isolated("a\nb\t\u{85}\u{1b}c").trim_matches(['\u{2068}', '\u{2069}']),
            r"a b  \u{1b}c"
        );
    }
}
