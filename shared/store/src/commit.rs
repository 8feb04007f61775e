//! The one transaction that moves an application, and everything that may go with it.

use crate::item::{item, key, number, text};
use crate::keys::{HEAD, application, entry, form, moment, person, subject, wake_shard};
use crate::{Idempotency, MoveRow, MoveWay, Result, Store, StoreError};
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::batch::BatchRow;
use domain::credit_code::CreditCode;
use domain::entry::{Change, Entry};
use domain::founding::people::Founding;
use domain::id::{ApplicationId, PersonId, UnionId};
use domain::membership::{MembershipEvent, Standing};
use domain::person::{Consent, StoredForm};
use domain::service::Grant;
use domain::union::Employer;
use jiff::Timestamp;

/// What is written together with a change of an application.
#[derive(Clone, Debug)]
pub enum Write {
    /// A form's version.
    Form(ApplicationId, StoredForm),
    /// Takes the person's one place for an open application; refused while it is taken, and for
    /// a `joining` one also while a membership is in force.
    TakeOpen {
        /// Whose place.
        person: PersonId,
        /// For which application.
        application: ApplicationId,
        /// True when it leads to a membership.
        joining: bool,
        /// Consents given with it: they lie in the same item, so they cost no write of their own.
        consents: Vec<Consent>,
    },
    /// Gives the place back, if this application holds it.
    ReleaseOpen {
        /// Whose place.
        person: PersonId,
        /// Of which application.
        application: ApplicationId,
    },
    /// The person's standing as decided, on condition of the version that was read.
    Standing(Standing),
    /// A membership event, appended.
    Event(PersonId, MembershipEvent),
    /// What was granted to a member.
    Grant(PersonId, Grant),
    /// The row under which a union finds a move into it or out of it.
    MoveRow {
        /// Whose row.
        union: UnionId,
        /// Which way.
        way: MoveWay,
        /// When the move was asked for.
        at: Timestamp,
        /// By which application.
        application: ApplicationId,
    },
    /// The answer kept for an Idempotency-Key.
    Idempotency(Idempotency),
    /// A consent.
    Consent(Consent),
    /// A founding beside its application, on condition of the version before it.
    Founding(Box<Founding>),
    /// An employer's one founding under way.
    FoundingGuard {
        /// Which employer, by its code.
        code: CreditCode,
        /// Which founding.
        application: ApplicationId,
        /// The closed one that it had before, if any.
        seen: Option<ApplicationId>,
    },
    /// An employer gets its covering union, while it has none.
    Cover {
        /// Which employer.
        employer: Box<Employer>,
        /// Whether the directory has it.
        known: bool,
        /// Which union.
        union: UnionId,
    },
    /// A union's record with its line, and its head.
    Union(Box<crate::UnionChange>),
    /// The row of a collective joining from which the application comes.
    BatchRow(Box<BatchRow>),
    /// Moves a mobile from another person, whose record loses it, to this one.
    MoveMobile {
        /// The number's blind indexes, one per key version.
        macs: Vec<String>,
        /// Who holds it now.
        from: PersonId,
        /// Who gets it.
        to: PersonId,
    },
}

impl Store {
    /// A2. Writes a change and what goes with it, all or nothing, if nobody wrote since the read.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the head has another version or any part's condition fails.
    pub async fn commit(&self, change: &Change, writes: Vec<Write>) -> Result<()> {
        let mut items = vec![self.head_item(change)?, self.entry_item(&change.entry)?];
        for write in writes {
            items.extend(self.write_items(write)?);
        }
        self.transact(items).await
    }

    fn head_item(&self, change: &Change) -> Result<TransactWriteItem> {
        let head = &change.application;
        let mut indexes = vec![("lpk", subject(&head.subject)), ("lsk", application(&head.id))];
        if let Some(wake) = head.wake {
            indexes.push(("wpk", wake_shard(head.id.as_str())));
            indexes.push(("wsk", moment(wake)));
        }
        if let Some(step) = &head.pending
            && step.kind.is_officers()
            && let Some(union) = &step.union
        {
            indexes.push(("qpk", format!("Q#{}", union.as_str())));
            indexes.push(("qsk", format!("{}#{}", step.due, head.id.as_str())));
        }
        let item = item(head, application(&head.id), HEAD, indexes)?;
        if change.read == 0 {
            return self.put(item, Some("attribute_not_exists(pk)"), []);
        }
        let read = [(":read", number(change.read))];
        self.put(item, Some("version = :read"), read)
    }

