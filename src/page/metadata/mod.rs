//! What a page says of itself: headline, date, source, address.
//!
//! Owns metadata, declared and visible. Must not decide what the body is.

pub(crate) mod date;
pub(super) mod source;
pub(super) mod title;

use super::blocks::{Page, PageBlock};
use crate::lexicon::Role;

/// What the head of an HTML page declares, and its headings.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The `<title>`.
    pub title: Option<String>,
    /// Name (or property), in lower case, and content of each `<meta>`.
    pub meta: Vec<(String, String)>,
    pub canonical: Option<String>,
    /// Values of `<time datetime>`.
    pub times: Vec<String>,
    /// Level, text and first block of h1 to h6.
    pub headings: Vec<(u8, String, usize)>,
    /// Fields to type in.
    pub inputs: usize,
    /// Fields for a password.
    pub passwords: usize,
}

impl Declared {
    /// Takes the attributes of a `<meta>`.
    pub fn take_meta<'a>(&mut self, attributes: impl Iterator<Item = (&'a str, &'a str)>) {
        let (mut name, mut content) = (None, None);
        for (key, value) in attributes {
            match key {
                "name" | "property" | "itemprop" => name = Some(value.trim().to_ascii_lowercase()),
                "content" => content = Some(value.trim().to_owned()),
                _ => {}
            }
        }
        if let (Some(name), Some(content)) = (name, content)
            && !content.is_empty()
        {
            self.meta.push((name, content));
        }
    }

    /// Takes the address of a canonical link.
    pub fn take_canonical(&mut self, href: Option<&str>) {
        if self.canonical.is_none() {
            self.canonical = href.filter(|h| h.starts_with("http")).map(str::to_owned);
        }
    }

    /// Takes the type of an `<input>`.
    pub fn take_input(&mut self, kind: Option<&str>) {
        self.inputs += usize::from(matches!(kind, Some("text" | "password" | "search") | None));
        self.passwords += usize::from(kind == Some("password"));
    }

    /// Takes a `<time datetime>`.
    pub fn take_time(&mut self, datetime: Option<&str>) {
        self.times.extend(datetime.map(str::to_owned));
    }

    /// The first of the named metas that is there.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|n| self.meta.iter().find(|(k, _)| k == n)).map(|(_, v)| v.as_str())
    }

    /// The canonical address.
    pub fn url(&self) -> Option<String> {
        let og = || self.meta(&["og:url"]).filter(|u| u.starts_with("http")).map(str::to_owned);
        self.canonical.clone().or_else(og)
    }
}

/// Names under which pages declare the date of publication.
const DATE_NAMES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "bytedance:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publishtime",
    "pubtime",
    "og:release_date",
    "apub:time",
    "weibo: article:create_at",
    "weibo:article:create_at",
    "firstpublishedtime",
    "date",
    "dc.date",
    "dc.date.issued",
    "article.published",
    "pub_date",
    "ptime",
];

/// The date of publication: declared, else in the line below the headline, else in the address.
pub(super) fn publication_date(
    page: &Page,
    lines: &[&PageBlock],
    declared: &Declared,
    published: Option<&str>,
) -> Option<String> {
    let dateline = |b: &&&PageBlock| b.features.dated && !b.features.is_prose() && b.features.chars <= 160;
    let printed = || lines.iter().find(dateline).and_then(|b| date::find(&b.text));
    declared
        .meta(DATE_NAMES)
        .and_then(date::find)
        .or_else(|| published.and_then(date::find))
        .or_else(printed)
        .or_else(|| declared.url().as_deref().and_then(date::in_address))
        .or_else(|| declared.times.iter().find_map(|t| date::find(t)))
        .or_else(|| {
            page.blocks
                .iter()
                .find(|b| b.features.dated && b.features.roles.has(Role::Meta))
                .and_then(|b| date::find(&b.text))
        })
}
