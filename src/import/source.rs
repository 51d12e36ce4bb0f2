//! Files to text: owns reading a file and refusing what is no UTF-8 text.

use std::fs;
use std::path::Path;

use crate::problem::Problem;

/// The text of the file, without a byte order mark.
pub(crate) fn read(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    decode(bytes).map_err(|(line, what)| Problem::new(path, line, what))
}

/// What the system says about a path that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(path, 1, format!("cannot be read: {error}"))
}

fn decode(bytes: Vec<u8>) -> Result<String, (usize, String)> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err((1, "UTF-16 text; save it as UTF-8".to_owned()));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        (
            line_of(bytes, at),
            format!("not UTF-8: byte 0x{:02x} at offset {at}", bytes[at]),
        )
    })?;
    if let Some(at) = text.find('\0') {
        return Err((
            line_of(text.as_bytes(), at),
            format!("NUL byte at offset {at}; not a text"),
        ));
    }
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.chars().all(char::is_whitespace) {
        return Err((1, "empty file".to_owned()));
    }
    Ok(text)
}

/// The line, counted from 1, of a byte.
pub(crate) fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at.min(bytes.len())]
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_text() {
        for (bytes, line, what) in [
            (&b"a\nb\xffc"[..], 2, "not UTF-8: byte 0xff at offset 3"),
            (b"a\n\nb\0", 3, "NUL byte at offset 4; not a text"),
            (b"\xff\xfea\0", 1, "UTF-16 text; save it as UTF-8"),
            (b"", 1, "empty file"),
            (b"\xef\xbb\xbf \r\n", 1, "empty file"),
        ] {
            assert_eq!(
                decode(bytes.to_vec()),
                Err((line, what.to_owned())),
                "{bytes:?}"
            );
        }
        assert_eq!(decode(b"\xef\xbb\xbfa".to_vec()).as_deref(), Ok("a"));
    }
}
