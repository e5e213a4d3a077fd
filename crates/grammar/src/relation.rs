//! Dependency relations: Universal Dependencies version 2, with those subtypes that readers of news need.

use crate::inventory::inventory;

inventory! {
    /// How a word hangs on its head.
    Relation {
        Root = "root", Nsubj = "nsubj", NsubjPass = "nsubj:pass", Csubj = "csubj", CsubjPass = "csubj:pass",
        Obj = "obj", Iobj = "iobj", Ccomp = "ccomp", Xcomp = "xcomp", Obl = "obl", OblAgent = "obl:agent",
        Advcl = "advcl", Advmod = "advmod", Acl = "acl", AclRelcl = "acl:relcl", Nmod = "nmod", NmodPoss = "nmod:poss",
        Appos = "appos", Amod = "amod", Nummod = "nummod", Det = "det", Case = "case", Mark = "mark", Aux = "aux",
        AuxPass = "aux:pass", Cop = "cop", Compound = "compound", CompoundPrt = "compound:prt", Flat = "flat",
        Fixed = "fixed", Conj = "conj", Cc = "cc", Parataxis = "parataxis", Vocative = "vocative",
        Discourse = "discourse", Expl = "expl", Dislocated = "dislocated", List = "list", Orphan = "orphan",
        Punct = "punct", Dep = "dep",
    }
}

impl Relation {
    /// The relation that a treebank's label stands for: subtypes not kept here fall back to their base, and what has
    /// no base here (`goeswith`, `reparandum`) to `dep`.
    pub fn from_label(label: &str) -> Relation {
        let base = label.split(':').next().unwrap_or(label);
        Relation::from_name(label).or_else(|| Relation::from_name(base)).unwrap_or(Relation::Dep)
    }

    /// Subjects of every kind.
    pub const fn is_subject(self) -> bool {
        matches!(self, Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::CsubjPass)
    }
}

#[cfg(test)]
mod tests {
    use super::Relation;

    #[test]
    fn subtypes_not_kept_fall_back_to_their_base() {
        assert_eq!(Relation::from_label("nsubj:pass"), Relation::NsubjPass);
        assert_eq!(Relation::from_label("nsubj:outer"), Relation::Nsubj);
        assert_eq!(Relation::from_label("obl:unmarked"), Relation::Obl);
        assert_eq!(Relation::from_label("goeswith"), Relation::Dep);
    }
}
