//! Words around amounts of money: currencies, measures, qualifiers and role words.

use regex::Regex;

use super::{DataFile, Fault, Row, WordSet};
use crate::mention::amount::{AmountRole, Bound};

/// Codes of ISO 4217 that `data/currencies.tsv` and `data/fx.tsv` may use.
const CODES: &[&str] = &[
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "INR", "JPY", "KRW", "KZT",
    "MOP", "MXN", "MYR", "NOK", "NZD", "PHP", "PKR", "PLN", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "USD",
    "VND", "ZAR",
];

/// The code as a constant, `None` for a code that is not known.
pub(super) fn currency_code(code: &str) -> Option<&'static str> {
    CODES.iter().copied().find(|c| *c == code)
}

/// Where a currency may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    After,
    Both,
}

/// Names of currencies.
#[derive(Debug)]
pub struct Currencies {
    before: WordSet,
    before_codes: Vec<&'static str>,
    after: WordSet,
    after_codes: Vec<&'static str>,
}

impl Currencies {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut rows = Vec::new();
        for row in file.rows(3, faults) {
            match (currency_code(row.cells[1]), place(row.cells[2])) {
                (Some(code), Some(place)) => rows.push((row.cells[0].to_owned(), code, place)),
                (None, _) => faults.push(row.fault(format!("{} is no known currency code", row.cells[1]))),
                (_, None) => faults.push(row.fault(format!("{} is none of before, after, both", row.cells[2]))),
            }
        }
        let of = |wanted: Place| -> (Vec<String>, Vec<&'static str>) {
            rows.iter()
                .filter(|(_, _, place)| *place == wanted || *place == Place::Both)
                .map(|(name, code, _)| (name.clone(), *code))
                .unzip()
        };
        let ((before, before_codes), (after, after_codes)) = (of(Place::Before), of(Place::After));
        Self { before: WordSet::new(&before), before_codes, after: WordSet::new(&after), after_codes }
    }

    /// The currency named right behind a number that ends at `at`: its code and where the name ends.
    pub fn after(&self, text: &str, at: usize) -> Option<(&'static str, usize)> {
        self.after.at(text, at).map(|(index, end)| (self.after_codes[index], end))
    }

    /// The currency named right before a number that starts at `end`: its code and where the name starts.
    pub fn before(&self, text: &str, end: usize) -> Option<(&'static str, usize)> {
        self.before.ending(text, end).map(|(index, start)| (self.before_codes[index], start))
    }
}

fn place(word: &str) -> Option<Place> {
    match word {
        "before" => Some(Place::Before),
        "after" => Some(Place::After),
        "both" => Some(Place::Both),
        _ => None,
    }
}

/// What 万 and 亿 count when it is not money.
#[derive(Debug)]
pub struct Measures {
    units: WordSet,
    exceptions: Vec<Vec<String>>,
    topics: WordSet,
}

impl Measures {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let (mut units, mut exceptions, mut topics) = (Vec::new(), Vec::new(), Vec::new());
        for row in file.rows(2, faults) {
            let word = row.cells[1].to_owned();
            match row.cells[0] {
                "unit" => {
                    units.push(word);
                    exceptions.push(words(row.cells.get(2).copied().unwrap_or("")));
                }
                "topic" => topics.push(word),
                other => faults.push(row.fault(format!("{other} is none of unit, topic"))),
            }
        }
        Self { units: WordSet::new(&units), exceptions, topics: WordSet::new(&topics) }
    }

    /// Whether a unit that is no money stands at `at`.
    pub fn unit_at(&self, text: &str, at: usize) -> bool {
        let Some((index, end)) = self.units.at(text, at) else { return false };
        let rest = &text[at..];
        let latin_goes_on = text[at..end].ends_with(|c: char| c.is_ascii_alphabetic())
            && text[end..].starts_with(|c: char| c.is_ascii_alphabetic());
        !latin_goes_on && !self.exceptions[index].iter().any(|e| rest.starts_with(e.as_str()))
    }

    /// Whether a word that counts things, not money, stands in `part`.
    pub fn topic_in(&self, part: &str) -> bool {
        self.topics.hits(part).next().is_some()
    }
}

/// Words that bound an amount.
#[derive(Debug)]
pub struct Qualifiers {
    before: WordSet,
    before_rows: Vec<Option<Qualifier>>,
    after: WordSet,
    after_rows: Vec<Option<Qualifier>>,
}

