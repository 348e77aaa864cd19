use super::Hash;
use sha2::{Digest, Sha256};

/// Hashes a list of texts in which none can be taken for part of its neighbour: each is written as its length in bytes,
/// in decimal, a colon and the bytes; one that is absent as a minus.
pub(super) struct Fields(Sha256);

impl Fields {
    /// A list of this kind.
    pub(super) fn of(kind: &str) -> Self {
        Self(Sha256::new()).text(kind)
    }

    pub(super) fn text(mut self, text: &str) -> Self {
        self.0.update(text.len().to_string());
        self.0.update(":");
        self.0.update(text);
        self
    }

    pub(super) fn maybe(mut self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => {
                self.0.update("-");
                self
            }
        }
    }

    pub(super) fn hash(self) -> Hash {
        Hash::from_bytes(self.0.finalize().into())
    }
}
