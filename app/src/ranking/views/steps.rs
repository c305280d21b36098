//! The exam centre's page: six steps in their order, what each waits for, and the one that is due.

use crate::{
    addresses,
    campaigns::queries::Campaign,
    entity::kinds::RunStage,
    ranking::queries::{Step, StepName, StepState},
    ui::{
        parts::{Tone, day, tag, time},
        reader::Reader,
        timeline::stagebar,
        words,
    },
};
use domain::{campaigns::Progress, marking::MarkKind};
use leptos::prelude::*;

pub fn page(reader: &Reader, campaign: &Campaign, steps: &[Step]) -> AnyView {
    let phase = campaign.phase(reader.now);
    let due_step = steps.iter().find(|step| step.state == StepState::Now);
    view! {
        <main id="main" class="desk">
            <div class="desk__head">
                <div><h1>{t!("job-ranking")}</h1><p>{t!("ranking-lead", progress = words::progress(campaign.progress))}</p></div>
                {stagebar(&campaign.steps(), phase)}
            </div>
            <div class="bench">
                <section>
                    <h2 class="vh">{t!("ranking-steps")}</h2>
                    <div class="gridwrap" role="region" aria-label=t!("ranking-steps") tabindex="0">
                        <table class="grid">
                            <caption class="vh">{t!("ranking-steps")}</caption>
                            <thead><tr>
                                <th scope="col" class="num">{t!("step-number")}</th>
                                <th scope="col">{t!("step-name")}</th>
                                <th scope="col">{t!("step-stands")}</th>
                                <th scope="col">{t!("step-state")}</th>
                            </tr></thead>
                            <tbody>{(1..).zip(steps).map(|(n, step)| row(campaign, n, step)).collect_view()}</tbody>
                        </table>
                    </div>
                </section>
                {due(campaign, due_step)}
            </div>
        </main>
    }
    .into_any()
}

fn path(code: &str, name: StepName) -> String {
    match name {
        StepName::Seats => addresses::admission::seats(code),
        StepName::WrittenMarks => addresses::marking::compare(code, MarkKind::Written),
        StepName::InterviewMarks => addresses::marking::compare(code, MarkKind::Interview),
        StepName::Shortlist => addresses::ranking::list(code, RunStage::Shortlist),
        StepName::Lots => addresses::interviews::lots(code),
        StepName::Totals => addresses::ranking::list(code, RunStage::Totals),
    }
}

fn label(name: StepName) -> String {
    match name {
        StepName::Seats => t!("step-seats"),
        StepName::WrittenMarks => t!("step-written"),
        StepName::Shortlist => t!("step-shortlist"),
        StepName::Lots => t!("step-lots"),
        StepName::InterviewMarks => t!("step-interview"),
        StepName::Totals => t!("step-totals"),
    }
}

fn row(campaign: &Campaign, number: u32, step: &Step) -> impl IntoView + use<> {
    let later = step.state == StepState::Later;
    let name = if later {
        label(step.name).into_any()
    } else {
        view! { <a href=path(&campaign.code, step.name)>{label(step.name)}</a> }.into_any()
    };
    let state = match &step.state {
        StepState::Done(..) => tag(Tone::Settled, t!("exam-step-done")).into_any(),
        StepState::Now => tag(Tone::Now, t!("exam-step-now")).into_any(),
        StepState::Later => tag(Tone::Quiet, t!("step-later")).into_any(),
    };
    let current = (step.state == StepState::Now).then_some("step");
    view! {
        <tr aria-current=current class=later.then_some("locked")>
            <td class="num">{number}</td>
            <th scope="row">{name}</th>
            <td>{stands(campaign, step)}</td>
            <td>{state}</td>
        </tr>
    }
}

fn stands(campaign: &Campaign, step: &Step) -> AnyView {
    let timetable = &campaign.timetable;
    match &step.state {
        StepState::Done(at, by) => {
            let people = step
                .count
                .map(|count| t!("step-people", count = words::count(count)));
            view! { {people}{time(*at)}" "{words::list(by)} }.into_any()
        }
        StepState::Now => now(step).into_any(),
        StepState::Later => {
            let planned = match step.name {
                StepName::Seats => time(timetable.tickets.from),
                StepName::WrittenMarks => time(timetable.written_at),
                StepName::Shortlist => day(timetable.written_results_on),
                StepName::Lots | StepName::InterviewMarks => time(timetable.interview_at),
                StepName::Totals => day(timetable.results_on),
            };
            view! { {t!("step-planned")}" "{planned} }.into_any()
        }
    }
}

fn now(step: &Step) -> String {
    match (step.name, step.tally) {
        (StepName::Seats, _) if step.open > 0 => {
            t!("seats-reviews-open", count = words::count(step.open))
        }
        (StepName::Seats, _) => t!(
            "step-seats-ready",
            count = words::count(step.count.unwrap_or_default())
        ),
        (_, Some(tally)) if tally.differing > 0 => t!("compare-open", count = tally.differing),
        (_, Some(tally)) if tally.may_freeze().is_ok() => t!("compare-ready"),
        (_, Some(tally)) => {
            let done = words::count((tally.agreed + tally.settled) as u64);
            t!(
                "step-marks",
                done = done,
                expected = words::count(tally.expected as u64)
            )
        }
        (StepName::Shortlist, _) => t!("step-shortlist-ready"),
        (StepName::Lots, _) => t!(
            "step-lots-ready",
            count = words::count(step.count.unwrap_or_default())
        ),
        _ => t!("step-totals-ready"),
    }
}

/// The one step that is due, with its way in.
fn due(campaign: &Campaign, step: Option<&Step>) -> AnyView {
    let Some(step) = step else {
        let text = if campaign.progress >= Progress::Published {
            t!("ranking-published")
        } else {
            t!("ranking-finished")
        };
        return view! {
            <aside class="decide" aria-labelledby="due"><h2 id="due">{t!("ranking-nothing")}</h2><p>{text}</p></aside>
        }
        .into_any();
    };
    let who = match step.name {
        StepName::WrittenMarks | StepName::InterviewMarks => t!("step-who-marks"),
        _ => t!("step-who-you"),
    };
    view! {
        <aside class="decide" aria-labelledby="due">
            <h2 id="due">{t!("ranking-due", step = label(step.name))}</h2>
            <p>{now(step)}</p>
            <p class="small muted">{who}</p>
            <p class="actions"><a class="btn btn--go" href=path(&campaign.code, step.name)>{t!("ranking-open")}</a></p>
        </aside>
    }
    .into_any()
}
