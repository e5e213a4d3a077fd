//! The second pass: the claims of each sentence, numbered in the order of the text.

use super::recounted::{self, Spot};
use super::sentences::Read;
use super::{Extraction, thin};
use crate::attribution::{self, quotations};
use crate::backed::{self, Backed};
use crate::harms::{self, Suffered};
use crate::lexicon::{Lexicon, Part};
use crate::meaning::{self, Meaning};
use crate::obligations::{self, Obligation};
use crate::reading_sentence::Sentence;
use crate::triggers::{self, Hit};
use crate::{circumstances, evidence, roles};
use grammar::Relation;
use model::{
    Attribution, Claim, ClaimId, ClaimKind, Effect, Family, Filler, Harm, MentionKind, MentionRef, Method, Modality,
    Note, ReportId, Role, Span, Tense,
};
use std::collections::BTreeMap;

/// A claim before it has its number.
struct Draft {
    kind: ClaimKind,
    /// Whether its words say that the thing was not.
    contrary: bool,
    at: usize,
    part: Part,
    trigger: Span,
    evidence: Span,
    roles: BTreeMap<Role, Vec<Filler>>,
    harm: Vec<Harm>,
    why: String,
}

/// Makes the claims of a document.
pub(super) fn make(lexicon: &Lexicon, report: &ReportId, method: &Method, read: Read<'_>) -> Extraction {
    let (mut claims, mut spots) = (Vec::new(), Vec::new());
    let mut notes = Vec::new();
    for number in 0..read.trees.len() {
        let Some(sentence) = read.sentence(number, lexicon).filter(|sentence| sentence.tree.parsed) else { continue };
        let mut drafts = drafts(&sentence);
        drafts.sort_by_key(|draft| (draft.trigger.start(), draft.trigger.end(), draft.kind));
        for draft in drafts {
            let (at, part, contrary) = (draft.at, draft.part, draft.contrary);
            match finish(&sentence, &read, draft, report, method, claims.len() + 1) {
                Ok(claim) if thin::tells_nothing(&sentence, at, &claim) => {}
                Ok(claim) if contrary && thin::only_wished(&claim) => {}
                Ok(claim) => {
                    claims.push(claim);
                    spots.push(Spot { sentence: number, at, part });
                }
                Err(note) => notes.push(note),
            }
        }
    }
    recounted::join(&mut claims, &spots, &read);
    notes.dedup();
    let sentences: Vec<Sentence<'_>> =
        (0..read.trees.len()).filter_map(|number| read.sentence(number, lexicon)).collect();
    let statements = attribution::statements::find(&sentences, &read.quotations, &read.issuers, &claims);
    Extraction { mentions: read.mentions.list, claims, statements, notes }
}

fn drafts(sentence: &Sentence<'_>) -> Vec<Draft> {
    let hits = triggers::find(sentence);
    let suffered = harms::find(sentence);
    let mut drafts: Vec<Draft> = backed::find(sentence).into_iter().map(of_adjective).collect();
    drafts.extend(hits.iter().filter_map(|hit| of_hit(sentence, hit)));
    let told = |at: usize| hits.iter().any(|hit| hit.at == at);
    drafts.extend(obligations::find(sentence, told).into_iter().map(of_obligation));
    let places: Vec<usize> = hits.iter().map(|hit| hit.at).collect();
    for harm in suffered {
        let act = harms::act_of(sentence, &harm, &hits).and_then(|act| places.get(act).copied());
        match act.and_then(|act| drafts.iter_mut().find(|draft| draft.at == act)) {
            Some(draft) => lay_on(draft, harm),
            None => match drafts.iter_mut().find(|draft| goes_with(sentence, draft, &harm)) {
                Some(draft) => lay_on(draft, harm),
                None => drafts.extend(alone(sentence, harm)),
            },
        }
    }
    drop_shadowed(&mut drafts);
    drafts
}

fn of_hit(sentence: &Sentence<'_>, hit: &Hit<'_>) -> Option<Draft> {
    if leaves_open(sentence, hit.at) {
        return None;
    }
    let roles = roles::fill(sentence, hit);
    let why = hit.trigger.name.clone();
    Some(Draft {
        kind: hit.trigger.kind,
        contrary: hit.trigger.contrary,
        at: hit.at,
        part: hit.trigger.pattern.part,
        trigger: sentence.tree.range(hit.words.0, hit.words.1)?,
        evidence: evidence::of(sentence, hit.at, hit.words)?,
        roles: roles.filled,
        harm: Vec::new(),
        why: if roles.nearest { format!("{why}; who acts by nearness") } else { why },
    })
}

/// "did not rule out talks": who leaves something open refuses nothing and accepts nothing.
fn leaves_open(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let out = tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::CompoundPrt && tree.lemma(*kid) == "out");
    let denied = tree.kids(at).iter().any(|kid| matches!(tree.lemma(*kid), "not" | "never" | "n't"));
    tree.lemma(at) == "rule" && out && denied
}

