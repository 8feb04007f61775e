//! The DynamoDB table: one function per access pattern, nothing that decides.
//!
//! Only this crate knows the table's keys. `pk` and `sk` are the key; three sparse indexes:
//! `wake` (whom to drive again), `work` (worklists), `list` (everything that is listed by another
//! key than its own). A write costs one unit per KB of the whole item, twice in a transaction,
//! and one unit per index entry that appears, changes or goes.
//!
//! | no. | pattern | key | units (items under 1 KB) |
//! | --- | --- | --- | --- |
//! | A1 | an application's head | `A#id` / `HEAD` | read 0.5 to 1 |
//! | A2 | a change of an application: head, entry and what goes with it | transaction | write 4 and 2 per further item, 1 per index entry |
//! | A3 | an application's entries, forms | `A#id` / `E#…`, `F#…` | read by size |
//! | A4 | applications of an account | `list`: `S#subject` | read 0.5 and 0.5 per head |
//! | A5 | who must be driven again | `wake`: `W#shard`, moment | read by size |
//! | A6 | a union's worklist by due date | `work`: `Q#union`, due | read 0.5 per 4 KB |
//! | A7 | a union's decided steps, newest first | `list`: `D#union` | as A4 |
//! | A8 | moves into a union or out of it, newest first | `MV#union#way` / moment and application | read 0.5 per 4 KB, write 2 |
//! | P1 | a person, standing, consents, grant, events at once | `P#id` | read by size |
//! | P2 | a person by ID number or mobile | `X#…#mac` / `P` | read 0.5 |
//! | P3 | members of a union, by name or its initials; exact at any moment | `U#union` / `M#initials#name#person` | read by size, write 2 |
//! | P4 | which consents a person took back | `P#id` / `WITHDRAWN` | read 1, write 2 |
//! | S1 | an account with binding, roles and stand-ins at once | `S#subject` | read 0.5 to 1 |
//! | S2 | the officers of a union | `list`: `R#union` | as A4 |
//! | U1 | a union, an employer | `U#id`, `E#id` / `HEAD` | read 0.5 |
//! | U2 | the union that takes people of a place | `Z#division` / kind | read 0.5 |
//! | U3 | unions by part of a name or of an address, employers by either | `N#U#gram`, `N#A#gram`, `N#E#gram` | read 0.5 per 4 KB |
//! | U4 | the unions below one | `list`: `T#parent` | as A4 |
//! | U5 | a union's record, changed with its head, its codes and a line | `U#id` / `RECORD` | read 0.5 to 1, write 4 and 2 per further item |
//! | U6 | a union by its 14 digits, by its credit code | `X#UNIONCODE#…`, `X#USCC#…` / `U` | read 1 |
//! | U7 | the unions below one by what their dates ask for | `list`: `RM#parent` | as A4 |
//! | U8 | the employers that a union covers | `list`: `C#union` | as A4 |
//! | V1 | providers of services in a place | `V#division` | read by size |
//! | F1 | a founding with its people | `FOUND#id` / `HEAD`, `P#person` | read by size, write 4 per sign-up |
//! | F2 | the foundings that a union approves | `list`: `FOUND#union` | as A4 |
//! | F3 | the one founding that an employer has under way | `FOUNDING#code` / `GUARD` | read 1, write 2 |
//! | I1 | the answer kept for an Idempotency-Key | `I#subject` / route and key | read 0.5, write 1 |
//! | B1 | an inbox, newest first | `B#subject` / ULID | read by size |
//! | O1 | SMS still to be sent | `wake`: `W#sms` | read by size |
//! | K1 | counters of a scope and a day in one row, moved exactly once per stream event | `K#scope` / row | write 2 per row and batch, 2 per event |
//! | N1 | a block of numbers | `NUMBERS` / series | write 1 per block |
//! | C1 | wrapped data keys | `KEYS` / use and version | read 0.5 |
//! | L1 | reveals, chained per record | `L#record` / number | write 2 |
//! | Y1 | chain heads of a day | `Y#day` / record | write 1 |
//! | R1 | what is to be erased on a day | `R#day` / record | write 1 |
//! | R2 | which unions are to be reminded on a day | `REMIND#day` / union and what of | read by size |
//! | D1 | a run's head | `RUN#id` / `HEAD` | read 1 |
//! | D2 | the run of a benefit's period, of a number | `PERIOD#benefit` / period, `RUN#number` / `NUMBER` | read 1 |
//! | D3 | all runs, newest first | `list`: `RUNS` | as A4 |
//! | D4 | a part's head; what moves it and what goes with it | `RUN#id#part` / `HEAD` | as A1, A2 |
//! | D5 | a part's entries | `RUN#id#part` / `E#…` | read by size |
//! | D6 | a part's batches: sent, booked, read | `RUN#id#part` / `B#…` | a plain one of 98: write 198 with its slots, then 1 |
//! | D7 | a part's cases: payments off the plain path | `RUN#id#part` / `X#…` | write 2 |
//! | D8 | a part's holds, amendments, objections | `RUN#id#part` / `H#…`, `N#…`, `O#…` | write 2 and 2 |
//! | D9 | money in suspense: of a part, and all that is open | `RUN#id#part` / `U#…`, `list`: `SUSPENSE` | write 3 |
//! | D10 | reports that are booked | `RUN#id#part` / `T#…` | write 1 |
//! | D11 | a budget line; all of a year | `BUDGET#line` / year, `list`: `BUDGETS#year` | read 1, write 2 |
//! | D12 | what a person is paid in a year, and each payment once | `P#id` / `PAY#year` | read 1, write 2 |
//! | G1 | a register's rows in a city | `G#register#city` / person | read by size, write 1 |
//! | G2 | the registers that a person is on | `P#id` / `G#register` | read 1, write 2 |
//! | G3 | the account that a person is paid to | `P#id` / `BANK` | read 1, write 1 |
//! | H1 | the history of a union, a roster, a batch: its head's trail and its lines | under the record / `E#…` | read by size, write 2 and the head's |
//! | H2 | a roster's head; the rosters of a union, newest first | `ROSTER#id` / `HEAD`, `list`: `ROSTERS#union` | read 1, write 4 and 2 index entries |
//! | H3 | which roster a file's content has in a union | `ROSTERFILE#union` / SHA-256 | read 1, write 2 |
//! | P4 | facts about a member that are no secret, and their changes | `P#id` / `FACTS`, `FC#…` | read 1, write 4 |
//! | Q1 | a batch of people who join together, with its roster | `BATCH#id` / `HEAD`, `R#number` | read by size, write 2 a row |
//! | Q2 | one row; with an application in A2 | `BATCH#id` / `R#number` | read 0.5 to 1, write 2 |
//! | Q3 | the batches of a union | `list`: `BATCHES#union` | as A4 |
//! | Q4 | how often a link was called in a quarter of an hour | `LINK#hash` / window | write 1 |
//! | Z1 | the merging, splitting or dissolving of a union, and how many have gone | `RESTRUCTURING#id` / `HEAD`, `COUNT` | read 1, write 2 each, a member's going 12 |
//! | J1 | anonymous canvass leads | `J#employer` / month | write 1 |

