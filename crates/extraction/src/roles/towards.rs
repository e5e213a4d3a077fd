//! Towards whom an act of words, politics or protest goes where none of its own slots names anybody: whoever did or owns
//! what is answered ("rejected Israel's proposal"), who is to do what is demanded ("demanded that Israel withdraw"), whom
//! the step concerns that is promised or threatened ("agreed to send wheat to Lebanon"). Acts of force and movements are
//! left alone: what they are aimed at is told or unknown.

use super::filler;
use crate::arguments::Arguments;
use crate::mentions::Form;
use crate::reading_sentence::Sentence;
use crate::triggers::Hit;
use grammar::{Relation, Tag};
use model::{ClaimKind, Family, Filler, Role};
use std::collections::BTreeMap;

/// How many words down the one whom an act concerns is looked for: deeper nesting is guesswork.
const DEPTH: usize = 3;
/// Slots of a noun whose actor did or owns what the noun names, the surest first.
const OWNERS: [&str; 9] = ["subj", "by", "poss", "from", "mod", "between", "with", "against", "on"];
/// Slots of a noun under which an owner may stand deeper, or which name the one concerned at the last.
const INNER: [&str; 7] = ["of", "to", "for", "over", "in", "at", "about"];
/// Slots of a verb that say whom a step concerns.
const STEPS: [&str; 9] = ["obj", "iobj", "with", "against", "on", "to", "from", "for", "into"];
/// Slots of a verb that say where, and so among whom, at the last.
const WHERE: [&str; 4] = ["of", "over", "in", "at"];

type Filled = BTreeMap<Role, Vec<(usize, Filler)>>;

/// Adds whom the act concerns to its roles.
pub(super) fn add(sentence: &Sentence<'_>, hit: &Hit<'_>, roles: &mut Filled) {
    let kind = hit.trigger.kind;
    if !is_towards_somebody(kind) {
        return;
    }
    if kind.family() == Family::Politics {
        things_are_matters(sentence, roles);
    }
    if names_somebody(sentence, roles) {
        return;
    }
    let search = Search { sentence, own: roles.get(&Role::Agent).into_iter().flatten().map(|(at, _)| *at).collect() };
    let role = match kind {
        ClaimKind::Support | ClaimKind::Aid => Role::Beneficiary,
        ClaimKind::Signature | ClaimKind::Cooperation | ClaimKind::DiplomaticTies => Role::Counterpart,
        _ => Role::Target,
    };
    for at in search.whom(hit, roles) {
        if let Some(filler) = filler(sentence, at) {
            roles.entry(role).or_default().push((at, filler));
        }
    }
}

/// Kinds that are done towards somebody.
fn is_towards_somebody(kind: ClaimKind) -> bool {
    use ClaimKind::{
        Acceptance, Accusation, Apology, Call, Condemnation, Demand, Denial, Pledge, Proposal, Protest, Refusal, Riot,
        Sanction, Signature, Statement, Support, Suspension, Threat, Welcome,
    };
    let political = kind.family() == Family::Politics && kind != ClaimKind::Resignation;
    political
        || matches!(
            kind,
            Acceptance
                | Accusation
                | Apology
                | Call
                | Condemnation
                | Demand
                | Denial
                | Pledge
                | Proposal
                | Protest
                | Refusal
                | Riot
                | Sanction
                | Signature
                | Statement
                | Support
                | Suspension
                | Threat
                | Welcome
        )
}

/// A thing is no target of a political act: it is what the act is about.
fn things_are_matters(sentence: &Sentence<'_>, roles: &mut Filled) {
    let Some(targets) = roles.get_mut(&Role::Target) else { return };
    let (actors, things): (Vec<_>, Vec<_>) =
        std::mem::take(targets).into_iter().partition(|(at, _)| sentence.is("actor", *at));
    *targets = actors;
    if !things.is_empty() {
        roles.entry(Role::Matter).or_default().extend(things);
    }
    roles.retain(|_, list| !list.is_empty());
}

