//! Ed25519 signatures over sealed lists and certificates, in the compact form of RFC 7515 (JWS), so that any library
//! can check them against the published key.

use super::secrets::Secrets;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, Verifier};
use sha2::{Digest, Sha256};

#[derive(Clone)]
pub struct Signer {
    key: SigningKey,
    key_id: String,
}

impl Signer {
    pub fn new(secrets: &Secrets) -> Self {
        let key = SigningKey::from_bytes(secrets.signing_seed());
        let key_id = hex::encode(&Sha256::digest(key.verifying_key().as_bytes())[..8]);
        Signer { key, key_id }
    }

    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// A compact JWS over the payload.
    pub fn sign(&self, payload: &[u8]) -> String {
        let header = serde_json::json!({ "alg": "EdDSA", "kid": self.key_id });
        let signed = format!(
            "{}.{}",
            encode(header.to_string().as_bytes()),
            encode(payload)
        );
        let signature = self.key.sign(signed.as_bytes());
        format!("{signed}.{}", encode(&signature.to_bytes()))
    }

    /// The payload of a JWS that this key signed; `None` for any other.
    pub fn verify(&self, jws: &str) -> Option<Vec<u8>> {
        let (signed, signature) = jws.rsplit_once('.')?;
        let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
        self.key
            .verifying_key()
            .verify(signed.as_bytes(), &signature)
            .ok()?;
        URL_SAFE_NO_PAD.decode(signed.split_once('.')?.1).ok()
    }

    /// The public key as a JSON Web Key Set (RFC 8037).
    pub fn key_set(&self) -> serde_json::Value {
        serde_json::json!({ "keys": [{
            "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
            "kid": self.key_id, "x": encode(self.key.verifying_key().as_bytes()),
        }]})
    }
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.key_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_what_was_signed_and_for_nothing_else() {
        let signer = Signer::new(&Secrets::derive(&[7; 32]));
        let jws = signer.sign(b"{\"a\":1}");
        assert_eq!(
            signer.verify(&jws).as_deref(),
            Some(b"{\"a\":1}".as_slice())
        );
        let forged = jws.replacen(&encode(b"{\"a\":1}"), &encode(b"{\"a\":2}"), 1);
        assert_eq!(signer.verify(&forged), None);
        assert_eq!(Signer::new(&Secrets::derive(&[8; 32])).verify(&jws), None);
        assert_eq!(signer.verify("nonsense"), None);
    }
}
