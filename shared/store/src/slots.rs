//! The slots of a person's year: what makes a payment unique, and keeps groups and yearly limits.
//!
//! One item per person and year. A payment is an attribute of it, named after benefit, period and
//! kind, and is written on condition that there is none.

use crate::item::{Ask, Item, attribute, key, number, text};
use crate::keys::person;
use crate::marks::Marks;
use crate::worklists::each_once;
use crate::{Result, Store, StoreError};
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::benefit::Taken;
use domain::id::PersonId;
use domain::money::Fen;
use domain::run::instruct::Slot;
use domain::run::payment::Lines;
use domain::run::reference::Message;
use std::collections::{BTreeMap, HashMap};

/// A payment that a person has in a year, or that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidSlot {
    /// The benefit's code.
    pub benefit: String,
    /// Its period.
    pub period: String,
    /// Which kind.
    pub kind: String,
    /// How much.
    pub fen: Fen,
    /// Its exclusive group.
    pub group: Option<String>,
    /// The group whose payments of a year have a limit.
    pub cap_group: Option<String>,
    /// With which sending it went first.
    pub message: Message,
    /// Which line of that.
    pub line: u16,
}

/// What a person is paid in a year, over all benefits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonYear {
    /// Which year.
    pub year: i16,
    /// The sum.
    pub total: Fen,
    /// Each payment, by period, benefit and kind.
    pub slots: Vec<PaidSlot>,
    /// Exclusive groups that are taken, each with its period.
    pub groups: Vec<(String, String)>,
    /// Sums of the groups that have a yearly limit.
    pub caps: BTreeMap<String, Fen>,
}

impl PaidSlot {
    /// As the calculation of a benefit takes it.
    #[must_use]
    pub fn taken(&self) -> Taken {
        Taken {
            benefit: self.benefit.clone(),
            period: self.period.clone(),
            kind: self.kind.clone(),
            fen: self.fen,
            group: self.group.clone(),
            cap_group: self.cap_group.clone(),
        }
    }

    fn read(name: &str, value: &AttributeValue) -> Option<PaidSlot> {
        let mut words = name.strip_prefix("s:")?.splitn(3, ':').map(str::to_owned);
        let fields = value.as_m().ok()?;
        let word = |name: &str| fields.get(name)?.as_s().ok().cloned();
        Some(PaidSlot {
            benefit: words.next()?,
            period: words.next()?,
            kind: words.next()?,
            fen: Fen::new(digits(fields.get("f")?)?),
            group: word("g"),
            cap_group: word("c"),
            message: Message::parse(&word("m")?)?,
            line: u16::try_from(digits(fields.get("l")?)?).ok()?,
        })
    }
}

fn digits(value: &AttributeValue) -> Option<u64> {
    value.as_n().ok()?.parse().ok()
}

impl PersonYear {
    fn read(item: &Item) -> Option<PersonYear> {
        let year = attribute(item, "sk").strip_prefix("PAY#")?.parse().ok()?;
        let total = item.get("total").and_then(digits).map_or(Fen::ZERO, Fen::new);
        let mut found = PersonYear {
            year,
            total,
            slots: Vec::new(),
            groups: Vec::new(),
            caps: BTreeMap::new(),
        };
        for (name, value) in item {
            if name.starts_with("s:") {
                found.slots.push(PaidSlot::read(name, value)?);
            } else if let Some(group) = name.strip_prefix("g:") {
                let (group, period) = group.split_once(':')?;
                found.groups.push((group.to_owned(), period.to_owned()));
            } else if let Some(cap) = name.strip_prefix("c:") {
                found.caps.insert(cap.to_owned(), Fen::new(digits(value)?));
            }
        }
        let order =
            |slot: &PaidSlot| (slot.period.clone(), slot.benefit.clone(), slot.kind.clone());
        found.slots.sort_by_key(order);
        found.groups.sort();
        Some(found)
    }
}

/// The attribute of a payment.
fn slot_name(slot: &Slot) -> String {
    format!("s:{}:{}:{}", slot.benefit, slot.period, slot.kind)
}

/// The attribute of an exclusive group.
fn group_name(slot: &Slot) -> Option<String> {
    slot.group.as_ref().map(|group| format!("g:{group}:{}", slot.period))
}

fn year_key(slot: &Slot) -> (String, String) {
    (person(&slot.person), format!("PAY#{}", slot.year))
}

