//! The pages, a module and a struct each, in the order of a reader's questions.

pub(crate) mod actor;
pub(crate) mod actors;
pub(crate) mod agreement;
pub(crate) mod agreements;
pub(crate) mod brief;
pub(crate) mod case;
pub(crate) mod cases;
pub(crate) mod figures;
pub(crate) mod help;
pub(crate) mod impartiality;
pub(crate) mod incident;
pub(crate) mod incidents;
pub(crate) mod ledger;
pub(crate) mod obligation;
pub(crate) mod obligations;
pub(crate) mod observation;
pub(crate) mod observations;
pub(crate) mod overview;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod stories;
pub(crate) mod story;
pub(crate) mod talks;
