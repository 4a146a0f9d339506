//! The parks an article names, tied together: full and short forms of one park count as one.

use std::sync::LazyLock;

use super::{ParkRule, hosts};
use crate::lexicon::Finder;
use crate::lexicon::parks::ParkClass;
use crate::mention::Mention;
use crate::mention::park::Park;
use crate::span::CleanSpan;

/// One park of the article.
#[derive(Debug)]
struct Known {
    /// The longest form.
    name: String,
    /// The same with official class words shortened.
    key: String,
    class: ParkClass,
    /// Sentences of the body that name it.
    count: usize,
    /// The last of them.
    last: Option<usize>,
    in_title: bool,
    /// Whether the article tells of it as a project: it hosts only what is said to be in it.
    built: bool,
    /// Whether it is told of beside a division as one of its like.
    beside: bool,
    span: Option<CleanSpan>,
}

/// The parks of an article, in text order.
#[derive(Debug, Default)]
pub(super) struct KnownParks {
    all: Vec<Known>,
    /// Words for zones that point to none of the parks named, with how often they stand.
    loose: Vec<(String, usize)>,
    /// Parks told of as projects, shortened.
    built: Vec<String>,
}

/// Where a naming of a park stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Title,
    /// In a sentence of the body.
    Body(usize),
    /// At the beginning of a longer name: it is known, but not named again.
    Name,
}

/// Official class words and the short ones in use for them.
const SHORT: [(&str, &str); 9] = [
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("工业园区", "工业园"),
    ("产业园区", "产业园"),
    ("科技园区", "科技园"),
    ("综合保税区", "综保区"),
];

static LONG: LazyLock<Finder> = LazyLock::new(|| Finder::new(SHORT.map(|(long, _)| long)));

impl Known {
    /// Whether a word that points back may mean this park.
    fn fits(&self, word: &str) -> bool {
        match word {
            "园区" => matches!(self.class, ParkClass::Zone | ParkClass::Park),
            "开发区" => {
                self.class == ParkClass::Zone && ["开发区", "经开区", "高新区"].iter().any(|e| self.key.ends_with(e))
            }
            _ => self.key.ends_with(&key(word)),
        }
    }
}

fn key(name: &str) -> String {
    let key: String =
        name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '《' | '》' | '·')).collect();
    let hits: Vec<_> = LONG.hits(&key).collect();
    hits.iter().rev().fold(key, |mut key, hit| {
        key.replace_range(hit.start..hit.end, SHORT[hit.word].1);
        key
    })
}

/// Whether two names are those of one park: one ends with the other, or is an abbreviation of it
/// (安巢经开区, 安徽巢湖经开区).
fn same(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    long.ends_with(short) || abbreviates(short, long) || leaves_out_kind(short, long)
}

/// Fewest characters of a name that tell which park it is without the words for its kind.
const TELLING: usize = 4;
/// Most characters of the words for its kind.
const KIND: usize = 5;

/// Whether a name only leaves out words for the kind of park at the end of another: 宁河生态纺织园, 宁河生态纺织产业示范园.
fn leaves_out_kind(short: &str, long: &str) -> bool {
    let own = short.strip_suffix('园').filter(|_| long.ends_with('园'));
    let telling = own.filter(|own| own.chars().count() >= TELLING);
    let kind = telling.and_then(|own| long.split_once(own)).map(|(_, kind)| kind);
    kind.is_some_and(|kind| kind.chars().count() <= KIND && !kind.contains(['期', '区', '镇', '县']))
}

fn abbreviates(short: &str, long: &str) -> bool {
    let class = SHORT.iter().map(|s| s.1).find(|c| long.ends_with(c));
    let Some(stem) = class.and_then(|c| long.strip_suffix(c)) else { return false };
    // 高唐开发区, 高唐县经开区: 开发区 alone is the 经开区 of the place.
    let class = class.filter(|c| *c != "经开区" || !short.ends_with("开发区") || short.ends_with("经开区"));
    let Some(own) = short.strip_suffix(class.unwrap_or("开发区")) else { return false };
    let (own, stem) = (own.trim_end_matches(['县', '市', '区']), stem.trim_end_matches(['县', '市', '区']));
    if own.chars().count() < 2 {
        return false;
    }
    let mut rest = stem.chars();
    let within = own.chars().all(|c| rest.any(|l| l == c));
    let initials = own.chars().count() == 2 && stem.chars().count() == 4 && own.chars().next() == stem.chars().next();
    stem.ends_with(own) || within && initials
}

impl KnownParks {
    pub(super) fn collect(title: &[Mention<Park>], body: &[Vec<Mention<Park>>]) -> Self {
        let told = || body.iter().enumerate().flat_map(|(i, all)| all.iter().map(move |m| (m, In::Body(i))));
        let named = || title.iter().map(|m| (m, In::Title)).chain(told());
        let settled: Vec<String> = named().filter(|(m, _)| m.value.settled).map(|(m, _)| key(&m.value.name)).collect();
        let built = named().filter(|(m, _)| m.value.built).map(|(m, _)| key(&m.value.name));
        let built = built.filter(|b| settled.iter().all(|s| !same(s, b))).collect();
        let mut known = Self { built, ..Self::default() };
        for (mention, place) in named() {
            if hosts(&mention.value) && !mention.value.generic && !mention.value.member {
                known.add(mention, place);
            }
        }
        for (mention, _) in named().filter(|(m, _)| hosts(&m.value)) {
            known.add_outer(mention);
        }
        for (mention, _) in named().filter(|(m, _)| m.value.built) {
            if known.is_built(&mention.value) {
                known.add(mention, In::Name);
            }
        }
        for mention in body.iter().flatten().filter(|m| m.value.generic && hosts(&m.value)) {
            known.count_pointing(&mention.value);
        }
        known
    }

