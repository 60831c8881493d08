//! Writes plan files that read back as the same plan, in TOML and in JSON.

use super::layout::plan;
use super::output::{Fields, Output, TABLE_LISTS, write_json, write_toml_fields};
use crate::plan::Plan;
use std::fmt::Write as _;

impl Plan {
    /// The plan as a TOML file that reads back as the same plan.
    ///
    #[cfg_attr(feature = "toml", doc = "```")]
    #[cfg_attr(not(feature = "toml"), doc = "```ignore")]
    /// use policy_targets::plan::{Draft, Plan};
    /// use policy_targets::text::MultilingualText;
    ///
    /// let plan = Draft::new("demo".parse()?, MultilingualText::english("A plan")?).issued("2021-04".parse()?).into_plan()?;
    /// let text = plan.to_toml_string();
    /// assert!(text.starts_with("format = 1\nid = \"demo\"\n"));
    /// assert_eq!(Plan::from_toml_str(&text)?.into_draft(), plan.into_draft());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_toml_string(&self) -> String {
        let mut text = String::new();
        let (tables, fields): (Vec<_>, Vec<_>) =
            plan(self).0.into_iter().partition(|(name, _)| TABLE_LISTS.contains(&name.as_str()));
        write_toml_fields(&mut text, &fields);
        for (name, list) in &tables {
            let Output::List(items) = list else { continue };
            for item in items {
                let Output::Table(Fields(fields)) = item else { continue };
                let _ = writeln!(text, "\n[[{name}]]");
                write_toml_fields(&mut text, fields);
            }
        }
        text
    }

    /// The plan as a JSON file that reads back as the same plan.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// use policy_targets::plan::{Draft, Plan};
    /// use policy_targets::text::MultilingualText;
    ///
    /// let plan = Draft::new("demo".parse()?, MultilingualText::english("A plan")?).into_plan()?;
    /// assert_eq!(Plan::from_json_str(&plan.to_json_string())?.into_draft(), plan.into_draft());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json_string(&self) -> String {
        let mut text = String::new();
        write_json(&mut text, &Output::Table(plan(self)), 0);
        text.push('\n');
        text
    }
}

#[cfg(test)]
#[cfg(all(feature = "toml", feature = "json"))]
mod tests {
    use crate::format::PlanReader;
    use crate::number::Value;
    use crate::plan::Draft;
    use crate::plan::{Baseline, Criterion, Goal, Indicator, Phase, Plan, Requirement, Tier, TierRole};
    use crate::progress::Path;
    use crate::text::MultilingualText;
    use crate::time::Period;
    use proptest::prelude::*;

