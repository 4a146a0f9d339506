//! The body: which run of blocks is the article, and where its head and tail are cut.
//!
//! Owns the choice of container and run and every verdict on a block. Must not know where blocks came from
//! beyond their features.

use std::ops::Range;

use super::blocks::{Page, PageBlock, Tag};
use super::metadata::title::{self, Headline};
use super::score;
use crate::lexicon::{Cue, Role};

/// What became of a block, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Part of the article's text.
    Kept,
    /// Outside the run of blocks that is the article.
    #[default]
    Outside,
    /// The headline, or a repetition of it.
    Title,
    /// Furniture of this kind.
    Furniture(Role),
    /// A line of links.
    Links,
    /// A date, author or source line above or below the body.
    Dateline,
    /// Hidden, advertising or the like by its class.
    Cue(Cue),
    /// Said before on the page.
    Repeated,
    /// In a list of other articles or in the comments.
    Section,
}

/// Share of a container's score that one part must hold for the rest to be let go.
const DOMINANT: f32 = 0.72;

/// Running text outside that part, as a share of its own, up to which it may be let go.
const LEFT_OUT: f32 = 0.5;

/// Short lines that part two passages of a tag-free text.
const MAX_LINES_BETWEEN: f32 = 6.0;

/// How many times the first passage below a dateline counts.
const ANCHORED: f32 = 8.0;

/// Weight of a passage from which a longer one counts no more.
const MAX_PASSAGE: f32 = 1500.0;

/// What a gap inside the body may cost at most, in characters of running text.
const MAX_GAP: f32 = 60.0;

/// The same where the paragraphs on both sides stand in one element: a box of pictures or links was put between.
const MAX_GAP_BETWEEN_SIBLINGS: f32 = 25.0;

/// Length of a headline, in characters, that is left out where it stands in the body once more.
const MIN_TITLE: usize = 8;
const MAX_TITLE: usize = 140;

/// Items at the end of a tag-free article that nothing announces.
const MAX_UNANNOUNCED: usize = 5;

/// Lines between the first passage of a tag-free article and its editor's line.
const MAX_BEFORE_EDITOR: usize = 400;

/// Furniture that no article goes on behind.
const ENDS_OF_ARTICLES: &[Role] =
    &[Role::Editor, Role::Related, Role::Comments, Role::Neighbour, Role::Footer, Role::Disclaimer, Role::Crumb];

/// Notes in every block what the containers around it and the openers of sections before it say.
pub(super) fn note_surroundings(page: &mut Page) {
    note_cues(page);
    note_sections(page);
}

/// Gives each block the cue of the elements around it, unless an element holds most of the page.
fn note_cues(page: &mut Page) {
    let mass = |blocks: &[PageBlock]| -> usize {
        blocks.iter().filter(|b| b.features.is_prose()).map(|b| b.features.chars).sum()
    };
    let mut sums = Vec::with_capacity(page.blocks.len() + 1);
    sums.push(0);
    for block in &page.blocks {
        sums.push(sums.last().copied().unwrap_or(0) + mass(std::slice::from_ref(block)));
    }
    let whole = sums.last().copied().unwrap_or(0).max(1);
    let mut cues: Vec<Option<Cue>> = Vec::with_capacity(page.containers.len());
    for container in &page.containers {
        let around = if cues.is_empty() { None } else { cues[container.parent] };
        let share = (sums[container.end] - sums[container.first]) as f32 / whole as f32;
        let own = container.cue.filter(|c| share < most_of_page(*c));
        cues.push(combined(around, own));
    }
    for block in &mut page.blocks {
        block.cue = cues[block.container];
    }
}

/// The share of a page's text from which an element's name is not believed.
fn most_of_page(cue: Cue) -> f32 {
    match cue {
        Cue::Body | Cue::Main => f32::INFINITY,
        Cue::Comment | Cue::Footer => 0.9,
        Cue::Related => 0.8,
        _ => 0.5,
    }
}

fn combined(around: Option<Cue>, own: Option<Cue>) -> Option<Cue> {
    let firm = |c: Cue| matches!(c, Cue::Hidden | Cue::Comment | Cue::Related | Cue::Footer | Cue::Ad | Cue::Share);
    match (around, own) {
        (a, None) => a,
        (Some(a), Some(o)) if firm(a) && !firm(o) => Some(a),
        (Some(a), Some(Cue::Main)) => Some(a),
        (_, o) => o,
    }
}

