//! The parts of a name, and which names are names of one firm.

use super::scan::{Class, Scan};
use crate::letter::is_han;
use crate::lexicon::{Companies, Lexicon, SuffixKind};
use crate::page::BlockKind;
use crate::segment::{Sentence, in_dictionary};

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Parts {
    /// Place in front (安徽), as written.
    pub(super) place: String,
    /// What tells the firm from others (汉邦).
    pub(super) brand: String,
    /// Line of business (日化).
    pub(super) business: String,
    /// Whether the brand is no everyday word and may stand alone.
    pub(super) alone: bool,
    /// Whether the name had a legal form.
    pub(super) legal: bool,
}

impl Parts {
    pub(super) fn of(name: &str, lexicon: &Lexicon) -> Self {
        let words = &lexicon.companies;
        let (bare, legal) = without_form(&without_brackets(name), words);
        let sentence = Sentence::new(&bare, 0, 0, BlockKind::Paragraph);
        let scan = Scan::new(&sentence, lexicon);
        let mut parts = Self { legal, ..Self::default() };
        let mut brand_start = 0;
        for piece in scan.pieces_in(0, bare.len()) {
            match scan.class(&piece) {
                Class::Place if parts.brand.is_empty() && piece.end < bare.len() => {
                    parts.place.push_str(piece.text);
                    brand_start = piece.end;
                }
                Class::Business | Class::Generic if !parts.brand.is_empty() || piece.start == brand_start => {
                    parts.business = bare[piece.start..].to_owned();
                    break;
                }
                _ => parts.brand.push_str(piece.text),
            }
        }
        split_glued_business(&mut parts, words);
        let end = brand_start + parts.brand.len();
        parts.alone = match parts.brand.chars().count() {
            0 | 1 => false,
            2 => scan.branded(brand_start, end),
            _ => scan.branded(brand_start, end) || is_coined(&scan, brand_start, end),
        };
        parts
    }

    /// Short forms under which the rest of the article may name the firm.
    pub(super) fn short_forms(&self, name: &str) -> Vec<String> {
        let Self { place, brand, business, .. } = self;
        let short_place = place.trim_end_matches(['省', '市', '县', '区']);
        let mut forms = vec![without_brackets(name), format!("{place}{brand}{business}")];
        if !brand.is_empty() {
            forms.push(format!("{brand}{business}"));
            if !short_place.is_empty() {
                forms.push(format!("{short_place}{brand}"));
                forms.push(format!("{short_place}{brand}{business}"));
            }
            if self.alone {
                forms.extend(["", "集团", "公司", "股份", "控股"].map(|tail| format!("{brand}{tail}")));
            }
        }
        forms.retain(|f| f.chars().count() >= 2 && f != name);
        forms
    }

    /// Whether two names may be names of one firm: same brand, no clash of place or business.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let fits = |a: &str, b: &str| a.is_empty() || b.is_empty() || a.starts_with(b) || b.starts_with(a);
        let place = |p: &str| p.trim_end_matches(['省', '市', '县', '区']).to_owned();
        let same_brand = self.brand.chars().count() >= 2 && self.brand == other.brand;
        let (a, b) = (place(&self.place), place(&other.place));
        same_brand && (fits(&a, &b) || a.ends_with(&b) || b.ends_with(&a)) && fits(&self.business, &other.business)
    }
}

/// The word splitter may have glued brand and business (卓然新材): cut the business off again.
fn split_glued_business(parts: &mut Parts, words: &Companies) {
    if !parts.business.is_empty() {
        return;
    }
    let starts: Vec<usize> = parts.brand.char_indices().skip(2).map(|(i, _)| i).collect();
    for at in starts {
        if words.suffix(&parts.brand[at..]).is_some_and(|k| k.is_business() || k == SuffixKind::Branch) {
            parts.business = parts.brand.split_off(at);
            return;
        }
    }
}

/// Whether the words of the stretch, each of them an everyday one, make up a word that no dictionary holds (同创+鑫).
pub(super) fn is_coined(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let word = &scan.text[start..end];
    let telling =
        |p: super::scan::Piece<'_>| matches!(scan.class(&p), Class::Word | Class::Verb | Class::Brand | Class::Single);
    word.chars().all(is_han) && !in_dictionary(word) && scan.pieces_in(start, end).all(telling)
}

/// The name without bracketed parts: 汉方医药（通化）股份有限公司 → 汉方医药股份有限公司.
pub(super) fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    if out.is_empty() { name.to_owned() } else { out }
}

fn without_form(name: &str, words: &Companies) -> (String, bool) {
    let mut bare = name;
    let mut legal = false;
    loop {
        let ends = words.full_ends_in(bare);
        let last = ends.last().filter(|h| h.end == bare.len() && h.start > 0 && h.kind != SuffixKind::Works);
        let Some(hit) = last.filter(|h| bare[..h.start].chars().count() >= 2) else { return (bare.to_owned(), legal) };
        legal |= hit.kind == SuffixKind::Legal;
        bare = &bare[..hit.start];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        let words = Lexicon::embedded();
        for (name, place, brand, business) in [
            ("江苏卓胤食品有限公司", "江苏", "卓胤", "食品"),
            ("瀚钜生物科技（苏州）股份有限公司", "", "瀚钜", "生物科技"),
            ("深圳市蔚珩科技有限公司", "深圳市", "蔚珩", "科技"),
            ("铭鑫瑞集团", "", "铭鑫瑞", ""),
        ] {
            let parts = Parts::of(name, words);
            assert_eq!((&*parts.place, &*parts.brand, &*parts.business), (place, brand, business), "{name}");
        }
    }

    #[test]
    fn names_agree_unless_place_or_business_clash() {
        let words = Lexicon::embedded();
        let parts = |n| Parts::of(n, words);
        assert!(parts("江苏卓胤食品有限公司").agrees(&parts("卓胤食品")));
        assert!(parts("江苏卓胤食品有限公司").agrees(&parts("江苏卓胤")));
        assert!(!parts("江苏卓胤食品有限公司").agrees(&parts("卓胤医疗")));
        assert!(!parts("江苏卓胤食品有限公司").agrees(&parts("浙江卓胤食品有限公司")));
    }
}
