//! Phrases of page furniture, from `data/furniture.tsv`.

use aho_corasick::AhoCorasick;

use super::{DataFile, Fault, Row};

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
    phrases: Option<AhoCorasick>,
    rules: Vec<Rule>,
    longest: usize,
}

impl Furniture {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut phrases = Vec::new();
        let mut rules = Vec::new();
        for row in file.rows(4, faults) {
            match parse_rule(&row) {
                Ok(rule) => {
                    phrases.push(fold(row.cells[0]));
                    rules.push(rule);
                }
                Err(message) => faults.push(row.fault(message)),
            }
        }
        let longest = rules.iter().map(|r| r.max).max().unwrap_or(0);
        let phrases = file.automaton(phrases, faults);
        Self { phrases, rules, longest }
    }

    /// The roles of a block of text that is `chars` characters long and holds a full date or not.
    pub fn roles(&self, text: &str, chars: usize, dated: bool) -> Roles {
        let mut roles = Roles::default();
        let Some(phrases) = self.phrases.as_ref().filter(|_| chars <= self.longest) else { return roles };
        let folded = fold(text);
        let folded = folded.trim_start_matches(is_decoration);
        let bare_end = folded
            .trim_end_matches(|c: char| is_decoration(c) || matches!(c, ':' | '：' | '?' | '>' | '…' | '.'))
            .len();
        for hit in phrases.find_overlapping_iter(folded) {
            let rule = &self.rules[hit.pattern().as_usize()];
            let placed = match rule.place {
                Place::Start => hit.start() == 0,
                Place::Whole => hit.start() == 0 && hit.end() >= bare_end,
                Place::Any => true,
                Place::End => hit.end() >= bare_end,
                Place::Dated => dated,
            };
            if placed && chars <= rule.max {
                roles.insert(rule.role);
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
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '(' if out.chars().next_back().is_some_and(is_han) => match reading(chars.as_str()) {
                Some(length) => chars = chars.as_str()[length..].chars(),
                None => out.push(c),
            },
            ':' => out.push('：'),
            '＞' => out.push('>'),
            '｜' | '丨' | '│' | '∣' => out.push('|'),
            '／' => out.push('/'),
            c if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') => {}
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.push(c),
        }
    }
    out
}

/// Length of a pinyin reading and its closing bracket at the start of `text`.
fn reading(text: &str) -> Option<usize> {
    let end = text.char_indices().take(9).find(|(_, c)| *c == ')')?.0;
    let inside = &text[..end];
    let pinyin = |c: char| c.is_ascii_lowercase() || matches!(c, 'à'..='ü' | 'ā'..='ǜ');
    (!inside.is_empty() && inside.chars().all(pinyin)).then_some(end + 1)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
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
    fn faults_name_the_line() {
        let mut faults = Vec::new();
        Furniture::parse(
            DataFile { name: "furniture.tsv", text: "a\tnav\tany\t3\nb\tnothing\tany\t3\nc\tnav\tany\tx\n" },
            &mut faults,
        );
        assert_eq!(faults.iter().map(|f| f.line).collect::<Vec<_>>(), [2, 3]);
    }
}
