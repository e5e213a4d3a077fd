//! Shows the sample record's pages on a free loopback port, or on the one given: `cargo run -p web --example sample_site 8161`.
#![allow(clippy::disallowed_methods, reason = "an example reads its arguments")]

use std::sync::Arc;

fn main() -> std::io::Result<()> {
    let port: u16 = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(0);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        println!("http://{}/", listener.local_addr()?);
        web::serve(listener, Arc::new(web::sample::Sample::new()), web::Door::reading(Default::default()), std::future::pending()).await
    })
}
