//! What a named firm does in its sentence, from the words beside the name and in it.

use super::CompanyRole;
use super::scan::Scan;
use crate::lexicon::FirmCue;

/// The role of the name `start..end`.
pub(super) fn role(scan: &Scan<'_>, start: usize, end: usize) -> CompanyRole {
    let name = &scan.text[start..end];
    let before = scan.before(start).trim_end_matches(['“', '"', '《', ' ', '：', ':']);
    let after = scan.after(end).trim_start_matches(['”', '"', '》', ' ', '（', '(']);
    let has = |kind: FirmCue| scan.words.cue(kind);
    let led = |kind| has(kind).suffix(before).is_some();
    let followed = |kind| has(kind).prefix(after).is_some();
    let called = |kind| has(kind).within(name);
    let financier = called(FirmCue::FinancierName);
    if called(FirmCue::FinancierName) && (followed(FirmCue::VoiceAfter) || led(FirmCue::VoiceBefore))
        || followed_by_report(after)
    {
        return CompanyRole::Voice;
    }
    if financier && (led(FirmCue::FinancierBefore) || followed(FirmCue::FinancierAfter) || name.ends_with("银行")) {
        return CompanyRole::Financier;
    }
    if hosts_ceremony(before, after) {
        return CompanyRole::Background;
    }
    if led(FirmCue::ContractorBefore) || followed(FirmCue::ContractorAfter) {
        return CompanyRole::Contractor;
    }
    if leads_a_cluster(scan, before, after) {
        return CompanyRole::Background;
    }
    let supplied = before.ends_with('为') && followed(FirmCue::Supplied);
    let serves = led_by(before) && followed(FirmCue::Serves);
    if serves || led(FirmCue::BackgroundBefore) || followed(FirmCue::BackgroundAfter) || supplied {
        return CompanyRole::Background;
    }
    let agent = led_by(before) && followed(FirmCue::AgentAct) && !after.starts_with("承建");
    if called(FirmCue::GovernmentName) && !agent {
        return CompanyRole::Government;
    }
    if financier {
        return CompanyRole::Financier;
    }
    if called(FirmCue::ContractorName) && !agent && !invests(scan, end) && !owns_project(scan, start, end) {
        return CompanyRole::Contractor;
    }
    CompanyRole::Investor
}

/// Whether the firm only is where something was held: 仪式在骏珩重工第二产业园施工现场举行.
fn hosts_ceremony(before: &str, after: &str) -> bool {
    let clause = after.split(['，', '。', '；', ',']).next().unwrap_or_default();
    before.ends_with('在')
        && ["举行", "举办", "召开"].iter().any(|w| clause.ends_with(w) || clause.contains(&format!("{w}了")))
}

/// Whether the firm only is what a cluster is built around: 打造以骏珩精密为龙头的产业集群.
fn leads_a_cluster(scan: &Scan<'_>, before: &str, after: &str) -> bool {
    let clause = after.split(['，', '。', '；', ',']).next().unwrap_or_default();
    before.ends_with('以') && scan.words.cue(FirmCue::ClusterHead).within(clause)
}

/// Whether the words before end in the preposition of who does something.
fn led_by(before: &str) -> bool {
    before.ends_with('由')
}

fn followed_by_report(after: &str) -> bool {
    after.starts_with("研报") || after.starts_with("分析师") || after.starts_with("首席经济学家")
}

/// Whether the name stands as the front of a project's with its amount (总投资2亿元的C公司装配式房屋项目), or of what a builder
/// runs itself (C局西南区域总部).
fn owns_project(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let near: String = scan.after(end).chars().take(8).collect();
    let runs = scan.words.cue(FirmCue::OwnSite).within(&near);
    let opens =
        scan.before(start).chars().next_back().is_none_or(|c| !super::scan::is_name_char(c) || "及和与的".contains(c));
    if runs && opens && !near.contains(['在', '承', '施']) {
        return true;
    }
    ["元的", "元）的", "元)的"].iter().any(|w| scan.before(start).ends_with(w)) && super::in_project(scan, end)
}

/// Whether the clause goes on to say that the firm invests.
fn invests(scan: &Scan<'_>, end: usize) -> bool {
    let clause = scan.after(end).split(['，', '。', '；', '、']).next().unwrap_or_default();
    clause.contains("投资") || clause.contains("出资") || clause.contains("签约")
}
