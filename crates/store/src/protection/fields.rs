//! Which fields may be protected: texts that no rule reads, so that words can stand in their place and everything else of
//! the entry goes on. It must not know what they say.

use crate::draft::kind;

/// Kinds of entries with the fields that may be protected; `*` is any place in a list.
const FIELDS: [(&str, &[&str]); 4] = [
    (
        kind::CASE,
        &[
            "/reasons",
            "/act/received/reporter_name",
            "/act/received/text",
            "/act/declared/conflict",
            "/act/verified/dissent/*/reasons",
            "/act/attributed/dissent/*/reasons",
            "/act/classified/dissent/*/reasons",
            "/act/replied/text",
            "/act/convened/motion",
        ],
    ),
    (
        kind::FINDING,
        &[
            "/authors/*",
            "/occurred/reasons",
            "/attribution/reasons",
            "/intent/reasons",
            "/breach/reasons",
            "/dissent/*/by",
            "/dissent/*/reasons",
            "/reply_text",
        ],
    ),
    (kind::RULES, &["/person/*/name"]),
    (kind::SOURCE, &["/name", "/owner"]),
];

/// The fields that may be protected in entries of a kind.
#[must_use]
pub fn protectable(what: &str) -> &'static [&'static str] {
    FIELDS.iter().find(|(kind, _)| *kind == what).map_or(&[], |(_, fields)| fields)
}

/// Refuses a field that cannot be protected, and says which can.
pub(super) fn check(what: &str, field: &str) -> Result<(), String> {
    let known = protectable(what);
    if known.iter().any(|pattern| fits(pattern, field)) {
        return Ok(());
    }
    if known.is_empty() {
        return Err(format!("no field of {what} can be protected"));
    }
    Err(format!("'{field}' of {what} cannot be protected; these can: {}", known.join(", ")))
}

fn fits(pattern: &str, field: &str) -> bool {
    let (mut asked, mut given) = (pattern.split('/'), field.split('/'));
    loop {
        match (asked.next(), given.next()) {
            (None, None) => return true,
            (Some("*"), Some(place)) if place.parse::<u32>().is_ok() => (),
            (Some(asked), Some(given)) if asked == given => (),
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_a_place_in_a_list() {
        assert!(check(kind::FINDING, "/authors/12").is_ok() && check(kind::CASE, "/reasons").is_ok());
        for (what, field) in [
            (kind::FINDING, "/authors"),
            (kind::FINDING, "/authors/x"),
            (kind::FINDING, "/authors/1/2"),
            (kind::CASE, "/by"),
            (kind::CASE, "reasons"),
        ] {
            assert!(check(what, field).unwrap_err().contains("these can: /"), "{what} {field}");
        }
        assert!(check(kind::READING, "/report").unwrap_err().starts_with("no field"));
    }
}
