//! Assesses one criterion: gathers evidence, resolves the target, and answers on every axis apart.
//! Nothing here knows of shapes beyond "a level", "a compounded window" and "held in every period".

use super::arm::{ArmAssessment, Attainment, LedgerEntry, Outlook, Rates};
use super::assessor::Round;
use super::evidence::{Evidence, Gathered, Gatherer};
use super::refusal::{Answer, Refusal, RefusalCode};
use super::resolution::{Resolution, window};
use super::verdict::{
    self, Attained, Findings, News, RequirementFinding, StandingFinding, Verdict, VerdictCode, WindowFinding,
};
use super::window::{attained, chain, decides, is_due, ledger};
use crate::data::View;
use crate::number::Ratio;
use crate::plan::{Criterion, Indicator, Plan, TargetTime};
use crate::progress::{self, Direction, Extent, Gap, Pace, Standing};
use crate::time::{NaiveDate, Period, Span, day_after_years};

/// One criterion and everything its answers may depend on.
pub(super) struct Question<'a> {
    pub(super) round: &'a Round,
    pub(super) plan: &'a Plan,
    pub(super) criterion: &'a Criterion,
    pub(super) view: View<'a>,
    /// Whether breaks and differences are taken as absent: the answer to "what if it were comparable".
    pub(super) assume_comparable: bool,
}

impl<'a> Question<'a> {
    pub(super) fn answer(&self) -> ArmAssessment {
        let inputs = self.inputs();
        let mut arm = match inputs {
            Ok((indicator, gathered, resolution)) => Axes::new(self, indicator, gathered, resolution).answer(),
            Err(refusal) => self.refused(&refusal),
        };
        let depends_on_comparability = [arm.attainment.as_ref().err(), arm.pace.as_ref().err()]
            .into_iter()
            .flatten()
            .any(|refusal| is_incomparable(refusal.code()));
        if depends_on_comparability && !self.assume_comparable {
            let assumed = Question { assume_comparable: true, view: self.view, ..*self };
            arm.if_comparable = Some(Box::new(assumed.answer()));
        }
        arm
    }

    fn inputs(&self) -> Answer<(&'a Indicator, Gathered, Resolution)> {
        let id = self.criterion.indicator();
        let indicator = self
            .plan
            .indicator(id)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", id))?;
        let gatherer = Gatherer { plan: self.plan, view: self.view, at: self.round.at, flags: &self.round.flags };
        let preference = [&self.round.series, self.criterion.series(), indicator.series()]
            .into_iter()
            .find(|series| !series.is_empty())
            .unwrap_or_default();
        let mut gathered = gatherer.gather(indicator, preference)?;
        let resolution = match window(self.criterion.target().time()) {
            Some(window) => {
                gathered.points = chain(gathered.points, window, indicator)?;
                Resolution::of_index(self.round, self.criterion, indicator, window)?
            }
            None => Resolution::of_levels(self.round, self.criterion, indicator, &gathered.points)?,
        };
        Ok((indicator, gathered, resolution))
    }

    /// The arm when there is nothing to compute with: every axis refuses for the same reason.
    fn refused(&self, refusal: &Refusal) -> ArmAssessment {
        let findings = Findings { attained: Err(refusal.code()), ..no_findings() };
        ArmAssessment {
            indicator: self.criterion.indicator().clone(),
            target: self.criterion.target().clone(),
            resolution: Err(refusal.clone()),
            evidence: Err(refusal.clone()),
            points: Vec::new(),
            left_out: Vec::new(),
            others: Vec::new(),
            attainment: Err(refusal.clone()),
            gap: Err(refusal.clone()),
            share: Err(refusal.clone()),
            pace: Err(refusal.clone()),
            rates: Err(refusal.clone()),
            trend: Err(refusal.clone()),
            outlook: Err(refusal.clone()),
            first_met: None,
            met_since: None,
            met_late: None,
            ledger: Vec::new(),
            verdict: Verdict::new(verdict::decide(&findings).1),
            if_comparable: None,
        }
    }
}

