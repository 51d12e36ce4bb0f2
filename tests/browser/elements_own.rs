//! What hosts draw in the elements by themselves, and the rail of hits beside an article.

use kashkul_browser_tests::session::Browser;
use kashkul_engine::document::Document;
use kashkul_engine::writer::{Settings, write};
use serde_json::json;

use crate::elements::{NAME, focus, host, host_files, page, part};
use crate::on_every_engine;

/// Draws results of Persian articles, fails at Arabic ones, leaves the others to the element.
const SCRIPT: &str = "
    const { dataset } = document.documentElement;
    dataset.errors = '';
    document.addEventListener('kashkul-error', ({ target, detail }) => {
        dataset.errors += `${target.localName} ${detail.code} ${detail.message};`;
    });
    const resultRenderer = (hit, document) => {
        if (hit.lang === 'ar') throw new Error('no Arabic');
        if (hit.lang !== 'fa') return undefined;
        const card = document.createElement('b');
        card.className = 'card';
        card.append(`${hit.id} ${hit.title.map(({ text }) => text).join('')}`);
        return card;
    };
    for (const element of document.querySelectorAll('kashkul-search, kashkul-reader')) {
        element.resultRenderer = resultRenderer;
    }
    document.addEventListener('usual', () => {
        document.querySelector('kashkul-search').resultRenderer = undefined;
    });";

#[test]
fn hosts_draw_results_and_their_errors_do_no_harm() {
    on_every_engine(|engine| {
        let page = page(
            "<kashkul-search target=\"#reader\"></kashkul-search>\
             <kashkul-reader id=\"reader\"></kashkul-reader><script src=\"host.js\"></script>",
        );
        let host = host(&[("index.html", &page), ("host.js", SCRIPT)]);
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        focus(&browser, "kashkul-search");
        browser.strike(NAME);
        browser.wait(&part("kashkul-search", "[role=option]"));
        // Each option is drawn by one of both.
        let options = "[...document.querySelector('kashkul-search').shadowRoot.querySelectorAll('[part=option]')]";
        let drawn = browser.evaluate(&format!(
            "return {options}.map((option) => {{
                const card = option.querySelector('.card');
                const group = option.parentElement;
                return [group.lang, Boolean(card), Boolean(option.querySelector('[part=option-title]')),
                    card ? card.textContent.startsWith(option.dataset.id) : true,
                    Boolean(option.getRootNode().getElementById(group.getAttribute('aria-labelledby')).textContent)];
            }})"
        ));
        let drawn = drawn.as_array().expect("options");
        assert!(drawn.len() > 2, "{drawn:?}");
        for option in drawn {
            let is_own = option[0] == "fa";
            assert_eq!(option, &json!([option[0], is_own, !is_own, true, true]));
        }
        let errors = "document.documentElement.dataset.errors";
        browser.wait(&format!(
            "{errors}.includes('kashkul-search renderer no Arabic;')"
        ));
        browser.wait(&format!(
            "{errors}.includes('kashkul-reader renderer no Arabic;')"
        ));
        // The reader's links are the host's as well, and lead where they did.
        let id = browser.wait(&format!(
            "{options}.find((option) => option.querySelector('.card'))?.dataset.id"
        ));
        let link = part("kashkul-reader", &format!("a[data-id={id}]"));
        browser.wait(&format!("{link}?.querySelector('.card')"));
        let _ = browser.evaluate(&format!("{link}.querySelector('.card').click()"));
        browser.wait(&format!(
            "{}?.dataset.id === {id}",
            part("kashkul-reader", "article")
        ));
        // Taken away again.
        let _ = browser.evaluate("document.dispatchEvent(new Event('usual'))");
        browser.wait(&format!(
            "!{options}.some((option) => option.querySelector('.card'))"
        ));
        assert_eq!(browser.complaints(), [""; 0]);
    });
}

