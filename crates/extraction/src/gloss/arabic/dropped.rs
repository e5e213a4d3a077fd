//! Verbs that name nobody: in "وأضاف أن" who adds something is told by the verb alone, and the one told of before is meant. A
//! pronoun over the verb's own words stands for them, so that all later steps find a subject.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Gives each verb of speech at the top of a sentence the subject that it bears.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        // What the tree hung wrongly at first stands right by now.
        said(sheet, at, lexicon);
        if speaks(sheet, at, lexicon) && is_finite(sheet, at) && names_nobody(sheet, at) {
            let pronoun = borne(sheet, at);
            sheet.insert(at, -1, pronoun, (Upos::Pron, Tag::Prp), (at, Relation::Nsubj));
        }
    }
}

/// "وأكد أنه لم يستهدف المدنيين": the clause behind a conjunction that the tree hung on the verb of speech, with the pronoun that is
/// written onto the conjunction.
pub(super) fn said(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let key = sheet.get(at).map(|word| word.last.clone()).unwrap_or_default();
    let opens = sheet.lemma(at) == "that" && sheet.relation(at) == Relation::Mark;
    let Some(mut verb) = sheet.head(at).filter(|_| opens) else { return };
    let below = sheet.kids(at).into_iter().chain(sheet.kids(verb));
    let inner = below.collect::<Vec<_>>().into_iter().find(|kid| {
        sheet.before(verb, at)
            && sheet.before(at, *kid)
            && sheet.upos(*kid) == Upos::Verb
            && matches!(
                sheet.relation(*kid),
                Relation::Obj | Relation::Obl | Relation::Advcl | Relation::Xcomp | Relation::Dep
            )
    });
    if let Some(inner) = inner {
        sheet.hang(inner, Some(verb), Relation::Ccomp);
        sheet.hang(at, Some(inner), Relation::Mark);
        verb = inner;
    }
    told_by(sheet, verb, lexicon);
    let Some(pronoun) = super::clauses::contained(&key) else { return };
    if sheet.upos(verb) != Upos::Verb || !sheet.before(at, verb) {
        return;
    }
    let suffers = lexicon.names_harm(sheet.lemma(verb));
    if suffers && acts_on(sheet, verb, &key).is_none() {
        return;
    }
    if let Some(whom) = acts_on(sheet, verb, &key).filter(|_| suffers) {
        sheet.hang(whom, Some(verb), Relation::Obj);
    }
    if !sheet.has_subject(verb) {
        sheet.insert(at, 1, pronoun, (Upos::Pron, Tag::Prp), (verb, Relation::Nsubj));
    }
}

/// "أعلن الجيش أنه قتل عشرين مسلحا": whom the one harms that the pronoun means. Told by his vowels, he himself is harmed.
fn acts_on(sheet: &Sheet, verb: usize, that: &str) -> Option<usize> {
    let key = sheet.key(verb);
    let passive = sheet.get(verb).is_some_and(|word| word.written.contains('\u{64F}'))
        || key.starts_with("اصيب")
        || super::is_written_passive(key);
    let agrees = match that {
        "انه" => !key.ends_with(['ت', 'ا']) && !key.starts_with('ت'),
        "انها" => key.ends_with('ت') || key.starts_with('ت'),
        "انهما" => key.ends_with('ا') || key.ends_with("ان"),
        _ => key.ends_with("وا") || key.ends_with("ون"),
    };
    let whom =
        [Relation::Obj, Relation::Nsubj, Relation::NsubjPass].into_iter().find_map(|role| sheet.child(verb, role));
    whom.filter(|whom| agrees && !passive && sheet.before(verb, *whom) && sheet.case(*whom).is_none())
}

/// "أعلن الجيش أنه قضى على مسلحين": a clause behind "that" is what the verb of speech before it tells, and is not joined to it.
fn told_by(sheet: &mut Sheet, verb: usize, lexicon: &Lexicon) {
    let joined = matches!(sheet.relation(verb), Relation::Conj | Relation::Advcl | Relation::Dep);
    let and = sheet.child(verb, Relation::Cc).is_some();
    let above = sheet.head(verb).filter(|above| joined && !and && sheet.before(*above, verb));
    if let Some(above) =
        above.filter(|above| sheet.upos(*above) == Upos::Verb && lexicon.is("say", sheet.lemma(*above)))
    {
        sheet.hang(verb, Some(above), Relation::Ccomp);
    }
}

fn speaks(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> bool {
    let lemma = sheet.lemma(at);
    let glossed = sheet.get(at).is_some_and(|word| word.glossed);
    let told = ["say", "tell", "deny"].iter().any(|class| lexicon.is(class, lemma)) || lemma == "accuse";
    sheet.upos(at) == Upos::Verb && glossed && (told || lexicon.cues(lemma).next().is_some())
}

fn is_finite(sheet: &Sheet, at: usize) -> bool {
    let own = matches!(sheet.own_tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp);
    own && matches!(sheet.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp) && sheet.child(at, Relation::AuxPass).is_none()
}

/// Whether no word of the clause is the subject, nor that of a clause that it is joined to.
fn names_nobody(sheet: &Sheet, at: usize) -> bool {
    let lent = match sheet.relation(at) {
        Relation::Root => false,
        Relation::Conj | Relation::Parataxis => {
            sheet.head(at).is_none_or(|head| sheet.has_subject(head) || !sheet.is_verb(head))
        }
        _ => true,
    };
    !lent && !sheet.has_subject(at)
}

/// The pronoun that the form of a verb bears.
fn borne(sheet: &Sheet, at: usize) -> &'static str {
    let key = sheet.key(at);
    match sheet.own_tag(at) {
        _ if key.ends_with("وا") || key.ends_with("ون") => "they",
        Tag::Vbd if key.ends_with('ت') => "she",
        Tag::Vbz | Tag::Vbp if key.starts_with('ت') => "she",
        _ => "he",
    }
}
