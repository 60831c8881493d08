//! Assesses one goal: its arms, how they combine, where the target stands, and the verdict on the whole.

use super::arm::{ArmAssessment, Question, is_news_due};
use super::assessment::{Assessment, Composition, DirectionAnswer};
use super::assessor::Round;
use super::evidence::{Evidence, Gatherer, Segment, segment_on, value_of};
use super::refusal::{Answer, Refusal, RefusalCode};
use super::verdict::{
    self, Attained, Findings, Movement, News, RequirementFinding, StandingFinding, Verdict, VerdictCode, rank,
};
use crate::data::View;
use crate::number::{Interval, Ratio};
use crate::plan::{Baseline, Criterion, Goal, Indicator, Phase, Plan, Requirement, Standing, Tier};
use crate::progress::{Acceptable, Attainment, Direction};
use crate::text::Id;
use crate::time::{NaiveDate, PartialDate, Period};

/// A goal's answers before its standing is taken into account.
struct Answers {
    attained: Answer<Attained>,
    verdict: Verdict,
    composition: Option<Composition>,
    arms: Vec<ArmAssessment>,
    deciding: Vec<usize>,
    direction: Option<DirectionAnswer>,
}

pub(super) fn assess(round: &Round, plan: &Plan, goal: &Goal, view: View<'_>) -> Assessment {
    let answers = answers(round, plan, goal, view);
    let (standing, replaced_by) = standing(plan, goal, round.at);
    let judgements = goal.judgements().iter().filter(|judgement| judgement.day.last_day() <= round.known_by);
    Assessment {
        plan: plan.id().clone(),
        goal: goal.id().clone(),
        title: goal.title().cloned(),
        wording: goal.wording().clone(),
        commitment: goal.commitment(),
        is_counted: goal.is_counted(),
        round: round.clone(),
        standing: plan.standing_on(round.at).map(|change| change.status),
        verdict: with_standing(standing, replaced_by, answers.verdict),
        attained: answers.attained,
        composition: answers.composition,
        arms: answers.arms,
        deciding: answers.deciding,
        direction: answers.direction,
        judgements: judgements.cloned().collect(),
    }
}

fn answers(round: &Round, plan: &Plan, goal: &Goal, view: View<'_>) -> Answers {
    let arm = |criterion: &Criterion| {
        Question {
            round,
            plan,
            criterion,
            view,
            member: None,
            series: None,
            assume_comparable: false,
            only: None,
        }
        .answer()
    };
    let combined = |criteria: &[Criterion], composition: Option<Composition>| {
        combine(criteria.iter().map(arm).collect(), composition, round.at)
    };
    match goal.requirement() {
        Requirement::One(criterion) => combined(std::slice::from_ref(criterion), None),
        Requirement::AllOf(all) => combined(all, Some(Composition::AllOf)),
        Requirement::AnyOf(any) => combined(any, Some(Composition::AnyOf)),
        Requirement::Phased(phases) => {
            // A number that is set later is not known before, and not in force before either.
            let is_set = |phase: &&Phase| {
                phase.announced.is_none_or(|day| day.last_day() <= round.known_by.min(round.at))
            };
            let arms: Vec<_> = phases.iter().filter(is_set).map(|phase| arm(&phase.criterion)).collect();
            if arms.is_empty() {
                return without_number(RequirementFinding::NotYetSet);
            }
            combine(arms, Some(Composition::Phased), round.at)
        }
        Requirement::Tiers(tiers) => {
            let of_tier = |tier: &Tier| ArmAssessment {
                role: Some(tier.role),
                condition: tier.condition.clone(),
                ..arm(&tier.criterion)
            };
            combine(tiers.iter().map(of_tier).collect(), Some(Composition::Tiers), round.at)
        }
        Requirement::Statement => without_number(RequirementFinding::Statement),
        Requirement::NotYetSet => without_number(RequirementFinding::NotYetSet),
        Requirement::Direction { indicator, direction, baseline, series } => {
            let promised = goal.announced().or(plan.dates().issued);
            let question = DirectionQuestion { round, plan, view, indicator, wanted: *direction, promised };
            question.answers(baseline.as_ref(), series)
        }
    }
}

