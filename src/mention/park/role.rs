//! What a naming of a park is in its sentence: a host, a project of its own, a part of another name.

use super::{Draft, MAX_LIST, MAX_STEM, Scene};
use crate::letter::is_letter;
use crate::lexicon::ParkClues;
use crate::lexicon::parks::{After, Before, Found, ParkClass};
use crate::mention::region::head;

/// Longest bracket behind a name, in characters.
const MAX_BRACKET: usize = 12;
/// Longest way from 从 to 到, in characters.
const MAX_LEG: usize = 16;
/// Words that join the members of a list.
const JOINTS: [&str; 7] = ["、", "和", "与", "及", "以及", "·", "暨"];

/// The name that a naming of a park is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// A company's or office's, or its site is one.
    Firm,
    /// A project's: the park is what is built.
    Project,
}

/// What a naming of a park does in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    /// The name it is part of.
    pub within: Option<Within>,
    /// Whether it is told of as a project itself, beyond being laid out or described.
    pub built: bool,
    /// Whether it begins the name of one of several projects.
    pub member: bool,
    /// Whether it hosts nothing: an origin, a venue, a class of zones.
    pub aside: bool,
    /// Whether ground was broken there for one project.
    pub site: bool,
    /// Whether the report goes there.
    pub visited: bool,
    /// Whether the word before it says that it hosts.
    pub led: bool,
    /// Whether a word before or behind it does.
    pub hosted: bool,
    /// Whether its administration is named.
    pub office: bool,
    /// Whether the words behind the whole name stand behind this part of it.
    pub tail: bool,
}

