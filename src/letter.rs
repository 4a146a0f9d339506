//! What is a letter, and a Chinese one: asked for every character of every page, so that the common answers come first.

/// Whether a character is a Chinese one (Han script, 〇 among them).
pub(crate) fn is_han(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        _ => matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
    }
}

/// Whether a character is a letter or a digit, as [`char::is_alphanumeric`] has it.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        // Marks of Chinese and full-width text.
        '\u{2010}'..='\u{2027}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' => false,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn as_the_standard_library_has_it() {
        for c in '\0'..=char::MAX {
            assert_eq!(super::is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
