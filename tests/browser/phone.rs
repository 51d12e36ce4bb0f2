//! The bar of an article on a phone.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use serde_json::json;

use kashkul_browser_tests::state::{CHROMIUM, RESULTS, WITH_HITS, click, resize, site, visit};

const IS_SHOWN: &str = "document.querySelector('#dock')?.checkVisibility()";
const BUTTONS: &str = "[...document.querySelectorAll('#dock button, #hits button')]";

#[test]
fn what_a_reader_needs_is_within_a_thumbs_reach() {
    let host = Host::serve(site());
    for language in ["fa", "en"] {
        let browser = Browser::start(CHROMIUM, language);
        for width in [320, 390] {
            resize(&browser, width);
            visit(&browser, &host, WITH_HITS);
            browser.wait(IS_SHOWN);
            let wrong = browser.evaluate(&format!(
                "const buttons = {BUTTONS};
                const boxes = [...buttons, document.querySelector('#hit-count')].map((node) => node.getBoundingClientRect());
                const small = boxes.filter(({{ width, height }}, index) => index < buttons.length && (width < 44 || height < 44));
                const high = boxes.filter(({{ bottom }}) => bottom < innerHeight - 20 || bottom > innerHeight);
                const meeting = boxes.filter((one) => boxes.some((other) =>
                    one !== other && one.left < other.right - 1 && other.left < one.right - 1));
                return [buttons.length, small.length, high.length, meeting.length];"
            ));
            assert_eq!(wrong, json!([6, 0, 0, 0]), "{language} {width}");
            // At the end, nothing of the text is behind the bar.
            let free = browser.evaluate(
                "const texts = document.querySelectorAll('article:not([hidden]) [data-p], #related:not([hidden]) li');
                const last = texts[texts.length - 1];
                scrollTo(0, scrollY + document.querySelector('main').getBoundingClientRect().bottom - innerHeight);
                const bars = ['#dock', '#hits'].map((bar) => document.querySelector(bar).getBoundingClientRect().top);
                return last.getBoundingClientRect().bottom <= Math.min(...bars)",
            );
            assert_eq!(free, true, "{language} {width}");
        }
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        assert_eq!(browser.evaluate(&format!("return {IS_SHOWN}")), false);
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
        resize(&browser, 1280);
        assert_eq!(browser.evaluate(&format!("return {IS_SHOWN}")), false);
    }
}

#[test]
fn the_bar_leads_back_and_to_the_looks_of_the_text() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "en");
    resize(&browser, 390);
    visit(&browser, &host, RESULTS);
    assert_eq!(browser.evaluate(&format!("return {IS_SHOWN}")), false);
    click(&browser, "#results li a");
    browser.wait(IS_SHOWN);
    let name = "document.querySelector('#dock button').getAttribute('aria-label')";
    assert_eq!(browser.evaluate(&format!("return {name}")), "Results");
    browser.click("#next");
    browser.wait("document.querySelector('#hit-count').textContent.startsWith('2')");
    browser.click("#dock [data-act=display]");
    browser.wait("document.querySelector('#panel').matches(':popover-open')");
    // The text stays in sight above it.
    let top = "document.querySelector('#panel').getBoundingClientRect().top > innerHeight / 3";
    assert_eq!(browser.evaluate(&format!("return {top}")), true);
    browser.press("\u{e00c}");
    browser.wait("document.activeElement.matches('#dock [data-act=display]')");
    browser.click("#dock button");
    browser.wait("document.body.dataset.view === 'search'");
    browser.wait(&format!("!{IS_SHOWN}"));
}
