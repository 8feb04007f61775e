// What can go wrong with a call, as one type that pages can show.
import type { Problem } from "./schema";

/** The kinds that a page treats differently. */
export type Kind = "offline" | "signed-out" | "forbidden" | "not-found" | "faulty" | "conflict" | "busy" | "broken";

/** A failed call. Its texts are the API's own where the API gave some. */
export class Failure extends Error {
  /** What kind of failure it is. */
  readonly kind: Kind;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The API's problem document, if it sent one. */
  readonly problem: Problem | undefined;

  constructor(given: { kind: Kind; status?: number; problem?: Problem | undefined }) {
    super(given.problem?.code ?? given.kind);
    this.kind = given.kind;
    this.status = given.status ?? 0;
    this.problem = given.problem;
  }

  /** True when it is unknown whether the call took effect, or when trying again may help. */
  get mayRetry(): boolean {
    return this.kind === "offline" || this.kind === "busy" || (this.kind === "broken" && this.status >= 500);
  }
}

/** The failure that an answer means. */
export function failureOf(status: number, body: unknown): Failure {
  const problem = isProblem(body) ? body : undefined;
  return new Failure({ kind: kindOf(status), status, problem });
}

/** Any thrown value as a failure: what is not one is our own mistake. */
export function asFailure(thrown: unknown): Failure {
  return thrown instanceof Failure ? thrown : new Failure({ kind: "broken" });
}

function kindOf(status: number): Kind {
  switch (status) {
    case 401:
      return "signed-out";
    case 403:
      return "forbidden";
    case 404:
      return "not-found";
    case 400:
    case 413:
    case 422:
      return "faulty";
    case 409:
      return "conflict";
    case 429:
    case 502:
    case 503:
    case 504:
      return "busy";
    default:
      return "broken";
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}
