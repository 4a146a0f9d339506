//! Administrative divisions and their names, from `data/regions.tsv`.

use std::collections::{BTreeMap, HashMap};

use super::finder::Finder;
use super::{DataFile, Fault, Row};
use crate::mention::region::{Level, Region};

/// How a name stands for its division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The name with its class word (淮南市).
    Full,
    /// A short form that may stand alone (淮南).
    Short,
    /// A short form that is an everyday word too (朝阳): it needs a word of place beside it.
    Weak,
}

/// One name and every division it may mean.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Meanings, in order of code: how, and which row of `Regions::all`.
    pub meanings: Vec<(NameKind, usize)>,
}

/// One naming found in a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it may mean.
    pub names: &'a Names,
}

/// The divisions of GB/T 2260 down to the county, with their names now and before.
pub struct Regions {
    all: Vec<Region>,
    by_code: HashMap<String, usize>,
    names: Vec<Names>,
    finder: Finder,
}

impl std::fmt::Debug for Regions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Regions").field("divisions", &self.all.len()).field("names", &self.names.len()).finish()
    }
}

impl Regions {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let rows = file.rows(6, faults);
        let titles: HashMap<&str, &str> =
            rows.iter().filter(|r| r.cells[5].is_empty()).map(|r| (r.cells[0], r.cells[2])).collect();
        let mut all = Vec::new();
        let mut by_code = HashMap::new();
        for row in rows.iter().filter(|r| r.cells[5].is_empty()) {
            if let Some(region) = region(row, &titles, faults) {
                by_code.insert(region.code.clone(), all.len());
                all.push(region);
            }
        }
        let mut forms: BTreeMap<String, Names> = BTreeMap::new();
        for row in &rows {
            match by_code.get(row.cells[0]) {
                Some(&index) => add_forms(row, index, &mut forms),
                None => faults.push(row.fault("the code of no current division")),
            }
        }
        let finder = Finder::new(forms.keys().map(String::as_str));
        Self { all, by_code, names: forms.into_values().collect(), finder }
    }

    /// The division of a row number met in [`Names::meanings`].
    pub fn get(&self, index: usize) -> &Region {
        &self.all[index]
    }

    /// The division of a code.
    pub fn by_code(&self, code: &str) -> Option<&Region> {
        self.by_code.get(code).map(|&i| &self.all[i])
    }

    /// The current division of a full name within a province, at any level.
    pub fn named(&self, province: &str, name: &str) -> Option<&Region> {
        self.all.iter().find(|r| r.name == name && r.province == province)
    }

    /// What a whole word may mean as a name.
    pub fn meanings(&self, name: &str) -> Option<&Names> {
        self.finder.get(name).map(|i| &self.names[i])
    }

    /// All names in a text, the longest at each place, without overlaps, unjudged.
    pub fn find<'s>(&'s self, text: &str) -> Vec<Hit<'s>> {
        self.finder.hits(text).map(|h| Hit { start: h.start, end: h.end, names: &self.names[h.word] }).collect()
    }
}

fn region(row: &Row<'_>, titles: &HashMap<&str, &str>, faults: &mut Vec<Fault>) -> Option<Region> {
    let [code, level, name] = [row.cells[0], row.cells[1], row.cells[2]];
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        faults.push(row.fault(format!("{code} is no code of six digits")));
        return None;
    }
    let level = match level {
        "省" => Level::Province,
        "市" => Level::City,
        "县" => Level::County,
        other => {
            faults.push(row.fault(format!("level {other}: 省, 市 or 县 wanted")));
            return None;
        }
    };
    let Some(&province) = titles.get(format!("{}0000", &code[..2]).as_str()) else {
        faults.push(row.fault(format!("{code}: its province is missing")));
        return None;
    };
    let city = match level {
        Level::Province => None,
        Level::City => Some(name),
        Level::County => titles.get(format!("{}00", &code[..4]).as_str()).copied(),
    };
    Some(Region {
        code: code.to_owned(),
        name: name.to_owned(),
        level,
        province: province.to_owned(),
        city: city.map(str::to_owned),
        county: (level == Level::County).then(|| name.to_owned()),
    })
}

fn add_forms(row: &Row<'_>, index: usize, forms: &mut BTreeMap<String, Names>) {
    let name = row.cells[2];
    // 城区, 郊区, 矿区 are names of divisions and words for any such part of a town.
    let vague = name.chars().count() == 2 && name.ends_with('区');
    let mut add = |form: &str, kind| {
        let names = forms.entry(form.to_owned()).or_default();
        if !names.meanings.iter().any(|&(_, i)| i == index) {
            names.meanings.push((kind, index));
        }
    };
    add(name, if vague { NameKind::Weak } else { NameKind::Full });
    row.cells[3].split('|').filter(|s| !s.is_empty()).for_each(|s| add(s, NameKind::Short));
    row.cells[4].split('|').filter(|s| !s.is_empty()).for_each(|s| add(s, NameKind::Weak));
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{DataFiles, Lexicon};

    #[test]
    fn former_names_lead_to_the_division_of_today() {
        let regions = &Lexicon::embedded().regions;
        for (name, code) in [("襄樊市", "420600"), ("静海县", "120118"), ("望城县", "430112"), ("海门市", "320614")]
        {
            let hits = regions.find(name);
            let codes: Vec<&str> =
                hits.iter().flat_map(|h| &h.names.meanings).map(|&(_, i)| regions.get(i).code.as_str()).collect();
            assert!(codes.contains(&code), "{name}: {codes:?}");
        }
    }

    #[test]
    fn a_county_knows_its_city_and_province() {
        let county = Lexicon::embedded().regions.by_code("341204").cloned().unwrap_or_else(|| panic!("no 颍泉区"));
        assert_eq!(
            (county.province.as_str(), county.city.as_deref(), county.county.as_deref()),
            ("安徽省", Some("阜阳市"), Some("颍泉区"))
        );
    }

    #[test]
    fn faults_are_reported_by_line() {
        let text = "34000\t省\t安徽省\t安徽\t\t\n340100\t镇\t合肥市\t合肥\t\t\n349999\t县\t旧县\t\t\t1990\n";
        let files = DataFiles::embedded().with("regions.tsv", text.to_owned());
        let error = Lexicon::parse(&files).err().unwrap_or_else(|| panic!("faulty data was taken"));
        let lines: Vec<usize> = error.faults.iter().filter(|f| f.file == "regions.tsv").map(|f| f.line).collect();
        assert!([1, 2, 3].iter().all(|l| lines.contains(l)), "{error}");
    }
}
