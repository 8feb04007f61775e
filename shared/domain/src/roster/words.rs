//! The words of a member's record: what people write, the code that is kept, what comes nearest.
//!
//! Deliberately absent: guesses. A word is known by one of its spellings or it is not.

use crate::occupation::OccupationGroup;
use crate::table;

/// The reference table; its header explains the columns.
const TABLE: &str = include_str!("../../../../infra/reference/member-words.tsv");

/// How many words a fault offers.
const OFFERED: usize = 3;

/// The column whose words are the occupation groups.
const GROUP: &str = "group";

/// Every word of a column with its code, in the order of the codes.
#[must_use]
pub fn all(column: &str) -> Vec<(&'static str, &'static str)> {
    if column == GROUP {
        return OccupationGroup::ALL.into_iter().map(|one| (one.as_str(), one.zh())).collect();
    }
    let prefix = format!("{column}/");
    let rows = table::rows(TABLE, &prefix);
    rows.map(|(key, columns)| (code(key), table::column(columns, 0))).collect()
}

/// The code of a word in one of its spellings, or of the code itself.
#[must_use]
pub fn find(column: &str, text: &str) -> Option<&'static str> {
    if column == GROUP {
        let groups = OccupationGroup::ALL.into_iter();
        let mut found = groups.filter(|one| one.zh() == text || one.as_str() == text);
        return found.next().map(OccupationGroup::as_str).or(none_of(text));
    }
    let prefix = format!("{column}/");
    let mut rows = table::rows(TABLE, &prefix);
    let found = rows.find(|(key, columns)| {
        let more = table::column(columns, 1).split(' ').filter(|word| !word.is_empty());
        code(key) == text
            || table::column(columns, 0) == text
            || more.into_iter().any(|w| w == text)
    });
    found.map(|(key, _)| code(key))
}

fn none_of(text: &str) -> Option<&'static str> {
    ["无", "否", "不属于"].contains(&text).then_some(OccupationGroup::None.as_str())
}

/// The word of a code; the code itself where there is none.
#[must_use]
pub fn word<'a>(column: &str, of: &'a str) -> &'a str {
    let known = all(column).into_iter().find(|(code, _)| *code == of);
    known.map_or(of, |(_, word)| word)
}

/// The words that share most with what was written, at most three; the first ones where none does.
#[must_use]
pub fn nearest(column: &str, text: &str) -> Vec<String> {
    let mut words: Vec<(usize, &str)> =
        all(column).into_iter().map(|(_, word)| (shared(word, text), word)).collect();
    // Stable: of equals the one that stands first in the dictionary.
    words.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    words.into_iter().take(OFFERED).map(|(_, word)| word.to_owned()).collect()
}

fn shared(word: &str, text: &str) -> usize {
    word.chars().filter(|letter| text.contains(*letter)).count()
}

fn code(key: &'static str) -> &'static str {
    key.split_once('/').map_or(key, |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched_and_has_the_national_words() {
        table::assert_sorted(TABLE);
        let counts = [("ethnicity", 56), ("politics", 13), ("education", 8), ("skill", 5)];
        for (column, count) in counts {
            assert_eq!(all(column).len(), count, "{column}");
        }
        assert_eq!(all("employment").len(), crate::occupation::EmploymentStatus::ALL.len());
        assert_eq!(all(GROUP).len(), OccupationGroup::ALL.len());
    }

    #[test]
    fn a_word_is_known_by_its_spellings_and_by_nothing_else() {
        #[rustfmt::skip]
        let rows = [
            // why                   column       text        code
            ("as it is spelled",     "ethnicity", "汉族",      Some("01")),
            ("its short form",       "ethnicity", "满",        Some("11")),
            ("its code",             "ethnicity", "43",       Some("43")),
            ("another spelling",     "education", "大专",      Some("30")),
            ("a group",              "group",     "快递员",    Some("COURIER")),
            ("no group",             "group",     "无",        Some("NONE")),
            ("a wrong character",    "ethnicity", "汗族",      None),
            ("another column's",     "skill",     "汉族",      None),
            ("nothing",              "ethnicity", "",         None),
        ];
        for (why, column, text, wanted) in rows {
            assert_eq!(find(column, text), wanted, "{why}");
        }
        assert_eq!(nearest("ethnicity", "朝鲜人").first().map(String::as_str), Some("朝鲜族"));
        assert_eq!(word("ethnicity", "11"), "满族");
        assert_eq!(word("post", "车间主任"), "车间主任");
    }
}
