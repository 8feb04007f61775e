// A draft opens only for its account, and an application is received once.
import { beforeEach, describe, expect, it } from "vitest";
import { Failure } from "@/api/failure";
import { Drafts, freshKey, KEPT_DAYS, type Draft, type KeyStore } from "@/phone/state/draft";
import { send, spendsKey } from "@/phone/state/submit";

class Memory implements KeyStore {
  private readonly kept = new Map<string, CryptoKey>();
  async get(subject: string): Promise<CryptoKey | undefined> {
    return this.kept.get(subject);
  }
  async put(subject: string, key: CryptoKey): Promise<void> {
    this.kept.set(subject, key);
  }
  async remove(subject: string): Promise<void> {
    this.kept.delete(subject);
  }
}

const draft = (more: Partial<Draft> = {}): Draft => ({
  matter: "join",
  version: 1,
  answers: { name: "王小合", idNumber: "219901198805120018" },
  at: 2,
  key: "k".repeat(32),
  savedAt: Date.now(),
  ...more,
});

describe("a draft", () => {
  let keys: Memory;
  beforeEach(() => {
    localStorage.clear();
    keys = new Memory();
  });
  const drafts = (subject: string): Drafts => new Drafts(subject, keys, localStorage);

  it("comes back as it was, key of the attempt included", async () => {
    const kept = draft();
    await drafts("a").write(kept);
    expect(await drafts("a").read("join")).toEqual(kept);
  });

  it("holds nothing readable on the phone", async () => {
    await drafts("a").write(draft());
    const stored = JSON.stringify({ ...localStorage });
    expect(stored).not.toContain("219901198805120018");
    expect(stored).not.toContain("王小合");
  });

  it("opens for no other account, even when its text is moved there", async () => {
    await drafts("a").write(draft());
    await drafts("b").write(draft({ answers: {} }));
    localStorage.setItem("gonghui.draft.b.join", localStorage.getItem("gonghui.draft.a.join") ?? "");
    expect(await drafts("b").read("join")).toBeUndefined();
  });

  it("opens under no other name: a join draft is not an amendment", async () => {
    await drafts("a").write(draft());
    localStorage.setItem("gonghui.draft.a.amend-1", localStorage.getItem("gonghui.draft.a.join") ?? "");
    expect(await drafts("a").read("amend-1")).toBeUndefined();
  });

  it("is thrown away after a month, and when it is broken", async () => {
    await drafts("a").write(draft({ savedAt: Date.now() - (KEPT_DAYS + 1) * 86_400_000 }));
    expect(await drafts("a").read("join")).toBeUndefined();
    expect(localStorage.length).toBe(0);
    await drafts("a").write(draft());
    localStorage.setItem("gonghui.draft.a.join", "not sealed");
    expect(await drafts("a").read("join")).toBeUndefined();
  });

  it("goes with the account that leaves, and no other's", async () => {
    await drafts("a").write(draft());
    await drafts("b").write(draft());
    await drafts("a").removeAll();
    expect(await drafts("a").read("join")).toBeUndefined();
    expect(await drafts("b").read("join")).toBeDefined();
  });
});

describe("sending", () => {
  const fail = (thrown: unknown): Failure => thrown as Failure;
  const problem = (status: number, code: string): Failure =>
    new Failure({
      kind: status === 409 ? "conflict" : "faulty",
      status,
      problem: { code, detail: "", status, title: "", type: "" } as never,
    });
  const rows: [why: string, thrown: Failure, kind: string, spent: boolean][] = [
    ["no answer: it may have arrived", new Failure({ kind: "offline" }), "unknown", false],
    ["the gateway gave up waiting", new Failure({ kind: "busy", status: 504 }), "unknown", false],
    ["broken after the write, perhaps", new Failure({ kind: "broken", status: 500 }), "unknown", false],
    ["the session ended: the same again after signing in", new Failure({ kind: "signed-out", status: 401 }), "unknown", false],
    ["a faulty form: the next one is another", problem(422, "FORM_FAULTY"), "refused", true],
    ["one is open already", problem(409, "R11"), "refused", true],
    ["the first arrived after all: never under a new key", problem(422, "IDEMPOTENCY_BODY_DIFFERS"), "refused", false],
  ];
  it.each(rows)("%s", async (_why, thrown, kind, spent) => {
    const outcome = await send(() => Promise.reject(thrown), "key", fail);
    expect(outcome.kind).toBe(kind);
    expect(spendsKey(outcome)).toBe(spent);
  });

  it("passes the key and gives the receipt", async () => {
    const outcome = await send((key) => Promise.resolve({ number: key }), "abc", fail);
    expect(outcome).toEqual({ kind: "received", receipt: { number: "abc" } });
  });

  it("makes keys that differ and say nothing", () => {
    const made = new Set(Array.from({ length: 100 }, freshKey));
    expect(made.size).toBe(100);
    expect([...made].every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
  });
});
