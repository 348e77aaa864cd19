//! What an unknown name may have meant.

use super::windows::windows_zone;
use crate::error::{Error, ZoneError};
use crate::time::clip;

/// Longer names are compared by their beginning: no zone has half as many bytes.
const COMPARED: usize = 64;
const SHOWN: usize = 3;

/// The error for a name that none of `names` is, with those that it resembles.
#[cold]
pub(super) fn unknown<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Error {
    let nearest = match windows_zone(name) {
        Some(zone) => zone.to_owned(),
        None => nearest(name, names),
    };
    ZoneError::Unknown { name: clip(name), nearest }.into()
}

fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> String {
    let sought: Vec<u8> = name.bytes().take(COMPARED).map(folded).collect();
    let most = (sought.len() / 3).min(4);
    let mut close: Vec<(usize, &str)> = names
        .map(|known| {
            let letters: Vec<u8> = known.bytes().map(folded).collect();
            let city = letters.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
            (distance(&sought, &letters).min(distance(&sought, city).saturating_add(1)), known)
        })
        .filter(|(far, _)| *far <= most)
        .collect();
    close.sort_unstable();
    let best = close.first().map_or(0, |(far, _)| *far);
    let near = close.into_iter().take_while(|(far, _)| *far <= best + 1); // a good guess needs no bad ones beside it
    let shown: Vec<&str> = near.take(SHOWN).map(|(_, known)| known).collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

fn folded(byte: u8) -> u8 {
    if byte == b' ' { b'_' } else { byte.to_ascii_lowercase() }
}

/// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or_default()
}
