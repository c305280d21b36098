//! Stages: scoring, lines, tracks.

mod answer;
mod attendance;
pub(crate) mod bands;
mod coefficient;
pub(crate) mod correction;
mod derive;
mod document;
mod event_run;
mod line_run;
pub(crate) mod lines;
pub(crate) mod lint;
mod panel;
mod papers;
mod points;
mod raise_run;
mod recount_run;
mod room_run;
mod run;
pub(crate) mod say;
mod score_run;

pub(crate) use attendance::{attend, how_many_came};
pub(crate) use derive::{
    BandAnswer, before_bonus, line_rows, marginal, part_of_events, part_of_papers, part_of_sheet,
    read_bands, stage_bill, stage_block,
};
pub use document::*;
pub(crate) use event_run::event_points;
pub(crate) use line_run::{LineMeans, draw, lines_at};
pub(crate) use panel::PanelPlan;
pub(crate) use papers::PapersPlan;
pub(crate) use points::EventsPlan;
pub(crate) use raise_run::{raise, raise_again};
pub(crate) use recount_run::recount;
pub(crate) use room_run::correct_rooms;
pub(crate) use run::{bands, posts_at, unsettled};
pub(crate) use score_run::{is_absent, scores};
