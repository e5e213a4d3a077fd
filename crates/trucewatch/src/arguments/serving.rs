//! What a person may type about the record's pages: where they are shown, and whether people may act on them.

use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where pages are shown, and what may be done on them.
#[derive(Args)]
pub struct Showing {
    /// Where the pages are shown.
    #[arg(long, default_value = "127.0.0.1:8160", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Opens the desk: people decide, and take the steps of cases, on the pages. Without it they only read.
    #[arg(long)]
    pub desk: bool,
    /// A further name by which the pages answer, as it stands in the browser's address, without port.
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
    /// With --desk on another address than the loopback one: something in front lets in only those who may act.
    #[arg(long, requires = "desk", requires = "hosts")]
    pub behind_log_in: bool,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch demo
  trucewatch demo --keep record --no-serve   makes the record and keeps it
  trucewatch demo --desk                     to try decisions on a record that is thrown away")]
pub struct Demo {
    #[command(flatten)]
    pub showing: Showing,
    /// Makes the record in DIR and keeps it; without it, in a folder for the while.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Makes the record, prints its brief, and shows no pages.
    #[arg(long)]
    pub no_serve: bool,
}

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch serve                  to read, on this machine
  trucewatch serve --desk           to work with, on this machine
  trucewatch serve --desk --listen 10.0.0.5:8160 --host desk.mission.example --behind-log-in
  trucewatch serve --listen 0.0.0.0:8160 --blobs

The log's static files are served under /ledger/ (checkpoint, tile/…): 'trucewatch verify http://ADDRESS/' reads them. The pages carry no log-in: on another address than the loopback one, everybody who reaches it reads the record, so the desk
stays shut there until --behind-log-in says that a proxy in front asks who comes. More: docs/desk.md.")]
pub struct Serve {
    #[command(flatten)]
    pub showing: Showing,
    /// Also gives out the originals of the reports under /ledger/blob/, so that others can verify and copy them.
    #[arg(long)]
    pub blobs: bool,
}
