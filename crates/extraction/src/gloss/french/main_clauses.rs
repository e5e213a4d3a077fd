//! The main clause of a French sentence where the tree took something else for it: a participle that opens the sentence, the
//! speaker's name inside what he says, the subject behind a conjunction; participles in a row, what marks of quotation part.

use super::super::attachment::{is_finite, mark_between};
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Finds main clauses.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        behind_conjunction(sheet, at);
        over_quotation(sheet, at);
        chained(sheet, at);
        opening(sheet, at);
        behind_opening(sheet, at);
        inside_speech(sheet, at, lexicon);
    }
}

/// "tant que les mercenaires n'ont pas quitté Tripoli": a conjunction introduces no noun; the noun is the subject of its clause.
fn behind_conjunction(sheet: &mut Sheet, at: usize) {
    let conjunction = |case: &usize| {
        let last = sheet.get(*case).map_or("", |word| word.last.as_str());
        matches!(last, "que" | "qu'") && sheet.key(*case) != last && sheet.relation(*case) == Relation::Case
    };
    let noun = sheet.is_noun(at) || sheet.upos(at) == Upos::Pron;
    let Some(mark) = sheet.case(at).filter(|case| noun && conjunction(case) && sheet.before(*case, at)) else { return };
    let line = sheet.line();
    let behind = line.into_iter().filter(|word| sheet.before(at, *word));
    let verb = behind.take_while(|word| sheet.upos(*word) != Upos::Punct).find(|word| {
        sheet.upos(*word) == Upos::Verb && (is_finite(sheet, *word) || sheet.child(*word, Relation::Aux).is_some())
    });
    let Some(verb) = verb.filter(|verb| !sheet.has_subject(*verb)) else { return };
    let passive = sheet.child(verb, Relation::AuxPass).is_some();
    if sheet.head(verb) == Some(at) {
        let head = sheet.head(at);
        sheet.hang(verb, head, Relation::Advcl);
    }
    sheet.hang(mark, Some(verb), Relation::Mark);
    sheet.hang(at, Some(verb), if passive { Relation::NsubjPass } else { Relation::Nsubj });
}

/// "la fin « avec effet immédiat » de l'accord": what follows the closing mark belongs to the noun before the opening one.
fn over_quotation(sheet: &mut Sheet, at: usize) {
    let of = sheet.case(at).filter(|case| sheet.is_noun(at) && matches!(sheet.key(*case), "de" | "d'" | "du" | "des"));
    let Some(closing) = of.and_then(|case| sheet.beside(case, -1)).filter(|mark| sheet.key(*mark) == "»") else {
        return;
    };
    let line = sheet.line();
    let open = line.into_iter().rev().find(|mark| sheet.before(*mark, closing) && sheet.key(*mark) == "«");
    let before = open.and_then(|open| sheet.beside(open, -1)).filter(|noun| sheet.upos(*noun) == Upos::Noun);
    // "une « violation flagrante » de l'accord": or to the noun between the marks.
    let noun = before.or_else(|| noun_inside(sheet, open, closing));
    let inside = |word: usize| open.is_some_and(|open| sheet.before(open, word)) && sheet.before(word, closing);
    let beside = noun.is_some_and(|noun| sheet.head(noun).is_some() && sheet.head(at) == sheet.head(noun));
    if noun.is_some() && (beside || sheet.head(at).is_some_and(inside)) {
        sheet.hang(at, noun, Relation::Nmod);
    }
}

/// The last noun between two marks that nothing there governs.
fn noun_inside(sheet: &Sheet, open: Option<usize>, closing: usize) -> Option<usize> {
    let open = open?;
    let line = sheet.line();
    let between = line.into_iter().filter(|word| sheet.before(open, *word) && sheet.before(*word, closing));
    between.into_iter().find(|word| {
        let inside = sheet.head(*word).is_some_and(|head| sheet.before(open, head) && sheet.before(head, closing));
        sheet.upos(*word) == Upos::Noun && !inside && sheet.case(*word).is_none()
    })
}

/// "ont pillé les greniers, brûlé des cases et enlevé le chef": participles in a row share the helper of the first.
fn chained(sheet: &mut Sheet, at: usize) {
    let bare = |word: usize| {
        sheet.upos(word) == Upos::Verb
            && sheet.tag(word) == Tag::Vbn
            && sheet.relation(word) == Relation::Conj
            && sheet.child(word, Relation::Aux).is_none()
            && sheet.child(word, Relation::AuxPass).is_none()
    };
    let helped = |first: &usize| {
        let helped = sheet.child(*first, Relation::Aux).is_some() && sheet.child(*first, Relation::AuxPass).is_none();
        helped && sheet.upos(*first) == Upos::Verb && sheet.before(*first, at)
    };
    let above = sheet.head(at).filter(|_| bare(at) && !sheet.has_subject(at));
    let first = above.and_then(|above| match () {
        () if bare(above) => sheet.head(above).filter(helped),
        // "a dénoncé une violation et appelé Paris à agir": nor is a participle joined to a noun.
        () if sheet.is_noun(above) => super::super::shared::above_verb(sheet, above).filter(helped),
        () => Some(above).filter(helped),
    });
    if first.is_some() && sheet.child(at, Relation::OblAgent).is_none() {
        sheet.hang(at, first, Relation::Conj);
        sheet.set_tag(at, Upos::Verb, Tag::Vbd);
    }
}

