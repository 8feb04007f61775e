//! A form with gaps, for the public check: what is there is read, what is not is known to be
//! missing. Nothing here is ever stored.

use super::raw::{RawCard, RawJoin, RawTransfer, faults_of, raw, tidy, typed};
use super::{
    CardCause, CardReissueForm, Door, FieldFault, Form, JoinForm, TransferForm, check_person,
    check_transfer,
};
use crate::matter::FormKind;
use crate::rule::RuleKind;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use validator::Validate;

/// What stands in for a missing field, so that the rest has a type. Never looked at: see
/// [`Partial::has`]. The number is one of those assigned to nobody; the place is the province,
/// for which no union takes people.
const STAND_INS: [(&str, &str); 7] = [
    ("name", "某人"),
    ("idType", "ID_CARD"),
    ("idNumber", "219900199001010014"),
    ("mobile", "15400000000"),
    ("relation", "FLEXIBLE"),
    ("occupationGroup", "NONE"),
    ("residenceDivision", "21"),
];

/// How many of them stand for who somebody is.
const PERSONAL: usize = 4;

/// A form as far as it is filled in.
#[derive(Clone)]
pub struct Partial {
    /// The form, with stand-ins where it has gaps.
    pub form: Form,
    given: BTreeSet<String>,
}

impl Partial {
    /// True when the form says something in this field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.given.contains(field)
    }

    /// True when the fields that a rule looks at are there. Rules about the register and the
    /// provider look at who the person is.
    #[must_use]
    pub fn suffices_for(&self, rule: RuleKind) -> bool {
        match rule {
            RuleKind::AtLeastYearsOld { .. }
            | RuleKind::BelowPensionAge { .. }
            | RuleKind::IdentityAgrees
            | RuleKind::OwnPerson
            | RuleKind::NotAMember => self.has("idNumber"),
            RuleKind::MobileFree => self.has("mobile"),
            RuleKind::WorkBasis => self.has("relation"),
            RuleKind::ActiveMember
            | RuleKind::MovableMember
            | RuleKind::MemberInForce
            | RuleKind::Reactivable
            | RuleKind::EndedByDeath => true,
            RuleKind::ReviewGrounds { .. } => self.has("unpaidSince"),
            // Who has a union and who takes part is looked up once it is sent.
            RuleKind::Founding { .. } => false,
        }
    }
}

/// The form as far as it is filled in, or every fault in what is there.
///
/// # Errors
/// All faulty fields, sorted by pointer; a gap is no fault.
pub fn parse_partial(
    kind: FormKind,
    value: &Value,
    door: Door,
) -> Result<Partial, Vec<FieldFault>> {
    let filled = tidy(value);
    let given: BTreeSet<String> =
        filled.as_object().into_iter().flat_map(Map::keys).cloned().collect();
    let form = match kind {
        FormKind::Join => join(value, filled, &given, door)?,
        FormKind::CardReissue => {
            let raw: RawCard = raw(value)?;
            no_faults(faults_of(raw.validate(), &raw.unknown), |_| true)?;
            if given.is_empty() {
                Form::CardReissue(CardReissueForm { cause: CardCause::Lost })
            } else {
                Form::CardReissue(typed(value)?)
            }
        }
        // Nothing of it decides anything before it is sent: its gaps are no faults, and what is
        // there is read.
        FormKind::FoundUnion
        | FormKind::FoundingMeeting
        | FormKind::ElectionResult
        | FormKind::ReElection => {
            no_faults(super::parse(kind, value, door).map(|_| ()), |_| true)?;
            Form::CardReissue(CardReissueForm { cause: CardCause::Lost })
        }
        FormKind::Transfer => transfer(value, filled, &given, door)?,
        FormKind::Retain
        | FormKind::Reactivate
        | FormKind::Leave
        | FormKind::Review
        | FormKind::Expel
        | FormKind::Decease
        | FormKind::Restore => match super::change::parse_partial(kind, value, door) {
            Some(form) => Form::Change(Box::new(form?)),
            None => return Err(vec![super::raw::fault("", "wrong_type")]),
        },
    };
    Ok(Partial { form, given })
}

