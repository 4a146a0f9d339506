//! Text that was encoded twice: UTF-8 bytes read as windows-1252 or as GBK and saved again.

use std::sync::LazyLock;

use encoding_rs::{GBK, WINDOWS_1252};

use super::Slip;

/// Characters looked at in each of the places that are tried.
const SAMPLE_CHARS: usize = 120;

/// Whether a character is one of the commonest; they do not come out of a slip.
fn is_common(c: char) -> bool {
    matches!(c, '的' | '了' | '在' | '是' | '和' | '有' | '年' | '月' | '日' | '一' | '中' | '国' | '國' | '业' | '業')
}

/// Longest text whose reading as GBK is undone, in bytes: encoding it again is slow.
const MAX_GBK: usize = 4 << 20;

/// Undoes the slip, where the text shows one.
pub(super) fn undo(text: &str) -> Option<(String, Slip)> {
    let slip = samples(text).find_map(slip_of).filter(|s| *s == Slip::Latin || text.len() <= MAX_GBK)?;
    let restored = match slip {
        Slip::Latin => undo_latin(text),
        Slip::Gbk => undo_gbk(text),
    };
    Some((restored, slip))
}

/// Non-ASCII characters from the start, the middle and the last third.
fn samples(text: &str) -> impl Iterator<Item = impl Iterator<Item = char> + Clone> {
    [0, text.len() / 2, text.len() / 3 * 2].into_iter().map(|at| {
        let at = (at..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
        // Bounded on both sides: a page of plain ASCII is not read to its end.
        text[at..].chars().take(SAMPLE_CHARS * 50).filter(|c| !c.is_ascii()).take(SAMPLE_CHARS)
    })
}

fn slip_of(sample: impl Iterator<Item = char> + Clone) -> Option<Slip> {
    let (chars, common) = sample.clone().fold((0, 0), |(all, common), c| (all + 1, common + usize::from(is_common(c))));
    if chars < 4 || common * 25 >= chars {
        return None;
    }
    let sample: String = sample.collect();
    if sample.chars().any(|c| latin_byte(c).is_some()) {
        let restored = undo_latin(&sample);
        if cjk(&restored) >= 2 && cjk(&restored) * 6 >= chars && cjk(&restored) > cjk(&sample) {
            return Some(Slip::Latin);
        }
    }
    // Looked up before anything is encoded: that is slow, and hardly any page needs it.
    let spelt = sample.chars().filter(|c| GBK_SPELLERS.has(*c)).count();
    if cjk(&sample) * 2 < chars || spelt * 10 < chars * 6 {
        return None;
    }
    // Real Chinese as GBK bytes is practically never valid UTF-8 over more than a few characters.
    let (bytes, _, unmappable) = GBK.encode(&sample);
    if unmappable {
        return None;
    }
    let valid: usize = bytes.utf8_chunks().map(|c| cjk(c.valid()) * 3).sum();
    (valid * 10 >= bytes.len() * 7).then_some(Slip::Gbk)
}

/// The characters whose GBK bytes may both stand in the UTF-8 of Chinese text. Of ordinary Chinese they are a
/// small part, of text encoded twice nearly all.
static GBK_SPELLERS: LazyLock<CharSet> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0xbf).chain(0xe2..=0xef).collect();
    let pairs = bytes.iter().flat_map(|first| bytes.iter().map(|second| [*first, *second]));
    let mut set = CharSet(vec![0; 1 << 10]);
    for pair in pairs {
        set.insert(GBK.decode_without_bom_handling(&pair).0.chars().next());
    }
    set
});

/// A set of characters of the basic plane, one bit each.
struct CharSet(Vec<u64>);

impl CharSet {
    fn insert(&mut self, c: Option<char>) {
        let code = c.map_or(0, u32::from) as usize;
        if let Some(word) = self.0.get_mut(code >> 6) {
            *word |= 1 << (code & 63);
        }
    }

    fn has(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.0.get(code >> 6).is_some_and(|word| word >> (code & 63) & 1 == 1)
    }
}

fn cjk(text: &str) -> usize {
    text.chars()
        .filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'))
        .count()
}

