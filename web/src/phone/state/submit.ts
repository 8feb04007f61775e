// Sends an application so that it arrives once, whatever the connection does.
import type { Failure } from "@/api/failure";

/** What an attempt to send came to. */
export type Outcome<Receipt> =
  | { kind: "received"; receipt: Receipt }
  /** No answer: it may have arrived. The same is to be sent again under the same key. */
  | { kind: "unknown"; failure: Failure }
  /** The API said no: the answers are to be changed, under a new key. */
  | { kind: "refused"; failure: Failure };

/** One try. An unknown outcome keeps the key; any other answer spends it. */
export async function send<Receipt>(
  post: (key: string) => Promise<Receipt>,
  key: string,
  asFailure: (thrown: unknown) => Failure,
): Promise<Outcome<Receipt>> {
  try {
    return { kind: "received", receipt: await post(key) };
  } catch (thrown) {
    const failure = asFailure(thrown);
    return { kind: isUnknown(failure) ? "unknown" : "refused", failure };
  }
}

/** Whether the same request may be sent again under the same key. */
function isUnknown(failure: Failure): boolean {
  return failure.mayRetry || failure.kind === "signed-out";
}

/** Whether a refusal spends the key: another body under the same key would be refused for that alone. */
export function spendsKey(outcome: Outcome<unknown>): boolean {
  return outcome.kind === "refused" && outcome.failure.problem?.code !== "IDEMPOTENCY_BODY_DIFFERS";
}
