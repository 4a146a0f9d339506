//! Pinyin notes behind characters, `項(xiàng)目`, dropped only where the bracket holds a reading of
//! that very character.
//!
//! Must not drop `(AI)`, `(PPP)`, `(cGMP)`, `(Ⅱ)` or `(通化)`.

use std::ops::Range;

use pinyin::{Pinyin, ToPinyinMulti};

use super::Repair;
use super::editor::Editor;

/// Longest reading in characters (zhuāng).
const MAX_READING: usize = 6;
/// Notes from which a text without other damage counts as annotated: a rare character or two are
/// annotated in good prose.
const DAMAGED_FROM: usize = 3;
/// At least one note on so many characters, unless the text is damaged otherwise.
const CHARS_PER_NOTE: usize = 200;

/// How many notes there are.
pub(super) fn notes(text: &str) -> usize {
    ranges(text).count()
}

/// Whether that many notes on so many characters are the work of a mirror site.
pub(super) fn is_damage(notes: usize, han: usize, otherwise_damaged: bool) -> bool {
    notes > 0 && (otherwise_damaged || (notes >= DAMAGED_FROM && notes * CHARS_PER_NOTE >= han))
}

/// Drops the notes.
pub(super) fn repair(text: &str) -> Editor<'_> {
    let mut editor = Editor::new(text);
    ranges(text).for_each(|note| editor.delete(note, Repair::Pinyin));
    editor
}

/// The brackets that hold a reading of the character before them, or before the note before them.
fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut last: Option<(usize, char)> = None;
    text.match_indices(['(', '（']).filter_map(move |(at, open)| {
        let annotated = match last {
            Some((end, c)) if end == at => c,
            _ => text[..at].chars().next_back()?,
        };
        let inside = &text[at + open.len()..];
        let length = inside.char_indices().take(MAX_READING + 1).find(|&(_, c)| matches!(c, ')' | '）'))?.0;
        let close = inside[length..].chars().next()?.len_utf8();
        let end = at + open.len() + length + close;
        is_reading(annotated, &inside[..length]).then(|| {
            last = Some((end, annotated));
            at..end
        })
    })
}

/// Whether `note` is a reading of `c` in lower case, with tone marks or without.
fn is_reading(c: char, note: &str) -> bool {
    let Some(plain) = without_tones(note) else { return false };
    let known = |c: char| c.to_pinyin_multi().is_some_and(|r| r.into_iter().any(|p| same_syllable(p, &plain)));
    !plain.is_empty() && known(c)
}

fn same_syllable(reading: Pinyin, plain: &str) -> bool {
    without_tones(reading.plain()).as_deref() == Some(plain)
}

/// The syllable in ASCII, ü as `v`; `None` if it holds anything but lower-case pinyin letters.
fn without_tones(note: &str) -> Option<String> {
    note.chars()
        .filter(|c| !matches!(c, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30C}'))
        .map(|c| match c {
            'a'..='z' => Some(c),
            'ā' | 'á' | 'ǎ' | 'à' | 'ɑ' => Some('a'),
            'ē' | 'é' | 'ě' | 'è' | 'ê' => Some('e'),
            'ī' | 'í' | 'ǐ' | 'ì' | 'ĭ' => Some('i'),
            'ō' | 'ó' | 'ǒ' | 'ò' | 'ŏ' => Some('o'),
            'ū' | 'ú' | 'ǔ' | 'ù' | 'ŭ' => Some('u'),
            'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => Some('v'),
            'ń' | 'ň' | 'ǹ' => Some('n'),
            'ɡ' => Some('g'),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::repaired;
    use super::*;

    #[test]
    fn drops_readings_of_the_character_before() {
        for (annotated, bare) in [
            ("項(xiàng)目", "項目"),
            ("區(qū)(qū)内", "區内"),
            ("產(chǎn)業(yè)園區(qū)", "產業園區"),
            ("經（jīng）開區", "經開區"),
            ("綠(lǜ)色、呂(lü)梁", "綠色、呂梁"),
            ("重(chóng)慶重(zhòng)點", "重慶重點"),
            ("项(xiang)目", "项目"),
            ("觀(guān)摩、館(ɡuǎn)", "觀摩、館"),
        ] {
            assert_eq!(repaired(annotated, repair), bare, "{annotated}");
        }
    }

    #[test]
    fn keeps_every_other_bracket() {
        for whole in [
            "人工智能(AI)",
            "爱(AI)",
            "模式(PPP)",
            "标准(cGMP)",
            "型(Ⅱ)",
            "药业(通化)",
            "项(mù)目",
            "区()",
            "网(wifi)",
            "园区(www",
            "x(x)",
            "比(bi",
        ] {
            assert_eq!(repaired(whole, repair), whole);
        }
    }

    #[test]
    fn a_note_or_two_in_good_prose_are_no_damage() {
        assert!(!is_damage(2, 800, false));
        assert!(!is_damage(3, 4000, false));
        assert!(is_damage(2, 800, true));
        assert!(is_damage(40, 800, false));
    }
}
