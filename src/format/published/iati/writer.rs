//! Writes activities as IATI 2.03, in the order that the schema asks for.

use super::activity::{Activity, ActivityResult, IatiReference, IatiStatement, Narrative, ResultIndicator};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// Writes activities with their results. What an activity holds is written as it is; elements that the schema
/// requires beside results, such as participating organisations, are the publisher's to add.
///
/// # Errors
/// What the writer fails with; and [`io::ErrorKind::InvalidInput`] for a control character, which XML cannot hold.
pub fn write_iati<'a>(
    activities: impl IntoIterator<Item = &'a Activity>,
    writer: impl Write,
) -> io::Result<()> {
    let mut xml = Xml { writer: Writer::new_with_indent(writer, b' ', 2) };
    xml.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.within("iati-activities", &[("version", Some("2.03".to_owned()))], |xml| {
        activities.into_iter().try_for_each(|activity| xml.activity(activity))
    })?;
    xml.writer.get_mut().write_all(b"\n")
}

struct Xml<W: Write> {
    writer: Writer<W>,
}

type Attributes<'a> = &'a [(&'a str, Option<String>)];

impl<W: Write> Xml<W> {
    fn within(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)?))?;
        content(self)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)?))
    }

    fn activity(&mut self, activity: &Activity) -> io::Result<()> {
        let updated = activity.last_updated.map(|day| format!("{}T00:00:00Z", day.last_day()));
        self.within("iati-activity", &[("last-updated-datetime", updated)], |xml| {
            xml.within("iati-identifier", &[], |xml| xml.text(&activity.identifier))?;
            xml.narrative("title", &activity.title)?;
            activity.results.iter().try_for_each(|result| xml.result(result))
        })
    }

    fn result(&mut self, result: &ActivityResult) -> io::Result<()> {
        let kind = result.kind.map(|kind| kind.code().to_owned());
        let attributes = [("type", kind), ("aggregation-status", flag(result.can_be_aggregated))];
        self.within("result", &attributes, |xml| {
            xml.narrative("title", &result.title)?;
            xml.narrative("description", &result.description)?;
            xml.references(&result.references, "vocabulary-uri")?;
            result.indicators.iter().try_for_each(|indicator| xml.indicator(indicator))
        })
    }

    fn indicator(&mut self, indicator: &ResultIndicator) -> io::Result<()> {
        let attributes = [
            ("measure", indicator.measure.map(|measure| measure.code().to_owned())),
            ("ascending", flag(indicator.is_ascending)),
            ("aggregation-status", flag(indicator.can_be_aggregated)),
        ];
        self.within("indicator", &attributes, |xml| {
            xml.narrative("title", &indicator.title)?;
            xml.narrative("description", &indicator.description)?;
            xml.references(&indicator.references, "indicator-uri")?;
            for baseline in &indicator.baselines {
                let year = baseline.year.map(|year| year.to_string());
                let date = baseline.date.map(|date| date.to_string());
                xml.statement("baseline", &baseline.stated, vec![("iso-date", date), ("year", year)])?;
            }
            for period in &indicator.periods {
                xml.within("period", &[], |xml| {
                    for (name, date) in [("period-start", period.start), ("period-end", period.end)] {
                        if let Some(date) = date {
                            xml.empty(name, &[("iso-date", Some(date.to_string()))])?;
                        }
                    }
                    period
                        .targets
                        .iter()
                        .try_for_each(|target| xml.statement("target", target, Vec::new()))?;
                    period.actuals.iter().try_for_each(|actual| xml.statement("actual", actual, Vec::new()))
                })?;
            }
            Ok(())
        })
    }

    fn statement(
        &mut self,
        name: &str,
        stated: &IatiStatement,
        mut attributes: Vec<(&str, Option<String>)>,
    ) -> io::Result<()> {
        attributes.push(("value", stated.value.clone()));
        if stated.locations.is_empty() && stated.dimensions.is_empty() && stated.comment.is_empty() {
            return self.empty(name, &attributes);
        }
        self.within(name, &attributes, |xml| {
            for location in &stated.locations {
                xml.empty("location", &[("ref", Some(location.clone()))])?;
            }
            for (name, value) in &stated.dimensions {
                xml.empty("dimension", &[("name", Some(name.clone())), ("value", Some(value.clone()))])?;
            }
            xml.narrative("comment", &stated.comment)
        })
    }

    fn references(&mut self, references: &[IatiReference], uri: &str) -> io::Result<()> {
        references.iter().try_for_each(|reference| {
            let address = Some(reference.uri.clone()).filter(|uri| !uri.is_empty());
            let attributes = [
                ("vocabulary", Some(reference.vocabulary.clone())),
                ("code", Some(reference.code.clone())),
                (uri, address),
            ];
            self.empty("reference", &attributes)
        })
    }

    fn narrative(&mut self, name: &str, narrative: &Narrative) -> io::Result<()> {
        if narrative.is_empty() {
            return Ok(());
        }
        self.within(name, &[], |xml| {
            narrative.0.iter().try_for_each(|(language, text)| {
                let language = Some(language.clone()).filter(|language| !language.is_empty());
                xml.within("narrative", &[("xml:lang", language)], |xml| xml.text(text))
            })
        })
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_event(Event::Text(BytesText::new(sayable(text)?)))
    }
}

/// The text, unless it has characters that no XML file can hold.
fn sayable(text: &str) -> io::Result<&str> {
    let is_held = |character: char| !matches!(character, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    match text.chars().find(|character| !is_held(*character)) {
        None => Ok(text),
        Some(found) => {
            let message = format!("found {found:?} in {text:?}, which XML cannot hold; remove it");
            Err(io::Error::new(io::ErrorKind::InvalidInput, message))
        }
    }
}

fn flag(stated: Option<bool>) -> Option<String> {
    stated.map(|stated| if stated { "1" } else { "0" }.to_owned())
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> io::Result<BytesStart<'a>> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        if let Some(value) = value {
            start.push_attribute((*name, sayable(value)?));
        }
    }
    Ok(start)
}
