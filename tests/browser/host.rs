//! A host for one site, which can be bad on purpose.
//!
//! Owns serving files as a good host would, remembering what browsers asked for and reported, and
//! the ways in which hosts and what stands before them fail.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};

use kashkul_cli::site::{HOSTED_CSP, HOSTED_CSP_HEADER_ONLY};

/// Where browsers report what a policy refused.
const REPORTS: &str = "/reports";

/// What is wrong with one file.
#[derive(Debug, Clone)]
pub enum Fault {
    /// This status, and no file.
    Status(u16),
    /// These bytes in its place: a wrong file, or an old one that something on the way kept.
    Bytes(Vec<u8>),
    /// Half of it, and the connection ends.
    Cut,
    /// The host ends when it is asked for.
    Death,
}

#[derive(Debug, Default)]
struct State {
    /// By path, the leading slash included.
    files: BTreeMap<String, Vec<u8>>,
    faults: BTreeMap<String, Fault>,
    cache_control: String,
    /// The policy that is sent, besides those that stand in the pages.
    policy: Option<String>,
    /// Whether pages of other hosts may read the files.
    is_shared: bool,
    requests: Vec<String>,
    reports: Vec<String>,
    is_dead: bool,
}

/// A served site; stopped when dropped.
#[derive(Debug)]
pub struct Host {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<()>>,
}

impl Host {
    /// Serves files by name.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn serve(files: BTreeMap<String, Vec<u8>>) -> Host {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("its number");
        let state = Arc::new(Mutex::new(State {
            files: by_path(files),
            cache_control: "no-cache".to_owned(),
            policy: Some(format!("{HOSTED_CSP}; {HOSTED_CSP_HEADER_ONLY}")),
            ..State::default()
        }));
        let thread = thread::spawn({
            let state = Arc::clone(&state);
            move || accept(&listener, &state)
        });
        Host {
            address,
            state,
            thread: Some(thread),
        }
    }

    /// The address of the root.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves other files from now on.
    pub fn replace(&self, files: BTreeMap<String, Vec<u8>>) {
        self.state().files = by_path(files);
    }

    /// Lets browsers, and what stands before them, keep every file for so long.
    pub fn set_cache_control(&self, value: &str) {
        self.state().cache_control = value.to_owned();
    }

    /// Sends no policies: other pages may show the site inside of them.
    pub fn allow_frames(&self) {
        self.state().policy = None;
    }

    /// Sends another policy.
    pub fn set_policy(&self, policy: &str) {
        self.state().policy = Some(policy.to_owned());
    }

    /// Lets pages of other hosts read the files.
    pub fn share(&self) {
        self.state().is_shared = true;
    }

    /// Makes a file's answer a bad one.
    pub fn break_file(&self, name: &str, fault: Fault) {
        self.state().faults.insert(format!("/{name}"), fault);
    }

    /// Makes all answers good again.
    pub fn mend(&self) {
        self.state().faults.clear();
    }

    /// Ends the host: nothing listens any more.
    pub fn kill(&mut self) {
        self.state().is_dead = true;
        // It looks up when somebody comes.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            // A server that panicked has said so already.
            let _ = thread.join();
        }
    }

    /// The paths asked for so far, in order, each with what was sent there.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.state().requests.clone()
    }

    /// What browsers reported of the policies so far.
    #[must_use]
    pub fn reports(&self) -> Vec<String> {
        self.state().reports.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.kill();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().expect("no panic while it was held")
}

fn by_path(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let files = files.into_iter();
    files
        .map(|(name, bytes)| (format!("/{name}"), bytes))
        .collect()
}

fn accept(listener: &TcpListener, state: &Arc<Mutex<State>>) {
    for stream in listener.incoming() {
        if lock(state).is_dead {
            return;
        }
        let state = Arc::clone(state);
        // Browsers open connections ahead of need and say nothing on them for long.
        thread::spawn(move || stream.and_then(|stream| answer(&stream, &state)));
    }
}

fn answer(mut stream: &TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let (line, body) = read_request(stream)?;
    let mut words = line.split(' ');
    let (method, url) = (words.next().unwrap_or_default(), words.next());
    let url = url.unwrap_or_default();
    let mut state = lock(state);
    if state.is_dead {
        return Ok(());
    }
    if method == "POST" && url == REPORTS {
        state.reports.push(body);
        return head(stream, "204 No Content", &[]);
    }
    state.requests.push(match body.is_empty() {
        true => url.to_owned(),
        false => format!("{url} {body}"),
    });
    let path = url.split('?').next().unwrap_or_default();
    let path = if path == "/" { "/index.html" } else { path };
    let fault = state.faults.get(path).cloned();
    let bytes = match (&fault, state.files.get(path)) {
        (Some(Fault::Status(status)), _) => return empty(stream, *status),
        (Some(Fault::Death), _) => {
            state.is_dead = true;
            return Ok(());
        }
        (Some(Fault::Bytes(bytes)), _) => bytes.clone(),
        (_, Some(bytes)) => bytes.clone(),
        (_, None) => return empty(stream, 404),
    };
    let policy = state.policy.as_ref();
    let policy = policy.map(|policy| format!("{policy}; report-uri {REPORTS}"));
    let n_bytes = bytes.len().to_string();
    let cache_control = state.cache_control.clone();
    let mut headers = vec![
        ("Content-Type", media_type(path)),
        ("Content-Length", &n_bytes),
        ("Cache-Control", &cache_control),
        ("X-Content-Type-Options", "nosniff"),
    ];
    if let Some(policy) = &policy {
        headers.push(("Content-Security-Policy", policy));
    }
    if state.is_shared {
        headers.push(("Access-Control-Allow-Origin", "*"));
    }
    drop(state);
    head(stream, "200 OK", &headers)?;
    let n_sent = match fault {
        Some(Fault::Cut) => bytes.len() / 2,
        _ => bytes.len(),
    };
    stream.write_all(&bytes[..n_sent])
}

/// The first line of a request, and its body.
fn read_request(stream: &TcpStream) -> io::Result<(String, String)> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut n_body = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            n_body = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; n_body];
    reader.read_exact(&mut body)?;
    Ok((
        first.trim_end().to_owned(),
        String::from_utf8_lossy(&body).into_owned(),
    ))
}

fn empty(stream: &TcpStream, status: u16) -> io::Result<()> {
    head(stream, &format!("{status} -"), &[("Content-Length", "0")])
}

fn head(mut stream: &TcpStream, status: &str, headers: &[(&str, &str)]) -> io::Result<()> {
    let mut text = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    stream.write_all(text.as_bytes())
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
