//! The port: what a record can be told and asked. Everything told becomes a ledger entry; everything asked is a projection.

use crate::error::StoreError;
use crate::protection::{Erasure, Mark, ProtectedReport, Recipients};
use ledger::authors::Author;
use ledger::entry::Numbered;
use model::{
    Agreement, AgreementId, CaseId, CaseStep, Checkpoint, ClaimKind, Conflict, Decision, DecisionId, Effort, Fieldwork,
    Finding, FindingId, Fused, Incident, IncidentChange, IncidentId, IncidentLife, Observation, ObservationId, Peer,
    ProposalSubject, Reading, RecordedChange, RecordedScreening, Report, ReportId, Restriction, Rules, ScreeningChange,
    Source, Track,
};
use std::collections::{BTreeMap, BTreeSet};

/// Something that the record accepts.
#[derive(Debug, Clone)]
pub enum Change {
    /// A report arrived: its particulars, and its bytes as they came.
    ReportReceived(Box<Report>, Vec<u8>),
    /// A report was read; a later reading of the same report takes the place of the earlier one, which stays in the ledger.
    ReadingMade(Box<Reading>),
    /// A source was entered or changed.
    SourceEntered(Source),
    /// An agreement was entered; a later entry with the same id takes its place.
    AgreementEntered(Box<Agreement>),
    /// Incidents, origins, copies and figures were made anew from the readings.
    IncidentsProposed(Box<Fused>),
    /// What the incidents proposed just before changed in those that were, each change with its reason.
    IncidentsChanged(Vec<IncidentChange>),
    /// A person decided. Refused where an incident that it names changed since the state that the person looked at.
    DecisionMade(Box<Decision>),
    /// People found.
    FindingEntered(Box<Finding>),
    /// Rules of procedure were entered; each version stays, and holds from its own day on.
    RulesEntered(Box<Rules>),
    /// A negotiation track was entered; a later entry with the same id takes its place.
    TrackEntered(Box<Track>),
    /// A patrol or sensor noticed something, or nothing. An entry that puts another right names it; both stay.
    ObservationMade(Box<Observation>),
    /// A movement was restricted.
    RestrictionMet(Box<Restriction>),
    /// How much was watched.
    EffortReported(Box<Effort>),
    /// What screening answers has changed: only what differs from the answers before.
    ScreeningMade(Vec<ScreeningChange>),
    /// Somebody took a step in a case. Whether they may is asked before; here it is only held that the case is there.
    CaseStepped(Box<CaseStep>),
    /// A person of the mission has a key, and signs with it what is entered in their name.
    AuthorEntered(Author),
    /// A person's key signs nothing further.
    AuthorRevoked(Author),
    /// Another change, some of whose fields enter as commitments; their values are sealed to those who may open them.
    Protected(Box<Change>, Vec<Mark>),
    /// A report arrived of which nothing may be seen but that it is there: particulars, bytes and reading are sealed.
    ReportProtected(Box<ProtectedReport>),
    /// Who may open what is protected at a level, from now on.
    RecipientsSet(Recipients),
    /// A protected value is erased: all that is sealed of it is destroyed.
    FieldErased(Erasure),
    /// What an entry speaks of is published from a time on (RFC 3339, UTC), not before.
    PublicationDelayed {
        /// The entry's number.
        entry: u64,
        /// From when on.
        until: String,
    },
    /// A post with which this one exchanges; a later entry for the same log takes its place.
    PeerEntered(Peer),
}

/// Who tells the record something, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// A person's name, or the program's.
    pub who: String,
    /// Why, in a sentence.
    pub why: String,
}

/// Up to where screening has answered. It is kept beside the ledger, and may be lost: then everything is screened anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenedUpTo {
    /// How many entries the ledger had.
    pub size: u64,
    /// How many it had when the incidents were proposed that were screened.
    pub fused: u64,
    /// Under what was screened, in the words of whoever screens.
    pub under: String,
}

/// What came in that screening looks at, from one size of the ledger on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToldSince {
    /// Whether entries of another post were taken over: what they bear on is not told one by one.
    pub taken_over: bool,
    /// Agreements that were entered.
    pub agreements: BTreeSet<AgreementId>,
    /// Observations that were entered, and those that they put right.
    pub observations: BTreeSet<ObservationId>,
    /// Reports that were read.
    pub readings: BTreeSet<ReportId>,
}

/// A record. One writer at a time; what `append` has returned from is durable.
pub trait Store {
    /// Takes in changes, all or none, in their order, under one time (RFC 3339, UTC); returns the ledger's new size.
    fn append(&mut self, at: &str, reason: &Reason, changes: &[Change]) -> Result<u64, StoreError>;

    /// How many entries the ledger has.
    fn size(&self) -> Result<u64, StoreError>;

    /// The last signed state of the ledger.
    fn checkpoint(&self) -> Result<Option<Checkpoint>, StoreError>;

    /// The entries from a place on, at most `count`.
    fn entries(&self, from: u64, count: u64) -> Result<Vec<Numbered>, StoreError>;

