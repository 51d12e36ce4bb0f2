//! Nobody is kept out: the guidelines as far as a program can check them, and the keyboard alone.

use std::{env, fs};

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use serde_json::{Value, json};

use crate::on_every_engine;
use crate::own::{DROP, take_up};
use kashkul_browser_tests::state::{
    CHROMIUM, RESULTS, STATES, WITH_COMMENTS, WITH_HITS, WORDS, Way, click, offer_version, prefer,
    resize, site, visit,
};

const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const DOWN: &str = "\u{e015}";
const LEFT: &str = "\u{e012}";
/// With the key held down, as keyboards have it.
const SHIFTED_N: &str = "\u{e008}n\u{e000}";

/// The text of axe-core.
fn axe() -> String {
    let path = env::var_os("KASHKUL_AXE").expect("KASHKUL_AXE names axe: run `cargo xtask test`");
    fs::read_to_string(path).expect("axe is installed")
}

/// What axe finds wrong with the page as it is, by the rules of WCAG 2.2 A and AA.
fn violations(browser: &Browser, axe: &str) -> Value {
    let _ = browser.evaluate(axe);
    browser.evaluate_async(
        "(await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa',
            'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(
            ({ id, nodes }) => [id, nodes.length, nodes[0].html, nodes[0].failureSummary])",
    )
}

#[test]
fn no_state_breaks_the_guidelines() {
    let axe = axe();
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    for (scheme, width) in [("light", 1280), ("dark", 390)] {
        resize(&browser, width);
        prefer(&browser, &[("prefers-color-scheme", scheme)]);
        for (state, address, clicks) in STATES {
            visit(&browser, &host, address);
            for selector in *clicks {
                click(&browser, selector);
            }
            let found = violations(&browser, &axe);
            assert_eq!(found, json!([]), "{state}, {scheme}");
        }
        for (words, come) in WORDS {
            let host = Host::serve(site());
            come(&browser, &host);
            let found = violations(&browser, &axe);
            assert_eq!(found, json!([]), "{words}, {scheme}");
        }
        for theme in ["light", "dark", "sepia", "contrast"] {
            let _ = browser.evaluate(&format!("localStorage['kashkul-theme'] = '{theme}'"));
            visit(&browser, &host, WITH_HITS);
            assert_eq!(violations(&browser, &axe), json!([]), "{theme}");
        }
        let _ = browser.evaluate("localStorage.clear()");
    }
    // A checker that finds nothing anywhere would prove nothing.
    let _ = browser.evaluate(
        "for (const name of ['aria-label', 'placeholder', 'title']) {
            document.querySelector('#q').removeAttribute(name);
        }",
    );
    assert_eq!(violations(&browser, &axe)[0][0], "label");
}

#[test]
fn a_page_without_search_says_why_and_keeps_to_the_guidelines() {
    let mut files = site();
    files.remove("kashkul.wasm");
    let host = Host::serve(files);
    let browser = Browser::start(CHROMIUM, "en");
    visit(&browser, &host, "");
    browser.wait("document.querySelector('#notice details summary')");
    // The notice is written anew while the page waits; what it says of the cause stays.
    std::thread::sleep(std::time::Duration::from_millis(500));
    // What the page says of keeping itself may lie above it for a while.
    click(&browser, "#notice summary");
    browser.wait("document.querySelector('#notice details').textContent.includes('404')");
    assert_eq!(violations(&browser, &axe()), json!([]));
    browser.click("nav ol li a");
    browser.wait("document.querySelector('main article:not([hidden])')");
}

/// Whether something is in sight, and nothing lies over it.
fn is_in_sight(browser: &Browser, id: &str) -> bool {
    let place = browser.evaluate(&format!(
        "const node = document.querySelector('#{id}');
         const {{ top, bottom, height }} = node.getBoundingClientRect();
         return height > 20 && bottom <= innerHeight
           && node.contains(document.elementFromPoint(innerWidth / 2, top + 4));"
    ));
    place == json!(true)
}

/// Nobody looks for it below the end of a list.
#[test]
fn what_is_said_over_the_page_is_in_sight_in_the_list_and_in_an_article() {
    let mut broken = site();
    broken.remove("kashkul.wasm");
    let no_search: Way = |browser, host| {
        visit(browser, host, "");
        browser.wait("document.querySelector('#notice details summary')");
    };
    let browser = Browser::start(CHROMIUM, "en");
    for width in [390, 1280] {
        resize(&browser, width);
        for (files, come, id) in [
            (broken.clone(), no_search, "notice"),
            (site(), offer_version, "news"),
        ] {
            come(&browser, &Host::serve(files));
            for (address, view) in [
                ("#/", "home"),
                (RESULTS, "search"),
                (WITH_COMMENTS, "article"),
            ] {
                let _ = browser.evaluate(&format!("location.hash = '{address}'"));
                browser.wait(&format!("document.body.dataset.view === '{view}'"));
                assert!(is_in_sight(&browser, id), "{id}, {view}, {width}");
            }
        }
    }
}

