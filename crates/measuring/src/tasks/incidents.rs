//! MUC-4: role fillers by CEAF-REE, and the types of incident in a report. What counts as an incident, and who fills which
//! slot, is put in the corpus's terms in `terms`.

mod terms;

use crate::bench::{Bench, Input, Read};
use crate::corpora::files_in;
use crate::corpora::muc4::{ROLES, Report, read};
use crate::counts::Counts;
use crate::scorers::entities::ceaf_ree;
use crate::scorers::labels;
use crate::tasks::fillers::part;
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use terms::{fillers, incidents};

/// Which part of the corpus.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// TST1 and TST2, which are reported.
    Test,
    /// DEV, to learn from.
    Development,
}

/// Role fillers of each report.
pub fn roles(bench: &Bench, folder: &Path, of: Part) -> Result<Outcome> {
    let (reports, reads) = all(bench, folder, of)?;
    let mut sums: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut outcome = Outcome::default();
    for (report, read) in reports.iter().zip(&reads) {
        let found = fillers(read);
        let (mut wrong, mut told) = (0, report.id.clone());
        for (role, _) in ROLES {
            let gold = report.fillers.get(role).cloned().unwrap_or_default();
            let ours: Vec<BTreeSet<String>> = found.get(role).cloned().unwrap_or_default().into_values().collect();
            let counts = ceaf_ree(&gold, &ours);
            *sums.entry(role).or_default() += counts;
            wrong += counts.wrong();
            if counts.wrong() > 0 {
                let wanted: Vec<String> = gold.iter().map(|one| show(&one.mentions, one.optional)).collect();
                let given: Vec<String> = ours.iter().map(|one| show(one, false)).collect();
                told.push_str(&format!(
                    "\n  {role}\n    gold:  {}\n    found: {}",
                    wanted.join(" | "),
                    given.join(" | ")
                ));
            }
        }
        outcome.cases.extend((wrong > 0).then_some(Case { wrong, told }));
    }
    let all = sums.values().fold(Counts::default(), |mut sum, one| {
        sum += *one;
        sum
    });
    outcome.figures.push(Figure::f1("all roles", "CEAF-REE F1", all));
    outcome.figures.extend(
        ROLES.iter().map(|(role, _)| Figure::f1(*role, "CEAF-REE F1", sums.get(role).copied().unwrap_or_default())),
    );
    Ok(outcome)
}

/// Incident types of each report.
pub fn types(bench: &Bench, folder: &Path, of: Part) -> Result<Outcome> {
    let (reports, reads) = all(bench, folder, of)?;
    let (mut sum, mut relevance, mut outcome) = (Counts::default(), Counts::default(), Outcome::default());
    let mut by_type: BTreeMap<&str, Counts> = BTreeMap::new();
    for (report, read) in reports.iter().zip(&reads) {
        let found: BTreeSet<&str> = incidents(read).map(|(kind, _)| kind).collect();
        let gold: BTreeSet<&str> =
            report.types.iter().chain(report.optional_types.intersection(&found)).copied().collect();
        let counts = labels::shared(&gold, &found);
        sum += counts;
        for kind in gold.union(&found) {
            *by_type.entry(kind).or_default() += labels::shared(
                &gold.iter().filter(|one| *one == kind).copied().collect(),
                &found.iter().filter(|one| *one == kind).copied().collect(),
            );
        }
        let relevant = |set: &BTreeSet<&'static str>| usize::from(!set.is_empty());
        let (wanted, given) = (relevant(&report.types), usize::from(!found.is_empty()));
        let open = wanted == 0 && relevant(&report.optional_types) == 1;
        relevance += Counts { gold: wanted, found: if open { 0 } else { given }, right: wanted.min(given) };
        let told = format!("{}\n  gold:  {gold:?}\n  found: {found:?}\n{}", report.id, triggers(read));
        outcome.cases.extend((counts.wrong() > 0).then(|| Case { wrong: counts.wrong(), told }));
    }
    outcome.figures.push(Figure::f1("all types", "F1", sum));
    outcome.figures.push(Figure::f1("any incident at all", "F1", relevance));
    outcome.figures.extend(by_type.into_iter().map(|(kind, counts)| Figure::f1(kind.to_lowercase(), "F1", counts)));
    Ok(outcome)
}

fn all(bench: &Bench, folder: &Path, of: Part) -> Result<(Vec<Report>, Vec<Read>)> {
    let mut reports = Vec::new();
    if of == Part::Test {
        reports = read(&folder.join("tst1/tst1-muc3"), &folder.join("tst1/key-tst1.v7"))?;
        reports.extend(read(&folder.join("tst2/tst2-muc4"), &folder.join("tst2/key-tst2.v4"))?);
    } else {
        let files = files_in(&folder.join("dev"), "")?;
        let named = |start: &'static str| {
            let begins =
                move |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start));
            files.iter().filter(begins)
        };
        for (texts, key) in named("dev-").zip(named("key-")) {
            reports.extend(read(texts, key)?);
        }
    }
    let input = |one: &Report| Input { published: one.day, ..Input::english(&one.text) };
    let reads = bench.read("incidents", &reports.iter().map(input).collect::<Vec<_>>())?;
    Ok((reports, reads))
}

fn show(mentions: &BTreeSet<String>, optional: bool) -> String {
    let list = mentions.iter().map(String::as_str).collect::<Vec<_>>().join(" / ");
    if optional { format!("({list})") } else { list }
}

/// What was read, a line a claim: its type, its kind, its words, and who or what fills its roles.
fn triggers(read: &Read) -> String {
    let lines = incidents(read).map(|(kind, claim)| {
        let roles = claim.roles.iter().flat_map(|(role, list)| list.iter().map(move |filler| (role, *filler)));
        let fillers: String = roles
            .filter_map(|(role, filler)| {
                Some(format!(" · {}: {}", role.as_str(), read.words(part(read, filler)?.span)))
            })
            .collect();
        format!("  {kind} ({}): {}{fillers}", claim.kind.as_str(), read.words(claim.evidence)).replace('\n', " ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
