//! Numbers as ECMAScript writes them (ECMA-262 `Number::toString`, which RFC 8785 prescribes).

use super::CanonicalError;

/// A double in ECMAScript's shortest form.
///
/// # Errors
/// For NaN and the infinities, which JSON does not have.
pub fn number(value: f64) -> Result<String, CanonicalError> {
    if !value.is_finite() {
        return Err(CanonicalError::NotFinite(value.to_string()));
    }
    if value == 0.0 {
        return Ok("0".to_owned());
    }
    let scientific = shortest(value.abs());
    let (mantissa, exponent) = scientific.split_once('e').expect("`{:e}` writes an exponent");
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let exponent: i32 = exponent.parse().expect("`{:e}` writes a small decimal exponent");
    let sign = if value < 0.0 { "-" } else { "" };
    Ok(format!("{sign}{}", layout(&digits, exponent + 1)))
}

/// The shortest digits that read back as the same double, in scientific notation. ECMAScript asks for the same digits
/// and differs only in where it puts the point.
fn shortest(value: f64) -> String {
    let shortest = format!("{value:e}");
    let digits = shortest.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).count();
    // Where two equally short decimals lie equally near, Rust takes the upper one and ECMAScript the even one, which is
    // what rounding to that many digits gives. Up to 15 digits no two decimals read back as the same double.
    if digits <= 15 {
        return shortest;
    }
    let rounded = format!("{value:.*e}", digits - 1);
    if rounded.parse() == Ok(value) { rounded } else { shortest }
}

/// Places the decimal point `point` digits from the left, as ECMA-262 6.1.6.1.20 does.
fn layout(digits: &str, point: i32) -> String {
    let count = i32::try_from(digits.len()).expect("a double has at most 17 digits");
    match point {
        _ if count <= point && point <= 21 => format!("{digits}{}", zeros(point - count)),
        1..=21 => {
            let (whole, fraction) = digits.split_at(usize::try_from(point).expect("the arm says 1..=21"));
            format!("{whole}.{fraction}")
        }
        -5..=0 => format!("0.{}{digits}", zeros(-point)),
        _ => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{first}{dot}{rest}e{:+}", point - 1)
        }
    }
}

fn zeros(count: i32) -> String {
    "0".repeat(usize::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8785, appendix B.
    #[test]
    fn rfc_samples() {
        let samples: [(u64, &str); 24] = [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ];
        for (bits, expected) in samples {
            assert_eq!(number(f64::from_bits(bits)).unwrap(), expected, "{bits:016x}");
        }
    }

    #[test]
    fn what_is_not_finite_is_refused() {
        for bits in [0x7fff_ffff_ffff_ffff, 0x7ff0_0000_0000_0000, 0xfff0_0000_0000_0000] {
            assert!(matches!(number(f64::from_bits(bits)), Err(CanonicalError::NotFinite(_))));
        }
    }
}
