//! What people found: each element with its answer, its standard of proof and its reasons; dissent and reply beside it.

use super::event::affirming;
use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use jiff::civil::Date;
use model::finding::{Intent, Reply};
use model::{Answer, Element, Finding, Interval, StandardOfProof, Subject};

const RULE: &str = "Judgements by people. Only a finding speaks of a violation, and it names the provision. “Not judged” differs \
    from “insufficient evidence”.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let findings = index.record.findings.iter().filter(|finding| is_in_period(index, finding));
    let lines = findings.flat_map(|finding| self::finding(index, finding)).collect();
    let none = match index.record.findings.len() {
        0 => "None yet: nobody has entered a finding.",
        _ => "None in the period.",
    };
    Section::of("findings", "Findings", Some(RULE), lines, none)
}

/// Whether it was made in the period, or is about an incident of the period.
fn is_in_period(index: &Index<'_>, finding: &Finding) -> bool {
    let made = finding.at.get(..10).and_then(|day| day.parse::<Date>().ok()).and_then(Interval::day);
    if made.is_none_or(|day| index.period.touches(day)) {
        return true;
    }
    let Subject::Incident(id) = &finding.subject else { return false };
    let times = index.incident(id).into_iter().flat_map(|incident| incident.time.versions());
    times.filter_map(|version| version.value.hull()).any(|when| index.period.touches(when))
}

fn finding(index: &Index<'_>, finding: &Finding) -> Vec<Line> {
    let found = format!("{} found on {}", finding.body, subject(index, &finding.subject));
    let made = format!(" ({}, {}, by {})", finding.id, finding.at, finding.authors.join(", "));
    let head = Line::item(0).about(&finding.id).found(found).plain(made);
    let mut lines = vec![head.evidence(index.evidence(finding.evidence.iter().map(|one| &one.claim)))];
    lines.push(element("Did it occur", &finding.occurred, |()| "it occurred".to_owned()));
    lines.push(element("Who did it", &finding.attribution, ToString::to_string));
    lines.push(element("Was it meant", &finding.intent, |intent| match intent {
        Intent::Intended => "intended".to_owned(),
        Intent::Accident => "an accident".to_owned(),
    }));
    lines.push(element("Does it breach", &finding.breach, |(agreement, clause)| format!("{clause} of {agreement}")));
    lines.extend(grades(index, finding));
    lines.extend(
        finding
            .dissent
            .iter()
            .map(|one| Line::item(1).key("Dissent").plain(format!(" of {}: ", one.by)).found(one.reasons.clone())),
    );
    lines.push(Line::item(1).key("Reply of whoever is accused").plain(match &finding.reply {
        Reply::NotAsked => ": not asked yet".to_owned(),
        Reply::Awaited => ": asked, awaited".to_owned(),
        Reply::Missed => ": asked, not given in its time".to_owned(),
        Reply::Given(text) => format!(": “{}”", wording::one_line(text)),
    }));
    lines.extend(corrections(index, finding));
    lines
}

fn subject(index: &Index<'_>, subject: &Subject) -> String {
    match subject {
        Subject::Obligation(agreement, id) => format!("obligation {id} of {agreement}"),
        Subject::Incident(id) => match index.incident(id) {
            None => format!("incident {id}, which this record does not hold"),
            Some(incident) => {
                let claims = wording::count(affirming(incident).count(), "claim", "claims");
                format!("incident {id}: {}, told by {claims}", incident.kind.words())
            }
        },
    }
}

fn element<T>(question: &str, element: &Element<T>, word: impl Fn(&T) -> String) -> Line {
    let answer = match &element.answer {
        Answer::Established(what, standard) => format!("{}; standard: {}", word(what), self::standard(*standard)),
        Answer::Refuted(standard) => format!("no; standard: {}", self::standard(*standard)),
        Answer::Insufficient => "insufficient evidence".to_owned(),
        Answer::NotJudged => "not judged".to_owned(),
    };
    let line = Line::item(1).key(question).plain(": ").found(answer);
    if element.reasons.trim().is_empty() { line } else { line.plain(format!(". Reasons: {}", element.reasons.trim())) }
}

fn standard(standard: StandardOfProof) -> &'static str {
    match standard {
        StandardOfProof::Suspicion => "reasonable suspicion",
        StandardOfProof::ReasonableGrounds => "reasonable grounds to believe",
        StandardOfProof::BalanceOfProbabilities => "balance of probabilities",
        StandardOfProof::ClearAndConvincing => "clear and convincing evidence",
    }
}

fn grades(index: &Index<'_>, finding: &Finding) -> Vec<Line> {
    let graded = finding.evidence.iter().map(|one| {
        let by = index.according_to([&one.claim]);
        let text = format!(" {by}: {}{}", one.reliability.letter(), one.credibility.number());
        Line::item(1).key("Weighed").plain(text).evidence(index.evidence([&one.claim]))
    });
    graded.collect()
}

fn corrections(index: &Index<'_>, finding: &Finding) -> Vec<Line> {
    let corrects = finding.supersedes.as_ref().map(|id| format!("Corrects {id}, which stays visible."));
    let later = index.record.findings.iter().filter(|one| one.supersedes.as_ref() == Some(&finding.id));
    let corrected = later.map(|one| format!("Corrected by {}.", one.id));
    corrects.into_iter().chain(corrected).map(|text| Line::item(1).plain(text)).collect()
}
