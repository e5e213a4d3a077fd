//! `author key|add|revoke|list`: the persons of the mission who sign what they enter.

use super::key::reason;
use crate::arguments::{Author, AuthorAct, By};
use crate::hand::Hand;
use crate::{clock, keys};
use anyhow::{Context, Result};
use ledger::authors;
use std::process::ExitCode;
use store::key_places::{draw_named, write_secret};
use store::{Access, Change, SqliteStore, Store as _};

/// Draws a key, or tells the record about one.
pub fn run(hand: &Hand<'_>, options: &Author) -> Result<ExitCode> {
    match &options.act {
        AuthorAct::Key { name, out } => {
            let key = draw_named(&name.split_whitespace().collect::<Vec<_>>().join("_"))?;
            write_secret(out, &key)?;
            println!("{}", key.verifier());
        }
        AuthorAct::Add { key, name, role, hand: by } => {
            let author = authors::Author { name: name.clone(), role: role.clone(), key: keys::verifier(key)? };
            enter(hand, by, "signs from here on", Change::AuthorEntered(author))?;
            println!("{name} signs from here on what is entered in that name");
        }
        AuthorAct::Revoke { name, hand: by } => {
            let held = SqliteStore::open(hand.record, Access::Read)?.authors()?.named(name).cloned();
            let author = held.with_context(|| format!("{name} has no key in this record: `trucewatch author list`"))?;
            enter(hand, by, "signs nothing further", Change::AuthorRevoked(author))?;
            println!("the key of {name} signs nothing further; what it signed before stands");
        }
        AuthorAct::List => list(&SqliteStore::open(hand.record, Access::Read)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn enter(hand: &Hand<'_>, by: &By, why: &str, change: Change) -> Result<()> {
    let mut store = hand.open(Access::WriteExisting)?;
    let by_whom = hand.by(&store, by.by.as_deref())?;
    store.append(&clock::now(), &reason(by, &by_whom, why), &[change])?;
    Ok(())
}

fn list(store: &SqliteStore) -> Result<()> {
    let authors = store.authors()?;
    let former = authors.former().iter().map(|author| (author, "  (revoked)"));
    for (author, note) in authors.present().iter().map(|author| (author, "")).chain(former) {
        let role = author.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
        println!("{}{role}: {}{note}", author.name, author.key);
    }
    Ok(())
}
