use crate::time::Elapsed;

/// How a host confirms what clients ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confirmation {
    /// How long a request waits; absent is for good.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub expires_after: Option<Elapsed>,
    /// Whether a request takes its time from others while it waits.
    #[cfg_attr(feature = "serde", serde(default = "yes", skip_serializing_if = "is_yes"))]
    pub pending_blocks: bool,
    /// What becomes of a request that is confirmed after it has lapsed.
    #[cfg_attr(feature = "serde", serde(default))]
    pub late_confirm: LateConfirm,
    /// Whether a request that cannot be confirmed, because the time has been taken, is declined at once. It stays
    /// requested if not.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub declines_losers: bool,
}

/// What becomes of a request that is confirmed after it has lapsed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LateConfirm {
    /// It is too late.
    #[default]
    Refuse,
    /// It is decided as if it were asked for now.
    IfFree,
}

impl Default for Confirmation {
    fn default() -> Self {
        Self {
            expires_after: None,
            pending_blocks: true,
            late_confirm: LateConfirm::Refuse,
            declines_losers: false,
        }
    }
}

#[cfg(feature = "serde")]
const fn yes() -> bool {
    true
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_yes(flag: &bool) -> bool {
    *flag
}
