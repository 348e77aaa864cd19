//! The macro that every room's errors are declared with: one line says the code, the category and the wording.

/// Declares the errors of a room: `Variant { fields } = Category "code": "wording"`, doc comment = its meaning.
///
/// Grammar of a wording: lower case, no final stop, no line break, user input in backticks, says what was
/// *found* and *expected*, no Rust type names.
macro_rules! room_errors {
    (@row $room:literal $code:literal $category:ident $($doc:literal)+) => {
        $crate::error::ErrorCode {
            code: concat!($room, ".", $code),
            category: $crate::error::Category::$category,
            doc: concat!($($doc),+),
        }
    };
    ($name:ident in $room:literal {
        $( $(#[doc = $doc:literal])+ $variant:ident { $($field:ident: $ty:ty),* $(,)? }
            = $category:ident $code:literal: $text:literal, )*
    }) => {
        #[derive(Debug, thiserror::Error)]
        pub(crate) enum $name {
            $( $(#[doc = $doc])+ #[error($text)] $variant { $($field: $ty),* }, )*
        }

        impl $name {
            pub(super) const CODES: &'static [$crate::error::ErrorCode] = &[
                $( room_errors!(@row $room $code $category $($doc)+), )*
            ];
        }

        impl From<$name> for $crate::error::Error {
            #[cold]
            fn from(error: $name) -> Self {
                let message = error.to_string();
                match error {
                    $( $name::$variant { $($field),* } => {
                        const CODE: &$crate::error::ErrorCode =
                            &room_errors!(@row $room $code $category $($doc)+);
                        $crate::error::Error::new(CODE, message)
                            $( .with_detail(stringify!($field), $field.to_string()) )*
                    } )*
                }
            }
        }
    };
}

pub(super) use room_errors;
