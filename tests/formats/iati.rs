//! IATI results: read as a stream, written back as they were, and turned into plans and data and out of them.

use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::diagnostic::{Code, Limits};
use policy_targets::format::{
    Activity, ActivityResult, IatiBaseline, IatiMeasure, IatiPeriod, IatiReader, IatiReference,
    IatiResultType, IatiStatement, Narrative, ResultIndicator, write_iati,
};
use policy_targets::plan::{Plan, Requirement};
use proptest::prelude::*;
use std::fs;

use super::support::{codes, lines};

const EXAMPLE: &str = "examples/data/iati/activities.xml";

fn read(text: &str) -> (Vec<Activity>, Vec<String>) {
    let (activities, problems) = IatiReader::new(text.as_bytes()).read_all().lenient();
    (activities, codes(&problems))
}

#[test]
fn everything_a_file_says_of_results_is_read() {
    let text = fs::read_to_string(EXAMPLE).unwrap();
    let (activities, problems) = read(&text);
    assert!(problems.is_empty(), "{problems:?}");
    let activity = &activities[0];
    assert_eq!(activity.title.0.get("fr").map(String::as_str), Some("Eau et écoles dans trois districts"));
    let result = &activity.results[0];
    assert_eq!((result.kind, result.can_be_aggregated), (Some(IatiResultType::Output), Some(true)));
    assert_eq!(result.title.text(), "Wells & pumps");
    let wells = &result.indicators[0];
    assert_eq!((wells.measure, wells.is_ascending), (Some(IatiMeasure::Unit), Some(true)));
    assert_eq!(wells.references[0].uri, "https://example.org/wells");
    assert_eq!(wells.baselines[0].stated.comment.text(), "counted by hand");
    assert_eq!(wells.periods[1].targets[0].locations, ["AF-KAN"]);
    assert_eq!(
        result.indicators[1].periods[0].actuals[0].dimensions,
        [("depth".to_owned(), "deep".to_owned())]
    );
    let school = &activity.results[1].indicators[2];
    assert_eq!(school.periods[0].actuals[0].comment.text(), "in two of three districts");
    assert_eq!(activity.results[1].indicators[0].is_ascending, None);
}

#[test]
fn an_activity_becomes_goals_and_values_and_what_is_not_stated_is_not_guessed() {
    let text = fs::read_to_string(EXAMPLE).unwrap();
    let (activities, _) = read(&text);
    let ((draft, data), problems) = activities[0].to_plan_and_data(None).unwrap().lenient();
    let plan = draft.into_plan().unwrap();
    let mut goals = Vec::new();
    for goal in plan.goals() {
        let targets: Vec<String> =
            goal.requirement().criteria().iter().map(|criterion| criterion.target().to_string()).collect();
        goals.push(format!("{}: {}", goal.id(), targets.join(", ")));
    }
    assert_eq!(
        goals,
        [
            "wells: >= 30 count by 2022, >= 60 count by 2023",
            "wells/AF-KAN: >= 50 count by 2023",
            "r1.i2: <= 10 % by 2023-07-01/P1Y",
            // Less is better by the way from the baseline to the target; nothing else says so.
            "r2.i1: <= 100 count by 2023",
            "r2.i3: ",
        ]
    );
    assert!(matches!(plan.goals()[4].requirement(), Requirement::Statement));
    assert_eq!(plan.goals()[4].note(), Some("actual 2023-12-31: in two of three districts"));
    assert_eq!(codes(&problems), ["56:1 not_stated", "56:1 invalid_number"]);
    assert!(lines(&data).contains(&"r1.i2/deep iati 2023-07-01/P1Y 12.5 % 2024-06-30".to_owned()));
    let verdicts: Vec<String> = Assessor::as_of("2024-06-30".parse().unwrap())
        .assess(&plan, &data)
        .iter()
        .map(|assessment| format!("{} {}", assessment.goal(), assessment.verdict()))
        .collect();
    assert_eq!(
        verdicts,
        [
            "wells missed",
            "wells/AF-KAN missed",
            "r1.i2 met (met since 2024-06-30)",
            "r2.i1 missed",
            "r2.i3 text_goal"
        ]
    );
}

#[test]
fn a_plan_of_ours_comes_back_with_its_bounds_and_values() {
    for name in ["cn-storage-2021", "cn-nev-2020", "cn-renewables-2021"] {
        let text = fs::read_to_string(format!("examples/data/plans/{name}.toml")).unwrap();
        let plan = Plan::from_toml_str(&text).unwrap();
        let file = fs::File::open("examples/data/observations/storage.csv").unwrap();
        let (data, _) = Dataset::read_csv(file).strict().unwrap();
        let (activity, losses) = Activity::from_plan(&plan, &data, "2024-12-31".parse().unwrap()).lenient();
        assert!(losses.iter().all(|loss| loss.code() == Code::NotHeld));
        let mut written = Vec::new();
        write_iati([&activity], &mut written).unwrap();
        let (read, problems) = IatiReader::new(written.as_slice()).read_all().lenient();
        assert!(problems.is_empty(), "{problems}");
        let ((draft, _), _) = read[0].to_plan_and_data(None).unwrap().lenient();
        let read = draft.into_plan().unwrap();
        for goal in plan.goals() {
            let criteria = goal.requirement().criteria();
            let [criterion] = criteria.as_slice() else { continue };
            let Some(found) = read.goal(goal.id()) else { panic!("{name}: {} is gone", goal.id()) };
            let found = found.requirement().criteria();
            assert_eq!(found[0].target(), criterion.target(), "{name}: {}", goal.id());
        }
    }
}

