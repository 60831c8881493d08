//! The story of a goal in sentences, in the order in which people ask: what, how far, how fast, where to, what not.

use super::cells::{assessment_value, leads, reached};
use super::table::refusals;
use super::words::{Label, Words};
use crate::assess::{ArmAssessment, Assessment, Outlook, Resolution};
use crate::number::Endpoint;
use crate::progress::Gap;

/// A sentence for each answer, and one for each question without an answer.
///
/// ```
/// # use policy_targets::{Assessor, Dataset, Draft, Goal, Observation};
/// # use policy_targets::plan::{Criterion, Indicator, IndicatorKind, Requirement, Timing};
/// # use policy_targets::text::MultilingualText;
/// use policy_targets::report::{Words, story};
/// # let text = MultilingualText::english("30 GW of storage")?;
/// # let indicator = Indicator::new("storage".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End);
/// # let criterion = Criterion::new("storage".parse()?, ">= 30 GW by 2025".parse()?);
/// # let goal = Goal::new("g".parse()?, text.clone(), Requirement::One(criterion));
/// # let plan = Draft::new("p".parse()?, text).indicator(indicator).goal(goal).into_plan()?;
/// # let (data, _) = Dataset::from_observations([Observation::new(
/// #     "storage".parse()?, "nea".parse()?, "2022-12-31".parse()?, "8.7 GW".parse()?, "2023-02-13".parse()?)]);
/// let assessment = &Assessor::as_of("2023-03-01".parse()?).assess(&plan, &data)[0];
/// let sentences = story(assessment, Words::english());
/// assert_eq!(sentences[..2], ["8.7 GW for 31 Dec 2022, published 13 Feb 2023 (nea).", "21.3 GW short of the target."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn story(assessment: &Assessment, words: &Words) -> Vec<String> {
    let mut said = Vec::new();
    if let (Ok(evidence), Some(value)) = (assessment.evidence(), assessment_value(assessment, words)) {
        let (period, published) = (words.date(evidence.period()), words.date(&evidence.published()));
        said.push(words.say(Label::StoryValue, &[&value, &period, &published, evidence.series().as_ref()]));
        let flags = evidence.flags().iter().map(|flag| words.flag(flag).to_owned());
        said.extend(flags);
    }
    if let Some(direction) = assessment.direction() {
        let [wanted, moved] = [direction.wanted().to_string(), direction.movement().to_string()];
        said.push(words.say(Label::StoryMoved, &[&words.term(&wanted), &words.term(&moved)]));
    }
    if let Some((arm, resolution)) =
        assessment.deciding_arm().and_then(|arm| Some((arm, arm.resolution().ok()?)))
    {
        said.extend(answers(arm, resolution, words));
    }
    let is_about_numbers = !assessment.arms().is_empty();
    let unanswered = refusals(assessment, words).into_iter().filter(|_| is_about_numbers);
    said.extend(
        unanswered
            .map(|(axis, refusal)| words.say(Label::StoryNoAnswer, &[&axis, words.refusal(refusal.code())])),
    );
    said
}

fn answers(arm: &ArmAssessment, resolution: &Resolution, words: &Words) -> Vec<String> {
    let unit = resolution.unit();
    let mut said = Vec::new();
    if let Ok(gap) = arm.gap() {
        let distance = |gap: &Gap| words.distance(gap.shortfall(), unit);
        said.push(match (gap.worst(), gap.best()) {
            (Some(worst), Some(best)) if worst.is_closed() && best.is_closed() => {
                words.label(Label::StoryNothingMissing).to_owned()
            }
            (Some(worst), Some(best)) if best.is_closed() => {
                words.say(Label::StoryShortAtMost, &[&distance(worst)])
            }
            _ => words.say(Label::StoryShort, &[&words.ends(gap, distance)]),
        });
    }
    if let (Ok(share), Some(base)) = (arm.share(), resolution.base()) {
        let share = words.ends(share, |share| words.percent(share));
        said.push(
            words.say(
                Label::StoryShare,
                &[&share, &words.level(base.level(), unit), &words.date(base.period())],
            ),
        );
    }
    if let (Ok(pace), Some(path)) = (arm.pace(), resolution.path()) {
        let expected = words.ends(pace, |pace| words.amount(pace.expected(), unit));
        let standing = words.ends(pace, |pace| words.term(&pace.standing().to_string()));
        let lead = leads(pace, words).unwrap_or(standing);
        said.push(words.say(Label::StoryPace, &[&words.term(&path.to_string()), &expected, &lead]));
    }
    if let Ok(rates) = arm.rates() {
        let achieved = words.change(rates.achieved(), unit);
        match (rates.required(), rates.multiple()) {
            (Ok(required), Ok(multiple)) => {
                let multiple = words.say(Label::Times, &[&words.number(multiple)]);
                said.push(
                    words.say(Label::StoryRates, &[&words.change(required, unit), &achieved, &multiple]),
                );
            }
            (Ok(required), Err(_)) => {
                said.push(words.say(Label::StoryRequired, &[&words.change(required, unit)]));
            }
            (Err(_), _) => {}
        }
    }
    if let Ok(trend) = arm.trend() {
        let direction = words.term(&trend.direction().to_string());
        said.push(words.say(Label::StoryTrend, &[&trend.points().to_string(), &direction]));
    }
    if let Ok(outlook) = arm.outlook() {
        said.extend(ahead(outlook, resolution, words));
    }
    said
}

fn ahead(outlook: &Outlook, resolution: &Resolution, words: &Words) -> Vec<String> {
    let unit = resolution.unit();
    let projection = words.term(&outlook.projection().to_string());
    let value = words.ends(outlook.value_at_deadline(), |value| words.amount(value, unit));
    let reached = words.label(reached(outlook.reached_by_deadline()));
    let mut said = vec![words.say(Label::StoryOutlook, &[&projection, &value, reached])];
    said.extend(outlook.reached_on().ok().map(|day| words.say(Label::StoryReachedOn, &[&words.date(&day)])));
    if let Ok(Some(chance)) = outlook.chance() {
        let probability = words.percent(&chance.probability().to_ratio());
        let interval = chance.interval();
        let end =
            |end: &Endpoint| end.number().map_or_else(|| "?".to_owned(), |number| words.amount(number, unit));
        said.push(
            words.say(Label::StoryChance, &[&probability, &end(interval.lower()), &end(interval.upper())]),
        );
    }
    said
}
