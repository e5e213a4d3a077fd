//! Disagreement as a value that is kept.

/// One value, and the claims that hold it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version<T, By> {
    /// What is said.
    pub value: T,
    /// By which claims, in order.
    pub by: Vec<By>,
}

/// What several claims say of one field. Silence is not agreement: only those who spoke are counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Contested<T, By = crate::ClaimId> {
    /// Nobody said.
    #[default]
    Unsaid,
    /// All who spoke say the same.
    Agreed(Version<T, By>),
    /// At least two versions that cannot both be true.
    Contested(Vec<Version<T, By>>),
}

impl<T, By> Contested<T, By> {
    /// From versions that exclude each other: none, one, or several.
    pub fn from_versions(mut versions: Vec<Version<T, By>>) -> Self {
        match versions.len() {
            0 => Contested::Unsaid,
            1 => versions.pop().map_or(Contested::Unsaid, Contested::Agreed),
            _ => Contested::Contested(versions),
        }
    }

    /// Every version.
    pub fn versions(&self) -> &[Version<T, By>] {
        match self {
            Contested::Unsaid => &[],
            Contested::Agreed(one) => std::slice::from_ref(one),
            Contested::Contested(all) => all,
        }
    }

    /// Whether two versions exclude each other.
    pub fn is_contested(&self) -> bool {
        matches!(self, Contested::Contested(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_version_is_agreement_and_two_are_not() {
        let version = |value| Version { value, by: vec![1] };
        assert_eq!(Contested::<u8, i32>::from_versions(vec![]), Contested::Unsaid);
        assert!(!Contested::from_versions(vec![version('a')]).is_contested());
        assert!(Contested::from_versions(vec![version('a'), version('b')]).is_contested());
    }
}
