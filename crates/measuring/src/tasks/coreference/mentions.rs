//! A mention as the publisher marked it, read with our grammar: which word names the act, who acts on whom, where and when.
//! The publisher's marks of people, places and times are not used.

use crate::corpora::ecbplus::{Document, Mention as Marked};
use fusion::coreference::{Mention, Words};
use grammar::tree::{child, children, heads};
use grammar::{Analyzer, Relation, Upos, Word};

/// How many sentences are the head of a report.
const LEAD: usize = 2;

/// A mention, and which event it tells by the publisher.
pub struct Read {
    /// What is compared.
    pub mention: Mention,
    /// The event.
    pub event: String,
}

/// The text of a report, without the address that some begin with.
pub fn text(document: &Document) -> String {
    let told = document.sentences.iter().filter(|sentence| !is_address(sentence));
    told.map(|sentence| sentence.join(" ")).collect::<Vec<_>>().join("\n")
}

fn is_address(sentence: &[String]) -> bool {
    sentence.first().is_some_and(|word| word.starts_with("http"))
}

/// The mentions of a report.
pub fn read(analyzer: &Analyzer, report: usize, document: &Document) -> Vec<Read> {
    let mut all = Vec::new();
    let first = usize::from(document.sentences.first().is_some_and(|sentence| is_address(sentence)));
    for (place, sentence) in document.sentences.iter().enumerate() {
        let marked: Vec<(usize, &Marked)> =
            document.mentions.iter().enumerate().filter(|(_, one)| one.sentence == place).collect();
        if marked.is_empty() {
            continue;
        }
        let tokens: Vec<&str> = sentence.iter().map(String::as_str).collect();
        let words = analyzer.analyze(&tokens);
        let leads = place < first + LEAD;
        all.extend(marked.into_iter().filter_map(|(number, one)| {
            // What is told once is an event of its own.
            let event = one.event.clone().unwrap_or_else(|| format!("{}/{number}", document.name));
            Some(Read { mention: mention(report, leads, one, &words)?, event })
        }));
    }
    all
}

fn mention(report: usize, leads: bool, marked: &Marked, words: &[Word]) -> Option<Mention> {
    let head = head(&marked.words, words)?;
    let phrase: Vec<String> = marked.words.iter().filter_map(|place| words.get(*place)).map(lemma).collect();
    let own = |place: &usize| !marked.words.contains(place);
    let sentence = words.iter().enumerate().filter(|(place, _)| own(place)).map(|(_, word)| word);
    let of =
        |kinds: &[Upos]| -> Words { sentence.clone().filter(|word| kinds.contains(&word.upos)).map(lemma).collect() };
    Some(Mention {
        report,
        sentence: marked.sentence,
        leads,
        trigger: lemma(words.get(head)?),
        verb: words.get(head)?.upos == Upos::Verb,
        phrase: phrase.join("_"),
        agents: filled(words, agents(words, head)),
        patients: filled(words, patients(words, head)),
        circumstances: filled(words, of_relation(words, head, &[Relation::Obl, Relation::Nmod])),
        names: of(&[Upos::Propn]),
        numbers: of(&[Upos::Num]),
        words: of(&[Upos::Propn, Upos::Noun, Upos::Verb, Upos::Adj, Upos::Num]),
    })
}

fn lemma(word: &Word) -> String {
    word.lemma.to_lowercase()
}

/// The word of a mention that hangs outside it; of several the first.
fn head(marked: &[usize], words: &[Word]) -> Option<usize> {
    let outside = |place: &&usize| {
        let word = words.get(**place);
        word.is_some_and(|word| word.head.is_none_or(|head| !marked.contains(&head)))
    };
    marked.iter().find(outside).or(marked.first()).copied()
}

