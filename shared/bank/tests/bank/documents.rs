//! pain.001: the documents that the published schemas are held against are the ones we write.
//!
//! `infra/local/test_bank.py` validates the files under `tests/documents` against those schemas.

use crate::sample::{batch, format, full, instruction, plain};
use bank::{Batch, write};
use std::path::PathBuf;

fn documents() -> Vec<(String, Vec<u8>)> {
    let mixed = || batch(vec![instruction(1), full(2)]);
    let cases: [(&str, Batch); 3] = [("one", plain(1)), ("mixed", mixed()), ("most", plain(100))];
    let formats = ["iso20022", "iso20022-2019"];
    let files = cases.iter().flat_map(|(name, batch)| {
        formats
            .map(|code| (format!("{code}-{name}.xml"), write(batch, format(code)).unwrap().bytes))
    });
    files.collect()
}

#[test]
fn what_is_written_is_what_the_schemas_have_seen() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    for (name, bytes) in documents() {
        let path = folder.join(&name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        let seen = std::fs::read(&path).unwrap_or_default();
        assert!(seen == bytes, "{name} differs. Run: UPDATE_GOLDEN=1 cargo test -p bank, and look");
    }
}

#[test]
fn count_and_total_are_those_of_the_batch() {
    for count in [1, 2, 99, 100] {
        let batch = plain(count);
        let file = write(&batch, format("iso20022")).unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let all = |name: &str| {
            let (open, close) = (format!("<{name}>"), format!("</{name}>"));
            let found = text.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap());
            found.map(str::to_owned).collect::<Vec<_>>()
        };
        let total = batch.total().unwrap().plain();
        assert_eq!(all("NbOfTxs"), [count.to_string(), count.to_string()]);
        assert_eq!(all("CtrlSum"), [total.clone(), total]);
        assert_eq!(text.matches("<InstdAmt Ccy=\"CNY\">").count(), usize::try_from(count).unwrap());
        let references: Vec<_> =
            batch.instructions.iter().map(|payment| payment.reference.clone()).collect();
        assert_eq!(all("EndToEndId"), references);
        assert_eq!((file.count, Some(file.total)), (u32::try_from(count).unwrap(), batch.total()));
        assert_eq!(write(&batch, format("iso20022")).unwrap(), file, "the same bytes again");
    }
}

#[test]
fn one_changed_fen_or_account_changes_the_hash() {
    let file = write(&plain(3), format("iso20022")).unwrap();
    let mut other = plain(3);
    other.instructions[1].amount = domain::money::Fen::new(200_004);
    let mut third = plain(3);
    third.instructions[1].to.number.push('1');
    for changed in [other, third] {
        assert_ne!(write(&changed, format("iso20022")).unwrap().sha256, file.sha256);
    }
}
