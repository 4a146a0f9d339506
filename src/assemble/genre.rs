//! Texts that are no news of projects whatever amounts they hold: fiction, memoirs, letters of advice.
//!
//! News of projects speaks of firms and places; stories and advice speak of persons. The share of personal pronouns
//! tells them apart: over the gold articles at hand it stays below one in a hundred characters, in the story among
//! the fixtures it is more than three; the border lies between. Must not look at single words of the field.

use crate::letter::is_han;

/// One pronoun in so many characters makes a story.
const STORY: usize = 50;
/// Shorter texts tell too little.
const MIN_CHARS: usize = 100;

/// Whether a text tells a story, or speaks to its reader, instead of reporting.
pub(super) fn is_story(text: &str) -> bool {
    let (mut length, mut persons) = (0, 0);
    let (mut before, mut pronoun) = (' ', false);
    for c in text.chars().filter(|c| is_han(*c)) {
        persons += usize::from(pronoun && !is_official(c));
        pronoun = is_pronoun(c) && before != '其';
        before = c;
        length += 1;
    }
    persons += usize::from(pronoun);
    length >= MIN_CHARS && persons * STORY >= length
}

/// Whether a character is a personal pronoun of a singular person.
fn is_pronoun(c: char) -> bool {
    matches!(c, '我' | '你' | '您' | '他' | '她' | '咱' | '俺')
}

/// Whether a character stands behind a pronoun's in words that mean no person: 我国, 我县, 我们, 他们.
fn is_official(c: char) -> bool {
    matches!(c, '国' | '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡' | '司' | '院' | '们')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_and_reports() {
        let story =
            "他把杯子放下，我看着她，没有说话。投资二十亿元的汽车城项目，从他当副县长那天起就在谈。你今天签，他说。";
        let report = "我县今年签约项目60个，总投资120亿元。我们将继续优化环境，其他项目正在推进。华岭轴承项目开工建设，总投资3亿元，他表示有信心。";
        assert!(is_story(&story.repeat(3)));
        assert!(!is_story(&report.repeat(3)));
        assert!(!is_story("他说，我签。"));
    }
}
