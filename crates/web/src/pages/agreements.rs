//! Which agreements are entered.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Board, Frame};
use askama::Template;

/// The agreements.
#[derive(Template)]
#[template(path = "agreements.html")]
pub(crate) struct Agreements {
    frame: Frame,
    boards: Vec<Board>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Agreements::new(ask).render()?))
}

impl Agreements {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let mut boards: Vec<Board> = view.record.agreements.iter().map(|one| Board::new(&view, one)).collect();
        // Those of which reports speak come first; else the record's order.
        boards.sort_by_key(|board| board.rows.is_empty());
        Self { frame: ask.frame("Agreements", "/agreements"), boards }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/agreements", ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_names_its_agreement() {
        assert!(Agreements::sample().render().unwrap().contains("/agreement/rivers-2020"));
    }
}
