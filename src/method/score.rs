//! The scores from -5 to 5 that Eurostat's goal scores and those of its followers share, and the classes of their means.
//! One place for the pieces, so that the offices differ only where they do.

use super::{Band, Class, Refusal};
use crate::number::Ratio;

/// Cut to -5 and 5.
pub(super) fn within_five(score: Ratio) -> Ratio {
    score.clamp(Ratio::from(-5), Ratio::from(5))
}

/// Of growth in the wanted direction: 5 at 2 %.
pub(super) fn of_growth(growth: &Ratio) -> Ratio {
    within_five(growth * &Ratio::from(250))
}

/// Of growth as a share of the growth required: 5/70 (R - 60 %) above 60 %, else 5/120 (R + 60 %) - 5, R in percent.
pub(super) fn of_share(share: &Ratio) -> Ratio {
    let part = |above: i64, below: i64| Ratio::new(above, below).unwrap_or_else(Ratio::zero);
    let score = if *share > part(6, 10) {
        (share - &part(6, 10)) * part(500, 70)
    } else {
        (share + &part(6, 10)) * part(500, 120) - Ratio::from(5)
    };
    within_five(score)
}

/// The class of a mean of scores, of five from the best to the worst.
pub(super) fn class_of_mean(
    mean: &Ratio,
    [best, good, none, bad, worst]: [Class; 5],
) -> Result<Class, Refusal> {
    let bands = [
        Band::over(25, 1, best),
        Band::over(25, 2, good),
        Band::at_least(-25, 2, none),
        Band::at_least(-25, 1, bad),
        Band::otherwise(worst),
    ];
    Band::class_of(mean, &bands)
}
