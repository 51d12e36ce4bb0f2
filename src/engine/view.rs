//! An article as it is shown: its parts as runs, and as a tree of nodes.
//!
//! Both the browser (which makes DOM nodes of the tree) and the packer (which writes HTML of it)
//! show what is built here. Text stays text: nothing of an article becomes an element or an
//! attribute that could act.

use crate::analyzer::Words;
use crate::document::Calendar;
use crate::index::Index;
use crate::language::{self, Dir, Lang};
use crate::matcher::{Matcher, Run, runs};
use crate::stored::{Mark, PICTURE, Stored, StoredDate};
use std::borrow::Cow;

/// What lists and headers say of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleInfo<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of the article it was printed inside of.
    pub parent: Option<&'a str>,
    /// The headline.
    pub title: &'a str,
    /// BCP 47 tag.
    pub lang: &'a str,
    /// Direction of the headline.
    pub dir: Dir,
    /// The date printed on it.
    pub date: Option<DateView<'a>>,
    /// Who published it.
    pub source: Option<&'a str>,
    /// Number of paragraphs, the lead included.
    pub n_paragraphs: u32,
}

/// A date as printed and as a machine reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateView<'a> {
    /// ISO 8601.
    pub iso: &'a str,
    /// The page's own words.
    pub printed: &'a str,
    /// The calendar of the page.
    pub calendar: Calendar,
}

/// A paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// Whether it is the lead.
    pub is_lead: bool,
    /// Its number, from 1 on.
    pub number: u32,
    /// BCP 47 tag.
    pub lang: &'a str,
    /// Direction of most of its letters.
    pub dir: Dir,
    /// What makes it a heading, where it is one.
    pub heading: Option<Heading<'a>>,
    /// What it shows, where it is a picture.
    pub image: Option<Image<'a>>,
    /// Its text; of a picture the alternative one.
    pub runs: Vec<Run<'a>>,
}

/// Where a section of an article begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// 2 to 6: the headline is 1, and none is more than one below the heading before it.
    pub level: u8,
    /// What a link calls the section; unique in the article.
    pub anchor: &'a str,
}

/// What a paragraph that is a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image<'a> {
    /// Its address, which holds the picture itself: nothing is fetched for it.
    pub address: &'a str,
    /// The alternative text.
    pub alt: &'a str,
    /// Width and height in pixels, as digits.
    pub size: (&'a str, &'a str),
}

impl<'a> Image<'a> {
    /// Reads what is stored of a picture; none where its address would be fetched from somewhere.
    fn read(stored: &'a str, alt: &'a str) -> Option<Image<'a>> {
        let (width, rest) = stored.split_once(' ')?;
        let (height, address) = rest.split_once(' ')?;
        address.starts_with("data:image/").then_some(Image {
            address,
            alt,
            size: (width, height),
        })
    }
}

/// A reader's comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentView<'a> {
    /// The name it was signed with.
    pub author: &'a str,
    /// The day it was written.
    pub date: Option<DateView<'a>>,
    /// Time of day `hh:mm`.
    pub time: Option<&'a str>,
    /// Country code.
    pub country: Option<&'a str>,
    /// Votes for and against.
    pub votes: Option<(u32, u32)>,
    /// What it says.
    pub text: &'a str,
    /// Direction of most of its letters.
    pub dir: Dir,
}

/// An article, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleView<'a> {
    /// What lists say of it.
    pub info: ArticleInfo<'a>,
    /// The headline with hits.
    pub title: Vec<Run<'a>>,
    /// Whom the publisher quotes as its own source.
    pub via: Option<&'a str>,
    /// The rubric.
    pub section: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// The paragraphs in order.
    pub blocks: Vec<Block<'a>>,
    /// Keywords of the publisher, each with hits.
    pub tags: Vec<Vec<Run<'a>>>,
    /// Readers' comments, which are never searched.
    pub comments: Vec<CommentView<'a>>,
    /// The ids of articles that were printed inside this one.
    pub children: Vec<&'a str>,
}

/// The attributes of an element, in order.
pub type Attributes<'a> = Vec<(&'static str, Cow<'a, str>)>;

/// A node of the tree that an article is shown as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// An element of HTML.
    Element {
        /// Its name.
        name: &'static str,
        /// Its attributes in order.
        attributes: Attributes<'a>,
        /// What it holds.
        children: Vec<Node<'a>>,
    },
    /// Text, to be shown as it is.
    Text(Cow<'a, str>),
}

impl Heading<'_> {
    fn name(&self) -> &'static str {
        match self.level {
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }
}

