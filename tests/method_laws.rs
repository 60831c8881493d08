//! The laws of every published method in the registry: what it declares to leave a rating as it is does so on random
//! cases, and for what it does not declare some case shows why.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

use policy_targets::method::{
    self, Case, Class, Invariance, Member, Method, Parameter, Point, Rating, Refusal, registry,
    table_markdown,
};
use policy_targets::number::{Ratio, Value};
use policy_targets::progress::Direction;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// A case with everything stated, of hundredths, so that it can be scaled and shifted exactly.
#[derive(Debug, Clone)]
struct Stated {
    first: i32,
    values: Vec<i64>,
    target: Option<i64>,
    years_left: i32,
    limit: Option<i64>,
    /// Worst, red, green and best if more is better; the other way round if less is.
    scale: [i64; 4],
    is_up: bool,
}

impl Stated {
    /// The case once every number went through a change.
    fn case(&self, years: i32, turned: bool, change: impl Fn(Ratio) -> Ratio) -> Case {
        let value = |hundredths: i64| {
            let number = change(Ratio::new(hundredths, 100).unwrap());
            number.to_string().parse().unwrap_or_else(|_| panic!("{number}"))
        };
        let points =
            self.values.iter().zip(self.first + years..).map(|(number, year)| (year, value(*number)));
        let last = self.first + years + i32::try_from(self.values.len()).unwrap() - 1;
        let case = Case::new(points)
            .with_direction(if self.is_up == turned { Direction::Down } else { Direction::Up })
            .with_base_year(self.first + years)
            .with_target_year(last + self.years_left);
        let mut scale = self.scale;
        if !self.is_up {
            scale.reverse();
        }
        let [worst, red, green, best] = scale.map(value);
        let case = case
            .with(Parameter::Worst, worst)
            .with(Parameter::Red, red)
            .with(Parameter::Green, green)
            .with(Parameter::Best, best)
            .with(Parameter::Planned, green);
        // What others have, what a scenario says of every year, and the time at which each level is usual.
        let peers: Vec<Point> = [worst, red, green, best].map(|peer| Point::new(last, peer)).to_vec();
        let fall = (self.scale[3] - self.scale[0]) / 30;
        let scenario: Vec<Point> = (self.first + years..=last + self.years_left)
            .zip(0..)
            .map(|(year, passed)| Point::new(year, value(self.scale[3] - passed * fall)))
            .collect();
        let usual = [(0, -2_500), (10, 1), (20, 6_000), (60, 26_000)];
        let usual: Vec<Point> = usual.iter().map(|(time, level)| Point::new(*time, value(*level))).collect();
        let number = |text: &str| text.parse::<Value>().unwrap();
        let case = case
            .with(Parameter::Peers, peers)
            .with(Parameter::Scenario, scenario)
            .with(Parameter::ReferencePath, usual)
            .with(
                Parameter::Quarter,
                number(["1", "2", "3", "4"][usize::try_from(self.scale[0] % 4).unwrap()]),
            )
            .with(Parameter::AnnualRate, number("0.042"))
            .with(Parameter::Reduction, number("0.3"))
            .with(Parameter::Output, number("1500"))
            .with(
                Parameter::GoalType,
                ["base_year", "base_year_intensity"][usize::from(self.limit.is_some())],
            )
            .with(Parameter::Indicator, ["coverage", "alcohol"][usize::from(self.limit.is_some())]);
        let case = match self.target {
            Some(target) => case.with_target(value(target)),
            None => case,
        };
        match self.limit {
            Some(limit) => case.with_limit(value(limit)),
            None => case,
        }
    }

    fn plain(&self) -> Case {
        self.case(0, false, |number| number)
    }

    fn changed(&self, invariance: Invariance) -> Case {
        match invariance {
            Invariance::Mirror => self.case(0, true, |number| -number),
            Invariance::Scale => self.case(0, false, |number| number * Ratio::from(4)),
            Invariance::Shift => self.case(0, false, |number| number + Ratio::from(50)),
            Invariance::Years => self.case(7, false, |number| number),
            _ => unreachable!("monotone is a law of its own"),
        }
    }

    /// The same with a better latest value.
    fn better(&self, by: i64) -> Self {
        let mut better = self.clone();
        *better.values.last_mut().unwrap() += if self.is_up { by } else { -by };
        better
    }
}

fn stated() -> impl Strategy<Value = Stated> {
    let number = || prop_oneof![1_i64..20_000, -2_000_i64..-1];
    (
        (2000_i32..2020, proptest::collection::vec(number(), 2..9), proptest::option::of(number())),
        (0_i32..12, proptest::option::of(Just(10_000_i64)), any::<bool>()),
        proptest::array::uniform4(1_i64..6_000),
    )
        .prop_map(|((first, values, target), (years_left, limit, is_up), steps)| Stated {
            first,
            values,
            target,
            years_left,
            limit,
            scale: [steps[0], steps[0] + steps[1], steps[0] + steps[1] + steps[2], steps.iter().sum()],
            is_up,
        })
}

/// What a rating says, without the numbers that a change of the inputs changes.
fn said(rated: &Result<Rating, Refusal>) -> (Option<String>, Option<Ratio>, Option<Ratio>, Option<String>) {
    match rated {
        Ok(rating) => (
            rating.class().map(|class| class.code().to_owned()),
            rating.statistic().map(|statistic| statistic.number().clone()),
            rating.score().map(|score| score.number().clone()),
            None,
        ),
        Err(refusal) => (None, None, None, Some(refusal.reason().to_string())),
    }
}

