//! Stages: scoring, lines, tracks.

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
mod recount_run;
mod room_run;
mod run;
pub(crate) mod say;

pub(crate) use derive::{
    BandAnswer, RoomMeans, before_bonus, line_rows, marginal, part_of_events, part_of_papers,
    part_of_sheet, read_bands, stage_bill, stage_block,
};
pub use document::*;
pub(crate) use event_run::{event_answers, event_came, event_points};
pub(crate) use line_run::{LineMeans, draw, draw_lines};
pub(crate) use panel::PanelPlan;
pub(crate) use papers::PapersPlan;
pub(crate) use points::EventsPlan;
pub(crate) use recount_run::{drops_below_cut, recount, recount_step};
pub(crate) use room_run::correct_rooms;
pub(crate) use run::{is_absent, raise_again, run, unsettled};
