//! The reference pages that are made from the code: codes, reasons, operations, schemas, TypeScript, Python; and the pictures of
//! the guide.
//!
//! Pure text; the program `gen` writes it where it belongs.

mod days;
mod pages;
mod parity;
mod python;
mod schema;
mod typescript;
mod words;

/// Every generated page, as its path below the repository's root and its text.
///
/// # Errors
/// A sentence about a record that cannot be written in some language.
pub fn pages() -> Result<Vec<(String, String)>, String> {
    let mut pages = vec![
        ("docs/errors.md".to_owned(), pages::errors()),
        ("docs/ops.md".to_owned(), pages::operations()),
        ("docs/parity.md".to_owned(), parity::page()),
    ];
    pages.extend(crate::op::OPS.iter().map(|op| (format!("docs/schema/{}.json", op.name), schema::of(op))));
    pages.extend(days::pictures());
    pages.extend(typescript::files());
    pages.extend(python::files()?);
    Ok(pages)
}
