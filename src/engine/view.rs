//! An article as it is shown: its parts as runs, and as a tree of nodes.
//!
//! Both the browser (which makes DOM nodes of the tree) and the packer (which writes HTML of it)
//! show what is built here. Text stays text: nothing of an article becomes an element or an
//! attribute that could act.

use crate::document::Calendar;
use crate::index::Index;
use crate::language::{self, Dir, Lang};
use crate::matcher::{Matcher, Run, runs};
use crate::stored::{Stored, StoredDate};

/// What lists and headers say of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleInfo {
    /// Its id.
    pub id: String,
    /// The id of the article it was printed inside of.
    pub parent: Option<String>,
    /// The headline.
    pub title: String,
    /// BCP 47 tag.
    pub lang: String,
    /// Direction of the headline.
    pub dir: Dir,
    /// The date printed on it.
    pub date: Option<DateView>,
    /// Who published it.
    pub source: Option<String>,
    /// Number of paragraphs, the lead included.
    pub n_paragraphs: u32,
}

/// A date as printed and as a machine reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateView {
    /// ISO 8601.
    pub iso: String,
    /// The page's own words.
    pub printed: String,
    /// The calendar of the page.
    pub calendar: Calendar,
}

/// A paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Whether it is the lead.
    pub is_lead: bool,
    /// Its number, from 1 on.
    pub number: u32,
    /// BCP 47 tag.
    pub lang: String,
    /// Direction of most of its letters.
    pub dir: Dir,
    /// Its text.
    pub runs: Vec<Run>,
}

/// A reader's comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentView {
    /// The name it was signed with.
    pub author: String,
    /// The day it was written.
    pub date: Option<DateView>,
    /// Time of day `hh:mm`.
    pub time: Option<String>,
    /// Country code.
    pub country: Option<String>,
    /// Votes for and against.
    pub votes: Option<(u32, u32)>,
    /// What it says.
    pub text: String,
    /// Direction of most of its letters.
    pub dir: Dir,
}

/// An article, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleView {
    /// What lists say of it.
    pub info: ArticleInfo,
    /// The headline with hits.
    pub title: Vec<Run>,
    /// Whom the publisher quotes as its own source.
    pub via: Option<String>,
    /// The rubric.
    pub section: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The paragraphs in order.
    pub blocks: Vec<Block>,
    /// Keywords of the publisher, each with hits.
    pub tags: Vec<Vec<Run>>,
    /// Readers' comments, which are never searched.
    pub comments: Vec<CommentView>,
    /// The ids of articles that were printed inside this one.
    pub children: Vec<String>,
}

/// A node of the tree that an article is shown as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element of HTML.
    Element {
        /// Its name.
        name: &'static str,
        /// Its attributes in order.
        attributes: Vec<(&'static str, String)>,
        /// What it holds.
        children: Vec<Node>,
    },
    /// Text, to be shown as it is.
    Text(String),
}

impl Index {
    /// All articles in order, embedded ones after the article they were printed in.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleInfo> {
        (0..self.n_docs())
            .map(|doc| self.info(&self.document(doc)))
            .collect()
    }

    /// An article with the hits of a query; none where no article has the id.
    #[must_use]
    pub fn article(&self, id: &str, query: Option<&str>) -> Option<ArticleView> {
        let doc = self.doc(id)?;
        let stored = self.document(doc);
        let matcher = query.map_or_else(Matcher::default, |query| {
            Matcher::of(&self.read_query(query))
        });
        let marked = |text: &str| runs(text, &matcher.spans(text));
        let has_lead = stored.lead.is_some();
        let blocks = (1..)
            .zip(stored.paragraphs())
            .map(|(number, text)| Block {
                is_lead: has_lead && number == 1,
                number,
                lang: lang_of(text, stored.lang),
                dir: Dir::of(text),
                runs: marked(text),
            })
            .collect();
        Some(ArticleView {
            info: self.info(&stored),
            title: marked(stored.title),
            via: stored.via.map(str::to_owned),
            section: stored.section.map(str::to_owned),
            url: stored.url.map(str::to_owned),
            blocks,
            tags: stored.tags.iter().map(|tag| marked(tag)).collect(),
            comments: comments(&stored),
            children: self.children(doc),
        })
    }

    fn info(&self, stored: &Stored<'_>) -> ArticleInfo {
        ArticleInfo {
            id: stored.id.to_owned(),
            parent: stored.parent.map(|parent| self.document(parent).id.to_owned()),
            title: stored.title.to_owned(),
            lang: stored.lang.to_owned(),
            dir: Dir::of(stored.title),
            date: stored.date.map(date_view),
            source: stored.source.map(str::to_owned),
            n_paragraphs: (1..).zip(stored.paragraphs()).last().map_or(0, |(n, _)| n),
        }
    }

    /// Embedded articles stand right behind the one they were printed in.
    fn children(&self, doc: u32) -> Vec<String> {
        (doc + 1..self.n_docs())
            .map(|child| self.document(child))
            .take_while(|child| child.parent == Some(doc))
            .map(|child| child.id.to_owned())
            .collect()
    }
}

fn date_view(date: StoredDate<'_>) -> DateView {
    DateView {
        iso: date.iso.to_owned(),
        printed: date.printed.to_owned(),
        calendar: date.calendar,
    }
}

