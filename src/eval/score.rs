//! Counting: predictions and gold → [`Report`].

use std::collections::HashMap;

use crate::record::Kind;

use super::pairing::{assign, pair_score};
use super::report::{Counts, Finding, FindingKind, Report};
use super::{Field, FieldState, GoldArticle, GoldRecord, Prediction, field_state};

/// Scores predictions against gold. Predictions of articles that gold does not know are strays and count
/// neither way.
pub fn evaluate(gold: &[GoldArticle], predictions: &[Prediction]) -> Report {
    let index: HashMap<&str, usize> = gold.iter().enumerate().map(|(i, g)| (g.id.as_str(), i)).collect();
    let mut by_article: Vec<Vec<&Prediction>> = vec![Vec::new(); gold.len()];
    let mut report = Report { articles: gold.len(), ..Report::default() };
    for prediction in predictions {
        match article_of(prediction, &index) {
            Some(article) => by_article[article].push(prediction),
            None => report.strays += 1,
        }
    }
    for (article, predictions) in gold.iter().zip(&by_article) {
        score_article(article, predictions, &mut report);
    }
    report
}

/// The article a prediction belongs to: one of the names of one of its keys is the id.
fn article_of(prediction: &Prediction, index: &HashMap<&str, usize>) -> Option<usize> {
    prediction.keys.iter().find_map(|key| names(key).into_iter().find_map(|id| index.get(id).copied()))
}

/// What gold may call the document that has this id, path or address: that itself, its file name, and its file
/// name without ending.
pub fn names(key: &str) -> [&str; 3] {
    let name = key.rsplit('/').next().unwrap_or(key).split('#').next().unwrap_or_default();
    [key, name, without_ending(name)]
}

fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.trim_start_matches('.').is_empty() => stem,
        _ => name,
    }
}

fn score_article(article: &GoldArticle, predictions: &[&Prediction], report: &mut Report) {
    let weights: Vec<Vec<i64>> =
        predictions.iter().map(|p| article.records.iter().map(|g| pair_score(p, g)).collect()).collect();
    let row_of = if weights.is_empty() { vec![None; article.records.len()] } else { assign(&weights) };
    let mut paired = vec![false; predictions.len()];
    for (gold, row) in article.records.iter().zip(row_of) {
        if let Some(row) = row {
            paired[row] = true;
        }
        if gold.optional {
            continue;
        }
        match row {
            Some(row) => count_pair(article, predictions[row], gold, report),
            None => count_miss(article, gold, report),
        }
    }
    for (prediction, _) in predictions.iter().zip(paired).filter(|(_, paired)| !paired) {
        count_false_alarm(article, prediction, report);
    }
}

fn count_pair(article: &GoldArticle, predicted: &Prediction, gold: &GoldRecord, report: &mut Report) {
    let states = Field::ALL.map(|field| field_state(field, predicted, gold));
    report.records.hits += 1;
    for (field, state) in Field::ALL.into_iter().zip(states) {
        report.fields[field.index()].add(state);
    }
    let strict = Field::STRICT.iter().all(|f| states[f.index()].is_right());
    if gold.kind == Kind::Project {
        report.strict_total += 1;
        report.strict_hits += usize::from(strict);
    }
    report.stages.add(&gold.stage, predicted.stage.as_deref());
    report.reliability.add(predicted.confidence, true, strict);
    if !states.iter().all(|s| s.is_right()) {
        let fields = Field::ALL.into_iter().filter(|f| !states[f.index()].is_right()).collect();
        report.findings.push(Finding::new(article, FindingKind::Wrong, Some(gold), Some(predicted), fields));
    }
}

fn count_miss(article: &GoldArticle, gold: &GoldRecord, report: &mut Report) {
    report.records.misses += 1;
    report.strict_total += usize::from(gold.kind == Kind::Project);
    for field in Field::ALL.into_iter().filter(|&f| gold.wants(f)) {
        report.fields[field.index()].misses += 1;
    }
    report.findings.push(Finding::new(article, FindingKind::Missed, Some(gold), None, Vec::new()));
}