    /// Whether the report has arrived.
    fn has_report(&self, id: &ReportId) -> Result<bool, StoreError>;

    /// A report with its decoded text, and its bytes as they came.
    fn report(&self, id: &ReportId) -> Result<Option<(Report, Vec<u8>)>, StoreError>;

    /// All reports in the order of arrival, without their texts.
    fn reports(&self) -> Result<Vec<Report>, StoreError>;

    /// The last reading of a report.
    fn reading(&self, id: &ReportId) -> Result<Option<Reading>, StoreError>;

    /// The last readings of all reports, in the order of arrival.
    fn readings(&self) -> Result<Vec<Reading>, StoreError> {
        let mut readings = Vec::new();
        self.each_reading(&mut |reading| readings.push(reading))?;
        Ok(readings)
    }

    /// The same one after the other, for whoever need not hold them all.
    fn each_reading(&self, take: &mut dyn FnMut(Reading)) -> Result<(), StoreError> {
        self.each_reading_since(0, take)
    }

    /// Of these the ones that were entered when the ledger had so many entries already.
    fn each_reading_since(&self, size: u64, take: &mut dyn FnMut(Reading)) -> Result<(), StoreError>;

    /// The ledger's size when incidents were last proposed, and when the last reading, source or decision was entered:
    /// fusion is due where the second is greater.
    fn fusion_state(&self) -> Result<(u64, u64), StoreError>;

    /// The incidents, origins, copies and figures as last proposed.
    fn fused(&self) -> Result<Fused, StoreError>;

    /// Every id that an incident has had, and what became of it.
    fn incident_lives(&self) -> Result<BTreeMap<IncidentId, IncidentLife>, StoreError>;

    /// Every change of an incident, in the order of the ledger.
    fn incident_changes(&self) -> Result<Vec<RecordedChange>, StoreError>;

    /// The decisions in the order of entry, revoked ones too, each with the entry that tells it.
    fn decisions(&self) -> Result<Vec<(u64, Decision)>, StoreError>;

    /// The id that the next decision will bear.
    fn next_decision(&self) -> Result<DecisionId, StoreError>;

    /// Holds what a decision is about against the state that the person looked at: an error says who changed what since.
    fn as_seen(&self, decision: &Decision) -> Result<(), StoreError>;

    /// The sources, by id.
    fn sources(&self) -> Result<Vec<Source>, StoreError>;

    /// The agreements, by id.
    fn agreements(&self) -> Result<Vec<Agreement>, StoreError>;

    /// The findings in the order of entry, superseded ones too.
    fn findings(&self) -> Result<Vec<Finding>, StoreError>;

    /// The id that the next finding will bear.
    fn next_finding(&self) -> Result<FindingId, StoreError>;

    /// What patrols entered, in the order of entry, what was put right too.
    fn fieldwork(&self) -> Result<Fieldwork, StoreError>;

    /// Every change of what screening answers, in the order of the ledger.
    fn screenings(&self) -> Result<Vec<RecordedScreening>, StoreError>;

    /// The same of one incident or observation.
    fn screenings_of(&self, subject: &ProposalSubject) -> Result<Vec<RecordedScreening>, StoreError>;

    /// Up to where screening has answered; `None` where nobody knows.
    fn screened(&self) -> Result<Option<ScreenedUpTo>, StoreError>;

    /// Notes up to where screening has answered.
    fn mark_screened(&mut self, mark: &ScreenedUpTo) -> Result<(), StoreError>;

    /// What came in that screening looks at since the ledger had this size.
    fn told_since(&self, size: u64) -> Result<ToldSince, StoreError>;

    /// The incidents that were proposed when the ledger came to this size; of another size none.
    fn incidents_at(&self, size: u64) -> Result<Vec<Incident>, StoreError>;

    /// The last readings in which a claim is of one of these kinds, one after the other.
    fn each_reading_of(&self, kinds: &[ClaimKind], take: &mut dyn FnMut(Reading)) -> Result<(), StoreError>;

    /// The rules of procedure of all agreements, in the order of entry.
    fn rules(&self) -> Result<Vec<Rules>, StoreError>;

    /// The steps of all cases, in the order of entry, each with the entry that tells it.
    fn case_steps(&self) -> Result<Vec<(u64, CaseStep)>, StoreError>;

    /// The same of one case; none where there is no such case.
    fn steps_of(&self, case: &CaseId) -> Result<Vec<(u64, CaseStep)>, StoreError>;

    /// The negotiation tracks by id, each with the entry that tells it.
    fn tracks(&self) -> Result<Vec<(u64, Track)>, StoreError>;

    /// The id that the next case will bear.
    fn next_case(&self) -> Result<CaseId, StoreError>;

    /// The posts with which this one exchanges, by name.
    fn peers(&self) -> Result<Vec<Peer>, StoreError>;

    /// What posts entered differently, none knowing of the other's entry: sources, agreements, rules, reports.
    fn conflicts(&self) -> Result<Vec<Conflict>, StoreError>;

    /// Makes every table anew from the ledger; returns how many entries were applied.
    fn rebuild(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<u64, StoreError>;
}
