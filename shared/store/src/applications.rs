//! Applications: heads, entries, forms, worklists, and the one transaction that moves them.

use crate::item::{Ask, Item, attribute, item, key, number, record, text};
use crate::keys::{self, HEAD, application, entry, form, moment, person, subject, wake_shard};
use crate::{Page, Result, Store, StoreError};
use aws_sdk_dynamodb::types::{AttributeValue, Select, TransactWriteItem};
use domain::application::{Application, StepKind};
use domain::entry::{Change, Entry};
use domain::id::{ApplicationId, PersonId, SubjectId, UnionId};
use domain::membership::{MembershipEvent, MembershipState, Standing};
use domain::person::{Consent, StoredForm};
use domain::service::Grant;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

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
    /// The answer kept for an Idempotency-Key.
    Idempotency(Idempotency),
    /// A consent.
    Consent(Consent),
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

/// The answer kept for an Idempotency-Key, scoped to account and route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idempotency {
    /// Whose key.
    pub subject: SubjectId,
    /// `POST /v1/applications`.
    pub route: String,
    /// The key, as sent.
    pub key: String,
    /// HMAC of the body: another body under the same key is refused.
    pub body: String,
    /// The answer's body.
    pub answer: String,
    /// From this moment the key may be used anew; checked in the condition, not left to TTL.
    pub expires: Timestamp,
}

/// How many counts of a worklist are exact.
pub const WORKLIST_COUNT_LIMIT: i32 = 1_000;

/// A head in a list.
pub type Listed = Application;

/// Counts of a worklist, exact up to [`WORKLIST_COUNT_LIMIT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Open steps.
    pub waiting: u32,
    /// Of these, due by the given day but not before today.
    pub near_due: u32,
    /// Of these, past their date.
    pub overdue: u32,
}

#[derive(Serialize, Deserialize)]
struct StoredIdempotency {
    body: String,
    answer: String,
    expires: i64,
    ttl: i64,
}

