// One worker at the counter, from the first digit to the receipt. `clear` forgets him wholly.
import createClient, { type Client } from "openapi-fetch";
import { computed, reactive, ref, shallowRef } from "vue";
import { Failure, asFailure, failureOf } from "@/api/failure";
import type { DivisionRef, EmployerItem, Receipt } from "@/api/schema";
import type { paths } from "@/api/schema";
import { RegistrationError, type RegistrationFault } from "@/auth/registration";
import { config } from "@/config";
import { idFault, isPermit, mobileFault, nameFault, tidyId, tidyMobile, tidyName } from "@/phone/form/checks";
import { NeedsAnotherCode, enter, leave, sendCode, type SentCode, type Tokens } from "./signIn";

/** How one works; as the API names it. */
export const RELATIONS = ["LABOUR", "DISPATCH", "PLATFORM_MANAGED", "SELF_EMPLOYED_PLATFORM", "FLEXIBLE"] as const;

/** What the officer sets for a whole session: nothing of it belongs to one worker. */
export interface Setup {
  relation: (typeof RELATIONS)[number];
  group: string;
  employer: EmployerItem | undefined;
  /** The name of an employer that the register does not have. */
  employerName: string;
  residence: DivisionRef | undefined;
  work: DivisionRef | undefined;
}

/** What is typed for one worker. */
export interface Typed {
  mobile: string;
  name: string;
  idNumber: string;
  /** Where he lives, if not where the session says. */
  residence: DivisionRef | undefined;
  /** His yes or no, in his own words before him; nothing beforehand. */
  consent: boolean | undefined;
  oath: boolean;
  code: string;
}

/** How often the application is looked at for its union before the receipt is shown without. */
const LOOKS = 5;

const nothing = (): Typed => ({ mobile: "", name: "", idNumber: "", residence: undefined, consent: undefined, oath: false, code: "" });

/** Why it could not go on: the issuer's or the API's. */
export type CounterFault = { kind: "issuer"; fault: RegistrationFault } | { kind: "api"; failure: Failure } | { kind: "again" };

/** A worker at the counter of the officer's union. */
export function useWorker(setup: Setup, language: () => string, counter: () => string | undefined) {
  const typed = reactive<Typed>(nothing());
  const sent = shallowRef<SentCode>();
  const receipt = shallowRef<Receipt>();
  const served = ref("");
  const fault = shallowRef<CounterFault>();
  const busy = ref<"" | "code" | "send">("");
  const began = ref(0);
  let tokens: Tokens | undefined;
  let key = crypto.randomUUID();
  let turn = 0;

  const faults = computed(() => ({
    mobile: mobileFault(typed.mobile),
    name: nameFault(typed.name),
    idNumber: idFault(typed.idNumber),
  }));
  const residence = computed(() => typed.residence ?? setup.residence);
  const ready = computed(() => !faults.value.mobile && !faults.value.name && !faults.value.idNumber && Boolean(residence.value)
    && typed.consent === true && (signedIn.value || (sent.value !== undefined && /^\d{6}$/.test(typed.code))));
  const signedIn = ref(false);

  function clear(): void {
    turn += 1;
    if (tokens) void leave(tokens);
    tokens = undefined;
    key = crypto.randomUUID();
    Object.assign(typed, nothing());
    sent.value = undefined;
    receipt.value = undefined;
    served.value = "";
    fault.value = undefined;
    busy.value = "";
    signedIn.value = false;
    began.value = 0;
  }

  async function requestCode(): Promise<void> {
    const mobile = tidyMobile(typed.mobile);
    if (faults.value.mobile || busy.value || sent.value?.mobile === mobile) return;
    const mine = turn;
    if (!began.value) began.value = Date.now();
    if (tokens) void leave(tokens);
    tokens = undefined;
    signedIn.value = false;
    sent.value = undefined;
    busy.value = "code";
    fault.value = undefined;
    try {
      const made = await sendCode(mobile);
      if (mine === turn) sent.value = made;
    } catch (thrown) {
      if (mine === turn) fault.value = faultFrom(thrown);
    } finally {
      if (mine === turn) busy.value = "";
    }
  }

  function forgetCode(): void {
    sent.value = undefined;
    typed.code = "";
  }

  async function submit(): Promise<void> {
    if (!ready.value || busy.value) return;
    const mine = turn;
    busy.value = "send";
    fault.value = undefined;
    try {
      if (!tokens && sent.value) {
        const got = await enter(sent.value, typed.code);
        if (mine !== turn) return void leave(got);
        tokens = got;
        signedIn.value = true;
      }
      const got = await apply();
      if (mine !== turn) return;
      served.value = `${[...tidyName(typed.name)][0] ?? ""}**`;
      receipt.value = got;
      if (tokens) void leave(tokens);
      tokens = undefined;
    } catch (thrown) {
      if (mine !== turn) return;
      if (thrown instanceof NeedsAnotherCode) {
        sent.value = thrown.next;
        typed.code = "";
      }
      fault.value = faultFrom(thrown);
      // A refused body is sent anew under another key; an unknown outcome keeps its key, so that nothing is done twice.
      if (fault.value.kind === "api" && !fault.value.failure.mayRetry) key = crypto.randomUUID();
    } finally {
      if (mine === turn) busy.value = "";
    }
  }

  async function apply(): Promise<Receipt> {
    const api = await client();
    const idNumber = tidyId(typed.idNumber);
    const person = {
      name: tidyName(typed.name),
      idType: isPermit(idNumber) ? ("HK_MO_TW_PERMIT" as const) : ("ID_CARD" as const),
      idNumber,
      mobile: tidyMobile(typed.mobile),
    };
    await taken(api.POST("/v1/account", { body: person }));
    const form = formOf(person, setup, residence.value);
    const got = await taken(api.POST("/v1/applications", {
      params: { header: { "Idempotency-Key": key } },
      body: { matter: "join", form: form as never, consents: ["JOIN"], oath: typed.oath, ...at(counter()) },
    }));
    return got.union ? got : { ...got, ...(await routed(api, got.id)) };
  }

  /** A client with this worker's token only. */
  async function client(): Promise<Client<paths>> {
    const made = createClient<paths>({ baseUrl: (await config()).api });
    made.use({
      onRequest({ request }) {
        request.headers.set("accept-language", language());
        if (tokens) request.headers.set("authorization", `Bearer ${tokens.idToken}`);
        return request;
      },
    });
    return made;
  }

  return { typed, sent, receipt, served, fault, busy, began, faults, residence, ready, signedIn, clear, requestCode, forgetCode, submit };
}

