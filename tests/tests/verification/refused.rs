//! Everything that is to be refused.

use fk_runtime::verify::{Step, VerificationError};
use libtest_mimic::Trial;

use crate::attempt::{Attempt, PERSONAL};
use crate::{algorithms, chain, content, input, layout, ocsp, signature, status, time};

/// Something that is refused, and by whom.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    /// What it is.
    pub(crate) name: &'static str,
    /// Who else must refuse it.
    pub(crate) judge: Judge,
    /// Makes it, and says with which error it is refused.
    pub(crate) make: fn() -> (Attempt, VerificationError),
}

/// Who else must refuse something.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Judge {
    /// Nobody: it is a good XML signature and a good OCSP response, but not BankID's, or not the expected one.
    Nobody,
    Xmlsec1,
    Openssl,
}

pub(crate) const fn case(
    name: &'static str,
    judge: Judge,
    make: fn() -> (Attempt, VerificationError),
) -> Case {
    Case { name, judge, make }
}

/// The cases of each step.
pub(crate) fn all() -> Vec<(Step, Vec<Case>)> {
    vec![
        (Step::Input, input::cases()),
        (Step::Layout, layout::cases()),
        (Step::Algorithms, algorithms::cases()),
        (Step::Digests, signature::of_digests()),
        (Step::Signature, signature::cases()),
        (Step::Chain, chain::cases()),
        (Step::Ocsp, ocsp::cases()),
        (Step::Status, status::cases()),
        (Step::Nonce, status::of_nonce()),
        (Step::Time, time::cases()),
        (Step::Signer, content::of_signer()),
        (Step::Content, content::cases()),
    ]
}

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for (step, cases) in all() {
        for case in cases {
            let name = format!("refused_in_step_{}::{}", step.number(), case.name);
            trials.push(Trial::test(name, move || {
                refuses(step, case);
                Ok(())
            }));
        }
    }
    trials.push(Trial::test(
        "refused::there_are_cases_of_every_step_and_no_name_twice",
        || {
            let mut names: Vec<_> = all()
                .iter()
                .flat_map(|(_, cases)| cases.iter().map(|case| case.name))
                .collect();
            assert!(all().iter().all(|(_, cases)| !cases.is_empty()));
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
            assert!(count >= 60, "{count} cases");
            Ok(())
        },
    ));
    trials
}

fn refuses(step: Step, case: Case) {
    let (attempt, expected) = (case.make)();
    let error = attempt.verify().unwrap_err();
    assert_eq!(error, expected);
    assert_eq!(error.step(), step);
    shows_nothing_personal(&attempt, &error);
}

/// No error shows anything personal, in either form; and each says at which step, and more than that.
pub(crate) fn shows_nothing_personal(attempt: &Attempt, error: &VerificationError) {
    let shown = format!("{error} {error:?} {:?}", attempt.delivered);
    for personal in PERSONAL {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
    let said = error.to_string();
    assert!(said.starts_with(&format!("{}: ", error.step())), "{said}");
    assert!(said.len() > error.step().to_string().len() + 20, "{said}");
}
