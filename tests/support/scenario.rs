//! Plans and data at random: one criterion, its baseline and what was reported, and ways to write the same anew.

use super::support::{Case, as_of};
use policy_targets::assess::{Assessment, Assessor};
use policy_targets::number::Value;
use policy_targets::plan::{Indicator, NaturalLimits};
use policy_targets::progress::{Path, Projection};
use policy_targets::time::Period;
use proptest::prelude::*;

/// How the bound of a scenario is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Level(&'static str),
    About(&'static str),
    Between,
    ChangeInUnits,
    ChangeInPercent,
    Multiple,
}

/// A plan with a baseline in 2020 and a deadline in 2025, and what was reported, in thousandths of the unit.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    pub(crate) form: Form,
    pub(crate) base: i64,
    pub(crate) target: i64,
    /// The quarter since the end of 2020, and the value.
    pub(crate) reported: Vec<(u32, i64)>,
    pub(crate) grows: bool,
    pub(crate) step: Option<i64>,
    pub(crate) projection: Projection,
    pub(crate) asked_in: i32,
}

/// What is done to a scenario that must not change its answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Changed<'a> {
    /// The unit of everything written in the plan and the data.
    pub(crate) written_in: &'a str,
    /// The indicator's own unit.
    pub(crate) measured_in: &'a str,
    /// Every number times a power of ten, printed precision included.
    pub(crate) power_of_ten: u32,
    pub(crate) years: i32,
    pub(crate) mirrored: bool,
    pub(crate) has_limits: bool,
}

pub(crate) const AS_WRITTEN: Changed<'_> = Changed {
    written_in: "GW",
    measured_in: "GW",
    power_of_ten: 0,
    years: 0,
    mirrored: false,
    has_limits: true,
};

const FORMS: [Form; 12] = [
    Form::Level(">="),
    Form::Level(">"),
    Form::Level("<="),
    Form::Level("<"),
    Form::Level("="),
    Form::Level("~>="),
    Form::Level("~<="),
    Form::About("~>="),
    Form::Between,
    Form::ChangeInUnits,
    Form::ChangeInPercent,
    Form::Multiple,
];

/// Forms that a change of sign turns into one another.
pub(crate) const MIRRORED_FORMS: [Form; 10] = [
    Form::Level(">="),
    Form::Level(">"),
    Form::Level("<="),
    Form::Level("<"),
    Form::Level("="),
    Form::Level("~>="),
    Form::Level("~<="),
    Form::About("~>="),
    Form::Between,
    Form::ChangeInUnits,
];

const PROJECTIONS: [Projection; 4] =
    [Projection::LastRate, Projection::LeastSquares, Projection::TheilSen, Projection::ConstantGrowth];

pub(crate) fn scenarios_of(forms: &'static [Form]) -> impl Strategy<Value = Scenario> {
    // Small numbers make values that lie exactly on a bound, a baseline or a path frequent.
    let numbers = prop_oneof![1..=100_000_i64, (1..=20_i64).prop_map(|tens| tens * 1000)];
    let reported = proptest::collection::btree_map(1..=28_u32, numbers.clone(), 0..8)
        .prop_map(|reported| reported.into_iter().collect());
    (
        proptest::sample::select(forms),
        numbers.clone(),
        numbers,
        reported,
        any::<bool>(),
        proptest::option::of(proptest::sample::select(&[1, 250, 3000][..])),
        proptest::sample::select(&PROJECTIONS[..]),
        2021..=2027_i32,
    )
        .prop_map(|(form, base, target, reported, grows, step, projection, asked_in)| Scenario {
            form,
            base,
            target,
            reported,
            grows,
            step,
            projection,
            asked_in,
        })
}

pub(crate) fn scenarios() -> impl Strategy<Value = Scenario> {
    scenarios_of(&FORMS)
}

fn reversed(sign: &str) -> String {
    sign.chars()
        .map(|sign| match sign {
            '>' => '<',
            '<' => '>',
            other => other,
        })
        .collect()
}

impl Scenario {
    /// A number in a unit. A larger or smaller unit and a common factor move the decimal point alone, so that the
    /// printed unit stays the same quantity.
    fn number(thousandths: i64, unit: &str, changed: Changed<'_>) -> Value {
        let shift = match unit {
            "MW" => 3,
            "万千瓦" => 2,
            _ => 0,
        };
        let factor = if changed.mirrored { -1 } else { 1 };
        Value::new(thousandths * factor, 3 - shift - changed.power_of_ten).unwrap()
    }

    fn target(&self, changed: Changed<'_>) -> String {
        let deadline = 2025 + changed.years;
        let unit = changed.written_in;
        let written = |thousandths: i64| Self::number(thousandths, unit, changed);
        let sign = |sign: &str| if changed.mirrored { reversed(sign) } else { sign.to_owned() };
        let bound = match self.form {
            Form::Level(bound) => format!("{} {} {unit}", sign(bound), written(self.target)),
            Form::About(bound) => {
                let tolerance = Self::number(700, unit, Changed { mirrored: false, ..changed });
                format!("{} {} {unit} ± {tolerance} {unit}", sign(bound), written(self.target))
            }
            Form::Between => {
                let (one, two) = (written(self.target), written(self.target + 5000));
                format!("{}..{} {unit}", one.min(two), one.max(two))
            }
            Form::ChangeInUnits => {
                let change = self.target - self.base;
                let bound = if change < 0 { "<=" } else { ">=" };
                format!("change {} {} {unit}", sign(bound), written(change))
            }
            Form::ChangeInPercent if self.target < self.base => {
                format!("change <= -{} %", 1 + self.target % 99)
            }
            Form::ChangeInPercent => format!("change >= +{} %", 1 + self.target % 200),
            Form::Multiple => format!(">= x{}", 1 + self.target % 9),
        };
        format!("{bound} by {deadline}")
    }

    pub(crate) fn case(&self, changed: Changed<'_>) -> Case {
        let amount = |thousandths: i64| {
            let unit = changed.written_in;
            format!("{} {unit}", Self::number(thousandths, unit, changed))
        };
        let measured = |thousandths: i64| {
            Self::number(thousandths, changed.measured_in, Changed { mirrored: false, ..changed })
        };
        let natural = |indicator: Indicator| {
            let limits = NaturalLimits { lower: Some(measured(0)), upper: Some(measured(1_000_000)) };
            let indicator = if changed.has_limits { indicator.with_limits(limits) } else { indicator };
            match self.step {
                Some(step) => indicator.with_step(measured(step)),
                None => indicator,
            }
        };
        let base = (2020 + changed.years).to_string();
        let path = if self.grows { Path::ConstantGrowth } else { Path::Linear };
        let case = Case::new(changed.measured_in, &self.target(changed))
            .with(natural)
            .baseline(&amount(self.base), &base)
            .path(path);
        self.reported.iter().fold(case, |case, (quarter, value)| {
            let year = 2020 + changed.years + i32::try_from(quarter.div_ceil(4)).unwrap();
            let of = Period::quarter(year, (quarter - 1) % 4 + 1).unwrap();
            case.value(&of.to_string(), &amount(*value))
        })
    }

    pub(crate) fn question(&self, changed: Changed<'_>) -> Assessor {
        as_of(&format!("{}-06-30", self.asked_in + changed.years)).projection(self.projection)
    }

    pub(crate) fn ask(&self, changed: Changed<'_>) -> Assessment {
        self.case(changed).ask(&self.question(changed))
    }
}
