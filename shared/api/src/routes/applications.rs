//! Routes of matters and applications.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Get,
        path: "/v1/matters",
        function: "inquire",
        operation: "listMatters",
        tag: "matters",
        access: Access::Public,
        key: IdempotencyKey::Unused,
        summary: "What one can apply for",
        description: "All matters in their newest version. May be cached for five minutes.",
        problems: &[],
    },
    Route {
        method: Method::Get,
        path: "/v1/matters/{code}",
        function: "inquire",
        operation: "getMatter",
        tag: "matters",
        access: Access::Public,
        key: IdempotencyKey::Unused,
        summary: "One matter with its guide and its form",
        description: "The newest version, texts in the language of the answer. May be cached for \
                      five minutes.",
        problems: &[NotFound],
    },
    Route {
        method: Method::Post,
        path: "/v1/matters/{code}/check",
        function: "apply",
        operation: "checkMatter",
        tag: "matters",
        access: Access::Public,
        key: IdempotencyKey::Unused,
        summary: "Whether one may, before applying",
        description: "Nothing is stored and the register is never read. The form may have gaps: a \
                      rule whose fields are absent, or that is about the register, answers `null`. \
                      Fields that are there but faulty are named as when applying.",
        problems: body![NotFound, FormFaulty],
    },
    Route {
        method: Method::Post,
        path: "/v1/applications",
        function: "apply",
        operation: "apply",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Required,
        summary: "Apply",
        description: "Stores the application and answers with its receipt; everything else follows \
                      by itself. The same body under the same key gets the first answer again for \
                      48 hours, another body 422. A form that names a person bound to another \
                      account is taken like any other and checked by hand. A member is offered the \
                      transfer (`R09`); whoever has an application open is shown it (`R11`, \
                      `next.application`).",
        problems: body![
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            NotBound,
            AlreadyMember,
            OpenApplication,
            LostRace,
            IdempotencyBodyDiffers,
            FormFaulty,
            ConsentRequired,
        ],
    },
    Route {
        method: Method::Get,
        path: "/v1/applications/{id}",
        function: "inquire",
        operation: "getApplication",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "How an application stands",
        description: "For its applicant and for officers in scope; to everybody else it does not \
                      exist. `form` is there for the applicant only, sealed fields masked.",
        problems: &[NotFound],
    },
    Route {
        method: Method::Post,
        path: "/v1/applications/{id}/amendment",
        function: "apply",
        operation: "amendApplication",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Optional,
        summary: "Mend a returned application",
        description: "Takes the whole form again while the state is `RETURNED`, at most five \
                      times; the number stays. A repeat with the same form changes nothing.",
        problems: body![
            IdempotencyKeyInvalid,
            NotFound,
            WrongState,
            AmendmentTooLate,
            LostRace,
            IdempotencyBodyDiffers,
            FormFaulty,
        ],
    },
    Route {
        method: Method::Post,
        path: "/v1/applications/{id}/withdrawal",
        function: "apply",
        operation: "withdrawApplication",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Optional,
        summary: "Take an application back",
        description: "Possible until it is approved; no body. A repeat changes nothing and answers \
                      the same.",
        problems: &[IdempotencyKeyInvalid, NotFound, WrongState, LostRace],
    },
    Route {
        method: Method::Post,
        path: "/v1/applications/{id}/appeal",
        function: "apply",
        operation: "appealApplication",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Optional,
        summary: "Ask the parent union to look at a refusal again",
        description: "Within 10 working days of the refusal, once. The parent union upholds it or \
                      sends the case back to the committee. A repeat with the same text changes \
                      nothing.",
        problems: body![
            IdempotencyKeyInvalid,
            NotFound,
            WrongState,
            AppealTooLate,
            AppealedBefore,
            LostRace,
            IdempotencyBodyDiffers,
            FormFaulty,
        ],
    },
    Route {
        method: Method::Post,
        path: "/v1/applications/{id}/answer",
        function: "apply",
        operation: "answerApplication",
        tag: "applications",
        access: Access::Subject,
        key: IdempotencyKey::Optional,
        summary: "Say yes or no to what a union began",
        description: "The person's own word while `next` offers `confirm`; with no, it ends \
                      (`WITHDRAWN`), without an answer it lapses: silence is no yes. A repeat with \
                      the same word changes nothing.",
        problems: body![
            IdempotencyKeyInvalid,
            NotFound,
            WrongState,
            LostRace,
            IdempotencyBodyDiffers,
        ],
    },
];
