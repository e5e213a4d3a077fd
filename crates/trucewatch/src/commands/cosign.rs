//! `cosign`: asks the witnesses of a policy for their signatures under the record's checkpoint, and says who is missing.

pub mod ask;

use crate::arguments::Cosign;
use crate::keys;
use anyhow::{Result, bail};
use ask::{Answered, Asking};
use ledger::checkpoint::VerifierKey;
use ledger::policy::{Policy, PolicyWitness};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use store::LedgerFiles;

/// Asks every witness that has an address, keeps the lines that hold, and judges the policy by all lines that are there.
pub fn run(record: &Path, options: &Cosign) -> Result<ExitCode> {
    let path = options.policy.clone().unwrap_or_else(|| record.join("witness.policy"));
    let policy = keys::policy(&path)?;
    let files = LedgerFiles::find(record)?;
    let (signed, own) = (files.checkpoint()?, files.key()?);
    if !signed.verify(std::slice::from_ref(&own))?.verified.iter().any(|line| line.time.is_none()) {
        bail!("the checkpoint of {} is not signed by the log's key: run `trucewatch verify`", record.display());
    }
    let asking = Asking::new(&files, signed, Duration::from_secs(options.patience));
    let answers = ask_all(&asking, &policy);
    let lines: Vec<(VerifierKey, Vec<u8>)> =
        answers.iter().filter_map(|(witness, answered)| Some((witness.key.clone(), answered.lines()?))).collect();
    let cosigned = files.cosign(&lines)?;
    if cosigned.checkpoint() != asking.checkpoint() {
        bail!("the record grew while its witnesses were asked, so their lines are of a smaller one: run this again");
    }
    println!("{}: {} entries", cosigned.checkpoint().origin, cosigned.checkpoint().head.size);
    for (witness, answered) in &answers {
        println!("  {}: {answered}", witness.name);
    }
    let judgement = policy.judge(&cosigned.verify(&keys::given(Some(&own.to_string()), Some(&policy))?)?);
    print!("{judgement}");
    Ok(if judgement.holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Side by side: one witness that is slow holds nobody up.
pub fn ask_all<'a>(asking: &Asking<'_>, policy: &'a Policy) -> Vec<(&'a PolicyWitness, Answered)> {
    std::thread::scope(|scope| {
        let running: Vec<_> =
            policy.witnesses.iter().map(|witness| (witness, scope.spawn(move || asking.ask(witness)))).collect();
        let broken = |_| Answered::Unreachable("the asking broke off".to_owned());
        running.into_iter().map(|(witness, one)| (witness, one.join().unwrap_or_else(broken))).collect()
    })
}
