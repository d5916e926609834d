//! What to tell the person.

use super::{BankIdError, ErrorCode, FailureCause, PendingHint};

/// How the person's app was to find the order.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Start {
    /// The person scans a QR code with another device.
    QrCode,
    /// A link on the computer that the person is at.
    LinkOnComputer,
    /// A link on the phone or tablet that the person is at.
    LinkOnPhone,
}

/// A message that BankID recommends (BankID, *Recommended user messages*), by its identity there. The texts say the
/// same in words of our own; take BankID's where its agreement asks for them.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum UserMessage {
    /// Start the app.
    Rfa1,
    /// Cancelled; try again.
    Rfa3,
    /// Another order is under way.
    Rfa4,
    /// A technical fault.
    Rfa5,
    /// Cancelled by the person.
    Rfa6,
    /// The app does not answer.
    Rfa8,
    /// Type the code.
    Rfa9,
    /// The app is being started.
    Rfa13,
    /// Looking for a BankID on the computer.
    Rfa15A,
    /// Looking for a BankID on the phone or tablet.
    Rfa15B,
    /// The BankID is blocked or too old.
    Rfa16,
    /// The app was not found.
    Rfa17A,
    /// The QR code was not scanned.
    Rfa17B,
    /// Under way.
    Rfa21,
    /// A fault that is not known.
    Rfa22,
    /// Show a travel document.
    Rfa23,
}

impl UserMessage {
    /// The identity, for example `RFA17B`.
    #[must_use]
    pub const fn identity(self) -> &'static str {
        self.texts().0
    }

    /// The message in Swedish.
    #[must_use]
    pub const fn swedish(self) -> &'static str {
        self.texts().1
    }

    /// The message in English.
    #[must_use]
    pub const fn english(self) -> &'static str {
        self.texts().2
    }

    const fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Rfa1 => ("RFA1", "Öppna din BankID-app.", "Open your BankID app."),
            Self::Rfa3 => (
                "RFA3",
                "Det avbröts. Försök en gång till.",
                "It was cancelled. Please try once more.",
            ),
            Self::Rfa4 => (
                "RFA4",
                "För ditt personnummer pågår redan en legitimering eller underskrift. Försök en gång till.",
                "Your personal identity number already has an identification or a signature under way. Please try once \
                 more.",
            ),
            Self::Rfa5 => (
                "RFA5",
                "Ett tekniskt fel inträffade. Försök en gång till.",
                "There was a technical fault. Please try once more.",
            ),
            Self::Rfa6 => ("RFA6", "Du avbröt.", "You cancelled."),
            Self::Rfa8 => (
                "RFA8",
                "Vi får inget svar från BankID-appen. Se efter att den är öppen och att du har kontakt med internet, och \
                 försök en gång till.",
                "The BankID app does not answer. See that it is open and that you are on the internet, and try once \
                 more.",
            ),
            Self::Rfa9 => (
                "RFA9",
                "Ange din säkerhetskod i BankID-appen, och välj att legitimera dig eller skriva under.",
                "Give your security code in the BankID app, and choose to identify yourself or sign.",
            ),
            Self::Rfa13 => (
                "RFA13",
                "BankID-appen startas.",
                "The BankID app is being started.",
            ),
            Self::Rfa15A => (
                "RFA15A",
                "Letar efter ett BankID. Det ska finnas ett giltigt på datorn. Har du det på ett kort, så sätt kortet i \
                 läsaren.",
                "Looking for a BankID. There has to be a valid one on this computer. If yours is on a card, put the card \
                 into its reader.",
            ),
            Self::Rfa15B => (
                "RFA15B",
                "Letar efter ett BankID. Det ska finnas ett giltigt på enheten.",
                "Looking for a BankID. There has to be a valid one on this device.",
            ),
            Self::Rfa16 => (
                "RFA16",
                "Det BankID som du använder är spärrat eller för gammalt. Ta ett annat, eller hämta ett nytt hos din bank.",
                "The BankID that you use is blocked or too old. Take another one, or get a new one from your bank.",
            ),
            Self::Rfa17A => (
                "RFA17A",
                "BankID-appen hittades inte. Installera den, och skaffa ett BankID hos din bank.",
                "The BankID app was not found. Install it, and get a BankID from your bank.",
            ),
            Self::Rfa17B => (
                "RFA17B",
                "QR-koden blev inte läst. Öppna BankID-appen, och läs av koden med den.",
                "The QR code was not read. Open the BankID app, and scan the code with it.",
            ),
            Self::Rfa21 => (
                "RFA21",
                "Legitimeringen eller underskriften pågår.",
                "The identification or signature is under way.",
            ),
            Self::Rfa22 => (
                "RFA22",
                "Ett okänt fel inträffade. Försök en gång till.",
                "There was an unknown fault. Please try once more.",
            ),
            Self::Rfa23 => (
                "RFA23",
                "Läs av din id-handling med BankID-appen.",
                "Scan your identity document with the BankID app.",
            ),
        }
    }

    pub(super) const fn of_hint(hint: &PendingHint, start: Start) -> Self {
        match (hint, start) {
            (PendingHint::OutstandingTransaction, Start::LinkOnComputer | Start::LinkOnPhone) => Self::Rfa13,
            (PendingHint::OutstandingTransaction | PendingHint::NoClient, _) => Self::Rfa1,
            (PendingHint::Started, Start::LinkOnComputer) => Self::Rfa15A,
            (PendingHint::Started, Start::QrCode | Start::LinkOnPhone) => Self::Rfa15B,
            (PendingHint::UserSign, _) => Self::Rfa9,
            (PendingHint::UserMrtd, _) => Self::Rfa23,
            (PendingHint::UserCallConfirm | PendingHint::Processing | PendingHint::Other(_), _) => {
                Self::Rfa21
            }
        }
    }

    pub(super) const fn of_cause(cause: &FailureCause, start: Start) -> Self {
        match (cause, start) {
            (FailureCause::ExpiredTransaction, _) => Self::Rfa8,
            (FailureCause::CertificateErr, _) => Self::Rfa16,
            (FailureCause::UserCancel, _) => Self::Rfa6,
            (FailureCause::Cancelled, _) => Self::Rfa3,
            (FailureCause::StartFailed, Start::QrCode) => Self::Rfa17B,
            (FailureCause::StartFailed, Start::LinkOnComputer | Start::LinkOnPhone) => Self::Rfa17A,
            (
                FailureCause::UserDeclinedCall
                | FailureCause::NotSupportedByUserApp
                | FailureCause::TransactionRiskBlocked
                | FailureCause::Other(_),
                _,
            ) => Self::Rfa22,
        }
    }

    /// Errors that BankID calls those of the relying party are not told as BankID's.
    pub(super) const fn of_error(error: &BankIdError) -> Option<Self> {
        match error {
            BankIdError::Refused(error) => match error.code() {
                ErrorCode::AlreadyInProgress => Some(Self::Rfa4),
                ErrorCode::RequestTimeout | ErrorCode::InternalError | ErrorCode::Maintenance => {
                    Some(Self::Rfa5)
                }
                ErrorCode::Other(_) => Some(Self::Rfa22),
                ErrorCode::InvalidParameters
                | ErrorCode::Unauthorized
                | ErrorCode::NotFound
                | ErrorCode::MethodNotAllowed
                | ErrorCode::UnsupportedMediaType => None,
            },
            BankIdError::NotSent { .. } | BankIdError::AnswerLost { .. } => Some(Self::Rfa5),
            BankIdError::AnswerUnreadable { .. } | BankIdError::SignatureLost { .. } => Some(Self::Rfa22),
        }
    }
}
