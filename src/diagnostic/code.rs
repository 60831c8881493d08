//! The one table of diagnostic codes: name, severity, meaning and remedy.
//! A code is never reused; adding one is adding a line.

use crate::text::UnknownCode;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fmt::Write as _;
use std::str::FromStr;

/// How much a problem weighs.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Readable, but questionable: the result holds the data and the warning.
    Warning,
    /// Cannot be used as written.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

macro_rules! codes {
    ($($group:literal { $($name:ident $text:literal $severity:ident $meaning:literal $remedy:literal)* })*) => {
        /// What kind of problem a diagnostic reports. Codes are stable: they may be matched on and filtered by.
        ///
        /// ```
        /// use policy_targets::diagnostic::{Code, Severity};
        ///
        /// let code: Code = "ragged_row".parse()?;
        /// assert_eq!((code, code.severity()), (Code::RaggedRow, Severity::Error));
        /// # Ok::<(), policy_targets::text::UnknownCode>(())
        /// ```
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "&'static str")]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $meaning] $name,)*)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)*)*];

            /// The stable name of the code.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $($(Self::$name => $text,)*)* }
            }

            /// How much the problem weighs.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $($(Self::$name => Severity::$severity,)*)* }
            }

            /// What is wrong, in a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $($(Self::$name => $meaning,)*)* }
            }

            /// What to do about it, without a full stop.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                match self { $($(Self::$name => $remedy,)*)* }
            }

            /// The step of reading at which the problem arises.
            #[must_use]
            pub fn group(self) -> &'static str {
                match self { $($(Self::$name => $group,)*)* }
            }
        }
    };
}

