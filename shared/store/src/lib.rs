//! The DynamoDB table.
