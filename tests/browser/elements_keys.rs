//! Keys of other layouts, and input methods, in the elements.
//!
//! WebDriver presses keys of one layout and has no input methods: in every engine the events are made by
//! a script; in Chromium they come through its DevTools Protocol as a keyboard's and an input method's do.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::state::CHROMIUM;
use serde_json::json;

use crate::elements::{ESCAPE, NAME, events, host, listen, page, part};
use crate::on_every_engine;

const BODY: &str =
    "<kashkul-search hotkey=\"/ ctrl+k\" display=\"modal\"></kashkul-search><input id=\"own\">";

#[test]
fn events_of_other_layouts_and_input_methods() {
    on_every_engine(|engine| {
        let browser = Browser::start(engine, "en");
        keys_and_input_methods(&browser);
        assert_eq!(browser.complaints(), [""; 0]);
    });
}

/// A key that is pressed and let go, as a keyboard does; `text` is what it types.
fn key(browser: &Browser, key: &str, code: &str, has_ctrl: bool, text: Option<&str>) {
    let press = |kind: &str, text: Option<&str>| {
        let mut event = json!({
            "type": kind, "key": key, "code": code,
            "modifiers": if has_ctrl { 2 } else { 0 },
        });
        if let Some(text) = text {
            event["text"] = json!(text);
        }
        browser.devtools("Input.dispatchKeyEvent", event);
    };
    press(
        if text.is_some() {
            "keyDown"
        } else {
            "rawKeyDown"
        },
        text,
    );
    press("keyUp", None);
}

#[test]
fn keys_of_keyboards_and_a_composing_input_method() {
    let page = page(BODY);
    let host = host(&[("index.html", &page)]);
    let browser = Browser::start(CHROMIUM, "fa");
    browser.go(&host.address());
    browser.wait(&part("kashkul-search", "input"));
    let dialog = part("kashkul-search", "dialog");
    let is_open = || browser.evaluate(&format!("return {dialog}.open"));
    let close = || browser.evaluate("document.querySelector('kashkul-search').close()");
    // Persian and Arabic keyboards have noon on K; the Arabic one has zah where the slash is.
    for (character, code, has_ctrl) in [
        ("\u{646}", "KeyK", true),
        ("k", "KeyK", true),
        ("\u{638}", "Slash", false),
        ("/", "Digit7", false),
    ] {
        let _ = browser.evaluate("document.activeElement.blur()");
        assert_eq!(is_open(), false);
        key(&browser, character, code, has_ctrl, None);
        assert_eq!(is_open(), true, "{character} {code}");
        let _ = close();
    }
    // In a field of the page letters are letters, and Ctrl leads away from it.
    let _ = browser.evaluate("document.querySelector('#own').focus()");
    key(&browser, "\u{638}", "Slash", false, Some("\u{638}"));
    assert_eq!(is_open(), false);
    assert_eq!(
        browser.evaluate("return document.querySelector('#own').value"),
        "\u{638}"
    );
    key(&browser, "\u{646}", "KeyK", true, None);
    assert_eq!(is_open(), true);

    // While an input method composes, nothing is searched for, and its keys are its own.
    listen(&browser);
    let input = part("kashkul-search", "input");
    let letters: Vec<char> = NAME.chars().collect();
    for n in 1..=letters.len() {
        let text: String = letters[..n].iter().collect();
        browser.devtools(
            "Input.imeSetComposition",
            json!({ "text": text, "selectionStart": n, "selectionEnd": n }),
        );
    }
    let state = || {
        browser.evaluate(&format!(
            "return [{input}.value, {input}.getAttribute('aria-expanded'), {input}.getAttribute('aria-activedescendant'), {dialog}.open]"
        ))
    };
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(state(), json!([NAME, "false", null, true]));
    assert!(
        !events(&browser).contains("search kashkul-search"),
        "{}",
        events(&browser)
    );
    browser.devtools("Input.insertText", json!({ "text": NAME }));
    browser.wait(&format!("{input}.getAttribute('aria-expanded') === 'true'"));
    assert_eq!(state(), json!([NAME, "true", null, true]));
    // Over an open list it has the arrows and Enter for its candidates.
    let composed = json!({ "text": "\u{627}", "selectionStart": 1, "selectionEnd": 1 });
    browser.devtools("Input.imeSetComposition", composed);
    for name in ["ArrowDown", "Enter"] {
        key(&browser, name, name, false, None);
    }
    assert_eq!(
        state(),
        json!([format!("{NAME}\u{627}"), "true", null, true])
    );
    browser.devtools(
        "Input.imeSetComposition",
        json!({ "text": "", "selectionStart": 0, "selectionEnd": 0 }),
    );
    key(&browser, "ArrowDown", "ArrowDown", false, None);
    browser.wait(&format!("{input}.getAttribute('aria-activedescendant')"));
    let noted = events(&browser);
    assert!(!noted.contains("open kashkul-search"), "{noted}");
    assert_eq!(browser.complaints(), [""; 0]);
}

fn keys_and_input_methods(browser: &Browser) {
    let page = page(BODY);
    let host = host(&[("index.html", &page)]);
    browser.go(&host.address());
    browser.wait(&part("kashkul-search", "input"));
    let dialog = part("kashkul-search", "dialog");
    // Persian and Arabic have «ن» on that key; Dvorak has its own K elsewhere.
    for (key, code, opens) in [
        ("\u{646}", "KeyK", true),
        ("k", "KeyV", true),
        ("t", "KeyK", false),
        ("k", "KeyK", true),
    ] {
        let _ = browser.evaluate(&format!(
                "document.querySelector('#own').focus();
                document.querySelector('#own').dispatchEvent(new KeyboardEvent('keydown',
                    {{ key: '{key}', code: '{code}', ctrlKey: true, bubbles: true, composed: true, cancelable: true }}))"
            ));
        assert_eq!(
            browser.evaluate(&format!("return {dialog}.open")),
            opens,
            "{key} {code}"
        );
        let _ = browser.evaluate("document.querySelector('kashkul-search').close()");
    }

    // While an input method composes, Enter and the arrows are its own, and nothing is searched for.
    let _ = browser.evaluate("document.querySelector('kashkul-search').show()");
    browser.strike(NAME);
    let input = part("kashkul-search", "input");
    browser.wait(&format!("{input}.getAttribute('aria-expanded') === 'true'"));
    listen(browser);
    let _ = browser.evaluate(&format!(
            "const input = {input};
            input.dispatchEvent(new CompositionEvent('compositionstart'));
            input.value += '\u{627}';
            input.dispatchEvent(new InputEvent('input', {{ isComposing: true, bubbles: true }}));
            for (const key of ['ArrowDown', 'Enter']) {{
                input.dispatchEvent(new KeyboardEvent('keydown', {{ key, isComposing: true, bubbles: true, cancelable: true }}));
            }}"
        ));
    assert_eq!(events(browser), "");
    assert_eq!(
        browser.evaluate(&format!(
            "return [{input}.getAttribute('aria-expanded'), {dialog}.open]"
        )),
        json!(["true", true])
    );
    let _ = browser.evaluate(&format!(
        "{input}.dispatchEvent(new CompositionEvent('compositionend', {{ bubbles: true }}))"
    ));
    browser
        .wait("(window.wrappedJSObject ?? window).kashkulEvents.includes('search kashkul-search')");
    // The list first, what is typed next, the window last.
    for open in [true, true, false] {
        browser.strike(ESCAPE);
        let was = browser.evaluate(&format!("return {dialog}.open"));
        assert_eq!(was, open);
    }
}
