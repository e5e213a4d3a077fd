//! Whether a claim of an act concerns this agreement: by time, by the words for what was done, by the place they name, and by
//! who did it. A memorandum between one party and another state is no signature of the truce, and neither is one years ago.

use crate::act::{binds_the_doer, is_of_later_life};
use crate::agreement_time::{near_its_making, possibilities, within_its_life};
use crate::matter::{Matter, Vocabulary};
use crate::sides::{Sides, Standing};
use model::{
    Actor, ActorKind, ActorRef, Agreement, Claim, ClaimKind, CountryCode, Filler, MentionKind, MentionRef, PartyAct,
    Reading, Referent, Role, Span,
};
use std::collections::BTreeSet;

/// Why a claim stays off the board, in a few words.
pub(crate) type Reason = &'static str;

/// An agreement, with what decides whether words and places are its own.
pub(crate) struct Frame<'a> {
    pub(crate) agreement: &'a Agreement,
    pub(crate) sides: Sides<'a>,
    vocabulary: Vocabulary,
    /// The countries where it holds, and those of its parties.
    area: BTreeSet<CountryCode>,
}

impl<'a> Frame<'a> {
    /// Of one agreement.
    pub(crate) fn new(agreement: &'a Agreement, actors: &'a [Actor]) -> Self {
        let sides = Sides::new(agreement, actors);
        let held = agreement.provisions.iter().flat_map(|provision| provision.area.iter().copied());
        let of_parties = agreement.parties.iter().filter_map(|party| sides.country(&sides.named(party)));
        let area = held.chain(of_parties).collect();
        Self { agreement, vocabulary: Vocabulary::new(&agreement.called), area, sides }
    }

    fn names_the_conflict(&self, referent: &Referent) -> bool {
        let in_area = |country: Option<CountryCode>| country.is_some_and(|country| self.area.contains(&country));
        let acts =
            |actor| matches!(self.sides.standing(actor), Standing::Party(_)) || in_area(self.sides.country(actor));
        referent.actor().is_some_and(acts) || in_area(country_of_place(referent))
    }
}

/// A report, seen from one agreement.
pub(crate) struct Scene<'a> {
    frame: &'a Frame<'a>,
    reading: &'a Reading,
    /// Whether the report names a party, or the country where the agreement holds.
    names_the_conflict: bool,
    /// Whether the report speaks of the agreement by a name of its own.
    names_the_agreement: bool,
}

impl<'a> Scene<'a> {
    /// Of one report.
    pub(crate) fn new(frame: &'a Frame<'a>, reading: &'a Reading) -> Self {
        let names_the_conflict = reading.referents.iter().any(|referent| frame.names_the_conflict(referent));
        let names_the_agreement = frame.vocabulary.names_the_agreement(&reading.text);
        Self { frame, reading, names_the_conflict, names_the_agreement }
    }

    /// Whether the claim lies near the agreement in time: by its own time, else by the day of publication.
    pub(crate) fn is_timely(&self, claim: &Claim, act: PartyAct) -> bool {
        let near = if is_of_later_life(act) { within_its_life } else { near_its_making };
        let told = possibilities(&self.reading.time(claim));
        if told.is_empty() {
            return self.reading.published.interval().is_none_or(|published| near(self.frame.agreement, published));
        }
        told.iter().any(|when| near(self.frame.agreement, *when))
    }

    /// Whether the claim's matter is this agreement, for somebody who stands so; the reason where it is not.
    pub(crate) fn concerns(&self, claim: &Claim, act: PartyAct, doer: Option<&ActorRef>) -> Result<(), Reason> {
        let standing = doer.map(|doer| self.frame.sides.standing(doer));
        if !self.names_the_conflict && !matches!(standing, Some(Standing::Party(_))) {
            return Err("the report names neither a party nor the country of the agreement");
        }
        if self.lies_elsewhere(claim, act) {
            return Err("its words name a place outside the agreement's area");
        }
        let meant = self.meant(claim)?;
        match standing {
            Some(Standing::Party(_)) => self.of_party(claim, act, meant),
            Some(Standing::Third(_)) => of_third(act, self.meant_by_itself(claim, act, meant)),
            Some(Standing::Outsider | Standing::Unknown) => of_others(act, meant, doer),
            None => of_nobody(act, self.meant_by_itself(claim, act, meant)),
        }
    }