impl Index {
    /// All articles in order, embedded ones after the article they were printed in.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleInfo<'_>> {
        (0..self.n_docs())
            .map(|doc| self.info(&self.document(doc)))
            .collect()
    }

    /// An article with the hits of a query; none where no article has the id.
    #[must_use]
    pub fn article(&self, id: &str, query: Option<&str>) -> Option<ArticleView<'_>> {
        let doc = self.doc(id)?;
        let stored = self.document(doc);
        let matcher = query.map_or_else(Matcher::default, |query| {
            Matcher::of(self, &self.read_query(query))
        });
        let marked = |text| runs(text, &matcher.spans(&Words::of(text)));
        let has_lead = stored.lead.is_some();
        let blocks = (1..)
            .zip(stored.paragraphs())
            .map(|(number, text)| {
                let mark = stored.mark_of(number);
                let is_picture = |mark: &Mark<'_>| mark.level == PICTURE;
                let heading = mark.filter(|mark| !is_picture(mark));
                Block {
                    is_lead: has_lead && number == 1,
                    number,
                    lang: lang_of(text, stored.lang),
                    dir: Dir::within(text, stored.lang),
                    heading: heading.map(|mark| Heading {
                        level: mark.level,
                        anchor: mark.text,
                    }),
                    image: mark
                        .filter(is_picture)
                        .and_then(|mark| Image::read(mark.text, text)),
                    runs: marked(text),
                }
            })
            .collect();
        Some(ArticleView {
            info: self.info(&stored),
            title: marked(stored.title),
            via: stored.via,
            section: stored.section,
            url: stored.url,
            blocks,
            tags: stored.tags.iter().map(|tag| marked(tag)).collect(),
            comments: comments(&stored),
            children: self.children(doc),
        })
    }

    fn info<'a>(&'a self, stored: &Stored<'a>) -> ArticleInfo<'a> {
        ArticleInfo {
            id: stored.id,
            parent: stored.parent.map(|parent| self.document(parent).id),
            title: stored.title,
            lang: stored.lang,
            dir: Dir::within(stored.title, stored.lang),
            date: stored.date.map(date_view),
            source: stored.source,
            n_paragraphs: stored.n_paragraphs(),
        }
    }

    /// Embedded articles stand right behind the one they were printed in.
    fn children(&self, doc: u32) -> Vec<&str> {
        (doc + 1..self.n_docs())
            .map(|child| self.document(child))
            .take_while(|child| child.parent == Some(doc))
            .map(|child| child.id)
            .collect()
    }
}

fn date_view(date: StoredDate<'_>) -> DateView<'_> {
    DateView {
        iso: date.iso,
        printed: date.printed,
        calendar: date.calendar,
    }
}

fn comments<'a>(stored: &Stored<'a>) -> Vec<CommentView<'a>> {
    stored
        .comments()
        .map(|comment| CommentView {
            author: comment.author,
            date: comment.date.map(date_view),
            time: comment.time,
            country: comment.country,
            votes: comment.votes,
            dir: Dir::within(comment.text, stored.lang),
            text: comment.text,
        })
        .collect()
}

/// The language of a paragraph: the article's, unless the script says otherwise; of sentences of the
/// article's that quote much of another, it says nothing.
fn lang_of<'a>(text: &str, article: &'a str) -> &'a str {
    let own = language::detect(text);
    let is_arabic_script = |tag| matches!(Lang::of_tag(tag), Lang::Persian | Lang::Arabic);
    let is_same = own == "und"
        || own == article
        || (is_arabic_script(own) && is_arabic_script(article))
        || match is_arabic_script(article) {
            true => own != "he" && Dir::within(text, article) == Dir::Rtl,
            false => own == "en" && Dir::of(text) == Dir::Ltr,
        };
    if is_same { article } else { own }
}

