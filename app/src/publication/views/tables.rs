//! A list and the figures of the charts, as tables to take away.

use super::super::queries::{
    charts::{Histogram, Ladder},
    lists::Published,
};
use crate::{
    platform::spreadsheet::Table,
    ui::{reader::Reader, words},
};
use domain::Points;

/// Every place of the ladder; the reader's own is marked.
pub fn ladder(_: &Reader, ladder: &Ladder) -> Table {
    let yes = |is: bool| {
        if is {
            t!("result-yes")
        } else {
            t!("result-no")
        }
    };
    let rows = ladder.rungs.iter().map(|rung| {
        vec![
            rung.place.to_string(),
            rung.score.to_string(),
            yes(rung.inside),
            yes(rung.mine),
        ]
    });
    Table {
        name: "ladder".to_owned(),
        head: vec![
            t!("result-list-rank"),
            t!("result-chart-score"),
            t!("result-chart-inside"),
            t!("result-chart-mine"),
        ],
        rows: rows.collect(),
    }
}

/// How many people reached which marks.
pub fn written(_: &Reader, chart: &Histogram) -> Table {
    let rows = chart.bands.iter().map(|band| {
        let to = Points::from_raw(band.from.raw() + chart.width.raw());
        vec![
            band.from.to_string(),
            to.to_string(),
            band.people.to_string(),
        ]
    });
    Table {
        name: "written".to_owned(),
        head: vec![
            t!("result-chart-from"),
            t!("result-chart-below"),
            t!("funnel-people"),
        ],
        rows: rows.collect(),
    }
}

/// Everybody who stands in a published list.
pub fn list(_: &Reader, public: &Published) -> Table {
    let head = [
        t!("post-code"),
        t!("post-street"),
        t!("post-name"),
        t!("post-places"),
        t!("result-list-rank"),
        t!("result-list-ticket"),
        t!("name"),
        t!("kind-written"),
        t!("result-bonus"),
        t!("kind-interview"),
        t!("result-list-total"),
        t!("list-outcome"),
    ];
    let score = |points: Option<Points>| points.map(|p| p.to_string()).unwrap_or_default();
    let rows = public.list.posts.iter().flat_map(|post| {
        post.rows.iter().map(move |row| {
            vec![
                post.code.clone(),
                post.street.clone(),
                post.name.clone(),
                post.places.to_string(),
                row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
                row.ticket.clone(),
                row.name.clone(),
                score(row.written),
                row.bonus.to_string(),
                score(row.interview),
                score(row.total),
                words::placing(row.placing),
            ]
        })
    });
    Table {
        name: format!("{}-{}", public.campaign.code, public.stamp.version),
        head: head.to_vec(),
        rows: rows.collect(),
    }
}
