//! Zones and parks: the gazetteer (`data/parks.tsv`), the words that end their names
//! (`data/park_types.tsv`) and the words around them (`data/park_edges.tsv`).

use std::collections::BTreeMap;

use super::finder::Finder;
use super::{DataFile, Fault, Row};

macro_rules! closed {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $label:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),* }

        impl $name {
            fn of(label: &str) -> Option<Self> {
                match label { $($label => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

closed! {
    /// What a type word names.
    ParkClass {
        /// A development zone or new area with an administration of its own (经开区, 新区).
        Zone = "zone",
        /// A park inside a place (产业园).
        Park = "park",
        /// A base (产业基地).
        Base = "base",
        /// A quarter or town (科学城, 小镇, 商务区).
        City = "city",
        /// A part of a park (片区, 南区).
        Part = "part",
        /// A building or incubator.
        Building = "building",
        /// A firm's own site (生产基地): never a host.
        Works = "works",
        /// An everyday word that holds a type word (公园).
        Not = "not",
    }
}

closed! {
    /// What a word before a park's name does.
    Before {
        /// The name begins after it.
        Hard = "hard",
        /// So, unless it stands directly before the type word.
        Soft = "soft",
        /// Tells only a kind of park.
        Modifier = "modifier",
        /// Points back.
        Point = "point",
        /// Says that the park is being built.
        Build = "build",
        /// Says that someone comes from there.
        Origin = "origin",
        /// A verb that may stand inside a name.
        Inside = "inside",
        /// Says that the park hosts.
        Host = "host",
        /// Says that the report goes there.
        Visit = "visit",
        /// Something that is held at a place (签约仪式, 主会场): what it is at hosts the guests, not a project.
        Gathering = "gathering",
    }
}

closed! {
    /// What a word behind a park's name does.
    After {
        /// The name belongs to a project.
        Project = "project",
        /// The name belongs to a company.
        Company = "company",
        /// May stand between the name and a word for a company.
        Corporate = "corporate",
        /// The park's administration.
        Office = "office",
        /// Someone who holds a post in it.
        Post = "post",
        /// What guests and hosts of a ceremony do.
        Attend = "attend",
        /// A court, school or road called after it.
        Body = "body",
        /// Tells what is held there.
        Ceremony = "ceremony",
        /// Tells of the park itself as a project.
        Event = "event",
        /// Says that the park hosts.
        Within = "within",
    }
}

/// A word that ends the name of a park.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParkType {
    /// What it names.
    pub class: ParkClass,
    /// Whether it points back to a park when it stands without a name; else it then says nothing.
    pub generic: bool,
    /// Whether it names a host only where the text says that it hosts.
    pub weak: bool,
}

/// A zone of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Its name.
    pub name: String,
    /// Level or class as the source has it (国家级经开区, 县级码 …).
    pub level: String,
    /// Province, full name.
    pub province: String,
    /// City, where known.
    pub city: Option<String>,
    /// County, where known.
    pub county: Option<String>,
    /// Statistical code, where it has one.
    pub code: Option<String>,
}

/// A word list with what its words say.
struct Words<T> {
    values: Vec<T>,
    finder: Finder,
}

/// A word found in a text, in bytes of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<T> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it says.
    pub value: T,
}

impl<T: Copy> Words<T> {
    fn new(words: BTreeMap<String, T>) -> Self {
        let finder = Finder::new(words.keys().map(String::as_str));
        Self { values: words.into_values().collect(), finder }
    }

    fn find(&self, text: &str) -> Vec<Found<T>> {
        self.finder.hits(text).map(|h| Found { start: h.start, end: h.end, value: self.values[h.word] }).collect()
    }

    fn get(&self, word: &str) -> Option<T> {
        self.finder.get(word).map(|i| self.values[i])
    }

    /// The longest word that a text begins with, and its bytes.
    fn beginning(&self, text: &str) -> Option<(T, usize)> {
        self.finder.beginning(text).map(|(length, i)| (self.values[i], length))
    }
}

/// Everything known of parks.
pub struct Parks {
    zones: Vec<Zone>,
    names: Words<usize>,
    types: Words<ParkType>,
    before: Words<Before>,
    /// What stands behind a name, but for the words that only lead up to a company.
    after: Words<After>,
    companies: Words<After>,
    corporate: Words<After>,
}

impl std::fmt::Debug for Parks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parks").field("zones", &self.zones.len()).finish_non_exhaustive()
    }
}

