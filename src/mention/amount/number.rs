//! Numbers as the press writes them: Arabic, Chinese, mixed, vague.
//!
//! Owns the reading of digits and of the scales 十 百 千 万 亿. Must not value money; it asks the lexicon for a
//! currency only to see where 3亿多 ends.

use crate::letter::is_letter;
use crate::lexicon::Lexicon;

/// An exact decimal, so that 84538.45万 is 8.453845亿 and not its neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Decimal {
    mantissa: i128,
    exponent: i32,
}

/// Most digits a number may have; longer runs are account numbers, not amounts.
const MAX_DIGITS: usize = 18;

impl Decimal {
    const ONE: Self = Self { mantissa: 1, exponent: 0 };

    pub(super) fn times_ten_to(self, power: i32) -> Self {
        Self { exponent: self.exponent.saturating_add(power), ..self }
    }

    fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// `None` where the sum would need more digits than any amount has.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if other.is_zero() {
            return Some(self);
        }
        if self.is_zero() {
            return Some(other);
        }
        let exponent = self.exponent.min(other.exponent);
        let lift = |d: Self| {
            let power = u32::try_from(d.exponent - exponent).ok().filter(|p| *p <= 30)?;
            d.mantissa.checked_mul(10_i128.checked_pow(power)?)
        };
        Some(Self { mantissa: lift(self)?.checked_add(lift(other)?)?, exponent })
    }

    /// The middle of two.
    pub(super) fn middle(self, other: Self) -> Option<Self> {
        let sum = self.plus(other)?;
        Some(Self { mantissa: sum.mantissa.checked_mul(5)?, exponent: sum.exponent - 1 })
    }

    /// In 亿.
    pub(super) fn in_yi(self) -> f64 {
        format!("{}e{}", self.mantissa, self.exponent - 8).parse().unwrap_or(f64::INFINITY)
    }
}

/// A number and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// One past its last byte.
    pub end: usize,
    /// Its value; `None` where it is vague (数十亿).
    pub low: Option<Decimal>,
    /// The upper end where two digits name a span (两三亿), else the same as `low`.
    pub high: Option<Decimal>,
    /// The word inside or behind it that makes it a lower bound (十余亿, 3亿多).
    pub more: Option<&'static str>,
    /// Whether it is nothing but 万 or 亿: the digits are missing, or 1 is meant.
    pub bare: bool,
    /// Whether it is written in scales alone (百亿, 千亿), as classes are.
    pub round: bool,
    /// Power of ten of its last scale (8 for 亿), 0 without one.
    pub last_scale: i32,
    /// Power of ten that a number before 至 may share with it: 5至10亿.
    pub shared: i32,
    /// Power that one which has a 十/百/千 of its own may share: 三千至五千万.
    pub shared_big: i32,
    /// Whether any scale is written.
    pub scaled: bool,
}

impl Number {
    /// Its value where it is one whole number.
    pub(crate) fn whole(&self) -> Option<u64> {
        let value = self.low.filter(|v| Some(*v) == self.high && !self.bare)?;
        let power = 10_i128.checked_pow(value.exponent.unsigned_abs())?;
        let whole = if value.exponent >= 0 { value.mantissa.checked_mul(power)? } else { value.mantissa / power };
        u64::try_from(whole).ok().filter(|w| *w > 0 && (value.exponent >= 0 || value.mantissa % power == 0))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Digits { low: Decimal, high: Decimal },
    Scale(i32),
    Vague,
}

/// Reads the number that starts at byte `at`.
pub(crate) fn number_at(text: &str, at: usize, lexicon: &Lexicon) -> Option<Number> {
    let mut reader = Reader { text, lexicon, at, tokens: Vec::new(), more: None };
    while reader.step() {}
    reader.finish()
}

struct Reader<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    at: usize,
    tokens: Vec<Token>,
    more: Option<&'static str>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Takes one token; `false` at the end of the number.
    fn step(&mut self) -> bool {
        let Some(c) = self.peek() else { return false };
        if let Some(power) = scale(c) {
            self.tokens.push(Token::Scale(power));
            self.at += c.len_utf8();
            return true;
        }
        if arabic(c).is_some() || chinese(c).is_some() {
            return self.digits();
        }
        match c {
            '数' | '數' | '几' | '幾' => self.vague(c),
            '多' | '余' | '餘' | '来' => self.more(c),
            '个' | '個' => self.skip_before_yi(c),
            ' ' | '\u{a0}' | '\u{3000}' => self.skip_space(c),
            _ => false,
        }
    }

