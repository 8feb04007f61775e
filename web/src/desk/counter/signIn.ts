// The worker's own sign-in on this device by SMS code. Everything lives in this module's callers' memory and is
// dropped with them: no storage, no cookie, nothing of the officer's session is touched.
import { beginReset, confirm, confirmReset, resend, RegistrationError } from "@/auth/registration";
import { config } from "@/config";
import { half, proof, stamp, type Challenge } from "./srp";

/** A code that was sent, and what it will confirm. */
export interface SentCode {
  mobile: string;
  /** A new account, or a new password for one that exists. */
  how: "register" | "reset";
  /** Chance; nobody ever sees it. The worker sets his own by SMS code at his first sign-in. */
  password: string;
}

/** What a sign-in gives. */
export interface Tokens {
  idToken: string;
  refreshToken: string | undefined;
}

/** The account exists from an earlier attempt with another password: a second code is needed. */
export class NeedsAnotherCode extends Error {
  readonly next: SentCode;

  constructor(next: SentCode) {
    super("another code");
    this.next = next;
  }
}

/** Whether this issuer can send codes to these pages. */
export async function offered(): Promise<boolean> {
  return Boolean((await config()).registration);
}

function chance(): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  const made = [...crypto.getRandomValues(new Uint8Array(28))].map((byte) => letters[byte % letters.length]).join("");
  return `a2${made}`;
}

/** Sends a code to the worker's mobile: a new account's, one's that exists, or one's that was never confirmed. */
export async function sendCode(mobile: string): Promise<SentCode> {
  const password = chance();
  const number = `+86${mobile}`;
  try {
    await ask("SignUp", { Username: number, Password: password, UserAttributes: [{ Name: "phone_number", Value: number }] });
    return { mobile, how: "register", password };
  } catch (thrown) {
    if (!(thrown instanceof RegistrationError) || thrown.fault !== "exists") throw thrown;
  }
  try {
    await beginReset(mobile);
    return { mobile, how: "reset", password };
  } catch (thrown) {
    if (!(thrown instanceof RegistrationError) || thrown.fault === "tooMany" || thrown.fault === "offline") throw thrown;
    await resend(mobile);
    return { mobile, how: "register", password };
  }
}

/** Signs the worker in with the code from his message. */
export async function enter(sent: SentCode, code: string): Promise<Tokens> {
  if (sent.how === "register") await confirm(sent.mobile, code);
  else await confirmReset(sent.mobile, code, sent.password);
  try {
    return await prove(`+86${sent.mobile}`, sent.password);
  } catch (thrown) {
    if (sent.how !== "register" || !(thrown instanceof NotAuthorized)) throw thrown;
    await beginReset(sent.mobile);
    throw new NeedsAnotherCode({ ...sent, how: "reset" });
  }
}

/** Ends the worker's session at the issuer; the page forgets it in any case. */
export async function leave(tokens: Tokens): Promise<void> {
  if (!tokens.refreshToken) return;
  await ask("RevokeToken", { Token: tokens.refreshToken }).catch(() => undefined);
}

class NotAuthorized extends Error {}

async function prove(username: string, password: string): Promise<Tokens> {
  const mine = half();
  const begun = (await ask("InitiateAuth", {
    AuthFlow: "USER_SRP_AUTH",
    AuthParameters: { USERNAME: username, SRP_A: mine.A },
  })) as { ChallengeParameters: Challenge; Session?: string };
  const asked = begun.ChallengeParameters;
  const at = stamp(new Date());
  const pool = (await config()).issuer.split("/").pop()?.split("_").slice(1).join("_") ?? "";
  const done = (await ask("RespondToAuthChallenge", {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeResponses: {
      USERNAME: asked.USER_ID_FOR_SRP,
      PASSWORD_CLAIM_SECRET_BLOCK: asked.SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: await proof(mine, asked, pool, password, at),
      TIMESTAMP: at,
    },
    ...(begun.Session ? { Session: begun.Session } : {}),
  })) as { AuthenticationResult?: { IdToken?: string; RefreshToken?: string } };
  const idToken = done.AuthenticationResult?.IdToken;
  if (!idToken) throw new RegistrationError("other");
  return { idToken, refreshToken: done.AuthenticationResult?.RefreshToken };
}

async function ask(operation: string, body: Record<string, unknown>): Promise<unknown> {
  const { registration, clientId } = await config();
  if (!registration) throw new RegistrationError("other");
  const response = await fetch(registration, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId: clientId, ...body }),
  }).catch(() => {
    throw new RegistrationError("offline");
  });
  const answer = (await response.json().catch(() => ({}))) as { __type?: string };
  if (response.ok) return answer;
  const fault = answer.__type ?? "";
  if (fault.includes("NotAuthorizedException")) throw new NotAuthorized();
  if (fault.includes("UsernameExistsException")) throw new RegistrationError("exists");
  throw new RegistrationError(/LimitExceeded|TooManyRequests/.test(fault) ? "tooMany" : "other");
}