/// Running text, in characters, below which no article stands above an opener.
const MIN_BEFORE: usize = 60;

/// Notes in the blocks behind an opener (相关阅读, 网友评论) that they belong to its section.
fn note_sections(page: &mut Page) {
    let prose = |b: &PageBlock| if b.features.is_prose() { b.features.chars } else { 0 };
    let total: usize = page.blocks.iter().map(prose).sum();
    let mut before = 0;
    let mut open: Option<(Role, usize, bool)> = None;
    let mut opened = 0;
    for i in 0..page.blocks.len() {
        let block = &page.blocks[i];
        let mass = prose(block);
        let opener = [Role::Comments, Role::Related]
            .into_iter()
            .find(|r| block.features.roles.has(*r) && !block.features.is_prose());
        if let Some((role, end, early)) = open {
            // A list above the article ends where running text begins, or a dateline.
            let text = early && mass >= 60 && block.features.link_share < 0.3;
            let dateline = !page.html && role == Role::Related && is_dateline(block);
            let resumed = page.html && role == Role::Related && resumes(&page.blocks, i, opened);
            if i >= end || text || dateline || resumed {
                open = None;
            } else if opener.is_none() {
                page.blocks[i].section = Some(role);
            }
        }
        if let Some(role) = opener {
            let end = section_end(page, i);
            // A button above the article that leads to its comments opens nothing.
            let nothing_yet = before < MIN_BEFORE.min(total / 2);
            if role == Role::Comments && nothing_yet {
                continue;
            }
            let early = if page.html { nothing_yet } else { before * 3 < total };
            if open.is_none_or(|(r, e, _)| end > e || r == Role::Related) {
                open = Some((role, end, early));
                opened = i;
            }
        }
        before += mass;
    }
}

/// Whether the article goes on at block `i` behind a box of links: two paragraphs without links, in the element
/// that held the paragraph before the box.
fn resumes(blocks: &[PageBlock], i: usize, opened: usize) -> bool {
    let text = |b: &PageBlock| b.features.is_prose() && b.features.chars >= 20 && b.link_chars == 0;
    let before = blocks[opened.saturating_sub(3)..opened].iter().rev().find(|b| text(b));
    let follows = |b: &PageBlock| text(b) && before.is_some_and(|p| p.level == b.level);
    follows(&blocks[i]) && blocks.get(i + 1).is_some_and(follows)
}

/// Where the section that block `i` opens ends: with the innermost container that holds more than the opener.
fn section_end(page: &Page, i: usize) -> usize {
    let mut at = page.blocks[i].container;
    loop {
        let container = &page.containers[at];
        if container.end > i + 1 || at == 0 {
            return container.end;
        }
        at = container.parent;
    }
}

/// Everything the choice of the body rests on.
pub(super) struct Choice<'p> {
    page: &'p Page,
    scores: Vec<f32>,
    sums: Vec<f32>,
    /// Running sums of what speaks for blocks, what speaks against them left out.
    gains: Vec<f32>,
}

impl<'p> Choice<'p> {
    /// Scores all blocks.
    pub fn new(page: &'p Page) -> Self {
        let scores: Vec<f32> = page.blocks.iter().map(score::score).collect();
        let running = |value: fn(f32) -> f32| {
            let mut sum = 0.0;
            let rest = scores.iter().map(|s| {
                sum += value(*s);
                sum
            });
            std::iter::once(0.0).chain(rest).collect::<Vec<f32>>()
        };
        let (sums, gains) = (running(|s| s), running(|s| s.max(0.0)));
        Self { page, scores, sums, gains }
    }

    fn sum(&self, range: &Range<usize>) -> f32 {
        self.sums[range.end] - self.sums[range.start]
    }

    /// The blocks of the container that holds the article: the one with the highest sum, then inwards as
    /// long as one part holds most of it.
    pub fn home(&self, title: Option<usize>) -> Range<usize> {
        let whole = 0..self.page.blocks.len();
        if !self.page.html {
            return whole;
        }
        let value = |r: &Range<usize>| {
            let sum = self.sum(r);
            // What stands wholly above the headline is seldom the article.
            if sum > 0.0 && title.is_some_and(|t| r.end <= t) { sum * 0.4 } else { sum }
        };
        let ranges = self.page.containers.iter().map(|c| c.first..c.end).filter(|r| !r.is_empty());
        let mut best = whole;
        let mut best_value = value(&best);
        for range in ranges {
            let v = value(&range);
            let inside = range.start >= best.start && range.end <= best.end;
            let holds_most = || v >= best_value * DOMINANT && v > 0.0 && self.left_out(&best, &range) <= v * LEFT_OUT;
            if v > best_value || inside && holds_most() && self.is_apart(&best, &range) {
                (best_value, best) = (v, range);
            }
        }
        best
    }

