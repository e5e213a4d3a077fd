//! Which address leads to which page. Every page is made on a thread where waiting for the disk does no harm.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::site::Site;
use crate::{api, log, pages};
use axum::body::Body;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, State};
use axum::http::{Response, Uri, header};
use axum::routing::{MethodRouter, get};
use std::sync::Arc;

/// What makes a page.
type Make = fn(&Ask) -> Result<Answer, PageError>;

/// Every page and its address.
const ROUTES: [(&str, Make); 20] = [
    ("/", pages::overview::show),
    ("/reports", pages::reports::show),
    ("/reports/{id}", pages::report::show),
    ("/reports/{id}/original", pages::report::original),
    ("/incidents", pages::incidents::show),
    ("/incidents/{id}", pages::incident::show),
    ("/agreements", pages::agreements::show),
    ("/agreement/{id}", pages::agreement::show),
    ("/actors", pages::actors::show),
    ("/actors/{id}", pages::actor::show),
    ("/figures", pages::figures::show),
    ("/talks", pages::talks::show),
    ("/ledger", pages::ledger::show),
    ("/brief", pages::brief::show),
    ("/brief/{id}", pages::brief::kept),
    ("/help", pages::help::show),
    ("/api/reports", api::reports),
    ("/api/claims", api::claims),
    ("/api/incidents", api::incidents),
    ("/api/findings", api::findings),
];

pub(crate) fn router(site: Arc<Site>) -> axum::Router {
    let routes = ROUTES.iter().fold(axum::Router::new(), |router, (path, make)| router.route(path, page(*make)));
    let routes = routes.route("/assets/{name}", get(asset)).route("/ledger/{*file}", get(log_file));
    routes.fallback(no_page).method_not_allowed_fallback(no_method).with_state(site)
}

fn page(make: Make) -> MethodRouter<Arc<Site>> {
    get(
        move |State(site): State<Arc<Site>>, uri: Uri, names: Result<RawPathParams, RawPathParamsRejection>| async move {
            let id = names.ok().and_then(|names| names.iter().next().map(|(_, value)| value.to_owned()));
            let path = uri.path().to_owned();
            let (asked, at) = (Arc::clone(&site), path.clone());
            let work = move || Ask::new(asked, &at, id.unwrap_or_default(), uri.query()).and_then(|ask| make(&ask));
            made(&site, &path, work).await
        },
    )
}

async fn made(
    site: &Site,
    path: &str,
    work: impl FnOnce() -> Result<Answer, PageError> + Send + 'static,
) -> Response<Body> {
    let made = tokio::task::spawn_blocking(work).await;
    let made = made.unwrap_or_else(|_| Err(PageError::Made("an invariant did not hold".to_owned())));
    made.unwrap_or_else(|error| error.answer(&site.assets, path)).into_response()
}

/// Tiles are asked for by the thousand: no page is made around them, and the record is not looked at.
async fn log_file(State(site): State<Arc<Site>>, uri: Uri) -> Response<Body> {
    let path = uri.path().to_owned();
    let (asked, at) = (Arc::clone(&site), path.clone());
    made(&site, &path, move || log::file(&asked, &at)).await
}

async fn asset(State(site): State<Arc<Site>>, uri: Uri) -> Response<Body> {
    let found = site.assets.find(uri.path());
    let answer = found.unwrap_or_else(|| PageError::NoPage(uri.path().to_owned()).answer(&site.assets, uri.path()));
    answer.into_response()
}

async fn no_page(State(site): State<Arc<Site>>, uri: Uri) -> Response<Body> {
    PageError::NoPage(uri.path().to_owned()).answer(&site.assets, uri.path()).into_response()
}

async fn no_method(State(site): State<Arc<Site>>, uri: Uri) -> Response<Body> {
    PageError::Method.answer(&site.assets, uri.path()).with(header::ALLOW, "GET, HEAD").into_response()
}
