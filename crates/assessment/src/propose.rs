//! Proposals: what an incident may be under an agreement, clause by clause, for each possible doer, with reasons.
//!
//! A proposal is never a finding: "may breach", "permitted", "outside scope" or "cannot tell" what is missing. The rules name
//! no party and ask nothing of one that they do not ask of the other.

use crate::agreement_time::Known;
use crate::scope::{Answered, Scope, area, bound, period};
use crate::sides::{Sides, Standing};
use model::{
    Actor, ActorRef, Agreement, Bound, Claim, ClaimId, ClaimKind, Contested, Family, Field, Incident, Interval, Method,
    Modality, PermittedAct, Polarity, Proposal, ProposedAnswer, Provision, Reading, Role, Tense,
};
use std::collections::{BTreeMap, BTreeSet};

/// What makes proposals.
pub const METHOD: Method = Method::new("screening", 1);

/// Proposals on incidents, in the order of the incidents, then of clauses, then of possible doers.
///
/// Asked are incidents of hostile acts and of posture, and those whose kind a provision names. Where parties
/// blame each other there is a proposal for each of them. A party stands for its units and leaders; the reasons name them.
pub fn propose(agreement: &Agreement, actors: &[Actor], readings: &[Reading], incidents: &[Incident]) -> Vec<Proposal> {
    let sides = Sides::new(agreement, actors);
    let told = told(readings, incidents);
    let screening = Screening { agreement, sides, told };
    incidents.iter().flat_map(|incident| screening.incident(incident)).collect()
}

type Told<'a> = BTreeMap<&'a ClaimId, (&'a Reading, &'a Claim)>;

/// The claims behind the incidents.
fn told<'a>(readings: &'a [Reading], incidents: &[Incident]) -> Told<'a> {
    let wanted: BTreeSet<&ClaimId> = incidents.iter().flat_map(|incident| &incident.members).collect();
    let all = readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| (&claim.id, (reading, claim))));
    all.filter(|(id, _)| wanted.contains(id)).collect()
}

/// Who may have done it: as reports tell it, and the party on whose side that is where there is one.
struct Doer<'a> {
    told: Option<&'a ActorRef>,
    shown: Option<ActorRef>,
}

struct Screening<'a> {
    agreement: &'a Agreement,
    sides: Sides<'a>,
    told: Told<'a>,
}

