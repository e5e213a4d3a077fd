//! `protect key`, `protect recipients`, `protect show`, `protect renew`, `protect delay`: who may open what, and what it is.

mod shown;

use crate::arguments::{Entering, ProtectAct};
use crate::hand::Hand;
use crate::{clock, identity};
use anyhow::{Context, Result, bail};
use sealing::{Identity, Recipient};
use std::path::Path;
use std::process::ExitCode;
use store::protection::{Holder, Level};
use store::{Access, Change, Reason, Recipients, SqliteStore, Store};

/// Does what was asked.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Protect) -> Result<ExitCode> {
    match &options.act {
        ProtectAct::Key { out } => println!("{}", identity::draw(out)?),
        ProtectAct::Recipients { level, add, remove, entering } => match level {
            Some(level) => set(hand, (*level).into(), (add, remove), entering)?,
            None => tell(hand.record)?,
        },
        ProtectAct::Show { entry, identity } => shown::write(hand.record, *entry, &identity::given(identity)?)?,
        ProtectAct::Renew { identity } => renew(hand, identity::given(identity)?)?,
        ProtectAct::Delay { entry, until, entering } => delay(hand, *entry, until, entering)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(record: &Path) -> Result<()> {
    let all = SqliteStore::open(record, Access::Read)?.recipients()?;
    if all.iter().all(|one| one.holders.is_empty()) {
        println!("nobody: `trucewatch protect recipients LEVEL --add NAME=KEY` names who may open what is protected");
    }
    for Recipients { level, holders } in all {
        for Holder { name, key } in holders {
            println!("{level}: {name} {key}");
        }
    }
    Ok(())
}

/// The level's list, with some added and some taken off.
fn set(hand: &Hand<'_>, level: Level, (add, remove): (&[String], &[String]), entering: &Entering) -> Result<()> {
    let mut store = hand.open(Access::Write)?;
    let before = store.recipients()?.into_iter().find(|one| one.level == level);
    let mut holders = before.map(|one| one.holders).unwrap_or_default();
    for name in remove {
        let place = holders.iter().position(|holder| holder.name == *name);
        holders.remove(
            place.with_context(|| format!("'{name}' is no recipient of {level}: `protect recipients` lists them"))?,
        );
    }
    for given in add {
        let holder = holder(given)?;
        if let Some(same) = holders.iter().find(|one| one.name == holder.name || one.key == holder.key) {
            bail!("{level} has '{}' with the key {} already: take it off first with --remove", same.name, same.key);
        }
        holders.push(holder);
    }
    if add.is_empty() && remove.is_empty() {
        bail!("say who is added (--add NAME=KEY) or taken off (--remove NAME)");
    }
    let reason = Reason { who: hand.by(&store, entering.by.as_deref())?, why: entering.why.clone() };
    let count = holders.len();
    store.append(&clock::now(), &reason, &[Change::RecipientsSet(Recipients { level, holders })])?;
    println!("{level}: {count} recipients; what is protected from now on is sealed to them");
    Ok(())
}

fn holder(given: &str) -> Result<Holder> {
    let Some((name, key)) = given.rsplit_once('=') else {
        bail!("--add '{given}' names no key: write NAME=KEY, such as 'Head of mission=age1...'")
    };
    let (name, key) = (name.trim(), key.trim());
    if name.is_empty() {
        bail!("--add '{given}' names nobody: write NAME=KEY");
    }
    Ok(Holder { name: name.to_owned(), key: Recipient::parse(key)? })
}

fn renew(hand: &Hand<'_>, identities: Vec<Identity>) -> Result<()> {
    if identities.is_empty() {
        bail!("only what an identity opens can be sealed anew: give it with --identity FILE");
    }
    let told = hand.open(Access::WriteExisting)?.with_identities(identities).reseal()?;
    println!("{} values sealed to those who may open them now", told.renewed);
    if told.closed > 0 {
        println!("{} stay as they were: your identity does not open them", told.closed);
    }
    Ok(())
}

fn delay(hand: &Hand<'_>, entry: u64, until: &str, entering: &Entering) -> Result<()> {
    let mut store = hand.open(Access::WriteExisting)?;
    if entry >= store.size()? {
        bail!("the ledger has no entry {entry}");
    }
    let until = super::publish::time("--until", until)?;
    let reason = Reason { who: hand.by(&store, entering.by.as_deref())?, why: entering.why.clone() };
    store.append(&clock::now(), &reason, &[Change::PublicationDelayed { entry, until: until.to_string() }])?;
    println!("what entry {entry} speaks of is published from {until} on");
    Ok(())
}
