use kalends::booking::ResourceRecord;
use kalends::id::ResourceId;
use std::collections::HashMap;

/// How many bytes of text are kept as records.
const MOST: usize = 4 << 20;

/// Resources with their schedules as they were read last, so that what has not changed is not parsed again.
///
/// A resource's text says its version, which rises with every change of the resource and of its schedule. So the
/// schedule is the one that is kept wherever the text is, whoever has written meanwhile. That holds of what is
/// committed: what a transaction has written itself, and may roll back, is not to be kept.
#[derive(Debug, Default)]
pub struct Kept {
    by_id: HashMap<ResourceId, (String, ResourceRecord)>,
    bytes: usize,
}

impl Kept {
    /// The record that was read with this text.
    pub(super) fn get(&self, id: &ResourceId, body: &str) -> Option<&ResourceRecord> {
        self.by_id.get(id).filter(|(known, _)| known == body).map(|(_, record)| record)
    }

    /// Keeps a record that was read as `body`, and as so many bytes of rules.
    pub(super) fn put(&mut self, body: String, rules: usize, record: ResourceRecord) {
        self.bytes += body.len() + rules;
        if self.bytes > MOST {
            *self = Self { bytes: body.len() + rules, ..Self::default() };
        }
        if self.bytes <= MOST {
            self.by_id.insert(record.resource.id.clone(), (body, record));
        }
    }
}
