//! The states of the page, and how a reader comes to each.

use std::collections::BTreeMap;

use crate::engine::{ENGINES, Engine};
use crate::session::Browser;
use crate::site::{Host, dist, files};
use serde_json::json;

/// The engine that can be told about windows, colours and paper.
pub const CHROMIUM: &Engine = &ENGINES[0];

/// An Arabic article with a date, and the name that is marked in it.
pub const WITH_HITS: &str = "#/a/002_19d5c2ce21f9d31f?q=%D9%84%D8%A7%D9%88%D8%B1%D9%88%D9%81";
/// A Persian article with readers' comments.
pub const WITH_COMMENTS: &str = "#/a/000_ca666f6c74e70a31";
/// What is found for that name.
pub const RESULTS: &str = "#/s?q=%D9%84%D8%A7%D9%88%D8%B1%D9%88%D9%81";

/// What a state begins with, by name: an address, and what is clicked there.
pub const STATES: &[(&str, &str, &[&str])] = &[
    ("list", "", &[]),
    ("empty box", "", &["#q"]),
    ("results", RESULTS, &[]),
    ("no result", "#/s?q=zzzzqqqq", &[]),
    ("a reading of the query", "#/s?q=gh%2Cv%2Ct", &[]),
    ("article", WITH_HITS, &[]),
    ("no such article", "#/a/none", &[]),
    ("comments", WITH_COMMENTS, &[".fold"]),
    ("keys", "", &["[data-act=keys]"]),
    ("display", WITH_HITS, &["#display"]),
    ("calendars", WITH_HITS, &["article:not([hidden]) time"]),
    ("side by side", WITH_HITS, &[".beside"]),
    ("no voice", WITH_HITS, &[".listen"]),
];

/// The built site.
#[must_use]
pub fn site() -> BTreeMap<String, Vec<u8>> {
    files(&dist().join("site"))
}

/// Opens an address as a new visit, and waits until all of the page is there.
pub fn visit(browser: &Browser, host: &Host, address: &str) {
    browser.go("about:blank");
    browser.go(&format!("{}{address}", host.address()));
    browser.wait("document.querySelector('#arrange')?.getAttribute('aria-label')");
}

/// Clicks the first element that a selector finds, wherever on the page it is; the focus goes there.
pub fn click(browser: &Browser, selector: &str) {
    browser.wait(&format!("document.querySelector('{selector}')"));
    let _ = browser.evaluate(&format!(
        "const node = document.querySelector('{selector}');
        node.scrollIntoView({{ block: 'center' }});
        node.focus({{ preventScroll: true }});
        node.click();"
    ));
}

/// Brings a page to a state, on a host that nobody visited.
pub type Way = fn(&Browser, &Host);

/// What the page says of itself, by name: how a reader comes to each.
pub const WORDS: &[(&str, Way)] = &[
    ("loading", wait_for_search),
    ("kept", keep),
    ("new version", offer_version),
];

/// Asks for results while the search is made ready, which takes for ever.
fn wait_for_search(browser: &Browser, host: &Host) {
    browser.go("about:blank");
    let never = "WebAssembly.compileStreaming = () => new Promise(() => {})";
    let added = browser.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": never }),
    );
    browser.go(&format!("{}{RESULTS}", host.address()));
    browser.wait("document.querySelector('#notice:not([hidden])')?.textContent");
    browser.devtools("Page.removeScriptToEvaluateOnNewDocument", added);
}

/// Waits until the site is kept, and goes where that is said.
fn keep(browser: &Browser, host: &Host) {
    visit(browser, host, "");
    browser.wait("navigator.serviceWorker.ready.then(() => true)");
    browser.wait("document.querySelector('#keep-state')?.textContent");
    let _ =
        browser.evaluate("document.querySelector('#keep').scrollIntoView({ block: 'center' });");
}

/// Lets another version come while an article is read.
pub fn offer_version(browser: &Browser, host: &Host) {
    keep(browser, host);
    let mut files = site();
    let worker = files.get_mut("sw.js").expect("a worker");
    worker.extend(b"// Another version.\n");
    host.replace(files);
    visit(browser, host, WITH_HITS);
    browser.wait("document.querySelector('#keep-check:not([hidden])')?.id");
    let _ = browser.evaluate("document.querySelector('#keep-check').click()");
    browser.wait("document.querySelector('#news:not([hidden])')?.textContent");
}

/// Makes the window so wide; a narrow one is a phone's.
pub fn resize(browser: &Browser, width: u32) {
    let metrics = json!({
        "width": width,
        "height": if width < 500 { 844 } else { 900 },
        "deviceScaleFactor": 1,
        "mobile": width < 500,
    });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
}

/// Tells pages what the reader wants of colours and motion.
pub fn prefer(browser: &Browser, features: &[(&str, &str)]) {
    let features: Vec<_> = features
        .iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    browser.devtools(
        "Emulation.setEmulatedMedia",
        json!({ "media": "", "features": features }),
    );
}
