//! The scorer against the reference scorer, which is a Python program beside the project: skipped where that,
//! its gold files or Python are not there.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use zhaoshang::eval::{Report, evaluate, parse_gold, parse_predictions};

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let python = Command::new("python3").arg("--version").output();
    (shared.join("score_records.py").is_file() && python.is_ok_and(|o| o.status.success())).then_some(shared)
}

/// A reproducible source of chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Predictions made from gold by leaving out, blurring and inventing, so that every rule of the scorer has work.
fn blurred(gold: &str, chance: &mut Chance) -> String {
    let mut out = String::new();
    for line in gold.lines() {
        let article: Value = serde_json::from_str(line).unwrap();
        let id = article["id"].as_str().unwrap();
        for record in article["records"].as_array().unwrap() {
            for _ in 0..[0, 1, 1, 1, 1, 1, 2][chance.below(7) as usize] {
                out.push_str(&blurred_record(record, id, chance).to_string());
                out.push('\n');
            }
        }
    }
    out + r#"{"kind":"project","company":"不相干公司","doc_id":"no such article"}"#
}

fn blurred_record(record: &Value, id: &str, chance: &mut Chance) -> Value {
    let key = ["doc_id", "id", "url", "path"][chance.below(4) as usize];
    let name = [id.to_owned(), format!("a/b/{id}.txt"), format!("x/{id}.html#7")][chance.below(3) as usize].clone();
    let mut out = json!({ key: name, "kind": record["kind"], "count": record["count"].as_u64() });
    if chance.below(10) == 0 {
        out["kind"] = Value::Null;
    }
    for field in ["company", "project", "industry", "amount_yi", "stage", "park"] {
        let alternatives = record[field].as_array().cloned().unwrap_or_else(|| vec![record[field].clone()]);
        let value = alternatives[chance.below(alternatives.len() as u64) as usize].clone();
        let value = if value == "*" { Value::Null } else { value };
        out[field] = match (chance.below(8), &value) {
            (0, _) => Value::Null,
            (1, Value::Number(n)) => json!(n.as_f64().unwrap() * 1.009),
            (2, Value::Number(n)) => json!(n.as_f64().unwrap() * 1.011),
            (1, Value::String(s)) => json!(format!("安徽省{s}股份有限公司")),
            (2, Value::String(s)) => json!(s.chars().skip(1).collect::<String>()),
            (3, _) => json!(if field == "amount_yi" { json!(3.5) } else { json!("签约") }),
            _ => value,
        };
    }
    if chance.below(3) == 0 {
        out["companies"] = json!([record["company"].as_array().map_or(record["company"].clone(), |a| a[0].clone())]);
    }
    out
}