/// "Assiégée depuis mai, la ville manque de tout", "Sitôt la frappe connue, Tarn a menacé": the clause behind the comma is
/// the sentence's.
fn opening(sheet: &mut Sheet, at: usize) {
    let bare = |word: usize| {
        let helped =
            [Relation::Aux, Relation::AuxPass, Relation::Cop].iter().any(|helper| sheet.child(word, *helper).is_some());
        sheet.upos(word) == Upos::Verb && matches!(sheet.tag(word), Tag::Vbn | Tag::Vbg) && !helped
    };
    let root = sheet.head(at).is_none();
    let participle = root && bare(at) && sheet.child(at, Relation::Nsubj).is_none_or(|own| sheet.before(at, own));
    let absolute = root
        && sheet.upos(at) == Upos::Noun
        && sheet.kids(at).into_iter().any(|kid| bare(kid) && sheet.before(at, kid))
        && sheet.kids(at).into_iter().any(|kid| matches!(sheet.key(kid), "sitôt" | "aussitôt" | "une_fois" | "peine"));
    if !(participle || absolute) {
        return;
    }
    let main = sheet.kids(at).into_iter().find(|kid| {
        let told = is_finite(sheet, *kid) || sheet.tag(*kid) == Tag::Vbn && sheet.child(*kid, Relation::Aux).is_some();
        let opened = sheet.child(*kid, Relation::Mark).or_else(|| sheet.child(*kid, Relation::Cc));
        sheet.before(at, *kid)
            && sheet.upos(*kid) == Upos::Verb
            && told
            && opened.is_none()
            && mark_between(sheet, at, *kid)
    });
    let Some(main) = main else { return };
    let own = sheet.kids(main).into_iter().find(|kid| sheet.relation(*kid).is_subject());
    let loose = sheet.kids(at).into_iter().rev().find(|kid| {
        sheet.is_noun(*kid)
            && sheet.case(*kid).is_none()
            && sheet.before(*kid, main)
            && mark_between(sheet, at, *kid)
            && !mark_between(sheet, *kid, main)
    });
    let Some(subject) = own.filter(|own| sheet.before(*own, main)).or(loose.filter(|_| own.is_none())) else { return };
    let passive = sheet.child(main, Relation::AuxPass).is_some();
    sheet.hang(subject, Some(main), if passive { Relation::NsubjPass } else { Relation::Nsubj });
    sheet.rise(main, at, Relation::Advcl);
}

/// "D'un commun accord, Tarn et Kelm ont prolongé la trêve": a name behind the comma of an opening phrase is the subject of a
/// verb that has none.
fn behind_opening(sheet: &mut Sheet, at: usize) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Appos | Relation::Nmod | Relation::Conj | Relation::Flat | Relation::Dep | Relation::Parataxis
    );
    let bare = sheet.is_noun(at) && loose && sheet.case(at).is_none();
    let Some(phrase) = sheet.head(at).filter(|phrase| bare && sheet.case(*phrase).is_some()) else { return };
    let verb = sheet
        .head(phrase)
        .filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.before(at, *verb) && !sheet.has_subject(*verb));
    let Some(verb) = verb.filter(|verb| mark_between(sheet, phrase, at) && !mark_between(sheet, at, *verb)) else {
        return;
    };
    let line = sheet.line();
    let opens = !line.into_iter().any(|word| sheet.before(word, phrase) && sheet.upos(word) == Upos::Verb);
    if opens {
        let passive = sheet.child(verb, Relation::AuxPass).is_some();
        sheet.hang(at, Some(verb), if passive { Relation::NsubjPass } else { Relation::Nsubj });
    }
}

/// "« Nos troupes, a déclaré le ministre, se retireront »": who speaks stands behind the verb of speech; what stands before it is
/// the subject of what is said.
fn inside_speech(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let speaks = ["say", "tell"].iter().any(|class| lexicon.is(class, sheet.lemma(at)));
    if sheet.upos(at) != Upos::Verb || !speaks || !super::clauses::opens_behind_mark(sheet, at) {
        return;
    }
    let subject = sheet
        .kids(at)
        .into_iter()
        .find(|kid| sheet.relation(*kid) == Relation::Nsubj && sheet.before(*kid, at) && mark_between(sheet, *kid, at));
    let said = sheet.kids(at).into_iter().find(|kid| {
        let loose =
            matches!(sheet.relation(*kid), Relation::Parataxis | Relation::Ccomp | Relation::Conj | Relation::Advcl);
        let told = is_finite(sheet, *kid) || sheet.child(*kid, Relation::Aux).is_some();
        loose && told && sheet.before(at, *kid) && sheet.upos(*kid) == Upos::Verb && !sheet.has_subject(*kid)
    });
    let Some((subject, said)) = subject.zip(said) else { return };
    let speaker = sheet.kids(at).into_iter().find(|kid| {
        let bare = sheet.is_noun(*kid) && sheet.case(*kid).is_none();
        bare && *kid != subject && sheet.before(at, *kid) && sheet.before(*kid, said)
    });
    let Some(speaker) = speaker.filter(|speaker| mark_between(sheet, *speaker, said)) else { return };
    sheet.hang(subject, Some(said), Relation::Nsubj);
    sheet.hang(speaker, Some(at), Relation::Nsubj);
    sheet.rise(said, at, Relation::Parataxis);
}
