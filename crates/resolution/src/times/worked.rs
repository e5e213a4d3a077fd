//! Worked phrases, a table a theme: phrase, day of publication, tense, what it means.

use super::read;
use model::{Basis, Interval, Language, Published, Tense};

use Tense::{Future, Ongoing, Past};

fn published(day: &str) -> Published {
    match day.parse() {
        Ok(date) => Published::Known { when: Interval::day(date).unwrap(), basis: Basis::Given },
        Err(_) => Published::Unknown,
    }
}

fn check_in(language: Language, cases: &[(&str, &str, Tense, &str)]) {
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|(phrase, day, tense, expected)| {
            let (when, _) = read(phrase, language, published(day), *tense, None);
            (when.to_string() != *expected).then(|| format!("{phrase} [{day}]: {when}, not {expected}"))
        })
        .collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

fn check(cases: &[(&str, &str, Tense, &str)]) {
    check_in(Language::English, cases);
}

#[test]
fn weekdays_are_seen_from_publication() {
    // 14 January 2020 was a Tuesday.
    check(&[
        ("on Monday", "2020-01-14", Past, "2020-01-13"),
        ("Tuesday", "2020-01-14", Past, "2020-01-14"),
        ("on Sunday", "2020-01-12", Past, "2020-01-12"),
        ("Wednesday", "2020-01-14", Past, "2020-01-08"),
        ("on Sunday", "2020-01-14", Future, "2020-01-19"),
        ("for this Sunday", "2020-01-14", Future, "2020-01-19"),
        ("this Sunday", "2020-01-14", Ongoing, "2020-01-19"),
        ("last Sunday", "2020-01-14", Past, "2020-01-12"),
        ("last Tuesday", "2020-01-14", Past, "2020-01-07"),
        ("next Tuesday", "2020-01-14", Future, "2020-01-21"),
        ("Friday last week", "2020-01-14", Past, "2020-01-10"),
        ("until Tuesday", "2020-01-13", Future, "2020-01-13 to 2020-01-14"),
        ("by Friday", "2020-01-14", Future, "2020-01-14 to 2020-01-17"),
        ("after talks on Monday", "2020-01-14", Past, "2020-01-13"),
        ("on Monday", "", Past, "unknown"),
    ]);
}

#[test]
fn parts_of_days() {
    check(&[
        ("late Monday", "2020-01-14", Past, "2020-01-13 15:00–00:00"),
        ("early Tuesday", "2020-01-14", Past, "2020-01-14 00:00–09:00"),
        ("Monday night", "2020-01-14", Past, "2020-01-13 18:00–06:00"),
        ("on Monday morning", "2020-01-14", Past, "2020-01-13 05:00–12:00"),
        ("last night", "2020-01-14", Past, "2020-01-13 18:00–06:00"),
        ("overnight", "2020-01-14", Past, "2020-01-13 18:00–06:00"),
        ("tonight", "2020-01-14", Future, "2020-01-14 18:00–06:00"),
        ("yesterday evening", "2020-01-14", Past, "2020-01-13 17:00–00:00"),
        ("at dawn on Monday", "2020-01-14", Past, "2020-01-13 04:00–08:00"),
        ("at noon on Monday", "2020-01-14", Past, "2020-01-13 12:00"),
    ]);
}

#[test]
fn midnight_of_a_day_is_two_instants() {
    check(&[
        ("midnight Sunday", "2020-01-14", Past, "2020-01-12 00:00 or 2020-01-13 00:00"),
        ("at midnight on Sunday", "2020-01-14", Past, "2020-01-12 00:00 or 2020-01-13 00:00"),
        ("from midnight Sunday", "2020-01-14", Past, "2020-01-12 00:00 or 2020-01-13 00:00"),
        ("at midnight", "2020-01-14", Past, "2020-01-14 00:00"),
        ("at midnight", "2020-01-14", Future, "2020-01-15 00:00"),
    ]);
}