/// What a payment keeps of itself.
fn slot_value(slot: &Slot) -> AttributeValue {
    let mut fields = HashMap::from([
        ("m".to_owned(), text(slot.message.to_string())),
        ("l".to_owned(), number(slot.line)),
        ("f".to_owned(), number(slot.fen.fen())),
    ]);
    fields.extend(slot.group.as_ref().map(|group| ("g".to_owned(), text(group))));
    fields.extend(slot.cap.as_ref().map(|(group, _)| ("c".to_owned(), text(group))));
    AttributeValue::M(fields)
}

/// The payments of a batch by the item that each goes into: a transaction takes an item once.
pub(crate) fn by_person(slots: &[Slot]) -> Vec<Vec<&Slot>> {
    let mut groups: Vec<Vec<&Slot>> = Vec::new();
    for slot in slots {
        let same = |group: &&mut Vec<&Slot>| {
            group.first().is_some_and(|first| year_key(first) == year_key(slot))
        };
        match groups.iter_mut().rev().find(same) {
            Some(group) => group.push(slot),
            None => groups.push(vec![slot]),
        }
    }
    groups
}

/// Which of a person's payments do not go beside what he has, each after the ones before it.
pub(crate) fn refused(has: Option<&Item>, slots: &[&Slot]) -> Lines {
    let mut names: Vec<String> = has.map(|item| item.keys().cloned().collect()).unwrap_or_default();
    let mut sums: HashMap<&str, u64> = HashMap::new();
    let mut lines = Lines::NONE;
    for slot in slots {
        let name = slot_name(slot);
        let group = group_name(slot);
        let taken = names.contains(&name) || group.as_ref().is_some_and(|one| names.contains(one));
        let sum = slot.cap.as_ref().map(|(cap, limit)| {
            let had = || has?.get(&format!("c:{cap}")).and_then(digits);
            let before = sums.get(cap.as_str()).copied().or_else(had).unwrap_or(0);
            (cap.as_str(), before.saturating_add(slot.fen.fen()), limit.fen())
        });
        if taken || sum.is_some_and(|(_, sum, limit)| sum > limit) {
            lines = lines.with(slot.line);
            continue;
        }
        names.push(name);
        names.extend(group);
        sums.extend(sum.map(|(cap, sum, _)| (cap, sum)));
    }
    lines
}

/// The expressions that take a person's payments at once.
#[derive(Default)]
struct Taking {
    set: Vec<String>,
    add: Vec<String>,
    conditions: Vec<String>,
    marks: Marks,
}

impl Taking {
    fn attribute(&mut self, mark: &str, name: String, value: AttributeValue) {
        self.set.push(format!("#{mark} = :{mark}"));
        self.conditions.push(format!("attribute_not_exists(#{mark})"));
        self.marks.name(format!("#{mark}"), name);
        self.marks.value(format!(":{mark}"), value);
    }

    fn cap(&mut self, mark: &str, group: &str, fen: Fen, limit: Fen) {
        self.add.push(format!("#{mark} :{mark}"));
        self.marks.name(format!("#{mark}"), format!("c:{group}"));
        self.marks.value(format!(":{mark}"), number(fen.fen()));
        match limit.checked_sub(fen) {
            Some(room) => {
                self.conditions
                    .push(format!("(attribute_not_exists(#{mark}) OR #{mark} <= :room{mark})"));
                self.marks.value(format!(":room{mark}"), number(room.fen()));
            }
            // It is over the limit by itself: no sum is below nothing.
            None => {
                self.conditions.push(format!("#{mark} < :none"));
                self.marks.value(":none", number(0));
            }
        }
    }
}

