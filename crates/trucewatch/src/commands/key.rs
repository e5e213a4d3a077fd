//! `key show|rotate|recover|revoke`: the keys of the record's log.

use crate::arguments::{By, Key, KeyCommand, KeyPlace};
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result, bail};
use ledger::checkpoint::{SigningKey, VerifierKey};
use ledger::key_chain::KeyChain;
use std::path::Path;
use std::process::ExitCode;
use store::agent::{AgentKey, public_from_openssh};
use store::key_places::{draw_name, draw_named, read_secret, write_secret};
use store::{Access, NewKey, Reason, Rotation, SqliteStore};

/// Tells of the keys, or changes them.
pub fn run(hand: &Hand<'_>, options: &Key) -> Result<ExitCode> {
    match &options.act {
        KeyCommand::Show => show(&SqliteStore::open(hand.record, Access::Read)?)?,
        KeyCommand::Rotate { place, new_recovery, hand: by } => rotate(hand, None, place, new_recovery.as_deref(), by)?,
        KeyCommand::Recover { recovery, place, new_recovery, hand: by } => {
            rotate(hand, Some(&read_secret(recovery)?), place, new_recovery.as_deref(), by)?;
        }
        KeyCommand::Revoke { key, since, hand: by } => revoke(hand, key, *since, by)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn show(store: &SqliteStore) -> Result<()> {
    print!("{}", store.keys()?);
    println!("  signed by {}", store.present_key()?);
    Ok(())
}

fn rotate(
    hand: &Hand<'_>,
    by_recovery: Option<&SigningKey>,
    place: &KeyPlace,
    new_recovery: Option<&Path>,
    by: &By,
) -> Result<()> {
    let store = SqliteStore::open(hand.record, Access::Read)?;
    let present = store.present_key()?;
    let reason = reason(by, &hand.by(&store, by.by.as_deref())?, "a new key signs from here on");
    drop(store);
    let (to, kept) = new_key(hand, place, Some(present.name()), false)?;
    let verifier = to.verifier().clone();
    let recovery = new_recovery.map(|file| draw_recovery(file, &verifier)).transpose()?;
    let rotation = Rotation { by_recovery, to, recovery: recovery.as_ref() };
    SqliteStore::rotate(hand.record, &hand.places()?, &clock::now(), &reason, rotation)?;
    println!("{} is signed from here on by\n  {verifier}", hand.record.display());
    println!("Its private key is {kept}. Whoever holds the key before can follow: the change stands in the log.");
    println!("Tell your witnesses, who know logs by their keys.");
    Ok(())
}

fn revoke(hand: &Hand<'_>, key: &str, since: Option<u64>, by: &By) -> Result<()> {
    let mut store = hand.open(Access::WriteExisting)?;
    let chain = store.keys()?;
    let (key, until) = earlier(&chain, key)?;
    let reason = reason(by, &hand.by(&store, by.by.as_deref())?, "the key is not to be believed");
    store.revoke_key(&clock::now(), &reason, &key, since.unwrap_or(until))?;
    println!(
        "{key}\nis revoked. Whoever knows the log by it must get the present key in another way:\n  {}",
        store.present_key()?
    );
    Ok(())
}

/// A key that was rotated out, by its text or its id, with the size of the last tree that it signed.
fn earlier(chain: &KeyChain, given: &str) -> Result<(VerifierKey, u64)> {
    let named = |key: &VerifierKey| key.to_string() == given || format!("{:08x}", key.id()) == given;
    let mut pairs = chain.links().windows(2);
    let found = pairs.find_map(|pair| match pair {
        [before, after] if named(&before.key) => Some((before.key.clone(), after.from - 1)),
        _ => None,
    });
    found.with_context(|| {
        format!("{given} is no key that was rotated out of this log (`trucewatch key show`); the present one is first rotated")
    })
}

/// The reason of an entry about keys.
pub fn reason(options: &By, by: &str, otherwise: &str) -> Reason {
    Reason { who: by.to_owned(), why: options.why.clone().unwrap_or_else(|| otherwise.to_owned()) }
}

/// A new key of a log, and in words where it is kept. A log that `begins` may take the key that the environment gives.
pub fn new_key(hand: &Hand<'_>, place: &KeyPlace, name: Option<&str>, begins: bool) -> Result<(NewKey, String)> {
    let name = name.map_or_else(draw_name, |name| Ok(name.to_owned()))?;
    let places = hand.places()?;
    if let Some(file) = &place.key_file {
        if !file.exists() {
            write_secret(file, &draw_named(&name)?)?;
        }
        let kept = format!("in {0}: set TRUCEWATCH_KEY_FILE={0}", file.display());
        return Ok((NewKey::Elsewhere(Box::new(read_secret(file)?)), kept));
    }
    if let Some(file) = &place.ssh_agent {
        let line = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
        let public = public_from_openssh(&line);
        let public = public.with_context(|| format!("{} is no public key of type ssh-ed25519", file.display()))?;
        let socket = places.agent.context("no SSH agent runs here: SSH_AUTH_SOCK is not set")?;
        let key = AgentKey::new(&socket, &VerifierKey::from_public(&name, &public)?)?;
        return Ok((NewKey::Elsewhere(Box::new(key)), "held by the SSH agent".to_owned()));
    }
    match places.given()? {
        Some(key) if begins => Ok((NewKey::Elsewhere(Box::new(key)), "the one that the environment gives".to_owned())),
        Some(_) => {
            bail!("the present key is kept outside the record: say with --key-file or --ssh-agent where the new one is")
        }
        None => {
            let kept = format!("in {}", hand.record.join("key").display());
            Ok((NewKey::Inside(Box::new(draw_named(&name)?)), kept))
        }
    }
}

/// Draws the recovery key of a log into a file.
pub fn draw_recovery(file: &Path, log: &VerifierKey) -> Result<SigningKey> {
    let key = draw_named(&format!("{}/recovery", log.name()))?;
    write_secret(file, &key)?;
    Ok(key)
}
