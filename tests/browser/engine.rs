//! The browser engines that tests run in.
//!
//! Owns how each is found, started and configured. An engine more is an entry more of [`ENGINES`].

use std::env;
use std::path::Path;

use serde_json::{Value, json};

/// A browser engine and its WebDriver.
#[derive(Debug, Clone, Copy)]
pub struct Engine {
    /// Its name, for people.
    pub name: &'static str,
    /// The variable that names the driver's program.
    pub driver_variable: &'static str,
    /// The variable that names the browser's program.
    pub browser_variable: &'static str,
    /// The capabilities to ask the driver for.
    capabilities: fn(&Start<'_>) -> Value,
}

/// How a browser starts.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The browser's program.
    pub browser: &'a str,
    /// An empty directory for the browser's own files.
    pub profile: &'a Path,
    /// The reader's languages, the best first, as a browser's settings list them.
    pub languages: &'a str,
    /// Whether pages may run scripts.
    pub has_scripts: bool,
}

/// Every engine that is promised.
pub const ENGINES: &[Engine] = &[Engine {
    name: "Chromium",
    driver_variable: "CHROMEDRIVER",
    browser_variable: "CHROME",
    capabilities: chromium,
}];

impl Engine {
    /// The path of a program by its variable.
    ///
    /// # Panics
    /// When the variable is not set: a promised browser that is not there is a failure.
    #[must_use]
    pub fn program(&self, variable: &str) -> String {
        env::var(variable).unwrap_or_else(|_| {
            panic!(
                "{variable} does not name a program of {}: run `cargo xtask test`",
                self.name
            )
        })
    }

    /// What a new session asks the driver for.
    #[must_use]
    pub fn capabilities(&self, start: &Start<'_>) -> Value {
        (self.capabilities)(start)
    }
}

fn chromium(start: &Start<'_>) -> Value {
    let Start {
        browser,
        profile,
        languages,
        has_scripts,
    } = start;
    let blocked = 2;
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": browser,
            "args": [
                "--headless=new",
                // A test machine is often a container, whose root has no other sandbox to nest.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--window-size=1280,900",
                format!("--user-data-dir={}", profile.display()),
            ],
            "prefs": {
                "intl.accept_languages": languages,
                "profile.managed_default_content_settings.javascript":
                    if *has_scripts { 1 } else { blocked },
            },
        },
    })
}