    /// What the claim is about: by the words for its matter, else by the words around it.
    fn meant(&self, claim: &Claim) -> Result<Matter, Reason> {
        const ELSE: Reason = "its words name another matter";
        let phrase = self.phrase(claim);
        let around = self.frame.vocabulary.matter(claim.evidence.slice(&self.reading.text));
        match self.frame.vocabulary.matter(&phrase) {
            Matter::Agreement => Ok(Matter::Agreement),
            Matter::Other => Err(ELSE),
            Matter::Instrument if around == Matter::Other => Err(ELSE),
            Matter::Instrument if around == Matter::Agreement => Ok(Matter::Agreement),
            Matter::Instrument => Ok(Matter::Instrument),
            Matter::Around if around == Matter::Agreement || self.names_a_mediator(claim) => Ok(Matter::Instrument),
            Matter::Around => Err("its words name talks, and no mediator of the agreement"),
            Matter::Nothing if phrase.is_empty() || !has_an_object(claim.kind) => match around {
                Matter::Other => Err(ELSE),
                Matter::Around => Ok(Matter::Nothing),
                told => Ok(told),
            },
            Matter::Nothing => Err(ELSE),
        }
    }

    /// What the words for the matter itself say, where the doer would be bound: that a truce is spoken of near by does not make an
    /// agreement between two mediators the truce.
    fn meant_by_itself(&self, claim: &Claim, act: PartyAct, meant: Matter) -> Matter {
        if !binds_the_doer(act) {
            return meant;
        }
        self.frame.vocabulary.matter(&self.phrase(claim))
    }

    fn of_party(&self, claim: &Claim, act: PartyAct, meant: Matter) -> Result<(), Reason> {
        if meant != Matter::Agreement && self.is_with_a_third_alone(claim) {
            return Err("it tells of an instrument between one party and a third");
        }
        // What is left unsaid is the report's topic; but an end or an entry into effect must be told of the thing itself.
        let silent = meant == Matter::Nothing;
        let may_be_silent = !is_of_later_life(act) || act == PartyAct::Reserved;
        if silent && !(self.names_the_agreement && may_be_silent) {
            return Err("nothing says that the agreement is meant");
        }
        Ok(())
    }

    /// Whether one party stands together with a third, and no other party does.
    fn is_with_a_third_alone(&self, claim: &Claim) -> bool {
        if !matches!(claim.kind, ClaimKind::Signature | ClaimKind::Acceptance) {
            return false;
        }
        let with = [Role::Agent, Role::Counterpart].into_iter().flat_map(|role| self.reading.actors(claim, role));
        let standings: BTreeSet<Standing> =
            with.chain(self.named_as_with(claim)).map(|actor| self.frame.sides.standing(actor)).collect();
        let parties = standings.iter().filter(|standing| matches!(standing, Standing::Party(_))).count();
        let thirds = standings.iter().any(|standing| matches!(standing, Standing::Third(_) | Standing::Outsider));
        parties == 1 && thirds
    }

