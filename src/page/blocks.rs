//! The block model: what HTML and tag-free text both become.
//!
//! Owns blocks, the containers they stand in and their features. Must not decide what is the article.

use rustc_hash::FxHashSet;

use crate::lexicon::{Column, Cue, Furniture, Lexicon, Role, Roles, without_readings};

/// The element a block of text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading, with its level.
    Heading(u8),
    /// An item of a list.
    ListItem,
    /// A caption of a picture.
    Caption,
    /// A row of a data table.
    Row,
    /// Bare text in a division or a layout cell.
    #[default]
    Bare,
    /// A line of tag-free text.
    Line,
}

/// One block of a page, whatever it turns out to be.
#[derive(Debug, Clone, Default)]
pub(super) struct PageBlock {
    pub text: String,
    pub tag: Tag,
    /// The nearest cue of class or id around it.
    pub cue: Option<Cue>,
    /// Index of the innermost container.
    pub container: usize,
    /// Index of the container around that one.
    pub level: usize,
    /// Characters that stand in links.
    pub link_chars: usize,
    pub links: usize,
    /// Whether all of it is bold.
    pub bold: bool,
    /// The section of other articles or comments it stands in.
    pub section: Option<Role>,
    /// Cells of a table row, as byte ranges of `text`; empty ones hold the place of an empty cell.
    pub cells: Vec<(usize, usize)>,
    /// Number of the data table on the page.
    pub table: Option<usize>,
    pub header: bool,
    pub features: Features,
}

/// An element with blocks in it: a range of blocks, as elements nest.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Container {
    pub parent: usize,
    pub first: usize,
    pub end: usize,
    pub cue: Option<Cue>,
}

/// What can be said of a block without its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Features {
    /// Characters that are no white space.
    pub chars: usize,
    /// Chinese characters.
    pub han: usize,
    /// Commas and other marks inside sentences.
    pub commas: usize,
    /// Marks that end sentences.
    pub ends: usize,
    /// Full stops among them: headlines have none.
    pub stops: usize,
    /// Whether it looks like an item: numbered, or a name and a value around a colon.
    pub marked: bool,
    /// Whether it ends as a sentence does.
    pub closed: bool,
    /// Share of its characters that stand in links, 0–1.
    pub link_share: f32,
    /// Upright bars between words.
    pub bars: usize,
    /// Known furniture phrases.
    pub roles: Roles,
    /// Whether the same text stood on the page before.
    pub repeated: bool,
    /// Whether it holds a full date.
    pub dated: bool,
    /// Whether it is a line of a form of a project: a label and its value (总投资：5亿元), among others.
    pub form: bool,
}

impl Features {
    /// Whether it reads as running text: a sentence, or clauses of one.
    pub fn is_prose(&self) -> bool {
        if self.han * 3 < self.chars {
            return false;
        }
        let sentence = self.closed && self.chars >= 9 || self.stops >= 1 && self.chars >= 12;
        // Headlines in lists carry dates.
        let clauses = match (self.commas, self.ends) {
            (0, 0) => false,
            (1, 0) => self.chars >= 60,
            _ => self.chars >= 40,
        };
        sentence || clauses && (!self.dated || self.chars >= 80)
    }
}

/// A page as blocks, in the order of its text.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub blocks: Vec<PageBlock>,
    /// In the order in which they open; the first is the page.
    pub containers: Vec<Container>,
    /// Whether it came from HTML.
    pub html: bool,
}

impl Page {
    /// Fills in the features of all blocks.
    pub fn measure(&mut self, lexicon: &Lexicon) {
        let mut seen: FxHashSet<u64> = FxHashSet::default();
        for block in &mut self.blocks {
            let text = without_readings(&block.text);
            let (mut features, hash) = measure(&text, &lexicon.furniture);
            if block.link_chars > 0 {
                let chars = block.text.chars().filter(|c| !c.is_whitespace()).count();
                features.link_share = (block.link_chars as f32 / chars.max(1) as f32).min(1.0);
            }
            features.repeated = features.chars >= 8 && !seen.insert(hash);
            block.features = features;
        }
        self.note_forms(lexicon);
    }