/// Puts every sequence of characters that spells a UTF-8 sequence in windows-1252 back.
fn undo_latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match latin_sequence(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

/// The character spelt at the start of `text`, and how many bytes of `text` spell it.
fn latin_sequence(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let lead = latin_byte(chars.next()?)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for slot in &mut bytes[1..length] {
        *slot = latin_byte(chars.next()?)?;
    }
    let c = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some((c, text.len() - chars.as_str().len()))
}

/// The windows-1252 byte of a character beyond ASCII; its five holes hold the C1 controls.
fn latin_byte(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{7f}' => None,
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        '\u{2123}'.. => None,
        _ => {
            let mut buffer = [0; 4];
            match *WINDOWS_1252.encode(c.encode_utf8(&mut buffer)).0 {
                [byte] if byte >= 0x80 => Some(byte),
                _ => None,
            }
        }
    }
}

/// Puts every run of characters whose GBK bytes are UTF-8 back. The last byte of a run of odd length was
/// lost on the way and stands as `?` or U+FFFD: it is restored for comma and full stop, whose first two
/// bytes leave little choice, and marked U+FFFD elsewhere.
fn undo_gbk(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest.find(|c: char| c.is_ascii() || c == '\u{fffd}').unwrap_or(rest.len());
        let (wide, after) = rest.split_at(run);
        let lost = !wide.is_empty() && after.starts_with(['?', '\u{fffd}']);
        let used = push_restored(&mut out, wide, lost);
        let after = if used { without_mark(after) } else { after };
        let ascii = after.find(|c: char| !c.is_ascii()).unwrap_or(after.len());
        out.push_str(&after[..ascii]);
        rest = &after[ascii..];
        if used || run > 0 || ascii > 0 {
            continue;
        }
        // A stray U+FFFD with nothing to restore before it.
        let mut chars = rest.chars();
        out.extend(chars.next());
        rest = chars.as_str();
    }
    out
}

/// What follows the mark of a lost byte.
fn without_mark(text: &str) -> &str {
    let text = text.trim_start_matches('\u{fffd}');
    text.strip_prefix('?').unwrap_or(text)
}

/// Appends a run; true where its last character was completed from the mark that follows.
fn push_restored(out: &mut String, wide: &str, lost: bool) -> bool {
    let (bytes, _, unmappable) = GBK.encode(wide);
    if unmappable {
        out.push_str(wide);
        return false;
    }
    let valid: usize = bytes.utf8_chunks().map(|c| c.valid().len()).sum();
    if valid * 2 < bytes.len() {
        out.push_str(wide);
        return false;
    }
    let mut completed = false;
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        completed = lost;
        out.push(match chunk.invalid() {
            [0xef, 0xbc] => '，',
            [0xe3, 0x80] => '。',
            _ => '\u{fffd}',
        });
    }
    completed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_undone() {
        let cases = [
            ("é«˜æ–°åŒºé¡¹ç›®", "高新区项目", Slip::Latin),
            ("<p>æ€»æŠ•èµ„12äº¿å…ƒ</p>", "<p>总投资12亿元</p>", Slip::Latin),
            ("椤圭洰绛剧害", "项目签约", Slip::Gbk),
        ];
        for (input, wanted, slip) in cases {
            assert_eq!(undo(input), Some((wanted.to_owned(), slip)));
        }
    }

    #[test]
    fn a_lost_last_byte_is_restored_where_it_leaves_no_choice() {
        let twice = |text: &str| {
            let broken = GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned();
            broken.replace('\u{fffd}', "?")
        };
        let text = "昨天上午的集中签约仪式，";
        assert_eq!(undo(&twice(text)).map(|(t, _)| t).as_deref(), Some(text));
    }

    #[test]
    fn characters_that_spell_are_told_from_others() {
        let share = |text: &str| {
            let (all, some) = (text.chars().count(), text.chars().filter(|c| GBK_SPELLERS.has(*c)).count());
            some as f32 / all as f32
        };
        let text = "昨天上午青石县举行重大项目集中签约仪式总投资三亿元";
        let twice = GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        assert!(share(text) < 0.3 && share(&twice) > 0.9, "{} {}", share(text), share(&twice));
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in [
            "项目签约仪式昨天举行，总投资三亿元。",
            "中國大陸廠商擴產，總投資三億元。",
            "Société Générale à Paris — déjà vu, naïve façade, über Straße",
            "联通",
            "é«˜",
            "",
        ] {
            assert_eq!(undo(text), None, "{text}");
        }
    }
}
