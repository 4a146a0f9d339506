//! What one sentence names: every mention of it, gathered once.

use std::cell::OnceCell;
use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lexicon::amounts::Says;
use crate::mention::Mention;
use crate::mention::amount::{self, Amount, AmountRole};
use crate::mention::company::{self, Company, CompanyNames, CompanyRole, NameForm};
use crate::mention::count::{self, Count};
use crate::mention::date::Moment;
use crate::mention::listing::{Listing, listings};
use crate::mention::park::Park;
use crate::mention::project::{self, Project, ProjectForm};
use crate::mention::stage::{self, Modality, StageWord};
use crate::record::Stage;
use crate::segment::Sentence;
use crate::span::CleanSpan;

/// What is read of every sentence before it is known whether the article can hold a record at all.
pub(super) struct Told {
    /// Amounts of money.
    pub amounts: Vec<Mention<Amount>>,
    /// Stage words.
    pub stages: Vec<Mention<StageWord>>,
    /// The name, where the sentence is an item of a list of names and amounts.
    pub item: Option<CleanSpan>,
}

impl Told {
    pub fn read(sentence: &Sentence<'_>, lexicon: &Lexicon, today: Option<Moment>) -> Self {
        let mut told = Self {
            amounts: inherit_roles(sentence, amount::amounts(sentence, lexicon)),
            stages: stage::stages(sentence, lexicon, today),
            item: None,
        };
        if told.amounts.is_empty() && told.stages.is_empty() {
            return told;
        }
        for aside in lexicon.stages.asides(sentence.text) {
            let aside = sentence.span_of(aside.start, aside.end);
            told.amounts.retain(|a| !aside.contains(a.span));
            told.stages.retain(|s| !aside.contains(s.span));
        }
        told
    }

    /// Whether a record may rest on this sentence: an investment, or a stage that proves a project without one.
    pub fn may_prove(&self) -> bool {
        let proves = |s: &Mention<StageWord>| match s.value.modality {
            Modality::Reached => s.value.stage != Stage::Talks,
            Modality::Planned => true,
            Modality::Weak | Modality::Supposed | Modality::Denied => false,
        };
        self.amounts.iter().any(|a| is_investment(&a.value)) || self.stages.iter().any(proves)
    }
}

/// One sentence with its mentions.
pub(super) struct Facts<'s> {
    /// Index of the sentence in the article.
    pub index: usize,
    /// The sentence.
    pub sentence: &'s Sentence<'s>,
    /// The words it was read with.
    pub lexicon: &'s Lexicon,
    /// Its clauses, in bytes of its own text.
    pub clauses: &'s [Range<usize>],
    /// Amounts of money.
    pub amounts: Vec<Mention<Amount>>,
    /// Companies.
    pub companies: Vec<Mention<Company>>,
    /// Project names and words that point back.
    pub projects: Vec<Mention<Project>>,
    /// Stage words.
    pub stages: Vec<Mention<StageWord>>,
    /// Counts of projects and firms.
    pub counts: Vec<Mention<Count>>,
    /// Parks it names that may host a project.
    pub parks: Vec<Mention<Park>>,
    /// Its lists of projects, found when first asked for.
    lists: OnceCell<Vec<Listing>>,
}

impl<'s> Facts<'s> {
    /// Reads a sentence.
    pub fn read(
        index: usize,
        sentence: &'s Sentence<'s>,
        Told { amounts, stages, item }: Told,
        parks: &[Mention<Park>],
        names: &CompanyNames,
        lexicon: &'s Lexicon,
    ) -> Self {
        let parks: Vec<_> = parks.iter().filter(|p| !p.value.in_name).cloned().collect();
        let mut companies = company::companies(sentence, names, lexicon);
        companies.retain(|c| !is_of_a_park(sentence, c, &parks));
        let company_spans: Vec<_> = companies.iter().filter(|c| !c.value.in_project).map(|c| c.span).collect();
        let amount_spans: Vec<_> = amounts.iter().map(|a| a.span).collect();
        let clauses = sentence.clauses();
        let mut counts = count::counts(sentence, lexicon);
        counts.retain(|c| !is_membership(sentence, c, lexicon));
        let mut projects = project::projects(sentence, lexicon, &company_spans, &amount_spans);
        let named = |name: &CleanSpan| !projects.iter().any(|p| p.span.overlaps(*name));
        projects.extend(item.filter(named).map(|name| named_by_item(sentence, name)));
        let lists = OnceCell::new();
        Self { index, sentence, lexicon, clauses, projects, stages, counts, parks, lists, amounts, companies }
    }

