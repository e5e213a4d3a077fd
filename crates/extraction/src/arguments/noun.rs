//! The slots of a noun that names an act.

use super::{Arguments, is_passive, subject};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::{Relation, Tag};

/// Prepositions that a verb may lend to the noun beside it ("talks took place between …").
const LENT: [&str; 9] = ["between", "with", "against", "on", "to", "at", "for", "over", "about"];

pub(super) fn arguments(tree: &Tree<'_>, lexicon: &Lexicon, at: usize) -> Arguments {
    let mut found = Arguments::default();
    found.add(tree, "self", at);
    for kid in tree.kids(at).to_vec() {
        match tree.relation(kid) {
            Relation::Acl | Relation::Amod | Relation::AclRelcl if is_hosting(tree.lemma(kid)) => {
                for host in Arguments::of_verb(tree, lexicon, kid).fillers("subj") {
                    found.add(tree, "host", host);
                }
            }
            Relation::NmodPoss => found.add(tree, "poss", kid),
            // "the attack carried out by gunmen", "a bomb planted by them".
            Relation::Acl | Relation::Amod if is_passive(tree, kid) && commits(tree, lexicon, kid) => {
                let agents = tree.kids(kid).iter().copied().filter(|agent| tree.relation(*agent) == Relation::OblAgent);
                let by: Vec<usize> = Arguments::of_verb(tree, lexicon, kid).fillers("by").chain(agents).collect();
                by.into_iter().for_each(|agent| found.add(tree, "subj", agent));
            }
            Relation::Nmod | Relation::Obl | Relation::OblAgent => found.add(tree, &tree.preposition(kid), kid),
            Relation::Compound | Relation::Amod | Relation::Nummod => modifier(tree, &mut found, kid),
            Relation::Acl | Relation::Xcomp | Relation::Ccomp if tree.tag(kid) == Tag::Vb => {
                found.add(tree, "xcomp", kid)
            }
            Relation::Obj => found.add(tree, "of", kid),
            _ => {}
        }
    }
    lent(tree, lexicon, &mut found, at);
    found
}

fn modifier(tree: &Tree<'_>, found: &mut Arguments, kid: usize) {
    found.add(tree, "mod", kid);
    for inner in tree.kids(kid).to_vec() {
        if matches!(tree.relation(inner), Relation::Compound | Relation::Conj) {
            found.add(tree, "mod", inner);
        }
    }
}

/// What the verb beside the noun lends it.
fn lent(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize) {
    let first = first_of_list(tree, at);
    if let Some(head) = tree.head(first) {
        answerable(tree, lexicon, found, first, head);
        took_part(tree, lexicon, found, first, head);
        punished(tree, lexicon, found, first, head);
        agreed_on(tree, lexicon, found, first, head);
    }
    let Some(verb) = tree.head(first).filter(|head| tree.is_clause(*head)) else {
        return borrowed_from_noun(tree, lexicon, found, first);
    };
    let light = lexicon.is("support", tree.lemma(verb));
    let relation = tree.relation(first);
    found.add(tree, "governor", verb);
    let is_object = matches!(relation, Relation::Obj | Relation::NsubjPass)
        || (relation == Relation::Nsubj && is_passive(tree, verb));
    if is_object && is_hosting(tree.lemma(verb)) {
        for host in Arguments::of_verb(tree, lexicon, verb).fillers("subj") {
            found.add(tree, "host", host);
        }
    } else if is_object && light {
        let arguments = Arguments::of_verb(tree, lexicon, verb);
        for agent in arguments.fillers("subj").filter(|agent| *agent != at) {
            found.add(tree, "subj", agent);
        }
    }
    if (is_object && light) || relation == Relation::Nsubj {
        phrases(tree, found, verb, at);
    }
    if relation == Relation::Nsubj && lexicon.is("impact", tree.lemma(verb)) {
        for target in tree.kids(verb).iter().copied().filter(|kid| tree.relation(*kid) == Relation::Obj) {
            found.add(tree, "obj", target);
        }
    }
    struck(tree, lexicon, found, first);
    let under = matches!(relation, Relation::Obl | Relation::Nmod)
        && matches!(tree.preposition(first).as_str(), "under" | "to")
        && matches!(tree.lemma(verb), "come" | "be" | "subject" | "expose");
    if under && let Some(target) = subject::surface(tree, lexicon, verb, 3) {
        found.add(tree, "obj", target);
        if !found.has("of") {
            found.add(tree, "of", target);
        }
    }
    accused(tree, lexicon, found, first, verb);
    attended(tree, lexicon, found, first, verb);
}

