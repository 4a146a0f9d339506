//! The parks an article names, tied together: full and short forms of one park count as one.

use super::hosts;
use crate::lexicon::parks::ParkClass;
use crate::mention::Mention;
use crate::mention::park::Park;
use crate::span::CleanSpan;

/// One park of the article.
#[derive(Debug)]
struct Known {
    /// The longest form.
    name: String,
    /// The same with official class words shortened.
    key: String,
    class: ParkClass,
    /// Namings in the body.
    count: usize,
    in_title: bool,
    span: Option<CleanSpan>,
}

/// The parks of an article, in text order.
#[derive(Debug, Default)]
pub(super) struct KnownParks {
    all: Vec<Known>,
    /// Words for zones that point to none of the parks named, with how often they stand.
    loose: Vec<(String, usize)>,
}

/// Official class words and the short ones in use for them.
const SHORT: [(&str, &str); 9] = [
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("工业园区", "工业园"),
    ("产业园区", "产业园"),
    ("科技园区", "科技园"),
    ("综合保税区", "综保区"),
];

impl Known {
    /// Whether a word that points back may mean this park.
    fn fits(&self, word: &str) -> bool {
        match word {
            "园区" => matches!(self.class, ParkClass::Zone | ParkClass::Park),
            "开发区" => {
                self.class == ParkClass::Zone && ["开发区", "经开区", "高新区"].iter().any(|e| self.key.ends_with(e))
            }
            _ => self.key.ends_with(&key(word)),
        }
    }
}

fn key(name: &str) -> String {
    let mut key: String = name.chars().filter(|c| !c.is_whitespace() && !"“”\"《》·".contains(*c)).collect();
    for (long, short) in SHORT {
        key = key.replace(long, short);
    }
    key
}

impl KnownParks {
    pub(super) fn collect(title: &[Mention<Park>], body: &[Vec<Mention<Park>>]) -> Self {
        let mut known = Self::default();
        for (mention, in_title) in title.iter().map(|m| (m, true)).chain(body.iter().flatten().map(|m| (m, false))) {
            if hosts(&mention.value) && !mention.value.generic {
                known.add(mention, in_title);
            }
        }
        for mention in body.iter().flatten().filter(|m| m.value.generic && hosts(&m.value)) {
            known.count_pointing(&mention.value);
        }
        known
    }

    fn add(&mut self, mention: &Mention<Park>, in_title: bool) {
        let name = &mention.value.name;
        let key = key(name);
        let span = (!in_title).then_some(mention.span);
        match self.all.iter_mut().find(|k| k.key.ends_with(&key) || key.ends_with(&k.key)) {
            Some(k) => {
                if key.len() > k.key.len() {
                    (k.name, k.key) = (name.clone(), key);
                }
                k.count += usize::from(!in_title);
                k.in_title |= in_title;
                k.span = k.span.or(span);
            }
            None => self.all.push(Known {
                name: name.clone(),
                key,
                class: mention.value.class,
                count: usize::from(!in_title),
                in_title,
                span,
            }),
        }
    }

    /// A word that can point to one park only counts as a naming of it.
    fn count_pointing(&mut self, park: &Park) {
        let mut fits = self.all.iter_mut().filter(|k| k.fits(&park.name));
        match (fits.next(), fits.next()) {
            (Some(one), None) => one.count += 1,
            (None, _) if park.class == ParkClass::Zone => match self.loose.iter_mut().find(|l| l.0 == park.name) {
                Some(word) => word.1 += 1,
                None => self.loose.push((park.name.clone(), 1)),
            },
            _ => {}
        }
    }

    /// The word for a zone that an article uses, more than once, without naming any park.
    pub(super) fn only_word(&self) -> Option<&str> {
        match self.loose.as_slice() {
            [(word, count)] if self.all.is_empty() && *count >= 2 => Some(word),
            _ => None,
        }
    }

    /// The longest form of a park that the article has.
    pub(super) fn fullest(&self, name: &str) -> String {
        let key = key(name);
        let known = self.all.iter().find(|k| k.key.ends_with(&key) && k.key.len() > key.len());
        known.map_or_else(|| name.to_owned(), |k| k.name.clone())
    }

    /// The parks that a word pointing back may mean.
    pub(super) fn fitting(&self, word: &str) -> Vec<String> {
        let wanted = key(word);
        let fits = |k: &&Known| match word {
            "园区" => matches!(k.class, ParkClass::Zone | ParkClass::Park),
            "开发区" => {
                k.class == ParkClass::Zone && ["开发区", "经开区", "高新区"].iter().any(|e| k.key.ends_with(e))
            }
            _ => k.key.ends_with(&wanted),
        };
        self.all.iter().filter(fits).map(|k| k.name.clone()).collect()
    }

    /// The only park of the article, if it is named in the title or more than once; of a zone and parks in
    /// it, the park. `division` tells names that are those of whole counties too (滨海新区): they are the
    /// only park of an article about them alone. The rule says whether the article keeps coming back to it.
    pub(super) fn only(&self, division: impl Fn(&str) -> bool) -> Option<(String, Option<CleanSpan>, &'static str)> {
        let finest = self.all.iter().max_by_key(|k| k.key.len())?;
        let within = self.all.iter().all(|k| finest.key.contains(&k.key));
        let titled = self.all.iter().any(|k| k.in_title);
        let count = self.all.iter().map(|k| k.count).sum::<usize>();
        let often = count >= 2 && !division(&finest.name);
        let rule = if titled || count >= 3 { "park.only" } else { "park.twice" };
        let only = (within && (titled || often)).then_some(finest);
        only.or_else(|| self.headline()).map(|k| (k.name.clone(), k.span, rule))
    }

    /// The one park of the title, named in the body as often as all others together.
    fn headline(&self) -> Option<&Known> {
        let mut titled = self.all.iter().filter(|k| k.in_title);
        let one = titled.next().filter(|_| titled.next().is_none())?;
        let all: usize = self.all.iter().map(|k| k.count).sum();
        (one.count * 2 >= all).then_some(one)
    }
}
