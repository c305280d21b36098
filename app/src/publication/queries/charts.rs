//! The figures behind the two charts of a result: other people appear as scores only, never by ticket or name.

use super::runs::Run;
use domain::{
    Points,
    publication::{Disclosure, Placing},
    rules::ScoreSource,
};

/// One person of the post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    pub place: u32,
    pub score: Points,
    pub inside: bool,
    pub mine: bool,
}

/// Everybody who has a place on the post, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// `Written`: by the score that the shortlist compares; `Everything`: by total.
    pub by: Disclosure,
    pub rungs: Vec<Rung>,
}

impl Ladder {
    pub fn inside(&self) -> usize {
        self.rungs.iter().filter(|rung| rung.inside).count()
    }
}

/// How many people of the campaign reached a written score from `from` to just below the next band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub from: Points,
    pub people: u64,
    /// Reaches the pass line.
    pub pass: bool,
    pub mine: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    pub bands: Vec<Band>,
    pub width: Points,
    pub line: Option<Points>,
    pub mine: Points,
    pub people: u64,
    /// With a lower score.
    pub below: u64,
}

/// The ladder on which this person stands: of the totals where they have one and may read it.
pub fn ladder(run: &Run, index: usize, shown: Disclosure) -> Ladder {
    let bundle = &run.stored.bundle;
    let post = &bundle.candidates[index].post;
    let everything =
        shown == Disclosure::Everything && bundle.outcome.candidates[index].rank.is_some();
    let mut rungs: Vec<Rung> = Vec::new();
    for (at, (candidate, result)) in bundle
        .candidates
        .iter()
        .zip(&bundle.outcome.candidates)
        .enumerate()
    {
        let (place, score) = match everything {
            true => (result.rank, result.total),
            false => (result.written_rank, result.shortlist.or(result.written)),
        };
        if let (true, Some(place), Some(score)) = (candidate.post == *post, place, score) {
            let inside = match everything {
                true => run.lines[at].placing == Placing::Selected,
                false => run.lines[at].shortlisted,
            };
            rungs.push(Rung {
                place,
                score,
                inside,
                mine: at == index,
            });
        }
    }
    rungs.sort_by_key(|rung| (rung.place, !rung.mine));
    Ladder {
        by: if everything {
            Disclosure::Everything
        } else {
            Disclosure::Written
        },
        rungs,
    }
}

/// Bands of a twenty-fifth of the full mark, from the lowest score to the full mark or the highest.
pub fn histogram(run: &Run, index: usize) -> Option<Histogram> {
    let bundle = &run.stored.bundle;
    let mine = bundle.outcome.candidates.get(index)?.written?;
    let post = bundle.rules.post(&bundle.candidates[index].post)?;
    let rules = bundle.rules.for_post(post).rules;
    let counts = bundle
        .outcome
        .posts
        .iter()
        .find(|counts| counts.post == post.code);
    let of_the_whole = [ScoreSource::Written, ScoreSource::WrittenBeforeBonus];
    let line = counts.and_then(|counts| {
        counts
            .lines
            .iter()
            .find(|line| of_the_whole.contains(&line.of))
    });
    let line = line.and_then(|line| line.at.to_points());
    let scores: Vec<i64> = bundle
        .outcome
        .candidates
        .iter()
        .filter_map(|c| c.written)
        .map(Points::raw)
        .collect();
    let width = (rules.written.full_mark.raw() / 25).max(1);
    // Steps of five bands, so that the axis begins at a round figure.
    let step = width * 5;
    let low = scores.iter().min()?.div_euclid(step) * step;
    let high = rules.written.full_mark.raw().max(scores.iter().max()? + 1);
    let band = |from: i64| Band {
        from: Points::from_raw(from),
        people: 0,
        pass: line.is_none_or(|line| from >= line.raw()),
        mine: (from..from + width).contains(&mine.raw()),
    };
    let mut bands: Vec<Band> = (0..(high - low + width - 1) / width)
        .map(|n| band(low + n * width))
        .collect();
    for score in &scores {
        let at = usize::try_from((score - low) / width).ok()?;
        bands.get_mut(at)?.people += 1;
    }
    Some(Histogram {
        bands,
        width: Points::from_raw(width),
        line,
        mine,
        people: scores.len() as u64,
        below: scores.iter().filter(|score| **score < mine.raw()).count() as u64,
    })
}
