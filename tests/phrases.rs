//! Quantities and targets as plans word them, read and written.
//! Every expected reading was decided from the words by hand; the rules are in the documentation of `plan::phrase`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

#[allow(dead_code, reason = "targets and what they are made of are used here")]
#[path = "support/strategies.rs"]
mod strategies;

use policy_targets::plan::phrase::{Context, Language, Missing, Phrase, read, write};
use policy_targets::plan::{Bound, Target, TargetQuantity};
use proptest::prelude::*;
use std::collections::BTreeSet;
use strategies::targets;

/// The rows of `tests/data/phrases/<name>.tsv` below the header.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/data/phrases/{name}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let cells = |line: &str| line.split('\t').map(ToOwned::to_owned).collect();
    text.lines().skip(1).map(cells).collect()
}

/// A context as the tables write it: `deadline=2025 direction=up`.
fn context(text: &str) -> Context {
    text.split_whitespace().fold(Context::new(), |context, part| {
        match part.split_once('=').expect("a name") {
            ("deadline", period) => context.with_deadline(period.parse().unwrap()),
            ("window", period) => context.with_window(period.parse().unwrap()),
            ("baseline", period) => context.with_baseline(period.parse().unwrap()),
            ("direction", direction) => context.with_direction(direction.parse().unwrap()),
            ("unit", unit) => context.with_unit(unit.parse().unwrap()),
            (other, _) => panic!("{other} is no part of a context"),
        }
    })
}

/// The readings as the tables write them: phrases joined by `;`, their alternatives by `|`.
fn shown(phrases: &[Phrase]) -> String {
    let alternatives = |phrase: &Phrase| {
        let texts: Vec<String> = phrase.alternatives().iter().map(ToString::to_string).collect();
        texts.join(" | ")
    };
    phrases.iter().map(alternatives).collect::<Vec<_>>().join(" ; ")
}

fn differences(name: &str, wording: usize, given: Option<usize>, readings: usize) -> Vec<String> {
    rows(name)
        .iter()
        .filter_map(|row| {
            let context = given.map_or_else(Context::new, |given| context(&row[given]));
            let found = shown(&read(&row[wording], &context));
            (found != row[readings])
                .then(|| format!("{}\n  read     {found}\n  expected {}", row[wording], row[readings]))
        })
        .collect()
}

