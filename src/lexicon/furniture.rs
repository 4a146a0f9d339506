//! Phrases of page furniture, from `data/furniture.tsv`.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::finder::Finder;
use super::{DataFile, Fault, Row};
use crate::letter::is_han;

macro_rules! roles {
    ($($(#[$meta:meta])* $variant:ident = $label:literal),* $(,)?) => {
        /// What a phrase of page furniture is there for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Role { $($(#[$meta])* $variant),* }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The role's name in the data file.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }
    };
}

roles! {
    /// Menus.
    Nav = "nav",
    /// The path to the page (首页 > 要闻).
    Crumb = "crumb",
    /// Font size, print, close.
    Tool = "tool",
    /// Date, counters, index numbers.
    Meta = "meta",
    /// A line that holds the writers only.
    Byline = "byline",
    /// 责任编辑 and the like.
    Editor = "editor",
    /// 原标题.
    Origin = "origin",
    /// 来源.
    Source = "source",
    /// Credits of pictures.
    Credit = "credit",
    /// Abstract boxes.
    Abstract = "abstract",
    /// Share buttons, QR codes.
    Share = "share",
    /// Advertising of the site's app.
    App = "app",
    /// Disclaimers, copyright.
    Disclaimer = "disclaimer",
    /// Opens a list of other articles.
    Related = "related",
    /// Opens the comments.
    Comments = "comments",
    /// The articles before and after.
    Neighbour = "neighbour",
    /// Foot of the page: licences, addresses.
    Footer = "footer",
    /// Login and registration.
    Login = "login",
    /// Buttons and labels of posts in a thread.
    Post = "post",
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u32);

impl Roles {
    /// Adds a role.
    pub fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u8;
    }

    /// Whether the role is in the set.
    pub fn has(self, role: Role) -> bool {
        self.0 & 1 << role as u8 != 0
    }

    /// Whether any of the roles is in the set.
    pub fn any(self, roles: &[Role]) -> bool {
        roles.iter().any(|r| self.has(*r))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, in the order of [`Role::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |r| self.has(*r))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Whole,
    Any,
    End,
    Dated,
}

#[derive(Debug)]
struct Rule {
    role: Role,
    place: Place,
    max: usize,
}

/// Phrases that stand in page furniture, not in articles.
#[derive(Debug)]
pub struct Furniture {
    phrases: Finder,
    /// The rules of each phrase.
    rules: Vec<Vec<Rule>>,
    longest: usize,
}

impl Furniture {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let mut phrases = Vec::new();
        let mut rules: Vec<Vec<Rule>> = Vec::new();
        for row in file.rows(4, faults) {
            match parse_rule(&row) {
                Ok(rule) => {
                    let phrase = fold(row.cells[0]);
                    let place = *places.entry(phrase.clone()).or_insert(phrases.len());
                    if place == phrases.len() {
                        phrases.push(phrase);
                        rules.push(Vec::new());
                    }
                    rules[place].push(rule);
                }
                Err(message) => faults.push(row.fault(message)),
            }
        }
        let longest = rules.iter().flatten().map(|r| r.max).max().unwrap_or(0);
        Self { phrases: Finder::new(phrases.iter().map(String::as_str)), rules, longest }
    }

    /// The roles of a block of text that is `chars` characters long and holds a full date or not.
    pub fn roles(&self, text: &str, chars: usize, dated: bool) -> Roles {
        let mut roles = Roles::default();
        if chars > self.longest {
            return roles;
        }
        let folded = fold(text);
        let folded = folded.trim_start_matches(is_decoration);
        let bare_end = folded
            .trim_end_matches(|c: char| is_decoration(c) || matches!(c, ':' | '：' | '?' | '>' | '…' | '.'))
            .len();
        for hit in self.phrases.all_hits(folded) {
            for rule in self.rules[hit.word].iter().filter(|rule| chars <= rule.max) {
                let placed = match rule.place {
                    Place::Start => hit.start == 0,
                    Place::Whole => hit.start == 0 && hit.end >= bare_end,
                    Place::Any => true,
                    Place::End => hit.end >= bare_end,
                    Place::Dated => dated,
                };
                if placed {
                    roles.insert(rule.role);
                }
            }
        }
        roles
    }
}

fn parse_rule(row: &Row<'_>) -> Result<Rule, String> {
    let role = Role::ALL
        .iter()
        .copied()
        .find(|r| r.label() == row.cells[1])
        .ok_or_else(|| format!("{} is no role", row.cells[1]))?;
    let place = match row.cells[2] {
        "start" => Place::Start,
        "whole" => Place::Whole,
        "any" => Place::Any,
        "end" => Place::End,
        "dated" => Place::Dated,
        other => return Err(format!("{other} is no place (start, whole, any, end, dated)")),
    };
    let max = row.cells[3].parse().map_err(|_| format!("{} is no number of characters", row.cells[3]))?;
    Ok(Rule { role, place, max })
}

fn is_decoration(c: char) -> bool {
    matches!(
        c,
        '【' | '】'
            | '['
            | ']'
            | '('
            | ')'
            | '（'
            | '）'
            | '《'
            | '》'
            | '「'
            | '」'
            | '“'
            | '”'
            | '"'
            | '·'
            | '•'
            | '●'
            | '○'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '▲'
            | '▼'
            | '△'
            | '★'
            | '☆'
            | '▪'
            | '▶'
            | '►'
            | '-'
            | '—'
            | '–'
            | '*'
            | '#'
            | '|'
            | '｜'
            | '①'
            | '②'
            | '~'
            | '='
            | '_'
            | '/'
            | ','
            | '，'
            | '。'
            | '、'
    )
}

/// Lower case, without white space and without pinyin in brackets after a character; colons, angle brackets,
/// bars and slashes in one form.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|&(_, c)| folds(c)) {
        out.push_str(&rest[..at]);
        rest = &rest[at + c.len_utf8()..];
        match c {
            '(' => match reading(rest).filter(|_| out.chars().next_back().is_some_and(is_han)) {
                Some(length) => rest = &rest[length..],
                None => out.push(c),
            },
            ':' => out.push('：'),
            '＞' => out.push('>'),
            '｜' | '丨' | '│' | '∣' => out.push('|'),
            '／' => out.push('/'),
            c if c.is_ascii_uppercase() => out.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    out.push_str(rest);
    out
}

/// Whether a character becomes another one, or none.
fn folds(c: char) -> bool {
    let kept = ('\u{4e37}'..='\u{9fff}').contains(&c);
    !kept
        && (matches!(c, '(' | ':' | '＞' | '｜' | '丨' | '│' | '∣' | '／' | '\u{200b}' | '\u{feff}')
            || c.is_ascii_uppercase()
            || c.is_whitespace())
}

/// A text without the pinyin in brackets behind its characters: 項(xiàng)目.
pub(crate) fn without_readings(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'(', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('(') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let length = reading(after).filter(|_| out.chars().next_back().is_some_and(is_han));
        if length.is_none() {
            out.push('(');
        }
        rest = &after[length.unwrap_or(0)..];
    }
    out.push_str(rest);
    out.into()
}

/// Length of a pinyin reading and its closing bracket at the start of `text`.
fn reading(text: &str) -> Option<usize> {
    let end = text.char_indices().take(9).find(|(_, c)| *c == ')')?.0;
    let inside = &text[..end];
    let pinyin = |c: char| c.is_ascii_lowercase() || matches!(c, 'à'..='ü' | 'ā'..='ǜ');
    (!inside.is_empty() && inside.chars().all(pinyin)).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn phrases_count_in_their_place_only() {
        let furniture = &Lexicon::embedded().furniture;
        let cases: &[(&str, &[Role])] = &[
            ("责任编辑：王小明", &[Role::Editor]),
            ("（責任編輯：王小明）", &[Role::Editor]),
            ("【推荐阅读】", &[Role::Related]),
            ("· 版權(quán)聲明 ·", &[Role::Disclaimer]),
            ("首页 > 新闻中心 > 正文", &[Role::Crumb]),
            ("皖ICP备07008621号", &[Role::Footer]),
            ("打印", &[Role::Tool]),
            ("3D打印产业园签约", &[]),
            ("2023-04-18 09:00 | 来源青石日报", &[]),
            ("2023-04-18 09:00 | 来源：青石日报", &[Role::Meta]),
            ("资金来源：自筹", &[]),
            ("撰稿 丨 王小明", &[Role::Byline]),
            ("编辑部主任介绍，今年的稿件比去年多。", &[]),
            ("评论员文章指出，要抓项目。", &[]),
        ];
        for (text, wanted) in cases {
            let found: Vec<Role> = furniture.roles(text, text.chars().count(), text.contains("2023-")).iter().collect();
            assert_eq!(&found, wanted, "{text}");
        }
    }

    #[test]
    fn lines_around_articles_of_many_kinds_of_sites_are_known() {
        let furniture = &Lexicon::embedded().furniture;
        let lines = [
            // Government sites.
            "您的当前位置：首页>政务公开>工作动态",
            "索引号：000014349/2023-00001",
            "发文机关：某某县人民政府",
            "成文日期：2023年4月18日",
            "文号：某政发〔2023〕1号",
            "【打印本页】【关闭窗口】",
            "扫一扫在手机打开当前页",
            "信息来源：县发改委",
            "网站标识码：1234567890",
            "主办单位：某某县人民政府办公室",
            "无障碍浏览",
            "您访问的链接即将离开本网站 是否继续",
            // County media centres, papers.
            "撰稿人：王小明 审核人：李大力",
            "（记者 王小明）",
            "一审：王小明 二审：李大力 三审：张三",
            "编辑：王小明",
            "值班总编：李大力",
            "责编｜王小明",
            "供稿丨县委宣传部",
            "新闻热线：0000-1234567",
            "图片由县发改委提供",
            "王小明 摄",
            // Accounts.
            "点击上方蓝字关注我们",
            "长按二维码关注",
            "喜欢此内容的人还喜欢",
            "预览时标签不可点",
            "阅读原文",
            "点个在看",
            "微信扫一扫关注该公众号",
            "继续滑动看下一个",
            "更多精彩内容请关注",
            // Portals.
            "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。",
            "本文内容仅供参考，不构成投资建议。",
            "举报/反馈",
            "打开客户端查看更多",
            "返回搜狐，查看更多",
            "海量资讯、精准解读，尽在新浪财经APP",
            "(文章来源：某社)",
            "本文源自：某某资讯",
            "声明：市场有风险，投资需谨慎。",
            "版权归原作者所有，如有侵权请联系删除",
            "原文链接：某某网",
            "本篇文章320字，读完约1分钟",
            "栏目热门",
            "24小时热文",
            "热门标签：",
            "大家还在看",
            "登录后才能评论",
            "暂无评论",
            "上一条：某项目签约",
            "返回列表",
            // Taiwan.
            "點我下載APP",
            "加入LINE好友",
            "延伸閱讀",
            "新聞來源：某視",
            "發佈留言",
            "回新聞列表",
            "瀏覽數：120",
            "熱門新聞",
        ];
        for line in lines {
            assert!(!furniture.roles(line, line.chars().count(), false).is_empty(), "{line}");
        }
    }

    #[test]
    fn sentences_of_articles_are_not() {
        let furniture = &Lexicon::embedded().furniture;
        let sentences = [
            "公司为园区企业提供技术支持。",
            "项目建成后，将打造手机客户端和视频号矩阵。",
            "人工智能生成内容产业园落户高新区。",
            "会议要求，不得擅自改变土地用途。",
            "他把经验分享到全县。",
            "县市场监管局核发营业执照三百张。",
            "双方签发备忘录。",
            "该公司主营高分辨率显示屏。",
            "知识产权和版权保护中心揭牌。",
            "记者从县招商局获悉，三个项目签约。",
            "项目联系人制度建立。",
            "数字阅读",
            "招商图鉴：一季度成绩单",
            "本地企业合作伙伴大会召开。",
            "打印设备产业园",
            "3D打印",
            "下载中心机房建成投用。",
            "编辑出版产业园开工",
            "客服中心项目落户",
            "热电项目开工",
            "分享经济产业园",
            "新闻出版小镇项目签约",
            "评论区的建议变成了项目",
            "电话机生产线投产。",
            "关注民生项目建设",
            "登录资本市场的企业达到十家。",
            "广告产业园总投资三亿元。",
        ];
        for sentence in sentences {
            let roles: Vec<Role> = furniture.roles(sentence, sentence.chars().count(), false).iter().collect();
            assert_eq!(roles, [], "{sentence}");
        }
    }

    #[test]
    fn readings_go_and_other_brackets_stay() {
        let cases = [
            ("項(xiàng)目(mù)簽約", "項目簽約"),
            ("公司(Ltd)投资(3亿元)", "公司(Ltd)投资(3亿元)"),
            ("(a)项目(a) (b)", "(a)项目 (b)"),
            ("签约(", "签约("),
        ];
        for (text, wanted) in cases {
            assert_eq!(without_readings(text), wanted);
        }
    }

    #[test]
    fn faults_name_the_line() {
        let mut faults = Vec::new();
        Furniture::parse(
            DataFile { name: "furniture.tsv", text: "a\tnav\tany\t3\nb\tnothing\tany\t3\nc\tnav\tany\tx\n" },
            &mut faults,
        );
        assert_eq!(faults.iter().map(|f| f.line).collect::<Vec<_>>(), [2, 3]);
    }
}