#[test]
fn the_values_of_a_plan_come_back_as_they_were_known() {
    let plan = Plan::from_toml_str(&fs::read_to_string("examples/data/plans/cn-storage-2021.toml").unwrap())
        .unwrap();
    let (data, _) = Dataset::read_csv(fs::File::open("examples/data/observations/storage.csv").unwrap())
        .strict()
        .unwrap();
    let day = "2024-12-31".parse().unwrap();
    let (activity, _) = Activity::from_plan(&plan, &data, day).lenient();
    let ((_, read), _) = activity.to_plan_and_data(None).unwrap().lenient();
    let goal = &plan.goals()[0];
    let indicator = goal.requirement().criteria()[0].indicator().clone();
    let view = data.view(day);
    let mut expected = Vec::new();
    for series in view.series_of(&indicator) {
        for row in series.latest().filter(|row| row.quantity().is_some() && row.rejected().is_none()) {
            expected.push(format!(
                "{} {} {:?} {} {}",
                row.series(),
                row.period(),
                row.quantity(),
                row.flags(),
                row.published()
            ));
        }
    }
    let found: Vec<String> = read
        .observations()
        .filter(|row| row.indicator() == goal.id())
        .map(|row| {
            format!(
                "{} {} {:?} {} {}",
                row.series(),
                row.period(),
                row.quantity(),
                row.flags(),
                row.published()
            )
        })
        .collect();
    assert!(expected.len() > 5);
    let same = expected.iter().filter(|line| found.contains(line)).count();
    assert_eq!(same, expected.len(), "{expected:#?}\n{found:#?}");
}

#[test]
fn old_files_write_texts_without_narratives() {
    let text = r#"<iati-activities version="1.05"><iati-activity><iati-identifier>A</iati-identifier><title>Old</title>
        <result type="1"><title>One</title><indicator measure="1"><title>Two</title>
        <baseline year="2010" value="1"/><period><period-start iso-date="2011-01-01"/><period-end iso-date="2011-12-31"/>
        <target value="2"/><actual value="3"/></period></indicator></result></iati-activity></iati-activities>"#;
    let (activities, problems) = read(text);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(activities[0].title.text(), "Old");
    assert_eq!(activities[0].results[0].indicators[0].title.text(), "Two");
    assert_eq!(activities[0].results[0].indicators[0].baselines[0].year, Some(2010));
}

#[test]
fn hostile_and_broken_files_end_with_a_located_problem_and_keep_what_came_before() {
    let whole = "<iati-activity><iati-identifier>A</iati-identifier></iati-activity>";
    let open = "<iati-activities version=\"2.03\">\n";
    let within = |body: &str| format!("{open}{whole}\n{body}");
    let cases = [
        (within("<iati-activity><iati-identifier>B</iati-activity>"), "3:1 syntax"),
        (within("<iati-activity><result><title><narrative>x"), "3:1 syntax"),
        (within(&"<a>".repeat(100_000)), "3:1 too_deep"),
        (within(&format!("<iati-activity><iati-identifier>{}", "x".repeat(3_000_000))), "3:1 cell_too_long"),
        (within(&format!("<iati-activity a=\"{}", "x".repeat(3_000_000))), "3:1 cell_too_long"),
    ];
    for (text, expected) in cases {
        let (activities, problems) = read(&text);
        assert_eq!(activities.len(), 1, "{expected}");
        assert_eq!(problems, [expected]);
    }
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]>\n\
        <iati-activities><iati-activity><title><narrative>&c;</narrative></title></iati-activity></iati-activities>";
    let (activities, problems) = read(bomb);
    assert_eq!((activities.len(), problems), (1, vec!["2:1 not_held".to_owned()]));
    assert_eq!(read("<html></html>").1, ["1:1 unknown_format"]);
    assert_eq!(read("").1, ["1:1 empty_input"]);
    let not_utf8 = IatiReader::new(&b"<iati-activities>\xFF\xFE</iati-activities>"[..]).read_all();
    assert!(not_utf8.problems().has_errors());
    let limits = Limits::default().with_bytes(200);
    let large = IatiReader::within(within(&whole.repeat(10)).as_bytes(), limits).read_all();
    assert_eq!(codes(large.problems()), ["3:1 too_large"]);
    let two =
        IatiReader::within(within(&whole.repeat(10)).as_bytes(), Limits::default().with_rows(2)).read_all();
    assert_eq!((two.value().len(), codes(two.problems())), (2, vec!["3:1 too_many_rows".to_owned()]));
}

