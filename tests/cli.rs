//! The binary on small inputs: what it reads, what it says, how it ends.

use std::fs;
use std::io::Write;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn zhaoshang() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zhaoshang"))
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

struct Run {
    code: i32,
    rows: Vec<Value>,
    stdout: String,
    stderr: String,
}

fn run(args: &[&str], folder: &Path) -> Run {
    let output = zhaoshang().args(args).current_dir(folder).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    Run {
        code: output.status.code().unwrap(),
        rows: stdout.lines().filter_map(|l| serde_json::from_str(l).ok()).collect(),
        stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn field<'v>(rows: &'v [Value], name: &str) -> Vec<&'v str> {
    rows.iter().map(|r| r[name].as_str().unwrap_or("-")).collect()
}

const PAGE: &[u8] = "本市一家食品企业的新厂房已经封顶，总投资1.4亿元。".as_bytes();

#[test]
fn every_form_is_read_in_order() {
    let lines =
        "{\"id\":\"x\",\"text\":\"甲\"}\n\n{\"url\":\"http://x.cn/2\",\"content\":\"乙\"}\r\n{\"body\":\"丙\"}\n"
            .as_bytes();
    let folder = folder(&[
        ("in/b.html", b"<p>page</p>"),
        ("in/a.txt", PAGE),
        ("in/c/dump.jsonl", lines),
        ("in/c/dump.jsonl.gz", &gzip(lines)),
        ("in/c/page.zst", &zstd::encode_all(PAGE, 1).unwrap()),
        ("in/.hidden/x.txt", PAGE),
    ]);
    let got = run(&["text", "--json", "in"], folder.path());
    assert_eq!((got.code, got.stderr.as_str()), (0, ""));
    let wanted = [
        "a.txt",
        "b.html",
        "x",
        "http://x.cn/2",
        "c/dump.jsonl#4",
        "x",
        "http://x.cn/2",
        "c/dump.jsonl.gz#4",
        "c/page.zst",
    ];
    assert_eq!(field(&got.rows, "doc_id"), wanted);
    assert_eq!(field(&got.rows, "id")[..2], ["a", "b"]);
    assert_eq!(field(&got.rows, "text")[0].as_bytes(), PAGE);
}

#[test]
fn standard_input_is_the_default() {
    for args in [&["text", "--json"][..], &["text", "--json", "-"]] {
        let output = zhaoshang().args(args).write_stdin(PAGE).output().unwrap();
        let row: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(row["text"].as_str().unwrap().as_bytes(), PAGE);
    }
}

#[test]
fn bad_documents_become_rows_and_the_rest_goes_on() {
    let mut cut = gzip("{\"text\":\"甲\"}\n".repeat(5000).as_bytes());
    cut.truncate(cut.len() / 2);
    let long = format!("{{\"text\":\"甲\"}}\n{{\"text\":\"{}\"}}\n{{\"text\":\"乙\"}}\n", "长".repeat(5000));
    let folder = folder(&[
        ("in/bad.jsonl", b"{\"text\":\"a\"}\nnonsense\n{\"id\":7}\n[1]\n{\"text\":\"b\"}\n"),
        ("in/binary.html", &[0, 1, 2, 3, 0, 0, 200, 7, 1, 2, 3, 4]),
        ("in/cut.jsonl.gz", &cut),
        ("in/empty.txt", b""),
        ("in/good.txt", PAGE),
        ("in/long.jsonl", long.as_bytes()),
    ]);
    let got = run(&["extract", "in", "missing", "--errors", "errors.jsonl", "--max-bytes", "10000"], folder.path());
    assert_eq!(got.code, 1, "{}", got.stderr);
    let errors = fs::read_to_string(folder.path().join("errors.jsonl")).unwrap();
    let errors: Vec<Value> = errors.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(
        field(&errors, "kind"),
        ["json", "no-text", "json", "binary", "gzip", "empty", "too-large", "unreadable"]
    );
    let paths = field(&errors, "path");
    assert_eq!(paths[..4], ["in/bad.jsonl:2", "in/bad.jsonl:3", "in/bad.jsonl:4", "in/binary.html"]);
    assert!(paths[4].starts_with("in/cut.jsonl.gz:"), "{}", paths[4]);
    assert_eq!(paths[5..], ["in/empty.txt", "in/long.jsonl:2", "missing"]);
    assert_eq!(field(&errors, "stage")[0], "read");
    assert!(
        got.stderr.contains("8 failed (binary 1, empty 1, gzip 1, json 2, no-text 1, too-large 1, unreadable 1)"),
        "{}",
        got.stderr
    );
}

