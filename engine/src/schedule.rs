//! Commands on schedules, resources and services, and the edit of a series.

use crate::circumstances::Circumstances;
use crate::engine::Engine;
use kalends::Result;
use kalends::booking::{
    AddResource, AddRule, AddService, ChangeResource, ChangeRule, ChangeSchedule, ChangeService, EditSeries,
    RemoveResource, RemoveRule, RemoveService, Verdict,
};

impl Engine {
    /// Adds a rule to the schedule of a resource.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn add_rule(&self, add: AddRule, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(add, circumstances)
    }

    /// Lets a rule of a schedule say something else.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn change_rule(&self, change: ChangeRule, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(change, circumstances)
    }

    /// Takes a rule out of a schedule.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn remove_rule(&self, remove: RemoveRule, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(remove, circumstances)
    }

    /// Replaces all rules of a schedule at once.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn change_schedule(&self, change: ChangeSchedule, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(change, circumstances)
    }

    /// Makes a resource known.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn add_resource(&self, add: AddResource, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(add, circumstances)
    }

    /// Changes what is said of a resource.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn change_resource(&self, change: ChangeResource, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(change, circumstances)
    }

    /// Takes a resource out of what is offered.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn remove_resource(&self, remove: RemoveResource, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(remove, circumstances)
    }

    /// Offers a service.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn add_service(&self, add: AddService, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(add, circumstances)
    }

    /// Changes a service.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn change_service(&self, change: ChangeService, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(change, circumstances)
    }

    /// Offers a service no longer.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn remove_service(&self, remove: RemoveService, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(remove, circumstances)
    }

    /// Edits a series that is booked: one occurrence, one and all that follow, or all.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn edit_series(&self, edit: EditSeries, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(edit, circumstances)
    }
}
