//! Which witnesses signed and whether that is enough, in words that a reader can weigh.

use super::{Member, Policy};
use crate::checkpoint::Signatures;
use crate::utc::utc;
use std::fmt;

/// A policy held against the signatures of one checkpoint. `Display` is the account for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the quorum has signed.
    pub holds: bool,
    /// Every witness and group from the quorum down, then witnesses that no group asks for.
    pub lines: Vec<Judged>,
}

/// One witness or group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its name in the policy.
    pub name: String,
    /// How deep it stands under the quorum, from 0.
    pub depth: usize,
    /// Whether it counts as having signed.
    pub holds: bool,
    /// For a witness that signed: when, in POSIX seconds.
    pub time: Option<u64>,
    /// For a group: how many signed, how many have to, how many there are.
    pub group: Option<[usize; 3]>,
    /// For a witness that did not: whether this version could not check its kind of key.
    pub unchecked: bool,
}

pub(super) fn judge(policy: &Policy, signatures: &Signatures) -> Judgement {
    let mut lines = Vec::new();
    let holds = policy.quorum.is_none_or(|quorum| member(policy, signatures, quorum, 0, &mut lines));
    for (place, witness) in policy.witnesses.iter().enumerate() {
        if !lines.iter().any(|line| line.group.is_none() && line.name == witness.name) {
            member(policy, signatures, Member::Witness(place), 0, &mut lines);
        }
    }
    Judgement { holds, lines }
}

/// Judges one member and writes its line before those of its own members.
fn member(policy: &Policy, signatures: &Signatures, which: Member, depth: usize, lines: &mut Vec<Judged>) -> bool {
    match which {
        Member::Witness(place) => policy.witnesses.get(place).is_some_and(|witness| {
            let key = &witness.key;
            let line = signatures.verified.iter().find(|line| (&*line.name, line.id) == (key.name(), key.id()));
            let time = line.and_then(|line| line.time);
            let (name, unchecked) = (witness.name.clone(), !key.can_check());
            lines.push(Judged { name, depth, holds: time.is_some(), time, group: None, unchecked });
            time.is_some()
        }),
        Member::Group(place) => policy.groups.get(place).is_some_and(|group| {
            let mut below = Vec::new();
            let each = group.members.iter().map(|which| member(policy, signatures, *which, depth + 1, &mut below));
            let signed = each.filter(|holds| *holds).count();
            let holds = signed >= group.threshold;
            let counts = Some([signed, group.threshold, group.members.len()]);
            lines.push(Judged { name: group.name.clone(), depth, holds, time: None, group: counts, unchecked: false });
            lines.append(&mut below);
            holds
        }),
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  The policy {}:", if self.holds { "holds" } else { "DOES NOT HOLD" })?;
        if self.lines.is_empty() {
            writeln!(f, "    it asks for no witness")?;
        }
        for line in &self.lines {
            write!(f, "    {}{}: ", "  ".repeat(line.depth), line.name)?;
            match (line.group, line.time) {
                (Some([signed, needed, all]), _) => {
                    let verdict = if line.holds { "enough" } else { "NOT enough" };
                    writeln!(f, "{signed} of {all} signed, {needed} needed: {verdict}")?;
                }
                (None, Some(time)) => writeln!(f, "signed, having seen this root at {}", utc(time))?,
                (None, None) if line.unchecked => {
                    writeln!(f, "NOT counted: this version cannot check its kind of key")?
                }
                (None, None) => writeln!(f, "did NOT sign")?,
            }
        }
        Ok(())
    }
}