fn names_somebody(sentence: &Sentence<'_>, roles: &Filled) -> bool {
    let patients = [Role::Target, Role::Victim, Role::Counterpart, Role::Beneficiary, Role::To];
    patients.iter().filter_map(|role| roles.get(role)).flatten().any(|(at, _)| sentence.is("actor", *at))
}

struct Search<'s, 'a> {
    sentence: &'s Sentence<'a>,
    /// The heads of those who act: nobody acts towards himself here.
    own: Vec<usize>,
}

impl Search<'_, '_> {
    fn whom(&self, hit: &Hit<'_>, roles: &Filled) -> Vec<usize> {
        let mut contents: Vec<usize> = hit.arguments.fillers("xcomp").filter(|at| self.is_verb(*at)).collect();
        if hit.trigger.kind == ClaimKind::Signature {
            contents.extend(self.aims(hit.at));
        }
        if matches!(hit.trigger.kind, ClaimKind::Call | ClaimKind::Demand | ClaimKind::Proposal) {
            let asked = first_of(contents.iter(), |at| self.actors(&self.verb(**at), "subj"));
            let asked = if asked.is_empty() { self.behind(hit.at, "that", 4) } else { asked };
            if !asked.is_empty() {
                return asked;
            }
        }
        let things = [Role::Target, Role::Matter, Role::Beneficiary, Role::Counterpart];
        let things = things.iter().filter_map(|role| roles.get(role)).flatten().map(|(at, _)| *at);
        let things: Vec<usize> = things.filter(|at| !self.is_verb(*at) && !self.own.contains(at)).collect();
        let somebody: Vec<usize> = things.iter().copied().filter(|at| self.sentence.is("actor", *at)).collect();
        if !somebody.is_empty() {
            return somebody;
        }
        let owners = first_of(things.iter(), |at| self.owners(**at, DEPTH));
        if !owners.is_empty() {
            return owners;
        }
        let steps = first_of(contents.iter(), |at| self.concerned(**at, DEPTH));
        match hit.trigger.kind {
            _ if !steps.is_empty() => steps,
            ClaimKind::Protest | ClaimKind::Riot => self.by_purpose(hit),
            ClaimKind::Threat => {
                first_of(["unless", "if"].iter(), |word| self.behind(hit.at, word, self.sentence.tree.len()))
            }
            _ => Vec::new(),
        }
    }

    /// The first who stands behind a word that comes at most so many words after another: "demanded that the north stop",
    /// whatever the tree makes of the bare verb; "threatened to leave unless the council yields".
    fn behind(&self, at: usize, word: &str, reach: usize) -> Vec<usize> {
        let tree = self.sentence.tree;
        let opens = (at + 1..(at + 1 + reach).min(tree.len())).find(|next| tree.lower(*next) == word);
        let Some(opens) = opens else { return Vec::new() };
        let verb = |at: &usize| tree.tag(*at).is_verb();
        let end = (opens + 1..(opens + 10).min(tree.len())).find(verb).unwrap_or(opens + 10).min(tree.len());
        let first = (opens + 1..end).find(|at| self.sentence.is("actor", *at) && !self.own.contains(at));
        first.into_iter().collect()
    }

    /// "staged a hunger strike to demand the resignation of the president", "in protest against the ministry".
    fn by_purpose(&self, hit: &Hit<'_>) -> Vec<usize> {
        let tree = self.sentence.tree;
        let later = hit.at + 1..tree.len();
        let purpose = |at: &usize| {
            let asks = matches!(
                tree.lemma(*at),
                "demand"
                    | "protest"
                    | "call"
                    | "press"
                    | "urge"
                    | "seek"
                    | "oppose"
                    | "denounce"
                    | "condemn"
                    | "overthrow"
            );
            asks && matches!(tree.tag(*at), Tag::Vb | Tag::Vbg) && tree.child(*at, Relation::Nsubj).is_none()
        };
        let cause = |at: &usize| {
            matches!(tree.lemma(*at), "protest" | "defiance" | "opposition" | "demand") && tree.is_noun(*at)
        };
        let found = first_of(later.clone().filter(purpose), |at| self.aim(*at));
        if found.is_empty() { first_of(later.filter(cause), |at| self.owners(*at, DEPTH)) } else { found }
    }

