//! Dates as pages print them: 2023-04-18, 2022/6/1, 2023年4月18日, 2016-01-18T10:11, 20190907 in an address.

/// The first full date in a text, as `YYYY-MM-DD`.
pub(crate) fn find(text: &str) -> Option<String> {
    find_at(text).map(|(date, _)| date).or_else(|| find_wide(text))
}

/// A date in full-width digits, as some mirrors print them.
fn find_wide(text: &str) -> Option<String> {
    if !text.contains(['１', '２']) {
        return None;
    }
    let narrow = |c| if ('０'..='９').contains(&c) { char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c) } else { c };
    find_at(&text.chars().map(narrow).collect::<String>()).map(|(date, _)| date)
}

/// The first full date and the byte behind it.
pub(crate) fn find_at(text: &str) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'1', b'2', &bytes[at..]) {
        let start = at + next;
        at = start + 1;
        let fresh = start == 0 || !bytes[start - 1].is_ascii_digit();
        if fresh
            && let Some((year, rest)) = year(&text[start..])
            && let Some((month, day, after)) = month_and_day(rest)
        {
            return Some((format(year, month, day), text.len() - after.len()));
        }
    }
    None
}

/// A date in an address: /2019/0907/, /20190907/, /2019-09/07/, /19/0907/.
pub(crate) fn in_address(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).filter(|p| !p.is_empty()).collect();
    for (i, &part) in parts.iter().enumerate() {
        // TRS writes t20160118_27.html.
        let part = part.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let number = &part[..digits];
        let next = |n: usize| parts.get(i + n).copied().unwrap_or("");
        let found = match number.len() {
            8.. if plausible(&number[..4], &number[4..6], &number[6..8]) => {
                Some((&number[..4], &number[4..6], &number[6..8]))
            }
            4 if plausible(number, next(1), next(2)) => Some((number, next(1), next(2))),
            4 if next(1).len() == 4 && next(1).is_ascii() && plausible(number, &next(1)[..2], &next(1)[2..]) => {
                Some((number, &next(1)[..2], &next(1)[2..]))
            }
            6 if plausible(&number[..4], &number[4..], next(1)) => Some((&number[..4], &number[4..], next(1))),
            _ => None,
        };
        if let Some((y, m, d)) = found {
            return Some(format(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?));
        }
        // 163.com: /19/0907/
        if digits == 2 && part.len() == 2 && next(1).len() == 4 && next(1).bytes().all(|b| b.is_ascii_digit()) {
            let full = format!("20{part}");
            if plausible(&full, &next(1)[..2], &next(1)[2..]) {
                return Some(format(full.parse().ok()?, next(1)[..2].parse().ok()?, next(1)[2..].parse().ok()?));
            }
        }
    }
    None
}

fn plausible(year: &str, month: &str, day: &str) -> bool {
    let number = |t: &str, range: std::ops::RangeInclusive<u32>| {
        t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit()) && t.parse().is_ok_and(|n| range.contains(&n))
    };
    number(year, 1995..=2035) && month.len() <= 2 && number(month, 1..=12) && day.len() <= 2 && number(day, 1..=31)
}

fn format(year: u32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// A year of the web at the start of a text.
fn year(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = (text.get(..4)?, text.get(4..)?);
    let year = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    (1990..=2035).contains(&year).then_some((year, rest))
}

fn month_and_day(rest: &str) -> Option<(u32, u32, &str)> {
    let (separator, rest) = separator(rest)?;
    let (month, rest) = number(rest, 12)?;
    let rest = match separator {
        '年' => rest.trim_start_matches(' ').strip_prefix('月')?.trim_start_matches(' '),
        c => rest.strip_prefix(c)?,
    };
    let (day, rest) = number(rest.trim_start_matches(' '), 31)?;
    match rest.strip_prefix('日') {
        // The time may follow without a space: 9日08:13.
        Some(rest) => Some((month, day, rest)),
        None => (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((month, day, rest)),
    }
}

fn separator(text: &str) -> Option<(char, &str)> {
    let text = text.trim_start_matches(' ');
    let c = text.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '年' | '－' | '／'))?;
    Some((c, text[c.len_utf8()..].trim_start_matches(' ')))
}

fn number(text: &str, max: u32) -> Option<(u32, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let value = text[..digits].parse().ok().filter(|n| (1..=max).contains(n))?;
    Some((value, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates_are_read() {
        let cases = [
            ("发布时间:2022/6/1 6:45:28", Some("2022-06-01")),
            ("2023年4月18日", Some("2023-04-18")),
            ("2016-01-18T10:11:00+08:00", Some("2016-01-18")),
            ("2009年11月 9日08:13", Some("2009-11-09")),
            ("2019.05.18 来源", Some("2019-05-18")),
            ("发布时间：２０２４年３月２９日", Some("2024-03-29")),
            ("２０２４年开工２０个", None),
            ("2018年全市项目120个", None),
            ("2024年10月", None),
            ("2019-13-01", None),
            ("12019-10-01", None),
            ("总投资2011.5亿元", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(find(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn addresses_are_read() {
        let cases = [
            ("http://news.example.com/19/0907/02/EOF3.html", Some("2019-09-07")),
            ("http://www.example.com/2009-11/08/c_123.htm", Some("2009-11-08")),
            ("http://www.example.cn/n/2019/0907/c1-2.html", Some("2019-09-07")),
            ("http://www.example.cn/20230418/1.html", Some("2023-04-18")),
            ("http://www.example.cn/t20160118_27.html", Some("2016-01-18")),
            ("http://www.example.cn/1234/5678.html", None),
        ];
        for (url, wanted) in cases {
            assert_eq!(in_address(url).as_deref(), wanted, "{url}");
        }
    }
}
