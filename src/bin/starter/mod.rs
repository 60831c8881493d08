//! `init`: a commented plan and its data, to change into one's own.

use super::arguments::InitOptions;
use super::output::{Failure, Outcome, remark};
use std::fs;

const FILES: [(&str, &str); 2] =
    [("plan.toml", include_str!("plan.toml")), ("data.csv", include_str!("data.csv"))];

pub(crate) fn run(options: &InitOptions) -> Outcome {
    let folder = &options.folder;
    fs::create_dir_all(folder)?;
    let taken = FILES.iter().map(|(name, _)| folder.join(name)).find(|path| path.exists());
    if let Some(taken) = taken {
        let problem = format!("found {} there already, expected none: name another folder", taken.display());
        return Err(Failure::Input(problem));
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        fs::write(&path, text)?;
        remark(format_args!("wrote {}", path.display()));
    }
    remark(format_args!("\nnow: policy-targets assess {}", folder.display()));
    Ok(())
}
