//! Words around the names of projects, from `data/project_context.tsv`.

use super::{DataFile, Fault, WordSet};

/// Words around the names of projects that are no part of them.
#[derive(Debug)]
pub struct ProjectContext {
    /// Behind a name: what follows only says what it is.
    pub copulas: WordSet,
    /// Before a name: what bears it stands beside the place that is told of.
    pub neighbours: WordSet,
    /// Ends of what stands before a colon and names nothing.
    pub labels: WordSet,
    /// Ends of phrases before 总投资 that name no project.
    pub no_names: WordSet,
    /// Between a project and the stage that is told of it.
    pub adverbs: WordSet,
    /// Behind 项目: a field of work or a kind of firm is meant.
    pub fields: WordSet,
    /// Behind a number of firms: they join in one project.
    pub joint: WordSet,
    /// In the names of ways from one place to another.
    pub routes: WordSet,
    /// Before what a project is only built after: 按照.
    pub standards: WordSet,
    /// Before a number of firms: it only says how many a park has room for.
    pub room: WordSet,
    /// Begins a sentence that turns to something else.
    pub turns: WordSet,
    /// In a sentence of an agreement: it is one to invest.
    pub investing: WordSet,
}

impl ProjectContext {
    pub(super) fn parse(file: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        const KINDS: [&str; 12] = [
            "copula",
            "neighbour",
            "label",
            "no_name",
            "adverb",
            "field",
            "joint",
            "route",
            "standard",
            "room",
            "turn",
            "investing",
        ];
        let mut lists: [Vec<String>; 12] = Default::default();
        for row in file.rows(2, faults) {
            match KINDS.iter().position(|k| *k == row.cells[0]) {
                Some(kind) => lists[kind].extend(row.cells[1].split_whitespace().map(str::to_owned)),
                None => faults.push(row.fault(format!("{} is none of {}", row.cells[0], KINDS.join(", ")))),
            }
        }
        let [copulas, neighbours, labels, no_names, adverbs, fields, joint, routes, standards, room, turns, investing] =
            lists.map(|list| WordSet::new(&list));
        Self {
            copulas,
            neighbours,
            labels,
            no_names,
            adverbs,
            fields,
            joint,
            routes,
            standards,
            room,
            turns,
            investing,
        }
    }
}