    /// Whom a verb of demanding concerns: who is to act, else whom the step concerns.
    fn aim(&self, verb: usize) -> Vec<usize> {
        let contents = self.verb(verb);
        let asked = first_of(contents.fillers("xcomp"), |at| self.actors(&self.verb(*at), "subj"));
        if asked.is_empty() { self.concerned(verb, DEPTH) } else { asked }
    }

    /// Whom a step concerns: names first, then whoever is described, then where.
    fn concerned(&self, verb: usize, depth: usize) -> Vec<usize> {
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
    fn owners(&self, noun: usize, depth: usize) -> Vec<usize> {
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
    fn aims(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
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
    fn actors(&self, arguments: &Arguments, slot: &str) -> Vec<usize> {
        let tree = self.sentence.tree;
        let theirs =
            |at: usize| tree.child(at, Relation::NmodPoss).is_some_and(|owner| is_possessive(tree.lower(owner)));
        let fits = |at: &usize| {
            let own = self.own.contains(at) || is_possessive(tree.lower(*at)) || theirs(*at);
            self.sentence.is("actor", *at) && !own
        };
        arguments.fillers(slot).map(|at| self.sentence.content(at)).filter(fits).collect()
    }

    fn verb(&self, at: usize) -> Arguments {
        Arguments::of_verb(self.sentence.tree, self.sentence.lexicon, at)
    }

    fn is_verb(&self, at: usize) -> bool {
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
fn first_of<T>(items: impl Iterator<Item = T>, list: impl Fn(&T) -> Vec<usize>) -> Vec<usize> {
    items.map(|item| list(&item)).find(|found| !found.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use crate::testing::{document, reader};
    use model::{ClaimKind, ReportId, Role};

    /// The words that fill a role of the first claim of a kind.
    fn role(text: &str, kind: ClaimKind, role: Role) -> Vec<String> {
        let extraction = reader().read(&ReportId::new("r-test").unwrap(), &document(text), &[]);
        let claim = extraction.claims.iter().find(|claim| claim.kind == kind);
        let mentions = claim.map(|claim| claim.mentions(role).collect::<Vec<_>>()).unwrap_or_default();
        mentions.into_iter().map(|mention| extraction.mentions[mention.0].text.clone()).collect()
    }

    #[test]
    fn an_answer_goes_to_whoever_did_what_is_answered() {
        let target = |text| role(text, ClaimKind::Refusal, Role::Target);
        assert_eq!(target("Lebanon rejected Israel's proposal on Monday."), ["Israel"]);
        assert_eq!(target("Lebanon rejected a Turkish proposal on Monday."), ["Turkish"]);
    }

    #[test]
    fn a_demand_goes_to_whoever_is_to_act() {
        let target = |text| role(text, ClaimKind::Demand, Role::Target);
        assert_eq!(target("Sudan demanded that Egypt withdraw its troops."), ["Egypt"]);
        assert_eq!(target("Sudan demanded the resignation of Prime Minister Nasser."), ["Prime Minister Nasser"]);
    }

    #[test]
    fn a_step_goes_to_whom_it_concerns() {
        assert_eq!(role("France agreed to send wheat to Lebanon.", ClaimKind::Acceptance, Role::Target), ["Lebanon"]);
        assert_eq!(role("Iran threatened to break relations with Iraq.", ClaimKind::Threat, Role::Target), ["Iraq"]);
    }
}
