//! The folder of an Open SDG site: read, rated by the publisher's own method, written as the site's own file of
//! components, and held against the file that the site published.
//!
//! `cargo run --example open_sdg_site --features open-sdg [FOLDER [OUTPUT]]`
//!
//! Without arguments it reads three indicators of Statistics Canada in `examples/data/open-sdg`.

use policy_targets::diagnostic::Limits;
use policy_targets::format::{Components, OpenSdgSite};
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "examples/data/open-sdg".to_owned());
    let output = arguments.next();

    let (site, problems) = OpenSdgSite::read_folder(&folder).lenient();
    print!("{problems}");
    let (components, questions) = site.rate().lenient();
    for question in questions.iter() {
        println!(
            "{}: {}",
            question.field_path().unwrap_or_default(),
            question.what_was_found().unwrap_or_default()
        );
    }

    println!("\n{:<8} {:<22} {:>8}  series", "number", "status", "score");
    for (number, indicator) in &components.0 {
        let score = indicator.score.as_ref().and_then(|score| score.rounded(4).ok());
        let score = score.map_or("-".to_owned(), |score| score.to_string());
        println!("{number:<8} {:<22} {score:>8}  {}", indicator.progress_status, indicator.series.len());
    }

    if let Some(output) = output {
        components.write(fs::File::create(&output)?)?;
        println!("\nwritten: {output}");
    }
    let published = Path::new(&folder).join("indicator_calculation_components.yml");
    if !published.is_file() {
        println!("\nThe site publishes no components.");
        return Ok(());
    }
    let text = fs::read_to_string(&published)?;
    let (published, problems) =
        Components::read(&text, Some(&published.display().to_string()), &Limits::default()).lenient();
    print!("{problems}");
    let differences = components.differences(&published);
    println!("\n{} published indicators, {} differences", published.0.len(), differences.len());
    for difference in differences {
        println!("  {difference}");
    }
    Ok(())
}
