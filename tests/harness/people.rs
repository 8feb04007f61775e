//! Synthetic people: numbers of places that nobody registers in, with good check characters.
#![expect(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test fails by panicking"
)]

use super::world::{World, union_id};
use domain::citizen_id::{CitizenId, IdType};
use domain::id::{PersonId, SubjectId};
use domain::membership::change::{Act, Changed, Entering, Joining, join, leave, retain};
use domain::membership::{AffiliationKind, MembershipState, RetainCause};
use domain::mobile::Mobile;
use domain::person::Person;
use jiff::civil::date;
use serde_json::{Value, json};
use step::{people, places};

/// A worker with an account, a document, a mobile and a form that fits.
#[derive(Clone, Debug)]
pub(crate) struct Worker {
    pub(crate) subject: SubjectId,
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) id_number: String,
    pub(crate) mobile: String,
    /// What he sends as `form`.
    pub(crate) form: Value,
}

impl Worker {
    /// The same with some fields of the form replaced.
    pub(crate) fn with(mut self, fields: Value) -> Worker {
        for (name, value) in fields.as_object().expect("fields") {
            self.form[name] = value.clone();
        }
        self
    }

    /// The same without a field of the form.
    pub(crate) fn without(mut self, field: &str) -> Worker {
        self.form.as_object_mut().expect("a form").remove(field);
        self
    }
}

/// The `n`th number of a person born then, men odd.
pub(crate) fn id_number(born: &str, n: u16) -> String {
    id_number_of("219900", born, n)
}

/// The same of another place of nobody, 2199xx.
pub(crate) fn id_number_of(area: &str, born: &str, n: u16) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = format!("{area}{born}{n:03}");
    let sum: u32 =
        digits.chars().zip(WEIGHTS).map(|(d, w)| d.to_digit(10).expect("a digit") * w).sum();
    format!("{digits}{}", b"10X98765432"[(sum % 11) as usize] as char)
}

/// The credit code that ends this body of 17 characters.
pub(crate) fn credit_code(body: &str) -> String {
    const LETTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut weight = 1_usize;
    let mut sum = 0_usize;
    for letter in body.chars() {
        sum += LETTERS.find(letter).expect("a letter of the code") * weight;
        weight = weight * 3 % 31;
    }
    let check = (31 - sum % 31) % 31;
    format!("{body}{}", LETTERS.as_bytes()[check] as char)
}

impl World {
    /// The `n`th worker: 36 years old, with employer E1, bound to his account.
    pub(crate) async fn worker(&self, n: u16) -> Worker {
        self.worker_born(n, "19900101").await
    }

    /// The same, born then.
    pub(crate) async fn worker_born(&self, n: u16, born: &str) -> Worker {
        let worker = stranger(n, born);
        self.bind(&worker).await;
        worker
    }

    /// Binds the worker's account to his person, as `POST /v1/account` does.
    pub(crate) async fn bind(&self, worker: &Worker) {
        let kit = self.kit(self.start());
        let vault = kit.vault().await.expect("the vault");
        let number = CitizenId::parse(&worker.id_number).expect("a number");
        let mobile = Mobile::parse(&worker.mobile).expect("a mobile");
        let seal = |place: String, text: &str| vault.seal(&place, text).expect("sealed");
        let person = Person {
            id: worker.person.clone(),
            version: 1,
            name: worker.name.clone(),
            id_type: IdType::IdCard,
            id_masked: number.masked(),
            id_sealed: seal(places::person_id_number(&worker.person), number.expose()),
            mobile_masked: Some(mobile.masked()),
            mobile_sealed: Some(seal(places::person_mobile(&worker.person), mobile.expose())),
            birth: number.birth_date(),
            sex: number.sex(),
            subject: Some(worker.subject.clone()),
            bound: Some(self.start()),
            released: None,
        };
        let mut indexes =
            people::document_indexes(&kit, IdType::IdCard, &number).await.expect("indexes");
        indexes.extend(people::mobile_indexes(&kit, &mobile).await.expect("indexes"));
        kit.store().bind(&worker.subject, &person, &indexes).await.expect("bound");
    }

    /// Makes the worker a member of a union, as the register would have him.
    pub(crate) async fn enrol(&self, worker: &Worker, union: &str, state: MembershipState) {
        let union = self.store().get_union(&union_id(union)).await.expect("read").expect("a union");
        let id = domain::id::MembershipId::from_parts(1, self.draw());
        let to = Entering {
            union: union.id.clone(),
            path: union.path.clone(),
            kind: AffiliationKind::Employer,
            employer: None,
        };
        let act = Act { on: date(2020, 1, 6), at: self.start(), application: None };
        let number = domain::number::member_number(90_000_000);
        let nothing = self.store().get_standing(&worker.person).await.expect("a standing");
        let new = Joining { id, number, name: worker.name.clone() };
        let joined = join(&nothing, new, &to, &act).expect("joined");
        self.put(&joined).await;
        let later = Act { on: date(2020, 6, 1), ..act };
        let changed = match state {
            MembershipState::Active => return,
            MembershipState::Retained => {
                retain(&joined.standing, RetainCause::Unemployed, None, &later)
            }
            MembershipState::Ended => leave(&joined.standing, &later),
        };
        self.put(&changed.expect("changed")).await;
    }

    /// Writes a change of a membership by itself, as the register did before there were matters.
    pub(crate) async fn put(&self, changed: &Changed) {
        for event in &changed.events {
            self.store().put_member(&changed.standing, event).await.expect("enrolled");
        }
    }
}

/// A worker whom nothing is known of yet: no account is bound to him.
pub(crate) fn stranger(n: u16, born: &str) -> Worker {
    let (id_number, mobile) = (id_number(born, n), format!("154{:08}", u32::from(n)));
    let name = "王合成".to_owned();
    let form = json!({
        "name": name, "idType": "ID_CARD", "idNumber": id_number, "mobile": mobile,
        "employer": { "creditCode": credit_code("91210102XX0000001") },
        "relation": "LABOUR", "occupationGroup": "NONE", "residenceDivision": "210106004001",
    });
    Worker {
        subject: SubjectId::parse(&format!("worker-{n}")).expect("a subject"),
        person: PersonId::from_parts(1_780_000_000_000, u128::from(n)),
        name,
        id_number,
        mobile,
        form,
    }
}
