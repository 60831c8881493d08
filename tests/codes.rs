//! The page of all codes is written by the tables in the code, so that it cannot drift from them.
//! `UPDATE_EXPECTED=1 cargo test --test codes` rewrites it.

use policy_targets::assess::{LeftOutReason, RefusalCode, VerdictCode};
use policy_targets::diagnostic::{Code, code_table_markdown};
use policy_targets::method;
use policy_targets::plan::phrase::{Missing, Reason};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Each part of the page has one line here.
fn page() -> String {
    let mut page = code_table_markdown();
    section(
        &mut page,
        "Verdict codes",
        "The one word for a goal, derived from the four axes, the deadline and the target's standing.",
        VerdictCode::ALL.iter().map(|code| (code.code(), code.meaning())),
    );
    section(
        &mut page,
        "Refusal codes",
        "Why a question about a goal has no answer. A refusal is a result, not an error.",
        RefusalCode::ALL.iter().map(|code| (code.code(), code.meaning())),
    );
    section(
        &mut page,
        "Reasons for leaving out",
        "Why a value that was reported is not used.",
        LeftOutReason::ALL.iter().map(|code| (code.code(), code.meaning())),
    );
    section(
        &mut page,
        "Reasons of a reading",
        "Why words are read as they are, one or more for each alternative.",
        Reason::ALL.iter().map(|code| (code.code(), code.meaning())),
    );
    section(
        &mut page,
        "Missing in a phrase",
        "What the words leave out, to be taken from elsewhere.",
        Missing::ALL.iter().map(|code| (code.code(), code.meaning())),
    );
    section(
        &mut page,
        "Refusals of methods",
        "Why a published method gives no rating; what its publisher prints then stands beside it.",
        method::Reason::ALL.iter().map(|code| (code.code(), code.meaning())),
    );
    section(
        &mut page,
        "Parameters of methods",
        "What a published method may need, and somebody has to state.",
        method::Parameter::ALL.iter().map(|code| (code.code(), code.meaning())),
    );
    page
}

fn section<'a>(page: &mut String, title: &str, about: &str, codes: impl Iterator<Item = (&'a str, &'a str)>) {
    let _ = write!(page, "\n# {title}\n\n{about}\n\n| code | meaning |\n|---|---|\n");
    for (code, meaning) in codes {
        let _ = writeln!(page, "| `{code}` | {} |", meaning.replace("[`", "`").replace("`]", "`"));
    }
}

#[test]
fn the_page_of_codes_is_the_one_the_tables_write() -> std::io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        return std::fs::write(path, page());
    }
    assert_eq!(std::fs::read_to_string(path)?, page(), "run `UPDATE_EXPECTED=1 cargo test --test codes`");
    Ok(())
}

#[test]
fn no_code_of_a_list_stands_twice() {
    let refusals: BTreeSet<&str> = RefusalCode::ALL.iter().map(|code| code.code()).collect();
    let problems: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!((refusals.len(), problems.len()), (RefusalCode::ALL.len(), Code::ALL.len()));
}
