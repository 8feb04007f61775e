// The session of a tab: kept from a token, forgotten whole, never used after its end.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const NOW = new Date("2026-11-22T02:00:00Z").getTime();
const token = (claims: object): string => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
const GOOD = token({ sub: "someone", exp: NOW / 1000 + 3600, phone_number: "+8615400000001" });

async function fresh(): Promise<typeof import("@/auth/session")> {
  vi.resetModules();
  return import("@/auth/session");
}

describe("a session", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    sessionStorage.clear();
  });
  afterEach(() => vi.useRealTimers());

  it("holds the subject, the mobile and the end of its token, and survives a reload", async () => {
    (await fresh()).keep(GOOD);
    const { session, bearer } = await fresh();
    expect(session.value).toEqual({ token: GOOD, subject: "someone", mobile: "15400000001", endsAt: NOW + 3_600_000 });
    expect(await bearer()).toBe(GOOD);
  });

  it("is gone after its end", async () => {
    (await fresh()).keep(GOOD);
    vi.setSystemTime(NOW + 3_600_001);
    expect((await fresh()).session.value).toBeUndefined();
  });

  it("forgets everything of ours in the tab, and nothing else", async () => {
    const { keep, forget, session } = await fresh();
    keep(GOOD);
    sessionStorage.setItem("oidc.user:x", "y");
    sessionStorage.setItem("another", "stays");
    forget();
    expect(session.value).toBeUndefined();
    expect(Object.keys(sessionStorage)).toEqual(["another"]);
  });

  it("does not trip over what somebody else stored", async () => {
    sessionStorage.setItem("gonghui.session", "{");
    expect((await fresh()).session.value).toBeUndefined();
  });
});
