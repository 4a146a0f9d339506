//! Provinces, cities and counties (GB/T 2260).

use super::Mention;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;

/// Level of an administrative division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省, 自治区, 直辖市.
    Province,
    /// 地级市, 自治州, 盟.
    City,
    /// 县, 区, 县级市, 旗.
    County,
}

/// One administrative division.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Region {
    /// GB/T 2260 code, six digits.
    pub code: String,
    /// Full name (淮南市).
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Province it lies in (itself, for a province).
    pub province: String,
    /// City it lies in, for cities and counties.
    pub city: Option<String>,
    /// County, for counties.
    pub county: Option<String>,
}

/// One naming of a division: every division of that name, since 朝阳区 is more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionName {
    /// The name as written.
    pub name: String,
    /// The divisions it may mean, by code.
    pub candidates: Vec<Region>,
}

/// All namings of divisions in a sentence, in order; adjoining ones (安徽省淮南市寿县) as one, narrowed down by each other.
pub fn regions(_sentence: &Sentence<'_>, _lexicon: &Lexicon) -> Vec<Mention<RegionName>> {
    Vec::new()
}
