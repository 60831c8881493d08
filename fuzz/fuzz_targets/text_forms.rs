//! The text forms: what parses prints, and reads back as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy_targets::data::{Flags, Uncertainty};
use policy_targets::plan::{Target, phrase};
use policy_targets::time::{Lag, PartialDate, Period};
use policy_targets::unit::{Quantity, Reading, Unit};
use std::fmt::{Debug, Display};
use std::str::FromStr;

fn round_trip<T: FromStr + Display + PartialEq + Debug>(text: &str)
where
    T::Err: Debug,
{
    if let Ok(read) = text.parse::<T>() {
        let printed = read.to_string();
        assert_eq!(printed.parse::<T>().expect("what is printed parses"), read, "{text:?} {printed:?}");
    }
}

fuzz_target!(|text: &str| {
    round_trip::<Target>(text);
    round_trip::<Quantity>(text);
    round_trip::<Reading>(text);
    round_trip::<Unit>(text);
    round_trip::<Period>(text);
    round_trip::<PartialDate>(text);
    round_trip::<Lag>(text);
    round_trip::<Flags>(text);
    round_trip::<Uncertainty>(text);
    let _ = phrase::read(text, &phrase::Context::default());
});
