//! A method of one's own as data: a statistic, bands with their sides and order, and classes with names in several
//! languages. Files of the `toml` feature are read into it, so that thresholds need no Rust.

use super::growth::{compound_rate, rate_between, rounded, years_between};
use super::{
    Case, Class, Description, Invariance, Method, Parameter, Point, Rating, Reason, Refusal, Verification,
};
use crate::number::{Endpoint, Interval, Ratio, Value};
use crate::progress::share_of_way;
use crate::text::codes;

codes! {
    /// The number that the bands of an [`OwnMethod`] are about.
    #[non_exhaustive]
    pub enum OwnStatistic {
        /// The latest value itself.
        Value = "value",
        /// The change from the base in the wanted direction.
        Change = "change",
        /// The compound growth a year from the base in the wanted direction, as a share.
        Growth = "growth",
        /// The share of the way from the base to the target that is made.
        ShareOfWay = "share_of_way",
        /// The share of the way over the share of the time.
        Pace = "pace",
        /// The compound growth over the growth that reaches the target.
        GrowthRatio = "growth_ratio",
        /// The latest value over the target.
        RatioToTarget = "ratio_to_target",
    }
}

impl OwnStatistic {
    fn needs(self) -> &'static [Parameter] {
        match self {
            Self::Value => &[],
            Self::Change | Self::Growth => &[Parameter::Direction],
            Self::ShareOfWay | Self::RatioToTarget => &[Parameter::Target],
            Self::Pace | Self::GrowthRatio => &[Parameter::Target, Parameter::TargetYear],
        }
    }

    fn invariances(self) -> &'static [Invariance] {
        match self {
            Self::Value => &[Invariance::Years],
            Self::Change => &[Invariance::Mirror, Invariance::Shift, Invariance::Years],
            Self::ShareOfWay | Self::Pace => {
                &[Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years]
            }
            Self::RatioToTarget => &[Invariance::Mirror, Invariance::Scale, Invariance::Years],
            Self::Growth | Self::GrowthRatio => &[Invariance::Scale, Invariance::Years],
        }
    }
}

/// A band of an [`OwnMethod`]: between two ends, each of which may be absent, and the code of its class.
///
/// ```
/// use policy_targets::method::OwnBand;
///
/// let band = OwnBand::of("high").at_least("80".parse()?).under("100".parse()?);
/// assert!(band.holds(&"80".parse()?) && !band.holds(&"100".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnBand {
    class: String,
    set: Interval,
}

impl OwnBand {
    /// All numbers, as a class.
    #[must_use]
    pub fn of(class: impl Into<String>) -> Self {
        Self { class: class.into(), set: Interval::new(Endpoint::Unbounded, Endpoint::Unbounded) }
    }

    /// From a number on, that number included.
    #[must_use]
    pub fn at_least(self, number: Value) -> Self {
        self.from(Endpoint::Closed(number.to_ratio()))
    }

    /// Above a number.
    #[must_use]
    pub fn over(self, number: Value) -> Self {
        self.from(Endpoint::Open(number.to_ratio()))
    }

    /// Up to a number, that number included.
    #[must_use]
    pub fn at_most(self, number: Value) -> Self {
        self.to(Endpoint::Closed(number.to_ratio()))
    }

    /// Below a number.
    #[must_use]
    pub fn under(self, number: Value) -> Self {
        self.to(Endpoint::Open(number.to_ratio()))
    }

    fn from(mut self, lower: Endpoint) -> Self {
        self.set = Interval::new(lower, self.set.upper().clone());
        self
    }

    fn to(mut self, upper: Endpoint) -> Self {
        self.set = Interval::new(self.set.lower().clone(), upper);
        self
    }

    /// The code of its class.
    #[must_use]
    pub fn class(&self) -> &str {
        &self.class
    }

    /// Whether a number lies in it.
    #[must_use]
    pub fn holds(&self, number: &Ratio) -> bool {
        self.set.contains(number)
    }
}

