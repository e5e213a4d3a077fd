//! One round of a case, as far as it got: the team, what it came to and on what evidence, the replies, the sittings with every vote,
//! the decision, and what was made known. A case that was opened again has several, and all are shown.

use super::{Folk, GradedQuote, Member, Party, graded};
use crate::view::View;
use crate::words;
use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
use model::case::{Choice, Classification, Hindrance, Outcome};
use model::finding::Intent;
use model::stage::{Attribution, Classified, Hearing, Signatories, Stage, Vote};
use model::{Answer, Dossier, StandardOfProof};

/// One round.
#[derive(Template)]
#[template(path = "round.html")]
pub(crate) struct Round {
    /// The team, each with what they declared.
    team: Vec<(Member, String)>,
    results: Vec<TeamResult>,
    replies: Vec<ReplyRow>,
    /// When the parties were asked, by when they may reply, and who was given more time.
    asked: Option<(String, String, String)>,
    /// Sittings that failed: when, and who came.
    adjourned: Vec<(String, String)>,
    sitting: Option<SittingRow>,
    /// When the motion was carried, by which majorities, and the finding.
    decided: Option<(String, String, String)>,
    /// To whom it was made known, when, by whom.
    releases: Vec<(&'static str, String, String)>,
    /// The correcting finding, when, by whom.
    corrections: Vec<(String, String, String)>,
}

impl HtmlSafe for Round {}

/// What a team came to on one question.
struct TeamResult {
    question: &'static str,
    answer: String,
    at: String,
    signed: String,
    reasons: String,
    dissent: Vec<(String, String)>,
    evidence: Vec<GradedQuote>,
}

/// A party that was asked for its reply.
struct ReplyRow {
    party: Party,
    /// When it came; how it stands where it did not.
    state: String,
    text: String,
}

/// The last sitting.
struct SittingRow {
    at: String,
    emergency: bool,
    kind: String,
    motion: String,
    /// The member, the vote, the reasons, whether it is dissent.
    votes: Vec<(Member, &'static str, String, bool)>,
    silent: String,
}

impl Round {
    pub(crate) fn new(view: &View<'_>, case: &Dossier, stage: &Stage, now: Timestamp) -> Self {
        let folk = Folk::new(*view, &case.rules);
        let docket = stage.docket();
        let decision = stage.decision();
        let sitting = match stage {
            Stage::Sitting(_, sitting) => Some(sitting),
            _ => decision.map(|decision| &decision.sitting),
        };
        let publication = match stage {
            Stage::Published(_, _, publication) => Some(publication),
            _ => None,
        };
        Self {
            team: team(&folk, case, stage),
            results: results(view, &folk, stage),
            replies: docket.map(|docket| replies(&folk, &docket.hearing, now)).unwrap_or_default(),
            asked: docket.map(|docket| asked(&folk, &docket.hearing)),
            adjourned: docket
                .iter()
                .flat_map(|docket| &docket.adjournments)
                .map(|one| (folk.local(one.at), folk.names(&one.present)))
                .collect(),
            sitting: sitting.map(|sitting| SittingRow {
                at: folk.local(sitting.at),
                emergency: sitting.emergency,
                kind: sitting.motion.kind.to_string(),
                motion: sitting.motion.text.clone(),
                votes: sitting.votes.iter().map(|vote| voted(&folk, vote)).collect(),
                silent: folk
                    .names(sitting.present.iter().filter(|id| sitting.votes.iter().all(|vote| vote.by != **id))),
            }),
            decided: decision.map(|one| {
                let by: Vec<String> =
                    one.carried_by.iter().map(|majority| majority.to_string().replace('_', " ")).collect();
                (folk.local(one.at), by.join(", "), one.finding.to_string())
            }),
            releases: publication
                .iter()
                .flat_map(|one| &one.releases)
                .map(|one| (one.level.as_str(), folk.local(one.at), folk.names(&one.by)))
                .collect(),
            corrections: publication
                .iter()
                .flat_map(|one| &one.corrections)
                .map(|one| (one.finding.to_string(), folk.local(one.at), folk.names(&one.by)))
                .collect(),
        }
    }

