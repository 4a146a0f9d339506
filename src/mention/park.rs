//! Development zones, industrial parks and bases.
//!
//! Owns where the name of a park begins and ends in its sentence. Must not decide which project a park
//! hosts: that is [`crate::assemble::place`].

use super::Mention;
use super::region::{aligned, head};
use crate::lexicon::Lexicon;
use crate::lexicon::parks::{After, Before, Found, ParkClass, ParkType, Parks};
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
    /// What the last part of the name is.
    pub class: ParkClass,
    /// Whether it names a host only where the text says that it hosts (小镇, 大厦, 示范区).
    pub weak: bool,
    /// Whether a word that says so stands before or behind it (落户, 位于, 在 …; 内).
    pub hosted: bool,
    /// Whether the report goes there (来到, 走进): what follows is told of it.
    pub visited: bool,
    /// Whether its administration is named (X经开区管委会).
    pub office: bool,
    /// Whether it is only where someone comes from (来自X高新区), where something is held, or a class of
    /// zones (全市开发区).
    pub aside: bool,
}

/// A naming under construction, in bytes of the sentence.
struct Draft {
    start: usize,
    end: usize,
    /// The last type word.
    kind: ParkType,
    /// Where the name's own part ends and its last type word begins.
    stem: usize,
    /// End of the first part, where parts are nested.
    first: Option<(usize, ParkType)>,
    /// The word directly before the name.
    before: Option<Before>,
    /// Whether the name is that of a gazetteer zone without a type word (前海).
    bare: bool,
}

/// Longest name of a park before its type word, in characters.
const MAX_STEM: usize = 20;
/// Farthest that 等项目 may stand behind a member of a list of projects, in characters.
const MAX_LIST: usize = 120;
/// Longest stretch between two parts of one name, in characters.
const MAX_GAP: usize = 14;

/// All namings of parks in a sentence, in order, without overlaps.
pub fn parks(sentence: &Sentence<'_>, lexicon: &Lexicon) -> Vec<Mention<Park>> {
    let types = lexicon.parks.find_types(sentence.text);
    let zones = lexicon.parks.find_zones(sentence.text);
    if types.is_empty() && zones.is_empty() {
        return Vec::new();
    }
    let places = lexicon.regions.find(sentence.text).into_iter().map(|h| (h.start, h.end)).collect();
    let scene = Scene { sentence, lexicon, zones, places };
    let mut drafts: Vec<Draft> = Vec::new();
    for found in types.iter().filter(|t| t.value.class != ParkClass::Not && !scene.is_division(t)) {
        scene.take(found, &mut drafts);
    }
    scene.add_bare_zones(&mut drafts);
    drafts.into_iter().flat_map(|d| scene.finish(d)).collect()
}

/// A sentence with what is known about it.
struct Scene<'a> {
    sentence: &'a Sentence<'a>,
    lexicon: &'a Lexicon,
    zones: Vec<Found<usize>>,
    /// Names of divisions, unjudged.
    places: Vec<(usize, usize)>,
}

