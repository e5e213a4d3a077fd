//! What stands around every page: title, navigation, period, legend, checkpoint.

use crate::assets::Assets;
use crate::query::Query;
use model::Checkpoint;

/// What stands around a page.
pub(crate) struct Frame {
    pub(crate) title: String,
    /// The navigation: address, text, whether the page belongs there.
    pub(crate) places: Vec<(String, &'static str, bool)>,
    /// The period asked for, in words; empty where none is.
    pub(crate) period: String,
    /// The same page's first address without a period.
    pub(crate) style: String,
    pub(crate) keys: String,
    /// The ledger's size and root.
    pub(crate) checkpoint: Option<(String, String)>,
    /// Why what was typed was refused.
    pub(crate) refused: Option<String>,
}

/// The navigation, in the order of a reader's questions.
const PLACES: [(&str, &str); 13] = [
    ("/", "Overview"),
    ("/agreements", "Agreement"),
    ("/obligations", "Obligations"),
    ("/incidents", "Incidents"),
    ("/stories", "Stories"),
    ("/observations", "Observations"),
    ("/reports", "Reports"),
    ("/cases", "Cases"),
    ("/figures", "Figures"),
    ("/talks", "Talks"),
    ("/actors", "Actors"),
    ("/brief", "Brief"),
    ("/ledger", "Ledger"),
];

impl Frame {
    pub(crate) fn new(
        assets: &Assets,
        query: &Query,
        checkpoint: Option<&Checkpoint>,
        title: String,
        here: &'static str,
    ) -> Self {
        let kept = query.period_only();
        let place = |(path, text): (&str, &'static str)| (format!("{path}{}", kept.written()), text, path == here);
        Self {
            title,
            places: PLACES.map(place).into(),
            period: if kept == Query::default() { String::new() } else { kept.period().to_string() },
            style: assets.style_path.clone(),
            keys: assets.keys_path.clone(),
            checkpoint: checkpoint.map(|one| (crate::words::grouped(one.size), one.root.clone())),
            refused: None,
        }
    }
}
