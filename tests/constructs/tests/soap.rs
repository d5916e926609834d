//! What is generated from WSDLs, a client against a router: each kind of message goes there and back.
#![allow(clippy::unwrap_used, missing_docs)]

use std::future::Future;
use std::sync::{Arc, Mutex};

use fk_constructs::soap_1_2::fixture::v1 as soap_1_2;
use fk_constructs::soap_bare::fixture::v1 as bare;
use fk_constructs::soap_document_of_two_versions::fixture as versions;
use fk_constructs::soap_headers::fixture::v1 as headers;
use fk_constructs::soap_one_way::fixture::v1 as one_way;
use fk_constructs::soap_two_ports::fixture::v1 as two_ports;
use fk_constructs::soap_without_parts::fixture::v1 as without_parts;
use fk_constructs::soap_wrapped::fixture as wrapped;
use fk_runtime::soap::{CallError, Carrier, NoFault, Operation, Rejection, Router, Settings};
use fk_runtime::{Contract, Environment, xml};
use wrapped::v1::{Skicka, SkickaFault, SkickaOperation, SkickaResponse};

/// Serves a router on loopback. Gives what a client needs to reach it.
async fn serve(router: Router) -> Settings {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Settings::new(format!("http://{address}/"))
}

struct Brevlada;

impl wrapped::v1::BrevladaService for Brevlada {
    async fn skicka(&self, request: Skicka) -> Result<SkickaResponse, Rejection<SkickaFault>> {
        match xml::from_slice::<<Skicka as Carrier>::Document>(request.document()) {
            Ok(brev) if brev.text == "upptaget" => {
                Err(SkickaFault::Upptaget(wrapped::v1::Upptaget(7)).into())
            }
            Ok(brev) => SkickaResponse::new(brev.nummer.as_str())
                .and_then(|answer| {
                    answer
                        .with_ovrigt([xml::from_str::<xml::AnyElement>("<a xmlns=\"urn:a\">1</a>").unwrap()])
                })
                .map_err(|error| Rejection::Receiver(error.to_string())),
            Err(error) => {
                let fault = wrapped::v1::Felaktigt::new(error.to_string()).unwrap();
                Err(SkickaFault::Felaktigt(fault).into())
            }
        }
    }
}

async fn skicka(document: &str) -> Result<SkickaResponse, CallError<SkickaFault>> {
    let settings = serve(wrapped::v1::brevlada_router(Brevlada)).await;
    let client = wrapped::v1::BrevladaClient::new(wrapped::v1::CONTRACT, settings).unwrap();
    client.skicka(&Skicka::new(document.as_bytes()).unwrap()).await
}

fn brev(nummer: &str, text: &str) -> String {
    format!("<Brev xmlns=\"urn:prov\"><nummer>{nummer}</nummer><text>{text}</text></Brev>")
}

#[tokio::test]
async fn a_wrapped_request_is_answered_and_wildcard_content_kept() {
    let answer = skicka(&brev("0001", "hej")).await.unwrap();
    assert_eq!(answer.kvitto.as_str(), "0001");
    assert_eq!(SkickaOperation::receipt(&answer), Some("0001"));
    assert_eq!(answer.ovrigt.len(), 1);
    assert_eq!(
        (answer.ovrigt[0].namespace(), answer.ovrigt[0].local()),
        ("urn:a", "a")
    );
}

