//! `witness`: draws a key, and watches other people's logs with it.

mod desk;

use crate::arguments::{Witness, WitnessAct, WitnessKey, WitnessServe};
use crate::keys;
use anyhow::{Context, Result, anyhow};
use desk::Desk;
use ledger::checkpoint::SigningKey;
use std::process::ExitCode;
use std::sync::Arc;
use store::key_places::{read_secret, write_secret};

/// Draws a key or serves.
pub fn run(options: &Witness) -> Result<ExitCode> {
    match &options.act {
        WitnessAct::Key(options) => key(options),
        WitnessAct::Serve(options) => serve(options),
    }
}

fn key(options: &WitnessKey) -> Result<ExitCode> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| anyhow!("the system gave no random bytes: {error}"))?;
    let key = SigningKey::witness_from_seed(&options.name, &seed)?;
    write_secret(&options.out, &key)?;
    println!("{}", key.verifier());
    Ok(ExitCode::SUCCESS)
}

fn serve(options: &WitnessServe) -> Result<ExitCode> {
    let key = read_secret(&options.key)?;
    let logs = options.logs.iter().map(|given| keys::verifier(given)).collect::<Result<Vec<_>>>()?;
    let witness = ledger::witness::Witness::new(key, logs.clone())?;
    let verifier = witness.verifier().clone();
    let desk = Desk::open(witness, &options.state)?;
    for log in &logs {
        println!("{}", desk.account(log.name())?);
    }
    if !options.listen.ip().is_loopback() {
        eprintln!(
            "trucewatch: {} is no loopback address: whoever reaches it may ask; only what a watched log signed is cosigned",
            options.listen
        );
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(options.listen).await;
        let listener =
            listener.with_context(|| format!("{} is not free; choose another with --listen", options.listen))?;
        println!("Witness {verifier}");
        println!("is asked at http://{}/add-checkpoint  (Ctrl-C ends)", listener.local_addr()?);
        let end = async {
            tokio::signal::ctrl_c().await.ok();
        };
        web::serve_cosigner(listener, Arc::new(desk), end).await?;
        Ok(ExitCode::SUCCESS)
    })
}