/// Why classes and bands make no method.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OwnMethodError {
    /// There is no class, or no band.
    #[error("found no {what}, expected at least one; add it")]
    Nothing {
        /// Classes or bands.
        what: &'static str,
    },
    /// Two classes have one code.
    #[error("found the class {code} twice, expected each code once; rename or remove one")]
    DuplicateClass {
        /// The code.
        code: String,
    },
    /// There are more classes than ranks.
    #[error("found {count} classes, expected at most 255; merge some")]
    TooManyClasses {
        /// How many.
        count: usize,
    },
    /// A band leads to a class that is none of the method's.
    #[error("found the class {code}, expected one of {known}; correct its code, or add the class")]
    UnknownClass {
        /// The band, counted from 0; none for the class of a target that is met.
        band: Option<usize>,
        /// The code.
        code: String,
        /// The codes there are.
        known: String,
    },
    /// No number lies in a band.
    #[error(
        "found a band of {code} without a number in it, expected its lower end below its upper one; swap them"
    )]
    EmptyBand {
        /// The band, counted from 0.
        band: usize,
        /// Its class.
        code: String,
    },
    /// Every number of a band lies in an earlier one.
    #[error(
        "found a band of {code} that an earlier one covers, expected each to add something; move or remove it"
    )]
    UnreachableBand {
        /// The band, counted from 0.
        band: usize,
        /// Its class.
        code: String,
    },
}

impl OwnMethodError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nothing { .. } => "nothing",
            Self::DuplicateClass { .. } => "duplicate_class",
            Self::TooManyClasses { .. } => "too_many_classes",
            Self::UnknownClass { .. } => "unknown_class",
            Self::EmptyBand { .. } => "empty_band",
            Self::UnreachableBand { .. } => "unreachable_band",
        }
    }

    /// The band that is wrong, counted from 0.
    #[must_use]
    pub fn band(&self) -> Option<usize> {
        match self {
            Self::UnknownClass { band, .. } => *band,
            Self::EmptyBand { band, .. } | Self::UnreachableBand { band, .. } => Some(*band),
            _ => None,
        }
    }
}

/// A method of one's own: the bands are tried in their order, and the first that holds the statistic gives the class.
/// A number in no band is refused ([`Reason::NoBand`]).
///
/// ```
/// use policy_targets::method::{Case, Class, Method, OwnBand, OwnMethod, OwnStatistic};
///
/// let classes = vec![Class::new(1, "green", "On schedule"), Class::new(2, "red", "Behind schedule")];
/// let bands = vec![OwnBand::of("green").at_least(1.into()), OwnBand::of("red")];
/// let method = OwnMethod::new("city-lights", OwnStatistic::Pace, classes, bands)?.by("Our city", "2025");
///
/// let case = Case::new([(2020, 3.into()), (2023, 20.into())]).with_target(30.into()).with_target_year(2025);
/// let rating = method.rate(&case)?;
/// assert_eq!(rating.to_string(), "city-lights: On schedule (85/81)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMethod {
    description: Description,
    statistic: OwnStatistic,
    bands: Vec<OwnBand>,
    target_met: Option<String>,
}

impl OwnMethod {
    /// A method by its statistic, its classes from the best to the worst, and its bands in the order of trial.
    ///
    /// # Errors
    /// [`OwnMethodError`].
    pub fn new(
        id: impl Into<String>,
        statistic: OwnStatistic,
        classes: Vec<Class>,
        bands: Vec<OwnBand>,
    ) -> Result<Self, OwnMethodError> {
        check(&classes, &bands)?;
        let description = Description::new(id.into(), Verification::Own)
            .with_formula(statistic.code())
            .with_checks("bands in their order; the first that holds")
            .with_needs(statistic.needs())
            .with_invariances(statistic.invariances())
            .with_classes(classes);
        Ok(Self { description, statistic, bands, target_met: None })
    }

    /// By whom, and which edition.
    #[must_use]
    pub fn by(mut self, publisher: impl Into<String>, edition: impl Into<String>) -> Self {
        self.description = self.description.by(publisher.into(), edition.into());
        self
    }

    /// The question it answers.
    #[must_use]
    pub fn asking(mut self, question: impl Into<String>) -> Self {
        self.description = self.description.asking(question.into());
        self
    }

