//! Which address leads to which page, and which takes a form. Every page is made on a thread where waiting for the disk does no
//! harm.

use crate::acting::{LONGEST, Sent, Take, act};
use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::form::{Form, name_told};
use crate::site::Site;
use crate::{acts, api, log, pages};
use axum::body::Body;
use axum::extract::rejection::{FormRejection, RawPathParamsRejection};
use axum::extract::{DefaultBodyLimit, Form as Typed, RawPathParams, Request, State};
use axum::http::{HeaderMap, Response, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};
use std::sync::Arc;

/// What makes a page.
pub(crate) type Make = fn(&Ask) -> Result<Answer, PageError>;

/// Every page and its address.
const ROUTES: [(&str, Make); 29] = [
    ("/", pages::overview::show),
    ("/reports", pages::reports::show),
    ("/reports/{id}", pages::report::show),
    ("/reports/{id}/original", pages::report::original),
    ("/incidents", pages::incidents::show),
    ("/incidents/{id}", pages::incident::show),
    ("/stories", pages::stories::show),
    ("/stories/{id}", pages::story::show),
    ("/cases", pages::cases::show),
    ("/cases/{id}", pages::case::show),
    ("/impartiality", pages::impartiality::show),
    ("/observations", pages::observations::show),
    ("/observations/{id}", pages::observation::show),
    ("/agreements", pages::agreements::show),
    ("/agreement/{id}", pages::agreement::show),
    ("/obligations", pages::obligations::show),
    ("/obligations/{id}", pages::obligation::show),
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

/// Where people act: the address, what takes the form, and the page that shows it again where it is refused.
const ACTS: [(&str, Take, Make); 6] = [
    ("/incidents/{id}", acts::on_incident, pages::incident::show),
    ("/cases/{id}", acts::case::on_case, pages::case::show),
    ("/obligations/{id}", acts::case::on_obligation, pages::obligation::show),
    ("/reports/{id}", acts::decision::on_report, pages::report::show),
    ("/observations", acts::observing::enter, pages::observations::show),
    ("/observations/{id}", acts::observing::correct, pages::observation::show),
];

/// Every page; and the forms, where the desk is open.
pub(crate) fn router(site: &Arc<Site>) -> axum::Router {
    let pages = ROUTES.iter().fold(axum::Router::new(), |router, (path, make)| router.route(path, page(*make)));
    let open = ACTS.iter().filter(|_| site.door.desk().is_some());
    let routes = open.fold(pages, |router, (path, take, show)| router.route(path, form(*take, *show)));
    let routes = routes.route("/assets/{name}", get(asset)).route("/ledger/{*file}", get(log_file));
    let routes = routes.fallback(no_page).method_not_allowed_fallback(no_method);
    let routes = routes.layer(DefaultBodyLimit::max(LONGEST)).layer(from_fn_with_state(Arc::clone(site), admitted));
    routes.with_state(Arc::clone(site))
}

/// Answers only to names of ours.
async fn admitted(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response<Body> {
    match site.door.admits(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(why) => PageError::from(why).answer(&site.assets, request.uri().path()).into_response(),
    }
}

fn page(make: Make) -> MethodRouter<Arc<Site>> {
    get(
        move |State(site): State<Arc<Site>>,
              uri: Uri,
              names: Result<RawPathParams, RawPathParamsRejection>,
              headers: HeaderMap| async move {
            let path = uri.path().to_owned();
            let (asked, at, id, name) = (Arc::clone(&site), uri.path().to_owned(), id(names), name_told(&headers));
            let work = move || {
                let ask = Ask::new(asked, &at, id, uri.query())?.with(name, Form::default());
                make(&ask)
            };
            answered(&site, &path, work).await
        },
    )
}

fn form(take: Take, show: Make) -> MethodRouter<Arc<Site>> {
    post(
        move |State(site): State<Arc<Site>>,
              uri: Uri,
              names: Result<RawPathParams, RawPathParamsRejection>,
              headers: HeaderMap,
              typed: Result<Typed<Vec<(String, String)>>, FormRejection>| async move {
            let path = uri.path().to_owned();
            let form = typed.map(|Typed(pairs)| Form::new(pairs)).map_err(|why| why.body_text());
            let sent = Sent { path: path.clone(), id: id(names), headers, form };
            let asked = Arc::clone(&site);
            answered(&site, &path, move || act(&asked, sent, take, show)).await
        },
    )
}

fn id(names: Result<RawPathParams, RawPathParamsRejection>) -> String {
    names.ok().and_then(|names| names.iter().next().map(|(_, value)| value.to_owned())).unwrap_or_default()
}

/// Does the work on a thread where it may wait.
async fn answered<W>(site: &Site, path: &str, work: W) -> Response<Body>
where
    W: FnOnce() -> Result<Answer, PageError> + Send + 'static,
{
    let made = tokio::task::spawn_blocking(work).await;
    let made = made.unwrap_or_else(|_| Err(PageError::Made("an invariant did not hold".to_owned())));
    made.unwrap_or_else(|error| error.answer(&site.assets, path)).into_response()
}

/// Tiles are asked for by the thousand: no page is made around them, and the record is not looked at.
async fn log_file(State(site): State<Arc<Site>>, uri: Uri) -> Response<Body> {
    let path = uri.path().to_owned();
    let (asked, at) = (Arc::clone(&site), path.clone());
    answered(&site, &path, move || log::file(&asked, &at)).await
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
