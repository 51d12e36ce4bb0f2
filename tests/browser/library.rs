//! The npm package, as a program of someone else uses it.

use std::collections::BTreeMap;

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, dist, files};
use serde_json::json;

use crate::on_every_engine;

/// The package under an empty page.
fn host() -> Host {
    let mut files: BTreeMap<String, Vec<u8>> = files(&dist().join("npm"));
    let page = "<!doctype html><title>t</title><link rel=\"icon\" href=\"data:,\"><main></main>";
    files.insert("index.html".to_owned(), page.as_bytes().to_vec());
    Host::serve(files)
}

#[test]
fn a_program_opens_searches_and_renders() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        let answer = browser.evaluate_async(
            "await (async () => {
                const { open, highlight } = await import('/kashkul.js');
                const kashkul = await open();
                const query = '\u{644}\u{627}\u{641}\u{631}\u{648}\u{641}';
                const { total, hits } = kashkul.search(query, { limit: 1 });
                const main = document.querySelector('main');
                main.append(kashkul.render(hits[0].id, { query }));
                const shown = main.querySelector('article[data-id]');
                const answer = {
                    n_articles: kashkul.articles.length,
                    is_found: total >= hits.length && hits.length === 1,
                    has_match: hits[0].snippet.concat(hits[0].title).some((run) => run.isMatch),
                    has_places: hits[0].places.length === 3
                        && hits[0].places[0].paragraph === hits[0].paragraph,
                    suggestions: kashkul.suggest('\u{644}\u{627}\u{641}', 1).map(
                        ({ kind, text, count }) => [kind, text, count]),
                    is_shown: shown.dataset.id === hits[0].id && shown.textContent.length > 200,
                    has_marks: highlight(main).count > 0,
                    title: kashkul.article(hits[0].id).title.map((run) => run.text).join('')
                        === shown.querySelector('h1').textContent,
                };
                kashkul.dispose();
                return answer;
            })()",
        );
        let expected = json!({
            "n_articles": 7,
            "is_found": true,
            "has_match": true,
            "has_places": true,
            "suggestions": [["term", "\u{644}\u{627}\u{641}\u{631}\u{648}\u{641}", 3]],
            "is_shown": true,
            "has_marks": true,
            "title": true,
        });
        assert_eq!(answer, expected);
        assert_eq!(browser.complaints(), [""; 0]);
    });
}

#[test]
fn what_cannot_be_opened_has_a_code() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        let codes = browser.evaluate_async(
            "await (async () => {
                const { open, KashkulError } = await import('/kashkul.js');
                const kashkul = await open();
                const code = (error) => error instanceof KashkulError && error.code;
                const refused = (options) => open(options).then(() => 'opened', code);
                const aborted = new AbortController();
                aborted.abort();
                let missing;
                try { kashkul.render('no such id'); } catch (error) { missing = code(error); }
                return [
                    await refused({ pack: new Uint8Array(100) }),
                    await refused({ pack: 'missing.kashkul' }),
                    await refused({ signal: aborted.signal }),
                    missing,
                ];
            })()",
        );
        assert_eq!(
            codes,
            json!(["bad-pack", "network", "aborted", "no-article"])
        );
    });
}
