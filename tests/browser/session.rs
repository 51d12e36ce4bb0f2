//! A running browser.
//!
//! Owns the session and the steps that tests are made of.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::error::{CmdError, ErrorStatus, NewSessionError, WebDriver};
use fantoccini::wd::{PrintConfigurationBuilder, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::{ParseError, Url};

use crate::engine::{Engine, Start, downloads};
use crate::process::{Process, Screen};

/// How long anything may take: a step that needs longer never ends.
const PATIENCE: Duration = Duration::from_secs(40);

/// How long until something is asked again.
const BETWEEN: Duration = Duration::from_millis(20);

/// Notes what a page is refused by its policies and what it throws, from here on; what it says aloud it
/// writes into its live region, for notifications can only be heard.
///
/// The notes are text in the page's own window: what Firefox runs for a driver has globals of its
/// own, which it forgets.
pub const WITNESS: &str = "
    const page = window.wrappedJSObject ?? window;
    if (page.kashkulComplaints === undefined) {
        page.kashkulComplaints = '';
        const note = (message) => { page.kashkulComplaints += `${message}\\n`; };
        addEventListener('securitypolicyviolation', (event) => note(
            `Content Security Policy: ${event.effectiveDirective} ${event.blockedURI}`));
        addEventListener('error', (event) => note(`error: ${event.message}`));
        addEventListener('unhandledrejection', (event) => note(`rejected: ${event.reason}`));
        delete page.Document.prototype.ariaNotify;
    }";

/// Takes the notes of [`WITNESS`].
const TESTIMONY: &str = "
    const page = window.wrappedJSObject ?? window;
    const notes = page.kashkulComplaints ?? '';
    page.kashkulComplaints = '';
    return notes;";

/// What a browser is started for.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The reader's languages, the best first.
    pub languages: &'a str,
    /// Whether pages may run scripts.
    pub has_scripts: bool,
    /// Whether the device has room for a second version of a site, where an engine is told that when
    /// it starts.
    pub has_room: bool,
}

impl<'a> Reader<'a> {
    /// A reader of some languages, the best first, whose browser does all it can.
    #[must_use]
    pub fn of(languages: &'a str) -> Reader<'a> {
        Reader {
            languages,
            has_scripts: true,
            has_room: true,
        }
    }
}

/// A running browser, closed when dropped.
#[derive(Debug)]
pub struct Browser {
    runtime: Runtime,
    client: Client,
    _driver: Process,
    _screen: Option<Screen>,
    profile: Rc<TempDir>,
    /// Else links are followed by their addresses.
    can_click: bool,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends its browser only when asked; one that is gone needs no asking.
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

impl Browser {
    /// Starts an engine for a reader of some languages, the best first.
    #[must_use]
    pub fn start(engine: &Engine, languages: &str) -> Browser {
        Browser::start_for(engine, &Reader::of(languages))
    }

    /// Starts an engine that runs no scripts of pages.
    #[must_use]
    pub fn start_without_scripts(engine: &Engine, languages: &str) -> Browser {
        let reader = Reader {
            has_scripts: false,
            ..Reader::of(languages)
        };
        Browser::start_for(engine, &reader)
    }

    /// Starts an engine for a reader.
    #[must_use]
    pub fn start_for(engine: &Engine, reader: &Reader<'_>) -> Browser {
        let profile = tempfile::tempdir().expect("a directory for the profile");
        Browser::start_with(engine, reader, Rc::new(profile))
    }

    /// Ends the browser and starts it again with all that it kept.
    #[must_use]
    pub fn restart(self, engine: &Engine, reader: &Reader<'_>) -> Browser {
        let profile = Rc::clone(&self.profile);
        drop(self);
        Browser::start_with(engine, reader, profile)
    }

    fn start_with(engine: &Engine, reader: &Reader<'_>, profile: Rc<TempDir>) -> Browser {
        let start = Start {
            browser: &engine.program(engine.browser_variable),
            profile: profile.path(),
            languages: reader.languages,
            has_scripts: reader.has_scripts,
            has_room: reader.has_room,
        };
        let downloads = downloads(profile.path());
        fs::create_dir_all(&downloads).expect("a folder for what is saved");
        // How a desktop tells its programs.
        let directories = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
        fs::write(profile.path().join("user-dirs.dirs"), directories).expect("a new file");
        let screen = engine.needs_screen.then(Screen::start);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        // A driver that had begun to listen has ended the connection all the same, once.
        let opened = open_session(&runtime, engine, &start, screen.as_ref()).or_else(|error| {
            eprintln!("{} is started once more: {error}", engine.name);
            open_session(&runtime, engine, &start, screen.as_ref())
        });
        let (driver, client) =
            opened.unwrap_or_else(|error| panic!("{} opens a session: {error}", engine.name));
        if engine.needs_screen {
            let resized = runtime.block_on(client.set_window_rect(0, 0, 1280, 900));
            resized.unwrap_or_else(|error| panic!("{} is given a size: {error}", engine.name));
        }
        Browser {
            runtime,
            client,
            _driver: driver,
            _screen: screen,
            profile,
            can_click: reader.has_scripts || !engine.clicks_by_scripts,
        }
    }

