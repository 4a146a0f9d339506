//! Lists of projects that one clause sums up or opens: A、B、C等一批重点项目投产, 开工项目6个，包括A、B、C.
//!
//! Finds where such a list and its members stand. Must not decide what a member is.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::ProjectContext;

/// A list of projects, in bytes of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The members in order; before the first one words of its clause may stand.
    pub members: Vec<Range<usize>>,
    /// The clause that tells of them.
    pub clause: Range<usize>,
    /// What closes the list and says what sort of projects its members are: 一批在建项目; empty where nothing does.
    pub sort: Range<usize>,
}

impl Listing {
    /// Whether a stretch lies in a member.
    pub fn holds(&self, stretch: &Range<usize>) -> bool {
        self.member_of(stretch).is_some()
    }

    /// The member that holds a stretch.
    pub fn member_of(&self, stretch: &Range<usize>) -> Option<usize> {
        self.members.iter().position(|m| m.start <= stretch.start && stretch.end <= m.end)
    }
}

/// What closes a list of projects: 等项目, 等12个重点项目, 等一大批产业项目, 等一批亿元以上工业项目.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:一大?批|多个|几个|数个|若干|[0-9一二三四五六七八九十百两]+[余多]?[个项])?[\p{Han}0-9A-Za-z“”]{0,12}?(?:项目|工程)",
    )
    .expect("a valid pattern")
});

/// What parts the members of a list.
static JOINT: LazyLock<Regex> = LazyLock::new(|| Regex::new("、?以及|、").expect("a valid pattern"));

/// The lists of projects in a sentence.
pub fn listings(text: &str, context: &ProjectContext) -> Vec<Listing> {
    let mut lists = closed(text, context);
    let apart = |l: &Listing, lists: &[Listing]| {
        lists.iter().all(|o| l.clause.end <= o.clause.start || o.clause.end <= l.clause.start)
    };
    let mut upto = 0;
    for head in context.listed.places(text) {
        let Some(opened) = opened_behind(text, head.end, context).filter(|_| head.start >= upto) else { continue };
        let list = listing_behind(text, head.start..opened);
        lists.extend(list.filter(|l| apart(l, &lists)));
        upto = opened;
    }
    lists
}

/// Where a list begins behind the projects of byte `at`: 开工项目|6个，包括, 此次签约的项目|有, 新开工项目|4个（.
fn opened_behind(text: &str, at: usize, context: &ProjectContext) -> Option<usize> {
    let number = number_behind(&text[at..]);
    let counted = at + number.unwrap_or_default();
    let counted = counted + number.and(SUM_BETWEEN.find(&text[counted..])).map_or(0, |m| m.end());
    let rest = text[counted..].strip_prefix(['，', ',']).unwrap_or(&text[counted..]);
    let named = context.listing.prefix(rest).map(|word| {
        let behind = &rest[word.len()..];
        text.len() - behind.strip_prefix(['：', ':']).unwrap_or(behind).len()
    });
    let marked = || text[counted..].chars().next().filter(|c| number.is_some() && matches!(c, '（' | '(' | '：' | ':'));
    named.or_else(|| marked().map(|c| counted + c.len_utf8()))
}

/// What a number of projects costs, between the number and their names: 项目12个|，总投资56亿元|，包括.
static SUM_BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[，,（(](?:计划|协议|合同|预计)?(?:总投资|投资总额|投资额|投资)(?:额|约|近|超|逾|达|过|共|为)*[0-9.]+[余多]?亿(?:元|美元)(?:人民币)?[）)]?")
        .expect("a valid pattern")
});

/// Bytes of the number that a text begins with, and its unit: 6个, 共12家.
fn number_behind(text: &str) -> Option<usize> {
    let lead = ["共有", "共", "达"].iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text);
    let rest = lead.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百两".contains(c));
    let unit = rest.strip_prefix(['余', '多']).unwrap_or(rest).strip_prefix(['个', '项', '家'])?;
    (rest.len() < lead.len()).then_some(text.len() - unit.len())
}

