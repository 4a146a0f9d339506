//! Column heads of project tables and labels of project forms (总投资：5亿元), from `data/table_headers.tsv`.

use super::finder::Finder;
use super::{DataFile, Fault};

/// Longest head of a column, in characters.
const MAX_HEAD: usize = 16;

/// Longest label in front of a value, in characters, its number and brackets included.
const MAX_LABEL: usize = 18;

/// What may stand in a label beside the heads it is made of.
const BETWEEN_HEADS: &str = "及和与、主要计划预计拟的（）()万亿元";

/// What a column of a project table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The project's name.
    Project,
    /// Its investor or owner.
    Company,
    /// The investment.
    Amount,
    /// Money of a period; never the investment.
    Flow,
    /// Where it stands.
    Place,
    /// How far it has come.
    Stage,
    /// Its industry.
    Industry,
    /// A running number.
    Index,
    /// Anything else.
    Other,
}

/// Column heads, ready to match.
#[derive(Debug)]
pub struct Tables {
    heads: Finder,
    columns: Vec<Column>,
}

impl Tables {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let (mut words, mut columns) = (Vec::new(), Vec::new());
        for row in file.rows(2, faults) {
            let column = match row.cells[1] {
                "project" => Column::Project,
                "company" => Column::Company,
                "amount" => Column::Amount,
                "flow" => Column::Flow,
                "place" => Column::Place,
                "stage" => Column::Stage,
                "industry" => Column::Industry,
                "index" => Column::Index,
                "other" => Column::Other,
                other => {
                    faults.push(row.fault(format!("{other} is no kind of column")));
                    continue;
                }
            };
            words.push(row.cells[0].to_owned());
            columns.push(column);
        }
        Self { heads: Finder::new(words.iter().map(String::as_str)), columns }
    }

    /// What a column with this head holds; `None` where the text is no head.
    pub fn column(&self, head: &str) -> Option<Column> {
        let bare = || head.chars().filter(|c| !c.is_whitespace());
        if !(1..=MAX_HEAD).contains(&bare().take(MAX_HEAD + 1).count()) {
            return None;
        }
        let head: String = bare().collect();
        let longest = self.heads.hits(&head).max_by_key(|m| m.end - m.start)?;
        Some(self.columns[longest.word])
    }

    /// The label that a text begins with, behind a number or mark of its own, up to its colon: what it says of the value,
    /// and the byte at which the value begins. Only heads make a label: 项目单位：, 三、总投资（万元）：, not 项目负责人介绍：.
    ///
    /// ```
    /// use zhaoshang::lexicon::{Column, Lexicon};
    ///
    /// let tables = &Lexicon::embedded().tables;
    /// assert_eq!(tables.label("2.总投资：5亿元"), Some((Column::Amount, "2.总投资：".len())));
    /// assert_eq!(tables.label("项目负责人告诉记者：5亿元"), None);
    /// ```
    pub fn label(&self, text: &str) -> Option<(Column, usize)> {
        let near = text.char_indices().take(MAX_LABEL);
        let (colon, mark) = near.into_iter().find(|&(_, c)| matches!(c, '：' | ':'))?;
        Some((self.head(&text[..colon])?, colon + mark.len_utf8()))
    }

    /// What the head that a short text is by itself says of the value beside it; numbers and brackets aside.
    pub fn head(&self, text: &str) -> Option<Column> {
        let label: String = text.chars().filter(|c| !c.is_whitespace()).take(MAX_LABEL + 1).collect();
        let label = without_number(&label).trim_end_matches(['】', ']', '〗', '：', ':']);
        let mut column = None;
        let mut end = 0;
        for hit in self.heads.hits(label) {
            if !is_between_heads(&label[end..hit.start]) {
                return None;
            }
            (column, end) = (Some(self.columns[hit.word]), hit.end);
        }
        column.filter(|_| is_between_heads(&label[end..]))
    }
}

fn is_between_heads(text: &str) -> bool {
    text.chars().all(|c| BETWEEN_HEADS.contains(c))
}

/// A label without the number or mark before it: 三、, （2）, ●.
fn without_number(label: &str) -> &str {
    let marks = label.trim_start_matches(['（', '(', '【', '[', '〖', '●', '■', '◆', '★', '▲', '*', '·', '—', '-']);
    let bare = marks.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if bare.len() == marks.len() { marks } else { bare.trim_start_matches(['、', '.', '．', '）', ')', '，']) }
}
