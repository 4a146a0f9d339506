//! Long runs: interruption, resumption, and the forms of output.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

fn zhaoshang(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhaoshang"));
    command.current_dir(folder).args(args);
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    zhaoshang(folder, args).output().unwrap()
}

fn start(folder: &Path, args: &[&str]) -> Child {
    zhaoshang(folder, args).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap()
}

/// A dump of texts with and without a project, some lines of it broken.
fn dump(documents: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    let lines: String = (0..documents)
        .map(|i| match i % 10 {
            0 => format!("{{\"id\":\"{i}\",\"broken\n"),
            1 | 2 => format!("{{\"id\":\"{i}\",\"text\":\"今天天气很好，第{i}天。\"}}\n"),
            _ => format!("{{\"id\":\"{i}\",\"text\":\"本市第{i}个项目由恒远食品有限公司投资建设，总投资{}.5亿元，已经开工。\"}}\n", i % 90 + 1),
        })
        .collect();
    fs::write(folder.path().join("dump.jsonl"), lines).unwrap();
    folder
}

fn read(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

const EXTRACT: [&str; 6] = ["extract", "dump.jsonl", "--quiet", "--checkpoint-every", "0", "--errors"];

#[test]
fn a_run_that_is_killed_again_and_again_ends_with_the_same_output() {
    let folder = dump(1500);
    let run_once = |extra: &[&str]| run(folder.path(), &[&EXTRACT[..], extra].concat());
    assert_eq!(run_once(&["e1", "-o", "whole.csv"]).status.code(), Some(1));
    let killed = [&EXTRACT[..], &["e2", "-o", "killed.csv", "--resume"]].concat();
    for millis in [3, 20, 35, 50, 65, 80, 95, 110] {
        let mut child = start(folder.path(), &killed);
        std::thread::sleep(Duration::from_millis(millis));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(run(folder.path(), &killed).status.code(), Some(1));
    assert!(read(folder.path(), "killed.csv") == read(folder.path(), "whole.csv"));
    assert!(read(folder.path(), "e1") == read(folder.path(), "e2"));
    assert!(!folder.path().join("killed.csv.part").exists() && !folder.path().join("killed.csv.checkpoint").exists());
}

#[cfg(unix)]
#[test]
fn a_run_that_is_told_to_stop_leaves_whole_lines_and_can_go_on() {
    let folder = dump(4000);
    let args = [&EXTRACT[..], &["e", "-o", "out.jsonl", "--resume"]].concat();
    let child = start(folder.path(), &args);
    std::thread::sleep(Duration::from_millis(60));
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let status = { child }.wait().unwrap();
    // A fast machine may have finished before.
    if status.code() == Some(130) {
        let part = read(folder.path(), "out.jsonl.part");
        assert!(part.is_empty() || part.ends_with(b"\n"));
        assert!(!folder.path().join("out.jsonl").exists());
    }
    run(folder.path(), &args);
    run(folder.path(), &["extract", "dump.jsonl", "-q", "--errors", "e3", "-o", "whole.jsonl"]);
    assert!(read(folder.path(), "out.jsonl") == read(folder.path(), "whole.jsonl"));
}

#[test]
fn a_resumed_run_must_be_the_same_run() {
    let folder = dump(30);
    let checkpoint = folder.path().join("out.jsonl.checkpoint");
    run(folder.path(), &["extract", "dump.jsonl", "-o", "/dev/null"]);
    let mut child =
        zhaoshang(folder.path(), &["extract", "-", "-o", "out.jsonl"]).stdin(Stdio::piped()).spawn().unwrap();
    while !checkpoint.exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let refused = run(folder.path(), &["extract", "dump.jsonl", "-o", "out.jsonl", "--resume"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("other inputs or options"));
}

/// The part of JSON Schema that our schema is written in.
fn check(at: &str, value: &Value, schema: &Value, faults: &mut Vec<String>) {
    let mut demand = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{at}: {what}: {value}"));
        }
    };
    let is = |name: &Value| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the schema names the type {other}"),
    };
    match &schema["type"] {
        Value::Null => {}
        Value::Array(types) => demand(types.iter().any(is), "type"),
        one => demand(is(one), "type"),
    }
    if let Some(labels) = schema["enum"].as_array() {
        demand(labels.contains(value), "enum");
    }
    if let (Some(text), Some(pattern)) = (value.as_str(), schema["pattern"].as_str()) {
        demand(regex::Regex::new(pattern).unwrap().is_match(text), "pattern");
    }
    if let (Some(text), Some(least)) = (value.as_str(), schema["minLength"].as_u64()) {
        demand(text.chars().count() as u64 >= least, "minLength");
    }
    if let Some(number) = value.as_f64() {
        demand(schema["minimum"].as_f64().is_none_or(|m| number >= m), "minimum");
        demand(schema["maximum"].as_f64().is_none_or(|m| number <= m), "maximum");
    }
    if let Some(items) = value.as_array() {
        demand(schema["minItems"].as_u64().is_none_or(|n| items.len() as u64 >= n), "minItems");
        demand(schema["maxItems"].as_u64().is_none_or(|n| items.len() as u64 <= n), "maxItems");
        items.iter().for_each(|item| check(at, item, &schema["items"], faults));
    }
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(name.as_str().unwrap()) {
                faults.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, field) in object {
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => faults.push(format!("{at}: {name} is unknown")),
                (Value::Null, other) => check(name, field, other, faults),
                (known, _) => check(name, field, known, faults),
            }
        }
    }
}

