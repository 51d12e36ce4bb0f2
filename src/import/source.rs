//! Bytes to text: owns reading a file, telling its encoding, and refusing what is no text.
//!
//! UTF-8 is the rule. A byte order mark, then what the file declares, then the bytes themselves say
//! otherwise; any other encoding is remarked upon, since a guess can be wrong.

use std::fs;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::problem::{Kind, Problem};

/// A file's text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// Without a byte order mark.
    pub(crate) text: String,
    /// What is to be said of its encoding.
    pub(crate) remark: Option<String>,
}

/// The text of an article's bytes, which has to say something; `declared` finds the encoding that they
/// name themselves.
pub(crate) fn text(
    path: &Path,
    bytes: Vec<u8>,
    declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> Result<Text, Problem> {
    let text = text_or_nothing(path, bytes, declared)?;
    if text.text.chars().all(char::is_whitespace) {
        return Err(Problem::new(path, 1, Kind::Empty, "empty file"));
    }
    Ok(text)
}

/// The text of a file's bytes.
pub(crate) fn text_or_nothing(
    path: &Path,
    bytes: Vec<u8>,
    declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> Result<Text, Problem> {
    decode(bytes, declared).map_err(|(line, what)| Problem::new(path, line, Kind::Encoding, what))
}

/// The bytes of the file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// What the system says about a path that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(
        path,
        1,
        Kind::Unreadable,
        format!("cannot be read: {error}"),
    )
}

fn decode(
    bytes: Vec<u8>,
    declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> Result<Text, (usize, String)> {
    let (text, remark) = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => marked(&bytes, encoding)?,
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => guessed(&error, declared)?,
        },
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if let Some(at) = text.find('\0') {
        let what = format!("NUL byte at offset {at}; not a text");
        return Err((line_of(text.as_bytes(), at), what));
    }
    Ok(Text { text, remark })
}

type Decoded = (String, Option<String>);

/// Text that says its encoding by a byte order mark.
fn marked(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, (usize, String)> {
    let name = encoding.name();
    match encoding.decode_with_bom_removal(bytes) {
        (text, false) => Ok((text.into_owned(), None)),
        (_, true) => Err((
            1,
            format!("begins as {name} does but is not; save it as UTF-8"),
        )),
    }
}

/// Text that is not UTF-8, in the encoding it declares or else looks like.
fn guessed(
    error: &std::string::FromUtf8Error,
    declared: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> Result<Decoded, (usize, String)> {
    let bytes = error.as_bytes();
    let at = error.utf8_error().valid_up_to();
    let refused = || {
        let byte = bytes[at];
        let what = format!("not UTF-8: byte 0x{byte:02x} at offset {at}; save it as UTF-8");
        Err((line_of(bytes, at), what))
    };
    let declared = declared(bytes);
    if declared == Some(UTF_8) && is_damaged_utf8(bytes) {
        let n_broken = bytes
            .utf8_chunks()
            .filter(|chunk| !chunk.invalid().is_empty())
            .count();
        let remark = format!("broken UTF-8, shown as \u{fffd}: {n_broken}");
        return Ok((String::from_utf8_lossy(bytes).into_owned(), Some(remark)));
    }
    // No encoding of texts has bytes of control, and no text of another reads well as UTF-8.
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if bytes.iter().any(is_control) || is_damaged_utf8(bytes) {
        return refused();
    }
    let (encoding, how) = match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => (encoding, "as it declares"),
        None => (
            detect(bytes),
            "as it looks; if that is wrong, save it as UTF-8",
        ),
    };
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) => Ok((
            text.into_owned(),
            Some(format!("read as {}, {how}", encoding.name())),
        )),
        (_, true) => refused(),
    }
}

/// Whether more letters beyond ASCII are sound UTF-8 than not.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_sound, mut n_broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_sound >= n_broken
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
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
    use encoding_rs::WINDOWS_1256;

    fn none(_: &[u8]) -> Option<&'static Encoding> {
        None
    }

    #[test]
    fn refuses_what_is_no_text() {
        for (bytes, line, what) in [
            (
                &b"a\nb\xff\x01c"[..],
                2,
                "not UTF-8: byte 0xff at offset 3; save it as UTF-8",
            ),
            (
                "م\u{62a}ن\n"
                    .as_bytes()
                    .split_last()
                    .unwrap()
                    .1
                    .split_last()
                    .unwrap()
                    .1,
                1,
                "not UTF-8: byte 0xd9 at offset 4; save it as UTF-8",
            ),
            (b"a\n\nb\0", 3, "NUL byte at offset 4; not a text"),
            (
                b"\xff\xfea\0\x00\xd8b",
                1,
                "begins as UTF-16LE does but is not; save it as UTF-8",
            ),
        ] {
            let error = decode(bytes.to_vec(), none);
            assert_eq!(error, Err((line, what.to_owned())), "{bytes:?}");
        }
    }

    #[test]
    fn an_article_says_something() {
        for bytes in [&b""[..], b"\xef\xbb\xbf \r\n"] {
            assert!(text(Path::new("a.txt"), bytes.to_vec(), none).is_err());
            let nothing = text_or_nothing(Path::new("collection.toml"), bytes.to_vec(), none);
            assert_eq!(nothing.unwrap().text.trim(), "");
        }
    }

    #[test]
    fn reads_the_encodings_of_old_texts_and_says_so() {
        let text = "خبرگزاري: وزير امور خارجه گفت كه مذاكرات ادامه دارد\n";
        let (legacy, _, _) = WINDOWS_1256.encode(text);
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let declares = |_: &[u8]| Some(WINDOWS_1256);
        let declared = "read as windows-1256, as it declares";
        let looks = "read as windows-1256, as it looks; if that is wrong, save it as UTF-8";
        for (bytes, remark) in [
            (text.as_bytes().to_vec(), None),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), None),
            (utf16, None),
        ] {
            let read = decode(bytes, none).unwrap();
            assert_eq!((read.text.as_str(), read.remark), (text, remark));
        }
        // A page that says what it is may be a little damaged, as browsers have it.
        let damaged = [text.as_bytes(), b"\xff"].concat();
        let read = decode(damaged, |_| Some(UTF_8)).unwrap();
        assert_eq!(read.text, format!("{text}\u{fffd}"));
        let remark = "broken UTF-8, shown as \u{fffd}: 1";
        assert_eq!(read.remark.as_deref(), Some(remark));

        let read = decode(legacy.to_vec(), none).unwrap();
        assert_eq!(
            (read.text.as_str(), read.remark.as_deref()),
            (text, Some(looks))
        );
        let read = decode(legacy.to_vec(), declares).unwrap();
        assert_eq!(
            (read.text.as_str(), read.remark.as_deref()),
            (text, Some(declared))
        );
    }
}