#[tokio::test]
async fn each_declared_fault_comes_back_as_itself() {
    match skicka(&brev("0001", "upptaget")).await.unwrap_err() {
        CallError::Fault(SkickaFault::Upptaget(wrapped::v1::Upptaget(7))) => {}
        other => panic!("{other:?}"),
    }
    match skicka("<Brev/>").await.unwrap_err() {
        CallError::Fault(SkickaFault::Felaktigt(fault)) => {
            assert!(fault.message.contains("Brev"), "{}", fault.message);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_request_tells_which_document_it_carries_even_one_that_is_wrong() {
    let id = |document: &str| SkickaOperation::document_id(&Skicka::new(document.as_bytes()).unwrap());
    assert_eq!(id(&brev("0001", "hej")).as_deref(), Some("0001"));
    assert_eq!(
        id("<Brev xmlns=\"urn:prov\"><nummer>0002</nummer><fel").as_deref(),
        Some("0002")
    );
    // Only in the form that the contract prescribes.
    assert_eq!(id(&brev("189001019802", "hej")), None);
    assert_eq!(id("<Brev><nummer>0001</nummer></Brev>"), None);
}

#[test]
fn addresses_and_pacing_are_those_of_the_registry() {
    let port = &wrapped::v1::BREVLADA_PORT;
    assert_eq!(
        (port.service, port.versions, port.name),
        ("fixture", &["1"][..], "BrevladaPort")
    );
    assert_eq!(port.addresses[0].url, "https://test.example.org/post");
    assert_eq!(port.addresses[0].environment, Environment::Test);
    assert_eq!(
        port.pacing.map(|pacing| (pacing.calls, pacing.seconds)),
        Some((5, 2))
    );
    assert_eq!((versions::ADDRESSES, versions::PACING), (&[][..], None));
}

#[test]
fn a_client_is_not_made_for_a_contract_of_another_version() {
    let other = Contract {
        version: "2",
        ..wrapped::v1::CONTRACT
    };
    assert!(wrapped::v1::BrevladaClient::new(other, Settings::new("http://127.0.0.1:1/")).is_err());
}

struct Fragor;

impl bare::FragorService for Fragor {
    async fn fraga(&self, bare::Fraga(text): bare::Fraga) -> Result<bare::Svar, Rejection<NoFault>> {
        let svar = text
            .parse()
            .map_err(|_| Rejection::Sender("inget tal".to_owned()))?;
        Ok(bare::Svar(svar))
    }

    async fn kod_fraga(&self, request: bare::FragaMedKod) -> Result<bare::Svarskod, Rejection<NoFault>> {
        Ok(bare::Svarskod(request.0))
    }
}

#[tokio::test]
async fn bare_messages_of_simple_types_go_there_and_back() {
    let settings = serve(bare::fragor_router(Fragor)).await;
    let client = bare::FragorClient::new(bare::CONTRACT, settings).unwrap();
    let svar = client.fraga(&bare::Fraga("1.50".to_owned())).await.unwrap();
    assert_eq!(svar.0.to_string(), "1.5");
    let kod = bare::Kod::try_from("abc").unwrap();
    assert_eq!(
        client.kod_fraga(&bare::FragaMedKod(kod.clone())).await.unwrap().0,
        kod
    );
    let error = client.fraga(&bare::Fraga("många".to_owned())).await.unwrap_err();
    assert!(matches!(error, CallError::OutcomeUnknown(_)), "{error:?}");
}

struct Halsning;

impl soap_1_2::HalsningService for Halsning {
    async fn hej(
        &self,
        soap_1_2::Hej(vem): soap_1_2::Hej,
    ) -> Result<soap_1_2::HejDa, Rejection<soap_1_2::HejFault>> {
        if vem.is_empty() {
            return Err(soap_1_2::HejFault::Tyst(soap_1_2::Tyst(vem)).into());
        }
        Ok(soap_1_2::HejDa(vem))
    }
}

#[tokio::test]
async fn soap_1_2_answers_and_faults_like_1_1() {
    let settings = serve(soap_1_2::halsning_router(Halsning)).await;
    let client = soap_1_2::HalsningClient::new(soap_1_2::CONTRACT, settings).unwrap();
    assert_eq!(client.hej(&soap_1_2::Hej("du".to_owned())).await.unwrap().0, "du");
    let error = client.hej(&soap_1_2::Hej(String::new())).await.unwrap_err();
    assert!(
        matches!(error, CallError::Fault(soap_1_2::HejFault::Tyst(_))),
        "{error:?}"
    );
}

/// One type behind both ports.
struct Lika;

impl two_ports::EttService for Lika {
    async fn lika(&self, request: two_ports::A) -> Result<two_ports::Svar, Rejection<two_ports::LikaFault>> {
        Ok(two_ports::Svar(format!("ett {}", request.0)))
    }

    async fn olika(
        &self,
        request: two_ports::B,
    ) -> Result<two_ports::Svar, Rejection<two_ports::OlikaFault>> {
        Ok(two_ports::Svar(format!("ett {}", request.0)))
    }
}

impl two_ports::TvaService for Lika {
    async fn lika(&self, request: two_ports::A) -> Result<two_ports::Svar, Rejection<two_ports::LikaFault>> {
        Ok(two_ports::Svar(format!("två {}", request.0)))
    }

    async fn olika(
        &self,
        request: two_ports::B,
    ) -> Result<two_ports::Svar, Rejection<two_ports::OlikaFault>> {
        Err(two_ports::OlikaFault::Fel(two_ports::Fel(request.0)).into())
    }
}

#[tokio::test]
async fn two_ports_of_one_port_type_share_what_is_the_same() {
    let settings = serve(two_ports::ett_router(Lika)).await;
    let ett = two_ports::EttClient::new(two_ports::CONTRACT, settings).unwrap();
    let settings = serve(two_ports::tva_router(Lika)).await;
    let tva = two_ports::TvaClient::new(two_ports::CONTRACT, settings).unwrap();
    let (a, b) = (two_ports::A("a".to_owned()), two_ports::B("b".to_owned()));
    assert_eq!(ett.lika(&a).await.unwrap().0, "ett a");
    assert_eq!(tva.lika(&a).await.unwrap().0, "två a");
    assert_eq!(ett.olika(&b).await.unwrap().0, "ett b");
    assert!(matches!(
        tva.olika(&b).await,
        Err(CallError::Fault(two_ports::OlikaFault::Fel(_)))
    ));
    let actions = [
        two_ports::OlikaOperation::ACTION,
        two_ports::TvaOlikaOperation::ACTION,
    ];
    assert_eq!(actions, ["urn:olika", ""]);
}

struct Huvud;

impl headers::HuvudService for Huvud {
    async fn fraga(
        &self,
        request: headers::Fraga,
        headers: headers::FragaRequestHeaders,
    ) -> Result<(headers::Svar, headers::FragaAnswerHeaders), Rejection<NoFault>> {
        let svar = format!("{} {} {}", request.0, headers.sandning.avsandare, headers.type_.0);
        let kvittens = headers::FragaAnswerHeaders::new(headers::Kvittens("k".to_owned()));
        Ok((headers::Svar(svar), kvittens.unwrap()))
    }

    async fn ping(&self, request: headers::Ping) -> Result<headers::PingAnswerHeaders, Rejection<NoFault>> {
        Ok(headers::PingAnswerHeaders::new(headers::Kvittens(request.0)).unwrap())
    }
}

#[tokio::test]
async fn declared_headers_go_there_and_back() {
    let settings = serve(headers::huvud_router(Huvud)).await;
    let client = headers::HuvudClient::new(headers::CONTRACT, settings).unwrap();
    let sandning = headers::Sandning::new("jag").unwrap();
    let huvud = headers::FragaRequestHeaders::new(sandning, headers::Type(3)).unwrap();
    let (svar, kvittens) = client
        .fraga(&headers::Fraga("f".to_owned()), &huvud)
        .await
        .unwrap();
    assert_eq!((svar.0.as_str(), kvittens.kvittens.0.as_str()), ("f jag 3", "k"));
    let kvittens = client.ping(&headers::Ping("p".to_owned())).await.unwrap();
    assert_eq!(kvittens.kvittens.0, "p");
}

struct Tom;

impl without_parts::TomService for Tom {
    async fn new_(&self) -> Result<without_parts::Status, Rejection<NoFault>> {
        Ok(without_parts::Status("ny".to_owned()))
    }

    async fn nollstall(
        &self,
        request: without_parts::Nollstall,
    ) -> Result<(), Rejection<without_parts::NollstallFault>> {
        match request.0 {
            0 => Ok(()),
            _ => Err(without_parts::NollstallFault::Sparr(without_parts::Sparr("nej".to_owned())).into()),
        }
    }
}

#[tokio::test]
async fn messages_without_a_part_are_empty_bodies() {
    let settings = serve(without_parts::tom_router(Tom)).await;
    let client = without_parts::TomClient::new(without_parts::CONTRACT, settings).unwrap();
    assert_eq!(client.new_().await.unwrap().0, "ny");
    client.nollstall(&without_parts::Nollstall(0)).await.unwrap();
    let error = client.nollstall(&without_parts::Nollstall(1)).await.unwrap_err();
    assert!(
        matches!(error, CallError::Fault(without_parts::NollstallFault::Sparr(_))),
        "{error:?}"
    );
}

#[derive(Clone, Default)]
struct Anteckningar(Arc<Mutex<Vec<(String, String)>>>);

impl one_way::AnteckningService for Anteckningar {
    fn anteckna(
        &self,
        request: one_way::Anteckna,
        headers: one_way::AntecknaRequestHeaders,
    ) -> impl Future<Output = Result<(), Rejection<NoFault>>> + Send {
        self.0.lock().unwrap().push((request.0, headers.tecken.0));
        std::future::ready(Ok(()))
    }
}

#[tokio::test]
async fn a_one_way_message_arrives_and_nothing_is_answered() {
    let notes = Anteckningar::default();
    let settings = serve(one_way::anteckning_router(notes.clone())).await;
    let client = one_way::AnteckningClient::new(one_way::CONTRACT, settings).unwrap();
    let tecken = one_way::AntecknaRequestHeaders::new(one_way::Tecken("*".to_owned())).unwrap();
    client
        .anteckna(&one_way::Anteckna("mjölk".to_owned()), &tecken)
        .await
        .unwrap();
    assert_eq!(*notes.0.lock().unwrap(), [("mjölk".to_owned(), "*".to_owned())]);
}

#[test]
fn a_document_is_found_and_read_in_the_version_that_it_is_of() {
    use versions::kuvert::{Ersatt, ErsattOperation, Kuvert, Lamna, LamnaOperation, Oktetter};
    let two = "<Rapport xmlns=\"urn:rapport:2\"><id>12</id><text>a</text></Rapport>";
    let one = "<Rapport xmlns=\"urn:rapport:1\"><id xmlns=\"\">ab</id><text>a</text></Rapport>";
    for (document, id, contract) in [
        (two, "12", versions::v2::CONTRACT),
        (one, "ab", versions::v1::CONTRACT),
    ] {
        let octets = xml::types::Base64Binary::from(document.as_bytes());
        let kuvert = Kuvert::new(Oktetter::new(octets).unwrap()).unwrap();
        let request = Lamna(kuvert.clone());
        assert_eq!(request.document(), document.as_bytes());
        let read: versions::AnyRapport = xml::from_slice(request.document()).unwrap();
        assert_eq!(<Lamna as Carrier>::contract(&read), contract);
        assert_eq!(LamnaOperation::document_id(&request).as_deref(), Some(id));
        assert_eq!(ErsattOperation::document_id(&Ersatt(kuvert)).as_deref(), Some(id));
    }
    assert_eq!(versions::kuvert::RAPPORT_PORT.versions, ["2", "1"]);
}
