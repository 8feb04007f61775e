//! Messages: the inbox of an account, and SMS that still have to go out.

use crate::item::{Ask, Item, item, key, place, record, text};
use crate::keys::moment;
use crate::{Page, Result, Store, StoreError};
use domain::id::{ApplicationId, MessageId, PersonId, SubjectId};
use domain::matter::Text;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One message in an inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxMessage {
    /// Its identity; the same event makes the same one.
    pub id: MessageId,
    /// Whose inbox.
    pub subject: SubjectId,
    /// When.
    pub at: Timestamp,
    /// Its template.
    pub template: String,
    /// What it says.
    pub text: Text,
    /// The application that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// When it was read.
    #[serde(default, rename = "read_at", skip_serializing_if = "Option::is_none")]
    pub read: Option<Timestamp>,
}

/// An SMS that still has to go out. It names the person, not the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboundSms {
    /// Its identity; the provider delivers one identity once.
    pub id: MessageId,
    /// To whom.
    pub person: PersonId,
    /// Its template.
    pub template: String,
    /// What it says, without personal data.
    pub text: String,
    /// How often it was tried.
    pub tries: u8,
    /// The application in whose form the mobile stands, for a person who has none registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationId>,
}

impl InboxMessage {
    /// The message as an item that may be erased from that second of the epoch on.
    pub(crate) fn row(&self, ttl: i64) -> Result<Item> {
        let pk = format!("B#{}", self.subject.as_str());
        let mut row = item(self, pk, self.id.as_str(), [])?;
        row.insert("ttl".to_owned(), crate::item::number(ttl));
        Ok(row)
    }
}

impl Store {
    /// B1. An inbox, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_inbox(
        &self,
        subject: &SubjectId,
        limit: i32,
        cursor: Option<String>,
    ) -> Result<Page<InboxMessage>> {
        let ask = Ask {
            pk: format!("B#{}", subject.as_str()),
            newest_first: true,
            limit,
            cursor,
            ..Ask::default()
        };
        let page = self.ask(ask).await?;
        let items = page.items.into_iter().map(record).collect::<Result<_>>()?;
        Ok(Page { items, cursor: page.cursor })
    }

    /// B1. Puts a message. Repeat: the first one stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_message(&self, message: &InboxMessage, ttl: i64) -> Result<()> {
        match self.put_alone(message.row(ttl)?, Some("attribute_not_exists(pk)"), []).await {
            Ok(()) | Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// B1. Marks a message as read. Repeat: the first time stays.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when there is no such message.
    pub async fn move_message_to_read(
        &self,
        subject: &SubjectId,
        id: &MessageId,
        at: Timestamp,
    ) -> Result<()> {
        self.change_alone(
            key(format!("B#{}", subject.as_str()), id.as_str()),
            "SET read_at = if_not_exists(read_at, :at)",
            Some("attribute_exists(pk)"),
            [(":at", text(at.to_string()))],
        )
        .await
        .map(|_| ())
    }

    /// O1. Keeps an SMS to be sent, due at `due`. Repeat: the first one stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_outbound(&self, sms: &OutboundSms, due: Timestamp) -> Result<bool> {
        let indexes = [("wpk", "W#sms".to_owned()), ("wsk", moment(due))];
        let row = item(sms, format!("O#{}", sms.id.as_str()), "SMS", indexes)?;
        match self.put_alone(row, Some("attribute_not_exists(pk)"), []).await {
            Ok(()) => Ok(true),
            Err(StoreError::Conflict) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// O1. SMS that are due by `now`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_outbound(&self, now: Timestamp, limit: i32) -> Result<Vec<OutboundSms>> {
        let ask = Ask {
            index: Some("wake"),
            pk: "W#sms".to_owned(),
            before: Some(moment(now)),
            limit,
            ..Ask::default()
        };
        let keys: Vec<(String, String)> = self.ask(ask).await?.items.iter().map(place).collect();
        self.read_many(&keys).await?.into_iter().map(record).collect()
    }

    /// O1. An SMS went out: it leaves the list and the number's owner with it. A mark stays for
    /// two days so that the same event does not send it again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn move_outbound_to_sent(&self, id: &MessageId, ttl: i64) -> Result<()> {
        self.change_alone(
            key(format!("O#{}", id.as_str()), "SMS"),
            "SET #t = :ttl REMOVE wpk, wsk, person",
            None,
            [(":ttl", crate::item::number(ttl))],
        )
        .await
        .map(|_| ())
    }

    /// O1. An SMS did not go out: tried again at `due`; after the last try it is given up, and
    /// the message in the inbox remains.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn move_outbound_to_later(&self, id: &MessageId, due: Timestamp) -> Result<()> {
        self.change_alone(
            key(format!("O#{}", id.as_str()), "SMS"),
            "SET wsk = :due ADD tries :one",
            Some("attribute_exists(wpk)"),
            [(":due", text(moment(due))), (":one", crate::item::number(1))],
        )
        .await
        .map(|_| ())
    }
}
