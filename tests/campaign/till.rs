//! A bank in the tests' own process, by the rules of `infra/local/bank.py`: it reads the files that
//! lie in S3, pays, answers well or badly, and keeps the book that the ledger must agree with.
//!
//! It reads files by itself: what our writer gets wrong is not read rightly here by the same mistake.
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

/// How the bank behaves towards a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// Pays.
    Pay,
    /// 账户名不符.
    Reject,
    /// Pays half.
    Half,
    /// Pays when asked.
    Late,
    /// Answers a second time.
    Twice,
    /// In a file of its own, the others first.
    Apart,
    /// Adds a payment that nobody asked for.
    Unknown,
    /// Pays 100 yuan too much.
    More,
    /// Its whole answer is lost until asked.
    Lose,
    /// Pays, and the money comes back later.
    Return,
}

impl Rule {
    /// By the last four digits of the account.
    pub(crate) fn of(account: &str) -> Rule {
        match account.get(account.len().saturating_sub(4)..).unwrap_or_default() {
            "9001" => Rule::Reject,
            "9002" => Rule::Half,
            "9003" => Rule::Late,
            "9004" => Rule::Twice,
            "9005" => Rule::Apart,
            "9006" => Rule::Unknown,
            "9007" => Rule::More,
            "9008" => Rule::Lose,
            "9009" => Rule::Return,
            _ => Rule::Pay,
        }
    }
}

/// What it pays too much, in fen.
pub(crate) const OVER: u64 = 10_000;
const FOREIGN: u64 = 8_000;

/// One payment as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Order {
    reference: String,
    fen: u64,
    account: String,
    rule: Rule,
}

#[derive(Clone, Debug)]
struct File {
    pain: bool,
    orders: Vec<Order>,
    answered: bool,
    asked: bool,
    returned: bool,
    answers: u32,
}

/// The bank.
#[derive(Clone, Debug, Default)]
pub(crate) struct Till {
    /// What was really paid, by reference.
    pub(crate) paid: BTreeMap<String, u64>,
    /// What came back, by reference.
    pub(crate) returned: BTreeMap<String, u64>,
    /// Money that nobody asked for, by the reference that it says.
    pub(crate) foreign: BTreeMap<String, u64>,
    files: BTreeMap<String, File>,
    seen: BTreeSet<String>,
    /// How it behaves towards accounts, before what their digits say.
    pub(crate) rules: BTreeMap<String, Rule>,
    /// Files that changed after it had looked at them.
    pub(crate) changed: Vec<String>,
    /// Files that are not as agreed.
    pub(crate) unreadable: Vec<String>,
}

impl Till {
    /// What left the bank and stayed away, of one run.
    pub(crate) fn net_of(&self, run: &str) -> u64 {
        let sum = |book: &BTreeMap<String, u64>| {
            let ours = book.iter().filter(|(key, _)| key.split('-').next() == Some(run));
            ours.map(|(_, fen)| *fen).sum::<u64>()
        };
        sum(&self.paid) + sum(&self.foreign) - sum(&self.returned)
    }

    /// Accounts that got more than `most` fen, over all runs.
    pub(crate) fn paid_twice(&self, most: u64) -> Vec<String> {
        let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
        for order in self.files.values().flat_map(|file| &file.orders) {
            let of =
                |book: &BTreeMap<String, u64>| book.get(&order.reference).copied().unwrap_or(0);
            *sums.entry(&order.account).or_default() += of(&self.paid) - of(&self.returned);
        }
        let over = sums.into_values().filter(|sum| *sum > most + OVER);
        over.map(|sum| format!("somebody got {sum} fen where {most} are due")).collect()
    }