    fn entry_item(&self, line: &Entry) -> Result<TransactWriteItem> {
        let decided = line.details.decision.is_some();
        let indexes = match (&line.details.union, decided) {
            (Some(union), true) => vec![
                ("lpk", format!("D#{}", union.as_str())),
                ("lsk", format!("{}#{}#{}", moment(line.at), line.application.as_str(), line.no)),
            ],
            _ => Vec::new(),
        };
        let item = item(line, application(&line.application), entry(line.no), indexes)?;
        self.put(item, Some("attribute_not_exists(pk)"), [])
    }

    /// The items of one write that goes with a change.
    pub(crate) fn write_items(&self, write: Write) -> Result<Vec<TransactWriteItem>> {
        match write {
            Write::Standing(standing) => self.standing_items(&standing),
            Write::MoveMobile { macs, from, to } => self.move_mobile(&macs, &from, &to),
            Write::Cover { employer, known, union } => self.cover_items(&employer, known, &union),
            Write::Union(change) => self.union_items(&change),
            other => Ok(vec![self.write_item(other)?]),
        }
    }

    fn write_item(&self, write: Write) -> Result<TransactWriteItem> {
        match write {
            Write::Form(id, stored) => {
                let item = item(&stored, application(&id), form(stored.version), [])?;
                self.put(item, Some("attribute_not_exists(pk)"), [])
            }
            Write::TakeOpen { person: id, application, joining, consents } => {
                self.take_open(&id, &application, joining, &consents)
            }
            Write::ReleaseOpen { person: id, application } => self.change(
                key(person(&id), "STANDING"),
                "REMOVE #o ADD #v :one",
                Some("#o = :application"),
                [(":application", text(application.as_str())), (":one", number(1))],
            ),
            Write::Event(id, event) => self.event_item(&id, &event),
            Write::Grant(id, grant) => self.put(item(&grant, person(&id), "GRANT", [])?, None, []),
            Write::MoveRow { union, way, at, application } => {
                self.move_row(&union, MoveRow { way, application }, at)
            }
            Write::Idempotency(kept) => self.idempotency_item(&kept),
            Write::Consent(consent) => self.consent_item(&consent),
            Write::Founding(founding) => self.founding_item(&founding),
            Write::FoundingGuard { code, application, seen } => {
                self.guard_item(&code, &application, seen.as_ref())
            }
            Write::BatchRow(row) => self.joining_row_item(&row),
            // Several items: `commit` takes them apart.
            Write::MoveMobile { .. }
            | Write::Standing(_)
            | Write::Cover { .. }
            | Write::Union(_) => Err(StoreError::Malformed),
        }
    }

    fn move_mobile(
        &self,
        macs: &[String],
        from: &PersonId,
        to: &PersonId,
    ) -> Result<Vec<TransactWriteItem>> {
        let mut items = vec![self.change(
            key(person(from), "PERSON"),
            "REMOVE mobile_sealed, mobile_masked ADD #v :one",
            Some("attribute_exists(pk)"),
            [(":one", number(1))],
        )?];
        for mac in macs {
            items.push(self.change(
                key(crate::IndexKind::Mobile.key(mac), "P"),
                "SET person = :to",
                Some("attribute_not_exists(pk) OR person = :from OR person = :to"),
                [(":from", text(from.as_str())), (":to", text(to.as_str()))],
            )?);
        }
        Ok(items)
    }

    fn take_open(
        &self,
        id: &PersonId,
        application: &ApplicationId,
        joining: bool,
        consents: &[Consent],
    ) -> Result<TransactWriteItem> {
        let mut values = vec![
            (":application", text(application.as_str())),
            (":person", text(id.as_str())),
            (":one", number(1)),
        ];
        let mut condition = "attribute_not_exists(#o)".to_owned();
        if joining {
            condition.push_str(" AND (attribute_not_exists(#m) OR #m.#s = :ended)");
            values.push((":ended", text("ENDED")));
        }
        let mut update = "SET #o = :application, person = :person".to_owned();
        if !consents.is_empty() {
            update.push_str(", consents = list_append(if_not_exists(consents, :none), :given)");
            let given = serde_dynamo::to_attribute_value(consents);
            values.push((":given", given.map_err(|_| StoreError::Malformed)?));
            values.push((":none", AttributeValue::L(Vec::new())));
        }
        update.push_str(" ADD #v :one");
        self.change(key(person(id), "STANDING"), &update, Some(&condition), values)
    }
}
