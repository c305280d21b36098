//! The trial as people read it, in both languages.

use super::*;
use trace::Look;

fn multipart(fields: &[(&str, &str)], table: &str) -> (axum::http::request::Builder, Body) {
    let mut body = String::new();
    for (name, value) in fields {
        body +=
            &format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += "--x\r\nContent-Disposition: form-data; name=\"table\"; filename=\"t.csv\"\r\n\r\n";
    body += &format!("{table}\r\n--x--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(TRY)
        .header("content-type", "multipart/form-data; boundary=x");
    (request, Body::from(body))
}

/// Six people for one post of four places, the fifth below the line and the sixth absent.
const TABLE: &str = "准考证号,岗位,笔试:knowledge\n1,GJZ-01,81\n2,GJZ-01,80\n3,GJZ-01,79.5\n4,GJZ-01,78\n\
    5,GJZ-01,59.99\n6,GJZ-01,缺考\n7,GJZ-01,77\n8,GJZ-01,76\n";

#[tokio::test]
async fn the_trial_and_what_it_answers() {
    let world = World::sqlite().await;
    let author = world.staff(Role::Organiser, DISTRICT).await;
    drafted(&author).await;
    let look = Look::of(&world, &author);
    look.keeps("dry-run", TRY).await;
    let fields = [("data", "table"), ("against", "state-0")];
    look.keeps_answer("dry-run-result", StatusCode::OK, async || {
        multipart(&fields, TABLE)
    })
    .await;
    let slips = "准考证号,岗位,笔试:knowledge\n1,GJZ-01,181\n2,XX-01,八十\n";
    look.keeps_answer(
        "dry-run-with-problems",
        StatusCode::UNPROCESSABLE_ENTITY,
        async || multipart(&fields, slips),
    )
    .await;
}

#[tokio::test]
async fn rules_that_cannot_be_run() {
    let world = World::sqlite().await;
    let author = world.staff(Role::Organiser, DISTRICT).await;
    let mut broken = rules();
    broken.stages[0].code = "nowhere".into();
    let scope = Jurisdiction(DISTRICT.into());
    commands::draft(&author, "qs-2027", &scope, content(broken))
        .await
        .unwrap();
    let fields = [("data", "sample"), ("against", "none")];
    Look::of(&world, &author)
        .keeps_answer(
            "dry-run-cannot-be-run",
            StatusCode::UNPROCESSABLE_ENTITY,
            async || multipart(&fields, ""),
        )
        .await;
}
