//! The tables behind the drawings.

use super::super::queries::{Board, StreetRate};
use super::shares;
use crate::{
    campaigns::queries::Campaign,
    platform::spreadsheet::Table,
    ui::{reader::Reader, words},
};
use domain::Instant;

pub fn funnel_table(_: &Reader, board: &Board) -> Table {
    Table {
        name: "funnel".into(),
        head: vec![t!("funnel-step"), t!("funnel-people"), t!("funnel-share")],
        rows: shares(&board.funnel)
            .into_iter()
            .map(|(name, n, share)| vec![name, n.to_string(), share])
            .collect(),
    }
}

pub fn hours_table(_: &Reader, board: &Board) -> Table {
    let row = |(at, n): &(Instant, u64)| {
        vec![
            at.shanghai().format("%Y-%m-%d %H:00").to_string(),
            n.to_string(),
        ]
    };
    Table {
        name: "hours".into(),
        head: vec![t!("hour"), t!("funnel-submitted")],
        rows: board.hours.iter().map(row).collect(),
    }
}

pub fn streets_table(reader: &Reader, campaign: &Campaign, board: &Board) -> Table {
    let row = |s: &StreetRate| {
        vec![
            campaign.named(&s.street, reader.lang).to_owned(),
            s.sat.to_string(),
            s.passed.to_string(),
            words::percent(s.passed, s.sat),
        ]
    };
    Table {
        name: "streets".into(),
        head: vec![
            t!("post-street"),
            t!("funnel-sat"),
            t!("funnel-passed"),
            t!("funnel-share"),
        ],
        rows: board.streets.iter().map(row).collect(),
    }
}
