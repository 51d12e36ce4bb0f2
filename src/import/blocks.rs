//! Blocks of HTML: owns which text of a tree of elements is one paragraph.
//!
//! An element that browsers show as a block starts a paragraph and ends one. Rows of tables and
//! blocks of code stay whole; pictures are their alternative text, and where they stand alone and are
//! asked for, paragraphs of their own. What is no text to read (the controls of forms,
//! menus of the page, scripts) is left out.

use dom_query::{Document, NodeRef};
use kashkul_engine::document::{Document as Article, Heading};

use crate::alone::{Alone, Shown};
use crate::cells;
use crate::elements::{self, level_of};
use crate::images::{self, Images};
use crate::letters;

/// The text of a tree.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Blocks {
    pub(crate) paragraphs: Vec<String>,
    /// Which of the paragraphs are headings.
    pub(crate) headings: Vec<Heading>,
    /// Which of the paragraphs are pictures; their text may be empty.
    pub(crate) shown: Vec<Shown>,
}

impl Blocks {
    /// Reads a tree, however deep it is, with or without its pictures.
    pub(crate) fn of(root: NodeRef<'_>, shows_images: bool) -> Blocks {
        let mut writer = Writer {
            shows_images,
            ..Writer::default()
        };
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) => {
                    if !writer.enter(&node) {
                        continue;
                    }
                    steps.push(Step::Leave(node));
                    steps.extend(node.children_it(true).map(Step::Enter));
                }
                Step::Leave(node) => writer.leave(&node),
            }
        }
        writer.end_paragraph();
        writer.blocks
    }

    /// The text of an article, with those of its pictures that are packed.
    pub(crate) fn document(self, images: Option<&Images<'_>>) -> Article {
        images::document(self.paragraphs, self.headings, &self.shown, images)
    }

    /// Reads a piece of HTML, as feeds hold.
    pub(crate) fn of_html(html: &str, shows_images: bool) -> Blocks {
        Blocks::of(Document::from(html).root(), shows_images)
    }
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(NodeRef<'a>),
}

#[derive(Default)]
struct Writer {
    blocks: Blocks,
    paragraph: String,
    /// How many elements around keep line breaks.
    n_pre: usize,
    n_breaks: usize,
    /// How many cells of a row the paragraph has.
    n_cells: usize,
    /// The level of the heading that is read.
    level: Option<u8>,
    shows_images: bool,
    images: Alone,
}

