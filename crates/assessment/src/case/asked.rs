//! A step that somebody wants to take, beside what decides on it: the case, and the rules that hold at that moment. What is
//! asked of every step alike stands here.

use super::Case;
use super::refusal::{Refusal, Rule};
use model::procedure::{Duty, Person};
use model::{CaseStep, PersonId, Reporter, Rules};
use std::collections::BTreeSet;

pub(super) struct Asked<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) step: &'a CaseStep,
    pub(super) rules: &'a Rules,
    pub(super) who: &'a Person,
}

/// A refusal of a step.
pub(super) fn refusal(step: &CaseStep, rule: Rule, why: impl Into<String>, remedy: impl Into<String>) -> Refusal {
    Refusal { who: step.by.clone(), act: step.act.as_str(), rule, why: why.into(), remedy: remedy.into() }
}

/// The rules that hold when a step is taken, and who takes it.
pub(super) fn standing<'a>(
    step: &CaseStep,
    procedure: &'a model::Procedure,
) -> Result<(&'a Rules, &'a Person), Refusal> {
    let Some(rules) = procedure.at(step.at) else {
        let why = format!("no rules of procedure held at {}", step.at);
        return Err(refusal(step, Rule::From, why, "enter rules that held then, or mend 'at'"));
    };
    let Some(who) = rules.person(&step.by) else {
        let why = format!("the rules of version '{}' know nobody by this id", rules.version);
        return Err(refusal(step, Rule::Persons, why, "mend 'by', or enter rules that name them"));
    };
    if step.reasons.trim().is_empty() {
        return Err(refusal(step, Rule::Reasons, "it gives no reasons", "say why in 'reasons'"));
    }
    Ok((rules, who))
}

impl<'a> Asked<'a> {
    pub(super) fn new(case: &'a Case<'a>, step: &'a CaseStep) -> Result<Self, Refusal> {
        let (rules, who) = standing(step, case.procedure)?;
        if step.case != case.id {
            let why = format!("it is a step of case '{}', and this is case '{}'", step.case, case.id);
            return Err(refusal(step, Rule::Order, why, "mend 'case'"));
        }
        let last = case.steps.last().map_or(step.at, |step| step.at);
        if step.at < last {
            let why = format!("it is dated {}, before the last step at {last}", step.at);
            return Err(refusal(step, Rule::Clock, why, "mend 'at': a case is told in the order in which it happened"));
        }
        Ok(Self { case, step, rules, who })
    }

    pub(super) fn refuse(&self, rule: Rule, why: impl Into<String>, remedy: impl Into<String>) -> Refusal {
        refusal(self.step, rule, why, remedy)
    }

    /// Refuses where something does not hold.
    pub(super) fn need(
        &self,
        holds: bool,
        rule: Rule,
        why: impl FnOnce() -> String,
        remedy: &str,
    ) -> Result<(), Refusal> {
        if holds { Ok(()) } else { Err(self.refuse(rule, why(), remedy)) }
    }

    pub(super) fn out_of_order(&self, follows: &str) -> Refusal {
        let why = format!("the case stands at '{}'", self.case.stage.as_str());
        self.refuse(Rule::Order, why, format!("this step follows {follows}"))
    }

    /// Holds whoever takes the step to one of these duties.
    pub(super) fn duty(&self, duties: &[Duty]) -> Result<(), Refusal> {
        let names = || duties.iter().map(|duty| duty.as_str()).collect::<Vec<_>>().join(" or ");
        let has = duties.iter().any(|duty| self.who.duties.contains(duty));
        self.need(has, Rule::Duties, || format!("they are no {}", names()), "let somebody take it who is")
    }

    /// Somebody whom the rules know.
    pub(super) fn person(&self, id: &PersonId) -> Result<&'a Person, Refusal> {
        let unknown = || self.refuse(Rule::Persons, format!("the rules know no '{id}'"), "mend the id");
        self.rules.person(id).ok_or_else(unknown)
    }

    pub(super) fn distinct(&self, ids: &[PersonId]) -> Result<(), Refusal> {
        let mut seen = BTreeSet::new();
        let twice = ids.iter().find(|id| !seen.insert(*id));
        match twice {
            None => Ok(()),
            Some(id) => Err(self.refuse(Rule::TwoPersons, format!("it names '{id}' twice"), "name everybody once")),
        }
    }

    /// Whoever reported it neither screens nor verifies it.
    pub(super) fn not_the_reporter(&self, id: &PersonId) -> Result<(), Refusal> {
        let reported = matches!(&self.case.allegation.reporter, Reporter::Person(reporter) if reporter == id);
        self.need(!reported, Rule::OwnReport, || format!("'{id}' reported it"), "let somebody else do it")
    }

    /// The conflict that somebody declared in this case.
    pub(super) fn conflict(&self, id: &PersonId) -> Option<&'a str> {
        self.case.declared.get(id)?.as_deref()
    }

    /// Bars whoever has a conflict of interest.
    pub(super) fn no_conflict(&self, id: &PersonId) -> Result<(), Refusal> {
        let Some(conflict) = self.conflict(id) else { return Ok(()) };
        let why = format!("'{id}' declared the conflict of interest '{conflict}'");
        Err(self.refuse(Rule::Conflicts, why, "let somebody without one do it"))
    }

    /// Bars also whoever did not say whether they have one, where the rules ask for that.
    pub(super) fn declared_none(&self, id: &PersonId) -> Result<(), Refusal> {
        self.no_conflict(id)?;
        let said = self.rules.conflicts.is_empty() || self.case.declared.contains_key(id);
        let why = || format!("'{id}' has not said whether they have a conflict of interest");
        self.need(said, Rule::Conflicts, why, "let them take the step 'declared' first")
    }

    /// The second of two persons: another one, who sits or serves, without a conflict.
    pub(super) fn second(&self, second: &PersonId) -> Result<(), Refusal> {
        self.no_conflict(&self.step.by)?;
        let why = || "one person alone would answer for it".to_owned();
        self.need(*second != self.step.by, Rule::TwoPersons, why, "name another in 'second'")?;
        let person = self.person(second)?;
        let serves = person.duties.contains(&Duty::Secretary) || person.duties.contains(&Duty::Member);
        let why = || format!("'{second}' is neither secretary nor member");
        self.need(serves, Rule::Duties, why, "name somebody who is")?;
        self.no_conflict(second)
    }
}
