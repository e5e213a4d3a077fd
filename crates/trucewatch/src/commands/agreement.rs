//! `agreement check`, `agreement add` and `agreement diff`.

use crate::arguments::AgreementAct;
use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result, bail};
use model::{ActorId, Agreement, Drawing, Severity};
use pipeline::Stages;
use publication::wording::count;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, Change, Reason, Store};
use wire::AgreementFile;

/// Checks a file, and enters it where that was asked.
pub fn run(hand: &Hand<'_>, options: &crate::arguments::Agreement) -> Result<ExitCode> {
    match &options.act {
        AgreementAct::Check { file } => println!("{}", account(&read(file)?)),
        AgreementAct::Diff { before, after } => print_differences(before, after)?,
        AgreementAct::Add { file, by } => {
            let agreement = read(file)?;
            let line = summary(&agreement);
            let mut store = hand.open(Access::Write)?;
            let reason = Reason { who: hand.by(&store, by.as_deref())?, why: format!("entered {}", file.display()) };
            if store.agreements()?.contains(&agreement) {
                println!("{line}\nthe record holds it already; nothing changed");
                return Ok(ExitCode::SUCCESS);
            }
            store.append(&clock::now(), &reason, &[Change::AgreementEntered(Box::new(agreement))])?;
            println!("{line}\nentered into {}", hand.record.display());
            let answers = pipeline::screen_if_due(&Stages::embedded(), &mut store, &clock::now())?;
            println!("{} of the screening changed", count(answers, "answer", "answers"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads and checks an agreement file; its actors must be in the register.
pub fn read(file: &Path) -> Result<Agreement> {
    let parsed = parse(file)?;
    let agreement = parsed.to_agreement();
    let agreement = agreement.with_context(|| format!("{} is no valid agreement", file.display()))?;
    let register = resolution::Register::embedded();
    let named = [&agreement.parties, &agreement.mediators, &agreement.guarantors, &agreement.witnesses];
    let strangers: Vec<&ActorId> = named.into_iter().flatten().filter(|id| register.get(id).is_none()).collect();
    if let Some(stranger) = strangers.first() {
        bail!("{}: the register of actors has no '{stranger}'; see `trucewatch export actors`", file.display());
    }
    Ok(agreement)
}

/// Reads an agreement file, and the lines and zones of the file beside it where it names one.
fn parse(file: &Path) -> Result<AgreementFile> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    let parsed = AgreementFile::parse(&text).with_context(|| format!("{} is no valid agreement", file.display()))?;
    let Some(beside) = parsed.lines_from.clone() else { return Ok(parsed) };
    let drawings = super::line::read(&file.parent().unwrap_or(Path::new("")).join(beside))?;
    Ok(parsed.with_lines(drawings.lines, drawings.zones))
}

fn print_differences(before: &Path, after: &Path) -> Result<()> {
    let (before, after) = (AgreementFile::new(&read(before)?), AgreementFile::new(&read(after)?));
    let all = wire::agreement::differences(&before, &after)?;
    if all.is_empty() {
        println!("the two say the same");
    }
    for one in all {
        println!("{}", one.place);
        for (sign, text) in [("-", one.before), ("+", one.after)] {
            if let Some(text) = text {
                println!("  {sign} {text}");
            }
        }
    }
    Ok(())
}

/// The summary, then lines, zones, obligations with their deadlines, and what is doubtful.
fn account(agreement: &Agreement) -> String {
    let mut lines = vec![summary(agreement)];
    let drawn = |kind: &str, drawing: &Drawing, size: String| {
        let until = drawing.until.map(|until| format!(" until {until}")).unwrap_or_default();
        format!(
            "  {kind} {}, version {}: {}; {size}, from {}{until}, drawn to {} m",
            drawing.id, drawing.version, drawing.name, drawing.from, drawing.uncertainty_m
        )
    };
    let annex = &agreement.annex;
    lines.extend(
        annex.lines.iter().map(|line| drawn("line", line.drawing(), count(line.points().len(), "point", "points"))),
    );
    let areas = |zone: &model::Zone| count(zone.polygons().len(), "area", "areas");
    lines.extend(annex.zones.iter().map(|zone| drawn("zone", zone.drawing(), areas(zone))));
    lines.extend(agreement.obligations.iter().map(|one| {
        let due = one.deadline.last_day(agreement.in_effect).map(|day| format!(" (until the end of {day})"));
        let kind = if one.terms.is_measure { "measure" } else { "obligation" };
        format!("  {kind} {}: {}{}", one.id, one.text, due.unwrap_or_default())
    }));
    lines.extend(assessment::flags(agreement).into_iter().map(|note| {
        let weight = if note.severity == Severity::Warning { "doubtful" } else { "note" };
        format!("  {weight}: {}", note.message)
    }));
    lines.join("\n")
}

fn summary(agreement: &Agreement) -> String {
    let parties: Vec<&str> = agreement.parties.iter().map(ActorId::as_str).collect();
    format!(
        "{}: {}\n  parties: {}; {}, {}, {}, {}\n  in effect: {}",
        agreement.id,
        agreement.title,
        parties.join(", "),
        count(agreement.provisions.len(), "provision", "provisions"),
        count(agreement.permitted.len(), "permitted act", "permitted acts"),
        count(agreement.reservations.len(), "reservation", "reservations"),
        count(agreement.obligations.len(), "obligation", "obligations"),
        agreement.in_effect.map_or("not stated".to_owned(), |when| format!("from {when}")),
    )
}
