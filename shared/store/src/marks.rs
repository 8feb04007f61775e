//! Marks: what the `#names` and `:values` of an expression stand for.

use crate::item::Item;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;

/// Names that stand for reserved words of the table, the same in every expression.
const WORDS: [(&str, &str); 6] = [
    ("#v", "version"),
    ("#o", "open"),
    ("#m", "membership"),
    ("#s", "state"),
    ("#t", "ttl"),
    ("#u", "union"),
];

/// What the marks of an expression stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    names: HashMap<String, String>,
    values: Item,
}

impl Marks {
    /// One name more: for an attribute whose name is made as the table is used.
    pub(crate) fn name(&mut self, mark: impl Into<String>, attribute: impl Into<String>) {
        self.names.insert(mark.into(), attribute.into());
    }

    /// One value more.
    pub(crate) fn value(&mut self, mark: impl Into<String>, value: AttributeValue) {
        self.values.insert(mark.into(), value);
    }

    /// The values; the table refuses an empty list of them.
    pub(crate) fn values(&self) -> Option<Item> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }

    /// The names that these expressions use: the table refuses one that is not used.
    pub(crate) fn names<const N: usize>(
        &self,
        expressions: [Option<&str>; N],
    ) -> Option<HashMap<String, String>> {
        let used: HashMap<String, String> = expressions
            .into_iter()
            .flatten()
            .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric() && letter != '#'))
            .filter(|word| word.starts_with('#'))
            .filter_map(|mark| Some((mark.to_owned(), self.named(mark)?)))
            .collect();
        (!used.is_empty()).then_some(used)
    }

    fn named(&self, mark: &str) -> Option<String> {
        let word = || WORDS.iter().find(|(word, _)| *word == mark);
        self.names.get(mark).cloned().or_else(|| word().map(|(_, name)| (*name).to_owned()))
    }
}

impl<const N: usize> From<[(&'static str, AttributeValue); N]> for Marks {
    fn from(values: [(&'static str, AttributeValue); N]) -> Marks {
        Vec::from(values).into()
    }
}

impl From<Vec<(&'static str, AttributeValue)>> for Marks {
    fn from(values: Vec<(&'static str, AttributeValue)>) -> Marks {
        let values = values.into_iter().map(|(mark, value)| (mark.to_owned(), value)).collect();
        Marks { names: HashMap::new(), values }
    }
}
