//! One workspace, asked with the token of who runs bricep.

use std::time::Duration;

use serde::de::DeserializeOwned;
use thiserror::Error;
use ureq::Agent;
use ureq::http::{Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};

use super::Secret;

/// How long an answer may take, the connection included.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The most bytes of an answer.
const LIMIT: u64 = 16 * 1024 * 1024;
/// How often a request is made.
const ATTEMPTS: u32 = 4;
/// How long is waited before the second attempt, where the service does not say; twice as long before each further one.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(30);

/// The address of a workspace: `https://` and a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host(String);

impl Host {
    /// Reads an address as people give it: with or without `https://`, with or without a path.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let (name, port) = host.split_once(':').map_or((&*host, None), |(name, port)| (name, Some(port)));
        let plain =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
        let is_name = !name.is_empty() && plain(name) && !name.starts_with(['.', '-']);
        let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
        // A token goes over the network encrypted, or not at all.
        let is_safe = scheme == "https" || (scheme == "http" && ["127.0.0.1", "localhost"].contains(&name));
        (is_name && is_port && is_safe).then(|| Self(format!("{scheme}://{host}")))
    }

    /// The address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a workspace gave no answer.
#[derive(Debug, Error)]
pub(crate) enum ClientError {
    /// Nobody answered.
    #[error("`{host}` does not answer")]
    Unreachable {
        /// Whom we asked.
        host: String,
        /// What the network says.
        #[source]
        source: Box<ureq::Error>,
    },
    /// The token is not accepted, or its owner may not ask.
    #[error("`{host}` refuses the token with status {status}: {message}")]
    Refused {
        /// Whom we asked.
        host: String,
        /// 401 or 403.
        status: u16,
        /// What the service says.
        message: String,
    },
    /// The service refuses the request, or fails.
    #[error("`{host}{path}` answers with status {status}: {message}")]
    Status {
        /// Whom we asked.
        host: String,
        /// For what.
        path: String,
        /// The status.
        status: u16,
        /// What the service says.
        message: String,
    },
    /// Something else than a workspace answers: a page for people, or the way to one.
    #[error("`{host}{path}` answers with {what}: that is no workspace's API; is the address right?")]
    Elsewhere {
        /// Whom we asked.
        host: String,
        /// For what.
        path: String,
        /// What came.
        what: &'static str,
    },
    /// The answer is not what the API promises.
    #[error("`{host}{path}` answers with something else than the API of Databricks: {reason}")]
    Unexpected {
        /// Whom we asked.
        host: String,
        /// For what.
        path: String,
        /// What does not fit.
        reason: String,
    },
}

/// A workspace.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    host: Host,
    token: Secret,
}

impl Client {
    pub(crate) fn new(host: Host, token: Secret) -> Self {
        // What the machine trusts: networks of companies have certificates of their own.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("bricep/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Self { agent, host, token }
    }

    /// The address of the workspace.
    pub(crate) fn host(&self) -> &Host {
        &self.host
    }

    /// What the workspace answers to a GET, which is made again when the service is busy.
    ///
    /// # Errors
    /// [`ClientError`], which says why there is none.
    pub(crate) fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ClientError> {
        let (host, mut pause) = (self.host.0.clone(), PAUSE);
        let mut attempt = 0;
        loop {
            attempt += 1;
            let answer = self
                .agent
                .get(format!("{host}{path}"))
                .header("Authorization", format!("Bearer {}", self.token.reveal()))
                .call();
            let mut answer = match answer {
                Ok(answer) => answer,
                Err(error) if attempt < ATTEMPTS && is_passing(&error) => {
                    std::thread::sleep(pause);
                    pause *= 2;
                    continue;
                }
                Err(error) => return Err(ClientError::Unreachable { host, source: Box::new(error) }),
            };
            let status = answer.status();
            if attempt < ATTEMPTS && (status == StatusCode::TOO_MANY_REQUESTS || is_busy(status)) {
                std::thread::sleep(wanted(&answer).unwrap_or(pause).min(LONGEST));
                pause *= 2;
                continue;
            }
            let path = path.to_owned();
            if status.is_redirection() {
                return Err(ClientError::Elsewhere { host, path, what: "a redirect" });
            }
            let body = answer.body_mut().with_config().limit(LIMIT).read_to_string().map_err(|error| {
                ClientError::Unexpected { host: host.clone(), path: path.clone(), reason: error.to_string() }
            })?;
            return match status.as_u16() {
                200 | 404 if is_page(&body) => Err(ClientError::Elsewhere { host, path, what: "a web page" }),
                200 => serde_json::from_str(&body).map_err(|error| ClientError::Unexpected {
                    host,
                    path,
                    reason: error.to_string(),
                }),
                status @ (401 | 403) => Err(ClientError::Refused { host, status, message: message(&body) }),
                status => Err(ClientError::Status { host, path, status, message: message(&body) }),
            };
        }
    }
}

/// Whether the network may do better next time. What TLS does not accept comes as invalid data, and comes again.
fn is_passing(error: &ureq::Error) -> bool {
    use std::io::ErrorKind::{ConnectionRefused, InvalidData};
    matches!(error, ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed)
        || matches!(error, ureq::Error::Io(error) if ![ConnectionRefused, InvalidData].contains(&error.kind()))
}

/// Whether an answer is HTML, which no API of a workspace gives.
fn is_page(body: &str) -> bool {
    body.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Whether the service may do better next time.
fn is_busy(status: StatusCode) -> bool {
    [StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT].contains(&status)
}

/// How long the service asks to wait.
fn wanted<T>(answer: &Response<T>) -> Option<Duration> {
    let seconds = answer.headers().get("Retry-After")?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// What an answer of the service says is wrong, on one line.
fn message(body: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Fault {
        message: String,
    }
    let text = serde_json::from_str::<Fault>(body).map_or_else(|_| body.to_owned(), |fault| fault.message);
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.is_empty() => "no reason given".to_owned(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_give_them() {
        let host = |text| Host::parse(text).map(|host| host.0);
        let known = "https://adb-1234567890123456.7.azuredatabricks.net";
        for text in [
            known,
            "adb-1234567890123456.7.azuredatabricks.net/",
            "https://ADB-1234567890123456.7.azuredatabricks.net/?o=1234567890123456#job/1",
        ] {
            assert_eq!(host(text).as_deref(), Some(known), "{text}");
        }
        assert_eq!(host("http://127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
        for text in [
            "",
            "https://",
            "http://adb-1.azuredatabricks.net",
            "ftp://a",
            "https://a b",
            "https://a:b@c",
            "-a",
        ] {
            assert_eq!(host(text), None, "{text}");
        }
    }

    #[test]
    fn what_tls_does_not_accept_is_not_tried_again() {
        use std::io::{Read, Write};
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let count = Arc::new(AtomicUsize::new(0));
        let counter = count.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                counter.fetch_add(1, Ordering::SeqCst);
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            }
        });
        let host = Host::parse(&format!("https://127.0.0.1:{port}")).unwrap();
        let answer = Client::new(host, Secret::new("t".to_owned())).get::<serde_json::Value>("/");
        assert!(matches!(answer, Err(ClientError::Unreachable { .. })), "{answer:?}");
        assert_eq!(count.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_token_is_not_printed() {
        let secret = Secret::new("dapi0123".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret");
    }

    #[test]
    fn faults_are_one_line() {
        assert_eq!(
            message(r#"{"error_code": "403", "message": "Invalid\naccess token."}"#),
            "Invalid access token."
        );
        assert_eq!(message(""), "no reason given");
        assert_eq!(message(&"x".repeat(999)).chars().count(), 301);
    }
}
