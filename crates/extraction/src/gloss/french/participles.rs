//! Participles of French: what they agree with, what a present participle describes and takes.

use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Lays the participles of a sentence.
pub(super) fn shape(sheet: &mut Sheet) {
    for at in sheet.line() {
        present(sheet, at);
        subject_of_bare(sheet, at);
        behind_noun(sheet, at);
        agreeing(sheet, at);
        gathered(sheet, at);
    }
}

/// "Un convoi escortant des camions est tombé": right behind a noun a present participle describes it and takes what follows,
/// though the tree hangs both on the verb behind.
fn present(sheet: &mut Sheet, at: usize) {
    let gerund = sheet.own_tag(at) == Tag::Vbg && sheet.upos(at) == Upos::Verb && sheet.key(at).ends_with("ant");
    let Some(verb) = sheet.head(at).filter(|verb| gerund && sheet.before(at, *verb)) else { return };
    if !matches!(sheet.relation(at), Relation::Obj | Relation::Nsubj | Relation::Amod | Relation::Obl | Relation::Dep) {
        return;
    }
    let Some(noun) = noun_before(sheet, at) else { return };
    let line = sheet.line();
    let taken = line.into_iter().find(|kid| {
        sheet.before(at, *kid)
            && sheet.before(*kid, verb)
            && sheet.head(*kid) == Some(verb)
            && sheet.is_noun(*kid)
            && sheet.case(*kid).is_none()
            && matches!(sheet.relation(*kid), Relation::Nsubj | Relation::Obj | Relation::NsubjPass)
    });
    if let Some(taken) = taken.filter(|_| sheet.child(at, Relation::Obj).is_none()) {
        sheet.hang(taken, Some(at), Relation::Obj);
    }
    sheet.hang(at, Some(noun), Relation::Acl);
    if sheet.head(noun) == Some(verb) && !sheet.has_subject(verb) {
        sheet.hang(noun, Some(verb), Relation::Nsubj);
    }
}

/// The noun right before a word, or before the adjectives that describe it there.
fn noun_before(sheet: &Sheet, at: usize) -> Option<usize> {
    (1..4)
        .map_while(|step| sheet.beside(at, -step))
        .find(|word| !matches!(sheet.relation(*word), Relation::Amod | Relation::Advmod))
        .filter(|word| sheet.is_noun(*word))
}

/// "a mis fin à la trêve conclue en juin": a participle right behind a noun that it agrees with describes that.
fn behind_noun(sheet: &mut Sheet, at: usize) {
    let helped =
        [Relation::Aux, Relation::AuxPass, Relation::Cop].iter().any(|helper| sheet.child(at, *helper).is_some());
    let bare = sheet.tag(at) == Tag::Vbn && sheet.upos(at) == Upos::Verb && !helped && !sheet.has_subject(at);
    let loose = matches!(sheet.relation(at), Relation::Advcl | Relation::Xcomp | Relation::Acl | Relation::Dep);
    let verb =
        sheet.head(at).filter(|verb| bare && loose && sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, at));
    let noun = noun_before(sheet, at).filter(|noun| sheet.upos(*noun) == Upos::Noun);
    let Some((verb, noun)) = verb.zip(noun) else { return };
    let agrees = Form::of_participle(sheet.key(at)).and_then(|own| own.fits(Form::of_noun(sheet, noun)));
    if sheet.before(verb, noun) && agrees == Some(true) {
        sheet.hang(at, Some(noun), Relation::Acl);
    }
}

/// "détient neuf Libanais capturés en octobre": a participle without a helper has no subject; the noun is what the verb before
/// takes.
fn subject_of_bare(sheet: &mut Sheet, at: usize) {
    let helped =
        [Relation::Aux, Relation::AuxPass, Relation::Cop].iter().any(|helper| sheet.child(at, *helper).is_some());
    let bare = sheet.tag(at) == Tag::Vbn && sheet.upos(at) == Upos::Verb && !helped;
    let taken = matches!(sheet.relation(at), Relation::Obj | Relation::Xcomp | Relation::Ccomp);
    let verb =
        sheet.head(at).filter(|verb| bare && taken && sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, at));
    let noun =
        noun_before(sheet, at).filter(|noun| sheet.head(*noun) == Some(at) && sheet.relation(*noun).is_subject());
    let Some((verb, noun)) = verb.zip(noun).filter(|(verb, noun)| sheet.before(*verb, *noun)) else { return };
    if sheet.kids(verb).into_iter().any(|kid| kid != at && sheet.relation(kid) == Relation::Obj) {
        return;
    }
    for kid in sheet.kids(at).into_iter().filter(|kid| sheet.relation(*kid) == Relation::Conj).collect::<Vec<_>>() {
        if sheet.is_noun(kid) {
            sheet.hang(kid, Some(noun), Relation::Conj);
        }
    }
    sheet.hang(noun, Some(verb), Relation::Obj);
    sheet.hang(at, Some(noun), Relation::Acl);
}

