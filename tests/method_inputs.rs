//! What a method does with inputs that its publisher never wrote down: refuse with the reason, never guess in silence.
//! Every row was once answered with a wrong class or ignored.

use policy_targets::method::{
    Case, Filling, Member, Method, Parameter, Point, Rating, Reason, Stated, by_id,
};
use policy_targets::number::Value;
use policy_targets::progress::Direction;

fn value(text: &str) -> Value {
    text.parse().unwrap()
}

fn case(points: &[(i32, &str)]) -> Case {
    Case::new(points.iter().map(|(year, number)| (*year, value(number))))
}

fn method(id: &str) -> &'static dyn Method {
    by_id(id).unwrap_or_else(|| panic!("no method {id}"))
}

fn refused(id: &str, case: &Case) -> (Reason, String) {
    let refusal = method(id).rate(case).expect_err(id);
    (refusal.reason(), refusal.to_string())
}

fn rated(id: &str, case: &Case) -> Rating {
    method(id).rate(case).unwrap_or_else(|refusal| panic!("{id}: {refusal}"))
}

/// From -10 to -5 is a rise, but a growth of -50 %.
#[test]
fn growth_below_zero_without_a_target_is_no_deterioration() {
    let rising = case(&[(2015, "-10"), (2022, "-5")]).with_direction(Direction::Up);
    for id in ["un-2022", "un-2023", "eurostat-2018", "eurostat-2021", "astat"] {
        assert_eq!(refused(id, &rising).0, Reason::NotPositive, "{id}");
        assert!(method(id).rate(&case(&[(2015, "10"), (2022, "5")]).with_direction(Direction::Up)).is_ok());
    }
    // With a target both growths have the same sign, and their ratio says how fast it is.
    let to_the_target = rising.with_target(value("-2")).with_target_year(2030);
    for (id, class) in [
        ("un-2022", "fair_progress"),
        ("un-2023", "on_track"),
        ("eurostat-2018", "moderate_progress"),
        ("eurostat-2021", "moderate_progress"),
    ] {
        assert_eq!(rated(id, &to_the_target).class().unwrap().code(), class, "{id}");
    }
}

/// What is misspelt, or in another form, is not taken for "not stated".
#[test]
fn a_parameter_in_another_form_is_refused() {
    let stated = case(&[(2015, "40"), (2018, "41"), (2019, "42"), (2020, "43"), (2021, "44"), (2022, "45")])
        .with_direction(Direction::Up)
        .with_target(value("70"))
        .with_target_year(2030)
        .with(Parameter::Best, value("100"))
        .with(Parameter::Worst, value("0"))
        .with(Parameter::Quarter, value("2"))
        .with(Parameter::GoalType, "fixed_level")
        .with(Parameter::Indicator, "uhc_sm");
    let word = |word: &str| Stated::from(word);
    for (id, parameter, wrong) in [
        ("state-of-climate-action", Parameter::SCurve, word("likly")),
        ("state-of-climate-action", Parameter::SCurve, value("1").into()),
        ("state-of-climate-action", Parameter::Sector, word("forest_and_land")),
        ("pepfar-gophr", Parameter::Snapshot, word("yes")),
        ("statcan-2023", Parameter::Calculation, word("none")),
        ("escap-current-status", Parameter::Measure, word("partity")),
        ("escap-anticipated", Parameter::Weights, value("2").into()),
        ("escap-anticipated", Parameter::Predicted, word("60")),
        ("sdsn-2019", Parameter::Green, word("70")),
        ("dns-weather", Parameter::RatingYear, word("2022")),
        ("dns-weather", Parameter::RatingYear, value("2022.5").into()),
        ("sbti-absolute-contraction", Parameter::AnnualRate, word("0.042")),
        ("ghg-mitigation-goal", Parameter::GoalType, word("peak")),
        ("ghg-mitigation-goal", Parameter::LandSector, word("3")),
    ] {
        let (reason, text) = refused(id, &stated.clone().with(parameter, wrong));
        assert_eq!(reason, Reason::OutsideDomain, "{id} {parameter}: {text}");
        assert!(text.contains(parameter.code()), "{text}");
    }
}

