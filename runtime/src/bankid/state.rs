//! What becomes of an order.

use super::Completion;
use super::code::codes;

/// What `/collect` says of an order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OrderState {
    /// It is under way.
    Pending(PendingHint),
    /// The person has signed, or identified themself. The order is gone: nobody can collect it again.
    Complete(Box<Completion>),
    /// It has ended otherwise.
    Failed(FailureCause),
}

codes! {
    /// How far a pending order has come (`hintCode`). An open set: what is not known is [`Other`](Self::Other), and the
    /// order is pending all the same. No hint at all is an empty one.
    pub enum PendingHint {
        /// No app has taken the order yet.
        OutstandingTransaction = "outstandingTransaction",
        /// No app has taken the order yet, though it was expected.
        NoClient = "noClient",
        /// An app has taken the order, but has found no BankID in it that will do so far.
        Started = "started",
        /// The person is asked for a machine-readable travel document.
        UserMrtd = "userMrtd",
        /// The person is asked whether they are in a call.
        UserCallConfirm = "userCallConfirm",
        /// The person sees the text and is asked for their code.
        UserSign = "userSign",
        /// The person is done, and BankID is not.
        Processing = "processing",
    }
}

codes! {
    /// Why an order has failed (`hintCode`). An open set: what is not known is [`Other`](Self::Other), and the order has
    /// failed all the same. No hint at all is an empty one.
    pub enum FailureCause {
        /// The time for it is over.
        ExpiredTransaction = "expiredTransaction",
        /// The BankID is blocked or too old.
        CertificateErr = "certificateErr",
        /// The person chose to cancel.
        UserCancel = "userCancel",
        /// It was cancelled, most often because another order of the same person was begun.
        Cancelled = "cancelled",
        /// No app took the order in time.
        StartFailed = "startFailed",
        /// The person said that they are not in a call.
        UserDeclinedCall = "userDeclinedCall",
        /// The person's app is too old for what is required.
        NotSupportedByUserApp = "notSupportedByUserApp",
        /// The risk was higher than what is required.
        TransactionRiskBlocked = "transactionRiskBlocked",
    }
}