impl Scene<'_> {
    fn text(&self) -> &str {
        self.sentence.text
    }

    fn parks(&self) -> &Parks {
        &self.lexicon.parks
    }

    /// Whether a type word is the end of a plain county's name: 津|南区, 海|港区. A 新区 counts as a zone.
    fn is_division(&self, found: &Found<ParkType>) -> bool {
        let mut over = self.places.iter().filter(|p| p.0 < found.start && p.1 == found.end);
        over.any(|&(start, end)| !self.text()[start..end].ends_with("新区"))
    }

    /// Takes one type word: as the end of a new name, or as a further part of the one before it.
    fn take(&self, found: &Found<ParkType>, drafts: &mut Vec<Draft>) {
        let last = drafts.last();
        if last.is_some_and(|d| found.start < d.end) {
            return;
        }
        let floor = last.map_or(0, |d| d.end);
        let (start, before) = self.left_edge(floor, found);
        if let Some(d) = drafts.last_mut().filter(|d| d.end == start && self.goes_on(d, found)) {
            d.first.get_or_insert((d.end, d.kind));
            (d.end, d.kind, d.stem) = (self.with_bracket(found.end), found.value, found.start);
            return;
        }
        if found.value.class == ParkClass::Part && found.start == start {
            return;
        }
        drafts.push(Draft {
            start,
            end: self.with_bracket(found.end),
            kind: found.value,
            stem: found.start,
            first: None,
            before,
            bare: false,
        });
    }

    /// Whether a type word belongs to the name that ends where its own stem would begin.
    fn goes_on(&self, draft: &Draft, found: &Found<ParkType>) -> bool {
        let gap = &self.text()[draft.end..found.start];
        gap.chars().count() <= MAX_GAP && !matches!(draft.kind.class, ParkClass::Works | ParkClass::Building)
    }

    /// The end of a name with the bracket that belongs to it: 嵊州开发区（高新园区）.
    fn with_bracket(&self, end: usize) -> usize {
        let behind = &self.text()[end..];
        let Some(open) = behind.chars().next().filter(|c| matches!(c, '（' | '(')) else { return end };
        let Some(close) = head(behind, 12).find(['）', ')']) else { return end };
        let inner = &behind[open.len_utf8()..close];
        let ends = inner.ends_with('园') || inner.ends_with('区') && !inner.ends_with("社区");
        if ends { end + close + behind[close..].chars().next().map_or(0, char::len_utf8) } else { end }
    }

    /// Where the name that ends with a type word begins, and the word before it.
    fn left_edge(&self, floor: usize, found: &Found<ParkType>) -> (usize, Option<Before>) {
        let wall = self.wall(floor, found.start);
        let (edge, before) = self.last_edge(wall, found);
        let edge = edge.max(wall);
        if edge == floor && floor > 0 && edge != 0 {
            return (edge, before);
        }
        // Behind 在 or 位于 the whole stretch is the name: 在美的合肥产业园.
        let anchor = self.anchor(edge, found.start).filter(|_| !matches!(before, Some(Before::Host | Before::Visit)));
        let start = self.shorten(anchor.unwrap_or(edge), found.start);
        (start, if start == edge { before } else { None })
    }

    /// The nearest mark to the left that no name of a park goes across. Brackets and quotes that close
    /// before the type word are gone over: 海尔（天津）创新产业园, “互联网+”未来科技城.
    fn wall(&self, floor: usize, at: usize) -> usize {
        let floor = floor.max(self.reach_back(at));
        let mut end = at;
        while let Some(c) = self.text()[floor..end].chars().next_back() {
            let open = match c {
                '）' | ')' => Some(['（', '(']),
                '”' | '"' if end == at || at - end <= 12 => Some(['“', '"']),
                _ => None,
            };
            let inner = end - c.len_utf8();
            let opened = open.and_then(|o| self.text()[floor..inner].rfind(o)).map(|i| floor + i);
            match opened.filter(|&i| self.text()[i..inner].chars().count() <= 10) {
                Some(i) => end = i,
                None if c.is_alphanumeric() || matches!(c, '·' | '—' | '-' | '+' | '〇') => end = inner,
                None => break,
            }
        }
        end
    }

    /// The farthest place to the left that is looked at: real pages hold sentences of 100 KB.
    fn reach_back(&self, at: usize) -> usize {
        self.text()[..at].char_indices().rev().nth(3 * MAX_STEM).map_or(0, |(i, _)| i)
    }

    /// End of the last word between `wall` and the type word that a name cannot hold.
    fn last_edge(&self, wall: usize, found: &Found<ParkType>) -> (usize, Option<Before>) {
        let at = found.start;
        let listed = self.listed_edges(wall, at);
        let best = listed.iter().filter(|f| self.cuts(f, at)).max_by_key(|f| (f.end, f.end - f.start));
        let tagged = self.tagged_edge(wall, at, found.value.class);
        match best {
            Some(f) if f.end >= tagged => {
                // 设立|了 X: the verb before 了 says what follows.
                let verb = listed.iter().find(|v| v.end == f.start && &self.text()[f.start..f.end] == "了");
                (f.end, Some(verb.map_or(f.value, |v| v.value)))
            }
            _ => (tagged, None),
        }
    }

    /// Words of the list between two places: whole words of the sentence, joined ones included, and longer
    /// ones that the cutting into words got wrong.
    fn listed_edges(&self, wall: usize, at: usize) -> Vec<Found<Before>> {
        let tokens = self.sentence.tokens();
        let first = tokens.partition_point(|t| t.start < wall);
        let last = tokens.partition_point(|t| t.end <= at);
        let mut out = Vec::new();
        for (i, token) in tokens[..last].iter().enumerate().skip(first) {
            for end in tokens[i..last].iter().take(3).map(|t| t.end) {
                if let Some(value) = self.parks().before(&self.text()[token.start..end]) {
                    out.push(Found { start: token.start, end, value });
                }
            }
        }
        let loose = self.parks().find_before(&self.text()[wall..at]);
        out.extend(
            loose
                .into_iter()
                .map(|f| Found { start: wall + f.start, end: wall + f.end, value: f.value })
                .filter(|f| self.text()[f.start..f.end].chars().count() > 1 && self.on_boundary(f.start, f.end)),
        );
        out
    }

    fn on_boundary(&self, start: usize, end: usize) -> bool {
        let tokens = self.sentence.tokens();
        tokens.is_empty() || tokens.iter().any(|t| t.start == start || t.end == end)
    }

    fn cuts(&self, found: &Found<Before>, at: usize) -> bool {
        let cuts = match found.value {
            Before::Hard | Before::Build | Before::Host | Before::Visit | Before::Origin | Before::Point => true,
            Before::Soft => found.end < at,
            Before::Modifier | Before::Inside => false,
        };
        cuts && !self.in_place(found.start, found.end)
    }

    /// Whether bytes lie inside the name of a place or a known zone.
    fn in_place(&self, start: usize, end: usize) -> bool {
        let covers = |s: usize, e: usize| s <= start && end <= e && e - s > end - start;
        self.zones.iter().any(|z| covers(z.start, z.end))
            || self.places.iter().any(|&(s, e)| covers(s, e) && self.stands(s, e))
    }

    fn stands(&self, start: usize, end: usize) -> bool {
        aligned(self.sentence, start, end)
    }

    /// End of the last word whose part of speech no name holds: verbs, adverbs, prepositions, counts.
    fn tagged_edge(&self, wall: usize, at: usize, class: ParkClass) -> usize {
        let tokens = self.sentence.tokens();
        let last = tokens.partition_point(|t| t.end <= at);
        tokens[..last]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, t)| t.start >= wall)
            .filter(|(_, t)| t.end < at || class == ParkClass::Zone)
            .find(|&(i, _)| self.is_edge(i) && !self.in_place(tokens[i].start, tokens[i].end))
            .map_or(wall, |(_, t)| t.end)
    }

    fn is_edge(&self, index: usize) -> bool {
        let token = &self.sentence.tokens()[index];
        let word = &self.text()[token.start..token.end];
        match &*token.tag {
            // A name unknown to the segmenter behind its county (濉溪县百善) is often tagged a verb.
            "v" => match self.parks().before(word) {
                Some(Before::Inside | Before::Modifier | Before::Soft) => false,
                Some(_) => true,
                None => !self.places.iter().any(|p| p.1 == token.start),
            },
            "d" | "p" | "c" | "r" | "y" | "e" | "o" | "t" | "uj" | "ul" | "uz" | "ug" | "ud" | "uv" => {
                self.parks().before(word) != Some(Before::Modifier)
            }
            "m" => self.text()[token.end..].starts_with('大') || is_count(word),
            "q" => word.chars().count() == 1,
            _ => false,
        }
    }

    /// The first place or known zone at or behind `edge` that the name can begin with.
    fn anchor(&self, edge: usize, at: usize) -> Option<usize> {
        let window = &self.text()[edge..at];
        let places = self.places.iter().filter(|p| p.0 >= edge && p.1 <= at && self.is_place(p.0, p.1, at));
        let zones = self.zones.iter().filter(|z| z.start >= edge && z.start < at && self.stands_first(z.start));
        let first = places.map(|p| p.0).chain(zones.map(|z| z.start)).min()?;
        let lead = &window[..first - edge];
        let bracketed = lead.ends_with('（') || lead.ends_with('(');
        (!bracketed && lead != "中国" && lead != "国家").then_some(first)
    }

    fn stands_first(&self, start: usize) -> bool {
        let tokens = self.sentence.tokens();
        tokens.is_empty() || tokens.iter().any(|t| t.start == start)
    }

    /// Whether a gazetteer name is used as a place before a type word.
    fn is_place(&self, start: usize, end: usize, at: usize) -> bool {
        let full = matches!(self.text()[..end].chars().next_back(), Some('省' | '市' | '县' | '州' | '旗' | '区'));
        self.stands(start, end) || end == at || full && end - start > 6
    }

    /// Keeps an overlong stem within bounds.
    fn shorten(&self, start: usize, at: usize) -> usize {
        let stem = &self.text()[start..at];
        let chars = stem.chars().count();
        if chars <= MAX_STEM {
            return start;
        }
        let (cut, _) = stem.char_indices().nth(chars - MAX_STEM).unwrap_or((0, ' '));
        let tokens = self.sentence.tokens();
        tokens.iter().map(|t| t.start).find(|&s| s >= start + cut).unwrap_or(at).min(at)
    }

    /// Known zones named without a type word: 前海, 张江.
    fn add_bare_zones(&self, drafts: &mut Vec<Draft>) {
        let kind = ParkType { class: ParkClass::Zone, generic: false, weak: true };
        for z in &self.zones {
            let free = drafts.iter().all(|d| z.end <= d.start || d.end <= z.start);
            if free && self.stands(z.start, z.end) {
                let window = Found { start: z.start, end: z.end, value: kind };
                let before = self.last_edge(self.wall(0, z.start), &window);
                let before = before.1.filter(|_| before.0 == z.start);
                drafts.push(Draft { start: z.start, end: z.end, kind, stem: z.end, first: None, before, bare: true });
            }
        }
        drafts.sort_by_key(|d| d.start);
    }

    /// Judges a naming; one that belongs to a project's name gives up the zone it begins with.
    fn finish(&self, draft: Draft) -> Vec<Mention<Park>> {
        let (start, own) = self.own_part(draft.start, draft.stem);
        let bare = own.is_empty() && !draft.bare && draft.first.is_none();
        let vague_first = draft.kind.weak && draft.kind.class == ParkClass::Park && own.chars().count() < 2;
        if bare && !draft.kind.generic || vague_first {
            return Vec::new();
        }
        // 全市开发区, 国家级高新区: a class of zones, not one.
        let graded = bare && self.text()[draft.start..draft.stem].chars().count() > 1;
        let start = if bare { draft.stem } else { start };
        let draft = Draft { kind: self.weighed(&draft, start), ..draft };
        let behind = self.parks().after(&self.text()[draft.end..]);
        let after = behind.map(|(a, _)| a);
        let aside = graded || draft.before == Some(Before::Origin) || after == Some(After::Ceremony);
        let visited = draft.before == Some(Before::Visit);
        let hosted = !aside && (visited || draft.before == Some(Before::Host) || after == Some(After::Within));
        let in_name = !bare && self.in_name(&draft, behind, hosted);
        let whole = |from: usize, to: usize, kind: ParkType, in_name: bool, generic: bool| Mention {
            span: self.sentence.span_of(from, to),
            value: Park {
                name: self.text()[from..to].to_owned(),
                generic,
                in_name,
                class: kind.class,
                weak: kind.weak,
                hosted: hosted && (to == draft.end || after != Some(After::Within)),
                visited,
                office: after == Some(After::Office) && to == draft.end,
                aside,
            },
            rule: self.rule(&draft, bare),
            cue: None,
        };
        match draft.first.filter(|&(_, kind)| in_name && kind.class == ParkClass::Zone) {
            Some((end, kind)) => {
                let generic = self.own_part(start, self.stem_of(start, end)).1.is_empty();
                let rest = Draft { start: end, ..draft };
                vec![whole(start, end, kind, false, generic), whole(rest.start, rest.end, rest.kind, true, false)]
            }
            None => vec![whole(start, draft.end, draft.kind, in_name, bare)],
        }
    }

    /// A part of no named place or zone (城市片区) hosts only where the text says so; what is part of a zone
    /// (高新区显示产业基地) needs no more.
    fn weighed(&self, draft: &Draft, start: usize) -> ParkType {
        if draft.first.is_some_and(|(_, kind)| kind.class == ParkClass::Zone && !kind.weak) {
            return ParkType { weak: false, ..draft.kind };
        }
        let lone = draft.kind.class == ParkClass::Part && draft.first.is_none();
        let placed = || self.anchor(start, draft.stem) == Some(start);
        ParkType { weak: draft.kind.weak || lone && !placed(), ..draft.kind }
    }

    fn rule(&self, draft: &Draft, bare: bool) -> &'static str {
        let known = self.zones.iter().any(|z| z.start >= draft.start && z.end <= draft.end);
        match (bare, known, draft.first.is_some()) {
            (true, _, _) => "park.generic",
            (_, true, _) => "park.gazetteer",
            (_, _, true) => "park.nested",
            _ => "park.type",
        }
    }

    /// Where the type word of the first part begins.
    fn stem_of(&self, start: usize, end: usize) -> usize {
        let types = self.parks().find_types(self.text());
        types.iter().find(|t| t.end == end && t.start >= start).map_or(end, |t| t.start)
    }

    /// A stem without the words that tell only a kind of park, and where it begins; empty where nothing
    /// but such words is left.
    fn own_part(&self, start: usize, stem: usize) -> (usize, &str) {
        let mut from = start;
        loop {
            let rest = &self.text()[from..stem];
            let lead = self.parks().find_before(rest).into_iter().find(|f| f.start == 0);
            let skip = lead.filter(|f| matches!(f.value, Before::Modifier | Before::Point)).map(|f| f.end);
            // A modifier inside a word of the name (新城|区) is part of the name.
            match skip.filter(|&n| n == rest.len() || self.stands(from, from + n)) {
                Some(n) => from += n,
                None => return (start.max(self.strip(start, from)), rest),
            }
        }
    }

    /// The start of a name whose leading modifiers end at `from`: words that only grade it are left out,
    /// those that belong to it (新兴|产业园) stay.
    fn strip(&self, start: usize, from: usize) -> usize {
        let lead = &self.text()[start..from];
        if lead.ends_with('级') || lead.chars().count() == 1 { from } else { start }
    }

    fn in_name(&self, draft: &Draft, behind: Option<(After, usize)>, hosted: bool) -> bool {
        let zone = draft.kind.class == ParkClass::Zone;
        if draft.kind.class == ParkClass::Works {
            return true;
        }
        match behind.map(|(a, _)| a) {
            Some(After::Company | After::Body) => true,
            Some(After::Project) => {
                !(zone || hosted && self.phase_behind(draft.end) || self.projects_behind(draft.end))
            }
            Some(After::Event) => !zone && !hosted,
            Some(After::Within | After::Office | After::Ceremony) => false,
            _ if !zone && !hosted && (self.firm_before(draft.start) || self.listed_as_project(draft.end)) => true,
            _ => !zone && !hosted && (draft.before == Some(Before::Build) || self.being_built(draft.start)),
        }
    }

    /// A phase without 项目 behind it: 位于X产业园二期.
    fn phase_behind(&self, end: usize) -> bool {
        let behind = &self.text()[end..];
        let phase = behind.char_indices().nth(1).is_some_and(|(_, c)| c == '期');
        phase && !behind[head(behind, 2).len()..].starts_with("项目")
    }

    /// X产业园项目集中开工: the projects of the park, not a project named after it.
    fn projects_behind(&self, end: usize) -> bool {
        let behind = self.text()[end..].strip_prefix("项目");
        behind.is_some_and(|b| {
            ["集中", "群", "纷纷", "扎堆", "名单", "清单", "建设现场"].iter().any(|w| b.starts_with(w))
        })
    }

    /// 兴隆集团物流园: the park of a firm.
    fn firm_before(&self, start: usize) -> bool {
        ["集团", "公司", "股份"].iter().any(|w| self.text()[..start].ends_with(w))
    }

    /// X创新园、Y基地等项目: one of a list of projects.
    fn listed_as_project(&self, end: usize) -> bool {
        let behind = &self.text()[end..];
        let clause = behind.split(['，', '。', '；', ',']).next().unwrap_or(behind);
        let listed = clause.starts_with(['、', '和', '与', '及', '等']);
        let near = head(clause, MAX_LIST);
        listed
            && near.contains("项目")
            && self.parks().find_before(near).iter().all(|f| !matches!(f.value, Before::Host | Before::Visit))
    }

    /// The text up to the 的 that leads the noun phrase `ahead` ends in; words that lead to a place break it.
    fn attribute_before<'t>(&self, ahead: &'t str) -> Option<&'t str> {
        let phrase = ahead.chars().rev().take(MAX_STEM).take_while(|c| c.is_alphanumeric());
        let from = ahead.len() - phrase.map(char::len_utf8).sum::<usize>();
        let at = from + ahead[from..].rfind('的')?;
        let between = self.listed_edges(at + '的'.len_utf8(), ahead.len());
        let leads = |f: &Found<Before>| matches!(f.value, Before::Host | Before::Visit | Before::Origin);
        (!between.iter().any(leads)).then_some(&ahead[..at])
    }

    /// 总投资10亿元的X产业园, 占地百亩的X产业园, 新建年产万吨的X产业园: the park is the project.
    fn being_built(&self, start: usize) -> bool {
        let ahead = self.text()[..start].trim_end_matches(['“', '"', '「']);
        let Some(ahead) = self.attribute_before(ahead) else { return false };
        let clause = ahead.rsplit(['，', '。', '；', '、', ',']).next().unwrap_or(ahead);
        let amount = clause.contains("投资") && clause.ends_with(['元', '亿']);
        let area = clause.contains("占地") && clause.ends_with(['亩', '米', '顷']);
        let words = self.listed_edges(ahead.len() - clause.len(), ahead.len());
        let has = |kind| words.iter().any(|f| f.value == kind);
        amount || area || has(Before::Build) && !has(Before::Host)
    }
}

