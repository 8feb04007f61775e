//! What must hold after every committed transaction, asked of a whole table.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use super::people::Worker;
use super::rows::key;
use super::world::World;
use domain::application::State;
use domain::entry::first_broken;
use domain::id::{ApplicationId, PersonId};
use domain::membership::{MembershipState, fold};
use std::collections::BTreeMap;

impl World {
    /// Checks invariants 1 to 5, 9 and 10 over everything in the table, and that no row shows the
    /// number or the mobile of one of these people.
    pub(crate) async fn check_invariants(&self, people: &[&Worker]) {
        let rows = self.rows().await;
        for row in &rows {
            match (key(row, "pk").split_once('#'), key(row, "sk")) {
                (Some(("A", id)), "HEAD") => self.check_application(id).await,
                (Some(("P", id)), "STANDING") => self.check_standing(id).await,
                _ => {}
            }
        }
        let all = serde_json::to_string(&rows).expect("JSON");
        for worker in people {
            assert!(!all.contains(&worker.id_number), "a row shows an ID number");
            assert!(!all.contains(&worker.mobile), "a row shows a mobile");
        }
    }

    async fn check_application(&self, id: &str) {
        let id = ApplicationId::parse(id).expect("an id");
        let head = self.head(&id).await;
        let entries = self.store().list_entries(&id).await.expect("entries");
        assert_eq!(first_broken(&entries), None, "the chain is whole");
        let last = entries.last().expect("an entry");
        assert_eq!((last.state, &last.hash), (head.state, &head.chain), "head and chain agree");
        assert_eq!(u64::from(last.no), head.version, "one entry per change");
        assert_eq!(
            head.wake.is_none(),
            head.state.is_closed(),
            "open cases have a timer: {head:?}"
        );
        let told = matches!(head.state, State::Returned | State::Refused);
        assert!(!told || !head.reasons.is_empty(), "a return or refusal has a reason");
        if head.state.is_closed() {
            assert_eq!(head.pending, None, "no orphan step");
            let standing = self.store().get_standing(&head.person).await.expect("a standing");
            assert_ne!(standing.open.as_ref(), Some(&head.id), "a closed case holds no place");
        }
        let mut steps = BTreeMap::new();
        for step in &head.closed {
            assert_eq!(steps.insert(step.seq, step.by.clone()), None, "a step is closed once");
        }
        let hands: std::collections::BTreeSet<_> = head.hands.iter().collect();
        assert!(!hands.contains(&head.subject), "nobody decides his own case");
        if matches!(head.state, State::Approved | State::Completed) {
            assert_eq!(hands.len(), head.hands.len(), "nobody decides one case twice");
        }
    }

    async fn check_standing(&self, id: &str) {
        let id = PersonId::parse(id).expect("an id");
        let file = self.store().get_person_file(&id).await.expect("a person");
        let standing = file.standing.expect("a standing");
        if let Some(open) = &standing.open {
            assert!(!self.head(open).await.state.is_closed(), "the open application is open");
        }
        if let Some((union, row)) = standing.row() {
            let rows = self.store().list_members(&union, 1_000, None).await.expect("members").items;
            let own: Vec<_> = rows.into_iter().filter(|one| one.person == id).collect();
            assert_eq!(own, [row], "his union lists him once, and as he is");
        }
        let Some(membership) = standing.membership else { return };
        assert_eq!(fold(&file.events), Some(membership.state), "the state is the fold of events");
        assert_eq!(usize::try_from(membership.events).ok(), Some(file.events.len()));
        let ended = membership.state == MembershipState::Ended;
        assert_eq!(membership.affiliation.is_none(), ended, "one open affiliation, unless ended");
        let Some(affiliation) = membership.affiliation else { return };
        let union = self.store().get_union(&affiliation.union).await.expect("read");
        assert!(union.expect("its union").admits() || membership.joined.year() == 2020);
        if let Some(person) = file.person {
            let age = domain::citizen_id::age_on(person.birth, membership.joined);
            assert!(age >= 16, "nobody joins before sixteen");
        }
    }
}
