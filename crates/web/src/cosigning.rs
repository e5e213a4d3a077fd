//! The door of a witness: one address to which logs send checkpoints, as C2SP tlog-witness has it. It must not judge: what
//! is cosigned, and what is kept before it is answered, whoever stands behind the door says.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Response, StatusCode, header};
use axum::routing::post;
use std::sync::Arc;

/// The longest request that is read: 63 hashes, and a note with more lines of the longest kind than any log has.
const LONGEST: usize = 256 * 1024;

/// Whoever stands behind the door. Answers may be slow: each is given on a thread of its own.
pub trait Cosigner: Send + Sync {
    /// The answer to the body of a request. What it vouches for must be on the disk when this returns.
    fn add_checkpoint(&self, body: &[u8]) -> CosignerAnswer;
}

/// An answer as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignerAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The content type.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

/// The door as a router; for tests and for those who serve it beside other things.
pub fn cosigner_router<C: Cosigner + 'static>(cosigner: Arc<C>) -> axum::Router {
    let behind: Arc<dyn Cosigner> = cosigner;
    let door = axum::Router::new().route("/add-checkpoint", post(add_checkpoint));
    door.layer(DefaultBodyLimit::max(LONGEST)).with_state(behind)
}

/// Opens the door to whoever reaches the listener until `end` is ready; requests that have begun are finished.
pub async fn serve_cosigner<C: Cosigner + 'static>(
    listener: tokio::net::TcpListener,
    cosigner: Arc<C>,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, cosigner_router(cosigner)).with_graceful_shutdown(end).await
}

async fn add_checkpoint(State(behind): State<Arc<dyn Cosigner>>, body: Bytes) -> Response<Body> {
    let answered = tokio::task::spawn_blocking(move || behind.add_checkpoint(&body)).await;
    let broken = |_| CosignerAnswer { status: 500, content_type: "text/plain", body: Vec::new() };
    let answer = answered.unwrap_or_else(broken);
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(answer.content_type));
    response
}
