use super::clocks::Clocks;
use super::table::printable;
use kalends::booking::Consequence;
use kalends::id::BookingId;
use kalends::policy::{Action, Deposit, Money, Outcome, Token};

/// What a policy says to what is done with a booking: whether it is in time, and by which policy.
pub(crate) fn outcome_line(booking: &BookingId, outcome: &Outcome, clocks: &Clocks) -> String {
    let Outcome { policy, free_until, is_late, fee, .. } = outcome;
    let late = if *is_late { " late," } else { "" };
    let free = free_until.map(|until| format!(" free until {},", clocks.instant(until))).unwrap_or_default();
    let fee = fee.map_or_else(|| "no fee".to_owned(), |fee| format!("a fee of {}", amount(fee)));
    format!(
        "{}:{late}{free} {fee}, by policy {}\n",
        printable(booking.as_str()),
        printable(&policy.to_string())
    )
}

/// What something that was done to a booking has come to.
pub(super) fn consequence_line(one: &Consequence) -> String {
    let action = match one.action {
        Action::Cancel => "cancelled",
        Action::Move => "moved",
        Action::NoShow => "nobody came",
        Action::Reinstate => "reinstated",
    };
    let late = one.late.then(|| "late".to_owned());
    let fee = one.fee.map(|fee| format!("a fee of {}", amount(fee)));
    let token = one.token.map(|token| match token {
        Token::Used(date) => format!("a grace token of {date} is used"),
        Token::Returned => "the grace token is given back".to_owned(),
    });
    let deposit = one.deposit.map(|deposit| match deposit {
        Deposit::Kept(money) => format!("the deposit of {} is kept", amount(money)),
        Deposit::Refunded(money) => format!("the deposit of {} is given back", amount(money)),
    });
    let parts: Vec<String> = [late, fee, token, deposit].into_iter().flatten().collect();
    format!("  {action}: {}\n", parts.join(", "))
}

/// An amount in the currency's smallest unit, which is all that is known of it.
pub(super) fn amount(money: Money) -> String {
    format!("{} minor units of {}", money.minor(), money.currency())
}
