//! Scoring: what each block has for and against it, as named terms that add up.
//!
//! Owns the weights. Must not look at more than one block; what the page around a block says has been
//! noted in it before.

use super::blocks::{PageBlock, Tag};
use crate::lexicon::{Cue, Role};

/// Characters of one block that count at most: a very long block is no more an article than a long one.
const MAX_CHARS: usize = 400;

/// One reason for or against a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// What speaks.
    pub name: &'static str,
    /// How much: characters of running text are the unit; negative speaks against the block.
    pub weight: f32,
}

/// The score of a block.
pub(super) fn score(block: &PageBlock) -> f32 {
    let mut sum = 0.0;
    weigh(block, &mut |t| sum += t.weight);
    sum
}

/// The terms of a block's score.
pub(super) fn terms(block: &PageBlock) -> Vec<Term> {
    let mut terms = Vec::new();
    weigh(block, &mut |t| terms.push(t));
    terms
}

fn weigh(block: &PageBlock, sink: &mut impl FnMut(Term)) {
    let mut sum = 0.0;
    let mut add = |name, weight: f32| {
        sum += weight;
        sink(Term { name, weight });
        sum
    };
    let f = &block.features;
    let chars = f.chars.min(MAX_CHARS) as f32;
    let mut total = if (block.tag == Tag::Row || f.form) && f.link_share <= 0.5 {
        add("row", (chars * 0.5).min(25.0))
    } else if f.is_prose() {
        add("prose", chars * (1.0 - 1.6 * f.link_share).max(-0.6))
    } else if f.link_share > 0.5 {
        add("links", -3.0 - chars.min(40.0) * 0.25)
    } else {
        add("short", -1.0)
    };
    if f.closed && f.link_share < 0.5 && f.han >= 8 {
        total = add("sentence", 6.0);
    }
    if f.bars >= 2 && f.chars < 150 {
        total = add("bars", -6.0);
    }
    if let Some(role) = furniture(block) {
        let weight = if total > 0.0 { -total - 10.0 } else { (-7.0 - total).min(0.0) };
        total = add(role.label(), weight);
    }
    if let Some(cue) = block.cue {
        let share = cue_share(cue, f.is_prose() && f.link_share < 0.3);
        if total > 0.0 && share != 0.0 {
            total = add(cue.label(), total * share);
        }
    }
    if let Some(section) = block.section {
        let weight = if section == Role::Comments { -1.4 } else { -1.1 };
        total = add("section", if total > 0.0 { total * weight } else { -4.0 });
    }
    if f.repeated && total > 0.0 {
        add("repeated", -total - 2.0);
    }
}

/// What a cue adds to a block that would count as text, as a share of its score.
fn cue_share(cue: Cue, prose: bool) -> f32 {
    match cue {
        Cue::Body => 0.15,
        // Names of lines, not of paragraphs.
        Cue::Meta | Cue::Editor if prose => 0.0,
        Cue::Main | Cue::Title | Cue::Caption => 0.0,
        Cue::Nav | Cue::Meta | Cue::Abstract => -0.6,
        Cue::Aside | Cue::Ad | Cue::Share | Cue::Editor => -0.8,
        Cue::Footer | Cue::Hidden | Cue::Related => -1.2,
        Cue::Comment => -1.5,
    }
}

/// The furniture a block is, if it is any. Running text is furniture only by phrases that stand in sentences too.
pub(super) fn furniture(block: &PageBlock) -> Option<Role> {
    let f = &block.features;
    let prose = f.is_prose() || f.form;
    f.roles.iter().find(|role| match role {
        Role::Disclaimer | Role::Footer | Role::Origin | Role::App => true,
        Role::Abstract => f.chars > 12 || !prose,
        Role::Share | Role::Editor | Role::Credit => !prose || f.chars <= 50,
        _ => !prose,
    })
}
