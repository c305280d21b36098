//! The tables that a run answers: candidates, posts, rooms. The first row is the head; the words are for offices, who
//! read about other people.

use crate::{
    numbers::Points,
    rules::{Candidate, Fraction, Lang, Outcome, PostOutcome, RoomOutcome, Stage},
};

pub type Table = Vec<Vec<String>>;

fn table<T>(
    lang: Lang,
    heads: &[(&str, &str)],
    rows: impl Iterator<Item = T>,
    cells: impl Fn(T) -> Vec<String>,
) -> Table {
    let head = heads
        .iter()
        .map(|(zh, en)| if lang == Lang::Zh { *zh } else { *en }.to_owned())
        .collect();
    std::iter::once(head).chain(rows.map(cells)).collect()
}

fn score(points: Option<Points>) -> String {
    points.map(|points| points.to_string()).unwrap_or_default()
}

fn count(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Scores, rank and outcome of each candidate, in the order of the input. The rank is that of the last stage of the run.
pub fn candidates(candidates: &[Candidate], outcome: &Outcome, lang: Lang) -> Table {
    let heads = [
        ("准考证号", "number"),
        ("岗位", "post"),
        ("加分", "bonus"),
        ("笔试", "written"),
        ("面试", "interview"),
        ("总成绩", "total"),
        ("名次", "rank"),
        ("结果", "outcome"),
    ];
    let last = outcome.stage == Stage::Total;
    table(
        lang,
        &heads,
        candidates.iter().zip(&outcome.candidates),
        |(candidate, result)| {
            vec![
                candidate.number.clone(),
                candidate.post.to_string(),
                score(result.bonus),
                score(result.written),
                score(result.interview),
                score(result.total),
                count(if last {
                    result.rank
                } else {
                    result.written_rank
                }),
                result.status.brief(lang),
            ]
        },
    )
}

/// Places, counts and lines of each post.
pub fn posts(outcome: &Outcome, lang: Lang) -> Table {
    let heads = [
        ("岗位", "post"),
        ("名额", "places"),
        ("报名", "applied"),
        ("审核通过", "accepted"),
        ("参加笔试", "sat"),
        ("笔试合格", "passed"),
        ("进入面试", "shortlisted"),
        ("入围线", "cut_off"),
        ("参加面试", "interviewed"),
        ("有总成绩", "ranked"),
        ("进入体检", "enters_physical"),
    ];
    table(lang, &heads, outcome.posts.iter(), |post: &PostOutcome| {
        vec![
            post.post.to_string(),
            count(post.places),
            post.applied.to_string(),
            post.accepted.to_string(),
            post.sat.to_string(),
            post.passed.to_string(),
            post.shortlisted.to_string(),
            score(post.cut_off),
            post.interviewed.to_string(),
            post.ranked.to_string(),
            post.enters_physical.to_string(),
        ]
    })
}

/// The figures by which rooms were made comparable.
pub fn rooms(outcome: &Outcome, lang: Lang) -> Table {
    let heads = [
        ("面试考场", "room"),
        ("场次", "sitting"),
        ("人数", "people"),
        ("计入", "counted"),
        ("考场平均分", "room_mean"),
        ("总平均分", "overall_mean"),
        ("系数或差", "coefficient"),
    ];
    let figure = |fraction: Fraction| match fraction.decimal(0, 9) {
        (digits, true) => digits,
        _ => format!("{}…", fraction.decimal(0, 6).0),
    };
    table(lang, &heads, outcome.rooms.iter(), |room: &RoomOutcome| {
        vec![
            room.room.clone(),
            room.sitting.clone().unwrap_or_default(),
            room.people.to_string(),
            room.counted.to_string(),
            figure(room.mean),
            figure(room.overall),
            room.coefficient.map(figure).unwrap_or_default(),
        ]
    })
}
