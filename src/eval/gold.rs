//! Gold files: one article a line with the records a careful reader finds in it.

use serde_json::{Map, Value};

use crate::record::{IndustryLabel, Kind, Stage};

/// What gold accepts for one field.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Accepted<T> {
    /// `"*"`: anything, the field counts neither way.
    pub anything: bool,
    /// Whether an empty field is right.
    pub nothing: bool,
    /// The values that are right, the preferred one first.
    pub values: Vec<T>,
    /// Whether gold gives one plain value, not a list of alternatives.
    pub single: bool,
}

/// One record of an article as gold has it.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldRecord {
    /// One project or a total.
    pub kind: Kind,
    /// Investor or operator.
    pub company: Accepted<String>,
    /// The project's name.
    pub project: Accepted<String>,
    /// Industry label.
    pub industry: Accepted<String>,
    /// Investment in 亿元.
    pub amount_yi: Accepted<f64>,
    /// Stage reached.
    pub stage: Accepted<String>,
    /// Hosting zone.
    pub park: Accepted<String>,
    /// Number of projects in a total.
    pub count: Accepted<u64>,
    /// Costs nothing when missed and nothing when found.
    pub optional: bool,
}

/// One article of a gold file.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldArticle {
    /// File name of the article without ending.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its records.
    pub records: Vec<GoldRecord>,
}

/// A line of a gold file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct GoldError {
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// Reads a gold file; blank lines are skipped.
///
/// # Errors
/// The first line that is not JSON or not an article: no `id`, an unknown label, an amount that is no number.
pub fn parse_gold(text: &str) -> Result<Vec<GoldArticle>, GoldError> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| article(line).map_err(|message| GoldError { line: index + 1, message }))
        .collect()
}

fn article(line: &str) -> Result<GoldArticle, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| format!("not JSON: {e}"))?;
    let object = value.as_object().ok_or("an object is wanted")?;
    let id = match object.get("id") {
        Some(Value::String(id)) if !id.is_empty() => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => return Err("no id".into()),
    };
    let records = object.get("records").and_then(Value::as_array).ok_or("no list of records")?;
    let records = records
        .iter()
        .enumerate()
        .map(|(index, r)| record(r).map_err(|m| format!("article {id}, record {}: {m}", index + 1)))
        .collect::<Result<_, _>>()?;
    Ok(GoldArticle { title: text(object, "title"), date: text(object, "date"), id, records })
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn record(value: &Value) -> Result<GoldRecord, String> {
    let object = value.as_object().ok_or("an object is wanted")?;
    let kind = object.get("kind").and_then(Value::as_str).ok_or("no kind")?;
    Ok(GoldRecord {
        kind: kind.parse().map_err(|_| format!("kind {kind:?} is neither project nor aggregate"))?,
        company: accepted(object, "company", string)?,
        project: accepted(object, "project", string)?,
        industry: accepted(object, "industry", label::<IndustryLabel>)?,
        amount_yi: accepted(object, "amount_yi", |v| v.as_f64().ok_or("a number of 亿元 is wanted".into()))?,
        stage: accepted(object, "stage", label::<Stage>)?,
        park: accepted(object, "park", string)?,
        count: accepted(object, "count", |v| v.as_u64().ok_or("a whole number is wanted".into()))?,
        optional: object.get("optional").and_then(Value::as_bool).unwrap_or(false),
    })
}

fn string(value: &Value) -> Result<String, String> {
    value.as_str().filter(|s| !s.is_empty()).map(str::to_owned).ok_or("a word is wanted".into())
}

fn label<L: std::str::FromStr>(value: &Value) -> Result<String, String> {
    let word = string(value)?;
    word.parse::<L>().map(|_| word.clone()).map_err(|_| format!("{word:?} is no label of this field"))
}

fn accepted<T>(
    object: &Map<String, Value>,
    key: &str,
    parse: impl Fn(&Value) -> Result<T, String>,
) -> Result<Accepted<T>, String> {
    let value = object.get(key).unwrap_or(&Value::Null);
    let alternatives = match value {
        Value::Array(list) if list.is_empty() => return Err(format!("{key}: an empty list accepts nothing")),
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut out = Accepted { anything: false, nothing: false, values: Vec::new(), single: !value.is_array() };
    for alternative in alternatives {
        match alternative {
            Value::Null => out.nothing = true,
            Value::String(s) if s == "*" => out.anything = true,
            other => out.values.push(parse(other).map_err(|m| format!("{key}: {m}"))?),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_alternatives_and_wildcards() {
        let gold = parse_gold(concat!(
            "\n",
            r#"{"id":"a","title":"题","date":null,"records":[{"kind":"project","company":["甲厂",null],"project":"*","industry":["食品","农业"],"amount_yi":3,"stage":"*","park":null,"count":[2,3],"optional":true}]}"#,
            "\n"
        ))
        .unwrap();
        let record = &gold[0].records[0];
        assert_eq!((gold[0].title.as_deref(), gold[0].date.as_deref()), (Some("题"), None));
        assert_eq!(record.company.values, ["甲厂"]);
        assert!(record.company.nothing && !record.company.single && record.project.anything && record.optional);
        assert_eq!(
            (record.amount_yi.values.as_slice(), record.count.values.as_slice()),
            ([3.0].as_slice(), [2, 3].as_slice())
        );
        assert!(record.stage.anything && record.park.nothing && record.park.single);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (line, wanted) in [
            ("{", "not JSON"),
            ("[]", "an object is wanted"),
            (r#"{"records":[]}"#, "no id"),
            (r#"{"id":"a"}"#, "no list of records"),
            (r#"{"id":"a","records":[{"kind":"item"}]}"#, "article a, record 1: kind \"item\""),
            (r#"{"id":"a","records":[{"kind":"project","stage":"完工"}]}"#, "stage: \"完工\" is no label"),
            (r#"{"id":"a","records":[{"kind":"project","industry":["食品","菜"]}]}"#, "industry: \"菜\" is no label"),
            (r#"{"id":"a","records":[{"kind":"project","amount_yi":"3亿"}]}"#, "amount_yi: a number"),
            (r#"{"id":"a","records":[{"kind":"project","park":[]}]}"#, "park: an empty list"),
        ] {
            let error = parse_gold(&format!("\n{line}\n")).unwrap_err();
            assert_eq!(error.line, 2, "{line}");
            assert!(error.message.contains(wanted), "{line}: {}", error.message);
        }
    }
}
