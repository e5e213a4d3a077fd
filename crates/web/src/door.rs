//! Who comes in. A page of another site must neither read the record by a name that it points at this machine, nor act in a
//! reader's name. It must not know who a person is: there is no log-in; that is for whatever stands in front.

use crate::desk::Desk;
use axum::http::{HeaderMap, header};
use std::collections::BTreeSet;
use std::sync::Arc;

/// By which names the pages answer, and whether people may act on them.
pub struct Door {
    hosts: BTreeSet<String>,
    desk: Option<Open>,
}

/// An open desk.
struct Open {
    desk: Arc<dyn Desk>,
    token: String,
}

/// Why a request is turned away.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TurnedAway {
    /// It asks for a name that is not ours.
    #[error("These pages do not answer to the name “{0}”. Whoever serves them names it with --host.")]
    Host(String),
    /// It does not come from a page of ours.
    #[error(
        "The form was sent by a page of another site: nothing was entered. Open the page here, and send it from there."
    )]
    OtherSite,
}

impl Door {
    /// Pages that are only read. `hosts` are the names by which they answer, without port; by any where there is none.
    pub fn reading(hosts: BTreeSet<String>) -> Self {
        Self { hosts, desk: None }
    }

    /// Pages on which people act. The secret is drawn anew for each run and is never written down.
    pub fn with_desk(hosts: BTreeSet<String>, desk: Arc<dyn Desk>, secret: [u8; 32]) -> Self {
        let token = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { hosts, desk: Some(Open { desk, token }) }
    }

    /// The desk, where it is open.
    pub(crate) fn desk(&self) -> Option<&dyn Desk> {
        self.desk.as_ref().map(|open| open.desk.as_ref())
    }

    /// What every form of ours bears, where the desk is open.
    pub(crate) fn token(&self) -> Option<&str> {
        self.desk.as_ref().map(|open| open.token.as_str())
    }

    /// Whether a form bears the token; told in the same time wherever it differs.
    pub(crate) fn knows(&self, token: &str) -> bool {
        self.token().is_some_and(|own| {
            own.len() == token.len() && own.bytes().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
        })
    }

    /// Whether a request asks for a name of ours.
    pub(crate) fn admits(&self, headers: &HeaderMap) -> Result<(), TurnedAway> {
        let host = told(headers, header::HOST).unwrap_or_default();
        let name = without_port(host).to_ascii_lowercase();
        if self.hosts.is_empty() || self.hosts.contains(&name) {
            return Ok(());
        }
        Err(TurnedAway::Host(host.to_owned()))
    }

    /// Whether a form was sent from a page of ours. A program that is no browser tells neither origin nor site; it still
    /// needs the token, which only a page of ours tells.
    pub(crate) fn is_from_here(&self, headers: &HeaderMap) -> Result<(), TurnedAway> {
        let host = told(headers, header::HOST).unwrap_or_default();
        let site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
        let origin = told(headers, header::ORIGIN);
        let origin = origin.is_none_or(|origin| origin.split_once("://").is_some_and(|(_, name)| name == host));
        if site && origin { Ok(()) } else { Err(TurnedAway::OtherSite) }
    }
}

fn told(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

/// A name without its port; an address of version 6 keeps its brackets.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
        all.iter().map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_name_that_another_site_points_here_is_not_answered() {
        let door = Door::reading(["127.0.0.1", "localhost", "[::1]"].map(str::to_owned).into());
        for host in ["127.0.0.1:8160", "localhost", "LOCALHOST:1", "[::1]:8160", "[::1]"] {
            assert_eq!(door.admits(&headers(&[("host", host)])), Ok(()), "{host}");
        }
        for host in ["evil.example:8160", "127.0.0.1.evil.example", "localhost.evil.example", "", ":8160"] {
            assert_eq!(door.admits(&headers(&[("host", host)])), Err(TurnedAway::Host(host.to_owned())));
        }
        assert_eq!(Door::reading(BTreeSet::new()).admits(&headers(&[])), Ok(()));
    }

    #[test]
    fn a_form_of_another_site_is_turned_away() {
        let door = Door::reading(BTreeSet::new());
        let host = ("host", "127.0.0.1:8160");
        for own in [
            vec![host],
            vec![host, ("origin", "http://127.0.0.1:8160")],
            vec![host, ("origin", "https://127.0.0.1:8160"), ("sec-fetch-site", "same-origin")],
        ] {
            assert_eq!(door.is_from_here(&headers(&own)), Ok(()), "{own:?}");
        }
        for other in [
            vec![host, ("origin", "http://evil.example")],
            vec![host, ("origin", "http://127.0.0.1:9999")],
            vec![host, ("origin", "null")],
            vec![host, ("sec-fetch-site", "cross-site")],
            vec![host, ("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:8160")],
        ] {
            assert_eq!(door.is_from_here(&headers(&other)), Err(TurnedAway::OtherSite), "{other:?}");
        }
    }
}
