//! Proposals: what an incident may be under an agreement, clause by clause, for each possible doer, with reasons.
//!
//! A proposal is never a finding: "may breach", "permitted", "outside scope" or "cannot tell" what is missing. The rules name
//! no party and ask nothing of one that they do not ask of the other.

use crate::scope::{self, Scope, bound};
use crate::screen::reply::Reply;
use crate::screen::standing::Stand;
use crate::screen::subject::{Subject, Told, told};
use crate::screen::{Clause, Doer, Screen, Verdict, is_asked};
use model::{
    Actor, ActorRef, Agreement, Bound, Field, Incident, Method, Proposal, ProposedAnswer, ProvisionId, Reading, Role,
};

/// What makes proposals.
pub const METHOD: Method = Method::new("screening", 2);

/// Proposals on incidents, in the order of the incidents, then of clauses, then of possible doers.
///
/// Asked are incidents of hostile acts and of posture, and those whose kind a provision names. Where parties
/// blame each other there is a proposal for each of them. A party stands for its units and leaders; the reasons name them.
pub fn propose(agreement: &Agreement, actors: &[Actor], readings: &[Reading], incidents: &[Incident]) -> Vec<Proposal> {
    let screen = Screen::new(agreement, actors);
    let told = told(readings, incidents);
    incidents.iter().flat_map(|incident| on_incident(&screen, incident, &told)).collect()
}

fn on_incident(screen: &Screen<'_>, incident: &Incident, told: &Told<'_>) -> Vec<Proposal> {
    on(screen, &Subject::of_incident(incident, told))
}

/// Proposals on whatever is screened.
pub(crate) fn on(screen: &Screen<'_>, subject: &Subject<'_>) -> Vec<Proposal> {
    let possible = screen.possible_doers(subject);
    let period = scope::period(screen.agreement, subject);
    let mut proposals = Vec::new();
    for clause in screen.naming(subject) {
        proposals.extend(possible.iter().map(|doer| under(screen, clause, subject, *doer, period)));
    }
    if proposals.is_empty() && is_asked(subject) {
        proposals.extend(possible.iter().map(|doer| under_no_provision(screen, subject, *doer)));
    }
    proposals
}

fn under_no_provision(screen: &Screen<'_>, subject: &Subject<'_>, doer: Doer<'_>) -> Proposal {
    let answer = ProposedAnswer::OutsideScope(Scope::Kind.as_str().to_owned());
    let because = vec![format!("No provision names {}.", kinds_in_words(subject))];
    proposal(screen, subject, None, doer, answer, because)
}

fn under(screen: &Screen<'_>, clause: &Clause<'_>, subject: &Subject<'_>, doer: Doer<'_>, period: Reply) -> Proposal {
    let verdict = screen.verdict(clause, subject, doer, period);
    let mut because = vec![format!("{} forbids {}: “{}”", clause.id, kinds_in_words(subject), clause.text)];
    because.extend(screen.in_words(clause, subject, doer, period));
    if !matches!(verdict, Verdict::Outside(_)) {
        because.extend(further(screen, subject, doer, verdict));
    }
    because.extend(reservations(screen, subject, doer));
    because.extend(doubts(subject.incident));
    let answer = match verdict {
        Verdict::MayBreach => ProposedAnswer::MayBreach(clause.id.clone()),
        Verdict::Permitted(permission) => ProposedAnswer::Permitted(permission.clone()),
        Verdict::Outside(scope) => ProposedAnswer::OutsideScope(scope.as_str().to_owned()),
        Verdict::CannotTell(lacks) => ProposedAnswer::CannotTell(lacks.words()),
    };
    proposal(screen, subject, Some(clause.id.clone()), doer, answer, because)
}

fn kinds_in_words(subject: &Subject<'_>) -> String {
    subject.kinds.iter().map(|kind| kind.words()).collect::<Vec<_>>().join(" or ")
}

/// What else bears on what lies inside: how it is told, and what permits it or may.
fn further(screen: &Screen<'_>, subject: &Subject<'_>, doer: Doer<'_>, verdict: Verdict<'_>) -> Vec<String> {
    let told = subject.told_only_as.as_ref();
    let mut because: Vec<String> =
        told.map(|how| format!("No report states it as done; it is told as {how}.")).into_iter().collect();
    for permission in screen.permissions(subject) {
        match screen.permits(permission, subject, doer) {
            Reply::Yes if verdict == Verdict::Permitted(permission.id) => {
                because.push(format!("{} permits it: “{}”", permission.id, permission.text));
            }
            Reply::Lacks(lack) => because.push(format!(
                "{} may permit it: “{}” It is not known {}.",
                permission.id,
                permission.text,
                lack.as_str()
            )),
            Reply::Yes | Reply::No => {}
        }
    }
    because
}

/// What the doer's party excepted for itself. It changes no answer.
fn reservations(screen: &Screen<'_>, subject: &Subject<'_>, doer: Doer<'_>) -> Vec<String> {
    let of = |by: &model::ActorId| bound(&screen.standings, &Bound::Only(vec![by.clone()]), doer.stand) == Reply::Yes;
    let concerned = |one: &&model::Reservation| subject.kinds.iter().any(|kind| one.kinds.contains(kind));
    let made = screen.agreement.reservations.iter().filter(concerned).filter(|one| of(&one.by));
    made.map(|one| {
        let by = screen.standings.named(&one.by);
        format!("{by} made a reservation on such acts: “{}” Whether it is admissible is for people to find.", one.text)
    })
    .collect()
}

fn proposal(
    screen: &Screen<'_>,
    subject: &Subject<'_>,
    clause: Option<ProvisionId>,
    doer: Doer<'_>,
    answer: ProposedAnswer,
    because: Vec<String>,
) -> Proposal {
    let actor: Option<ActorRef> = match doer.stand {
        Stand::Party(place) => screen.standings.party_named(place),
        _ => doer.told.cloned(),
    };
    Proposal {
        subject: subject.about.clone(),
        agreement: screen.agreement.id.clone(),
        clause,
        actor,
        answer,
        because,
        method: METHOD,
    }
}

/// What speaks against the hypothesis, and on how much it rests.
fn doubts(incident: &Incident) -> Vec<String> {
    let mut doubts = Vec::new();
    if incident.contested.contains(&Field::Kind) {
        doubts.push("It is contested what it was.".to_owned());
    }
    if incident.contested.contains(&Field::Actor(Role::Agent)) {
        doubts.push("It is contested who did it.".to_owned());
    }
    if incident.contested.contains(&Field::Occurrence) {
        doubts.push("It is contested whether it happened at all.".to_owned());
    }
    if !incident.denials.is_empty() {
        let claims = incident.denials.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        doubts.push(format!("It is denied that it happened, or that somebody named did it: {claims}."));
    }
    doubts.push(match incident.origins.len() {
        0 => "No report tells of it: it rests on the observation alone.".to_owned(),
        1 => "It rests on one origin.".to_owned(),
        many => format!("It rests on {many} independent origins."),
    });
    doubts
}

#[cfg(test)]
mod tests;
