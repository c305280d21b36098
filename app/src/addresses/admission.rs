//! Seats and tickets.

use domain::ids::ApplicationId;

pub fn seats(code: &str) -> String {
    format!("/desk/{code}/seats")
}

/// The list at the door of a room.
pub fn room(code: &str, room: i32) -> String {
    format!("/desk/{code}/seats/{room}")
}

/// All rooms as a file; `ending`: of which kind.
pub fn table(code: &str, ending: &str) -> String {
    format!("/desk/{code}/seats.{ending}")
}

pub fn ticket(id: ApplicationId) -> String {
    format!("/applications/{id}/ticket")
}
