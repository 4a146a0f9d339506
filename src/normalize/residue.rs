//! What a page leaves in its text that nobody can read: entities, tags, invisible and private-use
//! characters, runs of `????`, the replacement characters of a double decoding.
//!
//! Must not guess what stood there: a lost character becomes U+FFFD or nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::Repair;
use super::editor::Editor;

/// Tags by name, so that `<2.5亿元>` and `<《规划》>` are text.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^(?i:</?(?:a|b|i|u|p|s|em|br|hr|td|th|tr|li|ul|ol|dl|dt|dd|div|img|sup|sub|span|font|h[1-6]|o:p|table|tbody|thead|strong|center|script|style|section|iframe)(?:[\s/][^<>\n\t]{0,300})?>|<!--[^\n\t]*?-->)",
    )
});

static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| compile(r"^&(?:amp;)?(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));"));

fn compile(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|e| unreachable!("a pattern of the source text: {e}"))
}

/// What double decoding makes of two replacement characters in a row.
const KUN_JIN_KAO: &str = "锟斤拷";

/// Shortest run of `?` that is taken for lost bullets.
const LOST_RUN: usize = 4;

/// Takes the residue out.
pub(super) fn repair(text: &str) -> Editor<'_> {
    let mut editor = Editor::new(text);
    let mut done = 0;
    for (at, c) in text.char_indices() {
        if at < done.max(editor.position()) {
            continue;
        }
        match c {
            '&' => decode_entity(&mut editor, text, at),
            '<' => {
                if let Some(tag) = TAG.find(&text[at..]) {
                    editor.delete(at..at + tag.end(), Repair::Tag);
                }
            }
            '?' => {
                let run = text[at..].bytes().take_while(|&b| b == b'?').count();
                done = at + run;
                if run >= LOST_RUN {
                    editor.delete(at..done, Repair::Lost);
                }
            }
            '锟' if text[at..].starts_with(KUN_JIN_KAO) => {
                editor.replace(at..at + KUN_JIN_KAO.len(), "\u{FFFD}", Repair::Lost);
            }
            _ if is_invisible(c) => editor.delete(at..at + c.len_utf8(), Repair::Invisible),
            _ => {}
        }
    }
    editor
}

fn decode_entity(editor: &mut Editor<'_>, text: &str, at: usize) {
    let Some(found) = ENTITY.captures(&text[at..]) else { return };
    let group = |n: usize| found.get(n).map(|m| m.as_str());
    let code = |digits: Option<&str>, radix| digits.and_then(|d| u32::from_str_radix(d, radix).ok());
    let decoded = match group(3) {
        Some(name) => named(name),
        None => code(group(1), 10).or(code(group(2), 16)).and_then(char::from_u32),
    };
    let Some(c) = decoded.filter(|c| !matches!(c, '\n' | '\t' | '\r')) else { return };
    let mut buffer = [0; 4];
    let with = if is_invisible(c) { "" } else { &*c.encode_utf8(&mut buffer) };
    editor.replace(at..at + found[0].len(), with, Repair::Entity);
}

/// The entities that survive in crawled text.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "middot" => '·',
        "bull" => '•',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "times" => '×',
        "deg" => '°',
        "permil" => '‰',
        "yen" => '¥',
        "sup" => '⊃',
        "copy" => '©',
        "reg" => '®',
        "shy" | "zwnj" | "zwj" => '\u{200B}',
        _ => return None,
    })
}

/// Characters without a shape of their own: controls, zero-width, direction marks, private use.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        | '\u{E000}'..='\u{F8FF}')
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn takes_out_what_nobody_reads() {
        for (broken, whole) in [
            ("总投资&nbsp;5亿元&ldquo;双招双引&rdquo;", "总投资 5亿元“双招双引”"),
            ("A&amp;B、&amp;nbsp;&#20159;&#x4EBF;", "A&B、 亿亿"),
            ("<p>项目开工</p><br/>占地<span style=\"color:red\">20亩</span>", "项目开工占地20亩"),
            ("<!-- 正文 -->投产", "投产"),
            ("高\u{200B}新\u{FEFF}区\u{AD}", "高新区"),
            ("??????■一期", "■一期"),
            ("锟斤拷锟斤拷有限公司", "\u{FFFD}\u{FFFD}有限公司"),
        ] {
            assert_eq!(repaired(broken, repair), whole, "{broken}");
        }
    }

    #[test]
    fn leaves_text_that_only_looks_like_residue() {
        for whole in [
            "A&B公司",
            "5<6>3",
            "<2.5亿元>",
            "<《规划》>",
            "真的吗?是的",
            "R&D;投入",
            "为什么???",
            "&#9999999;",
            "AT&T;",
        ] {
            assert_eq!(repaired(whole, repair), whole);
        }
    }
}
