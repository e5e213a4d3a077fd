//! Verbs of French that say by their form or by the verb behind them what English says otherwise: the conditional of hearsay,
//! what was allowed and came about, "faire" and "se voir" before an infinitive, "se rendre".

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

/// Lays such verbs; runs before the pronouns of reflexive verbs are dropped.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        betook_itself(sheet, at);
        saw_itself(sheet, at);
        had_to(sheet, at);
        made_act(sheet, at, lexicon);
        came_about(sheet, at);
        died(sheet, at);
    }
}

/// "Douze personnes sont mortes": they died, and nothing is said of what they are.
fn died(sheet: &mut Sheet, at: usize) {
    let copula = sheet.child(at, Relation::Cop).or_else(|| sheet.child(at, Relation::AuxPass));
    let dead = sheet.lemma(at) == "dead" && sheet.key(at).starts_with("mort") && sheet.has_subject(at);
    let Some(copula) = copula.filter(|_| dead) else { return };
    sheet.drop(copula);
    sheet.set_tag(at, Upos::Verb, Tag::Vbd);
    sheet.say(at, "die");
}

/// "Les rebelles auraient tué vingt villageois": without a condition, such a perfect tells what is heard; who vouches for it is
/// told beside it. Runs when auxiliaries are laid.
pub(super) fn hearsay(sheet: &mut Sheet, at: usize) {
    let would = sheet.lemma(at) == "would" && sheet.tag(at) == Tag::Md && sheet.relation(at) == Relation::Aux;
    let Some(verb) = sheet.head(at).filter(|_| would) else { return };
    let span = sheet.get(at).map(|word| word.span);
    let perfect = sheet
        .kids(verb)
        .into_iter()
        .find(|kid| *kid != at && sheet.lemma(*kid) == "have" && sheet.get(*kid).map(|word| word.span) == span);
    let Some(perfect) = perfect.filter(|_| sheet.tag(verb) == Tag::Vbn && !is_wished(sheet, verb)) else { return };
    let condition = sheet.line().into_iter().any(|word| {
        matches!(sheet.key(word), "si" | "s'il" | "sans") || sheet.lemma(word) == "if" && sheet.stands(word)
    });
    let below = sheet.relation(verb) == Relation::Advcl;
    if condition || below {
        return;
    }
    sheet.drop(at);
    sheet.set_tag(perfect, Upos::Aux, Tag::Vbp);
}

/// "aurait dû", "aurait souhaité": what ought to be or is wished for is no hearsay.
fn is_wished(sheet: &Sheet, verb: usize) -> bool {
    let modal = sheet.kids(verb).into_iter().any(|kid| matches!(sheet.key(kid), "dû" | "pu" | "voulu" | "fallu"));
    let own = matches!(sheet.key(verb), "dû" | "pu" | "voulu" | "fallu");
    let wish = ["souhait", "aim", "préfér", "espér"].iter().any(|stem| sheet.key(verb).starts_with(stem));
    modal || own || wish
}

/// "a permis la libération de huit otages", "a permis de libérer huit otages": what was allowed so came about.
fn came_about(sheet: &mut Sheet, at: usize) {
    let allows = sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "allow" && sheet.key(at).starts_with("permis");
    let perfect = sheet.child(at, Relation::Aux).filter(|helper| sheet.tag(*helper) != Tag::Md);
    let future = sheet.kids(at).into_iter().any(|kid| sheet.tag(kid) == Tag::Md);
    let Some(helper) = perfect.filter(|_| allows && !future) else { return };
    let infinitive = sheet
        .kids(at)
        .into_iter()
        .find(|kid| sheet.own_tag(*kid) == Tag::Vb && sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid));
    let Some(infinitive) = infinitive else {
        if sheet.child(at, Relation::Obj).is_some() {
            sheet.say(at, "yield");
        }
        return;
    };
    let person = sheet.kids(at).into_iter().any(|kid| {
        let to = sheet.case(kid).is_some_and(|case| matches!(sheet.key(case), "à" | "au" | "aux"));
        to && sheet.before(at, kid) && sheet.before(kid, infinitive)
    });
    if person {
        return;
    }
    for mark in sheet.kids(infinitive) {
        if matches!(sheet.key(mark), "de" | "d'") && sheet.before(mark, infinitive) {
            sheet.drop(mark);
        }
    }
    take_place(sheet, infinitive, at);
    sheet.hang(helper, Some(infinitive), Relation::Aux);
}

/// "ont dû fuir", "a pu atteindre la ville": what somebody had to do, or could, was done.
fn had_to(sheet: &mut Sheet, at: usize) {
    if !matches!(sheet.key(at), "dû" | "pu") || sheet.get(at).is_none_or(|word| word.last != word.key) {
        return;
    }
    let below = |head: usize| {
        sheet
            .kids(head)
            .into_iter()
            .find(|kid| sheet.own_tag(*kid) == Tag::Vb && sheet.upos(*kid) == Upos::Verb && sheet.before(at, *kid))
    };
    let helper = |head: usize| {
        let kids = sheet.kids(head);
        kids.into_iter().any(|kid| {
            matches!(sheet.key(kid), "a" | "ont" | "avait" | "avaient" | "avons" | "ai") && sheet.before(kid, at)
        })
    };
    if let Some(act) = below(at).filter(|_| helper(at)) {
        let unmarked = sheet.child(act, Relation::Mark).is_none();
        return if unmarked {
            take_place(sheet, act, at)
        };
    }
    let act =
        sheet.head(at).filter(|act| matches!(sheet.relation(at), Relation::Aux | Relation::AuxPass) && helper(*act));
    if let Some(act) = act.filter(|act| sheet.own_tag(*act) == Tag::Vb) {
        sheet.drop(at);
        sheet.set_tag(act, Upos::Verb, Tag::Vbn);
        if let Some(word) = sheet.get_mut(act) {
            word.own_tag = Tag::Vbn;
        }
    }
}

