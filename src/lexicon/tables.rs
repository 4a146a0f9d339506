//! Column heads of project tables, from `data/table_headers.tsv`.

use super::finder::Finder;
use super::{DataFile, Fault};

/// Longest head of a column, in characters.
const MAX_HEAD: usize = 16;

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
}
