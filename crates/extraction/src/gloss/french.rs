//! The shapes of French: negation in two words, reflexive verbs, perfects with "être", prepositions that English parts
//! ("à"), subjects of participles.

mod agents;
mod clauses;
mod government;
mod main_clauses;
mod participles;
mod places;
mod pronouns;
mod verbs;

use super::attachment;
use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Lays the shapes of French.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        perfect(sheet, at);
        present(sheet, at);
        fixed_name(sheet, at);
        finite_below(sheet, at);
        denied(sheet, at, lexicon);
    }
    verbs::shape(sheet, lexicon);
    main_clauses::shape(sheet, lexicon);
    participles::shape(sheet);
    government::shape(sheet, lexicon);
    agents::shape(sheet, lexicon);
    for at in sheet.line() {
        auxiliary(sheet, at);
        verbs::hearsay(sheet, at);
        reflexive(sheet, at, lexicon);
        places::shape(sheet, at, lexicon);
        future(sheet, at);
        relative(sheet, at);
        pronouns::shape(sheet, at);
        object(sheet, at);
        object_behind_phrase(sheet, at);
    }
    negation(sheet);
    clauses::shape(sheet, lexicon);
}

/// "Le conflit a fait sept morts": the participle is the verb, and no noun governs it.
fn perfect(sheet: &mut Sheet, at: usize) {
    let have = matches!(
        sheet.key(at),
        "a" | "ont"
            | "ai"
            | "avons"
            | "avez"
            | "avions"
            | "avait"
            | "avaient"
            | "aurait"
            | "auraient"
            | "aura"
            | "auront"
            | "eut"
            | "eurent"
            | "ait"
            | "aient"
    );
    if !have || matches!(sheet.relation(at), Relation::Aux | Relation::AuxPass | Relation::Case) {
        return;
    }
    let next = (1..3).filter_map(|step| sheet.beside(at, step)).find(|next| sheet.upos(*next) == Upos::Verb);
    let Some(participle) = next.filter(|next| sheet.tag(*next) == Tag::Vbn && sheet.head(*next) == Some(at)) else {
        return;
    };
    sheet.rise(participle, at, Relation::Aux);
    for kid in sheet.kids(at) {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(participle), relation);
    }
    let noun = sheet.head(participle).filter(|noun| {
        matches!(sheet.relation(participle), Relation::Acl | Relation::AclRelcl | Relation::Nmod | Relation::Appos)
            && sheet.is_noun(*noun)
            && sheet.before(*noun, participle)
    });
    let relative =
        sheet.kids(participle).into_iter().any(|kid| matches!(sheet.key(kid), "qui" | "que" | "qu'" | "dont" | "où"));
    if let Some(noun) = noun.filter(|noun| !relative && sheet.head(*noun).is_none()) {
        sheet.rise(participle, noun, Relation::Nsubj);
    }
}

