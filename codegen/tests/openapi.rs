//! OpenAPI documents as they are read, and what this repository's own say of themselves.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::io;

use fk_codegen::lower::{Shape, lower_openapi};
use fk_codegen::read::openapi::{
    Additional, OpenApiDocuments, OrRef, Parameter, SchemaKind, SchemaOrRef, Status,
};
use fk_codegen::read::{Source, read_openapi};

/// Files in memory, or the repository's.
enum Files {
    Here(BTreeMap<&'static str, &'static str>),
    Repository,
}

impl Source for Files {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self {
            Self::Here(files) => files
                .get(path)
                .map(|text| text.as_bytes().to_vec())
                .ok_or_else(|| io::ErrorKind::NotFound.into()),
            Self::Repository => std::fs::read(format!("{}/../schemas/{path}", env!("CARGO_MANIFEST_DIR"))),
        }
    }

    fn show(&self, path: &str) -> String {
        path.to_owned()
    }
}

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: Prov, version: \"1\" }\n";

fn read(files: &[(&'static str, &str)]) -> OpenApiDocuments {
    let files = files.iter().map(|(path, text)| {
        let text: &'static str = Box::leak(format!("{HEAD}{text}").into_boxed_str());
        (*path, text)
    });
    let files = Files::Here(files.collect());
    read_openapi(&files, &["a/a.yaml".to_owned()]).unwrap()
}

fn erak() -> OpenApiDocuments {
    read_openapi(&Files::Repository, &["erak/1/openapi.yaml".to_owned()]).unwrap()
}

#[test]
fn documents_that_refer_to_each_other_are_read_once_each() {
    let documents = read(&[
        (
            "a/a.yaml",
            "paths: {}\ncomponents: { schemas: { A: { $ref: \"../b/b.yaml#/components/schemas/B\" } } }",
        ),
        (
            "b/b.yaml",
            "paths: {}\ncomponents: { schemas: { B: { type: object, properties: { a: { $ref: \"../a/a.yaml#/components/schemas/A\" } } } } }",
        ),
    ]);
    assert_eq!(
        documents.documents.keys().collect::<Vec<_>>(),
        ["a/a.yaml", "b/b.yaml"]
    );
    let OrRef::Ref(reference) = &documents.documents["a/a.yaml"].components.schemas[0].1 else {
        panic!("no reference")
    };
    assert_eq!(reference.file, "b/b.yaml");
    assert!(matches!(documents.schema(reference), Some(OrRef::Here(_))));
}

#[test]
fn statuses_are_read_with_and_without_quotes() {
    let documents = read(&[(
        "a/a.yaml",
        "paths:\n  /a:\n    get:\n      operationId: a\n      responses: { default: { description: A }, 5XX: { description: B }, 200: { description: C }, \"404\": { description: D } }",
    )]);
    let statuses: Vec<Status> = documents.documents["a/a.yaml"].operations[0]
        .responses
        .iter()
        .map(|(status, _)| *status)
        .collect();
    assert_eq!(
        statuses,
        [
            Status::Default,
            Status::Class(5),
            Status::Exactly(200),
            Status::Exactly(404)
        ]
    );
}

#[test]
fn the_most_exact_answer_comes_first_when_lowered() {
    let documents = read(&[(
        "a/a.yaml",
        "paths:\n  /a:\n    get:\n      operationId: a\n      responses: { default: { description: A }, 5XX: { description: B }, 200: { description: C } }",
    )]);
    let contract = lower_openapi(&documents).unwrap();
    let statuses: Vec<Status> = contract.apis["a/a.yaml"].calls[0]
        .answers
        .iter()
        .map(|answer| answer.status)
        .collect();
    assert_eq!(
        statuses,
        [Status::Exactly(200), Status::Class(5), Status::Default]
    );
}

#[test]
fn what_a_contract_says_in_words_is_lowered_with_its_example() {
    let documents = read(&[(
        "a/a.yaml",
        "paths: {}\ncomponents: { schemas: { A: { type: string, title: Kort, description: \"Ett.\\n\\nTvå\", example: x, maxLength: 3 } } }",
    )]);
    let contract = lower_openapi(&documents).unwrap();
    let ty = contract.types.values().next().unwrap();
    assert_eq!(ty.documentation, ["Kort", "Ett.", "Två. Exempel: x"]);
}

#[test]
fn every_path_parameter_and_property_of_the_repository_says_how_sure_its_name_is() {
    let documents = erak();
    let mut unsure = Vec::new();
    for document in documents.documents.values() {
        for operation in &document.operations {
            unsure.extend(operation.source.is_none().then(|| operation.path.clone()));
            for parameter in operation.parameters.iter().filter_map(|p| documents.parameter(p)) {
                unsure.extend(unsourced(parameter));
            }
        }
        for (_, parameter) in &document.components.parameters {
            unsure.extend(unsourced(parameter));
        }
        for (name, scheme) in &document.components.security_schemes {
            unsure.extend(scheme.source.is_none().then(|| name.clone()));
        }
        for (_, schema) in &document.components.schemas {
            properties(schema, &mut unsure);
        }
    }
    assert_eq!(unsure, Vec::<String>::new());
}

fn unsourced(parameter: &Parameter) -> Option<String> {
    parameter.source.is_none().then(|| parameter.place.to_string())
}

fn properties(schema: &SchemaOrRef, unsure: &mut Vec<String>) {
    let OrRef::Here(schema) = schema else {
        return;
    };
    match &schema.kind {
        SchemaKind::Object(object) => {
            for property in &object.properties {
                unsure.extend(property.source.is_none().then(|| property.place.to_string()));
                properties(&property.schema, unsure);
            }
            if let Additional::Typed(schema) = &object.additional {
                properties(schema, unsure);
            }
        }
        SchemaKind::Array(array) => properties(&array.items, unsure),
        SchemaKind::AllOf(parts) => parts.iter().for_each(|part| properties(part, unsure)),
        _ => {}
    }
}

#[test]
fn every_object_of_the_repository_is_closed() {
    let contract = lower_openapi(&erak()).unwrap();
    let open: Vec<String> = contract
        .types
        .iter()
        .filter(|(_, ty)| matches!(&ty.shape, Shape::Object(object) if object.others != fk_codegen::lower::Others::Refused))
        .map(|(key, _)| key.to_string())
        .collect();
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn every_type_and_property_of_the_repository_is_described() {
    let contract = lower_openapi(&erak()).unwrap();
    let mut silent = Vec::new();
    for (key, ty) in &contract.types {
        silent.extend(ty.documentation.is_empty().then(|| key.to_string()));
        if let Shape::Object(object) = &ty.shape {
            let members = object
                .members
                .iter()
                .filter(|member| member.documentation.is_empty());
            silent.extend(members.map(|member| format!("{key}/{}", member.name)));
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}
