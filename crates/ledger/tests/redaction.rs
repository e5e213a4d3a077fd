//! Protected fields: they hide, they bind, they can be shown one by one and erased, and the ledger verifies throughout.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod common;

use common::{Folder, entry};
use ledger::entry::{Entry, Kind, Numbered};
use ledger::redaction::{
    Disclosure, DisclosureAudit, DisclosureError, ERASED, Level, Opening, PLACEHOLDER, RedactionError, commitment,
    disclose, erasure, protect, protected,
};
use ledger::verify::{DISCLOSED_PATH, VerifyError};
use proptest::prelude::*;
use serde_json::{Value, json};

fn kind() -> Kind {
    Kind::new("observation.entered").unwrap()
}

/// Salts for the tests; the real ones come from the system.
fn salts() -> impl FnMut() -> [u8; 32] {
    let mut next = 0;
    move || {
        next += 1;
        [next; 32]
    }
}

fn body() -> Value {
    json!({ "witness": { "name": "A. Miller", "house": [1, 2.5] }, "a/b~c": "x", "heard": 3 })
}

/// An entry with three protected fields at a place, and their openings.
fn sample(seq: u64) -> (Entry, Vec<Opening>) {
    let mut body = body();
    let fields = [
        ("/witness/name", Level::StrictlyConfidential),
        ("/witness/house/1", Level::Confidential),
        ("/a~1b~0c", Level::Restricted),
    ];
    let openings = protect(&kind(), seq, &mut body, &fields, salts()).unwrap();
    (Entry { what: kind(), body, ..entry(seq) }, openings)
}

/// The construction as `docs/ledger.md` gives it, byte by byte, over a value that is written out.
#[test]
fn the_commitment_is_the_documented_one() {
    let mut bytes = b"trucewatch/commitment@v1\n".to_vec();
    bytes.extend([7; 32]);
    bytes.extend(b"\0\0\0\0\0\0\0\x21observation.entered /witness/name\"A. Miller\"");
    let made = commitment(&kind(), "/witness/name", &[7; 32], &json!("A. Miller")).unwrap();
    assert_eq!(made, ledger::Hash::of(&bytes));
}

#[test]
fn nothing_of_a_protected_value_stands_in_the_entry() {
    let (entry, openings) = sample(4);
    let text = String::from_utf8(entry.to_bytes(4).unwrap()).unwrap();
    assert!(!text.contains("Miller") && !text.contains("2.5"), "{text}");
    let fields = protected(&entry.body).unwrap();
    let levels: Vec<(&str, Level)> = fields.iter().map(|field| (field.field.as_str(), field.level)).collect();
    let expected = [
        ("/a~1b~0c", Level::Restricted),
        ("/witness/house/1", Level::Confidential),
        ("/witness/name", Level::StrictlyConfidential),
    ];
    assert_eq!(levels, expected);
    assert_eq!(disclose(&entry, &openings).unwrap(), body());
    assert!(!format!("{openings:?}").contains("Miller"), "an opening is not printed by accident");
}

#[test]
fn slips_are_refused_and_leave_the_body_alone() {
    let before = body();
    for (fields, expected) in [
        (vec![("/witness/nmae", Level::Confidential)], RedactionError::NoField("/witness/nmae".into())),
        (
            vec![("/witness", Level::Confidential), ("/witness/name", Level::Confidential)],
            RedactionError::Overlap("/witness".into(), "/witness/name".into()),
        ),
        (
            vec![("/heard", Level::Confidential), ("/heard", Level::Restricted)],
            RedactionError::Overlap("/heard".into(), "/heard".into()),
        ),
    ] {
        let mut body = before.clone();
        assert_eq!(protect(&kind(), 0, &mut body, &fields, salts()).unwrap_err(), expected);
        assert_eq!(body, before);
    }
    for used in [json!({ PLACEHOLDER: 1 }), json!([{ PLACEHOLDER: { "level": "restricted" } }])] {
        assert!(matches!(protect(&kind(), 0, &mut used.clone(), &[], salts()), Err(RedactionError::Placeholder(_))));
    }
}