    /// The messages of the files that it has.
    pub(crate) fn messages(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Objects that it has not looked at yet: an object that was written over is looked at again.
    pub(crate) fn is_new(&mut self, key: &str, tag: &str) -> bool {
        let other = self.seen.iter().any(|seen| seen.split('|').next() == Some(key));
        let new = self.seen.insert(format!("{key}|{tag}"));
        if new && other {
            self.changed.push(key.to_owned());
        }
        new
    }

    /// A file arrives, unlocked. It pays what it was not asked for before.
    pub(crate) fn take(&mut self, key: &str, content: &[u8]) {
        let Some((message, pain, mut orders)) = read(content) else {
            self.unreadable.push(key.to_owned());
            return;
        };
        for order in &mut orders {
            order.rule = self.rules.get(&order.account).copied().unwrap_or(order.rule);
        }
        for order in &orders {
            let fen = match order.rule {
                Rule::Reject | Rule::Late => continue,
                Rule::Half => order.fen / 2,
                Rule::More => order.fen + OVER,
                _ => order.fen,
            };
            self.paid.entry(order.reference.clone()).or_insert(fen);
            if order.rule == Rule::Unknown {
                self.foreign.insert(format!("{message}-X90"), FOREIGN);
            }
        }
        // The same message again: what it did not know before it pays, and it answers anew.
        let file =
            File { pain, orders, answered: false, asked: false, returned: false, answers: 0 };
        self.files.entry(message).or_insert(file);
    }

    /// Somebody asks about a file.
    pub(crate) fn ask(&mut self, message: &str) {
        let Some(file) = self.files.get_mut(message) else { return };
        file.asked = true;
        file.answered = false;
        for order in file.orders.iter().filter(|order| order.rule == Rule::Late) {
            self.paid.entry(order.reference.clone()).or_insert(order.fen);
        }
    }

    /// What it has to say now: key and content of each file, in the order of delivery.
    pub(crate) fn answers(&mut self) -> Vec<(String, Vec<u8>)> {
        let mut out = Vec::new();
        let Till { files, paid, returned, foreign, .. } = self;
        for (message, file) in files {
            let lost = file.orders.iter().any(|order| order.rule == Rule::Lose) && !file.asked;
            if file.answered && !file.returned {
                let back = file.returns(paid, returned);
                if !back.is_empty() {
                    out.push(file.write(message, 4, &back));
                }
            }
            if lost || file.answered {
                continue;
            }
            file.answered = true;
            let lines: Vec<Said> = file.orders.iter().map(|order| said(order, paid)).collect();
            let apart = |said: &&Said| said.rule == Rule::Apart;
            let mut first: Vec<Said> = lines.iter().filter(apart).cloned().collect();
            let mut rest: Vec<Said> = lines.iter().filter(|one| !apart(one)).cloned().collect();
            if let Some(fen) = foreign.get(&format!("{message}-X90")) {
                let reference = format!("{message}-X90");
                rest.push(Said { reference, word: "成功", fen: *fen, rule: Rule::Unknown });
            }
            let twice = lines.iter().any(|one| one.rule == Rule::Twice);
            if first.is_empty() || rest.is_empty() {
                first.append(&mut rest);
                out.push(file.write(message, 1, &first));
            } else {
                rest.reverse();
                out.push(file.write(message, 2, &rest));
                out.push(file.write(message, 1, &first));
            }
            if twice {
                rest.append(&mut first);
                out.push(file.write(message, 3, &rest));
            }
        }
        out
    }
}

#[derive(Clone, Debug)]
struct Said {
    reference: String,
    word: &'static str,
    fen: u64,
    rule: Rule,
}

fn said(order: &Order, paid: &BTreeMap<String, u64>) -> Said {
    let (word, fen) = match (order.rule, paid.get(&order.reference)) {
        (Rule::Reject, _) => ("失败", order.fen),
        (_, Some(fen)) => ("成功", *fen),
        (_, None) => ("处理中", order.fen),
    };
    Said { reference: order.reference.clone(), word, fen, rule: order.rule }
}

impl File {
    fn returns(
        &mut self,
        paid: &BTreeMap<String, u64>,
        returned: &mut BTreeMap<String, u64>,
    ) -> Vec<Said> {
        self.returned = true;
        let mut back = Vec::new();
        for order in self.orders.iter().filter(|order| order.rule == Rule::Return) {
            let fen = paid.get(&order.reference).copied().unwrap_or(0);
            returned.insert(order.reference.clone(), fen);
            let reference = order.reference.clone();
            back.push(Said { reference, word: "退票", fen, rule: Rule::Return });
        }
        back
    }

