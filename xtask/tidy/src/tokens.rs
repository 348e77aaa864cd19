//! Token streams in the few shapes that the rules tell apart.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// A token or two.
pub(crate) enum Piece {
    Word {
        text: String,
        line: usize,
    },
    /// A string literal, without its quotes.
    Text {
        text: String,
        line: usize,
    },
    Colons,
    Group(TokenStream),
    Other,
}

/// One level of a token stream.
pub(crate) fn pieces(tokens: TokenStream) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let line = token.span().start().line;
        out.push(match token {
            TokenTree::Ident(ident) => Piece::Word { text: ident.to_string(), line },
            TokenTree::Group(group) => Piece::Group(group.stream()),
            TokenTree::Literal(literal) => match literal.to_string().strip_prefix('"') {
                Some(text) => Piece::Text { text: text.trim_end_matches('"').to_owned(), line },
                None => Piece::Other,
            },
            TokenTree::Punct(first) if first.as_char() == ':' => {
                match tokens
                    .next_if(|next| matches!(next, TokenTree::Punct(second) if second.as_char() == ':'))
                {
                    Some(_) => Piece::Colons,
                    None => Piece::Other,
                }
            }
            TokenTree::Punct(_) => Piece::Other,
        });
    }
    out
}

/// The lines that hold code: some token that is not part of a doc comment.
pub(crate) fn code_lines(tokens: TokenStream) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    collect(tokens, &mut lines);
    lines
}

fn collect(tokens: TokenStream, lines: &mut BTreeSet<usize>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(hash) if hash.as_char() == '#' => {
                let bang =
                    tokens.next_if(|next| matches!(next, TokenTree::Punct(next) if next.as_char() == '!'));
                if tokens.next_if(is_doc).is_none() {
                    lines.insert(hash.span().start().line);
                    lines.extend(bang.map(|bang| bang.span().start().line));
                }
            }
            TokenTree::Group(group) => {
                if group.delimiter() != Delimiter::None {
                    lines.insert(group.span_open().start().line);
                    lines.insert(group.span_close().end().line);
                }
                collect(group.stream(), lines);
            }
            other => lines.extend(other.span().start().line..=other.span().end().line),
        }
    }
}

/// `[doc = …]`, which is what a doc comment is to the compiler.
fn is_doc(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    group.delimiter() == Delimiter::Bracket
        && matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "doc")
}
