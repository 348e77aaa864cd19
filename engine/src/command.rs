use crate::circumstances::Circumstances;
use crate::engine::Engine;
use kalends::Result;
use kalends::booking::{
    AcceptOffer, Book, Cancel, CancelSession, Complete, Confirm, Decline, DeclineOffer, Expire, Hold,
    JoinWaitlist, LeaveWaitlist, MoveSession, NoShow, OpenSession, Reinstate, Reschedule, Swap, Verdict,
};

impl Engine {
    /// Keeps a time free for the hold owner of the circumstances.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn hold(&self, hold: Hold, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(hold, circumstances)
    }

    /// Takes a time, or asks for it where a host has to confirm.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn book(&self, book: Book, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(book, circumstances)
    }

    /// Says yes to what was asked for.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn confirm(&self, confirm: Confirm, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(confirm, circumstances)
    }

    /// Says no to what was asked for.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn decline(&self, decline: Decline, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(decline, circumstances)
    }

    /// Calls a booking off, lets go of a hold, or takes a request back.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn cancel(&self, cancel: Cancel, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(cancel, circumstances)
    }

    /// Moves a booking.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn reschedule(&self, reschedule: Reschedule, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(reschedule, circumstances)
    }

    /// Notes that a booking took place, and who came.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn complete(&self, complete: Complete, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(complete, circumstances)
    }

    /// Notes that nobody came.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn no_show(&self, no_show: NoShow, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(no_show, circumstances)
    }

    /// Takes a cancellation back.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn reinstate(&self, reinstate: Reinstate, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(reinstate, circumstances)
    }

    /// Writes down that a hold or a request has lapsed. It takes no time in any case.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn expire(&self, expire: Expire, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(expire, circumstances)
    }

    /// Puts a session up that parties can book.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn open_session(&self, open_session: OpenSession, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(open_session, circumstances)
    }

    /// Moves a session with all its bookings.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn move_session(&self, move_session: MoveSession, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(move_session, circumstances)
    }

    /// Puts one resource of a session in the place of another.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn swap(&self, swap: Swap, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(swap, circumstances)
    }

    /// Calls a session off with all its bookings.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn cancel_session(
        &self,
        cancel_session: CancelSession,
        circumstances: &Circumstances,
    ) -> Result<Verdict> {
        self.execute(cancel_session, circumstances)
    }

    /// Waits for seats in a session, or for a time that is taken.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn join_waitlist(&self, join: JoinWaitlist, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(join, circumstances)
    }

    /// Does not wait any longer.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn leave_waitlist(&self, leave: LeaveWaitlist, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(leave, circumstances)
    }

    /// Takes what is offered to whoever waits.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn accept_offer(&self, accept: AcceptOffer, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(accept, circumstances)
    }

    /// Does not take what is offered.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub fn decline_offer(&self, decline: DeclineOffer, circumstances: &Circumstances) -> Result<Verdict> {
        self.execute(decline, circumstances)
    }
}
