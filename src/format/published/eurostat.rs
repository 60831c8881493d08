//! Eurostat's tab-separated files: the dimensions of a series in one cell, and flags behind the values.
//! The code of the data set stands nowhere but in the name of the file.

use crate::data::{Dataset, MissingReason};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::Loaded;
use crate::format::import::{
    Field, Part, Said, Settings, Token, Wide, WideHeader, WideLayout, eurostat, read_wide,
};
use crate::format::table::{Bad, Row, as_text};
use std::io::Read;

const TOKENS: &[Token] = &[(":", None)];
/// What stands between the dimensions and the periods.
const TIME: [&str; 2] = ["\\TIME_PERIOD", "\\time"];

pub(in crate::format) fn read(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    read_wide(settings, Eurostat::default(), onto, input)
}

#[derive(Debug, Default)]
struct Eurostat {
    dataset: String,
    dimensions: Vec<String>,
}

impl Wide for Eurostat {
    fn separator(&self) -> u8 {
        b'\t'
    }

    fn header(&mut self, names: Vec<String>, settings: &Settings, bad: &mut Vec<Bad>) -> WideHeader {
        let first = names.first().map_or("", String::as_str);
        let Some(dimensions) = TIME.iter().find_map(|time| first.strip_suffix(time)) else {
            let problem = Diagnostic::new(Code::MissingColumn).found_text(first);
            let problem =
                problem.expected("the names of the dimensions and of time, as in freq,unit,geo\\TIME_PERIOD");
            bad.push(Bad { cell: 0, problem });
            return WideHeader::Unusable;
        };
        self.dimensions = dimensions.split(',').map(|name| name.trim().to_owned()).collect();
        self.dataset = dataset(settings.file_name.as_deref().unwrap_or_default());
        let mut periods = Vec::new();
        for (index, name) in names.iter().enumerate().skip(1) {
            if let Ok(period) = name.parse() {
                periods.push((index, period));
            } else {
                bad.push(Bad { cell: index, problem: Diagnostic::new(Code::InvalidPeriod).found_text(name) });
            }
        }
        WideHeader::Layout(WideLayout { names, publisher: "eurostat".to_owned(), periods, tokens: TOKENS })
    }

    fn fields<'r>(&'r self, row: &Row<'r>) -> (Vec<Field<'r>>, Option<(usize, &'r str)>) {
        let mut fields = vec![Field { part: Part::Indicator, name: "dataset", value: &self.dataset }];
        let mut unit = None;
        for (name, value) in self.dimensions.iter().zip(as_text(row.code(0)).split(',')) {
            let part = match name.as_str() {
                "freq" => Part::Property,
                "unit" => {
                    unit = Some((0, value));
                    Part::Property
                }
                "geo" => Part::Area,
                _ => Part::Dimension,
            };
            fields.push(Field { part, name, value });
        }
        (fields, unit)
    }

    /// `12.3 p`, `: c` or `:`.
    fn said<'a>(&self, text: &'a str) -> Result<Said<'a>, String> {
        let (text, letters) =
            text.split_once(' ').map_or((text, ""), |(text, letters)| (text, letters.trim()));
        let (flags, missing) = eurostat(letters)?;
        let missing = missing.filter(|_| text == ":");
        let is_held =
            |letter: char| !matches!(letter, 'r' | 'i' | 'm') || (missing.is_some() && letter == 'c');
        let note = (!letters.chars().all(is_held)).then_some(letters);
        let missing = missing.or_else(|| {
            (text == ":").then(|| {
                MissingReason::from_flags(&flags)
                    .unwrap_or_else(|| MissingReason::Other("shown as :".to_owned()))
            })
        });
        Ok(Said { text, flags, missing, note })
    }
}

/// The code of the data set in the name of its file: `estat_nrg_ind_ren.tsv`.
fn dataset(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.split('.').next().unwrap_or_default();
    name.strip_prefix("estat_").unwrap_or(name).to_owned()
}