pub(super) fn no_findings() -> Findings {
    Findings {
        standing: StandingFinding::InEffect,
        requirement: RequirementFinding::Number,
        attained: Ok(Attained::Pending),
        deadline_reached: false,
        window: None,
        met_before: false,
        farther_than_baseline: false,
        news: News::Present,
        on_track: Err(RefusalCode::NoPath),
    }
}

fn is_incomparable(code: RefusalCode) -> bool {
    matches!(
        code,
        RefusalCode::DefinitionBreak | RefusalCode::PopulationBreak | RefusalCode::CrossSeries | RefusalCode::ConceptDiffers
    )
}

/// The axes of one criterion, once its inputs are known.
struct Axes<'a> {
    question: &'a Question<'a>,
    round: &'a Round,
    indicator: &'a Indicator,
    gathered: Gathered,
    resolution: Resolution,
    ledger: Vec<LedgerEntry>,
}

impl<'a> Axes<'a> {
    fn new(question: &'a Question<'a>, indicator: &'a Indicator, gathered: Gathered, resolution: Resolution) -> Self {
        let round = question.round;
        let ledger = match question.criterion.target().time() {
            TargetTime::Every { frequency, from, to } => {
                let (points, bound) = (&gathered.points, &resolution.bound);
                ledger(points, *frequency, from, to.as_ref(), bound, indicator, round)
            }
            _ => Vec::new(),
        };
        Self { question, round, indicator, gathered, resolution, ledger }
    }

    fn answer(self) -> ArmAssessment {
        let evidence = self.evidence();
        let attainment = self.attainment();
        let pace = self.pace();
        let verdict = self.verdict(&attainment, &pace);
        ArmAssessment {
            indicator: self.indicator.id().clone(),
            target: self.question.criterion.target().clone(),
            gap: evidence.as_ref().map_err(Clone::clone).and_then(|evidence| self.gap(evidence)),
            share: self.share(),
            rates: self.rates(),
            trend: self.trend(),
            outlook: self.outlook(),
            first_met: self.first_met(),
            met_since: self.met_since(),
            met_late: self.met_late().map(|point| point.period),
            evidence,
            attainment,
            pace,
            verdict,
            resolution: Ok(self.resolution),
            points: self.gathered.points,
            left_out: self.gathered.left_out,
            others: self.gathered.others,
            ledger: self.ledger,
            if_comparable: None,
        }
    }

    fn time(&self) -> &TargetTime {
        self.question.criterion.target().time()
    }

    fn is_every(&self) -> bool {
        matches!(self.time(), TargetTime::Every { .. })
    }

    fn is_window(&self) -> bool {
        matches!(self.time(), TargetTime::Over(_))
    }

    fn deadline_reached(&self) -> bool {
        self.time().last_day().is_some_and(|deadline| self.round.at >= deadline)
    }

    fn no_data(&self) -> Refusal {
        Refusal::new(RefusalCode::NoData).with("indicator", self.indicator.id())
    }

    /// The value for the deadline, once the deadline is reached and if it is there.
    fn deciding(&self) -> Option<&Evidence> {
        let deadline = self.resolution.deadline.as_ref().filter(|_| self.deadline_reached() && !self.is_every())?;
        self.gathered.points.iter().rfind(|point| {
            if self.is_window() { point.period.last_day() == deadline.last_day() } else { decides(point, deadline, self.indicator) }
        })
    }

    /// The latest value that is not past the deadline.
    fn current(&self) -> Option<&Evidence> {
        let deadline = self.resolution.deadline_day;
        self.gathered.points.iter().rfind(|point| deadline.is_none_or(|deadline| point.day <= deadline))
    }

    fn current_or_refuse(&self) -> Answer<&Evidence> {
        self.current().ok_or_else(|| self.no_data())
    }