/// "the shelling that hit the station": what an act hit is told in its clause.
fn struck(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize) {
    let clause = tree.kids(at).iter().copied().find(|kid| {
        tree.relation(*kid) == Relation::AclRelcl && lexicon.is("impact", tree.lemma(*kid)) && !is_passive(tree, *kid)
    });
    let Some(clause) = clause.filter(|_| !found.has("on") && !found.has("obj")) else { return };
    // "the raid that the army hit back with": who does so is another.
    let own = tree
        .kids(clause)
        .iter()
        .any(|kid| tree.relation(*kid).is_subject() && matches!(tree.tag(*kid), Tag::Wp | Tag::Wdt));
    for target in tree.kids(clause).to_vec().into_iter().filter(|kid| own && tree.relation(*kid) == Relation::Obj) {
        found.add(tree, "obj", target);
    }
}

/// "spoke during a visit to the capital", "promised aid after talks with the envoy": who does the one took part in the other.
fn attended(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize, verb: usize) {
    let beside = matches!(tree.relation(at), Relation::Obl | Relation::Nmod | Relation::Advcl)
        && matches!(tree.preposition(at).as_str(), "during" | "on" | "at" | "after" | "before" | "following");
    let travels = matches!(tree.lemma(at), "visit" | "trip" | "tour");
    let meets = matches!(tree.lemma(at), "meeting" | "talk" | "conversation" | "discussion") && found.has("with");
    let owned = ["poss", "by", "of", "subj", "between"].iter().any(|slot| found.has(slot));
    let known = tree.kids(at).iter().any(|kid| matches!(tree.lower(*kid).as_str(), "the" | "this" | "that"));
    if !beside || !(travels || meets) || owned || known {
        return;
    }
    if let Some(who) = subject::surface(tree, lexicon, verb, 3) {
        found.add(tree, "subj", who);
    }
}

fn is_hosting(lemma: &str) -> bool {
    matches!(lemma, "host" | "mediate" | "broker" | "sponsor" | "facilitate")
}

/// "accused the army of an attack": the army attacks.
fn accused(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize, verb: usize) {
    if tree.relation(at) == Relation::Obj && tree.lemma(verb) == "blame" {
        for agent in Arguments::of_verb(tree, lexicon, verb).fillers("on") {
            found.add(tree, "subj", agent);
        }
    }
    let fits = matches!(tree.relation(at), Relation::Obl | Relation::Nmod)
        && matches!(tree.preposition(at).as_str(), "of" | "for" | "with")
        && lexicon.is("accuse", tree.lemma(verb));
    if fits {
        let accused = Arguments::of_verb(tree, lexicon, verb);
        for agent in accused.fillers("obj") {
            found.add(tree, "subj", agent);
        }
    }
}

/// "arrested in connection with the attack", "sentenced to ten years for the murder": who is held to answer for it.
fn punished(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize, head: usize) {
    let preposition = tree.preposition(at);
    let linked = matches!(tree.lemma(head), "connection" | "relation") && matches!(preposition.as_str(), "with" | "to");
    let verb = if linked { tree.head(head) } else { Some(head).filter(|_| preposition == "for") };
    let answers = |verb: &usize| {
        matches!(
            tree.lemma(*verb),
            "arrest"
                | "detain"
                | "sentence"
                | "convict"
                | "jail"
                | "imprison"
                | "indict"
                | "prosecute"
                | "try"
                | "want"
        ) && tree.is_clause(*verb)
    };
    for agent in verb.filter(answers).iter().flat_map(|verb| {
        Arguments::of_verb(tree, lexicon, *verb).fillers("obj").filter(|agent| *agent != at).collect::<Vec<_>>()
    }) {
        found.add(tree, "subj", agent);
    }
}

/// Verbs that only say that somebody did what the noun names.
fn commits(tree: &Tree<'_>, lexicon: &Lexicon, verb: usize) -> bool {
    let lemma = tree.lemma(verb);
    lexicon.is("support", lemma)
        || matches!(lemma, "plant" | "place" | "claim" | "order" | "organise" | "organize" | "plan")
}

