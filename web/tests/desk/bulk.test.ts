import { describe, expect, it } from "vitest";
import { NotSent, decideAll, pages, type Outcome, type Progress, type Run } from "@/desk/pure/bulk";

type Problem = { code: string };
const cases = (count: number) => Array.from({ length: count }, (_, at) => `t${at}`);

function run(items: string[], more: Partial<Run<string, Problem>> = {}) {
  const sent: string[][] = [];
  const reports: Progress[] = [];
  const waited: number[] = [];
  const given: Run<string, Problem> = {
    items,
    idOf: (item) => item,
    send: async (page) => {
      sent.push(page);
      return page.map((id) => ({ id, status: 200 }));
    },
    unanswered: () => ({ code: "NO_ANSWER" }),
    report: (progress) => reports.push(progress),
    stopped: () => false,
    wait: async (ms) => void waited.push(ms),
    ...more,
  };
  return { given, sent, reports, waited };
}

describe("many at once", () => {
  it("sends 5,000 by pages of 100 and says how far it is", async () => {
    const { given, sent, reports } = run(cases(5000));
    const results = await decideAll(given);
    expect(sent.map((page) => page.length)).toEqual(Array(50).fill(100));
    expect(results.size).toBe(5000);
    expect(reports[0]).toEqual({ total: 5000, done: 100, succeeded: 100, failed: 0 });
    expect(reports[49]).toEqual({ total: 5000, done: 5000, succeeded: 5000, failed: 0 });
  });

  it("has one result per case, failed ones with their problem", async () => {
    const send = async (page: string[]): Promise<Outcome<Problem>[]> =>
      page.map((id) => (id === "t1" ? { id, status: 409, problem: { code: "STEP_CLOSED" } } : { id, status: 200 }));
    const { given, reports } = run(cases(3), { send });
    const results = await decideAll(given);
    expect(results.get("t1")?.problem?.code).toBe("STEP_CLOSED");
    expect(reports[0]).toMatchObject({ succeeded: 2, failed: 1 });
  });

  it("sends a page again when nobody answered, then leaves its cases failed and goes on", async () => {
    let calls = 0;
    const send = async (page: string[]): Promise<Outcome<Problem>[]> => {
      calls += 1;
      if (page[0] === "t0") throw new NotSent();
      return page.map((id) => ({ id, status: 200 }));
    };
    const { given, waited } = run(cases(150), { send });
    const results = await decideAll(given);
    expect(calls).toBe(4);
    expect(waited).toEqual([1000, 2000]);
    expect(results.get("t0")?.problem?.code).toBe("NO_ANSWER");
    expect(results.get("t149")?.status).toBe(200);
  });

  it("a case that the server forgot counts as failed", async () => {
    const { given } = run(cases(2), { send: async () => [{ id: "t0", status: 200 }] });
    expect((await decideAll(given)).get("t1")?.status).toBe(0);
  });

  it("stops between pages when asked to", async () => {
    let stop = false;
    const { given, sent } = run(cases(300), { stopped: () => stop, report: () => (stop = true) });
    await decideAll(given);
    expect(sent.length).toBe(1);
  });

  it("cuts nothing into no page", () => {
    expect(pages([])).toEqual([]);
  });
});
