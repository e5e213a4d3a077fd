//! Whom words under an act concern: who did or owns what a noun names, who is acted on by a verb below. Only looks; what
//! an act's kind makes of it is for `towards`.

use crate::arguments::Arguments;
use crate::mentions::Form;
use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag};
use model::Role;

/// How many words down the one whom an act concerns is looked for: deeper nesting is guesswork.
pub(super) const DEPTH: usize = 3;
/// Slots of a noun whose actor did or owns what the noun names, the surest first.
const OWNERS: [&str; 9] = ["subj", "by", "poss", "from", "mod", "between", "with", "against", "on"];
/// Slots of a noun under which an owner may stand deeper, or which name the one concerned at the last.
const INNER: [&str; 7] = ["of", "to", "for", "over", "in", "at", "about"];
/// Slots of a verb that say whom a step concerns.
const STEPS: [&str; 9] = ["obj", "iobj", "with", "against", "on", "to", "from", "for", "into"];
/// Slots of a verb that say where, and so among whom, at the last.
const WHERE: [&str; 4] = ["of", "over", "in", "at"];

/// A search below one act.
pub(super) struct Search<'s, 'a> {
    pub(super) sentence: &'s Sentence<'a>,
    /// The heads of those who act: nobody acts towards himself here.
    pub(super) own: Vec<usize>,
}

impl Search<'_, '_> {
    /// Whom a verb of demanding concerns: who is to act, else whom the step concerns.
    pub(super) fn aim(&self, verb: usize) -> Vec<usize> {
        let contents = self.verb(verb);
        let asked = first_of(contents.fillers("xcomp"), |at| self.actors(&self.verb(*at), "subj"));
        if asked.is_empty() { self.concerned(verb, DEPTH) } else { asked }
    }

    /// Whom a step concerns: names first, then whoever is described, then where.
    pub(super) fn concerned(&self, verb: usize, depth: usize) -> Vec<usize> {
        let arguments = self.verb(verb);
        let named = first_of(STEPS.iter(), |slot| {
            self.actors(&arguments, slot).into_iter().filter(|at| self.is_named(*at)).collect()
        });
        if !named.is_empty() {
            return named;
        }
        let sent = |at: &usize| self.sentence.is("troops", *at) || self.sentence.is("monitor", *at);
        let described = first_of(STEPS.iter(), |slot| {
            self.actors(&arguments, slot).into_iter().filter(|at| **slot != "obj" || !sent(at)).collect()
        });
        if !described.is_empty() || depth == 0 {
            return described;
        }
        let things = STEPS.iter().flat_map(|slot| arguments.fillers(slot));
        let owners = first_of(things.filter(|at| !self.is_verb(*at)), |at| self.owners(*at, depth - 1));
        if !owners.is_empty() {
            return owners;
        }
        let within = first_of(arguments.fillers("xcomp").filter(|at| *at != verb), |at| self.concerned(*at, depth - 1));
        if within.is_empty() { first_of(WHERE.iter(), |slot| self.actors(&arguments, slot)) } else { within }
    }

    /// Whether an act belongs to the one who suffers it: "the priest's murder".
    fn is_suffered(&self, noun: usize) -> bool {
        let lemma = self.sentence.tree.lemma(noun);
        self.sentence
            .lexicon
            .triggers(lemma)
            .any(|trigger| trigger.frame.iter().any(|(slot, role)| slot == "poss" && *role == Some(Role::Victim)))
    }

    /// Who did or owns what a noun names, or whom it concerns.
    pub(super) fn owners(&self, noun: usize, depth: usize) -> Vec<usize> {
        let arguments = Arguments::of_noun(self.sentence.tree, self.sentence.lexicon, noun);
        let suffers = self.is_suffered(noun);
        let own = first_of(OWNERS.iter().filter(|slot| **slot != "poss" || !suffers), |slot| {
            let whole = **slot != "mod";
            self.actors(&arguments, slot).into_iter().filter(|at| whole || self.is_named(*at)).collect()
        });
        let own = if own.is_empty() { self.doers(noun) } else { own };
        if !own.is_empty() || depth == 0 {
            return own;
        }
        let inner: Vec<usize> = INNER.iter().flat_map(|slot| arguments.fillers(slot)).collect();
        let below = first_of(inner.iter().filter(|at| !self.sentence.is("actor", **at)), |at| {
            if self.is_verb(**at) { self.concerned(**at, depth - 1) } else { self.owners(**at, depth - 1) }
        });
        if !below.is_empty() {
            return below;
        }
        let named = first_of(INNER.iter(), |slot| self.actors(&arguments, slot));
        if !named.is_empty() {
            return named;
        }
        first_of(arguments.fillers("xcomp"), |at| self.concerned(*at, depth - 1))
    }

    /// "signed an accord to supply the island": what it is signed for.
    pub(super) fn aims(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
        let tree = self.sentence.tree;
        let aim = move |kid: &usize| tree.relation(*kid) == Relation::Advcl && tree.tag(*kid) == Tag::Vb;
        tree.kids(verb).iter().copied().filter(aim)
    }

    /// "property seized by the army": who did so.
    fn doers(&self, noun: usize) -> Vec<usize> {
        let tree = self.sentence.tree;
        let done = tree.kids(noun).iter().filter(|kid| {
            matches!(tree.relation(**kid), Relation::Acl | Relation::Amod)
                && matches!(tree.tag(**kid), Tag::Vbn | Tag::Vbd)
        });
        first_of(done, |kid| {
            let verb = self.verb(**kid);
            let by = self.actors(&verb, "by");
            if by.is_empty() { self.actors(&verb, "subj") } else { by }
        })
    }

    /// The actors in a slot other than those who act, or what is theirs.
    pub(super) fn actors(&self, arguments: &Arguments, slot: &str) -> Vec<usize> {
        let tree = self.sentence.tree;
        let theirs =
            |at: usize| tree.child(at, Relation::NmodPoss).is_some_and(|owner| is_possessive(tree.lower(owner)));
        let fits = |at: &usize| {
            let office = matches!(tree.lemma(*at), "office" | "power");
            let own = self.own.contains(at) || is_possessive(tree.lower(*at)) || theirs(*at) || office;
            self.sentence.is("actor", *at) && !own
        };
        arguments.fillers(slot).map(|at| self.sentence.content(at)).filter(fits).collect()
    }

    pub(super) fn verb(&self, at: usize) -> Arguments {
        Arguments::of_verb(self.sentence.tree, self.sentence.lexicon, at)
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.sentence.tree.is_clause(at) && !self.sentence.tree.is_noun(at)
    }

    /// A name, an adjective of a country, or a phrase that holds one.
    fn is_named(&self, at: usize) -> bool {
        let named = |at: usize| {
            let form = self.sentence.mention(at).map(|mention| self.sentence.mentions.form(mention));
            matches!(form, Some(Form::Name | Form::Demonym))
        };
        named(at) || self.sentence.tree.kids(at).iter().any(|kid| *kid < at && named(*kid))
    }
}

fn is_possessive(lower: &str) -> bool {
    matches!(lower, "its" | "their" | "his" | "her" | "our" | "my")
}

/// The first list that is not empty.
pub(super) fn first_of<T>(items: impl Iterator<Item = T>, list: impl Fn(&T) -> Vec<usize>) -> Vec<usize> {
    items.map(|item| list(&item)).find(|found| !found.is_empty()).unwrap_or_default()
}