#[test]
fn a_stated_base_year_is_the_base() {
    let stated = case(&[(2010, "80"), (2015, "100"), (2020, "110")])
        .with_base_year(2015)
        .with_direction(Direction::Up)
        .with_target(value("120"));
    for id in [
        "astat",
        "annual-reduction-discrete",
        "annual-reduction-log",
        "annual-reduction-regression",
        "iati-percent-from-baseline",
        "eurostat-2021",
    ] {
        assert_eq!(rated(id, &stated).base().unwrap().year(), 2015, "{id}");
        assert_eq!(refused(id, &stated.clone().with_base_year(2012)).0, Reason::NoBasePoint, "{id}");
        assert_eq!(refused(id, &stated.clone().with_base_year(2020)).0, Reason::SameYear, "{id}");
    }
    // 5 points of 20, and not 30 of 40.
    assert_eq!(rated("iati-percent-from-baseline", &stated).statistic().unwrap().to_string(), "50");
    // The value of 2010 is not on the line.
    let on_two = rated("annual-reduction-regression", &stated).statistic().unwrap().to_string();
    assert_eq!(on_two, rated("annual-reduction-discrete", &stated).statistic().unwrap().to_string());
}

#[test]
fn a_rate_between_two_ends_asks_nothing_of_what_lies_between() {
    let with_zero = case(&[(2000, "50"), (2005, "0"), (2010, "40")]);
    for id in ["annual-reduction-discrete", "annual-reduction-log"] {
        assert!(method(id).rate(&with_zero).is_ok(), "{id}");
    }
    assert_eq!(refused("annual-reduction-regression", &with_zero).0, Reason::NotPositive);
}

#[test]
fn a_target_year_that_does_not_follow_the_base_leaves_no_time() {
    let stated = case(&[(2015, "40"), (2022, "45")]).with_direction(Direction::Up).with_target(value("70"));
    for id in ["eurostat-2018", "eurostat-2021", "un-2022", "open-sdg-2.4", "statcan-2023", "eustat-2026"] {
        assert_eq!(refused(id, &stated.clone().with_target_year(2015)).0, Reason::NoTimeToTarget, "{id}");
    }
}

#[test]
fn the_side_of_a_threshold_is_shown() {
    let stated = case(&[(2018, "20"), (2023, "25")]).with_direction(Direction::Up);
    for (id, side) in [("eurostat-2018", "boundary = at_least"), ("eurostat-2021", "boundary = over")] {
        let terms: Vec<String> = rated(id, &stated).terms().iter().map(ToString::to_string).collect();
        assert!(terms.contains(&side.to_owned()), "{terms:?}");
    }
}

