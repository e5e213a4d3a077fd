//! What goes out: a body with its type, and the headers that every answer bears.

use axum::body::Body;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};

/// Nothing is loaded but our own style, script and form; nothing inline; nobody frames a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// The brief to be kept is one file with its style inside, so its policy allows that, and no script at all.
const KEPT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'none'; sandbox allow-popups";

/// An answer on its way out.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    content_type: &'static str,
    pub(crate) body: Vec<u8>,
    headers: Vec<(HeaderName, String)>,
    policy: &'static str,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Self {
        Self { status, content_type, body, headers: Vec::new(), policy: POLICY }
    }

    pub(crate) fn html(page: String) -> Self {
        Self::new(StatusCode::OK, "text/html; charset=utf-8", page.into_bytes())
    }

    pub(crate) fn of(content_type: &'static str, body: Vec<u8>) -> Self {
        Self::new(StatusCode::OK, content_type, body)
    }

    /// To another page, which the browser asks for anew.
    pub(crate) fn see_other(to: &str) -> Self {
        Self::new(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", Vec::new()).with(header::LOCATION, to)
    }

    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn with(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Offered as a file, never shown: bytes that came from outside must not run in our name.
    pub(crate) fn attached(self, name: &str) -> Self {
        let safe: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '_' }).collect();
        self.with(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}\""))
    }

    pub(crate) fn complete_in_itself(mut self) -> Self {
        self.policy = KEPT_POLICY;
        self
    }

    pub(crate) fn cached_for_ever(self) -> Self {
        self.with(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let fixed = [
            (header::CONTENT_TYPE, self.content_type),
            (header::CONTENT_SECURITY_POLICY, self.policy),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::X_FRAME_OPTIONS, "DENY"),
            // No other site learns what is read here. Without any referrer, browsers hide whence a form of ours comes.
            (header::REFERRER_POLICY, "same-origin"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            // What the record says may change with the next entry.
            (header::CACHE_CONTROL, "no-cache"),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}
