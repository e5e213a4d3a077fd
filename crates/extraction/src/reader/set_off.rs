//! Single words and short phrases that a clause sets off by quotation marks: accused the army of "murdering" him, a "grave"
//! breach. The marks say whose words they are; the clause is built as without them, and so the grammar is shown it. What is
//! said in whole ("We will fight," he said) keeps its marks.

use crate::lexicon::Lexicon;
use grammar::{Analyzer, Tag, Upos};

/// How many words may be set off.
const LONGEST: usize = 4;

/// The marks of a sentence that set off a few words inside of a clause: the place of the first and of the last.
pub(super) fn marks(forms: &[&str], lexicon: &Lexicon, analyzer: &Analyzer) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        let Some(first) = (at..forms.len()).find(|at| is_mark(forms, *at)) else { break };
        let Some(last) = (first + 1..forms.len()).find(|at| is_mark(forms, *at)) else { break };
        if is_part_of_clause(forms, first, last, lexicon, analyzer) {
            found.push((first, last));
        }
        at = last + 1;
    }
    found
}

fn is_part_of_clause(forms: &[&str], first: usize, last: usize, lexicon: &Lexicon, analyzer: &Analyzer) -> bool {
    let inside = forms.get(first + 1..last).unwrap_or_default();
    let words = |forms: &[&str]| forms.iter().all(|form| form.chars().any(char::is_alphanumeric) || *form == "-");
    let Some(before) = first.checked_sub(1).and_then(|before| forms.get(before)) else { return false };
    let lemma = analyzer.lemma(before, Upos::Verb, Tag::Vbd).to_lowercase();
    let speech = lexicon.is("say", &lemma) || lexicon.is("tell", &lemma);
    !inside.is_empty() && inside.len() <= LONGEST && words(inside) && words(&[before]) && !speech
}

fn is_mark(forms: &[&str], at: usize) -> bool {
    forms.get(at).is_some_and(|form| matches!(*form, "\"" | "“" | "”" | "«" | "»" | "''" | "``"))
}

#[cfg(test)]
mod tests {
    use super::marks;
    use crate::testing::reader;

    fn set_off(text: &str) -> Vec<(usize, usize)> {
        let forms: Vec<&str> = text.split(' ').collect();
        marks(&forms, &reader().lexicon, &reader().analyzer)
    }

    #[test]
    fn only_words_inside_of_a_clause_are_set_off() {
        assert_eq!(set_off("accused the army of \" murdering \" him ."), [(4, 6)]);
        assert_eq!(set_off("\" No \" , he said of the \" grave breach \" ."), [(8, 11)]);
        assert_eq!(set_off("He said \" no \" . It was \" war , and worse \" ."), []);
    }
}
