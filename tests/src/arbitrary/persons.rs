//! What the documents of ELT and E-IOA have in common, in types of their own.

/// Strategies for the persons and companies of the document module `$version`. `$fixed` makes an alternative
/// whose element says yes: without data where that is all it can say.
macro_rules! persons {
    ($version:ident, $fixed:ident) => {
        fn person() -> impl Strategy<Value = $version::PersonSomHarAssistans> {
            (restricted(), text(), text()).prop_map(|(personnummer, fornamn, efternamn)| {
                $version::PersonSomHarAssistans {
                    personnummer,
                    fornamn,
                    efternamn,
                }
            })
        }

        fn identity() -> impl Strategy<Value = $version::AssistentIdentitet> {
            use $version::AssistentIdentitet;
            prop_oneof![
                restricted().prop_map(AssistentIdentitet::Personnummer),
                restricted().prop_map(AssistentIdentitet::Samordningsnummer),
            ]
        }

        fn form() -> impl Strategy<Value = $version::Assistansform> {
            use $version::Assistansform;
            prop_oneof![
                $fixed!(Assistansform::AnstalldAvPersonSomHarAssistans),
                provider().prop_map(Assistansform::Assistansanordnare),
            ]
        }

        fn provider() -> impl Strategy<Value = $version::Anordnare> {
            let name = prop::option::of(text());
            let contact = prop::option::of(text());
            (
                name,
                restricted(),
                contact,
                prop::option::of(restricted()),
                employer(),
            )
                .prop_map(
                    |(anordnare_namn, organisationsnummer, kontaktperson, telefonnummer, arbetsgivare)| {
                        $version::Anordnare {
                            anordnare_namn,
                            organisationsnummer,
                            kontaktperson,
                            telefonnummer,
                            arbetsgivare,
                        }
                    },
                )
        }

        fn employer() -> impl Strategy<Value = $version::Arbetsgivare> {
            use $version::{AnnanArbetsgivare, Arbetsgivare};
            let other = (prop::option::of(text()), restricted());
            prop_oneof![
                $fixed!(Arbetsgivare::AssistentAnstalldAvAnordnare),
                $fixed!(Arbetsgivare::AssistentEgenForetagare),
                other.prop_map(|(arbetsgivare_namn, organisationsnummer)| {
                    Arbetsgivare::AnnanArbetsgivare(AnnanArbetsgivare {
                        arbetsgivare_namn,
                        organisationsnummer,
                    })
                }),
            ]
        }
    };
}

/// An alternative that carries nothing, because its element can only say yes.
macro_rules! says_yes {
    ($variant:path) => {
        Just($variant)
    };
}

/// An alternative whose element is a boolean.
macro_rules! says_yes_or_no {
    ($variant:path) => {
        any::<bool>().prop_map($variant)
    };
}

pub(super) use {persons, says_yes, says_yes_or_no};
