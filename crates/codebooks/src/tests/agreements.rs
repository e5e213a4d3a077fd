//! Rows of agreements: declaration and effect apart, each party's own; no party is made up.

use super::{all, register};
use crate::{Agreements, Book, Losses, agreement, export, read};
use model::{ClaimKind, ReportId, Role};

const CEASEFIRES: &str =
    "cc,location,cf_id,side,ucdp_actor_id,actor_name,cf_dec_yr,cf_dec_month,cf_dec_day,cf_effect_yr,\
cf_effect_month,cf_effect_day,ended,end_yr,end_month,end_day,ceasefire_class
LBY,Libya,12,1,61,North Command,2031,5,1,2031,5,3,2,2031,6,-1,1
LBY,Libya,12,2,62,South Council,2031,5,2,2031,5,3,2,2031,6,-1,1
LBY,Libya,13,1,61,North Command,2031,-1,-1,0,0,0,-1,-1,-1,-1,-1
LBY,Libya,14,1,61,North Command,2031,7,1,-1,-1,-1,,,,,2
LBY,Libya,14,2,99,Reed Guard,2031,7,1,-1,-1,-1,,,,,2
";

fn told(row: &crate::Row) -> Vec<(ClaimKind, String, String)> {
    let reading = read(row, ReportId::of_row("eth-prio", &row.entry(), "0").unwrap(), &register());
    let claims = reading.claims.iter();
    let who = |claim| reading.actors(claim, Role::Agent).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    claims.map(|claim| (claim.kind, reading.time(claim).to_string(), who(claim))).collect()
}

#[test]
fn a_ceasefires_row_tells_each_partys_own_days_and_leaves_open_what_it_leaves_open() {
    let rows = all(Book::EthPrio, CEASEFIRES);
    let acts = |place: usize| told(&rows[place]);
    let who = || "North Command".to_owned();
    assert_eq!(
        acts(0),
        [
            (ClaimKind::Acceptance, "2031-05-01".to_owned(), who()),
            (ClaimKind::EntryIntoEffect, "2031-05-03".to_owned(), who()),
            (ClaimKind::End, "2031-06-01 to 2031-06-30".to_owned(), who()),
        ]
    );
    assert_eq!(
        acts(2),
        [(ClaimKind::Acceptance, "2031-01-01 to 2031-12-31".to_owned(), who())],
        "never the 15th of June"
    );
}

#[test]
fn an_agreement_has_parties_of_the_register_and_only_days_on_which_all_rows_agree() {
    let mut gathered = Agreements::default();
    all(Book::EthPrio, CEASEFIRES).iter().for_each(|row| gathered.take(row, &register()));
    let (agreements, notes) = gathered.finish();
    let [one] = agreements.as_slice() else { unreachable!("one has two known parties") };
    assert_eq!(one.id.as_str(), "eth-prio-lby-12");
    assert_eq!(one.parties.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["north", "south"]);
    assert_eq!(one.in_effect.map(|when| when.to_string()).as_deref(), Some("2031-05-03"));
    assert_eq!(one.ended, None, "a month is no day");
    assert_eq!(notes.len(), 2, "{notes:?}");
}

#[test]
fn a_row_of_pax_tells_that_several_agreed_and_not_who_signed() {
    let text = "Con,AgtId,Agt,Dat,Status,Part\nLibya,7,Reed accord,2031-05-01,Multiparty signed/agreed,North Command; Reed Guard;South Council\n\
                Libya,8,Hill note,2031-05-02,Unilateral document,North Command\n";
    let rows = all(Book::Pax, text);
    let reading = |place: usize| read(&rows[place], ReportId::of_row("pax", "7", "0").unwrap(), &register());
    let (first, second) = (reading(0), reading(1));
    let who: Vec<&str> = first.actors(&first.claims[0], Role::Agent).map(|who| who.name()).collect();
    assert_eq!((first.claims[0].kind, who), (ClaimKind::Acceptance, vec!["North Command", "South Council"]));
    assert_eq!(first.time(&first.claims[0]).to_string(), "2031-05-01");
    assert!(second.claims.is_empty(), "one side's paper is no agreement of several");
    let mut gathered = Agreements::default();
    rows.iter().for_each(|row| gathered.take(row, &register()));
    let (agreements, notes) = gathered.finish();
    assert_eq!((agreements.len(), notes.len()), (1, 1));
    assert_eq!((agreements[0].id.as_str(), agreements[0].in_effect), ("pax-7", None), "signed is not in effect");
}

#[test]
fn an_agreement_of_ours_becomes_rows_that_can_be_read_again_and_the_rest_is_told() {
    let mut gathered = Agreements::default();
    all(Book::EthPrio, CEASEFIRES).iter().for_each(|row| gathered.take(row, &register()));
    let mut one = gathered.finish().0.remove(0);
    one.mediators.push(model::ActorId::new("state").unwrap());
    for (book, count) in [(Book::EthPrio, 2), (Book::Pax, 1)] {
        let mut losses = Losses::default();
        let head = export::head(book, &[]);
        let rows = agreement(&one, None, book, &head, &register(), &mut losses);
        let mut bytes = head.bytes.clone();
        rows.iter().for_each(|row| bytes.extend(&row.bytes));
        let back = all(book, &String::from_utf8(bytes).unwrap());
        assert_eq!(back.len(), count);
        let lost: Vec<&str> = losses.lost.keys().map(String::as_str).collect();
        let wanted: &[&str] = match book {
            Book::EthPrio => &["called", "facts_from", "mediators", "title"],
            _ => &["called", "facts_from", "in_effect", "mediators"],
        };
        assert_eq!(lost, wanted);
    }
}