/// One qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Qualifier {
    /// What it says.
    pub bound: Bound,
    /// Whether a bare 亿元 behind it means 1亿元.
    pub one: bool,
}

impl Qualifiers {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let (mut before, mut before_rows, mut after, mut after_rows) = (vec![], vec![], vec![], vec![]);
        for row in file.rows(3, faults) {
            let bound = bound(row.cells[2]);
            if bound.is_none() && row.cells[2] != "none" {
                faults.push(row.fault(format!("{} is no bound", row.cells[2])));
                continue;
            }
            let one = row.cells.get(3).is_some_and(|c| *c == "one");
            let qualifier = bound.map(|bound| Qualifier { bound, one });
            match row.cells[1] {
                "before" => {
                    before.push(row.cells[0].to_owned());
                    before_rows.push(qualifier);
                }
                "after" => {
                    after.push(row.cells[0].to_owned());
                    after_rows.push(qualifier);
                }
                other => faults.push(row.fault(format!("{other} is none of before, after"))),
            }
        }
        Self { before: WordSet::new(&before), before_rows, after: WordSet::new(&after), after_rows }
    }

    /// The qualifier that ends at `end`, and where it starts.
    pub fn before(&self, text: &str, end: usize) -> Option<(Qualifier, usize)> {
        let (index, start) = self.before.ending(text, end)?;
        Some((self.before_rows[index]?, start))
    }

    /// The qualifier that starts at `at`, and where it ends.
    pub fn after(&self, text: &str, at: usize) -> Option<(Qualifier, usize)> {
        let (index, end) = self.after.at(text, at)?;
        Some((self.after_rows[index]?, end))
    }
}

fn bound(word: &str) -> Option<Bound> {
    Some(match word {
        "exact" => Bound::Exact,
        "about" => Bound::About,
        "below" => Bound::Below,
        "above" => Bound::Above,
        "at_least" => Bound::AtLeast,
        "at_most" => Bound::AtMost,
        _ => return None,
    })
}

/// How much a role word weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Decides only where nothing else does.
    Weak,
    /// As strong, but a build verb behind the amount makes it an investment.
    Soft,
    /// Decides unless an override stands behind the amount.
    Strong,
    /// A label that nothing overrules.
    Firm,
}

/// What a role word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// This role.
    Role(AmountRole),
    /// Nothing: it only looks like a role word.
    Nothing,
    /// The role of the nearest word before it.
    Head,
}

/// One role word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleWord {
    /// What it says.
    pub says: Says,
    /// How much it weighs.
    pub weight: Weight,
}

/// One list of role words.
#[derive(Debug)]
pub struct RoleWords {
    set: WordSet,
    rows: Vec<RoleWord>,
}

impl RoleWords {
    fn new(rows: Vec<(String, RoleWord)>) -> Self {
        let (words, rows): (Vec<String>, Vec<RoleWord>) = rows.into_iter().unzip();
        Self { set: WordSet::new(&words), rows }
    }

    /// Hits in `text` as (what, start, end).
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (RoleWord, usize, usize)> + 'a {
        self.set.hits(text).map(|(index, start, end)| (self.rows[index], start, end))
    }
}

/// A word that changes the role of the word behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modifier {
    /// The word (完成, 力争).
    pub word: String,
    /// The role it makes.
    pub role: AmountRole,
    /// The words it works on; empty for every word of role investment or fixed.
    pub on: Vec<String>,
}

/// Role words by the side they stand on.
#[derive(Debug)]
pub struct Roles {
    /// Before the amount.
    pub before: RoleWords,
    /// Behind it.
    pub after: RoleWords,
    /// Verbs behind it that turn spending into something else.
    pub overriding: RoleWords,
    /// Verbs behind it that make it an investment.
    pub build: RoleWords,
    /// Nouns of a class (亿元以上项目).
    pub class: WordSet,
    /// Nouns of a class behind a round figure (千亿产业集群).
    pub grand: WordSet,
    /// Words behind an amount that tell of its growth.
    pub growth: WordSet,
    /// Words behind an amount that tell what share of a firm it buys (持股).
    pub share: WordSet,
    /// Words that change the role of the word behind them.
    pub modifiers: Vec<Modifier>,
}

