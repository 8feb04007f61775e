//! A payment file under a password: a ZIP entry with WinZip AES-256, which 7-Zip and WPS open.
//!
//! Deliberately absent: compression (a hundred lines need none) and randomness (the caller's).
//! Source: WinZip, «AES Encryption Information: Encryption Specification AE-1 and AE-2», 2009.

use crate::batch::File;
use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use domain::matter::Text;
use hmac::{Hmac, Mac as _};
use pbkdf2::pbkdf2_hmac_array;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The fewest characters of a password: the format stretches it a thousand times only.
pub const LEAST_PASSWORD: usize = 12;

const ROUNDS: u32 = 1000;
const SALT: usize = 16;
const CODE: usize = 10;

/// Why a file is not locked or unlocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum LockFault {
    /// Under 12 characters, or beyond ASCII, which programs encode differently.
    #[error("the password has under 12 characters, or others than ASCII")]
    Password,
    /// More bytes than an entry without extensions holds.
    #[error("the file is too large")]
    TooLarge,
    /// Not a ZIP with one entry as we write it.
    #[error("not a locked file of ours")]
    Archive,
    /// Another password, or changed bytes.
    #[error("the password is wrong, or the file was changed")]
    Refused,
}

impl LockFault {
    /// What is wrong and how to mend it.
    #[must_use]
    pub fn text(&self) -> Text {
        let (zh, en) = match self {
            LockFault::Password => (
                "密码须为12位以上的字母、数字或符号,不含空格,请重新设置。",
                "Choose a password of at least 12 letters, digits or signs, without spaces.",
            ),
            LockFault::TooLarge => {
                ("文件过大,请拆分批次。", "The file is too large; split the batch.")
            }
            LockFault::Archive => {
                ("不是本系统加密的文件,请核对。", "Not a file locked here; check which one it is.")
            }
            LockFault::Refused => (
                "密码不正确,或文件已被改动,请核对后重试。",
                "The password is wrong or the file was changed; check both.",
            ),
        };
        Text { zh: zh.into(), en: en.into() }
    }
}

/// The keys of a password and a salt.
struct Keys {
    cipher: [u8; 32],
    code: [u8; 32],
    check: [u8; 2],
}

/// The file as a ZIP that opens with the password.
///
/// The salt is made of the seed and the content, so that a seed used twice harms nothing.
/// **Repeat:** the same file, password and seed give the same bytes.
///
/// # Errors
/// If the password is weak or the file too large.
pub fn protect(file: &File, password: &str, seed: &[u8; 32]) -> Result<Vec<u8>, LockFault> {
    if password.len() < LEAST_PASSWORD || !password.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(LockFault::Password);
    }
    let digest = Sha256::new().chain_update(seed).chain_update(&file.bytes).finalize();
    let salt = digest.first_chunk::<SALT>().ok_or(LockFault::Archive)?;
    let keys = keys(password, salt);
    let mut body = file.bytes.clone();
    apply(&mut body, &keys.cipher);
    let code = code(&body, &keys.code)?;
    let content = [salt.as_slice(), &keys.check, &body, &code].concat();
    archive(&file.name, file.bytes.len(), &content).ok_or(LockFault::TooLarge)
}

/// The name and content of a locked file.
///
/// # Errors
/// If it is not ours, the password is another, or a byte was changed.
pub fn unprotect(bytes: &[u8], password: &str) -> Result<(String, Vec<u8>), LockFault> {
    let (name, content) = entry(bytes).ok_or(LockFault::Archive)?;
    let (salt, rest) = content.split_first_chunk::<SALT>().ok_or(LockFault::Archive)?;
    let (check, rest) = rest.split_first_chunk::<2>().ok_or(LockFault::Archive)?;
    let (body, wanted) = rest.split_last_chunk::<CODE>().ok_or(LockFault::Archive)?;
    let keys = keys(password, salt);
    if keys.check != *check || code(body, &keys.code)? != *wanted {
        return Err(LockFault::Refused);
    }
    let mut body = body.to_vec();
    apply(&mut body, &keys.cipher);
    Ok((name, body))
}

