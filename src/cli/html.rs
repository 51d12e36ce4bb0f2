//! View trees as HTML text.
//!
//! Owns the serialisation of [`Node`]: escaping and void elements. What an article's tree looks
//! like is the engine's `view`; where the text goes is `site`'s.

use html_escape::{encode_double_quoted_attribute_to_string, encode_text_to_string};
use kashkul_engine::view::Node;
use std::borrow::Cow;

/// The elements that have no end tag (HTML Standard, section 13.1.2).
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr"];

/// Appends `node` to `out` as HTML that parses back into the same tree.
pub(crate) fn write(node: &Node<'_>, out: &mut String) {
    match node {
        Node::Text(text) => {
            encode_text_to_string(text, out);
        }
        Node::Element {
            name,
            attributes,
            children,
        } => {
            out.push('<');
            out.push_str(name);
            for (name, value) in attributes {
                out.push(' ');
                out.push_str(name);
                // As a page that saves itself writes it.
                if value.is_empty() {
                    continue;
                }
                out.push_str("=\"");
                encode_double_quoted_attribute_to_string(value, out);
                out.push('"');
            }
            out.push('>');
            if VOID.contains(name) {
                return;
            }
            for child in children {
                write(child, out);
            }
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
    }
}

/// An element with its attributes and children.
#[must_use]
pub(crate) fn element<'a>(
    name: &'static str,
    attributes: &[(&'static str, &'a str)],
    children: Vec<Node<'a>>,
) -> Node<'a> {
    let attributes = attributes.iter();
    Node::Element {
        name,
        attributes: attributes
            .map(|(name, value)| (*name, (*value).into()))
            .collect(),
        children,
    }
}

/// A text node.
#[must_use]
pub(crate) fn text<'a>(text: impl Into<Cow<'a, str>>) -> Node<'a> {
    Node::Text(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_stays_text() {
        let hostile = "</p><script>alert(1)</script>&lt; \" ' \u{202e}";
        let node = element(
            "p",
            &[("title", hostile), ("hidden", "")],
            vec![text(hostile), element("br", &[], vec![])],
        );
        let mut out = String::new();
        write(&node, &mut out);
        assert_eq!(
            out,
            "<p title=\"&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt; &quot; ' \u{202e}\" hidden>\
             &lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt; \" ' \u{202e}<br></p>"
        );
    }
}
