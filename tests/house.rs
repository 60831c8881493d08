//! Holds the house: which room may use which, what other crates may show, how large a file may grow.
//!
//! The rooms are the folders of `src`. An arrow is a path that starts at `crate` or climbs out with `super`;
//! comments and string literals are no arrows.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms right below it. Skipping down is fine, going back is not.
const ROOMS: &[(&str, &[&str])] = &[
    ("number", &[]),
    ("text", &[]),
    ("time", &["number"]),
    ("unit", &["number"]),
    ("diagnostic", &["text"]),
    ("progress", &["number", "time"]),
    ("plan", &["progress", "unit", "time", "text", "diagnostic"]),
    ("data", &["unit", "time", "text", "diagnostic"]),
    ("assess", &["plan", "data", "progress"]),
    ("method", &["assess"]),
    ("monitor", &["method"]),
    ("report", &["monitor"]),
    ("format", &["monitor"]),
    ("bin", &["report", "format"]),
];

/// What other crates may show in our public signatures; the traits of serde and of schemars, which is behind a feature,
/// come with deriving them.
const SHOWN: &[&str] = &["chrono::NaiveDate", "rust_decimal::Decimal"];
const SHOWN_CRATES: &[&str] = &["serde", "thiserror", "schemars"];

const LINES_IN_A_FILE: usize = 600;
/// Besides `mod.rs`.
const FILES_IN_A_FOLDER: usize = 12;
/// Folders that hold more, each for a reason; a number here may only fall.
const LARGE_FOLDERS: &[(&str, usize, &str)] = &[
    ("src/progress", 15, "one quantity a file, as the axes of an assessment name them"),
    ("src/method", 16, "the parts of a rating, one a file"),
    ("src/method/published", 24, "one published method a file"),
];

