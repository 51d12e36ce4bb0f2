//! A server for one's own machine.
//!
//! Owns serving a site's files as a good host would: types, policies, nothing but the files it was
//! given. It listens on 127.0.0.1 alone.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use tiny_http::{Header, Request, Response, Server as Http};

use crate::site::{HOSTED_CSP, HOSTED_CSP_HEADER_ONLY};

/// A listening server.
pub struct Server {
    http: Http,
    address: SocketAddr,
    files: RwLock<Arc<Files>>,
}

/// Contents by path, the leading slash included.
type Files = HashMap<String, Vec<u8>>;

impl Server {
    /// Listens on a port, 0 for any free one, to serve files by their paths below the root.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn bind(
        port: u16,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> io::Result<Server> {
        let http = Http::http(("127.0.0.1", port)).map_err(io::Error::other)?;
        let Some(address) = http.server_addr().to_ip() else {
            return Err(io::Error::other("the server has no address"));
        };
        Ok(Server {
            http,
            address,
            files: RwLock::new(Arc::new(by_path(files))),
        })
    }

    /// Serves other files from the next request on.
    pub fn replace(&self, files: impl IntoIterator<Item = (String, Vec<u8>)>) {
        let files = Arc::new(by_path(files));
        *self.files.write().unwrap_or_else(PoisonError::into_inner) = files;
    }

    /// The address of the site's root.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers requests until [`Server::stop`]; `on_request` is told the path of each.
    pub fn run(&self, mut on_request: impl FnMut(&str)) {
        for request in self.http.incoming_requests() {
            on_request(request.url());
            // A browser that went away while it was answered is no concern of the others.
            let _ = self.answer(request);
        }
    }

    /// Makes [`Server::run`] return.
    pub fn stop(&self) {
        self.http.unblock();
    }

    fn answer(&self, request: Request) -> io::Result<()> {
        let path = request.url().split('?').next().unwrap_or_default();
        let path = if path == "/" { "/index.html" } else { path };
        let files = self.files.read().unwrap_or_else(PoisonError::into_inner);
        let files = Arc::clone(&files);
        let Some(bytes) = files.get(path) else {
            return request.respond(Response::empty(404));
        };
        let policy = format!("{HOSTED_CSP}; {HOSTED_CSP_HEADER_ONLY}");
        let mut response = Response::from_data(bytes.as_slice());
        for (name, value) in [
            ("Content-Type", media_type(path)),
            ("Content-Security-Policy", &policy),
            ("Cache-Control", "no-cache"),
            ("X-Content-Type-Options", "nosniff"),
        ] {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        request.respond(response)
    }
}

fn by_path(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Files {
    files
        .into_iter()
        .map(|(path, bytes)| (format!("/{path}"), bytes))
        .collect()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::thread;

    use super::*;

    #[test]
    fn files_are_served_with_their_types_and_nothing_else_is() {
        let files = [("index.html", "page"), ("kashkul.wasm", "wasm")]
            .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let server = Server::bind(0, files).unwrap();
        let get = |path: &str| {
            let mut stream = TcpStream::connect(server.address).unwrap();
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            )
            .unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let mut asked = Vec::new();
        thread::scope(|scope| {
            let run = scope.spawn(|| server.run(|path| asked.push(path.to_owned())));
            let page = get("/?q=1");
            assert!(
                page.starts_with("HTTP/1.1 200") && page.ends_with("page"),
                "{page}"
            );
            assert!(page.contains("Content-Type: text/html"), "{page}");
            assert!(
                page.contains("script-src 'self' 'wasm-unsafe-eval';"),
                "{page}"
            );
            assert!(get("/kashkul.wasm").contains("Content-Type: application/wasm\r\n"));
            assert!(get("/../Cargo.toml").starts_with("HTTP/1.1 404"));
            server.replace([("index.html".to_owned(), b"another".to_vec())]);
            assert!(get("/").ends_with("another"));
            assert!(get("/kashkul.wasm").starts_with("HTTP/1.1 404"));
            server.stop();
            run.join().unwrap();
        });
        assert_eq!(asked[..3], ["/?q=1", "/kashkul.wasm", "/../Cargo.toml"]);
    }
}
