// The answers of a form: which questions matter, what is missing, and the body that is sent.
import {
  creditCodeFault,
  employerNameFault,
  idFault,
  isPermit,
  mobileFault,
  nameFault,
  tidyId,
  tidyMobile,
  tidyName,
  type Fault,
} from "./checks";
import type { Field } from "./schema";

/** An employer as the applicant names it; `label` and `place` are shown only, never sent. */
export interface EmployerAnswer {
  creditCode?: string;
  name?: string;
  /** What the page shows for it. */
  label?: string;
  /** Where it is, as the page shows it. */
  place?: string;
}

/** A chosen division: the code is sent, the full name is shown. */
export interface DivisionAnswer {
  code: string;
  fullName: string;
}

/** An answer as it is kept in the draft. */
export type Answer = string | EmployerAnswer | DivisionAnswer;

/** All answers by field. */
export type Answers = Record<string, Answer | undefined>;

/** Documents that can be checked by machine; the others go to the counter. */
const DOCUMENTS = ["ID_CARD", "HK_MO_TW_PERMIT"];

/** Whether a question matters, given the answers so far. */
export function isAsked(field: Field, answers: Answers): boolean {
  if (field.name === "userEmployer") return answers["relation"] === "DISPATCH";
  if (field.name === "preferredPlace") return choosesPlace(answers);
  if (field.name === "workDivision") return answers["relation"] !== undefined;
  return true;
}

/** The choices that a question offers. */
export function choicesFor(field: Field): Field["choices"] {
  if (field.name !== "idType") return field.choices;
  return field.choices.filter((choice) => DOCUMENTS.includes(choice.value));
}

/** Whether a question must be answered, given the answers so far. */
export function isNeeded(field: Field, answers: Answers): boolean {
  if (field.name === "employer") return answers["relation"] === "LABOUR" || answers["relation"] === "DISPATCH";
  if (field.name === "workDivision") return answers["preferredPlace"] === "WORK";
  return field.required;
}

/** A union of one's home or of one's work can be chosen where no employer's union decides. */
function choosesPlace(answers: Answers): boolean {
  return answers["relation"] !== undefined && answers["relation"] !== "LABOUR" && answers["relation"] !== "DISPATCH";
}

/** What is wrong with one answer, if anything. */
export function faultOf(field: Field, answers: Answers): Fault | undefined {
  const answer = answers[field.name];
  const empty = answer === undefined || answer === "";
  if (empty) return isNeeded(field, answers) ? "required" : undefined;
  switch (field.control) {
    case "name":
      return nameFault(answer as string);
    case "id":
      return idFault(answer as string) ?? documentFault(answer as string, answers);
    case "mobile":
      return mobileFault(answer as string);
    case "employer":
      return employerFault(answer as EmployerAnswer);
    case "division":
      return (answer as DivisionAnswer).code.length < 6 ? "division_too_wide" : undefined;
    case "choice":
    case "text":
      return undefined;
  }
}

function documentFault(id: string, answers: Answers): Fault | undefined {
  const type = answers["idType"];
  if (type === undefined) return undefined;
  return isPermit(id) === (type === "HK_MO_TW_PERMIT") ? undefined : "id_type_differs";
}

function employerFault(employer: EmployerAnswer): Fault | undefined {
  if (employer.creditCode) {
    const fault = creditCodeFault(employer.creditCode);
    if (fault) return fault;
  }
  if (!employer.creditCode || employer.name) return employerNameFault(employer.name ?? "");
  return undefined;
}

/** The form as the API takes it: only what is asked and answered, tidied. */
export function bodyOf(fields: readonly Field[], answers: Answers): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = isAsked(field, answers) ? sent(field, answers[field.name]) : undefined;
    if (value !== undefined) body[field.name] = value;
  }
  return body;
}

function sent(field: Field, answer: Answer | undefined): unknown {
  if (answer === undefined || answer === "") return undefined;
  switch (field.control) {
    case "name":
      return tidyName(answer as string);
    case "id":
      return tidyId(answer as string);
    case "mobile":
      return tidyMobile(answer as string);
    case "division":
      return (answer as DivisionAnswer).code;
    case "employer": {
      const { creditCode, name } = answer as EmployerAnswer;
      return {
        ...(creditCode ? { creditCode: tidyId(creditCode) } : {}),
        ...(name ? { name: name.trim() } : {}),
      };
    }
    case "choice":
    case "text":
      return (answer as string).trim();
  }
}

/** Answers from a form that the API shows: masked values are left out and asked again. */
export function answersFrom(form: Record<string, unknown>, fields: readonly Field[]): Answers {
  const answers: Answers = {};
  for (const field of fields) {
    const value = form[field.name];
    if (typeof value === "string" && !value.includes("*")) {
      answers[field.name] = field.control === "division" ? { code: value, fullName: value } : value;
    } else if (typeof value === "object" && value !== null) {
      const employer = value as EmployerAnswer;
      answers[field.name] = { ...employer, label: employer.name ?? employer.creditCode ?? "" };
    }
  }
  return answers;
}
