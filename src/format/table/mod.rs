//! Files of records with a header: one way to read them all, whatever their columns mean.
//! A format says what a row means as a [`Mapping`]; places, limits and bad rows are seen to here.

mod memo;
mod raw;
mod reader;
mod records;
mod row;

pub(super) use memo::Memo;
pub(super) use reader::{Bad, Fit, Header, Mapping, TableReader};
pub(super) use records::{Record, Syntax, line_breaks};
pub(super) use row::{Row, as_text, parsed, trimmed};