    /// The sentence's own text.
    pub fn text(&self) -> &'s str {
        self.sentence.text
    }

    /// A mention's place in the sentence's own text.
    pub fn local<T>(&self, mention: &Mention<T>) -> Range<usize> {
        self.sentence.local(mention.span)
    }

    /// Its lists of projects.
    pub fn lists(&self) -> &[Listing] {
        self.lists.get_or_init(|| listings(self.text(), &self.lexicon.project_context))
    }

    /// Index of the clause a byte of the sentence lies in.
    pub fn clause_at(&self, at: usize) -> usize {
        self.clauses.iter().rposition(|c| c.start <= at).unwrap_or(0)
    }

    fn clause_text(&self, at: usize) -> Option<&'s str> {
        self.clauses.get(self.clause_at(at)).map(|clause| &self.text()[clause.clone()])
    }

    /// Whether the clause of a byte of the sentence only wishes for what it tells: 力争签约项目60个.
    pub fn wishes_at(&self, at: usize) -> bool {
        self.clause_text(at).is_some_and(|clause| stage::is_wish(clause, self.lexicon))
    }

    /// Whether the clause of a byte of the sentence begins with what a project consists of: 主要建设3条生产线.
    pub fn contents_begin_at(&self, at: usize) -> bool {
        self.clause_text(at)
            .map(str::trim_start)
            .is_some_and(|clause| self.lexicon.projects.begins_contents(clause) || spells_out(clause))
    }

    /// Amounts that may be the investment of a project.
    pub fn investments(&self) -> impl Iterator<Item = &Mention<Amount>> {
        self.amounts.iter().filter(|a| is_investment(&a.value))
    }

    /// Companies that may invest, named by themselves.
    pub fn investors(&self) -> impl Iterator<Item = &Mention<Company>> {
        self.companies.iter().filter(|c| c.value.role == CompanyRole::Investor)
    }

    /// Whether a company named by itself stands in the range.
    pub fn names_company_in(&self, range: &Range<usize>) -> bool {
        self.investors().any(|c| {
            let at = self.local(c);
            c.value.form != NameForm::Anaphor && range.start <= at.start && at.end <= range.end
        })
    }

    /// Whether something points back to what was told before: 该项目, 项目, 公司.
    pub fn points_back(&self) -> bool {
        self.projects.iter().any(|p| matches!(p.value.form, ProjectForm::Anaphor | ProjectForm::Phase))
            || self.companies.iter().any(|c| c.value.form == NameForm::Anaphor)
    }

    /// The word that points back to a project where it is the sentence's subject, before anything is named: 该项目…, 项目….
    pub fn subject_pointing_back(&self) -> Option<&Mention<Project>> {
        let anaphor = self.projects.iter().find(|p| p.value.form == ProjectForm::Anaphor && !p.value.plural)?;
        let at = self.local(anaphor).start;
        let clause = self.clauses[self.clause_at(at)].start;
        let lead = self.text()[clause..at].trim();
        let subject = lead.is_empty()
            || self.lexicon.project_context.now.contains(lead)
            || project::is_pointed_at(&self.text()[..at]);
        let named = |span| self.sentence.local(span).start < at;
        let first = !self.projects.iter().any(|p| named(p.span))
            && !self.counts.iter().any(|c| named(c.span))
            && !self.companies.iter().any(|c| c.value.form != NameForm::Anaphor && named(c.span));
        (subject && first).then_some(anaphor)
    }

    /// Whether the sentence is about a project that it points at by more than its bare kind: 该项目, 这个项目, 上述项目.
    pub fn begins_pointing(&self) -> bool {
        self.subject_pointing_back().is_some_and(|p| project::is_pointed_at(&self.text()[..self.local(p).start]))
    }

    /// Whether the sentence turns to something beside what was told before (与此同时，某地也在…) and points back to nothing.
    pub fn turns_elsewhere(&self) -> bool {
        self.lexicon.project_context.turns.prefix(self.text()).is_some() && !self.points_back()
    }

    /// Whether it speaks of a fund (基金, 产业投资基金).
    pub fn names_fund(&self) -> bool {
        let mut words = self.lexicon.amount_roles.before.hits(self.text());
        words.any(|(word, ..)| word.says == Says::Role(AmountRole::Fund))
    }

    /// Whether the sentence is about money that builds nothing: funds, loans, deals, orders.
    pub fn is_about_finance(&self) -> bool {
        use AmountRole::{Debt, Fund, Purchase, Trade};
        // 以自有资金投入4亿元 tells where the money for a project comes from.
        let own = |a: &Amount| a.role_text.as_deref().is_some_and(|r| r.contains("自有") || r.contains("自筹"));
        self.amounts.iter().any(|a| matches!(a.value.role, Debt | Fund | Purchase | Trade) && !own(&a.value))
    }

    /// Whether a stage was reached in the range.
    pub fn reaches_stage_in(&self, range: &Range<usize>) -> bool {
        self.stages.iter().any(|s| {
            let at = self.local(s);
            s.value.modality == Modality::Reached && range.start <= at.start && at.end <= range.end
        })
    }
}

