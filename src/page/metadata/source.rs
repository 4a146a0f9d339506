//! The outlet a page names as its source.

/// Marks that lead to the name of an outlet.
const MARKS: &[&str] = &["来源", "來源", "稿源"];

/// The outlet named in a short line: 来源：淮南日报.
pub(crate) fn find(text: &str) -> Option<String> {
    // Nearly all lines hold no mark, as the last character of all marks tells.
    if !text.contains('源') {
        return None;
    }
    let after = MARKS.iter().find_map(|m| text.find(m).map(|at| &text[at + m.len()..]))?;
    let name = after.trim_start().strip_prefix([':', '：', '|', '｜', '/', '丨'])?.trim_start();
    let end = name.find(|c: char| {
        c.is_whitespace()
            || matches!(c, '|' | '｜' | '【' | '[' | '(' | '（' | '）' | ')' | '】' | ']' | '，' | ',' | '。' | '；')
    });
    let name = &name[..end.unwrap_or(name.len())];
    let name = ["作者", "責任編輯", "责任编辑", "编辑", "編輯", "时间", "发布", "字体", "点击", "浏览"]
        .iter()
        .fold(name, |n, stop| n.split(stop).next().unwrap_or(n));
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '》' && c != '《');
    (!name.is_empty() && name.chars().count() <= 30).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_read() {
        let cases = [
            ("发布时间:2023-04-18 09:00:03 文章来源:国际商报", Some("国际商报")),
            ("来源: 蚌山区投资促进局 浏览量:", Some("蚌山区投资促进局")),
            ("2018-01-02　來源：湖州日報", Some("湖州日報")),
            ("来源：新华社作者：某某", Some("新华社")),
            ("来源:某某网责任编辑:王小明 |", Some("某某网")),
            ("资金来源为自有资金", None),
            ("来源：", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(find(text).as_deref(), wanted, "{text}");
        }
    }
}
