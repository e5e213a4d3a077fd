//! How to read these pages: the legend, the words, the kinds of claim, the keys, the addresses.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::Frame;
use askama::Template;
use model::{KindRow, kind};

/// How to read these pages.
#[derive(Template)]
#[template(path = "help.html")]
pub(crate) struct Help {
    frame: Frame,
    kinds: Vec<KindRow>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Help::new(ask).render()?))
}

impl Help {
    pub(crate) fn new(ask: &Ask) -> Self {
        Self { frame: ask.frame("Help", ""), kinds: kind::rows().collect() }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/help", ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_explained() {
        let page = Help::sample().render().unwrap();
        for kind in model::ClaimKind::ALL {
            assert!(page.contains(kind.as_str()), "{kind:?}");
        }
    }
}
