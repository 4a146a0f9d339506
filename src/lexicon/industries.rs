//! Words that tell an industry, from `data/industries.tsv`.

use std::collections::BTreeMap;

use super::amounts::WordSet;
use super::{DataFile, Fault, Row};
use crate::record::IndustryLabel;

/// How much a word of an industry weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Kinds of building or place.
    Weak,
    /// As company names have it.
    Firm,
    /// Tells the trade.
    Plain,
    /// Names the product or the trade itself.
    Strong,
}

/// One word of an industry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndustryWord {
    /// Its industry; `None` for a word that only shields what is inside it.
    pub label: Option<IndustryLabel>,
    /// How much it weighs.
    pub trust: Trust,
    /// GB/T 4754-2017 section and division.
    pub code: Option<String>,
}

/// A word that makes one industry another: 加工 behind 枸杞 makes farming food.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The word.
    pub word: String,
    /// The industry of the word before it.
    pub from: IndustryLabel,
    /// What the two tell together.
    pub to: IndustryLabel,
    /// GB/T 4754-2017 section and division.
    pub code: Option<String>,
}

/// Words of industries.
#[derive(Debug)]
pub struct Industries {
    set: WordSet,
    rows: Vec<IndustryWord>,
    /// Words that make one industry another.
    pub turns: Vec<Turn>,
    /// What is done to goods, between their name and that of what serves them (加工及配送).
    pub making: Vec<String>,
}

impl Industries {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut rows: Vec<IndustryWord> = Vec::new();
        let mut seen: BTreeMap<String, Option<IndustryLabel>> = BTreeMap::new();
        let mut turns = Vec::new();
        let mut making = Vec::new();
        for row in file.rows(4, faults) {
            if row.cells[1] == "turn" {
                turn(&row, &mut turns, faults);
                continue;
            }
            if row.cells[1] == "making" {
                making.extend(row.cells[3].split_whitespace().map(str::to_owned));
                continue;
            }
            let label = match row.cells[0] {
                "none" => None,
                name => match name.parse::<IndustryLabel>() {
                    Ok(label) => Some(label),
                    Err(e) => {
                        faults.push(row.fault(e.to_string()));
                        continue;
                    }
                },
            };
            let Some(trust) = trust(row.cells[1]) else {
                faults.push(row.fault(format!("{} is none of strong, plain, firm, weak, turn, making", row.cells[1])));
                continue;
            };
            let code = (row.cells[2] != "-").then(|| row.cells[2].to_owned());
            if code.as_deref().is_some_and(|c| !is_division(c)) {
                faults.push(row.fault(format!("{} is no section and division", row.cells[2])));
            }
            for word in row.cells[3].split_whitespace() {
                match seen.get(word) {
                    Some(other) if *other != label => faults.push(row.fault(format!("{word} has two labels"))),
                    Some(_) => {}
                    None => {
                        seen.insert(word.to_owned(), label);
                        words.push(word.to_owned());
                        rows.push(IndustryWord { label, trust, code: code.clone() });
                    }
                }
            }
        }
        Self { set: WordSet::new(&words), rows, turns, making }
    }

    /// Leftmost-longest hits in `text` as (what, start, end).
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a IndustryWord, usize, usize)> + 'a {
        self.set.hits(text).map(|(index, start, end)| (&self.rows[index], start, end))
    }
}

fn turn(row: &Row<'_>, turns: &mut Vec<Turn>, faults: &mut Vec<Fault>) {
    let labels = row.cells[0].split_once('>').map(|(from, to)| (from.parse(), to.parse()));
    let Some((Ok(from), Ok(to))) = labels else {
        faults.push(row.fault(format!("{} is not label>label", row.cells[0])));
        return;
    };
    let code = Some(row.cells[2].to_owned()).filter(|c| is_division(c));
    let words = row.cells[3].split_whitespace();
    turns.extend(words.map(|word| Turn { word: word.to_owned(), from, to, code: code.clone() }));
}

fn trust(word: &str) -> Option<Trust> {
    Some(match word {
        "strong" => Trust::Strong,
        "plain" => Trust::Plain,
        "firm" => Trust::Firm,
        "weak" => Trust::Weak,
        _ => return None,
    })
}

/// One letter A–T and two digits.
fn is_division(code: &str) -> bool {
    matches!(code.as_bytes(), [b'A'..=b'T', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{DataFiles, Lexicon};

    #[test]
    fn faults_are_reported_by_line() {
        let text = "食品\tstrong\tC14\t饼干\n食物\tstrong\tC14\t糖\n食品\tfirmly\tC14\t糖\n食品\tstrong\t14\t醋\n化工\tplain\tC26\t饼干\n农业\tturn\tC13\t加工\n";
        let faults = Lexicon::parse(&DataFiles::embedded().with("industries.tsv", text.into())).unwrap_err().faults;
        let lines: Vec<usize> = faults.iter().filter(|f| f.file == "industries.tsv").map(|f| f.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6]);
    }
}
