//! What an empty search box offers: names, and the searches that a reader wants kept.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use serde_json::{Value, json};

use crate::on_every_engine;
use kashkul_browser_tests::state::{CHROMIUM, click, resize, site, visit};

const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const IS_OPEN: &str = "document.querySelector('#starts')?.checkVisibility()";
const STORED: &str = "localStorage['kashkul-recent'] ?? null";

/// The words of a list in the panel.
fn offered(browser: &Browser, list: &str) -> Value {
    browser.evaluate(&format!(
        "return [...document.querySelectorAll('[aria-labelledby=starts-{list}] a')].map((link) => link.textContent)"
    ))
}

/// Opens the list of articles, where names are offered once they are found.
fn come(browser: &Browser, host: &Host) {
    visit(browser, host, "");
    browser.wait("document.querySelector('#starts [aria-labelledby=starts-names] a')");
}

#[test]
fn an_empty_box_offers_the_names_that_articles_share() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "ar");
        visit(&browser, &host, "");
        // Not every engine takes the reader's language from its driver.
        let _ = browser.evaluate("localStorage['kashkul-language'] = 'ar'");
        come(&browser, &host);
        assert_eq!(browser.evaluate(&format!("return {IS_OPEN}")), false);
        let names = offered(&browser, "names");
        let names = names.as_array().unwrap();
        // Without the particles of the headlines, and each once.
        for name in [
            "\u{644}\u{627}\u{641}\u{631}\u{648}\u{641}",
            "\u{628}\u{643}\u{64a}\u{646}",
        ] {
            assert!(names.contains(&json!(name)), "{name} {names:?}");
        }
        assert!(names.len() <= 8, "{names:?}");

        browser.click("#q");
        browser.wait(IS_OPEN);
        browser.press(ESCAPE);
        browser.wait(&format!("!{IS_OPEN}"));
        browser.press("/");
        browser.wait(IS_OPEN);
        browser.press(DOWN);
        browser.press(DOWN);
        browser.wait(&format!(
            "document.activeElement.textContent === {}",
            names[1]
        ));
        browser.press(ENTER);
        browser.wait(&format!(
            "document.querySelector('#q').value === {}",
            names[1]
        ));
        browser.wait("document.querySelectorAll('#results li').length > 1");
        browser.wait(&format!("!{IS_OPEN}"));
        // The reader goes on from the box.
        browser.press(DOWN);
        browser.wait("document.activeElement.matches('#results a')");
    });
}

#[test]
fn searches_are_kept_once_that_was_chosen_and_forgotten_at_a_tap() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        come(&browser, &host);
        let search = |query: &str| {
            visit(&browser, &host, "");
            browser.wait("document.querySelector('#starts label')");
            browser.click("#q");
            browser.press(query);
            browser.wait("document.querySelector('#results li a')");
            click(&browser, "#results li a");
            browser.wait("document.querySelector('main article:not([hidden])')");
        };
        search("Lavrov");
        assert_eq!(browser.evaluate(&format!("return {STORED}")), Value::Null);

        come(&browser, &host);
        browser.click("#q");
        browser.click("#starts label");
        browser.wait(&format!("({STORED}) === '[]'"));
        for query in ["Lavrov", "China", "Lavrov"] {
            search(query);
        }
        come(&browser, &host);
        assert_eq!(offered(&browser, "recent"), json!(["Lavrov", "China"]));
        browser.click("#q");
        browser.wait(IS_OPEN);
        browser.click("#starts button");
        browser.wait(&format!("({STORED}) === '[]'"));
        browser.wait("document.activeElement.id === 'q'");
        assert_eq!(offered(&browser, "recent"), json!([]));
        browser.click("#starts label");
        browser.wait(&format!("({STORED}) === null"));
        // Whatever else stands there harms nothing.
        let _ = browser.evaluate("localStorage['kashkul-recent'] = '{]'");
        come(&browser, &host);
        assert_eq!(offered(&browser, "recent"), json!([]));
    });
}

#[test]
fn a_page_within_another_keeps_no_searches() {
    let mut files = site();
    // What is kept for later visits would be shown in place of the other page.
    files.remove("sw.js");
    let frame = "<!doctype html><iframe src=\"index.html\" width=\"900\" height=\"900\"></iframe>";
    files.insert("host.html".to_owned(), frame.into());
    let host = Host::serve(files);
    host.allow_frames();
    let browser = Browser::start(CHROMIUM, "en");
    come(&browser, &host);
    let _ = browser.evaluate("localStorage['kashkul-recent'] = '[\"Lavrov\"]'");
    come(&browser, &host);
    assert_eq!(offered(&browser, "recent"), json!(["Lavrov"]));
    browser.go(&format!("{}host.html", host.address()));
    let starts = "document.querySelector('iframe').contentDocument?.querySelector('#starts')";
    browser.wait(&format!("Boolean({starts}?.querySelector('a'))"));
    assert_eq!(
        browser.evaluate(&format!(
            "return {starts}.querySelectorAll('input, [aria-labelledby=starts-recent]').length"
        )),
        0
    );
}

#[test]
fn what_an_empty_box_offers_moves_nothing() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    for width in [390, 1280] {
        resize(&browser, width);
        come(&browser, &host);
        let tops =
            "return JSON.stringify([...document.querySelectorAll('#q, #masthead, #list li')].map(
            (node) => node.getBoundingClientRect().top))";
        let before = browser.evaluate(tops);
        browser.click("#q");
        browser.wait(IS_OPEN);
        assert_eq!(browser.evaluate(tops), before);
        let within = browser.evaluate(
            "const { left, right } = document.querySelector('#starts').getBoundingClientRect();
            return left >= 0 && right <= innerWidth",
        );
        assert_eq!(within, true);
    }
}
