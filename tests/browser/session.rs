//! A running browser.
//!
//! Owns the driver's process, the session, and the steps that tests are made of.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::{ParseError, Url};

use crate::engine::{Engine, Start};

/// How long anything may take: a step that needs longer never ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser of a reader with given languages, closed when dropped.
#[derive(Debug)]
pub struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Driver,
    _profile: TempDir,
}

/// A driver's process, ended when dropped.
#[derive(Debug)]
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // Both fail only where the driver has ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends its browser only when asked; one that is gone needs no asking.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.0.kill();
    }
}

impl Browser {
    /// Starts an engine for a reader of some languages, the best first.
    #[must_use]
    pub fn start(engine: &Engine, languages: &str) -> Browser {
        Browser::start_with(engine, languages, true)
    }

    /// Starts an engine that runs no scripts of pages.
    #[must_use]
    pub fn start_without_scripts(engine: &Engine, languages: &str) -> Browser {
        Browser::start_with(engine, languages, false)
    }

    fn start_with(engine: &Engine, languages: &str, has_scripts: bool) -> Browser {
        let profile = tempfile::tempdir().expect("a directory for the profile");
        let browser = engine.program(engine.browser_variable);
        let port = free_port();
        let driver = Command::new(engine.program(engine.driver_variable))
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("the driver of {} starts: {error}", engine.name));
        let driver = Driver(driver);
        let profile_path = profile.path();
        let start = Start {
            browser: &browser,
            profile: profile_path,
            languages,
            has_scripts,
        };
        let Value::Object(capabilities) = engine.capabilities(&start) else {
            unreachable!("capabilities are an object");
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let address = format!("http://127.0.0.1:{port}");
        wait_for("the driver to listen", || {
            std::net::TcpStream::connect(("127.0.0.1", port))
                .is_ok()
                .then_some(())
        });
        let client = runtime
            .block_on(builder.connect(&address))
            .unwrap_or_else(|error| panic!("{} opens a session: {error}", engine.name));
        Browser {
            runtime,
            client,
            driver,
            _profile: profile,
        }
    }

    /// Goes to an address and waits until it is loaded.
    pub fn go(&self, address: &str) {
        self.run(self.client.goto(address));
    }

    /// Goes back in the history.
    pub fn back(&self) {
        self.run(self.client.back());
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
        self.run(async {
            let element = self.client.active_element().await?;
            element.send_keys(keys).await
        });
    }

    /// Clicks the first element that a selector finds.
    pub fn click(&self, selector: &str) {
        self.run(async {
            self.client
                .find(Locator::Css(selector))
                .await?
                .click()
                .await
        });
    }

    /// Everything the browser complained of since last asked: refused by a policy, not found,
    /// thrown. Always empty where a driver keeps no log.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        let log = Post {
            path: "se/log",
            body: json!({ "type": "browser" }),
        };
        let Ok(Value::Array(entries)) = self.runtime.block_on(self.client.issue_cmd(log)) else {
            return Vec::new();
        };
        entries
            .iter()
            .map(|entry| entry["message"].to_string())
            .collect()
    }

    /// Runs a command of the Chrome DevTools Protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.run(self.client.issue_cmd(Post {
            path: "goog/cdp/execute",
            body,
        }))
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
            Ok(Err(error)) => panic!("{error}"),
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
        thread::sleep(Duration::from_millis(20));
    }
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
