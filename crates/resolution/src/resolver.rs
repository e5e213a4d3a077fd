//! The stage: what every mention of a document means.

use crate::actors::{Introduced, Scene, choose};
use crate::atlas::Atlas;
use crate::context::{Context, Searched};
use crate::gazetteer::Gazetteer;
use crate::places;
use crate::register::{Register, Sort};
use crate::roles::{Part, parts};
use crate::words::Shape;
use crate::{spot, times};
use model::{
    ActorRef, Claim, Document, Interval, KnownName, Mention, MentionKind, Method, Note, Referent, When, Where,
};

/// How far behind its place a dateline's dash may stand, in characters.
const BEHIND_DATELINE: usize = 40;

/// The register and the gazetteer, made ready for reading documents. Built once, used for many.
#[derive(Debug)]
pub struct Resolver {
    register: Register,
    atlas: Atlas,
}

impl Resolver {
    /// From a register and a gazetteer as values.
    pub fn new(register: Register, gazetteer: Gazetteer<'static>) -> Self {
        Self { register, atlas: Atlas::new(gazetteer) }
    }

    /// From what is embedded.
    pub fn embedded() -> Self {
        Self::new(Register::embedded(), Gazetteer::embedded())
    }

    /// What makes the referents.
    pub fn method() -> Method {
        Method { name: "names-places-times".into(), version: 1 }
    }

    /// The register.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer<'static> {
        &self.atlas.gazetteer
    }

    /// The words of a document and the names of the register among them, which spotting and resolving both ask for.
    pub fn search(&self, document: &Document) -> Searched {
        Searched::of(document, &self.register)
    }

    /// Names of the register and the gazetteer in the text, the longest, whole words only, in order and without overlap.
    pub fn spot(&self, document: &Document, searched: &Searched) -> Vec<KnownName> {
        spot::spot(document, searched, &self.register, &self.atlas)
    }

    /// What each mention means; one referent a mention, in their order.
    pub fn resolve(
        &self,
        document: &Document,
        searched: &Searched,
        mentions: &[Mention],
        claims: &[Claim],
    ) -> (Vec<Referent>, Vec<Note>) {
        let context = Context::of(document, searched, mentions, &self.register, &self.atlas);
        let introduced = Introduced::of(document, mentions, &context, &self.register);
        let scene = Scene { document, register: &self.register, context: &context, introduced: &introduced };
        let mut pass = Pass { scene, atlas: &self.atlas, referents: Vec::new(), notes: Vec::new(), previous: None };
        for (mention, part) in mentions.iter().zip(parts(mentions, claims)) {
            let referent = pass.referent(mention, part);
            pass.note(mention, &referent);
            pass.referents.push(referent);
        }
        pass.notes.dedup();
        (pass.referents, pass.notes)
    }
}

/// Somebody who bears a place's name: where that is known, it is kept beside who acts.
fn standing(actor: ActorRef, place: Where) -> Referent {
    match place {
        Where::At(_) | Where::Ambiguous(_) => Referent::Metonym(actor, place),
        Where::Named(_) | Where::Unknown => Referent::Actor(actor),
    }
}

/// One way through a document, from its first mention to its last.
struct Pass<'a> {
    scene: Scene<'a>,
    atlas: &'a Atlas,
    referents: Vec<Referent>,
    notes: Vec<Note>,
    /// The time told last, for "two days later".
    previous: Option<Interval>,
}

