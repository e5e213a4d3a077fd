//! `witness`: draws a key, and watches other people's logs with it.

mod desk;

use crate::arguments::{Witness, WitnessAct, WitnessKey, WitnessServe};
use crate::keys;
use anyhow::{Context, Result, anyhow};
use desk::Desk;
use ledger::checkpoint::SigningKey;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

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
    let path = options.out.display();
    let mut open = OpenOptions::new();
    open.create_new(true).write(true);
    owner_only(&mut open);
    let mut file = open.open(&options.out).with_context(|| format!("{path} could not be made"))?;
    let written = writeln!(file, "{}", key.to_secret_text()).and_then(|()| file.sync_all());
    written.with_context(|| format!("{path} could not be written"))?;
    println!("{}", key.verifier());
    Ok(ExitCode::SUCCESS)
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_: &mut OpenOptions) {}

fn serve(options: &WitnessServe) -> Result<ExitCode> {
    let path = options.key.display();
    let text = std::fs::read_to_string(&options.key).with_context(|| format!("{path} could not be read"))?;
    let key = SigningKey::parse(text.trim_end()).with_context(|| path.to_string())?;
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