/// "claimed responsibility for the attack", "the attack was attributed to the group".
fn answerable(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize, head: usize) {
    // "The killing was the work of soldiers".
    let is_work =
        matches!(tree.lemma(head), "work" | "handiwork" | "doing") && tree.child(head, Relation::Cop).is_some();
    if is_work && tree.relation(at) == Relation::Nsubj {
        let doers = tree.kids(head).iter().filter(|kid| tree.preposition(**kid) == "of");
        doers.for_each(|doer| found.add(tree, "subj", *doer));
    }
    let for_it = tree.preposition(at) == "for";
    if for_it && matches!(tree.lemma(head), "responsibility" | "credit") {
        let verb = tree.head(head).filter(|verb| tree.is_clause(*verb) && tree.lemma(*verb) != "deny");
        let claims = verb.filter(|verb| {
            matches!(tree.lemma(*verb), "claim" | "accept" | "take" | "assume" | "admit" | "acknowledge")
        });
        for agent in claims
            .into_iter()
            .flat_map(|verb| Arguments::of_verb(tree, lexicon, verb).fillers("subj").collect::<Vec<_>>())
            .filter(|agent| !is_nobody(tree, *agent))
        {
            found.add(tree, "subj", agent);
        }
    }
    if for_it && tree.lemma(head) == "responsible" {
        for agent in Arguments::of_verb(tree, lexicon, head).fillers("subj") {
            found.add(tree, "subj", agent);
        }
    }
    // "The group claimed the attack": as its own.
    let owned = tree.relation(at) == Relation::Obj && tree.lemma(head) == "claim" && !is_passive(tree, head);
    if owned {
        let who = Arguments::of_verb(tree, lexicon, head).fillers("subj").collect::<Vec<_>>();
        who.into_iter().filter(|who| !is_nobody(tree, *who)).for_each(|who| found.add(tree, "subj", who));
    }
    let told = matches!(tree.lemma(head), "attribute" | "ascribe" | "blame")
        && matches!(tree.relation(at), Relation::Obj | Relation::NsubjPass | Relation::Nsubj);
    if told {
        let arguments = Arguments::of_verb(tree, lexicon, head);
        for agent in arguments.fillers("to").chain(arguments.fillers("on")) {
            found.add(tree, "subj", agent);
        }
    }
}

/// "agreed on an extension": who agrees on an act will do it.
fn agreed_on(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize, head: usize) {
    let on = matches!(tree.preposition(at).as_str(), "on" | "to");
    if !on || tree.lemma(head) != "agree" || !tree.is_clause(head) || found.has("by") || found.has("poss") {
        return;
    }
    for agent in Arguments::of_verb(tree, lexicon, head).fillers("subj").collect::<Vec<_>>() {
        found.add(tree, "subj", agent);
    }
}

/// "No group has claimed responsibility".
fn is_nobody(tree: &Tree<'_>, at: usize) -> bool {
    let no = |at: usize| matches!(tree.lower(at).as_str(), "no" | "nobody" | "none" | "neither");
    no(at) || tree.kids(at).iter().any(|kid| no(*kid))
}

/// "were involved in the murder", "took part in the attack", "suspected of involvement in the massacre", "is behind it".
fn took_part(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, at: usize, head: usize) {
    let preposition = tree.preposition(at);
    let involved = preposition == "in"
        && matches!(
            tree.lemma(head),
            "involve" | "participate" | "implicate" | "involvement" | "participation" | "part"
        );
    // "believe that the group is behind the bombing": the group, not those who believe so.
    if preposition == "behind" && tree.child(at, Relation::Cop).is_some() {
        let who = tree.child(at, Relation::Nsubj).filter(|who| !is_nobody(tree, *who));
        return who.into_iter().for_each(|who| found.add(tree, "subj", who));
    }
    let behind = preposition == "behind" && tree.is_clause(head);
    if !involved && !behind {
        return;
    }
    let of = |kid: &usize| tree.relation(*kid) == Relation::Nmod && tree.preposition(*kid) == "of";
    let holder = tree.child(head, Relation::NmodPoss).or_else(|| tree.kids(head).iter().copied().find(of));
    // "confirmed the involvement of troops in the murder": whose it is, is told; the one who confirms it did not take part.
    if let Some(holder) = holder.filter(|_| matches!(tree.lemma(head), "involvement" | "participation")) {
        return found.add(tree, "subj", holder);
    }
    let verb = if tree.is_clause(head) { Some(head) } else { tree.head(head).filter(|verb| tree.is_clause(*verb)) };
    let arguments = verb.map(|verb| Arguments::of_verb(tree, lexicon, verb)).unwrap_or_default();
    let accused = verb.is_some_and(|verb| {
        lexicon.is("control", tree.lemma(verb)) || tree.lemma(verb) == "involve" || tree.lemma(verb) == "implicate"
    });
    let slot = if accused && arguments.has("obj") { "obj" } else { "subj" };
    let who: Vec<usize> =
        holder.into_iter().chain(arguments.fillers(slot)).filter(|who| !is_nobody(tree, *who)).collect();
    for agent in who.into_iter().flat_map(|who| charged(tree, lexicon, who)).filter(|agent| *agent != at) {
        found.add(tree, "subj", agent);
    }
}