fn keys(password: &str, salt: &[u8; SALT]) -> Keys {
    let derived: [u8; 66] = pbkdf2_hmac_array::<Sha1, 66>(password.as_bytes(), salt, ROUNDS);
    let mut keys = Keys { cipher: [0; 32], code: [0; 32], check: [0; 2] };
    let parts = keys.cipher.iter_mut().chain(&mut keys.code).chain(&mut keys.check);
    parts.zip(derived).for_each(|(to, from)| *to = from);
    keys
}

/// AES in counter mode: the counter begins at 1 and its lowest byte stands first.
fn apply(bytes: &mut [u8], key: &[u8; 32]) {
    let cipher = Aes256::new(&(*key).into());
    for (counter, chunk) in (1_u128..).zip(bytes.chunks_mut(16)) {
        let mut block = aes::Block::from(counter.to_le_bytes());
        cipher.encrypt_block(&mut block);
        chunk.iter_mut().zip(block).for_each(|(byte, pad)| *byte ^= pad);
    }
}

fn code(body: &[u8], key: &[u8; 32]) -> Result<[u8; CODE], LockFault> {
    let mac: Hmac<Sha1> = KeyInit::new_from_slice(key).map_err(|_| LockFault::Archive)?;
    let code = mac.chain_update(body).finalize().into_bytes();
    code.first_chunk::<CODE>().copied().ok_or(LockFault::Archive)
}

/// The fields that the entry and its directory line have in common.
fn shared_fields(name: &str, plain: usize, content: usize) -> Option<Vec<u8>> {
    // Encrypted; a name beyond ASCII is UTF-8.
    let flags: u16 = if name.is_ascii() { 0x0001 } else { 0x0801 };
    let mut bytes = Vec::new();
    bytes.extend(51_u16.to_le_bytes());
    bytes.extend(flags.to_le_bytes());
    bytes.extend(99_u16.to_le_bytes());
    // 1980-01-01: a file of the same batch is the same file.
    bytes.extend([0, 0, 0x21, 0]);
    // AE-2 has no check sum: the code stands for it.
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(u32::try_from(content).ok()?.to_le_bytes());
    bytes.extend(u32::try_from(plain).ok()?.to_le_bytes());
    bytes.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
    bytes.extend(u16::try_from(EXTRA.len()).ok()?.to_le_bytes());
    Some(bytes)
}

/// AE-2, 256 bits, stored.
const EXTRA: [u8; 11] = [0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 0, 0];

fn archive(name: &str, plain: usize, content: &[u8]) -> Option<Vec<u8>> {
    let fields = shared_fields(name, plain, content.len())?;
    let local = [b"PK\x03\x04", fields.as_slice(), name.as_bytes(), &EXTRA, content].concat();
    // No comment, first disk, no attributes, at the start of the file.
    let rest = [0_u8; 14];
    let directory =
        [b"PK\x01\x02\x33\x00", fields.as_slice(), &rest, name.as_bytes(), &EXTRA].concat();
    let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
    end.extend(u32::try_from(directory.len()).ok()?.to_le_bytes());
    end.extend(u32::try_from(local.len()).ok()?.to_le_bytes());
    end.extend([0, 0]);
    Some([local, directory, end].concat())
}

/// The name and content of the first entry.
fn entry(bytes: &[u8]) -> Option<(String, &[u8])> {
    let rest = bytes.strip_prefix(b"PK\x03\x04")?;
    let (fields, rest) = rest.split_first_chunk::<26>()?;
    let number = |at: usize| {
        fields.get(at..)?.first_chunk::<2>().map(|bytes| usize::from(u16::from_le_bytes(*bytes)))
    };
    let (method, name, extra) = (number(4)?, number(22)?, number(24)?);
    let length = u32::from_le_bytes(*fields.get(14..)?.first_chunk::<4>()?);
    let (name, rest) = rest.split_at_checked(name)?;
    let (extra, rest) = rest.split_at_checked(extra)?;
    let (content, _) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    let ours = method == 99 && extra == EXTRA;
    ours.then(|| Some((String::from_utf8(name.to_vec()).ok()?, content)))?
}
