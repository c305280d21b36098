//! What a running platform consists of. Built once by the process (or by a test), shared by all requests.

use super::{
    clock::Clock, db::Db, files::Files, pages::PageCache, proxies::Proxies, secrets::Secrets,
    signing::Signer,
};
use domain::time::Holidays;
use std::sync::Arc;

/// Names and addresses of the installation.
#[derive(Clone, Debug)]
pub struct Site {
    pub name_zh: String,
    pub name_en: String,
    /// The city's bureau: organiser of the site and issuer of certificates.
    pub organiser_zh: String,
    pub organiser_en: String,
    /// Six digits: the first part of every certificate number.
    pub area_code: String,
    pub phone: String,
    /// Without a slash at the end: `https://example.gov.cn`.
    pub base_url: String,
    /// Invented people and a clock that can be set.
    pub demonstration: bool,
    /// Cookies only over TLS; off for a plain local address.
    pub secure_cookies: bool,
    /// Whose word about a caller's address is believed.
    pub proxies: Proxies,
}

#[derive(Debug)]
pub struct App {
    pub db: Db,
    pub secrets: Secrets,
    pub signer: Signer,
    pub files: Files,
    pub clock: Clock,
    pub holidays: Holidays,
    pub pages: PageCache,
    pub site: Site,
}

pub type SharedApp = Arc<App>;

impl App {
    pub fn new(
        db: Db,
        secrets: Secrets,
        files: Files,
        site: Site,
        holidays: Holidays,
    ) -> SharedApp {
        Arc::new(App {
            signer: Signer::new(&secrets),
            db,
            secrets,
            files,
            clock: Clock::default(),
            holidays,
            pages: PageCache::default(),
            site,
        })
    }
}