    fn evidence(&self) -> Answer<Evidence> {
        let breach = self.ledger.iter().find(|entry| entry.attained == Attained::NotMet);
        let last = || self.ledger.iter().rev().find_map(|entry| entry.evidence.as_ref());
        let held = breach.and_then(|entry| entry.evidence.as_ref()).or_else(last);
        held.or_else(|| self.deciding()).or_else(|| self.current()).cloned().ok_or_else(|| self.no_data())
    }

    /// Points after the base point, or all without one.
    fn news(&self) -> impl Iterator<Item = &Evidence> {
        let base = self.resolution.base.as_ref().map(|base| base.day);
        self.gathered.points.iter().filter(move |point| base.is_none_or(|base| point.day > base))
    }

    fn attainment(&self) -> Answer<Attainment> {
        if let Some(refusal) = self.window_break() {
            return Err(refusal);
        }
        if self.is_every() {
            return self.held_throughout().map(plain);
        }
        if self.deadline_reached() {
            return match self.deciding() {
                Some(deciding) => Ok(self.attainment_of(deciding)),
                None => self.awaited().map(plain),
            };
        }
        if self.is_window() || matches!(self.time(), TargetTime::In(_)) {
            return Ok(plain(Attained::Pending));
        }
        let Some(latest) = self.news().last() else { return Ok(plain(Attained::Pending)) };
        let attainment = self.attainment_of(latest);
        match self.indicator.stale_after() {
            Some(age) if attainment.attained != Attained::Met && age.after(latest.period.last_day()) < self.round.at => {
                Err(self.stale(latest))
            }
            _ => Ok(attainment),
        }
    }

    fn stale(&self, latest: &Evidence) -> Refusal {
        let refusal = Refusal::new(RefusalCode::Stale).with("latest", latest.period);
        match self.indicator.stale_after() {
            Some(age) => refusal.with("stale_after", age),
            None => refusal,
        }
    }

    /// The deadline has passed without its value: awaited until it is due, refused afterwards.
    fn awaited(&self) -> Answer<Attained> {
        let Some(deadline) = self.resolution.deadline.as_ref() else { return Err(RefusalCode::NoDeadline.into()) };
        let regular = self.indicator.frequency();
        if !self.indicator.is_stock() && deadline.frequency() < regular {
            return Err(Refusal::new(RefusalCode::FrequencyDiffers).with("deadline", deadline).with("reported_every", regular));
        }
        if is_due(deadline, self.indicator, self.round) {
            return Err(Refusal::new(RefusalCode::NoValueForDeadline).with("deadline", deadline));
        }
        Ok(Attained::Pending)
    }

    fn held_throughout(&self) -> Answer<Attained> {
        let has = |attained: Attained| self.ledger.iter().any(|entry| entry.attained == attained);
        if has(Attained::NotMet) {
            return Ok(Attained::NotMet);
        }
        if !self.deadline_reached() {
            return Ok(Attained::Pending);
        }
        if let Some(missing) = self.ledger.iter().find(|entry| entry.is_missing) {
            return Err(Refusal::new(RefusalCode::GapInWindow).with("missing", missing.period));
        }
        Ok(if has(Attained::Pending) {
            Attained::Pending
        } else if has(Attained::Undetermined) {
            Attained::Undetermined
        } else {
            Attained::Met
        })
    }

    fn attainment_of(&self, evidence: &Evidence) -> Attainment {
        let bound = &self.resolution.bound;
        let rounded = evidence.level.widened(&evidence.rounding);
        let as_written = bound.attainment(&evidence.level);
        let as_rounded = bound.attainment(&rounded);
        let decided = if self.round.strict_precision { as_rounded } else { as_written };
        let base = self.resolution.base.as_ref().and_then(|base| base.level.as_exact());
        let exact = evidence.level.as_exact();
        let overshot = base.zip(exact).is_some_and(|(base, value)| bound.acceptable().is_overshot_by(value, base));
        let at_target_digits = exact
            .and_then(|level| bound.number_at(level))
            .and_then(|number| number.rounded(self.question.criterion.target().bound().value().decimals()).ok())
            .map(|number| bound.level_at(&number.to_ratio()));
        Attainment {
            attained: attained(decided),
            within_rounding: !evidence.rounding.is_zero() && as_written != as_rounded,
            met_if_rounded_to_target_digits: as_written == progress::Attainment::NotMet
                && at_target_digits.is_some_and(|level| bound.acceptable().is_met_by(&level)),
            is_nowcast: evidence.is_nowcast,
            overshot,
        }
    }