/// "Le régime a fait arrêter trois opposants": who has something done to somebody does it.
fn made_act(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let makes = matches!(
        sheet.key(at),
        "fait"
            | "font"
            | "faire"
            | "faisait"
            | "faisaient"
            | "fera"
            | "feront"
            | "ferait"
            | "feraient"
            | "fit"
            | "firent"
            | "faisant"
    );
    let alone = sheet.get(at).is_some_and(|word| word.last == word.key);
    let next = (1..3).filter_map(|step| sheet.beside(at, step)).find(|next| sheet.upos(*next) == Upos::Verb);
    let Some(act) = next.filter(|next| makes && alone && sheet.own_tag(*next) == Tag::Vb) else { return };
    let transitive = lexicon.triggers(sheet.lemma(act)).any(|trigger| {
        let constraints = &trigger.pattern.constraints;
        constraints.iter().any(|it| !it.negated && it.slots.iter().any(|slot| slot == "obj"))
    });
    if !transitive {
        return;
    }
    if sheet.head(act) == Some(at) {
        return take_place(sheet, act, at);
    }
    // The tree took "faire" for a helper.
    if sheet.head(at) == Some(act) && matches!(sheet.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop) {
        let (upos, tag) = (Upos::Verb, sheet.tag(at));
        sheet.drop(at);
        sheet.set_tag(act, upos, tag);
    }
}

/// Lets the verb below stand for the one that it hangs on: it takes its form, its subject and its helpers.
fn take_place(sheet: &mut Sheet, low: usize, high: usize) {
    let tag = sheet.tag(high);
    sheet.rise(low, high, Relation::Aux);
    for kid in sheet.kids(high) {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(low), relation);
    }
    sheet.drop(high);
    sheet.set_tag(low, Upos::Verb, tag);
    if let Some(word) = sheet.get_mut(low) {
        word.own_tag = tag;
    }
}

/// "La patrouille s'est vu interdire l'accès à Ber par des hommes": who sees himself refused something is refused it.
fn saw_itself(sheet: &mut Sheet, at: usize) {
    let sees =
        matches!(sheet.key(at), "vu" | "vue" | "vus" | "vues" | "voit" | "voient" | "voyait" | "voyaient" | "verra");
    let expression = sheet.get(at).is_some_and(|word| word.last != word.key);
    let itself = sheet.kids(at).into_iter().any(|kid| matches!(sheet.key(kid), "se" | "s'"));
    let refused = sees && expression && itself && sheet.upos(at) == Upos::Verb && sheet.lemma(at) == "deny";
    let subject = sheet.kids(at).into_iter().find(|kid| sheet.relation(*kid).is_subject());
    let Some(subject) = subject.filter(|_| refused) else { return };
    let mut below = sheet.kids(at);
    below.extend(sheet.kids(at).into_iter().flat_map(|kid| sheet.kids(kid)));
    let by = below.into_iter().find(|kid| {
        sheet.case(*kid).is_some_and(|case| sheet.key(case) == "par") && sheet.before(at, *kid) && sheet.is_noun(*kid)
    });
    sheet.set_tag(at, Upos::Verb, Tag::Vbn);
    sheet.insert(at, -2, "be", (Upos::Aux, Tag::Vbd), (at, Relation::AuxPass));
    sheet.hang(subject, Some(at), Relation::Iobj);
    if let Some(by) = by {
        sheet.hang(by, Some(at), Relation::OblAgent);
    }
}

/// "s'est rendu lundi à Ménaka" went there; "s'est rendu aux soldats" surrendered.
fn betook_itself(sheet: &mut Sheet, at: usize) {
    let goes = sheet.upos(at) == Upos::Verb && sheet.key(at).starts_with("rend") && sheet.lemma(at) == "return";
    let itself = sheet.kids(at).into_iter().any(|kid| matches!(sheet.key(kid), "se" | "s'"));
    if !goes || !itself || sheet.child(at, Relation::Obj).is_some_and(|object| sheet.is_noun(object)) {
        return;
    }
    let whither = sheet.kids(at).into_iter().any(|kid| {
        let place = sheet.named(kid) == Some(MentionKind::Place) || sheet.upos(kid) == Upos::Propn;
        let case = sheet.case(kid).is_some_and(|case| {
            matches!(sheet.key(case), "à" | "au" | "aux" | "en" | "dans" | "sur" | "chez" | "auprès")
        });
        place && case
    });
    if whither || sheet.kids(at).into_iter().any(|kid| sheet.key(kid) == "y") {
        sheet.say(at, "go");
    }
}
