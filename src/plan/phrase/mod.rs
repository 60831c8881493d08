//! Quantities and targets as plans word them, in English and Chinese: read with every meaning, and written.
//!
//! Plans promise in words: 达到3000万千瓦以上, "over half", 翻一番. [`read`] finds each quantity of a text and gives it
//! as bound × quantity × time, the three parts of a [`Target`](crate::plan::Target). It never guesses: what the words
//! leave open is named, and words with several meanings give several [`Alternative`]s, each with its [`Reason`]s.
//!
//! # One meaning
//!
//! ```
//! use policy_targets::plan::phrase::{Context, read};
//!
//! let phrases = read("到2025年，新型储能装机规模达到3000万千瓦以上", &Context::new());
//! let only = phrases[0].only().ok_or("one meaning")?;
//! assert_eq!(only.to_target()?.to_string(), ">= 3000 万千瓦 by 2025");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! 以上 and "at least" include the number, 超过 and "over" do not. An increase *by* and an increase *to* differ, as do
//! percent and percentage points:
//!
//! ```
//! # use policy_targets::plan::phrase::{Context, read};
//! for (text, meaning) in [
//!     ("到2025年超过半数", "> 50 % by 2025"),
//!     ("到2025年提高5个百分点", "change >= +5 pp by 2025"),
//!     ("到2025年提高5%", "change >= +5 % by 2025"),
//!     ("到2025年提高到5%", ">= 5 % by 2025"),
//!     ("到2025年翻两番", ">= x4 by 2025"),
//!     ("到2025年增长8倍", ">= x9 by 2025"),
//!     ("到2025年增长到9倍", ">= x9 by 2025"),
//!     ("halve food waste by 2030", "change <= -50 % by 2030"),
//!     ("40 % below 1990 levels by 2030", "change <= -40 % from 1990 by 2030"),
//! ] {
//!     assert_eq!(read(text, &Context::new())[0].alternatives()[0].to_string(), meaning);
//! }
//! ```
//!
//! # Several meanings
//!
//! A "ninefold increase" is to nine times the base for some and by nine times for others. 左右 and a bare number have
//! a side only if a verb or the caller gives one.
//!
//! ```
//! # use policy_targets::plan::phrase::{Context, read};
//! let meanings = |text: &str| -> Vec<String> {
//!     read(text, &Context::new())[0].alternatives().iter().map(ToString::to_string).collect()
//! };
//! assert_eq!(meanings("a ninefold increase by 2025"), [">= x9 by 2025", ">= x10 by 2025"]);
//! assert_eq!(meanings("up to 30 GW by 2025"), ["<= 30 GW by 2025", ">= 30 GW by 2025"]);
//! assert_eq!(meanings("2030年前低于30%"), ["< 30 % by 2029", "< 30 % by 2030"]);
//! assert_eq!(meanings("20%左右"), ["~>= 20 % by ?", "~<= 20 % by ?", "~= 20 % by ?"]);
//! ```
//!
//! # What the words leave out
//!
//! A question mark stands for what is [`Missing`]. The caller may know it: deadline, window, baseline, direction and
//! unit go into the [`Context`], and come after what the text says itself.
//!
//! ```
//! # use policy_targets::plan::phrase::{Context, Missing, read};
//! let text = "机器人产业营业收入年均增速超过20%";
//! let phrases = read(text, &Context::new());
//! assert_eq!(phrases[0].alternatives()[0].missing(), [Missing::Window]);
//!
//! let phrases = read(text, &Context::new().with_window("2021/2025".parse()?));
//! assert_eq!(phrases[0].alternatives()[0].to_string(), "growth > 20 %/year over 2021..2025");
//! # Ok::<(), policy_targets::time::TimeError>(())
//! ```
//!
//! # Writing
//!
//! [`write()`] words a target; what it writes reads back as that target and no other.
//!
//! ```
//! use policy_targets::plan::phrase::{Language, write};
//!
//! let target = "change <= -34 % from 2015 by 2025".parse()?;
//! assert_eq!(write(&target, Language::Chinese)?, "到2025年比2015年降低34%以上");
//! assert_eq!(write(&target, Language::English)?, "reduce by at least 34 % from 2015 by 2025");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! All words stand in tables, one file a language; a further language is one more file.

mod alternative;
mod error;
mod gather;
mod meaning;
mod measure;
mod numeral;
mod read;
mod time;
mod timing;
mod token;
mod words;
mod write;

pub use alternative::{Alternative, Missing, Phrase, Reason};
pub use error::PhraseError;
pub use read::{Context, read};
pub use words::Language;
pub use write::write;
