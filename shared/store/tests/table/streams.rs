//! What the table's stream says: images are read as the records that were written.

use serde_json::{Value, json};
use store::Image;

#[test]
fn an_image_of_ours_that_cannot_be_read_is_told_apart_from_what_does_not_concern_us() {
    let key = |pk: &str, sk: &str| json!({ "pk": { "S": pk }, "sk": { "S": sk } });
    let rows: [(&str, Value, bool); 6] = [
        ("another record", key("K#ALL", "members"), true),
        ("a claim", key("A#01KT1AX7K0000000000000000A", "CLAIM"), true),
        ("a head without its fields", key("A#01KT1AX7K0000000000000000A", "HEAD"), false),
        ("an entry without fields", key("A#01KT1AX7K0000000000000000A", "E#000001"), false),
        ("an event of no person", key("P#nobody", "M#000001"), false),
        ("no item at all", json!("text"), false),
    ];
    for (why, image, other) in rows {
        assert_eq!(Image::read(&image) == Some(Image::Other), other, "{why}");
        assert_eq!(Image::read(&image).is_none(), !other, "{why}");
    }
}
