//! What tells pages that are no article, from `data/page_kinds.tsv`.

use super::{DataFile, Fault};

/// Longest name of a site in a page title, in characters.
const MAX_SITE_NAME: usize = 16;

/// Names of forum software and forum sites.
#[derive(Debug, Default)]
pub struct PageKinds {
    generators: Vec<String>,
    titles: Vec<String>,
}

impl PageKinds {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut kinds = Self::default();
        for row in file.rows(3, faults) {
            match (row.cells[1], row.cells[2]) {
                ("forum", "generator") => kinds.generators.push(row.cells[0].to_owned()),
                ("forum", "title") => kinds.titles.push(row.cells[0].to_owned()),
                (kind, place) => {
                    faults.push(row.fault(format!("{kind} {place} is no kind (forum) with a place (generator, title)")))
                }
            }
        }
        kinds
    }

    /// Whether generator or title of a page name a forum.
    pub fn is_forum(&self, generator: &str, title: &str) -> bool {
        let (generator, title) = (generator.to_lowercase(), title.trim().to_lowercase());
        // The first part is the headline, which may well speak of a forum.
        let parts = title.split(['-', '_', '|', '｜', '–', '—', '»']).map(str::trim).skip(1);
        let sites: Vec<&str> = parts.filter(|p| p.chars().count() <= MAX_SITE_NAME).collect();
        let part = |w: &String| sites.iter().any(|site| site.ends_with(w.as_str()));
        self.generators.iter().any(|g| generator.contains(g.as_str())) || self.titles.iter().any(part)
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn forums_are_told_by_their_names() {
        let kinds = &Lexicon::embedded().page_kinds;
        assert!(kinds.is_forum("Discuz! X3.2", ""));
        assert!(kinds.is_forum("", "请教一个问题 - 某某论坛"));
        assert!(kinds.is_forum("", "县城交流吧-百度贴吧--县里的事都在这里说"));
        assert!(!kinds.is_forum("", "第三届光电产业论坛 - 某某新闻网"));
        assert!(!kinds.is_forum("", "十个项目亮相产业论坛"));
        assert!(!kinds.is_forum("WordPress 5.2", "第十届产业论坛开幕 十个项目签约_某某新闻网"));
        assert!(!kinds.is_forum("", ""));
    }
}
