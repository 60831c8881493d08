//! Rewrites a copy of the crate so that every listed mutant is compiled in and chosen when a test runs.
//! `schemata TREE MUTANTS.json SKIP.json`: the tree is changed in place; prints the numbers of the mutants placed.

mod edit;
mod place;

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, error::Error, fs};

/// A mutant as `cargo mutants --list --json` prints it; lines and columns count from 1.
#[derive(Debug, Clone, Deserialize)]
struct Mutant {
    file: String,
    genre: String,
    name: String,
    replacement: String,
    span: Span,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Span {
    start: Position,
    end: Position,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Position {
    line: usize,
    column: usize,
}

/// What chooses the mutant, and notes which mutants each test reaches.
const CHOICE: &str = r#"
#[doc(hidden)]
#[allow(missing_docs, missing_debug_implementations)]
pub mod mutant {
    use std::cell::RefCell;
    use std::io::Write as _;
    use std::sync::OnceLock;
    use std::time::Instant;

    const NONE: usize = usize::MAX;
    static CHOSEN: OnceLock<usize> = OnceLock::new();
    static REACHED_BY: OnceLock<Option<String>> = OnceLock::new();

    struct Reached(Vec<bool>, Instant);

    impl Drop for Reached {
        fn drop(&mut self) {
            let Some(Some(path)) = REACHED_BY.get() else { return };
            let thread = std::thread::current();
            let numbers: Vec<String> =
                self.0.iter().enumerate().filter(|(_, is)| **is).map(|(number, _)| number.to_string()).collect();
            let line = format!(
                "{}\t{}\t{}\n",
                thread.name().unwrap_or("?"), self.1.elapsed().as_millis(), numbers.join(" ")
            );
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
            file.write_all(line.as_bytes()).unwrap();
        }
    }

    thread_local! { static HERE: RefCell<Reached> = RefCell::new(Reached(vec![false; 10000], Instant::now())); }

    #[inline(never)]
    fn note(number: usize) {
        let _ = HERE.try_with(|here| here.borrow_mut().0[number] = true);
    }

    pub fn on(number: usize) -> bool {
        let chosen = *CHOSEN.get_or_init(|| {
            std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(NONE)
        });
        if chosen == NONE && REACHED_BY.get_or_init(|| std::env::var("REACHED_BY").ok()).is_some() {
            note(number);
        }
        chosen == number
    }
}
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [tree, mutants, skip] = arguments.as_slice() else {
        return Err("usage: schemata TREE MUTANTS.json SKIP.json".into());
    };
    let mutants: Vec<Mutant> = serde_json::from_str(&fs::read_to_string(mutants)?)?;
    let skip: BTreeSet<usize> = serde_json::from_str(&fs::read_to_string(skip)?)?;
    let mut by_file: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
    for (number, mutant) in mutants.iter().enumerate().filter(|(number, _)| !skip.contains(number)) {
        by_file.entry(&mutant.file).or_default().push((number, mutant));
    }
    let mut placed = Vec::new();
    for (file, mutants) in by_file {
        let path = Path::new(tree).join(file);
        let source = fs::read_to_string(&path)?;
        let (edits, numbers) = place::place(&source, &mutants)?;
        fs::write(&path, edit::apply(&source, edits))?;
        placed.extend(numbers);
    }
    let library = Path::new(tree).join("src/lib.rs");
    let source = fs::read_to_string(&library)?;
    fs::write(&library, source + CHOICE)?;
    println!("{}", serde_json::to_string(&placed)?);
    Ok(())
}
