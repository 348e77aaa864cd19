use kalends::error::port::{BUSY, CORRUPT, FULL, READ_ONLY, REJECTED, UNAVAILABLE};
use kalends::{Error, ErrorCode};
use rusqlite::ErrorCode as Sqlite;

/// What a failure of SQLite is called here; `doing` says what failed.
pub(super) fn failure(doing: &str, error: &rusqlite::Error) -> Error {
    Error::new(code(error), format!("{doing} failed: {error}"))
}

fn code(error: &rusqlite::Error) -> &'static ErrorCode {
    match error.sqlite_error_code() {
        Some(Sqlite::DatabaseBusy | Sqlite::DatabaseLocked) => BUSY,
        Some(Sqlite::DatabaseCorrupt | Sqlite::NotADatabase) => CORRUPT,
        Some(Sqlite::DiskFull) => FULL,
        Some(Sqlite::ReadOnly) => READ_ONLY,
        Some(
            Sqlite::CannotOpen
            | Sqlite::SystemIoFailure
            | Sqlite::OutOfMemory
            | Sqlite::PermissionDenied
            | Sqlite::AuthorizationForStatementDenied
            | Sqlite::NoLargeFileSupport
            | Sqlite::FileLockingProtocolFailed
            | Sqlite::OperationInterrupted
            | Sqlite::OperationAborted,
        ) => UNAVAILABLE,
        _ => REJECTED,
    }
}
