//! All orders, and what becomes of them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use fk_bankid::{BankId, Person};
use fk_runtime::signing::PersonalNumber;
use uuid::Uuid;

use super::AutoSign;
use super::asked::Asked;
use super::order::{Cause, Order, Seen, State};

/// The person who plays when the order requires nobody in particular: a test number of the Swedish Tax Agency.
pub(crate) const SOMEBODY: &str = "189001019802";

/// A made-up name.
pub(crate) const GIVEN_NAME: &str = "Tolvan";
pub(crate) const SURNAME: &str = "Tolvansson";

/// The orders of all relying parties.
pub(crate) struct Orders {
    bankid: BankId,
    lifetime: Duration,
    auto_sign: Option<AutoSign>,
    /// In the order in which they began.
    list: Mutex<BTreeMap<(Instant, Uuid), Order>>,
}

/// The required person has an order under way, which has now ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct AlreadyInProgress;

/// Why a person cannot sign.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum CannotSign {
    #[error("the order has ended, or there is no such order")]
    NotPending,
    #[error("the order requires another person")]
    OtherPerson,
    #[error("the signature cannot be made: {0}")]
    Making(String),
}

impl Orders {
    pub(crate) fn new(bankid: BankId, lifetime: Duration, auto_sign: Option<AutoSign>) -> Self {
        Self {
            bankid,
            lifetime,
            auto_sign,
            list: Mutex::default(),
        }
    }

    pub(crate) fn bankid(&self) -> &BankId {
        &self.bankid
    }

    /// The list at this moment.
    fn list(&self, now: Instant) -> MutexGuard<'_, BTreeMap<(Instant, Uuid), Order>> {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        for order in list.values_mut() {
            order.age(self.lifetime, now);
        }
        list.retain(|_, order| !order.is_over(now));
        list
    }

    /// Begins an order.
    pub(crate) fn begin(&self, asked: Asked, now: Instant) -> Result<Uuid, AlreadyInProgress> {
        let mut list = self.list(now);
        let required = asked.required;
        let mut under_way = list
            .values_mut()
            .filter(|order| required.is_some() && order.is_pending() && order.asked.required == required);
        if let Some(order) = under_way.next() {
            order.state = State::Failed {
                cause: Cause::Cancelled,
                since: now,
            };
            return Err(AlreadyInProgress);
        }
        let order = Order::new(asked, now);
        let reference = order.reference;
        list.insert((now, reference), order);
        Ok(reference)
    }

    /// An order at this moment. One that has ended is gone with this.
    pub(crate) fn collect(&self, reference: Uuid, now: Instant) -> Option<Order> {
        let mut list = self.list(now);
        let key = key(&list, reference)?;
        match list.get(&key) {
            Some(order) if order.is_pending() => Some(order.clone()),
            _ => list.remove(&key),
        }
    }

    /// Ends an order for the relying party; whether there was one under way.
    pub(crate) fn cancel(&self, reference: Uuid, now: Instant) -> bool {
        let mut list = self.list(now);
        let pending = |key: &(Instant, Uuid)| list.get(key).is_some_and(Order::is_pending);
        match key(&list, reference).filter(pending) {
            Some(key) => list.remove(&key).is_some(),
            None => false,
        }
    }

    /// The orders that wait for a person.
    pub(crate) fn pending(&self, now: Instant) -> Vec<Order> {
        let list = self.list(now);
        list.values()
            .filter(|order| order.is_pending())
            .cloned()
            .collect()
    }

    /// An order, for whoever plays the person.
    pub(crate) fn look(&self, reference: Uuid, now: Instant) -> Option<Order> {
        let mut list = self.list(now);
        let key = key(&list, reference)?;
        let order = list.get_mut(&key)?;
        if order.is_pending() {
            order.state = State::Pending { seen: Seen::Yes };
        }
        Some(order.clone())
    }

    /// The person does not sign; whether there was an order under way.
    pub(crate) fn refuse(&self, reference: Uuid, now: Instant) -> bool {
        let failed = State::Failed {
            cause: Cause::UserCancel,
            since: now,
        };
        self.end(reference, failed, now)
    }

    /// The person signs. It takes some milliseconds, in which nobody else waits.
    pub(crate) fn sign(&self, reference: Uuid, person: Person, now: Instant) -> Result<(), CannotSign> {
        let order = {
            let list = self.list(now);
            let order = key(&list, reference).and_then(|key| list.get(&key).cloned());
            order.filter(Order::is_pending).ok_or(CannotSign::NotPending)?
        };
        if order
            .asked
            .required
            .is_some_and(|required| required != person.personal_number)
        {
            return Err(CannotSign::OtherPerson);
        }
        let making = |error: &dyn fmt::Display| CannotSign::Making(error.to_string());
        let to_sign = order.to_sign().map_err(|error| making(&error))?;
        let delivered = self
            .bankid
            .sign(&person, &to_sign, chrono::Utc::now())
            .map_err(|error| making(&error))?;
        let complete = State::Complete {
            person,
            delivered,
            since: now,
        };
        if self.end(reference, complete, now) {
            Ok(())
        } else {
            Err(CannotSign::NotPending)
        }
    }

    /// Signs as whoever the order requires, when nobody plays the person and it is time.
    pub(crate) fn sign_unattended(&self, reference: Uuid, now: Instant) -> Result<(), CannotSign> {
        let Some(AutoSign { delay }) = self.auto_sign else {
            return Ok(());
        };
        let due = {
            let list = self.list(now);
            let order = key(&list, reference).and_then(|key| list.get(&key).cloned());
            order.filter(|order| order.is_pending() && now >= order.begun + delay)
        };
        let Some(order) = due else {
            return Ok(());
        };
        let number = match order.asked.required {
            Some(number) => number,
            None => somebody()?,
        };
        match self.sign(reference, Person::new(number, GIVEN_NAME, SURNAME), now) {
            // Somebody else was faster.
            Err(CannotSign::NotPending) => Ok(()),
            signed => signed,
        }
    }

    fn end(&self, reference: Uuid, state: State, now: Instant) -> bool {
        let mut list = self.list(now);
        let order = key(&list, reference).and_then(|key| list.get_mut(&key));
        match order.filter(|order| order.is_pending()) {
            Some(order) => {
                order.state = state;
                true
            }
            None => false,
        }
    }
}

