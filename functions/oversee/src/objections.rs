//! `GET …/objections`: for those who may decide on them.

use api::payments::{Finding, ObjectionList, ObjectionView};
use domain::authority::Action;
use serde::Deserialize;
use step::finance::counter::Counter;
use step::{Answer, Call, Kit, Reply, StepError};

/// What lies sealed.
#[derive(Deserialize)]
struct Said {
    name: String,
    unit: String,
    text: String,
}

pub(crate) async fn list(kit: &Kit, call: &Call) -> Answer {
    let counter = Counter::open(kit, call).await?;
    let seen = counter.part().await?;
    counter.acting(Action::HoldPayment, &seen.union)?;
    let part = &seen.part;
    let mut items = Vec::new();
    for one in kit.store().list_objections(&part.run, &part.part).await? {
        let place = format!("run/{}/{}/objection/{}", part.run.as_str(), part.part, one.no);
        let text = kit.vault().await?.open_value(&place, &one.sealed)?;
        // The error is dropped: it may repeat a value.
        let said: Said =
            serde_json::from_str(&text).map_err(|_| StepError::broken("an objection"))?;
        let finding = one.finding.as_ref();
        items.push(ObjectionView {
            no: one.no,
            batch: one.batch,
            line: one.line,
            name: said.name,
            unit: said.unit,
            text: said.text,
            at: one.at.to_string(),
            finding: finding.map(|found| match found.upheld {
                true => Finding::Upheld,
                false => Finding::Dismissed,
            }),
            reason: finding.map(|found| found.reason.clone()),
            found_at: finding.map(|found| found.at.to_string()),
        });
    }
    Reply::json(200, &ObjectionList { items })
}
