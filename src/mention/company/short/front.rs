//! The unknown word at the front of a project's name.

use super::business::is_brand_char;
use super::edge::{begins_name, is_division_word, leading_function_word, reads_as_brand};
use super::works::{is_landform, is_spot, measures_works, works_follow};
use crate::letter::is_han;
use crate::lexicon::{FirmCue, KnownUse};
use crate::mention::company::scan::{Class, Piece, Scan};
use crate::mention::company::{BRAND_OF_PROJECT, Found, NameForm, in_project};
use crate::segment::in_dictionary;

/// The unknown word at the front of a project's name (甲某云城市大脑应用项目), before a word of what is made.
pub(super) fn project_brand(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    if !scan.words.cue(FirmCue::ProjectHead).within(scan.text) {
        return out;
    }
    let mut open: Option<ProjectFront> = None;
    for piece in scan.pieces_after(0) {
        if begins_name(scan, piece.start) {
            open = Some(ProjectFront { start: piece.start, brand: piece.start, whole: None });
        }
        let Some(front) = open.as_mut() else { continue };
        if let Step::Ends(end) = front.take(scan, &piece) {
            out.extend(open.take().and_then(|front| front.close(scan, end?)));
        }
    }
    out
}

/// What a word does to the front of a project's name.
enum Step {
    /// The front goes on behind it.
    GoesOn,
    /// The front is over; its firm's name ends at the byte, if it is one.
    Ends(Option<usize>),
}

/// Where a brand ends that the word splitter has glued to what is made (骏珩胶|辊 as one word).
fn ware_inside(scan: &Scan<'_>, front: &ProjectFront, piece: &Piece<'_>) -> Option<usize> {
    if !piece.unknown() {
        return None;
    }
    let mut cuts = piece.text.char_indices().map(|(at, _)| piece.start + at).skip(1);
    let long = |at: usize| (2..=4).contains(&scan.text[front.brand..at].chars().count());
    cuts.find(|&at| long(at) && at + scan.ware_at(at) >= piece.end)
}

/// Whether what a firm makes, how much of it or the phase of a project is named from the byte on.
fn made_follows(scan: &Scan<'_>, at: usize) -> bool {
    scan.ware_at(at) > 0 || scan.after(at).starts_with("年产") || phase_follows(scan, at)
}

/// Whether a bracket with the phase of a project stands at the byte: （二期）.
fn phase_follows(scan: &Scan<'_>, at: usize) -> bool {
    let inner = scan.after(at).strip_prefix(['（', '(']);
    let inner = inner.and_then(|t| t.strip_prefix(['一', '二', '三', '四', '五']));
    inner.is_some_and(|t| t.starts_with("期）") || t.starts_with("期)"))
}

/// The class of a word in front of a project's name: a ware that the dictionary takes for a name (换热器) is none.
fn front_class(scan: &Scan<'_>, piece: &Piece<'_>) -> Class {
    let class = scan.class(piece);
    let ware = class == Class::Brand && !piece.unknown() && scan.words.known(piece.text).is_none();
    if ware && scan.is_trade(piece.text) { Class::Word } else { class }
}

/// Whether an everyday word opens a brand that goes on in a word no dictionary holds (北大骏珩): no ware, no kind of place.
fn leads_brand(scan: &Scan<'_>, front: &ProjectFront, word: &Piece<'_>) -> bool {
    let next = || scan.pieces_after(word.end).next();
    front.brand == word.start
        && word.text.chars().count() == 2
        && matches!(word.tag, "j" | "nz" | "nt")
        && !scan.tells_trade(word.text)
        && scan.words.cue(FirmCue::NotFirmEnd).suffix(word.text).is_none()
        && next().is_some_and(|p| p.unknown() && leading_function_word(scan, p.text, p.start) == 0)
}

/// Whether no dictionary holds a word and it ends as no place in the open does.
fn is_coined(word: &str) -> bool {
    word.chars().count() >= 2 && !in_dictionary(word) && !word.ends_with(is_landform)
}

