//! A case as a line of the queue: where it stands and what is due. It is written and never read back: the steps are the case.

use model::{Clock, Dossier, Reporter, Subject};
use serde::Serialize;

/// A case of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueueLine {
    /// The case.
    pub case: String,
    /// The receipt's number, once it is logged.
    pub receipt: Option<String>,
    /// The agreement.
    pub agreement: String,
    /// Where it stands.
    pub state: String,
    /// The incident or the obligation.
    pub subject: String,
    /// Who alleges it: a person's id, or a name.
    pub made_by: String,
    /// The party for which somebody from outside speaks.
    pub made_for: Option<String>,
    /// The parties accused.
    pub against: Vec<String>,
    /// The clocks that ran over.
    pub late: Vec<String>,
    /// When the next clock ends.
    pub next_due: Option<String>,
    /// Which that is.
    pub next_clock: Option<String>,
    /// How many steps were taken.
    pub steps: usize,
    /// The last of them.
    pub last_step: String,
    /// When that was.
    pub last_at: String,
    /// The findings, the first first.
    pub findings: Vec<String>,
    /// The version of this line.
    pub v: u32,
}

impl QueueLine {
    /// Writes a case with its clocks that ran over.
    pub fn new(case: &Dossier, late: &[&Clock]) -> Self {
        let (made_by, made_for) = match &case.allegation.reporter {
            Reporter::Person(id) => (id.to_string(), None),
            Reporter::Outside { name, party } => (name.clone(), party.as_ref().map(ToString::to_string)),
        };
        let next = case.next_due();
        let last = case.steps.last().map(|(_, step)| step);
        Self {
            case: case.id.to_string(),
            receipt: case.receipt.clone(),
            agreement: case.allegation.agreement.to_string(),
            state: case.stage.as_str().to_owned(),
            subject: match &case.allegation.subject {
                Subject::Incident(id) => id.to_string(),
                Subject::Obligation(_, id) => id.to_string(),
            },
            made_by,
            made_for,
            against: case.allegation.against.iter().map(ToString::to_string).collect(),
            late: late.iter().map(|clock| clock.of.as_str().to_owned()).collect(),
            next_due: next.map(|clock| clock.due.to_string()),
            next_clock: next.map(|clock| clock.of.as_str().to_owned()),
            steps: case.steps.len(),
            last_step: last.map_or("", |step| step.act.as_str()).to_owned(),
            last_at: last.map(|step| step.at.to_string()).unwrap_or_default(),
            findings: case.findings.iter().map(ToString::to_string).collect(),
            v: crate::VERSION,
        }
    }
}
