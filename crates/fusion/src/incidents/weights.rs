//! The published weights of the scorer. docs/fusion.md prints this table; a change raises the method's version.
//!
//! A score is 1 ÷ (1 + e^−s), where s is the sum of what the features give. The weights were set by hand from the cases of
//! the suite, some of those on the ground then fitted (docs/fusion.md); they are the same for every actor.

use super::alike::Profile;

/// Two claims whose score reaches this may be joined.
pub(crate) const THRESHOLD: f64 = 0.5;

/// What each feature gives; `None` forbids.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights {
    /// Given to every pair.
    pub(crate) prior: f64,
    /// Times the likeness of kinds.
    pub(crate) kind: f64,
    /// Times how finely overlapping times are told.
    pub(crate) time: f64,
    /// Times that are apart by no more than `gap_days`.
    pub(crate) time_apart: Option<f64>,
    /// How many days apart the act may be told.
    pub(crate) gap_days: i64,
    /// Times the nearness of publication, where a time is unknown.
    pub(crate) told: f64,
    /// Where both times are unknown: by how many days apart the reports were published (0, 1, 2, 3, to 7, more).
    pub(crate) told_apart: [f64; 6],
    /// Where one time is unknown: the reports were published two days or more apart.
    pub(crate) published_apart: f64,
    /// Times how finely overlapping places are told.
    pub(crate) place: f64,
    /// Places that are apart.
    pub(crate) place_apart: Option<f64>,
    /// A common agent.
    pub(crate) agent: f64,
    /// No common agent, where both name one.
    pub(crate) agent_apart: Option<f64>,
    /// A common target, victim, counterpart or beneficiary.
    pub(crate) patient: f64,
    /// None, where both name one.
    pub(crate) patient_apart: f64,
    /// One was of people without arms alone, the other of those who bear them.
    pub(crate) harmed_apart: f64,
    /// The same number of the same effect.
    pub(crate) toll_same: f64,
    /// Times the logarithm of that number.
    pub(crate) toll_large: f64,
    /// Numbers that can both hold.
    pub(crate) toll_compatible: f64,
    /// Numbers that cannot.
    pub(crate) toll_apart: f64,
    /// A common word for the means.
    pub(crate) weapon: f64,
    /// Triggers of one stem.
    pub(crate) trigger: f64,
    /// Times the common share of the content words.
    pub(crate) words: f64,
    /// Times how rare the rarest word is that both share.
    pub(crate) rare_word: f64,
    /// Times the likeness of two reports.
    pub(crate) story: f64,
    /// A common word for the matter, or none (negative).
    pub(crate) matter: f64,
    /// In one sentence of one report.
    pub(crate) same_sentence: f64,
    /// In one report, far from each other.
    pub(crate) same_report: f64,
    /// One of them tells neither time nor place.
    pub(crate) bare: f64,
}

const GROUND: Weights = Weights {
    prior: -3.6,
    kind: 1.0,
    time: 2.0,
    time_apart: None,
    gap_days: 0,
    told: 0.7,
    told_apart: [2.7, 0.3, -3.2, -4.6, -6.1, -8.0],
    published_apart: -2.6,
    place: 1.5,
    place_apart: None,
    agent: 0.5,
    agent_apart: Some(-0.3),
    patient: 1.3,
    patient_apart: -0.6,
    harmed_apart: -1.3,
    toll_same: 0.2,
    toll_large: 0.7,
    toll_compatible: 0.5,
    toll_apart: -0.6,
    weapon: 0.5,
    trigger: 0.0,
    words: 1.5,
    rare_word: 0.55,
    story: 0.4,
    matter: 0.3,
    same_sentence: 2.0,
    same_report: -0.5,
    bare: -0.3,
};

/// What the acts share that do not happen on the ground.
const BEYOND: Weights = Weights {
    prior: -4.0,
    kind: 1.5,
    patient: 1.5,
    patient_apart: -0.4,
    harmed_apart: 0.0,
    toll_same: 1.0,
    toll_large: 0.0,
    toll_compatible: 0.3,
    toll_apart: -0.8,
    trigger: 0.5,
    rare_word: 0.0,
    ..GROUND
};

const AGREEMENT: Weights = Weights {
    time_apart: Some(-0.5),
    gap_days: 3,
    told: 1.0,
    told_apart: [0.6, 0.6, 0.3, 0.3, 0.0, -1.2],
    published_apart: 0.0,
    story: 0.5,
    place: 0.5,
    place_apart: Some(-0.5),
    agent: 2.5,
    agent_apart: None,
    patient: 0.5,
    patient_apart: -0.3,
    words: 1.0,
    matter: 0.5,
    bare: 0.0,
    ..BEYOND
};

const GATHERING: Weights = Weights {
    time_apart: Some(-1.5),
    gap_days: 1,
    told: 1.0,
    told_apart: [0.6, 0.6, 0.3, 0.3, 0.0, -1.2],
    published_apart: 0.0,
    story: 0.5,
    place: 1.5,
    agent: 1.5,
    agent_apart: Some(-1.5),
    words: 1.5,
    matter: 0.5,
    bare: -0.5,
    ..BEYOND
};

const WORDS: Weights = Weights {
    prior: -4.5,
    time: 1.2,
    told: 0.8,
    told_apart: [0.5, 0.5, 0.25, 0.25, 0.0, -1.0],
    published_apart: 0.0,
    story: 0.5,
    place: 0.3,
    place_apart: Some(-0.5),
    agent: 2.0,
    agent_apart: None,
    patient: 0.8,
    words: 3.0,
    matter: 0.5,
    bare: 0.0,
    ..BEYOND
};

/// The weights for two claims of this profile.
pub(crate) const fn weights(profile: Profile) -> &'static Weights {
    match profile {
        Profile::Ground => &GROUND,
        Profile::Agreement => &AGREEMENT,
        Profile::Gathering => &GATHERING,
        Profile::Words => &WORDS,
    }
}
