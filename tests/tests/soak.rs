//! Twenty thousand calls with faults and cut connections among them: nothing is sent twice, nothing is lost, and what
//! cannot be known is said to be unknown.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::Path;

use fk_contracts::elt;
use fk_contracts::elt::envelope::SkickaTidredovisningResponderClient as Client;
use fk_emulator::{Behaviour, Cut, Emulator, Fault, Options, Running, Service, Signatures};
use fk_runtime::pacing::Pacer;
use fk_runtime::soap::{CallError, Settings};
use fk_runtime::tls::{Authorities, Identity, Roots};
use fk_tests::peer::{self, Peer};
use fk_tests::reports;
use fk_tests::signatures::bankid;
use libtest_mimic::{Arguments, Trial};
use serde_json::{Value, json};

/// Calls that are made at the same time, each to a server of its own that follows the script by number.
const LANES: usize = 4;

/// Calls in each lane.
const CALLS: usize = 5_000;

/// Where memory is measured first, in calls of all lanes.
const EARLY: usize = 2_000;

/// What a server does with a call, and what the caller must be told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Act {
    TakeIn,
    RefuseWithFault,
    CutBefore,
    CutAfter,
    /// The call goes to a path where nobody answers.
    WrongPath,
    /// The call goes to a port at which nobody listens.
    NobodyThere,
}

impl Act {
    /// The act for a call that reaches the server, by the server's count.
    fn of_server(count: usize) -> Self {
        match count % 10 {
            3 => Self::RefuseWithFault,
            6 => Self::CutBefore,
            9 => Self::CutAfter,
            _ => Self::TakeIn,
        }
    }

    /// The acts of a lane's calls, in order. The server counts those that reach it.
    fn all() -> Vec<Self> {
        let mut reached = 0;
        let act = |call| match call % 25 {
            7 => Self::WrongPath,
            19 => Self::NobodyThere,
            _ => {
                reached += 1;
                Self::of_server(reached - 1)
            }
        };
        (0..CALLS).map(act).collect()
    }

    fn behaviour(self) -> Behaviour {
        match self {
            Self::RefuseWithFault => Behaviour::fault(Fault::Signature),
            Self::CutBefore => Behaviour::cut(Cut::Before),
            Self::CutAfter => Behaviour::cut(Cut::After),
            _ => Behaviour::deserved(),
        }
    }

