//! TZif files, versions 1 to 4 (RFC 9636): the last block's transitions and the footer's rule.

use super::posix::{Posix, parse};
use super::rhythm::Rhythm;
use super::table::Table;

/// Reads the table of one zone. Nothing is allocated that the bytes don't back.
pub(super) fn read(bytes: &[u8]) -> Result<Table, String> {
    let mut rest = Reader(bytes);
    let first = rest.header()?;
    if first.version == 0 {
        let (initial, changes) = rest.block(&first, 4)?;
        return table(initial, changes, b"");
    }
    rest.skip(first.length(4))?;
    let second = rest.header()?;
    let (initial, changes) = rest.block(&second, 8)?;
    let footer = rest.0.strip_prefix(b"\n").and_then(|rest| rest.strip_suffix(b"\n")).ok_or("no footer")?;
    table(initial, changes, footer)
}

fn table(initial: i32, changes: Vec<(i64, i32)>, footer: &[u8]) -> Result<Table, String> {
    let rule =
        if footer.is_empty() { None } else { Some(parse(footer).map_err(|e| e.message().to_owned())?) };
    // Without transitions the footer speaks for all time.
    let (initial, rhythm) = match rule.map(rhythm_of) {
        Some(Err(offset)) if changes.is_empty() => (offset, None),
        Some(Ok(rhythm)) if changes.is_empty() => (rhythm.initial(), Some(rhythm)),
        Some(Ok(rhythm)) => (initial, Some(rhythm)),
        _ => (initial, None),
    };
    Table::new(initial, changes.into_iter(), rhythm)
        .ok_or_else(|| "more than eight changes within two days".to_owned())
}

fn rhythm_of(posix: Posix) -> Result<Rhythm, i32> {
    match posix {
        Posix::Constant(offset) => Err(offset),
        Posix::Yearly(tail) => Ok(Rhythm::new(&tail)),
    }
}

struct Reader<'a>(&'a [u8]);

struct Header {
    version: u8,
    is_ut: usize,
    is_std: usize,
    leaps: usize,
    times: usize,
    types: usize,
    chars: usize,
}

impl Header {
    /// Bytes of the block behind this header; counts are 32 bits wide, so saturation means "too long" anyway.
    fn length(&self, time: usize) -> usize {
        [
            (self.times, time + 1),
            (self.types, 6),
            (self.chars, 1),
            (self.leaps, time + 4),
            (self.is_std, 1),
            (self.is_ut, 1),
        ]
        .into_iter()
        .fold(0, |sum, (count, size)| sum.saturating_add(count.saturating_mul(size)))
    }
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or("it ends early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn skip(&mut self, count: usize) -> Result<(), String> {
        self.take(count).map(|_| ())
    }

    fn header(&mut self) -> Result<Header, String> {
        let head = self.take(44)?;
        let (magic, rest) = head.split_at(4);
        if magic != b"TZif" {
            return Err("it does not begin with `TZif`".to_owned());
        }
        let version = rest.first().copied().unwrap_or(0);
        let count = |at: usize| {
            rest.get(16 + 4 * at..20 + 4 * at)
                .map_or(usize::MAX, |bytes| usize::try_from(be_int(bytes)).unwrap_or(usize::MAX))
        };
        Ok(Header {
            version,
            is_ut: count(0),
            is_std: count(1),
            leaps: count(2),
            times: count(3),
            types: count(4),
            chars: count(5),
        })
    }

    fn block(&mut self, header: &Header, width: usize) -> Result<(i32, Vec<(i64, i32)>), String> {
        if header.leaps > 0 {
            return Err("it counts leap seconds".to_owned());
        }
        if header.length(width) > self.0.len() {
            return Err("it ends early".to_owned());
        }
        let times = self.take(header.times * width)?;
        let indices = self.take(header.times)?;
        let types = self.take(header.types * 6)?;
        self.skip(header.chars + header.is_std + header.is_ut)?;
        let offset = |index: u8| {
            let start = usize::from(index) * 6;
            let found = be_int(types.get(start..start + 4).ok_or("a transition has no offset")?);
            i32::try_from(found)
                .ok()
                .filter(|offset| offset.unsigned_abs() < 86_400)
                .ok_or("an offset is a day or more")
        };
        let mut changes: Vec<(i64, i32)> = Vec::with_capacity(header.times);
        for (time, index) in times.chunks_exact(width).map(be_int).zip(indices) {
            if changes.last().is_some_and(|last| last.0 >= time) {
                return Err("its transitions are not in order".to_owned());
            }
            changes.push((time, offset(*index)?));
        }
        Ok((offset(0)?, changes))
    }
}

/// A signed big-endian integer of up to eight bytes.
fn be_int(bytes: &[u8]) -> i64 {
    let sign = bytes.first().is_some_and(|byte| *byte >= 0x80);
    bytes.iter().fold(if sign { -1 } else { 0 }, |value, byte| value << 8 | i64::from(*byte))
}