impl Parks {
    pub(super) fn parse(
        zones: DataFile<'_>,
        types: DataFile<'_>,
        edges: DataFile<'_>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let (zones, names) = parse_zones(&zones.rows(7, faults));
        let types = parse_types(&types.rows(4, faults), faults);
        let (before, after) = parse_edges(&edges.rows(2, faults), faults);
        let behind = |wanted: fn(After) -> bool| {
            let rows = after.iter().filter(|(_, a)| wanted(**a));
            Words::new(rows.map(|((word, _), &a)| (word.clone(), a)).collect())
        };
        Self {
            zones,
            names: Words::new(names),
            types: Words::new(types),
            before: Words::new(before),
            after: behind(|a| a != After::Corporate),
            companies: behind(|a| a == After::Company),
            corporate: behind(|a| a == After::Corporate),
        }
    }

    /// Names of the gazetteer in a text, the longest at each place.
    pub fn find_zones(&self, text: &str) -> Vec<Found<usize>> {
        self.names.find(text)
    }

    /// The zone of a number met in [`Self::find_zones`].
    pub fn zone(&self, index: usize) -> &Zone {
        &self.zones[index]
    }

    /// The zone that a whole name or short form stands for.
    pub fn zone_named(&self, name: &str) -> Option<&Zone> {
        let (zone, _) = self.names.beginning(name).filter(|&(_, length)| length == name.len())?;
        self.zones.get(zone)
    }

    /// Type words in a text, the longest at each place.
    pub fn find_types(&self, text: &str) -> Vec<Found<ParkType>> {
        self.types.find(text)
    }

    /// The longest type word that a text begins with.
    pub fn type_at(&self, text: &str) -> Option<ParkType> {
        self.types.beginning(text).map(|(kind, _)| kind)
    }

    /// Words that may stand before a name, the longest at each place.
    pub fn find_before(&self, text: &str) -> Vec<Found<Before>> {
        self.before.find(text)
    }

    /// What a whole word says when it stands before a name.
    pub fn before(&self, word: &str) -> Option<Before> {
        self.before.get(word)
    }

    /// What the text directly behind a name says, and the bytes of the word or words that say it: the longest
    /// word it begins with, or a word for a company behind such as lead up to one (投资发展|有限公司).
    pub fn after(&self, text: &str) -> Option<(After, usize)> {
        let company = self.company(text);
        company.map(|len| (After::Company, len)).or_else(|| self.after.beginning(text))
    }

    /// Where a text first says that someone attends a ceremony.
    pub fn attending(&self, text: &str) -> Option<usize> {
        self.after.find(text).into_iter().find(|f| f.value == After::Attend).map(|f| f.start)
    }

    fn company(&self, text: &str) -> Option<usize> {
        let mut at = 0;
        loop {
            if let Some((_, len)) = self.companies.beginning(&text[at..]) {
                return Some(at + len);
            }
            at += self.corporate.beginning(&text[at..])?.1;
        }
    }
}

