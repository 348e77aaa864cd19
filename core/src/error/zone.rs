use super::room::room_errors;

room_errors! { ZoneError in "zone" {
    /// No zone of this name is in the zone data.
    Unknown { name: String, nearest: String } = Input "unknown":
        "time zone `{name}` is unknown; nearest names: {nearest}",
    /// Zone data could not be read.
    Data { name: String, found: String } = Input "data": "zone data of `{name}` is unreadable: {found}",
    /// A fixed offset is a day or more.
    Offset { seconds: i64 } = Input "offset":
        "offset of {seconds} s is out of range; expected less than 24 hours either way",
    /// Custom transitions are not in order.
    Transitions { name: String, index: usize } = Input "transitions":
        "transition {index} of zone `{name}` is not later than the one before",
    /// More transitions than a clock can have within the time that one wall time can mean.
    Crowded { name: String } = Input "crowded":
        "zone `{name}` changes its offset more than eight times within two days",
    /// A rule for a zone's yearly changes makes no sense.
    Tail { found: String } = Input "tail": "the yearly changes of a zone make no sense: {found}",
    /// Text is not a zone's name.
    Name { found: String } = Input "name":
        "`{found}` is not a name for a zone; expected a form such as Europe/Paris or +05:30",
    /// A wall time that a clock change skipped, where the caller asked to refuse it.
    Gap { wall: String, zone: String } = Input "gap":
        "{wall} does not exist in {zone}: a clock change skips it",
    /// A wall time that happens twice, where the caller asked to refuse it.
    Fold { wall: String, zone: String } = Input "fold":
        "{wall} happens twice in {zone}: a clock change repeats it",
}}
