//! Many simulated power cuts: the test of `store` with a number of one's own. It must not know what is tested.

use anyhow::{Context, Result, ensure};
use clap::Args;
use std::path::Path;
use std::process::Command;

#[derive(Args)]
pub struct Options {
    /// How many cuts.
    #[arg(long, default_value_t = 10_000)]
    cuts: u64,
    /// Which cuts; the same seed gives the same again.
    #[arg(long)]
    seed: Option<u64>,
}

/// Runs them; what lost something is printed with what repeats it.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--locked", "--package", "store", "--test", "power_cuts", "power", "--", "--nocapture"]);
    command.current_dir(root).env("POWER_CUTS", options.cuts.to_string());
    if let Some(seed) = options.seed {
        command.env("POWER_CUT_SEED", seed.to_string());
    }
    ensure!(command.status().context("cargo could not be started")?.success(), "a power cut lost something");
    Ok(())
}
