//! The reference: the SDK as its guide sets it up (aws-config, AWS-LC, the system's roots), and one
//! conditional put per event.

use aws_sdk_dynamodb::types::AttributeValue;
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = aws_sdk_dynamodb::Client::new(&aws_config::load_from_env().await);
    let client = &client;
    run(service_fn(async move |event: LambdaEvent<Value>| {
        client
            .put_item()
            .table_name("table")
            .item("pk", AttributeValue::S(event.context.request_id.clone()))
            .item("sk", AttributeValue::S("HEAD".to_owned()))
            .condition_expression("attribute_not_exists(pk)")
            .send()
            .await?;
        Ok::<Value, Error>(json!({}))
    }))
    .await
}
