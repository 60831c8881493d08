//! Files, folders, patterns and standard input, told apart by what is in them, and read as plans and data.

use super::arguments::{Inputs, Question};
use super::output::{Failure, Outcome, remark, tell_all};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::diagnostic::{Code, Diagnostic, Diagnostics, Limits, Location};
use policy_targets::format::{
    DataReader, FileKind, IatiReader, OpenSdgSite, PlanReader, open, read_data_package, recognise,
};
use policy_targets::plan::Plan;
use policy_targets::text::{Id, MultilingualText};
use std::collections::BTreeSet;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Everything that was read, and all that was wrong or questionable in it.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) plans: Vec<Plan>,
    pub(crate) data: Dataset,
    pub(crate) problems: Diagnostics,
    pub(crate) files: usize,
}

impl Found {
    /// All of it, if nothing in it was wrong; what was questionable goes to standard error.
    pub(crate) fn strict(self) -> Outcome<(Vec<Plan>, Dataset)> {
        tell_all(&self.problems);
        if self.problems.has_errors() {
            remark("nothing is assessed while a file has errors: mend them, or see all of them with `check`");
            return Err(Failure::Told);
        }
        Ok((self.plans, self.data))
    }
}

/// The plan and goal of an id, if exactly one plan has it.
pub(crate) fn find_goal<'a>(plans: &'a [Plan], id: &Id) -> Outcome<&'a Plan> {
    let having: Vec<&Plan> = plans.iter().filter(|plan| plan.goal(id).is_some()).collect();
    match having.as_slice() {
        [only] => Ok(only),
        [] => {
            let known: Vec<String> =
                plans.iter().flat_map(Plan::goals).map(|goal| goal.id().to_string()).collect();
            Err(Failure::Usage(format!("found goal {id}, expected one of: {}", known.join(", "))))
        }
        several => {
            let plans: Vec<String> = several.iter().map(|plan| plan.id().to_string()).collect();
            let plans = plans.join(", ");
            Err(Failure::Usage(format!(
                "found goal {id} in several plans ({plans}): give one of their files alone"
            )))
        }
    }
}

/// Reads all that was named.
pub(crate) fn read(inputs: &Inputs) -> Outcome<Found> {
    let paths = paths(&inputs.files)?;
    let bar = progress_bar(paths.len());
    let mut read = Found { files: paths.len(), ..Found::default() };
    for path in &paths {
        bar.set_message(path.display().to_string());
        one(path, inputs, &mut read);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(read)
}

/// Seen on a terminal only, and only where there is something to wait for.
fn progress_bar(files: usize) -> ProgressBar {
    const WORTH_SHOWING: usize = 4;
    let is_shown = files >= WORTH_SHOWING && std::io::stderr().is_terminal();
    let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(u64::try_from(files).ok(), target);
    match ProgressStyle::with_template("{bar:20} {pos}/{len} {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Every file that is named, once, in the order in which they were named.
fn paths(named: &[String]) -> Outcome<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for name in named {
        let path = PathBuf::from(name);
        if name == "-" || path.is_file() {
            paths.push(path);
        } else if path.is_dir() {
            let (known, aside): (Vec<_>, Vec<_>) =
                in_folder(&path)?.into_iter().partition(|path| open(path).is_ok());
            // What is named has to be understood; what lies beside it in a folder is only left aside.
            for path in aside {
                remark(format_args!("left aside {}: neither a plan nor data", path.display()));
            }
            paths.extend(known);
        } else {
            let pattern = glob::glob(name).map_err(|error| {
                Failure::Usage(format!("found \"{name}\", expected a file, a folder or a pattern: {error}"))
            })?;
            let mut found: Vec<PathBuf> =
                pattern.filter_map(Result::ok).filter(|path| path.is_file()).collect();
            if found.is_empty() {
                let problem = format!(
                    "found no file \"{name}\", expected a file, a folder or a pattern such as 'data/*.csv'"
                );
                return Err(Failure::Usage(problem));
            }
            found.sort();
            paths.extend(found);
        }
    }
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    Ok(paths)
}

/// How files are named that may be plans or data.
const ENDINGS: [&str; 6] = ["toml", "json", "csv", "tsv", "xml", "jsonl"];

/// A folder that is a whole of its own, or the files below it that may be plans or data.
fn in_folder(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if open(folder).is_ok() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(in_folder(&path)?);
        } else if path
            .extension()
            .is_some_and(|end| ENDINGS.iter().any(|other| end.eq_ignore_ascii_case(other)))
        {
            found.push(path);
        }
    }
    Ok(found)
}

fn one(path: &Path, inputs: &Inputs, read: &mut Found) {
    if let Err(problems) = try_one(path, inputs, read) {
        read.problems.append(problems);
    }
}

/// A problem of a whole file names it.
fn of_file(problems: &Diagnostics, path: &Path) -> Diagnostics {
    let mut named = Diagnostics::new();
    for problem in problems.iter() {
        let has_file = problem.location().is_some_and(|location| location.file().is_some());
        let place = problem.location().map_or((1, 1), |location| (location.line(), location.column()));
        let location = Location::new(place.0, place.1).in_file(path.display().to_string());
        named.push(if has_file { problem.clone() } else { problem.clone().at(location) });
    }
    named
}

