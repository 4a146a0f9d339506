//! Words that tell an industry, from `data/industries.tsv`.

use std::collections::BTreeMap;

use super::{DataFile, Fault, Row, WordSet};
use crate::record::IndustryLabel;

/// How much a word of an industry weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Kinds of building or place.
    Weak,
    /// As company names have it.
    Firm,
    /// A firm known by its name, whose letters mean other things inside other words (修正).
    Brand,
    /// Tells the trade.
    Plain,
    /// Names the product or the trade itself.
    Strong,
    /// The last noun of a name, which decides what the words before it only describe (锂电池生产设备).
    Head,
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
    /// What names goods as thrown away, in front of them (废, 退役).
    pub wastes: Vec<String>,
    parts: Vec<Parts>,
    cues: WordSet,
    cue_opens: Vec<bool>,
    /// Last characters of names of wares (绣花|机).
    tails: WordSet,
    tail_rows: Vec<IndustryWord>,
    /// What stands right behind the name of a ware (项目, 生产线).
    closers: WordSet,
}

/// What stands right behind goods of a division is a part of them: plastics behind 汽车.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    label: IndustryLabel,
    code: Option<String>,
    divisions: Vec<String>,
}

impl Industries {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut rows: Vec<IndustryWord> = Vec::new();
        let mut seen: BTreeMap<String, Option<IndustryLabel>> = BTreeMap::new();
        let mut rules = Rules::default();
        let (mut tails, mut tail_rows) = (Vec::new(), Vec::new());
        for row in file.rows(4, faults) {
            if rules.read(&row, faults) {
                continue;
            }
            let Some(told) = read_label(&row, faults) else { continue };
            let is_tail = row.cells[1] == "tail";
            if is_tail {
                let own = row.cells[3].split_whitespace().map(str::to_owned);
                tails.extend(own);
                tail_rows.resize(tails.len(), told);
                continue;
            }
            for word in row.cells[3].split_whitespace() {
                match seen.get(word) {
                    Some(other) if *other != told.label => faults.push(row.fault(format!("{word} has two labels"))),
                    Some(_) => {}
                    None => {
                        seen.insert(word.to_owned(), told.label);
                        words.push(word.to_owned());
                        rows.push(told.clone());
                    }
                }
            }
        }
        let (cues, cue_opens): (Vec<String>, Vec<bool>) = rules.cues.into_iter().unzip();
        Self {
            set: WordSet::new(&words),
            rows,
            turns: rules.turns,
            making: rules.making,
            wastes: rules.wastes,
            parts: rules.parts,
            cues: WordSet::new(&cues),
            cue_opens,
            tails: WordSet::new(&tails),
            tail_rows,
            closers: WordSet::new(&rules.closers),
        }
    }

    /// What the last characters of a ware's name tell where the name ends at `end` (绣花机|项目), and where they begin.
    pub fn tail<'a>(&'a self, text: &'a str, end: usize) -> Option<(&'a IndustryWord, usize)> {
        let (row, start) = self.tails.ending(text, end)?;
        Some((&self.tail_rows[row], start))
    }

    /// Where names of wares may end: before what is built for them, what is done to them, or another one.
    pub fn ware_ends<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.closers.hits(text).map(|(_, start, _)| start).chain([text.len()])
    }

    /// Leftmost-longest hits in `text` as (what, start, end).
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a IndustryWord, usize, usize)> + 'a {
        self.set.hits(text).map(|(index, start, end)| (&self.rows[index], start, end))
    }

    /// What is known of a whole word.
    pub fn word(&self, word: &str) -> Option<&IndustryWord> {
        self.set.get(word).map(|index| &self.rows[index])
    }

    /// The longest word that `text` begins with, and where it ends.
    pub fn beginning(&self, text: &str) -> Option<(&IndustryWord, usize)> {
        self.set.at(text, 0).map(|(index, end)| (&self.rows[index], end))
    }

    /// Whether what the first word names is a part of what the second does, where it stands right behind it.
    pub fn is_part(&self, part: &IndustryWord, whole: &IndustryWord) -> bool {
        let of = |p: &&Parts| Some(p.label) == whole.label && (p.code.is_none() || p.code == whole.code);
        let is = |code: &String| self.parts.iter().filter(of).any(|p| p.divisions.contains(code));
        !part.label.is_some_and(own_goods) && part.code.as_ref().is_some_and(is)
    }

    /// What a text says is made, one item after the other: behind 主要生产 to the end of the clause.
    pub fn made<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let opens = self.cues.hits(text).filter(|&(cue, ..)| self.cue_opens[cue]);
        let clause = |end: usize| text[end..].split(['，', '。', '；', '！', '\n']).next().unwrap_or_default();
        opens.flat_map(move |(_, _, end)| clause(end).split(['、', '及', '和', '与']))
    }
}

