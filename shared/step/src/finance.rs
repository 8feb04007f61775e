//! What the functions behind benefit runs, books and registers share.
//!
//! Reading order: [`counter`] (who calls, what he may see and do), [`plan`] (a new run),
//! [`ledger_words`] and [`part_words`] (everything in both languages), [`part_view`] and
//! [`roll_view`] (parts and lines as pages see them), [`bank_accounts`] (what is paid to),
//! [`open_lines`] (what keeps somebody's open lines from being paid).

pub mod bank_accounts;
pub mod counter;
pub mod file_view;
pub mod ledger_words;
pub mod open_lines;
pub mod part_view;
pub mod part_words;
pub mod plan;
pub mod roll_view;
