//! What a batch writes once: the last head of each chain and day, and the sums of all counters.

use crate::{Failures, Follows, Head, tried};
use jiff::civil::Date;
use std::collections::BTreeMap;
use step::Kit;
use store::Counted;

/// The latest head of each chain and day; where it fails, all records that led to it do.
pub(crate) async fn heads(kit: &Kit, followed: &[(&str, Follows)], failures: &mut Failures) {
    let mut latest: BTreeMap<(Date, &str), &Head> = BTreeMap::new();
    for head in followed.iter().filter_map(|(_, follows)| follows.head.as_ref()) {
        let known = latest.entry((head.day, &head.chain)).or_insert(head);
        if known.no < head.no {
            *known = head;
        }
    }
    for ((day, chain), head) in latest {
        let put = async || {
            let noted = kit.store().put_day_head(day, chain, head.no, &head.hash).await;
            noted.map_err(Into::into)
        };
        let Err(error) = tried(put).await else { continue };
        for (sequence, follows) in followed {
            if follows.head.as_ref().is_some_and(|one| one.day == day && one.chain == chain) {
                failures.add(&follows.counted.event, sequence, &error);
            }
        }
    }
}

/// All counters together; where that fails each event by itself, so that none fails for another.
/// An event that was counted and comes again is recognised by its mark, whatever else failed.
pub(crate) async fn counters(kit: &Kit, followed: &[(&str, Follows)], failures: &mut Failures) {
    let all: Vec<Counted> = followed.iter().map(|(_, follows)| follows.counted.clone()).collect();
    if count(kit, &all).await.is_ok() {
        return;
    }
    for (sequence, follows) in followed {
        if let Err(error) = count(kit, std::slice::from_ref(&follows.counted)).await {
            failures.add(&follows.counted.event, sequence, &error);
        }
    }
}

async fn count(kit: &Kit, events: &[Counted]) -> Result<(), step::StepError> {
    let counted = async || {
        let new = kit.store().count_once(events, kit.now()).await;
        new.map_err(Into::into)
    };
    tried(counted).await.map(|_| ())
}
