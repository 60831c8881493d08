//! The arithmetic alone, for programs that embed it: no plan, no data set, no files.
//!
//! `cargo run --example embed_core --no-default-features`
//!
//! The numbers are those of new-type energy storage in China: 3.2692 GW at the end of 2020, 8.7 GW at the end of
//! 2022, and 30 GW wanted by the end of 2025.

use policy_targets::number::Ratio;
use policy_targets::plan::Target;
use policy_targets::progress::{self, Course, Direction, Lead, Shape};
use policy_targets::report::readable;
use policy_targets::unit::Quantity;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("A target against a value");
    for (target, value) in [
        ("over 50 % by 2025", "50 %"),
        ("over 50 % by 2025", ">50 %"),
        (">= 30 GW by 2025", "8700 MW"),
        (">= 30 GW by 2025", ">20 GW"),
        ("<= 12.0 kWh/100km by 2025", "12.3 kWh/100km"),
    ] {
        let attainment = target.parse::<Target>()?.is_met_by(&value.parse::<Quantity>()?)?;
        println!("  {target:<26}{value:<16}{attainment}");
    }

    let (base, value, target) = (number("3.2692")?, number("8.7")?, number("30")?);
    let (elapsed, left, whole) = (number("2")?, number("3")?, number("5")?);
    let share = progress::share_of_way(&base, &value, &target)?;
    let required = progress::required_rate(&value, &target, &left)?;
    let achieved = progress::achieved_rate(&base, &value, &elapsed)?;
    let multiple = progress::acceleration(&required, &achieved, Direction::Up)?;
    println!("\nHow far, and how fast from here");
    println!("  share of the way  {} %", readable(&(share * Ratio::hundred()), 1));
    println!("  required          {} GW a year", readable(&required, 2));
    println!("  achieved          {} GW a year", readable(&achieved, 2));
    println!("  required/achieved {}", readable(&multiple, 2));

    println!("\nAgainst two paths, at the end of 2022");
    for (name, shape) in [("straight line", Shape::Linear), ("constant growth", Shape::ConstantGrowth)] {
        let course = Course::new(base.clone(), target.clone(), whole.clone(), shape)?;
        let pace = progress::pace(&course, &elapsed, &value)?;
        println!(
            "  {name:<16}{:<8}expected {:>5} GW, difference {:>5} GW, {}",
            pace.standing(),
            readable(pace.expected(), 2),
            readable(pace.difference(), 2),
            in_time(pace.lead()),
        );
    }

    // A question without an answer says why, instead of giving 0 or not a number.
    let from_zero = Course::new(Ratio::zero(), target, whole, Shape::ConstantGrowth);
    if let Err(reason) = from_zero {
        println!("\nConstant growth from 0: {} ({reason})", reason.code());
    }
    Ok(())
}

fn number(text: &str) -> Result<Ratio, Box<dyn Error>> {
    Ok(text.parse()?)
}

fn in_time(lead: &Lead) -> String {
    let years = readable(&lead.years().absolute(), 2);
    match lead {
        Lead::AheadByAtLeast(_) => format!("ahead by at least {years} years"),
        Lead::BehindByMoreThan(_) => format!("behind by more than {years} years"),
        Lead::Exactly(exact) if exact.is_negative() => format!("{years} years behind"),
        Lead::Exactly(_) => format!("{years} years ahead"),
    }
}
