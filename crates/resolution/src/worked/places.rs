//! Where mentions lie.

use super::{RESOLVER, check, document, marked};
use model::{PlacePrecision, Referent, Where};

#[test]
fn the_document_decides_between_bearers_of_a_name() {
    check(
        "",
        &[
            ("Libya: fighting in {place@place:Tripoli}, Libyan officials said", &["at Tripoli LY settlement"]),
            ("Lebanon: protests in {place@place:Tripoli}, Lebanese officials said", &["at Tripoli LB settlement"]),
            ("protests in {place@place:Tripoli} on Monday", &["at Tripoli (LY) or Tripoli (LB)"]),
            ("protests in {place@place:Tripoli}, Lebanon", &["at Tripoli LB settlement"]),
            ("protests in {place@place:Tripoli} in northern Lebanon", &["at Tripoli LB settlement"]),
            ("in the Lebanese city of {place@place:Tripoli}", &["at Tripoli LB settlement"]),
            (
                "they met in {place@place:Moscow} and {place@place:Berlin}",
                &["at Moscow RU settlement", "at Berlin DE settlement"],
            ),
            ("in {place@place:Paris} and {place@place:London}", &["at Paris FR settlement", "at London GB settlement"]),
            ("war in {place@place:Syria} and {place@place:Yemen}", &["at Syria SY country", "at Yemen YE country"]),
            ("in {place@place:Benghazi}", &["at Benghazi LY settlement"]),
            ("in {place@place:Nowherestan}", &["at Nowherestan (not placed)"]),
        ],
    );
}

#[test]
fn places_are_derived_from_others() {
    check(
        "",
        &[
            ("Libya: {place@place:20 km south of <Tripoli>}", &["at 20 km south of Tripoli LY near"]),
            ("Libya: shells fell 20 km south of {place@place:Tripoli}", &["at 20 km south of Tripoli LY near"]),
            ("Libya: on {place@place:the outskirts of <Tripoli>}", &["at outskirts of Tripoli LY near"]),
            ("Libya: fire near {place@place:Sirte}", &["at near Sirte LY near"]),
            ("in {place@place:northern <Lebanon>}", &["at northern Lebanon LB region"]),
            ("in the west of {place@place:Libya}", &["at west of Libya LY region"]),
            (
                "Libya, Libya: in {place@place:the <north-west> of the country}",
                &["at north-west of the country LY region"],
            ),
            ("Libya: around {place@place:the Libyan <capital>}", &["at Tripoli LY settlement"]),
            ("Libya: the Libyan capital, {place@place:Tripoli}", &["at Tripoli LY settlement"]),
            ("Libya: in {place@place:the <capital>}", &["at Tripoli LY settlement"]),
            ("Libya: between {place@place:Misrata} and Sirte", &["at between Misrata and Sirte LY district"]),
            ("Libya: on the road from {place@place:Misrata} to Sirte", &["at from Misrata to Sirte LY district"]),
        ],
    );
}

#[test]
fn a_distance_moves_the_point_and_widens_it() {
    let (text, mentions, claims) = marked("Libya: {place@place:20 km south of <Tripoli>} and in {place@place:Tripoli}");
    let document = document(&text, "");
    let (referents, _) = RESOLVER.resolve(&document, &RESOLVER.search(&document), &mentions, &claims);
    let [Referent::Place(Where::At(south)), Referent::Place(Where::At(city))] = referents.as_slice() else {
        panic!("{referents:?}")
    };
    assert!((south.position.distance_km(city.position) - 20.0).abs() < 0.5);
    assert!(south.position.latitude() < city.position.latitude());
    assert_eq!((south.precision, &south.id), (PlacePrecision::Near, &city.id));
}

#[test]
fn a_region_behind_a_name_decides_and_so_does_a_town_before_one() {
    check(
        "",
        &[
            ("a march in {place@place:London}, Ontario", &["at London CA settlement"]),
            ("a march in {place@place:Paris}, Texas", &["at Paris US settlement"]),
            ("a march in {place@place:Columbus}, OH", &["at Columbus US settlement"]),
            ("a march in {place@place:Geneva} (CH)", &["at Geneva CH settlement"]),
            ("a march in Atlanta, {place@place:Georgia}", &["at Georgia US region"]),
            ("a march in Tbilisi, {place@place:Georgia}", &["at Georgia GE country"]),
            ("talks in {place@place:Georgia}, Turkey and Armenia", &["at Georgia GE country"]),
            ("Americans in Texas, Ohio and {place@place:Georgia}", &["at Georgia US region"]),
            ("Americans in Iowa, {place@place:Washington}, Ohio and Texas", &["at Washington US region"]),
            ("Americans in {place@place:Washington}, Pennsylvania and Ohio", &["at Washington US region"]),
            ("Manitoba, Ontario and {place@place:New Brunswick}", &["at New Brunswick CA region"]),
            ("a march in {place@place:Nowheretown}, Ontario", &["at Nowheretown CA region"]),
            ("a march in {place@place:Nowheretown}, Auckland, New Zealand", &["at Nowheretown NZ settlement"]),
            ("a march in {place@place:<Nowheretown> refugee camp} in El Fasher", &["at Nowheretown SD settlement"]),
            ("a march in {place@place:Nowheretown} in March", &["at Nowheretown (not placed)"]),
            ("a march in {place@place:Nowheretown} (Lebanon)", &["at Nowheretown LB country"]),
            ("a march in {place@place:Damascus}, Ontario, on Monday", &["at Damascus CA region"]),
            ("a march in {place@place:Paris}, Lebanon and Syria", &["at Paris FR settlement"]),
        ],
    );
}

#[test]
fn a_word_that_says_what_a_place_is_and_the_end_of_a_longer_name_are_no_places() {
    check(
        "",
        &[
            ("قصف {place@place:مدينة ترهونة}", &["at Tarhuna LY settlement"]),
            ("fire in {place@place:the City}", &["at unknown"]),
            ("fire at {place@place:Joint Centre}", &["at unknown"]),
            ("fire in {place@place:Syrian Raqqa}", &["at Raqqa SY settlement"]),
        ],
    );
}

#[test]
fn regions_continents_and_seas_are_places() {
    check(
        "",
        &[
            ("rain in {place@place:Texas}", &["at Texas US region"]),
            ("rain in {place@place:NSW}", &["at New South Wales AU region"]),
            ("rain over {place@place:Asia}", &["at Asia -- region"]),
            ("rain over {place@place:the <Black Sea>}", &["at Black Sea -- district"]),
            ("rain in {place@place:the <People's Republic of China>}", &["at People's Republic of China CN country"]),
            ("rain in {place@place:South West England}", &["at South West England GB region"]),
            ("rain in {place@place:Central and South America}", &["at South America -- region"]),
            ("rain at {place@place:London Nowhere Airport}", &["at London GB settlement"]),
            ("rain in {place@place:Côte d'Ivoire}", &["at Côte d'Ivoire CI country"]),
            ("rain in {place@place:L'Aquila}", &["at L'Aquila IT settlement"]),
            ("rain in {place@place:Santa Nowhere}", &["at Santa Nowhere (not placed)"]),
        ],
    );
}

#[test]
fn a_state_that_acts_is_also_where_it_lies() {
    check(
        "",
        &[(
            "{place@agent:Canada} and {place@speaker:the <U.S.>} signed",
            &["state-ca at Canada CA country", "state-us at United States US country"],
        )],
    );
}

#[test]
fn persons_are_not_places() {
    check("", &[("{person:Denzel Washington} said", &["name:denzel washington"])]);
}
