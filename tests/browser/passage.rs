//! The passage from one view to the next.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use serde_json::json;

use kashkul_browser_tests::state::{CHROMIUM, click, prefer, site, visit};

/// Counts the passages from here on.
const COUNT: &str = "globalThis.passages = [];
    const start = document.startViewTransition;
    document.startViewTransition = function (...change) {
        const passage = start.apply(document, change);
        passage.ready.then(() => passages.push(Math.max(...document.getAnimations().map(
            ({ effect }) => effect.getComputedTiming().endTime))));
        return passage;
    };";

#[test]
fn views_pass_into_each_other_where_the_reader_does_not_mind() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "en");
    for (wish, n_passages) in [("no-preference", 1), ("reduce", 0)] {
        prefer(&browser, &[("prefers-reduced-motion", wish)]);
        visit(&browser, &host, "");
        // What puts a font on does not fade.
        let _ = browser.evaluate("localStorage['kashkul-font'] = 'system'");
        let _ = browser.evaluate(COUNT);
        // Nothing fades while the reader types.
        browser.click("#q");
        browser.press("Lavrov");
        browser.wait("document.querySelector('#results li a')");
        assert_eq!(browser.evaluate("return passages"), json!([]));
        click(&browser, "#results li a");
        browser.wait("document.activeElement.matches('article h1')");
        if n_passages > 0 {
            browser.wait("passages.length === 1");
        }
        browser.back();
        // A step back is there at once: a swipe has had its motion.
        browser.wait("document.activeElement.matches('#results li a')");
        let times = browser.evaluate("return passages");
        let times = times.as_array().unwrap();
        assert_eq!(times.len(), n_passages, "{wish}");
        assert!(
            times.iter().all(|ms| ms.as_f64().unwrap() < 200.0),
            "{times:?}"
        );
    }
    // Where there are none, the views change all the same; and two keys at once are two steps.
    prefer(&browser, &[]);
    visit(&browser, &host, "");
    let second = browser.evaluate("return document.querySelectorAll('#list li a')[1].dataset.id");
    for change in ["", "document.startViewTransition = undefined;"] {
        let _ = browser.evaluate(&format!("location.hash = '#/'; {change}"));
        browser.wait("document.body.dataset.view === 'home'");
        browser.press("jj");
        browser.wait(&format!(
            "document.querySelector('main article:not([hidden])')?.dataset.id === {second}"
        ));
    }
}
