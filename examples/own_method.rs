//! An own method read from a file, applied to a goal: bands, sides, order and names in several languages as data.
//!
//! `cargo run --example own_method -- [FILE.toml]`, by default the traffic light of `examples/data/methods`.

use policy_targets::method::{Case, Method, OwnMethod};
use policy_targets::progress::Direction;
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/methods/traffic-light.toml").to_owned();
    let file = std::env::args().nth(1).unwrap_or(default);
    let method = OwnMethod::from_toml_str(&fs::read_to_string(&file)?)?;
    let described = method.description();
    println!("{}: {}", described.id(), described.question());
    for class in described.classes() {
        let names = ["en", "zh", "de"].map(|language| class.name_in(language).unwrap_or("-"));
        println!("  {} {}: {}", class.rank(), class.code(), names.join(" / "));
    }
    println!("\nStorage of 30 GW by 2025, from 3.27 GW in 2020:");
    for (year, value) in [(2021, "5.73"), (2022, "13.1"), (2023, "31.39"), (2024, "2")] {
        let case = Case::new([(2020, "3.27".parse()?), (year, value.parse()?)])
            .with_direction(Direction::Up)
            .with_target(30.into())
            .with_target_year(2025);
        let answer = match method.rate(&case) {
            Ok(rating) => {
                let class = rating.class().map_or("no class", |class| class.name());
                let number = rating.statistic().map(|number| number.number().rounded(3)).transpose()?;
                let rule = rating.rule().unwrap_or("by its band");
                format!("{class} ({}, {rule})", number.map_or("-".to_owned(), |number| number.to_string()))
            }
            Err(refusal) => format!("refused: {refusal}"),
        };
        println!("  {value} GW in {year}: {answer}");
    }
    Ok(())
}
