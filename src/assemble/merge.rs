//! Coreference of frames over the article: a project told in headline, body and caption is one record.

use std::borrow::Cow;

use super::frame::Frame;
use crate::mention::Mention;
use crate::mention::amount::AmountRole;
use crate::mention::company::{Company, NameForm};
use crate::mention::stage::Modality;
use crate::record::{Kind, Stage};

/// How far a headline rounds the body's figure.
const ROUNDING: f64 = 0.1;

/// How many frames back an earlier telling of the same project is looked for: no article holds so many, and
/// in lists longer than that every item is another project.
const LOOK_BACK: usize = 400;

/// Joins frames that tell of the same project or total; keeps text order.
pub(super) fn merge(frames: Vec<Frame>) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    // The headline goes last: it rounds and shortens, and the body's reading leads.
    let (headline, body): (Vec<_>, Vec<_>) = frames.into_iter().partition(|f| f.headline);
    for frame in body {
        if frame.kind == Kind::Aggregate && frame.count.is_none() && restates(&out, &frame) {
            continue;
        }
        match out.iter_mut().rev().take(LOOK_BACK).find(|f| same(f, &frame)) {
            Some(earlier) => earlier.absorb(frame),
            None => out.push(frame),
        }
    }
    for mut frame in headline {
        if totals_up(&out, &frame) {
            continue;
        }
        match out.iter().position(|f| same_as_headline(f, &frame)) {
            Some(at) => {
                // A headline leaves out that the body only expects it: 8月投产！
                let expected = |stage| stage >= Stage::Completed && out[at].puts_off(stage);
                frame.stages.retain(|s| s.value.modality != Modality::Reached || !expected(s.value.stage));
                out[at].absorb(frame);
                gather(&mut out, at);
            }
            None if !out.is_empty() && restates(&out, &frame) => {}
            None => out.push(frame),
        }
    }
    end_earlier(&mut out);
    out
}

/// What a firm gave up and what it had announced before are one project: 终止X项目。此前公司公告，拟投资5亿元建设Y基地.
fn end_earlier(out: &mut Vec<Frame>) {
    let ended = |f: &Frame| f.kind == Kind::Project && f.amount.is_none() && f.ends();
    let Some(end) = out.iter().position(ended) else { return };
    let named = |f: &Frame| f.companies.iter().any(|c| c.value.form != NameForm::Anaphor);
    let announced = |f: &Frame| {
        let other_firm = named(f) && companies_agree(&out[end], f) != Some(true);
        f.earlier && f.amount.is_some() && !f.ends() && !other_firm
    };
    let mut earlier = (0..out.len()).filter(|&i| announced(&out[i]));
    let (Some(one), None) = (earlier.next(), earlier.next()) else { return };
    let frame = out[one].clone();
    out[end].absorb(frame);
    out.remove(one);
}

/// Joins a frame that took in a headline with those of its firm that the headline's name or amount shows to be it.
fn gather(out: &mut Vec<Frame>, at: usize) {
    let named = |f: &Frame| companies_agree(&out[at], f) == Some(true) && same(&out[at], f);
    let Some(other) = (at + 1..out.len()).find(|&i| named(&out[i])) else { return };
    let frame = out.remove(other);
    out[at].absorb(frame);
}

fn same(a: &Frame, b: &Frame) -> bool {
    a.kind == b.kind
        && match a.kind {
            Kind::Aggregate => same_total(a, b),
            Kind::Project => same_project(a, b),
        }
}

fn same_total(a: &Frame, b: &Frame) -> bool {
    let counts = (a.count.as_ref().map(|c| c.value.value), b.count.as_ref().map(|c| c.value.value));
    match (a.yi(), b.yi()) {
        // A headline within the text leaves the number out.
        (Some(x), Some(y)) if close(x, y, 0.01) => counts.0 == counts.1 || counts.0.is_none() || counts.1.is_none(),
        // 47个项目总投资300多亿元 … 项目47个，总投资321.6亿元
        (Some(x), Some(y)) => {
            let rounded = |f: &Frame| f.amount.as_ref().is_some_and(|a| a.value.qualifier.is_some());
            counts.0 == counts.1 && counts.0 > Some(3) && rounded(a) != rounded(b) && close(x, y, ROUNDING)
        }
        _ => false,
    }
}

fn same_project(a: &Frame, b: &Frame) -> bool {
    let amounts = match (a.yi(), b.yi()) {
        (Some(x), Some(y)) => Some(close(x, y, 0.01) && !told_apart(a, b)),
        _ => None,
    };
    if amounts == Some(false) && !may_restate(a, b) {
        return false;
    }
    let names = names_agree(a, b);
    let companies = companies_agree(a, b);
    match (amounts, names, companies) {
        (Some(false), Some(true), company) => company != Some(false) && same_name(a, b),
        (Some(false), _, _) => false,
        // 终止140亿元硅料项目 … 拟140亿元投资年产20万吨硅项目: a firm gives up what it had announced.
        (Some(true), Some(false), Some(true)) if a.ends() != b.ends() => true,
        (Some(true), Some(false), company) => company != Some(false) && !told_together(a, b) && akin(a, b),
        (Some(true), _, Some(false)) => names == Some(true) && !told_together(a, b),
        (Some(true), _, _) => true,
        (None, Some(true), company) => company != Some(false) || same_name(a, b),
        (None, Some(false), company) => company == Some(true) && !told_together(a, b) && retells(a, b),
        (None, None, company) => company == Some(true),
    }
}