    fn gap(&self, evidence: &Evidence) -> Answer<Extent<Gap>> {
        if let Some(refusal) = self.window_break() {
            return Err(refusal);
        }
        let acceptable = self.resolution.bound.acceptable();
        let step = self.indicator.step().map(|step| step.to_ratio());
        match (step, evidence.level.as_exact()) {
            (Some(step), Some(value)) => acceptable
                .gap_in_steps(value, &step)
                .map(Extent::exactly)
                .ok_or_else(|| Refusal::new(RefusalCode::ZeroDenominator).with("step", step)),
            _ => Ok(acceptable.gap_of(&evidence.level)),
        }
    }

    /// The first reason why values after the base point may not be compared with it.
    fn incomparable(&self) -> Option<Refusal> {
        if self.question.assume_comparable {
            return None;
        }
        let criterion = self.question.criterion;
        let base = self.resolution.base.as_ref();
        let current = self.current()?;
        if let Some(series) = base.and_then(|base| base.series.as_ref())
            && *series != current.series
        {
            return Some(Refusal::new(RefusalCode::CrossSeries).with("baseline", series).with("values", &current.series));
        }
        let from = base.map(|base| base.day);
        self.breaks(|point| from.is_none_or(|from| point.day >= from)).pop().or_else(|| {
            let difference = criterion.concept_difference()?;
            Some(Refusal::new(RefusalCode::ConceptDiffers).with("because", difference))
        })
    }

    /// Breaks between neighbouring points, latest last; none where the plan declares a splice.
    fn breaks(&self, counts: impl Fn(&Evidence) -> bool) -> Vec<Refusal> {
        if self.question.assume_comparable || self.question.criterion.splice().is_some() {
            return Vec::new();
        }
        let points: Vec<&Evidence> = self.gathered.points.iter().filter(|point| counts(point)).collect();
        points.windows(2).filter_map(|pair| <[&Evidence; 2]>::try_from(pair).ok()).filter_map(|[a, b]| self.break_between(a, b)).collect()
    }

    fn break_between(&self, earlier: &Evidence, later: &Evidence) -> Option<Refusal> {
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        let code = if differ(&earlier.definition, &later.definition) || self.round.flags.breaks(&later.flags) {
            RefusalCode::DefinitionBreak
        } else if differ(&earlier.population, &later.population) {
            RefusalCode::PopulationBreak
        } else {
            return None;
        };
        Some(Refusal::new(code).with("between", earlier.period).with("and", later.period))
    }

    /// A window is not compounded across a break.
    fn window_break(&self) -> Option<Refusal> {
        if !self.is_window() {
            return None;
        }
        self.breaks(|_| true).into_iter().next()
    }

    /// What share, pace and rates are computed from: base value, current value, years since the base.
    fn way(&self) -> Answer<(&Ratio, &Evidence, Ratio)> {
        if self.is_every() {
            return Err(RefusalCode::HeldThroughout.into());
        }
        let base = self.resolution.base_or_refuse()?;
        let current = self.current_or_refuse()?;
        if current.day <= base.day {
            return Err(Refusal::new(RefusalCode::NoTimeElapsed).with("baseline", base.period).with("latest", current.period));
        }
        if !self.indicator.is_stock() && !self.is_window() && base.period.frequency() < self.indicator.frequency() {
            let (found, expected) = (base.period.frequency(), self.indicator.frequency());
            return Err(Refusal::new(RefusalCode::BasisDiffers).with("baseline", found).with("values", expected));
        }
        Ok((base.exact()?, current, self.resolution.years_from_base(current.day)?))
    }

