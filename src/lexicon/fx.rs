//! Yearly average exchange rates, from `data/fx.tsv`.

use std::collections::BTreeMap;

use super::amounts::currency_code;
use super::{DataFile, Fault};

/// CNY for one unit of a currency, by code and year.
#[derive(Debug, Default)]
pub struct Rates {
    years: BTreeMap<&'static str, BTreeMap<i16, f64>>,
}

impl Rates {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut years: BTreeMap<&'static str, BTreeMap<i16, f64>> = BTreeMap::new();
        for row in file.rows(4, faults) {
            let year = row.cells[0].parse::<i16>().ok().filter(|y| (1980..2100).contains(y));
            let rate = row.cells[2].parse::<f64>().ok().filter(|r| *r > 0.0 && r.is_finite());
            match (year, currency_code(row.cells[1]), rate) {
                (Some(year), Some(code), Some(rate)) => {
                    if years.entry(code).or_default().insert(year, rate).is_some() {
                        faults.push(row.fault(format!("{code} {year} stands twice")));
                    }
                }
                (None, ..) => faults.push(row.fault(format!("{} is no year", row.cells[0]))),
                (_, None, _) => faults.push(row.fault(format!("{} is no known currency code", row.cells[1]))),
                (.., None) => faults.push(row.fault(format!("{} is no rate", row.cells[2]))),
            }
            if !["parity", "cross", "estimate"].contains(&row.cells[3]) {
                faults.push(row.fault(format!("{} is none of parity, cross, estimate", row.cells[3])));
            }
        }
        Self { years }
    }

    /// CNY for one unit of `code`, averaged over `year`; a year outside the table takes the nearest
    /// one. `None` for a currency without rates.
    pub fn rate(&self, code: &str, year: i16) -> Option<f64> {
        if code == "CNY" {
            return Some(1.0);
        }
        let rates = self.years.get(code)?;
        let before = rates.range(..=year).next_back();
        before.or_else(|| rates.range(year..).next()).map(|(_, rate)| *rate)
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{DataFiles, Lexicon};

    #[test]
    fn takes_the_year_or_the_nearest() {
        let fx = &Lexicon::embedded().fx;
        assert_eq!(fx.rate("USD", 2019), Some(6.8985));
        assert_eq!(fx.rate("USD", 1995), fx.rate("USD", 2000));
        assert_eq!(fx.rate("USD", 2060), fx.rate("USD", 2026));
        assert_eq!(fx.rate("CNY", 2019), Some(1.0));
        assert_eq!(fx.rate("XAU", 2019), None);
    }

    #[test]
    fn neighbouring_years_stay_close() {
        let fx = &Lexicon::embedded().fx;
        for code in ["USD", "EUR", "HKD", "JPY", "GBP", "KRW", "TWD", "SGD"] {
            for year in 2000..2026 {
                let (a, b) = (fx.rate(code, year).unwrap(), fx.rate(code, year + 1).unwrap());
                assert!((a / b - 1.0).abs() < 0.35, "{code} {year}: {a} {b}");
            }
        }
    }

    #[test]
    fn faults_are_reported_by_line() {
        let text = "2019\tUSD\t6.9\tparity\n19\tUSD\t6.9\tparity\n2019\tXXX\t1\tcross\n2018\tUSD\t-1\tguess\n2019\tUSD\t7\tcross\n";
        let faults = Lexicon::parse(&DataFiles::embedded().with("fx.tsv", text.into())).unwrap_err().faults;
        let lines: Vec<usize> = faults.iter().filter(|f| f.file == "fx.tsv").map(|f| f.line).collect();
        assert_eq!(lines, [2, 3, 4, 4, 5]);
    }
}
