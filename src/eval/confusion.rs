//! Which stage is taken for which.

use std::fmt;

use crate::record::Stage;

use super::Accepted;

/// Number of stages, and one more place for none.
const SIDE: usize = Stage::ALL.len() + 1;

/// Counts of paired required records by gold's stage (rows) and the predicted one (columns); the last row and
/// column stand for no stage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StageConfusion {
    /// The counts.
    pub counts: [[usize; SIDE]; SIDE],
}

impl StageConfusion {
    /// Counts one pair. Where gold has alternatives, a prediction that is one of them stands on the diagonal and any
    /// other one in the row of gold's first; where gold accepts anything, the pair is left out.
    pub(super) fn add(&mut self, gold: &Accepted<String>, predicted: Option<&str>) {
        if gold.anything {
            return;
        }
        let place = |stage: Option<&str>| Stage::ALL.iter().position(|s| Some(s.label()) == stage).unwrap_or(SIDE - 1);
        let right = predicted.map_or(gold.nothing, |p| gold.values.iter().any(|g| g == p));
        let row = if right { predicted } else { gold.values.first().map(String::as_str) };
        self.counts[place(row)][place(predicted)] += 1;
    }
}

impl fmt::Display for StageConfusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = |i: usize| Stage::ALL.get(i).map_or("——", |s| s.label());
        write!(f, "gold\\found")?;
        (0..SIDE).try_for_each(|j| write!(f, "  {}", label(j)))?;
        for (i, row) in self.counts.iter().enumerate() {
            write!(f, "\n{}      ", label(i))?;
            row.iter().try_for_each(|&n| if n == 0 { write!(f, "{:>6}", "·") } else { write!(f, "{n:>6}") })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let accepted = |values: &[&str], nothing| Accepted {
            values: values.iter().map(|&v| v.to_owned()).collect(),
            nothing,
            ..Accepted::default()
        };
        let mut table = StageConfusion::default();
        table.add(&accepted(&["投产", "在建"], false), Some("在建"));
        table.add(&accepted(&["投产", "在建"], false), Some("开工"));
        table.add(&accepted(&["签约"], true), None);
        table.add(&accepted(&["签约"], false), None);
        table.add(&Accepted { anything: true, ..Accepted::default() }, Some("开工"));
        assert_eq!((table.counts[4][4], table.counts[6][3], table.counts[8][8], table.counts[2][8]), (1, 1, 1, 1));
        assert_eq!(table.counts.iter().flatten().sum::<usize>(), 4);
        assert!(table.to_string().lines().nth(7).is_some_and(|l| l.starts_with("投产")), "{table}");
    }
}
