//! Which names stand where the register, the gazetteer and the tagger of names found others in the same words. Those who
//! act are named as the register says; a place of the gazetteer is a word among many, which the tagger sees in its
//! sentence. Looks at places of words alone; whether somebody is an actor of the register is all that it knows of a name.

use super::{Known, Named};
use crate::tree::Tree;
use model::MentionKind;

/// Prepositions behind which a place is named.
const LOCATIVE: [&str; 12] =
    ["in", "near", "at", "around", "outside", "into", "towards", "toward", "inside", "across", "throughout", "from"];

/// The names that stand: no known one shares a word with a learned one.
pub(super) fn merge(tree: &Tree<'_>, known: &[Known], named: &[Named]) -> (Vec<Known>, Vec<Named>) {
    let named: Vec<Named> = named.iter().filter(|name| !splits(name, known)).copied().collect();
    let known: Vec<Known> = known.iter().filter(|name| stands(tree, name, &named)).copied().collect();
    let free = |name: &Named| !known.iter().any(|known| overlap(words(known), (name.first, name.last)));
    let named = named.into_iter().filter(free).collect();
    (known, named)
}

/// Whether a learned name holds several known ones ("Paris, France"), or a part of one of the register: lists cut better.
fn splits(name: &Named, known: &[Known]) -> bool {
    let own = (name.first, name.last);
    let inside =
        |listed: bool| known.iter().filter(move |known| (known.listed || !listed) && overlap(words(known), own));
    let places = name.kind == Some(MentionKind::Place) && inside(false).count() > 1;
    places || inside(true).count() > 1 || inside(true).any(|known| !holds(own, words(known)))
}

/// Whether a known name keeps its words.
fn stands(tree: &Tree<'_>, name: &Known, named: &[Named]) -> bool {
    let own = words(name);
    let Some(learned) = named.iter().find(|learned| overlap(own, (learned.first, learned.last))) else {
        let longer = own.1 > own.0 && !tree.form(own.1).starts_with(['\'', '’']);
        return name.listed || longer || is_placed(tree, name);
    };
    let other = (learned.first, learned.last);
    let beyond = holds(other, own) && own != other;
    if name.listed {
        return !(beyond && learned.kind.is_some());
    }
    match learned.kind {
        _ if beyond => false,
        Some(MentionKind::Place) => holds(own, other),
        _ => holds(own, other) && is_placed(tree, name),
    }
}

/// Whether a place stands where places are named: behind a preposition of place.
fn is_placed(tree: &Tree<'_>, name: &Known) -> bool {
    let before = |steps: usize| name.first.checked_sub(steps).map(|at| tree.lower(at).as_str()).unwrap_or_default();
    let preposition = if before(1) == "the" { before(2) } else { before(1) };
    LOCATIVE.contains(&preposition)
}

fn words(name: &Known) -> (usize, usize) {
    (name.first, name.last)
}

fn overlap(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

/// Whether the first words hold all of the second.
fn holds(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 <= other.0 && other.1 <= one.1
}

#[cfg(test)]
mod tests {
    use super::merge;
    use crate::mentions::{Known, Named};
    use crate::tree::Tree;
    use grammar::{Relation, Tag, Upos, Word};
    use model::{MentionKind, Span};
    use std::borrow::Cow;

    const PLACE: MentionKind = MentionKind::Place;
    const PERSON: MentionKind = MentionKind::Person;
    const BODY: MentionKind = MentionKind::Organisation;

    /// What stands of known and of learned names, in the words of a text parted by blanks.
    fn merged(text: &str, known: &[(&str, MentionKind, bool)], named: &[(&str, Option<MentionKind>)]) -> Vec<String> {
        let forms: Vec<&str> = text.split(' ').collect();
        let words = forms.iter().map(|form| Word {
            lemma: form.to_lowercase(),
            upos: Upos::X,
            tag: Tag::Fw,
            head: None,
            relation: Relation::Dep,
        });
        let spans = (0..forms.len()).map(|at| Span::new(at * 2, at * 2 + 1).unwrap()).collect();
        let tree = Tree::new(words.collect(), forms.iter().map(|form| Cow::Borrowed(*form)).collect(), spans, false);
        let at = |name: &str| {
            let name: Vec<&str> = name.split(' ').collect();
            let first = forms.windows(name.len()).position(|run| run == name).unwrap();
            (first, first + name.len() - 1)
        };
        let known: Vec<Known> = known
            .iter()
            .map(|(name, kind, listed)| Known { first: at(name).0, last: at(name).1, kind: *kind, listed: *listed })
            .collect();
        let named: Vec<Named> =
            named.iter().map(|(name, kind)| Named { first: at(name).0, last: at(name).1, kind: *kind }).collect();
        let (known, named) = merge(&tree, &known, &named);
        let told = |first: usize, last: usize, kind| format!("{:?} {}", kind, forms[first..=last].join(" "));
        let mut all: Vec<String> = known.iter().map(|name| told(name.first, name.last, Some(name.kind))).collect();
        all.extend(named.iter().map(|name| told(name.first, name.last, name.kind)));
        all
    }

    #[test]
    fn a_word_of_the_gazetteer_is_what_its_sentence_says() {
        let tarn = [("Tarn", PLACE, false)];
        assert_eq!(merged("Tarn Oleg met us", &tarn, &[("Tarn Oleg", Some(PERSON))]), ["Some(Person) Tarn Oleg"]);
        assert_eq!(merged("We met Tarn there", &tarn, &[("Tarn", Some(PERSON))]), ["Some(Person) Tarn"]);
        assert_eq!(merged("Fighting in Tarn", &tarn, &[("Tarn", Some(BODY))]), ["Some(Place) Tarn"]);
        assert_eq!(
            merged("Fighting in Tarn University", &tarn, &[("Tarn University", Some(BODY))]),
            ["Some(Organisation) Tarn University"]
        );
    }

    #[test]
    fn a_word_of_the_gazetteer_that_the_tagger_passes_over_needs_a_preposition() {
        let tarn = [("Tarn", PLACE, false)];
        assert_eq!(merged("Tarn we went", &tarn, &[]), Vec::<String>::new());
        assert_eq!(merged("We stayed in the Tarn", &tarn, &[]), ["Some(Place) Tarn"]);
        assert_eq!(merged("He 'd go", &[("He 'd", PLACE, false)], &[]), Vec::<String>::new());
        assert_eq!(merged("Tarn el Bala fell", &[("Tarn el Bala", PLACE, false)], &[]), ["Some(Place) Tarn el Bala"]);
    }

    #[test]
    fn who_acts_is_named_as_the_register_says_within_what_the_tagger_saw() {
        let army = [("Army of Tarn", BODY, true)];
        assert_eq!(
            merged("the Army of Tarn left", &army, &[("Tarn", Some(PLACE))]),
            ["Some(Organisation) Army of Tarn"]
        );
        assert_eq!(merged("the Army of Tarn left", &army, &[]), ["Some(Organisation) Army of Tarn"]);
        let longer = [("Army of Tarn Youth", Some(BODY))];
        assert_eq!(merged("the Army of Tarn Youth left", &army, &longer), ["Some(Organisation) Army of Tarn Youth"]);
    }

    #[test]
    fn a_learned_name_that_holds_several_places_is_cut_as_the_lists_cut() {
        let known = [("Bala", PLACE, false), ("Tarn", PLACE, true)];
        assert_eq!(
            merged("in Bala , Tarn today", &known, &[("Bala , Tarn", Some(PLACE))]),
            ["Some(Place) Bala", "Some(Place) Tarn"]
        );
    }
}
