//! Whether confidence means what it says.

use std::fmt;

/// Predictions of one tenth of confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ReliabilityBin {
    /// How many.
    pub predictions: usize,
    /// Sum of their confidence.
    pub confidence: f64,
    /// How many stand for a required record of gold.
    pub paired: usize,
    /// How many have company, amount, stage and park all as in gold.
    pub right: usize,
}

/// Predictions by confidence, in ten steps; those paired with optional records are left out, since they
/// count neither way, and so are those without a confidence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reliability {
    /// One for each tenth.
    pub bins: [ReliabilityBin; 10],
}

impl Reliability {
    pub(super) fn add(&mut self, confidence: Option<f64>, paired: bool, right: bool) {
        let Some(confidence) = confidence.filter(|c| (0.0..=1.0).contains(c)) else { return };
        // In 0..=10 after the check above, so the cast cannot lose anything.
        let bin = &mut self.bins[((confidence * 10.0) as usize).min(9)];
        bin.predictions += 1;
        bin.confidence += confidence;
        bin.paired += usize::from(paired);
        bin.right += usize::from(right);
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "confidence  records   mean  in gold  all right")?;
        for (i, bin) in self.bins.iter().enumerate().filter(|(_, b)| b.predictions > 0) {
            let share = |n: f64| n / bin.predictions as f64;
            write!(
                f,
                "\n {:.1}–{:.1}    {:>7}  {:.3}    {:.3}      {:.3}",
                i as f64 / 10.0,
                (i + 1) as f64 / 10.0,
                bin.predictions,
                share(bin.confidence),
                share(bin.paired as f64),
                share(bin.right as f64)
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins() {
        let mut table = Reliability::default();
        for (confidence, paired, right) in [
            (Some(1.0), true, true),
            (Some(0.93), true, false),
            (Some(0.0), false, false),
            (Some(1.5), true, true),
            (None, true, true),
        ] {
            table.add(confidence, paired, right);
        }
        let top = table.bins[9];
        assert_eq!((top.predictions, top.paired, top.right, table.bins[0].predictions), (2, 2, 1, 1));
        let text = table.to_string();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.ends_with("0.9–1.0          2  0.965    1.000      0.500"), "{text}");
    }
}
