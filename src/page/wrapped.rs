//! Text whose lines were broken at a fixed width, as notices converted from PDF and old mail have it.
//!
//! Owns the recognition of such text and the joining of its lines. Must not touch text whose lines are
//! paragraphs.

use std::borrow::Cow;

/// Narrowest width at which text is broken, in columns; Chinese characters take two.
const MIN_WIDTH: usize = 50;

/// Widest width at which text is broken, in columns.
const MAX_WIDTH: usize = 200;

/// How far full lines fall short of the width: a mark that may not begin a line, a word that is not parted.
const RAGGED: usize = 6;

/// Full lines that make a text a wrapped one.
const MIN_FULL: usize = 4;

/// Joins the lines of a text that was broken at a fixed width.
pub(super) fn unwrap(text: &str) -> Cow<'_, str> {
    let lines: Vec<(&str, usize)> = text.lines().map(|l| (l.trim_end(), columns(l.trim_end()))).collect();
    let Some(width) = width(&lines) else { return text.into() };
    let full = |at: usize| lines[at].1 + RAGGED > width;
    let mut out = String::with_capacity(text.len());
    for (at, (line, _)) in lines.iter().enumerate() {
        let goes_on = at > 0 && full(at - 1) && !is_closed(lines[at - 1].0) && !is_indented(line) && !line.is_empty();
        if !goes_on && at > 0 {
            out.push('\n');
        } else if out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && line.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            out.push(' ');
        }
        out.push_str(line);
    }
    out.into()
}

/// The width a text was broken at, if it was: nearly all its long lines are that wide, hardly any wider, and most
/// of them break off inside a sentence.
fn width(lines: &[(&str, usize)]) -> Option<usize> {
    let mut counts = [0usize; MAX_WIDTH + 1];
    for &(_, columns) in lines.iter().filter(|(_, c)| (MIN_WIDTH..=MAX_WIDTH).contains(c)) {
        counts[columns] += 1;
    }
    let around = |w: usize| counts[w.saturating_sub(RAGGED - 1)..=w].iter().sum::<usize>();
    let width = (MIN_WIDTH..=MAX_WIDTH).max_by_key(|&w| (around(w), std::cmp::Reverse(w)))?;
    let full: Vec<&str> =
        lines.iter().filter(|(_, c)| *c <= width && c + RAGGED > width).map(|(line, _)| *line).collect();
    let wider = lines.iter().filter(|(_, c)| *c > width).count();
    let broken = full.iter().filter(|l| !is_closed(l)).count();
    let prose = full.iter().filter(|l| l.contains(['，', '。', '、', '；'])).count();
    let wrapped =
        full.len() >= MIN_FULL && wider * 8 <= full.len() && broken * 3 >= full.len() * 2 && prose * 2 >= full.len();
    wrapped.then_some(width)
}

/// The columns a line takes on a screen.
fn columns(line: &str) -> usize {
    // Wide characters begin with a byte from 0xE2 on, but for a few whose first byte some narrow ones share.
    if memchr::memchr(0xE1, line.as_bytes()).is_none() {
        return line.chars().count() + line.bytes().filter(|byte| *byte >= 0xE2).count();
    }
    line.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum()
}

fn is_closed(line: &str) -> bool {
    line.ends_with(['。', '！', '？', '；', '：', '”', '…', ':', '!', '?'])
}

fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t', '\u{3000}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        for (line, wanted) in
            [("", 0), ("a1é", 3), ("投产。a", 7), ("က", 1), ("ᄀ投", 4), ("\u{20000}\u{7ff}\u{fff}", 4)]
        {
            assert_eq!(columns(line), wanted, "{line}");
        }
    }

    #[test]
    fn lines_of_one_width_are_joined() {
        let wrapped = "远山光电股份有限公司\n关于光电组件项目进展的公告\n    \
            本公司及董事会全体成员保证信息披露的内容真实、准确和完整，没有虚假\n记载、误导性陈述或重大遗漏。\n    一、项目概述\n    \
            公司于2023年3月26日召开第二届董事会第二十一次会议，审议通过《关于投资\n建设光电组件项目的议案》，拟以自筹资金4.8亿元投资建设年产二万吨光电组件项\n目，项目建设期一年，建设地点为青石县经济开发区。\n    二、项目进展\n    \
            截至本公告日，项目主要工程建设已基本完成，当前正在开展试产前各项准备\n工作，预计九月试产。\n    特此公告。";
        let lines: Vec<String> = unwrap(wrapped).lines().map(|l| l.trim().to_owned()).collect();
        assert_eq!(lines.len(), 8);
        assert!(lines[4].contains("《关于投资建设光电组件项目的议案》") && lines[4].ends_with("经济开发区。"));
        assert_eq!(lines[5], "二、项目进展");
    }

    #[test]
    fn paragraphs_and_lists_are_left_alone() {
        let paragraphs = "昨天上午，青石县举行重大项目集中开工仪式，十二个项目同时开工，总投资三十六亿元。\n".repeat(6);
        let headlines = "青石县举行重大项目集中开工仪式十二个项目同时开工总投\n".repeat(6);
        for text in [paragraphs.as_str(), headlines.as_str(), "", "短"] {
            assert!(matches!(unwrap(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
