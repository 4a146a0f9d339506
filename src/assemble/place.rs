//! Where a project is: the park that hosts it and the division it lies in, resolved over the article.
//!
//! Owns what 园区, 高新区 and 我市 mean in an article, and which of the parks and places it names belongs to a
//! clause. Must not guess: where two fit there is no answer but candidates.

mod home;
mod known;
mod topic;
mod total;

use crate::lexicon::Lexicon;
use crate::lexicon::parks::ParkClass;
use crate::mention::Mention;
use crate::mention::park::{Park, parks};
use crate::mention::region::{Level, Region, RegionName, regions};
use crate::normalize::NormalizedText;
use crate::page::{Article, BlockKind};
use crate::segment::Sentence;
use crate::span::CleanSpan;

use known::KnownParks;
use topic::Topics;

/// How the park of a clause was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParkRule {
    /// Named with a place of its own in the clause.
    Named,
    /// A word that points back (园区, 开发区) and can mean one park of the article only.
    Anaphor,
    /// A word that points back and can mean several: the one named last.
    Nearest,
    /// A word for a zone (高新区) in the article's own place.
    Home,
    /// A word for a zone whose place is not told.
    Bare,
    /// Named beside the clause in its sentence.
    Sentence,
    /// Told by the next sentence (项目位于X).
    Ahead,
    /// What the paragraph or section is about.
    Topic,
    /// The only park of the article, which keeps coming back to it.
    Only,
    /// The only park of the article, named twice.
    Twice,
}

impl ParkRule {
    /// The name of the rule, for `explain`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Named => "park.named",
            Self::Anaphor => "park.anaphor",
            Self::Nearest => "park.nearest",
            Self::Home => "park.home",
            Self::Bare => "park.bare",
            Self::Sentence => "park.sentence",
            Self::Ahead => "park.ahead",
            Self::Topic => "park.topic",
            Self::Only => "park.only",
            Self::Twice => "park.twice",
        }
    }

    /// Whether the park stands outside the sentence: the project may be elsewhere.
    pub fn is_inferred(self) -> bool {
        matches!(self, Self::Ahead | Self::Topic | Self::Only | Self::Twice)
    }
}

/// The park of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedPark {
    /// Its name, completed as far as the article tells.
    pub name: String,
    /// The words of the text that name it.
    pub text: String,
    /// Where they stand; `None` where they stand in the title.
    pub span: Option<CleanSpan>,
    /// How it was found.
    pub rule: ParkRule,
}

/// The division of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedRegion {
    /// The division.
    pub region: Region,
    /// The words of the text that name it, if the text does.
    pub text: Option<String>,
    /// Where they stand, if in the article's body.
    pub span: Option<CleanSpan>,
    /// How it was found.
    pub rule: &'static str,
}

/// Whether a sentence begins with the project told before it, or its firm: 项目位于X; 这三个项目落户X; 该公司坐落于X.
fn begins_about_project(text: &str) -> bool {
    let pointed = ["该", "这", "本", "上述", "此次"].iter().find_map(|w| text.strip_prefix(w));
    let near = |rest: &str| rest.char_indices().nth(6).map_or(rest.len(), |(at, _)| at);
    text.starts_with("项目")
        || pointed.is_some_and(|rest| ["项目", "公司", "企业"].iter().any(|w| rest[..near(rest)].contains(w)))
}

/// GB/T 2260 code of Taiwan.
const TAIWAN: &str = "710000";

/// In news of Taiwan itself 龙潭, 新北, 大安 and 中山 are its own districts, not the counties and cities of the
/// mainland that are called so; only provinces are what they seem.
fn leave_out_namesakes(named: &mut Vec<Mention<RegionName>>) {
    named.retain(|m| m.value.candidates.iter().all(|r| r.level == Level::Province));
}

/// The parks and places of one article.
pub struct Places<'t> {
    lexicon: &'t Lexicon,
    sentences: &'t [Sentence<'t>],
    parks: Vec<Vec<Mention<Park>>>,
    regions: Vec<Vec<Mention<RegionName>>>,
    known: KnownParks,
    topics: Topics,
    home: Option<Region>,
}

