//! `iati-percent-naive`, `-from-baseline` and `-inverted`: practices of computing a percentage achieved from IATI results.
//! The standard defines none; each practice is named as what it is.

use crate::method::{
    Case, Description, Invariance, Method, Parameter, Rating, Reason, Refusal, Verification,
};
use crate::number::Ratio;

/// How a percentage is made of baseline, target and actual value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Practice {
    Naive,
    FromBaseline,
    Inverted,
}

/// A practice of computing the percentage achieved of an indicator with target and actual value.
///
/// **Formula.** Naive `100 a / T`, which knows neither baseline nor direction; from the baseline
/// `100 (a - b) / (T - b)`; inverted, for what is to fall and has no baseline, `100 T / a`.
/// **Refuses** without target, the second without a value before the actual one, where a formula divides by 0, and
/// with several actual values of the latest year, which are disaggregated: they do not add up unless their publisher
/// says so. A direction is not assumed: IATI's `ascending` has no default.
/// **Source.** Naive: `akvo/akvo-rsr` (which rounds to one decimal; here it is exact). The others: programs that read
/// IATI results. The IATI standard 2.03 gives the fields and no formula.
///
/// ```
/// use policy_targets::method::{Case, Method, published::IatiPercent};
///
/// // The guidance's example: baseline 15, target 50, actual 53.
/// let case = Case::new([(2015, 15.into()), (2020, 53.into())]).with_target(50.into());
/// let percent = |method: IatiPercent| method.rate(&case).map(|rating| rating.statistic().map(ToString::to_string));
/// assert_eq!(percent(IatiPercent::NAIVE)?.as_deref(), Some("106"));
/// assert_eq!(percent(IatiPercent::FROM_BASELINE)?.as_deref(), Some("760/7")); // 108.571
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IatiPercent(Practice);

impl IatiPercent {
    /// The actual value as a percentage of the target.
    pub const NAIVE: Self = Self(Practice::Naive);
    /// The way made from the baseline as a percentage of the way to the target.
    pub const FROM_BASELINE: Self = Self(Practice::FromBaseline);
    /// The target as a percentage of the actual value, for what is to fall.
    pub const INVERTED: Self = Self(Practice::Inverted);
}

impl Method for IatiPercent {
    fn description(&self) -> Description {
        // Only the naive practice is known from the program of a named owner.
        let verification = match self.0 {
            Practice::Naive => Verification::FromOwnersCode,
            Practice::FromBaseline | Practice::Inverted => Verification::Secondary,
        };
        let (id, practice, formula, invariances): (_, _, _, &[Invariance]) = match self.0 {
            Practice::Naive => (
                "iati-percent-naive",
                "naive practice",
                "100 a / T",
                &[Invariance::Scale, Invariance::Years, Invariance::Mirror],
            ),
            Practice::FromBaseline => (
                "iati-percent-from-baseline",
                "practice from the baseline",
                "100 (a - b) / (T - b)",
                &[Invariance::Scale, Invariance::Shift, Invariance::Years, Invariance::Mirror],
            ),
            Practice::Inverted => (
                "iati-percent-inverted",
                "inverted practice",
                "100 T / a",
                &[Invariance::Scale, Invariance::Years, Invariance::Mirror],
            ),
        };
        Description::new(id, verification)
            .by("Publishers of IATI results", practice)
            .asking("Which percentage of the target has been achieved?")
            .with_formula(formula)
            .with_source("programs that read IATI results; the standard 2.03 has no formula")
            .with_verified("the arithmetic of the programs; no class, since none is defined")
            .with_needs(&[Parameter::Target])
            .with_invariances(invariances)
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let target = case.require_target()?;
        let actual = case.latest().ok_or(Reason::NoPoints)?;
        let of_its_year = case.points().iter().filter(|point| point.year() == actual.year()).count();
        if of_its_year > 1 {
            return Err(Refusal::new(Reason::DuplicateYear)
                .with("year", actual.year())
                .with("values", of_its_year));
        }
        let number = actual.number();
        let (rating, part, whole, empty) = match self.0 {
            Practice::Naive => (Rating::by(self).at(actual), number, target, Reason::ZeroTarget),
            Practice::Inverted => (Rating::by(self).at(actual), target, number, Reason::ZeroDenominator),
            Practice::FromBaseline => {
                let (baseline, actual) = case.require_ends()?;
                let from = baseline.number();
                let rating = Rating::by(self).between(baseline, actual);
                (rating, number - &from, target - from, Reason::BaseEqualsTarget)
            }
        };
        let percent = (part * Ratio::hundred()).divide(&whole).ok_or(empty)?;
        Ok(rating.with_exact_statistic(percent))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;

    fn case(baseline: Option<i64>, target: i64, actual: i64) -> Case {
        let points = baseline.map(|value| (2015, value.into())).into_iter().chain([(2020, actual.into())]);
        Case::new(points).with_target(target.into())
    }

    fn percent(method: IatiPercent, case: &Case) -> Result<String, Reason> {
        method
            .rate(case)
            .map(|rating| rating.statistic().unwrap().to_string())
            .map_err(|refusal| refusal.reason())
    }

    /// Results of other programs' own tests, as facts.
    #[test]
    fn what_other_programs_test_comes_out() {
        assert_eq!(percent(IatiPercent::INVERTED, &case(None, 50, 40)).as_deref(), Ok("125"));
        assert_eq!(percent(IatiPercent::INVERTED, &case(None, 50, 100)).as_deref(), Ok("50"));
        assert_eq!(percent(IatiPercent::FROM_BASELINE, &case(Some(60), 80, 70)).as_deref(), Ok("50"));
        assert_eq!(percent(IatiPercent::FROM_BASELINE, &case(Some(400), 200, 300)).as_deref(), Ok("50"));
        assert_eq!(
            percent(IatiPercent::FROM_BASELINE, &case(Some(50), 50, 60)),
            Err(Reason::BaseEqualsTarget)
        );
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(percent(IatiPercent::NAIVE, &case(None, 0, 5)), Err(Reason::ZeroTarget));
        assert_eq!(percent(IatiPercent::INVERTED, &case(None, 5, 0)), Err(Reason::ZeroDenominator));
        assert_eq!(percent(IatiPercent::FROM_BASELINE, &case(None, 5, 1)), Err(Reason::SameYear));
    }

    /// The value over the target of the compared series A, B and C.
    #[test]
    fn the_naive_share_of_the_compared_series_comes_out() {
        for (latest, percent) in [("60", "85.714286"), ("51.3", "73.285714"), ("47", "67.142857")] {
            let case = Case::new([(2022, latest.parse().unwrap())]).with_target(70.into());
            let rating = IatiPercent::NAIVE.rate(&case).unwrap();
            assert_eq!(rating.statistic().unwrap().number().rounded(6).unwrap().to_string(), percent);
        }
    }
}
