//! The division an article is at home in: its outlet, dateline, title and what it names most.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;
use crate::lexicon::regions::NameKind;
use crate::mention::Mention;
use crate::mention::region::{Level, Region, RegionName, head, regions};
use crate::segment::Sentence;

/// Weight of outlet, dateline and title beside one naming in the body.
const STRONG: usize = 3;
/// Namings of one division in the body that count.
const MAX_NAMINGS: usize = 6;
/// Least weight that makes a home.
const LEAST: usize = 3;
/// Length of the stretch at the beginning that may hold a dateline, in characters.
const DATELINE: usize = 24;

/// The article's own division, as fine as it can be told; `None` where two are as likely.
pub(super) fn home(
    source: &str,
    title: &Sentence<'_>,
    sentences: &[Sentence<'_>],
    named: &[Vec<Mention<RegionName>>],
    lexicon: &Lexicon,
) -> Option<Region> {
    let mut votes = Votes::default();
    outlet(source, lexicon).into_iter().for_each(|r| votes.add(r, STRONG));
    for mention in regions(title, lexicon).iter().filter(|m| !m.value.in_org && !m.value.origin) {
        votes.add_naming(mention, STRONG);
    }
    for mention in dateline(sentences, named) {
        votes.add_naming(mention, STRONG);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in named.iter().flatten().filter(|m| !m.value.in_org && !m.value.origin) {
        let count = counts.entry(&mention.value.name).or_default();
        *count += 1;
        if *count <= MAX_NAMINGS {
            votes.add_naming(mention, 1);
        }
    }
    votes.winner(lexicon)
}

/// The division in an outlet's name (淮南日报). A paper of the trade says nothing of its place.
fn outlet<'l>(source: &str, lexicon: &'l Lexicon) -> Option<&'l Region> {
    if source.contains("证券") {
        return None;
    }
    let hit = lexicon.regions.find(source).into_iter().next()?;
    let mut strong = hit.names.meanings.iter().filter(|&&(kind, _)| kind != NameKind::Weak);
    let &(_, index) = strong.next()?;
    strong.next().is_none().then(|| lexicon.regions.get(index))
}

/// Places in 本报合肥讯, 新华社南京3月5日电.
fn dateline<'m>(sentences: &[Sentence<'_>], named: &'m [Vec<Mention<RegionName>>]) -> Vec<&'m Mention<RegionName>> {
    let Some(first) = sentences.first() else { return Vec::new() };
    let start = head(first.text, DATELINE);
    let Some(end) = start.find(['讯', '电']) else { return Vec::new() };
    let inside = |m: &&Mention<RegionName>| first.local(m.span).end <= end;
    named.first().into_iter().flatten().filter(inside).collect()
}

/// Weight of each division named.
#[derive(Default)]
struct Votes {
    of: BTreeMap<String, usize>,
}

impl Votes {
    fn add(&mut self, region: &Region, weight: usize) {
        *self.of.entry(region.code.clone()).or_default() += weight;
    }

    fn add_naming(&mut self, mention: &Mention<RegionName>, weight: usize) {
        if let [one] = mention.value.candidates.as_slice() {
            self.add(one, weight);
        }
    }

    /// The city (province) with clearly the most weight, and in it the county that has most of that.
    fn winner(&self, lexicon: &Lexicon) -> Option<Region> {
        let city = self.best(lexicon, |r| match (r.level, &r.city) {
            (Level::Province, _) => None,
            (Level::County, None) => Some(r.code.clone()),
            _ => Some(format!("{}00", &r.code[..4])),
        });
        let Some((city, weight)) = city else {
            let province = self.best(lexicon, |r| Some(format!("{}0000", &r.code[..2])))?;
            return lexicon.regions.by_code(&province.0).cloned();
        };
        let county =
            self.best(lexicon, |r| (r.level == Level::County && r.code[..4] == city[..4]).then(|| r.code.clone()));
        let finest = county.filter(|&(_, w)| w * 5 >= weight * 3).map_or(city, |(code, _)| code);
        lexicon.regions.by_code(&finest).cloned()
    }

    /// The group with the most weight, if that is enough and half as much again as the next.
    fn best(&self, lexicon: &Lexicon, group: impl Fn(&Region) -> Option<String>) -> Option<(String, usize)> {
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        for (code, weight) in &self.of {
            if let Some(group) = lexicon.regions.by_code(code).and_then(&group) {
                *groups.entry(group).or_default() += weight;
            }
        }
        let mut sorted: Vec<(String, usize)> = groups.into_iter().collect();
        sorted.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        let next = sorted.get(1).map_or(0, |g| g.1);
        sorted.into_iter().next().filter(|&(_, w)| w >= LEAST && w * 2 >= next * 3)
    }
}
