//! Words further on in the clause of a park's name, from `data/park_clues.tsv`.

use super::word_set::word_lists;
use super::{DataFile, Fault, WordSet};

word_lists! {
    /// Words in the clause of a park's name that tell what the park is in it.
    ParkClues {
        /// What became of a park that is a project itself.
        befell = "befell",
        /// Between a park and what befell: it befell something else.
        no_event = "no_event",
        /// Between a park and what befell: it befell what is built there.
        builds = "builds",
        /// Begins the size of what was named.
        sizes = "size",
        /// Behind a park: it is laid out or described.
        laid_out = "laid_out",
        /// Behind a park: it takes in firms and projects.
        takes_in = "takes_in",
        /// Behind 项目: several are meant.
        crowds = "crowd",
        /// Ends the name of a firm whose own a park is.
        firms = "firm",
        /// Ends a class of places beside which a zone is a class too.
        kinds = "kind",
        /// Says that something is held at a place.
        held = "held",
        /// Behind a zone: it holds something.
        holds = "holds",
        /// What is held where a project is built.
        ground = "ground",
        /// A rite.
        rites = "rite",
        /// What a rite at its site is for.
        works = "works",
        /// With a rite: it is for several.
        rallies = "rally",
        /// Ends a place that is gone through.
        legs = "leg",
        /// Behind a division: something is held there.
        gathers = "gathers",
        /// What is held in a division at the site of a project.
        on_site = "on_site",
        /// Before the first member of a list.
        opens = "opens",
    }
}