impl Writer {
    /// Begins a node; false where nothing inside of it is text.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            return !node.is_comment() && !node.is_doctype();
        };
        let name = &*name;
        if elements::is_silent(name)
            || is_hidden(name, node)
            || is_permalink(node)
            || is_of_a_form(node)
        {
            return false;
        }
        match name {
            "br" => self.line_break(),
            "img" => {
                let alt = node.attr_or("alt", "");
                self.text(&alt);
                self.images.add(&node.attr_or("src", ""), &alt);
            }
            "td" | "th" => self.start_cell(node),
            name if level_of(name).is_some() => {
                self.end_paragraph();
                self.level = level_of(name);
            }
            // A paragraph in a cell is a part of the row.
            _ if is_in_cell(node) => self.space(),
            _ if elements::is_block(name) => self.end_paragraph(),
            _ => {}
        }
        self.n_pre += usize::from(name == "pre");
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            return;
        };
        let is_heading = level_of(&name).is_some();
        if is_heading || elements::is_block(&name) && !is_in_cell(node) {
            self.end_paragraph();
        }
        if is_heading {
            // One without words heads nothing.
            self.level = None;
        }
        self.n_pre -= usize::from(&*name == "pre");
    }

    /// Parts a cell from those before it in the row, be they empty. A table within a cell is text of
    /// that.
    fn start_cell(&mut self, node: &NodeRef<'_>) {
        let is_nested = node.ancestors_it(None).any(|node| is_cell(&node));
        let is_parted = self.paragraph.is_empty() || self.paragraph.ends_with(cells::BETWEEN);
        if !is_parted || !is_nested && self.n_cells > 0 {
            self.paragraph.push_str(cells::BETWEEN);
        }
        self.n_cells += usize::from(!is_nested);
    }

    fn text(&mut self, text: &str) {
        if self.n_pre > 0 {
            self.paragraph.push_str(text);
            return;
        }
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space();
            } else {
                self.paragraph.push(c);
                self.n_breaks = 0;
            }
        }
    }

    fn space(&mut self) {
        if !self.paragraph.is_empty() && !self.paragraph.ends_with([' ', '\n']) {
            self.paragraph.push(' ');
        }
    }

    /// Two breaks in a row part paragraphs on pages that have no others.
    fn line_break(&mut self) {
        self.n_breaks += 1;
        match self.n_pre > 0 {
            true => self.paragraph.push('\n'),
            false if self.n_breaks > 1 => self.end_paragraph(),
            false => self.space(),
        }
    }

    fn end_paragraph(&mut self) {
        self.n_breaks = 0;
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = letters::trim(&paragraph);
        let words = match std::mem::take(&mut self.n_cells) {
            0 => text,
            _ => cells::words(text),
        };
        let images = std::mem::take(&mut self.images);
        if self.shows_images && self.level.is_none() && images.are_all_of(words) {
            return images.append_to(&mut self.blocks.paragraphs, &mut self.blocks.shown);
        }
        if !words.is_empty() {
            let paragraph = self.blocks.paragraphs.len();
            let heading = self.level.take();
            let heading = heading.map(|level| Heading { paragraph, level });
            self.blocks.headings.extend(heading);
            self.blocks.paragraphs.push(text.to_owned());
        }
    }
}

/// Whether readers of the page do not get to see an element.
fn is_hidden(name: &str, node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node
            .attr("aria-hidden")
            .is_some_and(|value| &*value == "true")
        || node
            .attr("style")
            .is_some_and(|style| elements::is_undisplayed(name, &style))
}

/// The sign that documentation hangs on its headings, to be linked to.
fn is_permalink(node: &NodeRef<'_>) -> bool {
    node.has_name("a") && matches!(node.text().trim(), "\u{b6}" | "#" | "\u{a7}" | "\u{f0c1}")
}

/// The name of a control. The form may have the whole page inside of it, and is read.
fn is_of_a_form(node: &NodeRef<'_>) -> bool {
    let is_form = |node: NodeRef<'_>| node.has_name("form");
    node.has_name("label") && node.ancestors_it(None).any(is_form)
}

fn is_in_cell(node: &NodeRef<'_>) -> bool {
    !is_cell(node) && node.ancestors_it(Some(3)).any(|node| is_cell(&node))
}

