//! Frames → records: which fields a frame fills, and whether it is a record at all.

use super::facts::Facts;
use super::frame::Frame;
use super::place::{Places, ResolvedPark, ResolvedRegion};
use super::rule::Rule;
use super::{Assembled, Derivation};
use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::mention::amount::Amount;
use crate::mention::company::{self, Company, CompanyNames, NameForm};
use crate::mention::date::{self, Moment};
use crate::mention::industry::{self, Kind as From, Source};
use crate::mention::project::ProjectForm;
use crate::mention::stage::{Modality, StageWord};
use crate::normalize::NormalizedText;
use crate::page::Article;
use crate::record::{Kind, Record, Stage};
use crate::span::CleanSpan;

/// Everything of the article that building a record looks at.
pub(super) struct Builder<'a> {
    pub article: &'a Article,
    pub text: &'a NormalizedText,
    pub facts: &'a [Facts<'a>],
    pub headline: Option<&'a Facts<'a>>,
    pub places: &'a Places<'a>,
    pub names: &'a CompanyNames,
    /// The only firm of an article that tells of one project.
    pub sole_firm: Option<&'a str>,
    pub lexicon: &'a Lexicon,
    pub today: Option<Moment>,
}

/// Rule of the firm that issues the notice an article reports.
pub(super) const ANNOUNCER: &str = "the firm whose notice it is";

/// No project costs a trillion yuan, in 亿 (of any currency: conversion only raises the figures of weak ones).
const MAX_PROJECT: f64 = 10_000.0;
/// Beyond this, in 亿, a total is a figure of the national economy.
const MAX_TOTAL: f64 = 100_000.0;

/// Whether a frame tells enough to be a record: a project needs a firm or a name, and an amount or a
/// firm with a stage; a total needs an amount.
pub(super) fn is_record(frame: &Frame) -> bool {
    let amount = frame.yi().is_some();
    let limit = if frame.kind == Kind::Project { MAX_PROJECT } else { MAX_TOTAL };
    if frame.yi().is_some_and(|yi| yi > limit) {
        return false;
    }
    match frame.kind {
        Kind::Aggregate => amount && !frame.wish,
        Kind::Project => {
            let company = frame.company().is_some();
            let name = frame.project.is_some();
            amount && (company || name) || company && !frame.finance && has_telling_stage(frame)
        }
    }
}

/// Without an amount, only an event that was reached proves a project, or a plan for a named one.
fn has_telling_stage(frame: &Frame) -> bool {
    let named = frame.project.as_ref().is_some_and(|p| p.value.form == ProjectForm::Named);
    match frame.stage() {
        Some((Stage::Talks, _)) | None => false,
        Some((Stage::Planned, word)) => named && word.value.modality == Modality::Planned,
        Some((_, word)) => word.value.modality == Modality::Reached,
    }
}

struct Draft {
    record: Record,
    derivations: Vec<Derivation>,
    spans: Vec<(&'static str, CleanSpan)>,
}

impl Draft {
    /// Notes how a field came about and where it stands.
    fn note(
        &mut self,
        field: &'static str,
        rule: impl Into<String>,
        words: impl Into<String>,
        span: Option<CleanSpan>,
    ) {
        self.derivations.push(Derivation { field, rule: rule.into(), words: words.into() });
        self.spans.extend(span.map(|s| (field, s)));
    }
}

impl Builder<'_> {
    /// The record of a frame.
    pub fn build(&self, frame: &Frame) -> Assembled {
        let mut draft = Draft { record: Record::new(frame.kind), derivations: Vec::new(), spans: Vec::new() };
        self.fill_amount(&mut draft, frame);
        self.fill_company(&mut draft, frame);
        self.fill_project(&mut draft, frame);
        self.fill_stage(&mut draft, frame);
        self.fill_count(&mut draft, frame);
        self.fill_industry(&mut draft, frame);
        self.fill_place(&mut draft, frame);
        self.fill_evidence(&mut draft, frame);
        self.fill_article(&mut draft);
        self.finish(draft)
    }

    /// The words of a stretch of the body or, behind it, of the headline.
    fn words(&self, span: CleanSpan) -> &str {
        if span.end <= self.text.text.len() {
            return span.of(&self.text.text);
        }
        let headline = self.headline.filter(|h| h.sentence.span.contains(span));
        headline.map_or("", |h| &h.text()[h.sentence.local(span)])
    }

    /// The article's year, which chooses the exchange rate.
    fn year(&self) -> Option<i16> {
        self.today.and_then(|t| t.year).and_then(|y| i16::try_from(y).ok())
    }

