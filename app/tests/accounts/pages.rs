//! The pages of registration, sign-in, links and staff, as people meet them.

use super::{
    disable,
    looks::{Answer, Look},
    mailed_token, stored, typed, written,
};
use app::{
    accounts::{commands, staff},
    platform::{form::Typed, sessions},
    testing::*,
};
use axum::http::StatusCode;
use domain::access::Role;

const REGISTERED: &str = "name=%E5%BC%A0%E6%9F%90%E6%9F%90&mobile=13800007777&email=zhang%40example.cn\
    &password=teapot-viaduct-7-otter&consent=yes";

fn registration(back: &str) -> String {
    let number = id_number("1990-03-06", 77);
    format!("{REGISTERED}&id_number={number}&back={back}")
}

/// The value that a browser keeps, with what it is told about it.
fn cookie(answer: &Answer) -> (String, &str) {
    let set = answer.header("set-cookie");
    let value = set.split(['=', ';']).nth(1).unwrap();
    (value.to_owned(), set)
}

#[tokio::test]
async fn what_strangers_read_before_they_have_an_account() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    look.keeps("register", "/register?back=/campaigns/qs-2026/apply")
        .await;
    look.keeps("forgot-password", "/forgot-password").await;
    look.keeps("confirm-email", "/confirm-email?token=abc")
        .await;
    look.keeps("new-password", "/reset-password?token=abc")
        .await;
    look.keeps("invitation", "/invitation?token=abc").await;
    let login = "login=nobody%40example.cn&password=wrong&back=%2Fmy";
    look.keeps_answer(
        "sign-in-refused",
        "/sign-in",
        Some(login),
        StatusCode::CONFLICT,
    )
    .await;
    let asked = Some("login=nobody%40example.cn");
    look.keeps_answer("forgot-done", "/forgot-password", asked, StatusCode::OK)
        .await;
    look.keeps_answer(
        "confirm-email-link-expired",
        "/confirm-email",
        Some("token=abc"),
        StatusCode::CONFLICT,
    )
    .await;
    let old = Some("token=abc&password=another-long-one-42");
    look.keeps_answer(
        "new-password-link-expired",
        "/reset-password",
        old,
        StatusCode::CONFLICT,
    )
    .await;
    let weak = Some("token=abc&password=1234567890");
    look.keeps_answer(
        "invitation-weak-password",
        "/invitation",
        weak,
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
    assert_eq!(written(&world).await.events, 0);
}