impl Store {
    /// Takes the slots of one person's payments, if all of them are free and every limit holds.
    pub(crate) fn take_slots(&self, slots: &[&Slot]) -> Result<TransactWriteItem> {
        let first = slots.first().ok_or(StoreError::Malformed)?;
        let sum = Fen::total(slots.iter().map(|slot| slot.fen)).ok_or(StoreError::Malformed)?;
        let mut taking = Taking::default();
        let mut caps: BTreeMap<&str, (Fen, Fen)> = BTreeMap::new();
        for (at, slot) in slots.iter().enumerate() {
            taking.attribute(&format!("p{at}"), slot_name(slot), slot_value(slot));
            if let Some(group) = group_name(slot) {
                taking.attribute(&format!("g{at}"), group, AttributeValue::Bool(true));
            }
            if let Some((group, limit)) = &slot.cap {
                let (fen, least) = caps.entry(group).or_insert((Fen::ZERO, *limit));
                *fen = fen.checked_add(slot.fen).ok_or(StoreError::Malformed)?;
                *least = (*least).min(*limit);
            }
        }
        for (at, (group, (fen, limit))) in caps.into_iter().enumerate() {
            taking.cap(&format!("c{at}"), group, fen, limit);
        }
        taking.add.push("#total :total".to_owned());
        taking.marks.name("#total", "total");
        taking.marks.value(":total", number(sum.fen()));
        let update = format!("SET {} ADD {}", taking.set.join(", "), taking.add.join(", "));
        let (pk, sk) = year_key(first);
        let condition = taking.conditions.join(" AND ");
        self.change(key(pk, sk), &update, Some(&condition), taking.marks)
    }

    /// Frees a slot, if this very line holds it, in whatever sending it went.
    pub(crate) fn free_slot(&self, slot: &Slot) -> Result<TransactWriteItem> {
        let mut marks = Marks::default();
        let (mut remove, mut add) = ("#slot".to_owned(), "#total :minus".to_owned());
        let mut condition = "begins_with(#slot.m, :m) AND #slot.l = :l AND #slot.f = :f".to_owned();
        let Message { run, part, batch, .. } = &slot.message;
        marks.name("#slot", slot_name(slot));
        marks.name("#total", "total");
        marks.value(":m", text(format!("{run}-{part}-{batch:04}-")));
        marks.value(":l", number(slot.line));
        marks.value(":f", number(slot.fen.fen()));
        marks.value(":minus", number(0_i128.saturating_sub(slot.fen.fen().into())));
        if let Some(group) = group_name(slot) {
            remove.push_str(", #group");
            condition.push_str(" AND attribute_exists(#group)");
            marks.name("#group", group);
        }
        if let Some((cap, _)) = &slot.cap {
            add.push_str(", #cap :minus");
            condition.push_str(" AND #slot.c = :cap");
            marks.name("#cap", format!("c:{cap}"));
            marks.value(":cap", text(cap));
        }
        let (pk, sk) = year_key(slot);
        let update = format!("REMOVE {remove} ADD {add}");
        self.change(key(pk, sk), &update, Some(&condition), marks)
    }

    /// Which payments of people with several lines the table refuses, as of now.
    pub(crate) async fn refused_of_many(&self, groups: &[&Vec<&Slot>]) -> Result<Lines> {
        let firsts = groups.iter().filter_map(|group| group.first());
        let keys: Vec<(String, String)> = firsts.map(|slot| year_key(slot)).collect();
        let items = self.read_many_now(&keys).await?;
        Ok(groups.iter().fold(Lines::NONE, |lines, group| {
            let place = group.first().map(|slot| year_key(slot)).unwrap_or_default();
            let has = items
                .iter()
                .find(|item| attribute(item, "pk") == place.0 && attribute(item, "sk") == place.1);
            lines.plus(refused(has, group))
        }))
    }

    /// D12. What these people are paid in a year, as of now; those who are paid nothing are left
    /// out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get_years(
        &self,
        people: &[PersonId],
        year: i16,
    ) -> Result<HashMap<PersonId, PersonYear>> {
        let keys = each_once(people.iter().map(|id| (person(id), format!("PAY#{year}"))));
        let mut years = HashMap::new();
        for item in self.read_many_now(&keys).await? {
            let owner = attribute(&item, "pk").strip_prefix("P#").map(PersonId::parse);
            let Some(Ok(owner)) = owner else { return Err(StoreError::Malformed) };
            let read = PersonYear::read(&item).ok_or(StoreError::Malformed)?;
            years.insert(owner, read);
        }
        Ok(years)
    }

    /// D12. What a person is paid, the newest year first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_person_years(&self, id: &PersonId) -> Result<Vec<PersonYear>> {
        let ask = Ask {
            pk: person(id),
            prefix: Some("PAY#".to_owned()),
            newest_first: true,
            limit: 100,
            consistent: true,
            ..Ask::default()
        };
        let items = self.ask_all(ask, usize::MAX).await?;
        items.iter().map(|item| PersonYear::read(item).ok_or(StoreError::Malformed)).collect()
    }
}