#[test]
fn clock_times_are_told_to_the_minute() {
    check(&[
        ("from 00:00 on January 12", "2020-01-08", Future, "2020-01-12 00:00"),
        ("from 00:00 on January 12", "2020-01-08", Past, "2020-01-12 00:00"),
        ("at 19:30 on 3 May 2021", "", Past, "2021-05-03 19:30"),
        ("at 7pm on 3 May 2021", "", Past, "2021-05-03 19:00"),
        ("at 7.30 p.m. on 3 May 2021", "", Past, "2021-05-03 19:30"),
        ("12 a.m. on 3 May 2021", "", Past, "2021-05-03 00:00"),
        ("24:00 on 3 May 2021", "", Past, "2021-05-04 00:00"),
        ("at 19:30", "2021-05-03", Past, "2021-05-02 19:30 or 2021-05-03 19:30"),
    ]);
}

#[test]
fn dates_without_a_year_take_the_nearest() {
    check(&[
        ("January 12", "2020-01-14", Past, "2020-01-12"),
        ("on January 12", "2020-01-08", Past, "2020-01-12"),
        ("December 20", "2020-01-10", Past, "2019-12-20"),
        ("January 3", "2019-12-28", Future, "2020-01-03"),
        ("Jan.13", "2020-01-14", Past, "2020-01-13"),
        ("12th of January", "2020-01-14", Past, "2020-01-12"),
        ("Wednesday, January 8", "2020-01-12", Past, "2020-01-08"),
        ("the 12th", "2020-01-14", Past, "2020-01-12"),
        ("January 12", "", Past, "unknown"),
        ("February 29", "2021-03-02", Past, "2020-02-29"),
    ]);
}

#[test]
fn whole_dates() {
    check(&[
        ("Jan.13, 2020", "", Past, "2020-01-13"),
        ("January 13th, 2020", "", Past, "2020-01-13"),
        ("13 January 2020", "", Past, "2020-01-13"),
        ("on Monday, January 13, 2020", "", Past, "2020-01-13"),
        ("2020-01-13", "", Past, "2020-01-13"),
        ("13/01/2020", "", Past, "2020-01-13"),
        ("12/01/2020", "", Past, "2020-01-12 or 2020-12-01"),
        ("05/05/2020", "", Past, "2020-05-05"),
        ("12.01.2020", "", Past, "2020-01-12"),
        ("late on 3 May 2021", "", Past, "2021-05-03 15:00–00:00"),
    ]);
}

#[test]
fn months_and_years() {
    check(&[
        ("in April 2019", "", Past, "2019-04-01 to 2019-04-30"),
        ("mid-January", "2020-01-09", Future, "2020-01-11 to 2020-01-20"),
        ("early October", "2020-01-09", Past, "2019-10-01 to 2019-10-10"),
        ("in early December 2019", "", Past, "2019-12-01 to 2019-12-10"),
        ("at the end of November", "2020-01-09", Past, "2019-11-21 to 2019-11-30"),
        ("in September 2019", "2020-01-09", Past, "2019-09-01 to 2019-09-30"),
        ("in January", "2020-01-14", Past, "2020-01-01 to 2020-01-31"),
        ("last March", "2020-01-14", Past, "2019-03-01 to 2019-03-31"),
        ("next March", "2020-01-14", Future, "2020-03-01 to 2020-03-31"),
        ("in 2011", "", Past, "2011-01-01 to 2011-12-31"),
        ("in late 2016", "", Past, "2016-09-01 to 2016-12-31"),
        ("2014-2015", "", Past, "2014-01-01 to 2015-12-31"),
        ("in the 1990s", "", Past, "1990-01-01 to 1999-12-31"),
        ("in spring 2019", "", Past, "2019-03-01 to 2019-05-31"),
    ]);
}

#[test]
fn units_seen_from_publication() {
    check(&[
        ("last week", "2020-01-14", Past, "2020-01-06 to 2020-01-12"),
        ("this week", "2020-01-14", Past, "2020-01-13 to 2020-01-19"),
        ("next week", "2020-01-14", Future, "2020-01-20 to 2020-01-26"),
        ("this month", "2020-01-14", Past, "2020-01-01 to 2020-01-31"),
        ("later this month", "2020-01-14", Future, "2020-01-14 to 2020-01-31"),
        ("earlier this month", "2020-01-14", Past, "2020-01-01 to 2020-01-14"),
        ("last month", "2020-01-14", Past, "2019-12-01 to 2019-12-31"),
        ("last year", "2020-01-14", Past, "2019-01-01 to 2019-12-31"),
        ("late last year", "2020-01-14", Past, "2019-09-01 to 2019-12-31"),
        ("yesterday", "2020-01-01", Past, "2019-12-31"),
        ("today", "2020-01-14", Ongoing, "2020-01-14"),
        ("tomorrow", "2020-02-28", Future, "2020-02-29"),
        ("over the weekend", "2020-01-14", Past, "2020-01-10 to 2020-01-12"),
        ("this weekend", "2020-01-14", Future, "2020-01-17 to 2020-01-19"),
        ("two days ago", "2020-01-14", Past, "2020-01-12"),
        ("three weeks ago", "2020-01-14", Past, "2019-12-23 to 2019-12-29"),
        ("a year ago", "2020-01-14", Past, "2019-01-01 to 2019-12-31"),
    ]);
}

