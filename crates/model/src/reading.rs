//! All that was read out of one report.

use crate::claim::Claim;
use crate::document::Language;
use crate::id::ReportId;
use crate::mention::{Mention, MentionRef, Referent};
use crate::place::Where;
use crate::report::Published;
use crate::role::Role;
use crate::statement::Statement;
use crate::when::When;
use crate::{ActorRef, Note};

/// What was read out of one report: its mentions, whom they mean, and its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The report.
    pub report: ReportId,
    /// When it was published.
    pub published: Published,
    /// Who published it, as told.
    pub source: Option<String>,
    /// Its language.
    pub language: Language,
    /// The main text that spans count in.
    pub text: String,
    /// Credits that were left out of the main text.
    pub credits: Vec<String>,
    /// The mentions, in the order of the text.
    pub mentions: Vec<Mention>,
    /// What each mention means; as long as `mentions`.
    pub referents: Vec<Referent>,
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// What the report attributes to somebody, in the order of the cues.
    pub statements: Vec<Statement>,
    /// What the stages had to say.
    pub notes: Vec<Note>,
}

impl Reading {
    /// What a mention means.
    pub fn referent(&self, mention: MentionRef) -> &Referent {
        const NOTHING: &Referent = &Referent::Unresolved;
        self.referents.get(mention.0).unwrap_or(NOTHING)
    }

    /// The actors that fill a role of a claim.
    pub fn actors<'a>(&'a self, claim: &'a Claim, role: Role) -> impl Iterator<Item = &'a ActorRef> {
        claim.mentions(role).filter_map(|mention| self.referent(mention).actor())
    }

    /// Who is named as the speaker of a claim.
    pub fn speaker(&self, claim: &Claim) -> Option<&ActorRef> {
        self.referent(claim.attribution.speaker?).actor()
    }

    /// When a claim says it happened.
    pub fn time(&self, claim: &Claim) -> When {
        claim.time.and_then(|mention| self.referent(mention).time()).cloned().unwrap_or_default()
    }

    /// Where a claim says it happened.
    pub fn place(&self, claim: &Claim) -> Where {
        claim.place.and_then(|mention| self.referent(mention).place()).cloned().unwrap_or_default()
    }
}
