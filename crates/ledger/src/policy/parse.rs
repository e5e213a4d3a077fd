//! Reading a policy: lines of words, each name defined before it is used. What the format does not have is refused, with
//! the number of its line.

use super::{Group, Member, Policy, PolicyWitness};
use crate::checkpoint::{Algorithm, KeyError, VerifierKey};
use std::collections::{BTreeMap, BTreeSet};

/// A line that is no part of a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the policy: {what}")]
pub struct PolicyError {
    /// The line's number, from 1; 0 where the whole lacks something.
    pub line: usize,
    /// What is wrong with it, and what should stand there.
    pub what: String,
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// The first line that does not hold to the format.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let mut reading = Reading::default();
        for (number, line) in (1..).zip(text.split('\n')) {
            let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            let done = if line.contains(|c: char| c.is_ascii_control() && c != '\t') {
                Err("holds a control character; expected text".to_owned())
            } else {
                reading.line(&words)
            };
            done.map_err(|what| PolicyError { line: number, what })?;
        }
        let missing =
            || PolicyError { line: 0, what: "a `quorum` line is missing; `quorum none` asks for nobody".into() };
        let quorum = reading.quorum.ok_or_else(missing)?;
        Ok(Self { logs: reading.logs, witnesses: reading.witnesses, groups: reading.groups, quorum })
    }
}

#[derive(Default)]
struct Reading {
    logs: Vec<VerifierKey>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<Group>,
    names: BTreeMap<String, Member>,
    /// Names that are in a group already: each counts in one way only.
    grouped: BTreeSet<String>,
    quorum: Option<Option<Member>>,
}

impl Reading {
    fn line(&mut self, words: &[&str]) -> Result<(), String> {
        match words {
            [] => Ok(()),
            [first, ..] if first.starts_with('#') => Ok(()),
            ["log", key] | ["log", key, _] => self.log(key),
            ["witness", name, key] => self.witness(name, key, None),
            ["witness", name, key, url] => self.witness(name, key, Some((*url).to_owned())),
            ["group", name, threshold, members @ ..] => self.group(name, threshold, members),
            ["quorum", name] => self.quorum(name),
            _ => {
                Err("expected `log KEY`, `witness NAME KEY [URL]`, `group NAME K MEMBER…` or `quorum NAME`".to_owned())
            }
        }
    }

    fn log(&mut self, text: &str) -> Result<(), String> {
        let key = VerifierKey::parse(text).map_err(|error: KeyError| error.to_string())?;
        if key.algorithm() != Algorithm::Ed25519 {
            return Err(format!("{} is a witness's key; a log's begins with the byte 1", key.name()));
        }
        if self.logs.iter().any(|log| log.same_public_key(&key)) {
            return Err(format!("the key of {} stands in the policy twice", key.name()));
        }
        self.logs.push(key);
        Ok(())
    }

    fn witness(&mut self, name: &str, text: &str, url: Option<String>) -> Result<(), String> {
        let key = VerifierKey::parse(text).map_err(|error: KeyError| error.to_string())?;
        if key.algorithm() == Algorithm::Ed25519 {
            return Err(format!("{} is a log's key; a witness's begins with the byte 4 or 6", key.name()));
        }
        if self.witnesses.iter().any(|witness| witness.key.same_public_key(&key)) {
            return Err(format!("the key of {name} stands in the policy twice: one witness would count as two"));
        }
        self.define(name, Member::Witness(self.witnesses.len()))?;
        self.witnesses.push(PolicyWitness { name: name.to_owned(), key, url });
        Ok(())
    }

    fn group(&mut self, name: &str, threshold: &str, members: &[&str]) -> Result<(), String> {
        let count = members.len();
        let threshold = match threshold {
            "any" => Some(1),
            "all" => Some(count),
            number => crate::checkpoint::decimal(number).and_then(|number| usize::try_from(number).ok()),
        };
        let fits = threshold.filter(|threshold| (1..=count).contains(threshold));
        let threshold =
            fits.ok_or_else(|| format!("expected `all`, `any` or a number from 1 to {count}, then members"))?;
        let members = members.iter().map(|member| self.member(member)).collect::<Result<_, _>>()?;
        self.define(name, Member::Group(self.groups.len()))?;
        self.groups.push(Group { name: name.to_owned(), threshold, members });
        Ok(())
    }

    fn member(&mut self, name: &str) -> Result<Member, String> {
        let member = self.find(name)?;
        if self.grouped.insert(name.to_owned()) {
            return Ok(member);
        }
        Err(format!("{name} is in a group already: each counts in one way only"))
    }

    fn quorum(&mut self, name: &str) -> Result<(), String> {
        if self.quorum.is_some() {
            return Err("a second `quorum` line; keep one".to_owned());
        }
        self.quorum = Some(if name == "none" { None } else { Some(self.find(name)?) });
        Ok(())
    }

    fn define(&mut self, name: &str, member: Member) -> Result<(), String> {
        if name == "none" {
            return Err("`none` cannot name a witness or a group".to_owned());
        }
        match self.names.insert(name.to_owned(), member) {
            None => Ok(()),
            Some(_) => Err(format!("{name} is defined twice")),
        }
    }

    fn find(&self, name: &str) -> Result<Member, String> {
        let member = self.names.get(name).copied();
        member.ok_or_else(|| format!("{name} is not defined on a line above"))
    }
}