    /// Who stands right behind the act as the other side: "signed agreements with the neighbour".
    fn named_as_with(&self, claim: &Claim) -> Option<&'a ActorRef> {
        let reading = self.reading;
        let ahead = reading.mentions.iter().enumerate().filter(|(_, mention)| {
            mention.span.start() >= claim.trigger.end() && claim.evidence.contains(mention.span)
        });
        let mut ahead = ahead.filter(|(place, mention)| {
            let before = Span::new(claim.trigger.end(), mention.span.start());
            let words = before.map(|span| span.slice(&reading.text).trim_end().to_lowercase()).unwrap_or_default();
            let with = words.ends_with(" with") || words == "with";
            with && reading.referent(MentionRef(*place)).actor().is_some()
        });
        ahead.next().and_then(|(place, _)| reading.referent(MentionRef(place)).actor())
    }

    /// The words for the claim's matter, with what its pronouns stand for.
    fn phrase(&self, claim: &Claim) -> String {
        let of_matter = claim.roles.get(&Role::Matter).into_iter().flatten();
        let mut words: Vec<&str> = of_matter
            .flat_map(|filler| match filler {
                Filler::Words(span) => vec![span.slice(&self.reading.text)],
                Filler::Mention(mention) => self.chain(*mention),
            })
            .collect();
        let others =
            claim.roles.iter().filter(|(role, _)| **role != Role::Matter).flat_map(|(role, _)| claim.mentions(*role));
        words.extend(others.filter(|mention| self.is_an_agreement(*mention)).flat_map(|mention| self.chain(mention)));
        words.retain(|words| !is_pronoun(words));
        words.join(" · ")
    }

    /// A mention's words and those of its antecedents. An antecedent always stands earlier in the list, so this ends.
    fn chain(&self, mention: MentionRef) -> Vec<&'a str> {
        let mut words = Vec::new();
        let mut at = Some(mention);
        while let Some(found) = at.and_then(|at| self.reading.mentions.get(at.0)) {
            words.push(found.text.as_str());
            at = found.antecedent.filter(|earlier| at.is_some_and(|at| earlier.0 < at.0));
        }
        words
    }

    fn is_an_agreement(&self, mention: MentionRef) -> bool {
        self.reading.mentions.get(mention.0).is_some_and(|mention| mention.kind == MentionKind::Agreement)
    }

    /// Whether a mediator is named in the claim's words, besides whoever acts.
    fn names_a_mediator(&self, claim: &Claim) -> bool {
        let acts: Vec<MentionRef> = claim.mentions(Role::Agent).collect();
        let inside =
            self.reading.mentions.iter().enumerate().filter(|(_, mention)| claim.evidence.contains(mention.span));
        inside
            .filter(|(place, _)| !acts.contains(&MentionRef(*place)))
            .filter_map(|(place, _)| self.reading.referent(MentionRef(place)).actor())
            .any(|actor| matches!(self.frame.sides.standing(actor), Standing::Third(_)))
    }

    /// Whether the matter, or those addressed, lie in another country. The place of signing says nothing: talks are held abroad.
    fn lies_elsewhere(&self, claim: &Claim, act: PartyAct) -> bool {
        let fillers =
            [Role::Matter, Role::Target].into_iter().flat_map(|role| claim.roles.get(&role).into_iter().flatten());
        let spans: Vec<_> = fillers
            .filter_map(|filler| match filler {
                Filler::Words(span) => Some(*span),
                Filler::Mention(mention) => self.reading.mentions.get(mention.0).map(|mention| mention.span),
            })
            .collect();
        let inside = self.reading.mentions.iter().zip(&self.reading.referents);
        let mut countries: BTreeSet<CountryCode> = inside
            .filter(|(mention, _)| spans.iter().any(|span| span.contains(mention.span)))
            .filter_map(|(_, referent)| country_of_place(referent))
            .collect();
        if matches!(act, PartyAct::InEffect | PartyAct::Ended | PartyAct::Extended) {
            countries.extend(self.reading.place(claim).likeliest().and_then(|place| place.country));
        }
        !self.frame.area.is_empty() && !countries.is_empty() && countries.is_disjoint(&self.frame.area)
    }
}

/// A mediator or a witness calls and proposes; it signs or accepts only what is surely this agreement.
fn of_third(act: PartyAct, meant: Matter) -> Result<(), Reason> {
    match meant {
        Matter::Agreement => Ok(()),
        Matter::Instrument if !binds_the_doer(act) => Ok(()),
        _ => Err("nothing says that the agreement is meant"),
    }
}

/// Others may call, welcome, demand and reject. Only words without a name ("the rivals") may stand for those who are bound.
fn of_others(act: PartyAct, meant: Matter, doer: Option<&ActorRef>) -> Result<(), Reason> {
    use PartyAct::{Called, Demanded, Refused, Welcomed};
    let unnamed = matches!(doer, Some(ActorRef::Described { kind, .. }) if *kind != ActorKind::Media);
    match meant {
        Matter::Agreement if matches!(act, Called | Welcomed | Demanded | Refused) || unnamed => Ok(()),
        Matter::Instrument if matches!(act, Welcomed | Refused) || (unnamed && binds_the_doer(act)) => Ok(()),
        Matter::Agreement | Matter::Instrument => Err("it tells of an act that only the agreement's own actors can do"),
        _ => Err("nothing says that the agreement is meant"),
    }
}

/// Without a doer: what happens to the agreement itself.
fn of_nobody(act: PartyAct, meant: Matter) -> Result<(), Reason> {
    use PartyAct::{Ended, Extended, InEffect, Signed};
    match (act, meant) {
        (Signed, Matter::Agreement) => Ok(()),
        (InEffect | Ended | Extended, Matter::Agreement | Matter::Instrument) => Ok(()),
        (InEffect | Ended | Extended | Signed, _) => Err("nothing says that the agreement is meant"),
        _ => Err("nobody is named who did it"),
    }
}

/// Kinds whose matter, where it is told, is the very thing: who refuses a withdrawal of troops has not refused the truce.
fn has_an_object(kind: ClaimKind) -> bool {
    use ClaimKind::{Acceptance, End, Extension, Refusal, Signature, Suspension, Welcome, WithdrawalFromAgreement};
    matches!(kind, Acceptance | End | Extension | Refusal | Signature | Suspension | Welcome | WithdrawalFromAgreement)
}

fn is_pronoun(words: &str) -> bool {
    ["it", "them", "this", "that", "which", "one", "its", "their"].contains(&words.to_lowercase().as_str())
}

fn country_of_place(referent: &Referent) -> Option<CountryCode> {
    match referent {
        Referent::Place(place) => place.likeliest()?.country,
        _ => None,
    }
}
