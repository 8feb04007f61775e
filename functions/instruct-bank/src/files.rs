//! Which files the bank has, and which sendings still lack theirs.

use domain::run::part::Part;
use std::collections::BTreeSet;
use step::runs::{self, objects, pay};
use step::{Kit, StepError};

/// The keys of a part's files that are there.
pub(crate) struct Files {
    there: BTreeSet<String>,
}

impl Files {
    /// Lists them.
    pub(crate) async fn list(kit: &Kit, part: &Part) -> Result<Files, StepError> {
        let format = pay::format(runs::benefit(&part.benefit)?)?;
        let prefix = format!("out/{}/{}-{}-", format.code, part.run_number, part.part);
        let found = objects::list(kit, &prefix).await?;
        Ok(Files { there: found.into_iter().map(|object| object.key).collect() })
    }

    /// True when the file is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.there.contains(key)
    }

    /// Notes a file that is there now.
    pub(crate) fn add(&mut self, key: String) {
        self.there.insert(key);
    }

    /// The batches with a sending that lacks its file.
    pub(crate) async fn missing(&self, kit: &Kit, part: &Part) -> Result<Vec<u32>, StepError> {
        let format = pay::format(runs::benefit(&part.benefit)?)?;
        let batches = kit.store().list_batches(&part.run, &part.part).await?;
        let lacks = |message: &str| !self.has(&pay::out_key(format, message));
        let found = batches
            .iter()
            .filter(|batch| batch.attempts.iter().any(|attempt| lacks(&attempt.message)));
        Ok(found.map(|batch| batch.no).collect())
    }
}
