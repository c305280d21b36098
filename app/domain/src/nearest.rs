//! The word that somebody probably meant.

/// Longer words are not compared: a name of that length is no slip of the pen.
const LONGEST: usize = 64;

/// The known word nearest to `word` by edits of single letters: at most one for each three letters, one at least. Of
/// several as near the first counts; capitals do not.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word)?;
    let most = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let Some(other) = letters(candidate) else {
            continue;
        };
        let bound = best.map_or(most, |(found, _)| found.saturating_sub(1));
        if let Some(distance) = within(&word, &other, bound)
            && best.is_none_or(|(found, _)| distance < found)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, word)| word)
}

fn letters(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.trim().chars().flat_map(char::to_lowercase).collect();
    (!letters.is_empty() && letters.len() <= LONGEST).then_some(letters)
}

/// The number of letters to change, add, drop or swap with their neighbour, when it is no more than `most`.
fn within(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let width = other.len() + 1;
    let mut rows = vec![0; (one.len() + 1) * width];
    for i in 0..=one.len() {
        for j in 0..width {
            rows[i * width + j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let same = usize::from(one[i - 1] != other[j - 1]);
                    let changed = rows[(i - 1) * width + j - 1] + same;
                    let shifted = rows[(i - 1) * width + j].min(rows[i * width + j - 1]) + 1;
                    let swapped =
                        i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                    let swapped = swapped.then(|| rows[(i - 2) * width + j - 2] + 1);
                    changed.min(shifted).min(swapped.unwrap_or(usize::MAX))
                }
            };
        }
    }
    rows.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(word: &str, known: &[&str]) -> Option<String> {
        nearest(word, known.iter().copied()).map(str::to_owned)
    }

    #[test]
    fn a_slip_of_one_letter_finds_its_word() {
        let known = ["written", "interview", "physical"];
        for (slip, word) in [
            ("writen", "written"),
            ("wirtten", "written"),
            ("Interview", "interview"),
            (" physicall", "physical"),
            ("intervew", "interview"),
        ] {
            assert_eq!(meant(slip, &known).as_deref(), Some(word), "{slip}");
        }
    }

    #[test]
    fn a_word_that_resembles_nothing_has_no_nearest() {
        assert_eq!(meant("background", &["written", "physical"]), None);
        assert_eq!(meant("P9", &["Q1"]), None, "two of two letters differ");
        assert_eq!(meant("", &["a"]), None);
        assert_eq!(meant(&"a".repeat(65), &["a"]), None);
        assert_eq!(meant("P1", &[]), None);
    }

    #[test]
    fn the_bound_grows_with_the_word_and_the_first_of_equals_counts() {
        assert_eq!(meant("abc", &["abd", "abe"]).as_deref(), Some("abd"));
        assert_eq!(meant("abcde", &["abxye"]), None, "two of five");
        assert_eq!(meant("abcdef", &["abxyef"]).as_deref(), Some("abxyef"));
        assert_eq!(
            meant("大专及以上", &["大专以上"]).as_deref(),
            Some("大专以上")
        );
    }
}