#[test]
fn failures_are_told_on_stderr_with_file_and_line() {
    let folder = folder(&[("a.jsonl", b"{\"text\":\"a\"}\n{\"text\":\n")]);
    let got = run(&["extract", "--quiet", "a.jsonl"], folder.path());
    assert_eq!(got.code, 1);
    assert!(got.stderr.starts_with("zhaoshang: a.jsonl:2: not JSON: "), "{}", got.stderr);
}

#[test]
fn nothing_done_is_exit_2() {
    let folder = folder(&[("list.json", b"[{\"text\": \"a\"}]")]);
    fs::create_dir(folder.path().join("none")).unwrap();
    for (args, message) in [
        (&["extract", "missing"][..], "missing: cannot be read"),
        (&["extract", "none"], "none: no documents in this folder"),
        (&["extract", "list.json"], "one object a line is wanted"),
        (&["extract", "--data", "missing", "list.json"], "--data missing"),
        (&["extract", "--data", "none", "list.json"], "holds none of the data files"),
        (&["extract", "--nonsense"], "--nonsense"),
        (&["extract", "-o", "none/x/y.jsonl", "list.json"], "none/x/y.jsonl.part cannot be written"),
    ] {
        let got = run(args, folder.path());
        assert_eq!(got.code, 2, "{args:?}");
        assert!(got.stderr.contains(message), "{args:?}: {}", got.stderr);
        assert_eq!(got.stdout, "");
    }
}

#[test]
fn an_unknown_data_file_stops_the_program() {
    let folder = folder(&[("other/no_such.tsv", b"a\n"), ("a.txt", PAGE)]);
    let got = run(&["extract", "--data", "other", "a.txt"], folder.path());
    assert_eq!(got.code, 2);
    assert!(got.stderr.contains("no data file is called no_such.tsv; there are: "), "{}", got.stderr);
}

#[test]
fn the_summary_counts() {
    let folder = folder(&[("a.txt", "今天天气很好。".as_bytes())]);
    let got = run(&["extract", "a.txt"], folder.path());
    assert!(
        got.stderr.starts_with("1 documents, 0 articles with records, 0 records (0 projects, 0 aggregates), 0 failed")
    );
    assert_eq!(run(&["extract", "--quiet", "a.txt"], folder.path()).stderr, "");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let lines: String =
        (0..3000).map(|i| format!("{{\"id\":\"{i}\",\"text\":\"{}\"}}\n", "文".repeat(i % 97 + 1))).collect();
    let folder = folder(&[("a.jsonl", lines.as_bytes())]);
    let one = run(&["text", "--json", "--jobs", "1", "a.jsonl"], folder.path());
    assert_eq!(one.rows.len(), 3000);
    for jobs in ["2", "5"] {
        assert_eq!(run(&["text", "--json", "--jobs", jobs, "a.jsonl"], folder.path()).stdout, one.stdout);
    }
}

