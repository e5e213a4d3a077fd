//! `impartiality`: how each party was treated in a period.

use super::case::steps;
use anyhow::{Context, Result, bail};
use assessment::case::{agreement_of, by_case};
use assessment::impartiality::{Impartiality, Period, Spread, Tally, Treatment, impartiality};
use jiff::SignedDuration;
use jiff::civil::Date;
use model::{AgreementId, CaseStep, Procedure, Rules};
use pipeline::procedure;
use publication::fieldwork::{Watched, restriction_kind};
use publication::wording::count;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore, Store};

/// Writes the report to standard output.
pub fn run(record: &Path, options: &crate::arguments::Impartiality) -> Result<ExitCode> {
    let store = SqliteStore::open(record, Access::Read)?;
    let entered = store.rules()?;
    let agreement = chosen(options.agreement.as_deref(), &entered)?;
    let procedure = procedure(&agreement, &entered)?;
    let period = period(&options.from, &options.to, &procedure)?;
    let all = by_case(steps(&store)?);
    let own: Vec<Vec<CaseStep>> = all.into_iter().filter(|steps| agreement_of(steps) == Some(&agreement)).collect();
    let fieldwork = store.fieldwork()?;
    let told = impartiality(&own, &procedure, &fieldwork.observations, &fieldwork.restrictions, period)?;
    let days = publication::Period { from: options.from.parse().ok(), to: options.to.parse().ok() };
    let watched = Watched::of(publication::fieldwork::chosen(&fieldwork.efforts, &days, None));
    let text = format!("{agreement}, {} to {}\n{}", options.from, options.to, text(&told, &watched)?);
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn chosen(given: Option<&str>, entered: &[Rules]) -> Result<AgreementId> {
    if let Some(id) = given {
        return Ok(AgreementId::new(id)?);
    }
    let with_rules: BTreeSet<&AgreementId> = entered.iter().map(|rules| &rules.agreement).collect();
    match with_rules.first() {
        Some(one) if with_rules.len() == 1 => Ok((*one).clone()),
        None => bail!("the record holds no rules of procedure: enter them with `trucewatch rules add FILE`"),
        Some(_) => {
            let names: Vec<&str> = with_rules.iter().map(|id| id.as_str()).collect();
            bail!("the record holds rules of several agreements: choose one with --agreement: {}", names.join(", "))
        }
    }
}

/// From the first day's beginning to the last day's end, in the zone of the rules.
fn period(from: &str, to: &str, procedure: &Procedure) -> Result<Period> {
    let day = |name: &str, text: &str| {
        text.parse::<Date>().with_context(|| format!("{name} holds '{text}'; expected a date such as 2031-05-01"))
    };
    let (first, last) = (day("--from", from)?, day("--to", to)?);
    let Some(rules) = procedure.versions().first() else { bail!("there are no rules") };
    let begins = |date: Date| Ok::<_, anyhow::Error>(date.to_zoned(rules.calendar.zone().clone())?.timestamp());
    let period = Period { from: begins(first)?, to: begins(last.tomorrow()?)? };
    if period.from >= period.to {
        bail!("--from {from} lies after --to {to}: exchange them");
    }
    Ok(period)
}

fn text(told: &Impartiality, watched: &Watched) -> Result<String> {
    let mut text = String::new();
    for one in &told.parties {
        party(&mut text, one)?;
    }
    writeln!(text, "allegations by nobody's people: {}", tally(&told.by_others))?;
    writeln!(text, "access denied by others, or by nobody known: {}", told.denied_by_others)?;
    let observations = count(told.observations, "observation", "observations");
    writeln!(text, "{observations}; watched: {}", watched.words())?;
    Ok(text)
}

fn party(text: &mut String, one: &Treatment) -> Result<()> {
    let replies = one.replies;
    writeln!(text, "{}", one.party)?;
    writeln!(text, "  allegations it made: {}", tally(&one.made))?;
    writeln!(text, "  allegations against it: {}", tally(&one.received))?;
    writeln!(text, "  access it denied: {}", one.denied)?;
    let restricted: Vec<String> =
        one.restricted.iter().map(|(kind, count)| format!("{count} {}", restriction_kind(*kind))).collect();
    let restricted = if restricted.is_empty() { "none told".to_owned() } else { restricted.join(", ") };
    writeln!(text, "  movement it restricted otherwise: {restricted}")?;
    writeln!(
        text,
        "  replies: {} given in time, {} late, {} missed, {} awaited",
        replies.given, replies.late, replies.missed, replies.awaited
    )?;
    writeln!(text, "  sittings that failed for want of its members: {}", one.absences)?;
    Ok(())
}

fn tally(tally: &Tally) -> String {
    let parts = [
        ("verified", tally.verified),
        ("refuted", tally.refuted),
        ("not verified", tally.not_verified),
        ("not verifiable", tally.unverifiable),
        ("out of scope", tally.screened_out),
        ("withdrawn", tally.withdrawn),
        ("open", tally.open),
    ];
    let of: Vec<String> = parts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let mut text = format!("{}, of which {}", tally.allegations, of.join(", "));
    for (name, spread) in [("first step", tally.to_first_step), ("outcome", tally.to_outcome)] {
        text += &spread.map_or_else(String::new, |spread| format!("; to the {name} {}", range(spread)));
    }
    text
}

fn range(spread: Spread) -> String {
    let Spread { least, median, greatest } = spread;
    format!("{} in the middle ({} to {})", hours(median), hours(least), hours(greatest))
}

fn hours(duration: SignedDuration) -> String {
    let minutes = duration.as_mins();
    format!("{}:{:02} h", minutes / 60, minutes % 60)
}
