//! ETH/PRIO: a row is a ceasefire and one of those who declared it. What it says are that party's own acts: that it declared
//! the ceasefire, that the ceasefire took effect, that it ended, each on the day that the row gives it and no other. Codes
//! for class, purpose, mediation, enforcement and how it ended stay in the row.

use crate::actors::Register;
use crate::days;
use crate::facts::Facts;
use crate::reading::{self, Mentions};
use crate::sheet::Sheet;
use crate::table::Row;
use model::{
    ActorId, ActorKind, Agreement, AgreementId, ClaimKind, Filler, Interval, MentionKind, Note, Reading, Referent,
    ReportId, Role, When,
};
use std::collections::BTreeMap;

/// What the title calls it.
pub(crate) const CALLED: &str = "ceasefire";

/// The acts, each with the columns of its date.
const ACTS: [(ClaimKind, [&str; 3]); 3] = [
    (ClaimKind::Acceptance, ["cf_dec_yr", "cf_dec_month", "cf_dec_day"]),
    (ClaimKind::EntryIntoEffect, ["cf_effect_yr", "cf_effect_month", "cf_effect_day"]),
    (ClaimKind::End, ["end_yr", "end_month", "end_day"]),
];

/// The reading of a row.
pub(crate) fn read(row: &Row, id: ReportId, register: &Register) -> Reading {
    let sheet = Sheet::new(row, &[CALLED], &[]);
    let mut facts = Facts::default();
    let dated: Vec<(ClaimKind, Interval, usize)> = ACTS
        .iter()
        .filter_map(|(kind, columns)| days::in_three(row, &mut facts, *columns).map(|(when, at)| (*kind, when, at)))
        .collect();
    let mut mentions = Mentions::default();
    mentions.enter(sheet.titled(CALLED), MentionKind::Agreement, Referent::Unresolved);
    let doer = row.place_of("actor_name").and_then(|column| sheet.cell(column));
    let who = register.find(row.cell("actor_name"), ActorKind::ArmedGroup, None);
    mentions.enter(doer, MentionKind::Organisation, Referent::Actor(who));
    for (_, when, column) in &dated {
        mentions.enter(sheet.cell(*column), MentionKind::Time, Referent::Time(When::Known(*when)));
    }
    let claims = (1..).zip(&dated).filter_map(|(number, (kind, _, column))| {
        let time = sheet.cell(*column)?;
        let mut told = reading::claim(row, &id, number, *kind, time, &sheet);
        told.time = mentions.at(Some(time), MentionKind::Time);
        let agent = mentions.at(doer, MentionKind::Organisation).map(Filler::Mention);
        let matter = mentions.at(sheet.titled(CALLED), MentionKind::Agreement).map(Filler::Mention);
        told.roles.entry(Role::Agent).or_default().extend(agent);
        told.roles.entry(Role::Matter).or_default().extend(matter);
        Some(told)
    });
    let claims = claims.collect();
    let mut reading = reading::reading(row, id, sheet, mentions, claims);
    reading.notes = facts.doubts.iter().map(|doubt| Note::warning("cell-not-read", doubt.to_string())).collect();
    reading
}

/// Rows of one ceasefire after another, gathered into agreements.
#[derive(Default)]
pub(crate) struct Ceasefires {
    all: BTreeMap<String, Gathered>,
}

#[derive(Default)]
struct Gathered {
    title: String,
    parties: Vec<Option<ActorId>>,
    effects: Vec<Option<Interval>>,
    ends: Vec<Option<Interval>>,
    places: Vec<String>,
    entries: Vec<String>,
}

impl Ceasefires {
    /// Takes a row.
    pub(crate) fn take(&mut self, row: &Row, register: &Register) {
        let key = [row.cell("cc"), row.cell("cf_id")].join("-");
        let one = self.all.entry(key).or_default();
        if one.title.is_empty() {
            one.title = format!("Ceasefire {} in {} (ETH/PRIO)", row.cell("cf_id"), row.cell("location"));
        }
        let mut unused = Facts::default();
        let [_, (_, effect), (_, end)] = ACTS;
        one.parties.push(register.only(row.cell("actor_name")));
        one.effects.push(days::in_three(row, &mut unused, effect).map(|(when, _)| when));
        one.ends.push(days::in_three(row, &mut unused, end).map(|(when, _)| when));
        one.places.push(row.place.clone());
        one.entries.push(row.entry());
    }

    /// The agreements of two parties or more, all of whom the register knows; and why of others there is none.
    pub(crate) fn agreements(self) -> (Vec<Agreement>, Vec<Note>) {
        let (mut agreements, mut notes) = (Vec::new(), Vec::new());
        for (key, one) in self.all {
            match one.agreement(&key) {
                Ok(agreement) => agreements.push(agreement),
                Err(why) => notes.push(Note::information("no-agreement-made", why)),
            }
        }
        (agreements, notes)
    }
}

impl Gathered {
    fn agreement(self, key: &str) -> Result<Agreement, String> {
        let rows = self.places.join(", ");
        let known: Option<Vec<ActorId>> = self.parties.into_iter().collect();
        let mut parties = known.ok_or_else(|| {
            format!("{rows}: the register lacks a party of this ceasefire; its statements are kept, and no agreement is made")
        })?;
        parties.sort();
        parties.dedup();
        if parties.len() < 2 {
            return Err(format!(
                "{rows}: one party alone declared this ceasefire; its statements are kept, and no agreement is made"
            ));
        }
        let slug: String =
            key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
        let id = AgreementId::new(format!("eth-prio-{slug}")).map_err(|error| format!("{rows}: {error}"))?;
        let facts_from = format!("ETH/PRIO Civil Conflict Ceasefires, rows {}", self.entries.join(", "));
        let known = bare(id, self.title, CALLED, parties, facts_from);
        Ok(Agreement { in_effect: one_day(&self.effects), ended: one_day(&self.ends), ..known })
    }
}

/// The day that every party's row gives; a day that is disputed, or that one row leaves open, is no day of the agreement.
fn one_day(all: &[Option<Interval>]) -> Option<Interval> {
    let first = all.first().copied()??;
    all.iter()
        .all(|other| *other == Some(first))
        .then_some(first)
        .filter(|when| when.precision() == model::Precision::Day)
}

/// An agreement of which nothing is known but its parties.
pub(crate) fn bare(
    id: AgreementId,
    title: String,
    called: &str,
    parties: Vec<ActorId>,
    facts_from: String,
) -> Agreement {
    Agreement {
        id,
        title,
        called: vec![called.to_owned()],
        parties,
        mediators: Vec::new(),
        guarantors: Vec::new(),
        witnesses: Vec::new(),
        drafts: Vec::new(),
        provisions: Vec::new(),
        permitted: Vec::new(),
        reservations: Vec::new(),
        obligations: Vec::new(),
        in_effect: None,
        ended: None,
        facts_from,
        annex: model::Annex::default(),
    }
}
