//! A new version of a site takes over when its reader wants it, as a whole, at the same place.

use std::collections::BTreeMap;

use kashkul_browser_tests::session::{Browser, wait_for};
use kashkul_browser_tests::site::{Host, packed};
use kashkul_engine::document::Document;
use kashkul_engine::writer::Settings;
use serde_json::json;

use crate::offline::wait_until_kept;
use crate::on_every_engine;

/// The word that tells a version: in its title, its page, its pack.
pub(crate) const FIRST: &str = "Alborz";
pub(crate) const SECOND: &str = "Damavand";

const TOAST: &str = "document.querySelector('#news span')?.textContent";
const CHECK: &str = "document.querySelector('#keep-check:not([hidden])')?.id";
/// Far enough down that nobody is there by chance.
const PLACE: u32 = 700;

/// What comes of asking for a new version is known to the page only when `letAnswerCome` is called.
const HOLD_ANSWER: &str = r"
    const { update } = ServiceWorkerRegistration.prototype;
    const held = new Promise((resolve) => {
      globalThis.letAnswerCome = async () => {
        resolve();
        await new Promise((done) => setTimeout(done, 100));
      };
    });
    ServiceWorkerRegistration.prototype.update = async function () {
      const found = await update.call(this);
      await held;
      return found;
    };
";

/// The site of a version: the same articles with other words.
pub(crate) fn site(version: &str) -> BTreeMap<String, Vec<u8>> {
    let document = |n: u32| Document {
        id: format!("a{n}"),
        lang: "en".to_owned(),
        title: format!("{version} {n}"),
        body: (0..80)
            // Articles of the same words would be one result.
            .map(|p| {
                format!("Text {n} has paragraph {n}-{p}, which of {n} and of {version} speaks.")
            })
            .collect(),
        ..Document::default()
    };
    let settings = Settings {
        title: format!("News of {version}"),
        languages: vec!["en".to_owned()],
        ..Settings::default()
    };
    packed(&[document(1), document(2), document(3)], &settings)
}

/// Whether page, pack and search are all of one version.
pub(crate) fn check_whole(browser: &Browser, version: &str) {
    browser.wait("document.querySelector('#keep')?.id");
    let other = if version == FIRST { SECOND } else { FIRST };
    let text = browser.evaluate("return document.documentElement.textContent");
    let text = text.as_str().expect("a text");
    assert!(
        text.contains(version) && !text.contains(other),
        "{text:.200}"
    );
    let _ = browser.evaluate("location.hash = '#/'");
    browser.click("input[type=search]#q");
    browser.press(version);
    browser.wait("document.querySelector('#q').value.length > 5");
    browser.wait("document.querySelectorAll('ol#results li').length === 3");
}

/// A page of the first version, kept, with an article open in the middle; the second is out.
fn reader_in_the_middle(browser: &Browser, host: &Host) {
    browser.go(&host.address());
    wait_until_kept(browser);
    host.replace(site(SECOND));
    browser.go("about:blank");
    open_in_the_middle(browser, host);
}

fn open_in_the_middle(browser: &Browser, host: &Host) {
    browser.go(&format!("{}#/a/a2", host.address()));
    browser.wait(CHECK);
    let _ = browser.evaluate(&format!("scrollTo(0, {PLACE})"));
    browser.wait(&format!("scrollY === {PLACE}"));
}

/// Asks for a new version, which is said to be there.
fn ask(browser: &Browser) {
    // The list, below which the button stands, is beside the article, or not in sight.
    let _ = browser.evaluate("document.querySelector('#keep-check').click()");
    browser.wait(&format!("{TOAST}?.includes('new version is ready')"));
}

fn check_place(browser: &Browser, version: &str) {
    let title = "document.querySelector('main article:not([hidden]) h1')?.textContent";
    browser.wait(&format!("{title} === '{version} 2'"));
    browser.wait(&format!("Math.abs(scrollY - {PLACE}) < 3"));
    assert_eq!(browser.evaluate("return location.hash"), json!("#/a/a2"));
}

#[test]
fn a_new_version_is_taken_at_the_same_place_when_its_reader_wants_it() {
    on_every_engine(|engine| {
        let host = Host::serve(site(FIRST));
        // What the browser may keep of the old version must not come into the new one.
        host.set_cache_control("max-age=31536000, immutable");
        let browser = Browser::start(engine, "en");
        reader_in_the_middle(&browser, &host);
        check_place(&browser, FIRST);
        ask(&browser);
        check_place(&browser, FIRST);
        browser.click("#news button");
        check_place(&browser, SECOND);
        check_whole(&browser, SECOND);
        assert_eq!(
            browser.evaluate_async("(await caches.keys()).length"),
            json!(1)
        );
        assert_eq!(host.reports(), [""; 0]);
    });
}

#[test]
fn a_declined_version_comes_with_the_next_start() {
    on_every_engine(|engine| {
        let host = Host::serve(site(FIRST));
        let browser = Browser::start(engine, "en");
        reader_in_the_middle(&browser, &host);
        // The answer to the question may come after the version that it is about.
        let _ = browser.evaluate(HOLD_ANSWER);
        ask(&browser);
        browser.click("#news button:last-child");
        browser.wait("document.querySelector('#news').hidden");
        let _ = browser.evaluate_async("await letAnswerCome()");
        assert_eq!(
            browser.evaluate("return document.querySelector('#news').hidden"),
            json!(true)
        );
        check_place(&browser, FIRST);
        // Who asks once more is told of it again.
        ask(&browser);
        browser.click("#news button:last-child");
        browser.wait("document.querySelector('#news').hidden");
        browser.reload();
        check_whole(&browser, FIRST);
        // A browser takes its time to let go of the page that was left.
        wait_for("the next start", || {
            browser.go("about:blank");
            browser.go(&host.address());
            let title = browser.evaluate("return document.title");
            title
                .as_str()
                .expect("a title")
                .contains(SECOND)
                .then_some(())
        });
        check_whole(&browser, SECOND);
    });
}

#[test]
fn two_tabs_never_mix_versions() {
    on_every_engine(|engine| {
        let host = Host::serve(site(FIRST));
        let browser = Browser::start(engine, "en");
        reader_in_the_middle(&browser, &host);
        browser.open_tab();
        open_in_the_middle(&browser, &host);
        ask(&browser);
        browser.click("#news button");
        check_place(&browser, SECOND);
        // The other one followed unseen, or is as it was and says so.
        browser.switch_to_tab(0);
        let elsewhere = format!("{TOAST}?.includes('another window')");
        let title = "document.querySelector('main article:not([hidden]) h1')?.textContent";
        browser.wait(&format!("{elsewhere} || {title} === '{SECOND} 2'"));
        if browser.evaluate(&format!("return {elsewhere}")) == json!(true) {
            check_place(&browser, FIRST);
            browser.click("#news button");
        }
        check_place(&browser, SECOND);
        check_whole(&browser, SECOND);
    });
}
