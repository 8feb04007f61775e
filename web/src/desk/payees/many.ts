// Many at once: the yearly check and the verification of accounts, by pages of a hundred, one result per row.
import { call } from "@/api/client";
import { asFailure } from "@/api/failure";
import type { ManyView, PayeeView, Problem, RegisterName } from "@/api/schema";
import { NotSent, decideAll, decided, type Progress } from "../pure/bulk";

/** What is done to each. */
export type Deed = "check" | "verify";

/** What came of it. */
export interface Result {
  done: string[];
  /** Those that were not done, each with why. */
  failed: { row: PayeeView; why: string }[];
  /** Those that were not reached because somebody stopped it. */
  left: number;
}

/** What to do. */
export interface Order {
  deed: Deed;
  register: RegisterName;
  rows: readonly PayeeView[];
  /** The day of the check. */
  on: string;
  unanswered: { title: string; detail: string };
  report: (progress: Progress) => void;
  stopped: () => boolean;
  wait?: (milliseconds: number) => Promise<void>;
}

async function post(order: Order, page: PayeeView[]): Promise<ManyView> {
  if (order.deed === "check") {
    const body = { register: order.register, ids: page.map((row) => row.id), checkedOn: order.on };
    return call((api) => api.POST("/v1/payees/checks", { body }));
  }
  const items = page.flatMap((row) => (row.account ? [{ id: row.id, version: row.account.version }] : []));
  return call((api) => api.POST("/v1/bank-accounts/verifications", { body: { items } }));
}

/** Does it; a page without an answer is sent again, because a repeat changes nothing. */
export async function doMany(order: Order): Promise<Result> {
  const results = await decideAll<PayeeView, Pick<Problem, "title" | "detail">>({
    items: order.rows,
    idOf: (row) => row.id,
    send: async (page) => {
      try {
        const items = (await post(order, page)).items;
        return items.map(({ id, status, problem }) => ({ id, status, problem }));
      } catch (thrown) {
        const failure = asFailure(thrown);
        if (failure.mayRetry) throw new NotSent();
        throw failure;
      }
    },
    unanswered: () => order.unanswered,
    report: order.report,
    stopped: order.stopped,
    wait: order.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
  });
  const failed = order.rows.flatMap((row) => {
    const one = results.get(row.id);
    return one && !decided(one) ? [{ row, why: one.problem?.detail ?? order.unanswered.detail }] : [];
  });
  const done = [...results.values()].filter(decided).map((one) => one.id);
  return { done, failed, left: order.rows.length - results.size };
}
