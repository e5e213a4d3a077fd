//! What a person typed into a form: names and values in their order, kept so that a refused form is shown as it was sent.

use crate::links::segment;
use axum::http::{HeaderMap, header};

/// What was typed; nothing where the page was only asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// What stands in a field, without white space around it; empty where it was not sent.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// The same, or nothing where it is empty.
    pub(crate) fn told(&self, name: &str) -> Option<String> {
        Some(self.one(name)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// Every value of a field that may be ticked several times, and the words of one in which several are typed.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let own = self.0.iter().filter(|(field, _)| field == name);
        own.flat_map(|(_, value)| value.split([' ', ',', '\n', '\r'])).filter(|one| !one.is_empty()).map(str::to_owned).collect()
    }

    /// Whether a value of a field was ticked.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(field, typed)| field == name && typed == value)
    }
}

/// The cookie that keeps a person's name, so that it is typed once.
const NAME: &str = "trucewatch-name";

/// The name that a request's cookie tells.
pub(crate) fn name_told(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let own = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))?;
    let mut bytes = Vec::new();
    let mut rest = own.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|name| !name.trim().is_empty())
}

/// The header that keeps a name for a year; only pages of ours ever send it back.
pub(crate) fn keep_name(name: &str) -> String {
    format!("{NAME}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict", segment(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_out_and_comes_back() {
        for name in ["A. Lind", "محمد علي", "50 % & more; = all"] {
            let kept = keep_name(name);
            let sent = kept.split(';').next().unwrap();
            let headers: HeaderMap = [(header::COOKIE, format!("other=1; {sent}").parse().unwrap())].into_iter().collect();
            assert_eq!(name_told(&headers).as_deref(), Some(name));
        }
        let none: HeaderMap = [(header::COOKIE, "trucewatch-names=x; y".parse().unwrap())].into_iter().collect();
        assert_eq!(name_told(&none), None);
    }

    #[test]
    fn ticked_and_typed_lists_are_one() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let form = Form::new(vec![pair("claim", "c1"), pair("claim", "c2, c3"), pair("why", "  one crater ")]);
        assert_eq!(form.all("claim"), ["c1", "c2", "c3"]);
        assert_eq!((form.one("why"), form.told("by")), ("one crater", None));
        assert!(form.has("claim", "c1") && !form.has("claim", "c3"));
    }
}