#[test]
fn english_phrases_read_as_they_are_meant() {
    let wrong = differences("english", 0, Some(1), 2);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn chinese_phrases_read_as_they_are_meant() {
    let wrong = differences("chinese", 0, Some(1), 2);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_wording_of_the_facts_reads_as_decided_by_hand() {
    let wrong = differences("facts", 1, None, 2);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The goals' own bound, number and deadline, as the facts give them beside the wording.
#[test]
fn with_the_plans_context_a_wording_reads_as_the_target_of_its_goal() {
    let mut count = 0;
    for row in rows("facts").iter().filter(|row| !row[4].is_empty()) {
        let target: Target = row[4].parse().unwrap();
        let phrases = read(&row[1], &context(&row[3]));
        // A range that is to be reached may also be a floor with an aim.
        let is_range = matches!(target.bound(), Bound::Between { .. });
        let meant = |phrase: &Phrase| {
            if is_range { phrase.alternatives().first().cloned() } else { phrase.only().cloned() }
        };
        let found = phrases.iter().filter_map(|phrase| meant(phrase)?.to_target().ok());
        assert!(found.clone().any(|found| found == target), "{}: {:?}", row[1], found.collect::<Vec<_>>());
        count += 1;
    }
    assert_eq!(count, 54);
}

#[test]
fn there_are_phrases_enough_of_both_languages() {
    for (name, least) in [("english", 60), ("chinese", 60), ("facts", 74)] {
        let texts: BTreeSet<String> = rows(name).into_iter().map(|row| row.join("\t")).collect();
        assert_eq!(texts.len(), rows(name).len(), "{name} holds a phrase twice");
        assert!(texts.len() >= least, "{name}");
    }
}

#[test]
fn what_a_phrase_leaves_open_is_named() {
    let missing = |text: &str| read(text, &Context::new())[0].alternatives()[0].missing();
    assert_eq!(missing("at least 30 by 2025"), [Missing::Unit]);
    assert_eq!(missing("at least 30 GW"), [Missing::Deadline]);
    assert_eq!(missing("at least 30"), [Missing::Unit, Missing::Deadline]);
    assert_eq!(missing("年均增长7%以上"), [Missing::Window]);
    assert_eq!(missing("到2025年翻一番"), [Missing::BaselinePeriod]);
    assert_eq!(missing("到2025年比2020年翻一番"), []);
}

#[test]
fn what_is_no_target_yet_says_why() {
    let error = |text: &str| read(text, &Context::new())[0].alternatives()[0].to_target().unwrap_err();
    assert_eq!(
        error("at least 30").to_string(),
        "found no unit and no deadline in the phrase; state them in the context"
    );
    assert_eq!(error("下降三分之一，到2030年").code(), "phrase_not_decimal");
    assert_eq!(error("年均下降100%，2021—2025年").code(), "target_syntax");
}

#[test]
fn a_span_covers_the_words_of_the_quantity_and_no_more() {
    for (text, words) in [
        ("到2025年，新型储能装机规模达到３０００万千瓦以上。", "达到３０００万千瓦以上"),
        ("By 2025, reach at least  30 GW of storage.", "reach at least  30 GW"),
        ("单位能耗比2015年下降34%以上", "下降34%以上"),
        ("a ninefold increase by 2025", "ninefold increase"),
    ] {
        assert_eq!(read(text, &Context::new())[0].words(text), words);
    }
}

#[test]
fn the_start_of_a_change_is_kept_apart() {
    let phrases = read("到2025年从25%提高到50%", &Context::new());
    assert_eq!(phrases[0].start().map(ToString::to_string).as_deref(), Some("25 %"));
}

#[test]
fn each_alternative_says_why_it_is_one() {
    let reasons = |text: &str| -> Vec<Vec<&str>> {
        let phrase = &read(text, &Context::new())[0];
        phrase
            .alternatives()
            .iter()
            .map(|one| one.reasons().iter().map(|reason| reason.code()).collect())
            .collect()
    };
    assert_eq!(reasons("到2025年增长8倍"), [["reached", "added-to-base"]]);
    assert_eq!(reasons("ninefold increase by 2025"), [["reached", "multiple"], ["reached", "added-to-base"]]);
    assert_eq!(reasons("up to 30 GW by 2025"), [["up-to-is-limit"], ["up-to-is-aim"]]);
    assert_eq!(reasons("超过20%以上"), [["number-excluded"], ["number-included"]]);
    assert_eq!(
        reasons("2030年前低于30%"),
        [["bound", "before-excludes-year"], ["bound", "before-includes-year"]]
    );
}

/// Wordings as plans have them, for every shape of target there is.
#[test]
fn targets_are_worded_as_plans_word_them() {
    for (target, english, chinese) in [
        (">= 30 GW by 2025", "at least 30 GW by 2025", "到2025年达到30 GW以上"),
        ("> 70 % by 2025", "more than 70 % by 2025", "到2025年超过70%"),
        ("<= 12.0 kWh/100km by 2025", "at most 12.0 kWh/100km by 2025", "到2025年控制在12.0 kWh/100km以内"),
        ("~>= 20 % by 2025", "about 20 % or more by 2025", "到2025年达到20%左右"),
        ("~= 3 % in 2026", "about 3 % from either side in 2026", "在2026年为3%左右上下皆可"),
        ("3..5 clusters by 2025", "3 to 5 clusters by 2025", "到2025年为3至5 clusters"),
        (
            "<= 5.5 % every year 2021..2025",
            "at most 5.5 % every year from 2021 to 2025",
            "自2021年至2025年每年控制在5.5%以内",
        ),
        (
            "> 650 Mt every year from 2021",
            "more than 650 Mt every year from 2021 onwards",
            "自2021年起每年超过650 Mt",
        ),
        (
            "change <= -34 % from 2015 by 2025",
            "reduce by at least 34 % from 2015 by 2025",
            "到2025年比2015年降低34%以上",
        ),
        (
            "change >= +4 pp from 2015 by 2025",
            "increase by at least 4 percentage points from 2015 by 2025",
            "到2025年比2015年提高4个百分点以上",
        ),
        ("change >= -5 % by 2025", "reduce by at most 5 % by 2025", "到2025年降低5%以内"),
        ("change -5..+3 % by 2025", "change by -5 to 3 % by 2025", "到2025年变化-5至3%"),
        (">= x9 from 2020 by 2025", "at least 9 times the 2020 level by 2025", "到2025年达到2020年的9倍以上"),
        ("> x2 by 2025", "more than 2 times the baseline by 2025", "到2025年超过基准的2倍"),
        (
            "growth > 7 %/year over 2021..2025",
            "grow by more than 7 % a year on average during 2021-2025",
            "2021—2025年期间年均增长超过7%",
        ),
        (
            "change <= -13.5 % cumulative over 2021..2025",
            "reduce cumulatively by at least 13.5 % during 2021-2025",
            "2021—2025年期间累计降低13.5%以上",
        ),
        (
            ">= 60 % average 2021..2025",
            "at least 60 % on average during 2021-2025",
            "2021—2025年期间平均达到60%以上",
        ),
        (
            ">= 95 % for every province by 2025",
            "at least 95 % in every province by 2025",
            "到2025年各省达到95%以上",
        ),
        (
            "change <= -18 % from 2020 for every city by 2025",
            "reduce by at least 18 % in every city from 2020 by 2025",
            "到2025年各市比2020年降低18%以上",
        ),
        (
            ">= 2500 亿元@2020 by 2025",
            "at least 2500 亿元 at 2020 prices by 2025",
            "到2025年达到2500亿元(2020年价格)以上",
        ),
        (
            "sum >= 5500 万人 over 2021..2025",
            "a total of at least 5500 万人 during 2021-2025",
            "2021—2025年期间累计5500万人以上",
        ),
    ] {
        let target: Target = target.parse().unwrap();
        let written = |language| write(&target, language).unwrap_or_else(|error| format!("{error}"));
        assert_eq!(written(Language::English), english);
        assert_eq!(written(Language::Chinese), chinese);
    }
}

/// Whether there are words for the target's unit: a name with a function word of the language in it, or one that
/// begins like a number, has none, and shares are not added up.
fn is_wordable(target: &Target, language: Language) -> bool {
    let quantity = target.quantity();
    // Beside a multiple no word says whose number the aim is.
    let is_multiple_with_aim = matches!(quantity, TargetQuantity::Multiple { .. }) && target.aim().is_some();
    let has_members = target.group().is_none_or(|group| {
        let shared = ["province", "region", "city", "county", "district", "country", "sector"];
        shared.contains(&group.as_ref()) || (group.as_ref() == "state" && language == Language::English)
    });
    if quantity.is_margin() || is_multiple_with_aim || !has_members {
        return false;
    }
    let Some(unit) = target.quantity().unit() else { return true };
    let is_sum = matches!(target.quantity(), TargetQuantity::Sum { .. });
    let has_words = match unit.to_string().as_str() {
        "1" => false,
        "persons in need" => language != Language::English,
        _ => true,
    };
    has_words && !(is_sum && unit.is_percentage())
}

/// Texts made of the words of plans in any order.
fn jumbles() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "到",
        "2025年",
        "超过",
        "达到",
        "以上",
        "左右",
        "提高",
        "降低",
        "倍",
        "翻一番",
        "百分之",
        "三分之二",
        "成",
        "个百分点",
        "万千瓦",
        "和",
        "、",
        "，",
        "。",
        "“十四五”",
        "期间",
        "比",
        "的",
        "年均",
        "累计",
        "每年",
        "三千",
        "亿",
        "by",
        "to",
        "over",
        "at least",
        "half",
        "two thirds",
        "ninefold",
        "times",
        "increase",
        "reduce",
        "from",
        "2020",
        "2021-2025",
        "every year",
        "%",
        "GW",
        "million jobs",
        "± 1",
        "-5",
        "12.0",
        "1,005",
        "level",
        "below",
        "before",
        "the end of",
        "between",
        "and",
        ".",
        " ",
        "９",
        "％",
        "x",
        "—",
        "a factor of",
        "¥",
        "½",
        "\u{202E}",
        "🙂",
    ];
    proptest::collection::vec(proptest::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

fn full_width(text: &str) -> String {
    let widened = |character: char| match character {
        '0'..='9' | '%' => char::from_u32(u32::from(character) + 0xFEE0).expect("a full-width character"),
        other => other,
    };
    text.chars().map(widened).collect()
}

/// What holds for every phrase of every text.
fn check(text: &str, context: &Context) -> Result<(), TestCaseError> {
    let mut last = 0;
    for phrase in read(text, context) {
        let span = phrase.span();
        prop_assert!(text.get(span.clone()).is_some_and(|words| !words.is_empty()), "{:?}", span);
        prop_assert!(span.start >= last, "phrases stand in the order of the text, apart from each other");
        last = span.end;
        prop_assert!(!phrase.alternatives().is_empty());
        for alternative in phrase.alternatives() {
            prop_assert!(!alternative.reasons().is_empty());
            if let Ok(target) = alternative.to_target() {
                prop_assert_eq!(target.to_string(), alternative.to_string());
                prop_assert!(!alternative.missing().iter().any(|missing| missing.is_needed()));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_as_the_same_target_alone(target in targets()) {
        for language in Language::ALL {
            let written = write(&target, *language);
            prop_assert_eq!(written.is_ok(), is_wordable(&target, *language), "{} {:?}", target, language);
            let Ok(text) = written else { continue };
            let phrases = read(&text, &Context::new().with_language(*language));
            prop_assert_eq!(phrases.len(), 1, "{}", text);
            let found = phrases[0].only().expect("one meaning").to_target().expect("a target");
            prop_assert_eq!(&found, &target, "{}", text);
            prop_assert_eq!(found.to_string(), target.to_string());
        }
    }

    #[test]
    fn no_text_panics(text: String) {
        check(&text, &Context::new())?;
    }

    #[test]
    fn words_in_any_order_are_read_or_left(text in jumbles(), is_chinese: bool) {
        let language = if is_chinese { Language::Chinese } else { Language::English };
        check(&text, &Context::new())?;
        check(&text, &context("deadline=2025 window=2021/2025 baseline=2020 direction=down unit=GW").with_language(language))?;
    }

    #[test]
    fn full_width_digits_and_spaces_around_change_nothing(text in jumbles()) {
        let plain = shown(&read(&text, &Context::new()));
        prop_assert_eq!(shown(&read(&full_width(&text), &Context::new())), plain.clone());
        prop_assert_eq!(shown(&read(&format!(" \u{3000}{text}\n "), &Context::new())), plain);
    }
}

#[test]
fn full_width_digits_change_no_phrase_of_the_tables() {
    for (name, given) in [("english", 1), ("chinese", 1), ("facts", 3)] {
        for row in rows(name) {
            let (text, context) = (&row[usize::from(name == "facts")], context(&row[given]));
            let plain = shown(&read(text, &context));
            assert_eq!(shown(&read(&full_width(text), &context)), plain, "{text}");
            assert_eq!(shown(&read(&format!("\t {text} \u{3000}"), &context)), plain, "{text}");
        }
    }
}