/// Where the words begin, at the end of `text`, that open a list of firms: …企业包括, …企业12家，分别是, 已投产的有.
pub fn opens_firms(text: &str, context: &ProjectContext) -> Option<usize> {
    let word = context.listing.suffix(text);
    let before = &text[..text.len() - word.map_or(0, str::len)];
    let of = before.strip_suffix('的').filter(|_| word.is_some_and(|w| w.ends_with('有'))).map(str::len);
    let ends = |head: &Range<usize>| {
        let rest = &before[head.end..];
        let number = number_behind(rest);
        let behind = &rest[number.unwrap_or_default()..];
        // 企业12家: the number alone opens the list as well.
        behind.is_empty() && (word.is_some() || number.is_some())
            || number.is_some() && behind == "，" && word.is_some()
    };
    of.or_else(|| context.listed_firms.places(before).find(ends).map(|head| head.start))
}

/// The list behind what opens one, up to the end of the clause.
fn listing_behind(text: &str, opening: Range<usize>) -> Option<Listing> {
    let bracket = text[..opening.end].ends_with(['（', '(']);
    let ends = |c: char| ends_clause(c) || bracket && matches!(c, '）' | ')');
    let stop = text[opening.end..].find(ends).map_or(text.len(), |at| opening.end + at);
    let end = text[opening.end..stop].find('等').map_or(stop, |at| opening.end + at);
    let start = clause_start(text, opening.start);
    let members = part_last(text, members(text, opening.end..end));
    (members.len() > 1).then_some(Listing { members, clause: start..stop, sort: stop..stop })
}

/// The members of a stretch, parted by what parts them.
fn members(text: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut from = stretch.start;
    let mut members: Vec<Range<usize>> = Vec::new();
    for joint in JOINT.find_iter(&text[stretch.clone()]) {
        members.push(from..stretch.start + joint.start());
        from = stretch.start + joint.end();
    }
    members.push(from..stretch.end);
    members
}

/// Most characters of a bare name that 和 joins to another.
const BARE_NAME: usize = 8;

/// Parts two bare names that 和 joins at the end of a list: 分别为骏珩牧业和昱泽钢缆.
fn part_last(text: &str, mut members: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let Some(last) = members.pop() else { return members };
    let name = &text[last.clone()];
    let joint = ["和", "及", "与"].iter().find_map(|w| name.split_once(w).map(|(a, b)| (a.len(), b.len())));
    let bare = |part: &str| (3..=BARE_NAME).contains(&part.chars().count());
    match joint.filter(|&(a, b)| bare(&name[..a]) && bare(&name[name.len() - b..])) {
        Some((a, b)) => members.extend([last.start..last.start + a, last.end - b..last.end]),
        None => members.push(last),
    }
    members
}

/// The lists that 等…项目 or 为代表的…项目 closes.
fn closed(text: &str, context: &ProjectContext) -> Vec<Listing> {
    if !text.contains('、') && !text.contains("以及") {
        return Vec::new();
    }
    let closings = text.match_indices('等').filter(|(at, word)| closes(&text[at + word.len()..], context));
    let standing = text.match_indices(STANDS_FOR).filter(|(at, word)| closes(&text[at + word.len()..], context));
    closings.chain(standing).filter_map(|(at, _)| listing_before(text, at)).collect()
}

/// What says that the names before it stand for many: 以A、B为代表的一批项目.
const STANDS_FOR: &str = "为代表的";

/// Whether what follows 等 says that projects were listed; 等的, 等企业的, 等地 did not list projects.
fn closes(after: &str, context: &ProjectContext) -> bool {
    if befalls(after, context) {
        return true;
    }
    let found = CLOSING.find(after).map(|m| m.as_str());
    // 在建 says what sort they are, 在 alone where something is.
    found.is_some_and(|words| !context.no_list.within(&words.replace("在建", "")))
}