    /// Whether a line is a numbered name of a project.
    fn names_a_form(&self, at: usize, lexicon: &Lexicon) -> bool {
        let block = &self.blocks[at];
        block.features.marked && lexicon.projects.ends_in_head(block.text.trim_end())
    }

    /// Notes which lines are those of a form: labels of a project with at most a line between them.
    fn note_forms(&mut self, lexicon: &Lexicon) {
        let labels: Vec<Option<Column>> =
            self.blocks.iter().map(|b| lexicon.tables.label(&b.text).map(|(column, _)| column)).collect();
        let mut at = 0;
        while at < labels.len() {
            let more = |i: usize| labels[i].is_some() || i > at && labels.get(i + 1).is_some_and(Option::is_some);
            let end = (at..labels.len()).find(|&i| !more(i)).unwrap_or(labels.len());
            if is_form(&labels[at..end]) {
                // 一、骏珩轴承项目: the name above the labels.
                at -= usize::from(at > 0 && self.names_a_form(at - 1, lexicon));
                self.blocks[at..end].iter_mut().for_each(|b| b.features.form = true);
            }
            at = end.max(at + 1);
        }
    }
}

/// Labels of a form at least.
const MIN_LABELS: usize = 3;

/// Whether labels of neighbouring lines make a form of a project: whose or which it is, and how much.
fn is_form(labels: &[Option<Column>]) -> bool {
    let has = |column| labels.contains(&Some(column));
    let told = labels.iter().flatten().count();
    told >= MIN_LABELS && has(Column::Amount) && (has(Column::Project) || has(Column::Company))
}

/// The features of a text, and a number (FNV-1a, stable across runs) that tells it from others; white space does not
/// count.
fn measure(text: &str, furniture: &Furniture) -> (Features, u64) {
    let mut f = Features::default();
    let (mut before, mut hash) = (' ', 0xcbf2_9ce4_8422_2325_u64);
    let (mut may_be_dated, mut angles) = (false, 0);
    for c in text.chars() {
        if !('\u{3400}'..='\u{9fff}').contains(&c) && c.is_whitespace() {
            continue;
        }
        f.chars += 1;
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
        match c {
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => f.han += 1,
            '，' | '、' | '：' => f.commas += 1,
            ',' | ':' if is_wide(before) => f.commas += 1,
            '。' => {
                f.ends += 1;
                f.stops += 1;
            }
            '！' | '？' | '；' | '…' => f.ends += 1,
            '!' | '?' | ';' if is_wide(before) => f.ends += 1,
            '|' | '｜' => f.bars += 1,
            // Years begin so.
            '1' | '2' | '１' | '２' => may_be_dated = true,
            '»' | '›' | '>' | '＞' => angles += 1,
            _ => {}
        }
        before = c;
    }
    f.marked = f.chars <= 40 && is_item(text);
    f.closed = ends_as_sentence(text);
    f.dated = may_be_dated && super::metadata::date::find(text).is_some();
    f.roles = furniture.roles(text, f.chars, f.dated);
    if f.chars <= 80 && angles >= 2 && f.ends == 0 {
        // A path to the page, whatever its parts are called.
        f.roles.insert(Role::Crumb);
    }
    (f, hash)
}

fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x2000
}

/// Whether a short text is numbered (7、 2. （三）) or has a colon after a short name.
fn is_item(text: &str) -> bool {
    let number = text.trim_start_matches(['（', '(', '①']);
    let digits = number.chars().take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c)).count();
    let after = number.chars().nth(digits);
    let numbered = digits > 0 && matches!(after, Some('、' | '.' | '．' | '）' | ')'));
    numbered || text.char_indices().take(12).any(|(i, c)| i > 0 && matches!(c, '：' | ':'))
}

/// Whether the last mark, closing quotes and brackets aside, ends a sentence.
fn ends_as_sentence(text: &str) -> bool {
    let mut chars = text.chars().rev().filter(|c| !c.is_whitespace());
    let last = chars.find(|c| !matches!(c, '”' | '"' | '」' | '』' | '’' | '）' | ')' | '】' | ']'));
    match last {
        Some('。' | '！' | '？' | '…' | '；') => true,
        Some('!' | '?' | ';' | '.') => chars.next().is_some_and(is_wide),
        _ => false,
    }
}