#[test]
fn the_rail_shows_each_hit_beside_the_article() {
    on_every_engine(|engine| {
        let page = page("<kashkul-reader autoload=\"never\"></kashkul-reader>");
        let host = host(&[("index.html", &page)]);
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        browser.wait(&part("kashkul-reader", "input"));
        let open = |query: &str| {
            let _ = browser.evaluate(&format!(
                "document.querySelector('kashkul-reader').open('002_19d5c2ce21f9d31f', {{ query: '{query}' }})"
            ));
        };
        open("Lavrov");
        let rail = part("kashkul-reader", "[part=rail]");
        browser.wait(&format!(
            "{rail}?.checkVisibility() && {rail}.querySelector('[part=tick][aria-current]')"
        ));
        let facts = browser.evaluate(&format!(
            "const rail = {rail};
            const ticks = [...rail.querySelectorAll('[part=tick]')];
            const boxes = ticks.map((tick) => tick.getBoundingClientRect());
            const page = rail.closest('.text').getBoundingClientRect();
            return [ticks.length > 1, boxes.every(({{ width, height }}) => width >= 24 && height >= 24),
                boxes.slice(1).every(({{ top }}, index) => top >= boxes[index].bottom - 0.5),
                boxes.every(({{ left, right }}) => left >= page.left - 0.5 && right <= page.right + 0.5),
                rail.getAttribute('aria-label').length > 0,
                ticks.every((tick) => /^Match(es)? \\d/.test(tick.getAttribute('aria-label')))]"
        ));
        assert_eq!(facts, json!([true, true, true, true, true, true]));
        let last = part("kashkul-reader", "[part=rail] li:last-child button");
        let _ = browser.evaluate(&format!("{last}.click()"));
        browser.wait(&format!("{last}.getAttribute('aria-current') === 'true'"));
        let counter = part("kashkul-reader", ".count");
        browser.wait(&format!("!/^1 /.test({counter}.textContent)"));
        assert_eq!(
            browser.evaluate(&format!(
                "return {rail}.querySelectorAll('[aria-current]').length"
            )),
            1
        );
        // Narrow elements have the counter alone, articles without hits neither.
        let _ = browser.evaluate(
            "const sheet = new CSSStyleSheet();
            sheet.replaceSync('kashkul-reader { width: 360px }');
            document.adoptedStyleSheets = [sheet]",
        );
        browser.wait(&format!(
            "!{rail}.checkVisibility() && {counter}.checkVisibility()"
        ));
        let _ = browser.evaluate("document.adoptedStyleSheets = []");
        browser.wait(&format!("{rail}.checkVisibility()"));
        open("");
        browser.wait(&format!("!{rail}.checkVisibility()"));
        assert_eq!(browser.complaints(), [""; 0]);
    });
}

#[test]
fn narrow_boxes_show_the_hit_and_dates_read_in_their_own_direction() {
    on_every_engine(|engine| {
        let page = page("<kashkul-search lang=\"en\"></kashkul-search>");
        let host = host(&[("index.html", &page)]);
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        let _ = browser.evaluate(
            "const sheet = new CSSStyleSheet();
            sheet.replaceSync('kashkul-search { width: 340px }');
            document.adoptedStyleSheets = [sheet]",
        );
        focus(&browser, "kashkul-search");
        browser.strike(NAME);
        browser.wait(&part("kashkul-search", "[role=option] time"));
        let facts = browser.evaluate(&format!(
            "const list = {};
            const range = document.createRange();
            const box = (node, start, end) => {{
                range.setStart(node, start);
                range.setEnd(node, end);
                return range.getBoundingClientRect();
            }};
            const shown = [...list.querySelectorAll('[part=snippet][data-hits]')].map((snippet) => {{
                const hit = snippet.childNodes[Number(snippet.dataset.hits.split(' ')[0])];
                return box(hit, 0, hit.length).bottom <= snippet.getBoundingClientRect().bottom + 1;
            }});
            const [date] = [...list.querySelectorAll('[lang=fa] time')].map(({{ firstChild }}) => firstChild);
            const day = box(date, 0, 1);
            const year = box(date, date.length - 1, date.length);
            return [shown.length > 3, shown.every(Boolean), day.left > year.right]",
            part("kashkul-search", "[part=list]")
        ));
        assert_eq!(facts, json!([true, true, true]));
    });
}

/// What stands below the last place of every article that was found.
const REMAINDERS: &str = "
    const { shadowRoot } = document.querySelector('kashkul-search');
    return [...shadowRoot.querySelectorAll('[part=group]')].map((group) => [
        group.querySelectorAll('[role=option]').length,
        group.lastChild.querySelector('[part~=more]')?.textContent ?? '',
        group.querySelectorAll('[part~=more]').length,
    ]);";

#[test]
fn places_that_are_not_shown_are_counted() {
    on_every_engine(|engine| {
        let article = |id: &str, n_places: usize| Document {
            id: id.to_owned(),
            title: "River".to_owned(),
            body: (0..n_places)
                .map(|at| format!("The bank, mile {at}."))
                .collect(),
            ..Document::default()
        };
        let documents = [article("few", 3), article("many", 15)];
        let page = page("<kashkul-search src=\"rivers.kashkul\" lang=\"fa\"></kashkul-search>");
        let mut files = host_files(&page);
        let pack = write(&documents, &Settings::default()).expect("a pack");
        files.insert("rivers.kashkul".to_owned(), pack);
        let host = host(&[]);
        host.replace(files);
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        focus(&browser, "kashkul-search");
        browser.strike("bank");
        browser.wait(&part("kashkul-search", "[part~=more]"));
        let mut remainders = browser.evaluate(REMAINDERS);
        let groups = remainders.as_array_mut().expect("a list");
        groups.sort_by_key(|group| group[2].as_u64());
        let more = "+\u{6f1}\u{6f2} \u{62c}\u{627}\u{6cc} \u{62f}\u{6cc}\u{6af}\u{631}";
        assert_eq!(remainders, json!([[3, "", 0], [3, more, 1]]));
        assert_eq!(browser.complaints(), [""; 0]);
    });
}