    fn fill_amount(&self, draft: &mut Draft, frame: &Frame) {
        let Some(mention) = &frame.amount else { return };
        let amount = &mention.value;
        let shown = frame.converted.as_ref().filter(|c| c.value.currency == "CNY").unwrap_or(mention);
        let record = &mut draft.record;
        record.amount_yi = self.in_cny(&shown.value, shown.value.yi);
        record.amount_min_yi = self.in_cny(&shown.value, shown.value.min_yi);
        record.amount_max_yi = self.in_cny(&shown.value, shown.value.max_yi);
        record.amount_text = Some(self.words(mention.span).to_owned());
        record.amount_qualifier.clone_from(&amount.qualifier);
        record.amount_role.clone_from(&amount.role_text);
        if amount.currency != "CNY" {
            record.currency = Some(amount.currency.to_owned());
            record.amount_original = amount.yi;
        } else {
            record.currency = Some("CNY".to_owned());
        }
        let rule = format!("{} ({})", mention.rule, frame.rule.name());
        let words = self.words(mention.span).to_owned();
        draft.note("amount_yi", rule, words, Some(mention.span));
    }

    /// A value of an amount in 亿元, converted at the article's year's average rate.
    fn in_cny(&self, amount: &Amount, value: Option<f64>) -> Option<f64> {
        let code = amount.currency;
        if code == "CNY" {
            return value.map(round);
        }
        let rate = self.lexicon.fx.rate(code, self.year()?)?;
        value.map(|v| round(v * rate))
    }

    fn fill_company(&self, draft: &mut Draft, frame: &Frame) {
        for company in &frame.companies {
            if !draft.record.companies.contains(&company.value.full_name) {
                draft.record.companies.push(company.value.full_name.clone());
            }
        }
        let Some(lead) = self.lead(frame) else { return self.fill_announcer(draft, frame) };
        draft.record.company = Some(lead.value.full_name.clone());
        let words = self.words(lead.span).to_owned();
        draft.note("company", lead.rule, words, Some(lead.span));
    }

