//! Development zones, industrial parks and bases.
//!
//! Owns where the name of a park begins and ends in its sentence. Must not decide which project a park
//! hosts: that is [`crate::assemble::place`].

mod edge;
mod role;

use super::Mention;
use super::region::head;
use crate::lexicon::Lexicon;
use crate::lexicon::parks::{Before, Found, ParkClass, ParkType, Parks};
use crate::segment::Sentence;
use role::Role;

/// One naming of a park.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Park {
    /// The name as written, most specific first part included (宿州经开区; 通化医药高新区医药健康科创园).
    pub name: String,
    /// Whether it only points back: 园区, 开发区, 该区, 高新区 without a place.
    pub generic: bool,
    /// Whether it stands inside a project's or company's name (中秦兴龙产业园项目): then it is not the park.
    pub in_name: bool,
    /// Whether it is told of as a project itself (X产业园项目, 总投资8亿元的X产业园).
    pub built: bool,
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
    /// Whether ground was broken there for one project, or its plant was opened: it hosts that one only.
    pub site: bool,
    /// Whether it is said to take in firms or projects (X产业园已签约项目16个).
    pub settled: bool,
    /// Whether it begins the name of one of several projects (甲厂、X开发区云谷产业园等项目): it hosts that one only.
    pub member: bool,
    /// Whether it stands beside a division as one of its like (长沙经开区、长沙县): it is not all that is told of.
    pub beside: bool,
    /// The zone that the name begins with, where it goes on (晋城经开区|金匠工业园).
    pub outer: Option<String>,
}