fn reference(shared: &Path, gold: &[PathBuf], predictions: &Path) -> Value {
    let output = Command::new("python3")
        .arg(shared.join("score_records.py"))
        .arg("--gold")
        .args(gold)
        .arg("--pred")
        .arg(predictions)
        .arg("--json")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn same_figures(report: &Report, reference: &Value) {
    let ours = report.to_json();
    for key in ["records", "five_field", "company", "industry", "amount_yi", "stage", "park"] {
        for i in 0..3 {
            let (a, b) = (ours[key][i].as_f64().unwrap(), reference[key][i].as_f64().unwrap());
            assert!((a - b).abs() < 1e-9, "{key}[{i}]: ours {a}, reference {b}");
        }
    }
    assert!((report.strict() - reference["strict"].as_f64().unwrap()).abs() < 1e-9);
    for key in ["tp", "fn", "fp"] {
        assert_eq!(ours["counts"][key].as_u64(), reference["counts"][key].as_u64().or(Some(0)), "{key}");
    }
    assert_eq!(ours["strays"], reference["strays"]);
}

#[test]
fn agrees_with_the_reference() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut chance = Chance(11);
    let mut gold_files = Vec::new();
    for file in ["gold/seeds.jsonl", "articles/gold.jsonl", "regional/gold.jsonl"] {
        gold_files.push(shared.join(file));
        let text = std::fs::read_to_string(shared.join(file)).unwrap();
        let gold = parse_gold(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
        for _ in 0..3 {
            let predictions = blurred(&text, &mut chance);
            let path = folder.path().join("predictions.jsonl");
            std::fs::write(&path, &predictions).unwrap();
            let report = evaluate(&gold, &parse_predictions(&predictions).unwrap());
            assert!(report.records.hits > 0 && report.records.false_alarms > 0 && report.records.misses > 0);
            same_figures(&report, &reference(&shared, &gold_files[gold_files.len() - 1..], &path));
        }
    }
}

const GOLD: &str = concat!(
    r#"{"id":"a","title":null,"date":null,"records":[{"kind":"project","company":"青禾食品","project":null,"industry":"食品","#,
    r#""amount_yi":2,"stage":"开工","park":null,"count":null}]}"#
);

fn run(files: &[(&str, &str)], args: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let output =
        Command::new(env!("CARGO_BIN_EXE_zhaoshang")).arg("eval").args(args).current_dir(&folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_figure_below_its_floor_fails() {
    let found = r#"{"kind":"project","company":"青禾食品","amount_yi":2,"stage":"签约","evidence":"青禾食品签约。","confidence":0.95,"doc_id":"a"}"#;
    let files = [("gold.jsonl", GOLD), ("found.jsonl", found)];
    let base = ["--gold", "gold.jsonl", "--pred", "found.jsonl"];
    let with = |more: &[&'static str]| run(&files, &[&base, more].concat());
    let (code, out, _) = with(&["--floor", "records=1,company=1", "--show", "--confusion", "--reliability"]);
    assert_eq!(code, 0, "{out}");
    for line in ["WRONG a", "青禾食品签约。", "strict        0.000  (0 of 1 projects)", "0.9–1.0          1  0.950"]
    {
        assert!(out.contains(line), "{line}: {out}");
    }
    let (code, _, err) = with(&["--floor", "strict=0.5,stage=0.5"]);
    assert_eq!((code, err.lines().count()), (1, 2), "{err}");
    let (_, out, _) = with(&["--json"]);
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["company"], json!([1.0, 1.0, 1.0]));
}

#[test]
fn documents_are_extracted_and_scored() {
    let page = "青禾食品总投资2亿元的速冻蔬菜项目昨日开工。";
    let (code, out, err) =
        run(&[("gold.jsonl", GOLD), ("a.txt", page)], &["a.txt", "--gold", "gold.jsonl", "--show", "--jobs", "1"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("articles 1  records"), "{out}");
}

#[test]
fn wrong_arguments_and_files_are_named() {
    let files = [("gold.jsonl", GOLD), ("bad.jsonl", "\n{"), ("twice.jsonl", GOLD)];
    for (args, wanted) in [
        (&["--pred", "gold.jsonl"][..], "--gold"),
        (&["--gold", "bad.jsonl", "--pred", "gold.jsonl"], "bad.jsonl: line 2: not JSON"),
        (&["--gold", "none.jsonl", "--pred", "gold.jsonl"], "none.jsonl cannot be read"),
        (&["--gold", "gold.jsonl", "--pred", "bad.jsonl"], "bad.jsonl: line 2"),
        (&["--gold", "gold.jsonl", "--gold", "twice.jsonl", "--pred", "gold.jsonl"], "article a is in gold twice"),
        (&["--gold", "gold.jsonl", "--pred", "gold.jsonl", "--floor", "speed=1"], "no figure is called speed"),
        (&["--gold", "gold.jsonl", "--pred", "gold.jsonl", "--floor", "strict=2"], "a number from 0 to 1"),
    ] {
        let (code, _, err) = run(&files, args);
        assert_eq!(code, 2, "{args:?}: {err}");
        assert!(err.contains(wanted), "{args:?}: {err}");
    }
}