#[test]
fn a_closed_pipe_is_silent() {
    use std::process::{Command, Stdio};
    let lines = "{\"text\":\"总投资\"}\n".repeat(200_000);
    let folder = folder(&[("a.jsonl", lines.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_zhaoshang"))
        .args(["text", "--json", "a.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends() {
    let folder = folder(&[("in/a.txt", PAGE)]);
    std::os::unix::fs::symlink("..", folder.path().join("in/up")).unwrap();
    let got = run(&["text", "--json", "in"], folder.path());
    assert_eq!(got.code, 1);
    assert!(got.stderr.contains("a link leads back"), "{}", got.stderr);
    assert!(got.rows.iter().any(|r| r["doc_id"] == "a.txt"));
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn warc_response(url: &str, page: &[u8]) -> Vec<u8> {
    let http = [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"[..], page].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    [head.as_bytes(), &http, b"\r\n\r\n"].concat()
}

#[test]
fn archives_are_folders_of_pages() {
    let members: &[(&str, &[u8])] =
        &[("p/a.txt", PAGE), ("p/b.txt.gz", &gzip(PAGE)), ("p/.c", PAGE), ("d.jsonl", b"{\"text\":\"a\"}\n")];
    let folder = folder(&[
        ("in/a.zip", &zipped(members)),
        ("in/b.tar", &tarred(members)),
        ("in/c.tar.zst", &zstd::encode_all(&tarred(members)[..], 1).unwrap()),
        ("in/d.tar.gz", &gzip(&tarred(&[("inner.zip", &zipped(members))]))),
    ]);
    let got = run(&["text", "--json", "in"], folder.path());
    assert_eq!((got.code, got.stderr.as_str()), (0, ""));
    let mut wanted = Vec::new();
    for archive in ["a.zip", "b.tar", "c.tar.zst", "d.tar.gz/inner.zip"] {
        wanted.extend(["p/a.txt", "p/b.txt.gz", "d.jsonl#1"].map(|m| format!("{archive}/{m}")));
    }
    assert_eq!(field(&got.rows, "doc_id"), wanted);
    let piped = zhaoshang().args(["text", "--json"]).write_stdin(zipped(members)).output().unwrap();
    assert_eq!(String::from_utf8(piped.stdout).unwrap().lines().count(), 3);
}

#[test]
fn a_warc_gives_its_responses_with_their_address() {
    let records = [warc_response("http://x.cn/1", PAGE), warc_response("http://x.cn/2", PAGE)];
    let members: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    let folder = folder(&[("a.warc", &records.concat()), ("b.warc.gz", &members)]);
    for path in ["a.warc", "b.warc.gz"] {
        let got = run(&["text", "--json", path], folder.path());
        assert_eq!((got.code, field(&got.rows, "url")), (0, vec!["http://x.cn/1", "http://x.cn/2"]), "{}", got.stderr);
    }
}

#[test]
fn a_broken_dump_gives_every_good_document() {
    let page = |i: u32| warc_response(&format!("http://x.cn/{i}"), PAGE);
    let mut damaged = gzip(&page(2));
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8].fill(0xee);
    let warc = [gzip(&page(1)), damaged, b"rubbish".to_vec(), gzip(&page(3))].concat();
    let zeros = vec![0; 30 << 20];
    let folder = folder(&[
        ("in/a.warc.gz", &warc),
        ("in/b.warc", &[&page(4)[..], b"garbage\r\n\r\n", &page(5)].concat()),
        ("in/bomb.zip", &zipped(&[("zeros.txt", &zeros), ("good.txt", PAGE)])),
        ("in/names.tar", &tarred(&[("../../evil.txt", PAGE), ("fine.txt", PAGE)])),
        ("in/names.zip", &zipped(&[("/etc/evil.txt", PAGE), ("fine.txt", PAGE)])),
        ("in/stub.zip", b"PK\x03\x04 no more"),
    ]);
    let got = run(&["text", "--json", "--max-bytes", "1000000", "in"], folder.path());
    assert_eq!(got.code, 1);
    let urls = field(&got.rows, "url");
    assert_eq!(urls[..4], [1, 3, 4, 5].map(|i| format!("http://x.cn/{i}")), "{}", got.stderr);
    let ids = field(&got.rows, "doc_id");
    assert_eq!(ids[4..], ["bomb.zip/good.txt", "names.tar/fine.txt", "names.zip/fine.txt"], "{}", got.stderr);
    for told in [
        "a.warc.gz:2: broken gzip",
        "b.warc:2: broken warc",
        "bomb.zip/zeros.txt: ",
        "evil.txt: the name leads out",
        "stub.zip: broken zip",
    ] {
        assert!(got.stderr.contains(told), "{told} in {}", got.stderr);
    }
}