#[test]
fn the_page_of_ones_own_articles_keeps_to_the_guidelines() {
    let axe = axe();
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    for (scheme, width) in [("light", 1280), ("dark", 390)] {
        resize(&browser, width);
        prefer(&browser, &[("prefers-color-scheme", scheme)]);
        let check = |state: &str| {
            assert_eq!(violations(&browser, &axe), json!([]), "{state}, {scheme}");
        };
        browser.go(&format!("{}own.html", host.address()));
        browser.wait("document.getElementById('own-folder')?.id");
        check("nothing chosen");
        // One can be read, one cannot.
        let files = json!([["a.txt", "One\n\nText of one.\n"], ["b.docx", "x"]]);
        take_up(&browser, &files);
        let _ = browser.evaluate(DROP);
        browser.wait("document.querySelectorAll('#own-problems li').length === 1");
        check("something left out");
        click(&browser, "#own-open");
        browser.wait("document.querySelector('#keep-save')?.id");
        check("read");
    }
}

#[test]
fn what_is_said_is_said_once() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "en");
    visit(&browser, &host, "");
    // The tests read the live region, so that they have taken notifications away.
    let _ =
        browser.evaluate("globalThis.said = []; document.ariaNotify = (text) => said.push(text);");
    browser.click("#q");
    browser.press("Lavrov");
    browser.wait("said.length");
    let said = "return [said.length, /results for/.test(said[0]), document.querySelector('#status').textContent]";
    assert_eq!(browser.evaluate(said), json!([1, true, ""]));
    let _ = browser.evaluate("delete document.ariaNotify");
    browser.press("x");
    browser.wait("document.querySelector('#status').textContent");
    assert_eq!(browser.evaluate("return said.length"), 1);
}

#[test]
fn the_keyboard_alone_reaches_everything() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "fa");
        visit(&browser, &host, "");
        // Not every engine takes the reader's language from its driver.
        let _ = browser.evaluate("localStorage['kashkul-language'] = 'fa'");
        visit(&browser, &host, "");
        let focused = |expected: &str| {
            browser.wait(&format!("document.activeElement?.matches('{expected}')"));
        };

        // Everything in the order it is read; what an empty box offers stands behind it.
        let mut seen = Vec::new();
        while seen.len() < 6 {
            browser.press(TAB);
            let id = browser.evaluate(
                "const { activeElement: node } = document;
                return node.closest('#starts') ? 'starts' : node.id || node.className",
            );
            seen.push(id.as_str().unwrap_or_default().to_owned());
            seen.dedup();
        }
        assert_eq!(
            seen,
            ["skip", "brand", "q", "starts", "language", "display"]
        );

        let _ = browser.evaluate("document.activeElement.blur()");
        browser.press("/");
        focused("#q");
        browser.press("\u{644}\u{627}\u{648}\u{631}\u{648}\u{641}");
        browser.wait("document.querySelector('ol#results li:nth-child(3) a')");
        browser.press(DOWN);
        browser.press(DOWN);
        focused("#results li:nth-child(2) a");
        browser.press(ENTER);
        focused("article h1");

        // From hit to hit, and what is said of it.
        browser.press("n");
        focused("article [data-p], article h1");
        browser.wait("/[2۲]/.test(document.querySelector('#hit-count').textContent)");
        browser.wait("/[2۲]/.test(document.querySelector('#status').textContent)");
        browser.press(SHIFTED_N);
        browser.wait("/^[^0-9۰-۹]*[1۱]/.test(document.querySelector('#hit-count').textContent)");

        // The sheet of keys, and back from it.
        browser.press("?");
        browser.wait("document.querySelector('#sheet').open");
        focused("#sheet button");
        browser.press(ESCAPE);
        browser.wait("!document.querySelector('#sheet').open");

        // The tools are one stop; in Persian the left arrow goes on.
        let _ = browser.evaluate("document.querySelector('[role=toolbar] .listen').focus()");
        browser.press(LEFT);
        focused("[role=toolbar] .share");
        assert_eq!(browser.count("[role=toolbar] [tabindex='0']"), 1);

        // The text grows, and is as before.
        let size = "getComputedStyle(document.querySelector('article:not([hidden])')).fontSize";
        let usual = browser.evaluate(&format!("return {size}"));
        browser.press("+");
        browser.wait(&format!("{size} !== {usual}"));
        browser.press("0");
        browser.wait(&format!("{size} === {usual}"));

        // To the neighbour, and one step back for each Escape. The address follows after a moment.
        std::thread::sleep(std::time::Duration::from_millis(600));
        let id = browser.evaluate("return location.hash");
        browser.press("j");
        browser.wait(&format!("location.hash !== {id}"));
        focused("article h1");
        browser.press(ESCAPE);
        browser.wait("document.querySelector('#hits').hidden");
        browser.back();
        browser.wait(&format!("location.hash === {id}"));
        browser.back();
        focused("#results li:nth-child(2) a");
        browser.press(ESCAPE);
        focused("#q");
        browser.press(ESCAPE);
        browser.wait("document.querySelector('#q').value === ''");
    });
}

#[test]
fn single_keys_can_be_switched_off() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    visit(&browser, &host, "");
    let _ = browser.evaluate("localStorage['kashkul-keys'] = 'off'");
    visit(&browser, &host, WITH_HITS);
    browser.press("?/t");
    assert_eq!(browser.count("#sheet[open]"), 0);
    assert_eq!(browser.evaluate("return document.activeElement.id"), "");
    assert_eq!(
        browser.evaluate("return document.documentElement.dataset.theme"),
        "auto"
    );
}
