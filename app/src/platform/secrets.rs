//! Numbers that identify people are encrypted at rest (AES-256-GCM-SIV) and found by a keyed blind index (HMAC-SHA-256).

use aes_gcm_siv::{
    Aes256GcmSiv, Nonce,
    aead::{Aead, Generate, Key, KeyInit},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Keys derived from the one secret of the installation. All servers share it; losing it loses the encrypted columns.
#[derive(Clone)]
pub struct Secrets {
    cipher: Aes256GcmSiv,
    index_key: [u8; 32],
    signing_seed: [u8; 32],
}

const NONCE_BYTES: usize = 12;

impl Secrets {
    /// `secret`: at least 32 random bytes.
    pub fn derive(secret: &[u8]) -> Self {
        let key = |purpose: &str| -> [u8; 32] { mac(secret, purpose.as_bytes()) };
        Secrets {
            cipher: Aes256GcmSiv::new(&Key::<Aes256GcmSiv>::from(key("encryption"))),
            index_key: key("blind index"),
            signing_seed: key("signing"),
        }
    }

    /// Nonce and ciphertext in one column.
    pub fn encrypt(&self, plain: &str) -> Vec<u8> {
        let nonce = Nonce::generate();
        let sealed = self
            .cipher
            .encrypt(&nonce, plain.as_bytes())
            .expect("short texts are within the cipher's limit");
        [nonce.as_slice(), &sealed].concat()
    }

    /// `None` when the column was written under another secret, or altered.
    pub fn decrypt(&self, stored: &[u8]) -> Option<String> {
        let (nonce, sealed) = stored.split_at_checked(NONCE_BYTES)?;
        let nonce = Nonce::try_from(nonce).ok()?;
        String::from_utf8(self.cipher.decrypt(&nonce, sealed).ok()?).ok()
    }

    /// Equal inputs give equal indices, and nothing can be read from them without the key.
    pub fn blind_index(&self, field: &str, value: &str) -> String {
        hex::encode(mac(&self.index_key, format!("{field}:{value}").as_bytes()))
    }

    pub fn signing_seed(&self) -> &[u8; 32] {
        &self.signing_seed
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// A seed for a draw that anybody can repeat: 53 bits, so that every reader of JSON reads it exactly.
pub fn random_seed() -> u64 {
    rand::random::<u64>() >> 11
}

/// 256 random bits as text that fits a cookie or a link.
pub fn random_token() -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a token: its hash, so that a stolen database opens no session.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encrypted_reads_back_and_never_looks_the_same_twice() {
        let secrets = Secrets::derive(&[7; 32]);
        let (a, b) = (
            secrets.encrypt("11010519491231002X"),
            secrets.encrypt("11010519491231002X"),
        );
        assert_ne!(a, b);
        assert_eq!(secrets.decrypt(&a).as_deref(), Some("11010519491231002X"));
        assert_eq!(
            Secrets::derive(&[8; 32]).decrypt(&a),
            None,
            "another installation cannot read it"
        );
        assert_eq!(secrets.decrypt(&a[..5]), None);
    }

    #[test]
    fn the_index_finds_equal_numbers_only_under_the_same_key_and_field() {
        let secrets = Secrets::derive(&[7; 32]);
        assert_eq!(
            secrets.blind_index("phone", "13800000000"),
            secrets.blind_index("phone", "13800000000")
        );
        assert_ne!(
            secrets.blind_index("phone", "13800000000"),
            secrets.blind_index("id", "13800000000")
        );
        assert_ne!(
            secrets.blind_index("phone", "13800000000"),
            Secrets::derive(&[8; 32]).blind_index("phone", "13800000000")
        );
    }
}
