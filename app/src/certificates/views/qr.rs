//! A QR code as inline SVG: one path, black on white in every mode, with the quiet zone that readers need.

use fast_qr::{ECL, qr::QRBuilder};
use leptos::prelude::*;

/// Modules of white around the code.
const QUIET: usize = 4;

pub(super) fn svg(text: &str, label: String) -> Option<AnyView> {
    let (size, path) = modules(text)?;
    let whole = size + 2 * QUIET;
    let side = whole.to_string();
    Some(
        view! {
            <svg class="qr" viewBox=format!("0 0 {whole} {whole}") width="132" height="132" role="img" aria-label=label
                shape-rendering="crispEdges">
                <rect width=side.clone() height=side fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
        }
        .into_any(),
    )
}

/// The size of the code and its dark modules, each run of a row as one rectangle.
fn modules(text: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        let row: Vec<bool> = code[y].iter().map(|module| module.value()).collect();
        let mut x = 0;
        while x < row.len() {
            let run = row[x..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    Some((code.size, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_has_its_three_corners_and_lies_inside_its_quiet_zone() {
        let (size, path) =
            modules("https://example.gov.cn/certificates/990000202620000019").unwrap();
        assert!(
            size >= 29 && (size - 17) % 4 == 0,
            "{size} is a size that QR codes have"
        );
        assert!(
            path.starts_with("M4 4h7v1h-7z"),
            "the upper left corner begins with seven dark modules"
        );
        assert!(
            path.contains(&format!("M{} 4h7v1h-7z", 4 + size - 7)),
            "and so does the upper right one"
        );
        assert!(
            path.contains(&format!("M4 {}h7v1h-7z", 4 + size - 1)),
            "and the lower left one"
        );
    }
}
