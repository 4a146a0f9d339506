//! The JSON Schema of a record.

use serde_json::{Map, Value, json};

use crate::record::{IndustryLabel, Kind, Record, Stage};

/// The schema (draft 2020-12) that every line of JSONL output keeps to.
pub fn record_schema() -> Value {
    let properties: Map<String, Value> = fields().into_iter().map(|name| (name.clone(), property(&name))).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "zhaoshang record",
        "description": "One investment project, or one stated total over several, told by one article.",
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false,
    })
}

/// Names of the fields, in output order.
fn fields() -> Vec<String> {
    match serde_json::to_value(Record::new(Kind::Project)) {
        Ok(Value::Object(record)) => record.into_iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    }
}

fn property(name: &str) -> Value {
    // A field the table does not know yet may hold anything; the test below finds it.
    let Some(&(_, shape, description)) = FIELDS.iter().find(|(field, ..)| *field == name) else { return json!({}) };
    let mut schema = shape.schema();
    schema["description"] = description.into();
    schema
}

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Text, where the article tells it.
    Text,
    /// Text that every record has.
    Always,
    /// An amount in 亿, where the article tells it.
    Yi,
    /// A whole number, where the article tells it.
    Count,
    /// Text of a fixed form, where the article tells it.
    Pattern(&'static str),
    Company,
    Kind,
    Industry,
    Stage,
    Spans,
    Confidence,
}

impl Shape {
    fn schema(self) -> Value {
        match self {
            Self::Text => json!({ "type": ["string", "null"], "minLength": 1 }),
            Self::Always => json!({ "type": "string" }),
            Self::Yi => json!({ "type": ["number", "null"], "minimum": 0 }),
            Self::Count => json!({ "type": ["integer", "null"], "minimum": 0 }),
            Self::Pattern(pattern) => json!({ "type": ["string", "null"], "pattern": pattern }),
            Self::Company => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
            Self::Kind => json!({ "enum": Kind::ALL.iter().map(|k| k.label()).collect::<Vec<_>>() }),
            Self::Industry => label_or_null(IndustryLabel::ALL.iter().map(|l| l.label())),
            Self::Stage => label_or_null(Stage::ALL.iter().map(|s| s.label())),
            Self::Spans => json!({
                "type": "object",
                "additionalProperties": {
                    "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2,
                },
            }),
            Self::Confidence => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        }
    }
}

/// The fields with what they hold and mean.
#[rustfmt::skip]
const FIELDS: &[(&str, Shape, &str)] = &[
    ("company", Shape::Text, "Investor or operator, in the fullest form the article gives"),
    ("industry", Shape::Industry, "What the project makes or does"),
    ("amount_yi", Shape::Yi, "Investment in 100 million CNY (亿元); the middle of a range; foreign currency converted"),
    ("stage", Shape::Stage, "Furthest stage reached at the time of the article"),
    ("park", Shape::Text, "Development zone, industrial park or base that hosts it"),
    ("kind", Shape::Kind, "One project, or a stated total over several"),
    ("project", Shape::Text, "Name of the project as written"),
    ("product", Shape::Text, "What it makes"),
    ("companies", Shape::Company, "All named parties"),
    ("count", Shape::Count, "Number of projects in a total"),
    ("count_unit", Shape::Text, "The unit counted"),
    ("amount_text", Shape::Text, "The amount as written"),
    ("amount_qualifier", Shape::Text, "约, 近, 超, 逾, 不低于 …"),
    ("amount_min_yi", Shape::Yi, "Lower end of a range, 亿元"),
    ("amount_max_yi", Shape::Yi, "Upper end of a range, 亿元"),
    ("amount_role", Shape::Text, "总投资, 计划投资, 协议投资 …"),
    ("currency", Shape::Pattern("^[A-Z]{3}$"), "ISO 4217 code of the currency the article names"),
    ("amount_original", Shape::Yi, "The amount in 100 million units of that currency"),
    ("stage_text", Shape::Text, "The words that tell the stage"),
    ("event_date", Shape::Text, "Date of the stage as far as told"),
    ("industry_text", Shape::Text, "The word that told the industry"),
    ("industry_code", Shape::Pattern("^[A-T][0-9]{2}$"), "GB/T 4754-2017 division"),
    ("province", Shape::Text, "Province of the project"),
    ("city", Shape::Text, "City of the project"),
    ("county", Shape::Text, "County of the project"),
    ("region_code", Shape::Pattern("^[0-9]{6}$"), "GB/T 2260 code of the most specific of these"),
    ("park_text", Shape::Text, "The park as written"),
    ("evidence", Shape::Text, "The sentence or sentences that prove the record"),
    ("spans", Shape::Spans, "For each filled field, start and end in characters of the raw text of the article"),
    ("confidence", Shape::Confidence, "How sure the record is"),
    ("title", Shape::Text, "Title of the article"),
    ("date", Shape::Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), "Publication date"),
    ("source", Shape::Text, "Outlet named as the source"),
    ("url", Shape::Text, "Address of the page"),
    ("doc_id", Shape::Always, "The document: path below the given folder, or its id, its url, or file#line"),
    ("record_id", Shape::Always, "The record, stable across runs"),
];

fn label_or_null<'l>(labels: impl Iterator<Item = &'l str>) -> Value {
    json!({ "enum": labels.map(Value::from).chain([Value::Null]).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_described() {
        let schema = record_schema();
        let properties = schema["properties"].as_object().unwrap();
        assert_eq!(properties.keys().next().unwrap(), "company");
        for (name, property) in properties {
            assert!(property["description"].is_string(), "{name}");
        }
    }
}
