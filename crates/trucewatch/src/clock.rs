//! The one place where the program asks what time it is.

/// Now, in UTC to the second, as ledger entries tell it.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