fn schema_record() -> Value {
    serde_json::to_value(zhaoshang::record::Record::new(zhaoshang::record::Kind::Project)).unwrap()
}

#[test]
fn every_line_of_output_keeps_to_the_schema() {
    let folder = dump(200);
    let schema: Value = serde_json::from_slice(&run(folder.path(), &["schema"]).stdout).unwrap();
    let lines = String::from_utf8(run(folder.path(), &["extract", "dump.jsonl"]).stdout).unwrap();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let mut faults = Vec::new();
        check("record", &record, &schema, &mut faults);
        assert!(faults.is_empty(), "{faults:?} in {line}");
    }
    let mut bad = schema_record();
    bad["company"] = "".into();
    bad["kind"] = "other".into();
    bad["region_code"] = "11".into();
    bad["confidence"] = 2.into();
    bad["more"] = 1.into();
    let mut faults = Vec::new();
    check("record", &bad, &schema, &mut faults);
    assert_eq!(faults.len(), 5, "{faults:?}");
}

#[test]
fn forms_follow_the_ending_and_convert_gives_the_same() {
    let folder = dump(100);
    for name in ["r.jsonl", "direct.csv", "direct.tsv", "direct.xlsx"] {
        run(folder.path(), &["extract", "dump.jsonl", "-q", "--errors", "e", "-o", name]);
    }
    for ending in ["csv", "tsv", "xlsx"] {
        let name = format!("converted.{ending}");
        let done = run(folder.path(), &["convert", "r.jsonl", "-o", &name]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(read(folder.path(), "direct.csv") == read(folder.path(), "converted.csv"));
    assert!(read(folder.path(), "direct.tsv") == read(folder.path(), "converted.tsv"));
    assert!(read(folder.path(), "direct.csv").starts_with("\u{feff}类型,项目名称,企业".as_bytes()));
    assert!(read(folder.path(), "direct.xlsx").starts_with(b"PK"));
    let piped = run(folder.path(), &["convert", "r.jsonl", "--format", "csv", "--no-bom", "--headers", "en"]).stdout;
    assert!(piped.starts_with(b"kind,project,company,"));
    let refused = run(folder.path(), &["convert", "r.jsonl", "--format", "xlsx"]);
    assert_eq!(refused.status.code(), Some(2));
    fs::write(folder.path().join("bad.jsonl"), "{}\n").unwrap();
    let refused = run(folder.path(), &["convert", "bad.jsonl", "-o", "bad.csv"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("bad.jsonl:1"));
    assert!(!folder.path().join("bad.csv").exists());
}

#[test]
fn the_log_and_the_summary_are_json_on_demand() {
    let folder = dump(20);
    let done = run(
        folder.path(),
        &["extract", "dump.jsonl", "--log-format", "json", "--summary", "s.json", "-o", "/dev/null"],
    );
    let log = String::from_utf8(done.stderr).unwrap();
    let events: Vec<Value> = log.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let kinds: Vec<&str> = events.iter().map(|e| e["event"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["failure", "failure", "summary"]);
    assert_eq!((&events[0]["level"], &events[0]["kind"]), (&"error".into(), &"json".into()));
    let summary: Value = serde_json::from_slice(&read(folder.path(), "s.json")).unwrap();
    assert_eq!((&summary["documents"], &summary["failed"]["json"]), (&20.into(), &2.into()));
    assert_eq!(summary["bytes_read"].as_u64().unwrap(), fs::metadata(folder.path().join("dump.jsonl")).unwrap().len());
}

#[test]
fn records_below_the_wanted_confidence_are_left_out() {
    let folder = dump(50);
    let none = run(folder.path(), &["extract", "dump.jsonl", "-q", "--min-confidence", "1.1"]).stdout;
    assert!(none.is_empty());
}

#[test]
fn a_document_that_takes_too_long_is_given_up() {
    let folder = dump(20);
    let done = run(folder.path(), &["extract", "dump.jsonl", "-q", "--max-seconds", "0", "--errors", "e"]);
    assert!(done.stdout.is_empty());
    let errors = String::from_utf8(read(folder.path(), "e")).unwrap();
    assert_eq!(errors.matches("\"stage\":\"extract\",\"kind\":\"time\"").count(), 14, "{errors}");
}
