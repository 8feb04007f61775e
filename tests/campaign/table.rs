//! The campaign's table: each side effect against each thing that can go wrong with it.
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::plan::{Came, Plan};
use super::wire::Kind;
use std::collections::BTreeMap;
use std::fmt;

/// One field: how often it was planned, how often it happened, and how often all was well after it.
#[derive(Clone, Copy, Debug, Default)]
struct Field {
    tried: u32,
    struck: u32,
    whole: u32,
}

/// See the module's text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    fields: BTreeMap<(String, Kind), Field>,
    plans: u32,
    whole: u32,
    drives: u32,
    broken: u32,
}

impl Table {
    /// Enters a plan.
    pub(crate) fn add(&mut self, plan: &Plan, came: &Came) {
        let whole = u32::from(came.faults.is_empty());
        self.plans += 1;
        self.whole += whole;
        self.drives += came.drives;
        self.broken += came.broken;
        for strike in &plan.strikes {
            let field = self.fields.entry((strike.effect.clone(), strike.kind)).or_default();
            field.tried += 1;
            if came.struck.contains(strike) {
                field.struck += 1;
                field.whole += whole;
            }
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = "died before  died after   answer lost  repeated     zombie";
        writeln!(out, "{:<28} {kinds}", "side effect")?;
        let mut effects: Vec<&String> = self.fields.keys().map(|(effect, _)| effect).collect();
        effects.dedup();
        for effect in effects {
            write!(out, "{effect:<28} ")?;
            for kind in Kind::ALL {
                let field = self.fields.get(&(effect.clone(), kind)).copied().unwrap_or_default();
                let text = if field.tried == 0 {
                    "·".to_owned()
                } else {
                    format!("{}/{}/{}", field.tried, field.struck, field.whole)
                };
                write!(out, "{text:<13}")?;
            }
            writeln!(out)?;
        }
        writeln!(out, "planned / happened / whole afterwards")?;
        write!(
            out,
            "{} plans, {} whole; {} drives, {} children failed and were driven again",
            self.plans, self.whole, self.drives, self.broken
        )
    }
}
