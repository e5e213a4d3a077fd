//! A key that an SSH agent holds: the agent signs, and the key never comes near this program. It must not ask the agent for
//! anything but the list of its keys and signatures of one of them.
//!
//! The protocol is that of draft-ietf-sshm-ssh-agent: messages after their length in four big-endian bytes. A key of type
//! `ssh-ed25519` signs the bytes as they are, which is what a log's signature is.

use ledger::checkpoint::{Signer, SignerError, VerifierKey};
use std::path::{Path, PathBuf};

const TYPE: &[u8] = b"ssh-ed25519";
const LIST: u8 = 11;
const LISTED: u8 = 12;
const SIGN: u8 = 13;
const SIGNED: u8 = 14;

/// An answer longer than this is none.
const LONGEST: usize = 256 * 1024;

/// A key in an agent.
pub struct AgentKey {
    socket: PathBuf,
    verifier: VerifierKey,
}

impl AgentKey {
    /// The key with this public half.
    ///
    /// # Errors
    /// Where the agent cannot be asked, or does not hold it.
    pub fn new(socket: &Path, verifier: &VerifierKey) -> Result<Self, SignerError> {
        let key = Self { socket: socket.to_path_buf(), verifier: verifier.clone() };
        let answer = key.ask(LIST, &[], LISTED)?;
        let blob = blob(verifier);
        let mut rest = answer.get(4..).unwrap_or_default();
        while let Some((held, after)) = string(rest) {
            if held == blob {
                return Ok(key);
            }
            rest = string(after).map_or(&[], |(_, after)| after);
        }
        Err(key.failed("it does not hold the log's key; add it with `ssh-add`"))
    }

    fn failed(&self, why: &str) -> SignerError {
        SignerError(format!("the SSH agent at {}: {why}", self.socket.display()))
    }

    fn ask(&self, kind: u8, payload: &[u8], expected: u8) -> Result<Vec<u8>, SignerError> {
        let length = u32::try_from(payload.len() + 1).map_err(|_| self.failed("too long a message"))?;
        let request = [&length.to_be_bytes()[..], &[kind], payload].concat();
        let answer = exchange(&self.socket, &request).map_err(|error| self.failed(&error.to_string()))?;
        match answer.split_first() {
            Some((kind, rest)) if *kind == expected => Ok(rest.to_vec()),
            _ => Err(self.failed("it refused")),
        }
    }
}

impl Signer for AgentKey {
    fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        let request = [prefixed(&blob(&self.verifier)), prefixed(message), vec![0; 4]].concat();
        let answer = self.ask(SIGN, &request, SIGNED)?;
        let signature = string(&answer).and_then(|(signature, _)| string(signature));
        let signature = signature.filter(|(kind, _)| *kind == TYPE).and_then(|(_, rest)| string(rest));
        let signature = signature.map(|(bytes, _)| bytes.to_vec()).unwrap_or_default();
        // An agent is another program: what it answers is held against the key.
        if self.verifier.signed(message, &signature) {
            Ok(signature)
        } else {
            Err(self.failed("its signature does not hold"))
        }
    }
}

/// The public key in a line of OpenSSH, `ssh-ed25519 BASE64 comment`.
#[must_use]
pub fn public_from_openssh(line: &str) -> Option<[u8; 32]> {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let mut words = line.split_whitespace();
    let kind = words.next().filter(|kind| kind.as_bytes() == TYPE)?;
    let blob = BASE64_STANDARD.decode(words.next()?).ok()?;
    let (named, rest) = string(&blob)?;
    let (public, rest) = string(rest)?;
    if named == kind.as_bytes() && rest.is_empty() { public.try_into().ok() } else { None }
}

fn blob(key: &VerifierKey) -> Vec<u8> {
    [prefixed(TYPE), prefixed(key.public_bytes())].concat()
}

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], bytes].concat()
}

/// The bytes after their length, and what follows.
fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

