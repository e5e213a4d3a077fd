//! What is entered once, what is refused, and how an entry is put right.

use super::*;
use wire::fieldwork::read_table;

const TABLE: &str = "means,what,count,from,position,team\n\
    heard,explosion,7,2031-05-03T10:15,the bridge,North 2\n\
    heard,explosion,7,2031-05-03T10:15,the bridge,North 2\n\
    heard,nothing,,2031-05-04,the bridge,North 2\n";

fn lines(table: &str) -> FieldLines {
    let rows = read_table::<ObservationLine>(table).unwrap();
    let observations = rows.into_iter().map(|(line, row)| (format!("line {line}"), row)).collect();
    FieldLines { observations, ..FieldLines::default() }
}

fn entered(held: &Fieldwork, table: &str) -> Result<(Vec<Observation>, Entered), Vec<String>> {
    let (changes, entered) = prepared(&[], held, lines(table))?;
    let observations = changes.into_iter().filter_map(|change| match change {
        Change::ObservationMade(one) => Some(*one),
        _ => None,
    });
    Ok((observations.collect(), entered))
}

#[test]
fn rows_that_say_the_same_are_two_and_a_second_time_they_are_none() {
    let (first, told) = entered(&Fieldwork::default(), TABLE).unwrap();
    assert_eq!((first.len(), told.known), (3, 0));
    assert!(first[0].id != first[1].id && first[2].noticed.is_none());
    assert!(told.new[0].starts_with("obs-") && told.new[0].len() == 16);
    let held = Fieldwork { observations: first, ..Fieldwork::default() };
    let (second, told) = entered(&held, TABLE).unwrap();
    assert_eq!((second.len(), told.known), (0, 3));
}

#[test]
fn a_correction_names_what_it_puts_right_and_each_is_put_right_once() {
    let table = |rows: &str| format!("id,corrects,means,what,from\n{rows}");
    let (observations, _) = entered(&Fieldwork::default(), &table("o1,,heard,shot,2031-05-03\n")).unwrap();
    let held = Fieldwork { observations, ..Fieldwork::default() };
    let (right, _) = entered(&held, &table("o2,o1,heard,shots,2031-05-03\no3,o2,seen,shots,2031-05-03\n")).unwrap();
    assert_eq!(right.len(), 2, "a file may correct itself");
    for (rows, says) in [
        ("o1,,seen,shot,2031-05-03\n", "line 2: observation o1 stands in the record and says something else"),
        ("o2,o9,seen,shot,2031-05-03\n", "line 2: observation o2 corrects o9, which the record does not hold"),
        ("o2,o2,seen,shot,2031-05-03\n", "line 2: observation o2 corrects o2"),
        ("o2,,seen,shot,2031-05-03\no2,,heard,shot,2031-05-03\n", "line 3: observation o2 stands in the file twice"),
        (
            "o2,o1,seen,shot,2031-05-03\no3,o1,seen,shot,2031-05-03\n",
            "line 3: observation o1 was corrected by o2 already",
        ),
        ("o2,,smelt,shot,2031-05-03\n", "line 2: field 'means' holds 'smelt'"),
    ] {
        let faults = entered(&held, &table(rows)).unwrap_err();
        assert!(faults[0].starts_with(says), "{faults:?}");
    }
}

#[test]
fn a_word_that_the_table_lacks_is_kept_and_told() {
    let (all, told) = entered(&Fieldwork::default(), "means,what,from\nseen,zeppelin,2031-05-03\n").unwrap();
    assert_eq!((all.len(), told.notes.len()), (1, 1));
    assert!(told.notes[0].starts_with("line 2: 'zeppelin' is no word of the table"));
}