fn join(
    value: &Value,
    mut filled: Value,
    given: &BTreeSet<String>,
    door: Door,
) -> Result<Form, Vec<FieldFault>> {
    let raw: RawJoin = raw(value)?;
    no_faults(faults_of(raw.validate(), &raw.unknown), |_| true)?;
    if let Some(fields) = filled.as_object_mut() {
        for (field, stand_in) in STAND_INS {
            fields.entry(field).or_insert_with(|| Value::String(stand_in.to_owned()));
        }
    }
    let form: JoinForm = typed(&filled)?;
    no_faults(check_person(&form, door), |fault| match fault.pointer.as_str() {
        "/idType" => given.contains("idType") && given.contains("idNumber"),
        pointer => given.contains(pointer.trim_start_matches('/')),
    })?;
    Ok(Form::Join(Box::new(form)))
}

fn transfer(
    value: &Value,
    mut filled: Value,
    given: &BTreeSet<String>,
    door: Door,
) -> Result<Form, Vec<FieldFault>> {
    let raw: RawTransfer = raw(value)?;
    no_faults(faults_of(raw.validate(), &raw.unknown), |_| true)?;
    if let Some(fields) = filled.as_object_mut() {
        for (field, stand_in) in STAND_INS.iter().skip(PERSONAL) {
            fields.entry(*field).or_insert_with(|| Value::String((*stand_in).to_owned()));
        }
    }
    let form: TransferForm = typed(&filled)?;
    no_faults(super::no_faults(check_transfer(&form, door)), |fault| {
        given.contains(fault.pointer.trim_start_matches('/'))
    })?;
    Ok(Form::Transfer(Box::new(form)))
}

/// Leaves out what is only missing, and what `counts` says is about a stand-in.
fn no_faults(
    checked: Result<(), Vec<FieldFault>>,
    counts: impl Fn(&FieldFault) -> bool,
) -> Result<(), Vec<FieldFault>> {
    let Err(mut faults) = checked else { return Ok(()) };
    faults.retain(|fault| fault.code != "required" && counts(fault));
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    fn read(form: &Value, allow_synthetic: bool) -> Result<Partial, Vec<FieldFault>> {
        let door = Door { today: date(2026, 11, 20), allow_synthetic };
        parse_partial(FormKind::Join, form, door)
    }

    #[test]
    fn a_gap_is_no_fault_and_a_fault_is() {
        #[rustfmt::skip]
        let rows = [
            // why                              form                                             faults
            ("nothing at all",                  json!({}),                                       vec![]),
            ("blanks are gaps",                 json!({"name": " ", "workDivision": ""}),        vec![]),
            ("labour, employer still open",     json!({"relation": "LABOUR"}),                   vec![]),
            ("work preferred, place still open", json!({"preferredPlace": "WORK"}),              vec![]),
            ("a wrong number",                  json!({"idNumber": "219900199001010012"}),       vec!["/idNumber id_number_checksum"]),
            ("a wrong word and a wrong place",  json!({"relation": "X", "residenceDivision": "219"}), vec!["/relation not_one_of", "/residenceDivision division_unknown"]),
            ("a permit's number, called a card", json!({"idType": "ID_CARD", "idNumber": "819900199001010011"}), vec!["/idNumber id_number_checksum"]),
            ("an unknown field",                json!({"salary": 1}),                            vec!["/salary unknown_field"]),
        ];
        for (why, form, wanted) in rows {
            let faults = read(&form, true).err().unwrap_or_default();
            let got: Vec<String> =
                faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.code)).collect();
            assert_eq!(got, wanted, "{why}");
        }
    }

    #[test]
    fn stand_ins_are_read_also_where_synthetic_people_are_refused() {
        let partial = read(&json!({"name": "张三"}), false).ok().unwrap();
        assert!(partial.has("name") && !partial.has("idNumber"));
        assert!(!partial.suffices_for(RuleKind::AtLeastYearsOld { years: 16 }));
        assert!(!partial.suffices_for(RuleKind::WorkBasis));
        let faults = read(&json!({"idNumber": "219900199001010014"}), false).err().unwrap();
        assert_eq!(faults.first().map(|fault| fault.code.as_str()), Some("id_number_synthetic"));
    }
}
