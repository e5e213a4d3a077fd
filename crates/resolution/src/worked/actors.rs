//! Whom mentions mean.

use super::check;

#[test]
fn names_of_the_register_in_their_spellings() {
    check(
        "2020-01-14",
        &[
            (
                "{person:General <Khalifa Haftar>} left. {person:Haftar} said so.",
                &["person-khalifa-haftar", "person-khalifa-haftar"],
            ),
            ("{person:Fayez al-Sarraj} and {person:Sarraj}", &["person-fayez-al-sarraj", "person-fayez-al-sarraj"]),
            ("{person:Fayez Al Sarraj} signed in Libya", &["person-fayez-al-sarraj"]),
            ("{person:Turkish Foreign Minister <Mevlut Cavusoglu>} said", &["person-mevlut-cavusoglu"]),
            ("{person:Turkish President <Recep Tayyip Erdoğan>} said", &["person-recep-tayyip-erdogan"]),
            ("{organisation:the <Libyan National Army> (LNA)} and {organisation:the <GNA>}", &["ly-lna", "ly-gna"]),
            (
                "the {organisation:Government of National Accord} (PNS); {organisation:the <PNS>} said",
                &["ly-gna", "ly-gna"],
            ),
            ("{organisation@agent:the <UN>} and {organisation:the <African Union>}", &["org-un", "org-au"]),
        ],
    );
}

#[test]
fn names_that_no_register_holds_are_kept_and_meet() {
    check(
        "2020-01-14",
        &[
            (
                "{person:Colonel <Ahmed Warfali>} fled; {person:Warfali} said {actor=0:he} would return",
                &["name:ahmed warfali", "name:ahmed warfali", "name:ahmed warfali"],
            ),
            (
                "the {organisation:River Valley Defence Front} (RVDF) fired; {organisation:the <RVDF>} denied it",
                &["name:river valley defence front", "name:river valley defence front"],
            ),
            ("{person:Jane Haftar} spoke. {person:Haftar} smiled", &["name:jane haftar", "name:jane haftar"]),
            ("{person:ambassador <Assadullah Karim>}", &["name:assadullah karim"]),
        ],
    );
}

#[test]
fn offices_mean_their_holders_on_the_day() {
    check(
        "2020-01-14",
        &[
            ("the {actor:Turkish <foreign minister>} said", &["person-mevlut-cavusoglu"]),
            ("{actor:the Russian <president>} said", &["person-vladimir-putin"]),
            ("{actor:Italy's <prime minister>} said", &["person-giuseppe-conte"]),
            ("In Libya {actor:the <LNA leader>} said", &["person-khalifa-haftar"]),
        ],
    );
    check("2024-01-14", &[("the {actor:Turkish <foreign minister>} said", &["person-hakan-fidan"])]);
    check(
        "",
        &[
            (
                "{person:Mevlut Cavusoglu} spoke; {actor:the Turkish <foreign minister>} said",
                &["person-mevlut-cavusoglu", "person-mevlut-cavusoglu"],
            ),
            ("{actor:the Ruritanian <president>} said", &["described:president"]),
        ],
    );
}

#[test]
fn actors_without_a_name_are_described() {
    check(
        "2020-01-14",
        &[
            ("{actor:gunmen} fired", &["described:gunmen"]),
            ("{actor:Gunmen} fired", &["described:gunmen"]),
            ("{actor:a <gunman>} fired", &["described:gunmen"]),
            ("{quantity:more than 280 <civilians>} died", &["described:civilians"]),
            ("{actor:several hundred Russian <snipers>} came", &["described:snipers of state-ru"]),
            ("{actor:Turkish-backed <fighters>} came", &["described:fighters"]),
            ("{actor:Haftar's <fighters>} came", &["described:fighters of person-khalifa-haftar"]),
            ("{actor:pro-Haftar <fighters>} came", &["described:fighters of person-khalifa-haftar"]),
            ("{actor:<fighters> loyal to Haftar} came", &["described:fighters of person-khalifa-haftar"]),
            ("{actor:Haftar-led <fighters>} came", &["described:fighters of person-khalifa-haftar"]),
            ("{actor:<fighters> backed by Haftar} came", &["described:fighters"]),
            ("Libya: {actor:GNA <fighters>} came", &["described:fighters of ly-gna"]),
        ],
    );
}

#[test]
fn capitals_and_palaces_stand_for_those_who_rule() {
    check(
        "2020-01-14",
        &[
            ("{place@speaker:Ankara} said", &["state-tr at Ankara TR settlement"]),
            ("in {place@place:Ankara} they met", &["at Ankara TR settlement"]),
            ("{place@agent:Turkey} signed", &["state-tr at Turkey TR country"]),
            ("they met in {place:Turkey}", &["at Turkey TR country"]),
            ("{organisation@speaker:the <Kremlin>} said", &["state-ru"]),
            ("relations with {place:Ankara} are good", &["state-tr at Ankara TR settlement"]),
            ("fire fell on {place@target:Turkey}", &["state-tr at Turkey TR country"]),
        ],
    );
}
