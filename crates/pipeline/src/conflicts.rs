//! What posts that exchange contradict each other in: things that they entered differently, decisions that cannot all bind,
//! findings that deny each other. Each is told by the crate whose matter it is; here they are only brought together.

use model::exchange::given_by;
use model::{Conflict, ConflictKind, ConflictVersion, Continuity, Decision, Finding, FindingId, Subject};
use store::{Store, StoreError};

/// Every conflict of a record.
pub fn conflicts(store: &dyn Store, continuity: &Continuity) -> Result<Vec<Conflict>, StoreError> {
    let mut conflicts = store.conflicts()?;
    let peers = store.peers()?;
    if peers.is_empty() {
        return Ok(conflicts);
    }
    let home = store.checkpoint()?.map(|checkpoint| checkpoint.origin).unwrap_or_default();
    let logs: Vec<String> = peers.into_iter().map(|peer| peer.log).chain([home.clone()]).collect();
    let posts = Posts { home, logs };
    let decisions: Vec<Decision> = continuity.decisions.iter().map(|(_, decision)| decision.clone()).collect();
    for ids in fusion::contested(&decisions) {
        let told = decisions.iter().filter(|one| ids.contains(&one.id));
        let versions = told.map(|one| posts.version(one.id.as_str(), decided(one), false)).collect();
        conflicts.push(conflict(ConflictKind::Decision, versions));
    }
    let now = |subject: &Subject| match subject {
        Subject::Incident(id) => Subject::Incident(continuity.resolve(id).unwrap_or(id).clone()),
        other => other.clone(),
    };
    for (_, findings) in assessment::finding::contradictory(&store.findings()?, &now) {
        let versions = findings.into_iter().map(|one| posts.version(one.id.as_str(), found(one), true)).collect();
        conflicts.push(conflict(ConflictKind::Finding, versions));
    }
    Ok(conflicts)
}

/// About what it is, its versions tell.
fn conflict(kind: ConflictKind, mut versions: Vec<ConflictVersion>) -> Conflict {
    versions.sort();
    let about: Vec<String> = versions.iter().map(|version| version.place.clone()).collect();
    Conflict { kind, about: about.join(", "), versions }
}

/// The posts that ids may come from.
struct Posts {
    home: String,
    logs: Vec<String>,
}

impl Posts {
    fn version(&self, id: &str, says: String, stands: bool) -> ConflictVersion {
        let log = match given_by(id) {
            None => self.home.clone(),
            Some(short) => {
                self.logs.iter().find(|log| log.ends_with(short)).cloned().unwrap_or_else(|| short.to_owned())
            }
        };
        let place = id.split('@').next().unwrap_or(id);
        ConflictVersion { place: format!("{place} of {log}"), log, says, stands }
    }
}

fn decided(decision: &Decision) -> String {
    let act = decision.act.as_str();
    let about: Vec<String> = decision.act.incidents().iter().map(ToString::to_string).collect();
    format!("{act} {} by {}: {}", about.join(" and "), decision.by, decision.why)
}

fn found(finding: &Finding) -> String {
    let line = wire::FindingLine::new(finding);
    let of = |name: &str, answer: &str| (answer != "not_judged").then(|| format!("{name} {answer}"));
    let elements = [
        of("occurred", &line.occurred.answer),
        of("attribution", &line.attribution.answer),
        of("intent", &line.intent.answer),
        of("breach", &line.breach.answer),
    ];
    let over = finding.supersedes.as_ref().map(|id: &FindingId| format!("in place of {id}"));
    let told: Vec<String> = elements.into_iter().flatten().chain(over).collect();
    format!("{} by {}", told.join(", "), finding.body)
}
