//! A closed list of names: an enum whose variants have one spelling in files and on lines. It must not hold data.

/// Makes the enum, its list, and how it is written and read.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// All, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// What may stand there, for whoever wrote something else.
            pub const EXPECTED: &'static str = concat!("one of:" $(, " ", $text)+);

            /// The name in files and on lines.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }

            /// Reads the name.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use named;
