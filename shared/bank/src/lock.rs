//! A payment file under a password: a ZIP entry with WinZip AES-256, which 7-Zip and WPS open.
//!
//! Deliberately absent: compression (a hundred lines need none) and randomness (the caller's).
//! Source: WinZip, «AES Encryption Information: Encryption Specification AE-1 and AE-2», 2009.

use crate::batch::File;
use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use thiserror::Error;
