//! `who-triple-billion-2021` and `-2025`: the transforms of WHO's Triple Billion, which bring indicators to a scale from 0
//! to 100, and the people that a change makes healthier. The transforms changed between editions of the program.

use crate::method::{
    Case, Description, Invariance, Method, Parameter, Rating, Reason, Refusal, Verification,
};
use crate::number::{Ratio, Value};

/// How a value comes to the scale.
#[derive(Debug, Clone, Copy)]
enum Transform {
    /// As it is, cut to a range.
    Trim(i32, i32),
    /// 100 less the value, cut to 0 and 100.
    Reversed,
    /// 100 less so many hundredths of the value, cut to 0 and 100.
    ReversedTimes(i32),
    /// 100 less the value, from a range to 0 and 100.
    ReversedWithin(i32, i32),
    /// From the first, worth 0, to the second, worth 100; in tenths.
    Between(i32, i32),
    /// Over so many hundredths, in percent.
    Over(i32),
    /// 85.7 and 2.1 hundredths of the value.
    TransFats,
    /// 100 less five thousandths of the value times the ratio of the country, cut to 0 and 100.
    RoadDeaths,
}

/// The transforms that both editions share, by the name of the indicator.
const SHARED: &[(&str, Transform)] = &[
    ("coverage", Transform::Trim(0, 100)),
    ("prevalence", Transform::Reversed),
    ("tobacco", Transform::Reversed),
    ("hospital_beds", Transform::Over(1_800)),
    ("health_workforce", Transform::Over(15_474)),
    ("alcohol", Transform::ReversedTimes(400)),
    ("suicide", Transform::ReversedTimes(10)),
    ("trans_fats", Transform::TransFats),
    ("road_deaths", Transform::RoadDeaths),
];
/// Those of the program at 68fcb1c.
const OF_2021: &[(&str, Transform)] = &[
    ("blood_pressure", Transform::ReversedWithin(50, 100)),
    ("glucose", Transform::Between(74, 51)),
    ("clean_fuels", Transform::Trim(5, 95)),
    ("financial_hardship", Transform::Trim(0, 100)),
];
/// Those of the program at ecb82c4: blood pressure and glucose are other indicators since.
const OF_2025: &[(&str, Transform)] = &[
    ("blood_pressure", Transform::Trim(0, 100)),
    ("glucose", Transform::Between(700, 0)),
    ("clean_fuels", Transform::Trim(0, 100)),
    ("financial_hardship", Transform::Reversed),
];

/// The transforms of an edition of WHO's Triple Billion.
///
/// **Formula.** The latest value by the transform of [`Parameter::Indicator`]: `coverage`, `prevalence`, `tobacco`,
/// `hospital_beds`, `health_workforce`, `alcohol`, `suicide`, `trans_fats`, `road_deaths`, `blood_pressure`, `glucose`,
/// `clean_fuels` and `financial_hardship`, of which the last four differ between the editions. With two points and a
/// [`Parameter::Population`], the contribution: `population (x' - x'_0) / 100`.
/// **Statistic.** The transformed value; with a population the contribution in people.
/// **Refuses** without an indicator of its list, and road deaths without the ratio of the country
/// ([`Parameter::SdiRatio`]). Of many indicators, [`healthier_people`] and [`universal_health_coverage`] make the billions.
/// **Source.** `gpw13/billionaiRe` at 68fcb1c and ecb82c4.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::WhoTripleBillion};
/// use policy_targets::number::Value;
///
/// let glucose = |value: &str| -> Result<Case, Box<dyn std::error::Error>> {
///     Ok(Case::new([(2018, value.parse::<Value>()?)]).with(Parameter::Indicator, "glucose"))
/// };
/// // A mean of 5.1 mmol/l was full marks in 2021; since 2025 it is a prevalence, of which 70 % is none.
/// let shown = |rating: policy_targets::method::Rating| rating.statistic().map(ToString::to_string);
/// assert_eq!(shown(WhoTripleBillion::EDITION_2021.rate(&glucose("5.1")?)?).as_deref(), Some("100"));
/// assert_eq!(shown(WhoTripleBillion::EDITION_2025.rate(&glucose("70")?)?).as_deref(), Some("0"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhoTripleBillion {
    is_newer: bool,
}

impl WhoTripleBillion {
    /// The program at 68fcb1c.
    pub const EDITION_2021: Self = Self { is_newer: false };
    /// The program at ecb82c4.
    pub const EDITION_2025: Self = Self { is_newer: true };

    fn transform(self, name: &str) -> Result<Transform, Refusal> {
        let own = if self.is_newer { OF_2025 } else { OF_2021 };
        let found =
            SHARED.iter().chain(own).find_map(|(known, transform)| (*known == name).then_some(*transform));
        found.ok_or_else(|| Refusal::new(Reason::OutsideDomain).with("indicator", name))
    }
}