impl<'t> Places<'t> {
    /// Collects the parks and places of an article.
    ///
    /// `named` are the parks of each sentence.
    pub fn new(
        article: &Article,
        text: &NormalizedText,
        sentences: &'t [Sentence<'t>],
        mut named: Vec<Vec<Mention<Park>>>,
        lexicon: &'t Lexicon,
    ) -> Self {
        let mut placed: Vec<_> = sentences.iter().map(|s| regions(s, lexicon)).collect();
        if text.taiwan {
            placed.iter_mut().for_each(leave_out_namesakes);
        }
        let title = text.title.as_deref().unwrap_or_default();
        let title = Sentence::new(title, 0, usize::MAX, BlockKind::Heading);
        let source = article.source.as_deref().unwrap_or_default();
        let home = match text.taiwan {
            true => lexicon.regions.by_code(TAIWAN).cloned(),
            false => home::home(source, &title, sentences, &placed, lexicon),
        };
        let outlet = Sentence::new(source, 0, usize::MAX, BlockKind::Heading);
        let mut headed = parks(&title, lexicon);
        // The zone in the name of an outlet (宿州高新区融媒体中心) is what the outlet writes about.
        headed.extend(parks(&outlet, lexicon).into_iter().map(|mut m| {
            m.value.in_name = false;
            m
        }));
        let known = KnownParks::collect(&headed, &named);
        // A park that is built hosts only what is said to be in it.
        let idle = |m: &&mut Mention<Park>| !m.value.hosted && !m.value.office && known.is_built(&m.value);
        named.iter_mut().flatten().filter(idle).for_each(|m| m.value.in_name = true);
        let topics = Topics::collect(sentences, &named, &placed, lexicon);
        Self { lexicon, sentences, parks: named, regions: placed, known, topics, home }
    }

    /// Says which stretches of each sentence name firms: 上海 in 上海电气 tells where the firm is from.
    pub fn with_firms(mut self, firms: impl Iterator<Item = Vec<CleanSpan>>) -> Self {
        for (named, spans) in self.regions.iter_mut().zip(firms) {
            let leads = |m: &Mention<RegionName>| {
                spans.iter().any(|s| s.start == m.span.start && s.end >= m.span.end + 2 * "字".len())
            };
            named.iter_mut().filter(|m| leads(m)).for_each(|m| m.value.in_org = true);
        }
        self
    }

    /// Whether a sentence names a division apart from the parks in it.
    pub fn names_division(&self, sentence: usize) -> bool {
        let apart = |m: &&Mention<RegionName>| {
            let parks = self.parks.get(sentence).map_or(&[][..], Vec::as_slice);
            !m.value.in_org && !m.value.origin && !m.value.venue && !parks.iter().any(|p| p.span.overlaps(m.span))
        };
        let local = |m: &Mention<RegionName>| m.value.candidates.iter().any(|r| r.level != Level::Province);
        self.regions(sentence).iter().filter(apart).any(local)
    }

    /// The parks named in a sentence.
    pub fn parks(&self, sentence: usize) -> &[Mention<Park>] {
        self.parks.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The divisions named in a sentence.
    pub fn regions(&self, sentence: usize) -> &[Mention<RegionName>] {
        self.regions.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The article's own division: what 我市, 全县 mean.
    pub fn home(&self) -> Option<&Region> {
        self.home.as_ref()
    }

    /// The park that hosts what a clause of a sentence tells of: named in the clause, else in its sentence,
    /// else what the paragraph or section is about, else the only park of the article.
    /// A list of parks gives none: it does not tell which.
    pub fn park_for(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        if self.listed(sentence, clause) {
            return None;
        }
        self.park_in_clause(sentence, clause)
            .or_else(|| self.park_in_sentence(sentence, clause))
            .or_else(|| self.park_ahead(sentence))
            .or_else(|| self.site_in_clause(sentence, clause))
            .or_else(|| self.park_behind_examples(sentence, clause))
            .or_else(|| self.park_of_topic(sentence, clause))
            .or_else(|| self.only_park(sentence, clause))
            .or_else(|| self.only_word(sentence, clause))
    }

    /// Parks that a word pointing back (园区, 高新区) in a clause may mean where [`Self::park_for`] cannot choose.
    pub fn park_candidates(&self, sentence: usize, clause: CleanSpan) -> Vec<String> {
        let generic = |m: &&Mention<Park>| m.value.generic && clause.overlaps(m.span);
        let words = self.parks(sentence).iter().filter(generic);
        let mut names: Vec<String> = words.flat_map(|m| self.known.fitting(&m.value.name, m.value.hosted)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// A park as resolved from one naming: completed with what the article tells elsewhere.
    pub fn complete(&self, mention: &Mention<Park>) -> Option<ResolvedPark> {
        let park = &mention.value;
        let (name, rule) =
            if park.generic { self.expand(mention)? } else { (self.known.fullest(&park.name), ParkRule::Named) };
        Some(ResolvedPark { name, text: park.name.clone(), span: Some(mention.span), rule })
    }

    /// What a word that points back means.
    fn expand(&self, mention: &Mention<Park>) -> Option<(String, ParkRule)> {
        let park = &mention.value;
        let industrial = matches!(park.name.as_str(), "工业园区" | "工业园") && park.hosted;
        match self.known.fitting(&park.name, park.hosted).as_slice() {
            [one] => Some((one.clone(), ParkRule::Anaphor)).filter(|_| !self.left_behind(mention, one)),
            [] if park.class == ParkClass::Zone || industrial => self.at_home(&park.name),
            [] => None,
            several => self.last_of(several, mention.span).map(|name| (name, ParkRule::Nearest)),
        }
    }

    /// Whether the sentence has turned to a county that a park lies outside of before it points back: 在沈丘，…产业集聚区.
    fn left_behind(&self, mention: &Mention<Park>, park: &str) -> bool {
        let Some(place) = self.region_of_park(park) else { return false };
        let outside = |m: &&Mention<RegionName>| {
            let name = &m.value;
            let told = !name.in_org && !name.origin && !name.venue && m.span.end <= mention.span.start;
            told && name
                .candidates
                .iter()
                .all(|r| r.level == Level::County && !r.contains(&place) && !place.contains(r))
        };
        let sentence = self.sentences.iter().position(|s| s.span.contains(mention.span));
        sentence.is_some_and(|i| self.regions(i).iter().any(|m| outside(&m)))
    }

    /// Which of several parks was named last before a place, within its block; `None` where the nearest
    /// sentence names two of them.
    fn last_of(&self, names: &[String], at: CleanSpan) -> Option<String> {
        let sentence = self.sentences.iter().position(|s| s.span.contains(at))?;
        let block = self.sentences[sentence].block;
        let near = (0..=sentence).rev().take_while(|&i| self.sentences[i].block == block);
        let named = |i: usize| -> Vec<String> {
            let before = self.parks[i].iter().filter(|m| m.span.end <= at.start && !m.value.generic);
            before.map(|m| self.known.fullest(&m.value.name)).filter(|n| names.contains(n)).collect()
        };
        let mut found = near.map(named).find(|n| !n.is_empty())?;
        found.dedup();
        found.pop().filter(|_| found.is_empty())
    }

    /// 高新区 in an article about 淮南: the zone of that name in the article's own county or city.
    fn at_home(&self, word: &str) -> Option<(String, ParkRule)> {
        if matches!(word, "新区" | "示范区") {
            return None;
        }
        let home = self.home.as_ref().filter(|h| h.level != Level::Province);
        let bare = || Some((word.to_owned(), ParkRule::Bare));
        let Some(home) = home else { return bare() };
        let places = [home.county.as_deref(), home.city.as_deref()];
        let names: Vec<String> = places.iter().flatten().map(|p| format!("{}{word}", short_name(p))).collect();
        let known: Vec<&String> = names.iter().filter(|n| self.lexicon.parks.zone_named(n).is_some()).collect();
        match (known.as_slice(), names.first()) {
            ([one], _) => Some(((*one).clone(), ParkRule::Home)),
            // A district of a city seldom has a zone of its own.
            ([], Some(first)) if !home.name.ends_with('区') => Some((first.clone(), ParkRule::Home)),
            _ => bare(),
        }
    }

    fn park_in_clause(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        let inside: Vec<&Mention<Park>> =
            self.parks(sentence).iter().filter(|m| hosts(&m.value) && clause.overlaps(m.span)).collect();
        let inside: Vec<_> =
            inside.into_iter().filter(|m| !m.value.member || self.begins(sentence, clause, m)).collect();
        let rank = |m: &&&Mention<Park>| (m.value.hosted || m.value.office, !m.value.generic, !m.value.weak);
        let best = inside.iter().max_by_key(rank)?;
        let linked = self.linked(sentence, best);
        let mut found = self.complete(best)?;
        if let Some(outer) = linked {
            found.name = format!("{}{}", self.known.fullest(&outer.value.name), found.name);
        }
        Some(found)
    }

    /// Where ground was broken for the project of a clause; what is said of its place elsewhere is finer.
    fn site_in_clause(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        let site = self.parks(sentence).iter().find(|m| m.value.site && !m.value.in_name && clause.overlaps(m.span))?;
        self.complete(site)
    }

    /// Whether nothing of a list stands between the beginning of a clause and a park.
    fn begins(&self, sentence: usize, clause: CleanSpan, park: &Mention<Park>) -> bool {
        let sentence = &self.sentences[sentence];
        let from = clause.start.min(park.span.start);
        !sentence.text[sentence.local(CleanSpan::new(from, park.span.start))].contains('、')
    }

    /// Whether the parks of a clause stand in a row: 合肥经开区、芜湖高新区.
    fn listed(&self, sentence: usize, clause: CleanSpan) -> bool {
        let inside = |m: &&Mention<Park>| hosts(&m.value) && !m.value.generic && clause.overlaps(m.span);
        let inside: Vec<&Mention<Park>> = self.parks(sentence).iter().filter(inside).collect();
        inside.windows(2).any(|w| self.joined(sentence, w[0], w[1]))
            || inside.iter().any(|m| m.value.beside && !m.value.office)
    }

    /// Whether nothing but a joint stands between two parks.
    fn joined(&self, sentence: usize, one: &Mention<Park>, next: &Mention<Park>) -> bool {
        let between = |text: &str| matches!(text, "、" | "和" | "与" | "及" | "以及");
        one.span.end <= next.span.start && {
            let sentence = &self.sentences[sentence];
            between(&sentence.text[sentence.local(CleanSpan::new(one.span.end, next.span.start))])
        }
    }

    /// Whether a zone is one of several in a row (A新区、B新区分别与企业签约): the row does not say which one has what.
    fn in_row(&self, sentence: usize, park: &Mention<Park>) -> bool {
        let zone = |m: &&Mention<Park>| hosts(&m.value) && !m.value.generic && m.value.class == ParkClass::Zone;
        let mut others = self.parks(sentence).iter().filter(zone);
        zone(&park) && others.any(|m| self.joined(sentence, m, park) || self.joined(sentence, park, m))
    }

    /// The zone that a park is said to be part of: 芜湖经开区的“长信科技园”.
    fn linked(&self, sentence: usize, park: &Mention<Park>) -> Option<&Mention<Park>> {
        let text = self.sentences[sentence].text;
        let at = self.sentences[sentence].local(park.span).start;
        self.parks(sentence).iter().find(|m| {
            let end = self.sentences[sentence].local(m.span).end;
            let joined =
                end < at && matches!(text[end..at].trim_end_matches(['“', '"', '「']), "的" | "内" | "内的" | "里的");
            joined && m.value.class == ParkClass::Zone && !m.value.generic && park.value.class != ParkClass::Zone
        })
    }

    /// The park told beside the clause: ahead of it (在X，甲…), or behind it and nearer (甲…，落户X).
    fn park_in_sentence(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        let taken = |m: &&Mention<Park>| {
            hosts(&m.value)
                && !m.value.member
                && (!m.value.beside || m.value.office)
                && !self.is_of_another_item(sentence, clause, m)
                && !self.in_row(sentence, m)
                && !self.elsewhere(sentence, clause, &m.value.name, Some(sentence))
        };
        let all: Vec<&Mention<Park>> = self.parks(sentence).iter().filter(taken).collect();
        let before = all.iter().rev().find(|m| m.span.end <= clause.start);
        let mut later = all.iter().filter(|m| m.span.start >= clause.end);
        let lone = later.clone().count() == 1;
        let attribute = |m: &Mention<Park>| {
            let of_another = !self.same_project(sentence, clause.end, m.span.start);
            of_another && self.text_behind(sentence, m.span.end).starts_with('的')
        };
        let behind = later.find(|m| m.value.hosted || lone && before.is_none()).filter(|m| !attribute(m));
        let near = behind.filter(|m| m.value.hosted && self.same_project(sentence, clause.end, m.span.start));
        let led = before.is_some_and(|m| self.leads(sentence, m.span));
        let found = if led { before } else { near.or(before).or(behind) }?;
        self.complete(found).map(|p| ResolvedPark { rule: ParkRule::Sentence, ..p })
    }

    /// Whether a park is an attribute within the member of a list before a clause: C落在X的甲项目、|乙项目.
    fn is_of_another_item(&self, sentence: usize, clause: CleanSpan, park: &Mention<Park>) -> bool {
        if clause.start < park.span.end {
            return false;
        }
        let sentence = &self.sentences[sentence];
        let at = sentence.local(park.span);
        let ahead = sentence.text[..at.start].rsplit(['，', '；', '：', ',', ';', ':']).next().unwrap_or_default();
        let between = &sentence.text[at.end..sentence.local(clause).start];
        let own = ["公司", "集团", "企业", "项目"].iter().any(|w| ahead.contains(w));
        own && between.starts_with('的') && (between.contains('、') || between.contains('，'))
    }

    /// The text of a sentence from a place on.
    fn text_behind(&self, sentence: usize, from: usize) -> &str {
        let sentence = &self.sentences[sentence];
        &sentence.text[sentence.local(CleanSpan::new(from, sentence.span.end))]
    }

    /// Whether a stretch of a sentence names no other project or firm.
    fn same_project(&self, sentence: usize, from: usize, to: usize) -> bool {
        let sentence = &self.sentences[sentence];
        let stretch = &sentence.text[sentence.local(CleanSpan::new(from, to))];
        !["项目", "公司", "集团"].iter().any(|w| stretch.contains(w))
    }

    /// Whether a park stands as a clause of its own at the beginning: 在X，…
    fn leads(&self, sentence: usize, park: CleanSpan) -> bool {
        let sentence = &self.sentences[sentence];
        let at = sentence.local(park);
        !sentence.text[..at.start].contains('，') && sentence.text[at.end..].starts_with(['，', '：'])
    }

    /// The park that the next sentence of the block tells of the project: 项目位于X产业园.
    fn park_ahead(&self, sentence: usize) -> Option<ResolvedPark> {
        let next = self.sentences.get(sentence + 1).filter(|s| s.block == self.sentences[sentence].block)?;
        let about = begins_about_project(next.text) && !next.text.contains("总部");
        let found = self.parks(sentence + 1).iter().find(|m| about && hosts(&m.value) && m.value.hosted)?;
        self.complete(found).map(|p| ResolvedPark { rule: ParkRule::Ahead, ..p })
    }

    /// The park that examples lead up to: 甲项目开工；乙项目投产……今年以来，X开发区抢抓机遇….
    fn park_behind_examples(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        let block = self.sentences[sentence].block;
        let mut examples = (sentence..self.sentences.len()).take_while(|&i| self.sentences[i].block == block);
        let last = examples.find(|&i| self.sentences[i].text.trim_end().ends_with("……"))?;
        let placed = (sentence..=last).any(|i| self.parks(i).iter().any(|m| hosts(&m.value)));
        let subject = self.sentences.get(last + 1).filter(|_| !placed)?;
        let found = self.parks(last + 1).get(topic::topic_of(subject, self.parks(last + 1))?.0)?;
        let found = self.complete(found).filter(|p| !self.elsewhere(sentence, clause, &p.name, Some(last + 1)))?;
        Some(ResolvedPark { rule: ParkRule::Ahead, ..found })
    }

    fn park_of_topic(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        let (at, index) = self.topics.of(sentence)?;
        let mention = self.parks.get(at)?.get(index)?;
        let found = self.complete(mention).filter(|p| !self.elsewhere(sentence, clause, &p.name, Some(at)))?;
        Some(ResolvedPark { rule: ParkRule::Topic, ..found })
    }

    /// Whether the name of a zone is that of a whole division too: 滨海新区.
    pub fn is_division(&self, name: &str) -> bool {
        self.lexicon.regions.meanings(name).is_some()
    }

    fn only_park(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        let (name, span, rule) = self.known.only(|name| self.is_division(name))?;
        let found = ResolvedPark { name: self.known.fullest(&name), text: name, span, rule };
        (!self.elsewhere(sentence, clause, &found.name, None)).then_some(found)
    }

    /// 高新区 where the article names no park but uses that word throughout.
    fn only_word(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedPark> {
        let word = self.known.only_word()?;
        let (name, rule) = self.at_home(word)?;
        (!self.elsewhere(sentence, clause, &name, None)).then(|| ResolvedPark {
            name,
            text: word.to_owned(),
            span: None,
            rule,
        })
    }

    /// Whether a clause names a division that a park lies outside of. `at` is the sentence that names the park.
    fn elsewhere(&self, sentence: usize, clause: CleanSpan, park: &str, at: Option<usize>) -> bool {
        let told = self.region_of_park(park);
        let told = told.or_else(|| self.region_named(at?, |_| true, "").map(|r| r.region));
        let place = told.as_ref().or(self.home.as_ref());
        let taken = |m: &&Mention<RegionName>| {
            let over = clause.overlaps(m.span) || m.value.hosted && m.span.end <= clause.start;
            over && !m.value.origin && !m.value.venue && (!m.value.in_org || self.is_local(&m.value))
        };
        self.regions(sentence).iter().filter(taken).any(|m| !m.value.candidates.iter().any(|r| may_hold(r, place)))
    }

    /// Whether a name can only mean a county of the article's own city: a firm called after it is there.
    fn is_local(&self, name: &RegionName) -> bool {
        let city = self.home.as_ref().filter(|h| h.level != Level::Province).map(|h| &h.code[..4]);
        city.is_some_and(|c| name.candidates.iter().all(|r| r.level == Level::County && r.code.starts_with(c)))
    }

    /// The division a park lies in, from its own name or the gazetteer.
    pub fn region_of_park(&self, name: &str) -> Option<Region> {
        let sentence = Sentence::new(name, 0, 0, BlockKind::Paragraph);
        let named = regions(&sentence, self.lexicon);
        let leads = named.first().filter(|m| matches!(&name[..m.span.start], "" | "中国（" | "中国("));
        let outer = leads.and_then(|m| self.choose(&m.value.candidates));
        let Some(outer) = outer else { return self.region_of_zone(name) };
        let inner: Vec<Region> = named.iter().filter_map(|m| self.choose(&m.value.candidates)).collect();
        // 合肥阜阳产业园 is called after two places and lies in one.
        let full = leads.is_some_and(|m| m.value.name.ends_with(['省', '市', '县', '区', '旗']));
        if !full && inner.iter().any(|r| !outer.contains(r) && !r.contains(&outer)) {
            return self.region_of_zone(name);
        }
        inner.into_iter().filter(|r| outer.contains(r)).max_by_key(|r| r.level)
    }

    fn region_of_zone(&self, name: &str) -> Option<Region> {
        let zone = self.lexicon.parks.find_zones(name).into_iter().next().filter(|z| z.start == 0)?;
        let zone = self.lexicon.parks.zone(zone.value);
        let finest = [&zone.county, &zone.city].into_iter().flatten();
        let regions = &self.lexicon.regions;
        finest
            .filter_map(|n| regions.named(&zone.province, n))
            .next()
            .or_else(|| regions.named(&zone.province, &zone.province))
            .cloned()
    }

    /// The division of a clause: the most specific one named in it, else that of its park, else of its
    /// sentence, else the article's own.
    pub fn region_for(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedRegion> {
        self.region_named(sentence, |m| clause.overlaps(m.span), "region.clause")
            .or_else(|| self.region_of_host(sentence, clause))
            .or_else(|| self.region_named(sentence, |_| true, "region.sentence"))
            .or_else(|| {
                self.home.clone().map(|region| ResolvedRegion { region, text: None, span: None, rule: "region.home" })
            })
    }

    /// A province named where the article's own place in it is told: the project is there.
    pub fn refined(&self, found: ResolvedRegion) -> ResolvedRegion {
        let home = self.home.as_ref().filter(|h| found.region.level == Level::Province && found.region.contains(h));
        match home {
            Some(home) => ResolvedRegion { region: home.clone(), text: None, span: None, rule: "region.home" },
            None => found,
        }
    }

    fn region_of_host(&self, sentence: usize, clause: CleanSpan) -> Option<ResolvedRegion> {
        let park = self.park_for(sentence, clause)?;
        let region = self.region_of_park(&park.name).filter(|r| !self.is_namesake(r, &park.name))?;
        Some(ResolvedRegion { region, text: Some(park.text), span: park.span, rule: "region.park" })
    }

    /// Whether a county of another province is called as a park begins: 尖山新区 of 海宁 is not in 尖山区.
    fn is_namesake(&self, region: &Region, park: &str) -> bool {
        let far = self.home.as_ref().is_some_and(|h| h.code[..2] != region.code[..2]);
        far && region.level == Level::County && !park.contains(&region.name)
    }

    /// The one division that the namings taken agree on.
    fn region_named(
        &self,
        sentence: usize,
        take: impl Fn(&Mention<RegionName>) -> bool,
        rule: &'static str,
    ) -> Option<ResolvedRegion> {
        let named =
            self.regions(sentence).iter().filter(|m| take(m) && !m.value.in_org && !m.value.origin && !m.value.venue);
        let mut named: Vec<(&Mention<RegionName>, Region)> =
            named.filter_map(|m| self.choose(&m.value.candidates).map(|r| (m, r))).collect();
        if named.iter().any(|(m, _)| m.value.hosted) {
            named.retain(|(m, _)| m.value.hosted);
        }
        let finest = named.iter().max_by_key(|(_, r)| r.level)?.clone();
        named.iter().all(|(_, r)| r.contains(&finest.1)).then(|| ResolvedRegion {
            region: finest.1,
            text: Some(finest.0.value.name.clone()),
            span: Some(finest.0.span),
            rule,
        })
    }

    /// The division that is meant by a name of several: the one in the article's own city or province.
    fn choose(&self, candidates: &[Region]) -> Option<Region> {
        if let [one] = candidates {
            return Some(one.clone());
        }
        if let Some(outer) = candidates.iter().find(|c| candidates.iter().all(|o| c.contains(o))) {
            return Some(outer.clone());
        }
        let home = self.home.as_ref()?;
        let near = |digits: usize| {
            let mut near = candidates.iter().filter(|c| c.code[..digits] == home.code[..digits]);
            near.next().filter(|_| near.next().is_none()).cloned()
        };
        near(4).or_else(|| near(2))
    }
}

/// Whether something in `named` can be in a park that lies somewhere in `place`: a county must hold the place
/// itself, a city or province may hold it or be part of it.
fn may_hold(named: &Region, place: Option<&Region>) -> bool {
    match place {
        // Of a park of which only the province is known, any county there may be the place.
        Some(place) => {
            let wide = named.level != Level::County || place.level == Level::Province;
            named.contains(place) || wide && place.contains(named)
        }
        None => named.level != Level::County,
    }
}

/// Whether a naming can be the host of a project.
fn hosts(park: &Park) -> bool {
    let weak = park.weak && !park.hosted && !park.office;
    !park.in_name && !park.aside && !park.site && !weak && park.class != ParkClass::Works
}

/// A division's name without its class word, where two characters or more are left: 淮南市 → 淮南, 寿县 → 寿县.
fn short_name(name: &str) -> &str {
    let cut = name.strip_suffix(['市', '县', '区']).unwrap_or(name);
    if cut.chars().count() >= 2 { cut } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::normalize;
    use crate::page::Block;
    use crate::segment::sentences;
    use crate::span::SourceSpan;

    /// Runs `check` on the places of an article whose blocks are the lines of `body`.
    fn with<T>(title: &str, source: &str, body: &str, check: impl FnOnce(&Places<'_>, &[Sentence<'_>]) -> T) -> T {
        let mut article = Article { title: Some(title.into()), source: Some(source.into()), ..Article::default() };
        body.clone_into(&mut article.text);
        let mut start = 0;
        for line in body.split('\n') {
            article.blocks.push(Block { span: SourceSpan::new(start, start + line.len()), ..Block::default() });
            start += line.len() + 1;
        }
        let text = normalize(&article, Lexicon::embedded());
        let all = sentences(&text);
        let named = all.iter().map(|s| parks(s, Lexicon::embedded())).collect();
        check(&Places::new(&article, &text, &all, named, Lexicon::embedded()), &all)
    }

    /// Span of the clause that begins with `start`, to the next comma or the end of its sentence.
    fn clause(all: &[Sentence<'_>], start: &str) -> (usize, CleanSpan) {
        let index = all.iter().position(|s| s.text.contains(start)).unwrap_or_else(|| panic!("no {start}"));
        let text = all[index].text;
        let from = text.find(start).unwrap_or(0);
        let to = text[from..].find(['，', '。', '；']).map_or(text.len(), |n| from + n);
        (index, all[index].span_of(from, to))
    }

    #[test]
    fn the_park_of_a_total() {
        // Where the total stands, and whether the park named in its sentence holds it.
        for (body, total, held) in [
            ("河口高新区今年已签约12个项目。", "12个", true),
            ("河口高新区锣鼓喧天，12个项目集中开工。", "12个", true),
            ("走进河口高新区，全县开工的12个项目正在建设。", "12个", false),
            ("河口高新区彩旗飘扬，开工仪式在这里举行，12个项目开工。", "12个", false),
            ("此次开工12个项目，其中轴承项目落户河口高新区。", "12个", false),
            ("此次开工12个项目，均落户河口高新区。", "12个", true),
        ] {
            let told = with("", "", body, |places, all| {
                let at = all[0].text.find(total).map(|at| all[0].span_of(at, at + total.len()));
                let park = places.parks(0).first().and_then(|m| places.complete(m));
                park.map(|p| places.holds_total(&p, Some(0), at))
            });
            assert_eq!(told, Some(held), "{body}");
        }
    }

    #[test]
    fn the_park_of_a_clause() {
        let table: &[(&str, &str, &str, &str, Option<&str>)] = &[
            ("", "", "海川科技总投资5亿元的电池项目落户宿州经开区。", "海川科技", Some("宿州经开区")),
            ("", "", "在宿州经开区，海川科技正在安装设备。", "海川科技正", Some("宿州经开区")),
            ("", "", "在宿州经开区，工地一片繁忙。海川科技总投资5亿元。", "海川科技", Some("宿州经开区")),
            ("", "", "走进宿州经开区，塔吊林立。\n海川科技总投资5亿元。", "海川科技", Some("宿州经开区")),
            (
                "",
                "",
                "在宿州经开区，海川科技开工。\n随后来到宿州高新区，云图公司投产。\n明泰食品投资2亿元。",
                "明泰食品",
                Some("宿州高新区"),
            ),
            ("宿州经开区项目集中开工", "", "海川科技总投资5亿元。", "海川科技", Some("宿州经开区")),
            (
                "宿州经开区管委会与海川科技签约",
                "",
                "宿州经开区管委会与海川科技签订协议。",
                "宿州经开区管委会",
                Some("宿州经开区"),
            ),
            ("", "", "宿州高新区发展迅速。海川科技入驻园区。", "海川科技", Some("宿州高新区")),
            ("", "淮南日报", "海川科技落户高新区。", "海川科技", Some("淮南高新区")),
            ("", "", "海川科技落户通化医药高新区。云图公司也落户高新区。", "云图公司", Some("通化医药高新区")),
            (
                "",
                "",
                "芜湖经济技术开发区的“长信科技工业园”开始建设。",
                "芜湖",
                Some("芜湖经济技术开发区长信科技工业园"),
            ),
            (
                "",
                "",
                "海川科技总投资5亿元，落户宿州经开区，云图公司总投资3亿元，落户宿州高新区。",
                "云图公司",
                Some("宿州高新区"),
            ),
            (
                "",
                "",
                "海川科技总投资5亿元，落户宿州经开区，云图公司总投资3亿元，落户宿州高新区。",
                "海川科技",
                Some("宿州经开区"),
            ),
            ("", "宿州高新区融媒体中心", "海川科技总投资5亿元。", "海川科技", Some("宿州高新区")),
            ("", "淮南日报", "高新区抓项目。\n海川科技总投资5亿元。\n高新区服务企业。", "海川科技", Some("淮南高新区")),
            ("", "寿县融媒体中心", "海川科技入驻工业园区。", "海川科技", Some("寿县工业园区")),
            (
                "",
                "淮南日报",
                "高新区：\n海川科技总投资5亿元。\n经开区：\n云图公司总投资3亿元。",
                "云图公司",
                Some("淮南经开区"),
            ),
            (
                "",
                "",
                "海川科技总投资5亿元；云图公司总投资3亿元……新年伊始，走进宿州经开区，处处一片繁忙。",
                "海川科技",
                Some("宿州经开区"),
            ),
            ("", "", "海川科技总投资5亿元；云图公司总投资3亿元。宿州经开区处处一片繁忙。", "海川科技", None),
            ("", "", "海川科技定位于一站式研发测试基地，总投资5亿元。", "海川科技", None),
            ("", "驻马店日报", "在泌阳县食品产业园，海川科技投产。平舆县云图公司总投资9亿元。", "平舆县", None),
            (
                "",
                "",
                "走进宿州经开区海川科技的车间，机器轰鸣。\n云图公司总投资9亿元。\n宿州高新区也不甘落后。",
                "云图公司",
                Some("宿州经开区"),
            ),
            (
                "",
                "",
                "来安县汊河开发区与海川科技签约。项目选址开发区。\n云图公司落户来安经开区。",
                "项目选址",
                Some("来安县汊河开发区"),
            ),
            ("", "蚌埠日报", "走进高新区，海川科技投产。\n在禹会区，云图公司总投资3亿元。", "云图公司", None),
            ("", "", "合肥经开区、芜湖高新区各签约项目20个。", "合肥", None),
            (
                "宿州经开区抓项目",
                "",
                "宿州经开区开局良好。\n合肥高新区的经验值得学习。\n海川科技总投资5亿元。",
                "海川科技",
                Some("宿州经开区"),
            ),
            ("", "淮南日报", "全市开发区签约项目20个。", "全市", None),
            ("", "", "来自合肥高新区的海川科技投资2亿元建厂。", "来自", None),
            ("", "", "签约仪式在宿州经开区举行，海川科技投资2亿元。", "海川科技", None),
            ("", "", "海川科技总投资5亿元的海川产业园项目开工。", "海川科技", None),
            ("", "", "合肥高新区、宿州经开区各有所长。\n海川科技落户园区。", "海川科技", None),
            ("", "", "宿州高新区云计算产业园项目开工。", "宿州", Some("宿州高新区")),
            // What is built hosts only what is said to be in it.
            ("", "", "云图产业园项目开工。海川科技总投资5亿元。云图产业园落成。", "海川科技", None),
            ("", "", "云图产业园项目开工。海川科技入驻云图产业园。", "海川科技", Some("云图产业园")),
            ("云图产业园项目开工", "", "首批企业海川科技入驻园区。", "首批", Some("云图产业园")),
            // A zone told of beside a county is not all that is told of.
            ("宿州经开区、埇桥区同日开工", "", "海川科技总投资5亿元。", "海川科技", None),
            // Short and long form of one zone.
            (
                "安巢经开区集中开工",
                "",
                "安徽巢湖经济开发区抓项目。海川科技总投资5亿元。",
                "海川科技",
                Some("安徽巢湖经济开发区"),
            ),
            // Who holds a ceremony, not where it is held.
            ("", "", "宿州经开区举行开工活动，海川科技投资2亿元。", "海川科技", Some("宿州经开区")),
            // The zone that a longer name begins with.
            (
                "",
                "",
                "项目位于晋城经济技术开发区金匠工业园区。海川科技也在开发区建厂。",
                "海川科技",
                Some("晋城经济技术开发区"),
            ),
            // 开发区 alone is the 经开区 of the place.
            (
                "高唐开发区开工忙",
                "",
                "高唐县经济开发区热潮涌动。海川科技总投资5亿元。",
                "海川科技",
                Some("高唐县经济开发区"),
            ),
            // Named twice, but in one sentence: what it tells of is one project.
            ("", "", "云图公司与宿州经开区签约，在宿州经开区建厂。\n海川科技总投资5亿元。", "海川科技", None),
            // A word that points back in a sentence that has turned to another county.
            ("", "", "走访商水县产业集聚区。\n在沈丘县，产业集聚区的海川科技总投资5亿元。", "海川科技", None),
            // Where an agreement is signed is not where the project is.
            ("", "", "合肥高新区在温岭市举行签约仪式，海川科技总投资5亿元。", "海川科技", Some("合肥高新区")),
            // The zone of one member of a list.
            ("", "", "海川产业园、宿州经开区云图产业园等15个项目开工。", "海川产业园", None),
            // An adverbial before the topic.
            ("", "", "目前，宿州云谷产业园签约企业16家。海川科技总投资5亿元。", "海川科技", Some("宿州云谷产业园")),
            // A report that turns to the whole county.
            ("", "", "在宿州经开区，云图公司投产。\n目前全县在建项目11个，海川科技投资2亿元。", "海川科技", None),
            (
                "",
                "",
                "海川科技在全南工业园区龙门片区建厂。云图公司落户龙门片区。",
                "云图公司",
                Some("全南工业园区龙门片区"),
            ),
            // A zone in a row of places.
            ("", "", "35个项目在宿州经开区、埇桥区、灵璧县同日开工。", "35个", None),
            ("", "", "宿州经开区管委会、埇桥区政府与海川科技签约。", "宿州", Some("宿州经开区")),
            // What the project of one firm stands in says nothing of the next one's.
            ("", "", "有云图公司落在宿州高新区的轴承项目、海川科技电池项目。", "海川科技", None),
            // The next sentence tells where the firm is.
            ("", "", "海川科技总投资5亿元。这家公司坐落在宿州云谷产业园。", "海川科技", Some("宿州云谷产业园")),
            ("", "", "海川科技总投资5亿元。这家公司总部设在宿州云谷产业园。", "海川科技", None),
            // A park called after its province in a county of it.
            ("", "", "在安徽生态板材产业园，灵璧海川科技总投资5亿元。", "灵璧海川", Some("安徽生态板材产业园")),
            // Beside what it lies.
            ("", "", "海川科技总投资5亿元的项目紧邻宿州经开区。", "海川科技", None),
            // Zones in a row, each with a firm of its own.
            ("", "", "合肥高新区、宿州经开区分别签约，有云图公司、海川科技等项目。", "有云图", None),
            // Two names of one park.
            (
                "",
                "",
                "云图公司落户宿州生态纺织产业示范园。宿州生态纺织园正在扩建。海川科技落户园区。",
                "海川科技",
                Some("宿州生态纺织产业示范园"),
            ),
        ];
        for &(title, source, body, start, wanted) in table {
            let found = with(title, source, body, |places, all| {
                let (sentence, span) = clause(all, start);
                places.park_for(sentence, span).map(|p| p.name)
            });
            assert_eq!(found.as_deref(), wanted, "{title} {body}");
        }
    }

    #[test]
    fn where_two_parks_fit_there_are_candidates() {
        let body = "合肥高新区与宿州高新区结对。\n海川科技落户高新区。";
        let (park, candidates) = with("", "", body, |places, all| {
            let (sentence, span) = clause(all, "海川科技");
            (places.park_for(sentence, span), places.park_candidates(sentence, span))
        });
        assert_eq!(park, None);
        assert_eq!(candidates, ["合肥高新区", "宿州高新区"]);
    }

    #[test]
    fn the_division_of_a_clause() {
        let table: &[(&str, &str, &str, &str, Option<&str>)] = &[
            ("", "", "海川科技落户安徽省宿州市埇桥区。", "海川科技", Some("341302")),
            ("", "", "海川科技落户宿州经开区。", "海川科技", Some("341300")),
            ("", "淮南日报", "我市今年签约项目20个。", "我市", Some("340400")),
            ("", "", "本报阜阳讯 海川科技总投资5亿元。", "海川科技", Some("341200")),
            ("寿县：项目建设提速", "", "寿县抓项目。海川科技总投资5亿元。", "海川科技", Some("340422")),
            ("", "长春日报", "项目位于朝阳区。", "项目", Some("220104")),
            ("", "", "项目位于朝阳区。", "项目", None),
            ("", "淮南日报", "来自深圳的海川科技总投资5亿元。", "来自", Some("340400")),
            ("", "", "海川科技落户中国（安徽）自由贸易试验区蚌埠片区，总投资5亿元。", "总投资", Some("340300")),
            ("", "", "项目总投资5亿元。", "项目", None),
            ("", "淮南日报", "项目落户双鸭高新区。", "项目", Some("340400")),
            ("", "", "海川科技落户合肥阜阳产业园。", "海川科技", Some("340100")),
        ];
        for &(title, source, body, start, wanted) in table {
            let found = with(title, source, body, |places, all| {
                let (sentence, span) = clause(all, start);
                places.region_for(sentence, span).map(|r| r.region.code)
            });
            assert_eq!(found.as_deref(), wanted, "{title} {source} {body}");
        }
    }
}
