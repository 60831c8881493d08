//! The worked numbers of the methods, with every step on the way that somebody else computed: three series through all
//! families, and the examples of each. Rows of one publisher's tables stand beside its method.

use policy_targets::method::{Case, Parameter, Point, Rating, by_id};
use policy_targets::number::{Ratio, Value};
use policy_targets::progress::Direction::{self, Down, Up};

/// What is compared, and with which words: a name of `statistic`, `score`, `class` or a term.
type Expected<'a> = &'a [(&'a str, &'a str)];

fn value(text: &str) -> Value {
    text.parse().unwrap()
}

fn case(points: &[(i32, &str)], direction: Direction, target: Option<(&str, i32)>) -> Case {
    let case =
        Case::new(points.iter().map(|(year, number)| (*year, value(number)))).with_direction(direction);
    match target {
        Some((target, year)) => case.with_target(value(target)).with_target_year(year),
        None => case,
    }
}

/// As many decimals as expected.
fn shown(number: &Ratio, expected: &str) -> String {
    let decimals = expected.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    number.rounded(u32::try_from(decimals).unwrap()).unwrap().to_string()
}

fn found(rating: &Rating, name: &str, expected: &str) -> Option<String> {
    match name {
        "statistic" => rating.statistic().map(|number| shown(number.number(), expected)),
        "score" => rating.score().map(|number| shown(number.number(), expected)),
        "class" => rating.class().map(|class| class.code().to_owned()),
        _ => {
            let term = rating.terms().iter().find(|term| term.name() == name)?;
            let text = term.value().to_string();
            Some(text.parse::<Ratio>().map_or(text, |number| shown(&number, expected)))
        }
    }
}

fn check(id: &str, case: &Case, expected: Expected<'_>) {
    let rating = by_id(id).unwrap_or_else(|| panic!("no method {id}")).rate(case);
    let rating = rating.unwrap_or_else(|refusal| panic!("{id}: {refusal}"));
    for (name, text) in expected {
        let wanted = Some((*text).to_owned()).filter(|text| text != "none");
        assert_eq!(found(&rating, name, text), wanted, "{id} {name} of {case:?}");
    }
}

/// Yearly values of 2015 to 2022, to be 70 in 2030.
const SERIES: [[&str; 8]; 3] = [
    ["50", "51", "53", "54", "55", "57", "58", "60"],
    ["50", "50.2", "50.4", "50.5", "50.8", "51", "51.1", "51.3"],
    ["50", "49.6", "49.4", "49.1", "48.6", "48", "47.5", "47"],
];