/// "14,000 people were killed and 8 million displaced": other harm of one list, where no act is told, is one claim.
fn goes_with(sentence: &Sentence<'_>, draft: &Draft, harm: &Suffered<'_>) -> bool {
    let tree = sentence.tree;
    let alone = draft.why.starts_with("harms ") && draft.kind == harms::kind_alone(sentence, harm);
    let other = harm.harm.iter().all(|one| draft.harm.iter().all(|known| known.effect != one.effect));
    let listed = |low: usize, high: usize| {
        tree.head(low) == Some(high)
            && matches!(tree.relation(low), Relation::Conj | Relation::Appos | Relation::List)
            && !tree
                .kids(low)
                .iter()
                .any(|kid| matches!(sentence.kind(*kid), Some(MentionKind::Place | MentionKind::Time)))
    };
    let nouns = tree.head(harm.at).zip(tree.head(draft.at));
    let described = [harm.at, draft.at].iter().all(|at| matches!(tree.relation(*at), Relation::Acl | Relation::Amod));
    // English names who else suffered in a claim of its own.
    let fits = tree.laid || harm.harm.iter().all(|one| one.who.is_none());
    alone
        && other
        && fits
        && (listed(harm.at, draft.at) || described && nouns.is_some_and(|(low, high)| listed(low, high)))
}

/// Harm told beside an act belongs to it; those who suffered are its victims.
fn lay_on(draft: &mut Draft, harm: Suffered<'_>) {
    for one in harm.harm {
        let known =
            draft.roles.get(&Role::Target).is_some_and(|targets| one.who.is_some_and(|who| targets.contains(&who)));
        let victims = draft.roles.entry(role_of(one.effect)).or_default();
        victims.extend(one.who.filter(|who| !known && !victims.contains(who)));
        if !draft.harm.iter().any(|known| known.effect == one.effect && known.evidence == one.evidence) {
            draft.harm.push(one);
        }
    }
    let victims = draft.roles.entry(Role::Victim).or_default();
    let new: Vec<Filler> = harm.among.into_iter().filter(|who| !victims.contains(who)).collect();
    victims.extend(new);
    draft.roles.retain(|_, fillers| !fillers.is_empty());
    let victims = draft.roles.get(&Role::Victim).cloned().unwrap_or_default();
    if let Some(agents) = draft.roles.get_mut(&Role::Agent) {
        agents.retain(|agent| !victims.contains(agent));
    }
    draft.roles.retain(|_, fillers| !fillers.is_empty());
}

/// Persons are victims; a thing that was damaged is what the act was aimed at or struck.
fn role_of(effect: Effect) -> Role {
    if effect == Effect::Damaged { Role::Target } else { Role::Victim }
}

fn alone(sentence: &Sentence<'_>, harm: Suffered<'_>) -> Option<Draft> {
    let kind = harms::kind_alone(sentence, &harm);
    let mut roles: BTreeMap<Role, Vec<Filler>> = BTreeMap::new();
    for one in &harm.harm {
        roles.entry(role_of(one.effect)).or_default().extend(one.who);
    }
    roles.entry(Role::Victim).or_default().extend(&harm.among);
    let agents = harm.arguments.fillers("subj").filter(|at| harm.word.slot == "obj" && sentence.is("actor", *at));
    let agents: Vec<Filler> = agents.filter_map(|at| roles::filler(sentence, at)).collect();
    if !agents.is_empty() {
        roles.insert(Role::Agent, agents);
    }
    roles.retain(|_, fillers| !fillers.is_empty());
    Some(Draft {
        kind,
        contrary: false,
        at: harm.at,
        part: harm.part,
        trigger: sentence.tree.range(harm.words.0, harm.words.1)?,
        evidence: evidence::of(sentence, harm.at, harm.words)?,
        roles,
        why: format!("harms {}", harm.word.pattern.lemmas.join("|")),
        harm: harm.harm,
    })
}

fn of_adjective(backed: Backed) -> Draft {
    let mut roles: BTreeMap<Role, Vec<Filler>> = BTreeMap::new();
    for (role, filler) in backed.roles {
        roles.entry(role).or_default().push(filler);
    }
    Draft {
        kind: backed.kind,
        contrary: false,
        at: backed.at,
        part: Part::Adjective,
        trigger: backed.trigger,
        evidence: backed.evidence,
        roles,
        harm: Vec::new(),
        why: "adjective of a name and a participle".to_owned(),
    }
}

fn of_obligation(demand: Obligation) -> Draft {
    let mut roles: BTreeMap<Role, Vec<Filler>> = BTreeMap::new();
    for (role, filler) in demand.roles {
        roles.entry(role).or_default().push(filler);
    }
    Draft {
        kind: ClaimKind::Demand,
        contrary: false,
        at: demand.at,
        part: Part::Verb,
        trigger: demand.trigger,
        evidence: demand.evidence,
        roles,
        harm: Vec::new(),
        why: "a word of obligation".to_owned(),
    }
}

