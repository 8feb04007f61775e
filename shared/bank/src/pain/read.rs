//! Reads a payment status report, pain.002 of any version since 2009.
//!
//! Deliberately absent: returns. The message has no status for them: one comes as a rejection after
//! a payment, and who keeps the payments knows which it is.

use crate::check::is_reference;
use crate::fault::{Field, LineFault, LineProblem, ReportFault};
use crate::format::{Absent, PainLayout};
use crate::pain::tree::{Node, parse};
use crate::report::{MOST_LINES, Outcome, Report, Row};
use domain::money::Fen;
use std::collections::HashSet;

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.";

/// What a status says of the payments under it.
enum Status {
    /// Of all of them the same.
    All(Outcome),
    /// Of some of them.
    Part,
    /// A code that ISO 20022 does not have.
    Unknown,
}

/// What the document says.
pub(crate) fn report(bytes: &[u8], layout: &PainLayout) -> Result<Report, ReportFault> {
    let root = parse(bytes)?;
    let spaces = root.attributes.iter().filter(|(key, _)| key.starts_with("xmlns"));
    let known = spaces.map(|(_, value)| value).any(|value| value.starts_with(NAMESPACE));
    let body = root.child("CstmrPmtStsRpt").filter(|_| root.name == "Document" && known);
    let body = body.ok_or(ReportFault::Document)?;
    let group = body.child("OrgnlGrpInfAndSts").ok_or(ReportFault::Document)?;
    let mut report =
        Report { message: group.at(&["OrgnlMsgId"]).map(str::to_owned), ..Report::default() };
    sums(group, &mut report);
    let group_status = status(group, "GrpSts");
    let mut rest: Vec<Option<Status>> = Vec::new();
    let mut seen = HashSet::new();
    let mut line: u32 = 0;
    for block in body.all("OrgnlPmtInfAndSts") {
        rest.push(status(block, "PmtInfSts"));
        for payment in block.all("TxInfAndSts") {
            line = line.saturating_add(1);
            match row(payment) {
                Err((field, problem)) => report.faults.push(LineFault { line, field, problem }),
                Ok(row) => {
                    if !seen.insert(row.reference.clone()) {
                        let problem = LineProblem::Duplicate;
                        report.faults.push(LineFault { line, field: Field::Reference, problem });
                    }
                    report.rows.push(row);
                }
            }
        }
    }
    if usize::try_from(line).is_ok_and(|lines| lines > MOST_LINES) {
        return Err(ReportFault::TooLarge);
    }
    others(&mut report, group_status, rest, layout.absent);
    Ok(report)
}

fn sums(group: &Node, report: &mut Report) {
    let mut bad = |field| {
        report.faults.push(LineFault { line: 0, field, problem: LineProblem::Shape });
    };
    if let Some(count) = group.at(&["OrgnlNbOfTxs"]) {
        match count.parse() {
            Ok(count) => report.count = Some(count),
            Err(_) => bad(Field::Count),
        }
    }
    if let Some(total) = group.at(&["OrgnlCtrlSum"]) {
        match Fen::from_yuan_text(total) {
            Some(total) => report.total = Some(total),
            None => bad(Field::Total),
        }
    }
}

/// What became of the payments that are not listed. A listed one that cannot be read is not absent,
/// and nobody can say which it is: then nothing is known of the others.
fn others(report: &mut Report, group: Option<Status>, blocks: Vec<Option<Status>>, absent: Absent) {
    let only_block = match blocks.len() {
        1 => blocks.into_iter().next().flatten(),
        _ => None,
    };
    let found = match only_block.or(group) {
        Some(Status::All(outcome)) => Some(outcome),
        Some(Status::Part) | None => match absent {
            Absent::Accepted => Some(Outcome::Paid),
            Absent::Unknown => None,
        },
        Some(Status::Unknown) => {
            let problem = LineProblem::Unknown;
            report.faults.push(LineFault { line: 0, field: Field::Outcome, problem });
            None
        }
    };
    report.others = found.filter(|_| report.faults.is_empty());
}

fn row(payment: &Node) -> Result<Row, (Field, LineProblem)> {
    let reference = payment.at(&["OrgnlEndToEndId"]).or(payment.at(&["OrgnlInstrId"]));
    let reference = reference.ok_or((Field::Reference, LineProblem::Missing))?;
    if !is_reference(reference) {
        return Err((Field::Reference, LineProblem::Shape));
    }
    let outcome = match status(payment, "TxSts") {
        None => return Err((Field::Outcome, LineProblem::Missing)),
        Some(Status::All(outcome)) => outcome,
        Some(Status::Part | Status::Unknown) => {
            return Err((Field::Outcome, LineProblem::Unknown));
        }
    };
    let serial = payment.at(&["AcctSvcrRef"]).or(payment.at(&["ClrSysRef"])).map(str::to_owned);
    Ok(Row { reference: reference.to_owned(), outcome, amount: amount(payment)?, serial })
}

fn amount(payment: &Node) -> Result<Option<Fen>, (Field, LineProblem)> {
    let original = payment.child("OrgnlTxRef");
    let instructed = original
        .and_then(|original| original.child("Amt"))
        .and_then(|amount| amount.child("InstdAmt"));
    let settled = original.and_then(|original| original.child("IntrBkSttlmAmt"));
    let Some(node) = instructed.or(settled) else { return Ok(None) };
    let bad = (Field::Amount, LineProblem::Shape);
    if node.attribute("Ccy") != Some("CNY") {
        return Err(bad);
    }
    Fen::from_yuan_text(node.text.trim()).map(Some).ok_or(bad)
}

/// A status by its code, of ISO 20022's external code sets of payment status.
fn status(node: &Node, name: &str) -> Option<Status> {
    Some(match node.at(&[name])? {
        "ACSC" | "ACCC" => Status::All(Outcome::Paid),
        "RJCT" | "CANC" => {
            let (code, text) = reason(node);
            Status::All(Outcome::Rejected { code, text })
        }
        "RCVD" | "ACTC" | "ACCP" | "ACFC" | "ACWC" | "ACWP" | "ACSP" | "PDNG" | "PATC" => {
            Status::All(Outcome::Pending)
        }
        "PART" | "PRES" => Status::Part,
        _ => Status::Unknown,
    })
}

fn reason(node: &Node) -> (String, String) {
    let mut code = String::new();
    let mut texts: Vec<&str> = Vec::new();
    for reason in node.all("StsRsnInf") {
        if code.is_empty() {
            let found = reason.at(&["Rsn", "Cd"]).or(reason.at(&["Rsn", "Prtry"]));
            code = found.unwrap_or_default().to_owned();
        }
        texts.extend(reason.all("AddtlInf").map(|text| text.text.trim()));
    }
    (code, texts.join(" "))
}
