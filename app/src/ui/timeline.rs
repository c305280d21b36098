//! Where a recruitment stands: stage bar, tag, the next moment; and titles that break between phrases.

use super::{
    parts::{Tone, day, fact, tag, time},
    say::{HELD_TOGETHER, PHRASE_ENDS},
};
use domain::campaigns::{Phase, Timetable};
use leptos::prelude::*;

/// A bar for each step: past, present, to come. The words beside it say the same.
pub fn stagebar(steps: &[Phase], phase: Phase) -> impl IntoView + use<> {
    let bars = steps
        .iter()
        .map(|step| {
            let class = match step.cmp(&phase) {
                std::cmp::Ordering::Less => "d",
                std::cmp::Ordering::Equal => "n",
                std::cmp::Ordering::Greater => "",
            };
            view! { <i class=class></i> }
        })
        .collect_view();
    view! { <div class="stagebar" aria-hidden="true">{bars}</div> }
}

/// Chinese titles must not break inside a word: breaks are allowed after the words that end a phrase.
pub fn phrased(title: &str) -> AnyView {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = title;
    while !rest.is_empty() {
        let cut = (1..=rest.len())
            .filter(|&at| rest.is_char_boundary(at))
            .find(|&at| {
                PHRASE_ENDS.iter().any(|end| rest[..at].ends_with(end))
                    && !continues(&rest[..at], &rest[at..])
            })
            .unwrap_or(rest.len());
        parts.push(rest[..cut].to_owned());
        rest = &rest[cut..];
    }
    let broken = parts.into_iter().map(|part| view! { {part}<wbr/> });
    broken.collect_view().into_any()
}

/// Whether a word goes on where a phrase could end.
fn continues(before: &str, after: &str) -> bool {
    let held = |(end, next): &(&str, &str)| before.ends_with(end) && after.starts_with(next);
    HELD_TOGETHER.iter().any(held)
}

/// Where a recruitment stands, as a tag; one without `papers` waits for the list of those who are interviewed.
pub fn phase_tag(phase: Phase, papers: bool) -> AnyView {
    match phase {
        Phase::WrittenResults if !papers => tag(Tone::Moving, t!("phase-tag-shortlist")).into_any(),
        Phase::Announcement => tag(Tone::Quiet, t!("phase-tag-announcement")).into_any(),
        Phase::Applications => tag(Tone::Now, t!("phase-tag-applications")).into_any(),
        Phase::Review => tag(Tone::Moving, t!("phase-tag-review")).into_any(),
        Phase::Written => tag(Tone::Moving, t!("phase-tag-written")).into_any(),
        Phase::WrittenResults => tag(Tone::Moving, t!("phase-tag-written-results")).into_any(),
        Phase::Interview => tag(Tone::Moving, t!("phase-tag-interview")).into_any(),
        Phase::Totals => tag(Tone::Moving, t!("phase-tag-totals")).into_any(),
        Phase::Publication => tag(Tone::Moving, t!("phase-tag-publication")).into_any(),
    }
}

/// What the reader should know next, with its hour.
pub fn next_moment(t: &Timetable, phase: Phase) -> AnyView {
    match phase {
        Phase::Announcement => view! { {time(t.opens())}{t!("next-open")} }.into_any(),
        Phase::Applications => {
            view! { {t!("next-close-before")}{time(t.closes())}{t!("next-close")} }.into_any()
        }
        Phase::Review => view! { {time(t.tickets.from)}{t!("next-tickets")} }.into_any(),
        Phase::Written => view! { {time(t.written_at)}{t!("next-written")} }.into_any(),
        Phase::WrittenResults | Phase::Interview => {
            view! { {time(t.interview_at)}{t!("next-interview")} }.into_any()
        }
        Phase::Totals => view! { {day(t.results_on)}{t!("next-results")} }.into_any(),
        Phase::Publication => view! { {t!("next-published")} }.into_any(),
    }
}

/// The moments that a document states, each under its name.
pub fn stated(t: &Timetable) -> AnyView {
    let moments = [
        (t!("at-applications-open"), t.opens()),
        (t!("at-applications-close"), t.closes()),
        (t!("at-review-from"), t.review.from),
        (t!("at-review-until"), t.review.until),
        (t!("at-corrections-close"), t.corrections_close),
        (t!("at-appeals-from"), t.appeal.from),
        (t!("at-appeals-close"), t.appeal.until),
        (t!("at-tickets-from"), t.tickets.from),
        (t!("at-tickets-until"), t.tickets.until),
        (t!("at-written"), t.written_at),
        (t!("at-interview"), t.interview_at),
    ];
    let days = [
        (t!("at-written-results"), t.written_results_on),
        (t!("at-results"), t.results_on),
    ];
    let moments = moments.map(|(name, at)| at.map(|at| fact(name, time(at))));
    let days = days.map(|(name, on)| on.map(|on| fact(name, day(Some(on)))));
    view! { {moments.into_iter().collect_view()}{days.into_iter().collect_view()} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::phrased;
    use leptos::prelude::*;

    #[test]
    fn a_title_breaks_between_phrases_only() {
        let html = phrased("2026年青松区公开招聘社区工作者公告")
            .to_html()
            .replace("<!>", "");
        assert_eq!(
            html,
            "2026年<wbr>青松区<wbr>公开招聘<wbr>社区工作者公告<wbr>"
        );
    }
}
