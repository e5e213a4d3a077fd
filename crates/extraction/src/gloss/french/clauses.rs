//! Clauses of French: speech told behind a comma by any verb whose subject follows it, and days inside a phrase.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Mends the clauses of a sentence.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        day_inside(sheet, at);
        subject_for_root(sheet, at);
        participle_for_root(sheet, at);
        apposed(sheet, at, lexicon);
        told_behind(sheet, at, lexicon);
    }
}

/// "Entrée en vigueur dimanche à midi, la trêve …": a day between the words of one phrase belongs to that.
fn day_inside(sheet: &mut Sheet, at: usize) {
    let weekday = sheet.lemma(at).ends_with("day") && sheet.lemma(at) != "day";
    let day = weekday && sheet.upos(at) == Upos::Noun && sheet.relation(at) == Relation::Obl;
    let (Some(before), Some(behind)) = (sheet.beside(at, -1), sheet.beside(at, 1)) else { return };
    let Some(verb) = sheet.head(at).filter(|_| day) else { return };
    let up = |word: usize| -> Vec<usize> {
        std::iter::successors(Some(word), |word| sheet.head(*word)).take(sheet.line().len()).collect()
    };
    let over_verb = up(verb);
    let (left, right) = (up(before), up(behind));
    // The lowest word above both neighbours that is not above the verb.
    let shared = left.into_iter().find(|word| right.contains(word));
    let shared = shared.filter(|word| !over_verb.contains(word) && !up(*word).contains(&at));
    if shared.is_some() {
        sheet.hang(at, shared, Relation::Obl);
    }
}