    /// Where its thresholds come from.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.description = self.description.with_source(source.into());
        self
    }

    /// With the class of a case whose latest value meets the target, whatever the bands say; it needs a direction.
    ///
    /// # Errors
    /// [`OwnMethodError::UnknownClass`].
    pub fn with_target_met(mut self, class: impl Into<String>) -> Result<Self, OwnMethodError> {
        let class = class.into();
        known(&class, self.description.classes(), None)?;
        self.target_met = Some(class);
        Ok(self)
    }

    /// The number that its bands are about.
    #[must_use]
    pub fn statistic(&self) -> OwnStatistic {
        self.statistic
    }

    /// Its bands, in the order of trial.
    #[must_use]
    pub fn bands(&self) -> &[OwnBand] {
        &self.bands
    }

    fn class(&self, code: &str) -> Result<Class, Refusal> {
        let class = self.description.classes().iter().find(|class| class.code() == code);
        class.cloned().ok_or_else(|| Refusal::new(Reason::UnknownClass).with("class", code))
    }
}

fn known(code: &str, classes: &[Class], band: Option<usize>) -> Result<(), OwnMethodError> {
    if classes.iter().any(|class| class.code() == code) {
        return Ok(());
    }
    let known: Vec<&str> = classes.iter().map(Class::code).collect();
    Err(OwnMethodError::UnknownClass { band, code: code.to_owned(), known: known.join(", ") })
}

fn check(classes: &[Class], bands: &[OwnBand]) -> Result<(), OwnMethodError> {
    for (what, is_empty) in [("class", classes.is_empty()), ("band", bands.is_empty())] {
        if is_empty {
            return Err(OwnMethodError::Nothing { what });
        }
    }
    if u8::try_from(classes.len()).is_err() {
        return Err(OwnMethodError::TooManyClasses { count: classes.len() });
    }
    for (index, class) in classes.iter().enumerate() {
        if classes.iter().take(index).any(|other| other.code() == class.code()) {
            return Err(OwnMethodError::DuplicateClass { code: class.code().to_owned() });
        }
    }
    for (index, band) in bands.iter().enumerate() {
        known(&band.class, classes, Some(index))?;
        let code = || band.class.clone();
        if band.set.is_empty() {
            return Err(OwnMethodError::EmptyBand { band: index, code: code() });
        }
        if bands.iter().take(index).any(|earlier| band.set.is_subset_of(&earlier.set)) {
            return Err(OwnMethodError::UnreachableBand { band: index, code: code() });
        }
    }
    Ok(())
}

impl Method for OwnMethod {
    fn description(&self) -> Description {
        self.description.clone()
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let (rating, statistic) = self.statistic.of(Rating::by(self), case, current)?;
        if let (Some(class), Some(target)) = (&self.target_met, case.target()) {
            let direction = case.require_direction()?;
            if direction.is_as_good(&current.number(), &target.to_ratio()) {
                return Ok(rating.with_class(self.class(class)?).with_rule("target met"));
            }
        }
        let band = self.bands.iter().find(|band| band.holds(&statistic));
        let band = band.ok_or_else(|| Refusal::new(Reason::NoBand).with("statistic", &statistic))?;
        Ok(rating.with_class(self.class(&band.class)?))
    }
}