impl Roles {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut sides: [Vec<(String, RoleWord)>; 4] = Default::default();
        let (mut class, mut grand, mut growth, mut modifiers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut share = Vec::new();
        for row in file.rows(4, faults) {
            let Some(word) = role_word(&row, faults) else { continue };
            let list = words(row.cells[3]);
            let side = match row.cells[0] {
                "before" => 0,
                "after" => 1,
                "override" => 2,
                "build" => 3,
                "class" => {
                    class.extend(list);
                    continue;
                }
                "grand" => {
                    grand.extend(list);
                    continue;
                }
                "growth" => {
                    growth.extend(list);
                    continue;
                }
                "share" => {
                    share.extend(list);
                    continue;
                }
                "mod" => {
                    let (Says::Role(role), Some(on)) = (word.says, row.cells.get(4)) else {
                        faults.push(row.fault("a mod row needs a role and column 5"));
                        continue;
                    };
                    let on = if *on == "*" { Vec::new() } else { words(on) };
                    modifiers.extend(list.into_iter().map(|word| Modifier { word, role, on: on.clone() }));
                    continue;
                }
                other => {
                    faults.push(row.fault(format!("{other} is no side")));
                    continue;
                }
            };
            sides[side].extend(list.into_iter().map(|w| (w, word)));
        }
        let [before, after, overriding, build] = sides.map(RoleWords::new);
        let [class, grand, growth, share] = [class, grand, growth, share].map(|list| WordSet::new(&list));
        Self { before, after, overriding, build, class, grand, growth, share, modifiers }
    }
}

fn role_word(row: &Row<'_>, faults: &mut Vec<Fault>) -> Option<RoleWord> {
    let says = match row.cells[1] {
        "none" => Some(Says::Nothing),
        "head" => Some(Says::Head),
        name => AmountRole::from_name(name).map(Says::Role),
    };
    let weight = match row.cells[2] {
        "firm" => Some(Weight::Firm),
        "strong" => Some(Weight::Strong),
        "soft" => Some(Weight::Soft),
        "weak" => Some(Weight::Weak),
        _ => None,
    };
    if says.is_none() {
        faults.push(row.fault(format!("{} is no role", row.cells[1])));
    }
    if weight.is_none() {
        faults.push(row.fault(format!("{} is no weight", row.cells[2])));
    }
    Some(RoleWord { says: says?, weight: weight? })
}

/// Words around numbers that are not roles, from `data/amount_words.tsv`.
#[derive(Debug)]
pub struct AmountWords {
    /// Between an amount and the one that restates it in another currency.
    pub conversions: WordSet,
    /// Between an amount and the one that replaces it.
    pub revisions: WordSet,
    /// Begins the noun behind 亿 where 个 before it counts things.
    pub class_starts: WordSet,
    counted_behind: Option<Regex>,
    project_counted: Option<Regex>,
    counted_before: Option<Regex>,
}

/// Numerals of a count, as the inside of a class of characters.
const NUMERALS: &str = "0-9一二三四五六七八九十两";
/// What may stand between an amount and the noun or number of its count.
const COUNT_GAP: &str = "^的?[^，,。；;、：:（(0-9]{0,6}?";

impl AmountWords {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        const KINDS: [&str; 10] = [
            "conversion",
            "revision",
            "class_start",
            "class_noun",
            "class_link",
            "class_share",
            "class_unit",
            "counted_unit",
            "counted_form",
            "counted_verb",
        ];
        let mut lists: [Vec<String>; 10] = Default::default();
        for row in file.rows(2, faults) {
            match KINDS.iter().position(|k| *k == row.cells[0]) {
                Some(kind) => lists[kind].extend(words(row.cells[1])),
                None => faults.push(row.fault(format!("{} is none of {}", row.cells[0], KINDS.join(", ")))),
            }
        }
        let [conversions, revisions, starts, nouns, links, shares, units, before_units, forms, verbs] = &lists;
        let (noun, link, share, unit) = (any(nouns), any(links), any(shares), any(units));
        let count = format!("[{NUMERALS}]+(?:[至到—~-][0-9]+)?(?:多|余)?{unit}");
        let (before_unit, form, verb) = (any(before_units), any(forms), any(verbs));
        Self {
            conversions: WordSet::new(conversions),
            revisions: WordSet::new(revisions),
            class_starts: WordSet::new(starts),
            counted_behind: Regex::new(&format!(r"{COUNT_GAP}{noun}?{link}?\s*{count}")).ok(),
            project_counted: Regex::new(&format!(r"{COUNT_GAP}{noun}(?:{link}|{share})?\s*(?:{count}|数)")).ok(),
            counted_before: Regex::new(&format!("[{NUMERALS}几数余多]{before_unit}{form}?{verb}?$")).ok(),
        }
    }

    /// Whether a number of things begins `rest`, their noun perhaps before it (项目5个, 的8个).
    pub fn counted_behind(&self, rest: &str) -> bool {
        matches(self.counted_behind.as_ref(), rest)
    }

    /// The same, where their noun must stand (项目共5个, 企业数).
    pub fn project_counted(&self, rest: &str) -> bool {
        matches(self.project_counted.as_ref(), rest)
    }

    /// Whether a number of things ends `before` (28个投资).
    pub fn counted_before(&self, before: &str) -> bool {
        matches(self.counted_before.as_ref(), before)
    }
}

