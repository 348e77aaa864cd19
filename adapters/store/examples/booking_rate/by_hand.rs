//! The loop that one would write by hand: the rows of bookings, ready made, put into the same tables in one
//! transaction for each booking or series, by statements that are prepared once. It decides nothing, reads nothing, and makes no text.

use crate::world::booking_id;
use kalends_store::Durability;
use rusqlite::types::Value;
use rusqlite::{Connection, Result, Statement, params_from_iter};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Each table and the column that holds the booking's id; its session has the same, and a series is a row of its own.
const TABLES: [(&str, &str); 7] = [
    ("kalends_sessions", "id"),
    ("kalends_uses", "session"),
    ("kalends_bookings", "id"),
    ("kalends_booking_resources", "booking"),
    ("kalends_private", "booking"),
    ("kalends_events", "entity"),
    ("kalends_series", "id"),
];

/// The rows of one booking, table by table.
pub(crate) struct Rows([Vec<Vec<Value>>; TABLES.len()]);

impl Rows {
    /// What the bookings with these numbers have written, in order.
    pub(crate) fn read(connection: &Connection, numbers: Range<i64>) -> Result<Vec<Self>> {
        let mut found = BTreeMap::<String, Self>::new();
        for (at, (table, column)) in TABLES.iter().enumerate() {
            let sql = format!("SELECT {column}, * FROM {table} WHERE {column} >= ?1 AND {column} < ?2");
            let mut statement = connection.prepare(&sql)?;
            let columns = statement.column_count();
            let mut rows = statement.query([booking_id(numbers.start), booking_id(numbers.end)])?;
            while let Some(row) = rows.next()? {
                let cells = (1..columns).map(|at| row.get(at)).collect::<Result<_>>()?;
                let of =
                    found.entry(row.get(0)?).or_insert_with(|| Self([const { Vec::new() }; TABLES.len()]));
                of.0.iter_mut().skip(at).take(1).for_each(|rows| rows.push(Vec::clone(&cells)));
            }
        }
        Ok(found.into_values().collect())
    }

    /// The same of another booking of half an hour; the texts of records keep speaking of their own time.
    pub(crate) fn again(&self, id: &str, resource: &str, start: i64, position: i64) -> Self {
        let (Some(Value::Text(old_id)), Some(Value::Text(old_resource))) = (self.cell(0, 1), self.resource())
        else {
            return Self([const { Vec::new() }; TABLES.len()]);
        };
        let old_start = self.cell(1, 2);
        let old_end = self.cell(1, 4);
        let mut rows = self.0.clone();
        for cell in rows.iter_mut().flatten().flatten() {
            match cell {
                Value::Text(text) => *text = text.replace(&old_id, id).replace(&old_resource, resource),
                number if Some(&*number) == old_start.as_ref() => *number = Value::Integer(start),
                number if Some(&*number) == old_end.as_ref() => *number = Value::Integer(start + 1_800),
                _ => {}
            }
        }
        for (event, at) in rows.iter_mut().skip(5).take(1).flatten().zip(position + 1..) {
            if let Some(cell) = event.get_mut(1) {
                *cell = Value::Integer(at);
            }
        }
        Self(rows)
    }

    /// Of the first row of a table.
    fn cell(&self, table: usize, column: usize) -> Option<Value> {
        self.0.get(table)?.first()?.get(column).cloned()
    }

    /// Whose time it takes.
    fn resource(&self) -> Option<Value> {
        self.cell(1, 1)
    }
}

pub(crate) fn connect(file: &Path, durability: Durability) -> Result<Connection> {
    let connection = Connection::open(file)?;
    let synchronous = if durability == Durability::PowerCut { "FULL" } else { "NORMAL" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

/// The statements of the loop.
pub(crate) struct Loop<'c> {
    begin: Statement<'c>,
    inserts: Vec<Statement<'c>>,
    revise: Statement<'c>,
    longest: Statement<'c>,
    commit: Statement<'c>,
}

impl<'c> Loop<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self> {
        let insert = |(table, _): &(&str, &str)| {
            let columns = connection.prepare(&format!("SELECT * FROM {table}"))?.column_count();
            let marks = vec!["?"; columns].join(", ");
            connection.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))
        };
        Ok(Self {
            begin: connection.prepare("BEGIN IMMEDIATE")?,
            inserts: TABLES.iter().map(insert).collect::<Result<_>>()?,
            revise: connection.prepare(
                "UPDATE kalends_resources SET revision = revision + 1 WHERE id = ?1 AND tenant = 'default'",
            )?,
            longest: connection.prepare(
                "INSERT INTO kalends_tenants VALUES ('default', 1800, 0) ON CONFLICT (tenant) DO UPDATE \
                 SET longest = max(longest, excluded.longest), buffer = max(buffer, excluded.buffer)",
            )?,
            commit: connection.prepare("COMMIT")?,
        })
    }

    /// A booking, or those of a series of one person, in one transaction.
    pub(crate) fn write(&mut self, bookings: &[Rows]) -> Result<()> {
        self.begin.execute(())?;
        bookings.iter().try_for_each(|rows| self.insert(rows))?;
        self.revise.execute([bookings.iter().find_map(Rows::resource)])?;
        self.longest.execute(())?;
        self.commit.execute(())?;
        Ok(())
    }

    /// The rows of one booking.
    pub(crate) fn insert(&mut self, rows: &Rows) -> Result<()> {
        for (insert, rows) in self.inserts.iter_mut().zip(&rows.0) {
            for row in rows {
                insert.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }
}