    fn digits(&mut self) -> bool {
        if matches!(self.tokens.last(), Some(Token::Digits { .. } | Token::Vague)) {
            return false;
        }
        let Some((low, high, end)) = digit_run(self.text, self.at) else { return false };
        let after_small = matches!(self.tokens.last(), Some(Token::Scale(p)) if *p < 4);
        let chinese_run = self.peek().and_then(arabic).is_none();
        let followed = next_scale(self.text, end).is_some();
        // 3亿5个项目: a digit after 万 or 亿 belongs to the number only with a scale of its own.
        let joins = self.tokens.is_empty() || followed || after_small && chinese_run;
        if !joins {
            return false;
        }
        self.tokens.push(Token::Digits { low, high });
        self.at = end;
        true
    }

    fn vague(&mut self, c: char) -> bool {
        let next = self.at + c.len_utf8();
        let scale_follows = self.text[next..].chars().next().and_then(scale).is_some();
        let teens = matches!(self.tokens.last(), Some(Token::Scale(1)));
        if !scale_follows || !(self.tokens.is_empty() || teens) {
            return false;
        }
        if teens {
            self.more = Some("几");
        } else {
            self.tokens.push(Token::Vague);
        }
        self.at = next;
        true
    }

    fn more(&mut self, c: char) -> bool {
        let next = self.at + c.len_utf8();
        if self.tokens.is_empty() || self.more.is_some() {
            return false;
        }
        let inside = next_scale(self.text, next).is_some();
        let scaled = matches!(self.tokens.last(), Some(Token::Scale(_)));
        let closes = scaled && c != '来' && ends_amount(&self.text[next..], self.lexicon);
        if !inside && !closes {
            return false;
        }
        self.more = Some(match c {
            '多' => "多",
            '来' => "来",
            _ => "余",
        });
        self.at = next;
        true
    }

    /// 个 of 3.2个亿, 2个多亿.
    fn skip_before_yi(&mut self, c: char) -> bool {
        let rest = &self.text[self.at + c.len_utf8()..];
        let rest = rest.strip_prefix(['多', '余', '餘']).unwrap_or(rest);
        let Some(behind) = rest.strip_prefix(['亿', '億']) else { return false };
        // 3个亿元级项目 counts projects.
        let behind = behind.strip_prefix('元').unwrap_or(behind);
        let counts = self.lexicon.amount_words.class_starts.at(behind, 0).is_some();
        let taken = !self.tokens.is_empty() && !counts;
        if taken {
            self.at += c.len_utf8();
        }
        taken
    }

    fn skip_space(&mut self, c: char) -> bool {
        let next = self.at + c.len_utf8();
        let taken = !self.tokens.is_empty() && next_scale(self.text, next).is_some();
        if taken {
            self.at = next;
        }
        taken
    }

    fn finish(self) -> Option<Number> {
        if self.tokens.is_empty() {
            return None;
        }
        let scales: Vec<i32> =
            self.tokens.iter().filter_map(|t| if let Token::Scale(p) = t { Some(*p) } else { None }).collect();
        let vague = self.tokens.contains(&Token::Vague);
        let value = |high| if vague { Some(None) } else { evaluate(&self.tokens, high).map(Some) };
        let tail = self.tokens.iter().rev().map_while(|t| if let Token::Scale(p) = t { Some(*p) } else { None });
        Some(Number {
            end: self.at,
            low: value(false)?,
            high: value(true)?,
            more: self.more,
            bare: matches!(self.tokens[..], [Token::Scale(4 | 8)]),
            round: scales.len() == self.tokens.len(),
            last_scale: scales.last().copied().unwrap_or(0),
            shared: tail.clone().filter(|p| *p > 1).sum(),
            shared_big: tail.filter(|p| *p >= 4).sum(),
            scaled: !scales.is_empty(),
        })
    }
}

