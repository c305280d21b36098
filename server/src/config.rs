//! Settings: defaults, then a file, then the environment. `xuanxian.example.toml` documents every one of them.

use crate::say::{ORGANISER, PRODUCT, SITE};
use app::platform::app::Site;
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
        let environment = config::Environment::with_prefix("XUANXIAN").try_parsing(true);
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

    pub fn site(&self) -> Site {
        Site {
            name_zh: self.name_zh.clone(),
            name_en: self.name_en.clone(),
            organiser_zh: self.organiser_zh.clone(),
            organiser_en: self.organiser_en.clone(),
            area_code: self.area_code.clone(),
            phone: self.phone.clone(),
            base_url: self.base_url.trim_end_matches('/').to_owned(),
            demonstration: self.demonstration,
            secure_cookies: self.base_url.starts_with("https://"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

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
