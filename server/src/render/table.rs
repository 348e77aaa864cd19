use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement};

/// Rows under headings, as wide as what is in them, whatever the terminal's width.
pub(crate) struct Table(comfy_table::Table);

impl Table {
    /// An empty table.
    pub(crate) fn new(headings: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(headings.into_iter().map(Into::<String>::into));
        Self(table)
    }

    /// The same with numbers in the first column.
    pub(crate) fn numbered(mut self) -> Self {
        if let Some(column) = self.0.column_mut(0) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        self
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.0.add_row(cells.into_iter().map(|cell| printable(&cell.into())));
    }

    /// The table as lines without blanks at their ends.
    pub(crate) fn text(&self) -> String {
        self.0.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

/// Text of strangers cannot command a terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect()
}

/// A number of things: one thing, two things.
pub(crate) fn counted(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
