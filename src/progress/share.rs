//! How much of the way from the baseline to the bound is done.
//! One quotient, the same for rising and falling targets.

use super::Undefined;
use crate::number::Ratio;

/// `(value - base) / (target - base)`: 0 at the baseline, 1 at the bound, never clamped.
///
/// # Errors
/// [`Undefined::MetAtBaseline`] if base and target are equal.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::share_of_way;
///
/// // From 40 down to 20, at 25.
/// let share = share_of_way(&Ratio::from(40), &Ratio::from(25), &Ratio::from(20))?;
/// assert_eq!(share.to_string(), "0.75");
/// # Ok::<(), policy_targets::progress::Undefined>(())
/// ```
pub fn share_of_way(base: &Ratio, value: &Ratio, target: &Ratio) -> Result<Ratio, Undefined> {
    (value - base).divide(&(target - base)).ok_or(Undefined::MetAtBaseline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Ratio> {
        (-10_000_i64..10_000, 1_i64..100).prop_map(|(n, d)| Ratio::new(n, d).unwrap())
    }

    #[test]
    fn patents_of_11_8_on_the_way_from_6_3_to_12_are_at_96_5_percent() {
        let [base, value, target] = ["6.3", "11.8", "12"].map(|text| text.parse::<Ratio>().unwrap());
        let share = share_of_way(&base, &value, &target).unwrap();
        assert_eq!(share.rounded(3).unwrap().to_string(), "0.965");
    }

    proptest! {
        #[test]
        fn share_is_0_at_the_baseline_and_1_at_the_bound(base in number(), target in number()) {
            prop_assume!(base != target);
            prop_assert_eq!(share_of_way(&base, &base, &target), Ok(Ratio::zero()));
            prop_assert_eq!(share_of_way(&base, &target, &target), Ok(Ratio::one()));
        }

        #[test]
        fn share_does_not_change_with_scale_and_origin(
            base in number(), value in number(), target in number(), scale in number(), origin in number(),
        ) {
            prop_assume!(!scale.is_zero());
            let moved = |number: &Ratio| number * &scale + &origin;
            prop_assert_eq!(
                share_of_way(&base, &value, &target),
                share_of_way(&moved(&base), &moved(&value), &moved(&target))
            );
        }
    }
}