impl Screening<'_> {
    fn incident(&self, incident: &Incident) -> Vec<Proposal> {
        let forbids = |provision: &&Provision| provision.prohibits.contains(&incident.kind);
        let clauses: Vec<&Provision> = self.agreement.provisions.iter().filter(forbids).collect();
        let possible = self.possible_doers(incident);
        if clauses.is_empty() {
            return self.under_no_provision(incident, &possible);
        }
        let within = period(self.agreement, incident, self.first_published(incident));
        let mut proposals = Vec::new();
        for clause in clauses {
            let there = area(&clause.area, incident);
            proposals.extend(possible.iter().map(|doer| self.under(clause, incident, doer, [&within, &there])));
        }
        proposals
    }

    /// Who may have done it, each party once; one without a name where nobody is named. In a clash either side may have begun.
    fn possible_doers<'i>(&self, incident: &'i Incident) -> Vec<Doer<'i>> {
        let roles: &[Role] = match incident.kind {
            ClaimKind::ArmedClash => &[Role::Agent, Role::Counterpart],
            _ => &[Role::Agent],
        };
        let named = roles.iter().filter_map(|role| incident.actors.get(role)).flat_map(Contested::versions);
        let mut possible: Vec<Doer<'i>> = Vec::new();
        for version in named {
            let shown = match self.sides.standing(&version.value) {
                Standing::Party(place) => self.sides.party(place).map(|party| self.sides.named(party)),
                _ => Some(version.value.clone()),
            };
            if possible.iter().all(|doer| doer.shown != shown) {
                possible.push(Doer { told: Some(&version.value), shown });
            }
        }
        if possible.is_empty() { vec![Doer { told: None, shown: None }] } else { possible }
    }

    /// An act of force or posture that no provision names lies outside by its kind. Other news is not asked about.
    fn under_no_provision(&self, incident: &Incident, possible: &[Doer<'_>]) -> Vec<Proposal> {
        if !matches!(incident.kind.family(), Family::HostileAct | Family::MilitaryPosture) {
            return Vec::new();
        }
        let because = format!("No provision names {}.", incident.kind.words());
        let answer = ProposedAnswer::OutsideScope(Scope::Kind.as_str().to_owned());
        possible.iter().map(|doer| self.proposal(incident, doer, answer.clone(), vec![because.clone()])).collect()
    }

    /// When and where are the same for every doer and are answered before.
    fn under(
        &self,
        clause: &Provision,
        incident: &Incident,
        doer: &Doer<'_>,
        [within, there]: [&Answered; 2],
    ) -> Proposal {
        let whose = bound(&self.sides, &clause.bound, doer.told);
        let scopes = [(Scope::Period, within), (Scope::Area, there), (Scope::Actor, &whose)];
        let mut because = vec![format!("{} forbids {}: “{}”", clause.id, incident.kind.words(), clause.text)];
        because.extend(scopes.iter().map(|(_, answered)| answered.because.clone()));
        let (answer, more) = self.answer(clause, incident, doer, &scopes);
        because.extend(more);
        because.extend(self.reservations(incident, doer));
        because.extend(doubts(incident));
        self.proposal(incident, doer, answer, because)
    }

    /// A sure "outside" settles it; then what never happened; then a permission; then what is missing.
    fn answer(
        &self,
        clause: &Provision,
        incident: &Incident,
        doer: &Doer<'_>,
        scopes: &[(Scope, &Answered)],
    ) -> (ProposedAnswer, Vec<String>) {
        if let Some((scope, _)) = scopes.iter().find(|(_, answered)| answered.answer == Known::No) {
            return (ProposedAnswer::OutsideScope(scope.as_str().to_owned()), Vec::new());
        }
        let mut missing: Vec<&str> = Vec::new();
        let mut because = Vec::new();
        if let Some(how) = self.told_only_as(incident) {
            missing.push("whether it happened");
            because.push(format!("No report states it as done; it is told as {how}."));
        }
        missing.extend(scopes.iter().filter(|(_, one)| one.answer == Known::CannotTell).map(|(_, one)| one.missing));
        for permitted in self.agreement.permitted.iter().filter(|one| one.kinds.contains(&incident.kind)) {
            match self.permits(permitted, incident, doer) {
                Known::Yes if missing.is_empty() => {
                    because.push(format!("{} permits it: “{}”", permitted.id, permitted.text));
                    return (ProposedAnswer::Permitted(permitted.id.clone()), because);
                }
                Known::CannotTell => {
                    because.push(format!(
                        "{} may permit it: “{}” It is not known against whom it went.",
                        permitted.id, permitted.text
                    ));
                    missing.push("against whom it went");
                }
                Known::Yes | Known::No => {}
            }
        }
        if missing.is_empty() {
            return (ProposedAnswer::MayBreach(clause.id.clone()), because);
        }
        (ProposedAnswer::CannotTell(missing.join(", ")), because)
    }

    /// Whether a clause permits this to this doer, against those whom it hit.
    fn permits(&self, permitted: &PermittedAct, incident: &Incident, doer: &Doer<'_>) -> Known {
        let to_doer = bound(&self.sides, &permitted.bound, doer.told).answer;
        if to_doer != Known::Yes || permitted.against.is_empty() {
            return to_doer;
        }
        let hit =
            [Role::Target, Role::Victim, Role::Counterpart].into_iter().filter_map(|role| incident.actors.get(&role));
        let against = hit.flat_map(Contested::versions).map(|version| match version.value.id() {
            Some(id) if permitted.against.contains(id) => Known::Yes,
            Some(_) => Known::No,
            None => Known::CannotTell,
        });
        Known::common(against)
    }

    /// What the doer's party excepted for itself. It changes no answer.
    fn reservations(&self, incident: &Incident, doer: &Doer<'_>) -> Vec<String> {
        let Some(doer) = doer.told else { return Vec::new() };
        let of =
            |by: &model::ActorId| bound(&self.sides, &Bound::Only(vec![by.clone()]), Some(doer)).answer == Known::Yes;
        let made = self.agreement.reservations.iter().filter(|one| one.kinds.contains(&incident.kind) && of(&one.by));
        made.map(|one| {
            let by = self.sides.named(&one.by);
            format!(
                "{by} made a reservation on such acts: “{}” Whether it is admissible is for people to find.",
                one.text
            )
        })
        .collect()
    }

    /// When a report first told of it.
    fn first_published(&self, incident: &Incident) -> Option<Interval> {
        let members = incident.members.iter().filter_map(|claim| self.told.get(claim));
        members
            .filter(|(_, claim)| claim.tense != Tense::Future)
            .filter_map(|(reading, _)| reading.published.interval())
            .min()
    }

    /// How it is told where no claim states it as done; `None` where one does, or where the claims are not at hand.
    fn told_only_as(&self, incident: &Incident) -> Option<String> {
        let members: Vec<&Claim> = incident.members.iter().filter_map(|claim| Some(self.told.get(claim)?.1)).collect();
        if members.is_empty() || members.iter().any(|claim| claim.is_fact_told()) {
            return None;
        }
        let ways: BTreeSet<&str> = members.iter().map(|claim| way(claim)).collect();
        Some(ways.into_iter().collect::<Vec<_>>().join(", "))
    }

    fn proposal(&self, incident: &Incident, doer: &Doer<'_>, answer: ProposedAnswer, because: Vec<String>) -> Proposal {
        Proposal {
            incident: incident.id.clone(),
            agreement: self.agreement.id.clone(),
            actor: doer.shown.clone(),
            answer,
            because,
            method: METHOD,
        }
    }
}

fn way(claim: &Claim) -> &'static str {
    match (claim.modality, claim.polarity) {
        (Modality::Asserted, Polarity::Negated) => "something that did not happen",
        (Modality::Asserted, Polarity::Affirmed) => "something to come",
        (modality, _) => modality.as_str(),
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
        1 => "It rests on one origin.".to_owned(),
        many => format!("It rests on {many} independent origins."),
    });
    doubts
}

#[cfg(test)]
mod tests;
