//! What a reader does beyond searching.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use serde_json::json;

use crate::on_every_engine;
use kashkul_browser_tests::state::{
    CHROMIUM, RESULTS, WITH_COMMENTS, WITH_HITS, click, resize, site, visit,
};

const OPEN_ID: &str = "document.querySelector('main article:not([hidden])')?.dataset.id";

/// Chooses a value of a select element, as a reader does.
fn choose(browser: &Browser, selector: &str, value: &str) {
    let _ = browser.evaluate(&format!(
        "const select = document.querySelector(`{selector}`);
        select.value = '{value}';
        select.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ));
}

#[test]
fn the_rail_shows_each_hit_and_goes_to_it() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, WITH_HITS);
        browser.wait("document.querySelector('#rail li:last-child button')");
        let hits = browser.evaluate("return document.querySelector('#hit-count').textContent");
        assert_eq!(hits, "1 of 5");
        browser.click("#rail li:last-child button");
        browser.wait("document.querySelector('#hit-count').textContent === '5 of 5'");
        browser.wait("document.querySelector('#rail li:last-child [aria-current]')");
        assert_eq!(browser.count("#rail [aria-current]"), 1);
        browser.click("#close");
        browser.wait("document.querySelector('#rail').hidden");
        // What was taken away does not come back with another language.
        choose(&browser, "#language", "fa");
        browser.wait("document.documentElement.lang === 'fa'");
        assert_eq!(
            browser.evaluate("return document.getElementById('hits').hidden"),
            true
        );
    });
}

#[test]
fn the_list_is_sorted_and_filtered() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, "");
        let dates = "[...document.querySelectorAll('nav li:not([hidden]) time')].map((time) => time.dateTime.slice(0, 10))";
        browser.wait("document.querySelector('#arrange select')");
        choose(&browser, "#arrange [aria-label=Order]", "oldest");
        assert_eq!(
            browser.evaluate(&format!("return {dates}")),
            json!(["2022-02-04", "2023-09-18", "2023-09-20"])
        );
        choose(&browser, "#arrange [aria-label=Language]", "fa");
        browser.wait("document.querySelectorAll('nav li:not([hidden])').length === 3");
        assert_eq!(browser.count("nav li:not([hidden]):not([lang=fa])"), 0);
        let count = || browser.evaluate("return document.querySelector('#count').textContent");
        assert_eq!(count(), "3 articles");
        choose(&browser, "#language", "fa");
        assert_eq!(count(), "\u{6f3} \u{646}\u{648}\u{634}\u{62a}\u{647}");
        choose(&browser, "#language", "en");
        browser
            .wait("document.querySelector('#status').textContent.includes('3 articles are left')");
        // What is left out is stepped over.
        let _ = browser.evaluate("document.querySelector('nav li:not([hidden]) a').focus()");
        for _ in 0..2 {
            browser.press("\u{e015}");
        }
        browser.wait("document.activeElement.closest('li').lang === 'fa'");
        assert_eq!(
            browser.evaluate("return document.activeElement === [...document.querySelectorAll('nav li:not([hidden]) a')][2]"),
            true
        );
        choose(&browser, "#arrange [aria-label=Year]", "2023");
        browser.wait("document.querySelector('#none-left').checkVisibility()");

        visit(&browser, &host, RESULTS);
        browser.wait("document.querySelector('#sorts select')");
        choose(&browser, "#sorts select", "date");
        let days = "[...document.querySelectorAll('#results time')].map((time) => time.dateTime.slice(0, 10))";
        assert_eq!(
            browser.evaluate(&format!("return {days}")),
            json!(["2023-09-18", "2022-02-04"])
        );
    });
}

