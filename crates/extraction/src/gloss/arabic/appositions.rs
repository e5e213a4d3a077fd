//! Who somebody is, told between marks: "المتحدث باسم الجيش، العقيد عبد الله، اتهم الجماعة". Parsers take the title there for another
//! noun of the verb; and of a name that the lists know in part, the rest for a word of its own.

use super::super::acts::is_above;
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Upos};
use model::MentionKind;

/// Hangs what stands in apposition on those whom it names.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    between_marks(sheet, at, lexicon);
    behind_mark(sheet, at);
    rest_of_name(sheet, at, lexicon);
}

/// A phrase that a title opens behind a comma, where the subject ends right before the comma.
fn between_marks(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Obj | Relation::Obl | Relation::Iobj | Relation::Dep | Relation::Xcomp | Relation::Conj
    );
    let bare = loose && (sheet.is_noun(at) || sheet.upos(at) == Upos::X) && sheet.case(at).is_none();
    let Some(verb) = sheet.head(at).filter(|verb| bare && sheet.upos(*verb) == Upos::Verb) else { return };
    let first =
        sheet.line().into_iter().find(|word| *word == at || is_above(sheet, at, *word) && !is_comma(sheet, *word));
    let Some(first) =
        first.filter(|first| lexicon.is("title", sheet.lemma(*first)) || is_closed_name(sheet, *first, at))
    else {
        return;
    };
    let comma = sheet.beside(first, -1).filter(|mark| is_comma(sheet, *mark));
    let last = comma.and_then(|comma| sheet.beside(comma, -1));
    let subject = sheet.child(verb, Relation::Nsubj).filter(|subject| {
        *subject != at && last.is_some_and(|last| last == *subject || is_above(sheet, *subject, last))
    });
    if subject.is_some() {
        sheet.hang(at, subject, Relation::Appos);
    }
}

/// "الناطق، أحمد حسين، قوات": a person's name alone, with a mark behind it too.
fn is_closed_name(sheet: &Sheet, first: usize, at: usize) -> bool {
    let name = sheet.named(at);
    let closed = sheet.beside(at, 1).is_some_and(|mark| is_comma(sheet, mark));
    first == at && name == Some(MentionKind::Person) && closed
}

/// A noun that the tree hung on its verb as it hangs marks is the verb's object where none stands yet.
fn behind_mark(sheet: &mut Sheet, at: usize) {
    let stray = matches!(sheet.relation(at), Relation::Punct | Relation::Cc) && sheet.is_noun(at);
    let verb = sheet.head(at).filter(|verb| stray && sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, at));
    let Some(verb) = verb else { return };
    let free = sheet.child(verb, Relation::Obj).is_none() && sheet.case(at).is_none();
    sheet.hang(at, Some(verb), if free { Relation::Obj } else { Relation::Obl });
}

fn is_comma(sheet: &Sheet, at: usize) -> bool {
    sheet.upos(at) == Upos::Punct && matches!(sheet.key(at), "،" | ",")
}

/// "الطبيبة هدى سلام": right behind the name of who speaks, a bare word that no verb of speech takes goes on with the name.
fn rest_of_name(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Obj | Relation::Obl | Relation::Xcomp | Relation::Nmod | Relation::Appos | Relation::Dep
    );
    let bare = loose && sheet.is_noun(at) && sheet.case(at).is_none() && !sheet.key(at).starts_with("ال");
    let person = sheet.beside(at, -1).filter(|name| {
        let kind = sheet.named(*name);
        bare && kind == Some(MentionKind::Person) && sheet.get(at).is_some_and(|word| word.name.is_none())
    });
    let speaks = |verb: usize| {
        sheet.upos(verb) == Upos::Verb && ["say", "tell"].iter().any(|class| lexicon.is(class, sheet.lemma(verb)))
    };
    let spoken = sheet.head(at).is_some_and(|head| speaks(head) && sheet.before(head, at));
    if let Some(person) = person.filter(|person| spoken && !is_above(sheet, at, *person)) {
        sheet.hang(at, Some(person), Relation::Flat);
    }
}
