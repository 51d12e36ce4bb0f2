//! An article can hold any string and stays text.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, packed};
use kashkul_engine::document::Document;
use kashkul_engine::writer::Settings;
use serde_json::json;

use crate::on_every_engine;

/// The word that is searched for; it stands in every text of the article.
const WORD: &str = "\u{62e}\u{637}\u{631}";

const HOSTILE: [&str; 6] = [
    "<script>document.title = 'run'</script>",
    "<img src=x onerror=\"document.title = 'run'\">",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "</p></article></main><a href=\"javascript:document.title = 'run'\">link</a>",
    "\u{202e}\u{2066}right\u{202c} {{title}} <!--kashkul:list--> ]]>",
    "\" onmouseover=\"document.title = 'run'",
];

#[test]
fn a_hostile_article_is_inert_in_the_page_and_in_results() {
    let texts: Vec<String> = HOSTILE
        .iter()
        .map(|text| format!("{WORD} {text}"))
        .collect();
    let id = "\"><b>#2 &amp; %41";
    let document = Document {
        id: id.to_owned(),
        lang: "fa".to_owned(),
        title: texts[0].clone(),
        lead: Some(texts[1].clone()),
        body: texts[2..].to_vec(),
        source: Some(texts[1].clone()),
        tags: vec![texts[3].clone()],
        ..Document::default()
    };
    let settings = Settings {
        title: HOSTILE[1].to_owned(),
        languages: vec!["fa".to_owned()],
        ..Settings::default()
    };
    let site = packed(&[document], &settings);

    on_every_engine(|engine| {
        let host = Host::serve(site.clone());
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        let check_texts = || {
            let shown = browser.wait(
                "(() => {
                    const article = document.querySelector('main article[data-id]');
                    return [article.dataset.id, ...[...article.querySelectorAll('h1, p[data-p]')]
                        .map((node) => node.textContent)];
                })()",
            );
            let mut expected = vec![id.to_owned()];
            expected.extend(texts.iter().cloned());
            assert_eq!(shown, json!(expected));
            let selector = "main :is(script, img, b, i), main [onerror], main [onmouseover], \
                main article a, nav :is(script, img, b), #found :is(script, img, b)";
            assert_eq!(browser.count(selector), 0);
            assert_ne!(browser.evaluate("return document.title"), json!("run"));
        };
        check_texts();

        browser.click("input[type=search]#q");
        browser.press(WORD);
        browser.wait("document.querySelector('ol#results li a[data-id]')");
        check_texts();
        browser.click("ol#results li a[data-id]");
        browser.wait("document.querySelector('main article[data-id]:not([hidden])')");
        browser.wait("document.querySelector('main article [data-hits], main article mark')");
        check_texts();
        assert_eq!(browser.complaints(), [""; 0]);
    });
}