/// Who acts: the subject, turned round in the passive; who is named with "by"; whose deed a noun is.
fn agents(words: &[Word], head: usize) -> Vec<usize> {
    let mut found = of_relation(words, head, &[Relation::Nsubj, Relation::OblAgent, Relation::NmodPoss]);
    let own = words.get(head).is_some_and(|word| word.relation == Relation::Acl);
    if found.is_empty() && !own && !is_passive(words, head) {
        found.extend(lent_subject(words, head));
    }
    found
}

fn is_passive(words: &[Word], head: usize) -> bool {
    child(words, head, Relation::AuxPass).is_some() || child(words, head, Relation::NsubjPass).is_some()
}

/// A verb joined to another, or hanging on it, has the other's subject.
fn lent_subject(words: &[Word], head: usize) -> Option<usize> {
    let joined = |place: usize| {
        let relation = words.get(place).map(|word| word.relation);
        matches!(relation, Some(Relation::Conj | Relation::Xcomp | Relation::Advcl))
    };
    let above = std::iter::once(head).chain(heads(words, head)).take_while(|place| joined(*place));
    let above: Vec<usize> = above.filter_map(|place| words.get(place)?.head).collect();
    above.into_iter().find_map(|place| child(words, place, Relation::Nsubj))
}

/// To whom: the object, the subject of a passive, the noun that a participle hangs on, what a noun's deed is done to.
fn patients(words: &[Word], head: usize) -> Vec<usize> {
    let mut found = of_relation(words, head, &[Relation::Obj, Relation::NsubjPass, Relation::Iobj, Relation::Compound]);
    let participle = words.get(head).filter(|word| word.relation == Relation::Acl);
    found.extend(participle.and_then(|word| word.head));
    let of = |place: &usize| {
        child(words, *place, Relation::Case).and_then(|case| words.get(case)).is_some_and(|case| case.lemma == "of")
    };
    found.extend(of_relation(words, head, &[Relation::Nmod]).into_iter().filter(of));
    found
}

fn of_relation(words: &[Word], head: usize, relations: &[Relation]) -> Vec<usize> {
    let is = |place: &usize| words.get(*place).is_some_and(|word| relations.contains(&word.relation));
    children(words, head).filter(is).collect()
}

/// The words of arguments: each head, what belongs to its name, and who is joined to it. Pronouns say nothing.
fn filled(words: &[Word], places: Vec<usize>) -> Words {
    let belongs = [Relation::Compound, Relation::Flat, Relation::Appos, Relation::Conj, Relation::NmodPoss];
    let all = places.iter().copied().chain(places.iter().flat_map(|place| of_relation(words, *place, &belongs)));
    let said = all.filter_map(|place| words.get(place));
    said.filter(|word| matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Num)).map(lemma).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sentence: &str, marked: &[&str]) -> Mention {
        let sentence: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
        let words = marked.iter().map(|word| sentence.iter().position(|one| one == word).unwrap()).collect();
        let mentions = vec![Marked { sentence: 0, words, event: None }];
        let document = Document { topic: 1, name: "1_1".to_owned(), sentences: vec![sentence], mentions };
        read(&Analyzer::english(), 0, &document).remove(0).mention
    }

    fn words(all: &[&str]) -> Words {
        all.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn who_did_what_is_read_in_active_and_passive() {
        let active = told("The army shelled the market .", &["shelled"]);
        let passive = told("The market was shelled by the army .", &["shelled"]);
        assert_eq!((active.trigger.as_str(), &active.agents), ("shell", &words(&["army"])));
        assert_eq!(active.patients, words(&["market"]));
        assert_eq!((passive.trigger.as_str(), &passive.patients), ("shell", &words(&["market"])));
    }

    #[test]
    fn a_phrase_hangs_on_its_verb() {
        let found = told("The firm took over the mill in Oakham .", &["took", "over"]);
        assert_eq!((found.trigger.as_str(), found.phrase.as_str()), ("take", "take_over"));
        assert!(found.names.contains("oakham"));
    }
}