codes! {
    "Reading a file" {
        Syntax "syntax" Error "The text breaks the rules of its format." "correct the text at the mark"
        TooLarge "too_large" Error "The file has more bytes than the limit allows." "split the file, or raise the limit on bytes"
        TooDeep "too_deep" Error "Values are nested more deeply than the limit allows." "flatten the structure, or raise the limit on depth"
        TooManyRows "too_many_rows" Error "The file has more rows than the limit allows." "split the file, or raise the limit on rows"
        CellTooLong "cell_too_long" Error "A cell has more bytes than the limit allows." "shorten the cell, look for an unclosed quote, or raise the limit on cells"
        TooManyDiagnostics "too_many_diagnostics" Error "There are more problems than the limit allows to list." "correct the problems listed and read the file again, or raise the limit on diagnostics"
        NotUtf8 "not_utf8" Error "The bytes are not UTF-8 text." "save the file as UTF-8"
        EmptyInput "empty_input" Error "The file holds nothing." "check that it is the right file and was written completely"
        UnclosedQuote "unclosed_quote" Error "A quoted text or cell does not end." "close the quote"
        TruncatedLine "truncated_line" Warning "The last line ends in the middle, as if writing it had been interrupted; the lines before it are used." "hold the round again, or complete the line"
        RaggedRow "ragged_row" Error "A row has another number of cells than the header." "add or remove cells; quote a cell that holds a comma"
        MissingColumn "missing_column" Error "A required column is not in the header." "add the column"
        UnknownColumn "unknown_column" Error "A column is neither a known one nor a declared dimension." "correct its name, remove it, or declare it as a dimension"
        DuplicateColumn "duplicate_column" Error "Two columns have one name." "remove or rename one of them"
    }
    "Reading a plan" {
        MissingField "missing_field" Error "A required field is not there." "add the field"
        UnknownField "unknown_field" Error "A field has a name that means nothing here." "correct its name or remove it"
        WrongType "wrong_type" Error "A field holds another kind of value than it should." "write a value of the expected kind"
        InvalidValue "invalid_value" Error "A field holds a value of the right kind that cannot be understood." "write a value of the expected form"
        UnsupportedFormatVersion "unsupported_format_version" Error "The file is written in a version of the format that this release cannot read." "use a release that reads this version, or convert the file"
        DuplicateField "duplicate_field" Error "A table has one field twice." "remove one of them"
    }
    "Checking a plan" {
        DuplicateId "duplicate_id" Error "Two things of one kind have the same id." "rename one of them"
        UnknownIndicator "unknown_indicator" Error "An indicator is named that the plan does not declare." "declare the indicator in the plan, or correct its id"
        UnknownSource "unknown_source" Error "A source is named that the plan does not list." "list the source in the plan, or correct its id"
        UnknownSeries "unknown_series" Error "A series is named that the indicator does not list." "list the series with the indicator, or correct its name"
        UnitMismatch "unit_mismatch" Error "Two quantities that are compared have units that do not convert into each other." "state both in units of one dimension"
        DeadlineBeforeBaseline "deadline_before_baseline" Error "The deadline of a target does not lie after its baseline." "correct the deadline or the period of the baseline"
        NoDirection "no_direction" Error "Neither bound, baseline nor indicator says which way is better." "state `better = \"up\"` or `\"down\"` with the indicator"
        BaselineMissing "baseline_missing" Warning "The target is a change from a baseline that is not given, so that it cannot be assessed." "give the baseline with its value and period"
        BaselinePeriodConflict "baseline_period_conflict" Error "The period of the baseline is not the one that the target counts from." "make both name the same period"
        InvalidTarget "invalid_target" Error "The text of a target cannot be understood." "write a bound, a quantity and a time, as in `>= 30 GW by 2025`"
        CyclicDerivation "cyclic_derivation" Error "An indicator is derived from itself." "break the circle"
        DistributionLevels "distribution_levels" Error "A derivation needs levels that the distribution does not have." "list the levels of the distribution in order, and name one of them"
        ComparedWithItself "compared_with_itself" Error "A target compares an indicator with itself." "name another indicator, or a level or average of its own past"
        BusinessAsUsualMissing "business_as_usual_missing" Error "A target or path is measured from business as usual, of which no point is stated." "state its points with `business_as_usual`, in the unit of the indicator"
        BusinessAsUsualTooShort "business_as_usual_too_short" Error "The points of business as usual do not cover the deadline of the target." "add a point at the deadline or on both sides of it"
        PointsOutOfOrder "points_out_of_order" Error "The points of a path or of business as usual do not follow each other in time." "order them, one for each period"
        ChecklistWithoutCount "checklist_without_count" Error "A checklist stands with a target that counts nothing." "remove it, or state the target as a number of things"
        CumulationWithoutSum "cumulation_without_sum" Error "Cumulation is declared for a target that is no sum." "remove it, or state the target as a sum over a window"
        PhasesOutOfOrder "phases_out_of_order" Error "The phases of a goal do not follow each other in time." "order them by deadline, one for each"
        PathBeyondTarget "path_beyond_target" Warning "A point of a path lies beyond the target that it leads to." "correct the point or the target"
        BaselineUnused "baseline_unused" Warning "The target accumulates over a window or is held against another indicator, and takes nothing from its baseline." "remove the baseline, or write the target as a change from it"
        BaselineForEveryMember "baseline_for_every_member" Warning "One number is taken for every member of the group." "take it from the data of each member with reported = \"...\", or state a goal for each member"
        BusinessAsUsualForEveryMember "business_as_usual_for_every_member" Warning "One business as usual is taken for every member of the group." "state a goal with its own business as usual for each member"
        BaselineMeetsTarget "baseline_meets_target" Warning "The baseline already meets the target: the goal is to maintain it." "check the bound; nothing is to be done if the goal is meant to maintain"
        BaselineOtherSeries "baseline_other_series" Warning "The baseline comes from a series that is not among the preferred ones." "give the baseline from the series that is assessed; pace is refused across series"
        UnverifiedSource "unverified_source" Warning "Something rests on a source that was not checked." "check it against the publication and mark the source as verified"
        MilestoneBeyondTarget "milestone_beyond_target" Warning "An earlier phase asks for more than the one after it." "check the numbers and deadlines of the phases"
        DeadlineOutsideHorizon "deadline_outside_horizon" Warning "The deadline of a target lies outside the years that the plan covers." "correct the deadline or the horizon; nothing is to be done for a goal that looks beyond its plan"
        BoundAgainstDirection "bound_against_direction" Warning "The bound limits the indicator on the side that is said to be better." "turn the bound, or correct `better` of the indicator"
        OverlappingTargets "overlapping_targets" Warning "Two goals bound one indicator from the same side at the same time." "remove one, or say with `scope` what each of them covers"
        PartsDifferFromWhole "parts_differ_from_whole" Warning "The targets of the parts do not add up to the target of the whole." "check the numbers of the parts and of the whole"
        MembersBeyondWhole "members_beyond_whole" Warning "Every member has to reach more than the whole, which then follows by itself." "check the number for every member and that for the whole"
        LimitsExceededByTarget "limits_exceeded_by_target" Warning "A target lies outside the natural limits of its indicator." "correct the target or the limits"
    }
    "Reading data" {
        DuplicateObservation "duplicate_observation" Error "Two rows report the same series and period on the same day with different values." "remove one, or correct its published date if it is a revision"
        InvalidNumber "invalid_number" Error "A value is not a number or bound that can be held exactly." "write a plain decimal such as 13.5, a bound such as >60, or a range such as 3..5"
        InvalidPeriod "invalid_period" Error "A period cannot be understood." "write a period such as 2024, 2024-Q1, 2024-12 or 2024-12-31"
        InvalidUnit "invalid_unit" Error "A unit is not known." "use a known unit symbol, such as GW, % or pp"
        InvalidDate "invalid_date" Error "A date does not exist or cannot be understood." "write a day such as 2024-12-31, or a month or year where imprecise dates are allowed"
        InvalidFlag "invalid_flag" Error "A flag is not an SDMX observation status." "use the letters A, P, E, I, F, B, D, U, M, O, with spaces between"
        PublishedBeforePeriodEnd "published_before_period_end" Warning "A value was published before its period had ended: it cannot decide a deadline." "flag it F or P, or correct the dates"
        ValueJump "value_jump" Warning "A value is far from its neighbours, as if its unit or a digit were wrong." "check value and unit against the source"
        ValuesShifted "values_shifted" Warning "A series has the values of another one a period early, as if its years were shifted by one." "check the periods of both against the source, and reject the wrong one"
        OutsideNaturalLimits "outside_natural_limits" Warning "A value lies outside the natural limits of its indicator." "check value and unit against the source"
    }
    "Reading and writing files of publishers" {
        UnknownFormat "unknown_format" Error "Nothing in the file says which format it has." "name the format, or check that it is the right file"
        NotStated "not_stated" Error "The file does not say something that every observation needs." "state it with the reader"
        AmbiguousName "ambiguous_name" Error "A name of the file makes no identifier of its own." "select the rows with `Selection` and name them yourself"
        InvalidAction "invalid_action" Error "An action is none that a row can ask for." "use I, A, M, R or D"
        NotHeld "not_held" Warning "The format cannot hold a part of what is written to it, or the data a part of what was read." "keep the original beside it, or use a format that holds it"
    }
    "Checking a plan against data" {
        NoDataForIndicator "no_data_for_indicator" Warning "No observation of an indicator of the plan was found." "add data, or correct the id of the indicator in plan or data"
        UnitDiffers "unit_differs" Error "The unit of the data does not convert into the unit of the indicator." "state the data in a unit of the same dimension"
        BaselineDiffersFromSeries "baseline_differs_from_series" Warning "The baseline that the plan states is not what the series reports for its period." "check both; take the baseline from the series with `reported` if it is to follow revisions"
        MetWhenSet "met_when_set" Warning "What was known when the target was issued met it already." "check number and unit; nothing is to be done if the goal is meant to maintain"
        FrequencyMismatch "frequency_mismatch" Warning "The data of an indicator come at another frequency than declared: they may decide no deadline." "add data of the declared frequency, or correct it"
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let named = Self::ALL.iter().find(|code| code.as_str() == text);
        named.copied().ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|code| code.as_str()).collect();
            UnknownCode::new(text, &known)
        })
    }
}

