use super::window::Window;
use super::{Action, Actor, Calendar, Deposit, Facts, Fee, Grace, Money, Outcome, Policy, PolicyRule, Token};
use crate::error::Result;
use crate::service::local_day;
use crate::time::{date_of_day, day_of_date};
use chrono::{DateTime, NaiveDate, Utc};

impl Policy {
    /// What the policy says to an action at `now`: whether it is allowed, what it costs, what becomes of tokens and
    /// deposit. Nothing is changed, so a screen can show the answer before the click.
    ///
    /// A client cancels and moves only while `now < start`, and in time while `start - now >= notice`, inclusive, with
    /// notices counted back from [`Facts::reference`] on the wall of [`Calendar::zone`]: where that falls into a gap or
    /// a fold of the clock, as [`Compatible`](crate::zone::Disambiguation::Compatible). A move is late after moving is
    /// free; where no tier says when that is, after cancelling is. What a host does is allowed, costs the client nothing
    /// but the fee for not coming, which the host may say from the start on, and takes no token.
    ///
    /// # Errors
    /// `policy.no-business`, `.mixed-currency` for a price in another currency than the fees, `.negative` for a price
    /// below zero; `time.sub-second`, `time.out-of-range` for the starts; `zone.unknown`, `availability.*` for the
    /// business calendar.
    ///
    /// # Example: a day before a lesson is a wall-clock day, although the night has 25 hours
    /// ```
    /// use kalends::policy::{Action, Actor, Calendar, Facts, Policy};
    /// use kalends::{ZoneDb, time::{format_instant, parse_instant}};
    /// let policy: Policy = serde_json::from_str(r#"{"id": "lessons", "version": 1,
    ///     "cancel": {"tiers": [{"notice": "P1D"}, {"fee": {"percent": 50}}]}
    /// }"#).unwrap();
    /// let zone = ZoneDb::builtin().get("Europe/Paris")?;
    /// let calendar = Calendar { zone: &zone, business: None, zones: ZoneDb::builtin() };
    /// let facts = Facts::new(parse_instant("2027-10-31T09:00:00Z")?);           // Sunday 10:00
    /// let now = parse_instant("2027-10-30T08:00:00Z")?;                         // Saturday 10:00
    /// let outcome = policy.evaluate(Action::Cancel, Actor::Client, now, &facts, &calendar)?;
    /// assert_eq!(outcome.free_until.map(format_instant).as_deref(), Some("2027-10-30T08:00:00Z"));
    /// assert!(outcome.is_allowed() && !outcome.is_late);
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn evaluate(
        &self,
        action: Action,
        actor: Actor,
        now: DateTime<Utc>,
        facts: &Facts,
        calendar: &Calendar<'_>,
    ) -> Result<Outcome> {
        self.check_price(facts.price).map_err(|error| error.in_field("price").in_field("facts"))?;
        match (actor, action) {
            (Actor::Client, Action::Cancel) => self.cancel(now, facts, calendar),
            (Actor::Client, Action::Move) => self.moved(now, facts, calendar),
            (Actor::Client, Action::NoShow | Action::Reinstate) => {
                Ok(Outcome { against: vec![PolicyRule::HostOnly], ..self.nothing() })
            }
            (Actor::Host, Action::Cancel) => {
                Ok(Outcome { deposit: self.deposit(facts).map(Deposit::Refunded), ..self.nothing() })
            }
            (Actor::Host, Action::Move) => Ok(self.nothing()),
            (Actor::Host, Action::NoShow) if now < facts.start => {
                let against = vec![PolicyRule::AfterStart { from: facts.start }];
                Ok(Outcome { against, ..self.nothing() })
            }
            (Actor::Host, Action::NoShow) => {
                let fee = self.no_show.and_then(|fee| fee.of(facts.price));
                Ok(Outcome { fee, deposit: self.deposit(facts).map(Deposit::Kept), ..self.nothing() })
            }
            (Actor::Host, Action::Reinstate) => {
                let token = facts.cancelled_by_token.then_some(Token::Returned);
                Ok(Outcome { token, ..self.nothing() })
            }
        }
    }

