//! What may come next in a case, and why another step may not. Each act is tried in its most favourable form by everybody whom
//! the rules know; what is wrong with a form that somebody fills in is told when they send it. It must not have rules of its own.

use super::refusal::{Refusal, Rule};
use super::{Case, CaseAct};
use jiff::Timestamp;
use model::case::{Choice, Classification, Motion, Outcome, ResolutionKind, Screening, Signed};
use model::procedure::Duty;
use model::{Answer, CaseStep, Dossier, FindingId, Incident, NextStep, PersonId, Rules};

impl Case<'_> {
    /// The case as it lies before a reader. `entries` are the ledger's entries that tell its steps, in their order;
    /// `standing` the incidents that stand.
    pub fn dossier(&self, entries: &[u64], standing: &[Incident]) -> Option<Dossier> {
        let rules = self.procedure.at(self.steps.last()?.at)?.clone();
        Some(Dossier {
            id: self.id.clone(),
            rules,
            allegation: self.allegation.clone(),
            receipt: self.receipt.clone(),
            stage: self.stage.clone(),
            earlier: self.earlier.clone(),
            declared: self.declared.clone(),
            steps: entries.iter().copied().zip(self.steps.iter().cloned()).collect(),
            clocks: self.clocks(),
            flags: self.flags(standing),
            findings: self.findings().into_iter().cloned().collect(),
        })
    }

    /// Every act that a case knows after its first, with who may do it at a moment, or what stands against it.
    pub fn outlook(&self, at: Timestamp) -> Vec<NextStep> {
        let at = self.steps.last().map_or(at, |last| at.max(last.at));
        let Some(rules) = self.procedure.at(at) else { return Vec::new() };
        let mut all: Vec<NextStep> = Vec::new();
        for acts in self.favourable(rules) {
            let Some(act) = acts.first().map(CaseAct::as_str) else { continue };
            let tried = rules.persons.iter().map(|person| (&person.id, self.tried(&person.id, at, &acts)));
            let (mut by, mut against) = (Vec::new(), Vec::new());
            for (id, result) in tried {
                match result {
                    Ok(()) => by.push(id.clone()),
                    Err(refusal) => against.push(refusal),
                }
            }
            let against = if by.is_empty() { telling(against) } else { None };
            all.push(NextStep { act, by, against });
        }
        all
    }

    /// Whether a person may take an act in one of its forms. What is only wrong with what the form says bars nobody.
    fn tried(&self, by: &PersonId, at: Timestamp, acts: &[CaseAct]) -> Result<(), Refusal> {
        let mut first = None;
        for act in acts {
            let reasons = "tried".to_owned();
            let step = CaseStep { case: self.id.clone(), at, by: by.clone(), reasons, act: act.clone() };
            match self.may(&step) {
                Err(refusal) if !is_of_the_form(&refusal) => first = first.or(Some(refusal)),
                _ => return Ok(()),
            }
        }
        first.map_or(Ok(()), Err)
    }

    /// The acts, each in the forms in which it has most to be said for it.
    fn favourable(&self, rules: &Rules) -> Vec<Vec<CaseAct>> {
        let motion = || Motion { kind: ResolutionKind::Closed, text: "tried".to_owned() };
        let present = self.free_members(rules);
        let seconds =
            |act: fn(PersonId) -> CaseAct| rules.persons.iter().map(|one| act(one.id.clone())).collect::<Vec<_>>();
        let published = rules.publication.levels.iter().flat_map(|level| {
            rules.persons.iter().map(|one| CaseAct::Published { level: *level, second: one.id.clone() })
        });
        let probe = FindingId::new("tried").ok();
        // Where a hearing runs, only those who were asked are tried, so that what is told is about them.
        let asked = self.stage.docket().map_or(rules.parties.as_slice(), |docket| docket.hearing.asked.as_slice());
        let replies = asked.iter().map(|id| CaseAct::Replied { party: id.clone(), text: "tried".to_owned() });
        vec![
            vec![CaseAct::Logged { receipt: "tried".to_owned() }],
            vec![CaseAct::Screened(Screening::InScope)],
            vec![CaseAct::Assigned { team: Vec::new() }],
            vec![CaseAct::VerificationBegun],
            self.by_team(|signed| CaseAct::Verified { outcome: Outcome::NotVerified, signed }),
            vec![CaseAct::InvestigationBegun],
            self.by_team(|signed| CaseAct::Attributed { answer: Answer::Insufficient, parties: Vec::new(), signed }),
            self.by_team(|signed| CaseAct::Classified {
                class: Classification::Insufficient,
                intent: Answer::NotJudged,
                signed,
            }),
            vec![CaseAct::ReplyAsked],
            replies.collect(),
            asked.iter().map(|id| CaseAct::MoreTimeAsked { party: id.clone() }).collect(),
            [false, true]
                .map(|emergency| CaseAct::Convened { present: present.clone(), emergency, motion: motion() })
                .into(),
            vec![CaseAct::Adjourned { present: Vec::new() }],
            vec![CaseAct::Voted { choice: Choice::Abstain }],
            probe.iter().map(|finding| CaseAct::Resolved { finding: finding.clone() }).collect(),
            published.collect(),
            seconds(|second| CaseAct::Corrected { finding: FindingId::new("tried").expect("a word is an id"), second }),
            vec![CaseAct::Withdrawn],
            vec![CaseAct::Reopened],
            vec![CaseAct::Declared { conflict: Some("other".to_owned()) }],
        ]
    }

    /// A team's result, signed by all who may.
    fn by_team(&self, act: impl Fn(Signed) -> CaseAct) -> Vec<CaseAct> {
        let bars = |id: &&PersonId| matches!(self.declared.get(*id), Some(Some(_)));
        let team = self.stage.team().map(|team| team.persons.as_slice()).unwrap_or_default();
        let team: Vec<&PersonId> = team.iter().filter(|id| !bars(id)).collect();
        let rest = |one: &PersonId| team.iter().copied().filter(|other| *other != one).cloned().collect::<Vec<_>>();
        let signed = |with| Signed { with, ..Signed::default() };
        let all = team.iter().map(|one| act(signed(rest(one))));
        if team.is_empty() { vec![act(Signed::default())] } else { all.collect() }
    }

    /// The members who may sit: where conflicts are to be declared, those who did.
    fn free_members(&self, rules: &Rules) -> Vec<PersonId> {
        let said = |id: &PersonId| rules.conflicts.is_empty() || self.declared.contains_key(id);
        let members = rules.persons.iter().filter(|one| one.duties.contains(&Duty::Member) && said(&one.id));
        members.map(|one| one.id.clone()).collect()
    }
}

/// Whether it is only about what a form says, which the person who fills it in can mend.
fn is_of_the_form(refusal: &Refusal) -> bool {
    match refusal.act {
        "assigned" => matches!(refusal.rule, Rule::Team | Rule::JointTeam),
        "verified" | "attributed" | "classified" => matches!(refusal.rule, Rule::Proof | Rule::TwoPersons),
        _ => false,
    }
}

/// Of several refusals the one that tells most: of the case before that of a person, of a person's bar before their duty.
fn telling(all: Vec<Refusal>) -> Option<String> {
    let rank = |refusal: &Refusal| match refusal.rule {
        Rule::Order => 0,
        Rule::Duties | Rule::Persons => 3,
        Rule::Team | Rule::Vote => 2,
        _ => 1,
    };
    let chosen = all.into_iter().min_by_key(rank)?;
    Some(format!("{} (rule: {}); {}", chosen.why, chosen.rule, chosen.remedy))
}
