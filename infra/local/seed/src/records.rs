//! The demo unions' records: codes, officers, terms, certificates. Dates are counted from today, so that
//! a term near its end, one that is over, a certificate to renew and old data are always there to see.

use crate::fault::Fault;
use domain::division::DivisionCode;
use domain::id::UnionId;
use domain::number::union_code14;
use domain::union::record::{
    Certificate, Contact, Officer, OrgForm, OrgType, Post, Term, UnionRecord,
};
use domain::union::{Union, UnionKind, UnionLevel};
use jiff::{ToSpan, civil::Date};

/// Three years, a grass-roots committee's term.
const TERM_DAYS: i32 = 1_095;

/// Names that are nobody's in the article or the cast.
const NAMES: [&str; 8] =
    ["于合成", "孙示范", "杨样例", "高试用", "林虚拟", "郭演示", "何设想", "罗假定"];

/// Of which union what is soon to be seen: id, days until the term ends, until the certificate ends,
/// since the data were gone through.
const SPECIAL: [(&str, i32, i32, i32); 6] = [
    ("U210106004-01", 20, 300, 30),
    ("U210106004-02", -40, 400, 20),
    ("U210106004-04", 500, 15, 10),
    ("U210106004-08", 80, 80, 40),
    ("U210106004-L1", 600, 600, 230),
    ("U210106-KD", 25, 20, 10),
];

/// The record of the demo's union at this place in the list.
pub(crate) fn record(union: &Union, place: usize, today: Date) -> Result<UnionRecord, Fault> {
    let id = union.id.as_str();
    let special = SPECIAL.iter().find(|row| row.0 == id);
    let (term, held, gone) = special.map_or((420, 420, 25), |row| (row.1, row.2, row.3));
    let day = |days: i32| today.checked_add(days.days()).map_err(|_| Fault::data("a day"));
    let code = union.division.get(..9).unwrap_or(&union.division);
    let code = DivisionCode::parse(code).ok();
    let sequence = u16::try_from(place.saturating_add(1)).unwrap_or(u16::MAX);
    let code = code.and_then(|division| union_code14(&division, sequence));
    let name = |at: usize| {
        let at = place.saturating_add(at).checked_rem(NAMES.len()).unwrap_or(0);
        NAMES.get(at).copied().unwrap_or("于合成").to_owned()
    };
    let from = day(term.saturating_sub(TERM_DAYS))?;
    let officer = |post: Post, at: usize| Officer {
        post,
        name: name(at),
        from,
        to: None,
        full_time: post == Post::Chair,
    };
    let registrar = registrar(union)?;
    let wanted = union.credit_code.is_some() || special.is_some();
    let number = format!("辽工法证字第{sequence:05}号(合成)");
    let certificate = if wanted {
        let from = day(held.saturating_sub(TERM_DAYS))?;
        Some(Certificate { number, registrar, from, to: day(held)?, cancelled: false })
    } else {
        None
    };
    let (org_type, org_form) = organisation(union);
    Ok(UnionRecord {
        code,
        org_type: Some(org_type),
        org_form: Some(org_form),
        reply_number: Some(format!("辽工发〔{}〕{sequence}号(合成)", from.year())),
        founded: Some(from),
        officers: vec![
            officer(Post::Chair, 0),
            officer(Post::ViceChair, 1),
            officer(Post::AuditChair, 2),
            officer(Post::WomenChair, 3),
        ],
        term: Some(Term { from, to: day(term)? }),
        certificate,
        contact: Some(Contact { name: name(1), phone: "024-00000000".to_owned() }),
        updated: Some(day(gone.saturating_neg())?),
        ..UnionRecord::nothing(union.id.clone())
    })
}

/// The county's federation registers; for those above it the city's or the province's own.
fn registrar(union: &Union) -> Result<UnionId, Fault> {
    let ids: Vec<&str> = domain::union::ids_on(&union.path).collect();
    let at = ids.get(2).or(ids.last()).copied().unwrap_or("LN");
    UnionId::parse(at).map_err(|_| Fault::data("a registrar"))
}

fn organisation(union: &Union) -> (OrgType, OrgForm) {
    match (union.kind, union.level) {
        (UnionKind::Federation, _) => (OrgType::System, OrgForm::General),
        (UnionKind::Territorial | UnionKind::Pool, UnionLevel::Township) => {
            (OrgType::Street, OrgForm::General)
        }
        (UnionKind::Territorial | UnionKind::Pool, _) => (OrgType::Joint, OrgForm::Federation),
        (UnionKind::Joint, _) => (OrgType::Joint, OrgForm::JointCommittee),
        (UnionKind::Industry, _) => (OrgType::Industry, OrgForm::Federation),
        (UnionKind::Independent, _) => (OrgType::Independent, OrgForm::Committee),
    }
}
