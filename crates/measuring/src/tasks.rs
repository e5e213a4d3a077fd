//! The tasks, one a file: a corpus is read, our claims are put in the corpus's terms, a scorer compares. The mappings are
//! general, from our kinds and roles to theirs; none knows a document.

mod attribution;
mod coded_rows;
mod copies;
mod coreference;
mod death_tolls;
mod dyads;
mod events;
mod fillers;
mod headlines;
mod incidents;
mod main_text;
mod names;
mod stories;
mod suite;
mod tf_idf;
mod toponyms;

use crate::bench::Bench;
use crate::counts::Counts;
use anyhow::Result;
use std::path::Path;

/// One measured number.
pub struct Figure {
    /// Which part of the task.
    pub category: String,
    /// What kind of number.
    pub measure: &'static str,
    /// In per cent.
    pub value: f64,
    /// What it was made of.
    pub detail: String,
    /// What others reach on the same data in the same run: a name, and per cent.
    pub beside: Vec<(&'static str, f64)>,
}

impl Figure {
    /// The F1 of counts.
    pub fn f1(category: impl Into<String>, measure: &'static str, counts: Counts) -> Self {
        let (precision, recall) = (100.0 * counts.precision(), 100.0 * counts.recall());
        let detail = format!("P {precision:.1}, R {recall:.1}, of {}", counts.gold);
        Self { category: category.into(), measure, value: 100.0 * counts.f1(), detail, beside: Vec::new() }
    }