fn matches(pattern: Option<&Regex>, text: &str) -> bool {
    pattern.is_some_and(|p| p.is_match(text))
}

/// A group that matches any of `words`; nothing at all where there are none.
fn any(words: &[String]) -> String {
    if words.is_empty() {
        return r"(?:[^\s\S])".to_owned();
    }
    format!("(?:{})", words.iter().map(|w| regex::escape(w)).collect::<Vec<_>>().join("|"))
}

fn words(cell: &str) -> Vec<String> {
    cell.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{DataFiles, Lexicon};

    #[test]
    fn longest_currency_wins_on_either_side() {
        let words = &Lexicon::embedded().currencies;
        assert_eq!(words.after("5亿元人民币", 4), Some(("CNY", 4 + "元人民币".len())));
        assert_eq!(words.after("5亿新加坡元", 4), Some(("SGD", 4 + "新加坡元".len())));
        assert_eq!(words.before("约US$", "约US$".len()), Some(("USD", "约".len())));
        assert_eq!(words.before("投资元", "投资元".len()), None);
    }

    #[test]
    fn units_are_no_money_but_their_exceptions_are() {
        let words = &Lexicon::embedded().measures;
        for text in ["人次", "平方米", "包/年", "块砖", "度电", "㎡", "kWh"] {
            assert!(words.unit_at(text, 0), "{text}");
        }
        for text in ["人民币", "人工智能项目", "度假区", "包装项目", "支持", "tech", "建三座医院"]
        {
            assert!(!words.unit_at(text, 0), "{text}");
        }
    }

    #[test]
    fn counts_on_either_side_of_an_amount() {
        let words = &Lexicon::embedded().amount_words;
        for text in ["项目5个", "的8个", "工业项目共有12个", "企业三家"] {
            assert!(words.counted_behind(text), "{text}");
        }
        for text in ["，项目5个", "的项目落户", "项目5亩"] {
            assert!(!words.counted_behind(text), "{text}");
        }
        assert!(words.project_counted("项目占5个") && words.project_counted("项目数"));
        assert!(!words.project_counted("的8个"));
        assert!(words.counted_before("28个投资") && words.counted_before("引进5家单体投资额均"));
        assert!(!words.counted_before("28亩投资") && !words.counted_before("项目投资"));
    }

    #[test]
    fn an_empty_list_of_words_matches_nothing() {
        let files = DataFiles::embedded().with("amount_words.tsv", "conversion\t折合\n".into());
        let words = Lexicon::parse(&files).unwrap().amount_words;
        assert!(!words.counted_behind("项目5个") && !words.project_counted("项目5个") && !words.counted_before("5个"));
    }

    #[test]
    fn faults_are_reported_by_line() {
        let files = DataFiles::embedded()
            .with("currencies.tsv", "元\tCNY\tafter\n贝\tXXX\tafter\n美元\tUSD\tbeside\n".into())
            .with("amount_roles.tsv", "before\tnonsense\tfirm\t总投资\nbeside\ttax\tfirm\t税\n".into())
            .with("amount_qualifiers.tsv", "约\tbefore\tsomehow\n".into())
            .with("amount_words.tsv", "conversion\t折合\ncurrency\t元\n".into())
            .with("measures.tsv", "unit\t吨\nkind\t米\n".into());
        let faults = Lexicon::parse(&files).unwrap_err().faults;
        let lines: Vec<(&str, usize)> = faults.iter().map(|f| (f.file.as_str(), f.line)).collect();
        for wanted in [
            ("currencies.tsv", 2),
            ("currencies.tsv", 3),
            ("amount_roles.tsv", 1),
            ("amount_roles.tsv", 2),
            ("amount_qualifiers.tsv", 1),
            ("amount_words.tsv", 2),
            ("measures.tsv", 2),
        ] {
            assert!(lines.contains(&wanted), "{wanted:?} not in {lines:?}");
        }
    }
}