/// "…, déplore la mairie", "…, a-t-il ajouté": a verb behind a comma whose subject follows it, and that takes nothing else, tells
/// what stands before. One that means more than to say is laid beside "say": "the mayor said, deploring".
fn told_behind(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let finite = sheet.upos(at) == Upos::Verb
        && (matches!(sheet.tag(at), Tag::Vbz | Tag::Vbp | Tag::Vbd)
            || sheet.tag(at) == Tag::Vbn && sheet.child(at, Relation::Aux).is_some());
    let pronoun = |kid: &usize| sheet.upos(*kid) == Upos::Pron && sheet.relation(*kid) == Relation::Expl;
    let kids = sheet.kids(at);
    let subject = kids.iter().copied().find(|kid| sheet.relation(*kid) == Relation::Nsubj || pronoun(kid));
    // The pronoun of "a-t-il" stands before the participle.
    let inverted = |subject: &usize| {
        let helper = sheet.child(at, Relation::Aux).unwrap_or(at);
        sheet.before(helper, *subject) && !matches!(sheet.tag(*subject), Tag::Wp | Tag::Wdt)
    };
    let Some(subject) = subject.filter(|subject| finite && inverted(subject)) else { return };
    if !opens_behind_mark(sheet, at) || takes_more(sheet, at, lexicon) {
        return;
    }
    let Some(said) = told_clause(sheet, at) else { return };
    sheet.hang(subject, Some(at), Relation::Nsubj);
    let speaks = ["say", "tell"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    let known = sheet.get(at).is_some_and(|word| word.glossed);
    if speaks || !known {
        if !speaks {
            sheet.say(at, "remark");
        }
        return sheet.hang(at, Some(said), Relation::Parataxis);
    }
    if !lexicon.knows(sheet.lemma(at)) && !may_tell(sheet.lemma(at)) {
        return;
    }
    let say = sheet.insert(at, -1, "say", (Upos::Verb, Tag::Vbd), (said, Relation::Parataxis));
    sheet.hang(subject, Some(say), Relation::Nsubj);
    for helper in sheet.kids(at).into_iter().filter(|kid| sheet.relation(*kid) == Relation::Aux).collect::<Vec<_>>() {
        sheet.drop(helper);
    }
    sheet.set_tag(at, Upos::Verb, Tag::Vbg);
    sheet.hang(at, Some(say), Relation::Advcl);
}

/// Verbs that are acts of speech in such a place, and no claims of their own.
fn may_tell(lemma: &str) -> bool {
    matches!(lemma, "note" | "remember" | "alert" | "recognise" | "signal" | "launch" | "specify" | "judge" | "regret")
}

/// Whether the verb, with its helpers and adverbs, opens behind a comma or a closing mark.
pub(super) fn opens_behind_mark(sheet: &Sheet, at: usize) -> bool {
    let mut first = at;
    while let Some(before) = sheet.beside(first, -1).filter(|before| {
        let own = sheet.head(*before) == Some(at);
        own && matches!(sheet.relation(*before), Relation::Aux | Relation::Advmod | Relation::Expl | Relation::Nsubj)
            || sheet.upos(*before) == Upos::Aux
    }) {
        first = before;
    }
    let mark = sheet.beside(first, -1).filter(|before| sheet.upos(*before) == Upos::Punct);
    mark.is_some_and(|mark| sheet.tag(mark) == Tag::Comma || matches!(sheet.key(mark), "»" | "\"" | "”" | "…"))
}

/// Whether an object, a clause, a relative pronoun or a passive shows that the verb tells an act of its own.
fn takes_more(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let speaks = ["say", "tell"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    sheet.kids(at).into_iter().any(|kid| {
        let taken = matches!(sheet.relation(kid), Relation::Obj | Relation::Xcomp | Relation::Ccomp) && !speaks
            || matches!(sheet.relation(kid), Relation::AuxPass | Relation::Mark);
        let pronoun = matches!(sheet.key(kid), "que" | "qu'" | "dont" | "où" | "qui" | "y");
        (taken || pronoun) && sheet.lemma(kid) != "that"
    }) || matches!(sheet.lemma(at), "be" | "have")
        || matches!(sheet.relation(at), Relation::AclRelcl)
}

/// The clause that speech behind it tells: what it hangs on, up to the top, or what hangs on it.
fn told_clause(sheet: &mut Sheet, at: usize) -> Option<usize> {
    let Some(head) = sheet.head(at) else {
        let clause = sheet.kids(at).into_iter().find(|kid| {
            sheet.before(*kid, at)
                && matches!(
                    sheet.relation(*kid),
                    Relation::Ccomp | Relation::Advcl | Relation::Parataxis | Relation::Dislocated | Relation::Obj
                )
                && (sheet.is_verb(*kid) || sheet.child(*kid, Relation::Cop).is_some())
        })?;
        sheet.hang(clause, None, Relation::Root);
        return Some(clause);
    };
    let mut above: Vec<usize> =
        std::iter::successors(Some(head), |word| sheet.head(*word)).take(sheet.line().len()).collect();
    // "« Nous ne rendrons rien, a tranché le commandant, tant que … »": what it is hung on may stand behind.
    above.retain(|word| *word != at && sheet.before(*word, at));
    above.last().copied()
}

/// "Le président X et le ministre Y ont conféré": of two that "and" joins before a verb, the first does not head the sentence.
fn subject_for_root(sheet: &mut Sheet, at: usize) {
    let root = sheet.is_noun(at) && sheet.head(at).is_none() && sheet.case(at).is_none();
    if !root || sheet.child(at, Relation::Cop).is_some() {
        return;
    }
    let joined = |kid: &usize| {
        let own = sheet.child(*kid, Relation::Nsubj).or_else(|| sheet.child(*kid, Relation::NsubjPass));
        let and = sheet.child(*kid, Relation::Cc);
        let between = own.zip(and).is_some_and(|(own, and)| sheet.before(and, own) && sheet.before(own, *kid));
        let verb = sheet.upos(*kid) == Upos::Verb && sheet.relation(*kid) == Relation::Conj;
        (verb && between && sheet.before(at, *kid)).then_some((own, and))
    };
    let verb = sheet.kids(at).into_iter().find(|kid| joined(kid).is_some());
    let Some((verb, (Some(second), Some(and)))) = verb.and_then(|verb| Some((verb, joined(&verb)?))) else { return };
    let relation = sheet.relation(second);
    let others: Vec<usize> = sheet
        .kids(at)
        .into_iter()
        .filter(|kid| *kid != verb && sheet.before(verb, *kid) && !sheet.is_noun(*kid))
        .collect();
    sheet.rise(verb, at, relation);
    sheet.hang(second, Some(at), Relation::Conj);
    sheet.hang(and, Some(second), Relation::Cc);
    for other in others {
        let own = sheet.relation(other);
        sheet.hang(other, Some(verb), own);
    }
}

/// "La trêve conclue à Djeddah a tenu": a participle without a helper is no verb of a sentence that has one behind it.
fn participle_for_root(sheet: &mut Sheet, at: usize) {
    let helped =
        [Relation::Aux, Relation::AuxPass, Relation::Cop].iter().any(|helper| sheet.child(at, *helper).is_some());
    let root = sheet.head(at).is_none() && sheet.tag(at) == Tag::Vbn && sheet.upos(at) == Upos::Verb && !helped;
    let subject = sheet.kids(at).into_iter().find(|kid| sheet.relation(*kid).is_subject() && sheet.is_noun(*kid));
    let Some(subject) = subject.filter(|subject| root && sheet.before(*subject, at)) else { return };
    let behind = |kid: usize| sheet.kids(kid).into_iter().find(|own| sheet.relation(*own).is_subject());
    let free = |kid: &usize| {
        let finite = matches!(sheet.tag(*kid), Tag::Vbz | Tag::Vbp | Tag::Vbd)
            || sheet.tag(*kid) == Tag::Vbn
                && (sheet.child(*kid, Relation::Aux).is_some() || sheet.child(*kid, Relation::AuxPass).is_some());
        let loose = matches!(
            sheet.relation(*kid),
            Relation::Advcl | Relation::Ccomp | Relation::Conj | Relation::Parataxis | Relation::Xcomp | Relation::Acl
        );
        let opened = sheet.child(*kid, Relation::Mark).or_else(|| sheet.child(*kid, Relation::Cc));
        let mark = super::super::attachment::mark_between(sheet, at, *kid);
        sheet.before(at, *kid)
            && sheet.upos(*kid) == Upos::Verb
            && finite
            && loose
            && opened.is_none()
            && !mark
            && behind(*kid).is_none_or(|own| sheet.before(*kid, own) && sheet.child(*kid, Relation::Obj).is_none())
    };
    let Some(verb) = sheet.kids(at).into_iter().find(free) else { return };
    // "Deux roquettes tirées hier ont touché la raffinerie": what stands behind the verb is its object.
    if let Some(object) = behind(verb) {
        sheet.hang(object, Some(verb), Relation::Obj);
    }
    let passive = sheet.child(verb, Relation::AuxPass).is_some();
    sheet.rise(verb, at, Relation::Acl);
    sheet.hang(subject, Some(verb), if passive { Relation::NsubjPass } else { Relation::Nsubj });
    sheet.hang(at, Some(subject), Relation::Acl);
}

/// "Le président de transition, Assimi Goïta, a invité …": a person's name between commas behind an office names its holder.
fn apposed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    // A name that no list holds may be a person's.
    let unlisted = || sheet.upos(at) == Upos::Propn && sheet.child(at, Relation::Flat).is_some();
    let person = sheet.get(at).is_some_and(|word| match word.name {
        Some(name) => name.kind == MentionKind::Person,
        None => unlisted(),
    });
    let doubled = sheet.relation(at) == Relation::Nsubj
        && sheet.head(at).is_some_and(|verb| {
            sheet.kids(verb).into_iter().any(|kid| sheet.relation(kid).is_subject() && sheet.before(at, kid))
        });
    let loose = matches!(
        sheet.relation(at),
        Relation::Parataxis | Relation::Dep | Relation::Conj | Relation::Nmod | Relation::Obl | Relation::Dislocated
    );
    let bare = person && (loose || doubled) && sheet.case(at).is_none() && sheet.child(at, Relation::Cc).is_none();
    let comma = sheet.beside(at, -1).filter(|comma| bare && sheet.tag(*comma) == Tag::Comma);
    let office = |word: &usize| {
        sheet.upos(*word) == Upos::Noun
            && (lexicon.is("title", sheet.lemma(*word)) || lexicon.is("person", sheet.lemma(*word)))
    };
    let above = comma.and_then(|_| sheet.head(at));
    let mut held = above.into_iter().chain(above.into_iter().flat_map(|above| sheet.kids(above)));
    let held = held.rfind(|word| sheet.before(*word, at) && office(word));
    let held = held.filter(|held| !sheet.has_subject(*held) && sheet.child(*held, Relation::Cop).is_none());
    if held.is_some() {
        sheet.hang(at, held, Relation::Appos);
    }
}
