//! Signing in, and links that come by mail.

use super::encode;

pub const REGISTER: &str = "/register";
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_OUT: &str = "/sign-out";
pub const CONFIRM_EMAIL: &str = "/confirm-email";
pub const FORGOT_PASSWORD: &str = "/forgot-password";
pub const RESET_PASSWORD: &str = "/reset-password";
pub const INVITATION: &str = "/invitation";
pub const STAFF: &str = "/desk/accounts";

/// Signing in, and on to that page.
pub fn sign_in_for(page: &str) -> String {
    format!("{SIGN_IN}?back={}", encode(page))
}
