//! How was each party treated? The same questions of every party in a period, side by side, beside how much was watched. It must not
//! rank the parties, nor make one number of several.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, Party, Shown, parties};
use crate::links;
use askama::Template;
use publication::treated::Treated;

/// How the parties were treated, under each agreement that has rules of procedure.
#[derive(Template)]
#[template(path = "impartiality.html")]
pub(crate) struct ImpartialityPage {
    frame: Frame,
    filters: Filters,
    tables: Vec<Table>,
}

/// Under one agreement.
struct Table {
    title: String,
    href: String,
    from: String,
    to: String,
    parties: Vec<Party>,
    questions: Vec<(&'static str, Vec<String>)>,
    beside: Vec<(&'static str, String)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(ImpartialityPage::new(ask)?.render()?))
}

impl ImpartialityPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let told = ask.site.holder.treated(ask.query.from, ask.query.to)?;
        Ok(Self {
            frame: ask.frame("How each party was treated", "/cases"),
            filters: Filters::new(&ask.view(), "/impartiality", &ask.query, Shown::Period),
            tables: told.into_iter().filter_map(|one| table(ask, one)).collect(),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/impartiality", "")).expect("the sample has rules")
    }
}

fn table(ask: &Ask, told: Treated) -> Option<Table> {
    let view = ask.view();
    let agreement = view.record.agreements.iter().find(|one| one.id == told.agreement)?;
    Some(Table {
        title: agreement.title.clone(),
        href: links::agreement(&agreement.id),
        from: told.from.to_string(),
        to: told.to.to_string(),
        parties: parties(&view, agreement),
        questions: told.questions,
        beside: told.beside,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_party_has_its_column_and_every_question_its_row() {
        let page = ImpartialityPage::sample().render().unwrap();
        for words in ["North Army", "South Council", "access it denied", "what was watched", "Accord of the Two Rivers"]
        {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }
}