/// Whether two names told one after the other each have an exact amount of their own: 甲储能项目，总投资6.60亿元；乙储能项目，总投资6.55亿元.
fn told_apart(a: &Frame, b: &Frame) -> bool {
    let exact = |f: &Frame| f.amount.as_ref().is_some_and(|x| x.value.qualifier.is_none() && x.value.phase.is_none());
    let differ = a.yi().zip(b.yi()).is_some_and(|(x, y)| !close(x, y, 1e-4));
    let next = a.sentences.iter().any(|s| b.sentences.iter().any(|t| s.abs_diff(*t) <= 1));
    let named = a.project.is_some() && b.project.is_some() && !same_name(a, b);
    differ && next && named && exact(a) && exact(b)
}

/// Whether one sentence tells of both: then they are members of a list.
fn told_together(a: &Frame, b: &Frame) -> bool {
    a.sentences.iter().any(|s| b.sentences.contains(s))
}

/// Whether the names of two frames share enough to be two namings of a project of one firm and one amount.
fn akin(a: &Frame, b: &Frame) -> bool {
    match (&a.project, &b.project) {
        (Some(x), Some(y)) => {
            let (x, y) = (bare(&x.value.name), bare(&y.value.name));
            let short = x.chars().count().min(y.chars().count());
            let run = common_run(&x, &y);
            // The kind of plant alone (数据中心) makes no project known where only one telling names a firm.
            let telling = companies_agree(a, b) == Some(true) || run * 5 >= short * 3;
            !phases_differ(&x, &y) && run >= 4.min(short) && telling
        }
        _ => true,
    }
}

/// Whether the names of two frames of one firm share so much that one retells the other in other words: 新建30万吨高端化工新材料
/// 及其单体项目, 年产30万吨高端化工新材料项目.
fn retells(a: &Frame, b: &Frame) -> bool {
    bare_name(a).zip(bare_name(b)).is_some_and(|(x, y)| !phases_differ(&x, &y) && common_run(&x, &y) >= RETOLD)
}

/// Characters that two names of one firm's project share at least.
const RETOLD: usize = 7;

/// Whether two different amounts may be of one project: one of them only a part or a phase.
fn may_restate(a: &Frame, b: &Frame) -> bool {
    let part =
        |f: &Frame| f.amount.as_ref().is_some_and(|x| x.value.phase.is_some() || x.value.role == AmountRole::Fixed);
    part(a) != part(b)
}

fn same_as_headline(body: &Frame, headline: &Frame) -> bool {
    if body.kind != headline.kind {
        return false;
    }
    let close_to = |share| match (body.yi(), headline.yi()) {
        (Some(x), Some(y)) => Some(close(x, y, share)),
        _ => None,
    };
    let names = names_agree(body, headline);
    let companies = companies_agree(body, headline);
    match (body.kind, close_to(ROUNDING)) {
        (Kind::Aggregate, rounded) => rounded == Some(true) || is_bound_of(body, headline),
        (Kind::Project, Some(true)) => names != Some(false) || companies == Some(true) || close_to(0.01) == Some(true),
        (Kind::Project, Some(false)) => {
            let part = |yi: f64| body.phases.iter().filter_map(|p| p.value.yi).any(|p| close(p, yi, 0.01));
            names == Some(true) && companies != Some(false)
                || companies == Some(true) && headline.yi().is_some_and(part)
        }
        (Kind::Project, None) => names == Some(true) || companies == Some(true),
    }
}

/// Whether a headline only tells beyond what round sum the total of as many projects goes: 30个项目总投资过百亿, for 132.4亿元.
fn is_bound_of(body: &Frame, headline: &Frame) -> bool {
    let count = |f: &Frame| f.count.as_ref().map(|c| c.value.value).filter(|&n| n > 1);
    let bound = headline.amount.as_ref().is_some_and(|a| a.value.qualifier.is_some());
    let sums = body.yi().zip(headline.yi());
    bound && count(body).is_some() && count(body) == count(headline) && sums.is_some_and(|(x, y)| x >= y && x < y * 2.0)
}

/// Whether the amount of a headline's project is that of a total of the body's (拟10亿元投建光伏项目 of three projects) and of no
/// project.
fn totals_up(body: &[Frame], headline: &Frame) -> bool {
    let Some(yi) = headline.yi().filter(|_| headline.kind == Kind::Project) else { return false };
    let same = |kind| body.iter().any(|f| f.kind == kind && f.yi().is_some_and(|x| close(x, yi, ROUNDING)));
    same(Kind::Aggregate) && !same(Kind::Project)
}

