//! The door for other posts: what they have of each log, parcels for them piece by piece, and theirs piece by piece. Apart
//! from the pages. It must not judge: what a parcel holds, and what of it is taken over, whoever stands behind the door says.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The longest request that is read: one piece of a parcel.
pub const LONGEST_PIECE: usize = 256 * 1024;

/// What another post asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostAsks {
    /// What this record has of each log.
    Holds,
    /// That a parcel be made, by what the other has.
    Make(Vec<u8>),
    /// A part of a parcel, or all of it.
    Read(String, Option<Range<u64>>),
    /// How much of its parcel is here.
    Have(String),
    /// That a piece of its parcel be kept: from which byte on, and how long the whole is.
    Keep(String, u64, u64, Vec<u8>),
}

/// An answer as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// Of a part: where it begins, and how long the whole is.
    pub part: Option<(u64, u64)>,
}

impl DoorAnswer {
    /// A line of text.
    pub fn line(status: u16, text: &str) -> Self {
        Self { status, body: format!("{text}\n").into_bytes(), part: None }
    }
}

/// Whoever stands behind the door. Answers may be slow: each is given on a thread of its own.
pub trait Exchanger: Send + Sync {
    /// The answer. What it says is here must be on the disk when this returns.
    fn answer(&self, asks: PostAsks) -> DoorAnswer;
}

type Behind = Arc<dyn Exchanger>;

/// The door as a router; for tests and for those who serve it beside other things.
pub fn exchanger_router<E: Exchanger + 'static>(exchanger: Arc<E>) -> axum::Router {
    let behind: Behind = exchanger;
    axum::Router::new()
        .route("/exchange/holds", get(holds))
        .route("/exchange/parcel", post(make))
        .route("/exchange/parcel/{id}", get(read))
        .route("/exchange/incoming/{id}", get(have).post(keep))
        .layer(DefaultBodyLimit::max(LONGEST_PIECE))
        .with_state(behind)
}

/// Opens the door to whoever reaches the listener until `end` is ready; requests that have begun are finished.
pub async fn serve_exchanger<E: Exchanger + 'static>(
    listener: tokio::net::TcpListener,
    exchanger: Arc<E>,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, exchanger_router(exchanger)).with_graceful_shutdown(end).await
}

async fn holds(State(behind): State<Behind>) -> Response<Body> {
    answered(behind, PostAsks::Holds).await
}

async fn make(State(behind): State<Behind>, body: Bytes) -> Response<Body> {
    answered(behind, PostAsks::Make(body.to_vec())).await
}

async fn read(State(behind): State<Behind>, Path(id): Path<String>, headers: HeaderMap) -> Response<Body> {
    let asked = headers.get(header::RANGE).map(|value| value.to_str().ok().and_then(range));
    match asked {
        Some(None) => sent(DoorAnswer::line(416, "one range is read: bytes=FIRST-LAST")),
        asked => answered(behind, PostAsks::Read(id, asked.flatten())).await,
    }
}

async fn have(State(behind): State<Behind>, Path(id): Path<String>) -> Response<Body> {
    answered(behind, PostAsks::Have(id)).await
}

async fn keep(
    State(behind): State<Behind>,
    Path(id): Path<String>,
    Query(place): Query<BTreeMap<String, u64>>,
    body: Bytes,
) -> Response<Body> {
    match (place.get("at"), place.get("of")) {
        (Some(at), Some(of)) => answered(behind, PostAsks::Keep(id, *at, *of, body.to_vec())).await,
        _ => sent(DoorAnswer::line(400, "a piece comes with ?at=BYTE&of=LENGTH")),
    }
}

/// `bytes=FIRST-LAST`, both of them there.
fn range(text: &str) -> Option<Range<u64>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let (first, last) = (first.parse::<u64>().ok()?, last.parse::<u64>().ok()?);
    (first <= last).then_some(first..last.checked_add(1)?)
}

async fn answered(behind: Behind, asks: PostAsks) -> Response<Body> {
    let answer = tokio::task::spawn_blocking(move || behind.answer(asks)).await;
    sent(answer.unwrap_or_else(|_| DoorAnswer::line(500, "an invariant did not hold")))
}

fn sent(answer: DoorAnswer) -> Response<Body> {
    let length = answer.body.len() as u64;
    let kind = if answer.part.is_some() { "application/octet-stream" } else { "text/plain; charset=utf-8" };
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some((first, whole)) = answer.part {
        let part = format!("bytes {first}-{}/{whole}", (first + length).saturating_sub(1));
        headers.extend(HeaderValue::from_str(&part).ok().map(|value| (header::CONTENT_RANGE, value)));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_with_both_ends_is_read() {
        assert_eq!(range("bytes=0-9"), Some(0..10));
        for other in ["bytes=5-", "bytes=-5", "bytes=9-0", "bytes=0-1,5-6", "lines=0-1", "bytes=0-18446744073709551615"]
        {
            assert_eq!(range(other), None, "{other}");
        }
    }
}
