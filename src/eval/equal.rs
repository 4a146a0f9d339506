//! When two values are equal.
//!
//! The lists below belong to the rule itself (the record specification names them), not to the extractor's
//! vocabulary: they must stay as they are when that grows.

use std::sync::LazyLock;

use regex::Regex;

use super::{Accepted, Field, GoldRecord, Prediction};

/// How a predicted field stands to gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldState {
    /// Filled as in gold.
    Hit,
    /// Filled otherwise.
    Wrong,
    /// Empty where gold has a value.
    Missing,
    /// Filled where gold is empty.
    Extra,
    /// Empty as in gold.
    Empty,
    /// Gold accepts anything.
    Free,
}

impl FieldState {
    /// Whether the field is as in gold.
    pub fn is_right(self) -> bool {
        matches!(self, Self::Hit | Self::Empty | Self::Free)
    }
}

const ABBREVIATIONS: [(&str, &str); 14] = [
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高新技术产业园", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("经济技术开区", "经开区"),
    ("国家级", ""),
    ("省级", ""),
    ("（", "("),
    ("）", ")"),
    ("工业园区", "工业园"),
    ("产业园区", "产业园"),
    ("科技园区", "科技园"),
];

const PROVINCES: &str = "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 \
                         四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门";

#[expect(clippy::expect_used, reason = "patterns are constants, compiled by the tests")]
static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|控股集团|集团|公司|股份|控股)$")
        .expect("constant")
});
#[expect(clippy::expect_used, reason = "patterns are constants, compiled by the tests")]
static PLACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(中国|[\u{4e00}-\u{9fff}]{2,3}?(省|市|县|区|自治区))").expect("constant"));
#[expect(clippy::expect_used, reason = "patterns are constants, compiled by the tests")]
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\([^)]*\)").expect("constant"));

/// The text without white space and quotes, zone names abbreviated.
pub(super) fn clean(text: &str) -> String {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '\'' | '《' | '》' | '·'))
        .collect();
    ABBREVIATIONS.iter().fold(bare, |s, (long, short)| s.replace(long, short))
}

/// What is left of a firm's name without brackets, place prefix and legal suffix.
pub(super) fn company_core(name: &str) -> String {
    let cleaned = clean(name);
    let bare = BRACKETS.replace_all(&cleaned, "");
    let mut core = bare.as_ref();
    while let Some(cut) = SUFFIX.find(core).map(|m| m.start()).filter(|&at| at > 0) {
        core = &core[..cut];
    }
    let two_left = |rest: &str| rest.chars().count() >= 2;
    if let Some(rest) = PROVINCES.split(' ').find_map(|p| core.strip_prefix(p).filter(|r| two_left(r))) {
        core = rest;
    }
    let rest = PLACE.find(core).map_or(core, |m| &core[m.end()..]);
    if two_left(rest) { rest.to_owned() } else { core.to_owned() }
}

/// Length in characters of the longest run that both hold.
pub(super) fn common_run(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row = vec![0; b.len() + 1];
    let mut best = 0;
    for x in a.chars() {
        for j in (0..b.len()).rev() {
            row[j + 1] = if b[j] == x { row[j] + 1 } else { 0 };
            best = best.max(row[j + 1]);
        }
    }
    best
}

fn company_equal(predicted: &str, gold: &str) -> bool {
    let (a, b) = (company_core(predicted), company_core(gold));
    let (m, n) = (a.chars().count(), b.chars().count());
    a == b || (m >= 2 && b.contains(&a)) || (n >= 2 && a.contains(&b)) || (m.min(n) >= 4 && common_run(&a, &b) >= 4)
}

fn park_equal(predicted: &str, gold: &str) -> bool {
    let (a, b) = (clean(predicted), clean(gold));
    a.contains(&b) || b.contains(&a)
}

fn amount_equal(predicted: f64, gold: f64) -> bool {
    (predicted - gold).abs() <= 0.01 * gold.abs().max(1e-9) + 1e-12
}

/// Whether a project name shares a run of four characters, or 60 % of the shorter one, with gold's.
pub(super) fn project_equal(predicted: Option<&str>, gold: &Accepted<String>) -> bool {
    let stem = |name: &str| {
        let name = clean(name);
        name.strip_suffix("项目").map(str::to_owned).unwrap_or(name)
    };
    let one = |a: &str, b: &str| {
        let run = common_run(a, b);
        let shorter = a.chars().count().min(b.chars().count());
        shorter > 0 && (run >= 4 || 10 * run >= 6 * shorter)
    };
    predicted.is_some_and(|p| gold.values.iter().any(|g| one(&stem(p), &stem(g))))
}

fn state<T, P>(predicted: &[P], gold: &Accepted<T>, equal: impl Fn(&P, &T) -> bool) -> FieldState {
    match predicted {
        _ if gold.anything => FieldState::Free,
        [] if gold.nothing => FieldState::Empty,
        [] => FieldState::Missing,
        _ if gold.values.iter().any(|g| predicted.iter().any(|p| equal(p, g))) => FieldState::Hit,
        _ if gold.values.is_empty() => FieldState::Extra,
        _ => FieldState::Wrong,
    }
}

