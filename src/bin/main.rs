//! The command line: plans and data from files, answers for people and programs. Thin over the library.

mod arguments;
mod ask;
mod check;
mod compare;
mod convert;
mod explain;
mod inputs;
mod methods;
mod output;
mod starter;
mod terminal;

use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use output::{Failure, Outcome};
use std::process::ExitCode;

fn main() -> ExitCode {
    // A broken pipe ends the output, it is no problem of the input.
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell();
            failure.exit_code()
        }
    }
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Check(options) => check::run(&options),
        Command::Assess(options) => ask::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Compare(options) => compare::run(&options),
        Command::Methods(options) => methods::list(&options),
        Command::Agreement(options) => methods::agree(&options),
        Command::Convert(options) => convert::run(&options),
        Command::Schema { of } => output::print(of.text()),
        Command::Init(options) => starter::run(&options),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "policy-targets", &mut script);
            output::print_bytes(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page).map_err(Failure::from)?;
            output::print_bytes(&page)
        }
    }
}
