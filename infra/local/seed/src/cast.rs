//! The accounts of the demo, from `data/cast.toml` and `data/crowd.toml`, as printed persons.

use crate::fault::Fault;
use crate::numbers;
use crate::person::{Appointment, Expect, Membership, Seeded};
use crate::world::World;
use domain::citizen_id::{IdType, Sex};
use domain::division::DivisionCode;
use domain::form::{EmployerName, JoinForm, Place, Relation};
use domain::id::{EmployerId, UnionId};
use domain::matter::Text;
use domain::mobile::Mobile;
use domain::occupation::OccupationGroup;
use domain::routing::RouteReason;
use jiff::civil::Date;
use serde::Deserialize;

/// Which account names there are, with the number that tells their IDs and mobiles apart.
const KINDS: [(&str, u32); 10] = [
    ("worker", 0),
    ("approver", 1),
    ("county", 2),
    ("city", 3),
    ("auditor", 4),
    ("street", 5),
    ("newcomer", 6),
    ("community", 7),
    ("province", 8),
    ("finance", 9),
];

/// The number of the first synthetic area for further workers; those before are the cast's.
const CROWD_AREA: u32 = 11;

/// How many synthetic areas the further workers have: 219911 to 219999.
const CROWD_AREAS: u32 = 89;

/// Further workers at most: 500 places in the sequence of a day, each area once more.
const CROWD: u32 = 40_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CastFile {
    plain: Vec<PlainRow>,
    person: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrowdFile {
    surnames: String,
    given: String,
    form: Vec<FormRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainRow {
    name: String,
    born: Date,
    sex: Sex,
    group: OccupationGroup,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    account: String,
    name: String,
    born: Date,
    sex: Sex,
    #[serde(default)]
    permit: bool,
    #[serde(default = "yes")]
    bound: bool,
    #[serde(default)]
    roles: Vec<Appointment>,
    #[serde(default)]
    member: Option<Membership>,
    #[serde(default)]
    form: Option<FormRow>,
    expect: Expect,
    #[serde(default)]
    reason: Option<String>,
    why: Text,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormRow {
    #[serde(default)]
    employer: Option<EmployerId>,
    #[serde(default)]
    user_employer: Option<EmployerId>,
    #[serde(default = "labour")]
    relation: Relation,
    #[serde(default = "no_group")]
    group: OccupationGroup,
    residence: DivisionCode,
    #[serde(default)]
    work: Option<DivisionCode>,
    #[serde(default)]
    prefer: Option<Place>,
    /// Another mobile than the account's.
    #[serde(default)]
    mobile: Option<Mobile>,
    /// The mobile of another account.
    #[serde(default)]
    mobile_of: Option<String>,
    /// Name, document and mobile of another account.
    #[serde(default)]
    of: Option<String>,
    union: UnionId,
    route: RouteReason,
}

fn yes() -> bool {
    true
}

fn labour() -> Relation {
    Relation::Labour
}

fn no_group() -> OccupationGroup {
    OccupationGroup::None
}

/// Everybody of the cast, in the order of the file.
pub(crate) fn people(world: &World) -> Result<Vec<Seeded>, Fault> {
    let file: CastFile = toml::from_str(include_str!("../data/cast.toml"))
        .map_err(|error| Fault::data(format!("cast.toml: {}", error.message())))?;
    let plain = (1_u32..).zip(file.plain).map(|(number, row)| plain_row(number, row));
    let rows: Vec<Row> =
        plain.collect::<Result<Vec<Row>, Fault>>()?.into_iter().chain(file.person).collect();
    let mut people = rows.iter().map(stranger).collect::<Result<Vec<Seeded>, Fault>>()?;
    let strangers = people.clone();
    for (person, row) in people.iter_mut().zip(&rows) {
        let Some(wanted) = &row.form else { continue };
        person.form = Some(form(world, &strangers, person, wanted)?);
        person.union = Some(wanted.union.clone());
        person.route = Some(wanted.route);
        person.consents = vec!["JOIN"];
        person.oath = true;
    }
    Ok(people)
}

/// `count` further workers from the `from`-th on; the same number is always the same person.
pub(crate) fn crowd(world: &World, from: u32, count: u32) -> Result<Vec<Seeded>, Fault> {
    let file: CrowdFile = toml::from_str(include_str!("../data/crowd.toml"))
        .map_err(|error| Fault::data(format!("crowd.toml: {}", error.message())))?;
    let end = from.saturating_add(count);
    if from == 0 || end > CROWD {
        return Err(Fault::data(format!("further workers are demo-1 to demo-{CROWD}")));
    }
    (from..end).map(|number| one_of_many(world, &file, number)).collect()
}

/// worker-1 to worker-20: the form of the first employer, every check passes.
fn plain_row(number: u32, row: PlainRow) -> Result<Row, Fault> {
    let id = |fault| Fault::data(format!("a place of the plain workers: {fault}"));
    Ok(Row {
        account: format!("worker-{number}"),
        name: row.name,
        born: row.born,
        sex: row.sex,
        permit: false,
        bound: true,
        roles: Vec::new(),
        member: None,
        form: Some(FormRow {
            employer: Some(EmployerId::parse("E1").map_err(id)?),
            user_employer: None,
            relation: Relation::Labour,
            group: row.group,
            residence: DivisionCode::parse("210106004").map_err(|_| Fault::data("a residence"))?,
            work: None,
            prefer: None,
            mobile: None,
            mobile_of: None,
            of: None,
            union: UnionId::parse("U210106004-01").map_err(id)?,
            route: RouteReason::Employer,
        }),
        expect: Expect::Completed,
        reason: None,
        why: Text {
            zh: "各项核对都通过,由单位工会审批".to_owned(),
            en: "Every check passes; the employer's union decides".to_owned(),
        },
    })
}

/// The person of a row, without a form yet.
fn stranger(row: &Row) -> Result<Seeded, Fault> {
    let wrong = || Fault::data(format!("the account name {}", row.account));
    let (kind, number) = row.account.split_once('-').ok_or_else(wrong)?;
    let number: u32 = number.parse().ok().filter(|number| *number < 100).ok_or_else(wrong)?;
    let (_, kind) = KINDS.iter().find(|(name, _)| *name == kind).ok_or_else(wrong)?;
    let area = if row.permit { "8199" } else { "2199" };
    let area = format!("{area}{:02}", kind.saturating_add(1));
    Ok(Seeded {
        account: row.account.clone(),
        name: row.name.clone(),
        id_type: if row.permit { IdType::HkMoTwPermit } else { IdType::IdCard },
        id_number: numbers::id_number(&area, row.born, row.sex, number)?,
        mobile: numbers::mobile(kind.saturating_mul(100).saturating_add(number))?,
        sex: row.sex,
        born: row.born,
        bound: row.bound,
        roles: row.roles.clone(),
        member: row.member.clone(),
        form: None,
        union: None,
        route: None,
        consents: Vec::new(),
        oath: false,
        expect: row.expect,
        reason: row.reason.clone(),
        why: row.why.clone(),
    })
}

fn form(
    world: &World,
    others: &[Seeded],
    person: &Seeded,
    row: &FormRow,
) -> Result<JoinForm, Fault> {
    let other = |account: &String| {
        let found = others.iter().find(|other| other.account == *account);
        found.ok_or_else(|| Fault::data(format!("there is no account {account}")))
    };
    let named = row.of.as_ref().map(other).transpose()?.unwrap_or(person);
    let mobile = match (&row.mobile, &row.mobile_of) {
        (Some(mobile), _) => mobile.clone(),
        (None, Some(account)) => other(account)?.mobile.clone(),
        (None, None) => named.mobile.clone(),
    };
    Ok(JoinForm {
        name: named.name.clone(),
        id_type: named.id_type,
        id_number: named.id_number.clone(),
        mobile,
        employer: employer(world, row.employer.as_ref())?,
        user_employer: employer(world, row.user_employer.as_ref())?,
        relation: row.relation,
        occupation_group: row.group,
        residence_division: row.residence.clone(),
        work_division: row.work.clone(),
        preferred_place: row.prefer,
    })
}

fn employer(world: &World, id: Option<&EmployerId>) -> Result<Option<EmployerName>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let found = world.employers.iter().find(|employer| employer.id == *id);
    let found = found.ok_or_else(|| Fault::data(format!("there is no employer {id}")))?;
    Ok(Some(EmployerName {
        credit_code: found.credit_code.clone(),
        name: Some(found.name.clone()),
    }))
}

/// One further worker. Area and place in the sequence follow from his number, so that no two
/// share an identity number whatever their birth dates are.
fn one_of_many(world: &World, file: &CrowdFile, number: u32) -> Result<Seeded, Fault> {
    let chance = numbers::mix(u64::from(number));
    let sex = if chance % 100 < 42 { Sex::Female } else { Sex::Male };
    let born = birth_date(chance, sex)?;
    let position = number.saturating_sub(1);
    let area = CROWD_AREA.saturating_add(position.checked_rem(CROWD_AREAS).unwrap_or(0));
    let place = position.checked_div(CROWD_AREAS).unwrap_or(0);
    let at = usize::try_from(position).unwrap_or(0).checked_rem(file.form.len()).unwrap_or(0);
    let row = file.form.get(at).ok_or_else(|| Fault::data("crowd.toml has no form"))?;
    let mut person = Seeded {
        account: format!("demo-{number}"),
        name: name(file, chance)?,
        id_type: IdType::IdCard,
        id_number: numbers::id_number(&format!("2199{area:02}"), born, sex, place)?,
        mobile: numbers::mobile(60_000_000_u32.saturating_add(number))?,
        sex,
        born,
        bound: false,
        roles: Vec::new(),
        member: None,
        form: None,
        union: Some(row.union.clone()),
        route: Some(row.route),
        consents: vec!["JOIN"],
        oath: true,
        expect: Expect::Completed,
        reason: None,
        why: Text {
            zh: "演示用的其他职工".to_owned(),
            en: "A further worker of the demo".to_owned(),
        },
    };
    person.form = Some(form(world, &[], &person, row)?);
    Ok(person)
}

/// Of working age and below the age at which a person would ask for a pension.
fn birth_date(chance: u64, sex: Sex) -> Result<Date, Fault> {
    let first = match sex {
        Sex::Male => 1972,
        Sex::Female => 1982,
    };
    let part = |shift: u32, of: u64| (chance >> shift).checked_rem(of).unwrap_or(0);
    let year = i16::try_from(part(8, 22)).unwrap_or(0).saturating_add(first);
    let month = i8::try_from(part(16, 12)).unwrap_or(0).saturating_add(1);
    let day = i8::try_from(part(24, 28)).unwrap_or(0).saturating_add(1);
    Date::new(year, month, day).map_err(|_| Fault::data("a birth date"))
}

fn name(file: &CrowdFile, chance: u64) -> Result<String, Fault> {
    let pick = |letters: &str, shift: u32| {
        let letters: Vec<char> = letters.chars().collect();
        let at = usize::try_from(chance >> shift).unwrap_or(0).checked_rem(letters.len());
        at.and_then(|at| letters.get(at).copied())
    };
    let parts = [pick(&file.surnames, 32), pick(&file.given, 40), pick(&file.given, 48)];
    let parts: Option<Vec<char>> = parts.into_iter().collect();
    parts.map(String::from_iter).ok_or_else(|| Fault::data("crowd.toml has no names"))
}