/// Whether a word is long and no dictionary holds it.
fn is_long_coined(word: &str) -> bool {
    word.chars().count() >= 3 && !in_dictionary(word)
}

/// The front of what may be a project's name: places, then a brand.
struct ProjectFront {
    /// Where the firm's name begins.
    start: usize,
    /// Where its brand begins.
    brand: usize,
    /// Where the last word of more than one character in it ends.
    whole: Option<usize>,
}

impl ProjectFront {
    /// Takes in the next word.
    fn take(&mut self, scan: &Scan<'_>, piece: &Piece<'_>) -> Step {
        if let Some(end) = ware_inside(scan, self, piece) {
            return Step::Ends(Some(end));
        }
        let class = front_class(scan, piece);
        if class == Class::Place && self.brand == piece.start || is_division_word(scan, piece.text) {
            self.pass_place(scan, piece);
        } else if class == Class::Brand && piece.text.chars().all(is_name_char_of_brand) {
            return self.take_brand(scan, piece);
        } else if class != Class::Single && !is_brand_char(scan, piece.text) {
            let everyday = class == Class::Word && (reads_as_brand(scan, piece.text) || leads_brand(scan, self, piece));
            if !everyday && !self.is_everyday_brand(scan, piece) {
                return Step::Ends(self.end_before(scan, piece, class));
            }
            self.whole = Some(piece.end);
        }
        Step::GoesOn
    }

    /// Takes in a word that may be a brand.
    fn take_brand(&mut self, scan: &Scan<'_>, piece: &Piece<'_>) -> Step {
        if self.brand == piece.start && piece.unknown() {
            let glued = leading_function_word(scan, piece.text, piece.start);
            if glued > 0 && scan.before(piece.start).ends_with(|c: char| c.is_ascii_digit()) {
                return Step::Ends(None);
            }
            self.cut(glued);
        }
        self.whole = Some(piece.end);
        Step::GoesOn
    }

    /// Where the firm's name ends before a word that is no part of it, if such a word stands behind names.
    fn end_before(&self, scan: &Scan<'_>, piece: &Piece<'_>, class: Class) -> Option<usize> {
        match class {
            Class::Generic | Class::Business | Class::Word => Some(piece.start),
            // 骏珩热管理项目: the single character belongs to the verb that stands as a noun.
            Class::Edge if scan.words.cue(FirmCue::InName).contains(piece.text) => self.whole,
            // 骏珩制革项目: what is made is named by a verb.
            Class::Verb if scan.ware_at(piece.start) > 0 => Some(piece.start),
            // 骏珩（二期）年产…项目
            Class::Boundary if phase_follows(scan, piece.start) => Some(piece.start),
            // 骏珩“智慧谷”产业基地项目: the project's own name follows in quotes.
            Class::Boundary if piece.text == "“" => self.whole,
            // 骏珩中国研发中心项目: the place belongs to what is built.
            Class::Place if scan.words.cue(FirmCue::Market).contains(piece.text) => {
                self.whole.filter(|&end| end == piece.start)
            }
            // 骏珩宿松轴承项目: whose and where, where places called after others have no such order.
            Class::Place => Some(piece.start).filter(|&end| is_coined(&scan.text[self.brand..end])),
            // 中珩兴瀚产业园项目: a coined brand right before what is built.
            Class::Apposition if scan.words.cue(FirmCue::FacilityHead).contains(piece.text) => {
                self.whole.filter(|&end| is_long_coined(&scan.text[self.brand..end]))
            }
            // 骏珩PC构件…项目, 骏珩LED…项目: what is made begins with Latin letters.
            Class::Brand if piece.text.bytes().all(|b| b.is_ascii_alphabetic()) => self.whole,
            // 骏珩20GW…项目: how much is made.
            _ if piece.text.starts_with(|c: char| c.is_ascii_digit()) && !measures_works(scan, piece.start) => {
                Some(piece.start)
            }
            _ => None,
        }
    }