/// 两栋, 一批: a number with its measure word, but not 第一.
fn is_count(word: &str) -> bool {
    let measure = word.chars().next_back().is_some_and(|c| "栋座个家处片批块幢条大".contains(c));
    measure && !word.starts_with('第')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;

    fn found(text: &str) -> Vec<Park> {
        let sentence = Sentence::new(text, 0, 0, BlockKind::Paragraph);
        parks(&sentence, Lexicon::embedded()).into_iter().map(|m| m.value).collect()
    }

    #[test]
    fn names_of_hosts() {
        let table = [
            ("项目落户宿州经开区。", "宿州经开区"),
            ("该项目位于合肥经济技术开发区", "合肥经济技术开发区"),
            ("项目选址河北沧州经济开发区", "河北沧州经济开发区"),
            ("落户武汉东湖新技术开发区", "武汉东湖新技术开发区"),
            ("入驻惠州仲恺高新区", "惠州仲恺高新区"),
            ("公司在全南工业园区龙门片区建设厂房", "全南工业园区龙门片区"),
            ("通化医药高新区医药健康科创园已有三家企业", "通化医药高新区医药健康科创园"),
            ("走进经开区电子信息产业园", "经开区电子信息产业园"),
            ("在江宁开发区空港片区", "江宁开发区空港片区"),
            ("嵊州开发区（高新园区）的企业", "嵊州开发区（高新园区）"),
            ("仙居县经济开发区现代医药化工园区内", "仙居县经济开发区现代医药化工园区"),
            ("高港区医药高新区", "高港区医药高新区"),
            ("通州湾示范区现代纺织产业园", "通州湾示范区现代纺织产业园"),
            ("落户长春新区", "长春新区"),
            ("在滨海新区投资建厂", "滨海新区"),
            ("苏州工业园区的企业", "苏州工业园区"),
            ("位于上海临港新片区", "上海临港新片区"),
            ("入驻虹桥商务区", "虹桥商务区"),
            ("落户中国（上海）自由贸易试验区", "中国（上海）自由贸易试验区"),
            ("选址重庆两江新区鱼复工业园区", "重庆两江新区鱼复工业园区"),
            ("与阜阳合肥现代产业园区签约", "阜阳合肥现代产业园区"),
            ("位于成都天府软件园", "成都天府软件园"),
            ("落户于南京江北新区", "南京江北新区"),
            ("来到漳州古雷石化基地", "漳州古雷石化基地"),
            ("入驻“互联网+”未来科技城", "“互联网+”未来科技城"),
            ("位于襄樊经开区", "襄樊经开区"),
            ("迁入江津市德感工业园", "江津市德感工业园"),
            ("在深圳南山科技园", "深圳南山科技园"),
            ("落户郑州航空港区", "郑州航空港区"),
            ("搬入濉溪县百善工业集中区", "濉溪县百善工业集中区"),
            ("建在利辛县产业集聚区", "利辛县产业集聚区"),
            ("布局在洛阳市先进制造业开发区", "洛阳市先进制造业开发区"),
            ("位于青岛胶州湾综合保税区", "青岛胶州湾综合保税区"),
            ("坐落于霍尔果斯边境经济合作区", "霍尔果斯边境经济合作区"),
            ("在漳州台商投资区", "漳州台商投资区"),
            ("落户大连长兴岛经济技术开发区", "大连长兴岛经济技术开发区"),
            ("东湖高新区与企业签约", "东湖高新区"),
            ("由和县经济开发区引进", "和县经济开发区"),
            ("在广州科学城", "广州科学城"),
            ("宁东能源化工基地一隅", "宁东能源化工基地"),
            ("落户合肥循环经济示范园", "合肥循环经济示范园"),
            ("新站高新区新型显示产业基地里", "新站高新区新型显示产业基地"),
            ("张江长三角科技城平湖园的企业", "张江长三角科技城平湖园"),
            ("落户安徽大学科技园8号楼", "安徽大学科技园"),
        ];
        for (text, name) in table {
            let parks = found(text);
            let taken: Vec<&str> = parks.iter().map(|p| p.name.as_str()).collect();
            assert_eq!(taken, [name], "{text}");
            assert!(!parks[0].in_name && !parks[0].generic, "{text}: {:?}", parks[0]);
        }
    }

    #[test]
    fn what_is_invested_in_is_no_host() {
        for (text, name) in [
            ("总投资10.3亿元的广元智能集成家居新型材料产业园、总投资3亿元的铝材项目签约", "材料产业园"),
            ("总投资8亿元的骏珩绿色包装产业园破土", "包装产业园"),
        ] {
            let parks = found(text);
            assert!(parks.iter().any(|p| p.name.ends_with(name) && p.in_name), "{text}: {parks:?}");
        }
        for text in ["总投资8亿元的项目落户宿州高新区科创产业园", "投资3亿元的企业位于骏珩市现代产业园"]
        {
            assert!(found(text).iter().all(|p| !p.in_name), "{text}");
        }
    }

    #[test]
    fn words_that_point_back() {
        let table = [
            ("该企业入驻园区后", "园区"),
            ("我区开发区建设提速", "开发区"),
            ("走进高新区，塔吊林立", "高新区"),
            ("落户经开区", "经开区"),
            ("全市开发区招商引资", "开发区"),
            ("国家级高新区", "高新区"),
            ("该工业园区占地千亩", "工业园区"),
            ("建设特色产业园", "产业园"),
            ("新区建设如火如荼", "新区"),
            ("各类园区", "园区"),
        ];
        for (text, name) in table {
            let parks = found(text);
            assert_eq!(
                parks.iter().map(|p| (p.name.as_str(), p.generic)).collect::<Vec<_>>(),
                [(name, true)],
                "{text}"
            );
        }
    }

    #[test]
    fn names_inside_other_names() {
        for text in [
            "中秦兴龙产业园项目开工",
            "总投资30亿元的智能制造产业园开工建设",
            "打造新能源汽车产业园",
            "合肥高新投资集团签约",
            "合肥高新区投资集团有限公司",
            "投资建设华东生产基地",
            "新建年产万吨的海川食品产业园",
            "滁州经开区法院",
            "恒远科技园二期项目",
            "兴业电商物流园总投资12亿元",
        ] {
            let parks = found(text);
            assert!(parks.iter().all(|p| p.in_name || p.generic), "{text}: {parks:?}");
        }
    }

    #[test]
    fn a_zone_before_a_project_named_after_a_park_still_hosts() {
        let parks = found("宿州高新区云计算产业园项目签约");
        let named: Vec<(&str, bool)> = parks.iter().map(|p| (p.name.as_str(), p.in_name)).collect();
        assert_eq!(named, [("宿州高新区", false), ("云计算产业园", true)]);
    }

    #[test]
    fn an_administration_stands_for_its_zone() {
        let parks = found("滁州经开区管委会与企业签订协议");
        assert_eq!(
            parks.iter().map(|p| (p.name.as_str(), p.office, p.in_name)).collect::<Vec<_>>(),
            [("滁州经开区", true, false)]
        );
    }

    #[test]
    fn words_that_name_no_park() {
        for text in [
            "周末去公园散步",
            "孩子上幼儿园",
            "在津南区落户",
            "海港区的企业",
            "校园里的银杏",
            "美丽家园建设",
            "园林绿化工程",
            "在小区门口",
            "一片葡萄园",
            "建成粮食大基地",
            "开园仪式",
            "城市片区开发",
            "这个小镇很美",
            "香港区域",
        ] {
            let parks = found(text);
            assert!(parks.iter().all(|p| p.in_name || p.weak || p.generic), "{text}: {parks:?}");
        }
    }

    #[test]
    fn lists_give_each_park() {
        let parks = found("合肥经开区、芜湖高新区和滁州苏滁产业园分别签约");
        let names: Vec<&str> = parks.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["合肥经开区", "芜湖高新区", "滁州苏滁产业园"]);
    }

    #[test]
    fn spans_are_those_of_the_whole_text() {
        let sentence = Sentence::new("落户宿州经开区", 30, 0, BlockKind::Paragraph);
        let spans: Vec<_> = parks(&sentence, Lexicon::embedded()).iter().map(|m| (m.span.start, m.span.end)).collect();
        assert_eq!(spans, [(36, 51)]);
    }
}