fn count_false_alarm(article: &GoldArticle, predicted: &Prediction, report: &mut Report) {
    report.records.false_alarms += 1;
    for field in Field::ALL.into_iter().filter(|&f| predicted.has(f)) {
        report.fields[field.index()].false_alarms += 1;
    }
    report.reliability.add(predicted.confidence, false, false);
    report.findings.push(Finding::new(article, FindingKind::FalseAlarm, None, Some(predicted), Vec::new()));
}

impl Counts {
    fn add(&mut self, state: FieldState) {
        self.hits += usize::from(state == FieldState::Hit);
        self.false_alarms += usize::from(matches!(state, FieldState::Wrong | FieldState::Extra));
        self.misses += usize::from(matches!(state, FieldState::Wrong | FieldState::Missing));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse_gold, parse_predictions};
    use super::*;

    const GOLD: &str = concat!(
        r#"{"id":"a","records":[{"kind":"project","company":"青禾食品","industry":"食品","amount_yi":2,"stage":"开工","park":null},"#,
        r#"{"kind":"project","company":"白露机电","industry":"高端装备","amount_yi":1,"stage":"签约","park":"云溪经开区"},"#,
        r#"{"kind":"aggregate","company":null,"industry":"*","amount_yi":9,"stage":"签约","park":null,"count":4,"optional":true}]}"#,
        "\n",
        r#"{"id":"b","records":[]}"#
    );

    fn report(predictions: &str) -> Report {
        evaluate(&parse_gold(GOLD).unwrap(), &parse_predictions(predictions).unwrap())
    }

    fn counts(c: Counts) -> (usize, usize, usize) {
        (c.hits, c.false_alarms, c.misses)
    }

    #[test]
    fn nothing_found() {
        let r = report("");
        assert_eq!((counts(r.records), r.strict_hits, r.strict_total), ((0, 0, 2), 0, 2));
        // park of the first is null and costs nothing
        assert_eq!(r.fields.map(|c| c.misses), [2, 2, 2, 2, 1]);
        assert_eq!(r.five_field().f1(), 0.0);
    }

    #[test]
    fn by_hand() {
        let r = report(concat!(
            r#"{"kind":"project","company":"青禾食品","industry":"农业","amount_yi":2,"stage":"开工","park":"云溪高新区","doc_id":"x/a.txt"}"#,
            "\n",
            r#"{"kind":"aggregate","amount_yi":9,"stage":"开工","doc_id":"a.html"}"#,
            "\n",
            r#"{"kind":"project","company":"谷雨包装","amount_yi":7,"doc_id":"b"}"#,
            "\n",
            r#"{"kind":"project","company":"谷雨包装","doc_id":"c"}"#
        ));
        assert_eq!((counts(r.records), r.strays), ((1, 1, 1), 1));
        // company, industry, amount, stage, park as hits, false alarms, misses
        assert_eq!(r.fields.map(counts), [(1, 1, 1), (0, 1, 2), (1, 1, 1), (1, 0, 1), (0, 1, 1)]);
        assert_eq!((r.strict_hits, r.strict_total), (0, 2));
        let five = r.five_field();
        assert_eq!(counts(five), (3, 4, 6));
        assert!((five.precision() - 3.0 / 7.0).abs() < 1e-12 && (five.recall() - 3.0 / 9.0).abs() < 1e-12);
        let kinds: Vec<_> = r.findings.iter().map(|f| f.kind).collect();
        assert_eq!(kinds, [FindingKind::Wrong, FindingKind::Missed, FindingKind::FalseAlarm]);
        assert_eq!(r.findings[0].fields, [Field::Industry, Field::Park]);
    }

    #[test]
    fn articles_are_found_by_their_file_name() {
        let ids = HashMap::from([("a.b", 0), (".c", 1), ("http://x/y#1", 2)]);
        for (key, article) in [
            ("a.b", Some(0)),
            ("dir/a.b.txt", Some(0)),
            ("dir/a.b.html#12", Some(0)),
            ("dir/.c", Some(1)),
            ("http://x/y#1", Some(2)),
            ("a", None),
            ("dir/a.b/c", None),
        ] {
            let prediction = Prediction { keys: vec!["nowhere".into(), key.into()], ..Prediction::default() };
            assert_eq!(article_of(&prediction, &ids), article, "{key}");
        }
    }
}
