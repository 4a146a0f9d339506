//! Dates as news prints them: 2024年3月15日, 今年3月, 去年底, 明年6月, 8月下旬.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A point in time as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Moment {
    /// Year; for a relative one see [`DateMention::moment`].
    pub year: Option<i32>,
    /// Month, 1–12.
    pub month: Option<u8>,
    /// Day, 1–31.
    pub day: Option<u8>,
}

impl Moment {
    /// From `YYYY-MM-DD`; `None` for anything else.
    pub fn parse(date: &str) -> Option<Self> {
        let date: jiff::civil::Date = date.get(..10)?.parse().ok()?;
        Some(Self {
            year: Some(i32::from(date.year())),
            month: u8::try_from(date.month()).ok(),
            day: u8::try_from(date.day()).ok(),
        })
    }

    /// Whether it lies after `other`, judged by the parts both tell.
    pub fn is_after(self, other: Self) -> bool {
        let parts = [
            (self.year, other.year),
            (self.month.map(i32::from), other.month.map(i32::from)),
            (self.day.map(i32::from), other.day.map(i32::from)),
        ];
        for (mine, theirs) in parts {
            match (mine, theirs) {
                (Some(a), Some(b)) if a != b => return a > b,
                (Some(_), Some(_)) => {}
                _ => return false,
            }
        }
        false
    }

    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `None` without a year.
    pub fn to_iso(self) -> Option<String> {
        let year = self.year?;
        Some(match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{year:04}-{m:02}-{d:02}"),
            (Some(m), None) => format!("{year:04}-{m:02}"),
            _ => format!("{year:04}"),
        })
    }
}

/// How the year is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    /// 2024年.
    Absolute(i32),
    /// 今年 (0), 去年 (−1), 明年 (1).
    Relative(i32),
    /// Not at all: 3月15日.
    Untold,
}

/// A date that is still to be placed in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ToldDate {
    /// Its year.
    pub year: Year,
    /// Month.
    pub month: Option<u8>,
    /// Day.
    pub day: Option<u8>,
}

impl ToldDate {
    /// Places the date in time. A month without a year is the one of `today`'s year, even if it is still to come.
    pub fn resolve(self, today: Moment) -> Moment {
        let year = match self.year {
            Year::Absolute(year) => Some(year),
            Year::Relative(offset) => today.year.map(|y| y + offset),
            Year::Untold => today.year,
        };
        Moment { year, month: self.month, day: self.day }
    }
}

/// One date with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Bytes of the text given to [`dates`].
    pub range: Range<usize>,
    /// What it says.
    pub moment: ToldDate,
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?P<year>(?:19|20)\d\d)年|(?P<rel>今年|本年|去年|前年|明年|后年|当年|同年))?(?:(?P<month>1[0-2]|0?[1-9])月(?:份|底|初|中旬|下旬|上旬|末)?(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号])?|(?P<part>年底|年末|年内|下半年|上半年|[一二三四]季度|第[一二三四]季度))?",
    )
    .expect("a valid pattern")
});

/// All dates of a text, in order.
pub fn dates(text: &str) -> Vec<DateMention> {
    DATE.captures_iter(text)
        .filter(|c| !c[0].is_empty())
        .map(|c| {
            let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse().ok());
            let year = match (c.name("year"), c.name("rel")) {
                (Some(year), _) => year.as_str().parse().map_or(Year::Untold, Year::Absolute),
                (None, Some(word)) => relative_year(word.as_str()),
                _ => Year::Untold,
            };
            let month = number("month").or_else(|| c.name("part").and_then(|p| last_month(p.as_str())));
            let range = c.get(0).map_or(0..0, |m| m.range());
            DateMention { range, moment: ToldDate { year, month, day: number("day") } }
        })
        .collect()
}

fn relative_year(word: &str) -> Year {
    match word {
        "去年" => Year::Relative(-1),
        "前年" => Year::Relative(-2),
        "明年" => Year::Relative(1),
        "后年" => Year::Relative(2),
        "今年" | "本年" => Year::Relative(0),
        _ => Year::Untold,
    }
}

/// The month in which a part of a year ends.
fn last_month(part: &str) -> Option<u8> {
    Some(match part.trim_start_matches('第') {
        "一季度" => 3,
        "二季度" | "上半年" => 6,
        "三季度" => 9,
        "四季度" | "下半年" | "年底" | "年末" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_order_in_time() {
        let today = Moment { year: Some(2024), month: Some(5), day: Some(20) };
        let table: &[(&str, Option<&str>, bool)] = &[
            ("2023年4月18日", Some("2023-04-18"), false),
            ("今年9月", Some("2024-09"), true),
            ("去年10月", Some("2023-10"), false),
            ("明年", Some("2025"), true),
            ("12月底", Some("2024-12"), true),
            ("5月15日", Some("2024-05-15"), false),
            ("年底", Some("2024-12"), true),
            ("2026年", Some("2026"), true),
        ];
        for &(text, iso, future) in table {
            let found = dates(text);
            assert_eq!(found.len(), 1, "{text}");
            let moment = found[0].moment.resolve(today);
            assert_eq!(moment.to_iso().as_deref(), iso, "{text}");
            assert_eq!(moment.is_after(today), future, "{text}");
        }
        for text in ["年产3万吨", "二期工程", "第8.6代"] {
            assert!(dates(text).is_empty(), "{text}");
        }
    }
}
