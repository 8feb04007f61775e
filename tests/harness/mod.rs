//! What the tests share: a world of their own on a fresh table, people, doors, the machine.

pub(crate) mod door;
pub(crate) mod founding;
pub(crate) mod invariants;
pub(crate) mod joining;
pub(crate) mod people;
pub(crate) mod provider;
pub(crate) mod rosters;
pub(crate) mod rows;
pub(crate) mod runs;
pub(crate) mod table;
pub(crate) mod walker;
pub(crate) mod world;