/// The project of an item whose name has no head: 铭源医药化工生产，6.8亿元.
fn named_by_item(sentence: &Sentence<'_>, name: CleanSpan) -> Mention<Project> {
    let value =
        Project { name: sentence.text[sentence.local(name)].to_owned(), form: ProjectForm::Named, plural: false };
    Mention { span: name, value, rule: "item of a list", cue: None }
}

/// Rule of an amount that has its role from the one before it.
const PART: &str = "part of the amount before";

/// Parts of an amount that is no investment (债券118亿元，其中：12亿元用于…) are none either.
fn inherit_roles(sentence: &Sentence<'_>, mut amounts: Vec<Mention<Amount>>) -> Vec<Mention<Amount>> {
    for i in 1..amounts.len() {
        let (before, rest) = amounts.split_at_mut(i);
        let (whole, part) = (&before[i - 1], &mut rest[0]);
        let between = &sentence.text[sentence.local(whole.span).end..sentence.local(part.span).start];
        let is_part = between.contains("其中") || (i > 1 && between.chars().count() <= 12 && whole.rule == PART);
        if is_part && part.value.role_text.is_none() && !is_investment(&whole.value) {
            part.value.role = whole.value.role;
            part.rule = PART;
        }
    }
    amounts
}

/// How many characters behind a number of firms a word may stand that joins them.
const JOINT_REACH: usize = 4;

/// Whether a count only says among how many one is, or how many firms join in one project: 5个项目之一, 三家公司联手投资.
fn is_membership(sentence: &Sentence<'_>, count: &Mention<Count>, lexicon: &Lexicon) -> bool {
    let at = sentence.local(count.span);
    let behind = &sentence.text[at.end..];
    let near = behind.char_indices().take(JOINT_REACH + 1).map(|(at, _)| at);
    let joint = near.into_iter().any(|at| lexicon.project_context.joint.at(behind, at).is_some());
    behind.starts_with("之一")
        || is_room(sentence.text, &at, lexicon)
        || joint && lexicon.counts.firms.suffix(&sentence.text[at.clone()]).is_some()
}

/// Whether a count only says for how many firms a park has room: 可入驻企业10家, 计划引进企业50家.
fn is_room(text: &str, count: &Range<usize>, lexicon: &Lexicon) -> bool {
    let lead = text[..count.start].trim_end_matches(['约', '近', '超', '过', '各', '类']);
    let firms = lexicon.counts.firms.within(&text[count.clone()]);
    firms && !text[count.clone()].contains("项目") && lexicon.project_context.room.suffix(lead).is_some()
}

/// Whether what looks like a brand is the name of a park, or runs into one: 沈抚新区's 沈抚科技小镇.
fn is_of_a_park(sentence: &Sentence<'_>, company: &Mention<Company>, parks: &[Mention<Park>]) -> bool {
    let brand = company::is_guess(company.rule) || company.rule == company::INTRODUCED;
    let runs_into = |p: &Mention<Park>| company.span.start < p.span.start && p.span.overlaps(company.span);
    let named_after = |p: &Mention<Park>| {
        let park = &sentence.text[sentence.local(p.span)];
        let within = company.rule == company::INTRODUCED && p.span.contains(company.span);
        (park.starts_with(&*company.value.name) || within) && park.ends_with('区')
    };
    brand && company.value.form == NameForm::Short && parks.iter().any(|p| runs_into(p) || named_after(p))
}

/// Whether a clause spells out what was named before it: 即100万吨/年碳酸钙项目, not 即将….
fn spells_out(clause: &str) -> bool {
    clause
        .strip_prefix('即')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("年产"))
}

/// Whether an amount may be a project's investment.
pub(super) fn is_investment(amount: &Amount) -> bool {
    matches!(amount.role, AmountRole::Investment | AmountRole::Fixed)
}
