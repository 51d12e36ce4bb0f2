//! The door: what JavaScript sees of the engine.
//!
//! Owns which fields of the engine's types cross and under which names, and the making of DOM nodes.
//! Values cross as one JSON text each, which `kashkul.js` makes the objects of the contract of; runs
//! are lists of texts there, by turns no hit and a hit. The only file that names wasm_bindgen,
//! web_sys, js_sys or serde. Errors are `Error` objects whose `name` is a code of the contract.

mod json;

use js_sys::Error;
use json::Json;
use kashkul_engine::index::Index;
use kashkul_engine::matcher::Run;
use kashkul_engine::search::{self, SearchOptions, Sort};
use kashkul_engine::suggest::Suggestion;
use kashkul_engine::view::{self, Node};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment};

/// Scores cross as whole numbers: digits behind a point would bring the printing of floats along.
const SCORE_UNITS: f32 = 1e6;

/// An opened pack.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Collection {
    index: Index,
}

#[wasm_bindgen]
impl Collection {
    /// Opens a pack from outside, or the one inside the module.
    ///
    /// # Errors
    ///
    /// `bad-pack` or `version` when the bytes cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: Option<Vec<u8>>) -> Result<Collection, Error> {
        let opened = match pack {
            Some(bytes) => Index::open_verified(bytes),
            None => Index::open(crate::PACK),
        };
        let index = opened.map_err(|error| {
            let code = match error {
                kashkul_engine::pack::OpenError::Version { .. } => "version",
                _ => "bad-pack",
            };
            coded(code, &error.message())
        })?;
        Ok(Collection { index })
    }

    /// The collection's name.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.index.title().to_owned()
    }

    /// `ArticleInfo[]`, in order.
    pub fn articles(&self) -> JsValue {
        crossing(&Json::objects(&self.index.articles(), article_info))
    }

    /// `SearchResult` for a query; the tags of `langs` have spaces between them.
    #[expect(
        clippy::too_many_arguments,
        reason = "values alone cross without being looked up by their names"
    )]
    pub fn search(
        &self,
        query: &str,
        limit: f64,
        offset: f64,
        langs: &str,
        source: Option<String>,
        from: Option<String>,
        to: Option<String>,
        is_by_date: bool,
    ) -> JsValue {
        let options = SearchOptions {
            limit: limit as usize,
            offset: offset as usize,
            langs: langs
                .split(' ')
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            source,
            from,
            to,
            sort: if is_by_date { Sort::Date } else { Sort::Score },
        };
        let result = self.index.search(query, &options);
        crossing(&Json::object(|json| search_result(json, &result)))
    }

    /// `Suggestion[]` for what is typed so far.
    pub fn suggest(&self, typed: &str, limit: usize) -> JsValue {
        crossing(&Json::objects(
            &self.index.suggest(typed, limit),
            suggestion,
        ))
    }

    /// `ArticleView` of an article, with the hits of a query.
    ///
    /// # Errors
    ///
    /// `no-article` when no article has the id.
    pub fn article(&self, id: &str, query: Option<String>) -> Result<JsValue, Error> {
        let view = self.view(id, query.as_deref())?;
        Ok(crossing(&Json::object(|json| article_view(json, &view))))
    }

    /// An article as nodes of `document`.
    ///
    /// Where the browser `has_highlights`, which paint text without elements, hits are text nodes
    /// that `data-hits` of their parent lists; elsewhere they are `mark` elements around whole words.
    ///
    /// # Errors
    ///
    /// `no-article` when no article has the id; another where there is no document.
    pub fn render(
        &self,
        id: &str,
        query: Option<String>,
        document: Option<Document>,
        has_highlights: bool,
    ) -> Result<DocumentFragment, Error> {
        let view = self.view(id, query.as_deref())?;
        let document = document
            .ok_or_else(|| Error::new("render needs a document: pass one as options.document"))?;
        let fragment = document.create_document_fragment();
        let painter = Painter {
            document: &document,
            marks: !has_highlights,
        };
        painter
            .append(&fragment, &view::tree(&view), false)
            .map_err(JsValue::unchecked_into::<Error>)?;
        Ok(fragment)
    }

    fn view(&self, id: &str, query: Option<&str>) -> Result<view::ArticleView<'_>, Error> {
        self.index.article(id, query).ok_or_else(|| {
            let message = String::from("there is no article with the id ") + id;
            coded("no-article", &message)
        })
    }
}

/// Makes DOM nodes of a tree.
struct Painter<'a> {
    document: &'a Document,
    marks: bool,
}

impl Painter<'_> {
    fn append(&self, parent: &web_sys::Node, node: &Node<'_>, is_hit: bool) -> Result<(), JsValue> {
        match node {
            Node::Text(text) => {
                let text = self.document.create_text_node(text);
                if is_hit {
                    let mark = self.document.create_element("mark")?;
                    mark.append_child(&text)?;
                    parent.append_child(&mark)?;
                } else {
                    parent.append_child(&text)?;
                }
            }
            Node::Element {
                name,
                attributes,
                children,
            } => {
                let element = self.document.create_element(name)?;
                let mut hits = "";
                for (name, value) in attributes {
                    if *name == "data-hits" && self.marks {
                        hits = value;
                    } else {
                        element.set_attribute(name, value)?;
                    }
                }
                for (number, child) in (0u32..).zip(children) {
                    let number = number.to_string();
                    let is_hit = hits.split(' ').any(|hit| hit == number);
                    self.append(&element, child, is_hit)?;
                }
                parent.append_child(&element)?;
            }
        }
        Ok(())
    }
}

