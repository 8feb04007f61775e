//! The table of accounts for `docs/accounts.md`.

use crate::payees::Registered;
use crate::person::{Expect, Seeded};
use domain::payee::Register;

const HEAD: &str = "\
# 演示账号 · Demo accounts

合成数据,没有真人。Synthetic people; written by `seed people --markdown` from
`infra/local/seed/data/`. Do not edit by hand.

";

const REGISTERS: &str = "
| account | 姓名 | 名册 · register | 城市 · city |
| --- | --- | --- | --- |
";

/// The tables: those who apply, those who decide, and who of them is on a register.
pub(crate) fn table(people: &[Seeded], registered: &[Registered]) -> String {
    let mut out = HEAD.to_owned();
    out.push_str(
        "| account | 姓名 | 说明 | what is special | 结果 · outcome | 办理工会 · decided by |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    let officer = |person: &&Seeded| person.expect == Expect::Officer;
    let workers: Vec<&Seeded> = people.iter().filter(|person| !officer(person)).collect();
    for alike in workers.chunk_by(|one, next| one.why == next.why) {
        if let (Some(first), Some(last)) = (alike.first(), alike.last()) {
            out.push_str(&worker(first, last));
        }
    }
    out.push_str("\n| account | 姓名 | 说明 | what for | 工会 · union | role |\n");
    out.push_str("| --- | --- | --- | --- | --- | --- |\n");
    for person in people.iter().filter(officer) {
        out.push_str(&held(person));
    }
    out.push_str(REGISTERS);
    for one in registered.iter().filter(|one| !one.key.starts_with("payee/")) {
        let register = one.facts.register().as_str();
        out.push_str(&format!("| `{}` | {} | {register} | {} |\n", one.key, one.name, one.city));
    }
    let count = |register: Register| {
        registered.iter().filter(|one| one.facts.register() == register).count()
    };
    let counts = Register::ALL.map(|register| format!("{} {}", register.as_str(), count(register)));
    out.push_str(&format!("\n名册人数 · on the registers: {}.\n", counts.join(", ")));
    out
}

/// One row; for a run of workers who differ in nothing that matters it names the first and the last.
fn worker(person: &Seeded, last: &Seeded) -> String {
    let run = |of: fn(&Seeded) -> String| match person.account == last.account {
        true => of(person),
        false => format!("{} … {}", of(person), of(last)),
    };
    let (zh, en) = person.expect.text();
    let code = person.reason.as_deref().map_or(String::new(), |code| format!(" {code}"));
    let union = person.union.as_ref().map_or("", |union| union.as_str());
    let route = person.route.map_or(String::new(), |route| format!(": {}", route.text().1));
    format!(
        "| {} | {} | {} | {} | {zh} · {en}{code} | {union}{route} |\n",
        run(|person| format!("`{}`", person.account)),
        run(|person| person.name.clone()),
        person.why.zh,
        person.why.en
    )
}

fn held(person: &Seeded) -> String {
    let unions: Vec<&str> = person.roles.iter().map(|role| role.union.as_str()).collect();
    let mut roles: Vec<&str> = person.roles.iter().map(|role| role.role.as_str()).collect();
    roles.dedup();
    format!(
        "| `{}` | {} | {} | {} | {} | {} |\n",
        person.account,
        person.name,
        person.why.zh,
        person.why.en,
        unions.join(", "),
        roles.join(", ")
    )
}
