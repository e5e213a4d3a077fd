//! How many? The published totals, each with its origin; no two are ever added.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{FigureRow, Filters, Frame, Shown, figures};
use crate::words;
use askama::Template;

/// The published totals.
#[derive(Template)]
#[template(path = "figures.html")]
pub(crate) struct Figures {
    frame: Frame,
    filters: Filters,
    /// By effect: its name, how many figures, the figures.
    groups: Vec<(String, String, Vec<FigureRow>)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Figures::new(ask).render()?))
}

impl Figures {
    pub(crate) fn new(ask: &Ask) -> Self {
        let mut groups: Vec<(String, String, Vec<FigureRow>)> = Vec::new();
        for figure in figures(&ask.view(), &ask.query) {
            let name = words::capital(figure.effect);
            match groups.last_mut().filter(|(last, _, _)| *last == name) {
                Some((_, _, rows)) => rows.push(figure),
                None => groups.push((name, String::new(), vec![figure])),
            }
        }
        for (_, count, rows) in &mut groups {
            *count = words::count(rows.len(), "published total", "published totals");
        }
        let filters = Filters::new(&ask.view(), "/figures", &ask.query, Shown::Period);
        Self { frame: ask.frame("Figures", "/figures"), filters, groups }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/figures", ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_superseded_total_says_by_which() {
        let page = Figures::sample().render().unwrap();
        for words in ["at least 280", "at least 250", "figure1", "superseded by", "River Relief"] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }
}
