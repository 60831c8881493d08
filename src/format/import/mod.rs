//! What the readers of other people's files share: what to read, under which names, and how cells become
//! observations. Each format itself is a file of `published`.

#[cfg(feature = "json")]
mod document;
mod flag;
mod long;
mod losses;
mod name;
mod number;
mod open;
mod reader;
mod rows;
mod selection;
mod unit;
mod wide;

#[cfg(feature = "json")]
pub(super) use document::{JsonRow, read_document};
pub(super) use flag::eurostat;
pub(super) use long::{Layout, VALUE, day_of, missing, read_long, required, unstated_day};
pub(super) use losses::Losses;
pub(super) use name::slug;
pub(super) use number::{Token, reading, reading_of};
pub use open::{FileKind, Opened, Recognised, open, recognise};
pub(super) use reader::Settings;
pub use reader::{DataFormat, DataReader};
pub(super) use rows::{Facts, Field, KeyColumns, Known, Part, Rows, selected, unstated_unit};
pub use selection::{Filter, Selection};
pub(super) use unit::{times_ten_to, unit_of};
pub(super) use wide::{Said, Wide, WideHeader, WideLayout, field, read_wide};
