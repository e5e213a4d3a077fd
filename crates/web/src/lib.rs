//! Pages and API, made on the server from a record that a holder lends; HTML, style and HTTP live here.
//!
//! It shows what the record holds: what sources say, what the program proposes and what people found, never merged. It must
//! not judge, fill in, or change anything, and must not know how the record is kept. Where a desk is open, people act on the
//! pages: a form is handed over as plain values to whoever stands behind the desk. A witness has a door of its own, apart
//! from the pages, and so have posts that exchange.
#![allow(
    clippy::disallowed_methods,
    reason = "the web is where the record meets its readers: it reads the ledger's public key"
)]

mod acting;
mod acts;
mod answer;
mod api;
mod ask;
mod assets;
mod chart;
mod cosigning;
mod desk;
mod door;
mod drawing;
mod error;
mod exchanging;
mod form;
mod fragments;
mod highlight;
mod holder;
mod index;
mod links;
mod log;
mod pages;
mod query;
mod routes;
pub mod sample;
mod selection;
mod sides;
mod site;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use cosigning::{Cosigner, CosignerAnswer, cosigner_router, serve_cosigner};
pub use desk::{Desk, DeskError};
pub use door::Door;
pub use exchanging::{DoorAnswer, Exchanger, LONGEST_PIECE, PostAsks, exchanger_router, serve_exchanger};
pub use holder::Holder;

use std::sync::Arc;

/// Everything that the pages answer, as a router; for tests and for those who serve it beside other things.
pub fn router<H: Holder + 'static>(holder: Arc<H>, door: Door) -> axum::Router {
    routes::router(&Arc::new(site::Site::new(holder, door)))
}

/// Shows the pages to whoever reaches the listener until `end` is ready; requests that have begun are finished.
pub async fn serve<H: Holder + 'static>(
    listener: tokio::net::TcpListener,
    holder: Arc<H>,
    door: Door,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(holder, door)).with_graceful_shutdown(end).await
}
