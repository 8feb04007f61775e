//! Reference tables: text embedded at build time, sorted by its first column, searched in place.
//!
//! Deliberately absent: parsing at start. A look-up costs a dozen comparisons and no memory.

use std::cmp::Ordering;

/// The columns after `key` in the row of that key. Rows are sorted bytewise; columns end with a tab.
pub(crate) fn row(table: &'static str, key: &str) -> Option<&'static str> {
    let rest = from(table, key);
    let line = rest.lines().next()?;
    let (found, columns) = line.split_once('\t')?;
    (found == key).then_some(columns)
}

/// All rows whose key begins with `prefix`, in order: key and further columns.
pub(crate) fn rows(
    table: &'static str,
    prefix: &str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rest = from(table, prefix);
    let lines = rest.lines().filter_map(|line| line.split_once('\t'));
    lines.take_while(move |(key, _)| key.starts_with(prefix))
}

/// A column by its place after the key; empty text if there is none.
pub(crate) fn column(columns: &'static str, at: usize) -> &'static str {
    columns.split('\t').nth(at).unwrap_or_default()
}

/// The table from the first row whose key is not under `key`.
fn from(table: &'static str, key: &str) -> &'static str {
    let mut low = 0;
    let mut high = table.len();
    // Both ends are always starts of lines, or the end of the table.
    while low < high {
        let middle = start_of_line(table, low.midpoint(high));
        let line = table.get(middle..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let found = line.split('\t').next().unwrap_or_default();
        match found.cmp(key) {
            Ordering::Less => low = next_line(table, middle),
            Ordering::Equal | Ordering::Greater => high = middle,
        }
    }
    table.get(low..).unwrap_or_default()
}

fn start_of_line(table: &str, at: usize) -> usize {
    let before = table.as_bytes().get(..at).unwrap_or_default();
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found.saturating_add(1))
}

fn next_line(table: &str, at: usize) -> usize {
    let after = table.as_bytes().get(at..).unwrap_or_default();
    let length = after.iter().position(|byte| *byte == b'\n');
    length.map_or(table.len(), |length| at.saturating_add(length).saturating_add(1))
}

/// Fails unless the keys of a table are unique and sorted, so that they can be found.
#[cfg(test)]
pub(crate) fn assert_sorted(table: &str) {
    let keys: Vec<&str> = table.lines().map(|line| line.split('\t').next().unwrap()).collect();
    for pair in keys.windows(2) {
        let comments = pair[0].starts_with('#') && pair[1].starts_with('#');
        assert!(comments || pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str =
        "# a comment\n# another\n21\t省\t辽\n2101\t市\t沈\n210102\t区\t和\n22\t省\t吉\n";

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let cases = [
            // why             key        wanted
            ("the first", "21", Some("省\t辽")),
            ("a middle one", "2101", Some("市\t沈")),
            ("another", "210102", Some("区\t和")),
            ("the last", "22", Some("省\t吉")),
            ("before all", "1", None),
            ("between", "2102", None),
            ("after all", "3", None),
            ("a comment", "# a comment", None),
            ("nothing", "", None),
        ];
        for (why, key, wanted) in cases {
            assert_eq!(row(TABLE, key), wanted, "{why}");
        }
        assert_eq!(row("", "21"), None);
        assert_eq!(row("21\tx", "21"), Some("x"), "no line break at the end");
    }

    #[test]
    fn rows_of_a_prefix_come_in_order() {
        let keys = |prefix| rows(TABLE, prefix).map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys("21"), ["21", "2101", "210102"]);
        assert_eq!(keys("2101"), ["2101", "210102"]);
        assert_eq!(keys("22"), ["22"]);
        assert!(keys("23").is_empty());
        assert_eq!(column("省\t辽", 1), "辽");
        assert_eq!(column("省\t辽", 2), "");
    }
}