    fn cancel(&self, now: DateTime<Utc>, facts: &Facts, calendar: &Calendar<'_>) -> Result<Outcome> {
        let window = self.cancel_window(now, facts, calendar)?;
        let is_late = window.is_late(now);
        let said = Outcome { free_until: window.free_until, is_late, ..self.nothing() };
        if now >= facts.start {
            return Ok(Outcome { against: vec![before_start(facts)], ..said });
        }
        let fee = match window.now {
            Ok(fee) => fee,
            Err(deadline) => {
                return Ok(Outcome { against: vec![PolicyRule::CancelWindow { deadline }], ..said });
            }
        };
        let deposit = self.deposit(facts);
        let loses = fee.is_some() || (is_late && deposit.is_some());
        let today = date_of_day(local_day(calendar.zone, now.timestamp()));
        if loses && self.cancel.grace.is_some_and(|grace| grace.is_left(today, &facts.tokens_used)) {
            let deposit = deposit.map(Deposit::Refunded);
            return Ok(Outcome { token: Some(Token::Used(today)), deposit, ..said });
        }
        let deposit = deposit.map(if is_late { Deposit::Kept } else { Deposit::Refunded });
        Ok(Outcome { fee, deposit, ..said })
    }

    fn moved(&self, now: DateTime<Utc>, facts: &Facts, calendar: &Calendar<'_>) -> Result<Outcome> {
        let terms = &self.moves;
        let window = Window::at(now, &terms.tiers, terms.cooling_off, facts, calendar)
            .map_err(|error| error.in_field("move").in_field("policy"))?;
        let is_late = if terms.tiers.is_empty() {
            self.cancel_window(now, facts, calendar)?.is_late(now)
        } else {
            window.is_late(now)
        };
        let mut against = Vec::new();
        match window.now {
            _ if now >= facts.start => against.push(before_start(facts)),
            Err(deadline) => against.push(PolicyRule::MoveWindow { deadline }),
            Ok(_) => {}
        }
        if let Some(most) = terms.most.filter(|most| facts.moves >= *most) {
            against.push(PolicyRule::MoveCap { most });
        }
        let fee = window.now.ok().flatten().filter(|_| against.is_empty());
        Ok(Outcome { against, free_until: window.free_until, is_late, fee, ..self.nothing() })
    }

    fn cancel_window(&self, now: DateTime<Utc>, facts: &Facts, calendar: &Calendar<'_>) -> Result<Window> {
        let terms = &self.cancel;
        let window = Window::at(now, &terms.tiers, terms.cooling_off, facts, calendar);
        window.map_err(|error| error.in_field("cancel").in_field("policy"))
    }

    /// Allowed, and nothing comes of it.
    fn nothing(&self) -> Outcome {
        Outcome {
            policy: self.reference(),
            against: Vec::new(),
            free_until: None,
            is_late: false,
            fee: None,
            token: None,
            deposit: None,
        }
    }

    fn deposit(&self, facts: &Facts) -> Option<Money> {
        self.deposit.and_then(|deposit| deposit.of(facts.price))
    }

    /// Fees and price can be compared, and nothing is below zero.
    pub(crate) fn check_price(&self, price: Option<Money>) -> Result<()> {
        let Some(price) = price else { return Ok(()) };
        price.check_not_negative()?;
        let expected = self.fees().find_map(Fee::currency);
        expected.map_or(Ok(()), |expected| price.check_currency(expected))
    }
}

impl Grace {
    /// The first date of the period that a date lies in; none for all time.
    pub(crate) fn since(self, today: NaiveDate) -> Option<NaiveDate> {
        self.period.days(day_of_date(today)).map(|(first, _)| date_of_day(first))
    }

    /// Whether a token is left in the period of a date.
    fn is_left(self, today: NaiveDate, used: &[NaiveDate]) -> bool {
        let days = self.period.days(day_of_date(today));
        let counts =
            |date: &&NaiveDate| days.is_none_or(|(first, next)| (first..next).contains(&day_of_date(**date)));
        let used = used.iter().filter(counts).count();
        usize::try_from(self.most.get()).is_ok_and(|most| used < most)
    }
}

fn before_start(facts: &Facts) -> PolicyRule {
    PolicyRule::BeforeStart { deadline: facts.start }
}
