//! What is kept of people: handed out, and erased.

use crate::engine::Engine;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::id::SubjectId;
use kalends::store::{self, Erased, PersonalData, ToCome};

impl Engine {
    /// Everything that is kept about one person.
    ///
    /// # Errors
    /// Those of the store.
    pub fn personal_data(&self, subject: &SubjectId) -> Result<PersonalData> {
        self.with_store(|store| store::personal_data(store, subject))
    }

    /// Erases what bookings say about a person; numbers and minutes stay, under the random key.
    ///
    /// # Errors
    /// As [`store::erase`].
    ///
    /// # Example: nobody has booked
    /// ```
    /// use kalends::{id::SubjectId, store::ToCome};
    /// let engine = kalends_engine::Engine::open("memory:")?;
    /// assert_eq!(engine.erase(&SubjectId::new("s-7")?, ToCome::Refuse)?.bookings, 0);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn erase(&self, subject: &SubjectId, to_come: ToCome) -> Result<Erased> {
        let (now, how) = (self.now(), (self.zones(), self.limits()));
        self.with_store(|store| store::erase(store, subject, to_come, now, how))
    }

    /// Erases what bookings that ended by an instant say about people; how many there were.
    ///
    /// # Errors
    /// As [`store::erase_ended`].
    pub fn erase_ended(&self, ended_by: DateTime<Utc>) -> Result<usize> {
        let now = self.now();
        self.with_store(|store| store::erase_ended(store, ended_by, now))
    }
}