#[test]
fn choices_are_kept_and_forgotten() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "fa");
        visit(&browser, &host, WITH_HITS);
        let look = "(() => {
            const article = getComputedStyle(document.querySelector('article:not([hidden])'));
            const size = parseFloat(article.fontSize).toFixed(2);
            return [document.documentElement.dataset.theme, size, article.maxInlineSize];
        })()";
        let usual = browser.evaluate(&format!("return {look}"));
        browser.click("#display");
        browser.wait("document.querySelector('#panel select')");
        let select = |value: &str| format!("#panel select:has([value=\"{value}\"])");
        choose(&browser, &select("sepia"), "sepia");
        choose(&browser, &select("wide"), "wide");
        choose(&browser, &select("latn"), "latn");
        choose(&browser, &select("SY"), "SY");
        // «\u{623}\u{64a}\u{644}\u{648}\u{644}», September in Damascus.
        let month = "\u{623}\u{64a}\u{644}\u{648}\u{644}";
        browser.wait(&format!(
            "document.querySelector('nav li[lang=ar] time').textContent.includes('{month}')"
        ));
        choose(&browser, &select("islamic-umalqura"), "islamic-umalqura");
        let _ = browser.evaluate(
            "const range = document.querySelector('#panel input[type=range]');
            range.value = 8; range.dispatchEvent(new Event('input'));",
        );
        visit(&browser, &host, WITH_HITS);
        assert_eq!(
            browser.evaluate(&format!("return {look}")),
            json!(["sepia", "39.96", "1584px"])
        );
        let date = browser
            .evaluate("return document.querySelector('article:not([hidden]) time').textContent");
        assert!(date.as_str().unwrap().contains("1445"), "{date}");
        browser.wait("document.querySelector('#hit-count').textContent.includes('5')");
        browser.click("#display");
        browser.wait("document.querySelector('#panel .row button')");
        browser.click("#panel .row button");
        assert_eq!(browser.evaluate(&format!("return {look}")), usual);
        assert_eq!(
            browser.evaluate(
                "const others = ['kashkul-places', 'kashkul-visits', 'kashkul-checked'];
                return Object.keys(localStorage).filter((key) => !others.includes(key))"
            ),
            json!([])
        );
    });
}

#[test]
fn a_panel_is_closed_by_what_opened_it_and_is_not_printed() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, WITH_HITS);
        browser.wait("document.querySelector('article:not([hidden]) time[role=button]')");
        for (opener, panel) in [
            ("#display", "#panel"),
            ("article:not([hidden]) time", "#calendars"),
        ] {
            let is_open = format!("document.querySelector('{panel}').matches(':popover-open')");
            for _ in 0..2 {
                browser.click(opener);
                browser.wait(&is_open);
                browser.click(opener);
                browser.wait(&format!("!{is_open}"));
            }
        }
        if engine.name != CHROMIUM.name {
            return;
        }
        browser.click("#display");
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        browser.wait("!document.querySelector('#panel').checkVisibility()");
    });
}

#[test]
fn a_date_is_told_in_every_calendar() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    visit(&browser, &host, WITH_HITS);
    browser.wait("document.querySelector('article:not([hidden]) time[role=button]')");
    browser.click("article:not([hidden]) time");
    let told = browser
        .wait("[...document.querySelectorAll('#calendars dd')].map((node) => node.textContent)");
    assert_eq!(
        told,
        json!([
            "دوشنبه ۲۷ شهریور ۱۴۰۲",
            "دوشنبه ۱۸ سپتامبر ۲۰۲۳",
            "دوشنبه ۳ ربیع‌الاول ۱۴۴۵",
            "18th, September 2023 GMT"
        ])
    );
}

#[test]
fn a_link_to_a_paragraph_finds_it_even_where_it_has_moved() {
    on_every_engine(|engine| {
        // Firefox runs a driver's scripts in a world of their own, whose clipboard is not the page's.
        if engine.name == "Firefox" {
            return;
        }
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, WITH_COMMENTS);
        // The selected words are shared with a link to their paragraph.
        let _ = browser.evaluate(
            "const paragraph = document.querySelector('article:not([hidden]) [data-p=\"7\"]');
            const range = document.createRange();
            range.setStart(paragraph.firstChild, 0);
            range.setEnd(paragraph.firstChild, 20);
            getSelection().addRange(range);
            Object.defineProperty(navigator, 'share', { value: undefined });
            Object.defineProperty(navigator, 'clipboard', {
                value: { writeText: async (text) => { globalThis.copied = text; } } });",
        );
        browser.click("[role=toolbar] .share");
        let copied = browser.wait("globalThis.copied");
        let copied = copied.as_str().unwrap();
        let (citation, link) = copied.split_once('\n').unwrap();
        assert!(
            citation.starts_with('«') && citation.contains("» — "),
            "{copied}"
        );
        let (link, _) = link.split_once(":~:text=").expect("a text fragment");
        let address = &link[link.find('#').unwrap()..];
        assert!(address.contains("?p=7&x="), "{address}");

        let is_in_sight = "(() => {
            const { top, bottom } = document.querySelector('article:not([hidden]) [data-p=\"7\"]').getBoundingClientRect();
            return top > 0 && bottom < innerHeight;
        })()";
        visit(&browser, &host, address);
        browser.wait(is_in_sight);
        // On paper stands an address that leads there, without what was searched for.
        visit(&browser, &host, &address.replace('?', "?q=x&"));
        let printed = browser.wait("document.querySelector('#colophon')?.textContent");
        let printed = printed.as_str().expect("text");
        assert!(printed.ends_with(address), "{printed}");
        // Another paragraph of the number: the fingerprint decides.
        visit(&browser, &host, &address.replace("p=7", "p=1"));
        browser.wait(is_in_sight);
        let (other, _) = address.split_once("&x=").unwrap();
        visit(&browser, &host, &format!("{other}&x=00000000"));
        browser.wait("document.querySelector('#toast')?.textContent.includes('has changed')");
        browser.wait("document.querySelector('#status').textContent.includes('has changed')");
    });
}