    /// A share of a whole.
    pub fn share(category: impl Into<String>, measure: &'static str, part: usize, whole: usize) -> Self {
        let value = 100.0 * crate::counts::share(part, whole);
        Self { category: category.into(), measure, value, detail: format!("{part} of {whole}"), beside: Vec::new() }
    }
}

/// A case that somebody who improves the reader may want to see.
pub struct Case {
    /// How many things are wrong in it.
    pub wrong: usize,
    /// What was wanted and what was found.
    pub told: String,
}

/// What a task gives: its figures, the one that stands for the task first; and its cases.
#[derive(Default)]
pub struct Outcome {
    /// The figures.
    pub figures: Vec<Figure>,
    /// The cases in which something is wrong.
    pub cases: Vec<Case>,
}

/// A task.
pub struct Task {
    /// Its short name.
    pub name: &'static str,
    /// What it asks.
    pub title: &'static str,
    /// The folder in the corpora; `suite` lies in the repository.
    pub corpus: &'static str,
    /// What is measured.
    pub split: &'static str,
    /// Whether what ships has learned from any of it.
    pub training: &'static str,
    /// Measures it.
    pub run: fn(&Bench, &Path) -> Result<Outcome>,
}

const UNSEEN: &str = "not used for training";
const LOOKED_AT: &str =
    "development: no weights were learned from it, but its misses shaped rules, word lists and the points of countries";
const MISSES_SEEN: &str = "development: no weights were learned from it, but its misses shaped rules and word lists";
const DEV_SEEN: &str = "not used for training; errors were studied on the corpus's DEV part";
const SETTINGS_SEEN: &str = "no weights were learned from it; two settings were chosen with its figure in view";
const FUSION_SEEN: &str = "development: misses of the even months were read while rules and weights were chosen";
const TREES_SEEN: &str = "names not learned from, but seen while settings were chosen; the tagger and parser learned from trees of these sentences";

/// All tasks, in the order of the page. A further one is a row here and a file beside the others.
pub const ALL: &[Task] = &[
    Task {
        name: "names.re3d",
        title: "persons, organisations, places on Syria and Iraq",
        corpus: "re3d",
        split: "documents whose id ends in 8–f",
        training: UNSEEN,
        run: names::re3d,
    },
    Task {
        name: "names.ewt",
        title: "persons, organisations, places on the web",
        corpus: "uner",
        split: "UNER English EWT test",
        training: TREES_SEEN,
        run: |bench, folder| names::uner(bench, &folder.join("en_ewt-ud-test.iob2")),
    },
    Task {
        name: "names.pud",
        title: "persons, organisations, places in news and Wikipedia",
        corpus: "uner",
        split: "UNER English PUD",
        training: TREES_SEEN,
        run: |bench, folder| names::uner(bench, &folder.join("en_pud-ud-test.iob2")),
    },
    Task {
        name: "names.pud-russian",
        title: "the same in Russian",
        corpus: "uner",
        split: "UNER Russian PUD, documents with even numbers",
        training: "names learned from the documents with odd numbers",
        run: |bench, folder| names::uner_russian(bench, &folder.join("ru_pud-ud-test.iob2")),
    },
    Task {
        name: "names.wojood-arabic",
        title: "the same in Arabic",
        corpus: "ner/wojood",
        split: "test of the Wojood sample",
        training: "names learned from its train and validation parts",
        run: |bench, folder| names::wojood(bench, &folder.join("test.txt")),
    },
    Task {
        name: "names.sequoia-french",
        title: "names of whatever kind in French: runs of proper nouns",
        corpus: "ud",
        split: "UD French-Sequoia test",
        training: "names and trees learned from its other parts",
        run: |bench, folder| names::proper_nouns(bench, &folder.join("fr_sequoia-ud-test.conllu")),
    },
    Task {
        name: "incidents.roles",
        title: "role fillers of incidents",
        corpus: "muc4",
        split: "MUC-4 TST1 + TST2",
        training: DEV_SEEN,
        run: |bench, folder| incidents::roles(bench, folder, incidents::Part::Test),
    },
    Task {
        name: "incidents.types",
        title: "incident types of a report",
        corpus: "muc4",
        split: "MUC-4 TST1 + TST2",
        training: DEV_SEEN,
        run: |bench, folder| incidents::types(bench, folder, incidents::Part::Test),
    },
    Task {
        name: "events.plover",
        title: "what kind of event, who, towards whom",
        corpus: "plover",
        split: "all PLOVER gold standard records",
        training: MISSES_SEEN,
        run: events::run,
    },
    Task {
        name: "events.petrarch",
        title: "pairs of source and target",
        corpus: "petrarch",
        split: "PETRARCH unit records and PETRARCH2 validation records",
        training: MISSES_SEEN,
        run: dyads::run,
    },
    Task {
        name: "attribution",
        title: "sources and cues of attributions",
        corpus: "polnear-dev",
        split: "PolNeAR dev",
        training: UNSEEN,
        run: attribution::run,
    },
    Task {
        name: "toponyms",
        title: "places found, and put where they lie",
        corpus: "geovirus",
        split: "all of GeoVirus",
        training: LOOKED_AT,
        run: toponyms::run,
    },
    Task {
        name: "main-text",
        title: "the article out of a page",
        corpus: "html",
        split: "all 181 pages",
        training: "not used for training; one rule was chosen with them in view",
        run: main_text::run,
    },
    Task {
        name: "fusion.coreference",
        title: "which mentions of events, across reports, are one event",
        corpus: "ecbplus",
        split: "ECB+ topics 1–35, the publisher's mentions and topics",
        training: "cross-validated: weights fitted on six sevenths of the topics, measured on the other; nothing fitted on it ships",
        run: coreference::run,
    },
    Task {
        name: "fusion.stories",
        title: "which reports follow one development",
        corpus: "ecbplus",
        split: "ECB+ topics 1–35, all reports together; a development is a sub-topic of the publisher's",
        training: SETTINGS_SEEN,
        run: stories::run,
    },
    Task {
        name: "fusion.headlines",
        title: "which headlines tell one event",
        corpus: "ucdp-ukraine",
        split: "headlines of one event only",
        training: FUSION_SEEN,
        run: headlines::run,
    },
    Task {
        name: "fusion.tolls",
        title: "how many an event killed, by its headlines",
        corpus: "ucdp-ukraine",
        split: "events with a headline of four words or more",
        training: FUSION_SEEN,
        run: death_tolls::run,
    },
    Task {
        name: "fusion.copies",
        title: "near-copies, and passages carried in another article",
        corpus: "geovirus",
        split: "copies made in the run of all Wikinews articles",
        training: UNSEEN,
        run: copies::run,
    },
    Task {
        name: "codebooks.ucdp",
        title: "rows of events taken in and given back",
        corpus: "ucdp-ukraine",
        split: "all rows",
        training: "nothing is learned: rules and tables of the codebook",
        run: coded_rows::run,
    },
    Task {
        name: "suite",
        title: "our own cases: expected lines that hold",
        corpus: "suite",
        split: "suite/ but for suite/held and suite/unread",
        training: "development: the makers saw which lines failed",
        run: suite::run,
    },
    Task {
        name: "suite.held",
        title: "cases that nobody looked at while building: expected lines that hold",
        corpus: "suite",
        split: "all of suite/held, four languages",
        training: "not looked at",
        run: |bench, folder| suite::unseen(bench, &folder.join("held")),
    },
    Task {
        name: "suite.unread",
        title: "other cases that nobody looked at, in wider words",
        corpus: "suite",
        split: "all of suite/unread, four languages",
        training: "not looked at; counted some twenty times while words and shapes of 2026-11-30 were made",
        run: |bench, folder| suite::unseen(bench, &folder.join("unread")),
    },
];

/// Tasks to learn from, run only where they are asked for by their whole name; they stand on no page.
pub const DEVELOPMENT: &[Task] = &[
    Task {
        name: "names.dev-re3d",
        title: "persons, organisations, places on Syria and Iraq",
        corpus: "re3d",
        split: "documents whose id ends in 0–7",
        training: "names learned from it, and its misses read",
        run: names::re3d_development,
    },
    Task {
        name: "names.dev-ewt",
        title: "persons, organisations, places on the web",
        corpus: "uner",
        split: "UNER English EWT dev",
        training: "names learned from it: its misses show what rules and register spoil of what the tagger knows",
        run: |bench, folder| names::uner(bench, &folder.join("en_ewt-ud-dev.iob2")),
    },
    Task {
        name: "incidents.dev-roles",
        title: "role fillers of incidents",
        corpus: "muc4",
        split: "MUC-4 DEV",
        training: LOOKED_AT,
        run: |bench, folder| incidents::roles(bench, folder, incidents::Part::Development),
    },
    Task {
        name: "incidents.dev-types",
        title: "incident types of a report",
        corpus: "muc4",
        split: "MUC-4 DEV",
        training: LOOKED_AT,
        run: |bench, folder| incidents::types(bench, folder, incidents::Part::Development),
    },
];
