// Registration with mobile and SMS code, at Cognito's public operations. No secret and no signature is needed.
// Where the issuer is another one, it registers people on its own pages (config.registration is absent).
import { config } from "@/config";

/** Why it did not work; the pages have a sentence for each. */
export type RegistrationFault = "exists" | "wrongCode" | "expiredCode" | "tooMany" | "passwordFault" | "offline" | "other";

/** A step of the registration that did not work. */
export class RegistrationError extends Error {
  readonly fault: RegistrationFault;

  constructor(fault: RegistrationFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Begins: the issuer sends a code to the mobile. */
export async function begin(mobile: string, password: string): Promise<void> {
  const number = `+86${mobile}`;
  await ask("SignUp", {
    Username: number,
    Password: password,
    UserAttributes: [{ Name: "phone_number", Value: number }],
  });
}

/** Confirms with the code from the message. */
export async function confirm(mobile: string, code: string): Promise<void> {
  await ask("ConfirmSignUp", { Username: `+86${mobile}`, ConfirmationCode: code });
}

/** Sends another code; refused for a mobile that is confirmed already. */
export async function resend(mobile: string): Promise<void> {
  await ask("ResendConfirmationCode", { Username: `+86${mobile}` });
}

/** Begins a reset of the password: a code to the mobile. */
export async function beginReset(mobile: string): Promise<void> {
  await ask("ForgotPassword", { Username: `+86${mobile}` });
}

/** Sets the new password with the code. */
export async function confirmReset(mobile: string, code: string, password: string): Promise<void> {
  await ask("ConfirmForgotPassword", { Username: `+86${mobile}`, ConfirmationCode: code, Password: password });
}

const FAULTS: Record<string, RegistrationFault> = {
  UsernameExistsException: "exists",
  AliasExistsException: "exists",
  // A confirmed account has no code to send again.
  InvalidParameterException: "exists",
  CodeMismatchException: "wrongCode",
  ExpiredCodeException: "expiredCode",
  LimitExceededException: "tooMany",
  TooManyRequestsException: "tooMany",
  TooManyFailedAttemptsException: "tooMany",
  InvalidPasswordException: "passwordFault",
};

async function ask(operation: string, body: Record<string, unknown>): Promise<void> {
  const { registration, clientId } = await config().catch(() => {
    throw new RegistrationError("offline");
  });
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
  if (response.ok) return;
  const problem = (await response.json().catch(() => ({}))) as { __type?: string };
  const name = problem.__type?.split("#").pop() ?? "";
  throw new RegistrationError(FAULTS[name] ?? "other");
}
