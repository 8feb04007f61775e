//! Stream images: what the table says has been written.

use crate::audit::Reveal;
use crate::item::{Item, attribute, record};
use crate::keys::HEAD;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::application::Application;
use domain::entry::Entry;
use domain::id::PersonId;
use domain::membership::MembershipEvent;
use domain::trail::Line;
use serde_json::Value;

/// What a new item of the stream is.
#[derive(Clone, Debug, PartialEq)]
pub enum Image {
    /// The head of an application.
    Head(Box<Application>),
    /// A new entry.
    Entry(Box<Entry>),
    /// A new entry of a benefit run's part.
    PartEntry(Box<domain::run::part::Entry>),
    /// A new membership event, and whose.
    Event(PersonId, Box<MembershipEvent>),
    /// A new line of a record's trail.
    Line(Box<Line>),
    /// A new look at masked values.
    Reveal(Box<Reveal>),
    /// Anything else: nothing follows from it.
    Other,
}

impl Image {
    /// Reads an image in the stream's JSON. None when an item of ours cannot be read: a defect.
    #[must_use]
    pub fn read(image: &Value) -> Option<Image> {
        let item = item_of(image)?;
        let pk = attribute(&item, "pk").to_owned();
        let sk = attribute(&item, "sk").to_owned();
        match (pk.split_once('#'), sk.as_str()) {
            (Some(("A", _)), HEAD) => record(item).ok().map(|head| Image::Head(Box::new(head))),
            (Some(("A", _)), sk) if sk.starts_with("E#") => {
                record(item).ok().map(|entry| Image::Entry(Box::new(entry)))
            }
            (Some(("RUN", rest)), sk) if rest.contains('#') && sk.starts_with("E#") => {
                record(item).ok().map(|entry| Image::PartEntry(Box::new(entry)))
            }
            (Some(("P", id)), sk) if sk.starts_with("M#") => {
                let id = PersonId::parse(id).ok()?;
                record(item).ok().map(|event| Image::Event(id, Box::new(event)))
            }
            (Some(("L", _)), _) => record(item).ok().map(|reveal| Image::Reveal(Box::new(reveal))),
            // Only a line of a trail says whose it is.
            (_, sk) if sk.starts_with("E#") && item.contains_key("record") => {
                record(item).ok().map(|line| Image::Line(Box::new(line)))
            }
            _ => Some(Image::Other),
        }
    }
}

fn item_of(image: &Value) -> Option<Item> {
    let fields = image.as_object()?;
    fields.iter().map(|(name, value)| Some((name.clone(), attribute_of(value)?))).collect()
}

fn attribute_of(value: &Value) -> Option<AttributeValue> {
    let (kind, inner) = value.as_object()?.iter().next()?;
    Some(match kind.as_str() {
        "S" => AttributeValue::S(inner.as_str()?.to_owned()),
        "N" => AttributeValue::N(inner.as_str()?.to_owned()),
        "BOOL" => AttributeValue::Bool(inner.as_bool()?),
        "NULL" => AttributeValue::Null(true),
        // As the stream writes them: no image that is read has bytes that anybody looks at.
        "B" => AttributeValue::B(Blob::new(inner.as_str()?.as_bytes())),
        "L" => {
            AttributeValue::L(inner.as_array()?.iter().map(attribute_of).collect::<Option<_>>()?)
        }
        "M" => AttributeValue::M(item_of(inner)?),
        _ => return None,
    })
}
