//! Lots and score sheets.

pub fn lots(code: &str) -> String {
    format!("/desk/{code}/lots")
}

pub fn room(code: &str, room: i32) -> String {
    format!("/desk/{code}/lots/{room}")
}

pub fn sheets(code: &str, room: i32) -> String {
    format!("/desk/{code}/lots/{room}/sheets")
}

pub fn table(code: &str) -> String {
    format!("/desk/{code}/lots.xlsx")
}
