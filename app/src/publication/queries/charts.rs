//! The figures behind the two charts of a result: other people appear as scores only, never by ticket or name.

use super::runs::Run;
use domain::{
    Points,
    publication::Disclosure,
    ranking::Placing,
    rules::{PostCode, Score, ScoreOf, StageCode},
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
    let people = &run.stored.bundle.people.candidates;
    let post = &people[index].post;
    let everything = shown == Disclosure::Everything && run.lines[index].rank.is_some();
    let papers = papers_step(run, post);
    let of_post = (0..people.len()).filter(|at| people[*at].post == *post);
    let rungs = of_post.filter_map(|at| {
        let line = &run.lines[at];
        let (place, score, inside) = match everything {
            true => (line.rank, line.total, line.placing == Placing::Selected),
            false => {
                let figures = run.stored.bundle.outcome.figure(at, papers?);
                let compared = figures.cut.or(figures.score);
                (line.written_place, compared, line.shortlisted)
            }
        };
        Some(Rung {
            place: place?,
            score: score?,
            inside,
            mine: at == index,
        })
    });
    let mut rungs: Vec<Rung> = rungs.collect();
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

/// Where the papers of a post stand in the course of the run.
fn papers_step(run: &Run, post: &PostCode) -> Option<usize> {
    let bundle = &run.stored.bundle;
    let rules = bundle.rules.for_post(bundle.rules.post(post)?);
    let (stage, _) = rules.papers()?;
    let step = bundle.outcome.step(&stage.code)?;
    Some(usize::from(step.0))
}

/// The pass line of the whole stage of papers, with the bonus or without it.
fn pass_line(run: &Run, post: &PostCode, papers: &StageCode) -> Option<Points> {
    let mut posts = run.stored.bundle.outcome.posts.iter();
    let counts = posts.find(|counts| counts.post == *post)?;
    let of_stage = ScoreOf::Stage(papers.clone());
    let whole = |on: &Score| {
        let with_bonus = Score {
            before: None,
            ..on.clone()
        };
        with_bonus == Score::of(of_stage.clone())
    };
    let line = counts.lines.iter().find(|line| whole(&line.on))?;
    line.at.to_points()
}

/// Bands of a twenty-fifth of the full mark, from the lowest score to the full mark or the highest.
pub fn histogram(run: &Run, index: usize) -> Option<Histogram> {
    let bundle = &run.stored.bundle;
    let mine = run.lines.get(index)?.written?;
    let post = bundle.rules.post(&bundle.people.candidates[index].post)?;
    let rules = bundle.rules.for_post(post);
    let (stage, papers) = rules.papers()?;
    let line = pass_line(run, &post.code, &stage.code);
    let scores: Vec<i64> = run
        .lines
        .iter()
        .filter_map(|line| line.written)
        .map(Points::raw)
        .collect();
    let width = (papers.full.raw() / 25).max(1);
    // Steps of five bands, so that the axis begins at a round figure.
    let step = width * 5;
    let low = scores.iter().min()?.div_euclid(step) * step;
    let high = papers.full.raw().max(scores.iter().max()? + 1);
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
