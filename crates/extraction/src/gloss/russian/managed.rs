//! Who manages, fails or has to act in Russian, told by a dative beside an impersonal verb.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// "подписать документ делегациям не удалось": who stands in the dative manages, or fails, to act.
pub(super) fn managed(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    // "договориться не вышло"
    if matches!(sheet.key(at), "вышло" | "получилось") && sheet.upos(at) == Upos::Verb {
        let infinitive = around(sheet, at).into_iter().any(|word| sheet.own_tag(word) == Tag::Vb);
        if infinitive && !sheet.has_subject(at) {
            sheet.say(at, "manage");
        }
    }
    let impersonal = sheet.get(at).is_some_and(|word| word.last.ends_with(['о', 'я']) || word.last.ends_with("ось"));
    if sheet.upos(at) != Upos::Verb || !impersonal || !matches!(sheet.lemma(at), "fail" | "manage" | "have") {
        return;
    }
    let clause = around(sheet, at);
    let infinitive =
        clause.iter().copied().filter(|word| sheet.own_tag(*word) == Tag::Vb && sheet.upos(*word) == Upos::Verb);
    let distance = |word: usize| sheet.place(word).abs_diff(sheet.place(at));
    let Some(infinitive) = infinitive.min_by_key(|word| distance(*word)) else { return };
    if sheet.head(at).is_some()
        && std::iter::successors(sheet.head(at), |word| sheet.head(*word))
            .take(sheet.line().len())
            .any(|word| word == infinitive)
    {
        sheet.rise(at, infinitive, Relation::Xcomp);
    } else {
        sheet.hang(infinitive, Some(at), Relation::Xcomp);
    }
    let dative = clause.into_iter().find(|word| {
        matches!(sheet.upos(*word), Upos::Noun | Upos::Propn | Upos::Pron)
            && matches!(sheet.own_tag(*word).case(), Some((Tag::Dative, _)))
            && sheet.case(*word).is_none()
    });
    // "армии пришлось отойти": of some the dative is written like the genitive.
    let alike =
        |object: &usize| sheet.key(*object).ends_with(['и', 'е']) && super::super::acts::acts(sheet, *object, lexicon);
    let dative = dative.or_else(|| sheet.child(at, Relation::Obj).filter(alike).filter(|it| sheet.before(*it, at)));
    // "эвакуацию пришлось отложить": what stands before both is the infinitive's.
    let object = sheet.child(at, Relation::Obj).filter(|object| sheet.before(*object, at) && Some(*object) != dative);
    if let Some(object) = object.filter(|_| sheet.child(infinitive, Relation::Obj).is_none()) {
        sheet.hang(object, Some(infinitive), Relation::Obj);
    }
    if let Some(dative) = dative {
        for kid in sheet.kids(dative).into_iter().filter(|kid| *kid == at || *kid == infinitive) {
            sheet.hang(kid, sheet.head(dative), Relation::Conj);
        }
        sheet.hang(dative, Some(at), Relation::Nsubj);
    }
    sheet.set_tag(at, Upos::Verb, Tag::Vbd);
}

/// The words between the marks around a word.
pub(super) fn around(sheet: &Sheet, at: usize) -> Vec<usize> {
    let line = sheet.line();
    let own = line.iter().position(|word| *word == at).unwrap_or_default();
    let mark = |word: &usize| sheet.upos(*word) == Upos::Punct;
    let first = line.iter().take(own).rposition(mark).map_or(0, |place| place + 1);
    let last = line.iter().skip(own).position(mark).map_or(line.len(), |place| place + own);
    line.get(first..last).unwrap_or_default().to_vec()
}
