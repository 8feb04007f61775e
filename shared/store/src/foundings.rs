//! Foundings beside their applications: who takes part, which employer has one under way.

use crate::item::{Ask, item, key, number, record, text};
use crate::keys::{HEAD, application, person};
use crate::{Page, Result, Store};
use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::credit_code::CreditCode;
use domain::founding::people::{Founding, Participant};
use domain::id::{ApplicationId, PersonId, UnionId};
use domain::membership::{MembershipEvent, Standing};
use domain::person::Consent;
use domain::service::Grant;
use domain::union::Employer;
use serde::{Deserialize, Serialize};

/// The most people of one founding that are read at once.
const PEOPLE: usize = 20_000;

#[derive(Serialize, Deserialize)]
struct Guard {
    application: ApplicationId,
}

fn founding(id: &ApplicationId) -> String {
    format!("FOUND#{}", id.as_str())
}

fn guard(code: &CreditCode) -> String {
    format!("FOUNDING#{}", code.as_str())
}

impl Store {
    /// F1. A founding, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_founding(&self, id: &ApplicationId) -> Result<Option<Founding>> {
        self.read(founding(id), HEAD, true).await
    }

    /// F1. Everybody who ever took part in a founding, as of now, by their numbers.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_participants(&self, id: &ApplicationId) -> Result<Vec<Participant>> {
        let ask = Ask {
            pk: founding(id),
            prefix: Some("P#".to_owned()),
            limit: 500,
            consistent: true,
            ..Ask::default()
        };
        let found = self.ask_all(ask, PEOPLE).await?.into_iter().map(record);
        let mut people: Vec<Participant> = found.collect::<Result<_>>()?;
        people.sort_by_key(|one| one.no);
        Ok(people)
    }

    /// F1. One who takes part, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn get_participant(
        &self,
        id: &ApplicationId,
        who: &PersonId,
    ) -> Result<Option<Participant>> {
        self.read(founding(id), format!("P#{}", who.as_str()), true).await
    }

    /// F2. The foundings that a union approves, newest first.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_foundings(
        &self,
        parent: &UnionId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<Founding>> {
        let ask = Ask {
            index: Some("list"),
            pk: format!("FOUND#{}", parent.as_str()),
            newest_first: true,
            limit,
            cursor,
            ..Ask::default()
        };
        self.listed_records(ask).await
    }

    /// F3. The founding that an employer has, under way or closed.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_founding(&self, code: &CreditCode) -> Result<Option<ApplicationId>> {
        let row: Option<Guard> = self.read(guard(code), "GUARD", true).await?;
        Ok(row.map(|row| row.application))
    }

    /// U1. An employer by its unified social credit code, as of now.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn find_employer_now(&self, code: &CreditCode) -> Result<Option<Employer>> {
        #[derive(Deserialize)]
        struct CodeRow {
            employer: domain::id::EmployerId,
        }
        let pk = format!("X#USCC#{}", code.as_str());
        let row: Option<CodeRow> = self.read(pk, "E", true).await?;
        match row {
            Some(row) => self.read(format!("E#{}", row.employer.as_str()), HEAD, true).await,
            None => Ok(None),
        }
    }

    /// F1, P1. Somebody takes part, or leaves again: he, the founding's numbers and his consents
    /// together, while the application is as it was read.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote any of them in between.
    pub async fn put_participant(
        &self,
        next: &Founding,
        one: &Participant,
        application_read: u64,
        consents: &[Consent],
    ) -> Result<()> {
        let head = key(application(&next.application), HEAD);
        let mut items = vec![
            self.founding_item(next)?,
            self.participant_item(one)?,
            self.check(head, "#v = :read", [(":read", number(application_read))])?,
        ];
        for consent in consents {
            items.push(self.consent_item(consent)?);
        }
        self.transact(items).await
    }

    /// F1, P1. One who took part becomes a member of the union that was founded: he, his standing,
    /// the events and what is granted together. Without a standing he only stands apart.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when somebody wrote any of them in between.
    pub async fn admit_participant(
        &self,
        one: &Participant,
        standing: Option<&Standing>,
        events: &[MembershipEvent],
        grant: Option<&Grant>,
    ) -> Result<()> {
        let mut items = vec![self.participant_item(one)?];
        if let Some(standing) = standing {
            items.extend(self.standing_items(standing)?);
        }
        for event in events {
            items.push(self.event_item(&one.person, event)?);
        }
        if let Some(grant) = grant {
            items.push(self.put(item(grant, person(&one.person), "GRANT", [])?, None, [])?);
        }
        self.transact(items).await
    }

    fn participant_item(&self, one: &Participant) -> Result<TransactWriteItem> {
        let row = item(one, founding(&one.founding), format!("P#{}", one.person.as_str()), [])?;
        let read = one.version.saturating_sub(1);
        if read == 0 {
            return self.put(row, Some("attribute_not_exists(pk)"), []);
        }
        self.put(row, Some("version = :read"), [(":read", number(read))])
    }

    pub(crate) fn founding_item(&self, next: &Founding) -> Result<TransactWriteItem> {
        let indexes = [
            ("lpk", format!("FOUND#{}", next.parent.as_str())),
            ("lsk", next.application.as_str().to_owned()),
        ];
        let row = item(next, founding(&next.application), HEAD, indexes)?;
        let read = next.version.saturating_sub(1);
        if read == 0 {
            return self.put(row, Some("attribute_not_exists(pk)"), []);
        }
        self.put(row, Some("version = :read"), [(":read", number(read))])
    }

    /// An employer's one founding under way; `seen` is a closed one that it had before.
    pub(crate) fn guard_item(
        &self,
        code: &CreditCode,
        mine: &ApplicationId,
        seen: Option<&ApplicationId>,
    ) -> Result<TransactWriteItem> {
        let row = item(&Guard { application: mine.clone() }, guard(code), "GUARD", [])?;
        let mut condition = "attribute_not_exists(pk) OR application = :mine".to_owned();
        let mut values = vec![(":mine", text(mine.as_str()))];
        if let Some(seen) = seen {
            condition.push_str(" OR application = :seen");
            values.push((":seen", text(seen.as_str())));
        }
        self.put(row, Some(&condition), values)
    }

    /// An employer gets the union that covers it, while it has none (invariant 13); one that the
    /// directory lacks is put into it.
    pub(crate) fn cover_items(
        &self,
        employer: &Employer,
        known: bool,
        union: &UnionId,
    ) -> Result<Vec<TransactWriteItem>> {
        let pk = format!("E#{}", employer.id.as_str());
        if known {
            // A union that is dissolved may still stand there: it was looked at.
            let seen = employer.union.as_ref().map_or("", |seen| seen.as_str());
            return Ok(vec![self.change(
                key(pk, HEAD),
                // Its union lists it.
                "SET #u = :union, lpk = :list, lsk = :id",
                Some("attribute_exists(pk) AND (attribute_not_exists(#u) OR #u = :seen)"),
                [
                    (":union", text(union.as_str())),
                    (":seen", text(seen)),
                    (":list", text(format!("C#{}", union.as_str()))),
                    (":id", text(employer.id.as_str())),
                ],
            )?]);
        }
        #[derive(Serialize)]
        struct CodeRow<'a> {
            employer: &'a domain::id::EmployerId,
        }
        let covered = Employer { union: Some(union.clone()), ..employer.clone() };
        let mut items = vec![self.put(
            crate::directory::employer_row(&covered)?,
            Some("attribute_not_exists(pk)"),
            [],
        )?];
        if let Some(code) = &employer.credit_code {
            let pk = format!("X#USCC#{}", code.as_str());
            let row = item(&CodeRow { employer: &employer.id }, pk, "E", [])?;
            items.push(self.put(row, Some("attribute_not_exists(pk)"), [])?);
        }
        Ok(items)
    }
}
