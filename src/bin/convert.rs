//! `convert`: plans and data in another format, with what that format cannot hold.

use super::arguments::{ConvertOptions, Target};
use super::inputs;
use super::output::{Failure, Outcome, remark, tell_all, write};
use policy_targets::data::Dataset;
use policy_targets::diagnostic::Diagnostics;
use policy_targets::format::{Activity, SdmxWriter, write_data_package, write_iati, write_open_sdg_csv};
use policy_targets::plan::Plan;
use policy_targets::text::Id;
use std::fmt::Display;

pub(crate) fn run(options: &ConvertOptions) -> Outcome {
    let (plans, data) = inputs::read(&options.inputs)?.strict()?;
    let output = options.output.as_deref();
    let mut bytes = Vec::new();
    let mut losses = Diagnostics::new();
    match options.to {
        Target::PlanToml => bytes = one_plan(&plans)?.to_toml_string().into_bytes(),
        Target::PlanJson => bytes = one_plan(&plans)?.to_json_string().into_bytes(),
        Target::TidyCsv => some_data(&data)?.write_csv(&mut bytes).map_err(unwritten)?,
        Target::SdmxCsv => {
            losses =
                SdmxWriter::new(&options.dataflow).write(some_data(&data)?, &mut bytes).map_err(unwritten)?;
        }
        Target::Iati => {
            let known_by = options.known_by.or(data.last_published()).ok_or_else(no_data)?;
            let activities: Vec<Activity> = plans
                .iter()
                .map(|plan| {
                    let (activity, more) = Activity::from_plan(plan, &data, known_by).lenient();
                    losses.append(more);
                    activity
                })
                .collect();
            write_iati(&activities, &mut bytes)?;
        }
        Target::OpenSdgCsv => {
            let known_by = options.known_by.or(data.last_published()).ok_or_else(no_data)?;
            let indicator = indicator(options, &data)?;
            losses = write_open_sdg_csv(&data, indicator, known_by, &mut bytes).map_err(unwritten)?;
        }
        Target::DataPackage => {
            let folder = output.ok_or_else(|| {
                Failure::Usage("a data package is a folder: name it with --output".to_owned())
            })?;
            let name =
                folder.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
            let name = name
                .parse()
                .map_err(|error: policy_targets::text::TextError| Failure::Usage(error.to_string()))?;
            write_data_package(some_data(&data)?, &name, folder)?;
            remark(format_args!("wrote {}", folder.display()));
            return Ok(());
        }
    }
    write(&bytes, output)?;
    tell_all(&losses);
    remark(match losses.len() {
        0 => "nothing was lost".to_owned(),
        count => format!("{count} things could not be held, see above"),
    });
    Ok(())
}

fn unwritten(error: impl Display) -> Failure {
    Failure::Input(error.to_string())
}

fn no_data() -> Failure {
    Failure::Usage("found no data, expected a data file".to_owned())
}

fn some_data(data: &Dataset) -> Outcome<&Dataset> {
    if data.is_empty() { Err(no_data()) } else { Ok(data) }
}

fn indicator<'a>(options: &'a ConvertOptions, data: &'a Dataset) -> Outcome<&'a Id> {
    let known: Vec<&Id> = data.indicators().collect();
    let wanted = options.indicator.as_ref();
    match (wanted, known.as_slice()) {
        (Some(wanted), _) if known.contains(&wanted) => Ok(wanted),
        (None, [only]) => Ok(only),
        _ => {
            let known: Vec<&str> = known.into_iter().map(AsRef::as_ref).collect();
            let problem = format!(
                "found {} indicators, expected one named by --indicator: {}",
                known.len(),
                known.join(", ")
            );
            Err(Failure::Usage(problem))
        }
    }
}

fn one_plan(plans: &[Plan]) -> Outcome<&Plan> {
    match plans {
        [only] => Ok(only),
        others => Err(Failure::Usage(format!(
            "found {} plans, expected one: convert them one by one",
            others.len()
        ))),
    }
}
