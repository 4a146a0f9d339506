//! Development zones, industrial parks and bases.

use super::Mention;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;

/// One naming of a park.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Park {
    /// The name as written, most specific first part included (宿州经开区; 通化医药高新区医药健康科创园).
    pub name: String,
    /// Whether it only points back: 园区, 开发区, 该区, 高新区 without a place.
    pub generic: bool,
    /// Whether it stands inside a project's or company's name (中秦兴龙产业园项目): then it is not the park.
    pub in_name: bool,
}

/// All namings of parks in a sentence, in order, without overlaps.
pub fn parks(_sentence: &Sentence<'_>, _lexicon: &Lexicon) -> Vec<Mention<Park>> {
    Vec::new()
}