#[test]
fn odd_attributes_are_reported_and_the_rest_is_kept() {
    let text = "<iati-activities><iati-activity last-updated-datetime=\"yesterday!\"><iati-identifier>A</iati-identifier>\n\
        <result type=\"7\"><indicator measure=\"5\" ascending=\"maybe\">\n\
        <baseline year=\"MMX\" iso-date=\"2010-02-30\" value=\"good\"/></indicator></result></iati-activity></iati-activities>";
    let (activities, problems) = read(text);
    assert_eq!(activities[0].results[0].indicators.len(), 1);
    let expected = [
        "1:1 invalid_date",
        "2:1 invalid_value",
        "2:1 invalid_value",
        "3:1 invalid_value",
        "3:1 invalid_date",
        "3:1 invalid_value",
    ];
    assert_eq!(problems, expected);
}

fn narrative() -> impl Strategy<Value = Narrative> {
    let text = "[a-zé<>&\"']{1,8}( [a-z储&;]{1,6})?";
    proptest::collection::btree_map("|fr|zh", text, 0..3).prop_map(Narrative)
}

fn statement() -> impl Strategy<Value = IatiStatement> {
    let value = proptest::option::of("[0-9]{1,3}(\\.[0-9])?|<3|many & more");
    let locations = proptest::collection::vec("[A-Z]{2}", 0..2);
    let dimensions = proptest::collection::vec(("[a-z]{1,4}", "[a-z\"<]{1,4}"), 0..3);
    (value, locations, dimensions, narrative()).prop_map(|(value, locations, dimensions, comment)| {
        IatiStatement { value, locations, dimensions, comment, line: 0 }
    })
}

fn indicator() -> impl Strategy<Value = ResultIndicator> {
    let day = (2010_i32..2030, 1_u32..13)
        .prop_map(|(year, month)| policy_targets::NaiveDate::from_ymd_opt(year, month, 1));
    let baseline = (proptest::option::of(2000_i32..2030), day.clone(), statement())
        .prop_map(|(year, date, stated)| IatiBaseline { year, date, stated });
    let statements = || proptest::collection::vec(statement(), 0..3);
    let period = (day.clone(), day, statements(), statements())
        .prop_map(|(start, end, targets, actuals)| IatiPeriod { start, end, targets, actuals });
    let reference = ("[0-9]{1,2}", "[a-z.]{1,5}", "(https://example/[a-z&]{1,3})?")
        .prop_map(|(vocabulary, code, uri)| IatiReference { vocabulary, code, uri });
    (
        proptest::sample::select(&[None, Some(IatiMeasure::Unit), Some(IatiMeasure::Percentage)][..]),
        proptest::option::of(any::<bool>()),
        narrative(),
        narrative(),
        proptest::collection::vec(reference, 0..2),
        proptest::collection::vec(baseline, 0..2),
        proptest::collection::vec(period, 0..3),
    )
        .prop_map(|(measure, is_ascending, title, description, references, baselines, periods)| {
            ResultIndicator {
                measure,
                is_ascending,
                can_be_aggregated: is_ascending,
                title,
                description,
                references,
                baselines,
                periods,
            }
        })
}

/// The activities without the numbers of lines.
fn without_lines(mut activities: Vec<Activity>) -> Vec<Activity> {
    let indicators = activities
        .iter_mut()
        .flat_map(|activity| &mut activity.results)
        .flat_map(|result| &mut result.indicators);
    for indicator in indicators {
        indicator.baselines.iter_mut().for_each(|baseline| baseline.stated.line = 0);
        for period in &mut indicator.periods {
            period.targets.iter_mut().chain(&mut period.actuals).for_each(|stated| stated.line = 0);
        }
    }
    activities
}

proptest! {
    #[test]
    fn what_is_written_reads_back_as_it_was(
        indicators in proptest::collection::vec(indicator(), 0..3),
        title in narrative(),
        identifier in "[A-Z]{2}-[0-9&]{1,4}",
    ) {
        let result = ActivityResult { kind: Some(IatiResultType::Impact), title: title.clone(), indicators, ..ActivityResult::default() };
        let last_updated = "2024-06-30".parse().ok();
        let activity = Activity { identifier, last_updated, title, results: vec![result] };
        let mut written = Vec::new();
        write_iati([&activity, &activity], &mut written).unwrap();
        let (read, problems) = IatiReader::new(written.as_slice()).read_all().lenient();
        prop_assert!(problems.is_empty(), "{}", problems);
        prop_assert_eq!(without_lines(read), vec![activity.clone(), activity]);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "(<(/?(iati-activit(y|ies)|result|indicator|period|target|narrative|title)( [a-z]+=\"[0-9&;]{0,5}\")?/?)>|&[a-z]{0,4};|x){0,30}") {
        let _ = IatiReader::new(bytes.as_slice()).read_all();
        for activity in IatiReader::new(text.as_bytes()).read_all().lenient().0 {
            let _ = activity.to_plan_and_data(None);
        }
    }
}
