//! What can go wrong while seeding, in words for whoever typed the command.

use thiserror::Error;

/// Why nothing more was done.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    /// The command line.
    #[error("{0}")]
    Usage(&'static str),
    /// A data file of this crate.
    #[error("the data of seed: {0}")]
    Data(String),
    /// The file of accounts.
    #[error("the file of accounts: {0}")]
    Accounts(String),
    /// Where invented people have no business.
    #[error(
        "refused: synthetic people are loaded only with ALLOW_SYNTHETIC=true and STAGE other than prod"
    )]
    NotHere,
    /// The result could not be printed.
    #[error("the result could not be printed")]
    Output,
    /// A shared tool failed.
    #[error(transparent)]
    Step(#[from] step::StepError),
    /// The table failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}

impl Fault {
    /// A fault in the data, in words.
    pub(crate) fn data(what: impl Into<String>) -> Fault {
        Fault::Data(what.into())
    }
}
