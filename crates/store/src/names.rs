//! Ids that every record gives for itself (findings, cases, decisions, what patrols entered), on their way from one record into another: each is
//! known abroad by the log that gave it. It must not change an entry's bytes: only how they are read here.

use crate::draft::kind;
use serde_json::Value;

/// Between the id and the log that gave it.
const AT: char = '@';

/// Where such ids stand in the body of each kind of entry.
fn places(what: &str) -> &'static [&'static str] {
    match what {
        kind::FINDING => &["/id", "/supersedes"],
        kind::CASE => &["/case", "/act/resolved/finding", "/act/corrected/finding"],
        kind::DECISION => &["/id", "/decisions"],
        kind::OBSERVATION | kind::RESTRICTION | kind::EFFORT => &["/id", "/corrects"],
        _ => &[],
    }
}

/// Reads the body of an entry of the log `origin` as the record with the log `home` has to.
pub(crate) fn qualify(what: &str, body: &mut Value, origin: &str, home: &str) {
    for place in places(what) {
        match body.pointer_mut(place) {
            Some(Value::String(id)) => *id = qualified(id, origin, home),
            Some(Value::Array(ids)) => {
                for id in ids {
                    if let Value::String(id) = id {
                        *id = qualified(id, origin, home);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The id as it is called in the record of the log `home`, as the log `origin` calls it `id`.
pub(crate) fn qualified(id: &str, origin: &str, home: &str) -> String {
    match id.split_once(AT) {
        None => format!("{id}{AT}{}", short(origin)),
        Some((own, log)) if log == short(home) => own.to_owned(),
        Some(_) => id.to_owned(),
    }
}

/// A log's name without what all names begin with.
fn short(log: &str) -> &str {
    log.strip_prefix("trucewatch/").unwrap_or(log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::exchange::given_by;
    use serde_json::json;

    #[test]
    fn an_id_is_the_same_thing_wherever_it_is_called_by_its_name() {
        let (a, b, c) = ("trucewatch/aa", "trucewatch/bb", "other.example/c");
        assert_eq!(qualified("d-1", a, b), "d-1@aa");
        assert_eq!(qualified("d-1@bb", a, b), "d-1");
        assert_eq!(qualified("d-1@other.example/c", a, b), "d-1@other.example/c");
        assert_eq!(qualified(&qualified("f-2", a, b), b, a), "f-2", "there and back");
        assert_eq!(qualified(&qualified("f-2", a, b), b, c), qualified("f-2", a, c), "the way makes no difference");
        assert_eq!((given_by(&qualified("case-1", a, b)), given_by("case-1")), (Some("aa"), None));
    }

    #[test]
    fn every_counted_id_of_a_body_is_named() {
        let mut body = json!({"id": "d-2", "decisions": ["d-1", "d-7@bb"], "claims": ["r-1.c1"]});
        qualify(kind::DECISION, &mut body, "trucewatch/aa", "trucewatch/bb");
        assert_eq!(body, json!({"id": "d-2@aa", "decisions": ["d-1@aa", "d-7"], "claims": ["r-1.c1"]}));
        let mut body = json!({"case": "case-1", "act": {"corrected": {"finding": "f-1", "second": "z2"}}});
        qualify(kind::CASE, &mut body, "trucewatch/aa", "trucewatch/bb");
        assert_eq!(body, json!({"case": "case-1@aa", "act": {"corrected": {"finding": "f-1@aa", "second": "z2"}}}));
    }
}