    /// Goes to an address and waits until it is loaded.
    pub fn go(&self, address: &str) {
        self.run(self.client.goto(address));
        let _ = self.evaluate(WITNESS);
    }

    /// Goes back in the history.
    pub fn back(&self) {
        self.run(self.client.back());
    }

    /// Loads the page again, as a reader does; drivers may pass the service worker by.
    pub fn reload(&self) {
        let _ = self.evaluate("document.documentElement.dataset.left = ''; location.reload();");
        self.wait(
            "document.readyState === 'complete' && document.documentElement.dataset.left !== ''",
        );
        let _ = self.evaluate(WITNESS);
    }

    /// Opens a tab more and goes on in it.
    pub fn open_tab(&self) {
        self.run(async {
            let tab = self.client.new_window(true).await?;
            self.client.switch_to_window(tab.handle).await
        });
    }

    /// Goes on in the tab that was opened first, second and so on, from 0.
    pub fn switch_to_tab(&self, index: usize) {
        self.run(async {
            let tabs = self.client.windows().await?;
            self.client.switch_to_window(tabs[index].clone()).await
        });
    }

    /// Opens an address in a window besides, which stays while this one goes elsewhere: what a browser
    /// keeps in memory alone lives as long as a page that may use it.
    pub fn open_besides(&self, address: &str) {
        self.run(async {
            let here = self.client.window().await?;
            let besides = self.client.new_window(true).await?.handle;
            self.client.switch_to_window(besides).await?;
            self.client.goto(address).await?;
            self.client.switch_to_window(here).await
        });
    }

    /// What a script returns; it is the body of a function.
    #[must_use]
    pub fn evaluate(&self, script: &str) -> Value {
        self.run(self.client.execute(script, Vec::new()))
    }

    /// What an expression awaits to.
    #[must_use]
    pub fn evaluate_async(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => ({expression}))().then(done, (error) => done(`${{error}}`));"
        );
        self.run(self.client.execute_async(&script, Vec::new()))
    }

    /// Waits until an expression is neither false, null, 0 nor empty, and answers it.
    pub fn wait(&self, expression: &str) -> Value {
        wait_for(expression, || {
            let value = self.evaluate(&format!("return {expression};"));
            let is_there = match &value {
                Value::Null => false,
                Value::Bool(is_true) => *is_true,
                Value::Number(number) => number.as_f64() != Some(0.0),
                Value::String(text) => !text.is_empty(),
                Value::Array(_) | Value::Object(_) => true,
            };
            is_there.then_some(value)
        })
    }

    /// How many elements a selector finds.
    #[must_use]
    pub fn count(&self, selector: &str) -> usize {
        self.run(self.client.find_all(Locator::Css(selector))).len()
    }

    /// Types into what has the focus, key by key.
    pub fn press(&self, keys: &str) {
        self.run(self.once_at_rest(async || {
            let element = self.client.active_element().await?;
            element.send_keys(keys).await
        }));
    }

    /// Presses keys wherever the focus is, inside of a shadow tree too; those of Shift, Control and Alt
    /// stay down until U+E000.
    pub fn strike(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let mut held = Vec::new();
        for value in keys.chars() {
            match value {
                '\u{e000}' => {
                    for value in held.drain(..) {
                        actions = actions.then(KeyAction::Up { value });
                    }
                }
                '\u{e008}'..='\u{e00a}' => {
                    actions = actions.then(KeyAction::Down { value });
                    held.push(value);
                }
                _ => {
                    actions = actions.then(KeyAction::Down { value });
                    actions = actions.then(KeyAction::Up { value });
                }
            }
        }
        self.run(self.client.perform_actions(actions));
    }

