//! Cues without one of which a page holds no record, from `data/gate.tsv` and `data/stages.tsv`.

use std::collections::HashMap;

use super::finder::Finder;
use super::{DataFile, Fault};

/// What lets a page pass before it is decoded.
#[derive(Debug, Default)]
pub struct GateCues {
    /// Cues in every script; none holds another.
    pub cues: Vec<String>,
    /// Characters that stand only in damaged text, where a cue may be torn.
    pub marks: Vec<String>,
}

/// More forms of one word than this are a mistake in the table of variants.
const MAX_FORMS: usize = 256;

impl GateCues {
    /// `taiwan` gives Taiwan's wording of stage words.
    pub(super) fn parse(
        gate: DataFile<'_>,
        stages: DataFile<'_>,
        taiwan: DataFile<'_>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut marks = Vec::new();
        let mut variants: HashMap<char, Vec<char>> = HashMap::new();
        for row in gate.rows(2, faults) {
            let (text, others) = (row.cells[1], row.cells.get(2).copied().unwrap_or_default());
            match (row.cells[0], text.chars().next()) {
                ("cue" | "mark", _) if !text.bytes().all(|b| !b.is_ascii()) => {
                    faults.push(row.fault("cues and marks are searched between ASCII and must hold none"));
                }
                ("cue", _) => words.push(text),
                ("mark", _) => marks.push(text.to_owned()),
                ("variant", Some(character)) => {
                    variants.entry(character).or_default().extend(others.split(' ').filter_map(|v| v.chars().next()));
                }
                (other, _) => faults.push(row.fault(format!("{other} is no kind of row of the gate"))),
            }
        }
        // Their own parsers report the faults of these files.
        let mut ignored = Vec::new();
        words.extend(stages.rows(3, &mut ignored).iter().filter(|r| proves_a_record(&r.cells)).map(|row| row.cells[0]));
        let stage_words = words.clone();
        let taiwan = taiwan.rows(2, &mut ignored);
        let tells = |mainland: &str| stage_words.iter().any(|w| mainland.contains(w));
        words.extend(taiwan.iter().filter(|row| tells(row.cells[1])).map(|row| row.cells[0]));
        let forms = words.iter().flat_map(|word| forms(beyond_ascii(word), &variants)).collect();
        Self { cues: shortest(forms), marks }
    }
}

/// Whether a row of the stage words can make a record without any amount: talks and mere mentions of a plan cannot.
fn proves_a_record(cells: &[&str]) -> bool {
    !matches!((cells[1], cells[2]), ("洽谈", _) | (_, "build" | "none") | ("拟建", "weak"))
}

/// The longest part of a word without ASCII: the gate searches between ASCII only.
fn beyond_ascii(word: &str) -> &str {
    word.split(|c: char| c.is_ascii()).max_by_key(|part| part.len()).unwrap_or_default()
}

/// The word with each of its characters in each of its forms.
fn forms(word: &str, variants: &HashMap<char, Vec<char>>) -> Vec<String> {
    let mut forms = vec![String::new()];
    for character in word.chars() {
        let others = variants.get(&character).map_or(&[][..], Vec::as_slice);
        let choices: Vec<char> = std::iter::once(character).chain(others.iter().copied()).collect();
        forms = forms.iter().flat_map(|f| choices.iter().map(move |c| format!("{f}{c}"))).take(MAX_FORMS).collect();
    }
    forms
}

/// The words that hold no other one.
fn shortest(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words.dedup();
    let finder = Finder::new(words.iter().map(String::as_str));
    words.retain(|word| finder.all_hits(word).iter().all(|h| h.end - h.start == word.len()));
    words
}

#[cfg(test)]
mod tests {
    use opencc_fmmseg::OpenCC;

    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn traditional_forms_of_every_stage_word_are_cues() {
        let lexicon = Lexicon::embedded();
        let opencc = OpenCC::new();
        let passes = |text: &str| lexicon.gate.cues.iter().any(|cue| text.contains(cue));
        for line in include_str!("../../data/stages.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let word = cells[0];
            if !proves_a_record(&cells) {
                continue;
            }
            for form in [word.to_owned(), opencc.s2t(word, false), opencc.s2tw(word, false), opencc.s2hk(word, false)] {
                assert!(passes(&form), "{form}: data/gate.tsv lacks a variant of one of its characters");
            }
        }
    }

    #[test]
    fn every_form_is_made_and_longer_words_are_left_out() {
        let variants = HashMap::from([('签', vec!['簽', '籤']), ('约', vec!['約'])]);
        assert_eq!(forms("签约", &variants), ["签约", "签約", "簽约", "簽約", "籤约", "籤約"]);
        assert_eq!(beyond_ascii("PPP项目库A"), "项目库");
        let words = ["开工建设", "开工", "投产", "开工"].map(str::to_owned).to_vec();
        assert_eq!(shortest(words), ["开工", "投产"]);
    }
}
