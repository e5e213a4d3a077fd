//! PA-X: a row is an agreement, its day and, in free words, who took part. Where its status says that several agreed, the
//! row says so of the words in its column of parties; who of them signed is not coded. All the rest stays in the row.

use crate::actors::Register;
use crate::ceasefires::bare;
use crate::days;
use crate::facts::{Facts, listed};
use crate::reading::{self, Mentions};
use crate::sheet::Sheet;
use crate::table::Row;
use model::{
    ActorId, ActorRef, Agreement, AgreementId, ClaimKind, Filler, Interval, MentionKind, Note, Reading, Referent,
    ReportId, Role, When,
};

/// What the title calls it.
const CALLED: &str = "agreement";
/// The status of what several agreed on.
const AGREED: &str = "multiparty signed/agreed";

/// The reading of a row.
pub(crate) fn read(row: &Row, id: ReportId, register: &Register) -> Reading {
    let sheet = Sheet::new(row, &[], &[]);
    let mut facts = Facts::default();
    let mut mentions = Mentions::default();
    let span = |column: &str| row.place_of(column).and_then(|place| sheet.cell(place));
    mentions.enter(span("Agt"), MentionKind::Agreement, Referent::Unresolved);
    let when = day(row, &mut facts);
    if let Some(when) = when {
        mentions.enter(span("Dat"), MentionKind::Time, Referent::Time(When::Known(when)));
    }
    let named = parties(row, register);
    for (part, id, name) in &named {
        let who = ActorRef::Listed { id: id.clone(), name: name.clone() };
        mentions.enter(sheet.part(*part), MentionKind::Organisation, Referent::Actor(who));
    }
    let mut claims = Vec::new();
    if let Some(trigger) = span("Status").filter(|_| is_agreed(row)) {
        let mut told = reading::claim(row, &id, 1, ClaimKind::Acceptance, trigger, &sheet);
        told.time = mentions.at(span("Dat"), MentionKind::Time);
        let agents = named.iter().filter_map(|(part, ..)| mentions.at(sheet.part(*part), MentionKind::Organisation));
        let mut agents: Vec<Filler> = agents.map(Filler::Mention).collect();
        if agents.is_empty() {
            agents.extend(span("Part").map(Filler::Words));
        }
        told.roles.insert(Role::Agent, agents);
        let matter = mentions.at(span("Agt"), MentionKind::Agreement).map(Filler::Mention);
        told.roles.insert(Role::Matter, matter.into_iter().collect());
        claims.push(told);
    }
    let mut reading = reading::reading(row, id, sheet, mentions, claims);
    reading.notes = facts.doubts.iter().map(|doubt| Note::warning("cell-not-read", doubt.to_string())).collect();
    reading
}

/// The agreement of a row, where the register knows two of its parties or more; else why there is none.
pub(crate) fn agreement(row: &Row, register: &Register) -> Result<Agreement, Note> {
    let mut parties: Vec<ActorId> = parties(row, register).into_iter().map(|(_, id, _)| id).collect();
    parties.sort();
    parties.dedup();
    let refuse = |why: String| Note::information("no-agreement-made", format!("{}: {why}", row.place));
    if parties.len() < 2 {
        let why =
            "the register knows fewer than two of its parties; what the row says is kept, and no agreement is made";
        return Err(refuse(why.to_owned()));
    }
    let id = AgreementId::new(format!("pax-{}", row.entry())).map_err(|error| refuse(error.to_string()))?;
    let title = format!("{} (PA-X)", row.cell("Agt"));
    Ok(bare(id, title, CALLED, parties, format!("PA-X, row {}", row.entry())))
}

fn is_agreed(row: &Row) -> bool {
    row.cell("Status").eq_ignore_ascii_case(AGREED)
}

fn day(row: &Row, facts: &mut Facts) -> Option<Interval> {
    let found = days::day(row.cell("Dat")).and_then(Interval::day);
    if found.is_none() && !row.cell("Dat").is_empty() {
        facts.doubt(row, "Dat", "is no day such as 2014-01-22");
    }
    found
}

/// The parties that the register knows by exactly the name that stands between semicolons.
fn parties(row: &Row, register: &Register) -> Vec<(crate::facts::Part, ActorId, String)> {
    let all = listed(row, "Part").into_iter();
    all.filter_map(|one| Some((one.part, register.only(&one.name)?, one.name))).collect()
}