    fn direction(&self) -> Answer<Direction> {
        self.resolution.direction()
    }

    fn share(&self) -> Answer<Extent<Ratio>> {
        if let Some(refusal) = self.window_break() {
            return Err(refusal);
        }
        let (base, current, _) = self.way()?;
        let target = self.resolution.target_level()?;
        let ends = self.direction()?.extent_of(&current.level);
        Ok(ends.try_map(|value| progress::share_of_way(base, &value, &target))?)
    }

    fn pace(&self) -> Answer<Extent<Pace>> {
        let (_, current, years) = self.way()?;
        if let Some(refusal) = self.window_break().or_else(|| self.incomparable()) {
            return Err(refusal);
        }
        self.fresh(current)?;
        let path = self.resolution.path.as_ref().ok_or(RefusalCode::NoPath)?;
        let course = self.resolution.course(path)?;
        let ends = self.direction()?.extent_of(&current.level);
        Ok(ends.try_map(|value| progress::pace(&course, &years, &value))?)
    }

    fn fresh(&self, current: &Evidence) -> Answer<()> {
        match self.indicator.stale_after() {
            Some(age) if age.after(current.period.last_day()) < self.round.at => Err(self.stale(current)),
            _ => Ok(()),
        }
    }

    /// On track if both ends of the evidence are; with a tolerance, if both are within it.
    fn on_track(&self, pace: &Answer<Extent<Pace>>) -> Answer<bool> {
        let pace = pace.as_ref().map_err(Clone::clone)?;
        let judge = |value: Option<Ratio>, pace: Option<&Pace>| -> Answer<Option<Standing>> {
            let Some((tolerance, value)) = self.round.tolerance.as_ref().zip(value) else {
                return Ok(pace.map(Pace::standing));
            };
            let (_, _, years) = self.way()?;
            let path = self.resolution.path.as_ref().ok_or(RefusalCode::NoPath)?;
            Ok(Some(tolerance.standing(&self.resolution.course(path)?, &years, &value)?))
        };
        let ends = self.direction()?.extent_of(&self.current_or_refuse()?.level);
        let worst = judge(ends.worst().cloned(), pace.worst())?;
        let best = judge(ends.best().cloned(), pace.best())?;
        match (worst, best) {
            (Some(Standing::OnPath | Standing::Ahead), _) => Ok(true),
            (_, Some(Standing::Behind)) => Ok(false),
            _ => Err(RefusalCode::EvidenceIsBound.into()),
        }
    }

    fn rates(&self) -> Answer<Rates> {
        let (base, current, years) = self.way()?;
        if let Some(refusal) = self.window_break().or_else(|| self.incomparable()) {
            return Err(refusal);
        }
        self.fresh(current)?;
        let value = current.level.as_exact().ok_or(RefusalCode::EvidenceIsBound)?;
        let target = self.resolution.target_level()?;
        let left = Span::between(current.day, self.resolution.deadline_or_refuse()?).years();
        let required = progress::required_rate(value, &target, &left)?;
        let achieved = progress::achieved_rate(base, value, &years)?;
        let multiple = progress::acceleration(&required, &achieved, self.direction()?).map_err(Refusal::from);
        let required_growth = progress::required_growth(value, &target, &left).map_err(Refusal::from);
        Ok(Rates { required, achieved, multiple, required_growth })
    }

    /// The latest exact, comparable values up to the current one, as (years, level); with the start of an index.
    fn comparable_points(&self) -> Answer<Vec<(Ratio, Ratio, &Evidence)>> {
        if let Some(refusal) = self.window_break() {
            return Err(refusal);
        }
        let current = self.current_or_refuse()?;
        let mut points: Vec<&Evidence> = Vec::new();
        for point in self.gathered.points.iter().filter(|point| point.day <= current.day) {
            let splits = !self.question.assume_comparable && self.question.criterion.splice().is_none();
            if splits && points.last().is_some_and(|last| self.break_between(last, point).is_some()) {
                points.clear();
            }
            points.push(point);
        }
        let start = points.first().map_or(current.day, |first| first.day);
        let exact = points.into_iter().filter_map(|point| Some((point, point.level.as_exact()?)));
        Ok(exact.map(|(point, level)| (Span::between(start, point.day).years(), level.clone(), point)).collect())
    }

