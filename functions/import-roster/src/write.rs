//! What a row writes, on condition of what was read; who wrote in between is looked at once more.

use domain::credit_code::CreditCode;
use domain::id::{EmployerId, MembershipId, PersonId};
use domain::matter;
use domain::membership::Standing;
use domain::number::member_number;
use domain::occupation::OccupationGroup;
use domain::person::{Consent, Person};
use domain::roster::facts::{FactsChange, MemberFacts};
use domain::roster::fault::{CellFault, Fault};
use domain::roster::judge::{Bench, Drawn, Judged, Verdict, admit, differences, judge};
use domain::roster::row::RosterRow;
use domain::roster::{Confirmed, Roster, made_by};
use domain::service;
use domain::union::Union;
use jiff::Timestamp;
use std::cell::Cell;
use std::collections::HashMap;
use step::rosters::lookup::People;
use step::{Kit, StepError, places};
use store::{NewMember, StoreError};

/// Member numbers of a slice, drawn at once.
pub(crate) struct Numbers {
    next: Cell<u64>,
    end: u64,
}

impl Numbers {
    pub(crate) async fn draw(kit: &Kit, count: usize) -> Result<Numbers, StepError> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        if count == 0 {
            return Ok(Numbers { next: Cell::new(0), end: 0 });
        }
        let first = kit.store().draw_numbers("member", count).await?;
        Ok(Numbers { next: Cell::new(first), end: first.saturating_add(u64::from(count)) })
    }

    /// The next one; a row that joins after all draws its own.
    async fn take(&self, kit: &Kit) -> Result<String, StepError> {
        let next = self.next.get();
        if next < self.end {
            self.next.set(next.saturating_add(1));
            return Ok(member_number(next));
        }
        Ok(member_number(kit.number("member").await?))
    }
}

/// What the rows of a slice have in common.
pub(crate) struct Batch<'a> {
    pub(crate) kit: &'a Kit,
    pub(crate) roster: &'a Roster,
    pub(crate) confirmed: &'a Confirmed,
    pub(crate) union: &'a Union,
    pub(crate) employers: HashMap<CreditCode, EmployerId>,
    pub(crate) at: Timestamp,
}

/// Whom a row concerns, and what became of it.
type Taken = (Option<PersonId>, Judged);

