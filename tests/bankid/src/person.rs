//! Who signs.

use std::fmt;

use fk_runtime::signing::PersonalNumber;

/// A person who has the made-up BankID.
#[derive(Clone, Eq, PartialEq)]
pub struct Person {
    /// Twelve digits. Use the test numbers that the Swedish Tax Agency gives out.
    pub personal_number: PersonalNumber,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
}

impl Person {
    /// A person.
    #[must_use]
    pub fn new(personal_number: PersonalNumber, given_name: &str, surname: &str) -> Self {
        Self {
            personal_number,
            given_name: given_name.to_owned(),
            surname: surname.to_owned(),
        }
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(***)")
    }
}