fn filled(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn parse_zones(rows: &[Row<'_>]) -> (Vec<Zone>, BTreeMap<String, usize>) {
    let mut zones = Vec::new();
    let mut names = BTreeMap::new();
    for row in rows {
        let c = &row.cells;
        for form in std::iter::once(c[0]).chain(c[1].split('|')).filter(|f| !f.is_empty()) {
            // The full name of one zone outranks the short form of another.
            if form == c[0] {
                names.insert(form.to_owned(), zones.len());
            } else {
                names.entry(form.to_owned()).or_insert(zones.len());
            }
        }
        zones.push(Zone {
            name: c[0].to_owned(),
            level: c[2].to_owned(),
            province: c[3].to_owned(),
            city: filled(c[4]),
            county: filled(c[5]),
            code: filled(c[6]),
        });
    }
    (zones, names)
}

fn parse_types(rows: &[Row<'_>], faults: &mut Vec<Fault>) -> BTreeMap<String, ParkType> {
    let mut types = BTreeMap::new();
    for row in rows {
        let c = &row.cells;
        let Some(class) = ParkClass::of(c[1]) else {
            faults.push(row.fault(format!("{} is no class", c[1])));
            continue;
        };
        if !matches!(c[2], "generic" | "drop") || !matches!(c[3], "yes" | "weak") {
            faults.push(row.fault("generic or drop, then yes or weak wanted"));
            continue;
        }
        let value = ParkType { class, generic: c[2] == "generic", weak: c[3] == "weak" };
        if types.insert(c[0].to_owned(), value).is_some() {
            faults.push(row.fault(format!("{} stands twice", c[0])));
        }
    }
    types
}

type Edges = (BTreeMap<String, Before>, BTreeMap<(String, bool), After>);

fn parse_edges(rows: &[Row<'_>], faults: &mut Vec<Fault>) -> Edges {
    let mut before = BTreeMap::new();
    let mut after: BTreeMap<(String, bool), After> = BTreeMap::new();
    for row in rows {
        let (word, kind) = (row.cells[0].to_owned(), row.cells[1]);
        let twice = match (Before::of(kind), After::of(kind)) {
            (Some(b), _) => before.insert(word, b).is_some(),
            // 建设 may lead up to a company and tell of an event as well.
            (_, Some(a)) => after.insert((word, a == After::Corporate), a).is_some(),
            _ => {
                faults.push(row.fault(format!("{kind} is no kind of word")));
                continue;
            }
        };
        if twice {
            faults.push(row.fault(format!("{} stands twice on one side", row.cells[0])));
        }
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{DataFiles, Lexicon};

    #[test]
    fn short_forms_lead_to_their_zone() {
        let parks = &Lexicon::embedded().parks;
        for (form, name) in
            [("合肥经开区", "合肥经济技术开发区"), ("苏州工业园", "苏州工业园区"), ("长春新区", "长春新区")]
        {
            assert_eq!(parks.zone_named(form).map(|z| z.name.as_str()), Some(name), "{form}");
        }
        assert_eq!(parks.zone_named("开发区"), None);
    }

    #[test]
    fn faults_are_reported_by_line() {
        let files = DataFiles::embedded()
            .with(
                "park_types.tsv",
                "产业园\tpark\tgeneric\tyes\n小镇\ttown\tdrop\tweak\n产业园\tpark\tgeneric\tyes\n".into(),
            )
            .with("park_edges.tsv", "位于\twhere\n".into());
        let error = Lexicon::parse(&files).err().unwrap_or_else(|| panic!("faulty data was taken"));
        let at: Vec<(&str, usize)> = error.faults.iter().map(|f| (f.file.as_str(), f.line)).collect();
        assert_eq!(at, [("park_types.tsv", 2), ("park_types.tsv", 3), ("park_edges.tsv", 1)]);
    }

    #[test]
    fn the_longest_word_behind_counts() {
        let parks = &Lexicon::embedded().parks;
        assert_eq!(parks.after("投资有限公司签约").map(|a| a.0), Some(After::Company));
        assert_eq!(parks.after("管委会与").map(|a| a.0), Some(After::Office));
        assert_eq!(parks.after("管委会主任").map(|a| a.0), Some(After::Post));
        assert_eq!(parks.after("投资20亿元"), None);
    }
}
