//! `agreement check` and `agreement add`.

use crate::arguments::AgreementAct;
use crate::clock;
use anyhow::{Context, Result, bail};
use model::{ActorId, Agreement};
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Reason, SqliteStore, Store};
use wire::AgreementFile;

/// Checks a file, and enters it where that was asked.
pub fn run(record: &Path, options: &crate::arguments::Agreement) -> Result<ExitCode> {
    match &options.act {
        AgreementAct::Check { file } => println!("{}", summary(&read(file)?)),
        AgreementAct::Add { file, by } => {
            let agreement = read(file)?;
            let line = summary(&agreement);
            let reason = Reason { who: by.clone(), why: format!("entered {}", file.display()) };
            let mut store = SqliteStore::open(record, Access::Write)?;
            if store.agreements()?.contains(&agreement) {
                println!("{line}\nthe record holds it already; nothing changed");
                return Ok(ExitCode::SUCCESS);
            }
            store.append(&clock::now(), &reason, &[Change::AgreementEntered(Box::new(agreement))])?;
            println!("{line}\nentered into {}", record.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads and checks an agreement file; its actors must be in the register.
pub fn read(file: &Path) -> Result<Agreement> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let agreement = AgreementFile::parse(&text).and_then(|parsed| parsed.to_agreement());
    let agreement = agreement.with_context(|| format!("{} is no valid agreement", file.display()))?;
    let register = resolution::Register::embedded();
    let named = [&agreement.parties, &agreement.mediators, &agreement.guarantors, &agreement.witnesses];
    let strangers: Vec<&ActorId> = named.into_iter().flatten().filter(|id| register.get(id).is_none()).collect();
    if let Some(stranger) = strangers.first() {
        bail!("{}: the register of actors has no '{stranger}'; see `trucewatch export actors`", file.display());
    }
    Ok(agreement)
}

fn summary(agreement: &Agreement) -> String {
    let parties: Vec<&str> = agreement.parties.iter().map(ActorId::as_str).collect();
    format!(
        "{}: {}\n  parties: {}; {} provisions, {} permitted acts, {} reservations, {} obligations\n  in effect: {}",
        agreement.id,
        agreement.title,
        parties.join(", "),
        agreement.provisions.len(),
        agreement.permitted.len(),
        agreement.reservations.len(),
        agreement.obligations.len(),
        agreement.in_effect.map_or("not stated".to_owned(), |when| format!("from {when}")),
    )
}
