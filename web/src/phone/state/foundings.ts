// The calls of the pages about founding a union, and the shapes of its forms.
import { call } from "@/api/client";
import type { Failure } from "@/api/failure";
import type { FoundingPeople, FoundingView, ParticipationView, Receipt, ReplyView } from "@/api/schema";
import { synthetic } from "./api";

export interface EmployerEntry { creditCode: string; name: string; division: string; divisionName: string; employees: string; members: string }
export interface NamedEntry { name: string; yes: boolean }
export interface BarredEntry { name: string; why: string }
export interface RequestEntry { unionName: string; form: string; employers: EmployerEntry[]; preparers: NamedEntry[]; excluded: BarredEntry[] }
export interface MeetingEntry { meetingOn: string; place: string; assembly: string; candidates: number[] }
export interface ElectedEntry { person: string; post: string; votes: string }
export interface ResultEntry {
  heldOn: string; assembly: string; entitled: string; present: string; ballots: string
  elected: ElectedEntry[]; termYears: string; fullTimeChair: boolean; minutes: string
}

export const FORMS = ["COMMITTEE", "JOINT", "ORGANISER"] as const;
export const ASSEMBLIES = ["GENERAL", "DELEGATES"] as const;
export const BARS = ["LEGAL_REPRESENTATIVE", "PRINCIPAL", "PARTNER", "NEAR_RELATIVE", "HR_HEAD"] as const;
export const POSTS = ["CHAIR", "VICE", "MEMBER", "AUDIT_CHAIR", "AUDIT", "WOMEN", "ORGANISER"] as const;
/** The steps of the way, in order. */
export const STEPS = ["REQUESTED", "RECRUITING", "MEETING_REQUESTED", "MEETING_AGREED", "RESULT_REPORTED", "FOUNDING", "FOUNDED"] as const;

export const emptyEmployer = (): EmployerEntry => ({ creditCode: "", name: "", division: "", divisionName: "", employees: "", members: "" });

export const emptyRequest = (): RequestEntry => ({
  unionName: "",
  form: "COMMITTEE",
  employers: [emptyEmployer()],
  preparers: [1, 2, 3].map(() => ({ name: "", yes: false })),
  excluded: [{ name: "", why: "LEGAL_REPRESENTATIVE" }],
});

export const emptyMeeting = (): MeetingEntry => ({ meetingOn: "", place: "", assembly: "GENERAL", candidates: [] });

export const emptyResult = (): ResultEntry => ({
  heldOn: "", assembly: "GENERAL", entitled: "", present: "", ballots: "",
  elected: [{ person: "", post: "CHAIR", votes: "" }], termYears: "3", fullTimeChair: false, minutes: "",
});

/** A number as the API wants it; what is none goes as it was written, so that its fault is named. */
const whole = (text: string): number | string | null => (/^\d+$/.test(text.trim()) ? Number(text) : text.trim() || null);

export const requestBody = (entry: RequestEntry): Record<string, unknown> => ({
  unionName: entry.unionName.trim(),
  form: entry.form,
  employers: entry.employers.map((one) => ({
    creditCode: one.creditCode.trim().toUpperCase(), name: one.name.trim(), division: one.division,
    employees: whole(one.employees), members: whole(one.members),
  })),
  preparers: entry.preparers.map((one) => ({ name: one.name.trim(), consent: one.yes })),
  excluded: entry.excluded.map((one) => ({ name: one.name.trim(), why: one.why })),
});

export const meetingBody = (entry: MeetingEntry): Record<string, unknown> => ({ ...entry, place: entry.place.trim() });

export const resultBody = (entry: ResultEntry): Record<string, unknown> => ({
  heldOn: entry.heldOn, assembly: entry.assembly,
  entitled: whole(entry.entitled), present: whole(entry.present), ballots: whole(entry.ballots),
  elected: entry.elected.map((one) => ({ person: whole(one.person), post: one.post, votes: whole(one.votes) })),
  termYears: whole(entry.termYears), fullTimeChair: entry.fullTimeChair, minutes: entry.minutes.trim(),
});

/** What the API said about fields, by pointer within the form. */
export function faultsOf(failure: Failure | undefined): Record<string, string> {
  const told: Record<string, string> = {};
  for (const one of failure?.problem?.errors ?? []) told[one.pointer.replace(/^\/form/, "")] ??= one.detail;
  return told;
}

export async function founding(id: string): Promise<FoundingView> {
  const view = await call((api) => api.GET("/v1/foundings/{id}", { params: { path: { id } } }));
  if (view.synthetic) synthetic.value = true;
  return view;
}

export const foundingPeople = (id: string): Promise<FoundingPeople> =>
  call((api) => api.GET("/v1/foundings/{id}/people", { params: { path: { id } } }));

export const takePart = (id: string, employer: number): Promise<ParticipationView> =>
  call((api) => api.PUT("/v1/foundings/{id}/participation", { params: { path: { id } }, body: { consents: ["JOIN"], employer } }));

export const leave = (id: string): Promise<ParticipationView> =>
  call((api) => api.DELETE("/v1/foundings/{id}/participation", { params: { path: { id } } }));

export const sendRound = (id: string, key: string, form: Record<string, unknown>): Promise<Receipt> =>
  call((api) => api.POST("/v1/applications/{id}/round", { params: { path: { id }, header: { "Idempotency-Key": key } }, body: { form } }));

export async function reply(id: string, round: string): Promise<ReplyView> {
  const view = await call((api) => api.GET("/v1/foundings/{id}/replies/{round}", { params: { path: { id, round } } }));
  if (view.synthetic) synthetic.value = true;
  return view;
}
