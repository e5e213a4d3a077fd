//! CEAF-REE: role fillers as entities. Each entity found in a role is assigned to at most one of the annotators' (Kuhn and
//! Munkres), and is right where all its mentions are mentions of that one: Du, Rush and Cardie 2021, "GRIT: Generative
//! Role-filler Transformers for Document-level Event Entity Extraction", after CEAF of Luo 2005.
//!
//! One thing is added, after the MUC-4 keys: a filler that the annotators marked as optional counts where it is found and
//! is never missed.

use crate::counts::Counts;
use crate::scorers::assignment;
use std::collections::BTreeSet;

/// An entity as the annotators wrote it down: any of its mentions will do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entity {
    /// The mentions, normalised.
    pub mentions: BTreeSet<String>,
    /// Whether the annotators left it open.
    pub optional: bool,
}

/// Letters small, no articles, no punctuation, single spaces; as the published scorer compares strings.
pub fn normalised(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().filter(|word| !["a", "an", "the"].contains(word)).collect::<Vec<_>>().join(" ")
}

/// Counts the entities of one role in one document.
pub fn ceaf_ree(gold: &[Entity], found: &[BTreeSet<String>]) -> Counts {
    // Only where the number of partners is the same, one that had to be found is preferred to an optional one.
    let weigh = |gold: &Entity, found: &BTreeSet<String>| {
        let within = !found.is_empty() && found.is_subset(&gold.mentions);
        if within { 1000 + u32::from(!gold.optional) } else { 0 }
    };
    let row = |one: &Entity| found.iter().map(|found| weigh(one, found)).collect::<Vec<u32>>();
    let chosen = assignment::best(&gold.iter().map(row).collect::<Vec<_>>());
    let wanted = gold.iter().zip(&chosen).filter(|(gold, partner)| !gold.optional || partner.is_some()).count();
    Counts { gold: wanted, found: found.len(), right: chosen.iter().flatten().count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(mentions: &[&str]) -> BTreeSet<String> {
        mentions.iter().map(|mention| normalised(mention)).collect()
    }

    fn entity(mentions: &[&str], optional: bool) -> Entity {
        Entity { mentions: set(mentions), optional }
    }

    #[test]
    fn a_worked_example() {
        // After the figure of Du et al.: two perpetrators wanted; one given twice under two names, one invented.
        let gold = [entity(&["Shining Path", "SL"], false), entity(&["two men", "the attackers"], false)];
        let found = [set(&["the Shining Path"]), set(&["SL"]), set(&["police"])];
        assert_eq!(ceaf_ree(&gold, &found), Counts { gold: 2, found: 3, right: 1 });
        assert_eq!(ceaf_ree(&gold, &[set(&["Shining Path", "SL"]), set(&["attackers"])]).right, 2);
        assert_eq!(
            ceaf_ree(&gold, &[set(&["Shining Path", "police"])]).right,
            0,
            "a mention of another spoils the entity"
        );
    }

    #[test]
    fn an_optional_filler_is_never_missed() {
        let gold = [entity(&["explosives"], true), entity(&["bomb"], false)];
        assert_eq!(ceaf_ree(&gold, &[set(&["bomb"])]), Counts { gold: 1, found: 1, right: 1 });
        assert_eq!(ceaf_ree(&gold, &[set(&["bomb"]), set(&["explosives"])]), Counts { gold: 2, found: 2, right: 2 });
    }

    #[test]
    fn strings_are_compared_without_articles_and_marks() {
        assert_eq!(normalised("The \"SANTO TOMAS\" presidential farm"), "santo tomas presidential farm");
    }
}
