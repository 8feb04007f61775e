// Which union would decide, and between which one may choose: asked of the public check while the form is filled in.
import { shallowRef, watch, type Ref, type ShallowRef } from "vue";
import type { CheckAnswer } from "@/api/schema";
import { useI18n } from "@/phone/i18n";
import { check } from "../state/api";
import { bodyOf, type Answers } from "./answers";
import type { Field } from "./schema";

/** What decides about the union. Who one is does not, and is not sent. */
const ASKED = ["relation", "occupationGroup", "employer", "userEmployer", "residenceDivision", "workDivision", "preferredPlace"];
const PAUSE_MS = 500;

/** What the check foresees for the answers so far; undefined until enough is answered, or when it cannot be had. */
export function useForecast(code: string, fields: Ref<readonly Field[]>, answers: Ref<Answers>): ShallowRef<CheckAnswer | undefined> {
  const forecast = shallowRef<CheckAnswer>();
  const { locale } = useI18n();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = "";

  async function ask(): Promise<void> {
    const form = bodyOf(
      fields.value.filter((field) => ASKED.includes(field.name)),
      answers.value,
    );
    if (!("relation" in form) || !("residenceDivision" in form)) {
      forecast.value = undefined;
      return;
    }
    const now = JSON.stringify([locale.value, form]);
    if (now === asked) return;
    asked = now;
    const answer = await check(code, form).catch(() => undefined);
    if (asked === now) forecast.value = answer;
  }

  watch(
    [answers, fields, locale],
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), PAUSE_MS);
    },
    { immediate: true },
  );
  return forecast;
}

/** Under each answer to «which place»: the union there and what its services do not cover. */
export function notesOf(forecast: CheckAnswer | undefined): Record<string, string> {
  return Object.fromEntries(
    (forecast?.choices ?? []).map((choice) => [choice.place, [choice.union.name, choice.limits].filter(Boolean).join(" · ")]),
  );
}
