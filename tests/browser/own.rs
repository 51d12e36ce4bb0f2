//! Articles that a visitor drops on a site are packed there, read, saved, and kept when that is asked.

use std::fs;
use std::path::Path;

use kashkul_browser_tests::engine::ENGINES;
use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, dist, files};
use kashkul_engine::document::Document;
use kashkul_engine::writer::{Settings, write};
use serde_json::{Value, json};

use crate::on_every_engine;
use crate::single::{put, saved};

/// How many files are dropped.
const N_FILES: usize = 300;

/// The title and the paragraphs of a file; the words of each are its own.
fn article(n: usize) -> (String, Vec<String>) {
    let paragraph = |p: usize| format!("Report {n} says {} of {p}.", n * p);
    (format!("Damavand {n}"), (0..12).map(paragraph).collect())
}

/// Notes every task of the page that lasts longer than 50 ms, where the browser tells.
const WATCH: &str = "
    const noted = window.wrappedJSObject ?? window;
    noted.longTasks = '';
    if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
        new PerformanceObserver((list) => {
            for (const { startTime, duration } of list.getEntries()) {
                noted.longTasks += `${Math.round(startTime)}+${Math.round(duration)} `;
            }
        }).observe({ type: 'longtask' });
    }";

/// Makes files in the page, as if they were taken up: pairs of a name and a text.
pub(crate) fn take_up(browser: &Browser, files: &Value) {
    let _ = browser.evaluate(&format!(
        "const page = window.wrappedJSObject ?? window;
         page.transfer = new DataTransfer();
         for (const [name, text] of {files}) page.transfer.items.add(new File([text], name));"
    ));
}

/// Drops them.
pub(crate) const DROP: &str = "
    const page = window.wrappedJSObject ?? window;
    document.getElementById('own').dispatchEvent(new DragEvent('drop', {
        bubbles: true, cancelable: true, dataTransfer: page.transfer,
    }));";

/// When each long task began, and how long it was, of those before the pack was there.
fn long_tasks_while_packing(browser: &Browser) -> Vec<String> {
    let answer = browser.evaluate(
        "return [(window.wrappedJSObject ?? window).longTasks,
            performance.getEntriesByName('kashkul-packed')[0].startTime];",
    );
    let packed = answer[1].as_f64().expect("a time");
    eprintln!("packed at {packed} ms, long tasks {}", answer[0]);
    let began = |task: &&str| {
        let (began, _) = task.split_once('+').expect("a task");
        began.parse::<f64>().is_ok_and(|began| began < packed)
    };
    let tasks = answer[0].as_str().expect("tasks").split_whitespace();
    tasks.filter(began).map(str::to_owned).collect()
}

fn start(browser: &Browser, host: &Host) {
    browser.go(&host.address());
    // The first page leads here.
    let href = browser.wait("document.getElementById('own-link')?.href");
    browser.go(href.as_str().expect("an address"));
    browser.wait("document.getElementById('own-folder')?.id");
}

/// Finds an article by words of it.
fn find_article(browser: &Browser, n: usize) {
    browser.click("input[type=search]#q");
    browser.press(&format!("Damavand {n}"));
    browser.wait(&format!(
        "document.querySelector('ol#results a')?.dataset.id === 'f{n:04}'"
    ));
    browser.click("ol#results a");
    let text = browser.wait("document.querySelector('article:not([hidden])')?.textContent");
    let text = text.as_str().expect("a text");
    assert!(text.contains(&format!("Report {n} says")), "{text:.200}");
    let is_seen =
        "return document.querySelector('article:not([hidden]) [data-p]').checkVisibility()";
    assert_eq!(browser.evaluate(is_seen), true);
}

