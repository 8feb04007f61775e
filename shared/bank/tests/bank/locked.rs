//! Locked files, opened by another library too.

use crate::sample::{format, plain};
use bank::{LockFault, protect, unprotect, write};
use std::io::{Cursor, Read};

const PASSWORD: &str = "Correct-Horse-7";
const SEED: [u8; 32] = [7; 32];

#[test]
fn a_locked_file_opens_with_its_password_only() {
    for code in ["iso20022", "icbc-batch"] {
        for count in [1, 100] {
            let file = write(&plain(count), format(code)).unwrap();
            let locked = protect(&file, PASSWORD, &SEED).unwrap();
            assert_eq!(unprotect(&locked, PASSWORD), Ok((file.name.clone(), file.bytes.clone())));
            let mut archive = zip::ZipArchive::new(Cursor::new(&locked)).unwrap();
            let mut bytes = Vec::new();
            let mut entry = archive.by_index_decrypt(0, PASSWORD.as_bytes()).unwrap();
            assert_eq!(entry.name().unwrap(), file.name);
            entry.read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, file.bytes, "another library reads the same");
            drop(entry);
            assert!(archive.by_index_decrypt(0, b"Correct-Horse-8").is_err());
            assert_eq!(unprotect(&locked, "Correct-Horse-8"), Err(LockFault::Refused));
        }
    }
}

#[test]
fn a_changed_byte_is_refused() {
    let file = write(&plain(1), format("icbc-batch")).unwrap();
    let locked = protect(&file, PASSWORD, &SEED).unwrap();
    let content = 30 + file.name.len() + 11;
    for at in [content, content + 16, content + 18, content + 18 + file.bytes.len()] {
        let mut changed = locked.clone();
        changed[at] ^= 1;
        assert_eq!(unprotect(&changed, PASSWORD), Err(LockFault::Refused), "{at}");
    }
    assert_eq!(unprotect(&locked[..40], PASSWORD), Err(LockFault::Archive));
    assert_eq!(unprotect(&file.bytes, PASSWORD), Err(LockFault::Archive));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_file_another_salt() {
    let one = write(&plain(1), format("icbc-batch")).unwrap();
    let two = write(&plain(2), format("icbc-batch")).unwrap();
    let salt = |locked: &[u8]| locked[30 + one.name.len() + 11..][..16].to_vec();
    let locked = protect(&one, PASSWORD, &SEED).unwrap();
    assert_eq!(protect(&one, PASSWORD, &SEED).unwrap(), locked);
    assert_ne!(salt(&protect(&two, PASSWORD, &SEED).unwrap()), salt(&locked));
    assert_ne!(salt(&protect(&one, PASSWORD, &[8; 32]).unwrap()), salt(&locked));
}

#[test]
fn a_weak_password_is_refused() {
    let file = write(&plain(1), format("icbc-batch")).unwrap();
    let cases =
        [("short", "12345678901"), ("Chinese", "密码密码密码密码"), ("a space", "a long password")];
    for (why, password) in cases {
        assert_eq!(protect(&file, password, &SEED), Err(LockFault::Password), "{why}");
    }
}
