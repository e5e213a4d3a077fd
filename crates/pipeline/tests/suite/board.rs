//! Expected lines of an agreement's board, and expected proposals.

use cases::query::{Query, time_is};
use cases::{Case, Line};
use model::{ActorId, Agreement, Board, Fused, Proposal, ProposedAnswer, Reading, StatusEntry};
use pipeline::{Stages, read_report};
use wire::AgreementFile;

struct Assessed {
    agreement: Agreement,
    board: Board,
    fused: Fused,
    proposals: Vec<Proposal>,
}

/// Says of each line whether it holds.
pub fn judge(stages: &Stages, case: &Case, lines: &[Line]) -> Vec<bool> {
    let readings: Vec<Reading> = case.reports.iter().map(|one| read_report(stages, &[], &one.report)).collect();
    let name = case.reports.iter().find_map(|one| one.agreement.clone()).expect("a report names the agreement");
    let assessed = assess(stages, agreement(&name), &readings);
    lines.iter().map(|line| holds(stages, &assessed, &Query::parse(&line.text))).collect()
}

pub fn agreement(name: &str) -> Agreement {
    let path = format!("{}/../../data/agreements/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    AgreementFile::parse(&text).and_then(|file| file.to_agreement()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn assess(stages: &Stages, agreement: Agreement, readings: &[Reading]) -> Assessed {
    let actors = stages.resolver().register().actors();
    let (fused, _) = fusion::fuse(readings, &[], actors);
    let (board, _) = assessment::board(&agreement, actors, readings, &fused);
    let proposals = assessment::propose(&agreement, actors, readings, &fused.incidents);
    Assessed { agreement, board, fused, proposals }
}

fn holds(stages: &Stages, assessed: &Assessed, query: &Query) -> bool {
    let words: Vec<&str> = query.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["no", rest @ ..] => !positive(stages, assessed, rest, query),
        all => positive(stages, assessed, all, query),
    }
}

fn positive(stages: &Stages, assessed: &Assessed, words: &[&str], query: &Query) -> bool {
    match words {
        ["may_breach", clause] => proposed(
            stages,
            assessed,
            query,
            |answer| matches!(answer, ProposedAnswer::MayBreach(id) if id.as_str() == *clause),
        ),
        ["permitted", clause] => proposed(
            stages,
            assessed,
            query,
            |answer| matches!(answer, ProposedAnswer::Permitted(id) if id.as_str() == *clause),
        ),
        ["outside", "period"] => {
            proposed(stages, assessed, query, |answer| matches!(answer, ProposedAnswer::OutsideScope(_)))
        }
        [who, act] => assessed
            .board
            .entries
            .iter()
            .any(|entry| entry.act.as_str() == *act && by(stages, assessed, entry, who) && told(entry, query)),
        other => panic!("{other:?} asks for nothing"),
    }
}

fn proposed(stages: &Stages, assessed: &Assessed, query: &Query, answer: impl Fn(&ProposedAnswer) -> bool) -> bool {
    assessed.proposals.iter().any(|proposal| {
        let incident =
            assessed.fused.incidents.iter().find(|incident| Some(&incident.id) == proposal.subject.incident());
        let kind =
            query.get("incident").is_none_or(|kind| incident.is_some_and(|incident| incident.kind.as_str() == kind));
        let agent = query.get("agent").is_none_or(|who| {
            let id = party(stages, who);
            proposal.actor.as_ref().is_some_and(|actor| actor.id() == Some(&id) || actor.name().contains(who))
        });
        answer(&proposal.answer) && kind && agent
    })
}

/// The actor itself, or the party on whose side an act stands; `-` is an act without a subject.
fn by(stages: &Stages, assessed: &Assessed, entry: &StatusEntry, who: &str) -> bool {
    if who == "-" {
        return entry.actor.is_none();
    }
    let id = party(stages, who);
    let side = entry.party.and_then(|place| assessed.agreement.parties.get(place));
    side == Some(&id)
        || entry.actor.as_ref().is_some_and(|actor| actor.id() == Some(&id))
        || stands_for(stages, entry, &id)
}

/// Whether the actor leads or speaks for the one named: a president's act is his state's.
fn stands_for(stages: &Stages, entry: &StatusEntry, id: &ActorId) -> bool {
    let actor = entry.actor.as_ref().and_then(|actor| stages.resolver().register().get(actor.id()?));
    actor.is_some_and(|actor| actor.leads.contains(id) || actor.speaks_for.contains(id) || actor.part_of.contains(id))
}

fn told(entry: &StatusEntry, query: &Query) -> bool {
    query.pairs.iter().all(|(key, value)| match key.as_str() {
        "since" => entry.when.versions().iter().any(|version| time_is(&version.value, value)),
        "contested" => (value == "yes") == (entry.when.is_contested() || !entry.against.is_empty()),
        other => panic!("'{other}' is no key of a board"),
    })
}

/// The actor whose name or alias this is; an id is itself.
fn party(stages: &Stages, who: &str) -> ActorId {
    let actors = stages.resolver().register().actors();
    let named = actors.iter().find(|actor| {
        actor.id.as_str() == who
            || actor.name == who
            || actor.aliases.iter().chain(&actor.ambiguous_aliases).any(|alias| alias == who)
    });
    named.unwrap_or_else(|| panic!("the register knows no '{who}'")).id.clone()
}
