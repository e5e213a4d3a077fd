//! The binary: arguments, wiring, commands. Every rule lives in the crates below; here is only what a person types and reads.
#![allow(clippy::disallowed_methods, reason = "the binary reads the clock, the environment and files")]
#![allow(unreachable_pub, reason = "a binary has no public interface")]

mod arguments;
mod clock;
mod commands;
mod hand;
mod identity;
mod keys;
mod lines;
mod network;
mod progress;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Reading makes and drops many small things.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) if lines::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("trucewatch: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let record = &arguments.record;
    let hand = &hand::Hand { record, author: arguments.author.as_deref() };
    match &arguments.command {
        Command::Import(options) => commands::import::run(hand, options),
        Command::Init(options) => commands::init::run(hand, options),
        Command::Key(options) => commands::key::run(hand, options),
        Command::Author(options) => commands::author::run(hand, options),
        Command::Read(options) => commands::read::run(hand, options),
        Command::Explain(options) => commands::explain::run(record, options),
        Command::Why(options) => commands::why::run(record, options),
        Command::Brief(options) => commands::brief::run(record, options),
        Command::Demo(options) => commands::demo::run(options),
        Command::Serve(options) => commands::serve::run(hand, options),
        Command::Export(options) => commands::export::run(record, options),
        Command::Observe(options) => commands::observe::run(hand, options),
        Command::Track(options) => commands::track::run(hand, options),
        Command::Agreement(options) => commands::agreement::run(hand, options),
        Command::Screen(options) => commands::screen::run(record, options),
        Command::Obligations(options) => commands::obligations::run(record, options),
        Command::Line(options) => commands::line::run(options),
        Command::Finding(options) => commands::finding::run(hand, options),
        Command::Rules(options) => commands::rules::run(hand, options),
        Command::Case(options) => commands::case::run(hand, options),
        Command::Impartiality(options) => commands::impartiality::run(record, options),
        Command::Incident(options) => commands::incident::run(hand, options),
        Command::Origin(options) => commands::origin::run(hand, options),
        Command::Source(options) => commands::source::run(hand, options),
        Command::Verify(options) => commands::verify::run(options),
        Command::Prove(options) => commands::prove::run(record, options),
        Command::Compare(options) => commands::compare::run(options),
        Command::Cosign(options) => commands::cosign::run(record, options),
        Command::Witness(options) => commands::witness::run(options),
        Command::Rebuild => commands::rebuild::run(hand),
        Command::Backup(options) => commands::backup::run(record, options),
        Command::Restore(options) => commands::restore::run(record, options),
        Command::Protect(options) => commands::protect::run(hand, options),
        Command::Publish(options) => commands::publish::run(hand, options),
        Command::Erase(options) => commands::erase::run(hand, options),
        Command::Peer(options) => commands::peer::run(hand, options),
        Command::Sync(options) => commands::sync::run(hand, options),
        Command::Conflicts => commands::conflicts::run(record),
        Command::Extract => commands::extract::run(),
        Command::Fuse(options) => commands::fuse::run(options),
    }
}
