// Who is signed in: read without the OIDC library, which is loaded only to sign in or to renew.
import { shallowRef } from "vue";
import { config } from "@/config";

/** A signed-in caller. */
export interface Session {
  /** The bearer token: the ID token, because only it names the mobile. */
  readonly token: string;
  /** The account's subject. */
  readonly subject: string;
  /** The mobile that the issuer verified, 11 digits; empty when it names none. */
  readonly mobile: string;
  /** When the token ends, in milliseconds. */
  readonly endsAt: number;
}

/** A token that ends sooner than this is renewed first. */
const SOON_MS = 60_000;
const KEY = "gonghui.session";

/** The current session; empty when nobody is signed in or the token ended. */
export const session = shallowRef<Session | undefined>(read());

function read(): Session | undefined {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Session | null;
    return stored && stored.endsAt > Date.now() ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a session for this tab, from an ID token. */
export function keep(token: string): Session {
  const claims = claimsOf(token);
  const mobile = (claims.phone_number ?? "").replace(/^\+86/, "");
  const kept = { token, subject: claims.sub, mobile, endsAt: claims.exp * 1000 };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage may be switched off: the session then lasts as long as the page.
  }
  session.value = kept;
  return kept;
}

/** Forgets the session of this tab. */
export function forget(): void {
  session.value = undefined;
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("gonghui.") || key.startsWith("oidc.")) sessionStorage.removeItem(key);
    }
  } catch {
    // See keep().
  }
}

/** One renewal for all calls that wait for it: a refresh token may be good for one use. */
let renewing: Promise<string | undefined> | undefined;

async function renewed(): Promise<string | undefined> {
  try {
    const { renew } = await import("./oidc");
    const token = await renew(await config());
    return token && keep(token).token;
  } catch {
    return undefined;
  }
}

/** The bearer token, renewed when it is about to end; undefined when nobody is signed in. */
export async function bearer(): Promise<string | undefined> {
  const now = session.value;
  if (!now) return undefined;
  if (now.endsAt - Date.now() > SOON_MS) return now.token;
  renewing ??= renewed().finally(() => (renewing = undefined));
  const fresh = await renewing;
  if (fresh) return fresh;
  if (now.endsAt > Date.now()) return now.token;
  session.value = undefined;
  return undefined;
}

/** Goes to the issuer's sign-in page and comes back to `returnTo`, a path of these pages. */
export async function signIn(returnTo: string, mobile?: string): Promise<void> {
  const { start } = await import("./oidc");
  await start(await config(), returnTo, mobile);
}

/** Ends the session here and at the issuer, and comes back to the start. */
export async function signOut(): Promise<void> {
  const { end } = await import("./oidc");
  const settings = await config();
  forget();
  await end(settings);
}

interface Claims {
  readonly sub: string;
  readonly exp: number;
  readonly phone_number?: string;
}

/** The subject that a token names. */
export function subjectOf(token: string): string {
  return claimsOf(token).sub;
}

function claimsOf(token: string): Claims {
  const part = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
  const bytes = Uint8Array.from(atob(part), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}