/// The value of a run of tokens: parts below 万, then 万, then 亿.
fn evaluate(tokens: &[Token], take_high: bool) -> Option<Decimal> {
    let (mut top, mut middle, mut small) = (Decimal::default(), Decimal::default(), Decimal::default());
    let mut pending: Option<Decimal> = None;
    for token in tokens {
        match *token {
            Token::Digits { low, high } => pending = Some(if take_high { high } else { low }),
            Token::Vague => return None,
            Token::Scale(power) if power < 4 => {
                small = small.plus(pending.take().unwrap_or(Decimal::ONE).times_ten_to(power))?;
            }
            Token::Scale(power) => {
                let below = small.plus(pending.take().unwrap_or_default())?;
                let part = if power == 8 { middle.plus(below)? } else { below };
                // 亿万富翁 is no number.
                if part.is_zero() && !(top.is_zero() && middle.is_zero()) {
                    return None;
                }
                let part = if part.is_zero() { Decimal::ONE } else { part };
                small = Decimal::default();
                if power == 8 {
                    middle = Decimal::default();
                    top = top.plus(part.times_ten_to(8))?;
                } else {
                    middle = middle.plus(part.times_ten_to(4))?;
                }
            }
        }
    }
    top.plus(middle)?.plus(small)?.plus(pending.unwrap_or_default())
}

/// Digits from `at` on, with thousands separators and a decimal mark: (value, upper value, end).
fn digit_run(text: &str, at: usize) -> Option<(Decimal, Decimal, usize)> {
    let first = text[at..].chars().next()?;
    if arabic(first).is_some() { arabic_run(text, at) } else { chinese_run(text, at) }
}

fn arabic_run(text: &str, at: usize) -> Option<(Decimal, Decimal, usize)> {
    let (mut digits, mut end) = take(text, at, arabic);
    if digits.len() <= 3 {
        while let Some((group, stop)) = thousands(text, end) {
            digits.extend(group);
            end = stop;
        }
    }
    let mut fraction = 0;
    if let Some((more, stop)) = decimals(text, end, arabic) {
        fraction = more.len();
        digits.extend(more);
        end = stop;
    }
    let value = decimal(&digits, fraction)?;
    Some((value, value, end))
}

/// `,345`: a comma and exactly three digits.
fn thousands(text: &str, at: usize) -> Option<(Vec<u8>, usize)> {
    let rest = &text[at..];
    let comma = rest.chars().next().filter(|c| matches!(c, ',' | '，'))?;
    let (digits, end) = take(text, at + comma.len_utf8(), arabic);
    (digits.len() == 3).then_some((digits, end))
}

fn chinese_run(text: &str, at: usize) -> Option<(Decimal, Decimal, usize)> {
    let (mut digits, mut end) = take(text, at, chinese);
    let mut fraction = 0;
    if let Some((more, stop)) = decimals(text, end, chinese) {
        fraction = more.len();
        digits.extend(more);
        end = stop;
    }
    let value = decimal(&digits, fraction)?;
    // 两三亿 is a span, 三五○亿 is 350.
    if let ([a, b], 0) = (&digits[..], fraction)
        && *a > 0
        && *b == *a + 1
    {
        return Some((decimal(&[*a], 0)?, decimal(&[*b], 0)?, end));
    }
    Some((value, value, end))
}

fn decimals(text: &str, at: usize, digit: fn(char) -> Option<u8>) -> Option<(Vec<u8>, usize)> {
    let mark = text[at..].chars().next().filter(|c| matches!(c, '.' | '．' | '·' | '•' | '。' | '点' | '點'))?;
    let (digits, end) = take(text, at + mark.len_utf8(), digit);
    (!digits.is_empty()).then_some((digits, end))
}

fn take(text: &str, at: usize, digit: fn(char) -> Option<u8>) -> (Vec<u8>, usize) {
    let mut end = at;
    let mut digits = Vec::new();
    for c in text[at..].chars() {
        let Some(d) = digit(c) else { break };
        digits.push(d);
        end += c.len_utf8();
    }
    (digits, end)
}

fn decimal(digits: &[u8], fraction: usize) -> Option<Decimal> {
    if digits.is_empty() || digits.len() > MAX_DIGITS {
        return None;
    }
    let mantissa = digits.iter().fold(0_i128, |sum, d| sum * 10 + i128::from(*d));
    Some(Decimal { mantissa, exponent: -i32::try_from(fraction).ok()? })
}

