//! Predictions: what scoring looks at in an extracted record.

use serde_json::Value;

use crate::record::Record;

use super::{Field, GoldError};

/// One extracted record as far as it is scored. Leniently read, so that the output of other programs,
/// which may lack fields, can be scored as well.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prediction {
    /// `project` or `aggregate`; without it the record may be either.
    pub kind: Option<String>,
    /// Investor or operator.
    pub company: Option<String>,
    /// All named parties.
    pub companies: Vec<String>,
    /// Project name.
    pub project: Option<String>,
    /// Industry label.
    pub industry: Option<String>,
    /// Investment in 亿元; NaN where something else than a number stood.
    pub amount_yi: Option<f64>,
    /// Stage.
    pub stage: Option<String>,
    /// Hosting zone.
    pub park: Option<String>,
    /// Number of projects in a total.
    pub count: Option<u64>,
    /// The sentence that proves it.
    pub evidence: Option<String>,
    /// 0–1.
    pub confidence: Option<f64>,
    /// What may name the article, most telling first: `doc_id`, `id`, `url`, `path`, `source`.
    pub keys: Vec<String>,
}

impl Prediction {
    /// What a JSON object says; fields of an unexpected type are taken by their text.
    pub fn from_json(value: &Value) -> Self {
        let text = |key: &str| value.get(key).and_then(as_text);
        Self {
            kind: text("kind"),
            company: text("company"),
            companies: value
                .get("companies")
                .and_then(Value::as_array)
                .map(|list| list.iter().filter_map(as_text).collect())
                .unwrap_or_default(),
            project: text("project"),
            industry: text("industry"),
            amount_yi: value.get("amount_yi").and_then(as_number),
            stage: text("stage"),
            park: text("park"),
            count: value.get("count").and_then(Value::as_u64),
            evidence: text("evidence"),
            confidence: value.get("confidence").and_then(Value::as_f64),
            keys: ["doc_id", "id", "url", "path", "source"].into_iter().filter_map(text).collect(),
        }
    }

    /// Whether a field is filled.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Company => self.company.is_some(),
            Field::Industry => self.industry.is_some(),
            Field::Amount => self.amount_yi.is_some(),
            Field::Stage => self.stage.is_some(),
            Field::Park => self.park.is_some(),
        }
    }

    /// A field as text, for lists of findings.
    pub fn show(&self, field: Field) -> String {
        let value = match field {
            Field::Company => self.company.clone(),
            Field::Industry => self.industry.clone(),
            Field::Amount => self.amount_yi.map(|a| a.to_string()),
            Field::Stage => self.stage.clone(),
            Field::Park => self.park.clone(),
        };
        value.unwrap_or_else(|| "—".into())
    }
}

impl From<&Record> for Prediction {
    fn from(record: &Record) -> Self {
        Self {
            kind: Some(record.kind.label().into()),
            company: record.company.clone(),
            companies: record.companies.clone(),
            project: record.project.clone(),
            industry: record.industry.map(|l| l.label().into()),
            amount_yi: record.amount_yi,
            stage: record.stage.map(|s| s.label().into()),
            park: record.park.clone(),
            count: record.count,
            evidence: record.evidence.clone(),
            confidence: Some(record.confidence),
            keys: [Some(&record.doc_id), record.url.as_ref(), record.source.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
        }
    }
}

/// Reads records as JSON lines; blank lines are skipped.
///
/// # Errors
/// The first line that is no JSON object.
pub fn parse_predictions(text: &str) -> Result<Vec<Prediction>, GoldError> {
    let parse = |(index, line): (usize, &str)| match serde_json::from_str::<Value>(line) {
        Ok(value) if value.is_object() => Ok(Prediction::from_json(&value)),
        Ok(_) => Err(GoldError { line: index + 1, message: "a record is wanted, one JSON object a line".into() }),
        Err(e) => Err(GoldError { line: index + 1, message: format!("not JSON: {e}") }),
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(s) => (!s.is_empty()).then(|| s.clone()),
        other => Some(other.to_string()),
    }
}

fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Null => None,
        Value::String(s) if s.is_empty() => None,
        Value::String(s) => Some(s.trim().parse().unwrap_or(f64::NAN)),
        other => Some(other.as_f64().unwrap_or(f64::NAN)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    #[test]
    fn takes_what_is_there() {
        let line =
            r#"{"company":"","companies":["甲",null],"amount_yi":"1.5","count":3,"url":"http://x/a","doc_id":7}"#;
        let p = parse_predictions(&format!("\n{line}\n")).unwrap().remove(0);
        assert_eq!((p.company, p.companies, p.amount_yi, p.count), (None, vec!["甲".to_owned()], Some(1.5), Some(3)));
        assert_eq!(p.keys, ["7", "http://x/a"]);
        assert!(Prediction::from_json(&serde_json::json!({"amount_yi": "约亿元"})).amount_yi.is_some_and(f64::is_nan));
    }

    #[test]
    fn a_record_and_its_json_say_the_same() {
        let mut record = Record::new(Kind::Project);
        record.doc_id = "a.txt".into();
        record.amount_yi = Some(2.0);
        record.source = Some("某报".into());
        let from_json = Prediction::from_json(&serde_json::to_value(&record).unwrap());
        let direct = Prediction::from(&record);
        assert_eq!(direct, from_json);
    }

    #[test]
    fn a_line_that_is_no_record_is_named() {
        assert_eq!(parse_predictions("{}\n3").unwrap_err().line, 2);
        assert!(parse_predictions("{}\n\n{").unwrap_err().message.contains("not JSON"));
    }
}