mod applications;
mod audit;
mod batches;
mod budgets;
mod bulk;
mod cases;
mod claims;
mod commit;
mod counters;
mod directory;
mod foundings;
mod idempotency;
mod image;
mod item;
mod keys;
mod marks;
mod members;
mod messages;
mod moves;
mod numbers;
mod officers;
mod payees;
mod payments;
mod people;
mod restructurings;
mod rosters;
mod run_writes;
mod runs;
mod sealing;
mod services;
mod slots;
mod trails;
mod unions;
mod worklists;

pub use audit::{ErasureDue, Reveal, first_broken_reveal};
pub use batches::ROWS_AT_ONCE;
pub use budgets::{Budget, BudgetChange, Lowering};
pub use bulk::LoadedMember;
pub use cases::ReportMarker;
pub use commit::Write;
pub use counters::{Counted, Increment};
pub use directory::RouteKind;
pub use idempotency::Idempotency;
pub use image::Image;
pub use members::{MemberRecord, NamePart};
pub use messages::{InboxMessage, OutboundSms};
pub use moves::{MoveRow, MoveWay};
pub use officers::AccountRecord;
pub use payees::{StoredPayee, Unconfirmed};
pub use payments::Sent;
pub use people::{IndexKind, PersonFile};
pub use restructurings::Gone;
pub use rosters::{NewMember, RosterPerson};
pub use run_writes::{Finding, Objection, RunWrite};
pub use runs::Due;
pub use sealing::{KeyUse, WrappedKey};
pub use slots::{PaidSlot, PersonYear};
pub use unions::{ReminderRow, UnionChange};
pub use worklists::{DecidedRow, WORKLIST_COUNT_LIMIT, WorkCounts, WorkRow};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::TransactWriteItem;
use thiserror::Error;