/// Whether the character can begin a number.
pub(crate) fn begins_number(c: char) -> bool {
    arabic(c).is_some() || chinese(c).is_some() || scale(c).is_some() || matches!(c, '数' | '數' | '几' | '幾')
}

fn next_scale(text: &str, at: usize) -> Option<i32> {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let rest = rest.strip_prefix(['个', '個']).filter(|r| r.starts_with(['亿', '億', '多', '余'])).unwrap_or(rest);
    let rest = rest.strip_prefix(['多', '余', '餘', '来', '几']).unwrap_or(rest);
    rest.chars().next().and_then(scale)
}

/// Whether what follows 3亿多 ends the amount: a currency, a mark, 的 or nothing.
fn ends_amount(rest: &str, lexicon: &Lexicon) -> bool {
    lexicon.currencies.after(rest, 0).is_some() || rest.chars().next().is_none_or(|c| c == '的' || !is_letter(c))
}

/// The digit an Arabic or full-width character stands for.
pub(super) fn arabic(c: char) -> Option<u8> {
    match c {
        '0'..='9' => u8::try_from(u32::from(c) - u32::from('0')).ok(),
        '０'..='９' => u8::try_from(u32::from(c) - u32::from('０')).ok(),
        _ => None,
    }
}

fn chinese(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yi(text: &str) -> Option<(f64, f64, usize)> {
        let n = number_at(text, 0, Lexicon::embedded())?;
        Some((n.low?.in_yi(), n.high?.in_yi(), n.end))
    }

    #[test]
    fn reads_every_way_of_writing_a_number() {
        for (text, low, high) in [
            ("12.5亿", 12.5, 12.5),
            ("84538.45万", 8.453845, 8.453845),
            ("662482.00万", 66.2482, 66.2482),
            ("12,000万", 1.2, 1.2),
            ("12，000万", 1.2, 1.2),
            ("1,234,567万", 123.4567, 123.4567),
            ("２．５亿", 2.5, 2.5),
            ("57。6亿", 57.6, 57.6),
            ("3.2个亿", 3.2, 3.2),
            ("三亿", 3.0, 3.0),
            ("三十五亿", 35.0, 35.0),
            ("壹亿贰仟万", 1.2, 1.2),
            ("一亿两千万", 1.2, 1.2),
            ("1亿2000万", 1.2, 1.2),
            ("三千零五十万", 0.305, 0.305),
            ("一七四五亿", 1745.0, 1745.0),
            ("三五○亿", 350.0, 350.0),
            ("二六·六亿", 26.6, 26.6),
            ("二点五亿", 2.5, 2.5),
            ("两三亿", 2.0, 3.0),
            ("七八千万", 0.7, 0.8),
            ("百亿", 100.0, 100.0),
            ("十万亿", 100_000.0, 100_000.0),
            ("1.2万亿", 12000.0, 12000.0),
            ("5千万", 0.5, 0.5),
            ("12.5 亿", 12.5, 12.5),
            ("十余亿", 10.0, 10.0),
            ("二十多亿", 20.0, 20.0),
            ("十几亿", 10.0, 10.0),
            ("5000余万", 0.5, 0.5),
            ("2个多亿", 2.0, 2.0),
        ] {
            assert_eq!(yi(text), Some((low, high, text.len())), "{text}");
        }
    }

    #[test]
    fn stops_where_the_number_stops() {
        for (text, value, rest) in [
            ("3亿5个项目", 3.0, "5个项目"),
            ("5亿，200人", 5.0, "，200人"),
            ("3亿多家庭", 3.0, "多家庭"),
            ("2亿12月", 2.0, "12月"),
            ("3亿多卢布", 3.0, "卢布"),
        ] {
            let (low, _, end) = yi(text).unwrap_or_default();
            assert_eq!((low, &text[end..]), (value, rest), "{text}");
        }
    }

    #[test]
    fn leaves_what_is_no_number() {
        for text in ["亿万富翁", "元", "数", "几家", "", "1234567890123456789012345亿"] {
            assert_eq!(yi(text), None, "{text}");
        }
        assert_eq!(number_at("数十亿", 0, Lexicon::embedded()).map(|n| n.low), Some(None));
        assert!(number_at("亿元", 0, Lexicon::embedded()).is_some_and(|n| n.bare));
        assert!(number_at("百亿元", 0, Lexicon::embedded()).is_some_and(|n| !n.bare && n.round));
    }
}