/// "la trêve de soixante jours proposée par Doha": what was proposed is no "jours" but the noun before that agrees.
fn agreeing(sheet: &mut Sheet, at: usize) {
    let loose = matches!(sheet.relation(at), Relation::Acl | Relation::Amod | Relation::Xcomp | Relation::Advcl);
    let bare = sheet.child(at, Relation::Aux).is_none() && sheet.child(at, Relation::AuxPass).is_none();
    let participle = sheet.tag(at) == Tag::Vbn && sheet.upos(at) == Upos::Verb && loose && bare;
    let Some(noun) = sheet.head(at).filter(|noun| participle && sheet.is_noun(*noun) && sheet.before(*noun, at)) else {
        return;
    };
    let Some(own) = Form::of_participle(sheet.key(at)) else { return };
    if own.fits(Form::of_noun(sheet, noun)) != Some(false) {
        return;
    }
    let before = sheet.line().into_iter().rev().filter(|word| sheet.before(*word, noun));
    let clause = before.take_while(|word| sheet.upos(*word) != Upos::Punct && sheet.upos(*word) != Upos::Verb);
    let fitting: Vec<usize> = clause.filter(|word| sheet.upos(*word) == Upos::Noun).collect();
    if let Some(found) = fitting.into_iter().find(|word| own.fits(Form::of_noun(sheet, *word)) == Some(true)) {
        sheet.hang(at, Some(found), Relation::Acl);
    }
}

/// "Réunis à Accra, les dirigeants …": who is gathered meets.
fn gathered(sheet: &mut Sheet, at: usize) {
    let gathered = sheet.key(at).starts_with("réuni") && sheet.tag(at) == Tag::Vbn && sheet.lemma(at) == "meet";
    let loose = matches!(sheet.relation(at), Relation::Acl | Relation::Advcl | Relation::Amod);
    let helped = sheet.child(at, Relation::Aux).or_else(|| sheet.child(at, Relation::AuxPass));
    if gathered && loose && helped.is_none() && sheet.child(at, Relation::OblAgent).is_none() {
        sheet.set_tag(at, Upos::Verb, Tag::Vbg);
    }
}

/// What the ending of a participle, or the article and the ending of a noun, tell of number and gender.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Form {
    plural: Option<bool>,
    feminine: Option<bool>,
}

impl Form {
    /// "proposée" is one and feminine; "mis" may be several.
    fn of_participle(key: &str) -> Option<Form> {
        let form = |plural: Option<bool>, feminine: bool| Some(Form { plural, feminine: Some(feminine) });
        match () {
            () if key.ends_with("ées") || key.ends_with("ies") || key.ends_with("ues") => form(Some(true), true),
            () if key.ends_with("ée") || key.ends_with("ie") || key.ends_with("ue") => form(Some(false), true),
            () if key.ends_with("és") || key.ends_with("us") => form(Some(true), false),
            () if key.ends_with('é') || key.ends_with('i') || key.ends_with('u') => form(Some(false), false),
            () => None,
        }
    }

    fn of_noun(sheet: &Sheet, noun: usize) -> Form {
        if sheet.upos(noun) != Upos::Noun {
            return Form::default();
        }
        let kids = sheet.kids(noun);
        let article = |keys: &[&str]| kids.iter().any(|kid| keys.contains(&sheet.key(*kid)));
        let feminine = match () {
            () if article(&["la", "une", "cette", "toute", "aucune", "première", "nouvelle"]) => Some(true),
            () if article(&["le", "un", "ce", "cet", "du", "au", "tout", "aucun", "premier", "nouveau"]) => Some(false),
            () => None,
        };
        let counted = kids.iter().any(|kid| sheet.relation(*kid) == Relation::Nummod);
        let several = counted || article(&["les", "des", "ces", "ses", "leurs", "plusieurs", "aux", "quelques"]);
        let one = feminine.is_some() || article(&["l'", "son", "sa", "leur", "chaque"]);
        let plural = if several { Some(true) } else { one.then_some(false) };
        Form { plural, feminine }
    }

    /// Whether two forms fit; `None` where nothing tells.
    fn fits(self, other: Form) -> Option<bool> {
        let same = |one: Option<bool>, two: Option<bool>| one.zip(two).map(|(one, two)| one == two);
        match (same(self.plural, other.plural), same(self.feminine, other.feminine)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (None, None) => None,
            _ => Some(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn participles_tell_number_and_gender() {
        let form = |plural, feminine| Some(Form { plural: Some(plural), feminine: Some(feminine) });
        assert_eq!(Form::of_participle("proposée"), form(false, true));
        assert_eq!(Form::of_participle("conclus"), form(true, false));
        assert_eq!(Form::of_participle("mis"), None);
    }

    #[test]
    fn what_nothing_tells_may_fit() {
        let one = Form { plural: Some(false), feminine: None };
        assert_eq!(one.fits(Form::default()), None);
        assert_eq!(one.fits(Form { plural: Some(true), feminine: None }), Some(false));
    }
}