    /// Running text that `outer` has beyond `inner`.
    fn left_out(&self, outer: &Range<usize>, inner: &Range<usize>) -> f32 {
        (self.gains[inner.start] - self.gains[outer.start]) + (self.gains[outer.end] - self.gains[inner.end])
    }

    /// Whether what `outer` has beyond `inner` is set apart from it: no running text stands right beside it.
    fn is_apart(&self, outer: &Range<usize>, inner: &Range<usize>) -> bool {
        let text = |r: Range<usize>| r.clone().any(|i| self.scores[i] > 10.0);
        let near = 2;
        !text(outer.start.max(inner.start.saturating_sub(near))..inner.start)
            && !text(inner.end..outer.end.min(inner.end + near))
    }

    /// The run of blocks inside `home` that is the body.
    pub fn run(&self, home: &Range<usize>) -> Option<Range<usize>> {
        if self.page.html { self.heaviest_run(home) } else { self.lines_run() }
    }

    /// The passage of a tag-free text that is the body: passages are held together by running text and cut
    /// by furniture and by many short lines; the first one below a dateline counts most.
    fn lines_run(&self) -> Option<Range<usize>> {
        let passages = self.passages();
        let mut best: Option<(usize, f32)> = None;
        let mut anchored = false;
        for (n, passage) in passages.iter().enumerate() {
            let mass = self.gains[passage.end] - self.gains[passage.start];
            let anchor = !anchored && mass >= 30.0 && self.below_dateline(passage.start);
            anchored |= anchor;
            let value = mass.min(MAX_PASSAGE) * if anchor { ANCHORED } else { 1.0 };
            if value > 0.0 && best.is_none_or(|(_, b)| value > b) {
                best = Some((n, value));
            }
        }
        best.map(|(n, _)| {
            let start = passages[n].start;
            let end = self.up_to_editor(&passages[n..]).unwrap_or(passages[n].end);
            start..end + self.items_behind(end)
        })
    }

    /// The end of the last of these passages above the editor's line, where no other end of an article stands
    /// before it: pictures and buttons parted them.
    fn up_to_editor(&self, passages: &[Range<usize>]) -> Option<usize> {
        let first = passages.first()?;
        let ends = |i: &usize| {
            let f = &self.page.blocks[*i].features;
            f.roles.any(ENDS_OF_ARTICLES) && !f.is_prose() || self.page.blocks[*i].section.is_some()
        };
        let mark = (first.end..self.page.blocks.len().min(first.end + MAX_BEFORE_EDITOR)).find(ends)?;
        let editor = self.page.blocks[mark].features.roles.has(Role::Editor);
        editor.then(|| passages.iter().rfind(|p| p.end <= mark).map(|p| p.end))?
    }

    /// How many items of a list stand behind block `end`, where the line above announces one.
    fn items_behind(&self, end: usize) -> usize {
        let announced = end.checked_sub(1).is_some_and(|i| self.page.blocks[i].text.trim_end().ends_with(['：', ':']));
        let items = self.page.blocks[end..].iter().take_while(|b| b.features.marked && self.is_item(b)).count();
        // Without an announcement a few lines may be the article's, many are links.
        if items >= 2 && (announced || items <= MAX_UNANNOUNCED) { items } else { 0 }
    }

    fn is_item(&self, block: &PageBlock) -> bool {
        score::furniture(block).is_none() && block.section.is_none()
    }

    /// Whether a date or source line stands close above block `start`; buttons between the two hardly count.
    fn below_dateline(&self, start: usize) -> bool {
        let mut between = 0.0;
        for block in self.page.blocks[..start].iter().rev().take(24) {
            if is_dateline(block) {
                return true;
            }
            between += if block.features.chars <= 5 || score::furniture(block).is_some() { 0.25 } else { 1.0 };
            if between >= MAX_LINES_BETWEEN {
                break;
            }
        }
        false
    }

