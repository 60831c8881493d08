//! Assesses one goal: its arms, how they combine, where the target stands, and the verdict on the whole.

use super::arm::{ArmAssessment, Question, is_news_due};
use super::assessment::{Assessment, Composition, DirectionAnswer};
use super::assessor::Round;
use super::evidence::{Evidence, Gatherer};
use super::refusal::{Answer, Refusal, RefusalCode};
use super::verdict::{
    self, Attained, Findings, Movement, News, RequirementFinding, StandingFinding, Verdict, VerdictCode,
};
use crate::data::{Dataset, View};
use crate::number::Ratio;
use crate::plan::{Baseline, Criterion, Goal, Indicator, Plan, Requirement, Standing};
use crate::progress::Direction;
use crate::text::Id;
use crate::time::{NaiveDate, PartialDate};
use std::cmp::Ordering;

/// A goal's answers before its standing is taken into account.
struct Answers {
    attained: Answer<Attained>,
    verdict: Verdict,
    composition: Option<Composition>,
    arms: Vec<ArmAssessment>,
    deciding: Vec<usize>,
    direction: Option<DirectionAnswer>,
}

pub(super) fn assess(round: &Round, plan: &Plan, goal: &Goal, data: &Dataset) -> Assessment {
    let view = data.view(round.known_by);
    let answers = answers(round, plan, goal, view);
    let (standing, replaced_by) = standing(plan, goal, &answers.arms, round.at);
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
    let criteria = |criteria: &[Criterion], composition: Option<Composition>| {
        let arms = criteria
            .iter()
            .map(|criterion| Question { round, plan, criterion, view, assume_comparable: false }.answer());
        combine(arms.collect(), composition)
    };
    match goal.requirement() {
        Requirement::One(criterion) => criteria(std::slice::from_ref(criterion), None),
        Requirement::AllOf(all) => criteria(all, Some(Composition::AllOf)),
        Requirement::AnyOf(any) => criteria(any, Some(Composition::AnyOf)),
        Requirement::Statement => without_number(RequirementFinding::Statement),
        Requirement::NotYetSet => without_number(RequirementFinding::NotYetSet),
        Requirement::Phased(_) | Requirement::Tiers(_) => without_number(RequirementFinding::Number),
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

/// How good a verdict is; all-of is as good as its worst arm, any-of as its best.
fn rank(code: VerdictCode) -> usize {
    const BEST_FIRST: [VerdictCode; 13] = [
        VerdictCode::Met,
        VerdictCode::Secured,
        VerdictCode::MetEarly,
        VerdictCode::HeldSoFar,
        VerdictCode::OnTrack,
        VerdictCode::AwaitingData,
        VerdictCode::TooEarly,
        VerdictCode::Undetermined,
        VerdictCode::NotMetSoFar,
        VerdictCode::Behind,
        VerdictCode::BelowBaseline,
        VerdictCode::SlippedBack,
        VerdictCode::Missed,
    ];
    BEST_FIRST.iter().position(|other| *other == code).unwrap_or(BEST_FIRST.len())
}

/// Kleene logic over the arms; a refusal or a pending arm is the unknown.
fn kleene(arms: &[ArmAssessment], composition: Composition) -> Answer<Attained> {
    let decisive = match composition {
        Composition::AllOf => Attained::NotMet,
        Composition::AnyOf => Attained::Met,
    };
    let attained: Vec<Answer<Attained>> = arms
        .iter()
        .map(|arm| arm.attainment.as_ref().map(|answer| answer.attained).map_err(Clone::clone))
        .collect();
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

fn combine(arms: Vec<ArmAssessment>, composition: Option<Composition>) -> Answers {
    let attained = kleene(&arms, composition.unwrap_or(Composition::AllOf));
    let ranked = |index: &usize| arms.get(*index).map_or(usize::MAX, |arm| rank(arm.verdict.code));
    let decides = |index: &usize| {
        let arm = arms.get(*index).map(|arm| arm.attainment.as_ref().map(|answer| answer.attained));
        match (&attained, composition) {
            (Err(_), _) => matches!(arm, Some(Err(_))),
            (Ok(Attained::NotMet), Some(Composition::AllOf)) => arm == Some(Ok(Attained::NotMet)),
            (Ok(Attained::Met), Some(Composition::AnyOf)) => arm == Some(Ok(Attained::Met)),
            (Ok(Attained::Pending | Attained::Undetermined), _) => {
                matches!(arm, Some(Ok(Attained::Pending | Attained::Undetermined)))
            }
            _ => true,
        }
    };
    let candidates: Vec<usize> = (0..arms.len()).filter(decides).collect();
    let best = match composition {
        Some(Composition::AnyOf) => candidates.iter().map(ranked).min(),
        _ => candidates.iter().map(ranked).max(),
    };
    let deciding: Vec<usize> = candidates.into_iter().filter(|index| Some(ranked(index)) == best).collect();
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
            None => verdict.met_since,
        };
    }
    Answers { attained, verdict, composition, arms, deciding, direction: None }
}

/// Standing on the day asked about; being replaced counts only if it happened before the deadline.
fn standing(
    plan: &Plan,
    goal: &Goal,
    arms: &[ArmAssessment],
    at: NaiveDate,
) -> (StandingFinding, Option<Id>) {
    let issued = goal.announced().or(plan.dates().issued);
    let first = plan.standing_history().first().and_then(|change| change.first_day(plan.dates().issued));
    let known_since = match (goal.announced(), first) {
        (Some(announced), _) => Some(announced.last_day()),
        (None, first) => first.or(issued.map(|issued| issued.last_day())),
    };
    if known_since.is_some_and(|day| day > at) {
        return (StandingFinding::NotYetIssued, None);
    }
    let deadline = arms.iter().filter_map(|arm| arm.target.time().last_day()).max();
    let in_time = |day: NaiveDate| day <= at && deadline.is_none_or(|deadline| day < deadline);
    if let Some(superseded) = goal.superseded().filter(|superseded| in_time(superseded.on.last_day())) {
        return (StandingFinding::Superseded, Some(superseded.by.clone()));
    }
    // What expired later was superseded all the same.
    let ended = plan.standing_history().iter().rfind(|change| {
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
        let gatherer =
            Gatherer { plan: self.plan, view: self.view, at: self.round.at, flags: &self.round.flags };
        let preference =
            [&self.round.series, series, indicator.series()].into_iter().find(|series| !series.is_empty());
        let points = gatherer.gather(indicator, preference.unwrap_or_default())?.points;
        let (base_day, base_level, base) = self.base(baseline, indicator, &points)?;
        let later = || points.iter().filter(|point| point.day > base_day);
        let Some(latest) = later().next_back().cloned() else {
            let is_overdue = is_news_due(base_day, indicator, self.round);
            let code = if is_overdue { RefusalCode::NoNewData } else { RefusalCode::NoneDueYet };
            return Err(Refusal::new(code).with("baseline", base_day));
        };
        let level = latest.level.as_exact().ok_or(RefusalCode::EvidenceIsBound)?;
        let moved = match level.cmp(&base_level) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Direction::Up),
            Ordering::Less => Some(Direction::Down),
        };
        let movement = match moved {
            None => Movement::Unchanged,
            Some(direction) if direction == self.wanted => Movement::AsPromised,
            Some(_) => Movement::Opposite,
        };
        Ok(DirectionAnswer {
            wanted: self.wanted,
            base,
            latest,
            movement,
            unchanged_since: (movement == Movement::Unchanged).then_some(base_day),
        })
    }

    fn base(
        &self,
        baseline: Option<&Baseline>,
        indicator: &Indicator,
        points: &[Evidence],
    ) -> Answer<(NaiveDate, Ratio, Option<Evidence>)> {
        let exact = |level: &crate::number::Interval| {
            level.as_exact().cloned().ok_or_else(|| Refusal::new(RefusalCode::BaselineNotExact))
        };
        match baseline {
            Some(Baseline::Stated { value, period, .. }) => {
                let level = value
                    .in_unit(indicator.unit())
                    .map_err(|error| Refusal::new(RefusalCode::UnitDiffers).with("because", error))?;
                Ok((period.last_day(), exact(&level)?, None))
            }
            Some(Baseline::Reported { period }) => {
                let point = points.iter().find(|point| point.period == *period);
                let point =
                    point.ok_or_else(|| Refusal::new(RefusalCode::NoBaseline).with("expected", period))?;
                Ok((point.day, exact(&point.level)?, Some(point.clone())))
            }
            None => {
                let promised =
                    self.promised.map(|promised| promised.last_day()).ok_or(RefusalCode::NoBaseline)?;
                let point = points.iter().rfind(|point| point.day <= promised);
                let point = point.ok_or_else(|| {
                    Refusal::new(RefusalCode::NoBaseline)
                        .with("expected", format!("a value in force on {promised}"))
                })?;
                Ok((point.day, exact(&point.level)?, Some(point.clone())))
            }
        }
    }
}
