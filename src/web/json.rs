//! What crosses the door: JSON text, written once and read by the browser's own parser.
//!
//! Owns its syntax. One string that the browser decodes and parses at once is several times quicker
//! than an object made field by field, each of whose names and values is decoded alone.

/// JSON under construction. A field or item begins with the comma that parts it from the one before.
#[derive(Debug, Default)]
pub(super) struct Json {
    text: String,
}

impl Json {
    /// The text of an object whose fields `fill` writes.
    pub(super) fn object(fill: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::default();
        json.braced(fill);
        json.text
    }

    /// The text of a list of objects.
    pub(super) fn objects<T>(items: &[T], fill: impl Fn(&mut Json, &T)) -> String {
        let mut json = Json::default();
        json.bracketed(|json| {
            items
                .iter()
                .for_each(|item| json.braced(|json| fill(json, item)))
        });
        json.text
    }

    /// A field that is an object.
    pub(super) fn record(&mut self, name: &str, fill: impl FnOnce(&mut Json)) {
        self.name(name);
        self.braced(fill);
    }

    /// A field that is a list of objects.
    pub(super) fn records<T>(&mut self, name: &str, items: &[T], fill: impl Fn(&mut Json, &T)) {
        self.list(name, items, |json, item| {
            json.braced(|json| fill(json, item))
        });
    }

    /// A field that is a list; `write` writes an item of it.
    pub(super) fn list<T>(&mut self, name: &str, items: &[T], write: impl Fn(&mut Json, &T)) {
        self.list_of(name, |json| items.iter().for_each(|item| write(json, item)));
    }

    /// A field that is a list whose items `write` writes.
    pub(super) fn list_of(&mut self, name: &str, write: impl FnOnce(&mut Json)) {
        self.name(name);
        self.bracketed(write);
    }

    /// A field that is a text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    /// A field that is a text, where there is one.
    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A field that is a number.
    pub(super) fn number(&mut self, name: &str, value: u32) {
        self.name(name);
        self.text.push_str(&value.to_string());
    }

    /// An item that is a list whose items `write` writes.
    pub(super) fn bracketed(&mut self, write: impl FnOnce(&mut Json)) {
        self.part();
        self.text.push('[');
        write(self);
        self.text.push(']');
    }

    /// An item that is a text.
    pub(super) fn string(&mut self, value: &str) {
        self.joined(std::iter::once(value));
    }

    /// An item that is a text made of pieces.
    pub(super) fn joined<'a>(&mut self, pieces: impl Iterator<Item = &'a str>) {
        self.part();
        self.text.push('"');
        for piece in pieces {
            self.escaped(piece);
        }
        self.text.push('"');
    }

    fn braced(&mut self, fill: impl FnOnce(&mut Json)) {
        self.part();
        self.text.push('{');
        fill(self);
        self.text.push('}');
    }

    fn name(&mut self, name: &str) {
        self.string(name);
        self.text.push(':');
    }

    /// Begins a field or an item.
    fn part(&mut self) {
        if let Some(b'"' | b'0'..=b'9' | b']' | b'}') = self.text.as_bytes().last() {
            self.text.push(',');
        }
    }

    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        let is_special = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\');
        while let Some(at) = rest.as_bytes().iter().position(is_special) {
            let (plain, special) = rest.split_at_checked(at).unwrap_or_default();
            self.text.push_str(plain);
            let byte = special.as_bytes().first().copied().unwrap_or_default();
            if byte < b' ' {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                self.text.push_str("\\u00");
                self.text.push(char::from(HEX[usize::from(byte >> 4)]));
                self.text.push(char::from(HEX[usize::from(byte & 15)]));
            } else {
                self.text.push('\\');
                self.text.push(char::from(byte));
            }
            rest = special.get(1..).unwrap_or_default();
        }
        self.text.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    #[test]
    fn fields_and_items_are_parted() {
        let text = Json::object(|json| {
            json.records("none", &[(); 0], |_, ()| {});
            json.number("n", 12);
            json.record("empty", |_| {});
            json.list("words", &["a", "b"], |json, word| json.string(word));
            json.records("lists", &[1, 2], |json, n| {
                json.list_of("inner", |json| json.bracketed(|json| json.string("x")));
                json.number("n", *n);
            });
            json.optional("missing", None);
            json.optional("there", Some(""));
        });
        let list = |n: u32| json!({ "inner": [["x"]], "n": n });
        let expected = json!({
            "none": [], "n": 12, "empty": {}, "words": ["a", "b"],
            "lists": [list(1), list(2)], "there": "",
        });
        assert_eq!(parsed(&text), expected);
        let text = Json::objects(&["a", "b"], |json, name| json.text(name, name));
        assert_eq!(parsed(&text), json!([{ "a": "a" }, { "b": "b" }]));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(a in any::<String>(), b in r#"[\x00-\x2f\\]{0,20}"#) {
            let text = Json::object(|json| {
                json.text("a", &a);
                json.list_of("b", |json| json.joined([a.as_str(), &b].into_iter()));
            });
            let both = [a.as_str(), &b].concat();
            prop_assert_eq!(parsed(&text), json!({ "a": a, "b": [both] }));
        }
    }
}
