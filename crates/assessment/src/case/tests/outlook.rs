//! What is told to be possible next, held against what is then done.

use super::properties::{changes, exchanged, story, told};
use super::story::*;
use crate::case::Case;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Nobody takes a step of which it was said that they may not; and what nobody may do has a reason.
    #[test]
    fn every_step_that_is_taken_was_foreseen(changes in changes()) {
        let procedure = procedure(NORTH, SOUTH);
        let (Some(case), _) = told(&story(NORTH, SOUTH, &changes), &procedure) else { return Ok(()) };
        let mut so_far = Case::open(&case.steps()[0], &procedure).unwrap();
        for step in &case.steps()[1..] {
            let outlook = so_far.outlook(step.at);
            let own = outlook.iter().find(|next| next.act == step.act.as_str());
            prop_assert!(own.is_some_and(|next| next.by.contains(&step.by)), "{step:?}\n{outlook:#?}");
            prop_assert!(outlook.iter().all(|next| next.by.is_empty() == next.against.is_some()));
            so_far.take(step).unwrap();
        }
    }

    #[test]
    fn exchanging_the_parties_exchanges_what_may_come_next(changes in changes()) {
        let shown = |a, b| {
            let procedure = procedure(a, b);
            let case = told(&story(a, b, &changes), &procedure).0;
            let next = case.map(|case| case.outlook(case.steps().last().unwrap().at));
            format!("{next:#?}")
        };
        prop_assert_eq!(exchanged(&shown(NORTH, SOUTH)), shown(SOUTH, NORTH));
    }
}

#[test]
fn a_step_that_nobody_may_take_is_told_with_the_rule_and_the_remedy() {
    let procedure = procedure(NORTH, SOUTH);
    let steps = whole_way(NORTH, SOUTH);
    let case = Case::replay(&steps[..=position(&steps, "reply_asked")], &procedure).unwrap().unwrap();
    let outlook = case.outlook(case.steps().last().unwrap().at);
    let against = |act: &str| outlook.iter().find(|next| next.act == act).unwrap().against.clone().unwrap_or_default();
    assert!(against("convened").contains("may reply until") && against("convened").contains("rule: right of reply"));
    assert!(against("voted").contains("rule: order of steps") && against("voted").contains("follows 'convened'"));
    assert_eq!(against("replied"), "");
}
