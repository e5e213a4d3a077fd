//! Active or passive in Arabic, where parsers mistake one for the other: "سجلت اللجنة 214 خرقا" has an object, "لم تسجل انتهاكات" none.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Gives the verb the voice that its neighbours show.
pub(super) fn shape(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if sheet.upos(at) != Upos::Verb {
        return;
    }
    // "قتل ثلاثة جنود في كمين": who comes to harm is no object's subject.
    if lexicon.harms(sheet.lemma(at)).next().is_none() {
        active(sheet, at);
    }
    recorded(sheet, at, lexicon);
}

/// A verb with a bare object has no subject in the passive, unless its vowels or letters say so.
fn active(sheet: &mut Sheet, at: usize) {
    let object = sheet.child(at, Relation::Obj).is_some_and(|object| sheet.case(object).is_none());
    let key = sheet.key(at);
    let told = key.starts_with("تم") || key.starts_with("اصيب") || super::is_written_passive(key);
    let marked = told || sheet.get(at).is_some_and(|word| word.written.contains('\u{64F}'));
    let past = matches!(sheet.tag(at), Tag::Vbd | Tag::Vbn) && sheet.child(at, Relation::AuxPass).is_none();
    let subject = sheet.child(at, Relation::NsubjPass).filter(|_| object && !marked && past);
    if let Some(subject) = subject.filter(|_| sheet.child(at, Relation::Nsubj).is_none()) {
        sheet.hang(subject, Some(at), Relation::Nsubj);
        sheet.set_tag(at, Upos::Verb, Tag::Vbd);
    }
}

/// "لم تسجل أي انتهاكات": an act records nothing; it is recorded.
fn recorded(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let records = matches!(sheet.lemma(at), "record" | "register" | "observe" | "log" | "document");
    let subject = sheet.child(at, Relation::Nsubj).filter(|_| records && sheet.child(at, Relation::Obj).is_none());
    let act = subject.filter(|act| {
        sheet.before(at, *act) && sheet.upos(*act) == Upos::Noun && lexicon.names_noun(sheet.lemma(*act))
    });
    if let Some(act) = act {
        sheet.hang(act, Some(at), Relation::NsubjPass);
    }
}
