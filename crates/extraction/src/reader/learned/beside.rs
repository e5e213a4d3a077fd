//! Which names stand where lists and the tagger found others in the same words. Lists cut better where they hold several
//! names in the words of a learned one; who acts is named as the register says; a place of the gazetteer is a word among
//! many, which the tagger sees in its sentence. Looks at places in the text alone.

use super::{Found, Learned};
use crate::gloss::Spotted;
use model::MentionKind;

pub(super) fn merge(spotted: Vec<Spotted>, learned: Vec<Learned>) -> Found {
    let believed: Vec<Learned> = learned.into_iter().filter(|name| !is_cut(name, &spotted)).collect();
    // What keeps its words apart takes none from a name that stands in it.
    let against =
        |name: &Spotted| believed.iter().filter(|own| own.pure && own.whole.overlaps(name.whole)).collect::<Vec<_>>();
    let mut drawn: Vec<Spotted> = spotted;
    drawn.retain(|name| against(name).into_iter().all(|learned| wins(name, learned)));
    let mut over = Vec::new();
    for name in believed {
        let free = drawn.iter().all(|other| !other.whole.overlaps(name.whole));
        match name.kind {
            Some(_) if !name.pure => over.push(name),
            Some(kind) if free => {
                let Learned { span, whole, .. } = name;
                drawn.push(Spotted { span, whole, kind, listed: false, learned: true });
            }
            _ => {}
        }
    }
    drawn.sort_by_key(|name| name.whole.start());
    Found { drawn, over }
}

/// Whether lists cut the words of a learned name better: into several names, or beyond its ends.
fn is_cut(name: &Learned, spotted: &[Spotted]) -> bool {
    let inside = || spotted.iter().filter(|own| own.whole.overlaps(name.whole));
    let listed = || inside().filter(|own| own.listed);
    let places = name.kind == Some(MentionKind::Place) && inside().count() > 1;
    places || listed().count() > 1 || listed().any(|own| !name.whole.contains(own.span))
}

/// Whether a spotted name keeps its words from a learned one that overlaps it.
fn wins(name: &Spotted, learned: &Learned) -> bool {
    let beyond = learned.whole.contains(name.span) && learned.span.len() > name.span.len();
    let holds = name.span.contains(learned.span);
    match learned.kind {
        _ if beyond => name.listed && learned.kind.is_none(),
        _ if name.listed => true,
        Some(MentionKind::Place) => holds,
        _ => holds && (name.span.len() > learned.span.len() || learned.placed),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Learned;
    use super::merge;
    use crate::gloss::Spotted;
    use model::{MentionKind, Span};

    const PERSON: MentionKind = MentionKind::Person;
    const BODY: MentionKind = MentionKind::Organisation;
    const PLACE: MentionKind = MentionKind::Place;

    fn span(text: &str, part: &str) -> Span {
        let start = text.find(part).map(|byte| text[..byte].chars().count()).unwrap();
        Span::new(start, start + part.chars().count()).unwrap()
    }

    /// The names that stand, with those laid over in brackets.
    fn merged(text: &str, spotted: &[(&str, MentionKind, bool)], learned: &[(&str, MentionKind)]) -> Vec<String> {
        let spotted = spotted.iter().map(|(name, kind, listed)| {
            let span = span(text, name);
            Spotted { span, whole: span, kind: *kind, listed: *listed, learned: false }
        });
        let learned = learned.iter().map(|(name, kind)| {
            let placed = text.contains(&format!("в {name}"));
            let pure = name.starts_with(char::is_uppercase);
            Learned { span: span(text, name), whole: span(text, name), kind: Some(*kind), placed, pure }
        });
        let found = merge(spotted.collect(), learned.collect());
        let drawn = found.drawn.iter().map(|name| format!("{:?} {}", name.kind, name.span.slice(text)));
        drawn.chain(found.over.iter().map(|name| format!("({})", name.span.slice(text)))).collect()
    }

    #[test]
    fn a_word_of_the_gazetteer_is_what_its_sentence_says() {
        let marna = [("Марн", PLACE, false)];
        assert_eq!(merged("Марн Олег ушёл", &marna, &[("Марн Олег", PERSON)]), ["Person Марн Олег"]);
        assert_eq!(merged("мы взяли Марн", &marna, &[("Марн", PLACE)]), ["Place Марн"]);
        assert_eq!(merged("Марн ушёл", &marna, &[("Марн", PERSON)]), ["Person Марн"]);
        assert_eq!(merged("бой в Марн", &marna, &[("Марн", BODY)]), ["Place Марн"]);
    }

    #[test]
    fn who_acts_is_named_as_the_register_says_but_for_longer_names() {
        assert_eq!(merged("Тарн ушёл", &[("Тарн", BODY, true)], &[("Тарн", PLACE)]), ["Organisation Тарн"]);
        assert_eq!(
            merged("Клуб Тарна", &[("Тарна", PLACE, true)], &[("Клуб Тарна", BODY)]),
            ["Organisation Клуб Тарна"]
        );
        let army = [("Армия Тарна", BODY, true)];
        assert_eq!(merged("Армия Тарна ушла", &army, &[("Тарна", PLACE)]), ["Organisation Армия Тарна"]);
    }

    #[test]
    fn what_is_made_of_other_words_is_laid_over_the_names_in_it() {
        let found = merged("банк Тарна", &[("Тарна", PLACE, true)], &[("банк Тарна", BODY)]);
        assert_eq!(found, ["Place Тарна", "(банк Тарна)"]);
    }

    #[test]
    fn lists_cut_what_the_tagger_drew_together() {
        let known = [("Бала", PLACE, false), ("Тарн", PLACE, true)];
        assert_eq!(merged("Бала, Тарн", &known, &[("Бала, Тарн", PLACE)]), ["Place Бала", "Place Тарн"]);
    }
}
