//! A fresh table for one test, with the keys and indexes that `template.yaml` says.
//!
//! Shared by the journeys and by the access pattern tests of `store`.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ScalarAttributeType, TableStatus,
};
use serde_yaml_ng::Value;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a new table may take to be ready.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// A setting that `make test` exports.
pub(crate) fn setting(name: &str) -> String {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => value,
        _ => panic!("{name} is not set: these tests need a local AWS. Run: make test"),
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().find(|folder| folder.join("template.yaml").exists());
    root.expect("a folder above with template.yaml").to_owned()
}

/// `template.yaml` as data.
pub(crate) fn template() -> Value {
    let text = std::fs::read_to_string(root().join("template.yaml")).expect("template.yaml");
    serde_yaml_ng::from_str(&text).expect("YAML")
}

/// A client of the local AWS.
pub(crate) fn client() -> Client {
    let key = |name: &str| setting(name);
    let credentials = Credentials::new(
        key("AWS_ACCESS_KEY_ID"),
        key("AWS_SECRET_ACCESS_KEY"),
        None,
        None,
        "test",
    );
    let config = Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(setting("AWS_REGION")))
        .credentials_provider(credentials)
        .endpoint_url(setting("AWS_ENDPOINT_URL"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    Client::from_conf(config)
}

/// A number that no other test draws.
pub(crate) fn unique() -> u128 {
    let draw = || u128::from(RandomState::new().build_hasher().finish());
    draw() << 64 | draw()
}

/// Creates a table of its own for the calling test and returns its name.
pub(crate) async fn fresh(client: &Client) -> String {
    let template = template();
    let properties = &template["Resources"]["Table"]["Properties"];
    let name = format!("test-{:032x}", unique());
    client
        .create_table()
        .table_name(&name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(
            rows(&properties["AttributeDefinitions"]).iter().map(definition).collect(),
        ))
        .set_key_schema(Some(schema(&properties["KeySchema"])))
        .set_global_secondary_indexes(Some(
            rows(&properties["GlobalSecondaryIndexes"]).iter().map(index).collect(),
        ))
        .send()
        .await
        .expect("a new table");
    let deadline = Instant::now() + READY_WITHIN;
    while !is_ready(client, &name).await {
        assert!(Instant::now() < deadline, "the table {name} is not ready in time");
    }
    name
}

async fn is_ready(client: &Client, name: &str) -> bool {
    let answer = client.describe_table().table_name(name).send().await.expect("the new table");
    answer.table.and_then(|table| table.table_status) == Some(TableStatus::Active)
}

fn rows(value: &Value) -> &[Value] {
    value.as_sequence().expect("a list in template.yaml")
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in template.yaml"))
}

fn definition(row: &Value) -> AttributeDefinition {
    AttributeDefinition::builder()
        .attribute_name(word(row, "AttributeName"))
        .attribute_type(ScalarAttributeType::from(word(row, "AttributeType")))
        .build()
        .expect("an attribute")
}

fn schema(keys: &Value) -> Vec<KeySchemaElement> {
    let element = |row: &Value| {
        KeySchemaElement::builder()
            .attribute_name(word(row, "AttributeName"))
            .key_type(KeyType::from(word(row, "KeyType")))
            .build()
            .expect("a key")
    };
    rows(keys).iter().map(element).collect()
}

fn index(row: &Value) -> GlobalSecondaryIndex {
    let kind = word(&row["Projection"], "ProjectionType").into();
    GlobalSecondaryIndex::builder()
        .index_name(word(row, "IndexName"))
        .set_key_schema(Some(schema(&row["KeySchema"])))
        .projection(Projection::builder().projection_type(kind).build())
        .build()
        .expect("an index")
}