fn is_cell(node: &NodeRef<'_>) -> bool {
    node.has_name("td") || node.has_name("th")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, paragraphs: &[&str]) {
        assert_eq!(
            Blocks::of_html(html, false).paragraphs,
            paragraphs,
            "{html}"
        );
    }

    #[test]
    fn blocks_are_paragraphs() {
        check(
            "<p>a <b>b</b>\n c</p>d<div>e<p>f</div>",
            &["a b c", "d", "e", "f"],
        );
        check("a<br>b<br><br>c", &["a b", "c"]);
        check("<ul><li>a<li>b<ul><li>c</ul></ul>", &["a", "b", "c"]);
        check("<pre>a\n  b<br>c</pre>", &["a\n  b\nc"]);
        check(
            "<table><tr><th>a<th>b<tr><td><p>c</p><td><div>d</div></table>",
            &["a | b", "c | d"],
        );
        check("<dl><dt>a<dd>b</dl>", &["a", "b"]);
        check("<p>a | b</p><p>|</p>", &["a | b", "|"]);
    }

    #[test]
    fn an_empty_cell_is_one() {
        for (row, expected) in [
            ("<th><th>Paris<th>Rome", &["| Paris | Rome"][..]),
            ("<td> &nbsp;<td>a<td>b", &["| a | b"]),
            ("<td>a<td> <td>b", &["a |  | b"]),
            ("<td><td><td>a", &["|  | a"]),
            ("<td>a<td>", &["a |"]),
            ("<td><td><p> </p>", &[]),
            ("<td><i hidden>x</i><td>a", &["| a"]),
            ("<td><table><tr><td>a<td>b</table><td>c", &["a | b | c"]),
            ("<td><td><table><tr><td>a<td>b</table>", &["| a | b"]),
            ("<td><h5>a</h5>b<td>c", &["a", "b | c"]),
        ] {
            let html = format!("x<table><tr>{row}</tr><tr><td>y</table>");
            let body = [&["x"], expected, &["y"]].concat();
            check(&html, &body);
        }
        check(
            "می\u{200c}شود&nbsp;x &amp; y",
            &["می\u{200c}شود\u{a0}x & y"],
        );
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        check(
            "<script>a</script><style>b</style><nav>c</nav><menu>d</menu>e",
            &["e"],
        );
        check(
            "<p hidden>a</p><i aria-hidden=true>b</i><!-- c --><img alt='d'>",
            &["d"],
        );
        check(
            "a<div style='display: none'>b<p>c</p></div><p style='color: red'>d</p>",
            &["a", "d"],
        );
        check("<body style='display:none'><p>a</p></body>", &["a"]);
        check("<p>\u{feff}</p><p>\u{200f}a</p>", &["a"]);
        check("<svg><text>a</text></svg><noscript>b</noscript>", &[]);
    }

    #[test]
    fn a_form_is_read_without_its_controls() {
        check(
            "<form><h1>a</h1><p>b <label>c<input></label><select><option>d</select></p>\
             <textarea>e</textarea><button>f</button></form><label>g</label>",
            &["a", "b", "g"],
        );
    }

    #[test]
    fn headings_are_known() {
        for (html, expected) in [
            (
                "<p>a</p><h2>b</h2>c<h1>d <i>e</i></h1>",
                &[(1, 2), (3, 1)][..],
            ),
            ("<h2></h2><h3> </h3><p>a</p>", &[]),
            ("<h2><p>a</p><p>b</p></h2>", &[(0, 2)]),
            (
                "<header><hgroup><h4>a</h4><p>b</hgroup></header>",
                &[(0, 4)],
            ),
            ("<table><tr><td><h5>a</h5>b</table>", &[(0, 5)]),
        ] {
            let headings = Blocks::of_html(html, false).headings;
            let found = headings.iter().map(|one| (one.paragraph, one.level));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{html}");
        }
    }

    #[test]
    fn pictures_that_stand_alone_are_paragraphs() {
        for (html, paragraphs, places) in [
            (
                "<p>a</p><figure><img src=1 alt='b c'><figcaption>d</figcaption></figure>",
                &["a", "b c", "d"][..],
                &[(1, "1")][..],
            ),
            (
                "<p><img src=1><a href=x> <img src=2 alt=b></a></p>c",
                &["", "b", "c"],
                &[(0, "1"), (1, "2")],
            ),
            ("<p>a <img src=1 alt=b> c</p>", &["a b c"], &[]),
            ("<h2><img src=1 alt=b></h2>", &["b"], &[]),
            (
                "<table><tr><td><img src=1 alt=b><td>c</table>",
                &["b | c"],
                &[],
            ),
            (
                "<table><tr><td><td><img src=1 alt=b><td></table>",
                &["b"],
                &[(0, "1")],
            ),
            ("<img alt=b>", &["b"], &[]),
        ] {
            let blocks = Blocks::of_html(html, true);
            let shown = blocks
                .shown
                .iter()
                .map(|one| (one.paragraph, one.address.as_str()));
            assert_eq!(blocks.paragraphs, paragraphs, "{html}");
            assert_eq!(shown.collect::<Vec<_>>(), places, "{html}");
        }
    }

    #[test]
    fn any_depth_is_read() {
        let html = "<div>".repeat(2_000) + "a";
        check(&html, &["a"]);
    }
}
