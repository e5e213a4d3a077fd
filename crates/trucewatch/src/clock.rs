//! The one place where the program asks what time it is.

/// Now, in UTC to the second, as ledger entries tell it.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Now, in POSIX seconds, as cosignatures tell it.
pub fn posix() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or(0)
}
