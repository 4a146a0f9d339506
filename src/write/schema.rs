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
    let (mut schema, description) = described(name);
    schema["description"] = description.into();
    schema
}

fn described(name: &str) -> (Value, &'static str) {
    let text = || json!({ "type": ["string", "null"], "minLength": 1 });
    let always = || json!({ "type": "string" });
    let yi = || json!({ "type": ["number", "null"], "minimum": 0 });
    match name {
        "company" => (text(), "Investor or operator, in the fullest form the article gives"),
        "industry" => (label_or_null(IndustryLabel::ALL.iter().map(|l| l.label())), "What the project makes or does"),
        "amount_yi" => {
            (yi(), "Investment in 100 million CNY (亿元); the middle of a range; foreign currency converted")
        }
        "stage" => {
            (label_or_null(Stage::ALL.iter().map(|s| s.label())), "Furthest stage reached at the time of the article")
        }
        "park" => (text(), "Development zone, industrial park or base that hosts it"),
        "kind" => (
            json!({ "enum": Kind::ALL.iter().map(|k| k.label()).collect::<Vec<_>>() }),
            "One project, or a stated total over several",
        ),
        "project" => (text(), "Name of the project as written"),
        "product" => (text(), "What it makes"),
        "companies" => (json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }), "All named parties"),
        "count" => (json!({ "type": ["integer", "null"], "minimum": 0 }), "Number of projects in a total"),
        "count_unit" => (text(), "The unit counted"),
        "amount_text" => (text(), "The amount as written"),
        "amount_qualifier" => (text(), "约, 近, 超, 逾, 不低于 …"),
        "amount_min_yi" => (yi(), "Lower end of a range, 亿元"),
        "amount_max_yi" => (yi(), "Upper end of a range, 亿元"),
        "amount_role" => (text(), "总投资, 计划投资, 协议投资 …"),
        "currency" => (
            json!({ "type": ["string", "null"], "pattern": "^[A-Z]{3}$" }),
            "ISO 4217 code of the currency the article names",
        ),
        "amount_original" => (yi(), "The amount in 100 million units of that currency"),
        "stage_text" => (text(), "The words that tell the stage"),
        "event_date" => (text(), "Date of the stage as far as told"),
        "industry_text" => (text(), "The word that told the industry"),
        "industry_code" => {
            (json!({ "type": ["string", "null"], "pattern": "^[A-T][0-9]{2}$" }), "GB/T 4754-2017 division")
        }
        "province" => (text(), "Province of the project"),
        "city" => (text(), "City of the project"),
        "county" => (text(), "County of the project"),
        "region_code" => (
            json!({ "type": ["string", "null"], "pattern": "^[0-9]{6}$" }),
            "GB/T 2260 code of the most specific of these",
        ),
        "park_text" => (text(), "The park as written"),
        "evidence" => (text(), "The sentence or sentences that prove the record"),
        "spans" => (
            json!({
                "type": "object",
                "additionalProperties": {
                    "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2,
                },
            }),
            "For each filled field, start and end in characters of the raw text of the article",
        ),
        "confidence" => (json!({ "type": "number", "minimum": 0, "maximum": 1 }), "How sure the record is"),
        "title" => (text(), "Title of the article"),
        "date" => {
            (json!({ "type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }), "Publication date")
        }
        "source" => (text(), "Outlet named as the source"),
        "url" => (text(), "Address of the page"),
        "doc_id" => (always(), "The document: path below the given folder, or its id, its url, or file#line"),
        "record_id" => (always(), "The record, stable across runs"),
        // A field this list does not know yet may hold anything; the test beside it finds it.
        _ => (json!({}), ""),
    }
}

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
            assert_ne!(property["description"], "", "{name}");
        }
    }
}