    /// A place is part of the name unless it is a whole division (某县骏珩…项目).
    fn pass_place(&mut self, scan: &Scan<'_>, place: &Piece<'_>) {
        let division =
            place.text.ends_with(['市', '县', '区', '省', '镇', '乡', '村']) || is_division_word(scan, place.text);
        self.start = if division { place.end } else { place.start };
        self.brand = place.end;
        self.whole = None;
    }

    /// Whether an everyday word that firms are called after begins the name, and what is made follows at once.
    fn is_everyday_brand(&self, scan: &Scan<'_>, word: &Piece<'_>) -> bool {
        self.brand == word.start
            && made_follows(scan, word.end)
            && scan.words.cue(FirmCue::BrandWord).contains(word.text)
    }

    /// Cuts a function word off that the word splitter glued to the brand (为骏珩).
    fn cut(&mut self, glued: usize) {
        if glued > 0 {
            self.brand += glued;
            self.start = self.brand;
        }
    }

    fn close(&self, scan: &Scan<'_>, end: usize) -> Option<Found> {
        let end = scan.trade_over(self.brand, end).unwrap_or(end);
        let brand = scan.text.get(self.brand..end)?;
        let cue = |kind| scan.words.cue(kind);
        let everyday = cue(FirmCue::BrandWord).contains(brand) && made_follows(scan, end);
        let fits = (2..=6).contains(&brand.chars().count()) && (everyday || scan.branded(self.brand, end));
        // 两大产业项目, 二是产业项目
        let counted =
            brand.starts_with(is_numeral) && brand.chars().nth(1).is_some_and(|c| "大个类条座期批家是".contains(c));
        let substance = cue(FirmCue::MaterialEnd).suffix(brand).is_some()
            || works_follow(scan, end)
            || cue(FirmCue::Communal).prefix(scan.after(end)).is_some()
            || cue(FirmCue::OfficialAct).prefix(scan.after(end)).is_some()
            || !everyday && cue(FirmCue::Edge).prefix(brand).is_some_and(is_function_word)
            || cue(FirmCue::Place).contains(brand)
            || cue(FirmCue::NotFirmPart).within(&scan.text[self.start..end])
            || !everyday && self.is_of_a_place(scan, end)
            || scan.is_trade(brand)
            || scan.words.known_in(brand).iter().any(|k| k.kind == KnownUse::Firm);
        if !fits || counted || substance || !in_project(scan, end) {
            return None;
        }
        // 骏珩·江城新材料项目: the dot parts the firm from its project.
        let end = self.start + scan.text[self.start..end].trim_end_matches('·').len();
        let mut found = Found::new(self.start, end, NameForm::Short, BRAND_OF_PROJECT);
        found.strong = true;
        Some(found)
    }

    /// Whether the project is called after a place (a road, a river, a sight) or after whom the sight honours.
    fn is_of_a_place(&self, scan: &Scan<'_>, end: usize) -> bool {
        let brand = &scan.text[self.brand..end];
        let open = brand.chars().count() >= 3 || brand.ends_with(|c| is_landform(c) || "海池泊洲".contains(c));
        let place = || open && scan.pieces_in(self.brand, end).all(|p| p.tag == "ns");
        let ahead = scan.after(end);
        let ahead = &ahead[..ahead.char_indices().nth(SIGHT_REACH).map_or(ahead.len(), |(i, _)| i)];
        let sight = || scan.words.cue(FirmCue::SightWord).within(ahead);
        is_spot(brand) || in_dictionary(brand) && (place() || sight())
    }
}

/// How many characters may stand up to the end of the word that tells a sight (黄果树|智慧旅游).
const SIGHT_REACH: usize = 4;

fn is_name_char_of_brand(c: char) -> bool {
    is_han(c) || c == '·'
}

/// Whether a word of the edges begins no brand; some single characters of them do (正某, 和某, 万某).
fn is_function_word(edge: &str) -> bool {
    edge.chars().nth(1).is_some() || !"正和同万如亿元达原本".contains(edge)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十两".contains(c)
}