fn comments(stored: &Stored<'_>) -> Vec<CommentView> {
    stored
        .comments()
        .map(|comment| CommentView {
            author: comment.author.to_owned(),
            date: comment.date.map(date_view),
            time: comment.time.map(str::to_owned),
            country: comment.country.map(str::to_owned),
            votes: comment.votes,
            dir: Dir::of(comment.text),
            text: comment.text.to_owned(),
        })
        .collect()
}

/// The language of a paragraph: the article's, unless the script says otherwise.
fn lang_of(text: &str, article: &str) -> String {
    let own = language::detect(text);
    let is_arabic_script = |tag| matches!(Lang::of_tag(tag), Lang::Persian | Lang::Arabic);
    let is_same = own == "und"
        || own == article
        || (is_arabic_script(own) && is_arabic_script(article))
        || (own == "en" && Dir::of(text) == Dir::Ltr && !is_arabic_script(article));
    if is_same { article } else { own }.to_owned()
}

/// The tree of an article: `article > h1, p.meta, p.lead, p…, ul.tags, section.comments`.
///
/// Hits are no elements, which would break the joins of a word: a text with hits is several text
/// nodes, and `data-hits` of their parent lists which of them are hits.
#[must_use]
pub fn tree(view: &ArticleView) -> Node {
    let info = &view.info;
    let mut children = vec![marked("h1", &[("tabindex", "-1")], &view.title)];
    let mut meta = Vec::new();
    for (class, text) in [("source", &info.source), ("via", &view.via), ("section", &view.section)]
    {
        if let Some(text) = text {
            meta.push(element("span", &[("class", class), ("dir", "auto")], vec![Node::Text(text.clone())]));
        }
    }
    if let Some(date) = &info.date {
        let attributes = [
            ("datetime", date.iso.as_str()),
            ("data-calendar", date.calendar.name()),
            ("dir", "auto"),
        ];
        meta.push(element("time", &attributes, vec![Node::Text(date.printed.clone())]));
    }
    if !meta.is_empty() {
        children.push(element("p", &[("class", "meta")], meta));
    }
    for block in &view.blocks {
        let number = block.number.to_string();
        let mut attributes = vec![
            ("data-p", number.as_str()),
            ("lang", &block.lang),
            ("dir", block.dir.name()),
        ];
        if block.is_lead {
            attributes.insert(0, ("class", "lead"));
        }
        children.push(marked("p", &attributes, &block.runs));
    }
    if !view.tags.is_empty() {
        let tags = view.tags.iter();
        let items = tags.map(|tag| marked("li", &[("dir", "auto")], tag)).collect();
        children.push(element("ul", &[("class", "tags")], items));
    }
    if !view.comments.is_empty() {
        let comments = view.comments.iter().map(comment_node).collect();
        let attributes = [("class", "comments"), ("hidden", "until-found")];
        children.push(element("section", &attributes, comments));
    }
    let attributes = [
        ("data-id", info.id.as_str()),
        ("lang", &info.lang),
        ("dir", info.dir.name()),
    ];
    element("article", &attributes, children)
}

fn comment_node(comment: &CommentView) -> Node {
    let mut header = vec![element("b", &[], vec![Node::Text(comment.author.clone())])];
    if let Some(date) = &comment.date {
        let time = comment.time.as_deref().unwrap_or_default();
        let printed = format!("{} {time}", date.printed);
        let attributes = [("datetime", date.iso.as_str()), ("data-calendar", date.calendar.name())];
        header.push(Node::Text(" ".to_owned()));
        header.push(element("time", &attributes, vec![Node::Text(printed.trim_end().to_owned())]));
    }
    element(
        "div",
        &[("class", "comment"), ("dir", comment.dir.name())],
        vec![
            element("p", &[("class", "meta")], header),
            element("p", &[], vec![Node::Text(comment.text.clone())]),
        ],
    )
}

fn element(name: &'static str, attributes: &[(&'static str, &str)], children: Vec<Node>) -> Node {
    Node::Element {
        name,
        attributes: attributes
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
        children,
    }
}

/// An element whose text has hits.
fn marked(name: &'static str, attributes: &[(&'static str, &str)], runs: &[Run]) -> Node {
    let hits: Vec<String> = (0..)
        .zip(runs)
        .filter(|(_, run)| run.is_match)
        .map(|(index, _): (usize, _)| index.to_string())
        .collect();
    let hits = hits.join(" ");
    let mut attributes = attributes.to_vec();
    if !hits.is_empty() {
        attributes.push(("data-hits", &hits));
    }
    let children = runs.iter().map(|run| Node::Text(run.text.clone())).collect();
    element(name, &attributes, children)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_another_script_say_so() {
        assert_eq!(lang_of("captcha image", "fa"), "en");
        assert_eq!(lang_of("وزير الخارجية", "fa"), "fa");
        assert_eq!(lang_of("12", "ar"), "ar");
        assert_eq!(lang_of("Der Minister", "de"), "de");
    }

    #[test]
    fn hits_are_text_nodes_named_by_their_parent() {
        let run = |text: &str, is_match| Run {
            text: text.to_owned(),
            is_match,
        };
        let node = marked("p", &[], &[run("a ", false), run("b", true), run(" c", false)]);
        let Node::Element { attributes, children, .. } = node else {
            panic!("an element");
        };
        assert_eq!(attributes, [("data-hits", "1".to_owned())]);
        assert_eq!(children.len(), 3);
    }
}
