//! Fine tags: those of the Penn Treebank as the English treebanks of Universal Dependencies use them. Other languages are
//! tagged with the nearest of them, and with a few at the end for what English has no form for: a future and a conditional
//! in one word, and cases (of a singular, then with `S` of a plural).

use crate::inventory::inventory;

inventory! {
    /// Fine tag; tells tense, participle, number and degree.
    Tag {
        Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Gw = "GW", Hyph = "HYPH",
        In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP",
        Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB", Rbr = "RBR",
        Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN",
        Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB", Xx = "XX", Comma = ",",
        Stop = ".", Colon = ":", OpenQuote = "``", CloseQuote = "''", OpenBracket = "-LRB-", CloseBracket = "-RRB-",
        Dollar = "$", VbFuture = "VBF", VbConditional = "VBK", Genitive = "NGEN", Dative = "NDAT", Accusative = "NACC",
        Instrumental = "NINS", Locative = "NLOC", GenitiveS = "NGENS", DativeS = "NDATS", AccusativeS = "NACCS",
        InstrumentalS = "NINSS", LocativeS = "NLOCS",
    }
}

impl Tag {
    /// Any form of a verb, modals left out.
    pub const fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    /// Whether a word stands in a case other than the nominative, and for several.
    pub const fn case(self) -> Option<(Tag, bool)> {
        match self {
            Tag::Genitive | Tag::Dative | Tag::Accusative | Tag::Instrumental | Tag::Locative => Some((self, false)),
            Tag::GenitiveS => Some((Tag::Genitive, true)),
            Tag::DativeS => Some((Tag::Dative, true)),
            Tag::AccusativeS => Some((Tag::Accusative, true)),
            Tag::InstrumentalS => Some((Tag::Instrumental, true)),
            Tag::LocativeS => Some((Tag::Locative, true)),
            _ => None,
        }
    }

    /// A common noun or a name.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }
}