/// The tree of an article: `article > h1, p.meta, p.lead, (p, h2 to h6, img)…, ul.tags,
/// section.comments`.
///
/// The id of a heading is that of no other element, whatever articles stand in the same page.
/// Hits are no elements, which would break the joins of a word: a text with hits is several text
/// nodes, and `data-hits` of their parent lists which of them are hits.
#[must_use]
pub fn tree<'a>(view: &ArticleView<'a>) -> Node<'a> {
    let info = &view.info;
    let mut children = vec![marked("h1", vec![("tabindex", "-1".into())], &view.title)];
    let facts = [
        ("source", info.source),
        ("via", view.via),
        ("section", view.section),
    ];
    let mut meta: Vec<Node<'_>> = Vec::new();
    for (class, text) in facts {
        if let Some(text) = text {
            let attributes = vec![("class", class.into()), ("dir", "auto".into())];
            meta.push(element("span", attributes, vec![Node::Text(text.into())]));
        }
    }
    meta.extend(info.date.map(|date| time(date, date.printed.into())));
    if !meta.is_empty() {
        let parted = meta
            .into_iter()
            .flat_map(|part| [Node::Text(" · ".into()), part])
            .skip(1);
        children.push(element(
            "p",
            vec![("class", "meta".into())],
            parted.collect(),
        ));
    }
    for block in &view.blocks {
        let mut attributes = vec![
            ("data-p", block.number.to_string().into()),
            ("lang", block.lang.into()),
            ("dir", block.dir.name().into()),
        ];
        if block.is_lead {
            attributes.push(("class", "lead".into()));
        }
        let name = match &block.heading {
            Some(heading) => {
                let id = ["s-", info.id, "#", heading.anchor].concat();
                attributes.push(("id", id.into()));
                heading.name()
            }
            None => "p",
        };
        children.push(match &block.image {
            Some(image) => {
                let (width, height) = image.size;
                attributes.extend([
                    ("src", image.address.into()),
                    ("alt", image.alt.into()),
                    ("width", width.into()),
                    ("height", height.into()),
                ]);
                element("img", attributes, vec![])
            }
            None => marked(name, attributes, &block.runs),
        });
    }
    if !view.tags.is_empty() {
        let tags = view.tags.iter();
        let items = tags.map(|tag| marked("li", vec![("dir", "auto".into())], tag));
        children.push(element(
            "ul",
            vec![("class", "tags".into())],
            items.collect(),
        ));
    }
    if !view.comments.is_empty() {
        let comments = view.comments.iter().map(comment_node).collect();
        let attributes = vec![
            ("class", "comments".into()),
            ("hidden", "until-found".into()),
        ];
        children.push(element("section", attributes, comments));
    }
    let attributes = vec![
        ("data-id", info.id.into()),
        ("lang", info.lang.into()),
        ("dir", info.dir.name().into()),
    ];
    element("article", attributes, children)
}

fn time<'a>(date: DateView<'a>, printed: Cow<'a, str>) -> Node<'a> {
    let attributes = vec![
        ("datetime", date.iso.into()),
        ("data-calendar", date.calendar.name().into()),
        ("dir", "auto".into()),
    ];
    element("time", attributes, vec![Node::Text(printed)])
}

fn comment_node<'a>(comment: &CommentView<'a>) -> Node<'a> {
    let mut header = vec![element(
        "b",
        vec![],
        vec![Node::Text(comment.author.into())],
    )];
    if let Some(date) = comment.date {
        let mut printed = date.printed.to_owned();
        if let Some(time) = comment.time {
            printed.push(' ');
            printed.push_str(time);
        }
        header.push(Node::Text(" · ".into()));
        header.push(time(date, printed.into()));
    }
    let attributes = vec![
        ("class", "comment".into()),
        ("dir", comment.dir.name().into()),
    ];
    let children = vec![
        element("p", vec![("class", "meta".into())], header),
        element("p", vec![], vec![Node::Text(comment.text.into())]),
    ];
    element("div", attributes, children)
}

fn element<'a>(
    name: &'static str,
    attributes: Attributes<'a>,
    children: Vec<Node<'a>>,
) -> Node<'a> {
    Node::Element {
        name,
        attributes,
        children,
    }
}

/// An element whose text has hits.
fn marked<'a>(name: &'static str, mut attributes: Attributes<'a>, runs: &[Run<'a>]) -> Node<'a> {
    let mut hits = String::new();
    for (number, run) in (0u32..).zip(runs) {
        if run.is_match {
            if !hits.is_empty() {
                hits.push(' ');
            }
            hits.push_str(&number.to_string());
        }
    }
    if !hits.is_empty() {
        attributes.push(("data-hits", hits.into()));
    }
    let children = runs.iter().map(|run| Node::Text(run.text.into())).collect();
    element(name, attributes, children)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_another_script_say_so() {
        assert_eq!(lang_of("captcha image", "fa"), "en");
        assert_eq!(lang_of("کتاب The Old Man را خواندم.", "fa"), "fa");
        assert_eq!(lang_of("שלום", "fa"), "he");
        assert_eq!(lang_of("وزير الخارجية", "fa"), "fa");
        assert_eq!(lang_of("12", "ar"), "ar");
        assert_eq!(lang_of("Der Minister", "de"), "de");
    }

    #[test]
    fn hits_are_text_nodes_named_by_their_parent() {
        let run = |text, is_match| Run { text, is_match };
        let node = marked(
            "p",
            vec![],
            &[run("a ", false), run("b", true), run(" c", false)],
        );
        let Node::Element {
            attributes,
            children,
            ..
        } = node
        else {
            panic!("an element");
        };
        assert_eq!(attributes, [("data-hits", "1".into())]);
        assert_eq!(children.len(), 3);
    }
}
