//! Forms as they arrive: typed, with files, broken, too large.

use app::{
    error::AppError,
    platform::{
        form::{Filled, Typed},
        upload::{REQUEST_LIMIT, UploadedFile, Uploading},
        web::{Typing, own_path, read_date, read_moment, spell_moment},
    },
    testing::START,
};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Request},
};
use domain::{FieldProblem, Problem};

fn request(kind: &str, body: impl Into<Body>) -> Request {
    Request::builder()
        .method("POST")
        .header("content-type", kind)
        .body(body.into())
        .unwrap()
}

fn part(name: &str, file: Option<&str>, bytes: &[u8]) -> Vec<u8> {
    let file = file.map(|file| format!("; filename=\"{file}\""));
    let file = file.unwrap_or_default();
    let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

fn form(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat(), b"--x--\r\n".to_vec()].concat()
}

async fn uploaded(mut request: Request, limit: usize) -> Result<Uploading, AppError> {
    DefaultBodyLimit::max(limit).apply(&mut request);
    Uploading::from_request(request, &()).await
}

async fn read(parts: &[Vec<u8>]) -> Uploading {
    let request = request("multipart/form-data; boundary=x", form(parts));
    uploaded(request, REQUEST_LIMIT).await.unwrap()
}

fn is_unreadable<T: std::fmt::Debug>(read: Result<T, AppError>) -> bool {
    let told = [FieldProblem::new("form", Problem::UnknownChoice)];
    matches!(read, Err(AppError::Invalid(ref problems)) if *problems == told)
}

#[tokio::test]
async fn of_many_files_the_first_eight_are_kept_and_every_field_is_read() {
    let mut parts: Vec<Vec<u8>> = (0..11)
        .map(|n| part("f", Some(&format!("{n}.pdf")), b"%PDF-1.7"))
        .collect();
    parts.push(part("last", None, b"1"));
    let read = read(&parts).await;
    let names: Vec<&str> = read.of("f").map(|file| file.name.as_str()).collect();
    assert_eq!(names.len(), 8);
    assert_eq!((names[0], names[7]), ("0.pdf", "7.pdf"));
    assert_eq!(read.typed.get("last"), "1");
    assert_eq!(read.of("g").count(), 0);
}

#[tokio::test]
async fn a_form_without_files_is_read_by_the_same_door() {
    let kind = "application/x-www-form-urlencoded";
    let read = uploaded(request(kind, "a=%E7%94%B2&b=1&b=2&c="), REQUEST_LIMIT);
    let read = read.await.unwrap();
    assert_eq!(read.typed.get("a"), "甲");
    assert_eq!(read.typed.all("b").collect::<Vec<_>>(), ["1", "2"]);
    assert!(!read.typed.is_checked("c") && read.files.is_empty());
}

#[tokio::test]
async fn a_form_that_broke_off_is_unreadable_and_nothing_of_it_is_used() {
    let whole = form(&[part("a", None, b"1"), part("f", Some("a.pdf"), b"%PDF")]);
    for cut in [whole.len() - 9, whole.len() - 20, 40] {
        let request = request("multipart/form-data; boundary=x", whole[..cut].to_vec());
        assert!(is_unreadable(uploaded(request, REQUEST_LIMIT).await));
    }
    let without = request("multipart/form-data", whole);
    assert!(is_unreadable(uploaded(without, REQUEST_LIMIT).await));
    let typed = request("application/json", "{}");
    let typed = Typing::from_request(typed, &()).await;
    assert!(is_unreadable(typed.map(|typing| typing.0)));
}

#[tokio::test]
async fn a_name_loses_its_path_and_its_line_breaks_and_stays_short() {
    let long = format!("{}.pdf", "长".repeat(200));
    for (sent, kept) in [
        ("../../etc/passwd", "passwd"),
        ("C:\\资料\\毕业证.jpg", "毕业证.jpg"),
        (long.as_str(), &"长".repeat(120)),
    ] {
        let read = read(&[part("f", Some(sent), b"%PDF-1.7")]).await;
        assert_eq!(read.files[0].name, kept);
    }
    let file = UploadedFile::new("a\r\nSet-Cookie: x\u{7}.pdf", b"%PDF-1.7".to_vec());
    assert_eq!(file.name, "aSet-Cookie: x.pdf");
}

