//! Why a page is not shown: one type, which becomes a page for readers and JSON under `/api`.

use crate::answer::Answer;
use crate::assets::Assets;
use crate::door::TurnedAway;
use crate::fragments::Frame;
use crate::query::Query;
use askama::Template;
use axum::http::StatusCode;
use store::StoreError;

/// Why a page is not shown. Its text says what, where and what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PageError {
    /// Nothing stands at the address.
    #[error("There is no page at {0}.")]
    NoPage(String),
    /// The record holds no such thing.
    #[error("The record holds no {noun} “{id}”. It may have been withdrawn, or the address was cut.")]
    NotFound {
        /// What was asked for.
        noun: &'static str,
        /// Its id in the address.
        id: String,
    },
    /// The address says something that cannot be understood.
    #[error("The address says {name}={value}; {expected}.")]
    BadQuery {
        /// The parameter.
        name: String,
        /// What it says.
        value: String,
        /// What it should say.
        expected: String,
    },
    /// It comes by a name or from a page that is not ours.
    #[error(transparent)]
    TurnedAway(TurnedAway),
    /// A form that cannot be read.
    #[error("The form cannot be read, and nothing was entered: {0}.")]
    Form(String),
    /// An original, where originals are not given out.
    #[error("The originals of the reports are not given out here; whoever runs this server can start it with --blobs.")]
    NotGivenOut,
    /// Another method than GET or HEAD.
    #[error("These pages can only be read: use GET or HEAD.")]
    Method,
    /// The record cannot be read.
    #[error("The record cannot be read now: {0}")]
    Store(#[from] StoreError),
    /// Something failed here.
    #[error("This page could not be made: {0}")]
    Made(String),
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Made(error.to_string())
    }
}

impl From<publication::export::ExportError> for PageError {
    fn from(error: publication::export::ExportError) -> Self {
        Self::Made(error.to_string())
    }
}

/// The page of an error.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    heading: &'static str,
    message: String,
}

impl PageError {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            PageError::NoPage(_) | PageError::NotFound { .. } => StatusCode::NOT_FOUND,
            PageError::BadQuery { .. } | PageError::Form(_) => StatusCode::BAD_REQUEST,
            PageError::TurnedAway(TurnedAway::Host(_)) => StatusCode::MISDIRECTED_REQUEST,
            PageError::TurnedAway(TurnedAway::OtherSite) | PageError::NotGivenOut => StatusCode::FORBIDDEN,
            PageError::Method => StatusCode::METHOD_NOT_ALLOWED,
            PageError::Store(StoreError::InUse(_) | StoreError::Full(_)) => StatusCode::SERVICE_UNAVAILABLE,
            PageError::Store(_) | PageError::Made(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// As a page; as JSON where the path is one of the API's, as a line where it is one of the log's.
    pub(crate) fn answer(&self, assets: &Assets, path: &str) -> Answer {
        if self.status().is_server_error() {
            tracing::error!(path, error = %self, "a page was not shown");
        }
        if path.starts_with("/api/") {
            let line = serde_json::json!({ "error": self.to_string(), "status": self.status().as_u16() });
            return Answer::new(self.status(), "application/json", format!("{line}\n").into_bytes());
        }
        if path.starts_with("/ledger/") {
            return Answer::new(self.status(), "text/plain; charset=utf-8", format!("{self}\n").into_bytes());
        }
        let page = ErrorPage {
            frame: Frame::new(assets, &Query::default(), None, self.heading().to_owned(), ""),
            status: self.status().as_u16(),
            heading: self.heading(),
            message: self.to_string(),
        };
        // Where even this page fails, its one sentence still goes out.
        let html = page.render().unwrap_or_else(|_| self.heading().to_owned());
        Answer::new(self.status(), "text/html; charset=utf-8", html.into_bytes())
    }

    fn heading(&self) -> &'static str {
        match self {
            PageError::NoPage(_) => "No such page",
            PageError::NotFound { .. } => "Not in the record",
            PageError::BadQuery { .. } => "The address cannot be understood",
            PageError::TurnedAway(_) => "This request was turned away",
            PageError::Form(_) => "The form cannot be read",
            PageError::NotGivenOut => "Not given out",
            PageError::Method => "These pages can only be read",
            PageError::Store(_) => "The record cannot be read",
            PageError::Made(_) => "The page could not be made",
        }
    }
}
