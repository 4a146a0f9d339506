//! Heads and edges of project names, from `data/project_heads.tsv` and `data/project_edges.tsv`.

use std::ops::Range;

use super::finder::Finder;
use super::{DataFile, Fault};
use crate::letter::is_han;

/// What a head says of the phrase it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadKind {
    /// 项目, 工程: the phrase is a project's name.
    Strong,
    /// A thing that is built.
    Facility,
    /// 一期, 二期.
    Phase,
    /// A longer word that begins like a head: 项目公司.
    None,
}

/// What stands at the left edge of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    /// A name may begin behind it.
    Verb,
    /// The same, but only where the word is a verb.
    Noun,
    /// The same, where it stands as a word of its own.
    Small,
    /// Joins two names or two parts of one.
    Joint,
    /// A longer word that only begins with an edge: 显示模组.
    None,
}

/// Heads and edges, ready to match.
#[derive(Debug)]
pub struct Projects {
    heads: Finder,
    head_kinds: Vec<HeadKind>,
    edges: Finder,
    edge_kinds: Vec<EdgeKind>,
    empty: Finder,
    contents: Finder,
    /// Ends the name of an area that is built, though it looks like a division's.
    areas: Finder,
    /// Ends the name of a fair.
    fairs: Finder,
}

impl Projects {
    pub(super) fn parse(heads: DataFile<'_>, edges: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut head_words = Vec::new();
        let mut head_kinds = Vec::new();
        for row in heads.rows(2, faults) {
            let kind = match row.cells[1] {
                "strong" => HeadKind::Strong,
                "facility" => HeadKind::Facility,
                "phase" => HeadKind::Phase,
                "none" => HeadKind::None,
                other => {
                    faults.push(row.fault(format!("{other} is no kind of head")));
                    continue;
                }
            };
            head_words.push(row.cells[0].to_owned());
            head_kinds.push(kind);
        }
        let (mut edge_words, mut edge_kinds, mut empty_words) = (Vec::new(), Vec::new(), Vec::new());
        let (mut content_words, mut area_words, mut fair_words) = (Vec::new(), Vec::new(), Vec::new());
        for row in edges.rows(2, faults) {
            let kind = match row.cells[1] {
                "verb" => EdgeKind::Verb,
                "noun" => EdgeKind::Noun,
                "small" => EdgeKind::Small,
                "joint" => EdgeKind::Joint,
                "none" => EdgeKind::None,
                "empty" => {
                    empty_words.push(row.cells[0].to_owned());
                    continue;
                }
                "content" => {
                    content_words.push(row.cells[0]);
                    continue;
                }
                "area" => {
                    area_words.push(row.cells[0]);
                    continue;
                }
                "fair" => {
                    fair_words.push(row.cells[0]);
                    continue;
                }
                other => {
                    faults.push(row.fault(format!("{other} is no kind of edge")));
                    continue;
                }
            };
            edge_words.push(row.cells[0].to_owned());
            edge_kinds.push(kind);
        }
        Self {
            heads: Finder::new(head_words.iter().map(String::as_str)),
            head_kinds,
            edges: Finder::new(edge_words.iter().map(String::as_str)),
            edge_kinds,
            empty: Finder::new(empty_words.iter().map(String::as_str)),
            contents: Finder::new(content_words),
            areas: Finder::new(area_words),
            fairs: Finder::new(fair_words),
        }
    }

    /// Heads of a text, longest first where they overlap.
    pub fn heads<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, HeadKind)> + 'a {
        self.heads
            .hits(text)
            .map(|m| (m.start..m.end, self.head_kinds[m.word]))
            .filter(|(_, kind)| *kind != HeadKind::None)
    }

    /// Whether a text ends in the head of a project's name (…项目, …产业园) and has more in front of it.
    pub fn ends_in_head(&self, text: &str) -> bool {
        self.heads.ending(text).is_some_and(|(len, word)| len < text.len() && self.head_kinds[word] != HeadKind::None)
    }

    /// Whether a text is the head of a facility's name and nothing else: 产业园.
    pub fn is_head(&self, text: &str) -> bool {
        let kind = self.heads.ending(text).filter(|(len, _)| *len == text.len()).map(|(_, word)| self.head_kinds[word]);
        kind == Some(HeadKind::Facility)
    }

    /// Edge words of a text.
    pub fn edges<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, EdgeKind)> + 'a {
        let all = self.edges.hits(text).map(|m| (m.start..m.end, self.edge_kinds[m.word]));
        all.filter(|(_, kind)| *kind != EdgeKind::None)
    }

    /// Whether a text begins with words behind which stands what a project consists of: 主要建设3条生产线.
    pub fn begins_contents(&self, text: &str) -> bool {
        self.contents.beginning(text).is_some()
    }

    /// Whether a stretch at the beginning is the name of a place: 长沙县重点项目 names no project, 长沙县2024年项目 neither.
    fn is_place(&self, text: &str, start: usize) -> bool {
        // 长沙县2021年: the year is no part of the place.
        let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_digit());
        // 长江度假区项目: an area that is built.
        let built = self.areas.ending(text).is_some();
        start == 0
            && !built
            && (2..=5).contains(&text.chars().count())
            && text.ends_with(['省', '市', '县', '区', '旗', '州', '镇', '乡', '盟'])
    }

    /// Whether a text holds nothing but attributes that make no name (重点, 亿元以上, 签约) and signs.
    pub fn is_empty_name(&self, text: &str) -> bool {
        let mut rest = 0;
        for m in self.empty.hits(text) {
            // 县 is such a word itself: the place may end with it.
            let place = self.is_place(&text[rest..m.start], rest) || self.is_place(&text[rest..m.end], rest);
            // 第六届商品博览会招商引资重点项目 names no project.
            let place = place || rest == 0 && self.fairs.ending(&text[..m.start]).is_some();
            if has_content(&text[rest..m.start]) && !place {
                return false;
            }
            rest = m.end;
        }
        !has_content(&text[rest..])
    }
}

/// Whether a character is a letter; nearly all are Chinese.
fn is_alphabetic(c: char) -> bool {
    is_han(c) || c.is_alphabetic()
}

fn has_content(text: &str) -> bool {
    text.chars().any(|c| is_alphabetic(c) && !"的个和与及".contains(c))
}