#[test]
fn a_reader_goes_on_where_the_reading_stopped() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, WITH_COMMENTS);
        assert_eq!(browser.count("#resume:not([hidden])"), 0);
        let _ = browser.evaluate(
            "document.querySelector('article:not([hidden]) [data-p=\"2\"]').scrollIntoView()",
        );
        browser.wait("localStorage['kashkul-places']?.includes(',2]')");
        visit(&browser, &host, WITH_COMMENTS);
        browser.wait("document.querySelector('#resume')?.checkVisibility()");
        browser.click("#resume");
        browser.wait("document.activeElement.dataset.p === '2' && scrollY > 100");
        browser.wait("document.querySelector('#resume').hidden");
    });
}

#[test]
fn comments_are_folded_and_open() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "fa");
        visit(&browser, &host, WITH_COMMENTS);
        browser.wait("document.querySelector('.fold[aria-expanded=false]')");
        assert_eq!(
            browser.evaluate(
                "return document.querySelector('article:not([hidden]) .comments').hidden"
            ),
            "until-found"
        );
        browser.click(".fold");
        browser.wait(
            "document.querySelector('article:not([hidden]) .comments').innerText.length > 20",
        );
    });
}

#[test]
fn related_articles_lead_on_and_stand_side_by_side() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, WITH_HITS);
        browser.wait("document.querySelector('#related .beside')");
        let own = browser.evaluate(&format!("return {OPEN_ID}"));
        assert_eq!(browser.evaluate("return [...document.querySelectorAll('#related li')].filter(
            (item) => item.dataset.id === document.querySelector('main article:not([hidden])').dataset.id).length"), 0);
        click(&browser, "#related .beside");
        browser.wait("document.querySelector('#second')?.contains(document.activeElement)");
        let tops = browser.evaluate(
            "return [...document.querySelectorAll('main article:not([hidden])')].map((node) => node.getBoundingClientRect().top)",
        );
        assert_eq!(tops[0], tops[1], "beside each other");
        assert_ne!(
            browser.evaluate("return document.querySelector('#second').lang"),
            "ar"
        );
        // Another language of the page is no other article.
        choose(&browser, "#language", "fa");
        browser.wait("document.querySelector('#second')?.checkVisibility()");
        assert_eq!(browser.count("#related .beside[aria-pressed=true]"), 1);
        choose(&browser, "#language", "en");
        click(&browser, "#related .beside[aria-pressed=true]");
        browser.wait("!document.querySelector('#second')");
        click(&browser, "#related li a");
        browser.wait(&format!("{OPEN_ID} !== {own}"));
        // Going back leaves out what a script has clicked.
        if !engine.clicks_by_scripts {
            browser.back();
            browser.wait(&format!("{OPEN_ID} === {own}"));
        }
    });
}

#[test]
fn two_articles_stand_side_by_side_wherever_they_are_in_the_page() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, "");
        let ids = browser.evaluate(
            "return [...document.querySelectorAll('#list li')].map((item) => item.dataset.id)",
        );
        for id in ids.as_array().expect("a list") {
            let id = id.as_str().expect("an id");
            let _ = browser.evaluate(&format!("location.hash = '#/a/{id}'"));
            browser.wait(&format!("{OPEN_ID} === '{id}'"));
            click(&browser, "#related .beside");
            let tops = browser.wait(
                "(() => {
                    const open = [...document.querySelectorAll('main article:not([hidden])')];
                    return open.length > 1 && open.map((node) => node.getBoundingClientRect().top);
                })()",
            );
            assert_eq!(tops[0], tops[1], "{id}");
        }
    });
}