/// The table.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: String,
}

/// What went wrong with the table. Named by who acts next.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum StoreError {
    /// Somebody wrote in between, or an invariant of the table refused it: read again.
    #[error("the record was changed by somebody else")]
    Conflict,
    /// The table did not answer or asks to slow down: try later.
    #[error("the table is unavailable ({code})")]
    Unavailable {
        /// The service's own code.
        code: String,
    },
    /// A stored item is not of the shape that this version reads: an officer is called.
    #[error("a stored item is malformed")]
    Malformed,
    /// The service refused the request itself: an officer is called.
    #[error("the table refused the request ({code})")]
    Refused {
        /// The service's own code.
        code: String,
    },
}

/// Result of a store function.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A page of a list and the cursor of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins; none at the end. Opaque to everybody else.
    pub cursor: Option<String>,
}

impl Store {
    /// A store over one table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Store {
        Store { client, table: table.into() }
    }

    /// Opens the connection by a read of a key that is not there: half a read unit.
    ///
    /// # Errors
    /// [`StoreError`] when the table does not answer.
    pub async fn connect(&self) -> Result<()> {
        let read = self.client.get_item().table_name(&self.table);
        let read = read.set_key(Some(item::key("CONNECT", "CONNECT"))).send().await;
        read.map(|_| ()).map_err(|error| classify(&error))
    }

    /// All or nothing. Every item carries its own condition.
    async fn transact(&self, items: Vec<TransactWriteItem>) -> Result<()> {
        let refused = self.try_transact(items).await?;
        if refused.is_empty() { Ok(()) } else { Err(StoreError::Conflict) }
    }

    /// All or nothing: the places of the items whose conditions failed; none when it is done.
    async fn try_transact(&self, items: Vec<TransactWriteItem>) -> Result<Vec<usize>> {
        let sent = self.client.transact_write_items().set_transact_items(Some(items)).send().await;
        match sent {
            Ok(_) => Ok(Vec::new()),
            Err(error) => refused_places(&error),
        }
    }
}

fn refused_places<R>(error: &SdkError<TransactWriteItemsError, R>) -> Result<Vec<usize>> {
    let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) =
        error.as_service_error()
    else {
        return Err(classify(error));
    };
    let codes = canceled.cancellation_reasons().iter().map(|reason| reason.code());
    let codes: Vec<&str> = codes.map(|code| code.unwrap_or("None")).collect();
    let failed = codes.iter().enumerate().filter(|(_, code)| **code == "ConditionalCheckFailed");
    let places: Vec<usize> = failed.map(|(place, _)| place).collect();
    if !places.is_empty() {
        return Ok(places);
    }
    let busy = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];
    Err(match codes.iter().find(|code| **code != "None") {
        Some(code) if busy.contains(code) => StoreError::Unavailable { code: (*code).to_owned() },
        Some(code) => StoreError::Refused { code: (*code).to_owned() },
        None => StoreError::Unavailable { code: "TransactionCanceled".to_owned() },
    })
}

fn classify<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> StoreError {
    match error.code() {
        Some("ConditionalCheckFailedException") => StoreError::Conflict,
        Some(
            code @ ("ThrottlingException"
            | "ProvisionedThroughputExceededException"
            | "RequestLimitExceeded"
            | "InternalServerError"
            | "ServiceUnavailable"
            | "TransactionConflictException"
            | "TransactionInProgressException"),
        ) => StoreError::Unavailable { code: code.to_owned() },
        Some(code) => StoreError::Refused { code: code.to_owned() },
        None => StoreError::Unavailable { code: "NoAnswer".to_owned() },
    }
}
