//! A roster's rows: who may stand on it, who is the same person, and the form a row becomes.

use super::{BatchRow, RowState};
use crate::citizen_id::{CitizenId, IdType, age_on};
use crate::division::DivisionCode;
use crate::form::{EmployerName, JoinForm, Relation};
use crate::mobile::Mobile;
use crate::occupation::OccupationGroup;
use jiff::civil::Date;
use thiserror::Error;

/// The most people of a batch.
pub const MOST_ROWS: u32 = 2_000;

/// Somebody who is to be put on the roster.
#[derive(Clone, PartialEq, Eq)]
pub struct NewRow {
    /// As on the document.
    pub name: String,
    /// Kind of document.
    pub id_type: IdType,
    /// The document's number.
    pub id_number: CitizenId,
    /// His own mobile.
    pub mobile: Mobile,
    /// His occupation group.
    pub group: OccupationGroup,
    /// His employer, if he has one.
    pub employer: Option<EmployerName>,
}

/// Why somebody is not put on the roster.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum RowFault {
    /// Under 16: R03.
    #[error("under sixteen")]
    TooYoung,
    /// A member already: R09.
    #[error("a member already")]
    Member,
    /// The batch is full.
    #[error("the batch is full")]
    Full,
}

/// What stands in the way of putting somebody on the roster, of all that is known before he is asked.
#[must_use]
pub fn row_fault(new: &NewRow, is_member: bool, rows: u32, today: Date) -> Option<RowFault> {
    if age_on(new.id_number.birth_date(), today) < 16 {
        Some(RowFault::TooYoung)
    } else if is_member {
        Some(RowFault::Member)
    } else if rows >= MOST_ROWS {
        Some(RowFault::Full)
    } else {
        None
    }
}

/// Whether a row is that of the person with this document, by blind index.
#[must_use]
pub fn is_same_person(row: &BatchRow, macs: &[String]) -> bool {
    row.macs.iter().any(|mac| macs.contains(mac))
}

/// The form that a row becomes. `division` is the union's: a roster does not ask where somebody
/// lives, and the batch says which union takes him in.
#[must_use]
pub fn form_of(new: &NewRow, division: &DivisionCode) -> JoinForm {
    let relation = match (&new.employer, new.group) {
        (Some(_), _) => Relation::Labour,
        (
            None,
            OccupationGroup::Courier
            | OccupationGroup::FoodDeliveryRider
            | OccupationGroup::RideHailingDriver
            | OccupationGroup::OtherNewForm,
        ) => Relation::PlatformManaged,
        (None, _) => Relation::Flexible,
    };
    JoinForm {
        name: new.name.clone(),
        id_type: new.id_type,
        id_number: new.id_number.clone(),
        mobile: new.mobile.clone(),
        employer: new.employer.clone(),
        user_employer: None,
        relation,
        occupation_group: new.group,
        residence_division: division.clone(),
        work_division: Some(division.clone()),
        preferred_place: None,
    }
}

impl BatchRow {
    /// True while what was uploaded may still be changed: he said nothing yet, or no.
    #[must_use]
    pub fn may_be_corrected(&self) -> bool {
        self.state != RowState::Yes && self.sealed.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::test::row;
    use jiff::civil::date;

    fn new(number: &str, group: OccupationGroup, employer: Option<&str>) -> NewRow {
        NewRow {
            name: "王小合".to_owned(),
            id_type: IdType::IdCard,
            id_number: CitizenId::parse(number).unwrap(),
            mobile: Mobile::parse("15400000001").unwrap(),
            group,
            employer: employer
                .map(|name| EmployerName { credit_code: None, name: Some(name.to_owned()) }),
        }
    }

    #[test]
    fn who_is_too_young_or_a_member_is_told_before_he_is_asked() {
        let grown = new("219901198805120018", OccupationGroup::Courier, None);
        #[rustfmt::skip]
        let rows = [
            // why                    member  rows       on                 wanted
            ("may join",              false,  0,         date(2026, 6, 1),  None),
            ("the day before 16",     false,  0,         date(2004, 5, 11), Some(RowFault::TooYoung)),
            ("on his birthday",       false,  0,         date(2004, 5, 12), None),
            ("a member",              true,   0,         date(2026, 6, 1),  Some(RowFault::Member)),
            ("full",                  false,  MOST_ROWS, date(2026, 6, 1),  Some(RowFault::Full)),
        ];
        for (why, member, count, on, wanted) in rows {
            assert_eq!(row_fault(&grown, member, count, on), wanted, "{why}");
        }
    }

    #[test]
    fn a_row_becomes_a_form_with_a_basis_of_work() {
        let division = DivisionCode::parse("210106004").unwrap();
        #[rustfmt::skip]
        let rows = [
            // why                     group                           employer        wanted
            ("an employer",            OccupationGroup::Courier,       Some("速达"),   Relation::Labour),
            ("a platform",             OccupationGroup::Courier,       None,           Relation::PlatformManaged),
            ("by himself",             OccupationGroup::TruckDriver,   None,           Relation::Flexible),
        ];
        for (why, group, employer, wanted) in rows {
            let form = form_of(&new("219901198805120018", group, employer), &division);
            assert_eq!(form.relation, wanted, "{why}");
        }
    }

    #[test]
    fn the_same_person_is_found_under_any_key_version() {
        let one = row(1);
        assert!(is_same_person(&one, &["2.bb".to_owned(), "1.aa1".to_owned()]));
        assert!(!is_same_person(&one, &["2.bb".to_owned()]));
    }
}