#[test]
fn dropped_files_are_packed_read_and_saved() {
    on_every_engine(|engine| {
        let host = Host::serve(files(&dist().join("site")));
        let browser = Browser::start(engine, "en");
        start(&browser, &host);
        let texts: Vec<[String; 2]> = (0..N_FILES)
            .map(|n| {
                let (title, body) = article(n);
                let text = format!("---\nlang: en\n---\n# {title}\n\n{}\n", body.join("\n\n"));
                [format!("f{n:04}.md"), text]
            })
            .collect();
        take_up(&browser, &json!(texts));
        let _ = browser.evaluate(&[WATCH, DROP].concat());
        browser.wait("document.querySelector('#keep-save')?.id");
        assert_eq!(browser.count("#list > ol > li"), N_FILES);
        assert_eq!(long_tasks_while_packing(&browser), [""; 0]);
        // The long list is shown in the end.
        browser.wait("document.querySelector('#list > ol > li:last-child')?.checkVisibility()");

        // The pack is the one that the program writes of the same folder.
        let documents: Vec<Document> = (0..N_FILES)
            .map(|n| Document {
                id: format!("f{n:04}"),
                lang: "en".to_owned(),
                title: article(n).0,
                body: article(n).1,
                ..Document::default()
            })
            .collect();
        let settings = Settings {
            title: "Kashkul".to_owned(),
            ..Settings::default()
        };
        let expected = write(&documents, &settings).expect("a pack");
        let header = browser.evaluate(
            "const page = document.wrappedJSObject ?? document;
             return [...page.getElementById('kashkul-pack').href.slice(0, 24)];",
        );
        // It holds the length and the checksum of all of it.
        assert_eq!(header, json!(&expected[..24]));

        find_article(&browser, 217);
        let (path, html) = saved(&browser);
        fs::remove_file(path).unwrap();
        assert_eq!(browser.complaints(), [""; 0]);
        // The articles of the site are not handed on.
        let folder = tempfile::tempdir().unwrap();
        browser.go(&put(folder.path(), &html));
        browser.wait("document.querySelector('#keep-save')?.id");
        assert_eq!(browser.count("#list > ol > li"), N_FILES);
        find_article(&browser, 223);
        assert_eq!(browser.complaints(), [""; 0]);
    });
}

/// Drops paths of the disk onto the page, as a person does.
fn drop_paths(browser: &Browser, paths: &[&Path]) {
    let place = browser.evaluate(
        "const { x, y, width, height } = document.getElementById('own').getBoundingClientRect();
         return [x + width / 2, y + height / 2];",
    );
    for kind in ["dragEnter", "dragOver", "drop"] {
        let only_copies = 1;
        let event = json!({
            "type": kind, "x": place[0], "y": place[1],
            "data": { "items": [], "files": paths, "dragOperationsMask": only_copies },
        });
        browser.devtools("Input.dispatchDragEvent", event);
    }
}

