//! Asking over HTTP: one kind of agent for all that the program fetches or sends. It must not believe what is answered.

use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// An agent with the system's certificates (`SSL_CERT_FILE` names others), which follows no redirect, hands on every status
/// and gives up a request that is not answered whole in time.
pub fn agent(patience: Duration) -> ureq::Agent {
    let native = rustls_native_certs::load_native_certs().certs;
    let certificates: Vec<Certificate<'static>> =
        native.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::from(certificates))
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        .max_redirects(0)
        .tls_config(tls)
        .build();
    ureq::Agent::new_with_config(config)
}

/// The beginning of an answer, as one line that a terminal can show.
pub fn one_line(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}

/// The address of a server, where what was given is one and not a path.
pub fn address(given: &std::path::Path) -> Option<&str> {
    given.to_str().filter(|text| text.starts_with("http://") || text.starts_with("https://"))
}
