//! Problem documents (RFC 9457): what went wrong, in which field, and the way on.
//!
//! Every code with its status and its texts is in [`ProblemCode`]'s table, every fault of a field
//! in [`FieldCode`]'s. A document never holds a value that was sent.

mod codes;
mod fields;

use serde::{Deserialize, Serialize};

use crate::language::Language;

pub use codes::ProblemCode;
pub use fields::FieldCode;

/// The media type of a problem document.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// The most faults that one document names; the first ones by order of the fields.
pub const MAX_FIELD_ERRORS: usize = 50;

/// A problem document. Some fields are boxed so that a `Result` with it stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI that never changes: `/problems/FORM_FAULTY`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Box<str>,
    /// What kind of problem it is, in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The code; it never changes, whatever the language.
    pub code: ProblemCode,
    /// What to do, in a sentence or two.
    pub detail: String,
    /// The path of the request, without its query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub instance: Option<Box<str>>,
    /// Each faulty field; absent where no field is at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The way on, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Box<WayOn>>,
}

/// One faulty field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the body: `/form/idNumber`. A query parameter is
    /// `/query/<name>`, a header `/header/<name>`, a part of the path `/path/<name>`.
    pub pointer: String,
    /// What is wrong, as a word that never changes.
    pub code: String,
    /// How to mend it, as a sentence.
    pub detail: String,
}

/// What a client can do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WayOnAction {
    /// Move the membership (转会籍).
    Transfer,
    /// Open the application that `application` names.
    OpenApplication,
    /// Ask that somebody else's claim on this person or mobile be lifted.
    Release,
    /// Bind the account to a person first: `POST /v1/account`.
    BindAccount,
    /// Give the consent first.
    GiveConsent,
    /// Open the case on its own: `GET /v1/tasks/{id}`.
    OpenCase,
    /// Read again, then decide again.
    Reload,
    /// Send the same again after `retryAfterSeconds`.
    Retry,
}

/// The way on from a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WayOn {
    /// What to do.
    pub action: WayOnAction,
    /// The id of the application concerned, where there is one of the caller's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// After how many seconds to send the same again; also in the header `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
}

impl Problem {
    /// The problem of this code in this language, with its way on where the table has one.
    #[must_use]
    pub fn new(code: ProblemCode, language: Language) -> Problem {
        Problem {
            kind: code.type_uri().into(),
            title: code.title(language).to_owned(),
            status: code.status(),
            code,
            detail: code.detail(language).to_owned(),
            instance: None,
            errors: Vec::new(),
            next: code.way_on().map(Box::new),
        }
    }

    /// `R09` for a membership that is kept (保留会籍): told, not refused, and nothing to do.
    #[must_use]
    pub fn membership_retained(language: Language) -> Problem {
        let title = language
            .pick("会籍已保留,无需再申请", "Your membership is kept; no need to apply again");
        let detail = language.pick(
            "会籍已保留,无需再申请。找到新工作后,由新单位工会恢复会籍即可。",
            "Your membership is kept, so there is no need to apply again. When you have a new \
             job, its union makes it live again.",
        );
        let mut problem = Problem::new(ProblemCode::AlreadyMember, language).with_next(None);
        problem.title = title.to_owned();
        problem.with_detail(detail)
    }

    /// The same with one more faulty field. Beyond [`MAX_FIELD_ERRORS`] it is dropped.
    #[must_use]
    pub fn with_error(
        self,
        pointer: impl Into<String>,
        fault: FieldCode,
        language: Language,
    ) -> Problem {
        self.with_fault(pointer, fault.as_str(), fault.detail(language))
    }

    /// The same with a faulty field whose fault is known by its code, as the domain names it.
    /// A code that is not in the table is told in general words.
    #[must_use]
    pub fn with_named_error(
        self,
        pointer: impl Into<String>,
        code: &str,
        language: Language,
    ) -> Problem {
        let known = FieldCode::from_code(code).unwrap_or(FieldCode::WrongType);
        self.with_fault(pointer, code, known.detail(language))
    }

    /// The same with a faulty field whose code and text come from elsewhere.
    #[must_use]
    pub fn with_fault(
        mut self,
        pointer: impl Into<String>,
        code: impl Into<String>,
        detail: impl Into<String>,
    ) -> Problem {
        if self.errors.len() < MAX_FIELD_ERRORS {
            let (pointer, code, detail) = (pointer.into(), code.into(), detail.into());
            self.errors.push(FieldError { pointer, code, detail });
        }
        self
    }

    /// The same with another detail, for a code whose sentence depends on the case.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Problem {
        self.detail = detail.into();
        self
    }

    /// The same for the request of this path; a query is cut off, because it may hold a value.
    #[must_use]
    pub fn at(mut self, path: &str) -> Problem {
        self.instance = path.split('?').next().map(Box::from);
        self
    }

    /// The same with another way on, or none.
    #[must_use]
    pub fn with_next(mut self, next: Option<WayOn>) -> Problem {
        self.next = next.map(Box::new);
        self
    }

    /// The same with the caller's own application that stands in the way.
    #[must_use]
    pub fn with_application(mut self, application: impl Into<String>) -> Problem {
        if let Some(next) = &mut self.next {
            next.application = Some(application.into());
        }
        self
    }
}

impl WayOn {
    /// This action, with nothing more to say.
    #[must_use]
    pub const fn to(action: WayOnAction) -> WayOn {
        WayOn { action, application: None, retry_after_seconds: None }
    }

    /// To send the same again after so many seconds.
    #[must_use]
    pub const fn retry(seconds: u32) -> WayOn {
        WayOn { action: WayOnAction::Retry, application: None, retry_after_seconds: Some(seconds) }
    }
}

#[cfg(test)]
mod tests;