/// Whether a text begins with what befalls a list of projects that 等 alone closes: 等陆续启动建设, 等相继开工.
fn befalls(after: &str, context: &ProjectContext) -> bool {
    let mut rest = after;
    while let Some(word) = context.befall_adverbs.prefix(rest) {
        rest = &rest[word.len()..];
    }
    context.befalls.prefix(rest).is_some()
}

fn listing_before(text: &str, end: usize) -> Option<Listing> {
    let start = clause_start(text, end);
    let members = members(text, start..end);
    let stop = text[end..].find(ends_clause).map_or(text.len(), |at| end + at);
    let sort =
        text[end..].strip_prefix('等').and_then(|rest| CLOSING.find(rest)).map_or(0, |m| '等'.len_utf8() + m.end());
    (members.len() > 1).then_some(Listing { members, clause: start..stop, sort: end..end + sort })
}

/// Where the clause begins that a byte lies in.
fn clause_start(text: &str, at: usize) -> usize {
    text[..at].char_indices().rev().find(|&(_, c)| ends_clause(c)).map_or(0, |(at, c)| at + c.len_utf8())
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '—' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn read(text: &str) -> Vec<Vec<&str>> {
        let lists = listings(text, &Lexicon::embedded().project_context);
        lists.into_iter().map(|l| l.members.into_iter().map(|m| &text[m]).collect()).collect()
    }

    #[test]
    fn lists_of_projects() {
        for (text, wanted) in [
            ("骏珩机械、昱煜电子等一批重点项目投产", vec!["骏珩机械", "昱煜电子"]),
            ("今年以来，骏珩机械、昱煜电子、铭川包装等13个项目投产", vec!["骏珩机械", "昱煜电子", "铭川包装"]),
            ("骏珩机械、昱煜电子等亿元以上工业项目相继开工", vec!["骏珩机械", "昱煜电子"]),
        ] {
            assert_eq!(read(text), vec![wanted], "{text}");
        }
        for (text, wanted) in [
            ("集中开工项目3个，包括骏珩科技、昱泽电子、铭鑫瑞，总投资4亿元", vec!["骏珩科技", "昱泽电子", "铭鑫瑞"]),
            ("此次签约的项目有骏珩轴承、昱煜电子等", vec!["骏珩轴承", "昱煜电子"]),
            ("骏珩轴承、昱煜电子等陆续启动建设", vec!["骏珩轴承", "昱煜电子"]),
            ("新开工项目2个，分别为骏珩牧业和昱煜钢缆", vec!["骏珩牧业", "昱煜钢缆"]),
            ("新开工项目2个（骏珩牧业、昱煜钢缆），总投资4亿元", vec!["骏珩牧业", "昱煜钢缆"]),
            ("竣工项目2个，即骏珩牧业、昱煜钢缆。", vec!["骏珩牧业", "昱煜钢缆"]),
            ("骏珩牧业、昱煜钢缆为代表的一批项目投产", vec!["骏珩牧业", "昱煜钢缆"]),
        ] {
            assert_eq!(read(text), vec![wanted], "{text}");
        }
        for text in [
            "骏珩机械等项目投产",
            "骏珩机械、昱煜电子等企业投产",
            "骏珩机械、昱煜电子等企业的重点项目",
            "在滨河、临江等地建设的项目",
            "项目包括一栋厂房",
            "项目为污水和垃圾处理",
            "骏珩牧业、昱煜钢缆为代表的龙头企业",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_opens_a_list_of_firms() {
        let context = &Lexicon::embedded().project_context;
        for (text, opening) in [
            ("签约企业包括", "企业包括"),
            ("落户企业12家，分别是", "企业12家，分别是"),
            ("新投产企业3家", "企业3家"),
            ("已投产的有", "的有"),
            ("已投产的企业有", "企业有"),
        ] {
            let at = opens_firms(text, context);
            assert_eq!(at.map(|at| &text[at..]), Some(opening), "{text}");
        }
        for text in ["新引进", "企业发展包括", "企业，", "园区共有", "的是"] {
            assert_eq!(opens_firms(text, context), None, "{text}");
        }
    }
}