    /// Passages of running text: they end where the lines between two paragraphs weigh too much.
    fn passages(&self) -> Vec<Range<usize>> {
        let mut passages: Vec<Range<usize>> = Vec::new();
        let mut gap = MAX_LINES_BETWEEN;
        let mut in_bar = false;
        for (i, block) in self.page.blocks.iter().enumerate() {
            if self.scores[i] > 0.0 {
                match passages.last_mut().filter(|_| gap < MAX_LINES_BETWEEN) {
                    Some(passage) => passage.end = i + 1,
                    None => passages.push(i..i + 1),
                }
                gap = 0.0;
            } else {
                let share = block.features.roles.has(Role::Share);
                // The buttons of one bar are one thing.
                gap += if share && in_bar { 0.25 } else { line_gap(block) };
                in_bar = share;
            }
        }
        passages
    }

    /// The run of blocks inside `home` with the highest sum, gaps counting a bounded amount.
    fn heaviest_run(&self, home: &Range<usize>) -> Option<Range<usize>> {
        let (mut start, mut sum, mut gap) = (home.start, 0.0f32, 0.0f32);
        let mut best: Option<(Range<usize>, f32)> = None;
        let mut last: Option<usize> = None;
        for i in home.clone() {
            let s = self.scores[i];
            if s <= 0.0 {
                gap = (gap + s).max(-MAX_GAP);
                continue;
            }
            let sibling = last.is_some_and(|l| self.page.blocks[l].level == self.page.blocks[i].level);
            if sibling {
                gap = gap.max(-MAX_GAP_BETWEEN_SIBLINGS);
            }
            if sum + gap <= 0.0 {
                (start, sum) = (i, 0.0);
            } else {
                sum += gap;
            }
            last = Some(i);
            gap = 0.0;
            sum += s;
            if best.as_ref().is_none_or(|(_, b)| sum > *b) {
                best = Some((start..i + 1, sum));
            }
        }
        best.map(|(range, _)| range)
    }

    /// The verdict on every block, given the container, the run and the headline.
    pub fn verdicts(&self, home: &Range<usize>, run: &Range<usize>, headline: &Headline) -> Vec<Verdict> {
        let mut verdicts = vec![Verdict::Outside; self.page.blocks.len()];
        let kept = self.with_edges(home, run, headline);
        for i in self.captions(home, &kept, headline) {
            verdicts[i] = Verdict::Kept;
        }
        // A page that holds its article twice, not an article that says something twice.
        let prose = || self.page.blocks[kept.clone()].iter().filter(|b| b.features.is_prose());
        let copied = prose().filter(|b| b.features.repeated).count() * 4 > prose().count();
        for i in kept {
            verdicts[i] = self.verdict(i, run, headline, copied);
        }
        self.leave_out_gaps(run, &mut verdicts);
        if let Some(block) = headline.block {
            verdicts[block] = Verdict::Title;
        }
        verdicts
    }

    /// Takes back what parts two passages of a tag-free text from each other.
    fn leave_out_gaps(&self, run: &Range<usize>, verdicts: &mut [Verdict]) {
        if self.page.html {
            return;
        }
        for pair in self.passages().windows(2).filter(|p| run.contains(&p[0].start) && run.contains(&p[1].start)) {
            verdicts[pair[0].end..pair[1].start].fill(Verdict::Outside);
        }
    }

    /// The run with the short blocks at its edges that belong to it: those in the same containers.
    fn with_edges(&self, home: &Range<usize>, run: &Range<usize>, headline: &Headline) -> Range<usize> {
        let blocks = &self.page.blocks;
        let plain = |i: usize| {
            let b = &blocks[i];
            score::furniture(b).is_none()
                && b.features.link_share <= 0.5
                && b.section.is_none()
                && b.features.bars < 2
                && !self.is_title(i, headline)
        };
        let (mut start, mut end) = (run.start, run.end);
        if run.is_empty() {
            return run.clone();
        }
        let beside = |i: usize, j: usize| self.page.html && self.kin(blocks[i].container, blocks[j].container);
        while start > home.start
            && plain(start - 1)
            && beside(start - 1, run.start)
            && !blocks[start - 1].features.dated
        {
            start -= 1;
        }
        while end < home.end && plain(end) && beside(end, run.end - 1) {
            end += 1;
        }
        start..end
    }

