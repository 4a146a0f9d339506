//! Counts of projects and other things an aggregate counts: 17个项目, 签约项目17个, 三家医院.
//!
//! Must not judge whether the count belongs to a total.

use super::Mention;
use super::amount::number::{Number, begins_number, number_at};
use crate::letter::is_letter;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;

/// A count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The number; the lower bound of 120余.
    pub value: u64,
    /// The unit counted (个, 家, 所).
    pub unit: String,
    /// What is counted, as written (项目, 医院); `None` behind a mere verb (签约17个).
    pub noun: Option<String>,
    /// Whether the things counted are parts of one project (生产线), not projects.
    pub part: bool,
}

/// Most characters between the unit and what it counts: 17个…项目.
const NOUN_GAP: usize = 16;

/// All counts in a sentence, in order. A span covers number, unit and the noun on either side.
pub fn counts(sentence: &Sentence<'_>, lexicon: &Lexicon) -> Vec<Mention<Count>> {
    let text = sentence.text;
    let mut out: Vec<Mention<Count>> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let Some(number) = begins_number(c).then(|| number_at(text, at, lexicon)).flatten() else {
            at = next;
            continue;
        };
        let found = count_at(text, at, &number, lexicon);
        at = found.as_ref().map_or(number.end, |f| f.end).max(next);
        let Some(found) = found else { continue };
        let floor = out.last().map_or(0, |m| sentence.local(m.span).end);
        out.push(Mention {
            span: sentence.span_of(found.start.max(floor), found.end),
            value: found.count,
            rule: found.rule,
            cue: None,
        });
    }
    out
}

struct Found {
    count: Count,
    start: usize,
    end: usize,
    rule: &'static str,
}

fn count_at(text: &str, at: usize, number: &Number, lexicon: &Lexicon) -> Option<Found> {
    let words = &lexicon.counts;
    let value = number.whole()?;
    let before = &text[..at];
    // 第3个, 5.2, 2014/3: parts of something else.
    if before.ends_with(['第', '.', '/', '-', '－', '每']) || before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let unit_at = skip_more(text, number.end);
    let (_, unit_end) = words.units.at(text, unit_at).or_else(|| great(text, unit_at))?;
    if words.not.at(text, unit_end).is_some() && words.levels.at(text, unit_end).is_none() {
        return None;
    }
    let count = |noun: Option<&str>| Count {
        value,
        unit: text[unit_at..unit_end].to_owned(),
        noun: noun.map(str::to_owned),
        part: noun.is_some_and(|n| words.parts.ending(n, n.len()).is_some()),
    };
    let lead = noun_before(before, lexicon);
    if let Some((start, noun_end)) = lead
        && ends_count(text, unit_end, lexicon)
    {
        let noun = &text[start..noun_end];
        return Some(Found { count: count(Some(noun)), start, end: unit_end, rule: "count.noun_before" });
    }
    if let Some((start, end)) = noun_behind(text, unit_end, lexicon) {
        return Some(Found { count: count(Some(&text[start..end])), start: at, end, rule: "count.noun_behind" });
    }
    let verb = words.verbs.ending(text, strip_links(before, lexicon).len()).is_some();
    let rule = match () {
        () if verb && ends_count(text, unit_end, lexicon) => "count.verb",
        () if words.others.ending(before, before.len()).is_some() => return None,
        () if money_follows(text, unit_end, lexicon) => "count.money",
        () => return None,
    };
    Some(Found { count: count(None), start: at, end: unit_end, rule })
}

/// 大 where it counts projects: A、B、C三大项目.
fn great(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text[at..].strip_prefix('大')?;
    let rest = ["重点", "重大", "产业", "工业"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    (rest.starts_with("项目") || rest.starts_with("工程")).then_some((at, at + '大'.len_utf8()))
}

/// Whether the money of the things counted follows at once, or behind the other members of a list:
/// 盱眙县6个，总投资7亿元; 甲县43个、乙县38个，总投资分别为….
fn money_follows(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let rest = text[at..].trim_start_matches(['，', ',', '、', '（', '(']);
    let mark = rest.len() < text.len() - at;
    let listed = text[at..].starts_with('、') && rest.contains("分别");
    mark && (listed || lexicon.counts.money.at(text, text.len() - rest.len()).is_some())
}

/// 余 and 多 between number and unit.
fn skip_more(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let rest = rest.strip_prefix(['余', '多', '來', '来']).unwrap_or(rest);
    text.len() - rest.trim_start_matches(' ').len()
}

fn strip_links<'t>(before: &'t str, lexicon: &Lexicon) -> &'t str {
    let mut part = before.trim_end();
    while let Some((_, start)) = lexicon.counts.links.ending(part, part.len()) {
        part = part[..start].trim_end();
    }
    part
}

