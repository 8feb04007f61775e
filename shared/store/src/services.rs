//! Who gives which service where; and anonymous canvass leads.

use crate::item::{Ask, item, key, number, record};
use crate::{Result, Store};
use domain::id::EmployerId;
use domain::service::Provider;

impl Store {
    /// V1. All providers of a place: a city's or a county's code.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn list_providers(&self, division: &str) -> Result<Vec<Provider>> {
        let ask = Ask { pk: format!("V#{division}"), limit: 200, ..Ask::default() };
        self.ask_all(ask, 1_000).await?.into_iter().map(record).collect()
    }

    /// V1. Names a provider. Repeat: writes the same.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn put_provider(&self, provider: &Provider) -> Result<()> {
        let pk = format!("V#{}", provider.division);
        self.put_alone(item(provider, pk, &provider.service, [])?, None, []).await
    }

    /// J1. Counts one more worker of an employer without a union in a month. Who, is not kept.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn append_lead(&self, employer: &EmployerId, month: &str) -> Result<()> {
        let key = key(format!("J#{}", employer.as_str()), month);
        self.change_alone(key, "ADD n :one", None, [(":one", number(1))]).await.map(|_| ())
    }

    /// J1. How many workers of an employer without a union applied in a month.
    ///
    /// # Errors
    /// [`crate::StoreError`].
    pub async fn count_leads(&self, employer: &EmployerId, month: &str) -> Result<u32> {
        #[derive(serde::Deserialize)]
        struct Row {
            n: u32,
        }
        let row: Option<Row> = self.read(format!("J#{}", employer.as_str()), month, false).await?;
        Ok(row.map_or(0, |row| row.n))
    }
}