    /// The leading firm; where only the project's name calls it by a brand, the frame's full name of that brand
    /// (海川新材料项目, 由安徽海川科技有限公司建设).
    fn lead<'f>(&self, frame: &'f Frame) -> Option<&'f Mention<Company>> {
        let first = frame.companies.first()?;
        let named = |c: &&Mention<Company>| {
            c.value.form == NameForm::Full
                && company::share_brand(&first.value.full_name, &c.value.full_name, self.lexicon)
        };
        let brand = first.value.in_project && first.value.form == NameForm::Short && first.value.parent.is_none();
        Some(frame.companies.iter().skip(1).find(|c| brand && named(c)).unwrap_or(first))
    }

    /// In the notice of a firm a project without another firm is its own; so is the only project of an
    /// article in which one firm is named.
    fn fill_announcer(&self, draft: &mut Draft, frame: &Frame) {
        if frame.kind != Kind::Project {
            return;
        }
        let announcer =
            self.names.announcer(if frame.headline { 0 } else { frame.span.start }).map(|name| (name, ANNOUNCER));
        let sole = self.sole_firm.map(|name| (name, "the only firm of an article on one project"));
        let Some((name, rule)) = announcer.or(sole) else { return };
        draft.record.company = Some(name.to_owned());
        draft.record.companies.push(name.to_owned());
        draft.note("company", rule, name, None);
    }

    fn fill_project(&self, draft: &mut Draft, frame: &Frame) {
        let Some(project) = &frame.project else { return };
        draft.record.project = Some(project.value.name.clone());
        draft.note("project", project.rule, project.value.name.clone(), Some(project.span));
    }

    fn fill_stage(&self, draft: &mut Draft, frame: &Frame) {
        let Some((stage, word)) = frame.stage() else { return fill_stage_by_amount(draft, frame) };
        draft.record.stage = Some(stage);
        let words = self.words(word.span).to_owned();
        draft.record.stage_text = Some(words.clone());
        draft.record.event_date = self.event_date(word);
        draft.note("stage", word.rule, words, Some(word.span));
    }

    /// The date in the clause of a stage word that was reached.
    fn event_date(&self, word: &Mention<StageWord>) -> Option<String> {
        let today = self.today?;
        if word.value.modality != Modality::Reached {
            return None;
        }
        let facts = self.facts.iter().find(|f| f.sentence.span.contains(word.span))?;
        let at = facts.sentence.local(word.span);
        let clause = facts.clauses[facts.clause_at(at.start)].clone();
        let found = date::dates(&facts.text()[clause.start..at.start]).into_iter().next_back()?;
        let moment = found.moment.resolve(today);
        (moment.month.is_some() && !moment.is_after(today)).then(|| moment.to_iso()).flatten()
    }

    fn fill_count(&self, draft: &mut Draft, frame: &Frame) {
        let Some(count) = &frame.count else { return };
        draft.record.count = Some(count.value.value);
        draft.record.count_unit = Some(count.value.unit.clone());
        draft.note("count", count.rule, self.words(count.span).to_owned(), Some(count.span));
    }

    /// What the project makes tells more than its firm, the firm more than the sentence; the article's theme comes last.
    fn fill_industry(&self, draft: &mut Draft, frame: &Frame) {
        let company = frame.companies.iter().find(|c| c.value.form != NameForm::Anaphor);
        let project = draft.record.project.clone().unwrap_or_default();
        let names: Vec<&str> = frame.other_names.iter().map(|p| p.value.name.as_str()).collect();
        let names = names.join("，");
        // What is left of a name without its firm tells what is made, the firm's trade what it does at large.
        let own = company.map_or(String::new(), |c| project.replacen(c.value.name.as_str(), "", 1));
        let own = if own == project { String::new() } else { own };
        let company = company.map(|c| c.value.full_name.clone()).unwrap_or_default();
        let sentence = self.without_parks(frame.span);
        let told =
            self.told(frame).into_iter().map(|(_, span)| self.without_parks(span)).collect::<Vec<_>>().join("\n");
        let counted = self.counted(frame).map_or(String::new(), |clause| self.without_parks(clause));
        let title = self.text.title.clone().unwrap_or_default();
        let sources: [(&str, From, &str); 8] = [
            ("project", From::Name, &own),
            ("project", From::Name, &project),
            ("names", From::Name, &names),
            ("words on what is made", From::Made, &told),
            ("company", From::Firm, &company),
            ("words beside the count", From::Prose, &counted),
            ("sentence", From::Prose, &sentence),
            ("title", From::Title, &title),
        ];
        let of_a_total = |kind| matches!(kind, From::Prose | From::Title);
        let told_of = |kind| match frame.kind {
            Kind::Project => !(frame.listed && of_a_total(kind)),
            Kind::Aggregate => of_a_total(kind),
        };
        let sources = sources.iter().filter(|s| told_of(s.1));
        let (names, texts): (Vec<&str>, Vec<Source<'_>>) =
            sources.map(|&(name, kind, text)| (name, Source { kind, text })).unzip();
        let Some(found) = industry::classify(&texts, self.lexicon) else { return };
        draft.record.industry = Some(found.label);
        draft.record.industry_text = Some(found.word.clone());
        draft.record.industry_code.clone_from(&found.code);
        let source = names.get(found.text).copied().unwrap_or("sentence");
        draft.note("industry", format!("keyword in the {source}"), found.word, None);
    }

    /// The clause that counts the projects of a total: 综合交通项目56个.
    fn counted(&self, frame: &Frame) -> Option<CleanSpan> {
        let count = frame.count.as_ref().filter(|_| frame.kind == Kind::Aggregate)?;
        let facts = self.facts.iter().find(|f| f.sentence.span.contains(count.span))?;
        let at = facts.sentence.span.start;
        let clause = facts.clauses.get(facts.clause_at(facts.local(count).start))?;
        Some(CleanSpan::new(at + clause.start, at + clause.end))
    }

    /// The words of a stretch without the names of parks, which tell the theme of the place.
    fn without_parks(&self, span: CleanSpan) -> String {
        let mut at = span.start;
        let mut out = String::new();
        let parks = self.facts.iter().filter(|f| f.sentence.span.overlaps(span)).flat_map(|f| &f.parks);
        for park in parks.filter(|p| span.contains(p.span)) {
            if park.span.start < at {
                continue;
            }
            out.push_str(self.words(CleanSpan::new(at, park.span.start)));
            at = park.span.end;
        }
        out.push_str(self.words(CleanSpan::new(at, span.end)));
        out
    }

    fn fill_place(&self, draft: &mut Draft, frame: &Frame) {
        if let Some(park) = self.park(frame) {
            draft.record.park = Some(park.name.clone());
            draft.record.park_text = Some(park.text.clone());
            draft.note("park", park.rule.name(), park.text, park.span);
        }
        let Some(found) = self.region(frame) else { return };
        let region = found.region;
        draft.record.province = Some(region.province);
        draft.record.city = region.city;
        draft.record.county = region.county;
        draft.record.region_code = Some(region.code);
        draft.note("region_code", found.rule, found.text.unwrap_or_default(), found.span);
    }

    /// The park told where the frame begins, else where it goes on.
    fn park(&self, frame: &Frame) -> Option<ResolvedPark> {
        let mut told = self.told(frame);
        // A heading names what is built before the text says where.
        if frame.rule == Rule::Section && !told.is_empty() {
            told.rotate_left(1);
        }
        let found = told.into_iter().find_map(|(sentence, span)| self.places.park_for(sentence, span))?;
        // 滨海新区 is the whole division that an article is about, not the park of what it does not place.
        let division = found.rule.is_inferred() && self.places.is_division(&found.name);
        let held = frame.kind == Kind::Project || self.holds_total(frame, &found);
        (held && !division).then_some(found)
    }

    /// Whether a park holds the projects of a total.
    fn holds_total(&self, frame: &Frame, park: &ResolvedPark) -> bool {
        let told = frame.count.as_ref().map(|c| c.span).or(frame.amount.as_ref().map(|a| a.span));
        self.places.holds_total(park, frame.sentences.first().copied(), told)
    }

    /// The division told where the frame begins; a part of it that the text names where the frame goes on is finer.
    fn region(&self, frame: &Frame) -> Option<ResolvedRegion> {
        let told = self.told(frame);
        let mut found = told.iter().filter_map(|&(sentence, span)| self.places.region_for(sentence, span));
        let first = found.next()?;
        if frame.kind == Kind::Aggregate {
            return Some(first);
        }
        let finer = |r: &ResolvedRegion| {
            r.span.is_some() && r.region.level > first.region.level && first.region.contains(&r.region)
        };
        Some(found.find(finer).unwrap_or_else(|| self.places.refined(first)))
    }

    /// The body's sentences that tell of a frame, each with the part that is its own.
    fn told(&self, frame: &Frame) -> Vec<(usize, CleanSpan)> {
        let body = frame.sentences.iter().filter_map(|&i| self.facts.get(i));
        body.map(|f| {
            let whole = f.sentence.span;
            (f.index, if whole.contains(frame.span) { frame.span } else { whole })
        })
        .collect()
    }

    fn fill_evidence(&self, draft: &mut Draft, frame: &Frame) {
        let told: Vec<&Facts<'_>> =
            frame.sentences.iter().filter_map(|&i| self.facts.get(i).or(self.headline)).collect();
        let in_body = |span: CleanSpan| span.end <= self.text.text.len();
        let text: Vec<&str> = told
            .iter()
            .map(|f| if in_body(f.sentence.span) { self.text.quoted(f.sentence.span) } else { f.sentence.text })
            .collect();
        draft.record.evidence = Some(text.join("\n"));
        let body: Vec<CleanSpan> = told.iter().map(|f| f.sentence.span).filter(|&s| in_body(s)).collect();
        if let (Some(first), Some(last)) = (body.first(), body.last()) {
            draft.spans.push(("evidence", first.union(*last)));
        }
        self.locate(draft, &body);
    }

    /// Finds the place of what the title or a keyword told, in the sentences of the evidence, else in the article.
    fn locate(&self, draft: &mut Draft, evidence: &[CleanSpan]) {
        let Record { company, project, industry_text, .. } = &draft.record;
        let told = [("company", company), ("project", project), ("industry", industry_text)];
        let mut found = Vec::new();
        for (field, words) in told {
            let Some(words) = words else { continue };
            if draft.spans.iter().any(|&(f, span)| f == field && span.end <= self.text.text.len()) {
                continue;
            }
            let find = |within: CleanSpan| {
                let at = within.start + self.words(within).find(words.as_str())?;
                Some(CleanSpan::new(at, at + words.len()))
            };
            let whole = CleanSpan::new(0, self.text.text.len());
            // A keyword elsewhere tells of something else.
            let elsewhere = || if field == "industry" { None } else { find(whole) };
            found.extend(evidence.iter().find_map(|&s| find(s)).or_else(elsewhere).map(|span| (field, span)));
        }
        draft.spans.extend(found);
    }

    fn fill_article(&self, draft: &mut Draft) {
        let record = &mut draft.record;
        record.title.clone_from(&self.article.title);
        record.date.clone_from(&self.article.date);
        record.source.clone_from(&self.article.source);
        record.url.clone_from(&self.article.url);
    }

    /// Turns the spans into characters of the article as it was before repair.
    fn finish(&self, draft: Draft) -> Assembled {
        let Draft { mut record, derivations, spans } = draft;
        for (field, span) in spans {
            if span.end > self.text.text.len() {
                continue;
            }
            if let Some(source) = self.text.to_source(span) {
                let start = self.article.text[..source.start].chars().count();
                let end = start + source.of(&self.article.text).chars().count();
                record.spans.insert(field.to_owned(), [start, end]);
            }
        }
        record.confidence = super::confidence::confidence(&record, &derivations);
        Assembled { record, derivations }
    }
}

/// Money that was agreed on is that of a project signed for: 签约额3亿元, 协议投资3亿元.
fn fill_stage_by_amount(draft: &mut Draft, frame: &Frame) {
    let Some(role) = frame.amount.as_ref().and_then(|a| a.value.role_text.as_deref()) else { return };
    if ["签约", "协议", "合同"].iter().any(|w| role.contains(w)) {
        draft.record.stage = Some(Stage::Signed);
        draft.record.stage_text = Some(role.to_owned());
        draft.note("stage", "money agreed on", role.to_owned(), None);
    }
}

/// Amounts carry at most nine decimals: yi of single yuan is eight.
fn round(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}