    /// Whether the article tells of a park as a project of its own. A zone is none.
    pub(super) fn is_built(&self, park: &Park) -> bool {
        let key = key(&park.name);
        park.class != ParkClass::Zone && self.built.iter().any(|b| b.ends_with(&key) || key.ends_with(b))
    }

    fn add(&mut self, mention: &Mention<Park>, place: In) {
        let park = &mention.value;
        let key = key(&park.name);
        let built = self.is_built(park);
        let title = place == In::Title;
        let sentence = if let In::Body(i) = place { Some(i) } else { None };
        let span = (place != In::Title).then_some(mention.span);
        match self.all.iter_mut().find(|k| same(&k.key, &key)) {
            Some(k) => {
                if key.len() > k.key.len() {
                    (k.name, k.key) = (park.name.clone(), key);
                }
                if sentence.is_some() && k.last != sentence {
                    k.count += 1;
                }
                k.last = sentence.or(k.last);
                k.in_title |= title;
                k.beside |= park.beside;
                k.built &= built;
                k.span = k.span.or(span);
            }
            None => self.all.push(Known {
                name: park.name.clone(),
                key,
                class: park.class,
                count: usize::from(sentence.is_some()),
                last: sentence,
                in_title: title,
                built,
                beside: park.beside,
                span,
            }),
        }
    }

    /// The zone that a longer name begins with is a park of the article too: 开发区 may mean it.
    fn add_outer(&mut self, mention: &Mention<Park>) {
        let Some(outer) = &mention.value.outer else { return };
        if !self.all.iter().any(|k| same(&k.key, &key(outer))) {
            let zone = Park { name: outer.clone(), class: ParkClass::Zone, beside: false, ..mention.value.clone() };
            self.add(&Mention { value: zone, ..mention.clone() }, In::Name);
        }
    }

    /// A word that can point to one park only counts as a naming of it.
    fn count_pointing(&mut self, park: &Park) {
        let mut fits = self.all.iter_mut().filter(|k| !k.built && k.fits(&park.name));
        match (fits.next(), fits.next()) {
            (Some(one), None) => one.count += 1,
            (None, _) if park.class == ParkClass::Zone => match self.loose.iter_mut().find(|l| l.0 == park.name) {
                Some(word) => word.1 += 1,
                None => self.loose.push((park.name.clone(), 1)),
            },
            _ => {}
        }
    }

    /// The word for a zone that an article uses, more than once, without naming any park.
    pub(super) fn only_word(&self) -> Option<&str> {
        match self.loose.as_slice() {
            [(word, count)] if self.all.is_empty() && *count >= 2 => Some(word),
            _ => None,
        }
    }

    /// The longest form of a park that the article has.
    pub(super) fn fullest(&self, name: &str) -> String {
        let key = key(name);
        let known = self.all.iter().find(|k| k.key.ends_with(&key) && k.key.len() > key.len());
        known.map_or_else(|| name.to_owned(), |k| k.name.clone())
    }

    /// The parks that a word pointing back may mean; one that is itself a project only where something is said
    /// to be in it and no other park fits.
    pub(super) fn fitting(&self, word: &str, hosted: bool) -> Vec<String> {
        let names = |built: bool| -> Vec<String> {
            self.all.iter().filter(|k| k.built == built && k.fits(word)).map(|k| k.name.clone()).collect()
        };
        let standing = names(false);
        if standing.is_empty() && hosted { names(true) } else { standing }
    }

    /// The only park of the article, if it is named in the title or more than once; of a zone and parks in
    /// it, the park. `division` tells names that are those of whole counties too (滨海新区): they are the
    /// only park of an article about them alone. The rule says whether the article keeps coming back to it.
    /// A park that the article puts beside whole divisions is not all that it tells of.
    pub(super) fn only(&self, division: impl Fn(&str) -> bool) -> Option<(String, Option<CleanSpan>, ParkRule)> {
        let standing = || self.all.iter().filter(|k| !k.built);
        let finest = standing().max_by_key(|k| k.key.len())?;
        let within = standing().all(|k| finest.key.contains(&k.key));
        let titled = standing().any(|k| k.in_title);
        let count = standing().map(|k| k.count).sum::<usize>();
        let often = count >= 2 && !division(&finest.name);
        let rule = if titled || count >= 3 { ParkRule::Only } else { ParkRule::Twice };
        let only = (within && (titled || often)).then_some(finest);
        let found = only.or_else(|| self.headline()).filter(|k| !k.beside)?;
        Some((found.name.clone(), found.span, rule))
    }

    /// The one park of the title, named in the body as often as all others together.
    fn headline(&self) -> Option<&Known> {
        let mut titled = self.all.iter().filter(|k| k.in_title && !k.built);
        let one = titled.next().filter(|_| titled.next().is_none())?;
        let all: usize = self.all.iter().filter(|k| !k.built).map(|k| k.count).sum();
        (one.count * 2 >= all).then_some(one)
    }
}
