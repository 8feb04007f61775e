//! Numbers that people see, drawn in blocks: unique, not gapless.

use crate::item::{key, number};
use crate::{Result, Store, StoreError};

impl Store {
    /// N1. Draws the next `count` numbers of a series; returns the first of them. A block that is
    /// drawn and not used leaves a gap.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn draw_numbers(&self, series: &str, count: u32) -> Result<u64> {
        let drawn = self
            .change_alone(key("NUMBERS", series), "ADD n :count", None, [(":count", number(count))])
            .await?;
        let last: u64 = drawn
            .get("n")
            .and_then(|value| value.as_n().ok())
            .and_then(|digits| digits.parse().ok())
            .ok_or(StoreError::Malformed)?;
        Ok(last.saturating_sub(u64::from(count)).saturating_add(1))
    }
}