/// One word makes one claim.
fn drop_shadowed(drafts: &mut Vec<Draft>) {
    let mut seen: Vec<(usize, Part)> = Vec::new();
    drafts.retain(|draft| {
        let new = !seen.iter().any(|(at, _)| *at == draft.at);
        seen.push((draft.at, draft.part));
        new
    });
}

/// Whether the place of what is aimed at is the place of the act.
fn of_targets(kind: ClaimKind) -> bool {
    matches!(
        kind.family(),
        Family::HostileAct | Family::MilitaryPosture | Family::ConfidenceAndCompliance | Family::Harm
    )
}

/// Whether an act takes place somewhere, so that any place told in its clause is its own; words and papers do not.
fn happens_somewhere(kind: ClaimKind) -> bool {
    kind.family() == Family::Civil
        || matches!(kind, ClaimKind::Meeting | ClaimKind::Negotiation | ClaimKind::Signature | ClaimKind::WalkOut)
}

/// A conference that is only announced is to come; one that was held is a meeting. What goes on since a day goes on.
fn for_kind(draft: &mut Draft, meaning: Meaning, since: bool) -> Meaning {
    let held = draft.why.contains("v:hold") || draft.why.contains("v:host");
    match draft.kind {
        ClaimKind::ConferencePlanned if held && meaning.modality == Modality::Asserted => {
            draft.kind = ClaimKind::Meeting;
            meaning
        }
        ClaimKind::ConferencePlanned if meaning.modality == Modality::Asserted => {
            Meaning { modality: Modality::Planned, tense: Tense::Future, ..meaning }
        }
        ClaimKind::Siege | ClaimKind::Blockade | ClaimKind::Support
            if since && meaning.modality == Modality::Asserted =>
        {
            Meaning { tense: Tense::Ongoing, ..meaning }
        }
        _ => meaning,
    }
}

/// Who asks for something "until Tuesday" asks before: the day belongs to what is asked for.
fn is_deadline(sentence: &Sentence<'_>, kind: ClaimKind, time: MentionRef) -> bool {
    let asks = matches!(
        kind,
        ClaimKind::Delay
            | ClaimKind::Call
            | ClaimKind::Demand
            | ClaimKind::Proposal
            | ClaimKind::Pledge
            | ClaimKind::Threat
    );
    asks && matches!(sentence.opening(time), "until" | "till" | "by" | "from" | "before" | "as")
}

/// A country that acts is no place of the act.
fn plays(roles: &BTreeMap<Role, Vec<Filler>>, place: MentionRef) -> bool {
    let actors = [Role::Agent, Role::Mediator, Role::Counterpart, Role::Beneficiary];
    actors.iter().filter_map(|role| roles.get(role)).flatten().any(|filler| *filler == Filler::Mention(place))
}

fn finish(
    sentence: &Sentence<'_>,
    read: &Read<'_>,
    draft: Draft,
    report: &ReportId,
    method: &Method,
    number: usize,
) -> Result<Claim, Note> {
    let noun = draft.part == Part::Noun;
    let mut draft = draft;
    let told = meaning::of(sentence, draft.at, draft.part);
    let time = circumstances::time(sentence, draft.at, noun).filter(|time| !is_deadline(sentence, draft.kind, *time));
    let since = time.is_some_and(|time| sentence.opening(time) == "since");
    let meaning = for_kind(&mut draft, told, since);
    let Meaning { modality, polarity, tense } = meaning;
    let polarity = if draft.contrary { polarity.turned() } else { polarity };
    let quoted = quotations::near(&read.quotations, sentence.number)
        .iter()
        .find(|quotation| quotation.holds(sentence.number, draft.at));
    let quoted = quoted.and_then(|quotation| quotation.speech.as_ref());
    let issuer = read.issuers.get(sentence.number).copied().flatten();
    let attribution: Attribution = attribution::of(sentence, draft.at, quoted, issuer);
    let id = ClaimId::new(format!("{report}.c{number}")).map_err(|_| {
        Note::warning("report-id-too-long", format!("{report}: its claims cannot be numbered; use a shorter id"))
    })?;
    let of_target = of_targets(draft.kind);
    let loose = of_target || happens_somewhere(draft.kind);
    let place = circumstances::place(sentence, draft.at, noun, (of_target, loose));
    let place = place.filter(|place| !plays(&draft.roles, *place));
    Ok(Claim {
        id,
        kind: draft.kind,
        trigger: draft.trigger,
        evidence: draft.evidence,
        roles: draft.roles,
        time,
        place,
        harm: draft.harm,
        attribution,
        modality,
        polarity,
        tense,
        why: draft.why,
        method: method.clone(),
    })
}
