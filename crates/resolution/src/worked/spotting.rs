//! Names spotted before anybody has read the text.

use super::spotted;

#[test]
fn names_are_whole_and_the_longest() {
    let cases: &[(&str, &[&str])] = &[
        ("Then General Khalifa Haftar left Moscow.", &["person General Khalifa Haftar", "place Moscow"]),
        ("The ambassador of Damascus spoke to Assad.", &["place Damascus", "person Assad"]),
        (
            "The Libyan National Army (LNA) shelled Tripoli.",
            &["organisation Libyan National Army", "organisation LNA", "place Tripoli"],
        ),
        ("Actor Denzel Washington said so.", &[]),
        ("Turkish troops and gunmen are coming.", &["organisation Turkish troops"]),
        ("Turkey’s President Erdogan", &["place Turkey", "person President Erdogan"]),
        ("They are in the act of arms.", &[]),
        ("Rain fell in Texas, Ohio, NSW and Asia.", &["place Texas", "place Ohio", "place NSW", "place Asia"]),
        ("But rain fell in August. Drug makers and the body (FAO) said so.", &[]),
        ("Then Rebecca Preston spoke. Later Preston left.", &[]),
        ("The village was quiet.", &[]),
        ("قال قائد جبهة تحرير تونس", &[]),
        ("قصف مدينة ترهونة", &["place ترهونة"]),
        ("Military sources in Libya said the ethnic Turk spoke.", &["place Libya"]),
    ];
    for (text, expected) in cases {
        assert_eq!(spotted(text), *expected, "{text}");
    }
}