fn without_number(requirement: RequirementFinding) -> Answers {
    let findings = Findings { requirement, attained: Err(RefusalCode::NoNumber), ..Findings::default() };
    Answers {
        attained: Err(RefusalCode::NoNumber.into()),
        verdict: Verdict::new(verdict::decide(&findings).1),
        composition: None,
        arms: Vec::new(),
        deciding: Vec::new(),
        direction: None,
    }
}

/// Kleene logic over several answers; a refusal or a pending arm is the unknown.
fn kleene(attained: &[Answer<Attained>], composition: Composition) -> Answer<Attained> {
    let decisive = match composition {
        Composition::AnyOf => Attained::Met,
        _ => Attained::NotMet,
    };
    if attained.contains(&Ok(decisive)) {
        return Ok(decisive);
    }
    if let Some(refusal) = attained.iter().find_map(|answer| answer.as_ref().err()) {
        return Err(refusal.clone());
    }
    for unknown in [Attained::Pending, Attained::Undetermined] {
        if attained.contains(&Ok(unknown)) {
            return Ok(unknown);
        }
    }
    Ok(if decisive == Attained::Met { Attained::NotMet } else { Attained::Met })
}

/// Whether an arm is met; with a group, whether every member is.
fn attained(arm: &ArmAssessment) -> Answer<Attained> {
    if arm.groups.is_empty() {
        return arm.attainment.as_ref().map(|answer| answer.attained).map_err(Clone::clone);
    }
    kleene(&arm.groups.iter().map(attained).collect::<Vec<_>>(), Composition::AllOf)
}

/// The arms that decide, by the composition: the worst, the best, the next one due, or the first.
fn deciding(arms: &[ArmAssessment], composition: Option<Composition>, at: NaiveDate) -> Vec<usize> {
    if arms.len() == 1 {
        return vec![0];
    }
    let ranked = |index: usize| arms.get(index).map_or(usize::MAX, |arm| rank(arm.verdict.code));
    let of_rank = |decisive: Option<usize>| -> Vec<usize> {
        (0..arms.len()).filter(|index| Some(ranked(*index)) == decisive).collect()
    };
    // Of several arms of one rank, the one farthest behind its path comes first, or for any-of the one farthest ahead.
    let lead = |index: usize| {
        let pace = arms.get(index)?.pace.as_ref().ok()?;
        pace.worst().or(pace.best()).map(|pace| pace.lead().years())
    };
    match composition {
        Some(Composition::AnyOf) => {
            let mut best = of_rank((0..arms.len()).map(ranked).min());
            best.sort_by_key(|index| std::cmp::Reverse(lead(*index)));
            best
        }
        Some(Composition::AllOf) | None => {
            let mut worst = of_rank((0..arms.len()).map(ranked).max());
            worst.sort_by_key(|index| lead(*index));
            worst
        }
        Some(Composition::Phased) => {
            let is_due = |arm: &ArmAssessment| arm.target.time().last_day().is_none_or(|day| day >= at);
            let next = arms.iter().position(is_due);
            next.or(arms.len().checked_sub(1)).into_iter().collect()
        }
        Some(Composition::Tiers) => arms.first().map(|_| 0).into_iter().collect(),
    }
}

fn combine(arms: Vec<ArmAssessment>, composition: Option<Composition>, at: NaiveDate) -> Answers {
    let deciding = deciding(&arms, composition, at);
    let attained = match composition {
        Some(Composition::AllOf | Composition::AnyOf) | None => {
            let all: Vec<_> = arms.iter().map(attained).collect();
            kleene(&all, composition.unwrap_or(Composition::AllOf))
        }
        Some(Composition::Phased | Composition::Tiers) => {
            let headline = deciding.first().and_then(|index| arms.get(*index));
            headline.map_or_else(|| Err(RefusalCode::NoNumber.into()), attained)
        }
    };
    let mut verdict = deciding.first().and_then(|index| arms.get(*index)).map_or_else(
        || Verdict::new((VerdictCode::CannotAssess, Some(RefusalCode::NoNumber))),
        |arm| arm.verdict.clone(),
    );
    if verdict.met_since.is_some() {
        let days = || arms.iter().filter_map(|arm| arm.met_since);
        verdict.met_since = match composition {
            // All arms hold together only from the day the last of them was met.
            Some(Composition::AllOf) => days().max().filter(|_| days().count() == arms.len()),
            Some(Composition::AnyOf) => days().min(),
            _ => verdict.met_since,
        };
    }
    Answers { attained, verdict, composition, arms, deciding, direction: None }
}