#[tokio::test]
async fn a_chosen_file_of_no_bytes_is_a_file_and_an_empty_field_is_none() {
    let read = read(&[
        part("f", Some("empty.pdf"), b""),
        part("f", Some(""), b""),
        part("f", Some(""), b"%PDF-1.7"),
    ])
    .await;
    let found: Vec<_> = read.of("f").map(|f| (f.name.as_str(), f.size)).collect();
    assert_eq!(found, [("empty.pdf", 0), ("", 8)]);
}

#[test]
fn a_file_is_what_its_bytes_say_and_not_what_it_is_called() {
    for (bytes, media_type) in [
        (&b"%PDF-1.7"[..], Some("application/pdf")),
        (&[0xFF, 0xD8, 0xFF, 0xE0], Some("image/jpeg")),
        (b"\x89PNG\r\n\x1A\n", Some("image/png")),
        (b"hello", None),
        (b"", None),
    ] {
        let file = UploadedFile::new("photo.jpg", bytes.to_vec());
        let found = file.found().map(|found| found.media_type);
        assert_eq!(found, media_type);
        assert_eq!(file.size, bytes.len() as u64);
    }
}

#[test]
fn what_was_typed_is_kept_in_its_order_and_a_second_value_stands_beside_the_first() {
    let mut typed = Typed::from([("a", " 1 "), ("b", ""), ("a", "2")]);
    assert_eq!((typed.get("a"), typed.trimmed("a")), (" 1 ", "1"));
    assert!(typed.has("a", "2") && !typed.has("b", "2"));
    assert_eq!(typed.get("nothing"), "");
    typed.set("a", "3");
    typed.add("b", "4");
    typed.set("c", "5");
    let pairs: Vec<_> = typed
        .pairs()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [("a", "3"), ("b", ""), ("a", "2"), ("b", "4"), ("c", "5")];
    assert_eq!(pairs, expected);
}

#[test]
fn every_problem_of_a_field_is_kept_and_the_first_is_told_first() {
    let mut form = Filled::fresh(Typed::default());
    assert_eq!(form.problem("a"), None);
    for (field, problem) in [
        ("a", Problem::Missing),
        ("b", Problem::Email),
        ("a", Problem::NotANumber),
    ] {
        form.problems.push(FieldProblem::new(field, problem));
    }
    assert_eq!(form.problem("a"), Some(&Problem::Missing));
    assert_eq!(form.problems_of("a").count(), 2);
    assert_eq!(form.problem("c"), None);
}

#[test]
fn a_moment_is_read_back_from_the_boxes_that_it_was_spelled_into() {
    let mut typed = Typed::default();
    spell_moment(&mut typed, "close", START);
    assert_eq!(typed.get("close_t"), "09:00");
    assert_eq!(read_moment(&typed, "close"), Ok(START));
    for (field, slip) in [
        ("close_t", "24:00"),
        ("close_t", ""),
        ("close_m", "13"),
        ("close_d", "-1"),
        ("close_y", "26"),
        ("close_y", "99999"),
    ] {
        let mut wrong = typed.clone();
        wrong.set(field, slip);
        let read = read_moment(&wrong, "close");
        assert_eq!(read, Err(Problem::NotADate), "{field} {slip}");
    }
    assert_eq!(read_date(&Typed::default(), "x"), Err(Problem::NotADate));
    let leap = Typed::from([("x_y", "２０２８"), ("x_m", " 2 "), ("x_d", "29")]);
    assert_eq!(read_date(&leap, "x").unwrap().to_string(), "2028-02-29");
}

#[test]
fn a_way_back_that_is_none_leads_home() {
    assert_eq!(own_path(None), "/");
    assert_eq!(own_path(Some("/desk?post=1#people")), "/desk?post=1#people");
    for elsewhere in ["javascript:alert(1)", "/\t/evil.example", "desk", "\\\\a"] {
        assert_eq!(own_path(Some(elsewhere)), "/", "{elsewhere}");
    }
}
