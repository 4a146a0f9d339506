//! Companies: full legal names, short names, and the names an article introduces itself.

use super::Mention;
use crate::lexicon::Lexicon;
use crate::normalize::NormalizedText;
use crate::segment::Sentence;

/// How a company is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameForm {
    /// A full legal name: …有限公司, …集团公司.
    Full,
    /// A short name: 贝可科技, 四环制药.
    Short,
    /// A word that points back: 该公司, 公司, 集团.
    Anaphor,
}

/// What a company does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CompanyRole {
    /// Invests or operates, as far as the sentence tells.
    #[default]
    Investor,
    /// Builds for another, designs, supervises.
    Contractor,
    /// Lends or brokers: a bank, a fund manager.
    Financier,
    /// Speaks or reports: a newspaper, a broker's analyst.
    Voice,
    /// Buys from or sells to the investor; an example; a former employer.
    Background,
    /// Land seller, platform company or administration on the government's side.
    Government,
}

/// One naming of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// The name as written, without quotes and title.
    pub name: String,
    /// The fullest form the article gives of the same firm.
    pub full_name: String,
    /// How it is named here.
    pub form: NameForm,
    /// What it does here.
    pub role: CompanyRole,
    /// Whether it stands inside a project name (鑫褀泰年产…项目).
    pub in_project: bool,
}

/// The firms an article names, tied together: full names with their short forms.
#[derive(Debug, Clone, Default)]
pub struct CompanyNames {}

impl CompanyNames {
    /// Collects the names of a whole article (its title too).
    pub fn collect(_text: &NormalizedText, _sentences: &[Sentence<'_>], _lexicon: &Lexicon) -> Self {
        Self {}
    }
}

/// All namings of companies in a sentence, in order, without overlaps.
pub fn companies(_sentence: &Sentence<'_>, _names: &CompanyNames, _lexicon: &Lexicon) -> Vec<Mention<Company>> {
    Vec::new()
}
