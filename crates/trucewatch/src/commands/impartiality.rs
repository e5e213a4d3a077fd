//! `impartiality`: how each party was treated in a period; the page of the same name shows it too.

use super::case::steps;
use anyhow::{Context, Result, bail};
use assessment::case::{agreement_of, by_case};
use assessment::impartiality::{Impartiality, Period, Spread, Tally, Treatment, impartiality};
use jiff::SignedDuration;
use jiff::civil::Date;
use model::{AgreementId, CaseStep, Procedure, Rules};
use pipeline::procedure;
use publication::fieldwork::{Watched, restriction_kind};
use publication::treated::{Treated, text};
use publication::wording::count;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, SqliteStore, Store};

/// Writes the report to standard output.
pub fn run(record: &Path, options: &crate::arguments::Impartiality) -> Result<ExitCode> {
    let store = SqliteStore::open(record, Access::Read)?;
    let agreement = chosen(options.agreement.as_deref(), &store.rules()?)?;
    let days = (day("--from", &options.from)?, day("--to", &options.to)?);
    let told = treated(&store, &agreement, days)?;
    std::io::stdout().lock().write_all(text(&told).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// How the parties of an agreement were treated from the first of these days to the last.
pub fn treated(store: &SqliteStore, agreement: &AgreementId, (from, to): (Date, Date)) -> Result<Treated> {
    let procedure = procedure(agreement, &store.rules()?)?;
    let all = by_case(steps(store)?);
    let own: Vec<Vec<CaseStep>> = all.into_iter().filter(|steps| agreement_of(steps) == Some(agreement)).collect();
    let fieldwork = store.fieldwork()?;
    let period = period(from, to, &procedure)?;
    let told = impartiality(&own, &procedure, &fieldwork.observations, &fieldwork.restrictions, period)?;
    let days = publication::Period { from: Some(from), to: Some(to) };
    let watched = Watched::of(publication::fieldwork::chosen(&fieldwork.efforts, &days, None));
    let questions = QUESTIONS.map(|(question, ask)| (question, told.parties.iter().map(ask).collect::<Vec<String>>()));
    Ok(Treated {
        agreement: agreement.clone(),
        from,
        to,
        parties: told.parties.iter().map(|one| one.party.clone()).collect(),
        questions: questions.into(),
        beside: beside(&told, &watched),
    })
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

fn day(name: &str, text: &str) -> Result<Date> {
    text.parse().with_context(|| format!("{name} holds '{text}'; expected a date such as 2031-05-01"))
}

/// From the first day's beginning to the last day's end, in the zone of the rules.
fn period(first: Date, last: Date, procedure: &Procedure) -> Result<Period> {
    let Some(rules) = procedure.versions().first() else { bail!("there are no rules") };
    let begins = |date: Date| Ok::<_, anyhow::Error>(date.to_zoned(rules.calendar.zone().clone())?.timestamp());
    let period = Period { from: begins(first)?, to: begins(last.tomorrow()?)? };
    if period.from >= period.to {
        bail!("--from {first} lies after --to {last}: exchange them");
    }
    Ok(period)
}

/// What is asked of a party.
type Question = (&'static str, fn(&Treatment) -> String);

/// What is asked of every party alike.
const QUESTIONS: [Question; 6] = [
    ("allegations it made", |one| tally(&one.made)),
    ("allegations against it", |one| tally(&one.received)),
    ("access it denied", |one| one.denied.to_string()),
    ("movement it restricted otherwise", restricted),
    ("replies", |one| {
        let replies = one.replies;
        let (given, late, missed) = (replies.given, replies.late, replies.missed);
        format!("{given} given in time, {late} late, {missed} missed, {} awaited", replies.awaited)
    }),
    ("sittings that failed for want of its members", |one| one.absences.to_string()),
];

fn restricted(one: &Treatment) -> String {
    let each = one.restricted.iter().map(|(kind, count)| format!("{count} {}", restriction_kind(*kind)));
    let told: Vec<String> = each.collect();
    if told.is_empty() { "none told".to_owned() } else { told.join(", ") }
}

fn beside(told: &Impartiality, watched: &Watched) -> Vec<(&'static str, String)> {
    let observed = count(told.observations, "observation", "observations");
    vec![
        ("allegations by nobody's people", tally(&told.by_others)),
        ("access denied by others, or by nobody known", told.denied_by_others.to_string()),
        ("what was watched", format!("{observed}; {}", watched.words())),
    ]
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
