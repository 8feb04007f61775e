//! Writes a batch as pain.001: one payment information block, one currency.
//!
//! Deliberately absent: IBAN and BIC; domestic accounts have neither.

use crate::batch::{Account, Batch, Instruction};
use crate::format::PainLayout;
use domain::money::Fen;
use jiff::tz::{Offset, TimeZone};

/// Hours of Beijing time, in which the document says when it was made.
const BEIJING: i8 = 8;

/// The document of a batch that was checked.
pub(crate) fn document(batch: &Batch, layout: &PainLayout) -> Vec<u8> {
    let mut xml = Xml::default();
    let name = layout.message.name();
    xml.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let namespace = format!("Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:{name}\"");
    xml.inside(&namespace, |xml| {
        xml.inside("CstmrCdtTrfInitn", |xml| {
            header(xml, batch);
            payments(xml, batch);
        });
    });
    xml.text.into_bytes()
}

fn header(xml: &mut Xml, batch: &Batch) {
    let zone = TimeZone::fixed(Offset::constant(BEIJING));
    let at = batch.at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string();
    xml.inside("GrpHdr", |xml| {
        xml.leaf("MsgId", &batch.message);
        xml.leaf("CreDtTm", &at);
        sums(xml, batch);
        xml.inside("InitgPty", |xml| xml.leaf("Nm", &batch.from.holder));
    });
}

fn sums(xml: &mut Xml, batch: &Batch) {
    xml.leaf("NbOfTxs", &batch.instructions.len().to_string());
    xml.leaf("CtrlSum", &batch.total().unwrap_or(Fen::ZERO).plain());
}

fn payments(xml: &mut Xml, batch: &Batch) {
    xml.inside("PmtInf", |xml| {
        xml.leaf("PmtInfId", &batch.message);
        xml.leaf("PmtMtd", "TRF");
        xml.leaf("BtchBookg", "false");
        sums(xml, batch);
        xml.inside("ReqdExctnDt", |xml| xml.leaf("Dt", &batch.pay_on.to_string()));
        xml.inside("Dbtr", |xml| xml.leaf("Nm", &batch.from.holder));
        number(xml, "DbtrAcct", &batch.from);
        branch(xml, "DbtrAgt", &batch.from);
        xml.leaf("ChrgBr", "DEBT");
        for instruction in &batch.instructions {
            xml.inside("CdtTrfTxInf", |xml| payment(xml, instruction));
        }
    });
}

fn payment(xml: &mut Xml, instruction: &Instruction) {
    xml.inside("PmtId", |xml| {
        xml.leaf("InstrId", &instruction.reference);
        xml.leaf("EndToEndId", &instruction.reference);
    });
    xml.inside("Amt", |xml| {
        xml.open("InstdAmt Ccy=\"CNY\"");
        xml.text.push_str(&instruction.amount.plain());
        xml.close("InstdAmt");
    });
    branch(xml, "CdtrAgt", &instruction.to);
    xml.inside("Cdtr", |xml| {
        xml.leaf("Nm", &instruction.to.holder);
        if let Some(mobile) = &instruction.mobile {
            xml.inside("CtctDtls", |xml| xml.leaf("MobNb", &format!("+86-{mobile}")));
        }
    });
    number(xml, "CdtrAcct", &instruction.to);
    xml.inside("RmtInf", |xml| {
        xml.leaf("Ustrd", &instruction.purpose);
        if !instruction.note.is_empty() {
            xml.leaf("Ustrd", &instruction.note);
        }
    });
}

fn number(xml: &mut Xml, name: &str, account: &Account) {
    xml.inside(name, |xml| {
        xml.inside("Id", |xml| xml.inside("Othr", |xml| xml.leaf("Id", &account.number)));
        xml.leaf("Ccy", "CNY");
    });
}

fn branch(xml: &mut Xml, name: &str, account: &Account) {
    xml.inside(name, |xml| {
        xml.inside("FinInstnId", |xml| {
            if let Some(clearing) = &account.clearing {
                xml.inside("ClrSysMmbId", |xml| {
                    xml.inside("ClrSysId", |xml| xml.leaf("Cd", "CNAPS"));
                    xml.leaf("MmbId", clearing);
                });
            }
            xml.leaf("Nm", &account.bank);
            let (province, city) = (account.province.as_deref(), account.city.as_deref());
            if province.is_some() || city.is_some() {
                xml.inside("PstlAdr", |xml| {
                    city.iter().for_each(|city| xml.leaf("TwnNm", city));
                    province.iter().for_each(|province| xml.leaf("CtrySubDvsn", province));
                    xml.leaf("Ctry", "CN");
                });
            }
        });
    });
}

/// XML in the making; names are constants and texts are escaped.
#[derive(Default)]
struct Xml {
    text: String,
}

impl Xml {
    fn open(&mut self, tag: &str) {
        self.text.push('<');
        self.text.push_str(tag);
        self.text.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.text.push_str("</");
        self.text.push_str(tag.split(' ').next().unwrap_or_default());
        self.text.push_str(">\n");
    }

    fn inside(&mut self, tag: &str, fill: impl FnOnce(&mut Xml)) {
        self.open(tag);
        self.text.push('\n');
        fill(self);
        self.close(tag);
    }

    fn leaf(&mut self, tag: &str, text: &str) {
        self.open(tag);
        for letter in text.chars() {
            match letter {
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '&' => self.text.push_str("&amp;"),
                _ => self.text.push(letter),
            }
        }
        self.close(tag);
    }
}
