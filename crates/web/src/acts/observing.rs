//! What a patrol noticed, met or did, read out of the forms. A form's fields are a row's columns, and are read as a row is.

use crate::acting::{Taken, Undone};
use crate::ask::Ask;
use crate::links::segment;
use crate::{Desk, links};
use model::ObservationId;
use wire::FieldworkFile;
use wire::fieldwork::{Cells, Tabular};

/// An observation, a restriction or effort, from the page of all of them.
pub(crate) fn enter(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    let mut file = FieldworkFile::default();
    match ask.form.one("act") {
        "observation" => file.observations.push(line(ask, None)?),
        "restriction" => file.restrictions.push(line(ask, None)?),
        "effort" => file.efforts.push(line(ask, None)?),
        other => return Err(super::unread(other)),
    }
    let seen_at = |id: &str| match ask.form.one("act") {
        "observation" => {
            ObservationId::new(id).map_or_else(|_| "/observations".to_owned(), |id| links::observation(&id))
        }
        _ => format!("/observations#{}", segment(id)),
    };
    handed_over(ask, desk, file, seen_at)
}

/// An observation that puts another right, from that one's page.
pub(crate) fn correct(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    let id = ObservationId::new(ask.id.as_str())?;
    let observations = vec![line(ask, Some(&id))?];
    let file = FieldworkFile { observations, ..FieldworkFile::default() };
    handed_over(ask, desk, file, |_| links::observation(&id))
}

fn handed_over(
    ask: &Ask,
    desk: &dyn Desk,
    file: FieldworkFile,
    seen_at: impl Fn(&str) -> String,
) -> Result<Taken, Undone> {
    let by = ask.form.one("by");
    if by.is_empty() {
        return Err(Undone::Unread("whoever enters it gives a name: fill it in".to_owned()));
    }
    let id = desk.observe(file, by)?;
    Ok(Taken { seen_at: seen_at(&id), name: by.to_owned() })
}

fn line<L: Tabular>(ask: &Ask, corrects: Option<&ObservationId>) -> Result<L, Undone> {
    let cell = |name: &str| match name {
        "id" => None,
        "corrects" => corrects.map(ToString::to_string),
        "means" => Some(ask.form.all("means").join(";")),
        // `by` is the name of whoever fills in the form.
        "by" => ask.form.told("restricted_by"),
        name => ask.form.told(name),
    };
    L::from_cells(&Cells::new(&cell)).map_err(|why| Undone::Unread(why.to_string()))
}
