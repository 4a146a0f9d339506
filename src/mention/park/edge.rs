//! Where the name of a park begins: words it cannot hold, places and zones it can begin with.

use super::{MAX_STEM, Scene};
use crate::letter::is_letter;
use crate::lexicon::parks::{Before, Found, ParkClass, ParkType};
use crate::mention::region::aligned;

/// Provinces and cities in one character, as names of what belongs to several begin: 京津中关村科技城, 川渝…
const PROVINCES: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘青宁港澳深穗";

impl Scene<'_> {
    /// Where the name that ends with a type word begins, and the word before it.
    pub(super) fn left_edge(&self, floor: usize, found: &Found<ParkType>) -> (usize, Option<Before>) {
        let wall = self.wall(floor, found.start);
        let (edge, before) = self.last_edge(wall, found);
        let edge = edge.max(wall);
        if edge == floor && floor > 0 && edge != 0 {
            return (edge, before);
        }
        // Behind 在 or 位于 the whole stretch is the name: 在美的合肥产业园.
        let anchor = self.anchor(edge, found.start).filter(|_| !matches!(before, Some(Before::Host | Before::Visit)));
        let start = self.shorten(anchor.unwrap_or(edge), found.start);
        (start, if start == edge { before } else { None })
    }

    /// The nearest mark to the left that no name of a park goes across. Brackets and quotes that close
    /// before the type word are gone over: 海尔（天津）创新产业园, “互联网+”未来科技城.
    pub(super) fn wall(&self, floor: usize, at: usize) -> usize {
        let floor = floor.max(self.reach_back(at));
        let mut end = at;
        while let Some(c) = self.text()[floor..end].chars().next_back() {
            let open = match c {
                '）' | ')' => Some(['（', '(']),
                '”' | '"' if end == at || at - end <= 12 => Some(['“', '"']),
                _ => None,
            };
            let inner = end - c.len_utf8();
            let opened = open.and_then(|o| self.text()[floor..inner].rfind(o)).map(|i| floor + i);
            let byline = |i: usize| self.text()[..i].ends_with(['电', '讯']) || self.text()[i..inner].contains("记者");
            match opened.filter(|&i| self.text()[i..inner].chars().count() <= 10 && !byline(i)) {
                Some(i) => end = i,
                None if is_letter(c) || matches!(c, '·' | '—' | '-' | '+' | '〇') => end = inner,
                None => break,
            }
        }
        end
    }

    /// The farthest place to the left that is looked at: real pages hold sentences of 100 KB.
    pub(super) fn reach_back(&self, at: usize) -> usize {
        self.text()[..at].char_indices().rev().nth(3 * MAX_STEM).map_or(0, |(i, _)| i)
    }

    /// End of the last word between `wall` and the type word that a name cannot hold.
    pub(super) fn last_edge(&self, wall: usize, found: &Found<ParkType>) -> (usize, Option<Before>) {
        let at = found.start;
        let listed = self.listed_edges(wall, at);
        // 服务|区产业园: what is left begins with no 区.
        let within = |f: &&Found<Before>| f.end < at && self.text()[f.end..].starts_with('区');
        let cuts = |f: &&Found<Before>| self.cuts(f, at) && !(within(f) && f.value == Before::Soft);
        let best = listed.iter().filter(cuts).max_by_key(|f| (f.end, f.end - f.start));
        let tagged = self.tagged_edge(wall, at, found.value.class);
        match best {
            Some(f) if f.end >= tagged && self.is_joint_of_name(f, &listed, found) => {
                let host = listed.iter().filter(|h| h.value == Before::Host).max_by_key(|h| h.end);
                (host.map_or(f.end, |h| h.end), host.map(|h| h.value))
            }
            Some(f) if f.end >= tagged => {
                // 设立|了 X: the verb before 了 says what follows.
                let verb = listed.iter().find(|v| v.end == f.start && &self.text()[f.start..f.end] == "了");
                (f.end, Some(verb.map_or(f.value, |v| v.value)))
            }
            _ => (tagged, None),
        }
    }

    /// Whether a joint stands inside a name that a host word leads: 位于|滨海人工智能与数字经济试验区. What stands before
    /// it is then neither a place nor a park.
    fn is_joint_of_name(&self, joint: &Found<Before>, listed: &[Found<Before>], found: &Found<ParkType>) -> bool {
        if !matches!(&self.text()[joint.start..joint.end], "与" | "和" | "及") || found.value.class != ParkClass::Zone
        {
            return false;
        }
        let host = listed.iter().filter(|h| h.value == Before::Host && h.end <= joint.start).max_by_key(|h| h.end);
        let Some(first) = host.map(|h| &self.text()[h.end..joint.start]) else { return false };
        let types = self.parks().find_types(first);
        let place = self.places.iter().any(|p| p.1 == joint.start);
        let other = ["项目", "公司", "集团"].iter().any(|w| first.contains(w));
        let cut = listed
            .iter()
            .any(|f| self.cuts(f, found.start) && host.is_some_and(|h| f.start >= h.end) && f.end < joint.start);
        !first.is_empty() && !place && !other && !cut && types.iter().all(|t| t.end < first.len())
    }

    /// Words of the list between two places: whole words of the sentence, joined ones included, and longer
    /// ones that the cutting into words got wrong.
    pub(super) fn listed_edges(&self, wall: usize, at: usize) -> Vec<Found<Before>> {
        let tokens = self.sentence.tokens();
        let first = tokens.partition_point(|t| t.start < wall);
        let last = tokens.partition_point(|t| t.end <= at);
        let mut out = Vec::new();
        for (i, token) in tokens[..last].iter().enumerate().skip(first) {
            for end in tokens[i..last].iter().take(3).map(|t| t.end) {
                if let Some(value) = self.parks().before(&self.text()[token.start..end]) {
                    out.push(Found { start: token.start, end, value });
                }
            }
        }
        let loose = self.parks().find_before(&self.text()[wall..at]);
        out.extend(
            loose
                .into_iter()
                .map(|f| Found { start: wall + f.start, end: wall + f.end, value: f.value })
                .filter(|f| self.text()[f.start..f.end].chars().count() > 1 && self.on_boundary(f.start, f.end)),
        );
        out
    }

    pub(super) fn on_boundary(&self, start: usize, end: usize) -> bool {
        let tokens = self.sentence.tokens();
        tokens.is_empty() || tokens.iter().any(|t| t.start == start || t.end == end)
    }

    pub(super) fn cuts(&self, found: &Found<Before>, at: usize) -> bool {
        let cuts = match found.value {
            Before::Hard
            | Before::Build
            | Before::Host
            | Before::Visit
            | Before::Origin
            | Before::Point
            | Before::Gathering => true,
            Before::Soft => found.end < at,
            Before::Modifier | Before::Inside => false,
        };
        cuts && !self.in_place(found.start, found.end) && !self.is_enclosed(found.end, at)
    }

    /// Whether a bracket or quote that is opened before `end` closes between it and the type word: 双创（扶贫）|产业园.
    fn is_enclosed(&self, end: usize, at: usize) -> bool {
        let between = &self.text()[end..at];
        let closed = between.find(['）', ')', '”']);
        closed.is_some_and(|i| !between[..i].contains(['（', '(', '“']))
    }

    /// Whether bytes lie inside the name of a place or a known zone.
    pub(super) fn in_place(&self, start: usize, end: usize) -> bool {
        let covers = |s: usize, e: usize| s <= start && end <= e && e - s > end - start;
        self.zones.iter().any(|z| covers(z.start, z.end))
            || self.places.iter().any(|&(s, e)| covers(s, e) && self.stands(s, e))
    }

    pub(super) fn stands(&self, start: usize, end: usize) -> bool {
        aligned(self.sentence, start, end)
    }

    /// End of the last word whose part of speech no name holds: verbs, adverbs, prepositions, counts.
    pub(super) fn tagged_edge(&self, wall: usize, at: usize, class: ParkClass) -> usize {
        let tokens = self.sentence.tokens();
        let last = tokens.partition_point(|t| t.end <= at);
        tokens[..last]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, t)| t.start >= wall)
            .filter(|(_, t)| t.end < at || class == ParkClass::Zone)
            .find(|&(i, t)| self.is_edge(i) && !self.in_place(t.start, t.end) && !self.is_enclosed(t.end, at))
            .map_or(wall, |(_, t)| t.end)
    }

    pub(super) fn is_edge(&self, index: usize) -> bool {
        let token = &self.sentence.tokens()[index];
        let word = &self.text()[token.start..token.end];
        match &*token.tag {
            // A name unknown to the segmenter behind its county (濉溪县百善) is often tagged a verb.
            "v" => match self.parks().before(word) {
                Some(Before::Inside | Before::Modifier | Before::Soft) => false,
                Some(_) => true,
                None => !self.places.iter().any(|p| p.1 == token.start),
            },
            "d" | "p" | "c" | "r" | "y" | "e" | "o" | "t" | "uj" | "ul" | "uz" | "ug" | "ud" | "uv" => {
                self.parks().before(word) != Some(Before::Modifier)
            }
            "m" => self.text()[token.end..].starts_with('大') || is_count(word),
            "q" => word.chars().count() == 1,
            _ => false,
        }
    }

    /// The first place or known zone at or behind `edge` that the name can begin with.
    pub(super) fn anchor(&self, edge: usize, at: usize) -> Option<usize> {
        let window = &self.text()[edge..at];
        let places = self.places.iter().filter(|p| p.0 >= edge && p.1 <= at && self.is_place(p.0, p.1, at));
        let zones = self.zones.iter().filter(|z| z.start >= edge && z.start < at && self.stands_first(z.start));
        let first = places.map(|p| p.0).chain(zones.map(|z| z.start)).min()?;
        let lead = &window[..first - edge];
        let bracketed = lead.ends_with('（') || lead.ends_with('(');
        let wide = lead == "中国" || lead == "国家" || !lead.is_empty() && lead.chars().all(|c| PROVINCES.contains(c));
        (!bracketed && !wide).then_some(first)
    }

    pub(super) fn stands_first(&self, start: usize) -> bool {
        let tokens = self.sentence.tokens();
        tokens.is_empty() || tokens.iter().any(|t| t.start == start)
    }

    /// Whether a gazetteer name is used as a place before a type word.
    pub(super) fn is_place(&self, start: usize, end: usize, at: usize) -> bool {
        let full = matches!(self.text()[..end].chars().next_back(), Some('省' | '市' | '县' | '州' | '旗' | '区'));
        self.stands(start, end) || end == at || full && end - start > 6
    }

    /// Keeps an overlong stem within bounds.
    pub(super) fn shorten(&self, start: usize, at: usize) -> usize {
        let stem = &self.text()[start..at];
        let chars = stem.chars().count();
        if chars <= MAX_STEM {
            return start;
        }
        let (cut, _) = stem.char_indices().nth(chars - MAX_STEM).unwrap_or((0, ' '));
        let tokens = self.sentence.tokens();
        tokens.iter().map(|t| t.start).find(|&s| s >= start + cut).unwrap_or(at).min(at)
    }

    /// Where the type word of the first part begins.
    pub(super) fn stem_of(&self, start: usize, end: usize) -> usize {
        let types = self.parks().find_types(self.text());
        types.iter().find(|t| t.end == end && t.start >= start).map_or(end, |t| t.start)
    }

    /// A stem without the words that tell only a kind of park, and where it begins; empty where nothing
    /// but such words is left.
    pub(super) fn own_part(&self, start: usize, stem: usize) -> (usize, &str) {
        let mut from = start;
        loop {
            let rest = &self.text()[from..stem];
            let lead = self.parks().find_before(rest).into_iter().find(|f| f.start == 0);
            let skip = lead.filter(|f| matches!(f.value, Before::Modifier | Before::Point)).map(|f| f.end);
            // A modifier inside a word of the name (新城|区, 新|能源) is part of the name.
            let small = |n: usize| matches!(&rest[..n], "新" | "大" | "小" | "老");
            match skip.filter(|&n| n == rest.len() || self.stands(from, from + n) && !small(n)) {
                Some(n) => from += n,
                None => return (start.max(self.strip(start, from)), rest),
            }
        }
    }

    /// The start of a name whose leading modifiers end at `from`: words that only grade it are left out,
    /// those that belong to it (新兴|产业园) stay.
    pub(super) fn strip(&self, start: usize, from: usize) -> usize {
        let lead = &self.text()[start..from];
        if lead.ends_with('级') || lead.chars().count() == 1 { from } else { start }
    }
}

/// 两栋, 一批: a number with its measure word, but not 第一.
fn is_count(word: &str) -> bool {
    let measure = word.chars().next_back().is_some_and(|c| "栋座个家处片批块幢条大".contains(c));
    measure && !word.starts_with('第')
}
