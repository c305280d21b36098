//! Pages of applicants and reviewers, named by what a person does there.

pub mod appeal;
pub mod apply;
pub mod check;
pub mod decision;
pub mod dossier;
pub mod dossier_parts;
pub mod my;
pub mod names;
pub mod photo;
pub mod post;
pub mod question;
pub mod review_queue;
pub mod status;
pub mod task_list;

use crate::addresses;
use crate::ui::{parts::back, timeline::phrased};
use crate::{applications::queries::Opened, ui::lang};
use leptos::prelude::*;

/// The way back to the task list.
fn back_to(opened: &Opened) -> AnyView {
    back(
        addresses::applications::page(opened.id),
        t!("back-to-application"),
    )
}

/// The heading of a page of one application, under the campaign's name.
fn heading(opened: &Opened, title: String) -> AnyView {
    view! { <h1><span class="caption">{phrased(opened.campaign.title(lang::current()))}</span>{title}</h1> }.into_any()
}
