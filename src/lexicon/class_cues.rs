//! What class and id of an element tell, from `data/class_cues.tsv`.

use rustc_hash::FxHashMap;

use aho_corasick::AhoCorasick;

use super::{DataFile, Fault};

/// What stands in an element, going by its class and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// The article itself.
    Body,
    /// Something around the article.
    Main,
    /// A headline.
    Title,
    /// Date, source, author.
    Meta,
    /// Menus, page head.
    Nav,
    /// Page foot, disclaimers.
    Footer,
    /// A side column.
    Aside,
    /// Other articles.
    Related,
    /// Comments.
    Comment,
    /// Share buttons, QR codes.
    Share,
    /// Advertising, the site's app.
    Ad,
    /// A caption.
    Caption,
    /// An abstract.
    Abstract,
    /// Editor's line.
    Editor,
    /// Not shown: pop-ups, login.
    Hidden,
}

impl Cue {
    /// Every cue, the strongest first: where an element has several, the first of these counts.
    const RANKED: &'static [(Self, &'static str)] = &[
        (Self::Hidden, "hidden"),
        (Self::Comment, "comment"),
        (Self::Related, "related"),
        (Self::Footer, "footer"),
        (Self::Share, "share"),
        (Self::Ad, "ad"),
        (Self::Editor, "editor"),
        (Self::Abstract, "abstract"),
        (Self::Caption, "caption"),
        (Self::Body, "body"),
        (Self::Aside, "aside"),
        (Self::Nav, "nav"),
        (Self::Meta, "meta"),
        (Self::Title, "title"),
        (Self::Main, "main"),
    ];

    /// The cue's name in the data file.
    pub fn label(self) -> &'static str {
        Self::RANKED.iter().find(|(c, _)| *c == self).map_or("", |(_, l)| l)
    }

    fn rank(self) -> usize {
        Self::RANKED.iter().position(|(c, _)| *c == self).unwrap_or(usize::MAX)
    }
}

/// The table of cues.
#[derive(Debug)]
pub struct ClassCues {
    words: FxHashMap<String, Cue>,
    parts: Option<AhoCorasick>,
    part_cues: Vec<Cue>,
}

impl ClassCues {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let (mut words, mut parts, mut part_cues) = (FxHashMap::default(), Vec::new(), Vec::new());
        for row in file.rows(3, faults) {
            let Some((cue, _)) = Cue::RANKED.iter().copied().find(|(_, l)| *l == row.cells[1]) else {
                faults.push(row.fault(format!("{} is no role", row.cells[1])));
                continue;
            };
            match row.cells[2] {
                "word" => {
                    words.insert(row.cells[0].to_owned(), cue);
                }
                "part" => {
                    parts.push(row.cells[0].to_owned());
                    part_cues.push(cue);
                }
                other => faults.push(row.fault(format!("{other} is no match (word, part)"))),
            }
        }
        let parts = file.automaton(parts, faults);
        Self { words, parts, part_cues }
    }

    /// The strongest cue in an element's class and id.
    pub fn cue(&self, class: &str, id: &str) -> Option<Cue> {
        let mut best: Option<Cue> = None;
        for name in [class, id] {
            if name.is_empty() || name.len() > 200 {
                continue;
            }
            let lower = name.to_ascii_lowercase();
            let found = words_of(name).filter_map(|(s, e)| self.words.get(&lower[s..e]).copied());
            let parts = self.parts.iter().flat_map(|p| p.find_overlapping_iter(&lower));
            let found = found.chain(parts.map(|m| self.part_cues[m.pattern().as_usize()]));
            for cue in found {
                if best.is_none_or(|b| cue.rank() < b.rank()) {
                    best = Some(cue);
                }
            }
        }
        best
    }
}

/// The words of a class or id as byte ranges: cut at non-letters and where a capital follows a small letter.
fn words_of(name: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = name.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !bytes[at].is_ascii_alphabetic() {
            at += 1;
        }
        let start = at;
        while at < bytes.len()
            && bytes[at].is_ascii_alphabetic()
            && (at == start || !(bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()))
        {
            at += 1;
        }
        (at > start).then_some((start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn the_strongest_cue_counts() {
        let cues = &Lexicon::embedded().class_cues;
        let cases = [
            ("comment-content", "", Some(Cue::Comment)),
            ("", "artibody", Some(Cue::Body)),
            ("post_text", "endText", Some(Cue::Body)),
            ("headNav", "", Some(Cue::Nav)),
            ("ad", "content", Some(Cue::Ad)),
            ("shadow", "", None),
            ("loading_2", "x", None),
            ("", "", None),
        ];
        for (class, id, wanted) in cases {
            assert_eq!(cues.cue(class, id), wanted, "{class} {id}");
        }
    }
}
