//! Whoever signs for a log or an author: a private key in memory, or something outside that holds it. It must not say where.

use super::{SigningKey, VerifierKey};

/// Signs with one key. Whoever implements it answers for the signature being one of [`Signer::verifier`].
pub trait Signer: Send {
    /// The public half.
    fn verifier(&self) -> &VerifierKey;

    /// An Ed25519 signature over the message.
    ///
    /// # Errors
    /// Where what holds the key does not sign.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError>;
}

/// Why there is no signature, in a line that repeats no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SignerError(pub String);

impl Signer for SigningKey {
    fn verifier(&self) -> &VerifierKey {
        self.verifier()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        Ok(self.sign(message, 0))
    }
}
