//! Settings: defaults, then a file, then the environment. `xuanxian.example.toml` documents every one of them.

use crate::say::{ORGANISER, PRODUCT, SITE};
use app::platform::{app::Site, proxies::Proxies};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where the SQLite file, the secret, uploads and demonstration mail live.
    pub data: PathBuf,
    /// `sqlite://…` or `postgres://…`; empty: SQLite under `data`.
    pub database_url: String,
    /// 64 hexadecimal digits; empty: a file `secret` under `data`, made when it is missing.
    pub secret: String,
    pub listen: String,
    pub database_connections: u32,
    /// A bucket for uploads instead of a folder, so that several servers share them.
    pub bucket: String,
    /// `smtps://user:password@host`; empty: mail is written as files under `data/mail`.
    pub smtp_url: String,
    pub mail_from: String,
    /// `text` or `json`.
    pub log: LogFormat,
    pub name_zh: String,
    pub name_en: String,
    pub organiser_zh: String,
    pub organiser_en: String,
    pub area_code: String,
    pub phone: String,
    pub base_url: String,
    /// The proxies in front, as networks or addresses: what they say of a caller's address is believed. `none`: nothing
    /// stands in front.
    pub trusted_proxies: Vec<String>,
    pub demonstration: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        let text = str::to_owned;
        let ((name_zh, name_en), (organiser_zh, organiser_en)) = (SITE.both(), ORGANISER.both());
        let (product, _) = PRODUCT.both();
        Settings {
            data: PathBuf::from("data"),
            database_url: String::new(),
            secret: String::new(),
            listen: text("127.0.0.1:8080"),
            database_connections: 8,
            bucket: String::new(),
            smtp_url: String::new(),
            mail_from: format!("{product} <noreply@localhost>"),
            log: LogFormat::Text,
            name_zh: text(name_zh),
            name_en: text(name_en),
            organiser_zh: text(organiser_zh),
            organiser_en: text(organiser_en),
            area_code: text("990000"),
            phone: text("0000-1234567"),
            base_url: text("http://127.0.0.1:8080"),
            trusted_proxies: Vec::new(),
            demonstration: false,
        }
    }
}

impl Settings {
    /// # Errors
    /// A file that cannot be read, an unknown setting, a value of the wrong kind: named with its place.
    pub fn load(file: Option<&Path>) -> Result<Self, config::ConfigError> {
        let mut sources = config::Config::builder();
        if let Some(file) = file {
            sources = sources.add_source(config::File::from(file).format(config::FileFormat::Toml));
        }
        let environment = config::Environment::with_prefix("XUANXIAN")
            .try_parsing(true)
            .list_separator(",")
            .with_list_parse_key("trusted_proxies");
        let mut settings: Settings = sources.add_source(environment).build()?.try_deserialize()?;
        if settings.database_url.is_empty()
            && let Ok(url) = std::env::var("DATABASE_URL")
        {
            settings.database_url = url;
        }
        Ok(settings)
    }

    pub fn database(&self) -> String {
        if self.database_url.is_empty() {
            format!("sqlite://{}", self.data.join("xuanxian.db").display())
        } else {
            self.database_url.clone()
        }
    }

    /// # Errors
    /// An entry of `trusted_proxies` that is no address; none at all where pages are served over TLS, which this
    /// server does not speak: all callers would count as one.
    pub fn proxies(&self) -> Result<Proxies, String> {
        match self.trusted_proxies.as_slice() {
            [] if self.base_url.starts_with("https://") => Err(
                "trusted_proxies is empty: name the proxy that ends TLS in front of this server, or `none`"
                    .to_owned(),
            ),
            [none] if none == "none" => Ok(Proxies::default()),
            listed => Proxies::parse(listed)
                .map_err(|entry| format!("trusted_proxies: `{entry}` is no address and no network")),
        }
    }

    /// # Errors
    /// As [`Self::proxies`].
    pub fn site(&self) -> Result<Site, String> {
        Ok(Site {
            name_zh: self.name_zh.clone(),
            name_en: self.name_en.clone(),
            organiser_zh: self.organiser_zh.clone(),
            organiser_en: self.organiser_en.clone(),
            area_code: self.area_code.clone(),
            phone: self.phone.clone(),
            base_url: self.base_url.trim_end_matches('/').to_owned(),
            demonstration: self.demonstration,
            secure_cookies: self.base_url.starts_with("https://"),
            proxies: self.proxies()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn pages_over_tls_need_to_know_who_ends_it() {
        let site = |base_url: &str, proxies: &[&str]| {
            let settings = Settings {
                base_url: base_url.to_owned(),
                trusted_proxies: proxies.iter().map(|entry| (*entry).to_owned()).collect(),
                ..Settings::default()
            };
            settings.site().map(drop)
        };
        assert!(
            site("https://a.gov.cn", &[])
                .unwrap_err()
                .contains("trusted_proxies")
        );
        assert!(
            site("https://a.gov.cn", &["10.0.0.0/40"])
                .unwrap_err()
                .contains("10.0.0.0/40")
        );
        for (base_url, proxies) in [
            ("https://a.gov.cn", &["10.0.0.0/8", "fd00::1"][..]),
            ("https://a.gov.cn", &["none"]),
            ("http://127.0.0.1:8080", &[]),
        ] {
            assert_eq!(site(base_url, proxies), Ok(()));
        }
    }

    #[test]
    fn the_documented_example_names_every_setting_and_no_other() {
        let path = Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../xuanxian.example.toml"
        ));
        let example = Settings::load(Some(path)).unwrap();
        assert_eq!(example.listen, Settings::default().listen);
        let text = std::fs::read_to_string(path).unwrap();
        let named: BTreeSet<&str> = text
            .lines()
            .filter_map(|line| Some(line.split_once(" = ")?.0))
            .collect();
        let serde_json::Value::Object(own) = serde_json::to_value(Settings::default()).unwrap()
        else {
            panic!()
        };
        assert_eq!(named, own.keys().map(String::as_str).collect());
    }
}