    /// What the caller must be told, and how often the document must be on the server.
    fn expected(self) -> (Told, usize) {
        match self {
            Self::TakeIn => (Told::Answer, 1),
            Self::RefuseWithFault => (Told::Fault, 0),
            Self::CutBefore => (Told::OutcomeUnknown, 0),
            Self::CutAfter => (Told::OutcomeUnknown, 1),
            Self::WrongPath => (Told::Refused, 0),
            Self::NobodyThere => (Told::NotSent, 0),
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Told {
    Answer,
    Fault,
    NotSent,
    Refused,
    OutcomeUnknown,
}

fn main() {
    if let Some(part) = peer::part() {
        assert_eq!(part, "server");
        return serve();
    }
    let arguments = Arguments::from_args();
    let trial = Trial::test(
        "twenty_thousand_calls_are_each_made_once_and_memory_stays_level",
        || {
            soak();
            Ok(())
        },
    );
    libtest_mimic::run(&arguments, vec![trial]).exit();
}

/// The servers, in a process of their own: the memory that is measured is the callers'.
fn serve() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let lanes: Vec<Running> = (0..LANES)
        .map(|_| {
            let script = |count| Act::of_server(usize::try_from(count).unwrap()).behaviour();
            let options = Options::new(folder.path())
                .with_script(script)
                .with_signatures(Signatures::Any)
                .with_bankid(bankid().clone());
            runtime.block_on(Emulator::start(options)).unwrap()
        })
        .collect();
    let certificates = lanes[0].certificates();
    peer::tell(&json!({
        "urls": lanes.iter().map(|lane| lane.url(Service::Elt)).collect::<Vec<_>>(),
        "identity": certificates.identity(),
        "authority": certificates.authority(),
    }));
    peer::answer(|_| {
        let received = lanes.iter().flat_map(Running::received_by_document);
        json!(received.collect::<BTreeMap<String, usize>>())
    });
}

fn soak() {
    let mut server = Peer::start("server", &[]);
    let reached = server.told();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lanes: Vec<Lane> = (0..LANES).map(|number| Lane::new(number, &reached)).collect();

    let early = EARLY / LANES;
    runtime.block_on(go(&lanes, 0..early));
    let before = peer::memory("VmRSS");
    runtime.block_on(go(&lanes, early..CALLS));
    let after = peer::memory("VmRSS");

    let received = server.ask("received");
    let mut total = 0;
    for lane in 0..LANES {
        for (call, act) in Act::all().into_iter().enumerate() {
            let id = reports::identity(lane * CALLS + call);
            let count = received[&id].as_u64().unwrap_or_default();
            assert_eq!(
                usize::try_from(count).unwrap(),
                act.expected().1,
                "lane {lane}, call {call}: {act:?}"
            );
            total += usize::try_from(count).unwrap();
        }
    }
    let on_server: u64 = received
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_u64)
        .sum();
    assert_eq!(
        usize::try_from(on_server).unwrap(),
        total,
        "nothing is there that nobody sent"
    );
    println!(
        "memory after {EARLY} calls: {before} KiB, after {}: {after} KiB",
        LANES * CALLS
    );
    assert!(
        after * 10 <= before * 11,
        "memory grew from {before} KiB to {after} KiB"
    );
}

/// A caller with its server.
struct Lane {
    number: usize,
    right: Client,
    wrong_path: Client,
    nobody_there: Client,
}

impl Lane {
    fn new(number: usize, reached: &Value) -> Self {
        let url = reached["urls"][number].as_str().unwrap();
        let path = |key: &str| Path::new(reached[key].as_str().unwrap()).to_owned();
        let settings = |url: &str| {
            let authorities = Authorities::from_file(path("authority")).unwrap();
            Settings::new(url)
                .with_identity(Identity::from_file(path("identity"), None).unwrap())
                .with_roots(Roots::Only(authorities))
                .with_pacer(Pacer::unpaced())
                .with_connect_attempts(1)
        };
        let client = |url: &str| Client::new(elt::current::CONTRACT, settings(url)).unwrap();
        // A port that was free a moment ago.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let nobody = format!("https://{}/", listener.local_addr().unwrap());
        Self {
            number,
            right: client(url),
            wrong_path: client(&format!("{url}.wrong")),
            nobody_there: client(&nobody),
        }
    }

    async fn call(&self, act: Act, call: usize) {
        let client = match act {
            Act::WrongPath => &self.wrong_path,
            Act::NobodyThere => &self.nobody_there,
            _ => &self.right,
        };
        let id = self.number * CALLS + call;
        let told = match client
            .unverified()
            .skicka_tidredovisning(&reports::envelope_of(id, 3))
            .await
        {
            Ok(_) => Told::Answer,
            Err(CallError::Fault(_)) => Told::Fault,
            Err(CallError::NotSent(_)) => Told::NotSent,
            Err(CallError::Refused(refused)) => {
                assert_eq!(refused.status, 404);
                Told::Refused
            }
            Err(CallError::OutcomeUnknown(unknown)) => {
                assert_eq!(unknown.call.document_id, Some(reports::identity(id)));
                Told::OutcomeUnknown
            }
        };
        assert_eq!(
            told,
            act.expected().0,
            "lane {}, call {call}: {act:?}",
            self.number
        );
    }
}

/// Makes the calls of all lanes, the lanes at the same time.
async fn go(lanes: &[Lane], calls: std::ops::Range<usize>) {
    let acts = Act::all();
    let lane = |lane| {
        let (acts, calls) = (&acts, calls.clone());
        async move {
            for call in calls {
                Lane::call(lane, acts[call], call).await;
            }
        }
    };
    let [a, b, c, d] = lanes else {
        panic!("as many lanes as are joined below")
    };
    tokio::join!(lane(a), lane(b), lane(c), lane(d));
}