    #[test]
    fn every_plan_file_of_the_repository_reads_without_error_and_writes_back() {
        let mut files = 0;
        for folder in ["examples/data/plans", "tests/data/worked"] {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|extension| extension != "toml") {
                    continue;
                }
                files += 1;
                let reader = PlanReader::new().file_name(path.display().to_string());
                let plan = reader.read_toml_bytes(&std::fs::read(&path).unwrap());
                assert_round_trip(&plan.unwrap_or_else(|problems| panic!("{problems}")));
            }
        }
        assert!(files > 20, "{files} files");
    }

    fn assert_round_trip(plan: &Plan) {
        let draft = plan.clone().into_draft();
        let toml = plan.to_toml_string();
        let again = Plan::from_toml_str(&toml).unwrap_or_else(|problems| panic!("{problems}\n{toml}"));
        assert_eq!(again.to_toml_string(), toml);
        assert_eq!(again.into_draft(), draft);
        let json = plan.to_json_string();
        let again = Plan::from_json_str(&json).unwrap_or_else(|problems| panic!("{problems}\n{json}"));
        assert_eq!(again.into_draft(), draft);
    }

    #[test]
    fn a_written_plan_looks_as_people_write_it() {
        let text = "format = 1\nid = \"demo\"\ntitle = { en = \"A \\\"plan\\\"\" }\nkind = \"plan\"\nstanding = \"draft\"\n\
                    issued = 2021-04-21\npublished = \"2021-05\"\n\n\
                    [[goals]]\nid = \"a\"\nwording = { en = \"W\" }\ntarget = \"statement\"\n";
        assert_eq!(Plan::from_toml_str(text).unwrap().to_toml_string(), text);
    }

    prop_compose! {
        fn words_strategy()(text in "[a-z\"\\\\'#=\\[\\]{}\u{0}-\u{1f}\u{7f}\u{85}储\u{1F600}]{1,12}") -> String {
            format!("w{text}")
        }
    }

    prop_compose! {
        fn goal_strategy(index: usize)(
            wording in words_strategy(),
            scope in proptest::option::of(words_strategy()),
            shape in 0..8_usize,
            (number, from) in (1_000_i64..9_000_000, 1_i64..999),
            decimals in 0..4_u32,
            year in 2021..2060_i32,
            path in 0..6_usize,
        ) -> Goal {
            let target = Value::new(number, decimals).unwrap();
            let from = Value::new(from, decimals).unwrap();
            let period: Period = "2020".parse().unwrap();
            let mut criterion = Criterion::new("x".parse().unwrap(), format!(">= {target} GW by {year}").parse().unwrap())
                .with_baseline(Baseline::stated(format!("{from} GW").parse().unwrap(), period));
            let points = vec![("2021".parse().unwrap(), from)];
            let logistic = Path::Logistic { midpoint: period, years: target };
            let paths =
                [Path::Linear, Path::ConstantGrowth, Path::Stated(points.clone()), Path::Step(points), logistic];
            if let Some(path) = paths.get(path) {
                criterion = criterion.with_path(path.clone());
            }
            let requirement = match shape {
                0 => Requirement::Statement,
                1 => Requirement::NotYetSet,
                2 => Requirement::AllOf(vec![criterion.clone(), criterion]),
                3 => Requirement::AnyOf(vec![criterion]),
                4 => Requirement::Direction {
                    indicator: "x".parse().unwrap(),
                    direction: crate::progress::Direction::Up,
                    baseline: Some(Baseline::Reported { period }),
                    series: vec!["s".parse().unwrap()],
                },
                5 => {
                    let later = format!(">= {target} GW for every province by {}", year.saturating_add(1));
                    let later = Criterion::new("x".parse().unwrap(), later.parse().unwrap());
                    let announced = Some("2024".parse().unwrap());
                    Requirement::Phased(vec![Phase::new(criterion), Phase { criterion: later, announced }])
                }
                6 => {
                    let tier = |role, condition| Tier { role, condition, criterion: criterion.clone() };
                    let condition = MultilingualText::english(wording.as_str()).ok();
                    Requirement::Tiers(vec![tier(TierRole::Commit, None), tier(TierRole::Stretch, condition)])
                }
                _ => Requirement::One(criterion),
            };
            let wording = MultilingualText::english(wording.as_str()).unwrap();
            let goal = Goal::new(format!("g{index}").parse().unwrap(), wording, requirement);
            match &scope {
                Some(scope) => goal.with_scope(scope.as_str()),
                None => goal,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            title in words_strategy(),
            note in words_strategy(),
            goals in [goal_strategy(0), goal_strategy(1), goal_strategy(2)],
        ) {
            let indicator = Indicator::new(
                "x".parse().unwrap(),
                "GW".parse().unwrap(),
                crate::plan::IndicatorKind::Level,
                crate::plan::Timing::End,
            );
            let draft = Draft::new("p".parse().unwrap(), MultilingualText::english(title).unwrap())
                .note(note)
                .indicator(indicator);
            let plan = goals.into_iter().fold(draft, Draft::goal).into_plan();
            assert_round_trip(&plan.unwrap_or_else(|problems| panic!("{problems}")));
        }
    }
}
