//! Why a result is what it is, and the announcement on which that rests.

use super::super::queries::own_result::{OwnResult, Reading};
use crate::addresses;
use crate::ui::{calculation, lang, parts::time};
use domain::rules::explain;
use leptos::prelude::*;

pub(super) fn table(reading: &Reading) -> AnyView {
    calculation::table(
        &explain(&reading.derivation, lang::current()),
        t!("result-calc-caption"),
    )
}

/// What the calculation rests on: the announcement and its version.
pub(super) fn basis(own_result: &OwnResult) -> AnyView {
    let campaign = &own_result.campaign;
    let href = addresses::campaigns::announcement(&campaign.code);
    view! {
        <p class="small muted">
            {t!("result-calc-basis")}<a href=href>{t!("result-calc-announcement")}</a>{t!("result-list-comma-sign")}
            {campaign.announced_at.map(time)}{t!("result-list-comma-sign")}{t!("version-n", n = campaign.version)}
        </p>
    }
    .into_any()
}