impl Method for WhoTripleBillion {
    fn description(&self) -> Description {
        let (id, edition) = if self.is_newer {
            ("who-triple-billion-2025", "Triple Billion, billionaiRe at ecb82c4")
        } else {
            ("who-triple-billion-2021", "Triple Billion, billionaiRe at 68fcb1c")
        };
        Description::new(id, Verification::FromOwnersCode)
            .by("WHO", edition)
            .asking("Where on a scale from 0 to 100 does the value lie, and how many people does a change concern?")
            .with_formula("a transform by indicator; population (x' - x'_0) / 100")
            .with_source("gpw13/billionaiRe")
            .with_verified("transforms from the owner's program, edition by edition")
            .with_needs(&[Parameter::Indicator])
            .with_invariances(&[Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let transform = self.transform(case.require_word(Parameter::Indicator)?)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let end = transform.of(&current.number(), case)?;
        let Some(population) = case.number(Parameter::Population)? else {
            return Ok(Rating::by(self).at(current).with_exact_statistic(end.clone()).with_score(end));
        };
        let (first, current) = case.require_ends()?;
        let start = transform.of(&first.number(), case)?;
        let people = ((&end - &start) * population.to_ratio()).divide(&Ratio::hundred());
        let people = people.ok_or(Reason::ZeroDenominator)?;
        Ok(Rating::by(self)
            .between(first, current)
            .with_exact_statistic(people)
            .with_term("transformed_start", start)
            .with_term("transformed_end", end))
    }
}

impl Transform {
    fn of(self, value: &Ratio, case: &Case) -> Result<Ratio, Refusal> {
        let hundred = Ratio::hundred();
        let number = |mantissa: i32, decimals: u32| Value::constant(mantissa, decimals).to_ratio();
        let part = |above: Ratio, below: Ratio| {
            (above * Ratio::hundred()).divide(&below).ok_or(Refusal::from(Reason::ZeroDenominator))
        };
        Ok(match self {
            Self::Trim(low, high) => value.clone().clamp(number(low, 0), number(high, 0)),
            Self::Reversed => (hundred - value).clamp(Ratio::zero(), Ratio::hundred()),
            Self::ReversedTimes(factor) => {
                (hundred - value * &number(factor, 2)).clamp(Ratio::zero(), Ratio::hundred())
            }
            Self::ReversedWithin(low, high) => {
                let (low, high) = (number(low, 0), number(high, 0));
                part(hundred - value - &low, high - low)?.clamp(Ratio::zero(), Ratio::hundred())
            }
            Self::Between(worst, best) => {
                let (worst, best) = (number(worst, 1), number(best, 1));
                part(value - &worst, best - worst)?.clamp(Ratio::zero(), Ratio::hundred())
            }
            Self::Over(whole) => {
                part(value.clone(), number(whole, 2))?.clamp(Ratio::zero(), Ratio::hundred())
            }
            Self::TransFats => {
                (number(857, 1) + value * &number(21, 3)).clamp(Ratio::zero(), Ratio::hundred())
            }
            Self::RoadDeaths => {
                let severe = value * &case.require_number(Parameter::SdiRatio)?;
                (hundred - severe * number(5, 3)).clamp(Ratio::zero(), Ratio::hundred())
            }
        })
    }
}

/// People made healthier, made unhealthier, and the difference, by changes of several indicators in one group of
/// people, none counted twice.
///
/// **Formula.** `share = 1 - product of (1 - |change| / 100)` over the changes for the better, and over the others; the
/// changes are in percentage points of transformed values, wasting and overweight of children added into one first.
/// **Source.** `gpw13/billionaiRe`, its healthier populations.
///
/// ```
/// use policy_targets::method::published::healthier_people;
///
/// let [healthier, unhealthier, net] = healthier_people(&1000.into(), &[2.into(), 3.into(), (-1).into()]);
/// assert_eq!((healthier.to_string(), unhealthier.to_string()), ("49.4".to_owned(), "-10".to_owned()));
/// assert_eq!(net.to_string(), "39.4"); // not 40
/// ```
#[must_use]
pub fn healthier_people(population: &Ratio, changes: &[Ratio]) -> [Ratio; 3] {
    let people = |is_better: bool| {
        let kept = changes
            .iter()
            .filter(|change| change.is_positive() == is_better)
            .filter_map(|change| change.absolute().divide(&Ratio::hundred()))
            .fold(Ratio::one(), |kept, share| kept * (Ratio::one() - share));
        population * &(Ratio::one() - kept)
    };
    let (healthier, unhealthier) = (people(true), -people(false));
    let net = &healthier + &unhealthier;
    [healthier, unhealthier, net]
}

/// The index of universal health coverage: the mean coverage of services, less the part that hardship takes.
///
/// **Formula.** `coverage (100 - hardship) / 100`, with the mean of the means of the four groups of services (health of
/// mothers and children, infectious diseases, other diseases, capacity), which [`Member::mean`](crate::method::Member::mean)
/// of four groups gives, and the percentage of people in financial hardship.
/// **Source.** `gpw13/billionaiRe`; the edition of 2025 reverses the hardship first, which is the same.
///
/// ```
/// use policy_targets::method::Member;
/// use policy_targets::method::published::universal_health_coverage;
///
/// let service = |coverage: i64| Member::Rated { score: Some(coverage.into()), is_achieved: false };
/// let groups = [&[80, 70, 90, 60][..], &[70, 80], &[60, 70, 65], &[68]];
/// let groups = groups.map(|group| Member::Group(group.iter().map(|coverage| service(*coverage)).collect()));
/// let coverage = Member::mean(&groups).ok_or("no coverage")?;
/// assert_eq!(coverage.to_string(), "70.75");
/// assert_eq!(universal_health_coverage(&coverage, &20.into()).to_string(), "56.6");
/// assert_eq!(universal_health_coverage(&72.into(), &15.into()).to_string(), "61.2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn universal_health_coverage(coverage: &Ratio, hardship: &Ratio) -> Ratio {
    let left = (Ratio::hundred() - hardship).divide(&Ratio::hundred()).unwrap_or_else(Ratio::zero);
    coverage * &left
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;

    fn transformed(method: WhoTripleBillion, indicator: &str, value: &str) -> String {
        let case = Case::new([(2018, value.parse::<Value>().unwrap())]).with(Parameter::Indicator, indicator);
        method.rate(&case).unwrap().statistic().unwrap().to_string()
    }

    #[test]
    fn road_deaths_need_the_ratio_of_the_country() {
        let deaths = |value: i64| Case::new([(2018, value.into())]).with(Parameter::Indicator, "road_deaths");
        for (value, ratio, expected) in [(20, 100, "90"), (20, 50, "95"), (300, 100, "0"), (0, 100, "100")] {
            let case = deaths(value).with(Parameter::SdiRatio, ratio);
            for method in [WhoTripleBillion::EDITION_2021, WhoTripleBillion::EDITION_2025] {
                assert_eq!(method.rate(&case).unwrap().statistic().unwrap().to_string(), expected);
            }
        }
        let refusal = WhoTripleBillion::EDITION_2021.rate(&deaths(20)).unwrap_err();
        assert_eq!(refusal.to_string(), "not_stated (input sdi_ratio)");
    }

    /// Each transform at its ends, between them and beyond.
    #[test]
    fn each_edition_has_transforms_of_its_own() {
        let (old, new) = (WhoTripleBillion::EDITION_2021, WhoTripleBillion::EDITION_2025);
        for (indicator, value, in_2021, in_2025) in [
            ("coverage", "101", "100", "100"),
            ("coverage", "55.5", "55.5", "55.5"),
            ("prevalence", "20", "80", "80"),
            ("tobacco", "-1", "100", "100"),
            ("blood_pressure", "50", "0", "50"),
            ("blood_pressure", "25", "50", "25"),
            ("blood_pressure", "60", "0", "60"),
            ("glucose", "5.1", "100", "649/7"),
            ("glucose", "6.25", "50", "637.5/7"),
            ("clean_fuels", "2", "5", "2"),
            ("clean_fuels", "99", "95", "99"),
            ("financial_hardship", "15", "15", "85"),
            ("hospital_beds", "9", "50", "50"),
            ("hospital_beds", "20", "100", "100"),
            ("health_workforce", "77.37", "50", "50"),
            ("alcohol", "10", "60", "60"),
            ("alcohol", "30", "0", "0"),
            ("suicide", "100", "90", "90"),
            ("trans_fats", "100", "87.8", "87.8"),
        ] {
            assert_eq!(transformed(old, indicator, value), in_2021, "2021 {indicator} {value}");
            let newer = match in_2025.split_once('/') {
                Some((above, below)) => {
                    let above: Ratio = above.parse().unwrap();
                    above.divide(&below.parse().unwrap()).unwrap().to_string()
                }
                None => in_2025.to_owned(),
            };
            assert_eq!(transformed(new, indicator, value), newer, "2025 {indicator} {value}");
        }
    }

    #[test]
    fn a_contribution_is_in_people() {
        let case = Case::new([(2018, 80.into()), (2023, 85.into())])
            .with(Parameter::Indicator, "coverage")
            .with(Parameter::Population, Value::from(2000));
        let rating = WhoTripleBillion::EDITION_2021.rate(&case).unwrap();
        assert_eq!(rating.statistic().unwrap().to_string(), "100");
        let unknown = case.with(Parameter::Indicator, "steps_a_day");
        assert_eq!(
            WhoTripleBillion::EDITION_2021.rate(&unknown).unwrap_err().to_string(),
            "outside_domain (indicator steps_a_day)"
        );
    }
}
