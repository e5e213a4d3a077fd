//! Whose statement it is: the words that name somebody, and the mention that they are or stand for.

use super::super::levels;
use super::Place;
use crate::arguments::{Arguments, is_passive};
use crate::lexicon::Part;
use grammar::{Relation, Tag, Upos};
use model::{MentionKind, MentionRef, Span};

/// Words that stand for people.
const PRONOUNS: [&str; 34] = [
    "he",
    "she",
    "they",
    "i",
    "we",
    "you",
    "who",
    "one",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "nobody",
    "many",
    "some",
    "others",
    "those",
    "most",
    "few",
    "both",
    "all",
    "none",
    "another",
    "several",
    "his",
    "her",
    "their",
    "my",
    "our",
    "your",
    "whose",
    "whom",
];

/// The source of a statement: its head word, and the word that a relative pronoun stands for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Source {
    pub(super) head: Option<usize>,
    pub(super) resolved: Option<usize>,
}

/// The source of a cue. `content` is what it says, which is no source of itself.
pub(super) fn of(place: &Place<'_>, at: usize, part: Part, content: Option<Span>) -> Source {
    let tree = place.sentence.tree;
    let free = |head: &usize| {
        let inside = tree.span(*head).zip(content).is_some_and(|(head, content)| content.contains(head));
        // What is said may stand on both sides of who says it.
        let around = tree.span(at).zip(content).is_some_and(|(at, content)| content.contains(at));
        *head != at && (!inside || around)
    };
    match part {
        Part::Noun => of_noun(place, at, &free),
        _ => of_verb(place, at, &free),
    }
}

fn one(head: usize) -> Source {
    Source { head: Some(head), resolved: Some(head) }
}

fn of_verb(place: &Place<'_>, at: usize, free: &impl Fn(&usize) -> bool) -> Source {
    let sentence = &place.sentence;
    let tree = sentence.tree;
    let passive = is_passive(tree, at);
    // "AFP quoted the ministry as saying": the ministry says it.
    if tree.marker(at) == "as"
        && let Some(quoted) =
            tree.head(at).filter(|head| sentence.lexicon.is("cite", tree.lemma(*head)) && !is_passive(tree, *head))
        && let Some(object) = tree.child(quoted, Relation::Obj)
    {
        return one(object);
    }
    let arguments = Arguments::of_verb(tree, sentence.lexicon, at);
    let resolved = arguments.fillers("subj").find(free);
    let own = tree.kids(at).iter().copied().find(|kid| match tree.relation(*kid) {
        Relation::Nsubj => !passive,
        Relation::OblAgent => true,
        Relation::Obl | Relation::Nmod => passive && tree.preposition(*kid) == "by" && *kid > at,
        _ => false,
    });
    let own = own.filter(free).filter(|own| !is_expletive(place, *own));
    if own.is_some() {
        return Source { head: own, resolved: resolved.or(own) };
    }
    // "was quoted as saying", "is said to be": only a by-phrase tells who.
    if passive {
        return Source::default();
    }
    match resolved.filter(|head| !is_expletive(place, *head)) {
        Some(head) => one(head),
        None => beside(place, at).map(one).unwrap_or_default(),
    }
}

/// A name or pronoun right before or, inverted, right behind a verb that the tree left without a subject.
fn beside(place: &Place<'_>, at: usize) -> Option<usize> {
    let tree = place.sentence.tree;
    if !matches!(tree.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp) {
        return None;
    }
    let nominal = |word: usize| tree.is_noun(word) || tree.tag(word) == Tag::Prp;
    let inverted = matches!(tree.form(at.wrapping_sub(1)), "," | "\"" | "”");
    if inverted {
        return (at + 1..at + 5).find(|word| nominal(*word));
    }
    at.checked_sub(1).filter(|word| nominal(*word))
}

fn is_expletive(place: &Place<'_>, at: usize) -> bool {
    let tree = place.sentence.tree;
    tree.relation(at) == Relation::Expl
        || matches!(tree.lower(at).as_str(), "it" | "there" | "this" | "that" | "what")
            && !(tree.lower(at) == "it" && place.sentence.kind(at) == Some(MentionKind::Actor))
            && tree.tag(at) != Tag::Wdt
}

fn of_noun(place: &Place<'_>, at: usize, free: &impl Fn(&usize) -> bool) -> Source {
    let sentence = &place.sentence;
    let tree = sentence.tree;
    let arguments = Arguments::of_noun(tree, sentence.lexicon, at);
    let own = ["poss", "by", "from", "of"].iter().find_map(|slot| arguments.fillers(slot).find(free));
    if let Some(own) = own {
        return one(own);
    }
    // "made the claim that", "expressed concern about": who does so.
    let Some(verb) = tree.head(at).filter(|verb| tree.relation(at) == Relation::Obj && tree.tag(*verb).is_verb())
    else {
        return Source::default();
    };
    let lemma = tree.lemma(verb);
    let carries = sentence.lexicon.is("support", lemma) || sentence.lexicon.is("utter", lemma);
    if carries { of_verb(place, verb, free) } else { Source::default() }
}

impl Source {
    /// Whether it is somebody, or a body of people; a verb in the passive may leave that open.
    pub(super) fn by_somebody(&self, place: &Place<'_>) -> bool {
        self.resolved.into_iter().chain(self.head).any(|at| is_somebody(place, at))
    }

    /// The words that name it, without clauses that hang on them.
    pub(super) fn span(&self, place: &Place<'_>, cue: usize) -> Option<Span> {
        let tree = place.sentence.tree;
        let head = self.head?;
        let (mut first, mut last) = tree.hull(head, |kid| {
            kid == cue
                || matches!(
                    tree.relation(kid),
                    Relation::AclRelcl | Relation::Parataxis | Relation::Advcl | Relation::Ccomp
                )
                || matches!(tree.relation(kid), Relation::Punct | Relation::Case) && kid + 1 != head
        });
        if first <= cue && cue <= last {
            (first, last) = if head < cue { (first, cue - 1) } else { (cue + 1, last) };
        }
        while first < head && matches!(tree.relation(first), Relation::Case | Relation::Punct | Relation::Mark) {
            first += 1;
        }
        while last > head
            && matches!(tree.relation(last), Relation::Case | Relation::Punct)
            && tree.tag(last) != Tag::Pos
        {
            last -= 1;
        }
        tree.range(first, last)
    }

    /// The mention that it is or stands for.
    pub(super) fn speaker(&self, place: &Place<'_>) -> Option<MentionRef> {
        let mut heads = self.resolved.into_iter().chain(self.head);
        heads.find_map(|head| levels::speaker(&place.sentence, head, place.issuer))
    }
}

fn is_somebody(place: &Place<'_>, at: usize) -> bool {
    let sentence = &place.sentence;
    let tree = sentence.tree;
    let at = sentence.content(at);
    if PRONOUNS.contains(&tree.lower(at).as_str()) {
        return true;
    }
    let speaks = matches!(
        sentence.kind(at),
        Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
    );
    let classes = ["person", "group", "media", "population", "official", "troops", "title", "somebody"];
    speaks || tree.upos(at) == Upos::Propn || classes.iter().any(|class| sentence.lexicon.is(class, tree.lemma(at)))
}