/// A naming under construction, in bytes of the sentence.
#[derive(Clone, Copy)]
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
    for found in types.iter().filter(|t| t.value.class != ParkClass::Not && !scene.is_division(t) && !scene.is_area(t))
    {
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

    /// Whether a type word runs on into 区域: 机场核心|区域.
    fn is_area(&self, found: &Found<ParkType>) -> bool {
        self.text()[..found.end].ends_with('区') && self.text()[found.end..].starts_with('域')
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
        let (start, own) = self.own_part(self.without_marks(draft.start), draft.stem);
        // 南片区, 甲片区 tell no more than 片区.
        let vague = own.chars().count() < 2;
        let bare =
            draft.first.is_none() && !draft.bare && (own.is_empty() || vague && draft.kind.class == ParkClass::Part);
        if bare && !draft.kind.generic || vague && draft.kind.weak && draft.kind.class == ParkClass::Park {
            return Vec::new();
        }
        // 全市开发区, 国家级高新区: a class of zones, not one.
        let graded = bare && self.text()[draft.start..draft.stem].chars().count() > 1;
        let start = if bare { draft.stem } else { start };
        let draft = Draft { start, kind: self.weighed(&draft, start), ..draft };
        let role = self.role(&draft, bare, graded);
        let outer = draft.first.filter(|&(_, kind)| kind.class == ParkClass::Zone);
        match outer.filter(|_| role.within.is_some()) {
            Some((end, kind)) => {
                let generic = self.own_part(start, self.stem_of(start, end)).1.is_empty();
                let listed = self.is_listed(start, draft.end);
                let free = Role { within: None, built: false, tail: false, member: listed, ..role };
                let zone = Draft { end, kind, first: None, ..draft };
                let rest = Draft { start: end, first: None, ..draft };
                vec![self.mention(&zone, &free, generic), self.mention(&rest, &role, false)]
            }
            None => vec![self.mention(&draft, &role, bare)],
        }
    }

    fn mention(&self, draft: &Draft, role: &Role, generic: bool) -> Mention<Park> {
        let text = self.text();
        let outer = draft.first.filter(|&(end, kind)| kind.class == ParkClass::Zone && end < draft.end);
        Mention {
            span: self.sentence.span_of(draft.start, draft.end),
            value: Park {
                name: text[draft.start..draft.end].to_owned(),
                generic,
                in_name: role.within.is_some(),
                built: role.built && draft.kind.class != ParkClass::Zone,
                class: draft.kind.class,
                weak: draft.kind.weak,
                hosted: role.hosted && (role.tail || role.led),
                visited: role.visited,
                office: role.office && role.tail,
                aside: role.aside,
                site: role.site,
                settled: self.takes_in(draft.end),
                member: role.member,
                beside: self.stands_beside_division(draft.start, draft.end),
                outer: outer.map(|(end, _)| text[draft.start..end].to_owned()),
            },
            rule: self.rule(draft, generic),
            cue: None,
        }
    }

    /// The start of a name without the marks and the year it cannot begin with: ——川渝创业园, 2021年开发区.
    fn without_marks(&self, start: usize) -> usize {
        let name = &self.text()[start..];
        let year = name.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('年');
        let bare = year.filter(|y| y.len() + "年".len() < name.len()).unwrap_or(name);
        let bare = bare.trim_start_matches(['—', '-', '·', '+', '）', ')']);
        start + name.len() - bare.len()
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
    fn names_end_where_they_end_and_begin_where_they_begin() {
        let table = [
            ("目前——川渝小微企业创业园已有企业10家", "川渝小微企业创业园"),
            ("落户寿县南林双创（扶贫）产业园", "寿县南林双创（扶贫）产业园"),
            ("来到寿县·义乌东西部扶贫协作产业园", "寿县·义乌东西部扶贫协作产业园"),
            ("位于淮南人工智能与数字经济试验区的项目", "淮南人工智能与数字经济试验区"),
            ("项目落户新能源动力产业园", "新能源动力产业园"),
            ("入驻京津中关村科技城", "京津中关村科技城"),
            ("位于铜官循环经济工业基地", "铜官循环经济工业基地"),
            ("坐落在红桥石油服务区产业园", "红桥石油服务区产业园"),
            ("入驻滨河工业集中发展区", "滨河工业集中发展区"),
        ];
        for (text, name) in table {
            let parks = found(text);
            let taken: Vec<&str> = parks.iter().map(|p| p.name.as_str()).collect();
            assert_eq!(taken, [name], "{text}");
        }
    }

    #[test]
    fn parks_told_of_as_projects_are_built() {
        let table = [
            ("海川产业园项目签约", true),
            ("海川产业园（甜蜜小镇）项目奠基", true),
            ("海川产业园，建筑面积27万平方米，总投资10亿元", true),
            ("海川产业园总投资35亿元", true),
            ("海川产业园是全市重点项目", true),
            ("包括云图数据中心项目、海川产业园等", true),
            ("3个重点项目分别是：海川产业园、云图数据中心", true),
            ("落户了海川产业园、云图数据中心等重点项目", true),
            ("海川产业园、云图数据中心项目等16个项目签约落户寿县", true),
            ("在海川产业园及基础配套设施项目施工现场", true),
            ("在海川产业园项目建设现场看到", true),
            ("“云图服务平台和海川孵化基地”项目签约", true),
            ("在海川产业园及周边的项目", false),
            ("先后引进落户海川产业园、云图数据中心等重点项目10个", true),
            ("海川产业园，总投资10亿元的云图项目正在安装设备", false),
            ("海川产业园规划面积5平方公里", false),
            ("海川产业园已签约项目16个", false),
            ("项目落户海川产业园", false),
            ("宿州经开区总投资35亿元", false),
            ("海川产业园当天动工", true),
            ("海川产业园、云图物流园（一期）正式开工", true),
            ("海川产业园标准厂房开工", false),
        ];
        for (text, wanted) in table {
            let parks = found(text);
            assert_eq!(parks.iter().any(|p| p.built), wanted, "{text}: {parks:?}");
        }
    }

    #[test]
    fn venues_guests_and_kinds_of_zones_host_nothing() {
        let table = [
            ("主会场设在宿州经开区", true),
            ("签约仪式在宿州经开区举行", true),
            ("宿州经开区管委会主任出席开工仪式", true),
            ("区发改委、宿州经开区管委会、三里街道参加活动", true),
            ("各县区、开发区签约项目20个", true),
            ("深耕北京、上海等产业集聚区", true),
            ("全市四大园区", true),
            ("宿州经开区管委会主任与海川公司签约", false),
            ("宿州经开区管委会与海川公司签约，市领导见证", false),
            ("项目设在宿州经开区", false),
            ("轴承项目奠基仪式在宿州经开区举行", false),
            ("轴承项目在宿州经开区举行开工仪式", false),
            ("轴承项目在宿州经开区举行签约仪式", true),
            ("一批项目集中开工仪式在宿州经开区举行", true),
            ("从宿州经开区到蚌埠高新区，处处是工地", true),
            ("项目从签约到落户宿州经开区", false),
        ];
        for (text, wanted) in table {
            let parks = found(text);
            assert_eq!(parks.iter().all(|p| p.aside), wanted, "{text}: {parks:?}");
        }
    }

    #[test]
    fn zones_beside_divisions() {
        for (text, wanted) in [
            ("宿州经开区、埇桥区亮出成绩单", true),
            ("宿州高新区·埇桥区43个", true),
            ("埇桥区和宿州高新区", true),
            ("宿州经开区、宿州高新区", false),
            ("宿州市经开区", false),
        ] {
            let parks = found(text);
            assert_eq!(parks.iter().any(|p| p.beside), wanted, "{text}: {parks:?}");
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
    fn kinds_of_parks_are_no_hosts() {
        for (text, host) in [
            ("打造集研发、生产于一体的轴承产业园", false),
            ("成为全国规模最大的轴承产业园", false),
            ("作为国家重要的能源化工基地", false),
            ("落户轴承产业园", true),
            ("位于机场核心区域", false),
        ] {
            assert_eq!(found(text).iter().any(|p| !p.in_name && !p.generic), host, "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn zones_that_one_of_several_projects_is_called_after() {
        for (text, member) in [
            ("包括云图轴承项目、宿州经开区数据中心、海川食品园等13个项目", true),
            ("宿州经开区云图公司、海川公司等13个项目开工", false),
            ("包括云图轴承项目、落户宿州经开区的电池项目", false),
            ("包括宿州经开区管网项目、云图轴承项目", true),
            ("云图轴承项目、宿州经开区管网项目开工", true),
            ("宿州经开区管网项目开工", false),
            ("开工项目5个，包括云图轴承项目、云图·宿州数据湖产业园等。", true),
            ("在云图轴承项目、海川数据湖产业园等企业里", false),
        ] {
            assert_eq!(found(text).iter().any(|p| p.member), member, "{text}: {:?}", found(text));
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
            ("2021年开发区建设提速", "开发区"),
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