impl TryFrom<String> for Code {
    type Error = UnknownCode;

    fn try_from(text: String) -> Result<Self, UnknownCode> {
        text.parse()
    }
}

impl From<Code> for &'static str {
    fn from(code: Code) -> Self {
        code.as_str()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// The documentation page of all codes, as Markdown: one table for each step of reading.
///
/// ```
/// use policy_targets::diagnostic::code_table_markdown;
/// assert!(code_table_markdown().contains("| `not_utf8` | error | The bytes are not UTF-8 text. |"));
/// ```
#[must_use]
pub fn code_table_markdown() -> String {
    let mut page = String::from("# Diagnostic codes\n\nCodes are stable and never reused.\n");
    let mut group = "";
    for code in Code::ALL {
        if code.group() != group {
            group = code.group();
            // Writing to a `String` cannot fail.
            let _ = write!(
                page,
                "\n## {group}\n\n| code | severity | meaning | what to do |\n|---|---|---|---|\n"
            );
        }
        let (severity, meaning, remedy) = (code.severity(), code.meaning(), code.remedy());
        let _ = writeln!(page, "| `{code}` | {severity} | {meaning} | {remedy} |");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_snake_case_and_read_back() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for &code in Code::ALL {
            let variant: String =
                code.as_str().split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
            assert_eq!(format!("{code:?}"), variant);
            assert_eq!(code.as_str().parse::<Code>(), Ok(code));
        }
        assert!("nonsense".parse::<Code>().is_err());
    }

    #[test]
    fn meanings_are_sentences_and_remedies_are_not() {
        for code in Code::ALL {
            assert!(code.meaning().ends_with('.'), "{code}");
            assert!(!code.remedy().ends_with('.'), "{code}");
            assert!(!format!("{}{}", code.meaning(), code.remedy()).contains(['|', '\n']), "{code}");
        }
    }

    #[test]
    fn the_page_lists_every_code_once() {
        let page = code_table_markdown();
        for code in Code::ALL {
            assert_eq!(page.matches(&format!("| `{code}` |")).count(), 1);
        }
        assert_eq!(page.matches("\n## ").count(), 6);
    }
}
