//! What is sealed opens for those it was sealed to and for nobody else, altered or cut it does not open, and a file that
//! another program of the same format wrote opens too.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sealing::{Identity, KeyError, Recipient, SealError, open, seal};

fn recipients(identities: &[Identity]) -> Vec<Recipient> {
    identities.iter().map(Identity::recipient).collect()
}

#[test]
fn each_recipient_opens_alone_and_no_other() {
    let holders = [Identity::draw().unwrap(), Identity::draw().unwrap()];
    let sealed = seal(b"a name", &recipients(&holders)).unwrap();
    for holder in &holders {
        assert_eq!(open(&sealed, std::slice::from_ref(holder)).unwrap(), b"a name");
    }
    assert_eq!(open(&sealed, &[Identity::draw().unwrap()]), Err(SealError::NotForThese));
    assert_eq!(open(&sealed, &[]), Err(SealError::NotForThese));
    assert_eq!(seal(b"a name", &[]), Err(SealError::NoRecipient));
    assert_ne!(sealed, seal(b"a name", &recipients(&holders)).unwrap(), "two of the same look unlike");
}

#[test]
fn keys_read_back_and_slips_are_told() {
    let identity = Identity::draw().unwrap();
    let (secret, public) = (identity.to_secret_text(), identity.recipient().to_string());
    assert!(secret.starts_with("AGE-SECRET-KEY-1") && public.starts_with("age1"));
    assert_eq!(Recipient::parse(&public).unwrap(), identity.recipient());
    let file = format!("# of the head of mission\n\n{secret}\n");
    assert_eq!(Identity::parse_file(&file).unwrap(), std::slice::from_ref(&identity));
    assert!(!format!("{identity:?}").contains(&secret), "a private key is not printed by accident");
    let last = if public.ends_with('q') { "p" } else { "q" };
    let slipped = format!("{}{last}", &public[..public.len() - 1]);
    for wrong in [slipped.as_str(), "age1", "", &secret, &public.to_uppercase()] {
        assert!(matches!(Recipient::parse(wrong), Err(KeyError::Recipient(_))), "{wrong}");
    }
    assert_eq!(Identity::parse_file(&format!("# key\n{public}")), Err(KeyError::Identity(2)));
    assert_eq!(Identity::parse_file("# nothing\n"), Err(KeyError::NoIdentity));
}

#[test]
fn contents_of_every_length_come_out_and_cannot_be_cut() {
    let holder = [Identity::draw().unwrap()];
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let plain: Vec<u8> = (0..length).map(|n: usize| (n % 251) as u8).collect();
        let sealed = seal(&plain, &recipients(&holder)).unwrap();
        assert_eq!(open(&sealed, &holder).unwrap(), plain);
        for cut in [1, 16, 17, 65_552].into_iter().filter(|cut| *cut < sealed.len()) {
            assert!(open(&sealed[..sealed.len() - cut], &holder).is_err(), "{length} without its last {cut}");
        }
        assert!(open(&[sealed.clone(), vec![0]].concat(), &holder).is_err());
    }
}

/// A key and a file of a program that shares no code with this one (`rage` 0.11 by way of Python's `pyrage`). Its header has
/// a stanza of a kind that nobody knows, as the format wants files to have.
#[test]
fn what_another_program_wrote_opens() {
    let secret = "AGE-SECRET-KEY-15HP28448Z7MEQMRE4KKF0KZHP53RC4HNCP0AXH80YGE66LH23XEQVAR8UK";
    let file = concat!(
        "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA1UUNyZ0hEemM0cVNaVzlyRDk4djlDNHR1Myt0cEhUK2xxTGE4WjA3aWdVClNzOWgzS0kx",
        "Wm00cmI3MWRGVm03Tjk0Tm1JOHhuV2NEbVYyZEkyYVdWblUKLT4gImJAKmYvIkEtZ3JlYXNlCmo1bGtTVVRPTGtYUmxWY2pFUUkzbVMrdHJuMVBX",
        "ejVTOXpSY0licXQ4dUEzYXIxN2FFNzNZOXJlaDhCMGxUVi8KR3ZjajA5OEh6VDV3bDlOR2lUZwotLS0gRmdlSXVxcVMwcTQ4QjJwOGJRdXN0anoz",
        "R29pMFNNaENQUDBsMjRoL09TRQrBx70m5sKTAGIwHGpWNXKJdj0pvA3dEEdKsEFYiD6Sy8Abq8DVdZLu31c7n7y06tDI6Q==",
    );
    let sealed = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, file).unwrap();
    let holder = Identity::parse_file(secret).unwrap();
    assert_eq!(holder[0].recipient().to_string(), "age1fsrxvcreej9f9cjd6ky3msf73lfvdkhz04g5cuxetezz9s02lvtqunctz4");
    assert_eq!(open(&sealed, &holder).unwrap(), b"written elsewhere\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_altered_byte_never_opens(place in any::<prop::sample::Index>(), flip in 1_u8..) {
        let holder = [Identity::draw().unwrap()];
        let mut sealed = seal(b"the house beside the mill", &recipients(&holder)).unwrap();
        let place = place.index(sealed.len());
        sealed[place] ^= flip;
        prop_assert!(open(&sealed, &holder).is_err());
    }

    #[test]
    fn rubbish_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), keep in 0_usize..160) {
        let holder = [Identity::draw().unwrap()];
        let mut sealed = seal(b"", &recipients(&holder)).unwrap();
        sealed.truncate(keep);
        sealed.extend(bytes);
        prop_assert!(open(&sealed, &holder).is_err());
    }
}
