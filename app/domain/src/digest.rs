//! Digests that anyone can recompute: SHA-256 over canonical JSON (object keys sorted, no spaces, UTF-8).

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The canonical bytes of a value. `serde_json::Value` keeps its objects sorted by key, which makes them canonical.
///
/// # Errors
/// When the value cannot be written as JSON (a map whose keys are not strings).
pub fn canonical<T: Serialize>(value: &T) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::to_value(value)?)
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The digest in groups of four, as it is printed on a list: `10ec 1b0f …`.
pub fn grouped(digest: &str) -> String {
    let groups: Vec<&str> = (0..digest.len())
        .step_by(4)
        .filter_map(|i| digest.get(i..i + 4))
        .collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_does_not_depend_on_the_order_of_keys() {
        let a = serde_json::json!({"b": 1, "a": {"y": 2, "x": 3}});
        let b: serde_json::Value =
            serde_json::from_str(r#"{ "a": {"x":3,"y":2}, "b":1 }"#).unwrap();
        assert_eq!(canonical(&a).unwrap(), canonical(&b).unwrap());
        assert_eq!(canonical(&a).unwrap(), br#"{"a":{"x":3,"y":2},"b":1}"#);
    }

    #[test]
    fn a_printed_digest_comes_in_groups_of_four() {
        let digest = sha256(b"abc");
        assert!(grouped(&digest).starts_with("ba78 16bf 8f01"));
        assert_eq!(grouped(&digest).len(), 64 + 15);
    }
}
