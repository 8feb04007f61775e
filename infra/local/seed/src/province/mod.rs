//! The synthetic province (合成数据): 52,306 unions and 7,863,165 members by domain.md §12.2, or any
//! part of it, the same for the same seed, made one after another so that memory stays flat.

mod load;
pub(crate) mod people;
mod sites;
pub(crate) mod split;

pub(crate) use load::load;

use crate::fault::Fault;
use crate::world::World;
use people::People;
use sites::CityMap;
use std::fmt::Write;

/// How much of the province, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Members.
    pub(crate) members: u64,
    /// The seed.
    pub(crate) seed: u64,
}

/// The cities with their sums, after every union and person was made once.
///
/// # Errors
/// [`Fault`].
pub(crate) fn printed(world: &World, wanted: Wanted) -> Result<String, Fault> {
    let people = People::of(wanted.seed)?;
    let mut out = String::from("合成数据 synthetic province\n");
    let row = "city   streets    unions     members  canvassed  8 groups  largest";
    writeln!(out, "{row}").map_err(|_| Fault::Output)?;
    let mut first = 0;
    let mut sums = [0_u64; 5];
    for city in split::cities(wanted.members) {
        let map = CityMap::of(world, &city, first, wanted.seed)?;
        let mut largest = 0;
        for site in map.sites() {
            let site = site?;
            largest = largest.max(site.members);
            for number in site.first..site.first.saturating_add(site.members) {
                people.member(number)?;
            }
            first = site.first.saturating_add(site.members);
        }
        let streets = u64::try_from(map.streets.len()).unwrap_or(u64::MAX);
        let row = [streets, city.unions, city.members, city.canvassed, city.groups];
        for (sum, part) in sums.iter_mut().zip(row) {
            *sum = sum.saturating_add(part);
        }
        line(&mut out, city.code, row, Some(largest))?;
    }
    line(&mut out, "all ", sums, None)?;
    Ok(out)
}

fn line(out: &mut String, name: &str, row: [u64; 5], largest: Option<u64>) -> Result<(), Fault> {
    let [streets, unions, members, canvassed, groups] = row;
    let largest = largest.map(|size| size.to_string()).unwrap_or_default();
    writeln!(
        out,
        "{name} {streets:>9} {unions:>9} {members:>11} {canvassed:>10} {groups:>9} {largest:>8}"
    )
    .map_err(|_| Fault::Output)
}
