//! Sentences as reports write them, whole: many mentions that decide one another.

use super::check;

#[test]
fn a_day_of_talks() {
    check(
        "2020-01-14",
        &[(
            "{person:General <Khalifa Haftar>} left {place@from:Moscow} without signing, while {person:Fayez al-Sarraj}, head of \
             {organisation:the <Government of National Accord> (GNA)}, signed on {time:Monday}. {place@agent:Turkey} and \
             {place@agent:Russia} had called for a truce {time:last week}; it began at {time:midnight on Sunday}. \
             {place@agent:Ankara} sent troops to {place@to:Tripoli}. Talks in {place@place:Berlin} are planned for {time@future:this Sunday}.",
            &[
                "person-khalifa-haftar",
                "at Moscow RU settlement",
                "person-fayez-al-sarraj",
                "ly-gna",
                "2020-01-13",
                "state-tr at Turkey TR country",
                "state-ru at Russia RU country",
                "2020-01-06 to 2020-01-12",
                "2020-01-12 00:00 or 2020-01-13 00:00",
                "state-tr at Ankara TR settlement",
                "at Tripoli LY settlement",
                "at Berlin DE settlement",
                "2020-01-19",
            ],
        )],
    );
}

#[test]
fn times_of_one_report_lean_on_each_other() {
    check(
        "2020-02-01",
        &[("It began on {time:13 January 2020}. {time:Two days later} it failed.", &["2020-01-13", "2020-01-15"])],
    );
}
