//! No address leads to a fault, whoever opens it and whatever stands in its holes.

use app::{
    certificates::commands::issue,
    platform::{ctx::Ctx, doors::Guard, sessions},
    publication::commands::{approve, publish, seal},
    routes,
    testing::*,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use domain::{
    Lang,
    access::{Role, may_somewhere},
    publication::sentence,
};
use tower::ServiceExt;

/// A public list, certificates for it, and everybody who had to do with it.
async fn ended(world: &World) -> (Totalled, String) {
    let totalled = totalled_campaign(world).await;
    let sealed = seal(&totalled.exam_centre, totalled.id, "").await.unwrap();
    approve(&totalled.approver, totalled.id, &sealed.digest)
        .await
        .unwrap();
    let copied = sentence(Lang::Zh, sealed.version, sealed.people);
    publish(&totalled.publisher, totalled.id, &sealed.digest, &copied)
        .await
        .unwrap();
    let issued = issue(&totalled.certificate_officer, totalled.id, None).await;
    let number = issued.unwrap()[0].as_str().to_owned();
    (totalled, number)
}

async fn ask(
    world: &World,
    cookie: Option<&str>,
    method: &Method,
    path: &str,
    form: &str,
) -> StatusCode {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header("cookie", format!("session={cookie}"));
    }
    let request = request.body(Body::from(form.to_owned())).unwrap();
    let router = routes::router(world.app.clone());
    router.oneshot(request).await.unwrap().status()
}

/// What may stand in a hole of an address: what belongs there, and what does not.
fn fillings(hole: &str, right: &str) -> Vec<String> {
    let odd = ["-1", "99999999999999999999", "%E4%BD%A0%20b", "%27%3Cb%3E"];
    let mut all = vec![right.to_owned()];
    all.extend(odd.iter().map(|odd| (*odd).to_owned()));
    if hole == "{id}" {
        all.push("00000000-0000-0000-0000-000000000000".into());
    }
    all
}

/// An address with every hole filled rightly, and with each of them filled with something odd.
fn filled(path: &str, right: impl Fn(&str) -> String) -> Vec<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let with = |at: Option<usize>, odd: &str| {
        let part = |(n, part): (usize, &&str)| {
            let hole = part
                .find('{')
                .map(|from| &part[from..=part.find('}').unwrap()]);
            match hole {
                Some(hole) if at == Some(n) => part.replace(hole, odd),
                Some(hole) => part.replace(hole, &right(hole)),
                None => (*part).to_owned(),
            }
        };
        let parts: Vec<String> = parts.iter().enumerate().map(part).collect();
        parts.join("/")
    };
    let mut all = vec![with(None, "")];
    for (n, part) in parts.iter().enumerate() {
        if let Some(from) = part.find('{') {
            let hole = &part[from..=part.find('}').unwrap()];
            let odd = fillings(hole, &right(hole));
            all.extend(odd.iter().map(|odd| with(Some(n), odd)));
        }
    }
    all
}

/// Somebody with their cookie; nobody has none.
type Person = (Option<Ctx>, Option<String>);

/// Nobody, and a person for each duty, signed in.
async fn everybody(world: &World, totalled: &Totalled) -> Vec<Person> {
    let mut signed_in: Vec<Ctx> = vec![
        totalled.exam_centre.clone(),
        totalled.approver.clone(),
        totalled.publisher.clone(),
        totalled.certificate_officer.clone(),
        totalled.applicant(world, 0).await,
    ];
    for role in [
        Role::Administrator,
        Role::Organiser,
        Role::DistrictReviewer,
        Role::Recorder,
        Role::TallyChecker,
        Role::Inspector,
    ] {
        let place = match role {
            Role::Administrator => CITY,
            _ => DISTRICT,
        };
        signed_in.push(world.staff(role, place).await);
    }
    world.app.clock.set(world.now);
    let mut people = vec![(None, None)];
    for who in signed_in {
        let account = who.account().unwrap();
        let cookie = sessions::open(&world.app, account, world.now).await;
        people.push((Some(who), Some(cookie.unwrap())));
    }
    people
}

/// Whether a door lets this person in; at an open door one stranger is enough.
fn admits(guard: Guard, who: &Person) -> bool {
    match (&who.0, guard) {
        (None, guard) => matches!(guard, Guard::Public | Guard::Visitor),
        (Some(_), Guard::Public | Guard::Visitor) => false,
        (Some(who), Guard::May(duty)) => may_somewhere(&who.actor().unwrap().grants, duty),
        (Some(who), Guard::Applicant) => !who.actor().unwrap().is_staff,
        (Some(who), Guard::Staff) => who.actor().unwrap().is_staff,
        (Some(_), Guard::SignedIn) => true,
    }
}

fn right<'a>(totalled: &'a Totalled, number: &'a str) -> impl Fn(&str) -> String + Copy + 'a {
    move |hole: &str| match hole {
        "{code}" => totalled.code.to_owned(),
        "{version}" => "1".to_owned(),
        "{number}" => number.to_owned(),
        "{part}" => "total".to_owned(),
        "{kind}" => "written".to_owned(),
        "{room}" => "1".to_owned(),
        _ => totalled.people[0].application.to_string(),
    }
}

#[tokio::test]
async fn no_page_is_a_fault_whoever_opens_it_and_whatever_its_address_says() {
    let world = World::sqlite().await;
    let (totalled, number) = ended(&world).await;
    let people = everybody(&world, &totalled).await;
    let mut opened = 0;
    for door in routes::doors().list() {
        if door.method != Method::GET {
            continue;
        }
        let mut addresses = filled(door.path, right(&totalled, &number));
        let odd = "?post=%3Cb%3E&page=99999999999&from=-1&to=x&ticket=%E4%BD%A0";
        addresses.push(format!("{}{odd}", addresses[0]));
        for address in addresses {
            for (_, cookie) in people.iter().filter(|who| admits(door.guard, who)) {
                let status = ask(&world, cookie.as_deref(), &door.method, &address, "").await;
                assert!(!status.is_server_error(), "{address}: {status}");
                opened += 1;
            }
        }
    }
    assert!(opened > 300, "{opened}");
}

#[tokio::test]
async fn no_form_is_a_fault_whoever_sends_it_and_whatever_it_says() {
    let world = World::sqlite().await;
    let (totalled, number) = ended(&world).await;
    let people = everybody(&world, &totalled).await;
    let odd = "a=1&a=2&revision=-1&to=99999999999&digest=&copied=&reason=&note=&act=burn&people=-1\
        &json=%7B&mend=%7B&as=json&decision=x&reasons=x&sheet=%E4%BD%A0&area=/&role=x&pick=x&_seen=x&post=-1";
    let mut sent = 0;
    for door in routes::doors().list() {
        // Signing out would end what the next door needs.
        if door.method != Method::POST || door.path == "/sign-out" {
            continue;
        }
        for address in filled(door.path, right(&totalled, &number)) {
            for form in ["", odd] {
                for (_, cookie) in people.iter().filter(|who| admits(door.guard, who)) {
                    let status = ask(&world, cookie.as_deref(), &door.method, &address, form).await;
                    assert!(!status.is_server_error(), "{address} {form}: {status}");
                    sent += 1;
                }
            }
        }
    }
    assert!(sent > 300, "{sent}");
    world.events().await;
}
