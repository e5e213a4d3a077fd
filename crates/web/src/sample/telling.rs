//! Claims made by hand over a text: words are found in it, so that spans are right by construction.

use super::actor_id;
use model::{
    ActorKind, ActorRef, Attribution, Claim, ClaimId, ClaimKind, Effect, Filler, Harm, Mention, MentionKind,
    MentionRef, Method, Modality, Polarity, Reading, Referent, Role, Span, Tense, Toll, When, Where,
};

/// Where words stand in a text.
fn span(text: &str, words: &str) -> Span {
    let byte = text.find(words).expect("the words stand in the text");
    let before = text.get(..byte).expect("a match begins at a character");
    let start = before.chars().count();
    Span::new(start, start + words.chars().count()).expect("a start before its end")
}

/// A claim with a trigger and evidence in a text.
pub(crate) fn claim_over(text: &str, trigger: &str, evidence: &str) -> Claim {
    Claim {
        id: ClaimId::new("r-0.c1").expect("an id without spaces"),
        kind: ClaimKind::Shelling,
        trigger: span(text, trigger),
        evidence: span(text, evidence),
        roles: Default::default(),
        time: None,
        place: None,
        harm: Vec::new(),
        attribution: Attribution::default(),
        modality: Modality::Asserted,
        polarity: Polarity::Affirmed,
        tense: Tense::Past,
        why: "made by hand".to_owned(),
        method: Method::new("by-hand", 1),
    }
}

/// A claim on its way into a reading.
pub(super) struct Telling<'a> {
    reading: &'a mut Reading,
    claim: Claim,
}

/// A claim of a reading, numbered in order.
pub(super) fn tell<'a>(reading: &'a mut Reading, kind: ClaimKind, trigger: &str, evidence: &str) -> Telling<'a> {
    let id = format!("{}.c{}", reading.report, reading.claims.len() + 1);
    let id = ClaimId::new(id).expect("an id without spaces");
    let claim = Claim { id, kind, ..claim_over(&reading.text, trigger, evidence) };
    Telling { reading, claim }
}

/// Listed actors by their names in the sample's register; others are described by their words.
pub(super) fn actor(name: &str) -> ActorRef {
    if name.starts_with(char::is_uppercase) {
        let id = actor_id(&name.to_lowercase().replace(' ', "-"));
        return ActorRef::Listed { id, name: name.to_owned() };
    }
    ActorRef::Described { description: name.to_owned(), kind: ActorKind::ArmedGroup, of: None }
}

impl Telling<'_> {
    fn mention(&mut self, kind: MentionKind, words: &str, referent: Referent) -> MentionRef {
        let span = self.claim.evidence;
        self.reading.mentions.push(Mention { span, head: span, kind, text: words.to_owned(), antecedent: None });
        self.reading.referents.push(referent);
        MentionRef(self.reading.mentions.len() - 1)
    }

    pub(super) fn role(mut self, role: Role, name: &str) -> Self {
        let mention = self.mention(MentionKind::Actor, name, Referent::Actor(actor(name)));
        self.claim.roles.entry(role).or_default().push(Filler::Mention(mention));
        self
    }

    pub(super) fn speaker(mut self, name: &str) -> Self {
        self.claim.attribution.speaker = Some(self.mention(MentionKind::Actor, name, Referent::Actor(actor(name))));
        self
    }

    pub(super) fn time(mut self, when: When) -> Self {
        self.claim.time = Some(self.mention(MentionKind::Time, "then", Referent::Time(when)));
        self
    }

    pub(super) fn place(mut self, place: Where) -> Self {
        self.claim.place = Some(self.mention(MentionKind::Place, "there", Referent::Place(place)));
        self
    }

    pub(super) fn killed(mut self, toll: Toll, cumulative: bool) -> Self {
        let evidence = self.claim.evidence;
        self.claim.harm.push(Harm { effect: Effect::Killed, who: None, toll, cumulative, since: None, evidence });
        self
    }

    pub(super) fn not_so(mut self) -> Self {
        self.claim.polarity = Polarity::Negated;
        self
    }

    pub(super) fn planned(mut self) -> Self {
        (self.claim.modality, self.claim.tense) = (Modality::Planned, Tense::Future);
        self
    }

    pub(super) fn done(self) {
        self.reading.claims.push(self.claim);
    }
}
