//! Whether the park found for a total of projects holds them all: a report on a whole county sums up more than the one
//! park that it happens to name.
//!
//! Owns what makes a total wider than a park. Must not look for another park: a total without one has none.

use super::{ParkRule, Places, ResolvedPark};
use crate::mention::region::Level;
use crate::segment::Sentence;
use crate::span::CleanSpan;

impl Places<'_> {
    /// Whether a park holds the projects of a total. `sentence` is the one that tells it, `told` where its number or
    /// amount stands.
    pub fn holds_total(&self, park: &ResolvedPark, sentence: Option<usize>, told: Option<CleanSpan>) -> bool {
        let named = park.span.zip(told).is_none_or(|(park, told)| !self.turns_wider(park, told));
        let inferred = park.rule.is_inferred();
        let wider = inferred && (self.is_of_a_county(park) || sentence.is_some_and(|i| self.tells_of_division(i)));
        named && !wider && park.rule != ParkRule::Twice && !is_titled_only(park) && !self.is_division(&park.name)
    }

    /// Whether the sentence of a park turns from it to the whole division before the total, or tells of the park as the
    /// place of one project among those summed up before it (9个项目，其中在X园区建设…).
    fn turns_wider(&self, park: CleanSpan, told: CleanSpan) -> bool {
        let Some(sentence) = self.sentences.iter().find(|s| s.span.contains(park)) else { return false };
        if told.end <= park.start {
            return sentence.span.contains(told) && between(sentence, told, park).contains("其中");
        }
        park.end <= told.start && self.widens(between(sentence, park, told))
    }

    /// Whether the words behind a park turn to the whole division: X园区，全县开工的4个项目…; X园区锣鼓喧天，开工仪式在这里举行.
    fn widens(&self, behind: &str) -> bool {
        let share = |at: usize| behind[..at].ends_with(['占', '居', '为']);
        let scope = || self.lexicon.counts.scopes.places(behind).any(|p| !share(p.start));
        let venue = || ["在这里举行", "在此举行"].iter().any(|w| behind.contains(w));
        behind.contains(['，', ',', '；']) && scope() || venue()
    }

    /// Whether the article is about a whole city and the park lies in one of its counties.
    fn is_of_a_county(&self, park: &ResolvedPark) -> bool {
        let Some(city) = self.home().filter(|h| h.level == Level::City) else { return false };
        self.region_of_park(&park.name).is_some_and(|r| r.level == Level::County && city.contains(&r))
    }

    /// Whether a sentence tells of a whole division: 全市180个项目; 寿县签约项目40个.
    fn tells_of_division(&self, sentence: usize) -> bool {
        let scoped = |s: &Sentence<'_>| self.lexicon.counts.scopes.within(s.text);
        self.sentences.get(sentence).is_some_and(scoped) || self.names_division(sentence)
    }
}

/// The words between two stretches, as far as they stand in the sentence of the first.
fn between<'t>(sentence: &Sentence<'t>, one: CleanSpan, next: CleanSpan) -> &'t str {
    let end = next.start.min(sentence.span.end);
    &sentence.text[sentence.local(CleanSpan::new(one.end, end))]
}

/// Whether only the headline names a park, as the project that it announces: X产业园等27个项目开工.
fn is_titled_only(park: &ResolvedPark) -> bool {
    park.rule == ParkRule::Only && park.span.is_none() && !park.name.ends_with('区')
}
