//! Which fields each act asks for. Choices are the words of the file format; what may be chosen is the same for every party.

use super::{Field, Folk, Kind, typed};
use crate::ask::Ask;
use crate::words;
use model::case::{OutOfScope, ResolutionKind};
use model::finding::{GradedEvidence, Reply};
use model::procedure::{Duty, Level};
use model::{ActorRef, Agreement, Answer, ClaimId, Dossier, Element, Incident, PersonId, StandardOfProof, Subject};

/// The fields of an act.
pub(super) fn of(ask: &Ask, folk: &Folk<'_>, case: &Dossier, act: &str) -> Vec<Field> {
    // What was typed belongs to the form that was refused, and to no other on the page.
    let open = ask.refused.is_some() && ask.form.one("act") == act;
    let make = Make { ask, folk, case, open };
    match act {
        "logged" => vec![make.line("receipt", "The receipt's number")],
        "declared" => vec![make.conflicts()],
        "screened" => vec![make.screening()],
        "assigned" => vec![make.people("team", "The team", folk.with_duty(Duty::Monitor))],
        "verified" => make.signed(make.outcome()),
        "attributed" => make.signed(make.attribution()),
        "classified" => make.signed(make.classification()),
        "replied" => vec![make.parties("party", "Which party", Kind::Choice), make.text("text", "What it says")],
        "more_time_asked" => vec![make.parties("party", "Which party", Kind::Choice)],
        "convened" => make.sitting(),
        "adjourned" => vec![make.people("present", "Who came", folk.with_duty(Duty::Member))],
        "voted" => {
            vec![make.choice("choice", "Vote", [("for", "for"), ("against", "against"), ("abstain", "abstain")])]
        }
        "published" => vec![make.levels(), make.second()],
        "corrected" => make.correction(),
        _ => Vec::new(),
    }
}

struct Make<'a> {
    ask: &'a Ask,
    folk: &'a Folk<'a>,
    case: &'a Dossier,
    open: bool,
}

/// A choice that is not made yet.
const NONE: (&str, &str) = ("", "—");