#[test]
fn no_arrow_goes_back() {
    let mut wrong = Vec::new();
    for file in sources() {
        let module = module_of(&file);
        for arrow in arrows(&module, &tokens(&read(&file))) {
            if let Err(reason) = arrow.check(&module) {
                wrong.push(format!("{}:{}: {reason}", shown(&file), arrow.line));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that go back:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_room() {
    for entry in fs::read_dir(root().join("src")).expect("src").map(|entry| entry.expect("entry")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_room = ROOMS.iter().any(|(room, _)| *room == name);
        assert!(is_room || name == "lib.rs", "src/{name} is in no row of ROOMS: say what it may use");
    }
}

#[test]
fn the_table_of_rooms_says_what_the_design_says() {
    let below = |room| below(room);
    assert!(below("number").is_empty() && below("text").is_empty());
    assert!(!below("plan").contains("data") && !below("data").contains("plan"));
    assert!(!below("data").contains("progress"));
    assert!(!below("report").contains("format") && !below("format").contains("report"));
    assert_eq!(below("bin").len(), ROOMS.len() - 1);
    for (room, _) in ROOMS {
        assert!(!below(room).contains(room), "{room} would use itself through others");
    }
}

#[test]
fn only_dates_and_decimals_of_other_crates_are_public() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let crates = dependencies(&manifest);
    assert!(crates.contains("chrono") && crates.contains("csv") && !crates.contains("criterion"));
    let mut wrong = Vec::new();
    for file in sources() {
        for (line, path) in foreign_names(&crates, &tokens(&read(&file))) {
            wrong.push(format!("{}:{line}: {path}", shown(&file)));
        }
    }
    assert!(wrong.is_empty(), "types of other crates in public signatures:\n{}", wrong.join("\n"));
}

#[test]
fn files_and_folders_stay_small() {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for file in sources() {
        let lines = read(&file).lines().count();
        if lines > LINES_IN_A_FILE {
            wrong.push(format!("{} has {lines} lines: is it one idea?", shown(&file)));
        }
        if !file.ends_with("mod.rs") {
            *folders.entry(shown(file.parent().expect("folder"))).or_default() += 1;
        }
    }
    for (folder, count) in folders {
        let exception = LARGE_FOLDERS.iter().find(|(name, ..)| *name == folder);
        let most = exception.map_or(FILES_IN_A_FOLDER, |(_, most, _)| *most);
        if count > most {
            wrong.push(format!("{folder} has {count} files, at most {most}: is it one room?"));
        } else if exception.is_some() && count < most {
            wrong.push(format!("{folder} has {count} files now: lower its number in LARGE_FOLDERS"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_unfinished() {
    for file in sources() {
        let tokens = tokens(&read(&file));
        for pair in tokens.windows(2) {
            let is_macro = pair[1].text == "!";
            let unfinished = ["todo", "unimplemented", "dbg"].contains(&pair[0].text.as_str());
            assert!(!(is_macro && unfinished), "{}:{}: {}!", shown(&file), pair[0].line, pair[0].text);
        }
    }
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let places = ["work", "farm", "tmp", "root", "home"].map(|name| format!("/{name}/"));
    let top = ["src", "tests", "examples", "benches", "docs", ".ci"];
    let files = top.iter().flat_map(|folder| files_below(&root().join(folder)));
    let pages = fs::read_dir(root()).expect("root").map(|entry| entry.expect("entry").path());
    for file in files.chain(pages.filter(|path| path.extension().is_some_and(|end| end == "md"))) {
        let text = String::from_utf8_lossy(&fs::read(&file).expect("file")).into_owned();
        for (line, text) in text.lines().enumerate() {
            let place = places.iter().find(|place| text.contains(place.as_str()));
            assert!(place.is_none(), "{}:{}: {}", shown(&file), line + 1, text.trim());
        }
    }
}

#[test]
fn the_documented_test_command_is_the_one_that_is_run() {
    // Absent from the published package.
    let Ok(script) = fs::read_to_string(root().join(".ci/run")) else { return };
    let readme = read(&root().join("README.md"));
    let command =
        readme.lines().find(|line| line.starts_with("cargo test")).expect("a test command in README.md");
    assert!(script.lines().any(|line| line.ends_with(command)), "`{command}` is not run by .ci/run");
}

mod scanner {
    use super::*;

    fn refused(module: &[&str], source: &str) -> Vec<String> {
        let module: Vec<String> = module.iter().map(ToString::to_string).collect();
        let arrows = arrows(&module, &tokens(source));
        let reasons: BTreeSet<String> =
            arrows.iter().filter_map(|arrow| arrow.check(&module).err()).collect();
        reasons.into_iter().collect()
    }

    #[test]
    fn sees_every_spelling_of_an_arrow_that_goes_back() {
        for source in [
            "use crate::data::Dataset;",
            "use crate::{number::Ratio, data::{Dataset, Series}};",
            "fn f(d: &crate::data::Dataset) {}",
            "use super::super::data::Dataset;",
            "use super::super::{number::Ratio, data};",
            "use super::{Period, super::data::Dataset};",
            "mod tests { use super::super::super::data::Dataset; }",
            "macro_rules! m { () => { $crate::data::Dataset }; }",
            "pub(in crate::data) fn f() {}",
        ] {
            assert_eq!(refused(&["time", "period"], source), ["time may not use data"], "{source}");
        }
        assert_eq!(refused(&["number"], "use crate::text::Id;"), ["number may not use text"]);
        assert_eq!(
            refused(&["report", "html"], "use crate::format::Document;"),
            ["report may not use format"]
        );
    }

    #[test]
    fn sees_what_goes_round_the_rooms() {
        for source in ["use crate::Plan;", "use crate::*;", "use super::super::Plan;"] {
            assert_eq!(refused(&["time", "period"], source).len(), 1, "{source}");
        }
    }

    #[test]
    fn takes_no_comment_text_or_downward_path_for_one() {
        for source in [
            "// use crate::data::Dataset;",
            "//! [`crate::data::Dataset`]",
            "/* outer /* use crate::data::A; */ use crate::data::B; */",
            r#"const T: &str = "use crate::data::Dataset; \" crate::data";"#,
            "const R: &str = r#\"a \" crate::data::Dataset\"#;",
            "const B: &[u8] = b\"crate::data::X\"; const Q: char = '\"'; fn f<'a>(x: &'a str) {}",
            "use crate::number::Ratio; use super::parse; pub(crate) fn f() {} pub(super) fn g() {}",
            "mod tests { use super::super::period::Period; use super::*; }",
        ] {
            assert_eq!(refused(&["time", "period"], source), Vec::<String>::new(), "{source}");
        }
        assert!(refused(&[], "pub use crate::plan::Plan;").is_empty());
    }

    #[test]
    fn sees_types_of_other_crates_where_the_public_can() {
        let crates: BTreeSet<String> = ["chrono", "csv", "serde", "toml"].map(String::from).into();
        let found = |source: &str| -> Vec<String> {
            foreign_names(&crates, &tokens(source)).into_iter().map(|(_, path)| path).collect()
        };
        for (source, path) in [
            ("pub fn f(x: csv::Error) {}", "csv::Error"),
            ("use csv::{Reader, StringRecord as Row}; pub fn f() -> Row {}", "csv::StringRecord"),
            ("pub enum E { Csv(csv::Error) }", "csv::Error"),
            ("pub struct S { inner: u8, pub error: toml::de::Error }", "toml::de::Error"),
            ("impl From<csv::Error> for E {}", "csv::Error"),
            ("pub use chrono::Datelike;", "chrono::Datelike"),
            ("pub const N: chrono::Weekday = chrono::Weekday::Mon;", "chrono::Weekday"),
        ] {
            assert_eq!(found(source), [path], "{source}");
        }
        for source in [
            "use chrono::NaiveDate; pub fn f(day: NaiveDate) {} pub use chrono::NaiveDate;",
            "use csv::Reader; fn f(r: Reader) {} pub(crate) fn g(r: Reader) {} pub struct S(Reader);",
            "pub struct S { reader: csv::Reader } pub fn f() { csv::Reader::new(); }",
            "use serde::Deserialize; impl<'de> Deserialize<'de> for S {}",
            "mod tests { pub fn f(x: csv::Error) {} }",
            "mod csv; pub use csv::CsvReader;",
        ] {
            assert_eq!(found(source), Vec::<String>::new(), "{source}");
        }
    }
}

/// All rooms that a room may use.
fn below(room: &str) -> BTreeSet<&'static str> {
    let direct = ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, direct)| direct);
    direct.iter().flat_map(|name| below(name).into_iter().chain([*name])).collect()
}

/// A path from a module to something in the crate: `time::Period` for `super::super::time::Period`.
struct Arrow {
    line: usize,
    path: Vec<String>,
}

impl Arrow {
    fn check(&self, module: &[String]) -> Result<(), String> {
        let Some(from) = module.first() else { return Ok(()) };
        let room = self.path.first().map_or("the crate root", String::as_str);
        if !ROOMS.iter().any(|(name, _)| *name == room) {
            return Err(format!("{from} names {room} at the crate root: name the room it lives in"));
        }
        if room == from || below(from).contains(room) {
            Ok(())
        } else {
            Err(format!("{from} may not use {room}"))
        }
    }
}

/// Every path of a file that starts at `crate` or `super`, resolved through its inline modules.
fn arrows(module: &[String], tokens: &[Token]) -> Vec<Arrow> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut inline: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
        match text(at) {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                inline.retain(|(opened, _)| *opened < depth + 1);
            }
            "mod" if text(at + 2) == "{" => inline.push((depth + 1, text(at + 1).to_owned())),
            "crate" | "super" if text(at + 1) == "::" => {
                let line = tokens[at].line;
                let here: Vec<String> =
                    module.iter().chain(inline.iter().map(|(_, name)| name)).cloned().collect();
                let mut paths = Vec::new();
                let start = if text(at) == "crate" { (Vec::new(), at + 2) } else { (here, at) };
                at = use_tree(tokens, start.1, start.0, &mut paths);
                found.extend(paths.into_iter().map(|(path, _)| Arrow { line, path }));
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Reads a path or a tree of paths from a token on; collects each with the name it gets, and returns the end.
fn use_tree(
    tokens: &[Token],
    mut at: usize,
    mut path: Vec<String>,
    paths: &mut Vec<(Vec<String>, String)>,
) -> usize {
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    loop {
        match text(at) {
            "{" => {
                at += 1;
                while !matches!(text(at), "}" | "") {
                    at = use_tree(tokens, at, path.clone(), paths);
                    at += usize::from(text(at) == ",");
                }
                return at + 1;
            }
            "super" => drop(path.pop()),
            "self" => {}
            "*" => path.push("*".to_owned()),
            name if is_name(name) => path.push(name.to_owned()),
            // Not a path: step over it, so that a malformed tree ends.
            _ => return at + 1,
        }
        at += 1;
        if text(at) != "::" || !(is_name(text(at + 1)) || matches!(text(at + 1), "{" | "*")) {
            break;
        }
        at += 1;
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if text(at) == "as" {
        text(at + 1).clone_into(&mut name);
        at += 2;
    }
    paths.push((path, name));
    at
}

/// Names of other crates in what the public sees: signatures, fields, variants, traits, heads of impls.
fn foreign_names(crates: &BTreeSet<String>, tokens: &[Token]) -> Vec<(usize, String)> {
    let tokens = without_tests(tokens);
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    // `mod csv;` hides the crate of that name.
    let own: Vec<&str> = (0..tokens.len()).filter(|&at| text(at) == "mod").map(|at| text(at + 1)).collect();
    let crates: BTreeSet<&str> =
        crates.iter().map(String::as_str).filter(|name| !own.contains(name)).collect();
    let mut imported: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for at in 0..tokens.len() {
        if text(at) == "use" && crates.contains(text(at + 1)) {
            let mut paths = Vec::new();
            use_tree(&tokens, at + 1, Vec::new(), &mut paths);
            imported.extend(paths.into_iter().map(|(path, name)| (name, path)));
        }
    }
    let mut found = BTreeSet::new();
    for at in 0..tokens.len() {
        let is_public = text(at) == "pub" && text(at + 1) != "(";
        if !is_public && text(at) != "impl" {
            continue;
        }
        for index in at..public_end(&tokens, at) {
            let name = text(index);
            if index > 0 && text(index - 1) == "::" {
                continue;
            }
            let path = if crates.contains(name) && text(index + 1) == "::" {
                let mut paths = Vec::new();
                use_tree(&tokens, index, Vec::new(), &mut paths);
                paths.into_iter().map(|(path, _)| path).collect()
            } else {
                imported.get(name).cloned().into_iter().collect::<Vec<_>>()
            };
            for path in path {
                let full = path.join("::");
                if !SHOWN.contains(&full.as_str()) && !SHOWN_CRATES.contains(&path[0].as_str()) {
                    found.insert((tokens[index].line, full));
                }
            }
        }
    }
    found.into_iter().collect()
}

/// Where the public part of an item ends: a body, a value, private fields.
fn public_end(tokens: &[Token], start: usize) -> usize {
    let text = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let kind = text(start + 1);
    let stops: &[&str] = match kind {
        "enum" | "trait" => return matching_brace(tokens, start),
        "use" => &[";"],
        "struct" => &["{", ";", "("],
        "const" | "static" if text(start + 2) != "fn" => &["=", ";", "}"],
        _ => &["{", ";", "}"],
    };
    (start..tokens.len()).find(|&index| stops.contains(&text(index))).unwrap_or(tokens.len())
}

/// The index after the first block that opens from here.
fn matching_brace(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => return index + 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    tokens.len()
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_tests =
            tokens[at].text == "mod" && tokens.get(at + 1).is_some_and(|name| name.text == "tests");
        if is_tests && tokens.get(at + 2).is_some_and(|brace| brace.text == "{") {
            at = matching_brace(tokens, at);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// The crates that `Cargo.toml` lists under `[dependencies]`, as they are named in code.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let section = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let section = section.take_while(|line| !line.starts_with('['));
    section.filter_map(|line| line.split_once(" =")).map(|(name, _)| name.replace('-', "_")).collect()
}

#[derive(Clone)]
struct Token {
    line: usize,
    text: String,
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Words, `::` and single signs; comments and the insides of literals are gone.
fn tokens(source: &str) -> Vec<Token> {
    let bare = without_literals(source);
    let mut found: Vec<Token> = Vec::new();
    for (line, text) in bare.lines().enumerate() {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = if first.is_alphanumeric() || first == '_' {
                rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            let (text, tail) = rest.split_at(length);
            if !first.is_whitespace() {
                found.push(Token { line: line + 1, text: text.to_owned() });
            }
            rest = tail;
        }
    }
    found
}

/// The source without comments and literals; line breaks stay.
fn without_literals(source: &str) -> String {
    let mut bare = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let previous = bare.chars().last().unwrap_or(' ');
        let in_word = previous.is_alphanumeric() || previous == '_';
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if first == '"' {
            quoted(rest, '"')
        } else if !in_word && raw_text(rest).is_some() {
            raw_text(rest).unwrap_or_default()
        } else if first == '\'' {
            character(rest)
        } else {
            0
        };
        let taken = if skipped == 0 { first.len_utf8() } else { skipped };
        let (text, tail) = rest.split_at(taken);
        if skipped == 0 {
            bare.push_str(text);
        } else {
            bare.push(' ');
            bare.extend(text.matches('\n'));
        }
        rest = tail;
    }
    bare
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if sign == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a raw text such as `r#"..."#`, if one starts here.
fn raw_text(text: &str) -> Option<usize> {
    let marked = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let opened = marked.trim_start_matches('#');
    let hashes = "#".repeat(marked.len() - opened.len());
    let inside = opened.strip_prefix('"')?;
    let end = format!("\"{hashes}");
    let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(text.len() - inside.len() + length)
}

/// The length of a character literal, or 0 where the apostrophe opens a lifetime.
fn character(text: &str) -> usize {
    let mut signs = text.chars().skip(1);
    match (signs.next(), signs.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => quoted(text, '\''),
        _ => 0,
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string().replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", shown(path)))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("entry").path());
    let mut files: Vec<PathBuf> =
        paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

fn sources() -> Vec<PathBuf> {
    let mut files = files_below(&root().join("src"));
    files.retain(|path| path.extension().is_some_and(|end| end == "rs"));
    assert!(files.len() > 50, "the source was not found");
    files
}

/// `plan::target::parse` for `src/plan/target/parse.rs`, nothing for `src/lib.rs`.
fn module_of(file: &Path) -> Vec<String> {
    let inside = shown(file).replacen("src/", "", 1).replace(".rs", "");
    inside.split('/').filter(|part| !matches!(*part, "mod" | "lib")).map(ToOwned::to_owned).collect()
}