#[tokio::test]
async fn what_an_administrator_reads() {
    let world = World::sqlite().await;
    let admin = world.staff(Role::Administrator, CITY).await;
    let closed = world.staff(Role::Publisher, DISTRICT).await;
    disable(&world, closed.account().unwrap()).await;
    let invited = |role: &str, area: &str| {
        Typed::from([
            ("name", "李某"),
            ("email", "li@example.cn"),
            ("role", role),
            ("area", area),
        ])
    };
    for (role, area) in [("street_reviewer", STREET), ("approver", DISTRICT)] {
        staff::invite(&admin, &invited(role, area)).await.unwrap();
    }
    let look = Look::of(&world, &admin);
    look.keeps("staff-accounts", "/desk/accounts").await;
    let separated =
        "name=%E6%9D%8E%E6%9F%90&email=li%40example.cn&role=recorder&area=990000%2F990001";
    look.keeps_answer(
        "staff-accounts-separated",
        "/desk/accounts",
        Some(separated),
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await;
}

#[tokio::test]
async fn an_invitation_from_the_page_leads_back_to_it() {
    let world = World::sqlite().await;
    let admin = world.staff(Role::Administrator, CITY).await;
    let form = "name=%E6%9D%8E%E6%9F%90&email=li%40example.cn&role=organiser&area=990000%2F990001";
    let answer = Look::of(&world, &admin).post("/desk/accounts", form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/desk/accounts");
    let page = Look::of(&world, &admin).get("/desk/accounts").await;
    assert!(page.main().contains("li@example.cn"));
    let elsewhere = form.replace("990000%2F990001", "991000");
    let answer = Look::of(&world, &admin)
        .post("/desk/accounts", &elsewhere)
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_registers_is_signed_in_and_goes_on_where_they_were() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    let answer = look.post("/register", &registration("%2Fcampaigns")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/campaigns");
    let (token, set) = cookie(&answer);
    assert!(
        set.contains("HttpOnly") && set.contains("SameSite=Lax"),
        "{set}"
    );
    let who = sessions::actor(&world.app, &token, world.now).await;
    assert_eq!(who.unwrap().unwrap().name, "张某某");
    let again = look.post("/register", &registration("")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!again.body.contains(PASSWORD), "a password is not shown");
    assert!(again.body.contains("zhang@example.cn"), "the rest is kept");
}

#[tokio::test]
async fn the_way_back_after_signing_in_stays_on_this_site() {
    let world = World::sqlite().await;
    commands::register(&world.nobody(), &typed(&[]))
        .await
        .unwrap();
    world.staff(Role::Organiser, DISTRICT).await;
    let look = Look::stranger(&world);
    for (login, back, to) in [
        ("zhang%40example.cn", "", "/my"),
        ("zhang%40example.cn", "%2F", "/my"),
        ("zhang%40example.cn", "%2Finbox%3Fa%3Db", "/inbox?a=b"),
        ("zhang%40example.cn", "%2F%2Fevil.example", "/my"),
        ("zhang%40example.cn", "https%3A%2F%2Fevil.example", "/my"),
        ("staff0%40example.cn", "", "/desk"),
        ("staff0%40example.cn", "%2Fdesk%2Faudit", "/desk/audit"),
        ("staff0%40example.cn", "%2F%5Cevil.example", "/desk"),
    ] {
        let form = format!("login={login}&password={PASSWORD}&back={back}");
        let answer = look.post("/sign-in", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{back}");
        assert_eq!(answer.location(), to, "{back}");
    }
}

#[tokio::test]
async fn each_refusal_of_a_sign_in_has_its_own_status() {
    let world = World::sqlite().await;
    let account = commands::register(&world.nobody(), &typed(&[]))
        .await
        .unwrap();
    let look = Look::stranger(&world);
    let right = format!("login=zhang%40example.cn&password={PASSWORD}");
    let wrong = "login=zhang%40example.cn&password=wrong";
    let answer = look.post("/sign-in", wrong).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("value=\"zhang@example.cn\""));
    assert_eq!(answer.header("set-cookie"), "");
    disable(&world, account).await;
    let closed = look.post("/sign-in", &right).await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
    assert_ne!(closed.main(), answer.main(), "another sentence");
    for _ in 0..4 {
        look.post("/sign-in", wrong).await;
    }
    let waits = look.post("/sign-in", &right).await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(waits.header("set-cookie"), "");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_back() {
    let world = World::sqlite().await;
    let account = commands::register(&world.nobody(), &typed(&[])).await;
    let token = sessions::open(&world.app, account.unwrap(), world.now).await;
    let token = token.unwrap();
    let look = Look::stranger(&world);
    let own = format!("session={token}");
    let answer = look
        .ask("/sign-out", Some(""), &[("cookie", own.as_str())])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/");
    let (value, set) = cookie(&answer);
    assert!(value.is_empty() && set.contains("Max-Age=0"), "{set}");
    let who = sessions::actor(&world.app, &token, world.now).await;
    assert!(who.unwrap().is_none());
    let twice = look.post("/sign-out", "").await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "nobody is signed in");
}

/// Mail programs open links by themselves.
#[tokio::test]
async fn looking_at_a_link_uses_nothing_up_and_its_button_does() {
    let world = World::sqlite().await;
    let account = commands::register(&world.nobody(), &typed(&[])).await;
    let account = account.unwrap();
    let link = mailed_token(&world).await;
    let look = Look::stranger(&world);
    let path = format!("/confirm-email?token={link}");
    let before = written(&world).await;
    for _ in 0..2 {
        let page = look.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.main().contains(&link), "the button carries it");
    }
    assert_eq!(written(&world).await, before);
    let form = format!("token={link}");
    let done = look.post("/confirm-email", &form).await;
    assert_eq!(done.status, StatusCode::OK);
    let confirmed = stored(&world, account).await.email_confirmed_at;
    assert!(confirmed.is_some());
    let again = look.post("/confirm-email", &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_done_by_a_link_is_said_in_both_languages() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    for (suffix, language) in super::looks::LANGUAGES {
        let number = id_number("1990-03-06", suffix.len() as u32 + language.len() as u32);
        let email = format!("{suffix}@example.cn");
        let mobile = format!("138000000{:02}", language.len());
        let own = typed(&[
            ("id_number", &number),
            ("email", &email),
            ("mobile", &mobile),
        ]);
        commands::register(&world.nobody(), &own).await.unwrap();
        let confirm = mailed_token(&world).await;
        commands::ask_reset(&world.nobody(), &email).await.unwrap();
        let reset = mailed_token(&world).await;
        for (name, path, link) in [
            ("confirm-email-done", "/confirm-email", confirm),
            ("new-password-done", "/reset-password", reset),
        ] {
            let form = format!("token={link}&password=another-long-one-42");
            let asked = [("accept-language", language)];
            let done = look.ask(path, Some(&form), &asked).await;
            assert_eq!(done.status, StatusCode::OK);
            let main = format!("<main{}</main>", done.main()).replace('<', "\n<");
            super::looks::keep(&format!("{name}.{suffix}"), &main);
        }
        // Told that the password changed: this mail waits behind.
        let told = app::notifications::outbox::claim(&world.app, world.app.clock.now()).await;
        let told = told.unwrap().unwrap();
        let now = world.app.clock.now();
        app::notifications::outbox::sent(&world.app, told, now)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn who_asks_too_often_is_told_until_when_to_wait() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    let asked = "login=nobody%40example.cn";
    for _ in 0..5 {
        let answer = look.post("/forgot-password", asked).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let answer = look.post("/forgot-password", asked).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.main().contains("9:15"), "{}", answer.main());
    assert!(answer.main().contains("value=\"nobody@example.cn\""));
}

/// A password manager tells the fields apart by what they are called.
#[tokio::test]
async fn a_browser_fills_in_what_belongs_there() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    for (path, field, fills) in [
        ("/register", "password", "new-password"),
        ("/register", "email", "email"),
        ("/register", "mobile", "tel"),
        ("/sign-in", "login", "username"),
        ("/sign-in", "password", "current-password"),
        ("/reset-password?token=abc", "password", "new-password"),
        ("/invitation?token=abc", "password", "new-password"),
    ] {
        let page = look.get(path).await;
        let input = page.main().split(&format!("name=\"{field}\"")).nth(1);
        let input = input.unwrap().split('>').next().unwrap();
        let filled = format!("autocomplete=\"{fills}\"");
        assert!(input.contains(&filled), "{path} {field}: {input}");
    }
}

#[tokio::test]
async fn a_link_without_its_secret_is_a_page_whose_button_is_refused() {
    let world = World::sqlite().await;
    let look = Look::stranger(&world);
    for path in ["/confirm-email", "/reset-password", "/invitation"] {
        let page = look.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let form = "token=&password=another-long-one-42";
        let refused = look.post(path, form).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{path}");
    }
    assert_eq!(written(&world).await.events, 0);
}

#[tokio::test]
async fn an_administrator_reads_places_in_their_language() {
    let world = World::sqlite().await;
    let admin = world.staff(Role::Administrator, CITY).await;
    let page = Look::of(&world, &admin)
        .ask("/desk/accounts", None, &[("accept-language", "en")])
        .await;
    assert!(page.main().contains("Yunhai"), "name_en");
}
