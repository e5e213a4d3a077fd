//! Texts that no editor would print: what arrives all the same, and what somebody sends on purpose.

/// A kind of text, made to a length in characters.
pub type Maker = (&'static str, fn(usize) -> String);

/// All kinds. Those that say something are read like news, so they are the costly ones.
pub const MAKERS: [Maker; 20] = [
    ("one word", |length| "a".repeat(length)),
    ("no marks", |length| {
        repeated("the army of the north shelled two villages near the river while people fled to the town ", length)
    }),
    ("capitals", |length| repeated("GUNMEN KILLED FIVE PEASANTS NEAR TARNA ON SUNDAY. ", length)),
    ("plain news", |length| {
        repeated(
            "Rebels shelled Tarn on Monday, killing three civilians, \"the worst day\", Ann Ruiz said.\n\n",
            length,
        )
    }),
    ("one paragraph", |length| {
        repeated("The army said it killed 12 rebels in Tarn. It denied that they fled. ", length)
    }),
    ("scripts", |length| repeated("الجيش attacked Триполи 軍隊 नगर said Ειρήνη. ", length)),
    ("right to left marks", |length| {
        repeated("\u{202E}Tarn\u{202C} \u{200F}was\u{200E} \u{2067}hit\u{2069}. ", length)
    }),
    ("homoglyphs", |length| repeated("Тhe аrmy аttасked Ꭲarn; ｆｕｌｌ ｗｉｄｔｈ killed ３. ", length)),
    ("nothing wide", |length| repeated("Tri\u{200D}po\u{200B}li\u{FEFF} was\u{AD} hit.\u{2060} ", length)),
    ("marks on letters", |length| repeated("a\u{301}\u{302}\u{303}\u{304}", length)),
    ("a table", |length| repeated("12 May | Tarn | 3 killed | shelling\n", length)),
    ("a list", |length| repeated("- Tarn: 3 killed, 4 wounded\n", length)),
    ("figures", |length| repeated("12 345 6,789 1-2-3 4/5/6 1.2.3 ", length)),
    ("tied figures", |length| repeated("12-", length)),
    ("tied letters", |length| repeated("A1/", length)),
    ("quotes", |length| repeated("\" “ ” « » '' `` ", length)),
    ("speeches", |length| repeated("\"We will attack,\" he said. \"They fled.\" ", length)),
    ("brackets", |length| repeated("([{(", length)),
    ("stops", |length| repeated(". .. ... !?! ", length)),
    ("names", names),
];

fn repeated(text: &str, length: usize) -> String {
    text.chars().cycle().take(length).collect()
}

/// Persons who are named in full and then by their surname, no two the same.
fn names(length: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    let name = |number: usize| {
        format!("Xan{}{} Yol{}{}", letter(number / 26), letter(number), letter(number / 3), letter(number / 7))
    };
    let sentence = |number: usize| format!("{} of the TNA (TNA) said that he met {}. ", name(number), name(number + 5));
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text.push_str(&sentence(number));
    }
    text
}