/// "tandis que Bogota plaidera": a name is no part of a conjunction; it is the verb's subject.
fn fixed_name(sheet: &mut Sheet, at: usize) {
    let named = sheet.relation(at) == Relation::Fixed && sheet.get(at).is_some_and(|word| word.name.is_some());
    let mark = sheet.head(at).filter(|mark| named && sheet.relation(*mark) == Relation::Mark);
    let verb = mark.and_then(|mark| sheet.head(mark)).filter(|verb| sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = verb.filter(|verb| sheet.before(at, *verb) && !sheet.has_subject(*verb)) {
        sheet.hang(at, Some(verb), Relation::Nsubj);
    }
}

/// Whether a form is of the present, and no participle, whatever the tagger says: "libère", "lèvent".
fn is_present(key: &str) -> bool {
    let stem = key.strip_suffix("ent").or_else(|| key.strip_suffix('e')).unwrap_or_default();
    let vowel = stem.trim_end_matches(|letter: char| "bcdfglmnprtv".contains(letter));
    vowel.len() < stem.len() && vowel.ends_with('è')
}

/// "une frappe fait cinq morts": "fait" is written like its participle, but has an object and no auxiliary.
fn present(sheet: &mut Sheet, at: usize) {
    let present = matches!(sheet.key(at), "fait" | "font") || is_present(sheet.key(at));
    let written = present && sheet.upos(at) == Upos::Verb;
    between(sheet, at, written);
    let helped = sheet.child(at, Relation::Aux).is_some() || sheet.child(at, Relation::AuxPass).is_some();
    let described = matches!(sheet.relation(at), Relation::Acl | Relation::Amod) && !helped;
    let noun = sheet.head(at).filter(|noun| written && described && sheet.is_noun(*noun) && sheet.before(*noun, at));
    let object = sheet.child(at, Relation::Obj).is_some_and(|object| sheet.before(at, object));
    if let Some(noun) = noun.filter(|noun| object && sheet.head(*noun).is_none()) {
        sheet.set_tag(at, Upos::Verb, Tag::Vbz);
        sheet.rise(at, noun, Relation::Nsubj);
    }
}

/// "l'ELN libère trois policiers": between a subject and a noun that heads the sentence such a form is the verb.
fn between(sheet: &mut Sheet, at: usize, written: bool) {
    let loose = written && matches!(sheet.relation(at), Relation::Acl | Relation::Amod);
    let noun = sheet.head(at).filter(|noun| loose && sheet.relation(*noun) == Relation::Nsubj);
    let Some(noun) = noun.filter(|noun| sheet.before(*noun, at)) else { return };
    let object = sheet.head(noun).filter(|object| {
        sheet.is_noun(*object) && sheet.before(at, *object) && sheet.child(*object, Relation::Cop).is_none()
    });
    let Some(object) = object.filter(|object| sheet.case(*object).is_none()) else { return };
    sheet.set_tag(at, Upos::Verb, Tag::Vbz);
    sheet.rise(at, object, Relation::Obj);
    sheet.hang(noun, Some(at), Relation::Nsubj);
}

/// "L'armée, qui s'est déployée à Khiam, accuse Israël": a finite verb without a relative pronoun describes no noun; the noun
/// is its subject, and what stands behind it its object.
fn finite_below(sheet: &mut Sheet, at: usize) {
    let loose = sheet.relation(at) == Relation::Acl && super::attachment::is_finite(sheet, at);
    let noun = sheet
        .head(at)
        .filter(|noun| loose && sheet.is_noun(*noun) && sheet.head(*noun).is_none() && sheet.case(*noun).is_none());
    let Some(noun) = noun.filter(|noun| sheet.before(*noun, at)) else { return };
    let own = sheet.child(at, Relation::Nsubj);
    if own.is_some_and(|own| sheet.before(own, at)) {
        return;
    }
    if let Some(own) = own.filter(|_| sheet.child(at, Relation::Obj).is_none()) {
        sheet.hang(own, Some(at), Relation::Obj);
    }
    sheet.rise(at, noun, Relation::Nsubj);
}

/// "Le mouvement nie avoir bombardé": the verb of speech before a perfect infinitive governs it.
fn denied(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let speaks = sheet.upos(at) == Upos::Verb && (lexicon.is("say", sheet.lemma(at)) || sheet.lemma(at) == "deny");
    let have = sheet.beside(at, 1).filter(|have| speaks && sheet.key(*have) == "avoir");
    let Some(noun) = sheet.head(at).filter(|noun| have.is_some() && sheet.is_noun(*noun)) else { return };
    let told = sheet.head(noun).filter(|told| sheet.upos(*told) == Upos::Verb && sheet.before(at, *told));
    if let Some(told) = told.filter(|_| sheet.relation(noun).is_subject()) {
        sheet.rise(at, told, Relation::Xcomp);
        sheet.hang(noun, Some(at), Relation::Nsubj);
        sheet.set_tag(at, Upos::Verb, Tag::Vbz);
    }
}

/// "a soumis aux deux pays un plan": a noun with its article behind a phrase is the verb's object.
fn object_behind_phrase(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos) && sheet.upos(at) == Upos::Noun;
    let Some(phrase) = sheet.head(at).filter(|phrase| loose && sheet.before(*phrase, at)) else { return };
    let article =
        sheet.beside(at, -1).is_some_and(|det| matches!(sheet.relation(det), Relation::Det | Relation::NmodPoss));
    let bare = sheet.case(at).is_none() && sheet.case(phrase).is_some();
    let close = !super::attachment::mark_between(sheet, phrase, at);
    let verb = sheet.head(phrase).filter(|verb| article && bare && close && sheet.upos(*verb) == Upos::Verb);
    if let Some(verb) = verb.filter(|verb| sheet.child(*verb, Relation::Obj).is_none() && sheet.before(*verb, phrase)) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "est entré" is "has entered"; "a été signé" "has been signed".
fn auxiliary(sheet: &mut Sheet, at: usize) {
    if sheet.lemma(at) != "be" {
        return;
    }
    if let Some(verb) = sheet.head(at).filter(|_| matches!(sheet.relation(at), Relation::AuxPass | Relation::Cop)) {
        let moved = matches!(
            sheet.lemma(verb),
            "enter" | "go" | "come" | "arrive" | "leave" | "die" | "fall" | "return" | "become" | "reach" | "expire"
        );
        if moved && sheet.upos(verb) == Upos::Verb && sheet.tag(verb) == Tag::Vbn {
            sheet.say(at, "have");
            sheet.hang(at, Some(verb), Relation::Aux);
            if let Some(subject) = sheet.child(verb, Relation::NsubjPass) {
                sheet.hang(subject, Some(verb), Relation::Nsubj);
            }
            return;
        }
    }
    if sheet.relation(at) == Relation::Aux && sheet.tag(at) != Tag::Md {
        let passive = sheet.head(at).is_some_and(|head| sheet.child(head, Relation::AuxPass).is_some());
        let followed = sheet.beside(at, 1).is_some_and(|next| sheet.lemma(next) == "be");
        if !passive || followed {
            sheet.say(at, "have");
        }
    }
}

/// "se retirer", "s'accusent": English says nothing; "s'est tenue" is a passive.
fn reflexive(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    // What an expression's gloss inserts bears the same letters.
    let inserted = matches!(sheet.upos(at), Upos::Verb | Upos::Adp | Upos::Noun);
    let pronoun = matches!(sheet.key(at), "se" | "s'") && !inserted;
    let Some(verb) = sheet.head(at).filter(|_| pronoun && sheet.stands(at)) else { return };
    sheet.drop(at);
    // A perfect of a reflexive verb is built with "être".
    for helper in sheet.kids(verb) {
        if sheet.lemma(helper) == "be" && matches!(sheet.relation(helper), Relation::AuxPass | Relation::Cop) {
            sheet.say(helper, "have");
            sheet.hang(helper, Some(verb), Relation::Aux);
        }
    }
    let object = sheet.child(verb, Relation::Obj).is_some();
    // "s'est abattu sur": what comes down falls.
    let down = sheet.child(verb, Relation::CompoundPrt).filter(|_| sheet.lemma(verb) == "shoot");
    if let Some(down) = down {
        sheet.drop(down);
        sheet.say(verb, "fall");
    }
    // "s'emparer de", "se réjouir de", "s'indigner de".
    if matches!(sheet.lemma(verb), "seize" | "capture" | "welcome" | "condemn" | "deplore" | "denounce") && !object {
        // "se sont emparés sans combattre de la ville".
        let below = sheet.kids(verb).into_iter().filter(|kid| sheet.own_tag(*kid) == Tag::Vb);
        let below: Vec<usize> = below.flat_map(|kid| sheet.kids(kid)).collect();
        let mut taken = sheet.kids(verb).into_iter().chain(below);
        let of = taken.find(|kid| sheet.case(*kid).is_some_and(|case| sheet.lemma(case) == "of"));
        if let Some(of) = of {
            if let Some(case) = sheet.case(of) {
                sheet.drop(case);
            }
            sheet.hang(of, Some(verb), Relation::Obj);
        }
    }
    if let Some(subject) = sheet.child(verb, Relation::NsubjPass) {
        sheet.hang(subject, Some(verb), Relation::Nsubj);
    }
    let held = matches!(sheet.lemma(verb), "hold" | "deploy" | "postpone" | "extend") && !object;
    if let Some(subject) =
        sheet.child(verb, Relation::Nsubj).filter(|subject| held && !lexicon.is("person", sheet.lemma(*subject)))
    {
        sheet.hang(subject, Some(verb), Relation::NsubjPass);
        sheet.set_tag(verb, Upos::Verb, Tag::Vbn);
    }
}

/// "sans le signer": an article that hangs on a verb is a pronoun; "tuant deux civils": a bare noun behind one its object.
fn object(sheet: &mut Sheet, at: usize) {
    let Some(verb) = sheet.head(at).filter(|verb| sheet.is_verb(*verb) && sheet.upos(*verb) == Upos::Verb) else {
        return;
    };
    let bare = sheet.child(verb, Relation::Obj).is_none_or(|object| object == at);
    // "Le 7 juin, Londres a signé": a pronoun stands right before the verb or its helper.
    let close = sheet.beside(at, 1).is_some_and(|next| {
        next == verb
            || matches!(sheet.relation(next), Relation::Aux | Relation::AuxPass | Relation::Iobj | Relation::Expl)
    });
    if matches!(sheet.key(at), "le" | "la" | "les" | "l'") && sheet.before(at, verb) && bare && close {
        sheet.set_tag(at, Upos::Pron, Tag::Prp);
        sheet.say(at, if sheet.key(at) == "les" { "them" } else { "it" });
        return sheet.hang(at, Some(verb), Relation::Obj);
    }
    let noun = sheet.upos(at) == Upos::Noun && sheet.case(at).is_none() && sheet.relation(at) == Relation::Obl;
    let counted = sheet.child(at, Relation::Nummod).is_some() || sheet.child(at, Relation::Det).is_some();
    // "a soumis aux deux camps une mouture": nor does anything introduce the object of an active verb.
    let active = sheet.child(verb, Relation::AuxPass).is_none()
        && sheet.child(verb, Relation::Cop).is_none()
        && sheet.child(at, Relation::Det).is_some()
        && !is_time(sheet.lemma(at))
        && !attachment::mark_between(sheet, verb, at);
    if noun && bare && counted && (sheet.tag(verb) == Tag::Vbg || active) && sheet.before(verb, at) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// Whether a noun tells when or how long.
fn is_time(lemma: &str) -> bool {
    let unit = matches!(
        lemma,
        "minute"
            | "hour"
            | "day"
            | "week"
            | "month"
            | "year"
            | "night"
            | "morning"
            | "evening"
            | "afternoon"
            | "time"
            | "eve"
    );
    unit || lemma.ends_with("day") || crate::calendar::is_day_or_month(lemma)
}

/// "va signer" is "will sign".
fn future(sheet: &mut Sheet, at: usize) {
    let going = matches!(sheet.key(at), "va" | "vont") && sheet.lemma(at) == "go";
    let verb = sheet.kids(at).into_iter().find(|kid| {
        sheet.relation(*kid) == Relation::Xcomp
            && sheet.tag(*kid) == Tag::Vb
            && sheet.child(*kid, Relation::Mark).is_none()
    });
    if going && verb.is_some() {
        sheet.say(at, "will");
    }
}

/// "que" that opens a relative clause is its object, "dont" and "où" stand for what they mean.
fn relative(sheet: &mut Sheet, at: usize) {
    of_object(sheet, at);
    if sheet.key(at) == "que" || sheet.key(at) == "qu'" {
        let object = matches!(sheet.relation(at), Relation::Obj | Relation::Nsubj | Relation::Xcomp);
        if object && sheet.upos(at) == Upos::Pron {
            sheet.set_tag(at, Upos::Pron, Tag::Wp);
            sheet.say(at, "which");
        }
    }
}

/// "ont proposé une réunion, que la CMA a refusée": behind an object and its comma "que" is "which", and the clause describes it.
fn of_object(sheet: &mut Sheet, at: usize) {
    let comma = sheet.beside(at, -1).filter(|comma| sheet.lemma(*comma) == ",");
    let opens = matches!(sheet.key(at), "que" | "qu'") && sheet.relation(at) == Relation::Mark && comma.is_some();
    let clause = sheet.head(at).filter(|clause| opens && sheet.relation(*clause) == Relation::Ccomp);
    let Some((clause, verb)) = clause.and_then(|clause| Some((clause, sheet.head(clause)?))) else { return };
    let free = sheet.child(clause, Relation::Obj).is_none();
    let object = sheet.child(verb, Relation::Obj).filter(|object| free && sheet.before(*object, at));
    if let Some(object) = object {
        sheet.hang(clause, Some(object), Relation::AclRelcl);
        sheet.set_tag(at, Upos::Pron, Tag::Wp);
        sheet.hang(at, Some(clause), Relation::Obj);
    }
}

/// "ne … pas": the second word negates; "ne … que" does not; "aucun", "personne", "rien" negate with "ne" alone.
fn negation(sheet: &mut Sheet) {
    let line = sheet.line();
    for at in line.iter().copied() {
        if !matches!(sheet.key(at), "ne" | "n'") {
            continue;
        }
        let Some(verb) = sheet.head(at) else { continue };
        let beside = line.iter().copied().filter(|other| {
            sheet.before(at, *other) && matches!(sheet.key(*other), "pas" | "plus" | "jamais" | "point" | "guère")
        });
        let near = beside.min_by_key(|other| sheet.place(*other) - sheet.place(at));
        if let Some(near) = near.filter(|near| sheet.place(*near) - sheet.place(at) <= 64 * 8) {
            sheet.hang(near, Some(verb), Relation::Advmod);
            sheet.set_tag(near, Upos::Adv, Tag::Rb);
            sheet.say(near, if sheet.key(near) == "jamais" { "never" } else { "not" });
        }
        sheet.drop(at);
    }
    for at in line {
        if sheet.key(at) == "personne" && sheet.upos(at) == Upos::Pron && sheet.relation(at).is_subject() {
            sheet.say(at, "nobody");
        }
    }
}
