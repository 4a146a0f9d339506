//! The rules by which a frame is made: which grammar ties an amount to what it is an amount of.
//!
//! Owns their names for `explain`. Must not decide which one applies.

/// How the elements of a frame were found to belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Rule {
    /// 总投资X的Y.
    Attribute,
    /// 投资X建设Y.
    Verb,
    /// 投资X，建设Y.
    VerbBefore,
    /// Y，总投资X.
    Subject,
    /// Y，该项目投资X.
    Anaphor,
    /// C投资X.
    Investor,
    /// n个总投资X的项目.
    Counted,
    /// A、B分别投资X、Y.
    Respective,
    /// A、B各投资X.
    Each,
    /// What a place or a meeting signed altogether: 招商大会签约X.
    SignedTotal,
    /// What all projects of a ceremony cost: 集中开工的项目总投资X.
    CeremonyTotal,
    /// A facility of which the sentence only says what it is: Y是….
    Described,
    /// An amount whose project was told before.
    NoName,
    /// A name, with or without what happens to it.
    #[default]
    NoAmount,
    /// A、B等项目.
    NamedInList,
    /// A、B项目, of firms.
    FirmInList,
    /// A、B等n个项目.
    CountedList,
    /// C签约.
    Signer,
    /// What the sentence before only named, taken up by 该项目.
    TakenUp,
    /// The subject of the section that the sentence stands in.
    Section,
    /// A row of a table.
    Row,
}

impl Rule {
    /// How `explain` calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Attribute => "X的Y",
            Self::Verb => "X建设Y",
            Self::VerbBefore => "X，建设Y",
            Self::Subject => "Y，总投资X",
            Self::Anaphor => "Y，该项目投资X",
            Self::Investor => "C投资X",
            Self::Counted => "n个总投资X的项目",
            Self::Respective => "分别",
            Self::Each => "各",
            Self::SignedTotal => "签约X",
            Self::CeremonyTotal => "集中开工的项目总投资X",
            Self::Described => "Y是…",
            Self::NoName => "amount without a name",
            Self::NoAmount => "name without an amount",
            Self::NamedInList => "A、B等项目",
            Self::FirmInList => "A、B项目",
            Self::CountedList => "A、B等n个项目",
            Self::Signer => "C签约",
            Self::TakenUp => "named before 该项目",
            Self::Section => "subject of a section",
            Self::Row => "row of a table",
        }
    }

    /// Whether the amount is a total though no number of projects is told.
    pub(super) fn is_total(self) -> bool {
        matches!(self, Self::SignedTotal | Self::CeremonyTotal)
    }
}