/// Whether a headline tells nothing that the body does not: it has no amount of its own.
fn restates(body: &[Frame], headline: &Frame) -> bool {
    let Some(amount) = headline.yi() else { return true };
    body.iter().filter_map(Frame::yi).any(|yi| close(yi, amount, ROUNDING))
}

/// Whether the names of two frames agree; `None` where one has none.
fn names_agree(a: &Frame, b: &Frame) -> Option<bool> {
    let (a, b) = (bare_names(a), bare_names(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(a.iter().any(|x| b.iter().any(|y| alike(x, y))))
}

fn bare_name(frame: &Frame) -> Option<Cow<'_, str>> {
    frame.project.as_ref().map(|p| bare(&p.value.name))
}

fn bare_names(frame: &Frame) -> Vec<Cow<'_, str>> {
    frame.project.iter().chain(&frame.other_names).map(|p| bare(&p.value.name)).collect()
}

fn same_name(a: &Frame, b: &Frame) -> bool {
    match (&a.project, &b.project) {
        (Some(x), Some(y)) => bare(&x.value.name) == bare(&y.value.name),
        _ => false,
    }
}

/// A name without quotes, 项目 and white space.
fn bare(name: &str) -> Cow<'_, str> {
    let dropped = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '《' | '》' | '（' | '）' | '(' | ')');
    if name.contains(dropped) {
        return without_kind(&name.replace(dropped, "")).to_owned().into();
    }
    without_kind(name).into()
}

fn without_kind(name: &str) -> &str {
    ["建设项目", "项目", "工程"].iter().find_map(|s| name.strip_suffix(s)).unwrap_or(name)
}

/// Two names are alike when one holds the other or they share a long run, and no different phase tells them apart.
fn alike(a: &str, b: &str) -> bool {
    if phases_differ(a, b) {
        return false;
    }
    let short = a.chars().count().min(b.chars().count());
    if short < 2 {
        return false;
    }
    a.contains(b)
        || b.contains(a)
        || common_run(a, b) * 4 >= short * 3
        || is_shortened(a, b)
        || is_shortened(b, a)
        || without_forms(a) == without_forms(b)
}

/// A name without what its firm and its kind of site may be written with or without: 骏珩集团轴承生产基地, 骏珩轴承生产.
fn without_forms(name: &str) -> String {
    let short = ["有限公司", "集团", "公司"].iter().fold(name.to_owned(), |name, form| name.replace(form, ""));
    short.trim_end_matches("基地").to_owned()
}

/// Whether a name is another with words left out: 天津46万千瓦风电, 天津滨海新区46万千瓦风电.
fn is_shortened(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().count() >= 6
        && common_run(short, long) * 2 >= short.chars().count()
        && short.chars().all(|c| rest.any(|d| d == c))
}

fn phases_differ(a: &str, b: &str) -> bool {
    let phase = |s: &str| ["一期", "二期", "三期", "四期"].into_iter().find(|p| s.contains(p));
    matches!((phase(a), phase(b)), (Some(x), Some(y)) if x != y)
}

/// Length in characters of the longest run two names share.
fn common_run(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut previous = vec![0; b.len() + 1];
    let mut best = 0;
    for &x in &a {
        let mut row = vec![0; b.len() + 1];
        for (j, &y) in b.iter().enumerate() {
            if x == y {
                row[j + 1] = previous[j] + 1;
                best = best.max(row[j + 1]);
            }
        }
        previous = row;
    }
    best
}

fn companies_agree(a: &Frame, b: &Frame) -> Option<bool> {
    let (a, b) = (leading(a), leading(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    // 滨河集团 and 滨河集团河间钢铁有限公司 are one house.
    let of_group = |x: &str, y: &str| x.ends_with("集团") && y.starts_with(x) || abbreviates(x, y);
    let one_house = |x: &str, y: &str| x == y || of_group(x, y) || of_group(y, x);
    Some(a.iter().any(|x| b.iter().any(|y| one_house(x, y))))
}

/// Whether a name is made of characters of another one, the first of them first: 国网, 国家电网.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let (few, more) = (short.chars().count(), long.chars().count());
    (2..=3).contains(&few)
        && (few + 1..=6).contains(&more)
        && short.chars().next() == long.chars().next()
        && short.chars().last() == long.chars().last()
        && short.chars().all(|c| rest.any(|d| c == d))
}

/// The firms a frame names; those it only points at where it names none.
fn leading(frame: &Frame) -> Vec<&str> {
    let named = |f: &&Mention<Company>| f.value.form != NameForm::Anaphor;
    let any = frame.companies.iter().any(|c| named(&c));
    frame.companies.iter().filter(|c| !any || named(c)).map(|c| &*c.value.full_name).collect()
}

fn close(a: f64, b: f64, share: f64) -> bool {
    (a - b).abs() <= share * a.abs().max(b.abs())
}