#[test]
fn spans_have_ends_that_were_told() {
    check(&[
        ("since April 2019", "2020-01-14", Past, "2019-04-01 to 2020-01-14"),
        ("since Monday", "2020-01-14", Ongoing, "2020-01-13 to 2020-01-14"),
        ("since 2011", "2020-01-14", Ongoing, "2011-01-01 to 2020-01-14"),
        ("between 3 and 5 March", "2020-03-10", Past, "2020-03-03 to 2020-03-05"),
        ("from 3 to 5 March 2020", "", Past, "2020-03-03 to 2020-03-05"),
        ("3-5 March 2020", "", Past, "2020-03-03 to 2020-03-05"),
        ("between March and May 2020", "", Past, "2020-03-01 to 2020-05-31"),
        ("from Monday to Wednesday", "2020-01-16", Past, "2020-01-13 to 2020-01-15"),
        ("within three months", "2020-01-14", Future, "2020-01-14 to 2020-04-14"),
        ("in the past nine months", "2020-01-14", Past, "2019-04-14 to 2020-01-14"),
        ("for the last three days", "2020-01-14", Past, "2020-01-11 to 2020-01-14"),
        ("over the past few weeks", "2020-01-14", Past, "2019-11-12 to 2020-01-14"),
        ("in the coming days", "2020-01-14", Future, "2020-01-14 to 2020-01-23"),
        ("after Sunday", "2020-01-14", Past, "2020-01-13 to 2020-01-14"),
    ]);
}

#[test]
fn how_long_is_not_when() {
    check(&[
        ("nine months", "2020-01-14", Past, "unknown"),
        ("nine-month war", "2020-01-14", Past, "unknown"),
        ("for three days", "2020-01-14", Past, "unknown"),
        ("nine months of fighting", "2020-01-14", Past, "unknown"),
        ("during Ramadan", "2020-01-14", Future, "unknown"),
        ("before Eid al-Adha", "2020-01-14", Future, "unknown"),
        ("hours later", "2020-01-14", Past, "unknown"),
        ("", "2020-01-14", Past, "unknown"),
    ]);
}

#[test]
fn absurd_numbers_are_unknown_and_never_fail() {
    check(&[
        ("31 February 2020", "2020-01-14", Past, "unknown"),
        ("February 31", "2020-01-14", Past, "unknown"),
        ("29 February 2021", "2020-01-14", Past, "unknown"),
        ("in the year 0", "2020-01-14", Past, "unknown"),
        ("0000-01-01", "2020-01-14", Past, "unknown"),
        ("9999-12-31", "2020-01-14", Past, "unknown"),
        ("in 9999", "2020-01-14", Past, "unknown"),
        ("99999999999999999999 days ago", "2020-01-14", Past, "unknown"),
        ("999999999 years ago", "2020-01-14", Past, "unknown"),
        ("within 999999999 decades", "2020-01-14", Future, "unknown"),
        ("25:61 on 3 May 2021", "", Past, "2021-05-03"),
        ("40/40/2020", "2020-01-14", Past, "unknown"),
    ]);
    let (_, note) = read("31 February", Language::English, published("2020-01-14"), Past, None);
    assert!(note.is_some_and(|note| note.code == "impossible-date"));
}