/// The noun right before the number, or before what happened to the things counted: 签约项目(共)17个, 项目集中签约17个.
fn noun_before(before: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let words = &lexicon.counts;
    let noun = |part: &str| words.nouns.ending(part, part.len()).map(|(_, start)| (start, part.len()));
    let part = strip_links(before, lexicon);
    // 签约 ends like a link by itself.
    let event = |part: &str| words.verbs.ending(part, part.len()).map(|(_, start)| start);
    let event = || event(before).or_else(|| event(part));
    noun(part).or_else(|| noun(strip_links(&before[..event()?], lexicon)))
}

/// Whether the count ends with its unit: a mark, the end, or a word that takes up the thread.
fn ends_count(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let rest = &text[at..];
    rest.chars().next().is_none_or(|c| !is_letter(c) || begins_number(c))
        || lexicon.counts.follow.at(text, at).is_some()
}

/// The noun behind the unit, in the same clause and with no other count between: 17个…项目.
fn noun_behind(text: &str, unit_end: usize, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let clause = text[unit_end..].split(['，', ',', '。', '；', ';', '、', '：', ':', '\n', '\t']).next()?;
    let mut hits = lexicon.counts.nouns.hits(clause).peekable();
    let (_, start, mut end) = hits.next()?;
    let between = &clause[..start];
    if between.chars().count() > NOUN_GAP || holds_count(between, lexicon) {
        return None;
    }
    // 企业投资项目: the last noun of the run is what is counted.
    let mut first = start;
    while let Some((_, next, stop)) = hits.next_if(|h| clause[end..h.1].chars().count() <= 2) {
        if clause[end..next].contains(['的', '和', '及', '与']) {
            break;
        }
        (first, end) = (next, stop);
    }
    // 12个产业的项目107个: the noun belongs to the number behind it.
    let rest = &clause[end..];
    let link = lexicon.counts.links.at(rest, 0).map_or(0, |(_, stop)| stop);
    let next =
        number_at(rest, link, lexicon).filter(|n| lexicon.counts.units.at(rest, skip_more(rest, n.end)).is_some());
    next.is_none().then_some((unit_end + first, unit_end + end))
}

fn holds_count(part: &str, lexicon: &Lexicon) -> bool {
    part.char_indices().filter(|&(_, c)| begins_number(c)).any(|(at, _)| {
        number_at(part, at, lexicon).is_some_and(|n| lexicon.counts.units.at(part, skip_more(part, n.end)).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    fn read(text: &str) -> Vec<String> {
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        counts(&sentence, Lexicon::embedded())
            .into_iter()
            .map(|m| format!("{}{}{}", m.value.value, m.value.unit, m.value.noun.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn counts_of_projects_and_their_kin() {
        for (text, wanted) in [
            ("集中签约17个项目", vec!["17个项目"]),
            ("签约项目17个,金额60.776亿元", vec!["17个项目"]),
            ("签约项目17个", vec!["17个项目"]),
            ("重点项目集中签约109个，项目投资总额3160亿元", vec!["109个项目"]),
            ("23個專案同時動工", vec!["23個專案"]),
            ("28项重点工程开工", vec!["28项工程"]),
            ("新建33所学校", vec!["33所学校"]),
            ("建三座医院", vec!["3座医院"]),
            ("三家医院签约", vec!["3家医院"]),
            ("收集项目线索120余条", vec!["120条项目线索"]),
            ("掌握120余条项目线索", vec!["120条项目线索"]),
            ("工业项目33个64.1亿元", vec!["33个项目"]),
            ("共签约项目69个，总投资额205.46亿元", vec!["69个项目"]),
            ("签约项目共69个总投资额205.46亿元", vec!["69个项目"]),
            ("骏珩轴承、华岭基地三大项目启动", vec!["3大项目"]),
            ("28个总投资超亿元的工业项目", vec!["28个项目"]),
            ("开工12个、竣工14个，总投资143.6亿元", vec!["12个", "14个"]),
            ("引进企业45家", vec!["45家企业"]),
            ("20余家企业入驻", vec!["20家企业"]),
            ("70个亿元以上项目集中开工", vec!["70个项目"]),
            ("签约26个亿元以上工业项目", vec!["26个项目"]),
            ("六十五个重大项目", vec!["65个重大项目"]),
            ("1,204个项目", vec!["1204个项目"]),
            ("5个10亿元项目", vec!["5个项目"]),
            ("协议总投资120亿元的12个招商项目", vec!["12个项目"]),
            ("10亿元以上项目3个", vec!["3个项目"]),
            ("甲县43个、乙县38个，总投资分别为21亿元和19亿元", vec!["43个", "38个"]),
            ("农业3个，总投资1.9亿美元", vec!["3个"]),
            ("12个特色产业项目107个", vec!["107个项目"]),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_count() {
        for text in [
            "历时3个月",
            "提高5个百分点",
            "3.2个亿",
            "第3个项目",
            "数十个项目",
            "几个项目",
            "新增就业岗位400个",
            "2014年项目",
            "投资5亿元的项目",
            "20个国家",
            "3个县",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
