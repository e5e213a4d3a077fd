//! `peer`: the posts with which this one exchanges.

use crate::arguments::PeerAct;
use crate::hand::Hand;
use crate::{clock, keys};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Reason, SqliteStore, Store};

/// Enters a post, or lists them.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Peer) -> Result<ExitCode> {
    match &options.act {
        PeerAct::Add { name, key, by } => add(hand, name, key, by.as_deref())?,
        PeerAct::List => list(hand.record)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn add(hand: &Hand<'_>, name: &str, key: &str, by: Option<&str>) -> Result<()> {
    let key = keys::verifier(key)?;
    let peer = model::Peer { name: name.to_owned(), log: key.name().to_owned(), key: key.to_string() };
    let mut store = hand.open(Access::Write)?;
    let (peers, own) = (store.peers()?, store.checkpoint()?.map(|checkpoint| checkpoint.origin));
    if name.is_empty() || name.chars().any(|c| c.is_whitespace() || c.is_control()) {
        bail!("'{name}' is no name for a post: use visible characters without spaces");
    }
    if !key.can_check() {
        bail!("this version cannot check signatures of the kind of this key; get the key of the log itself");
    }
    if own.as_deref() == Some(key.name()) {
        bail!("this is the key of this record's own log; give that of the other post (its file ledger/log.vkey)");
    }
    if peers.contains(&peer) {
        println!("{name} is entered already; nothing changed");
        return Ok(());
    }
    if let Some(other) = peers.iter().find(|other| other.name == name && other.log != peer.log) {
        bail!("'{name}' is the post with the log {}: choose another name", other.log);
    }
    let why = format!("exchanges with {name}, whose log is {}", peer.log);
    let reason = Reason { who: hand.by(&store, by)?, why };
    store.append(&clock::now(), &reason, &[Change::PeerEntered(peer)])?;
    println!("{name} entered into {}: its log is {}", hand.record.display(), key.name());
    Ok(())
}

fn list(record: &Path) -> Result<()> {
    let store = SqliteStore::open(record, Access::Read)?;
    let holds = store.holds()?;
    for peer in store.peers()? {
        let held = holds.get(&peer.log).copied().unwrap_or(0);
        println!("{}\t{}\t{held} entries here", peer.name, peer.log);
    }
    Ok(())
}
