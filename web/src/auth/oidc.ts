// Sign-in by authorization code and PKCE. Loaded only when signing in, renewing or signing out.
import { UserManager, WebStorageStateStore } from "oidc-client-ts";
import type { Config } from "@/config";
import { subjectOf } from "./session";

/** The path that the issuer sends back to; the client at the issuer allows no other. */
export const RETURN_PATH = "/signed-in";

function manager(config: Config): UserManager {
  const origin = window.location.origin;
  return new UserManager({
    authority: config.issuer,
    ...(config.metadataUrl ? { metadataUrl: config.metadataUrl } : {}),
    client_id: config.clientId,
    redirect_uri: `${origin}${RETURN_PATH}`,
    post_logout_redirect_uri: `${origin}/`,
    response_type: "code",
    scope: "openid phone profile",
    loadUserInfo: false,
    automaticSilentRenew: false,
    monitorSession: false,
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
  });
}

/** Leaves for the issuer's sign-in page. */
export async function start(config: Config, returnTo: string, mobile?: string): Promise<void> {
  await manager(config).signinRedirect({
    state: { returnTo },
    ...(mobile ? { login_hint: mobile } : {}),
  });
}

/** Takes the answer in the address bar; the ID token and where the user wanted to go. */
export async function finish(config: Config): Promise<{ token: string; returnTo: string }> {
  const user = await manager(config).signinRedirectCallback();
  if (!user.id_token) throw new Error("the issuer gave no ID token");
  const state = user.state as { returnTo?: string } | undefined;
  const wanted = state?.returnTo ?? "/";
  // Only a path of this origin: never an open redirect.
  const safe = wanted.startsWith("/") && !wanted.startsWith("//") ? wanted : "/";
  return { token: user.id_token, returnTo: safe };
}

/**
 * A fresh ID token by the refresh token, or undefined when there is none.
 *
 * Not by `signinSilent`: it also wants the same `auth_time`, and the local AWS's issuer gives a refreshed token a new
 * one. That it is the same subject is what matters, and is checked.
 */
export async function renew(config: Config): Promise<string | undefined> {
  const users = manager(config);
  const user = await users.getUser();
  const endpoint = await users.metadataService.getTokenEndpoint(false);
  if (!user?.refresh_token || !endpoint) return undefined;
  const body = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: config.clientId,
    refresh_token: user.refresh_token,
  });
  const response = await fetch(endpoint, { method: "POST", body });
  if (!response.ok) return undefined;
  const fresh = (await response.json()) as { id_token?: string; refresh_token?: string };
  if (!fresh.id_token || subjectOf(fresh.id_token) !== user.profile.sub) return undefined;
  user.id_token = fresh.id_token;
  user.refresh_token = fresh.refresh_token ?? user.refresh_token;
  await users.storeUser(user);
  return fresh.id_token;
}

/** Ends the session at the issuer where it offers that, and in any case comes back to the start. */
export async function end(config: Config): Promise<void> {
  const users = manager(config);
  await users.removeUser();
  try {
    if (await users.metadataService.getEndSessionEndpoint()) {
      await users.signoutRedirect({
        extraQueryParams: { client_id: config.clientId, logout_uri: `${window.location.origin}/` },
      });
      return;
    }
  } catch {
    // The issuer is out of reach or offers no sign-out: the tokens are gone from this phone all the same.
  }
  window.location.assign("/");
}
