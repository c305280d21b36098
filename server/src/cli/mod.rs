//! The command line of `xuanxian`.

mod rules;

use crate::{
    config::{LogFormat, Settings},
    http, jobs,
    mail::{Carriers, LogSms, Mail},
    seed,
};
use app::platform::{
    app::{App, SharedApp},
    ctx::{Ctx, Display},
    db::Db,
    files::Files,
    secrets::Secrets,
    tables,
};
use clap::{Parser, Subcommand};
use domain::{
    Lang,
    access::{Jurisdiction, Role},
    area_table,
};
use std::{error::Error, path::PathBuf, process::ExitCode};
use tokio_util::sync::CancellationToken;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Recruitment and certification of community workers.
#[derive(Debug, Parser)]
#[command(name = "xuanxian", version)]
pub struct Arguments {
    /// A settings file; xuanxian.example.toml documents it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// The language of what is printed.
    #[arg(long, value_enum, default_value = "zh", global = true)]
    lang: rules::Language,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The rule engine for offices, and for anybody who wants to check a list; needs no database.
    Rules {
        #[command(subcommand)]
        command: rules::Command,
    },
    /// Brings the database up to date and serves the site.
    Serve,
    /// Brings the database up to date.
    Migrate,
    /// Fills an empty database with the demonstration: three real announcements and invented applicants.
    Demo {
        #[arg(long, default_value_t = 2000)]
        applicants: u32,
    },
    /// Takes over the tree of government from a table without titles: path, name, English name.
    ImportAreas {
        /// CSV (UTF-8 or GBK), .xlsx or .xls.
        file: PathBuf,
    },
    /// Makes the first administrator; the password is read from standard input.
    CreateAdmin {
        #[arg(long)]
        name: String,
        #[arg(long)]
        email: String,
    },
}

/// # Errors
/// In words for the person at the command line.
pub async fn run(arguments: Arguments) -> Outcome<ExitCode> {
    let lang = Lang::from(arguments.lang);
    if let Command::Rules { command } = arguments.command {
        return Ok(rules::run(command, lang));
    }
    let settings = Settings::load(arguments.config.as_deref())?;
    // What cannot be served changes nothing either.
    let site = settings.site()?;
    start_log(settings.log);
    std::fs::create_dir_all(&settings.data)?;
    let db = Db::connect(&settings.database(), settings.database_connections).await?;
    db.migrate().await?;
    let app = App::new(
        db,
        secrets(&settings)?,
        files(&settings)?,
        site,
        Default::default(),
    );
    match arguments.command {
        Command::Migrate | Command::Rules { .. } => {}
        Command::Demo { applicants } => demo(app, applicants).await?,
        Command::ImportAreas { file } => import_areas(app, &file, lang).await?,
        Command::Serve => serve(app, &settings).await?,
        Command::CreateAdmin { name, email } => create_admin(app, &name, &email).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn start_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| "info,sqlx=warn,sea_orm_migration=warn".into());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

fn files(settings: &Settings) -> Outcome<Files> {
    Ok(match settings.bucket.as_str() {
        "" => Files::in_folder(&settings.data.join("files"))?,
        bucket => Files::in_bucket(bucket)?,
    })
}

/// The installation's secret: given, or kept in a file that only its owner reads.
fn secrets(settings: &Settings) -> Outcome<Secrets> {
    let file = settings.data.join("secret");
    let text = if !settings.secret.is_empty() {
        settings.secret.clone()
    } else if file.exists() {
        std::fs::read_to_string(&file)?
    } else {
        use std::{io::Write, os::unix::fs::OpenOptionsExt};
        let made = app::platform::secrets::random_token();
        let mut out = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&file)?;
        out.write_all(made.as_bytes())?;
        made
    };
    match text.trim().len() {
        0..32 => Err("the secret is too short: 64 hexadecimal digits are expected".into()),
        _ => Ok(Secrets::derive(text.trim().as_bytes())),
    }
}

async fn serve(app: SharedApp, settings: &Settings) -> Outcome<()> {
    any_spawner::Executor::init_tokio().map_err(|why| why.to_string())?;
    let stop = CancellationToken::new();
    let email = Mail::new(
        &settings.smtp_url,
        &settings.data.join("mail"),
        &settings.mail_from,
    )?;
    let carriers = Carriers {
        email: Box::new(email),
        sms: Box::new(LogSms),
    };
    app::settings::commands::follow_clock(&app)
        .await
        .map_err(|_| "the database does not answer")?;
    let mail = tokio::spawn(jobs::outbox::run(app.clone(), carriers, stop.clone()));
    let clock = settings
        .demonstration
        .then(|| tokio::spawn(jobs::follow_clock(app.clone(), stop.clone())));
    tokio::spawn(wait_for_signal(stop.clone()));
    http::serve(app, &settings.listen, stop.clone())
        .await
        .map_err(|why| format!("{}: {why}", settings.listen))?;
    stop.cancel();
    mail.await?;
    if let Some(clock) = clock {
        clock.await?;
    }
    Ok(())
}

async fn wait_for_signal(stop: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("shutting down");
    stop.cancel();
}

async fn demo(app: SharedApp, applicants: u32) -> Outcome<()> {
    if !app.site.demonstration {
        return Err(
            "set `demonstration = true` first: a real installation gets no invented people".into(),
        );
    }
    if !app::campaigns::queries::all(&app.db.read, false)
        .await
        .map_err(why)?
        .is_empty()
    {
        eprintln!("The database holds recruitments already; nothing was changed.");
        return Ok(());
    }
    eprintln!("Filling the demonstration with {applicants} invented applicants …");
    seed::fill(&app, applicants).await.map_err(why)?;
    eprintln!(
        "Accounts of the demonstration, all with the password {}:",
        seed::PASSWORD
    );
    for (word, name, role, _) in seed::STAFF {
        eprintln!("  {word}@example.com  {name}  ({role:?})");
    }
    eprintln!("  applicant0@example.com …  applicants");
    Ok(())
}

fn why(error: app::error::AppError) -> String {
    format!("{error:?}")
}

async fn import_areas(app: SharedApp, file: &std::path::Path, lang: Lang) -> Outcome<()> {
    let grid = tables::read(&std::fs::read(file)?, area_table::HEAD);
    for told in grid.told.iter().filter(|told| !told.is_usual()) {
        eprintln!("{}", told.say(lang));
    }
    let rows = area_table::read(&grid).map_err(|problems| {
        let said: Vec<String> = problems.iter().map(|problem| problem.say(lang)).collect();
        said.join("\n")
    })?;
    let area = |row: area_table::AreaRow| app::accounts::queries::Area {
        scope: Jurisdiction(row.path),
        name: row.name,
        name_en: row.name_en,
    };
    let areas: Vec<_> = rows.into_iter().map(area).collect();
    let ctx = Ctx::system(app.clone(), app.clock.now(), Display::default());
    app::accounts::staff::import_areas(&ctx, &areas)
        .await
        .map_err(why)?;
    eprintln!("{} places taken over.", areas.len());
    Ok(())
}

async fn create_admin(app: SharedApp, name: &str, email: &str) -> Outcome<()> {
    eprint!("Password: ");
    let mut password = String::new();
    std::io::stdin().read_line(&mut password)?;
    let ctx = Ctx::system(app.clone(), app.clock.now(), Display::default());
    let city = Jurisdiction(app.site.area_code.clone());
    let made = app::accounts::staff::create(
        &ctx,
        name,
        email,
        password.trim_end(),
        Role::Administrator,
        city,
    )
    .await;
    made.map(drop)
        .map_err(|why| format!("not created: {why:?}").into())
}