/** The machine finds the union within a second or two; a receipt that names it is worth so long, and no longer. */
async function routed(api: Client<paths>, id: string): Promise<Pick<Receipt, "union">> {
  for (let look = 0; look < LOOKS; look += 1) {
    await new Promise((done) => setTimeout(done, 400));
    const { data } = await api.GET("/v1/applications/{id}", { params: { path: { id } } }).catch(() => ({ data: undefined }));
    if (data?.union) return { union: data.union };
  }
  return {};
}

/** The record names the union whose counter it was. */
const at = (counter: string | undefined): { counter?: string } => (counter ? { counter } : {});

async function taken<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const answer = await asked.catch(() => {
    throw new Failure({ kind: "offline" });
  });
  if (!answer.response.ok) throw failureOf(answer.response.status, answer.error);
  return answer.data as T;
}

function faultFrom(thrown: unknown): CounterFault {
  if (thrown instanceof RegistrationError) return { kind: "issuer", fault: thrown.fault };
  if (thrown instanceof NeedsAnotherCode) return { kind: "again" };
  return { kind: "api", failure: asFailure(thrown) };
}

interface Person {
  name: string;
  idType: string;
  idNumber: string;
  mobile: string;
}

/** The join form of a worker at this session's place of work. */
export function formOf(person: Person, setup: Setup, residence: DivisionRef | undefined): Record<string, unknown> {
  const employer = setup.employer
    ? { name: setup.employer.name, ...(setup.employer.creditCode ? { creditCode: setup.employer.creditCode } : {}) }
    : setup.employerName.trim() ? { name: setup.employerName.trim() } : undefined;
  return {
    ...person,
    relation: setup.relation,
    occupationGroup: setup.group,
    residenceDivision: residence?.code,
    ...(employer ? { employer } : {}),
    ...(setup.work ? { workDivision: setup.work.code } : {}),
  };
}

/** What a session's setting still lacks. */
export function setupFault(setup: Setup): "employer" | "residence" | null {
  if (["LABOUR", "DISPATCH"].includes(setup.relation) && !setup.employer && !setup.employerName.trim()) return "employer";
  return setup.residence ? null : "residence";
}
