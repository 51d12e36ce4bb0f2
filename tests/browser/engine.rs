//! The browser engines that tests run in.
//!
//! Owns how each is found, started and configured, and what each cannot do. An engine more is an
//! entry more of [`ENGINES`].

use std::env;
use std::path::{Path, PathBuf};

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
    /// Why its pages are forgotten when a driven browser ends, where they are.
    pub forgets: Option<&'static str>,
    /// Why the room that a site may take cannot be made little, where it cannot.
    pub has_room: Option<&'static str>,
    /// Whether its driver clicks by scripts, which a page without scripts refuses.
    pub clicks_by_scripts: bool,
    /// Whether a preloaded file is asked for once more when it is wanted, whatever its headers are.
    pub preloads_in_vain: bool,
    /// Whether it can only be started on a screen.
    pub needs_screen: bool,
    /// The driver's arguments besides its port.
    pub driver_arguments: &'static [&'static str],
    /// The capabilities to ask the driver for.
    capabilities: fn(&Start<'_>) -> Value,
    /// What the driver's environment tells the browser.
    environment: fn(&Start<'_>) -> Vec<(&'static str, String)>,
}

/// How a browser starts.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The browser's program.
    pub browser: &'a str,
    /// A directory for the browser's own files.
    pub profile: &'a Path,
    /// The reader's languages, the best first, as a browser's settings list them.
    pub languages: &'a str,
    /// Whether pages may run scripts.
    pub has_scripts: bool,
    /// Whether sites may keep as much as they usually may, or hardly one version of one.
    pub has_room: bool,
}

/// Every engine that is promised.
pub const ENGINES: &[Engine] = &[
    Engine {
        name: "Chromium",
        driver_variable: "CHROMEDRIVER",
        browser_variable: "CHROME",
        forgets: None,
        has_room: None,
        clicks_by_scripts: false,
        preloads_in_vain: false,
        needs_screen: false,
        driver_arguments: &[],
        capabilities: chromium,
        environment: |_| Vec::new(),
    },
    Engine {
        name: "Firefox",
        driver_variable: "GECKODRIVER",
        browser_variable: "FIREFOX",
        forgets: None,
        has_room: None,
        clicks_by_scripts: false,
        preloads_in_vain: false,
        needs_screen: false,
        // Any free port: two browsers must not ask for one.
        driver_arguments: &["--websocket-port=0"],
        capabilities: firefox,
        environment: |_| Vec::new(),
    },
    Engine {
        name: "WebKitGTK",
        driver_variable: "WEBKITDRIVER",
        browser_variable: "MINIBROWSER",
        forgets: Some("MiniBrowser keeps a driven session in memory alone"),
        has_room: Some("WebKitWebDriver sets no quota"),
        clicks_by_scripts: true,
        preloads_in_vain: true,
        needs_screen: true,
        driver_arguments: &[],
        capabilities: webkit,
        environment: webkit_environment,
    },
];

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

    /// What the driver's environment tells the browser.
    #[must_use]
    pub fn environment(&self, start: &Start<'_>) -> Vec<(&'static str, String)> {
        (self.environment)(start)
    }
}

/// The folder below a profile that files are saved to.
pub(crate) fn downloads(profile: &Path) -> PathBuf {
    profile.join("Downloads")
}

fn chromium(start: &Start<'_>) -> Value {
    let blocked = 2;
    let arguments = [
        "--headless=new".to_owned(),
        // A test machine is often a container, whose root has no other sandbox to nest.
        "--no-sandbox".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-background-networking".to_owned(),
        "--window-size=1280,900".to_owned(),
        format!("--user-data-dir={}", start.profile.display()),
    ];
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": start.browser,
            "args": arguments,
            "prefs": {
                "intl.accept_languages": start.languages,
                "download.default_directory": downloads(start.profile),
                "profile.managed_default_content_settings.javascript":
                    if start.has_scripts { 1 } else { blocked },
            },
        },
    })
}

fn firefox(start: &Start<'_>) -> Value {
    // In kilobytes; a share of the disk where it is not set.
    let room = if start.has_room { -1 } else { 1000 };
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": start.browser,
            "args": ["-headless", "--width=1280", "--height=900", "-profile", start.profile],
            "prefs": {
                "intl.accept_languages": start.languages,
                "browser.download.folderList": 2,
                "browser.download.dir": downloads(start.profile),
                "browser.download.alwaysOpenPanel": false,
                "dom.quotaManager.temporaryStorage.fixedLimit": room,
                "javascript.enabled": start.has_scripts,
                // Asking to keep what is stored opens a question that nobody answers here.
                "dom.storageManager.prompt.testing": true,
                "dom.storageManager.prompt.testing.allow": true,
            },
        },
    })
}

fn webkit(start: &Start<'_>) -> Value {
    let mut arguments = vec!["--automation"];
    if !start.has_scripts {
        arguments.push("--enable-javascript=false");
    }
    json!({
        "webkitgtk:browserOptions": { "binary": start.browser, "args": arguments },
    })
}

fn webkit_environment(start: &Start<'_>) -> Vec<(&'static str, String)> {
    let home = start.profile.display().to_string();
    vec![
        ("HOME", home.clone()),
        ("XDG_CACHE_HOME", home.clone()),
        ("XDG_CONFIG_HOME", home.clone()),
        ("XDG_DATA_HOME", home),
        // Languages are the desktop's, and no desktop answers here.
        ("LC_ALL", "C.UTF-8".to_owned()),
        ("LANGUAGE", start.languages.replace(',', ":")),
        // A test machine is often a container, whose root has no other sandbox to nest.
        ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".to_owned()),
        ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
    ]
}
