//! The colours and rules of charts, as a page shares them and as a file of its own has them.
//! Files spell colours out, since few programs besides browsers know variables.

/// Name, colour on light paper, colour on dark paper.
const COLOURS: &[(&str, &str, &str)] = &[
    ("ink", "#1b1b1b", "#ececec"),
    ("soft", "#595959", "#b4b4b4"),
    ("grid", "#d9d9d9", "#44484f"),
    ("paper", "#fff", "#16181c"),
    ("series", "#0b5cad", "#7db8ff"),
    ("target", "#a8320a", "#ff9e7a"),
    ("reach", "#6b4fa0", "#c3a6f5"),
    ("fits", "#e1efe2", "#1d3322"),
    ("good", "#bfe3c4", "#1f4d28"),
    ("fair", "#cfe6f7", "#1d405c"),
    ("open", "#e9e4c9", "#4b4526"),
    ("poor", "#f6cfc4", "#5e2a1b"),
    ("silent", "#e0e0e0", "#3a3d42"),
];

const RULES: &str = include_str!("style.css");

/// The style for a page with charts: rules once, colours as variables.
#[cfg(feature = "html")]
pub(in crate::report) fn of_page() -> String {
    let variables = |pick: fn(&(&str, &str, &str)) -> String| COLOURS.iter().map(pick).collect::<String>();
    let light = variables(|(name, light, _)| format!("--{name}:{light};"));
    let dark = variables(|(name, _, dark)| format!("--{name}:{dark};"));
    format!(".chart{{{light}}}@media (prefers-color-scheme:dark){{.chart{{{dark}}}}}{RULES}")
}

/// The style for a file: the rules on light paper, and again for those who prefer dark.
pub(super) fn of_file() -> String {
    let spelled = |pick: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
        COLOURS.iter().fold(RULES.to_owned(), |rules, colour| {
            rules.replace(&format!("var(--{})", colour.0), pick(colour))
        })
    };
    let (light, dark) = (spelled(|colour| colour.1), spelled(|colour| colour.2));
    format!("{light}@media (prefers-color-scheme:dark){{{dark}}}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn files_spell_every_colour_out() {
        let style = super::of_file();
        assert!(!style.contains("var("), "{style}");
        assert!(style.contains("#0b5cad") && style.contains("#7db8ff"));
    }
}