    /// Too few values after a break is the break's doing, and refused as such.
    fn too_few(&self) -> Refusal {
        self.breaks(|_| true).pop().unwrap_or_else(|| RefusalCode::TooFewPoints.into())
    }

    fn trend(&self) -> Answer<progress::Trend> {
        if self.is_every() && self.ledger.is_empty() {
            return Err(RefusalCode::TooFewPoints.into());
        }
        let points = self.comparable_points()?;
        if points.len() < 2 {
            return Err(self.too_few());
        }
        let latest = points.len().saturating_sub(self.round.trend_points);
        let acceptable = self.resolution.bound.acceptable();
        let recent = points.get(latest..).unwrap_or_default();
        let margins: Vec<_> = recent.iter().map(|(years, level, _)| (years.clone(), acceptable.margin(level))).collect();
        let printed_unit = recent.iter().map(|(_, _, point)| point.rounding.clone()).max().unwrap_or_else(Ratio::zero) * Ratio::from(2);
        Ok(progress::trend(&margins, &printed_unit)?)
    }

    fn outlook(&self) -> Answer<Outlook> {
        if self.is_every() {
            return Err(RefusalCode::HeldThroughout.into());
        }
        let projection = self.round.projection.ok_or(RefusalCode::NoProjection)?;
        let deadline = self.resolution.deadline_or_refuse()?;
        let current = self.current_or_refuse()?;
        self.fresh(current)?;
        if current.day >= deadline {
            return Err(RefusalCode::NoTimeLeft.into());
        }
        if self.round.extrapolation_limit.is_some_and(|limit| limit.after(current.day) < deadline) {
            return Err(Refusal::new(RefusalCode::BeyondExtrapolationLimit).with("latest", current.period).with("deadline", deadline));
        }
        if current.level.as_exact().is_none() {
            return Err(RefusalCode::EvidenceIsBound.into());
        }
        let points = self.comparable_points()?;
        let Some((_, _, first)) = points.first() else { return Err(self.too_few()) };
        let start = first.day;
        let mut pairs: Vec<(Ratio, Ratio)> = points.iter().map(|(years, level, _)| (years.clone(), level.clone())).collect();
        if let (true, Some(base)) = (self.is_window(), &self.resolution.base) {
            pairs.insert(0, (Span::between(start, base.day).years(), base.exact()?.clone()));
        }
        if pairs.len() < 2 {
            return Err(self.too_few());
        }
        let projected = progress::project(projection, &pairs)?;
        let acceptable = self.resolution.bound.acceptable();
        let deadline_years = Span::between(start, deadline).years();
        let reached = projected.reaches(acceptable).map_err(Refusal::from);
        let reached_on = reached.clone().and_then(|years| {
            day_after_years(start, &years).ok_or_else(|| RefusalCode::BeyondComputation.into())
        });
        Ok(Outlook {
            projection,
            points: pairs.len(),
            value_at_deadline: projected.at(&deadline_years)?,
            reached_by_deadline: projected.meets(acceptable, &deadline_years)?,
            reached_on,
            late_by_years: reached.map(|years| years - deadline_years),
        })
    }

    fn is_met(&self, point: &Evidence) -> bool {
        self.resolution.bound.attainment(&point.level) == progress::Attainment::Met
    }

    /// Only a level can be met before its deadline.
    fn met_days(&self) -> Vec<(NaiveDate, bool)> {
        if !matches!(self.time(), TargetTime::By(_)) {
            return Vec::new();
        }
        let last = self.current().map(|current| current.day);
        self.news().filter(|point| Some(point.day) <= last).map(|point| (point.day, self.is_met(point))).collect()
    }

