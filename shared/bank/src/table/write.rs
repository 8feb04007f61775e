//! Writes a batch as lines of cells.
//!
//! Deliberately absent: quotation. A cell that would need it is a fault, because banks differ.

use crate::batch::Batch;
use crate::fault::{Fault, Faults, Field, Problem};
use crate::format::{Encoding, Kind, LineEnd, TableLayout, Totals, TotalsAt};
use crate::table::value;
use crate::text::compact_date;

/// The file of a batch that was checked.
///
/// # Errors
/// If its total cannot be held.
pub(crate) fn lines(batch: &Batch, layout: &TableLayout) -> Result<Vec<u8>, Faults> {
    let too_large = || Faults(vec![Fault::batch(Field::Amount, Problem::TooLarge)]);
    let total = batch.total().ok_or_else(too_large)?.plain();
    let separator = layout.separator.to_string();
    let mut lines: Vec<String> = Vec::new();
    let totals = |totals: &Totals| {
        let cells: Vec<String> =
            totals.cells.iter().map(|cell| totals_cell(cell, batch, &total)).collect();
        cells.join(&separator)
    };
    let at = |wanted| layout.totals.as_ref().filter(|totals| totals.at == wanted);
    lines.extend(at(TotalsAt::First).map(totals));
    if layout.header {
        let headers: Vec<&str> =
            layout.column.iter().map(|column| column.header.as_str()).collect();
        lines.push(headers.join(&separator));
    }
    for (place, instruction) in batch.instructions.iter().enumerate() {
        let cells = layout.column.iter().map(|column| {
            let text = value(column.kind, batch, instruction, place);
            match column.kind {
                Kind::FromNumber | Kind::ToNumber => format!("{}{text}", layout.account_mark),
                _ => text,
            }
        });
        lines.push(cells.collect::<Vec<String>>().join(&separator));
    }
    lines.extend(at(TotalsAt::Last).map(totals));
    let end = match layout.line_end {
        LineEnd::Crlf => "\r\n",
        LineEnd::Lf => "\n",
    };
    let text: String = lines.iter().flat_map(|line| [line.as_str(), end]).collect();
    let encoding = || Faults(vec![Fault::batch(Field::Line, Problem::Encoding)]);
    let body = encode(&text, layout.encoding).ok_or_else(encoding)?;
    Ok(match layout.encoding {
        Encoding::Utf8Bom => [b"\xEF\xBB\xBF", body.as_slice()].concat(),
        Encoding::Gbk | Encoding::Gb18030 => body,
    })
}

fn totals_cell(cell: &str, batch: &Batch, total: &str) -> String {
    cell.replace("{count}", &batch.instructions.len().to_string())
        .replace("{total}", total)
        .replace("{date}", &compact_date(batch.pay_on))
        .replace("{message}", &batch.message)
}

/// A text's bytes; none if the encoding lacks one of its characters.
pub(crate) fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let codec = match encoding {
        Encoding::Utf8Bom => return Some(text.as_bytes().to_vec()),
        Encoding::Gbk => encoding_rs::GBK,
        Encoding::Gb18030 => encoding_rs::GB18030,
    };
    let (bytes, _, lossy) = codec.encode(text);
    (!lossy).then(|| bytes.into_owned())
}
