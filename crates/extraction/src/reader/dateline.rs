//! Datelines: "BENGHAZI, Libya (Agency) –", "SAN SALVADOR, 14 MAR (AGENCY) -- [TEXT]". They stand before the first
//! sentence and are no part of it. Finds where they end, by marks and letters alone.

/// How many words a dateline may have.
const LONGEST: usize = 16;

/// How many tokens at the start of a sentence are a dateline; 0 where there is none.
pub(super) fn length(forms: &[&str]) -> usize {
    let text = bracketed_text(forms);
    if text > 0 {
        return text;
    }
    let Some(dash) = forms.iter().take(LONGEST).position(|form| is_dash(form) || *form == ":") else { return 0 };
    let Some(before) = forms.get(..dash).filter(|before| !before.is_empty()) else { return 0 };
    let rest = forms.len() - dash - 1;
    let opens = before.first().is_some_and(|first| is_large(first));
    let agency = before.last().is_some_and(|last| *last == ")");
    let date = before.iter().any(|form| form.chars().all(|c| c.is_ascii_digit())) && before.contains(&",");
    let capitals =
        before.iter().filter(|form| form.chars().any(char::is_alphabetic)).all(|form| is_large(form) || is_month(form));
    let plain = before.iter().all(|form| {
        form.starts_with(char::is_uppercase)
            || form.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric())
            || matches!(form.to_lowercase().as_str(), "by" | "and" | "the" | "of" | "al" | "de")
    });
    // A colon closes a dateline only behind a place with its country: "GAZA CITY, Palestinian Territories:".
    let closed = forms.get(dash) != Some(&":") || opens && before.contains(&",");
    let placed = forms.get(dash) == Some(&":") && closed;
    // "San Vicente, El Salvador - Leftist guerrillas attacked": a town with its country.
    let large = |form: &str| form.starts_with(char::is_uppercase);
    let located = forms.get(dash).is_some_and(|form| is_dash(form))
        && before.iter().filter(|form| **form == ",").count() == 1
        && before.iter().all(|form| large(form) || *form == ",")
        && before.last().is_some_and(|last| *last != ",")
        && forms.get(dash + 1).is_some_and(|next| large(next));
    let fits = plain && closed && (agency || placed || located || (opens && (date || capitals)));
    if fits && rest >= 4 { dash + 1 } else { 0 }
}

/// "… [TEXT]" closes the head of a telegram.
fn bracketed_text(forms: &[&str]) -> usize {
    let window = forms.windows(3).take(40);
    let place =
        window.into_iter().position(|three| matches!(three, ["[", word, "]"] if word.eq_ignore_ascii_case("text")));
    let joined = forms.iter().take(40).position(|form| form.eq_ignore_ascii_case("[text]"));
    let end = place.map(|place| place + 3).or(joined.map(|place| place + 1));
    end.filter(|end| *end < forms.len()).unwrap_or(0)
}

fn is_dash(form: &str) -> bool {
    matches!(form, "-" | "–" | "—" | "--" | "―")
}

fn is_large(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !form.chars().any(char::is_lowercase)
}

fn is_month(form: &str) -> bool {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let small = form.to_lowercase();
    form.starts_with(char::is_uppercase) && months.iter().any(|month| small.starts_with(month))
}

#[cfg(test)]
mod tests {
    use super::length;

    fn of(text: &str) -> usize {
        length(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn datelines_end_at_their_dash() {
        assert_eq!(of("BENGHAZI ( Reuters ) - Forces shelled the port ."), 5);
        assert_eq!(of("MOSCOW , Jan 14 ( Agency ) – Talks ended without a deal ."), 8);
        assert_eq!(of("SAN SALVADOR , 14 MAR ( AGENCY ) -- [ TEXT ] THE ARMY SAID SO ."), 12);
        assert_eq!(of("San Tarn , El Kelm - Leftist rebels attacked two posts ."), 6);
        assert_eq!(of("TARN — The two sides met on Monday ."), 2);
    }

    #[test]
    fn other_dashes_are_left_alone() {
        assert_eq!(of("GAZA CITY , Coastal Territory : Four children were killed there ."), 6);
        assert_eq!(of("BAKU : Forces shelled the town on Sunday ."), 0);
        assert_eq!(of("The army - backed by others - shelled the port ."), 0);
        assert_eq!(of("Haftar - who left - did not sign it at all ."), 0);
    }
}
