//! Doors of the trial.

mod reading;

use super::{
    queries::{self, Offer},
    views::{self, Page, Report},
};
use crate::{
    error::AppError,
    platform::{
        ctx::Ctx,
        doors::{Doors, Guard},
        form::{Filled, Typed},
        paths::At,
        spreadsheet::Table,
        upload::Uploading,
    },
    ui::{
        forms,
        reader::Reader,
        shell::{self, Job, Shell},
        words,
    },
};
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use domain::{
    FieldProblem, Lang, Problem,
    access::Permission,
    dry_run::{Trial, sample, sample_table, try_out, with_posts_of},
    rules::{Names, People, RuleDocument, table::PeopleProblem},
    tables::Told,
};
use reading::{against, data};

/// The field of the uploaded table.
const TABLE: &str = "table";

const DRAFT: Guard = Guard::May(Permission::DraftCampaign);

pub fn doors() -> Doors {
    Doors::new()
        .get("/desk/{code}/rules/try", DRAFT, page)
        .post("/desk/{code}/rules/try", DRAFT, run)
        .get("/desk/{code}/rules/sample.csv", DRAFT, table)
}

async fn page(ctx: Ctx, At(code): At<String>) -> Result<Html<String>, AppError> {
    let offer = queries::offer(&ctx, &code).await?;
    let against = offer.saved.first().map_or("none".to_owned(), |draft| {
        format!("state-{}", draft.revision)
    });
    let typed = Typed::from([
        ("data", "sample"),
        ("own_posts", "yes"),
        ("against", against.as_str()),
    ]);
    Ok(render(
        &ctx,
        &offer,
        &Filled::fresh(typed),
        &Report::default(),
    ))
}

fn render(ctx: &Ctx, offer: &Offer, form: &Filled, report: &Report) -> Html<String> {
    let title = |reader: &Reader| {
        Shell::staff(
            reader,
            forms::titled(form, t!("try-rules")),
            Job::None,
            Some(offer.campaign.heading()),
        )
    };
    shell::render(ctx, title, |reader| {
        views::page(
            reader,
            &Page {
                offer,
                form,
                report,
            },
        )
    })
}

/// The invented candidates as a table: the columns that an office's own table may have.
async fn table(ctx: Ctx, At(code): At<String>) -> Result<Response, AppError> {
    let offer = queries::offer(&ctx, &code).await?;
    let rules = &offer.campaign.content.rules;
    let mut rows = sample_table(rules, &sample(rules), ctx.display.lang).into_iter();
    Table {
        name: format!("{code}-sample"),
        head: rows.next().unwrap_or_default(),
        rows: rows.collect(),
    }
    .csv()
}

async fn run(ctx: Ctx, At(code): At<String>, upload: Uploading) -> Result<Response, AppError> {
    let offer = queries::offer(&ctx, &code).await?;
    let (problems, report) = match answer(&ctx, &offer, &upload).await {
        Ok(report) => (Vec::new(), report),
        Err(Unusable::Fields(problems, told)) => (problems, Report::of_table(told)),
        Err(Unusable::Run(fault)) => (Vec::new(), Report::of_fault(fault)),
        Err(Unusable::Other(error)) => return Err(error),
    };
    let status = match report.after {
        Some(_) => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let form = Filled {
        typed: upload.typed,
        problems,
    };
    Ok((status, render(&ctx, &offer, &form, &report)).into_response())
}

/// Why there is nothing to show.
enum Unusable {
    /// What is wrong with the form, and how its table was read.
    Fields(Vec<FieldProblem>, Vec<Told>),
    /// In the reader's language.
    Run(Vec<String>),
    Other(AppError),
}

impl From<AppError> for Unusable {
    fn from(error: AppError) -> Self {
        Unusable::Other(error)
    }
}

fn wrong(field: &str, problem: Problem) -> Unusable {
    Unusable::Fields(vec![FieldProblem::new(field, problem)], Vec::new())
}

/// Every place of the table that cannot be read, in the order of its rows.
fn wrong_table(rows: &[PeopleProblem], told: Vec<Told>) -> Unusable {
    let problem = |found: &PeopleProblem| Problem::Answer {
        zh: found.say(Lang::Zh),
        en: found.say(Lang::En),
    };
    let problems = rows.iter().map(problem);
    let problems = problems.map(|problem| FieldProblem::new(TABLE, problem));
    Unusable::Fields(problems.collect(), told)
}

async fn answer(ctx: &Ctx, offer: &Offer, upload: &Uploading) -> Result<Report, Unusable> {
    let (draft, typed) = (&offer.campaign.content.rules, &upload.typed);
    let data = data(ctx, offer, upload).await?;
    let against = against(ctx, offer, typed.get("against"), data.decided_by.as_ref()).await?;
    let own_posts = typed.is_checked("own_posts");
    let posts = data.decided_by.clone().filter(|_| own_posts);
    let placed = |rules: RuleDocument| {
        posts
            .as_ref()
            .map_or(rules.clone(), |other| with_posts_of(&rules, other))
    };
    let (after, before) = (placed(draft.clone()), against.map(placed));
    let (people, lang) = (data.people, ctx.display.lang);
    let work = move || beside(after, before, &people, lang);
    let tried = tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::fault)?;
    let (after, before) = tried.map_err(Unusable::Run)?;
    if after.people.candidates.is_empty() {
        return Err(wrong("data", words::answer(|| t!("try-no-posts"))));
    }
    let (before, not_compared) = match before {
        None => (None, Vec::new()),
        Some(Ok(before)) => (Some(before), Vec::new()),
        Some(Err(why)) => (None, why),
    };
    Ok(Report {
        after: Some(after),
        before,
        not_compared,
        rows: data.warnings,
        told: data.told,
        noticed: data.noticed,
        ..Report::default()
    })
}

/// A trial, or every reason in words why there is none.
type Tried = Result<Trial, Vec<String>>;

/// These rules, and the ones beside them. What is wrong with the others keeps nobody from trying these.
fn beside(
    after: RuleDocument,
    before: Option<RuleDocument>,
    people: &People,
    lang: Lang,
) -> Result<(Trial, Option<Tried>), Vec<String>> {
    let after = trial(after, people, lang)?;
    Ok((after, before.map(|rules| trial(rules, people, lang))))
}

/// These rules on these people.
fn trial(rules: RuleDocument, people: &People, lang: Lang) -> Tried {
    let tried = try_out(rules.clone(), people);
    tried.map_err(|fault| fault.say(Names::of_rules(&rules), lang))
}
