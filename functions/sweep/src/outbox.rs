//! SMS that did not go out when they were made.

use jiff::Timestamp;
use step::{Kit, StepError, sms};

/// How many one run sends.
const BATCH: i32 = 100;

/// Sends what is due; returns how many went out.
pub(crate) async fn run(kit: &Kit, now: Timestamp) -> Result<u32, StepError> {
    let mut sent = 0_u32;
    for message in kit.store().list_outbound(now, BATCH).await? {
        if sms::send_outbound(kit, &message, now).await? {
            sent = sent.saturating_add(1);
        }
    }
    Ok(sent)
}
