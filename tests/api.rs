//! What every main type promises to programs that embed it: it is shown, copied, and moved between threads.

use policy_targets::{assess, data, diagnostic, format, number, plan, progress, text, time, unit};
use std::error::Error;
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// Fails to compile where a type lost a trait.
macro_rules! each {
    ($trait_check:ident: $($type:ty),+ $(,)?) => { $($trait_check::<$type>();)+ };
}

fn value<T: Debug + Clone + Send + Sync + Unpin + 'static>() {}
fn stored<T: serde::Serialize + serde::de::DeserializeOwned>() {}
fn written<T: FromStr<Err: Error> + Display>() {}
fn error<T: Error + Send + Sync + 'static>() {}

#[test]
fn main_types_are_plain_values_that_move_between_threads() {
    each!(value: number::Value, number::Integer, number::Ratio, number::Interval, number::Endpoint);
    each!(value: time::Period, time::Span, time::Frequency, time::FiscalCalendar, time::PartialDate, time::Lag);
    each!(value: unit::Unit, unit::Dimension, unit::Reading, unit::Quantity);
    each!(value: text::Id, text::LanguageTag, text::MultilingualText, text::Source);
    each!(value: diagnostic::Code, diagnostic::Severity, diagnostic::Diagnostic, diagnostic::Diagnostics);
    each!(value: diagnostic::Location, diagnostic::Limits);
    each!(value: progress::Acceptable, progress::Course, progress::Path, progress::Projection, progress::Tolerance);
    each!(value: progress::Gap, progress::Extent<progress::Gap>, progress::Pace, progress::Trend, progress::Lead);
    each!(value: progress::Attainment, progress::Direction, progress::Projected, progress::Standing);
    each!(value: progress::columns::Columns, progress::columns::Row, progress::columns::RowAnswer);
    each!(value: progress::columns::Rows<'static>, progress::columns::Inputs<'static>, progress::columns::Status);
    each!(value: plan::Draft, plan::Plan, plan::Goal, plan::Requirement, plan::Criterion, plan::Baseline);
    each!(value: plan::Target, plan::Bound, plan::TargetQuantity, plan::TargetTime, plan::Indicator);
    each!(value: plan::Phase, plan::Tier, plan::Checklist, plan::ChecklistItem, plan::Qualification);
    each!(value: plan::Cumulation, plan::AcceptedMiss, plan::Derivation, plan::ChangeFrom);
    each!(value: plan::Measure, plan::Event, plan::Judgement, plan::Standing, plan::Relation);
    each!(value: data::Dataset, data::Series, data::Observation, data::Reported, data::Flags);
    each!(value: assess::Assessor, assess::Round, assess::Assessment, assess::ArmAssessment, assess::Verdict);
    each!(value: assess::Evidence, assess::Refusal, assess::RefusalCode, assess::Trace, assess::RollUp);
    each!(value: format::Document);
}

#[test]
fn what_has_a_text_form_prints_and_parses() {
    each!(written: number::Value, number::Ratio);
    each!(written: time::Period, time::PartialDate, time::Lag, time::Frequency);
    each!(written: unit::Unit, unit::Reading, unit::Quantity);
    each!(written: text::Id, text::LanguageTag, diagnostic::Code, progress::Direction, progress::Projection);
    each!(written: plan::Target, plan::Qualification, plan::Commitment, plan::TierRole, plan::Cumulated,
         assess::RefusalCode, assess::VerdictCode);
}

#[test]
fn what_people_keep_goes_through_serde() {
    each!(stored: number::Value, number::Ratio, time::Period, time::PartialDate, unit::Unit, unit::Quantity);
    each!(stored: text::Id, text::MultilingualText, text::Source, diagnostic::Code);
    each!(stored: plan::Plan, plan::Criterion, plan::Requirement, plan::Checklist, plan::Cumulation);
    each!(stored: plan::Target, progress::Path, progress::Projection, assess::Round, assess::Assessment);
}

#[test]
fn every_problem_is_an_error_that_can_be_sent_on() {
    each!(error: number::NumberError, time::TimeError, unit::UnitError, text::TextError, text::UnknownCode);
    each!(error: progress::ProgressError, progress::columns::Unanswered, plan::TargetError, data::DataError, diagnostic::Diagnostics);
    each!(error: assess::Refusal);
}
