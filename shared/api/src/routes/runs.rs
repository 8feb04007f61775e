//! Routes of benefits, runs and their parts.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

pub(super) const ROUTES: &[Route] = &[
    Route {
        method: Method::Get,
        path: "/v1/benefits",
        function: "oversee",
        operation: "listBenefits",
        tag: "benefits",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "What is paid on schedule",
        description: "The newest version of every benefit with its next days, and what is missing \
                      before it could be paid.",
        problems: &[Forbidden],
    },
    Route {
        method: Method::Get,
        path: "/v1/benefits/{code}",
        function: "oversee",
        operation: "getBenefit",
        tag: "benefits",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "One benefit with all that it rests on",
        description: "Rules, amounts by year and place with their documents, levels, days. \
                      Examples are labelled (示例).",
        problems: &[Forbidden, NotFound],
    },
    Route {
        method: Method::Get,
        path: "/v1/runs",
        function: "oversee",
        operation: "listRuns",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Benefit runs, newest first",
        description: "Those with a part in the scope of an office that reads runs. With filters a \
                      page may hold fewer.",
        problems: &[BadParameter, Forbidden],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs",
        function: "disburse",
        operation: "planRun",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Plan a run by hand, or a supplement",
        description: "Stores the plan and starts it; the machine draws the rolls. A repeat by the \
                      same officer answers with the run there is. Whoever plans it may neither \
                      review nor approve nor pay it.",
        problems: body![Forbidden, RunExists, FormFaulty, BenefitNotReady],
    },
    Route {
        method: Method::Get,
        path: "/v1/runs/{id}",
        function: "oversee",
        operation: "getRun",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "A run with its parts",
        description: "Each part with what it waits for, who decides, its sums and the days left. \
                      Parts out of scope are left out.",
        problems: &[Forbidden, NotFound],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/cancellation",
        function: "disburse",
        operation: "cancelRun",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Cancel what is not approved yet",
        description: "Every part before its approval is cancelled; the others go on. When none is \
                      left to cancel: 409. A repeat answers the same.",
        problems: body![Forbidden, NotFound, CancelTooLate, LostRace, FormFaulty],
    },
    Route {
        method: Method::Get,
        path: "/v1/runs/{id}/parts/{part}",
        function: "oversee",
        operation: "getPart",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "One part of a run",
        description: "Its roll, steps, hands by office, timeline, and what the caller may do now.",
        problems: &[Forbidden, NotFound],
    },
    Route {
        method: Method::Get,
        path: "/v1/runs/{id}/parts/{part}/lines",
        function: "oversee",
        operation: "listLines",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "The roll, line by line",
        description: "Masked, each line with its amount, formula, inputs, account, state, and what \
                      the caller may do. One batch or up to 100 lines a page; `filter=excluded` \
                      lists those who get nothing, with reasons.",
        problems: &[BadParameter, Forbidden, NotFound],
    },
    Route {
        method: Method::Get,
        path: "/v1/runs/{id}/parts/{part}/export",
        function: "oversee",
        operation: "exportLines",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "The roll as a workbook",
        description: "The same rows and columns as the screen shows with the same filter, at most \
                      20,000.",
        problems: &[BadParameter, Forbidden, NotFound, FileTooLarge],
    },
    Route {
        method: Method::Get,
        path: "/v1/runs/{id}/parts/{part}/payroll",
        function: "oversee",
        operation: "getPayroll",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "The roll to be printed and signed (发放表)",
        description: "With preparer, reviewers, approvers and payer by office, count, sum and sum \
                      in capital numerals.",
        problems: &[BadParameter, Forbidden, NotFound],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/decision",
        function: "disburse",
        operation: "decidePart",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Review, approve, or sign off a part",
        description: "On the list that was looked at. Nobody acts twice on one list, nor on a \
                      register that he is on, nor through a stand-in. Repeating one's own decision \
                      answers the same.",
        problems: body![
            Forbidden,
            NotFound,
            FourEyes,
            OwnPay,
            StepClosed,
            ListChanged,
            CancelTooLate,
            LostRace,
            FormFaulty,
            ReasonRequired,
            KinshipRequired
        ],
    },
    Route {
        method: Method::Post,
        path: "/v1/runs/{id}/parts/{part}/funding",
        function: "disburse",
        operation: "fundPart",
        tag: "runs",
        access: Access::Officer,
        key: IdempotencyKey::Unused,
        summary: "Set the funds aside and let the bank files go",
        description: "By the payer, who is none of those who planned, reviewed or approved. In one \
                      write with the budget line. Repeating one's own answers the same.",
        problems: body![
            Forbidden,
            NotFound,
            FourEyes,
            OwnPay,
            StepClosed,
            ListChanged,
            BudgetShort,
            LostRace,
            FormFaulty,
            KinshipRequired
        ],
    },
];