    fn write(&mut self, message: &str, number: u32, lines: &[Said]) -> (String, Vec<u8>) {
        let number = number + 10 * self.answers;
        self.answers += 1;
        if self.pain {
            return (format!("in/{message}.{number:02}.xml"), pain(message, number, lines));
        }
        let mut text = "流水号,备注,金额,结果,原因\r\n".to_owned();
        for one in lines {
            let reason = if one.word == "失败" { "账户名不符" } else { "" };
            let (yuan, fen) = (one.fen / 100, one.fen % 100);
            text.push_str(&format!(
                "S{number},{},{yuan}.{fen:02},{},{reason}\r\n",
                one.reference, one.word
            ));
        }
        let (bytes, _, _) = encoding_rs::GBK.encode(&text);
        (format!("in/{message}.{number:02}.csv"), bytes.into_owned())
    }
}

fn pain(message: &str, number: u32, lines: &[Said]) -> Vec<u8> {
    let mut text = format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.13\"><CstmrPmtStsRpt>\
         <GrpHdr><MsgId>B{number}</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId>\
         <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
    );
    for one in lines {
        let (status, reason) = match one.word {
            "成功" => ("ACSC", ""),
            "处理中" => ("PDNG", ""),
            _ => ("RJCT", "<StsRsnInf><Rsn><Cd>BE01</Cd></Rsn></StsRsnInf>"),
        };
        text.push_str(&format!(
            "<TxInfAndSts><OrgnlEndToEndId>{}</OrgnlEndToEndId><TxSts>{status}</TxSts>{reason}\
             <OrgnlTxRef><IntrBkSttlmAmt Ccy=\"CNY\">{}.{:02}</IntrBkSttlmAmt></OrgnlTxRef></TxInfAndSts>",
            one.reference,
            one.fen / 100,
            one.fen % 100
        ));
    }
    text.push_str("</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>");
    text.into_bytes()
}

/// Message, whether it is ISO 20022, and the payments of a file.
fn read(content: &[u8]) -> Option<(String, bool, Vec<Order>)> {
    let pain = content.starts_with(b"<?xml");
    let orders = if pain { read_pain(content)? } else { read_table(content)? };
    let message = orders.first()?.reference.rsplit_once('-')?.0.to_owned();
    let references: BTreeSet<&String> = orders.iter().map(|order| &order.reference).collect();
    let whole = references.len() == orders.len()
        && orders.iter().all(|order| order.fen > 0 && order.reference.starts_with(&message));
    whole.then_some((message, pain, orders))
}

fn read_table(content: &[u8]) -> Option<Vec<Order>> {
    let (text, _, lossy) = encoding_rs::GBK.decode(content);
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next()?.split(',').collect();
    let at = |name: &str| head.iter().position(|cell| *cell == name);
    let (reference, account, amount) = (at("备注")?, at("收款账号")?, at("金额")?);
    let order = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        Some(Order {
            reference: (*cells.get(reference)?).to_owned(),
            fen: fen(cells.get(amount)?)?,
            account: (*cells.get(account)?).to_owned(),
            rule: Rule::of(cells.get(account)?),
        })
    };
    if lossy { None } else { lines.map(order).collect() }
}

fn read_pain(content: &[u8]) -> Option<Vec<Order>> {
    let text = std::str::from_utf8(content).ok()?;
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from)?;
        rest.split_once(to).map(|(found, _)| found.trim().to_owned())
    };
    let order = |one: &str| {
        let account = one.split_once("<CdtrAcct>")?.1;
        let account = between(account, "<Othr>\n<Id>", "</Id>")?;
        Some(Order {
            reference: between(one, "<EndToEndId>", "</EndToEndId>")?,
            fen: fen(&between(one, "<InstdAmt Ccy=\"CNY\">", "</InstdAmt>")?)?,
            rule: Rule::of(&account),
            account,
        })
    };
    text.split("<CdtTrfTxInf>").skip(1).map(order).collect()
}

fn fen(text: &str) -> Option<u64> {
    let (yuan, fen) = text.split_once('.')?;
    if fen.len() != 2 {
        return None;
    }
    Some(yuan.parse::<u64>().ok()? * 100 + fen.parse::<u64>().ok()?)
}

#[test]
fn the_bank_reads_a_file_and_never_pays_a_reference_twice() {
    let text = "收款账号,金额,备注\nTESTCARD-1-9002,10.01,M-2101-0001-1-001\n";
    let (bytes, _, _) = encoding_rs::GBK.encode(text);
    let mut till = Till::default();
    till.take("a", &bytes);
    till.take("b", &bytes);
    assert_eq!(till.paid.values().copied().collect::<Vec<_>>(), [500]);
    assert_eq!(till.answers().len(), 1);
    assert_eq!(till.answers().len(), 0, "it has said it");
    till.take("c", b"nonsense");
    assert_eq!(till.unreadable, ["c"]);
    assert_eq!(till.files["M-2101-0001-1"].orders.first().expect("one").fen, 1_001);
}
