//! Tables of offices: their encodings and kinds, and what is wrong with them.

use super::*;
use app::platform::spreadsheet::Table;
use trace::rows;

fn sample_rows() -> Vec<Vec<String>> {
    sample_table(&rules(), &sample(&rules()), Lang::Zh)
}

async fn tried(world: &World, who: &Ctx, file: &[u8]) -> (StatusCode, String) {
    let fields = [("data", "table"), ("against", "none")];
    attempt(world, who, &fields, Some(file)).await
}

#[test]
fn one_table_gives_one_result_whatever_kind_of_file_it_came_in() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let before = rows(&world).await;
        let mut lines = sample_rows().into_iter();
        let table = Table {
            name: "t".into(),
            head: lines.next().unwrap(),
            rows: lines.collect(),
        };
        let xlsx = table.xlsx().unwrap().into_body();
        let xlsx = axum::body::to_bytes(xlsx, usize::MAX).await.unwrap();
        let text = csv(&sample_rows());
        let (office, _, _) = encoding_rs::GB18030.encode(&text);
        let utf16: Vec<u8> = [0xFEFF_u16]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let tabs = text.replace(',', "\t");
        let windows = text.replace('\n', "\r\n");
        let mut results = Vec::new();
        for (kind, bytes) in [
            ("utf-8", text.as_bytes()),
            ("xlsx", &xlsx),
            ("gb18030", &office),
            ("utf-16", &utf16),
            ("tabs", tabs.as_bytes()),
            ("line ends", windows.as_bytes()),
        ] {
            let (status, page) = tried(&world, &author, bytes).await;
            assert_eq!(status, StatusCode::OK, "{kind}: {page}");
            let done = page.split("算完了").nth(1).unwrap();
            let people = done.split("class=\"note").last().unwrap();
            results.push((kind, people.to_owned()));
        }
        for (kind, result) in &results {
            assert_eq!(*result, results[0].1, "{kind}");
        }
        assert!(rows(&world).await == before, "no trace");
    });
}

#[test]
fn a_file_that_is_no_table_or_too_large_a_one_is_told_at_its_field() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let large = vec![b'1'; domain::photo::LIMIT_BYTES as usize + 1];
        for (name, bytes) in [
            ("nothing", &b""[..]),
            ("no rows", "准考证号,岗位,笔试:knowledge\n".as_bytes()),
            ("no titles", "1,GJZ-01,81\n".as_bytes()),
            ("a picture", b"\x89PNG\r\n\x1A\n"),
            ("half a workbook", b"PK\x03\x04\x14\0\0\0"),
            ("an old workbook", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
            ("zeros", &[0; 64]),
            ("too large", &large),
        ] {
            let (status, page) = tried(&world, &author, bytes).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(page.contains("id=\"table-error\""), "{name}: {page}");
            assert!(!page.contains("算完了"), "{name}");
        }
    });
}

#[test]
fn each_slip_of_a_row_is_told_and_the_rest_of_the_table_is_read_all_the_same() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        for (row, told) in [
            ("1,GJZ-01,81\n1,GJZ-01,80", "第3行"),
            (",GJZ-01,81", "第2行"),
            ("1,,81", "第2行"),
            ("1,GJZ-01,-1", "-1"),
            ("1,GJZ-01,81.123456", "第2行"),
        ] {
            let table = format!("准考证号,岗位,笔试:knowledge\n{row}\n");
            let (status, page) = tried(&world, &author, table.as_bytes()).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{row}");
            assert!(page.contains(told), "{row}: {page}");
        }
        let fine = "准考证号,岗位,笔试:knowledge\n１,GJZ-01,８１．５\n\n 2 ,GJZ-01,缺考\n";
        let (status, page) = tried(&world, &author, fine.as_bytes()).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(page.contains("81.50") && page.contains("缺考"));
    });
}

#[test]
fn a_cell_that_is_a_page_of_its_own_is_shown_as_text() {
    on_both(async |world| {
        let author = world.staff(Role::Organiser, DISTRICT).await;
        drafted(&author).await;
        let table = "准考证号,岗位,笔试:knowledge\n<script>alert(1)</script>,GJZ-01,81\n";
        let (_, page) = tried(&world, &author, table.as_bytes()).await;
        assert!(!page.contains("<script>alert"), "{page}");
        let table = "准考证号,岗位,笔试:knowledge\n1,<script>alert(1)</script>,81\n";
        let (status, page) = tried(&world, &author, table.as_bytes()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.contains("<script>alert"), "{page}");
    });
}