impl OwnStatistic {
    /// The statistic, and the rating with it.
    fn of(self, rating: Rating, case: &Case, current: Point) -> Result<(Rating, Ratio), Refusal> {
        if matches!(self, Self::Value | Self::RatioToTarget) {
            let number = match self {
                Self::Value => current.number(),
                _ => current.number().divide(&case.require_target()?).ok_or(Reason::ZeroTarget)?,
            };
            return Ok((rating.at(current).with_exact_statistic(number.clone()), number));
        }
        let base = case.require_base()?;
        let rating = rating.between(base, current);
        let share = || {
            share_of_way(&base.number(), &current.number(), &case.require_target()?)
                .map_err(|_| Refusal::from(Reason::BaseEqualsTarget))
        };
        let number = match self {
            Self::Growth => rounded(&case.require_direction()?.orient(&rate_between(base, current)?)),
            Self::GrowthRatio => {
                let years = case.require_years_to_target(base)?;
                let required = compound_rate(&base.number(), &case.require_target()?, &years)?;
                let share = rate_between(base, current)?.divide(&required);
                rounded(&share.ok_or(Reason::BaseEqualsTarget)?)
            }
            Self::ShareOfWay => share()?,
            Self::Pace => {
                let elapsed = years_between(base.year(), current.year())?;
                let whole = case.require_years_to_target(base)?;
                (share()? * whole).divide(&elapsed).ok_or(Reason::SameYear)?
            }
            _ => case.require_direction()?.orient(&(current.number() - base.number())),
        };
        let rating = if matches!(self, Self::Growth | Self::GrowthRatio) {
            rating.with_rounded_statistic(&number)
        } else {
            rating.with_exact_statistic(number.clone())
        };
        Ok((rating, number))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::progress::Direction;

    fn case() -> Case {
        Case::new([(2020, 40.into()), (2022, 30.into())])
            .with_direction(Direction::Down)
            .with_target(20.into())
            .with_target_year(2030)
    }

    fn method(statistic: OwnStatistic) -> OwnMethod {
        let classes = vec![Class::new(1, "any", "Any")];
        OwnMethod::new("own", statistic, classes, vec![OwnBand::of("any")]).unwrap()
    }

    #[test]
    fn each_statistic_is_what_its_name_says() {
        for (statistic, expected) in [
            (OwnStatistic::Value, "30"),
            (OwnStatistic::Change, "10"),
            (OwnStatistic::Growth, "0.133974596216"), // 1 - (3/4)^(1/2)
            (OwnStatistic::ShareOfWay, "0.5"),
            (OwnStatistic::Pace, "2.5"),
            (OwnStatistic::GrowthRatio, "2.00061"), // ((3/4)^(1/2) - 1) / ((1/2)^(1/10) - 1)
            (OwnStatistic::RatioToTarget, "1.5"),
        ] {
            let rating = method(statistic).rate(&case()).unwrap();
            let digits = if statistic == OwnStatistic::GrowthRatio { 6 } else { 12 };
            let found = rating.statistic().unwrap().number().rounded_to_significant_digits(digits);
            assert_eq!(found.to_string(), expected, "{statistic}");
        }
    }

    #[test]
    fn what_a_statistic_needs_is_asked_for() {
        let bare = Case::new([(2020, 40.into()), (2022, 30.into())]);
        for statistic in OwnStatistic::ALL {
            let needs = statistic.needs();
            let answer = method(*statistic).rate(&bare).map(|_| ()).map_err(|refusal| refusal.reason());
            assert_eq!(answer, if needs.is_empty() { Ok(()) } else { Err(Reason::NotStated) }, "{statistic}");
        }
    }

    #[test]
    fn a_met_target_has_a_class_of_its_own() {
        let classes = vec![Class::new(1, "met", "Met"), Class::new(2, "other", "Other")];
        let bands = vec![OwnBand::of("other")];
        let plain = OwnMethod::new("own", OwnStatistic::Pace, classes, bands).unwrap();
        let method = plain.clone().with_target_met("met").unwrap();
        let class = |case: &Case| method.rate(case).unwrap().class().unwrap().code().to_owned();
        assert_eq!(class(&case()), "other");
        assert_eq!(class(&case().with_target(30.into())), "met");
        assert_eq!(plain.with_target_met("done").unwrap_err().code(), "unknown_class");
    }

    #[test]
    fn bands_that_make_no_method_are_refused() {
        let classes = || vec![Class::new(1, "a", "A")];
        let code = |bands| OwnMethod::new("own", OwnStatistic::Value, classes(), bands).unwrap_err().code();
        assert_eq!(code(vec![]), "nothing");
        assert_eq!(code(vec![OwnBand::of("b")]), "unknown_class");
        assert_eq!(code(vec![OwnBand::of("a").over(1.into()).at_most(1.into())]), "empty_band");
        assert_eq!(
            code(vec![OwnBand::of("a").at_least(1.into()), OwnBand::of("a").over(1.into())]),
            "unreachable_band"
        );
        // A point more is something more.
        let bands = vec![OwnBand::of("a").over(1.into()), OwnBand::of("a").at_least(1.into())];
        assert!(OwnMethod::new("own", OwnStatistic::Value, classes(), bands).is_ok());
        let twice = vec![Class::new(1, "a", "A"), Class::new(2, "a", "B")];
        let found = OwnMethod::new("own", OwnStatistic::Value, twice, vec![OwnBand::of("a")]);
        assert_eq!(found.unwrap_err().code(), "duplicate_class");
        let none = OwnMethod::new("own", OwnStatistic::Value, vec![], vec![OwnBand::of("a")]);
        assert_eq!(none.unwrap_err().code(), "nothing");
    }
}
