//! What the functions of a benefit run share: the part of a drive, rolls, waiting, the bank's side.
//!
//! Reading order: [`drive`] (what comes in and what is answered), [`roll`] (the frozen lines),
//! [`wait`] and [`levels`] (pending steps and their clock), [`pay`] (formats and accounts that pay),
//! [`inbox`] and [`tally`] (reports that have come, and what it all adds up to).

pub mod drive;
pub mod inbox;
pub mod levels;
pub mod objects;
pub mod pay;
pub mod roll;
pub mod tally;
pub mod wait;

pub use drive::{Budget, PartDrive, RunDrive, benefit, part, run};
