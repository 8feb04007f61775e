//! Routes of the account: who one is, what one agreed to, what is revealed.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Get,
        path: "/v1/me",
        function: "inquire",
        operation: "getMe",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "My page",
        description: "Person (masked), membership and card, all 18 services, applications, \
                      payments, inbox, consents and offices. An account that is bound to nobody \
                      gets empty lists and no `person`.",
        problems: &[],
    },
    Route {
        method: Method::Post,
        path: "/v1/account",
        function: "account",
        operation: "bindAccount",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Bind the account to a person",
        description: "Once name, ID number and mobile agree with the identity provider and the \
                      mobile is the one that the token proves. One person per account and one \
                      account per person. A repeat for the same person answers the same.",
        problems: body![
            PersonTaken,
            MobileTaken,
            AccountBound,
            LostRace,
            FormFaulty,
            IdentityMismatch,
            IdentityUnavailable,
        ],
    },
    Route {
        method: Method::Delete,
        path: "/v1/account/person",
        function: "account",
        operation: "unbindAccount",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "«This was not me»: free the person from this account",
        description: "The person can then be bound to his own account. A repeat changes nothing.",
        problems: &[LostRace],
    },
    Route {
        method: Method::Put,
        path: "/v1/consents/{code}",
        function: "account",
        operation: "giveConsent",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Give a consent",
        description: "For the version of the policy that the person read. A repeat changes \
                      nothing.",
        problems: body![NotBound, NotFound, FormFaulty],
    },
    Route {
        method: Method::Delete,
        path: "/v1/consents/{code}",
        function: "account",
        operation: "withdrawConsent",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Withdraw a consent",
        description: "Withdrawing `JOIN` before admission withdraws the application; afterwards \
                      it explains and offers leaving. A repeat changes nothing.",
        problems: &[NotBound, NotFound, LostRace],
    },
    Route {
        method: Method::Put,
        path: "/v1/inbox/{id}/read",
        function: "account",
        operation: "markRead",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Mark a message as read",
        description: "No body. A repeat changes nothing: the first time stays.",
        problems: &[NotFound],
    },
    Route {
        method: Method::Post,
        path: "/v1/reveals",
        function: "account",
        operation: "reveal",
        tag: "account",
        access: Access::Subject,
        key: IdempotencyKey::Unused,
        summary: "Show masked fields in full, for a purpose",
        description: "An audited act: who, when, which fields, why. The answer is not to be \
                      cached; a repeat is another act with its own audit entry.",
        problems: body![Forbidden, NotFound, FormFaulty],
    },
];
