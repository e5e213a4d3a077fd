//! The binary: arguments, wiring, commands. Every rule lives in the crates below; here is only what a person types and reads.
#![allow(clippy::disallowed_methods, reason = "the binary reads the clock, the environment and files")]
#![allow(unreachable_pub, reason = "a binary has no public interface")]

mod arguments;
mod clock;
mod commands;
mod keys;
mod lines;
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
    match &arguments.command {
        Command::Read(options) => commands::read::run(record, options),
        Command::Import(options) => commands::import::run(record, options),
        Command::Explain(options) => commands::explain::run(record, options),
        Command::Why(options) => commands::why::run(record, options),
        Command::Brief(options) => commands::brief::run(record, options),
        Command::Demo(options) => commands::demo::run(options),
        Command::Serve(options) => commands::serve::run(record, options),
        Command::Export(options) => commands::export::run(record, options),
        Command::Agreement(options) => commands::agreement::run(record, options),
        Command::Observe(options) => commands::observe::run(record, options),
        Command::Screen(options) => commands::screen::run(record, options),
        Command::Obligations(options) => commands::obligations::run(record, options),
        Command::Line(options) => commands::line::run(options),
        Command::Finding(options) => commands::finding::run(record, options),
        Command::Rules(options) => commands::rules::run(record, options),
        Command::Case(options) => commands::case::run(record, options),
        Command::Track(options) => commands::track::run(record, options),
        Command::Impartiality(options) => commands::impartiality::run(record, options),
        Command::Incident(options) => commands::incident::run(record, options),
        Command::Origin(options) => commands::origin::run(record, options),
        Command::Source(options) => commands::source::run(record, options),
        Command::Verify(options) => commands::verify::run(options),
        Command::Prove(options) => commands::prove::run(record, options),
        Command::Compare(options) => commands::compare::run(options),
        Command::Cosign(options) => commands::cosign::run(record, options),
        Command::Witness(options) => commands::witness::run(options),
        Command::Rebuild => commands::rebuild::run(record),
        Command::Extract => commands::extract::run(),
        Command::Fuse(options) => commands::fuse::run(options),
    }
}
