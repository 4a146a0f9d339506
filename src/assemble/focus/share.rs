//! Stages that neighbours in a sentence share: members of a list with the stage told before or behind all of them.
//!
//! Owns when two pairs are members of one list. Must not change amounts, firms or names.

use std::ops::Range;

use crate::assemble::facts::Facts;
use crate::assemble::frame::Frame;
use crate::assemble::pair::{self, Core, Pair};
use crate::record::Kind;

/// Members of a list share the stages told behind it.
pub(super) fn share_listed(facts: &Facts<'_>, pairs: &[Pair], regions: &[Range<usize>], frames: &mut [Frame]) {
    for i in (0..frames.len().saturating_sub(1)).rev() {
        let gap = &facts.text()[pair::extent(facts, &pairs[i]).end.min(regions[i].end)..regions[i].end];
        let attributes = leads_with_amount(facts, &pairs[i])
            && leads_with_amount(facts, &pairs[i + 1])
            && !gap.contains(['；', ';', '。']);
        let joined = pairs[i].listed && pairs[i + 1].listed || !gap.contains(['，', '；', ',']) || attributes;
        let counted = pairs[i].listed && frames[i + 1].kind == Kind::Aggregate;
        if joined && frames[i].stages.is_empty() && (counted || frames[i].kind == frames[i + 1].kind) {
            frames[i].stages = frames[i + 1].stages.clone();
        }
    }
    for i in 1..frames.len() {
        if frames[i].stages.is_empty()
            && frames[i].kind == frames[i - 1].kind
            && goes_on(facts, &pairs[i - 1], &pairs[i])
        {
            frames[i].stages = frames[i - 1].stages.clone();
        }
    }
}

/// Whether a project stands behind its amount, as members of a list do: 总投资3亿元的A项目，总投资2亿元的B项目开工.
fn leads_with_amount(facts: &Facts<'_>, pair: &Pair) -> bool {
    let amount = pair.amount.map(|a| facts.local(&facts.amounts[a]).end);
    let project = pair.core.filter(|c| matches!(c, Core::Project(_))).map(|c| pair::core_range(facts, c).start);
    amount.zip(project).is_some_and(|(amount, project)| amount <= project)
}

/// Whether a list goes on from one pair to the next, and its stage was told before it: 新签约A（投资5亿元）、B（投资3亿元）.
fn goes_on(facts: &Facts<'_>, one: &Pair, next: &Pair) -> bool {
    let role = next.amount.and_then(|a| facts.amounts[a].value.role_text.as_deref());
    let (one, next) = (pair::extent(facts, one), pair::extent(facts, next));
    let gap = facts.text().get(one.end..next.start).unwrap_or_default();
    // 引进总投资5亿元的A、总投资3亿元的B: what the next amount is called belongs to it.
    let gap = role.map_or(gap, |r| gap.trim_end_matches(['约', '近', '超', '达']).trim_end_matches(r));
    let listed = matches!(gap.trim_start_matches(['）', ')']), "、" | "和" | "及" | "以及" | "与");
    listed && facts.stages.iter().all(|s| !(one.start..next.end).contains(&facts.local(s).start))
}

/// What is told of a number of projects holds for those among them: 将开工23个项目，…，其中水利项目18个，投资额8亿元.
pub(super) fn share_whole(facts: &Facts<'_>, pairs: &[Pair], frames: &mut [Frame]) {
    let counted = |i: usize| matches!(pairs[i].core, Some(Core::Count(_)));
    let Some(whole) = (0..frames.len()).find(|&i| counted(i)) else { return };
    let from = pair::extent(facts, &pairs[whole]).end;
    let Some(among) = facts.text()[from..].find("其中").map(|at| from + at) else { return };
    let stages = frames[whole].stages.clone();
    for i in whole + 1..frames.len() {
        if counted(i) && frames[i].stages.is_empty() && pair::extent(facts, &pairs[i]).start >= among {
            frames[i].stages.clone_from(&stages);
        }
    }
}

/// What is told before a list is spelt out holds for all its members: 又有一批项目开建，其中有A，总投资5亿元；B，总投资3亿元.
pub(super) fn share_head(facts: &Facts<'_>, pairs: &[Pair], frames: &mut [Frame]) {
    let Some(first) = pairs.first().map(|p| pair::extent(facts, p).start) else { return };
    let head = facts.text()[..first].trim_end_matches(['“', '"']);
    let opens = facts.lexicon.project_context.spelt_out.suffix(head).is_some();
    let Some((lead, rest)) = frames.split_first_mut() else { return };
    let ahead = lead.stages.iter().all(|s| facts.local(s).end <= first);
    if !opens || !ahead || lead.kind != Kind::Project {
        return;
    }
    for frame in rest.iter_mut().filter(|f| f.kind == Kind::Project && f.stages.is_empty()) {
        frame.stages.clone_from(&lead.stages);
    }
}
