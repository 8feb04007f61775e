//! What a changed benefit would have done to a past run: `what-if R26000012… changed.toml`.
//!
//! Calculates everybody on the register by the run's own version and by the file, with what each had
//! got before the run, and prints both per city and kind. Nothing is written. The registers are
//! today's, so the first line of each city compares its own version's result with the run's roll.
//! Ends with 0 when it could be told, with 1 when not. Needs TABLE_NAME, STAGE and KEY_ID.

mod print;

use domain::benefit::what_if::{Effect, Place, Sum, what_if};
use domain::benefit::{Benefit, BenefitRef, PayeeInput, Taken, find_version};
use domain::id::PersonId;
use domain::payee::{Facts, Payee};
use domain::run::Run;
use domain::run::part::Part;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;
use step::{Kit, Settings, StepError, Vault};
use store::{PaidSlot, StoredPayee};

/// People on a page of the register: what one batch of reads takes.
const PAGE: u32 = 98;

/// One city of the run.
pub(crate) struct City {
    /// Its part.
    pub(crate) part: String,
    /// The roll that stands; none when nothing was drawn.
    pub(crate) roll: Option<Sum>,
    /// What the change does there.
    pub(crate) effects: BTreeMap<Place, Effect>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [number, file] = arguments.as_slice() else {
        return say("usage: what-if RUN-NUMBER FILE.toml", 1);
    };
    match Box::pin(answer(number, file)).await {
        Ok(text) => say(&text, 0),
        Err(why) => say(&format!("cannot tell: {why}"), 1),
    }
}

fn say(text: &str, code: u8) -> ExitCode {
    match writeln!(std::io::stdout(), "{}", text.trim_end()) {
        Ok(()) => ExitCode::from(code),
        Err(_) => ExitCode::FAILURE,
    }
}

async fn answer(number: &str, file: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let new = Benefit::read(&text).map_err(|error| with_source(&error))?;
    let settings = Settings::from_env().map_err(|error| error.to_string())?;
    let kit = Kit::new(settings);
    let run = find(&kit, number).await.map_err(|error| error.to_string())?;
    let run = run.ok_or_else(|| format!("there is no run {number}"))?;
    let reference: BenefitRef = run.benefit.parse().map_err(|_| "the run's benefit".to_owned())?;
    let old = find_version(&reference).ok_or_else(|| format!("{reference} is not published"))?;
    if old.code != new.code || old.register != new.register {
        return Err(format!("{file} is no version of {}", old.code));
    }
    let parts = kit.store().list_parts(&run).await.map_err(|error| error.to_string())?;
    let mut cities = Vec::new();
    for part in &parts {
        let effects = effects(&kit, &run, part, old, &new).await;
        let roll = part.roll.as_ref();
        cities.push(City {
            part: part.part.clone(),
            roll: roll.map(|roll| Sum { count: roll.count, total: roll.total }),
            effects: effects.map_err(|error| error.to_string())?,
        });
    }
    Ok(print::report(&run, &new, &cities))
}

fn with_source(error: &(dyn std::error::Error + 'static)) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

async fn find(kit: &Kit, number: &str) -> Result<Option<Run>, StepError> {
    match kit.store().find_run_by_number(number).await? {
        Some(id) => Ok(kit.store().get_run(&id).await?),
        None => Ok(None),
    }
}

/// Page by page, so that memory does not grow with the register.
async fn effects(
    kit: &Kit,
    run: &Run,
    part: &Part,
    old: &Benefit,
    new: &Benefit,
) -> Result<BTreeMap<Place, Effect>, StepError> {
    let mut sum: BTreeMap<Place, Effect> = BTreeMap::new();
    let mut cursor = None;
    loop {
        let register = old.register;
        let page = kit.store().list_payees(register, &part.part, cursor.as_deref(), PAGE).await?;
        for (place, effect) in of_page(kit, run, part, [old, new], &page.items).await? {
            let before = sum.remove(&place).unwrap_or_default();
            sum.insert(place, before.plus(effect));
        }
        cursor = page.cursor;
        if cursor.is_none() {
            return Ok(sum);
        }
    }
}

async fn of_page(
    kit: &Kit,
    run: &Run,
    part: &Part,
    [old, new]: [&Benefit; 2],
    page: &[StoredPayee],
) -> Result<BTreeMap<Place, Effect>, StepError> {
    let people: Vec<PersonId> = page.iter().map(|payee| payee.person.clone()).collect();
    let accounts = kit.store().get_bank_accounts(&people).await?;
    let years = kit.store().get_years(&people, part.year).await?;
    let vault = kit.vault().await?;
    let payees: Vec<Payee> =
        page.iter().map(|stored| opened(vault, stored)).collect::<Result<_, _>>()?;
    let rows: Vec<(PayeeInput<'_>, Vec<Taken>)> = payees
        .iter()
        .map(|payee| {
            let account = accounts.get(&payee.person);
            let slots = years.get(&payee.person).map_or(&[][..], |year| &year.slots);
            let input = PayeeInput { payee, account, at: part.cut_off, period: &part.period };
            (input, before(&run.number, slots))
        })
        .collect();
    Ok(what_if(old, new, &rows))
}

/// What somebody had got before a run: the numbers of a year's runs grow, and have one length.
fn before(number: &str, slots: &[PaidSlot]) -> Vec<Taken> {
    let earlier = slots.iter().filter(|slot| slot.message.run.as_str() < number);
    earlier.map(PaidSlot::taken).collect()
}

fn opened(vault: &Vault, stored: &StoredPayee) -> Result<Payee, StepError> {
    let place = StoredPayee::place(stored.register, &stored.person);
    let text = vault.open_value(&place, &stored.facts)?;
    // The error is dropped: it may repeat a value.
    let facts: Facts =
        serde_json::from_str(&text).map_err(|_| StepError::broken("a payee's facts"))?;
    Ok(Payee {
        person: stored.person.clone(),
        version: stored.version,
        name: stored.name.clone(),
        id_masked: stored.id_masked.clone(),
        city: stored.city.clone(),
        union: stored.union.clone(),
        unit: stored.unit.clone(),
        status: stored.status,
        checked_on: stored.checked_on,
        facts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Fen;
    use domain::run::reference::Message;

    fn slot(run: &str) -> PaidSlot {
        PaidSlot {
            benefit: "b".to_owned(),
            period: "2026".to_owned(),
            kind: run.to_owned(),
            fen: Fen::new(1),
            group: None,
            cap_group: None,
            message: Message { run: run.to_owned(), part: "2101".to_owned(), batch: 1, attempt: 1 },
            line: 1,
        }
    }

    #[test]
    fn what_the_run_itself_and_later_ones_paid_does_not_count() {
        let runs = ["R260000118", "R260000126", "R260000134", "R260001009"];
        let slots: Vec<PaidSlot> = runs.into_iter().map(slot).collect();
        let had: Vec<String> =
            before("R260000126", &slots).into_iter().map(|one| one.kind).collect();
        assert_eq!(had, ["R260000118"]);
    }
}
