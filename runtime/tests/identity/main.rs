//! Identity constraints, as a reader and a writer judge them.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod definition;
mod nodes;

use std::time::Instant;

use fk_runtime::xml::{self, Rule};
use nodes::Node;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Nodes with few names and values, so that many are the same.
fn node() -> impl Strategy<Value = Node<false>> {
    let name = || prop::option::weighted(0.8, "[a-d]");
    let value = prop::sample::select(vec!["1", "1.0", "01", "2", "2.50", "2.5", "-0", "0"]);
    let values = prop::collection::vec(value, 0..2);
    let leaf =
        (name(), prop::option::weighted(0.2, "[a-d]"), values).prop_map(|(key, reference, values)| Node::<
            false,
        > {
            key,
            reference,
            values: values.into_iter().map(|value| value.parse().unwrap()).collect(),
            nodes: Vec::new(),
            scopes: Vec::new(),
        });
    leaf.clone().prop_recursive(4, 24, 3, move |inner| {
        let children = || prop::collection::vec(inner.clone(), 0..3);
        (leaf.clone(), children(), children()).prop_map(|(node, nodes, scopes)| Node {
            nodes,
            scopes,
            ..node
        })
    })
}

/// Scopes side by side and in each other, with keys alone; the root refers to one of them.
fn scopes() -> impl Strategy<Value = Node<false>> {
    let keyed = |key: String| Node {
        key: Some(key),
        ..Node::default()
    };
    let keys = || prop::collection::btree_set("[a-e]", 0..4);
    let scope = keys().prop_map(move |keys| Node {
        nodes: keys.into_iter().map(keyed).collect(),
        ..Node::default()
    });
    let scope = scope.prop_recursive(3, 12, 4, move |inner| {
        (keys(), prop::collection::vec(inner, 0..5)).prop_map(move |(keys, scopes)| Node {
            nodes: keys.into_iter().map(keyed).collect(),
            scopes,
            ..Node::default()
        })
    });
    (scope, "[a-e]").prop_map(|(scope, reference)| Node {
        reference: Some(reference),
        ..scope
    })
}

#[test]
fn a_document_is_read_and_written_just_when_the_definitions_of_the_standard_hold() {
    let mut outcomes = [0, 0];
    let mut runner = TestRunner::new(Config {
        cases: 4000,
        failure_persistence: None,
        ..Config::default()
    });
    let outcomes_of = std::cell::RefCell::new(&mut outcomes);
    runner
        .run(&prop_oneof![node(), scopes()], |node| {
            let expected = definition::holds(&node);
            outcomes_of.borrow_mut()[usize::from(expected)] += 1;
            let document = xml::to_string(&node).unwrap();
            let read = xml::from_str::<Node<true>>(&document);
            prop_assert_eq!(read.is_ok(), expected, "{:?}\n{}", read.err(), document);
            let written = xml::to_string(&node.constrained());
            prop_assert_eq!(written.is_ok(), expected, "{:?}\n{}", written.err(), document);
            if let Ok(written) = written {
                prop_assert_eq!(written, document);
            }
            Ok(())
        })
        .unwrap();
    let [refused, accepted] = outcomes;
    assert!(
        refused > 400 && accepted > 400,
        "{refused} refused, {accepted} accepted"
    );
}

#[test]
fn an_error_names_the_constraint_and_no_value() {
    let document = r#"<rot k="hemlig"><nod k="hemlig"/><nod k="hemlig"/></rot>"#;
    let error = xml::from_str::<Node<true>>(document).unwrap_err();
    assert!(matches!(
        error.rule(),
        Some(Rule::Identity {
            constraint: "K",
            number: 2,
            ..
        })
    ));
    assert_eq!(error.path(), "rot/nod[2]");
    assert_eq!(error.position().map(|position| position.column), Some(34));
    let value = xml::from_str::<Node<false>>(document).unwrap();
    let refused = xml::to_vec(&value.constrained()).unwrap_err();
    assert_eq!(refused.path(), "rot/nod[2]");
    for shown in [format!("{error} {error:?}"), format!("{refused} {refused:?}")] {
        assert!(!shown.contains("hemlig"), "{shown}");
    }
}

/// As many keys and references to them, each at a depth of its own.
fn large(count: usize) -> Node<false> {
    let leaf = |key: Option<String>, reference: Option<String>| Node::<false> {
        key,
        reference,
        ..Node::default()
    };
    let scopes = (0..100).map(|scope| Node {
        nodes: (0..count / 100)
            .map(|node| leaf(Some(format!("nyckel-{scope}-{node}")), None))
            .collect(),
        ..Node::default()
    });
    Node {
        nodes: (0..count)
            .map(|node| {
                let reference = format!("nyckel-{}-{}", node % 100, node / 100);
                leaf(Some(format!("egen-{node}")), Some(reference))
            })
            .collect(),
        scopes: scopes.collect(),
        ..Node::default()
    }
}

#[test]
fn the_time_for_many_keys_is_linear_in_their_number() {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    for count in [10_000, 50_000, 100_000] {
        let value = large(count);
        let document = xml::to_string(&value).unwrap();
        let plain = time(&mut || drop(xml::from_str::<Node<false>>(&document).unwrap()));
        let read = time(&mut || drop(xml::from_str::<Node<true>>(&document).unwrap()));
        let value = value.constrained();
        let written = time(&mut || drop(xml::to_string(&value).unwrap()));
        println!(
            "{count} keys and as many references, {} bytes: read in {read:?} ({plain:?} without), written in {written:?}",
            document.len()
        );
    }
}
