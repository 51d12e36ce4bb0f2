//! What is shipped, and a host for it.
//!
//! Owns finding the built files and counting what browsers ask for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::{env, fs};

use kashkul_cli::server::Server;

/// The folder of everything that is shipped.
///
/// # Panics
/// When it is not told by `KASHKUL_DIST`.
#[must_use]
pub fn dist() -> PathBuf {
    let path = env::var_os("KASHKUL_DIST");
    PathBuf::from(path.expect("KASHKUL_DIST names dist/: run `cargo xtask test`"))
}

/// The files of a folder by name.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    entries
        .map(|entry| {
            let entry = entry.expect("an entry of the folder");
            let name = entry.file_name().into_string().expect("a name in UTF-8");
            (
                name,
                fs::read(entry.path()).expect("a file that can be read"),
            )
        })
        .collect()
}

/// A served folder, which remembers what it was asked for; stopped when dropped.
pub struct Host {
    server: Arc<Server>,
    requests: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Host {
    /// Serves files by name.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn serve(files: BTreeMap<String, Vec<u8>>) -> Host {
        let server = Arc::new(Server::bind(0, files).expect("a free port"));
        let requests = Arc::default();
        let thread = thread::spawn({
            let server = Arc::clone(&server);
            let requests: Arc<Mutex<Vec<String>>> = Arc::clone(&requests);
            move || {
                server.run(|path| requests.lock().expect("no panic").push(path.to_owned()));
            }
        });
        Host {
            server,
            requests,
            thread: Some(thread),
        }
    }

    /// The address of the root.
    #[must_use]
    pub fn address(&self) -> String {
        self.server.address()
    }

    /// The paths asked for so far, in order.
    ///
    /// # Panics
    /// When the server has panicked.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic").clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.stop();
        if let Some(thread) = self.thread.take() {
            // A server that panicked has said so already.
            let _ = thread.join();
        }
    }
}