/// Standing on the day asked about; being replaced counts only if it happened before the deadline.
fn standing(plan: &Plan, goal: &Goal, at: NaiveDate) -> (StandingFinding, Option<Id>) {
    let issued = goal.announced().or(plan.dates().issued);
    let first = plan.standing_history().first().and_then(|change| change.first_day(plan.dates().issued));
    let known_since = match (goal.announced(), first) {
        (Some(announced), _) => Some(announced.last_day()),
        (None, first) => first.or(issued.map(|issued| issued.last_day())),
    };
    if known_since.is_some_and(|day| day > at) {
        return (StandingFinding::NotYetIssued, None);
    }
    // The last one of all, also of a phase whose number is not set yet.
    let criteria = goal.requirement().criteria().into_iter();
    let deadline = criteria.filter_map(|criterion| criterion.target().time().last_day()).max();
    let in_time = |day: NaiveDate| day <= at && deadline.is_none_or(|deadline| day < deadline);
    if let Some(superseded) = goal.superseded().filter(|superseded| in_time(superseded.on.last_day())) {
        return (StandingFinding::Superseded, Some(superseded.by.clone()));
    }
    // What expired later was superseded all the same; what was adopted again later is in effect.
    let history = plan.standing_history().iter();
    let known = history.filter(|change| change.first_day(plan.dates().issued).is_none_or(|day| day <= at));
    let last = known.clone().rfind(|change| change.status != Standing::Expired);
    let ended = last.filter(|change| {
        matches!(change.status, Standing::Superseded | Standing::Withdrawn)
            && change.first_day(plan.dates().issued).is_none_or(in_time)
    });
    match ended {
        Some(change) if change.status == Standing::Superseded => {
            (StandingFinding::Superseded, change.by.clone())
        }
        Some(_) => (StandingFinding::Withdrawn, None),
        None => (StandingFinding::InEffect, None),
    }
}

fn with_standing(standing: StandingFinding, replaced_by: Option<Id>, verdict: Verdict) -> Verdict {
    let findings = Findings { standing, ..Findings::default() };
    if standing == StandingFinding::InEffect {
        return verdict;
    }
    let (_, decision) = verdict::decide(&findings);
    let mut wrapped = Verdict::new(decision);
    wrapped.replaced_by = replaced_by;
    wrapped.would_be = (standing != StandingFinding::NotYetIssued).then(|| Box::new(verdict));
    wrapped
}

struct DirectionQuestion<'a> {
    round: &'a Round,
    plan: &'a Plan,
    view: View<'a>,
    indicator: &'a Id,
    wanted: Direction,
    promised: Option<PartialDate>,
}