#[test]
fn weights_are_stated_for_every_value_or_said_to_be_equal() {
    let stated = case(&[(2015, "40"), (2018, "36"), (2022, "25")])
        .with_direction(Direction::Down)
        .with_target(value("0"));
    let filled_in = |case: &Case| {
        let rating = rated("escap-anticipated", case);
        rating.filled_in().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let assumed = "parameter not stated, equal_weights used".to_owned();
    assert!(filled_in(&stated).contains(&assumed));
    let weights = |years: &[i32]| years.iter().map(|year| Point::new(*year, 1.into())).collect::<Vec<_>>();
    let all = stated.clone().with(Parameter::Weights, weights(&[2015, 2018, 2022]));
    assert!(!filled_in(&all).contains(&assumed));
    let (reason, text) =
        refused("escap-anticipated", &stated.with(Parameter::Weights, weights(&[2015, 2022])));
    assert_eq!((reason, text.as_str()), (Reason::NotStated, "not_stated (input weights, year 2018)"));
}

#[test]
fn a_slope_takes_one_value_a_year_and_a_possible_s_curve_is_named() {
    let years = [(2018, "10"), (2019, "12"), (2020, "14"), (2021, "16"), (2022, "18")];
    let stated = case(&years).with_direction(Direction::Up).with_target(value("34"));
    let possible = rated("state-of-climate-action", &stated.clone().with(Parameter::SCurve, "possible"));
    assert!(possible.terms().iter().any(|term| term.name() == "caveat"));
    assert!(rated("state-of-climate-action", &stated).terms().iter().all(|term| term.name() != "caveat"));
    let mut twice = years.to_vec();
    twice.push((2020, "15"));
    let twice = case(&twice).with_direction(Direction::Up).with_target(value("34"));
    assert_eq!(refused("state-of-climate-action", &twice).0, Reason::DuplicateYear);
}

/// The root of 2.25 - 10^-14 is 1.5 to twelve digits, and on the near side all the same.
#[test]
fn a_distance_is_classed_before_it_is_rounded() {
    let peers = [2, 4, 4, 4, 5, 5, 7, 9].map(|peer| Point::new(2022, Value::from(peer)));
    let class = |number: &str| {
        let stated = case(&[(2022, number)])
            .with_direction(Direction::Down)
            .with_target(value("1"))
            .with(Parameter::Peers, peers.to_vec());
        let rating = rated("oecd-distance", &stated);
        (rating.statistic().unwrap().to_string(), rating.class().unwrap().code().to_owned())
    };
    assert_eq!(class("4"), ("1.5".to_owned(), "medium_distance".to_owned()));
    assert_eq!(class("4.00000000000001"), ("1.5".to_owned(), "large_distance".to_owned()));
    assert_eq!(class("2.00000000000001"), ("0.5".to_owned(), "medium_distance".to_owned()));
}

/// At risk of poverty in the EU edition of 2019: best 0, worst 25.6, green 15.
#[test]
fn a_rating_year_without_a_value_takes_the_year_before() {
    let stated = |year: &str| {
        case(&[(2015, "20"), (2017, "19.4"), (2020, "10")])
            .with(Parameter::Best, value("0"))
            .with(Parameter::Worst, value("25.6"))
            .with(Parameter::Green, value("15"))
            .with(Parameter::RatingYear, value(year))
    };
    let current = |year: &str| rated("sdsn-2019-trend", &stated(year)).current().unwrap().year();
    assert_eq!((current("2017"), current("2018"), current("2020")), (2017, 2017, 2020));
    let noted = rated("sdsn-2019-trend", &stated("2018"));
    let noted: Vec<String> = noted.filled_in().iter().map(ToString::to_string).collect();
    assert!(noted.contains(&"current_year 2018 stated, 2017 used".to_owned()), "{noted:?}");
    assert_eq!(refused("sdsn-2019-trend", &stated("2019")).0, Reason::NoCurrentPoint);
}

#[test]
fn an_index_needs_all_goals_and_lists_what_was_imputed() {
    let score = |number: i64| Member::Rated { score: Some(number.into()), is_achieved: false };
    let sdsn = method("sdsn-2019");
    let mut goals = vec![score(60); 16];
    assert_eq!(sdsn.rate_index(&goals).unwrap_err().reason(), Reason::OutsideDomain);
    goals.push(Member::Rated { score: None, is_achieved: false });
    let refusal = sdsn.rate_index(&goals).unwrap_err();
    assert_eq!(refusal.to_string(), "coverage_too_low (goal_without_score 17)");
    goals[16] = Member::Imputed(77.into());
    let rating = sdsn.rate_index(&goals).unwrap();
    assert_eq!(rating.score().unwrap().to_string(), "61");
    let [imputed] = rating.filled_in() else { panic!("{rating:?}") };
    assert_eq!(imputed.what(), Filling::GoalScore);
    assert_eq!(imputed.to_string(), "goal_score not stated, 77 for goal 17 used");
    assert_eq!(method("un-2022").rate_index(&goals).unwrap_err().reason(), Reason::NoAggregation);
}

/// Values of one period are of places or groups; the first is not the whole.
#[test]
fn disaggregated_actual_values_are_not_picked_from() {
    let stated = case(&[(2015, "15"), (2020, "53"), (2020, "12")]).with_target(value("50"));
    for id in ["iati-percent-naive", "iati-percent-from-baseline", "iati-percent-inverted"] {
        let (reason, text) = refused(id, &stated);
        assert_eq!(
            (reason, text.as_str()),
            (Reason::DuplicateYear, "duplicate_year (year 2020, values 2)"),
            "{id}"
        );
    }
}