impl Batch<'_> {
    /// The employers that the rows name by their codes, each asked once.
    pub(crate) async fn find_employers(&mut self, rows: &[&RosterRow]) -> Result<(), StepError> {
        for code in rows.iter().filter_map(|row| row.credit_code.as_ref()) {
            if self.employers.contains_key(code) {
                continue;
            }
            if let Some(found) = self.kit.store().find_employer(code).await? {
                self.employers.insert(code.clone(), found.id);
            }
        }
        Ok(())
    }

    fn made(&self, line: u32) -> (PersonId, MembershipId) {
        made_by(&self.roster.id, self.roster.at, line)
    }

    pub(crate) fn judge(&self, row: &RosterRow, people: &People) -> Judged {
        let (_, made) = self.made(row.line);
        let bench = self.bench(&made);
        let mut judged = judge(row, people.known(row.line), bench);
        let facts = people.record(row.line).and_then(|record| record.facts.as_ref());
        if judged.verdict == Verdict::Unchanged
            && let Some(own) = facts.filter(|facts| facts.is_of(&self.roster.id, row.line))
        {
            // This row's own work, before a crash.
            judged.verdict = Verdict::Correct;
            judged.changes.clone_from(&own.last.changes);
            judged.already = true;
        }
        judged
    }

    fn bench<'b>(&'b self, made: &'b MembershipId) -> Bench<'b> {
        let confirmer = self.confirmed.person.as_ref();
        Bench { union: self.union, on: self.confirmed.on, confirmer, made }
    }

    /// A row: judged by what was read, and written. Who was changed meanwhile is read again, once.
    pub(crate) async fn take(
        &self,
        row: &RosterRow,
        people: &People,
        numbers: &Numbers,
    ) -> Result<Taken, StepError> {
        match self.attempt(row, people, numbers).await {
            Err(StepError::Conflict) => {}
            other => return other,
        }
        let again = People::of(self.kit, &[row]).await?;
        match self.attempt(row, &again, numbers).await {
            Err(StepError::Conflict) => {
                let mut judged = self.judge(row, &again);
                judged.verdict = Verdict::Refused;
                judged.faults = vec![CellFault::row(Fault::Race)];
                judged.changes.clear();
                Ok((again.person(row.line).cloned(), judged))
            }
            other => other,
        }
    }

    async fn attempt(
        &self,
        row: &RosterRow,
        people: &People,
        numbers: &Numbers,
    ) -> Result<Taken, StepError> {
        let judged = self.judge(row, people);
        let known = people.person(row.line).cloned();
        if judged.already {
            return Ok((known, judged));
        }
        match (judged.verdict, &known) {
            (Verdict::Join, _) => {
                let person = self.join(row, people, numbers).await?;
                Ok((Some(person), judged))
            }
            (Verdict::Correct, Some(person)) => {
                let read = people.record(row.line).and_then(|record| record.facts.as_ref());
                let next =
                    MemberFacts::after(read, person, self.change(row, judged.changes.clone()));
                self.kit.store().put_facts(&next).await?;
                Ok((known, judged))
            }
            (Verdict::MoveIn | Verdict::Unchanged | Verdict::Refused | Verdict::Correct, _) => {
                Ok((known, judged))
            }
        }
    }

    fn change(
        &self,
        row: &RosterRow,
        changes: Vec<domain::roster::judge::FactChange>,
    ) -> FactsChange {
        FactsChange {
            no: 0,
            at: self.at,
            by: self.confirmed.by.clone(),
            roster: self.roster.id.clone(),
            line: row.line,
            changes,
        }
    }

    async fn join(
        &self,
        row: &RosterRow,
        people: &People,
        numbers: &Numbers,
    ) -> Result<PersonId, StepError> {
        let (own, made) = self.made(row.line);
        let record = people.record(row.line);
        let known = record.and_then(|record| record.person.as_ref());
        let id = known.map_or(own, |person| person.id.clone());
        let new = match known {
            Some(_) => None,
            None => Some(self.person(&id, row).await?),
        };
        let indexes = if new.is_some() { people.indexes(row.line).all() } else { Vec::new() };
        let nothing = Standing::nothing(id.clone());
        let standing = record.and_then(|record| record.standing.as_ref()).unwrap_or(&nothing);
        let drawn = Drawn {
            name: row.name.clone(),
            number: numbers.take(self.kit).await?,
            employer: row.credit_code.as_ref().and_then(|code| self.employers.get(code)).cloned(),
            consent: self.consent(&id, row),
        };
        let changed =
            admit(standing, drawn, self.bench(&made), self.at).map_err(StepError::not_allowed)?;
        let read = record.and_then(|record| record.facts.as_ref());
        let changes = differences(&row.facts, read.map(|facts| &facts.facts));
        let facts = MemberFacts::after(read, &id, self.change(row, changes));
        let membership = changed.standing.membership.as_ref();
        let membership = membership.ok_or_else(|| StepError::broken("a membership"))?;
        let member = NewMember {
            person: new.as_ref(),
            indexes: &indexes,
            standing: &changed.standing,
            events: &changed.events,
            facts: &facts,
            grant: &service::grant(membership, group(row), self.at),
        };
        match self.kit.store().put_roster_member(&member).await {
            Ok(()) => Ok(id),
            Err(StoreError::Conflict) => Err(StepError::Conflict),
            Err(error) => Err(error.into()),
        }
    }

    async fn person(&self, id: &PersonId, row: &RosterRow) -> Result<Person, StepError> {
        let vault = self.kit.vault().await?;
        Ok(Person {
            id: id.clone(),
            version: 1,
            name: row.name.clone(),
            id_type: row.id_type,
            id_masked: row.number.masked(),
            id_sealed: vault.seal(&places::person_id_number(id), row.number.expose())?,
            mobile_masked: Some(row.mobile.masked()),
            mobile_sealed: Some(vault.seal(&places::person_mobile(id), row.mobile.expose())?),
            birth: row.number.birth_date(),
            sex: row.number.sex(),
            subject: None,
            bound: None,
            released: None,
        })
    }

    /// How he agreed, as the union collected it.
    fn consent(&self, id: &PersonId, row: &RosterRow) -> Consent {
        let policy = matter::consent("JOIN").map(|text| text.version.clone()).unwrap_or_default();
        Consent {
            person: id.clone(),
            code: "JOIN".to_owned(),
            policy,
            granted: self.at,
            withdrawn: None,
            channel: row.agreed.clone().unwrap_or_default(),
        }
    }
}

fn group(row: &RosterRow) -> OccupationGroup {
    let code = row.facts.get("group").map(String::as_str).unwrap_or_default();
    let mut groups = OccupationGroup::ALL.into_iter();
    groups.find(|group| group.as_str() == code).unwrap_or(OccupationGroup::None)
}
