//! The demo's reference data and people, all invented: prints them, or writes them through `store`.
//!
//! `seed people [--demo N --from K] [--markdown]` prints; `seed load --accounts FILE` writes; with
//! `--payees N` that many payees on the registers in the place of the demo's, for the figures.
//! `seed province print|load [--members N] [--seed S]` makes the synthetic province or a part of it.
//! Deliberately absent: applications and decisions. Those the demo makes over HTTP, like everybody.

mod cast;
mod fault;
mod figures;
mod load;
mod markdown;
mod numbers;
mod payees;
mod person;
mod province;
mod records;
mod register;
mod specials;
#[cfg(test)]
mod tests;
mod world;

use fault::Fault;
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: seed people [--demo N --from K] [--markdown] | seed load --accounts FILE [--payees N [--exceptions]] | seed province print|load [--members N] [--seed S]";

/// What was asked for.
enum Verb {
    People,
    Markdown,
    Demo { count: u32, from: u32 },
    Load { accounts: String, payees: Option<figures::Wanted> },
    Province { load: bool, wanted: province::Wanted },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words).await {
        Ok(text) if print(&mut std::io::stdout(), &text) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(fault) => {
            print(&mut std::io::stderr(), &format!("seed: {fault}\n"));
            ExitCode::FAILURE
        }
    }
}

fn print(out: &mut impl Write, text: &str) -> bool {
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok()
}

async fn run(words: &[String]) -> Result<String, Fault> {
    let world = world::World::read()?;
    match verb(words)? {
        Verb::People => json(&cast::people(&world)?),
        Verb::Markdown => {
            let cast = cast::people(&world)?;
            Ok(markdown::table(&cast, &payees::everybody(&cast, world::SINCE)?))
        }
        Verb::Demo { count, from } => json(&cast::crowd(&world, from, count)?),
        Verb::Province { load: true, wanted } => province::load(&world, wanted).await,
        Verb::Province { load: false, wanted } => province::printed(&world, wanted),
        Verb::Load { accounts, payees } => {
            load::load(&world, &cast::people(&world)?, &accounts, payees).await
        }
    }
}

fn json(people: &[person::Seeded]) -> Result<String, Fault> {
    let mut text = serde_json::to_string_pretty(people).map_err(|_| Fault::Output)?;
    text.push('\n');
    Ok(text)
}

/// Nothing: the demo's own.
fn payees(words: &[&str]) -> Result<Option<figures::Wanted>, Fault> {
    let count = |text: &str| text.parse::<u32>().map_err(|_| Fault::Usage(USAGE));
    match words {
        [] => Ok(None),
        ["--payees", number] => {
            Ok(Some(figures::Wanted { count: count(number)?, exceptions: false }))
        }
        ["--payees", number, "--exceptions"] => {
            Ok(Some(figures::Wanted { count: count(number)?, exceptions: true }))
        }
        _ => Err(Fault::Usage(USAGE)),
    }
}

/// The whole province from seed 1, unless told otherwise.
fn province(words: &[&str]) -> Result<province::Wanted, Fault> {
    let mut wanted = province::Wanted { members: province::split::MEMBERS, seed: 1 };
    for pair in words.chunks(2) {
        let (name, number) = match pair {
            [name, text] => (*name, text.parse::<u64>().map_err(|_| Fault::Usage(USAGE))?),
            _ => return Err(Fault::Usage(USAGE)),
        };
        match name {
            "--members" => wanted.members = number,
            "--seed" => wanted.seed = number,
            _ => return Err(Fault::Usage(USAGE)),
        }
    }
    Ok(wanted)
}

fn verb(words: &[String]) -> Result<Verb, Fault> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<u32>().map_err(|_| Fault::Usage(USAGE));
    match words.as_slice() {
        ["province", verb @ ("print" | "load"), rest @ ..] => {
            Ok(Verb::Province { load: *verb == "load", wanted: province(rest)? })
        }
        ["people"] => Ok(Verb::People),
        ["people", "--markdown"] => Ok(Verb::Markdown),
        ["people", "--demo", count] => Ok(Verb::Demo { count: number(count)?, from: 1 }),
        ["people", "--demo", count, "--from", from] => {
            Ok(Verb::Demo { count: number(count)?, from: number(from)? })
        }
        ["load", "--accounts", file, rest @ ..] => {
            Ok(Verb::Load { accounts: (*file).to_owned(), payees: payees(rest)? })
        }
        _ => Err(Fault::Usage(USAGE)),
    }
}
