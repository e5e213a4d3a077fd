//! The sentences of a screening: for each question that a clause asks, what was told and what the clause wants.

use super::reply::Reply;
use super::subject::Subject;
use super::{ASKED, Clause, Doer, Screen, arms};
use crate::scope::{self, Scope};

impl<'a> Screen<'a> {
    /// The sentences for the answers on one clause, in the order of the questions; only what the clause asks is told.
    pub(crate) fn in_words(
        &self,
        clause: &Clause<'a>,
        subject: &Subject<'_>,
        doer: Doer<'_>,
        period: Reply,
    ) -> Vec<String> {
        ASKED.into_iter().flat_map(|asked| self.sentences(asked, clause, subject, doer, period)).collect()
    }

    fn sentences(
        &self,
        asked: Scope,
        clause: &Clause<'a>,
        subject: &Subject<'_>,
        doer: Doer<'_>,
        period: Reply,
    ) -> Vec<String> {
        let reply = self.ask(asked, clause, subject, doer, period);
        let scope = clause.scope;
        match asked {
            Scope::Kind => Vec::new(),
            Scope::Period => {
                let own = scope.from.is_some() || scope.until.is_some();
                let of_clause = own.then(|| scope::clause_period_in_words(scope));
                std::iter::once(scope::period_in_words(self.agreement, subject, period)).chain(of_clause).collect()
            }
            Scope::Hours => scope.hours.map(|hours| hours_in_words(hours, reply)).into_iter().collect(),
            Scope::Area => vec![scope::area_in_words(clause.area, subject, reply)],
            Scope::Actor => vec![scope::bound_in_words(&self.standings, doer.told, doer.stand, reply)],
            Scope::Weapon => {
                scope.arms.as_ref().map(|arms| weapons_in_words(arms, subject, reply)).into_iter().collect()
            }
            Scope::Zone if scope.zones.is_empty() => Vec::new(),
            Scope::Zone => vec![self.ground.zones_in_words(&clause.spoken, subject, reply)],
            Scope::Line => {
                let line = scope.line.as_ref();
                line.map(|line| self.ground.line_in_words(&clause.spoken, line, subject)).unwrap_or_default()
            }
        }
    }
}

fn hours_in_words(holds: model::Hours, reply: Reply) -> String {
    match reply {
        Reply::Yes => format!("It happened within the hours at which the clause holds, {holds}."),
        Reply::No => format!("It happened outside the hours at which the clause holds, {holds}."),
        Reply::Lacks(_) => format!("The clause holds {holds}; the hour is not told closely enough."),
    }
}

fn weapons_in_words(meant: &model::Arms, subject: &Subject<'_>, reply: Reply) -> String {
    let told = subject.weapons.iter().map(arms::Weapon::words).collect::<Vec<_>>().join(", ");
    match reply {
        _ if told.is_empty() => format!("Nobody says with which weapon; the clause means {meant}."),
        Reply::Yes => format!("The weapon is told as {told}; the clause means {meant}."),
        Reply::No => format!("The weapon is told as {told}, which the clause does not mean: it means {meant}."),
        Reply::Lacks(_) => {
            format!("The weapon is told as {told}, which leaves open whether the clause means it: {meant}.")
        }
    }
}
