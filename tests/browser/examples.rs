//! The npm package as others get it: a tarball, installed, checked by the compiler of TypeScript, and run
//! in each of the examples.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, dist};
use kashkul_browser_tests::state::CHROMIUM;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::elements::{NAME, focus, part};
use crate::embedding::packages;

/// A folder with the package installed from its tarball, and the examples beside it.
fn installed() -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let path = root.path();
    fs::write(
        path.join("package.json"),
        "{ \"private\": true, \"type\": \"module\" }",
    )
    .expect("a file");
    let packed = said(
        Command::new("npm")
            .args(["pack", "--silent", "--pack-destination"])
            .arg(path)
            .arg(dist().join("npm")),
    );
    let tarball = path.join(packed.trim());
    said(
        Command::new("npm")
            .args([
                "install",
                "--silent",
                "--offline",
                "--no-audit",
                "--no-fund",
            ])
            .arg(&tarball)
            .current_dir(path),
    );
    let modules = path.join("node_modules");
    for name in ["vite", "react", "react-dom"] {
        symlink(packages().join(name), modules.join(name)).expect("a link");
    }
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    copy(&examples, path);
    root
}

/// What a program prints; it has to end well.
fn said(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{command:?}: {}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout)
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// The files of a folder and of those in it, by their paths.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(directory) = waiting.pop() {
        for entry in fs::read_dir(&directory).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path
                .strip_prefix(folder)
                .expect("it is inside")
                .to_string_lossy()
                .into_owned();
            files.insert(name, fs::read(&path).expect("a file"));
        }
    }
    files
}

fn build(example: &Path) {
    said(
        Command::new("node")
            .arg(packages().join("vite/bin/vite.js"))
            .args(["build", "--logLevel", "error"])
            .current_dir(example),
    );
}

fn served(files: BTreeMap<String, Vec<u8>>) -> Host {
    let host = Host::serve(files);
    host.allow_frames();
    host
}

#[test]
fn the_tarball_runs_in_every_example() {
    let root = installed();
    let path = root.path();

    let found = said(
        Command::new("node")
            .arg("search.mjs")
            .arg(NAME)
            .current_dir(path.join("node")),
    );
    let n_found: usize = found
        .lines()
        .next()
        .and_then(|line| line.parse().ok())
        .expect("a number");
    assert!(
        n_found >= 3 && found.contains("000_ca666f6c74e70a31"),
        "{found}"
    );

    let browser = Browser::start(CHROMIUM, "en");
    let option = format!("{}?.dataset.id", part("kashkul-search", "[part=option]"));
    let search = || {
        focus(&browser, "kashkul-search");
        browser.strike(NAME);
        let id = browser.wait(&option);
        browser.strike("\u{e015}\u{e007}");
        id
    };

    let mut files = tree(&path.join("static"));
    for (name, bytes) in tree(&path.join("node_modules/kashkul")) {
        files.insert(format!("kashkul/{name}"), bytes);
    }
    let host = served(files);
    browser.go(&host.address());
    let id = search();
    browser.wait(&format!(
        "{}?.dataset.id === {id}",
        part("kashkul-reader", "article")
    ));
    assert_eq!(browser.complaints(), [""; 0]);

    let mut files = tree(&path.join("theming"));
    for (name, bytes) in tree(&path.join("node_modules/kashkul")) {
        files.insert(format!("kashkul/{name}"), bytes);
    }
    let host = served(files);
    browser.go(&host.address());
    let grounds =
        "[...document.querySelectorAll('kashkul-search')].map((element) => getComputedStyle(
        element.shadowRoot?.querySelector('.box') ?? element).backgroundColor)";
    browser.wait(&format!("new Set({grounds}).size === 3"));
    assert_eq!(browser.complaints(), [""; 0]);

    build(&path.join("vite"));
    let host = served(tree(&path.join("vite/dist")));
    browser.go(&host.address());
    browser.wait("document.querySelector('#count').textContent === '7'");
    let id = search();
    browser.wait(&format!(
        "{}?.dataset.id === {id}",
        part("kashkul-reader", "article")
    ));
    let n_modules = host
        .requests()
        .iter()
        .filter(|path| path.contains(".wasm"))
        .count();
    assert_eq!((n_modules, browser.complaints()), (1, Vec::new()));

    build(&path.join("react"));
    let host = served(tree(&path.join("react/dist")));
    browser.go(&host.address());
    browser.wait(&format!(
        "{}.placeholder === 'Search the archive'",
        part("kashkul-search", "input")
    ));
    let id = search();
    browser.wait(&format!(
        "document.querySelector('#opened').textContent === {id}"
    ));
    browser.wait(&format!(
        "{}?.dataset.id === {id}",
        part("kashkul-reader", "article")
    ));
    assert_eq!(browser.complaints(), [""; 0]);
}

