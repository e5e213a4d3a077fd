//! `origin set`: what people say whence a statement comes.

use super::incident::decide;
use crate::arguments::OriginAct;
use crate::hand::Hand;
use anyhow::Result;
use model::Asked;
use model::{ClaimId, ReportId, Statements};
use std::process::ExitCode;

/// Enters an origin; those behind claims are then found anew.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Origin) -> Result<ExitCode> {
    let OriginAct::Set { of, origin, speaker, deciding } = &options.act;
    let of = match (&of.claim, &of.report, &of.of_source) {
        (Some(claim), _, _) => Statements::Claim(ClaimId::new(claim)?),
        (_, Some(report), _) => Statements::Report(ReportId::new(report)?),
        (_, _, source) => Statements::Source(source.clone().unwrap_or_default()),
    };
    decide(hand, Asked::SetOrigin(of, origin.clone(), *speaker), deciding)
}
