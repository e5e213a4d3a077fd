//! The whole way on articles of our own, on another truce than the demonstration's: read, brief, agreement, finding, verify.

use crate::program::{Desk, said};

const ARTICLES: [(&str, &str, &str); 3] = [
    (
        "hodeidah.txt",
        "2018-12-19",
        "Yemen truce takes effect in Hodeidah\n\nA ceasefire in the Yemeni port city of Hodeidah took effect at midnight on Monday, the United Nations said. \
         Houthi fighters shelled eastern districts on Tuesday, killing three civilians, a government official said. The Houthis denied the shelling.\n",
    ),
    (
        "donbas.txt",
        "2020-07-28",
        "A full ceasefire in eastern Ukraine came into force on Monday. Russia and Ukraine agreed to the truce at talks in Minsk last week. \
         More than 13,000 people have been killed since the conflict began in April 2014, according to the United Nations.\n",
    ),
    (
        "sudan.txt",
        "2023-05-22",
        "Sudan's warring generals signed a seven-day ceasefire in Jeddah on Saturday, brokered by Saudi Arabia and the United States. \
         The truce is due to take effect on Monday evening. Air strikes hit Khartoum on Sunday, residents said.\n",
    ),
];

#[test]
fn other_truces_are_read_with_the_same_code() {
    let desk = Desk::new();
    for (name, published, text) in ARTICLES {
        let path = desk.file(name, text);
        let output = desk.run(&["read", path.to_str().unwrap(), "--published", published, "--source", name]);
        assert!(output.status.success(), "{}", said(&output));
        let again = desk.run(&["read", path.to_str().unwrap(), "--published", published, "--source", name]);
        assert!(
            String::from_utf8_lossy(&again.stdout).contains("0 of them new"),
            "the same input twice changes nothing"
        );
    }
    let claims = String::from_utf8(desk.run(&["export", "claims"]).stdout).unwrap();
    for kind in ["entry_into_effect", "shelling", "signature", "mediation", "cumulative_toll", "air_strike"] {
        assert!(claims.contains(&format!("\"kind\":\"{kind}\"")), "no {kind} was read");
    }
    for format in ["text", "md", "html", "json"] {
        let brief = desk.run(&["brief", "--format", format]);
        assert!(brief.status.success(), "{}", said(&brief));
        assert!(
            String::from_utf8_lossy(&brief.stdout).contains("13,000"),
            "{format}: the cumulative toll is in the brief"
        );
    }
    desk.assert_verifies();
}
