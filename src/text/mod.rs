//! Names and words: identifiers, texts in several languages, and where a figure or a wording comes from.
//!
//! ```
//! use policy_targets::text::{Id, MultilingualText, Source};
//!
//! let title = MultilingualText::english("Energy storage")?.with("zh".parse()?, "新型储能")?;
//! assert_eq!(title.preferred(&["zh", "en"]), "新型储能");
//!
//! let source = Source::new("cnesa-2021".parse::<Id>()?, "CNESA", "White paper 2021").with_published("2021-04");
//! assert_eq!(source.to_string(), "CNESA: White paper 2021 (2021-04)");
//! # Ok::<(), policy_targets::text::TextError>(())
//! ```

mod codes;
mod error;
mod id;
mod language;
mod multilingual;
mod source;
mod width;

pub use codes::UnknownCode;
pub(crate) use codes::codes;
pub use error::TextError;
pub use id::Id;
pub use language::LanguageTag;
pub use multilingual::MultilingualText;
pub use source::Source;
pub(crate) use width::{push_shown, shown_width, text_width};