#[cfg(unix)]
fn exchange(socket: &Path, request: &[u8]) -> std::io::Result<Vec<u8>> {
    use std::io::{Error, Read as _, Write as _};
    let mut stream = std::os::unix::net::UnixStream::connect(socket)?;
    // Long enough for a person to confirm.
    stream.set_read_timeout(Some(std::time::Duration::from_secs(60)))?;
    stream.write_all(request)?;
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > LONGEST {
        return Err(Error::other("too long an answer"));
    }
    let mut answer = vec![0; length];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}

#[cfg(not(unix))]
fn exchange(_: &Path, _: &[u8]) -> std::io::Result<Vec<u8>> {
    Err(std::io::Error::other("agents are asked on Unix only"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use ledger::checkpoint::SigningKey;
    use std::io::{Read as _, Write as _};
    use std::os::unix::net::UnixListener;

    /// An agent with one key that answers `times` requests; `lies` makes its signatures those of something else.
    fn agent(socket: &Path, key: &SigningKey, times: usize, lies: bool) -> std::thread::JoinHandle<()> {
        let (listener, key) = (UnixListener::bind(socket).unwrap(), key.clone());
        std::thread::spawn(move || {
            for _ in 0..times {
                let (mut stream, _) = listener.accept().unwrap();
                let mut length = [0; 4];
                stream.read_exact(&mut length).unwrap();
                let mut request = vec![0; u32::from_be_bytes(length) as usize];
                stream.read_exact(&mut request).unwrap();
                let answer = if request[0] == LIST {
                    let other = SigningKey::from_seed("x", &[8; 32]).unwrap();
                    let held = |key: &SigningKey| [prefixed(&blob(key.verifier())), prefixed(b"a comment")].concat();
                    [vec![LISTED], vec![0, 0, 0, 2], held(&other), held(&key)].concat()
                } else {
                    let (_, rest) = string(&request[1..]).unwrap();
                    let message = if lies { b"another" } else { string(rest).unwrap().0 };
                    let signature = Signer::sign(&key, message).unwrap();
                    [vec![SIGNED], prefixed(&[prefixed(TYPE), prefixed(&signature)].concat())].concat()
                };
                stream.write_all(&prefixed(&answer)).unwrap();
            }
        })
    }

    #[test]
    fn an_agent_signs_and_is_not_believed_unseen() {
        let folder = tempfile::tempdir().unwrap();
        let key = SigningKey::from_seed("example.org/log", &[7; 32]).unwrap();
        let honest = folder.path().join("honest");
        let running = agent(&honest, &key, 3, false);
        let held = AgentKey::new(&honest, key.verifier()).unwrap();
        assert_eq!(held.sign(b"a tree").unwrap(), Signer::sign(&key, b"a tree").unwrap());
        let other = SigningKey::from_seed("example.org/log", &[6; 32]).unwrap();
        let line = AgentKey::new(&honest, other.verifier()).map(drop).unwrap_err().to_string();
        assert!(line.contains("does not hold the log's key"), "{line}");
        running.join().unwrap();
        let liar = folder.path().join("liar");
        let running = agent(&liar, &key, 2, true);
        let line = AgentKey::new(&liar, key.verifier()).unwrap().sign(b"a tree").unwrap_err().to_string();
        assert!(line.contains("does not hold"), "{line}");
        running.join().unwrap();
        assert!(AgentKey::new(&folder.path().join("nobody"), key.verifier()).is_err());
    }

    #[test]
    fn public_keys_of_openssh() {
        let key = SigningKey::from_seed("x", &[7; 32]).unwrap();
        let text = {
            use base64::{Engine, prelude::BASE64_STANDARD};
            BASE64_STANDARD.encode(blob(key.verifier()))
        };
        let public = public_from_openssh(&format!("ssh-ed25519 {text} desk@post\n")).unwrap();
        assert_eq!(public.as_slice(), key.verifier().public_bytes());
        for wrong in ["", "ssh-rsa AAAA", "ssh-ed25519", "ssh-ed25519 AAAA", &format!("ssh-rsa {text}")] {
            assert_eq!(public_from_openssh(wrong), None, "{wrong}");
        }
    }
}