/// One method on a rising, a slow and a falling series.
fn compared(id: &str, expected: [Expected<'_>; 3]) {
    for (values, expected) in SERIES.iter().zip(expected) {
        let points: Vec<(i32, &str)> = (2015..).zip(values.iter().copied()).collect();
        let scale = [
            (Parameter::Best, "100"),
            (Parameter::Worst, "0"),
            (Parameter::Green, "70"),
            (Parameter::Red, "40"),
        ];
        let stated =
            scale.into_iter().fold(case(&points, Up, Some(("70", 2030))), |case, (parameter, number)| {
                case.with(parameter, value(number))
            });
        check(id, &stated, expected);
    }
}

#[test]
fn three_series_through_all_families() {
    compared(
        "statcan-2023",
        [
            &[("statistic", "1.163242"), ("class", "substantial_progress"), ("score", "4.0232")],
            &[("statistic", "0.161938"), ("class", "negligible_progress"), ("score", "-1.825254")],
            &[("statistic", "-0.387939"), ("class", "deterioration"), ("score", "-4.116427")],
        ],
    );
    compared(
        "un-2022",
        [
            &[("statistic", "1.163242"), ("class", "on_track")],
            &[("statistic", "0.161938"), ("class", "limited_or_no_progress")],
            &[("statistic", "-0.387939"), ("class", "deterioration")],
        ],
    );
    compared(
        "un-2023",
        [
            &[("statistic", "1.194997"), ("expected", "73.899943"), ("score", "3")],
            &[
                ("statistic", "0.141358"),
                ("expected", "52.827153"),
                ("score", "2"),
                ("class", "fair_progress"),
            ],
            &[("statistic", "-0.310440"), ("score", "1")],
        ],
    );
    compared(
        "sdsn-2019-trend",
        [
            &[("statistic", "1.071429"), ("class", "on_track")],
            &[("statistic", "0.139286"), ("class", "stagnating")],
            &[("statistic", "-0.321429"), ("class", "decreasing")],
        ],
    );
    // What is made of the remaining way; 1 less what would be missing.
    compared(
        "dns-weather",
        [
            &[("statistic", "1.12"), ("a", "1.4"), ("p", "71.2"), ("class", "sun")],
            &[("statistic", "0.077005"), ("a", "0.18"), ("p", "52.74"), ("class", "cloud")],
            &[("a", "-0.48"), ("class", "thunderstorm")],
        ],
    );
    compared(
        "state-of-climate-action",
        [
            &[("statistic", "0.833333"), ("slope", "1.5"), ("required", "1.25"), ("class", "on_track")],
            &[
                ("statistic", "12.302632"),
                ("slope", "0.19"),
                ("required", "2.3375"),
                ("class", "well_off_track"),
            ],
            &[("slope", "-0.53"), ("class", "wrong_direction"), ("statistic", "none")],
        ],
    );
    compared(
        "elapsed-time",
        [&[("statistic", "1.071429")], &[("statistic", "0.139286")], &[("statistic", "-0.321429")]],
    );
    compared(
        "iati-percent-naive",
        [&[("statistic", "85.7143")], &[("statistic", "73.2857")], &[("statistic", "67.1429")]],
    );
}

#[test]
fn the_trend_of_the_sdsn_from_2018_on() {
    for (values, pace, arrow) in [
        (["54", "60"], "1.125000", "on_track"),
        (["50.5", "51.3"], "0.123077", "stagnating"),
        (["49.1", "47"], "-0.301435", "decreasing"),
    ] {
        let stated = case(&[(2018, values[0]), (2022, values[1])], Up, Some(("70", 2030)))
            .with(Parameter::Best, value("100"))
            .with(Parameter::Worst, value("0"))
            .with(Parameter::Green, value("70"));
        check("sdsn-2019-trend", &stated, &[("statistic", pace), ("class", arrow)]);
    }
    let greece = case(&[(2015, "21.4"), (2018, "18.5")], Down, None)
        .with(Parameter::Best, value("0"))
        .with(Parameter::Worst, value("25.6"))
        .with(Parameter::Green, value("15"));
    check("sdsn-2019-trend", &greece, &[("statistic", "2.2656"), ("class", "on_track")]);
}

/// Scores of the exact ratio; from the printed ones the sixth decimal would differ.
#[test]
fn both_growths_of_eurostat() {
    for (points, target, direction, expected) in [
        (
            [(2018, "20"), (2023, "25")],
            "42.5",
            Up,
            [("growth", "0.045640"), ("required", "0.064829"), ("score", "0.74284")],
        ),
        (
            [(2018, "100"), (2023, "92")],
            "70",
            Down,
            [("growth", "-0.016538"), ("required", "-0.029286"), ("score", "-0.147012")],
        ),
        (
            [(2018, "100"), (2023, "101")],
            "70",
            Down,
            [("growth", "0.001992"), ("required", "-0.029286"), ("score", "-2.78342")],
        ),
    ] {
        check("eurostat-2021", &case(&points, direction, Some((target, 2030))), &expected);
    }
}

/// 100 five years later, just above and just below each yearly growth that is a threshold.
#[test]
fn both_sides_of_five_years_of_growth() {
    for (above, below, better, worse) in [
        ("105.10100502", "105.10100500", "significant_progress", "moderate_progress"),
        ("100.50100101", "100.50100099", "moderate_progress", "no_progress"),
        ("99.50099901", "99.50099899", "no_progress", "moderate_movement_away"),
        ("95.09900500", "95.09900498", "moderate_movement_away", "significant_movement_away"),
    ] {
        for (latest, class) in [(above, better), (below, worse)] {
            let stated = case(&[(2018, "100"), (2023, latest)], Up, None);
            check("eurostat-2021", &stated, &[("class", class)]);
        }
    }
}

#[test]
fn both_charts_of_the_un_on_the_same_data() {
    for (base, latest, target, direction, growth, ratio, class, expected) in [
        ("40", "20", "5", Down, "-0.094276", "0.728287", "fair_progress", "9.057237"),
        ("60", "70", "100", Up, "0.022266", "0.642748", "fair_progress", "83.485039"),
        ("60", "61", "100", Up, "0.002364", "0.068245", "limited_or_no_progress", "62.163281"),
        ("40", "42", "20", Down, "0.006994", "-0.154885", "deterioration", "44.408452"),
    ] {
        let stated = case(&[(2015, base), (2022, latest)], direction, Some((target, 2030)));
        check("un-2022", &stated, &[("growth", growth), ("statistic", ratio), ("class", class)]);
        check("un-2023", &stated, &[("growth", growth), ("expected", expected)]);
    }
}

#[test]
fn the_distance_by_the_deviation_of_a_sample() {
    let peers = [2, 4, 4, 4, 5, 5, 7, 9].map(|peer| Point::new(2022, Value::from(peer)));
    let stated = case(&[(2022, "7")], Down, Some(("1", 2030))).with(Parameter::Peers, peers.to_vec());
    check("oecd-distance", &stated, &[("statistic", "3.000000"), ("variance", "4")]);
    // The square of 2.138090.
    check("oecd-distance-sample", &stated, &[("statistic", "2.806243"), ("variance", "4.571429")]);
}

/// Storage and the share of equipment at the end of 2023, linear and as growth.
#[test]
fn linear_and_constant_growth_disagree_where_growth_is_fast() {
    let storage = case(&[(2020, "3"), (2023, "20")], Up, Some(("30", 2025)));
    check(
        "elapsed-time",
        &storage,
        &[("statistic", "1.0493827"), ("progress", "0.6296296"), ("variance", "0.0296296")],
    );
    check("statcan-2023", &storage, &[("statistic", "1.508091")]);
    let equipment = case(&[(2020, "60"), (2023, "66")], Up, Some(("70", 2025)));
    check("elapsed-time", &equipment, &[("statistic", "1"), ("variance", "0")]);
    check("statcan-2023", &equipment, &[("statistic", "1.030974")]);
}

/// Rising from 30 to 35, and falling back.
#[test]
fn the_weather_of_one_series_under_several_targets() {
    let rising: Vec<(i32, String)> = (0..6).map(|year| (2017 + year, (30 + year).to_string())).collect();
    let falling: Vec<(i32, String)> = (0..6).map(|year| (2017 + year, (35 - year).to_string())).collect();
    for (points, target, made, class) in [
        (&rising, "42.5", "1.0667", "sun"),
        (&rising, "43.4210526", "0.95000000356", "sun"),
        (&rising, "43.4210527", "0.94999999228", "sun_and_cloud"),
        (&rising, "44", "0.8889", "sun_and_cloud"),
        (&rising, "45", "0.80", "sun_and_cloud"),
        (&rising, "50", "0.5333", "cloud"),
        (&falling, "50", "-0.4", "thunderstorm"),
    ] {
        let points: Vec<(i32, &str)> = points.iter().map(|(year, number)| (*year, number.as_str())).collect();
        check(
            "dns-weather",
            &case(&points, Up, Some((target, 2030))),
            &[("statistic", made), ("class", class)],
        );
    }
}
