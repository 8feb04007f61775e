// What can be done about one payment, as questions. Each names the payment, says what follows, and wants a reason.
import { call } from "@/api/client";
import type { LineChangeView, LineView } from "@/api/schema";
import type { Ask, Choice } from "./act";
import { place, yuan } from "./money";

/** What a line's buttons ask for. */
export type LineAct = "hold" | "release" | "void" | "correct" | "approveCorrection";

type Say = (key: string, values?: Record<string, unknown>) => string;
type Place = { run: string; part: string };

const factsOf = (line: LineView, t: Say): string[] => [
  `${t("run.roll.place", { place: place(line) })} · ${line.name} · ${line.kindTitle} · ${t("run.yuan", { amount: yuan(line.amountFen) })}`,
];
const said = (view: LineChangeView): string => `${view.stateText}。${view.next}`;
const path = (at: Place, line: LineView) => ({ id: at.run, part: at.part, batch: String(line.batch), line: String(line.line) });
const choices = (t: Say, group: string, values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, text: t(`run.${group}.${value}.text`), note: t(`run.${group}.${value}.note`) }));

function hold(at: Place, line: LineView, t: Say): Ask {
  return {
    title: t("run.hold.title"), facts: factsOf(line, t), text: t("run.hold.text"), reason: true, confirm: t("run.hold.confirm"),
    choices: { label: t("run.hold.kind"), items: choices(t, "holdKind", ["BY_HAND", "DECEASED", "NOT_PAYABLE"]) },
    send: async ({ choice, reason }) =>
      said(await call((api) => api.POST("/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/hold", { params: { path: path(at, line) }, body: { kind: choice as "BY_HAND", reason } }))),
  };
}

function release(at: Place, line: LineView, t: Say): Ask {
  const why = line.hold ? [`${line.hold.kindText}:${line.hold.reason}`] : [];
  return {
    title: t("run.release.title"), facts: [...factsOf(line, t), ...why], text: t("run.release.text"), reason: true, confirm: t("run.release.confirm"),
    choices: { label: t("run.release.how"), items: choices(t, "holdEnd", ["RELEASE", "VOID"]) },
    send: async ({ choice, reason }) =>
      said(await call((api) => api.POST("/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/release", { params: { path: path(at, line) }, body: { end: choice as "RELEASE", reason } }))),
  };
}

function giveUp(at: Place, line: LineView, t: Say): Ask {
  return {
    title: t("run.giveUp.title"), facts: factsOf(line, t), text: t("run.giveUp.text"), reason: true, danger: true, confirm: t("run.giveUp.confirm"),
    send: async ({ reason }) =>
      said(await call((api) => api.POST("/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/void", { params: { path: path(at, line) }, body: { reason } }))),
  };
}

function approve(at: Place, line: LineView, t: Say): Ask {
  const proposed = line.correction;
  const account = proposed?.last4 ? [t("run.correct.newAccount", { bank: proposed.bank ?? "", last4: proposed.last4 }), t("run.correct.oldAccount", { bank: line.bank, last4: line.last4 })] : [];
  return {
    title: t("run.correct.decideTitle"), facts: [...factsOf(line, t), ...account, ...(proposed ? [t("run.correct.because", { reason: proposed.reason })] : [])],
    text: t("run.correct.decideText"), reason: (choice) => choice === "refuse", kinship: true, confirm: t("run.correct.decideConfirm"),
    choices: { label: t("run.correct.decision"), items: choices(t, "correctEnd", ["approve", "refuse"]) },
    send: async ({ choice, reason, noKinship }) =>
      said(await call((api) => api.POST("/v1/runs/{id}/parts/{part}/lines/{batch}/{line}/correction/decision", {
        params: { path: path(at, line) }, body: { approve: choice === "approve", noKinship, ...(choice === "refuse" ? { reason } : {}) },
      }))),
  };
}

/** The question that an act asks; a proposed correction has a form of its own. */
export function askFor(act: Exclude<LineAct, "correct">, at: Place, line: LineView, t: Say): Ask {
  return { hold, release, void: giveUp, approveCorrection: approve }[act](at, line, t);
}
