//! Routes of collective joining.

use super::{Access, IdempotencyKey, Method, Route};
use crate::problem::ProblemCode::*;

/// A route of an officer, answered by `gather`, with what they have in common.
const OFFICER: Route = Route {
    method: Method::Get,
    path: "",
    function: "gather",
    operation: "",
    tag: "batches",
    access: Access::Officer,
    key: IdempotencyKey::Unused,
    summary: "",
    description: "",
    problems: &[],
};

pub(super) const ROUTES: &[Route] = &[
    Route {
        path: "/v1/batches",
        operation: "listBatches",
        summary: "Collective joinings",
        description: "Those of the unions where the caller holds an office; with `union`, of that \
                      one. Newest first.",
        problems: &[BadParameter, Forbidden],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches",
        operation: "makeBatch",
        key: IdempotencyKey::Required,
        summary: "Begin a collective joining",
        description: "Whoever begins it is its organiser and does not decide on it.",
        problems: body![
            IdempotencyKeyMissing,
            IdempotencyKeyInvalid,
            IdempotencyBodyDiffers,
            Forbidden,
            FormFaulty
        ],
        ..OFFICER
    },
    Route {
        path: "/v1/batches/template",
        operation: "getBatchTemplate",
        summary: "The columns of a roster",
        description: "A workbook with the columns and one invented line.",
        problems: &[Forbidden],
        ..OFFICER
    },
    Route {
        path: "/v1/batches/{id}",
        operation: "getBatch",
        summary: "One collective joining",
        description: "With how many people stand where.",
        problems: &[NotFound],
        ..OFFICER
    },
    Route {
        path: "/v1/batches/{id}/rows",
        operation: "listBatchRows",
        summary: "Its roster",
        description: "By number, with what each said and what came of it.",
        problems: &[BadParameter, NotFound],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches/{id}/roster",
        operation: "uploadRoster",
        summary: "Put people on the roster from a file",
        description: "XLSX or CSV, at most 2,000 rows, every line with its own outcome. The same \
                      file twice changes nothing. `dryRun` writes nothing.",
        problems: body![Forbidden, NotFound, FileTooLarge, FormFaulty, SheetUnreadable, WrongState],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches/{id}/rows",
        operation: "addBatchRow",
        summary: "Put one person on the roster",
        description: "Somebody who came without being on the list. Who is on it already is \
                      answered as he stands there.",
        problems: body![Forbidden, NotFound, FormFaulty, AlreadyMember, WrongState, LostRace],
        ..OFFICER
    },
    Route {
        method: Method::Put,
        path: "/v1/batches/{id}/rows/{row}",
        operation: "putBatchRow",
        summary: "Correct somebody on the roster",
        description: "Until he said yes. The link that was sent before is no longer good.",
        problems: body![Forbidden, NotFound, FormFaulty, AlreadyMember, WrongState, LostRace],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches/{id}/invitations",
        operation: "sendInvitations",
        summary: "Send the link",
        description: "By SMS, to all who have none yet, or to those named, once more. It carries \
                      no personal data and decides nothing by being opened.",
        problems: body![Forbidden, NotFound, FormFaulty, WrongState],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches/{id}/devices",
        operation: "openDevice",
        summary: "Open a device for answers on the spot",
        description: "For 12 hours. Whoever opens it sees the documents of those who answer on it, \
                      and does not decide on them.",
        problems: &[Forbidden, NotFound, WrongState, LostRace],
        ..OFFICER
    },
    Route {
        method: Method::Delete,
        path: "/v1/batches/{id}/devices",
        operation: "endDevices",
        summary: "End all devices",
        description: "A repeat finds none and is as good.",
        problems: &[Forbidden, NotFound, LostRace],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches/{id}/check-ins",
        operation: "checkIn",
        summary: "Who came",
        description: "1 to 200, noted on a device perhaps long before; one outcome each. The same \
                      again changes nothing; of two devices the first stands and the second is told.",
        problems: body![Forbidden, NotFound, FormFaulty],
        ..OFFICER
    },
    Route {
        method: Method::Put,
        path: "/v1/batches/{id}/ceremony",
        operation: "recordCeremony",
        summary: "Record the ceremony",
        description: "Time, place, heads, oath. The same again changes nothing.",
        problems: body![Forbidden, NotFound, FormFaulty, LostRace],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches/{id}/closure",
        operation: "closeBatch",
        summary: "Close it",
        description: "Nobody answers any more. A repeat is as good.",
        problems: &[Forbidden, NotFound, LostRace],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/batches/{id}/decisions",
        function: "decide",
        operation: "decideBatch",
        summary: "The committee's decision on a batch",
        description: "One yes for all named, with exceptions by person. Who has a failed check is \
                      decided singly. Never by the organiser, nor by whoever stood beside the \
                      device. The same again goes on where it stopped.",
        problems: body![Forbidden, NotFound, FourEyes, FormFaulty, KinshipRequired, LostRace],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/confirmations/view",
        operation: "viewConfirmation",
        access: Access::Public,
        summary: "Who is asked by a link",
        description: "A name masked, and what is asked. Decides nothing. An unknown link and one \
                      that is over are answered alike.",
        problems: body![LinkInvalid, TooOften, FormFaulty],
        ..OFFICER
    },
    Route {
        method: Method::Post,
        path: "/v1/confirmations",
        operation: "confirmJoining",
        access: Access::Public,
        summary: "Yes or no",
        description: "By whoever knows the last four characters of the document. A yes is an \
                      application; the same again is answered the same.",
        problems: body![
            LinkInvalid,
            LinkShut,
            TooOften,
            FormFaulty,
            ConsentRequired,
            AlreadyMember,
            OpenApplication,
            WrongState,
            LostRace
        ],
        ..OFFICER
    },
];
