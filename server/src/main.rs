//! The process: reads settings, then does what the command line asks.

mod cli;
mod config;
mod http;
mod jobs;
mod mail;
mod say;
mod seed;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let arguments = cli::Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(why) => return fail(&why),
    };
    match runtime.block_on(cli::run(arguments)) {
        Ok(code) => code,
        Err(why) => fail(&*why),
    }
}

fn fail(why: &dyn std::fmt::Display) -> std::process::ExitCode {
    eprintln!("xuanxian: {why}");
    std::process::ExitCode::FAILURE
}
