//! The posts of a recruitment, as a table to take away.

use super::super::queries::{Campaign, PostRow};
use crate::{platform::spreadsheet::Table, ui::reader::Reader};

pub fn posts(reader: &Reader, campaign: &Campaign, posts: Vec<PostRow>) -> Table {
    let rows = posts.into_iter().map(|p| {
        vec![
            p.code,
            campaign.named(&p.street, reader.lang).to_owned(),
            p.name,
            campaign.named(&p.audience, reader.lang).to_owned(),
            p.places.to_string(),
            p.accepted.to_string(),
        ]
    });
    Table {
        name: format!("{}-posts", campaign.code),
        head: vec![
            t!("post-code"),
            t!("post-street"),
            t!("post-name"),
            t!("post-audience"),
            t!("post-places"),
            t!("post-accepted"),
        ],
        rows: rows.collect(),
    }
}
