//! Short names: brand with line of business (贝可科技), and brands shown to be firms by what stands around them.

mod act;
mod bare;
mod business;
mod cue;
mod edge;
mod front;
mod known;
mod latin;
mod list;
mod notice;
mod works;

use super::Found;
use super::scan::Scan;
use act::{apposed, before_cue, by_agent, leading_product};
use business::suffixed;
pub(super) use edge::leading_function_word;
use front::project_brand;
use known::well_known;
pub(super) use latin::breaks_latin;
use latin::latin;
pub(super) use list::beside;
use list::{listed, placed};
pub(super) use notice::announces;
use notice::{coded, headline};

/// Most characters of a brand.
const MAX_BRAND: usize = 4;

/// All short names in the sentence, some not yet proven.
pub(super) fn find(scan: &Scan<'_>) -> Vec<Found> {
    let mut out = suffixed(scan);
    out.extend(well_known(scan));
    out.extend(coded(scan));
    out.extend(latin(scan));
    out.extend(listed(scan));
    out.extend(placed(scan));
    out.extend(before_cue(scan));
    out.extend(apposed(scan));
    out.extend(by_agent(scan));
    out.extend(leading_product(scan));
    out.extend(headline(scan));
    out.extend(project_brand(scan));
    out
}