/// What stays a product of its own whatever it is made for: batteries and packaging of cars.
fn own_goods(label: IndustryLabel) -> bool {
    matches!(label, IndustryLabel::NewEnergy | IndustryLabel::Packaging)
}

/// Rows that are no words of an industry by themselves.
#[derive(Default)]
struct Rules {
    turns: Vec<Turn>,
    making: Vec<String>,
    wastes: Vec<String>,
    parts: Vec<Parts>,
    cues: Vec<(String, bool)>,
    closers: Vec<String>,
}

impl Rules {
    /// Reads a row of a rule; `false` where it is none.
    fn read(&mut self, row: &Row<'_>, faults: &mut Vec<Fault>) -> bool {
        let words = || row.cells[3].split_whitespace().map(str::to_owned);
        match row.cells[1] {
            "turn" => turn(row, &mut self.turns, faults),
            "part" => self.parts.extend(parts(row, faults)),
            "making" => self.making.extend(words()),
            "closer" => self.closers.extend(words()),
            "waste" => self.wastes.extend(words()),
            "cue" => self.cues.extend(words().map(|w| (w, true))),
            "no_cue" => self.cues.extend(words().map(|w| (w, false))),
            _ => return false,
        }
        true
    }
}

fn parts(row: &Row<'_>, faults: &mut Vec<Fault>) -> Option<Parts> {
    let code = Some(row.cells[2].to_owned()).filter(|c| c != "-");
    let divisions: Vec<String> = row.cells[3].split_whitespace().map(str::to_owned).collect();
    if let Some(odd) = code.iter().chain(&divisions).find(|c| !is_division(c)) {
        faults.push(row.fault(format!("{odd} is no section and division")));
    }
    match row.cells[0].parse() {
        Ok(label) => Some(Parts { label, code, divisions }),
        Err(_) => {
            faults.push(row.fault(format!("{} is no label", row.cells[0])));
            None
        }
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

/// What the words of a row tell; a label or weight that is not known is a fault.
fn read_label(row: &Row<'_>, faults: &mut Vec<Fault>) -> Option<IndustryWord> {
    let label = match row.cells[0] {
        "none" => Ok(None),
        name => name.parse::<IndustryLabel>().map(Some).map_err(|e| e.to_string()),
    };
    let trust = trust(row.cells[1]).ok_or_else(|| format!("{} is no weight that is known", row.cells[1]));
    let code = (row.cells[2] != "-").then(|| row.cells[2].to_owned());
    if code.as_deref().is_some_and(|c| !is_division(c)) {
        faults.push(row.fault(format!("{} is no section and division", row.cells[2])));
    }
    match (label, trust) {
        (Ok(label), Ok(trust)) => Some(IndustryWord { label, trust, code }),
        (Err(fault), _) | (_, Err(fault)) => {
            faults.push(row.fault(fault));
            None
        }
    }
}

fn trust(word: &str) -> Option<Trust> {
    Some(match word {
        "strong" | "tail" => Trust::Strong,
        "plain" => Trust::Plain,
        "firm" => Trust::Firm,
        "weak" => Trust::Weak,
        "brand" => Trust::Brand,
        "head" => Trust::Head,
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
        let text = "食品\tstrong\tC14\t饼干\n食物\tstrong\tC14\t糖\n食品\tfirmly\tC14\t糖\n食品\tstrong\t14\t醋\n化工\tplain\tC26\t饼干\n农业\tturn\tC13\t加工\n汽车\tpart\tC36\t塑料\n";
        let faults = Lexicon::parse(&DataFiles::embedded().with("industries.tsv", text.into())).unwrap_err().faults;
        let lines: Vec<usize> = faults.iter().filter(|f| f.file == "industries.tsv").map(|f| f.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 7]);
    }
}