/// A text as a value of JavaScript.
fn crossing(text: &str) -> JsValue {
    serde_wasm_bindgen::to_value(text).unwrap_or_default()
}

fn coded(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    error.set_name(code);
    error
}

/// An article's facts, as a list of articles shows them.
fn article_info(json: &mut Json, info: &view::ArticleInfo<'_>) {
    json.text("id", info.id);
    json.text("title", info.title);
    json.text("lang", info.lang);
    json.text("dir", info.dir.name());
    json.number("nParagraphs", info.n_paragraphs);
    json.optional("parent", info.parent);
    json.optional("source", info.source);
    if let Some(date) = info.date {
        json.text("date", date.iso);
        json.text("printedDate", date.printed);
        json.text("calendar", date.calendar.name());
    }
}

fn search_result(json: &mut Json, result: &search::SearchResult<'_>) {
    json.number("total", number(result.total));
    json.records("hits", &result.hits, hit);
    json.record("facets", |json| {
        let counts = |json: &mut Json, (value, n): &(&str, usize)| count(json, value, *n);
        json.records("lang", &result.facets.lang, counts);
        json.records("source", &result.facets.source, counts);
        json.records("year", &result.facets.year, |json, (year, n)| {
            count(json, &year.to_string(), *n);
        });
    });
    json.records(
        "interpreted",
        result.interpreted.as_slice(),
        |json, reading| {
            json.text("kind", reading.kind.name());
            json.text("text", &reading.text);
        },
    );
    json.optional("didYouMean", result.did_you_mean.as_deref());
}

fn count(json: &mut Json, value: &str, count: usize) {
    json.text("value", value);
    json.number("count", number(count));
}

fn hit(json: &mut Json, hit: &search::Hit<'_>) {
    json.text("id", hit.id);
    runs(json, "title", &hit.title);
    json.records("places", &hit.places, |json, place| {
        runs(json, "snippet", &place.snippet);
        json.text("snippetDir", place.dir.name());
        json.number("paragraph", place.paragraph);
        if let Some(section) = place.section {
            json.record("section", |json| {
                json.text("title", section.title);
                json.text("anchor", section.anchor);
            });
        }
    });
    json.number("nPlaces", number(hit.n_places));
    json.text("lang", hit.lang);
    json.text("dir", hit.dir.name());
    json.number("score", (hit.score * SCORE_UNITS) as u32);
    json.optional("parent", hit.parent);
    json.optional("date", hit.date);
    json.optional("source", hit.source);
    json.list("why", &hit.why, |json, why| json.string(why.name()));
    json.list("others", &hit.others, |json, id| json.string(id));
}

fn suggestion(json: &mut Json, suggestion: &Suggestion<'_>) {
    json.text("kind", suggestion.kind.name());
    json.text("text", &suggestion.text);
    json.number("count", number(suggestion.n_docs));
    json.optional("id", suggestion.id);
}

fn article_view(json: &mut Json, view: &view::ArticleView<'_>) {
    article_info(json, &view.info);
    runs(json, "runs", &view.title);
    json.optional("via", view.via);
    json.optional("section", view.section);
    json.optional("url", view.url);
    json.records("blocks", &view.blocks, |json, block| {
        let kind = match block.heading {
            Some(_) => "heading",
            None if block.image.is_some() => "image",
            None if block.is_lead => "lead",
            None => "p",
        };
        json.text("kind", kind);
        if let Some(heading) = block.heading {
            json.number("level", heading.level.into());
            json.text("anchor", heading.anchor);
        }
        json.optional("src", block.image.map(|image| image.address));
        json.number("p", block.number);
        json.text("lang", block.lang);
        json.text("dir", block.dir.name());
        runs(json, "runs", &block.runs);
    });
    json.list("tags", &view.tags, |json, tag| alternating(json, tag));
    json.records("comments", &view.comments, |json, comment| {
        json.text("author", comment.author);
        json.optional("date", comment.date.map(|date| date.iso));
        json.optional("time", comment.time);
        json.text("text", comment.text);
        json.text("dir", comment.dir.name());
    });
    json.list("children", &view.children, |json, child| json.string(child));
}

/// A field of runs.
fn runs(json: &mut Json, name: &str, runs: &[Run<'_>]) {
    json.list_of(name, |json| items(json, runs));
}

/// Runs as texts that are by turns no hit and a hit.
fn alternating(json: &mut Json, runs: &[Run<'_>]) {
    json.bracketed(|json| items(json, runs));
}

fn items(json: &mut Json, runs: &[Run<'_>]) {
    let mut rest = runs;
    while !rest.is_empty() {
        let n_plain = rest.iter().take_while(|run| !run.is_match).count();
        let (plain, others) = rest.split_at_checked(n_plain).unwrap_or_default();
        json.joined(plain.iter().map(|run| run.text));
        rest = others;
        if let Some((hit, others)) = rest.split_first() {
            json.string(hit.text);
            rest = others;
        }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