impl Make<'_> {
    fn field(&self, kind: Kind, name: &str, label: &str) -> Field {
        let (name, label, value) = (name.to_owned(), label.to_owned(), typed(self.ask, self.open, name));
        Field { kind, name, label, value, options: Vec::new(), second: Vec::new() }
    }

    fn line(&self, name: &str, label: &str) -> Field {
        self.field(Kind::Line, name, label)
    }

    /// A text that begins with what stands now.
    fn standing(&self, name: &str, label: &str, stands: &str) -> Field {
        let field = self.text(name, label);
        if self.open { field } else { Field { value: stands.to_owned(), ..field } }
    }

    fn text(&self, name: &str, label: &str) -> Field {
        self.field(Kind::Text, name, label)
    }

    fn of_kind<'w>(
        &self,
        kind: Kind,
        name: &str,
        label: &str,
        all: impl IntoIterator<Item = (&'w str, &'w str)>,
    ) -> Field {
        let chosen = |value: &str| self.open && self.ask.form.has(name, value);
        let options = all.into_iter().map(|(value, words)| (value.to_owned(), words.to_owned(), chosen(value)));
        Field { options: options.collect(), ..self.field(kind, name, label) }
    }

    fn choice<'w>(&self, name: &str, label: &str, all: impl IntoIterator<Item = (&'w str, &'w str)>) -> Field {
        self.of_kind(Kind::Choice, name, label, all)
    }

    fn people<'p>(&self, name: &str, label: &str, ids: impl Iterator<Item = &'p PersonId>) -> Field {
        let all: Vec<(String, String)> = ids.map(|id| (id.to_string(), self.folk.with_side(id))).collect();
        self.of_kind(Kind::Ticks, name, label, all.iter().map(|(id, words)| (id.as_str(), words.as_str())))
    }

    fn parties(&self, name: &str, label: &str, kind: Kind) -> Field {
        let parties = self.folk.rules.parties.iter();
        let all: Vec<(String, String)> = parties.map(|id| (id.to_string(), self.folk.party(id).name)).collect();
        self.of_kind(kind, name, label, all.iter().map(|(id, words)| (id.as_str(), words.as_str())))
    }

    fn conflicts(&self) -> Field {
        let listed = self.folk.rules.conflicts.iter().map(|word| (word.as_str(), word.as_str()));
        let all = [("", "none")].into_iter().chain(listed).chain([("other", "another: say which below")]);
        self.choice("conflict", "Conflict of interest", all)
    }

    fn screening(&self) -> Field {
        let out = OutOfScope::ALL.iter().map(|one| match one {
            OutOfScope::Area => ("area", "outside: it lies elsewhere"),
            OutOfScope::Period => ("period", "outside: it was before or after"),
            OutOfScope::Party => ("party", "outside: nobody who is bound did it"),
            OutOfScope::Provision => ("provision", "outside: no provision speaks of it"),
        });
        self.choice("out", "The agreement", [("", "covers it: it is to be verified")].into_iter().chain(out))
    }

    fn standard(&self, name: &str) -> Field {
        let all = StandardOfProof::ALL.map(|one| (one.as_str(), words::standard(one)));
        self.choice(name, "Standard of proof reached", [NONE].into_iter().chain(all))
    }

    fn outcome(&self) -> Vec<Field> {
        let outcomes = [
            NONE,
            ("occurred", "it occurred"),
            ("refuted", "it did not occur"),
            ("not_verified", "not verified: what was seen does not suffice"),
            ("access_denied", "access was denied"),
            ("stale", "too much time had passed"),
            ("insecure", "it was not safe"),
        ];
        let mut denied = self.parties("denied_by", "Access denied by", Kind::Choice);
        denied.options.insert(0, (String::new(), "nobody, or nobody known".to_owned(), false));
        vec![self.choice("outcome", "Outcome", outcomes), self.standard("standard"), denied]
    }

    fn attribution(&self) -> Vec<Field> {
        let answers = [
            NONE,
            ("established", "it was"),
            ("refuted", "it was not whoever is accused"),
            ("insufficient", "the evidence does not suffice"),
        ];
        let own = self.actors();
        let named = own.iter().map(|(key, name)| (key.as_str(), name.as_str()));
        let nobody = [("could_not_be_attributed", "could not be attributed, after looking to the end")];
        vec![
            self.choice("answer", "Answer", answers),
            self.of_kind(Kind::Ticks, "what", "Who did it", named.chain(nobody)),
            self.standard("standard"),
            self.parties("parties", "The parties that answer for them", Kind::Ticks),
        ]
    }

    /// The parties, then every listed actor whom the incident's claims name.
    fn actors(&self) -> Vec<(String, String)> {
        let view = self.ask.view();
        let mut all: Vec<(String, String)> =
            self.folk.rules.parties.iter().map(|id| (id.to_string(), view.actor_name(id))).collect();
        let named = self.incident().into_iter().flat_map(crate::selection::actors).filter_map(ActorRef::id);
        for id in named {
            if all.iter().all(|(known, _)| known != id.as_str()) {
                all.push((id.to_string(), view.actor_name(id)));
            }
        }
        all
    }

    /// The incident that the case is about, as it stands now.
    fn incident(&self) -> Option<&Incident> {
        let view = self.ask.view();
        match &self.case.allegation.subject {
            Subject::Incident(id) => view.incident(view.record.continuity.resolve(id).unwrap_or(id)),
            Subject::Obligation(..) => None,
        }
    }

    fn classification(&self) -> Vec<Field> {
        let classes = [
            NONE,
            ("breach", "a breach"),
            ("permitted_act", "a permitted act"),
            ("accident", "an accident"),
            ("outside_scope", "outside the agreement after all"),
            ("insufficient", "what is known does not suffice to say"),
        ];
        let intents = [
            ("", "not judged"),
            ("intended", "it was meant"),
            ("refuted", "it was not meant"),
            ("insufficient", "the evidence does not suffice"),
        ];
        let clauses = self.clauses();
        let clauses = clauses.iter().map(|(id, words)| (id.as_str(), words.as_str()));
        vec![
            self.choice("class", "What it was", classes),
            self.choice("clause", "Of which clause", [NONE].into_iter().chain(clauses)),
            self.standard("standard"),
            self.choice("intent", "Was it meant", intents),
            Field { label: "Standard of proof of that".to_owned(), ..self.standard("intent_standard") },
        ]
    }

    /// The provisions and permitted acts of the agreement; for an obligation, itself.
    fn clauses(&self) -> Vec<(String, String)> {
        let of = |agreement: &Agreement| agreement.id == self.case.allegation.agreement;
        let agreements = &self.ask.view().record.agreements;
        let Some(agreement) = agreements.iter().find(|one| of(one)) else { return Vec::new() };
        let short = |id: &str, text: &str| (id.to_owned(), format!("{id}: {}", words::shortened(text, 70)));
        let own = match &self.case.allegation.subject {
            Subject::Obligation(_, id) => Some((id.to_string(), format!("{id}: the obligation itself"))),
            Subject::Incident(_) => None,
        };
        let provisions = agreement.provisions.iter().map(|one| short(one.id.as_str(), &one.text));
        let permitted = agreement.permitted.iter().map(|one| short(one.id.as_str(), &format!("permits: {}", one.text)));
        own.into_iter().chain(provisions).chain(permitted).collect()
    }

    /// What stands beside every result of a team: who signs, who dissents and why, what was weighed.
    fn signed(&self, mut fields: Vec<Field>) -> Vec<Field> {
        fields.push(self.people("with", "Who signs beside you", self.folk.with_duty(Duty::Monitor)));
        fields.push(self.text("dissent", "Dissent of others of the team: a line each, the id, a colon, why"));
        let claims = self.weighable();
        fields.extend(claims.iter().map(|(id, words)| self.evidence(id, words)));
        fields
    }

    /// The claims that may be weighed: those of the allegation, then those of the incident.
    fn weighable(&self) -> Vec<(ClaimId, String)> {
        let view = self.ask.view();
        let of_incident = self.incident().into_iter().flat_map(|one| one.members.iter().chain(&one.denials));
        let mut all: Vec<(ClaimId, String)> = Vec::new();
        for id in self.case.allegation.claims.iter().chain(of_incident) {
            if all.iter().any(|(known, _)| known == id) {
                continue;
            }
            let words = view.told(id).map(|told| told.claim.evidence.slice(&told.reading.text)).unwrap_or_default();
            all.push((id.clone(), words::shortened(&words::one_line(words), 200)));
        }
        all
    }

    fn evidence(&self, claim: &ClaimId, words: &str) -> Field {
        let grades = |all: [&'static str; 6], name: String| {
            let all = [NONE].into_iter().chain(all.map(|one| (one, one)));
            self.choice(&name, "", all).options
        };
        Field {
            label: words.to_owned(),
            options: grades(["A", "B", "C", "D", "E", "F"], format!("reliability:{claim}")),
            second: grades(["1", "2", "3", "4", "5", "6"], format!("credibility:{claim}")),
            ..self.field(Kind::Evidence, claim.as_str(), "")
        }
    }

    fn sitting(&self) -> Vec<Field> {
        let kinds = ResolutionKind::ALL.iter().map(|kind| (kind.as_str(), kind.as_str()));
        vec![
            self.people("present", "Who is there", self.folk.with_duty(Duty::Member)),
            self.choice("resolution", "The motion is a", kinds),
            self.text("motion", "The motion"),
            self.of_kind(
                Kind::Ticks,
                "emergency",
                "Quorum",
                [("yes", "sits with the emergency quorum, after a sitting that failed")],
            ),
        ]
    }

    /// What of the case's last finding may be put right: the reasons of what was judged, the dissent, the reply, the weight of the
    /// evidence. Its answers are not asked for.
    fn correction(&self) -> Vec<Field> {
        let findings = &self.ask.view().record.findings;
        let last = self.case.findings.last().and_then(|id| findings.iter().find(|one| one.id == *id));
        let Some(last) = last else { return vec![self.second()] };
        let mut fields = vec![self.second()];
        fields.extend(self.judged("why_occurred", "Why it occurred, or did not", &last.occurred));
        fields.extend(self.judged("why_attribution", "Why it was they, or cannot be told", &last.attribution));
        fields.extend(self.judged("why_intent", "Why it was meant, or was not", &last.intent));
        fields.extend(self.judged("why_breach", "Why it is a breach, or is none", &last.breach));
        if let Reply::Given(text) = &last.reply {
            fields.push(self.standing("reply_text", "The reply", text));
        }
        let dissent: Vec<String> = last.dissent.iter().map(|one| format!("{}: {}", one.by, one.reasons)).collect();
        fields.push(self.standing("dissent", "Dissent: a line each, the name, a colon, why", &dissent.join("\n")));
        fields.extend(self.weighable().iter().map(|(id, words)| {
            let field = self.evidence(id, words);
            match last.evidence.iter().find(|one| one.claim == *id).filter(|_| !self.open) {
                Some(weighed) => as_weighed(field, weighed),
                None => field,
            }
        }));
        fields
    }

    fn judged<T>(&self, name: &str, label: &str, element: &Element<T>) -> Option<Field> {
        let judged = !matches!(element.answer, Answer::NotJudged);
        judged.then(|| self.standing(name, label, &element.reasons))
    }

    fn levels(&self) -> Field {
        let levels = self.folk.rules.publication.levels.iter().map(|level| match level {
            Level::Parties => ("parties", "to the parties"),
            Level::Guarantors => ("guarantors", "to guarantors and mediators too"),
            Level::Public => ("public", "to everybody"),
        });
        self.choice("level", "How far", levels)
    }

    fn second(&self) -> Field {
        let all = self
            .folk
            .rules
            .persons
            .iter()
            .filter(|one| one.duties.contains(&Duty::Secretary) || one.duties.contains(&Duty::Member));
        let all: Vec<(String, String)> = all.map(|one| (one.id.to_string(), self.folk.with_side(&one.id))).collect();
        let all = all.iter().map(|(id, words)| (id.as_str(), words.as_str()));
        self.choice("second", "The second person who answers for it", [NONE].into_iter().chain(all))
    }
}

/// The grades as they stand.
fn as_weighed(mut field: Field, weighed: &GradedEvidence) -> Field {
    let (letter, number) = (weighed.reliability.letter().to_string(), weighed.credibility.number().to_string());
    for (options, grade) in [(&mut field.options, letter), (&mut field.second, number)] {
        options.iter_mut().for_each(|(value, _, chosen)| *chosen = *value == grade);
    }
    field
}