/// How a predicted field stands to gold. Any party of `companies` may be the company, if `company` is filled.
pub fn field_state(field: Field, predicted: &Prediction, gold: &GoldRecord) -> FieldState {
    let mut parties: Vec<&str> = predicted.company.as_deref().into_iter().collect();
    if field == Field::Company && !parties.is_empty() {
        parties.extend(predicted.companies.iter().map(String::as_str));
        return company_state(&parties, gold);
    }
    lone_state(field, predicted, gold)
}

/// [`field_state`] by the field alone, as pairing wants it: without the further parties.
pub(super) fn lone_state(field: Field, predicted: &Prediction, gold: &GoldRecord) -> FieldState {
    let same = |p: &&str, g: &String| *p == g.as_str();
    match field {
        Field::Company => company_state(predicted.company.as_deref().as_slice(), gold),
        Field::Industry => state(predicted.industry.as_deref().as_slice(), &gold.industry, same),
        Field::Stage => state(predicted.stage.as_deref().as_slice(), &gold.stage, same),
        Field::Park => state(predicted.park.as_deref().as_slice(), &gold.park, |p, g| park_equal(p, g)),
        Field::Amount => state(predicted.amount_yi.as_slice(), &gold.amount_yi, |&p, &g| amount_equal(p, g)),
    }
}

fn company_state(parties: &[&str], gold: &GoldRecord) -> FieldState {
    state(parties, &gold.company, |p, g| company_equal(p, g))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cores_of_names() {
        for (name, core) in [
            ("甲州青禾食品有限公司", "甲州青禾食品"),
            ("安徽 青禾（集团）股份有限公司", "青禾"),
            ("云溪市青禾食品集团有限公司", "青禾食品"),
            ("中国青禾集团公司", "青禾"),
            ("“青禾”控股集团", "青禾"),
            ("集团公司", "集团公司"),
            ("安徽甲", "安徽甲"),
            ("江苏", "江苏"),
        ] {
            assert_eq!(company_core(name), core, "{name}");
        }
    }

    #[test]
    fn companies() {
        for (a, b, equal) in [
            ("青禾食品", "安徽青禾食品有限公司", true),
            ("青禾", "安徽青禾食品有限公司", true),
            ("青禾食品科技", "安徽青禾食品实业有限公司", true),
            ("禾", "安徽青禾食品有限公司", false),
            ("青禾饮料", "青禾食品", false),
            ("白露机电", "青禾食品", false),
        ] {
            assert_eq!(company_equal(a, b), equal, "{a} {b}");
        }
    }

    #[test]
    fn parks_and_amounts() {
        assert!(park_equal("云溪经济技术开发区", "云溪经开区"));
        assert!(park_equal("云溪高新技术产业开发区医药产业园区", "云溪高新区"));
        assert!(!park_equal("云溪高新区", "云溪经开区"));
        assert!(amount_equal(1.01, 1.0) && amount_equal(100.9, 100.0) && !amount_equal(1.02, 1.0));
        assert!(!amount_equal(f64::NAN, 1.0) && amount_equal(0.0, 0.0));
    }

    #[test]
    fn project_names() {
        let gold = |name: &str| Accepted { values: vec![name.to_owned()], ..Accepted::default() };
        assert!(project_equal(Some("年产5万吨速冻蔬菜项目"), &gold("青禾速冻蔬菜生产线")));
        assert!(project_equal(Some("二期项目"), &gold("二期")));
        assert!(!project_equal(Some("项目"), &gold("项目")));
        assert!(!project_equal(Some("物流园项目"), &gold("速冻蔬菜项目")));
        assert!(!project_equal(None, &gold("速冻蔬菜项目")));
    }

    #[test]
    fn runs() {
        assert_eq!(common_run("甲乙丙丁", "乙丙丁戊"), 3);
        assert_eq!(common_run("甲甲甲", "甲甲"), 2);
        assert_eq!(common_run("", "甲"), 0);
    }

    #[test]
    fn states() {
        let gold = |json| super::super::parse_gold(json).unwrap().remove(0).records.remove(0);
        let strict = gold(
            r#"{"id":"a","records":[{"kind":"project","company":"青禾食品","stage":null,"park":["云溪经开区",null],"industry":"*","amount_yi":[1,2]}]}"#,
        );
        let full = Prediction {
            company: Some("白露机电".into()),
            companies: vec!["青禾食品".into()],
            stage: Some("开工".into()),
            park: Some("别处".into()),
            amount_yi: Some(2.0),
            industry: Some("食品".into()),
            ..Prediction::default()
        };
        let states = |p: &Prediction| Field::ALL.map(|f| field_state(f, p, &strict));
        use FieldState::{Empty, Extra, Free, Hit, Missing, Wrong};
        assert_eq!(states(&full), [Hit, Free, Hit, Extra, Wrong]);
        assert_eq!(states(&Prediction::default()), [Missing, Free, Missing, Empty, Empty]);
        assert_eq!(lone_state(Field::Company, &full, &strict), Wrong);
    }
}