/// Of the drivers only Chromium's can drop what is on a disk.
#[test]
fn a_folder_of_a_disk_is_dropped() {
    let engine = ENGINES.iter().find(|engine| engine.name == "Chromium");
    let host = Host::serve(files(&dist().join("site")));
    let browser = Browser::start(engine.expect("is promised"), "en");
    start(&browser, &host);
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("Library");
    // More than the browser names in one go.
    fs::create_dir_all(folder.join("deep/er")).unwrap();
    for n in 0..130 {
        let text = format!("# Book {n}\n\nWords of {n}.\n");
        fs::write(folder.join(format!("deep/{n:03}.md")), text).unwrap();
    }
    fs::write(
        folder.join("deep/er/last.md"),
        "---\ndate: 2024-05-06\n---\n# Last\n\n## Part\n\nEnd.\n",
    )
    .unwrap();
    fs::write(folder.join("first.txt"), "First\n\nBeginning.\n").unwrap();
    let settings = "title = \"Shelf\"\ntheme = { accent = [\"#7a1f4f\", \"#f0a0c8\"] }\n";
    fs::write(folder.join("collection.toml"), settings).unwrap();
    drop_paths(&browser, &[&folder]);

    browser.wait("document.querySelector('#keep-save')?.id");
    assert_eq!(browser.evaluate("return document.title"), "Shelf");
    assert_eq!(browser.count("#list > ol > li"), 132);
    let ids = browser.evaluate(
        "const ids = [...document.querySelectorAll('#list > ol > li')].map((li) => li.dataset.id);
         return [ids[0], ids[129], ids[130], ids[131]];",
    );
    assert_eq!(
        ids,
        json!(["deep/000", "deep/129", "deep/er/last", "first"])
    );
    let heading = browser.evaluate("return document.getElementById('s-deep/er/last#part').tagName");
    assert_eq!(heading, "H2");

    let date = browser.evaluate(
        "const times = [...document.querySelectorAll('#list time')];
         return times.map(({ dateTime, textContent }) => [dateTime, textContent]);",
    );
    assert_eq!(date, json!([["2024-05-06", "6 May 2024"]]));
    // A hit names its section, and leads there.
    let _ = browser.evaluate("location.hash = '#/s?q=end'");
    let section = "document.querySelector('#results .meta a')";
    browser.wait(&format!("{section}?.textContent === 'Part'"));
    let _ = browser.evaluate(&format!("{section}.click()"));
    browser.wait(
        "location.hash.includes('p=2') && document.querySelector('article h2')?.checkVisibility()",
    );

    // The looks that the folder asks for go along, wherever its articles go.
    let has_its_looks = "getComputedStyle(document.documentElement)
        .getPropertyValue('--accent') === 'light-dark(#7a1f4f,#f0a0c8)'";
    browser.wait(has_its_looks);
    let (_, html) = saved(&browser);
    let _ = browser.evaluate("location.hash = ''");
    browser.wait("document.getElementById('own-keep').checkVisibility()");
    browser.click("#own-keep");
    browser.wait("document.getElementById('own-keep').ariaDisabled");
    browser.go("about:blank");
    browser.go(&format!("{}own.html", host.address()));
    browser.wait("document.getElementById('own-open')?.id");
    assert_eq!(browser.evaluate(&format!("return {has_its_looks}")), false);
    browser.click("#own-open");
    browser.wait(has_its_looks);
    let elsewhere = tempfile::tempdir().unwrap();
    browser.go(&put(elsewhere.path(), &html));
    browser.wait(has_its_looks);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn packing_is_cancelled_and_what_cannot_be_read_is_named() {
    on_every_engine(|engine| {
        let host = Host::serve(files(&dist().join("site")));
        let browser = Browser::start(engine, "en");
        start(&browser, &host);
        let files: Vec<[String; 2]> = (0..N_FILES)
            .map(|n| [format!("{n}.txt"), format!("Title {n}\n\nText.\n")])
            .collect();
        take_up(&browser, &json!(files));
        // Nothing can be ready before the page's first turn is over.
        let cancel = "
            new MutationObserver((_, observer) => {
                observer.disconnect();
                document.getElementById('own-cancel').click();
            }).observe(document.getElementById('own-choices'), { childList: true });";
        let _ = browser.evaluate(&[cancel, DROP].concat());
        browser.wait("document.getElementById('own-state').textContent === 'Cancelled.'");
        browser.wait("document.getElementById('own-folder')?.id");

        let mixed = json!([
            ["a.txt", "One\n\nText of one.\n"],
            ["b.docx", "x"],
            ["c.txt", "\u{0}"]
        ]);
        take_up(&browser, &mixed);
        let _ = browser.evaluate(DROP);
        browser.wait("document.querySelectorAll('#own-problems li').length === 2");
        // Cancelled it leaves nothing behind, and while it is told other files can be dropped.
        browser.click("#own-cancel");
        browser.wait("document.getElementById('own-problems').hidden");
        for _ in 0..2 {
            let _ = browser.evaluate(
                &[
                    "window.told = document.getElementById('own-problems').children[0];",
                    DROP,
                ]
                .concat(),
            );
            browser
                .wait("window.told !== document.querySelector('#own-problems:not([hidden]) li')");
            browser.wait("document.getElementById('own-open')?.id");
        }
        browser.click("#own-open");
        browser.wait("document.querySelector('#keep-save')?.id");
        assert_eq!(browser.count("#list > ol > li"), 1);

        // Kept when that is asked, and only then.
        let kept = "(await caches.keys()).filter((name) => name.startsWith('own-')).length";
        assert_eq!(browser.evaluate_async(kept), 0);
        browser.click("#own-keep");
        browser.wait("document.getElementById('own-keep').ariaDisabled");
        let _ = browser.evaluate(
            "const select = document.getElementById('language');
            select.value = 'fa';
            select.dispatchEvent(new Event('change'));",
        );
        browser.wait("!/[a-z]/i.test(document.getElementById('own-stay').innerText)");
        let _ = browser.evaluate(
            "const select = document.getElementById('language');
            select.value = 'en';
            select.dispatchEvent(new Event('change'));",
        );
        browser.go("about:blank");
        browser.go(&format!("{}own.html", host.address()));
        browser.wait("document.getElementById('own-open')?.id");
        browser.click("#own-open");
        browser.wait("document.querySelector('#list > ol > li')?.dataset.id === 'a'");
        browser.wait("document.querySelector('#keep-save')?.id");
        assert_eq!(
            browser.count("#own-keep:not([aria-disabled])"),
            0,
            "it is kept"
        );
        browser.go("about:blank");
        browser.go(&format!("{}own.html", host.address()));
        browser.wait("document.getElementById('own-forget')?.id");
        browser.click("#own-forget");
        browser.wait("document.getElementById('own-state').textContent.startsWith('Removed')");
        assert_eq!(browser.evaluate_async(kept), 0);
        assert_eq!(browser.complaints(), [""; 0]);
    });
}

#[test]
fn what_cannot_be_read_is_said_in_the_readers_language_and_other_files_can_be_dropped() {
    let engine = ENGINES.iter().find(|engine| engine.name == "Chromium");
    let host = Host::serve(files(&dist().join("site")));
    let browser = Browser::start(engine.expect("is promised"), "fa");
    start(&browser, &host);
    take_up(&browser, &json!([["b.docx", "x"], ["c.txt", "\u{0}"]]));
    let _ = browser.evaluate(DROP);
    browser.wait("document.querySelectorAll('#own-problems li').length === 2");
    let said = browser.evaluate(
        "return [document.getElementById('own-state'), ...document.querySelectorAll('#own-problems li')]
            .map((node) => node.innerText);",
    );
    let said: Vec<&str> = said
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(said[0].starts_with("هیچ‌کدام خوانده نشد"), "{said:?}");
    assert!(
        said[1].starts_with("Kashkul/b.docx:1: چنین فایلی خوانده نمی‌شود."),
        "{said:?}"
    );
    assert!(said[1].contains("cannot read .docx files"), "{said:?}");
    assert!(
        said[2].starts_with("Kashkul/c.txt:1: متنِ آن UTF-8 نیست."),
        "{said:?}"
    );

    take_up(&browser, &json!([["a.txt", "One\n\nText of one.\n"]]));
    let _ = browser.evaluate(DROP);
    browser.wait("document.querySelector('#keep-save')?.id");
    assert_eq!(browser.count("#list > ol > li"), 1);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn long_articles_of_ones_own_are_drawn_when_they_are_opened() {
    on_every_engine(|engine| {
        let host = Host::serve(files(&dist().join("site")));
        let browser = Browser::start(engine, "en");
        start(&browser, &host);
        let long = |n: usize| {
            format!(
                "# Note {n}\n\n{}\n",
                format!("Words of {n}. ").repeat(30_000)
            )
        };
        take_up(&browser, &json!([["n1.md", long(1)], ["n2.md", long(2)]]));
        let _ = browser.evaluate(DROP);
        browser.wait("document.querySelector('#keep-save')?.id");
        assert_eq!(browser.count("#list > ol > li"), 2);
        assert_eq!(browser.count("main article"), 0);
        browser.wait("document.querySelector('#list > ol > li:last-child')?.checkVisibility()");
        browser.click("#list li:last-child a");
        browser.wait(
            "document.querySelector('main article:not([hidden]) h1')?.textContent === 'Note 2'",
        );
        assert_eq!(browser.complaints(), [""; 0]);
    });
}