    /// Captions that read as sentences, between headline and body and right below the body.
    fn captions(&self, home: &Range<usize>, kept: &Range<usize>, headline: &Headline) -> Vec<usize> {
        if !self.page.html || kept.is_empty() {
            return Vec::new();
        }
        let above = headline.block.filter(|b| *b < kept.start && kept.start - b <= 24).map_or(kept.start, |b| b + 1);
        let below = kept.end..(kept.end + 2).min(home.end.max(kept.end));
        let caption = |i: &usize| {
            let block = &self.page.blocks[*i];
            let f = &block.features;
            let named = block.cue == Some(Cue::Caption) || block.tag == Tag::Caption;
            score::furniture(block).is_none()
                && f.link_share < 0.3
                && block.section.is_none()
                && !self.is_title(*i, headline)
                && (named && f.chars >= 15
                    || !named && f.stops >= 1 && f.chars <= 120 && self.scores[*i] > 0.0 && *i < kept.start)
        };
        (above..kept.start).chain(below).filter(caption).collect()
    }

    /// Whether two containers are the same or children of the same.
    fn kin(&self, a: usize, b: usize) -> bool {
        let parent = |c: usize| self.page.containers[c].parent;
        a == b || parent(a) == parent(b) || parent(a) == b || parent(b) == a
    }

    fn is_title(&self, i: usize, headline: &Headline) -> bool {
        let block = &self.page.blocks[i];
        if headline.letters.chars().count() < 5
            || block.features.chars > 140
            || block.features.closed && block.features.chars > 60
        {
            return false;
        }
        let letters = title::letters(&block.text);
        let cut = |long: &str, short: &str| long.starts_with(short) && short.len() * 5 >= long.len() * 3;
        letters == headline.letters
            || title::letters(without_bracket(&block.text)) == headline.letters
            || letters.chars().count() >= 6 && cut(&headline.letters, &letters)
    }

    fn verdict(&self, i: usize, run: &Range<usize>, headline: &Headline, copied: bool) -> Verdict {
        let block = &self.page.blocks[i];
        let f = &block.features;
        let at_head = i <= run.start + 2;
        let repeated = || !f.is_prose() && title::letters(&block.text) == headline.letters;
        if at_head && self.is_title(i, headline) || f.chars >= MIN_TITLE && f.chars <= MAX_TITLE && repeated() {
            return Verdict::Title;
        }
        if let Some(role) = score::furniture(block) {
            return Verdict::Furniture(role);
        }
        if block.section.is_some() && self.scores[i] <= 0.0 {
            return Verdict::Section;
        }
        match block.cue {
            Some(cue @ (Cue::Hidden | Cue::Comment | Cue::Related | Cue::Share | Cue::Ad | Cue::Footer)) => {
                return Verdict::Cue(cue);
            }
            Some(cue @ Cue::Editor) if !f.is_prose() => return Verdict::Cue(cue),
            _ => {}
        }
        if f.link_share > 0.5 && !f.is_prose() {
            return Verdict::Links;
        }
        if f.repeated && f.chars >= 20 && copied {
            return Verdict::Repeated;
        }
        if f.dated && at_head && f.chars <= 60 && !f.is_prose() && block.tag != Tag::Row {
            return Verdict::Dateline;
        }
        Verdict::Kept
    }
}

/// Whether a line tells date or source of an article and nothing else.
pub(super) fn is_dateline(block: &PageBlock) -> bool {
    let f = &block.features;
    let named = f.roles.any(&[Role::Source, Role::Meta]);
    let other = f.roles.any(&[Role::Neighbour, Role::Crumb, Role::Footer, Role::Related]);
    f.chars <= 120 && !f.is_prose() && !other && (named || f.dated && f.han <= 16)
}

/// How much a line that is no running text does to part the paragraphs around it.
fn line_gap(block: &PageBlock) -> f32 {
    let f = &block.features;
    match score::furniture(block) {
        Some(Role::Credit | Role::Share | Role::App | Role::Tool | Role::Byline | Role::Abstract | Role::Origin) => 1.5,
        Some(Role::Source | Role::Meta | Role::Editor | Role::Nav | Role::Login | Role::Disclaimer) => 3.0,
        Some(_) => MAX_LINES_BETWEEN,
        None if block.section.is_some() => MAX_LINES_BETWEEN,
        None if f.dated => 2.5,
        // Items of a list have marks or figures and are short; headlines and menus do not look so.
        None if f.marked => 0.05,
        None if f.chars > f.han && f.han < 12 => 0.25,
        None => 1.0,
    }
}

/// A text without a bracket at its start: (抗击疫情)我市….
fn without_bracket(text: &str) -> &str {
    let rest = text.strip_prefix(['(', '（', '【', '[']).and_then(|t| t.split_once([')', '）', '】', ']']));
    rest.map_or(text, |(_, rest)| rest)
}