fn somebody() -> Result<PersonalNumber, CannotSign> {
    let number: Result<PersonalNumber, _> = SOMEBODY.parse();
    number.map_err(|error| CannotSign::Making(error.to_string()))
}

fn key(list: &BTreeMap<(Instant, Uuid), Order>, reference: Uuid) -> Option<(Instant, Uuid)> {
    list.keys().find(|(_, other)| *other == reference).copied()
}

impl fmt::Debug for Orders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Orders")
            .field("lifetime", &self.lifetime)
            .field("auto_sign", &self.auto_sign)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::OnceLock;

    use fk_bankid::Kind;

    use super::*;

    fn orders(auto_sign: Option<AutoSign>) -> Orders {
        static BANKID: OnceLock<BankId> = OnceLock::new();
        let bankid = BANKID.get_or_init(|| BankId::make().unwrap()).clone();
        Orders::new(bankid, Duration::from_secs(180), auto_sign)
    }

    fn asked(required: Option<&str>) -> Asked {
        let requirement = required.map_or_else(String::new, |number| {
            format!(",\"requirement\":{{\"personalNumber\":\"{number}\"}}")
        });
        let json = format!("{{\"endUserIp\":\"192.0.2.1\",\"userVisibleData\":\"QQ==\"{requirement}}}");
        Asked::read(Kind::Signing, json.as_bytes()).unwrap()
    }

    fn person(number: &str) -> Person {
        Person::new(number.parse().unwrap(), GIVEN_NAME, SURNAME)
    }

    fn hint(order: Option<Order>) -> &'static str {
        match order.unwrap().state {
            State::Pending { seen } => seen.hint(),
            State::Complete { .. } => "complete",
            State::Failed { cause, .. } => cause.hint(),
        }
    }

    const TWELVE: &str = "189001019802";
    const OTHER: &str = "189001019810";

    #[test]
    fn an_order_goes_from_outstanding_over_seen_to_signed_and_is_collected_once() {
        let (orders, now) = (orders(None), Instant::now());
        let order = orders.begin(asked(Some(TWELVE)), now).unwrap();
        assert_eq!(hint(orders.collect(order, now)), "outstandingTransaction");
        assert_eq!(orders.pending(now).len(), 1);
        orders.look(order, now).unwrap();
        assert_eq!(hint(orders.collect(order, now)), "userSign");
        assert_eq!(
            orders.sign(order, person(OTHER), now),
            Err(CannotSign::OtherPerson)
        );
        orders.sign(order, person(TWELVE), now).unwrap();
        assert_eq!(
            orders.sign(order, person(TWELVE), now),
            Err(CannotSign::NotPending)
        );
        assert!(orders.pending(now).is_empty());
        assert!(!orders.refuse(order, now));
        assert!(!orders.cancel(order, now));
        assert_eq!(hint(orders.collect(order, now)), "complete");
        assert!(orders.collect(order, now).is_none());
    }

    #[test]
    fn an_order_expires_after_three_minutes_and_the_news_of_it_after_five_more() {
        let (orders, now) = (orders(None), Instant::now());
        let [first, second] = [(); 2].map(|()| orders.begin(asked(None), now).unwrap());
        let at = |seconds| now + Duration::from_secs(seconds);
        assert_eq!(hint(orders.collect(first, at(179))), "outstandingTransaction");
        assert_eq!(hint(orders.collect(first, at(180))), "expiredTransaction");
        assert!(
            orders.collect(first, at(180)).is_none(),
            "a failed order is collected once too"
        );
        assert_eq!(
            orders.sign(second, person(TWELVE), at(180)),
            Err(CannotSign::NotPending)
        );
        assert!(orders.look(second, at(479)).is_some());
        assert!(orders.collect(second, at(480)).is_none());
    }

    #[test]
    fn a_completed_order_can_be_collected_for_three_minutes() {
        let (orders, now) = (orders(None), Instant::now());
        let order = orders.begin(asked(None), now).unwrap();
        orders.sign(order, person(OTHER), now).unwrap();
        assert!(orders.look(order, now + Duration::from_secs(179)).is_some());
        assert!(orders.collect(order, now + Duration::from_secs(180)).is_none());
    }

    #[test]
    fn a_second_order_of_a_person_ends_the_first_and_begins_none() {
        let (orders, now) = (orders(None), Instant::now());
        let first = orders.begin(asked(Some(TWELVE)), now).unwrap();
        orders.begin(asked(Some(OTHER)), now).unwrap();
        orders.begin(asked(None), now).unwrap();
        orders.begin(asked(None), now).unwrap();
        assert_eq!(orders.begin(asked(Some(TWELVE)), now), Err(AlreadyInProgress));
        assert_eq!(hint(orders.collect(first, now)), "cancelled");
        orders.begin(asked(Some(TWELVE)), now).unwrap();
        assert_eq!(orders.pending(now).len(), 4);
    }

    #[test]
    fn a_cancelled_order_is_gone_and_a_refused_one_says_so() {
        let (orders, now) = (orders(None), Instant::now());
        let order = orders.begin(asked(Some(TWELVE)), now).unwrap();
        assert!(orders.cancel(order, now));
        assert!(!orders.cancel(order, now));
        assert!(orders.collect(order, now).is_none());
        let order = orders.begin(asked(Some(TWELVE)), now).unwrap();
        assert!(orders.refuse(order, now));
        assert_eq!(hint(orders.collect(order, now)), "userCancel");
    }

    #[test]
    fn nobody_has_to_play_the_person_when_orders_are_signed_by_themselves() {
        let (orders, now) = (
            orders(Some(AutoSign::after(Duration::from_secs(4)))),
            Instant::now(),
        );
        for (required, signs) in [(Some(OTHER), OTHER), (None, TWELVE)] {
            let order = orders.begin(asked(required), now).unwrap();
            orders
                .sign_unattended(order, now + Duration::from_secs(3))
                .unwrap();
            assert_eq!(hint(orders.collect(order, now)), "outstandingTransaction");
            orders
                .sign_unattended(order, now + Duration::from_secs(4))
                .unwrap();
            let State::Complete { person, .. } = orders.collect(order, now).unwrap().state else {
                panic!("not signed")
            };
            assert_eq!(person.personal_number.as_str(), signs);
        }
    }
}
