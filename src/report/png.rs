//! Charts as PNG, for places that take no SVG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// The text is no SVG that can be drawn.
    #[error("found an SVG that cannot be drawn: {reason}; give the text that a chart of this library prints")]
    NotDrawable {
        /// What the renderer says.
        reason: String,
    },
    /// There is no font, and a chart without its words would be silent.
    #[error("found no font on this system, expected at least one for the words of the chart; install one")]
    NoFonts,
    /// The picture would be too large.
    #[error("found a scale of {scale}, expected one from 1 to 8")]
    Scale {
        /// The scale asked for.
        scale: u8,
    },
}

impl PngError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotDrawable { .. } => "svg_not_drawable",
            Self::NoFonts => "no_fonts",
            Self::Scale { .. } => "scale_out_of_range",
        }
    }
}

/// An SVG that this library made as the bytes of a PNG file, each of its pixels `scale` times as wide and high.
///
/// The words are set in the fonts of the system.
///
/// # Errors
/// [`PngError`], with what to do.
pub fn png(svg: &str, scale: u8) -> Result<Vec<u8>, PngError> {
    if !(1..=8).contains(&scale) {
        return Err(PngError::Scale { scale });
    }
    let not_drawable = |reason: String| PngError::NotDrawable { reason };
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_system_fonts();
    let family = fonts.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
    let family = family.ok_or(PngError::NoFonts)?;
    let has_default = fonts.faces().any(|face| face.families.iter().any(|(name, _)| name == "DejaVu Sans"));
    fonts.set_sans_serif_family(if has_default { "DejaVu Sans".to_owned() } else { family });
    let tree = Tree::from_str(svg, &options).map_err(|error| not_drawable(error.to_string()))?;
    let size = tree.size().to_int_size().scale_by(f32::from(scale));
    let size = size.ok_or_else(|| not_drawable("it has no size".to_owned()))?;
    let mut picture =
        Pixmap::new(size.width(), size.height()).ok_or_else(|| not_drawable("it is too large".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(f32::from(scale), f32::from(scale)), &mut picture.as_mut());
    picture.encode_png().map_err(|error| not_drawable(error.to_string()))
}
