//! One goal through the methods of many publishers: three series that they rate differently, and the storage goal of
//! China's 14th five-year plan at the end of 2022 on the series of both publishers.
//!
//! `cargo run --example methods_compared`

use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::method::{Case, Parameter, agreement, by_id, registry};
use policy_targets::number::Value;
use policy_targets::plan::Plan;
use policy_targets::progress::{Direction, Path};
use policy_targets::time::NaiveDate;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};

/// Values of 2015 to 2022, to be 70 in 2030, where more is better.
const SERIES: [(&str, [&str; 8]); 3] = [
    ("A rising", ["50", "51", "53", "54", "55", "57", "58", "60"]),
    ("B slow", ["50", "50.2", "50.4", "50.5", "50.8", "51", "51.1", "51.3"]),
    ("C falling", ["50", "49.6", "49.4", "49.1", "48.6", "48", "47.5", "47"]),
];

/// Methods with the base year that they count from.
const METHODS: &[(&str, i32)] = &[
    ("open-sdg-2.4", 2015),
    ("eurostat-2021", 2015),
    ("eurostat-2021", 2017),
    ("un-2022", 2015),
    ("un-2023", 2015),
    ("sdsn-2019-trend", 2015),
    ("sdsn-2019-trend", 2018),
    ("escap-current-status", 2015),
    ("dns-weather", 2015),
    ("state-of-climate-action", 2015),
    ("elapsed-time", 2015),
    ("iati-percent-naive", 2015),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!(
        "{:<25}{:<6}{}",
        "method",
        "base",
        SERIES.map(|(name, _)| format!("{name:<34}")).concat().trim_end()
    );
    for (id, base_year) in METHODS {
        let method = by_id(id).ok_or("a method of the registry")?;
        let mut cells = String::new();
        for (_, values) in SERIES {
            let points: Vec<(i32, Value)> = (2015..)
                .zip(values)
                .map(|(year, value)| Ok::<_, Box<dyn Error>>((year, value.parse()?)))
                .collect::<Result<_, _>>()?;
            let case = Case::new(points)
                .with_direction(Direction::Up)
                .with_base_year(*base_year)
                .with_target(70.into())
                .with_target_year(2030)
                .with(Parameter::Best, Value::from(100))
                .with(Parameter::Worst, Value::from(0))
                .with(Parameter::Green, Value::from(70));
            let answer = match method.rate(&case) {
                Ok(rating) => {
                    let number = rating.statistic().map(|number| number.number().rounded(6)).transpose()?;
                    let number = number.map_or("-".to_owned(), |number| number.to_string());
                    format!("{number} {}", rating.class().map_or("", |class| class.code()))
                }
                Err(refusal) => refusal.to_string(),
            };
            write!(cells, "{answer:<34}")?;
        }
        println!("{id:<25}{base_year:<6}{}", cells.trim_end());
    }
    storage()
}

/// The goal of 30 GW of storage by 2025, as known at the end of January 2024.
fn storage() -> Result<(), Box<dyn Error>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let plan = Plan::from_toml_str(&fs::read_to_string(folder.join("plans/cn-storage-2021.toml"))?)?;
    let (data, _warnings) =
        Dataset::read_csv(File::open(folder.join("observations/storage.csv"))?).strict()?;
    let goal = plan.goals().iter().find(|goal| goal.id().as_ref() == "storage-30gw").ok_or("the goal")?;
    let (at, known_by): (NaiveDate, NaiveDate) = ("2022-12-31".parse()?, "2024-01-31".parse()?);
    let assessor = Assessor::at(at).known_by(known_by);
    let paths = [Path::Linear, Path::ConstantGrowth];
    let found = agreement(&assessor, &plan, goal, &data, registry(), &paths);

    println!("\n{} at {at}, known by {known_by}:", goal.wording());
    for opinion in found.opinions() {
        let Ok(answer) = opinion.answer() else { continue };
        let Some(is_on_track) = opinion.is_on_track() else { continue };
        let word = if is_on_track { "on track" } else { "off track" };
        let flip = match opinion.flip() {
            Some(flip) => {
                format!("turns at {} GW, {} away", flip.at().rounded(3)?, flip.distance().rounded(3)?)
            }
            None => String::new(),
        };
        let line =
            format!("  {:<7}{:<26}{word:<10}{answer:<28}{flip}", opinion.series().as_ref(), opinion.judge());
        println!("{}", line.trim_end());
    }
    let without = found.opinions().iter().filter(|opinion| opinion.is_on_track().is_none()).count();
    println!(
        "  {without} more say neither: they need what the plan does not state, or do not judge the pace."
    );
    println!("conclusion: {:?}; alone each of these changes it: {:?}", found.conclusion(), found.flipping());
    if let Some((opinion, flip)) = found.nearest_flip() {
        let distance = flip.distance().absolute().rounded(3)?;
        println!("nearest: {} on {}, {distance} GW from the other answer", opinion.judge(), opinion.series());
    }
    Ok(())
}