    /// Clicks the first element that a selector finds.
    pub fn click(&self, selector: &str) {
        if !self.can_click {
            let link = self.evaluate(&format!(
                "return document.querySelector(\"{selector}\").href"
            ));
            return self.go(link.as_str().expect("a link"));
        }
        // What lies under a fading view is not to be clicked in WebKitGTK.
        self.wait(
            "(() => {
                try {
                    return !document.documentElement.matches(':active-view-transition');
                } catch {
                    return true;
                }
            })()",
        );
        // At the edge WebKitGTK holds it for covered; a page that takes its old place scrolls once more.
        let center = format!(
            "document.querySelector(\"{selector}\")?.scrollIntoView({{ block: 'center' }})"
        );
        self.run(self.once_at_rest(async || {
            self.client.execute(&center, Vec::new()).await?;
            let element = self.client.find(Locator::Css(selector)).await?;
            element.click().await
        }));
    }

    /// Takes a step again while its element is one that a changing page has just hidden, covered or
    /// put away: the driver refuses such a step before any of it is done.
    async fn once_at_rest(
        &self,
        step: impl AsyncFn() -> Result<(), CmdError>,
    ) -> Result<(), CmdError> {
        let start = Instant::now();
        loop {
            match step().await {
                Err(CmdError::Standard(WebDriver {
                    error:
                        ErrorStatus::ElementNotInteractable
                        | ErrorStatus::ElementClickIntercepted
                        | ErrorStatus::StaleElementReference,
                    ..
                })) if start.elapsed() < PATIENCE / 2 => tokio::time::sleep(BETWEEN).await,
                outcome => return outcome,
            }
        }
    }

    /// Everything the browser complained of since last asked: refused by a policy, not found,
    /// thrown. Of a driver that keeps no log, what [`WITNESS`] saw since [`Browser::go`].
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        let log = Post {
            path: "se/log",
            body: json!({ "type": "browser" }),
        };
        if let Ok(Value::Array(entries)) = self.runtime.block_on(self.client.issue_cmd(log)) {
            let messages = entries.iter().map(|entry| entry["message"].to_string());
            return messages.collect();
        }
        let notes = self.evaluate(TESTIMONY);
        let notes = notes.as_str().unwrap_or_default();
        notes.lines().map(str::to_owned).collect()
    }

    /// Runs a command of the Chrome DevTools Protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.run(self.client.issue_cmd(Post {
            path: "goog/cdp/execute",
            body,
        }))
    }

    /// The page as it is printed, as PDF; none of a driver that does not print.
    #[must_use]
    pub fn print(&self) -> Option<Vec<u8>> {
        let configuration = PrintConfigurationBuilder::default().build();
        let configuration = configuration.expect("the default is one");
        self.runtime.block_on(self.client.print(configuration)).ok()
    }

    /// The folder that the browser saves files to.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        downloads(self.profile.path())
    }

    /// A picture of the window as PNG.
    #[must_use]
    pub fn screenshot(&self) -> Vec<u8> {
        self.run(self.client.screenshot())
    }

    fn run<T>(&self, step: impl Future<Output = Result<T, CmdError>>) -> T {
        // The timer belongs to the runtime, so it is made inside.
        match self
            .runtime
            .block_on(async { tokio::time::timeout(PATIENCE, step).await })
        {
            Ok(Ok(value)) => value,
            // Not every driver says more than the kind of an error.
            Ok(Err(error)) => panic!("{error} {error:?}"),
            Err(_) => panic!("the browser does not answer"),
        }
    }
}

/// Asks again until there is an answer.
///
/// # Panics
/// When there is none after a long while.
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::sleep(BETWEEN);
    }
}

/// Starts the driver of an engine, and the browser by it.
fn open_session(
    runtime: &Runtime,
    engine: &Engine,
    start: &Start<'_>,
    screen: Option<&Screen>,
) -> Result<(Process, Client), NewSessionError> {
    let port = free_port();
    let mut driver = Command::new(engine.program(engine.driver_variable));
    driver
        .arg(format!("--port={port}"))
        .args(engine.driver_arguments)
        .envs(engine.environment(start))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some(screen) = screen {
        driver.env("DISPLAY", screen.display());
    }
    let driver = driver
        .spawn()
        .unwrap_or_else(|error| panic!("the driver of {} starts: {error}", engine.name));
    let driver = Process::of(driver);
    wait_for("the driver to listen", || {
        std::net::TcpStream::connect(("127.0.0.1", port))
            .is_ok()
            .then_some(())
    });
    let Value::Object(capabilities) = engine.capabilities(start) else {
        unreachable!("capabilities are an object");
    };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let client = runtime.block_on(builder.connect(&format!("http://127.0.0.1:{port}")))?;
    Ok((driver, client))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// A command that WebDriver itself does not have.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