impl Scene<'_> {
    fn clues(&self) -> &ParkClues {
        &self.lexicon.park_clues
    }

    /// What a naming does in its sentence. `bare`: it has no name of its own; `graded`: it is a class of zones.
    pub(super) fn role(&self, draft: &Draft, bare: bool, graded: bool) -> Role {
        let site = self.is_site(draft);
        let after = self.after(draft.end).filter(|a| *a != After::Ceremony || !(site || self.is_organiser(draft)));
        let aside = graded
            || bare && self.is_one_of_a_kind(draft.start)
            || draft.before == Some(Before::Origin)
            || after == Some(After::Ceremony)
            || self.is_venue(draft) && !site
            || self.is_guest(draft.end, after)
            || self.is_on_a_tour(draft);
        let visited = !aside && draft.before == Some(Before::Visit);
        let led = visited || draft.before == Some(Before::Host);
        let hosted = !aside && (led || after == Some(After::Within));
        let within = if bare { None } else { self.within_name(draft, after, hosted) };
        let told = after == Some(After::Project) || self.listed_as_project(draft.end);
        let laid_out = draft.before == Some(Before::Build) || self.is_described(draft.end);
        Role {
            within,
            built: within == Some(Within::Project) && (told || !laid_out),
            member: !bare && within.is_none() && self.begins_a_member(draft.start, draft.end, after),
            aside,
            site,
            visited,
            led,
            hosted,
            office: !aside && matches!(after, Some(After::Office | After::Post)),
            tail: true,
        }
    }

    /// What the words behind a name say. The end of a quotation and a bracket that explains the name of a project are
    /// gone over: “X孵化基地”项目, X产业园（草莓小镇）项目.
    fn after(&self, end: usize) -> Option<After> {
        let behind = &self.text()[end..];
        let quoted = behind.strip_prefix(['”', '」', '"']);
        let closed = behind.starts_with(['（', '(']).then(|| head(behind, MAX_BRACKET).find(['）', ')'])).flatten();
        let past = quoted.or_else(|| closed.map(|i| behind[i..].trim_start_matches(['）', ')'])));
        let told = past.and_then(|b| self.parks().after(b)).filter(|(a, _)| *a == After::Project);
        told.or_else(|| self.parks().after(behind)).map(|(a, _)| a)
    }

    /// The name that a naming is part of, or that it is itself as a project.
    fn within_name(&self, draft: &Draft, after: Option<After>, hosted: bool) -> Option<Within> {
        let zone = draft.kind.class == ParkClass::Zone;
        if draft.kind.class == ParkClass::Works {
            return Some(Within::Firm);
        }
        let project = match after {
            Some(After::Company | After::Body) => return Some(Within::Firm),
            Some(After::Project) => {
                !(zone || hosted && self.phase_behind(draft.end) || self.projects_behind(draft.end))
            }
            Some(After::Event) => !zone && !hosted,
            _ if !zone && hosted && self.is_one_of_projects(draft.end) => true,
            Some(After::Within | After::Office | After::Post | After::Ceremony) => false,
            _ if zone || hosted => false,
            _ if self.firm_before(draft.start) || self.holds_a_firm(draft) => return Some(Within::Firm),
            _ if self.event_behind(draft.end) => true,
            _ if self.listed_as_project(draft.end) || self.follows_projects(draft.start) => true,
            _ if self.tells_its_size(draft) => true,
            _ => draft.before == Some(Before::Build) || self.being_built(draft.start),
        };
        project.then_some(Within::Project)
    }

    /// X产业园规划面积5平方公里: a place is laid out or described, not built as a project.
    fn is_described(&self, end: usize) -> bool {
        self.clues().laid_out.prefix(&self.text()[end..]).is_some()
    }

    /// X产业园已签约项目16个, X产业园现有企业40家.
    pub(super) fn takes_in(&self, end: usize) -> bool {
        let behind =
            self.text()[end..].trim_start_matches(['已', '成', '功', '累', '计', '共', '新', '现', '目', '前']);
        self.clues().takes_in.prefix(behind).is_some()
    }

    /// Whether a name of bytes `start..end` is a member of a list.
    pub(super) fn is_listed(&self, start: usize, end: usize) -> bool {
        let (ahead, behind) = (&self.text()[..start], &self.text()[end..]);
        ["、", "和", "及"].iter().any(|j| ahead.ends_with(j) || behind.starts_with(j)) || behind.starts_with('等')
    }

    /// 落户X产业园、Y基地等重点项目10个: what landed are the members of the list. 在X产业园及配套设施项目: it is built
    /// with what belongs to it.
    fn is_one_of_projects(&self, end: usize) -> bool {
        let clause = self.text()[end..].split(['，', '。', '；', ',']).next().unwrap_or_default();
        let joined = ["及", "和", "与"].iter().find_map(|j| clause.strip_prefix(j)).map(|c| head(c, 12));
        let own = joined.and_then(|c| c.split_once("项目"));
        if own.is_some_and(|(kind, _)| kind.contains("配套") || kind.contains("设施")) {
            return true;
        }
        let Some((list, rest)) = clause.split_once('等') else { return false };
        let kind = head(rest, 12).split_once("项目").map(|(kind, _)| kind);
        (list.is_empty() || list.starts_with('、')) && kind.is_some_and(|k| !k.contains(['园', '区', '地']))
    }

    /// 各县市区、开发区; 乡镇（街道）和园区; 深圳、上海等产业集聚区; 四大园区: a word for any zone, not for one.
    fn is_one_of_a_kind(&self, start: usize) -> bool {
        let ahead = &self.text()[..start];
        if ahead.ends_with(['等', '大']) {
            return true;
        }
        let Some(list) = JOINTS.iter().find_map(|j| ahead.strip_suffix(j)) else { return false };
        self.clues().kinds.suffix(list).is_some() && !self.places.iter().any(|p| p.1 == list.len())
    }

    /// Whether what is said to be there is a gathering: 主会场设在X高新区, 签约仪式在X举行.
    fn is_venue(&self, draft: &Draft) -> bool {
        if draft.before != Some(Before::Host) {
            return false;
        }
        let words = self.listed_edges(self.reach_back(draft.start), draft.start);
        let host = words.iter().filter(|f| f.end == draft.start && f.value == Before::Host).map(|f| f.start).min();
        let ahead = host.unwrap_or(draft.start);
        words.iter().any(|f| f.value == Before::Gathering && f.end == ahead)
    }

    /// A项目奠基仪式在X举行, A项目在X举行开工仪式: where ground is broken for one project it is built; where several are begun at once
    /// or agreements are signed is a hall.
    fn is_site(&self, draft: &Draft) -> bool {
        if draft.before != Some(Before::Host) {
            return false;
        }
        let (ahead, behind) = (&self.text()[..draft.start], &self.text()[draft.end..]);
        let told = head(behind, MAX_BRACKET + 2);
        let Some(held) = self.clues().held.places(told).next().map(|held| held.start) else { return false };
        let clause = behind[held..].split(['，', '。', '；', ',']).next().unwrap_or_default();
        let last = ahead.rsplit(['。', '；', ';']).next().unwrap_or(ahead);
        let whole = format!("{last}{clause}");
        let ParkClues { ground, rites, works, rallies, .. } = self.clues();
        [ground, rites, works].iter().all(|words| words.within(&whole)) && !rallies.within(&whole)
    }

    /// X高新区举行开工活动: it holds the ceremony, which is not said to be held there.
    fn is_organiser(&self, draft: &Draft) -> bool {
        let (ahead, behind) = (&self.text()[..draft.start], &self.text()[draft.end..]);
        let holds = self.clues().holds.prefix(behind).is_some();
        holds && draft.before != Some(Before::Host) && !ahead.ends_with(['于', '在'])
    }

    /// Whether a zone is named for the people it sends to a ceremony: X高新区管委会主任出席; 由…、X管委会、Y街道参加.
    /// One that signs is a party to what is signed.
    fn is_guest(&self, end: usize, after: Option<After>) -> bool {
        if !matches!(after, Some(After::Office | After::Post)) {
            return false;
        }
        let behind = &self.text()[end..];
        let told = head(&behind[..behind.find(['。', '；']).unwrap_or(behind.len())], MAX_LIST);
        self.parks().attending(told).is_some_and(|at| !told[..at].contains('签'))
    }

    /// Whether the name only stands for a stretch of land that is gone through: 从X高新区到Y经开区.
    fn is_on_a_tour(&self, draft: &Draft) -> bool {
        let (ahead, behind) = (&self.text()[..draft.start], &self.text()[draft.end..]);
        let from = |text: &str| text.rfind('从').is_some_and(|i| text[i..].chars().count() <= MAX_LEG);
        let legs = &self.clues().legs;
        let last = ahead.strip_suffix('到').is_some_and(|leg| legs.suffix(leg).is_some() && from(leg));
        ahead.ends_with('从') && behind.starts_with('到') || last
    }

    /// Whether the name stands beside that of a division as one of its like: 长沙经开区、长沙县.
    pub(super) fn stands_beside_division(&self, start: usize, end: usize) -> bool {
        let division = |from: usize, to: usize| self.text()[from..to].ends_with(['县', '市', '区', '旗']);
        let joint = |text: &str| JOINTS.iter().find(|j| text.starts_with(**j)).map_or(0, |j| j.len());
        let next = end + joint(&self.text()[end..]);
        let before = JOINTS.iter().find(|j| self.text()[..start].ends_with(**j)).map_or(0, |j| j.len());
        let last = start - before;
        self.places.iter().any(|&(from, to)| {
            division(from, to) && (next > end && from == next && self.is_whole(to) || before > 0 && to == last)
        })
    }

    /// Whether a division's name is not the beginning of a zone's: 宿州市|经开区.
    fn is_whole(&self, end: usize) -> bool {
        self.parks().find_types(head(&self.text()[end..], MAX_STEM)).first().is_none_or(|t| t.start > 0)
    }

    /// Whether a name that begins its clause is told of as a project: X产业园，总投资10亿元; X产业园是省重点项目.
    /// But not X产业园，总投资10亿元的Y项目.
    fn tells_its_size(&self, draft: &Draft) -> bool {
        let ahead = self.text()[..draft.start].trim_end_matches(['“', '"', '「']);
        if !ahead.is_empty() && !ahead.ends_with(['，', '。', '；', '：', ',']) {
            return false;
        }
        let behind = &self.text()[draft.end..];
        let clause = |text: &str| text.split(['，', '。', '；', ',']).next().unwrap_or_default().to_owned();
        if behind.starts_with('是') {
            return ["项目", "项目之一"].iter().any(|w| clause(behind).ends_with(w));
        }
        let Some(next) = behind.strip_prefix(['，', ',']).map(clause) else { return false };
        self.clues().sizes.prefix(&next).is_some() && !next.contains('的') && !next.contains("项目")
    }

    /// A phase without 项目 behind it: 位于X产业园二期.
    pub(super) fn phase_behind(&self, end: usize) -> bool {
        let behind = &self.text()[end..];
        let phase = behind.char_indices().nth(1).is_some_and(|(_, c)| c == '期');
        phase && !behind[head(behind, 2).len()..].starts_with("项目")
    }

    /// X产业园项目集中开工: the projects of the park, not a project named after it.
    pub(super) fn projects_behind(&self, end: usize) -> bool {
        let behind = self.text()[end..].strip_prefix("项目");
        behind.is_some_and(|b| self.clues().crowds.prefix(b).is_some())
    }

    /// 兴隆集团物流园: the park of a firm.
    pub(super) fn firm_before(&self, start: usize) -> bool {
        self.clues().firms.suffix(&self.text()[..start]).is_some()
    }

    /// 兴隆集团总部基地: the name itself holds a firm's.
    fn holds_a_firm(&self, draft: &Draft) -> bool {
        ["集团", "公司"].iter().any(|w| self.text()[draft.start..draft.stem].contains(w))
    }

    /// X产业园当天动工; X产业园、Y产业园（一期）双双开工: what the clause tells of parks and nothing else became of them.
    fn event_behind(&self, end: usize) -> bool {
        let clause = self.text()[end..].split(['，', '。', '；', ',', ';']).next().unwrap_or_default();
        let ParkClues { befell, no_event, builds, .. } = self.clues();
        let clause = clause.trim_end_matches("建设");
        let Some(list) = befell.suffix(clause).map(|event| &clause[..clause.len() - event.len()]) else {
            return false;
        };
        let led = JOINTS.iter().any(|j| list.starts_with(j)) || list.starts_with(['（', '(']);
        let adverb = || self.lexicon.project_context.adverbs.at(list, 0).is_some();
        !no_event.within(list) && (led || adverb() && !builds.within(list)) && head(list, MAX_LIST).len() == list.len()
    }

    /// …项目、X经开区数据中心、…等13个项目; 包括X经开区管网项目、…: whether a name begins that of one of several projects, and says
    /// nothing of the others.
    fn begins_a_member(&self, start: usize, end: usize, after: Option<After>) -> bool {
        let (ahead, behind) = (&self.text()[..start], &self.text()[end..]);
        let clause = behind.split(['，', '。', '；', ',', ';']).next().unwrap_or_default();
        let joint = ["、", "等", "和", "及"].iter().filter_map(|j| clause.find(j)).min();
        let item = joint.map_or(clause, |at| &clause[..at]);
        let item = item.find("项目").map_or(item, |at| &item[..at + "项目".len()]);
        let many = head(clause, MAX_LIST).split_once('等').is_some_and(|(_, kind)| head(kind, 12).contains("项目"));
        let told = if joint.is_some() && many { item.chars().count() > 1 } else { item.ends_with("项目") };
        let joined = ["、", "和", "及"].iter().find_map(|j| ahead.strip_suffix(j));
        // 包括甲项目、X产业园等。 The park of a firm may bear its name before a dot.
        let list = joined.or_else(|| ahead.strip_suffix('·')?.rsplit_once('、').map(|(list, _)| list));
        if clause == "等" && list.is_some_and(|list| list.ends_with("项目")) {
            return true;
        }
        let second = joined.is_some();
        let first = self.clues().opens.suffix(ahead).is_some();
        let led = self.parks().find_before(item).iter().any(|f| matches!(f.value, Before::Host | Before::Visit));
        let place = matches!(after, Some(After::Within | After::Office | After::Post | After::Ceremony));
        (second || first && joint.is_some()) && told && item.chars().all(is_letter) && !led && !place
    }

    /// X创新园、Y基地等项目: one of a list of projects. What is said of them behind (落户Z) says nothing of it.
    fn listed_as_project(&self, end: usize) -> bool {
        let behind = &self.text()[end..];
        let clause = behind.split(['，', '。', '；', ',']).next().unwrap_or(behind);
        let near = head(clause, MAX_LIST);
        let Some(list) = near.find("项目").map(|at| &near[..at]) else { return false };
        let listed = list.starts_with(['、', '和', '与', '及', '等']);
        listed && self.parks().find_before(list).iter().all(|f| !matches!(f.value, Before::Host | Before::Visit))
    }

    /// A项目、X创新园; 项目分别是：X产业园: one of a list that projects come first in.
    fn follows_projects(&self, start: usize) -> bool {
        let ahead = self.text()[self.reach_back(start)..start].trim_end_matches(['“', '"', '「']);
        let segment = ahead.rsplit(['，', '。', '；', ',']).next().unwrap_or(ahead);
        let Some(at) = segment.rfind("项目").map(|i| i + "项目".len()) else { return false };
        let between = &segment[at..];
        let words = self.parks().find_before(between);
        let led = words.iter().any(|f| matches!(f.value, Before::Host | Before::Visit | Before::Origin));
        !led && ["、", "和", "与", "及", "：", ":", "包括", "分别是", "分别为"].iter().any(|w| between.ends_with(w))
    }

    /// The text up to the 的 that leads the noun phrase `ahead` ends in; words that lead to a place break it.
    pub(super) fn attribute_before<'t>(&self, ahead: &'t str) -> Option<&'t str> {
        let phrase = ahead.chars().rev().take(MAX_STEM).take_while(|c| is_letter(*c));
        let from = ahead.len() - phrase.map(char::len_utf8).sum::<usize>();
        let at = from + ahead[from..].rfind('的')?;
        let between = self.listed_edges(at + '的'.len_utf8(), ahead.len());
        let leads = |f: &Found<Before>| matches!(f.value, Before::Host | Before::Visit | Before::Origin);
        (!between.iter().any(leads)).then_some(&ahead[..at])
    }

    /// 总投资10亿元的X产业园, 占地百亩的X产业园, 新建年产万吨的X产业园: the park is the project.
    pub(super) fn being_built(&self, start: usize) -> bool {
        let ahead = self.text()[..start].trim_end_matches(['“', '"', '「']);
        let Some(ahead) = self.attribute_before(ahead) else { return false };
        let clause = ahead.rsplit(['，', '。', '；', '、', ',']).next().unwrap_or(ahead);
        // 总投资5亿元的A、3亿元的X产业园: what the first amount of a list is, the others are.
        let list = ahead.rsplit(['，', '。', '；', ',']).next().unwrap_or(ahead);
        let amount = list.contains("投资") && clause.ends_with(['元', '亿']);
        let area = clause.contains("占地") && clause.ends_with(['亩', '米', '顷']);
        let words = self.listed_edges(ahead.len() - clause.len(), ahead.len());
        let has = |kind| words.iter().any(|f| f.value == kind);
        amount || area || says_of_what_kind(ahead) || has(Before::Build) && !has(Before::Host)
    }
}

/// Whether an attribute says what kind of park something is to be, not which: 集研发、生产于一体|的产业园, 全国最大|的产业园.
fn says_of_what_kind(attribute: &str) -> bool {
    let last = attribute.char_indices().rev().nth(5).map_or(attribute, |(at, _)| &attribute[at..]);
    ["一体", "重要", "唯一", "知名", "一流", "领先"].iter().any(|w| attribute.ends_with(w)) || last.contains('最')
}
