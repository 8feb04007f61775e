// Many decisions: pages of a hundred, one result per case, nothing decided twice.

/** The most that one request may carry, by the API. */
export const PAGE = 100;

/** How often a page is sent again when nobody answered. A repeated decision changes nothing. */
export const TRIES = 3;

/** What came of one case. */
export interface Outcome<P> {
  id: string;
  status: number;
  problem?: P | undefined;
}

/** How far it is. */
export interface Progress {
  total: number;
  done: number;
  succeeded: number;
  failed: number;
}

/** A page could not be sent at all. */
export class NotSent extends Error {}

/** Cuts into pages. */
export function pages<T>(items: readonly T[], size: number = PAGE): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < items.length; at += size) cut.push(items.slice(at, at + size));
  return cut;
}

/** Whether a result means that the case is decided. */
export function decided(outcome: { status: number }): boolean {
  return outcome.status >= 200 && outcome.status < 300;
}

/** What to hand in. */
export interface Run<T, P> {
  items: readonly T[];
  idOf: (item: T) => string;
  /** Sends one page; throws [`NotSent`] where there was no answer. */
  send: (page: T[]) => Promise<Outcome<P>[]>;
  /** The problem of a case for which there was no answer. */
  unanswered: () => P;
  report: (progress: Progress, latest: Outcome<P>[]) => void;
  /** Asked before each page. */
  stopped: () => boolean;
  wait: (milliseconds: number) => Promise<void>;
}

/** Sends page after page; each case's result, those that were not reached left out. */
export async function decideAll<T, P>(run: Run<T, P>): Promise<Map<string, Outcome<P>>> {
  const results = new Map<string, Outcome<P>>();
  const progress: Progress = { total: run.items.length, done: 0, succeeded: 0, failed: 0 };
  for (const page of pages(run.items)) {
    if (run.stopped()) break;
    const latest = await sendPage(run, page);
    for (const outcome of latest) {
      results.set(outcome.id, outcome);
      progress.done += 1;
      if (decided(outcome)) progress.succeeded += 1;
      else progress.failed += 1;
    }
    run.report({ ...progress }, latest);
  }
  return results;
}

async function sendPage<T, P>(run: Run<T, P>, page: T[]): Promise<Outcome<P>[]> {
  for (let tried = 1; ; tried += 1) {
    try {
      return inOrder(page.map(run.idOf), await run.send(page), run.unanswered);
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      if (tried >= TRIES) return page.map((item) => ({ id: run.idOf(item), status: 0, problem: run.unanswered() }));
      await run.wait(1000 * 2 ** (tried - 1));
    }
  }
}

/** One result per case asked, whatever the server left out. */
function inOrder<P>(ids: string[], answers: Outcome<P>[], unanswered: () => P): Outcome<P>[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return ids.map((id) => byId.get(id) ?? { id, status: 0, problem: unanswered() });
}
