//! Words around the names of projects, from `data/project_context.tsv`.

use super::word_set::word_lists;
use super::{DataFile, Fault, WordSet};

word_lists! {
    /// Words around the names of projects that are no part of them.
    ProjectContext {
        /// Behind a name: what follows only says what it is.
        copulas = "copula",
        /// Before a name: what bears it stands beside the place that is told of.
        neighbours = "neighbour",
        /// Ends of what stands before a colon and names nothing.
        labels = "label",
        /// Ends of phrases before 总投资 that name no project.
        no_names = "no_name",
        /// Between a project and the stage that is told of it.
        adverbs = "adverb",
        /// Behind 项目: a field of work or a kind of firm is meant.
        fields = "field",
        /// Behind a number of firms: they join in one project.
        joint = "joint",
        /// In the names of ways from one place to another.
        routes = "route",
        /// Right behind a name: what begins what is told of it, no longer noun.
        news = "news",
        /// Before what was announced earlier.
        earlier = "earlier",
        /// Behind 解除: what a project was agreed in.
        agreed = "agreed",
        /// Begins what was read as a project's name: whose it is.
        owners = "owner",
        /// Before 终止于: a way ends there.
        way_begins = "way_begins",
        /// Ends of whom a firm signs with when it comes to a place.
        authorities = "authority",
        /// Before what a project is only built after: 按照.
        standards = "standard",
        /// Before a number of firms: it only says how many a park has room for.
        room = "room",
        /// Begins a sentence that turns to something else.
        turns = "turn",
        /// In a sentence of an agreement: it is one to invest.
        investing = "investing",
        /// Behind a firm: it invests itself.
        invests = "invests",
        /// Behind a firm: it signs.
        signs = "signs",
        /// Says that a firm came to a place.
        came = "came",
        /// Begins a sentence that tells of now.
        now = "now",
        /// What a ceremony is called.
        ceremonies = "ceremony",
        /// Points at several projects told before.
        batches = "batch",
        /// A number of projects that is not given.
        many = "many",
        /// What a list of projects is headed by.
        listed = "listed",
        /// What a list of firms is headed by.
        listed_firms = "listed_firm",
        /// Behind many projects or firms, and how many they are: their names follow.
        listing = "listing",
        /// Behind what is told of many projects: they are spelt out.
        spelt_out = "spelt_out",
        /// Behind many projects: what became of them is told part by part.
        breaks_down = "breaks_down",
        /// Before an amount: it is that of each of several projects.
        each = "each",
        /// Behind a firm in a list of projects: it is no member's name.
        no_member = "no_member",
        /// Before a stage: listed projects reach it one after the other.
        one_by_one = "one_by_one",
        /// Behind a facility after 由: it is who builds.
        agent_acts = "agent_act",
        /// Behind a facility after 在: something is held in it.
        venue_acts = "venue_act",
        /// Before what befalls listed projects.
        befall_adverbs = "befall_adverb",
        /// What befalls the projects of a list behind 等.
        befalls = "befall",
        /// In what stands between 等 and 项目: no projects were listed.
        no_list = "no_list",
        /// Behind a project that 为 leads: it only takes what another makes.
        serves = "serves",
        /// Right behind a name: a noun that begins a measure of the project.
        told = "told",
        /// Behind a signing: what is traded is signed for, no project.
        trade_contracts = "trade_contract",
    }
}