/// Whether two ratings say the same; rounded numbers to nine digits.
fn agree(one: &Result<Rating, Refusal>, other: &Result<Rating, Refusal>) -> bool {
    let close = |a: &Option<Ratio>, b: &Option<Ratio>| match (a, b) {
        (Some(a), Some(b)) => {
            (a - b).absolute() <= (a.absolute() + Ratio::one()) * Ratio::new(1, 1_000_000_000).unwrap()
        }
        (a, b) => a.is_none() == b.is_none(),
    };
    let (one, other) = (said(one), said(other));
    one.0 == other.0 && one.3 == other.3 && close(&one.1, &other.1) && close(&one.2, &other.2)
}

fn holds(method: &dyn Method, invariance: Invariance, stated: &Stated) -> bool {
    let plain = method.rate(&stated.plain());
    if invariance != Invariance::Monotone {
        return agree(&plain, &method.rate(&stated.changed(invariance)));
    }
    let better = method.rate(&stated.better(150).plain());
    match (plain, better) {
        (Ok(plain), Ok(better)) => {
            let rank = |rating: &Rating| rating.class().map(Class::rank);
            let number = |rating: &Rating| rating.statistic().map(|statistic| statistic.number().clone());
            rank(&better) <= rank(&plain)
                && number(&better).zip(number(&plain)).is_none_or(|(better, plain)| better >= plain)
        }
        // What is refused is not rated worse.
        _ => true,
    }
}

const ALL: [Invariance; 5] =
    [Invariance::Monotone, Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years];

/// The first of so many cases, the same in every run, for which a law does not hold.
fn counterexample(method: &dyn Method, invariance: Invariance, cases: usize) -> Option<Stated> {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    (0..cases)
        .map(|_| stated().new_tree(&mut runner).unwrap().current())
        .find(|stated| !holds(method, invariance, stated))
}

#[test]
fn each_method_has_the_invariances_it_declares_and_no_others() {
    let mut wrong = Vec::new();
    for method in registry() {
        let described = method.description();
        for invariance in ALL {
            let found = counterexample(*method, invariance, 1500);
            if described.has(invariance) != found.is_none() {
                wrong.push(format!("{} {invariance}: {found:?}", described.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "declared and broken, or not declared and kept:\n{}", wrong.join("\n"));
}

/// `UPDATE_EXPECTED=1 cargo test --test method_laws` rewrites the table.
#[test]
fn the_readme_lists_every_method() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once("<!-- methods -->\n").expect("the start of the table");
    let (shown, after) = rest.split_once("<!-- /methods -->").expect("the end of the table");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let readme = format!("{before}<!-- methods -->\n{}<!-- /methods -->{after}", table_markdown());
        return std::fs::write(path, readme).unwrap();
    }
    assert_eq!(shown, table_markdown(), "run `UPDATE_EXPECTED=1 cargo test --test method_laws`");
}

fn anything() -> impl Strategy<Value = Case> {
    let value = prop_oneof![
        Just(Value::from(0)),
        (any::<i64>(), 0_u32..6).prop_map(|(number, decimals)| {
            Ratio::new(number, 10_i64.pow(decimals)).unwrap().to_string().parse::<Value>().unwrap()
        }),
        Just("79228162514264337593543950335".parse().unwrap()),
        Just("0.0000000000000000000000000001".parse().unwrap()),
    ];
    let year = prop_oneof![1990_i32..2040, any::<i32>()];
    let points = proptest::collection::vec((year.clone(), value.clone()), 0..5)
        .prop_map(|points| points.into_iter().map(Point::from).collect::<Vec<_>>());
    // Every word that a method knows, and one that none does.
    let word = proptest::sample::select(
        &[
            "true",
            "off",
            "likely",
            "on_track",
            "forests_and_land",
            "parity",
            "coverage",
            "glucose",
            "base_year",
            "fixed_level",
            "base_year_intensity",
            "baseline_scenario",
            "nonsense",
        ][..],
    );
    let stated = prop_oneof![
        value.clone().prop_map(method::Stated::from),
        word.prop_map(method::Stated::from),
        points.prop_map(method::Stated::from),
    ];
    let parameter = proptest::sample::select(Parameter::ALL);
    let parameters = proptest::collection::vec((parameter, stated), 0..12);
    (
        proptest::collection::vec((year.clone(), value.clone()), 0..6),
        proptest::option::of(any::<bool>()),
        (
            proptest::option::of(value.clone()),
            proptest::option::of(year.clone()),
            proptest::option::of(year),
            proptest::option::of(value),
        ),
        parameters,
    )
        .prop_map(|(points, up, (target, target_year, base_year, limit), parameters)| {
            let mut case = Case::new(points);
            if let Some(up) = up {
                case = case.with_direction(if up { Direction::Up } else { Direction::Down });
            }
            if let Some(target) = target {
                case = case.with_target(target);
            }
            if let Some(year) = target_year {
                case = case.with_target_year(year);
            }
            if let Some(year) = base_year {
                case = case.with_base_year(year);
            }
            if let Some(limit) = limit {
                case = case.with_limit(limit);
            }
            for (parameter, stated) in parameters {
                case = case.with(parameter, stated);
            }
            case
        })
}

proptest! {
    #![proptest_config(Config::with_cases(512))]

    #[test]
    fn no_method_panics_and_a_class_is_one_of_its_own(case in anything()) {
        for method in registry() {
            let members = [Member::Rated { score: None, is_achieved: false }];
            let _ = (method.rate_goal(std::slice::from_ref(&case)), method.rate_indicator(&members));
            if let Ok(rating) = method.rate(&case) {
                let classes = method.description().classes().to_vec();
                prop_assert!(rating.class().is_none_or(|class| classes.contains(class)), "{rating}");
            }
        }
    }
}