impl Store {
    /// A1. An application's head, as of now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_application(&self, id: &ApplicationId) -> Result<Option<Application>> {
        self.read(application(id), HEAD, true).await
    }

    /// A2. Writes a change and what goes with it, all or nothing, if nobody wrote since the read.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the head has another version or any part's condition fails.
    pub async fn commit(&self, change: &Change, writes: Vec<Write>) -> Result<()> {
        let mut items = vec![self.head_item(change)?, self.entry_item(&change.entry)?];
        for write in writes {
            match write {
                Write::MoveMobile { macs, from, to } => {
                    items.extend(self.move_mobile(&macs, &from, &to)?);
                }
                other => items.push(self.write_item(other)?),
            }
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
            && step.kind != StepKind::Amendment
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
            Write::Standing(standing) => self.standing_item(&standing),
            Write::Event(id, event) => {
                let item = item(&event, person(&id), format!("M#{:06}", event.seq), [])?;
                self.put(item, Some("attribute_not_exists(pk)"), [])
            }
            Write::Grant(id, grant) => self.put(item(&grant, person(&id), "GRANT", [])?, None, []),
            Write::Idempotency(kept) => self.idempotency_item(&kept),
            Write::Consent(consent) => self.consent_item(&consent),
            // Several items: `commit` takes it apart.
            Write::MoveMobile { .. } => Err(StoreError::Malformed),
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

    /// A5. Puts off the next drive of a record that keeps failing, so that others are not held
    /// up by it. No version and no entry: nothing about the case changes.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the record moved on meanwhile, which is as good.
    pub async fn move_wake(&self, read: &Application, wake: Timestamp) -> Result<()> {
        self.change_alone(
            key(application(&read.id), HEAD),
            "SET wake = :wake, wsk = :moment",
            Some("#v = :read AND attribute_exists(wsk)"),
            [
                (":wake", text(wake.to_string())),
                (":moment", text(moment(wake))),
                (":read", number(read.version)),
            ],
        )
        .await
        .map(|_| ())
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

    /// A standing is a put on condition of the version before it; a first one on there being none.
    pub(crate) fn standing_item(&self, standing: &Standing) -> Result<TransactWriteItem> {
        let mut indexes = Vec::new();
        if let Some(membership) = &standing.membership
            && membership.state != MembershipState::Ended
            && let Some(affiliation) = &membership.affiliation
        {
            indexes.push(("lpk", format!("M#{}", affiliation.union.as_str())));
            indexes.push(("lsk", standing.person.as_str().to_owned()));
        }
        let item = item(standing, person(&standing.person), "STANDING", indexes)?;
        let read = standing.version.saturating_sub(1);
        if read == 0 {
            return self.put(item, Some("attribute_not_exists(pk)"), []);
        }
        self.put(item, Some("version = :read"), [(":read", number(read))])
    }

    fn idempotency_item(&self, kept: &Idempotency) -> Result<TransactWriteItem> {
        let stored = StoredIdempotency {
            body: kept.body.clone(),
            answer: kept.answer.clone(),
            expires: kept.expires.as_second(),
            ttl: kept.expires.as_second(),
        };
        let item = item(&stored, format!("I#{}", kept.subject.as_str()), route_key(kept), [])?;
        // 48 hours before it expires is now.
        let now = kept.expires.as_second().saturating_sub(IDEMPOTENCY_SECONDS);
        self.put(item, Some("attribute_not_exists(pk) OR expires <= :now"), [(":now", number(now))])
    }

    /// I1. The answer kept for a key, if it has not expired at `now`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_idempotency(
        &self,
        subject: &SubjectId,
        route: &str,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<Idempotency>> {
        let sk = format!("{route}#{key}");
        let stored: Option<StoredIdempotency> =
            self.read(format!("I#{}", subject.as_str()), sk, true).await?;
        Ok(stored.filter(|kept| kept.expires > now.as_second()).and_then(|kept| {
            Some(Idempotency {
                subject: subject.clone(),
                route: route.to_owned(),
                key: key.to_owned(),
                body: kept.body,
                answer: kept.answer,
                expires: Timestamp::from_second(kept.expires).ok()?,
            })
        }))
    }

    /// A3. All entries of an application, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_entries(&self, id: &ApplicationId) -> Result<Vec<Entry>> {
        let ask = Ask {
            pk: application(id),
            prefix: Some("E#".to_owned()),
            limit: 200,
            consistent: true,
            ..Ask::default()
        };
        self.ask_all(ask, 1_000).await?.into_iter().map(record).collect()
    }

    /// A3. One form of an application.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_form(&self, id: &ApplicationId, version: u32) -> Result<Option<StoredForm>> {
        self.read(application(id), form(version), true).await
    }

    /// A3. Empties a form: its sealed fields and its masked ones. Repeat: the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn erase_form(&self, id: &ApplicationId, version: u32) -> Result<()> {
        let key = key(application(id), form(version));
        let empty = [(":empty", AttributeValue::M(std::collections::HashMap::new()))];
        let update = "SET masked = :empty REMOVE sealed";
        let gone = self.change_alone(key, update, Some("attribute_exists(pk)"), empty).await;
        match gone {
            Ok(_) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// A4. The applications of an account, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_applications_by_subject(
        &self,
        id: &SubjectId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<Application>> {
        let ask = Ask {
            index: Some("list"),
            pk: subject(id),
            prefix: Some("A#".to_owned()),
            newest_first: true,
            limit,
            cursor,
            ..Ask::default()
        };
        self.listed(ask, |item| {
            Some((attribute(item, "pk").to_owned(), attribute(item, "sk").to_owned()))
        })
        .await
    }

    /// A5. Applications that must be driven by `now`, the longest overdue first, `limit` a shard.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_due(&self, now: Timestamp, limit: i32) -> Result<Vec<ApplicationId>> {
        let mut due = Vec::new();
        for shard in keys::wake_shards() {
            let ask = Ask {
                index: Some("wake"),
                pk: shard,
                before: Some(moment(now)),
                limit,
                ..Ask::default()
            };
            let page = self.ask(ask).await?;
            let ids = page.items.iter().filter_map(|item| {
                let id = attribute(item, "pk").strip_prefix("A#")?;
                ApplicationId::parse(id).ok()
            });
            due.extend(ids);
        }
        Ok(due)
    }

    /// A6. A union's open steps by due date.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_work(
        &self,
        union: &UnionId,
        due_before: Option<Date>,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<Application>> {
        let ask = Ask {
            index: Some("work"),
            pk: format!("Q#{}", union.as_str()),
            before: due_before.map(|day| day.to_string()),
            limit,
            cursor,
            ..Ask::default()
        };
        let page = self.ask(ask).await?;
        let items = page.items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// A6. Counts of a union's worklist: all, before `today`, and from `today` before `near`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_work(&self, union: &UnionId, today: Date, near: Date) -> Result<WorkCounts> {
        let waiting = self.count_before(union, None).await?;
        let overdue = self.count_before(union, Some(today)).await?;
        let soon = self.count_before(union, Some(near)).await?;
        Ok(WorkCounts { waiting, near_due: soon.saturating_sub(overdue), overdue })
    }

    async fn count_before(&self, union: &UnionId, before: Option<Date>) -> Result<u32> {
        let mut condition = "qpk = :pk".to_owned();
        let mut values = Item::from([(":pk".to_owned(), text(format!("Q#{}", union.as_str())))]);
        if let Some(day) = before {
            condition.push_str(" AND qsk < :before");
            values.insert(":before".to_owned(), text(day.to_string()));
        }
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("work")
            .select(Select::Count)
            .key_condition_expression(condition)
            .set_expression_attribute_values(Some(values))
            .limit(WORKLIST_COUNT_LIMIT)
            .send()
            .await
            .map_err(|error| crate::classify(&error))?;
        Ok(answer.count().try_into().unwrap_or(0))
    }

    /// A7. Steps of a union that were decided, newest first: the heads as they are now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_decided(
        &self,
        union: &UnionId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<Application>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("D#{}", union.as_str()),
            newest_first: true,
            limit,
            cursor,
            ..Ask::default()
        };
        self.listed(ask, |item| Some((attribute(item, "pk").to_owned(), HEAD.to_owned()))).await
    }

    async fn listed(
        &self,
        ask: Ask<'_>,
        key_of: impl Fn(&Item) -> Option<(String, String)>,
    ) -> Result<Page<Application>> {
        let page = self.ask(ask).await?;
        let mut keys: Vec<(String, String)> = Vec::new();
        for key in page.items.iter().filter_map(key_of) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let items = self.read_many(&keys).await?;
        let items = items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// A claim: advisory, so it changes no version and leaves no entry. Refused while another
    /// officer's claim runs.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else holds it.
    pub async fn put_claim(
        &self,
        id: &ApplicationId,
        claim: &domain::application::Claim,
        now: Timestamp,
    ) -> Result<()> {
        let stored = StoredClaim {
            seq: claim.seq,
            by: claim.by.clone(),
            until: claim.until.as_second(),
            ttl: claim.until.as_second(),
        };
        let item = item(&stored, application(id), "CLAIM", [])?;
        self.put_alone(
            item,
            Some("attribute_not_exists(pk) OR seq <> :seq OR ends_at <= :now OR by_subject = :by"),
            [
                (":seq", number(claim.seq)),
                (":now", number(now.as_second())),
                (":by", text(claim.by.as_str())),
            ],
        )
        .await
    }

    /// The claim on an application's step, if one runs at `now`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_claim(
        &self,
        id: &ApplicationId,
        now: Timestamp,
    ) -> Result<Option<domain::application::Claim>> {
        let stored: Option<StoredClaim> = self.read(application(id), "CLAIM", false).await?;
        Ok(stored.filter(|claim| claim.until > now.as_second()).and_then(|claim| {
            Some(domain::application::Claim {
                seq: claim.seq,
                by: claim.by,
                until: Timestamp::from_second(claim.until).ok()?,
            })
        }))
    }

    /// Which of these applications are claimed at `now`, in the order given.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_claims(
        &self,
        ids: &[ApplicationId],
        now: Timestamp,
    ) -> Result<Vec<(ApplicationId, domain::application::Claim)>> {
        let keys: Vec<(String, String)> =
            ids.iter().map(|id| (application(id), "CLAIM".to_owned())).collect();
        let mut claims = Vec::new();
        for item in self.read_many(&keys).await? {
            let id = attribute(&item, "pk").strip_prefix("A#").map(ApplicationId::parse);
            let stored: StoredClaim = record(item)?;
            if let (Some(Ok(id)), true) = (id, stored.until > now.as_second())
                && let Ok(until) = Timestamp::from_second(stored.until)
            {
                let claim = domain::application::Claim { seq: stored.seq, by: stored.by, until };
                claims.push((id, claim));
            }
        }
        Ok(claims)
    }

    /// Ends a claim of `by`; another officer's stays. Repeat: the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_claim(&self, id: &ApplicationId, by: &SubjectId) -> Result<()> {
        let delete = self.remove(
            key(application(id), "CLAIM"),
            Some("by_subject = :by"),
            [(":by", text(by.as_str()))],
        )?;
        match self.transact(vec![delete]).await {
            Ok(()) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Seconds for which an Idempotency-Key's answer is kept: 48 hours.
const IDEMPOTENCY_SECONDS: i64 = 172_800;

fn route_key(kept: &Idempotency) -> String {
    format!("{}#{}", kept.route, kept.key)
}

#[derive(Serialize, Deserialize)]
struct StoredClaim {
    seq: u32,
    #[serde(rename = "by_subject")]
    by: SubjectId,
    // `until` is a reserved word of the table's expressions.
    #[serde(rename = "ends_at")]
    until: i64,
    ttl: i64,
}