#[test]
fn the_lens_shows_half_spaces_and_leaves_the_text_alone() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    let address = "#/a/003_611cd1c4fbaa120a?q=%D9%87%D8%B3%D8%AA%D9%87%E2%80%8C%D8%A7%DB%8C";
    visit(&browser, &host, address);
    let shown = "document.querySelector('article:not([hidden])').innerText";
    let plain = browser.evaluate(&format!("return {shown}"));
    assert!(!plain.as_str().unwrap().contains('\u{200c}'));
    let hits = browser.evaluate("return document.querySelector('#hit-count').textContent");
    browser.click("#display");
    browser.wait("document.querySelector('#panel label:last-of-type input')");
    browser.click("#panel label:last-of-type input");
    let lens = browser.wait(&format!("{shown}.includes('\u{200c}') && {shown}"));
    for word in ["هسته\u{200c}ای", "می\u{200c}کنند", "همکاری\u{200c}ها"] {
        assert!(lens.as_str().unwrap().contains(word), "{word} {lens}");
    }
    assert_eq!(
        browser.evaluate("return document.querySelector('#hit-count').textContent"),
        hits
    );
    // The marks still cover whole words.
    let marked = browser.evaluate(
        "return [...CSS.highlights.get('kashkul-hit')].filter((range) => range.startContainer.parentNode.closest('article'))
            .map((range) => range.toString())",
    );
    let marked = marked.as_array().unwrap();
    assert!(
        marked.iter().all(|word| word == "هسته\u{200c}ای"),
        "{marked:?}"
    );
    browser.click("#panel label:last-of-type input");
    browser.wait(&format!("!{shown}.includes('\u{200c}')"));
    assert_eq!(browser.evaluate(&format!("return {shown}")), plain);
}

#[test]
fn reading_aloud_goes_from_sentence_to_sentence() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "en");
    visit(&browser, &host, WITH_HITS);
    browser.wait("document.querySelector('.listen[aria-disabled=true]')");
    browser.click(".listen");
    browser.wait("document.querySelector('#toast')?.textContent.includes('Arabic')");

    // A device with an Arabic voice that speaks at once.
    let _ = browser.evaluate(
        "globalThis.spoken = [];
        speechSynthesis.getVoices = () => [{ lang: 'ar-EG' }];
        speechSynthesis.speak = (utterance) => {
            spoken.push([utterance.text, utterance.lang]);
            if (spoken.length < 4) setTimeout(() => utterance.dispatchEvent(new Event('end')));
        };
        globalThis.SpeechSynthesisUtterance = class extends EventTarget {
            constructor(text) { super(); this.text = text; }
        };
        speechSynthesis.dispatchEvent(new Event('voiceschanged'));",
    );
    browser.wait("!document.querySelector('.listen[aria-disabled]')");
    browser.press("r");
    browser.wait("spoken.length === 4");
    let read = browser.evaluate(
        "const text = document.querySelector('main article:not([hidden])').textContent;
        return spoken.map(([sentence, lang]) => lang === 'ar' && text.includes(sentence));",
    );
    assert_eq!(read, json!([true, true, true, true]));
    let marked = browser.evaluate(
        "return [...CSS.highlights.get('kashkul-spoken')][0].toString() === spoken[3][0]",
    );
    assert_eq!(marked, true);
    browser.press("\u{e00c}");
    browser.wait("!CSS.highlights.has('kashkul-spoken')");
    browser.wait("document.querySelector('.listen[aria-pressed=false]')");
}

#[test]
fn a_phone_has_the_counter_instead_of_the_rail() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    resize(&browser, 390);
    visit(&browser, &host, WITH_HITS);
    browser.wait("document.querySelector('#hits').checkVisibility()");
    assert_eq!(
        browser.evaluate("return document.querySelector('#rail').checkVisibility()"),
        false
    );
    let small = browser.evaluate(
        "return [...document.querySelectorAll('#hits button, [role=toolbar] button, header button, header select')]
            .filter((node) => node.getBoundingClientRect().height < 44).length",
    );
    assert_eq!(small, 0);
}

#[test]
fn where_nothing_is_found_what_begins_alike_is_offered() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "en");
        visit(&browser, &host, "");
        browser.click("#q");
        browser.press("\u{644}\u{627}\u{641}\u{631}zzqq");
        browser.wait("document.querySelector('.nearest a')");
        assert_eq!(browser.count("#results li"), 0);
        browser.wait("document.querySelector('#status').textContent.includes('Try:')");
        click(&browser, ".nearest a");
        browser.wait("document.querySelector('#results li')");
        assert_eq!(browser.count(".nearest"), 0);
    });
}
