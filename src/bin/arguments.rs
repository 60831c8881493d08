//! What can be asked on the command line. The help texts are the manual.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use policy_targets::NaiveDate;
use policy_targets::assess::VerdictCode;
use policy_targets::progress::{Path, Projection};
use policy_targets::report::Words;
use policy_targets::text::Id;
use policy_targets::time::PartialDate;
use policy_targets::unit::Unit;
use std::path::PathBuf;

/// Whether policy targets are met, how far off they are, whether progress is fast enough, and why.
///
/// Exit status: 0 all went well; 1 there is a problem in the input; 2 the command was not understood; 3 a goal has a
/// verdict named by --fail-on.
#[derive(Debug, Parser)]
#[command(name = "policy-targets", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find every problem in plans and data, each with its place and what to do
    Check(CheckOptions),
    /// Say for every goal whether it is met, how far off, fast enough, and where it leads
    Assess(AssessOptions),
    /// Say how every number on one goal came about
    Explain(ExplainOptions),
    /// Say what changed between two days, or between two plans, and why
    Compare(CompareOptions),
    /// List the published assessment methods, or show one with formula and source
    Methods(MethodsOptions),
    /// Say whether methods, paths and series agree on a goal
    Agreement(AgreementOptions),
    /// Write plans and data in another format, and report what it cannot hold
    Convert(ConvertOptions),
    /// Print a JSON Schema, for editors and programs
    Schema {
        /// Whose schema
        #[arg(value_enum, default_value_t = SchemaOf::Plan)]
        of: SchemaOf,
    },
    /// Write a commented starter plan and data file that assess at once
    Init(InitOptions),
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Plan files
    Plan,
    /// Assessments in JSON Lines
    Assessment,
}

impl SchemaOf {
    pub(crate) fn text(self) -> String {
        match self {
            Self::Plan => include_str!("../../docs/plan.schema.json").to_owned(),
            Self::Assessment => policy_targets::format::assessment_schema(),
        }
    }
}

/// Where plans and data come from, and what the files do not say themselves.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Plans and data in any order: files, folders, patterns such as 'data/*.csv', or - for standard input; what each
    /// is shows in its content
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// When the data became known, for formats that do not say it
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<PartialDate>,
    /// The unit of the data, for formats that do not say it
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<Unit>,
    /// The series that data belong to, for formats that do not say it
    #[arg(long, value_name = "ID")]
    pub(crate) publisher: Option<Id>,
    /// A column of the data that is a dimension; may be repeated
    #[arg(long, value_name = "COLUMN")]
    pub(crate) dimension: Vec<String>,
    /// A column of the data to leave aside; may be repeated
    #[arg(long, value_name = "COLUMN")]
    pub(crate) ignore: Vec<String>,
}

/// The question: days and every choice that changes an answer.
#[derive(Debug, Args)]
pub(crate) struct Question {
    /// The day asked about, with what had been published by then; the last day in the data unless named
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<NaiveDate>,
    /// The day of the knowledge used, if it is another
    #[arg(long, value_name = "DAY")]
    pub(crate) known_by: Option<NaiveDate>,
    /// The path for goals whose plan states none: linear, constant-growth, business-as-usual
    #[arg(long)]
    pub(crate) path: Option<Path>,
    /// How values are continued: last-rate, least-squares, theil-sen, constant-growth
    #[arg(long)]
    pub(crate) projection: Option<Projection>,
    /// The level of prediction intervals, such as 0.9
    #[arg(long, value_name = "LEVEL")]
    pub(crate) confidence: Option<policy_targets::progress::uncertainty::ConfidenceLevel>,
    /// A series to use, in order of preference; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) series: Vec<Id>,
}

/// Which words.
#[derive(Debug, Args)]
pub(crate) struct Language {
    /// The language of the words: en or zh
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = words)]
    pub(crate) lang: &'static Words,
}

fn words(tag: &str) -> Result<&'static Words, String> {
    tag.parse::<&Words>().map_err(|error| error.to_string())
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Treat warnings as problems too
    #[arg(long)]
    pub(crate) strict: bool,
    /// How problems are written
    #[arg(long, value_enum, default_value_t = ProblemFormat::Text)]
    pub(crate) format: ProblemFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProblemFormat {
    /// Blocks with the source line
    Text,
    /// One JSON object a line
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// A table for the terminal, wrapped to its width
    Table,
    /// JSON Lines, one assessment a line, exact
    Json,
    /// CSV, one goal a row, exact
    Csv,
    /// A Markdown table
    Markdown,
    /// One HTML page with charts
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct AssessOptions {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) question: Question,
    /// Only this goal; may be repeated
    #[arg(long, value_name = "GOAL")]
    pub(crate) goal: Vec<Id>,
    /// Also rate by this published method; may be repeated
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: Vec<String>,
    /// How the answers are written
    #[arg(long, value_enum, default_value_t = AnswerFormat::Table)]
    pub(crate) format: AnswerFormat,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// End with status 3 if a goal has one of these verdicts, such as behind,missed
    #[arg(long, value_name = "VERDICTS", value_delimiter = ',')]
    pub(crate) fail_on: Vec<VerdictCode>,
    #[command(flatten)]
    pub(crate) language: Language,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainOptions {
    /// The goal
    pub(crate) goal: Id,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) question: Question,
    #[command(flatten)]
    pub(crate) language: Language,
    /// Write a chart of the goal to this file, as SVG or PNG by its ending
    #[arg(long, value_name = "FILE")]
    pub(crate) chart: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CompareOptions {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// The earlier day
    #[arg(long, value_name = "DAY", requires = "to")]
    pub(crate) from: Option<NaiveDate>,
    /// The later day; without both days, two plans are compared with each other
    #[arg(long, value_name = "DAY", requires = "from")]
    pub(crate) to: Option<NaiveDate>,
    /// The path for goals whose plan states none
    #[arg(long)]
    pub(crate) path: Option<Path>,
    #[command(flatten)]
    pub(crate) language: Language,
}

#[derive(Debug, Args)]
pub(crate) struct MethodsOptions {
    /// Show this method
    pub(crate) method: Option<String>,
    #[command(flatten)]
    pub(crate) language: Language,
}

#[derive(Debug, Args)]
pub(crate) struct AgreementOptions {
    /// The goal
    pub(crate) goal: Id,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    #[command(flatten)]
    pub(crate) question: Question,
    /// Only these methods; all of them unless named
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: Vec<String>,
    #[command(flatten)]
    pub(crate) language: Language,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// A plan in TOML
    PlanToml,
    /// A plan in JSON
    PlanJson,
    /// Data as tidy CSV
    TidyCsv,
    /// Data as SDMX-CSV
    SdmxCsv,
    /// Data as a data package; the output is a folder
    DataPackage,
    /// Plans and data as IATI activities
    Iati,
    /// One indicator as the data file of an Open SDG site
    OpenSdgCsv,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertOptions {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// The format to write
    #[arg(long, value_enum)]
    pub(crate) to: Target,
    /// Write to this file or folder instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The indicator, for formats that hold one; the only one in the data unless named
    #[arg(long, value_name = "ID")]
    pub(crate) indicator: Option<Id>,
    /// The dataflow that SDMX-CSV names, such as NEA:STORAGE(1.0)
    #[arg(long, value_name = "FLOW", default_value = "POLICY_TARGETS:DATA(1.0)")]
    pub(crate) dataflow: String,
    /// The day of the knowledge used, for formats that hold one value a period; the last day in the data unless named
    #[arg(long, value_name = "DAY")]
    pub(crate) known_by: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct InitOptions {
    /// The folder to write into
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,
}