impl DirectionQuestion<'_> {
    fn answers(&self, baseline: Option<&Baseline>, series: &[Id]) -> Answers {
        let answer = self.movement(baseline, series);
        let code = answer.as_ref().err().map(Refusal::code);
        let findings = Findings {
            requirement: RequirementFinding::Direction(answer.as_ref().ok().map(|answer| answer.movement)),
            attained: match code {
                None | Some(RefusalCode::NoneDueYet) => Ok(Attained::Pending),
                Some(code) => Err(code),
            },
            news: if code.is_some() { News::NoneDue } else { News::Present },
            ..Findings::default()
        };
        let mut verdict = Verdict::new(verdict::decide(&findings).1);
        verdict.series = answer.as_ref().ok().map(|answer| answer.latest.series.clone());
        Answers {
            attained: answer.as_ref().map(|_| Attained::Pending).map_err(Clone::clone),
            verdict,
            composition: None,
            arms: Vec::new(),
            deciding: Vec::new(),
            direction: answer.ok(),
        }
    }

    /// The latest value against the value in force when it was promised.
    fn movement(&self, baseline: Option<&Baseline>, series: &[Id]) -> Answer<DirectionAnswer> {
        let indicator = self
            .plan
            .indicator(self.indicator)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", self.indicator))?;
        let (plan, view) = (self.plan, self.view);
        let gatherer = Gatherer {
            plan,
            view,
            at: self.round.at,
            flags: &self.round.flags,
            asked: baseline.map(|baseline| *baseline.period()),
            member: None,
            takes_ranges: false,
            confidence: None,
            parts: None,
        };
        let preference =
            [&self.round.series, series, indicator.series()].into_iter().find(|series| !series.is_empty());
        let points = gatherer.gather(indicator, preference.unwrap_or_default()).points?;
        let base = self.base(baseline, indicator, &points)?;
        let later: Vec<&Evidence> = points.iter().filter(|point| point.day > base.day).collect();
        let Some(latest) = later.last().copied() else {
            let is_overdue = is_news_due(&base.period, indicator, self.round);
            let code = if is_overdue { RefusalCode::NoNewData } else { RefusalCode::NoneDueYet };
            return Err(Refusal::new(code).with("baseline", base.day));
        };
        base.check_comparable(latest)?;
        let movement = match moved(&base.level, &latest.level)? {
            None => Movement::Unchanged,
            Some(direction) if direction == self.wanted => Movement::AsPromised,
            Some(_) => Movement::Opposite,
        };
        // Since the last value that differed, or since it was promised.
        let same = later.iter().rev().take_while(|point| point.level == latest.level);
        let since =
            same.clone().last().filter(|_| same.count() < later.len()).map_or(base.day, |point| point.day);
        Ok(DirectionAnswer {
            wanted: self.wanted,
            base: base.evidence,
            latest: latest.clone(),
            movement,
            unchanged_since: (movement == Movement::Unchanged).then_some(since),
        })
    }

    fn base(
        &self,
        baseline: Option<&Baseline>,
        indicator: &Indicator,
        points: &[Evidence],
    ) -> Answer<InForce> {
        match baseline {
            Some(Baseline::Stated { value, period, series, .. }) => {
                let level = value
                    .in_unit(indicator.unit())
                    .map_err(|error| Refusal::new(RefusalCode::UnitDiffers).with("because", error))?;
                let day = period.last_day();
                let segment = segment_on(points, day);
                let (period, series) = (*period, series.clone());
                Ok(InForce { period, day, level, series, segment, evidence: None })
            }
            Some(Baseline::Reported { period }) => {
                let point = value_of(points, period, indicator);
                let point =
                    point.ok_or_else(|| Refusal::new(RefusalCode::NoBaseline).with("expected", period))?;
                Ok(InForce::from(point.clone()))
            }
            None => {
                let promised =
                    self.promised.map(|promised| promised.last_day()).ok_or(RefusalCode::NoBaseline)?;
                let point = points.iter().rfind(|point| point.day <= promised);
                let point = point.ok_or_else(|| {
                    Refusal::new(RefusalCode::NoBaseline)
                        .with("expected", format!("a value in force on {promised}"))
                })?;
                Ok(InForce::from(point.clone()))
            }
        }
    }
}

/// The value that a direction-only goal moves from.
struct InForce {
    period: Period,
    day: NaiveDate,
    level: Interval,
    series: Option<Id>,
    segment: Segment,
    evidence: Option<Evidence>,
}

impl From<Evidence> for InForce {
    fn from(evidence: Evidence) -> Self {
        let (day, segment) = (evidence.day, evidence.segment);
        let (level, series) = (evidence.level.clone(), Some(evidence.series.clone()));
        Self { period: evidence.period, day, level, series, segment, evidence: Some(evidence) }
    }
}

impl InForce {
    fn check_comparable(&self, latest: &Evidence) -> Answer<()> {
        if let Some(series) = self.series.as_ref().filter(|series| **series != latest.series) {
            let refusal = Refusal::new(RefusalCode::CrossSeries);
            return Err(refusal.with("baseline", series).with("values", &latest.series));
        }
        match self.segment.break_to(latest.segment) {
            Some(code) => Err(Refusal::new(code).with("between", self.day).with("and", latest.period)),
            None => Ok(()),
        }
    }
}

/// Which way a value has moved: bounds tell it where all that one allows lies beyond all that the other does.
fn moved(from: &Interval, to: &Interval) -> Answer<Option<Direction>> {
    if let Some((from, to)) = from.as_exact().zip(to.as_exact()) {
        return Ok(Direction::towards(from, to));
    }
    let difference = to.plus(&from.negated());
    let above = Acceptable::over(Ratio::zero()).attainment(&difference);
    let below = Acceptable::under(Ratio::zero()).attainment(&difference);
    match (above, below) {
        (Attainment::Met, _) => Ok(Some(Direction::Up)),
        (_, Attainment::Met) => Ok(Some(Direction::Down)),
        _ => Err(RefusalCode::EvidenceIsBound.into()),
    }
}
