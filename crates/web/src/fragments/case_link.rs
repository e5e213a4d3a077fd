//! A case on one line: where it stands and who brought it.

use crate::links;
use crate::view::View;
use model::{Dossier, IncidentId, Reporter, Subject};

/// A case on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaseLink {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) state: String,
    pub(crate) made_by: String,
}

impl CaseLink {
    /// The cases on an incident, or on a former id of it.
    pub(crate) fn on(view: &View<'_>, incident: &IncidentId) -> Vec<Self> {
        Self::about(view, |subject| match subject {
            Subject::Incident(id) => view.record.continuity.resolve(id).unwrap_or(id) == incident,
            Subject::Obligation(..) => false,
        })
    }

    /// The cases on an obligation.
    pub(crate) fn on_obligation(view: &View<'_>, obligation: &Subject) -> Vec<Self> {
        Self::about(view, |subject| subject == obligation)
    }

    fn about(view: &View<'_>, is: impl Fn(&Subject) -> bool) -> Vec<Self> {
        let link = |case: &Dossier| Self {
            id: case.id.to_string(),
            href: links::case(&case.id),
            state: case.stage.as_str().replace('_', " "),
            made_by: reporter(case),
        };
        view.record.cases.iter().filter(|case| is(&case.allegation.subject)).map(link).collect()
    }
}

/// Who alleges it.
pub(crate) fn reporter(case: &Dossier) -> String {
    match &case.allegation.reporter {
        Reporter::Person(id) => case.rules.person(id).map_or_else(|| id.to_string(), |person| person.name.clone()),
        Reporter::Outside { name, .. } => name.clone(),
    }
}