    /// Whether the round got as far as having anything to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.team.is_empty() && self.results.is_empty()
    }
}

fn team(folk: &Folk<'_>, case: &Dossier, stage: &Stage) -> Vec<(Member, String)> {
    // Once it has its results, the team is those who signed or dissented.
    let results = signatories(stage);
    let stood = results.iter().flat_map(|one| one.signed.iter().chain(one.dissent.iter().map(|other| &other.by)));
    let persons = stage.team().map_or_else(|| stood.cloned().collect(), |team| team.persons.clone());
    let mut seen = std::collections::BTreeSet::new();
    let first = persons.into_iter().filter(|id| seen.insert(id.clone()));
    let declared = |id: &model::PersonId| match case.declared.get(id) {
        Some(Some(conflict)) => format!("declared a conflict of interest: {conflict}"),
        Some(None) => "declared no conflict of interest".to_owned(),
        None if case.rules.conflicts.is_empty() => String::new(),
        None => "has not declared yet".to_owned(),
    };
    first.map(|id| (folk.member(&id), declared(&id))).collect()
}

fn signatories(stage: &Stage) -> Vec<&Signatories> {
    let (attribution, classified) = investigated(stage);
    let first = stage.verification().map(|one| &one.signatories);
    let later = [attribution.map(|one| &one.signatories), classified.map(|one| &one.signatories)];
    first.into_iter().chain(later.into_iter().flatten()).collect()
}

fn investigated(stage: &Stage) -> (Option<&Attribution>, Option<&Classified>) {
    let judged = match stage {
        Stage::Attributed(_, _, attribution) => return (Some(attribution), None),
        Stage::Classified(judged) => Some(judged),
        _ => stage.docket().map(|docket| &docket.judged),
    };
    let both = judged.and_then(|judged| judged.investigation.as_ref());
    (both.map(|(attribution, _)| attribution), both.map(|(_, classified)| classified))
}

fn results(view: &View<'_>, folk: &Folk<'_>, stage: &Stage) -> Vec<TeamResult> {
    let (attribution, classified) = investigated(stage);
    let result = |question, answer, by: &Signatories| TeamResult {
        question,
        answer,
        at: folk.local(by.at),
        signed: folk.names(&by.signed),
        reasons: by.reasons.clone(),
        dissent: by.dissent.iter().map(|one| (folk.name(&one.by), one.reasons.clone())).collect(),
        evidence: graded(view, &by.evidence),
    };
    let verified = stage.verification().map(|one| result("Did it occur?", outcome(&one.outcome), &one.signatories));
    let by_whom = attribution.map(|one| {
        let parties: Vec<String> = one.parties.iter().map(|id| folk.party(id).name).collect();
        let answers =
            if parties.is_empty() { String::new() } else { format!("; {} answers for it", parties.join(", ")) };
        result("Who did it?", judged(&one.answer, ToString::to_string) + &answers, &one.signatories)
    });
    let what = classified.map(|one| {
        let intent = judged(&one.intent, |intent| match intent {
            Intent::Intended => "it was meant".to_owned(),
            Intent::Accident => "it was an accident".to_owned(),
        });
        result("What was it?", format!("{}; meant: {intent}", class(&one.class)), &one.signatories)
    });
    verified.into_iter().chain(by_whom).chain(what).collect()
}

fn to(standard: StandardOfProof) -> String {
    format!("({})", words::standard(standard))
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Occurred(standard) => format!("it occurred {}", to(*standard)),
        Outcome::Refuted(standard) => format!("it did not {}", to(*standard)),
        Outcome::NotVerified => "not verified: what they saw does not suffice".to_owned(),
        Outcome::Unverifiable(Hindrance::AccessDenied(Some(by))) => {
            format!("could not be verified: access denied by {by}")
        }
        Outcome::Unverifiable(Hindrance::AccessDenied(None)) => "could not be verified: access denied".to_owned(),
        Outcome::Unverifiable(Hindrance::Stale) => "could not be verified: too much time had passed".to_owned(),
        Outcome::Unverifiable(Hindrance::Insecure) => "could not be verified: it was not safe".to_owned(),
    }
}

/// An answer in words.
pub(super) fn judged<T>(answer: &Answer<T>, say: impl Fn(&T) -> String) -> String {
    match answer {
        Answer::Established(what, standard) => format!("{} {}", say(what), to(*standard)),
        Answer::Refuted(standard) => format!("no {}", to(*standard)),
        Answer::Insufficient => "looked into; the evidence does not suffice".to_owned(),
        Answer::NotJudged => "not judged".to_owned(),
    }
}

fn class(class: &Classification) -> String {
    match class {
        Classification::Breach(clause, standard) => format!("a breach of {clause} {}", to(*standard)),
        Classification::PermittedAct(clause, standard) => format!("permitted by {clause} {}", to(*standard)),
        Classification::Accident(standard) => format!("an accident {}", to(*standard)),
        Classification::OutsideScope(standard) => format!("outside the agreement {}", to(*standard)),
        Classification::Insufficient => "what is known does not suffice to say".to_owned(),
    }
}

fn asked(folk: &Folk<'_>, hearing: &Hearing) -> (String, String, String) {
    let extended: Vec<String> = hearing.extended.iter().map(|id| folk.party(id).name).collect();
    (folk.local(hearing.at), folk.local(hearing.deadline), extended.join(", "))
}

fn replies(folk: &Folk<'_>, hearing: &Hearing, now: Timestamp) -> Vec<ReplyRow> {
    let row = |party: &model::ActorId| {
        let reply = hearing.reply(party);
        let state = match reply {
            Some(reply) if reply.late => format!("came {}, after its time", folk.local(reply.at)),
            Some(reply) => format!("came {}", folk.local(reply.at)),
            None if now >= hearing.deadline => "not given in its time".to_owned(),
            None => "awaited".to_owned(),
        };
        ReplyRow { party: folk.party(party), state, text: reply.map(|reply| reply.text.clone()).unwrap_or_default() }
    };
    hearing.asked.iter().map(row).collect()
}

fn voted(folk: &Folk<'_>, vote: &Vote) -> (Member, &'static str, String, bool) {
    (folk.member(&vote.by), vote.choice.as_str(), vote.reasons.clone(), vote.choice == Choice::Against)
}