    fn first_met(&self) -> Option<NaiveDate> {
        self.met_days().into_iter().find(|(_, is_met)| *is_met).map(|(day, _)| day)
    }

    fn met_since(&self) -> Option<NaiveDate> {
        self.met_days().into_iter().rev().take_while(|(_, is_met)| *is_met).last().map(|(day, _)| day)
    }

    /// The first value after the deadline that meets the target.
    fn met_late(&self) -> Option<&Evidence> {
        let deadline = self.resolution.deadline_day.filter(|_| matches!(self.time(), TargetTime::By(_)))?;
        self.gathered.points.iter().find(|point| point.day > deadline && self.is_met(point))
    }

    fn findings(&self, attainment: &Answer<Attainment>, pace: &Answer<Extent<Pace>>) -> Findings {
        let attained = attainment.as_ref().map(|attainment| attainment.attained).map_err(Refusal::code);
        let breach = self.ledger.iter().any(|entry| entry.attained == Attained::NotMet);
        Findings {
            attained,
            deadline_reached: self.deadline_reached(),
            window: self.is_every().then_some(if breach { WindowFinding::Broken } else { WindowFinding::Open }),
            met_before: attained == Ok(Attained::NotMet) && self.first_met().is_some(),
            farther_than_baseline: self.is_farther_than_baseline(),
            news: self.news_finding(),
            on_track: self.on_track(pace).map_err(|refusal| refusal.code()),
            ..no_findings()
        }
    }

    fn is_farther_than_baseline(&self) -> bool {
        let acceptable = self.resolution.bound.acceptable();
        let base = self.resolution.base.as_ref().and_then(|base| base.level.as_exact());
        let Some((base, current)) = base.zip(self.news().last()) else { return false };
        let ends = [current.level.lower().number(), current.level.upper().number()];
        ends.into_iter().all(|end| end.is_some_and(|end| acceptable.margin(end) < acceptable.margin(base)))
    }

    fn news_finding(&self) -> News {
        if self.is_every() {
            let entries = || self.ledger.iter().filter(|entry| entry.evidence.is_some());
            return match entries().next() {
                Some(_) => News::Present,
                None if self.ledger.iter().any(|entry| entry.is_missing) => News::Overdue,
                None => News::NoneDue,
            };
        }
        if self.news().next().is_some() {
            return News::Present;
        }
        let next = self.resolution.base.as_ref().and_then(|base| Period::containing(base.day, self.indicator.frequency())?.next());
        match next {
            Some(next) if is_due(&next, self.indicator, self.round) => News::Overdue,
            _ => News::NoneDue,
        }
    }

    fn verdict(&self, attainment: &Answer<Attainment>, pace: &Answer<Extent<Pace>>) -> Verdict {
        let findings = self.findings(attainment, pace);
        let mut verdict = Verdict::new(verdict::decide(&findings).1);
        verdict.series = self.evidence().ok().map(|evidence| evidence.series);
        match verdict.code {
            VerdictCode::Met | VerdictCode::MetEarly | VerdictCode::AwaitingData => verdict.met_since = self.met_since(),
            VerdictCode::Missed => verdict.met_late = self.met_late().map(|point| point.period),
            VerdictCode::OnTrack | VerdictCode::Behind => {
                verdict.path = self.resolution.path.as_ref().map(ToString::to_string);
            }
            _ => {}
        }
        if self.is_every() {
            let breach = self.ledger.iter().find(|entry| entry.attained == Attained::NotMet);
            verdict.broken = breach.map(|entry| entry.period);
            let held = self.ledger.iter().filter(|entry| entry.attained == Attained::Met).count();
            let due = self.ledger.iter().filter(|entry| entry.evidence.is_some() || entry.is_missing).count();
            verdict.held = (verdict.code == VerdictCode::HeldSoFar).then_some((held, due));
        }
        verdict
    }
}

fn plain(attained: Attained) -> Attainment {
    Attainment {
        attained,
        within_rounding: false,
        met_if_rounded_to_target_digits: false,
        is_nowcast: false,
        overshot: false,
    }
}

