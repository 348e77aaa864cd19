/// On whose behalf something is asked or done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Actor {
    /// Someone who books: all rules hold.
    #[default]
    Client,
    /// Someone whose time it is: may waive rules of convenience.
    Host,
}

impl Actor {
    /// The name on the wire and in the trail.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Host => "host",
        }
    }
}