const PROGRAM: &str = "
import { asSearchClient, KashkulError, open, type Kashkul } from 'kashkul';
import { KashkulReader, KashkulSearch, type SearchClient } from 'kashkul/search';
import 'kashkul/reader';

const kashkul: Kashkul = await open({ integrity: 'sha384-x' });
const search = document.querySelector('kashkul-search')!;
const isSearch: boolean = search instanceof KashkulSearch;
search.engine = kashkul;
search.engine = asSearchClient(kashkul);
search.maxResults = 3;
search.addEventListener('kashkul-open', (event) => {
    const id: string = event.detail.id;
    const reader: KashkulReader = document.createElement('kashkul-reader');
    void reader.open(id, { p: 1, query: event.detail.query });
});
const found = await search.search('x');
const total: number | undefined = found?.total;
document.addEventListener('kashkul-error', ({ detail }) => detail.code.length);
search.offline = true;
search.resultRenderer = (hit, within) => (hit.lang === 'fa' ? within.createTextNode(hit.id) : undefined);
search.addEventListener('kashkul-update', ({ detail }) => detail.src.length);
const client: SearchClient = { search: async () => ({ results: [] }) };
console.log(isSearch, total, client, KashkulError);
";

/// What must not pass: a wrong renderer, a wrong property, a wrong event's detail, a wrong option.
const WRONG: [&str; 4] = [
    "document.createElement('kashkul-reader').resultRenderer = () => 'text';",
    "document.createElement('kashkul-search').maxResult = 3;",
    "document.addEventListener('kashkul-hit', ({ detail }) => detail.place);",
    "import { open } from 'kashkul'; await open({ packs: 'x' });",
];

#[test]
fn the_compiler_of_typescript_takes_the_types() {
    let root = installed();
    let options = json!({
        "compilerOptions": {
            "strict": true, "noEmit": true, "target": "es2022", "module": "esnext",
            "moduleResolution": "bundler", "lib": ["es2022", "dom"], "types": [],
        },
        "files": ["program.ts"],
    });
    fs::write(root.path().join("tsconfig.json"), options.to_string()).expect("a file");
    let compile = |program: &str| {
        fs::write(root.path().join("program.ts"), program).expect("a file");
        let tsc = packages().join("typescript/bin/tsc");
        let output = Command::new("node")
            .arg(tsc)
            .arg("--project")
            .arg(root.path())
            .output();
        let output = output.expect("the compiler runs");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    };
    let (is_right, said) = compile(PROGRAM);
    assert!(is_right, "{said}");
    for program in WRONG {
        let (is_right, said) = compile(&format!("export {{}};\n{program}"));
        assert!(!is_right && said.contains("TS"), "{program}: {said}");
    }
    // Everything that the package promises to hold is in the tarball.
    let files = tree(&root.path().join("node_modules/kashkul"));
    for name in [
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "custom-elements.json",
        "embed.html",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    let manifest: Value = serde_json::from_slice(&files["package.json"]).expect("JSON");
    for (name, module) in manifest["exports"].as_object().expect("exports") {
        for file in [&module["types"], &module["default"], module] {
            if let Some(file) = file.as_str() {
                assert!(
                    files.contains_key(file.trim_start_matches("./")),
                    "{name}: {file}"
                );
            }
        }
    }
}
