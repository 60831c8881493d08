//! Results of IATI activities (2.01 to 2.03): read as a stream of activities, written back, and turned into plans and
//! data and out of them.
//!
//! Schema: `iati-activities-schema.xsd` of version 2.03; code lists `ResultType` and `IndicatorMeasure`.

mod activity;
mod from_plan;
mod note;
mod reader;
mod source;
mod to_plan;
mod writer;

pub use activity::{
    Activity, ActivityResult, IatiBaseline, IatiMeasure, IatiPeriod, IatiReference, IatiResultType,
    IatiStatement, Narrative, ResultIndicator,
};
pub use reader::IatiReader;
pub use writer::write_iati;