#[test]
fn openings_fit_one_field_of_one_entry() {
    let (entry, openings) = sample(4);
    let one = openings.first().unwrap();
    let moved = Opening { field: "/witness/house/1".into(), ..one.clone() };
    let altered = Opening { value: json!("B. Miller"), ..one.clone() };
    let salted = Opening { salt: [9; 32], ..one.clone() };
    for wrong in [moved, altered, salted] {
        assert_eq!(disclose(&entry, std::slice::from_ref(&wrong)), Err(RedactionError::NotThat(wrong.field.clone())));
    }
    let elsewhere = Opening { field: "/heard".into(), ..one.clone() };
    assert_eq!(disclose(&entry, &[elsewhere]), Err(RedactionError::NotProtected("/heard".into())));
    let other_kind = Entry { what: Kind::new("report.received").unwrap(), ..entry };
    assert_eq!(disclose(&other_kind, &openings), Err(RedactionError::NotThat("/witness/name".into())));
}

#[test]
fn lines_of_openings_read_back_and_others_do_not() {
    let (_, openings) = sample(4);
    for opening in openings {
        let line = opening.to_line().unwrap();
        assert_eq!(Opening::parse(&line).unwrap(), opening);
        for cut in 0..line.len() {
            assert!(Opening::parse(line.get(..cut).unwrap()).is_err());
        }
    }
    assert!(Opening::parse(br#"{"entry":1,"field":"/a","salt":"AA==","value":1}"#).is_err());
    let salt = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    assert!(Opening::parse(format!(r#"{{"entry":1,"field":"","salt":"{salt}","value":1}}"#).as_bytes()).is_ok());
    assert!(Opening::parse(format!(r#"{{"entry":1,"field":"","salt":"{salt}","value":1,"x":1}}"#).as_bytes()).is_err());
}

fn disclosed(openings: &[&Opening]) -> Vec<u8> {
    openings.iter().flat_map(|opening| [opening.to_line().unwrap(), b"\n".to_vec()].concat()).collect()
}

/// The ledger with two protected entries, and a third that erases a field of the first.
fn folder() -> (Folder, Vec<Opening>) {
    let ((one, mut openings), (two, more)) = (sample(0), sample(1));
    let body = erasure(0, &one, "/witness/name").unwrap();
    let erased = Entry { what: Kind::new(ERASED).unwrap(), body, ..entry(2) };
    let entries: Vec<Vec<u8>> =
        (0..).zip([&one, &two, &erased]).map(|(seq, entry)| plain(entry).to_bytes(seq).unwrap()).collect();
    let mut folder = Folder::empty();
    folder.append(&entries);
    openings.extend(more);
    (folder, openings)
}

fn plain(entry: &Entry) -> Entry {
    Entry { blobs: Vec::new(), ..entry.clone() }
}

#[test]
fn a_ledger_verifies_with_all_some_or_none_disclosed() {
    let (mut folder, openings) = folder();
    let none = folder.verify().unwrap();
    let by_level = |restricted, confidential, strictly| {
        [(Level::Restricted, restricted), (Level::Confidential, confidential), (Level::StrictlyConfidential, strictly)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .collect()
    };
    let account = Disclosure { protected: 6, erased: 1, undisclosed: by_level(2, 2, 1), ..Disclosure::default() };
    assert_eq!(none.disclosure, account);
    assert!(none.to_string().contains("something stands there"), "{none}");
    let restricted: Vec<&Opening> = openings.iter().filter(|opening| opening.field == "/a~1b~0c").collect();
    folder.put(DISCLOSED_PATH, disclosed(&restricted));
    let some = folder.verify().unwrap();
    assert_eq!((some.root, some.disclosure.disclosed), (none.root, 2));
    assert_eq!(some.disclosure.undisclosed, by_level(0, 2, 1));
    folder.put(DISCLOSED_PATH, disclosed(&openings.iter().collect::<Vec<_>>()));
    let all = folder.verify().unwrap();
    assert_eq!((all.disclosure.disclosed, all.disclosure.outlived), (6, 1));
    assert!(all.to_string().contains("NOTE 1 values were erased"), "{all}");
}

#[test]
fn false_disclosures_are_faults() {
    let (mut folder, openings) = folder();
    let one = openings.first().unwrap();
    let fault = |folder: &Folder| match folder.verify().unwrap_err() {
        VerifyError::Disclosure { source, .. } => *source,
        other => unreachable!("{other}"),
    };
    folder.put(DISCLOSED_PATH, disclosed(&[&Opening { value: json!("B. Miller"), ..one.clone() }]));
    assert!(matches!(fault(&folder), DisclosureError::Entry { entry: 0, source: RedactionError::NotThat(_) }));
    folder.put(DISCLOSED_PATH, disclosed(&[&Opening { entry: 9, ..one.clone() }]));
    assert!(matches!(fault(&folder), DisclosureError::Nowhere { entry: 9, .. }));
    folder.put(DISCLOSED_PATH, disclosed(&[one, one]));
    assert!(matches!(fault(&folder), DisclosureError::Twice { entry: 0, .. }));
    folder.put(DISCLOSED_PATH, b"{}\n".to_vec());
    assert!(matches!(fault(&folder), DisclosureError::Line { line: 1, .. }));
}

#[test]
fn an_erasure_must_erase_something() {
    let (one, _) = sample(0);
    assert!(matches!(erasure(0, &one, "/heard"), Err(RedactionError::NotProtected(_))));
    let sound = erasure(0, &one, "/witness/name").unwrap();
    let said = |member: &str, value: Value| {
        let mut body = sound.clone();
        *body.get_mut(member).unwrap() = value;
        let erased = Entry { what: Kind::new(ERASED).unwrap(), body, ..entry(1) };
        let mut audit = DisclosureAudit::new(b"").unwrap();
        audit.entry(&Numbered { seq: 0, entry: one.clone() }).unwrap();
        audit.entry(&Numbered { seq: 1, entry: erased })
    };
    assert_eq!(said("entry", json!(0)), Ok(Vec::new()));
    for (member, value) in [
        ("entry", json!(1)),
        ("field", json!("/heard")),
        ("field", json!("/witness/house/1")),
        ("commitment", json!(ledger::Hash::of(b"").blob_name())),
        ("commitment", json!(7)),
    ] {
        assert_eq!(said(member, value), Err(DisclosureError::ErasesNothing { entry: 1 }), "{member}");
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-z/~]{1,3}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Every place in a value that holds something, by its pointer, the outermost first.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(place, value)| (place.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (name, value) in below {
        let pointer = format!("{at}/{name}");
        found.push(pointer.clone());
        places(value, &pointer, found);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever is protected comes back as it was, whole or field by field, and what is not disclosed is counted.
    #[test]
    fn protecting_and_disclosing_are_inverse(
        body in values(),
        chosen in proptest::collection::vec(any::<bool>(), 64),
        shown in any::<u64>(),
    ) {
        let mut pointers = Vec::new();
        places(&body, "", &mut pointers);
        let mut fields: Vec<&str> = Vec::new();
        for (pointer, take) in pointers.iter().zip(chosen) {
            if take && !fields.iter().any(|outer| pointer.starts_with(&format!("{outer}/"))) {
                fields.push(pointer);
            }
        }
        let asked: Vec<(&str, Level)> = fields.iter().map(|field| (*field, Level::Confidential)).collect();
        let mut redacted = body.clone();
        let openings = protect(&kind(), 5, &mut redacted, &asked, salts()).unwrap();
        prop_assert_eq!(openings.len(), fields.len());
        let entry = Entry { what: kind(), body: redacted, ..entry(5) };
        prop_assert_eq!(protected(&entry.body).unwrap().len(), fields.len());
        prop_assert_eq!(disclose(&entry, &openings).unwrap(), body);
        let some: Vec<&Opening> = openings.iter().enumerate().filter(|(at, _)| shown >> at & 1 == 1).map(|(_, o)| o).collect();
        let mut audit = DisclosureAudit::new(&disclosed(&some)).unwrap();
        audit.entry(&Numbered { seq: 5, entry }).unwrap();
        let account = audit.finish().unwrap();
        prop_assert_eq!(account.disclosed as usize, some.len());
        prop_assert_eq!(account.undisclosed.values().sum::<u64>() as usize, fields.len() - some.len());
    }

    /// A commitment binds: another salt, field or value gives another.
    #[test]
    fn a_commitment_binds(a in values(), b in values(), salt in any::<[u8; 32]>(), bit in 0_usize..256) {
        let of = |field: &str, salt: &[u8; 32], value: &Value| commitment(&kind(), field, salt, value).unwrap();
        let here = of("/a", &salt, &a);
        prop_assert_eq!(of("/a", &salt, &b) == here, a == b);
        let mut other = salt;
        other[bit / 8] ^= 1 << (bit % 8);
        prop_assert_ne!(of("/a", &other, &a), here);
        prop_assert_ne!(of("/b", &salt, &a), here);
    }
}