/// "arrested eight soldiers on charges of being involved": not the charges, but who was arrested on them.
fn charged(tree: &Tree<'_>, lexicon: &Lexicon, who: usize) -> Vec<usize> {
    if !matches!(tree.lemma(who), "charge" | "suspicion" | "accusation" | "allegation") {
        return vec![who];
    }
    let verb = tree.head(who).filter(|verb| tree.is_clause(*verb));
    verb.map(|verb| Arguments::of_verb(tree, lexicon, verb).fillers("obj").collect()).unwrap_or_default()
}

fn phrases(tree: &Tree<'_>, found: &mut Arguments, verb: usize, at: usize) {
    for kid in tree.kids(verb).iter().copied().filter(|kid| *kid != at) {
        let preposition = tree.preposition(kid);
        let struck = matches!(preposition.as_str(), "in" | "inside" | "near" | "outside" | "in front of")
            && matches!(tree.lemma(at), "explosion" | "blast" | "detonation" | "bombing");
        let lent = LENT.contains(&preposition.as_str()) || struck;
        let fits = matches!(tree.relation(kid), Relation::Obl | Relation::Nmod) && lent;
        if fits && !found.has(&preposition) {
            found.add(tree, &preposition, kid);
        }
    }
}

/// "a series of attacks by …", "the signing and implementation of …".
fn borrowed_from_noun(tree: &Tree<'_>, lexicon: &Lexicon, found: &mut Arguments, first: usize) {
    let Some(head) = tree.head(first).filter(|head| tree.is_noun(*head)) else { return };
    let series = matches!(
        tree.lemma(head),
        "series" | "wave" | "spate" | "number" | "round" | "string" | "kind" | "form" | "act"
    );
    if series && tree.preposition(first) == "of" {
        for argument in Arguments::of_noun(tree, lexicon, head).all() {
            if argument.slot != "of" && argument.slot != "mod" && !found.has(&argument.slot) {
                found.add(tree, &argument.slot, argument.at);
            }
        }
    }
}

fn first_of_list(tree: &Tree<'_>, at: usize) -> usize {
    let joined = |at: &usize| tree.relation(*at) == Relation::Conj && !tree.is_clause(*at);
    let mut first = at;
    for _ in 0..tree.len() {
        match tree.head(first).filter(|head| joined(&first) && tree.is_noun(*head)) {
            Some(head) => first = head,
            None => break,
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::Role;

    /// Whether the claim with this trigger has somebody in a role.
    fn has(text: &str, trigger: &str, role: Role) -> bool {
        let told = claims(text);
        let claim = told.iter().find(|told| told.trigger.contains(trigger)).map(|told| &told.claim);
        claim.is_some_and(|claim| claim.roles.contains_key(&role))
    }

    #[test]
    fn who_answers_for_an_act_did_it_and_nobody_did_not() {
        assert!(has("Four officers were involved in the murder of two priests.", "murder", Role::Agent));
        assert!(has("The rebels claimed responsibility for the attack.", "attack", Role::Agent));
        assert!(!has("No group claimed responsibility for the attack.", "attack", Role::Agent));
        assert!(has("Two officers were sentenced to ten years for the murder of two priests.", "murder", Role::Agent));
    }

    #[test]
    fn who_speaks_on_a_visit_or_after_talks_took_part() {
        assert!(has("The minister condemned the truce during a brief visit to Tripoli.", "visit", Role::Agent));
        assert!(has("The minister promised aid after talks with the envoy.", "talks", Role::Agent));
        assert!(!has("The minister promised aid after the talks with the envoy.", "talks", Role::Agent));
    }

    #[test]
    fn a_murder_is_of_whom_it_belongs_to() {
        assert!(has("The council condemned his murder.", "murder", Role::Victim));
        assert!(!has("The council condemned his murder.", "murder", Role::Agent));
    }
}
