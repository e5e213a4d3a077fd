//! The part of the story that tells of patrols and of the history of answers.

use super::{AT, reason};
use model::{AgreementId, IncidentId, Method, Proposal, ProposalSubject, ProposedAnswer, ProvisionId, ScreeningChange};
use store::{Change, Store, StoreError};
use wire::FieldworkFile;

/// An observation, one that corrects it, a restriction and effort, all with ids.
const FILE: &str = "
[[observation]]
id = \"o1\"
means = [\"heard\"]
noticed = { what = \"explosion\", count = \"about 40\", direction = \"NW\", distance_km = \"7.1-10\" }
position = { name = \"the bridge\", latitude = 10.123456789012345, longitude = 10.1, radius_km = 14.489450940433501 }
when = \"2031-05-03T10:15\"

[[observation]]
id = \"o2\"
corrects = \"o1\"
means = [\"heard\", \"seen\"]
when = \"2031-05-03\"

[[restriction]]
id = \"o1\"
kind = \"jamming\"
when = \"2031-05-03\"

[[effort]]
id = \"e1\"
area = \"Ridge\"
when = \"2031-05-03\"
hours = 16.333333333333332
";

pub(crate) fn changes(file: &str) -> Vec<Change> {
    let file = FieldworkFile::parse(file).unwrap();
    let observations = file.observations.iter().map(|line| line.to_observation().unwrap());
    let restrictions = file.restrictions.iter().map(|line| line.to_restriction().unwrap());
    let efforts = file.efforts.iter().map(|line| line.to_effort().unwrap());
    let observations = observations.map(|one| Change::ObservationMade(Box::new(one)));
    let restrictions = restrictions.map(|one| Change::RestrictionMet(Box::new(one)));
    observations.chain(restrictions).chain(efforts.map(|one| Change::EffortReported(Box::new(one)))).collect()
}

fn proposal(because: &str) -> Proposal {
    Proposal {
        subject: ProposalSubject::Incident(IncidentId::new("o1").unwrap()),
        agreement: AgreementId::new("hills-2031").unwrap(),
        clause: ProvisionId::new("p1").ok(),
        actor: Some(super::actor(3)),
        answer: ProposedAnswer::CannotTell("where it was".to_owned()),
        because: vec![because.to_owned()],
        method: Method::new("screening", 2),
    }
}

pub(crate) fn tell<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    look(store.append(AT, &reason(), &changes(FILE)).unwrap());
    let held = store.fieldwork().unwrap();
    assert_eq!((held.observations.len(), held.restrictions.len(), held.efforts.len()), (2, 1, 1));
    let told: Vec<Change> = changes(FILE);
    let (Change::ObservationMade(first), Change::EffortReported(effort)) = (&told[0], &told[3]) else {
        unreachable!("the first is an observation and the fourth effort")
    };
    assert_eq!((&held.observations[0], &held.efforts[0]), (first.as_ref(), effort.as_ref()), "to the last digit");
    for (file, says) in [
        ("id = \"o1\"", "observation o1: the record holds another by this id"),
        ("id = \"o9\"\ncorrects = \"o8\"", "observation o9: it corrects o8, which is not in the record"),
        ("id = \"o9\"\ncorrects = \"o1\"", "observation o9: it corrects o1, which o2 corrected already; correct o2"),
    ] {
        let file = format!("[[observation]]\n{file}\nmeans = [\"seen\"]\nwhen = \"2031-05-04\"\n");
        let error = store.append(AT, &reason(), &changes(&file)).unwrap_err();
        assert!(matches!(&error, StoreError::Refused(_)) && error.to_string().contains(says), "{error}");
    }
    screenings(store, look);
}

/// An incident and an observation may bear one id: each has its own history.
fn screenings<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    let (first, second) = (proposal("It is not known where."), proposal("Two places are told."));
    let observed =
        Proposal { subject: ProposalSubject::Observation(model::ObservationId::new("o1").unwrap()), ..first.clone() };
    let told = [
        vec![ScreeningChange::Answered(first.clone()), ScreeningChange::Answered(observed.clone())],
        vec![ScreeningChange::Answered(second), ScreeningChange::Withdrawn(observed.question())],
    ];
    let size = store.append(AT, &reason(), &told.clone().map(Change::ScreeningMade)).unwrap();
    look(size);
    let kept = store.screenings().unwrap();
    assert_eq!(kept.iter().map(|one| one.entry).collect::<Vec<_>>(), [size - 2, size - 2, size - 1, size - 1]);
    assert!(kept.iter().all(|one| one.at == AT));
    assert_eq!(kept.into_iter().map(|one| one.change).collect::<Vec<_>>(), told.concat());
    let own = store.screenings_of(&first.subject).unwrap();
    assert_eq!((own.len(), own[1].entry), (2, size - 1));
}
