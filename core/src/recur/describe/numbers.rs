//! Lists of numbers as people read them: `1, 3 to 5 and the last 2`.

/// Neighbours in a list that are said in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A number, from the end if negative.
    One(i16),
    /// Three or more numbers in a row, both positive or zero.
    Run(i16, i16),
    /// The last two or more, as from -3 to -1.
    Last(i16),
}

/// Groups a canonical list: numbers from the start ascending, then numbers from the end ascending.
pub(super) fn items<T: Copy + Into<i16>>(list: &[T]) -> Vec<Item> {
    let list: Vec<i16> = list.iter().map(|value| (*value).into()).collect();
    let mut items = Vec::new();
    for run in list.chunk_by(|a, b| *b == a + 1 && (*a < 0) == (*b < 0)) {
        match (run.first(), run.last()) {
            (Some(first), Some(-1)) if run.len() > 1 => items.push(Item::Last(-first)),
            (Some(first), Some(last)) if *first >= 0 && run.len() > 2 => items.push(Item::Run(*first, *last)),
            _ => items.extend(run.iter().map(|value| Item::One(*value))),
        }
    }
    items
}

/// Joins words: `a`, `a and b`, `a, b and c`, with `and` as the last link.
pub(super) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., end] => format!("{}{last}{end}", some.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_said_in_one() {
        let list: [i16; 9] = [1, 2, 4, 5, 6, -9, -3, -2, -1];
        let expected = [Item::One(1), Item::One(2), Item::Run(4, 6), Item::One(-9), Item::Last(3)];
        assert_eq!(items(&list), expected);
        assert_eq!(items(&[0u8, 1, 2]), [Item::Run(0, 2)]);
        assert_eq!(items(&[-1i16]), [Item::One(-1)]);
        assert_eq!(items(&[-4i16, -3, -2]), [Item::One(-4), Item::One(-3), Item::One(-2)]);
    }

    #[test]
    fn the_last_link_is_a_word() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!([1, 2, 3].map(|n| joined(&words[..n], " and ")), ["a", "a and b", "a, b and c"]);
    }
}
