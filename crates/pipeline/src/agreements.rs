//! The worked agreement files that the program carries. They stand beside those that people entered, and are marked as not entered.

use model::Agreement;
use wire::AgreementFile;

const CARRIED: [&str; 4] = [
    include_str!("../../../data/agreements/hudaydah-2018.toml"),
    include_str!("../../../data/agreements/libya-2020-10-23.toml"),
    include_str!("../../../data/agreements/minsk-2015.toml"),
    include_str!("../../../data/agreements/moscow-2020.toml"),
];

/// The carried agreements that nobody entered, each with a title that says so.
pub(crate) fn not_entered(carried: &[Agreement], entered: &[Agreement]) -> Vec<Agreement> {
    let mut carried = carried.to_vec();
    carried.retain(|agreement| entered.iter().all(|other| other.id != agreement.id));
    for agreement in &mut carried {
        agreement.title.push_str(" (a file that the program carries; nobody entered it into this record)");
    }
    carried
}

/// Those that the program carries.
pub(crate) fn carried() -> Vec<Agreement> {
    let read = |text: &str| AgreementFile::parse(text).and_then(|file| file.to_agreement());
    CARRIED.iter().filter_map(|text| read(text).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_carried_file_is_a_valid_agreement() {
        assert_eq!(carried().len(), CARRIED.len());
    }
}