#[test]
fn french_russian_and_arabic_dates() {
    check_in(
        Language::French,
        &[
            ("le 12 janvier 2020", "", Past, "2020-01-12"),
            ("lundi", "2020-01-14", Past, "2020-01-13"),
            ("le 1er février 2020", "", Past, "2020-02-01"),
            ("dimanche dernier", "2020-01-14", Past, "2020-01-12"),
            ("hier soir", "2020-01-14", Past, "2020-01-13 17:00–00:00"),
            ("depuis avril 2019", "2020-01-14", Past, "2019-04-01 to 2020-01-14"),
            ("à 19h30 le 3 mai 2021", "", Past, "2021-05-03 19:30"),
            ("la semaine dernière", "2020-01-14", Past, "2020-01-06 to 2020-01-12"),
            ("mi-janvier", "2020-01-09", Future, "2020-01-11 to 2020-01-20"),
        ],
    );
    check_in(
        Language::Russian,
        &[
            ("12 января 2020 года", "", Past, "2020-01-12"),
            ("12 января", "2020-01-14", Past, "2020-01-12"),
            ("в понедельник", "2020-01-14", Past, "2020-01-13"),
            ("на прошлой неделе", "2020-01-14", Past, "2020-01-06 to 2020-01-12"),
            ("с 00:00 12 января", "2020-01-08", Future, "2020-01-12 00:00"),
            ("вчера вечером", "2020-01-14", Past, "2020-01-13 17:00–00:00"),
            ("в апреле 2019 года", "", Past, "2019-04-01 to 2019-04-30"),
            ("в ночь на вторник", "2020-01-16", Past, "2020-01-13 18:00–06:00"),
            ("в ночь с 9 на 10 января", "2020-01-16", Past, "2020-01-09 18:00–06:00"),
            ("с начала года", "2020-03-16", Past, "2020-01-01 to 2020-03-16"),
            ("неделю назад", "2020-01-16", Past, "2020-01-06 to 2020-01-12"),
        ],
    );
    check_in(
        Language::Arabic,
        &[
            ("12 يناير 2020", "", Past, "2020-01-12"),
            ("١٢ كانون الثاني ٢٠٢٠", "", Past, "2020-01-12"),
            ("يوم الاثنين", "2020-01-14", Past, "2020-01-13"),
            ("الأحد الماضي", "2020-01-14", Past, "2020-01-12"),
            ("أمس", "2020-01-14", Past, "2020-01-13"),
            ("منذ أبريل 2019", "2020-01-14", Past, "2019-04-01 to 2020-01-14"),
            ("في السادس من أبريل 2019", "2020-01-14", Past, "2019-04-06"),
            ("في الثالث والعشرين من أكتوبر", "2020-01-14", Past, "2019-10-23"),
            ("قبل ثلاثة أيام", "2020-01-14", Past, "2020-01-11"),
            ("منذ أسبوعين", "2020-01-14", Past, "2019-12-31 to 2020-01-14"),
            ("منذ عام 2014", "2020-01-14", Past, "2014-01-01 to 2020-01-14"),
            ("منذ بداية العام", "2020-03-14", Past, "2020-01-01 to 2020-03-14"),
            ("منتصف ليل السبت", "2020-01-14", Past, "2020-01-11 00:00 or 2020-01-12 00:00"),
        ],
    );
}

#[test]
fn a_time_told_before_anchors_later_ones() {
    let before = Interval::day("2020-01-13".parse().unwrap());
    let when = |phrase| read(phrase, Language::English, published("2020-02-01"), Past, before).0.to_string();
    assert_eq!(when("two days later"), "2020-01-15");
    assert_eq!(when("the next day"), "2020-01-14");
    assert_eq!(when("the day before"), "2020-01-12");
    assert_eq!(when("hours later"), "2020-01-13 to 2020-01-14");
    assert_eq!(when("the following morning"), "2020-01-14 05:00–12:00");
}

#[test]
fn a_vague_day_of_publication_keeps_every_possibility() {
    let days = |from: &str, to: &str| {
        let (from, to): (jiff::civil::Date, jiff::civil::Date) = (from.parse().unwrap(), to.parse().unwrap());
        let when = Interval::new(from.into(), to.into(), model::Precision::Span).unwrap();
        Published::Known { when, basis: Basis::Inferred }
    };
    let when = |phrase, published| read(phrase, Language::English, published, Past, None).0.to_string();
    assert_eq!(when("on Monday", days("2020-01-14", "2020-01-16")), "2020-01-13");
    assert_eq!(when("yesterday", days("2020-01-14", "2020-01-16")), "2020-01-13 or 2020-01-14");
    assert_eq!(when("yesterday", days("2020-01-01", "2020-03-01")), "unknown");
    assert_eq!(when("3 May 2019", days("2020-01-01", "2020-03-01")), "2019-05-03");
}