impl Pass<'_> {
    fn referent(&mut self, mention: &Mention, part: Part) -> Referent {
        match mention.kind {
            MentionKind::Time => self.time(mention, part),
            MentionKind::Place => self.antecedent(mention).unwrap_or_else(|| self.place(mention, part)),
            MentionKind::Actor | MentionKind::Person | MentionKind::Organisation => {
                self.antecedent(mention).unwrap_or_else(|| self.actor(mention))
            }
            MentionKind::Quantity => self.quantity(mention),
            MentionKind::Weapon | MentionKind::Agreement => Referent::Unresolved,
        }
    }

    /// What the earlier mention means that this one stands for; a place that acts stands for those who rule it.
    fn antecedent(&self, mention: &Mention) -> Option<Referent> {
        let earlier = self.referents.get(mention.antecedent?.0)?;
        match (earlier, mention.kind) {
            (Referent::Unresolved | Referent::Time(_), _) => None,
            (Referent::Metonym(_, place), MentionKind::Place) => Some(Referent::Place(place.clone())),
            (Referent::Actor(_), MentionKind::Place) => None,
            // "It" is no name of a place: who acts is all that it stands for.
            (Referent::Metonym(actor, _), _) => Some(Referent::Actor(actor.clone())),
            (Referent::Place(_), kind) if kind != MentionKind::Place => None,
            _ => Some(earlier.clone()),
        }
    }

    fn time(&mut self, mention: &Mention, part: Part) -> Referent {
        let document = self.scene.document;
        let tense = part.tense.unwrap_or_default();
        let (when, note) = times::read(&mention.text, document.language, document.published, tense, self.previous);
        self.notes.extend(note);
        if let When::Known(interval) = when {
            self.previous = Some(interval);
        }
        Referent::Time(when)
    }

    fn actor(&self, mention: &Mention) -> Referent {
        if self.opens_dateline(mention) {
            let place = places::place(&self.scene, self.atlas, mention);
            if place != Where::Unknown {
                return Referent::Place(place);
            }
        }
        if let Some((actor, _)) = self.ruler(mention).filter(|_| mention.kind != MentionKind::Person) {
            let named = places::names_whole(&self.scene, self.atlas, mention);
            let place = if named { places::place(&self.scene, self.atlas, mention) } else { Where::Unknown };
            return standing(actor, place);
        }
        self.scene.actor(mention).map_or(Referent::Unresolved, Referent::Actor)
    }

    /// A number of persons is somebody where its noun says whom: "2,000 fighters".
    fn quantity(&self, mention: &Mention) -> Referent {
        let words = &self.scene.context.words;
        let last = words.within(mention.span).end.checked_sub(1);
        let noun = last.is_some_and(|last| self.scene.register.nouns.noun(words.key(last)).is_some());
        if !noun {
            return Referent::Unresolved;
        }
        let head = last.and_then(|last| words.span(&(last..last + 1))).unwrap_or(mention.head);
        let people = Mention { head, kind: MentionKind::Actor, ..mention.clone() };
        self.scene.actor(&people).map_or(Referent::Unresolved, Referent::Actor)
    }

    /// A place, or those who rule it, by what it does in the claims and by the word before it.
    fn place(&self, mention: &Mention, part: Part) -> Referent {
        let place = places::place(&self.scene, self.atlas, mention);
        let start = self.scene.context.words.within(mention.span).start;
        let head = self.scene.context.words.within(mention.head).start.max(start);
        let locative = places::follows_locative(&self.scene, head);
        let acting = places::follows_acting(&self.scene, head);
        let acts = !part.located && !locative && (part.acts || acting);
        let Some((actor, own)) = self.ruler(mention).filter(|_| !self.opens_dateline(mention)) else {
            return Referent::Place(place);
        };
        match (acts, own) {
            (true, true) => standing(actor, place),
            (true, false) => Referent::Metonym(actor, place),
            (false, true) if !part.located && !locative => standing(actor, place),
            (false, _) if place == Where::Unknown || matches!(place, Where::Named(_)) && !part.located => {
                Referent::Actor(actor)
            }
            (false, _) => Referent::Place(place),
        }
    }

    /// Whether a name stands where reports say from where they are written: "KHARTOUM (AFP) - …", "ANKARA — …".
    fn opens_dateline(&self, mention: &Mention) -> bool {
        let words = &self.scene.context.words;
        let head = words.within(mention.head);
        let capitals = words.get(head.start).is_some_and(|word| word.shape == Shape::Capitals);
        if !capitals || !words.opens(head.start) {
            return false;
        }
        let (_, behind) = words.cut(&self.scene.document.text, mention.head);
        let behind = behind.chars().take(BEHIND_DATELINE);
        let mut behind = behind.skip_while(|letter| *letter == ' ').peekable();
        if behind.next_if_eq(&'(').is_some() {
            behind.by_ref().find(|letter| *letter == ')');
            while behind.next_if_eq(&' ').is_some() {}
        }
        matches!((behind.next(), behind.next()), (Some('-' | '–' | '—'), Some(' ')))
    }

    /// Who rules a place by that name, and whether it is the state's own name.
    fn ruler(&self, mention: &Mention) -> Option<(ActorRef, bool)> {
        let words = &self.scene.context.words;
        let head = words.within(mention.head);
        let found = self.scene.context_matches(head.start, head.end).into_iter().find(|found| found.words == head)?;
        let state = |number: usize| {
            let kind = self.scene.register.actor(number).map(|actor| actor.kind);
            kind == Some(model::ActorKind::State)
        };
        let own = found.uses.iter().any(|one| one.sort == Sort::Sure && state(one.actor));
        let metonym = found.uses.iter().any(|one| one.sort == Sort::Metonym);
        if !own && !metonym && mention.kind != MentionKind::Place {
            return None;
        }
        let actor = choose(&self.scene, &found.uses, &[Sort::Sure, Sort::Ambiguous, Sort::Metonym])?;
        Some((actor, own))
    }

    /// Says where something stayed ambiguous.
    fn note(&mut self, mention: &Mention, referent: &Referent) {
        let told = match referent {
            Referent::Actor(actor @ ActorRef::Ambiguous(_)) => Some(("actor-ambiguous", actor.to_string())),
            Referent::Place(place @ Where::Ambiguous(_)) => Some(("place-ambiguous", place.to_string())),
            Referent::Time(when @ When::Ambiguous(_)) => Some(("time-ambiguous", when.to_string())),
            Referent::Place(Where::Named(name)) => Some(("place-not-found", name.clone())),
            _ => None,
        };
        if let Some((code, several)) = told {
            let at = mention.span.start();
            let message = format!("\"{}\" at {at}: {several}", mention.text);
            self.notes.push(Note::information(code, message));
        }
    }
}
