//! A small XML document as a tree of names and texts.
//!
//! Deliberately absent: document types, entities of their own, and anything fetched from anywhere.

use crate::fault::ReportFault;
use crate::text::decodings;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie in each other; a report needs ten.
const MOST_DEPTH: usize = 40;

/// An element: its name without a prefix, its text, its currency or namespace, its children.
#[derive(Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

impl Node {
    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text at the end of a path, without spaces around it; none if it is empty.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&str> {
        let node = path.iter().try_fold(self, |node, name| node.child(name))?;
        Some(node.text.trim()).filter(|text| !text.is_empty())
    }

    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The document's root.
pub(crate) fn parse(bytes: &[u8]) -> Result<Node, ReportFault> {
    let texts = decodings(bytes);
    // A document in GBK says so and is broken as UTF-8.
    let whole = texts.iter().find(|text| !text.contains(char::REPLACEMENT_CHARACTER));
    let text = whole.or(texts.first()).ok_or(ReportFault::Empty)?;
    if text.trim().is_empty() {
        return Err(ReportFault::Empty);
    }
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = vec![Node::default()];
    loop {
        let event = reader.read_event();
        let broken = ReportFault::Xml { offset: reader.buffer_position() };
        match event.map_err(|_| broken)? {
            Event::Start(start) => {
                if open.len() > MOST_DEPTH {
                    return Err(broken);
                }
                open.push(node(&start).ok_or(broken)?);
            }
            Event::Empty(start) => {
                let node = node(&start).ok_or(broken)?;
                open.last_mut().ok_or(broken)?.children.push(node);
            }
            Event::End(_) => {
                let done = open.pop().ok_or(broken)?;
                open.last_mut().ok_or(broken)?.children.push(done);
            }
            Event::Text(text) => {
                open.last_mut().ok_or(broken)?.text.push_str(&text.xml10_content())
            }
            Event::CData(text) => {
                open.last_mut().ok_or(broken)?.text.push_str(&text.xml10_content())
            }
            Event::GeneralRef(reference) => {
                let letter = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter,
                    Ok(None) => named(&reference.xml10_content()).ok_or(broken)?,
                    Err(_) => return Err(broken),
                };
                open.last_mut().ok_or(broken)?.text.push(letter);
            }
            Event::DocType(_) => return Err(broken),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => {
                let root = open.pop().filter(|_| open.is_empty()).ok_or(broken)?;
                return root.children.into_iter().next().ok_or(ReportFault::Document);
            }
        }
    }
}

fn node(start: &BytesStart<'_>) -> Option<Node> {
    let name = start.local_name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        attributes.push((attribute.key.as_ref().to_owned(), attribute.value.into_owned()));
    }
    Some(Node { name, attributes, ..Node::default() })
}

fn named(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