fn try_one(path: &Path, inputs: &Inputs, read: &mut Found) -> Result<(), Diagnostics> {
    if path.is_dir() {
        return folder(path, inputs, read);
    }
    let bytes = content(path).map_err(|error| {
        let problem = Diagnostic::new(Code::Syntax).found(format!("a file that cannot be read: {error}"));
        Diagnostics::from(problem.at(Location::new(1, 1).in_file(path.display().to_string())))
    })?;
    let beginning = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or(&bytes);
    let name = path.display().to_string();
    let plan = PlanReader::new().file_name(&name);
    // What a plan file is named tells where to look for mistakes, even if nothing in it is recognised.
    let recognised = match recognise(beginning) {
        Ok(recognised) => recognised.kind(),
        Err(_) if path.extension().is_some_and(|end| end == "toml") => FileKind::PlanToml,
        Err(problems) => return Err(of_file(&problems, path)),
    };
    match recognised {
        FileKind::PlanToml => add_plan(plan.read_toml_bytes(&bytes)?, read),
        FileKind::PlanJson => add_plan(plan.read_json_bytes(&bytes)?, read),
        FileKind::Data => {
            let format = recognise(beginning)?.data_format().ok_or_else(|| unsupported(path, recognised))?;
            let reader = told(DataReader::new(format).file_name(&name), inputs);
            let (data, problems) = reader.read(bytes.as_slice()).lenient();
            read.problems.append(problems);
            add_data(data, read);
        }
        FileKind::Iati => iati(&bytes, &name, inputs, read)?,
        FileKind::DataPackage => {
            let folder = path.parent().unwrap_or(Path::new("."));
            let (data, problems) = read_data_package(folder, Limits::default()).lenient();
            read.problems.append(problems);
            add_data(data, read);
        }
        other => return Err(unsupported(path, other)),
    }
    Ok(())
}

fn unsupported(path: &Path, kind: FileKind) -> Diagnostics {
    let problem = Diagnostic::new(Code::UnknownFormat).found(format!("a file of the kind {kind}"));
    problem.expected("a plan or data").at(Location::new(1, 1).in_file(path.display().to_string())).into()
}

fn content(path: &Path) -> std::io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(Limits::default().bytes()).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}

fn told(mut reader: DataReader, inputs: &Inputs) -> DataReader {
    if let Some(day) = inputs.published {
        reader = reader.published(day);
    }
    if let Some(unit) = &inputs.unit {
        reader = reader.unit(unit.clone());
    }
    if let Some(series) = &inputs.publisher {
        reader = reader.series(series.clone());
    }
    reader = inputs.dimension.iter().fold(reader, DataReader::dimension);
    inputs.ignore.iter().fold(reader, DataReader::ignore)
}

fn add_plan(plan: Plan, read: &mut Found) {
    read.problems.append(plan.warnings().clone());
    read.plans.push(plan);
}

fn add_data(data: Dataset, read: &mut Found) {
    let (merged, problems) = std::mem::take(&mut read.data).merge(data);
    read.problems.append(problems);
    read.data = merged;
}

fn iati(bytes: &[u8], name: &str, inputs: &Inputs, read: &mut Found) -> Result<(), Diagnostics> {
    let (activities, problems) = IatiReader::new(bytes).file_name(name).read_all().lenient();
    read.problems.append(problems);
    for activity in activities {
        let ((draft, data), problems) = activity.to_plan_and_data(inputs.published)?.lenient();
        read.problems.append(problems);
        add_plan(draft.into_plan()?, read);
        add_data(data, read);
    }
    Ok(())
}

fn folder(path: &Path, inputs: &Inputs, read: &mut Found) -> Result<(), Diagnostics> {
    if open(path)?.recognised().kind() == FileKind::DataPackage {
        let (data, problems) = read_data_package(path, Limits::default()).lenient();
        read.problems.append(problems);
        add_data(data, read);
        return Ok(());
    }
    let published = inputs.published.ok_or_else(|| {
        let problem =
            Diagnostic::new(Code::NotStated).found("a site that does not say when its data became known");
        Diagnostics::from(problem.help("state it with --published DATE"))
    })?;
    let (site, problems) = OpenSdgSite::read_folder(path).lenient();
    read.problems.append(problems);
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let unnamed = || unsupported(path, FileKind::OpenSdgSite);
    let id: Id = name.parse().or_else(|_| "site".parse()).map_err(|_| unnamed())?;
    let title = MultilingualText::english(path.display().to_string()).map_err(|_| unnamed())?;
    let ((draft, data), problems) = site.to_plan_and_data(id, title, published).lenient();
    read.problems.append(problems);
    add_plan(draft.into_plan()?, read);
    add_data(data, read);
    Ok(())
}

/// The question of the command line; the day used is said where it was not named.
pub(crate) fn assessor(question: &Question, data: &Dataset) -> Outcome<Assessor> {
    let last = || {
        let day = data.last_published()?;
        remark(format_args!("as of {day}, the last day in the data; name another with --as-of"));
        Some(day)
    };
    let at = question.as_of.or_else(last).ok_or_else(|| {
        Failure::Usage("found no data, expected a data file, or a day with --as-of".to_owned())
    })?;
    let mut assessor =
        Assessor::at(at).known_by(question.known_by.unwrap_or(at)).series(question.series.clone());
    if let Some(path) = &question.path {
        assessor = assessor.path(path.clone());
    }
    if let Some(projection) = question.projection {
        assessor = assessor.projection(projection);
    }
    if let Some(level) = &question.confidence {
        assessor = assessor.confidence(level.clone());
    }
    Ok(assessor)
}
