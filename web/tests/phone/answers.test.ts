// From a schema to screens, from answers to the body that is sent.
import { describe, expect, it } from "vitest";
import { answersFrom, bodyOf, faultOf, isAsked, isNeeded, type Answers } from "@/phone/form/answers";
import { faultsByField, fieldOf } from "@/phone/form/faults";
import { screensOf, type Field } from "@/phone/form/schema";
import { Failure, failureOf } from "@/api/failure";

const SCHEMA = {
  required: ["name", "relation", "residenceDivision"],
  "x-groups": [
    { id: "who", title: "您是谁" },
    { id: "work", title: "您的工作" },
  ],
  properties: {
    employer: { title: "单位", type: "object", description: "劳动合同上的单位", "x-group": "work", "x-order": 6 },
    name: { title: "姓名", type: "string", "x-group": "who", "x-order": 0 },
    relation: {
      $ref: "#/$defs/Relation",
      title: "您怎样工作",
      "x-group": "work",
      "x-order": 4,
      "x-options": [
        { value: "LABOUR", label: "签劳动合同" },
        { value: "FLEXIBLE", label: "灵活就业" },
      ],
    },
    residenceDivision: { type: "string" },
    preferredPlace: { anyOf: [{ $ref: "#/$defs/Place" }, { type: "null" }] },
    surprise: { type: "string", maxLength: 20, description: "For developers." },
  },
  $defs: {
    Relation: { oneOf: [{ const: "LABOUR" }], description: "How the applicant works." },
    Place: { oneOf: [{ const: "WORK" }, { const: "RESIDENCE" }] },
  },
};
const screens = screensOf(SCHEMA);
const fields = screens.flatMap((screen) => screen.fields);
const field = (name: string): Field => fields.find((one) => one.name === name) as Field;

describe("screens of a schema", () => {
  it("follow its groups and order; a search has a screen of its own, unknown fields come last", () => {
    expect(screens.map((screen) => [screen.id, screen.fields.map((one) => one.name)])).toEqual([
      ["who", ["name"]],
      ["work", ["relation"]],
      ["work-employer", ["employer"]],
      ["place", ["residenceDivision", "preferredPlace"]],
      ["more", ["surprise"]],
    ]);
    expect(screens[0]?.title).toBe("您是谁");
    expect(screens[2]?.title).toBe("单位");
  });

  it("take choices from x-options, or from the type behind a reference", () => {
    expect(field("relation").choices).toEqual([
      { value: "LABOUR", title: "签劳动合同" },
      { value: "FLEXIBLE", title: "灵活就业" },
    ]);
    expect(field("preferredPlace").choices.map((choice) => choice.value)).toEqual(["WORK", "RESIDENCE"]);
    expect(field("surprise").control).toBe("text");
    expect(field("employer").hint).toBe("劳动合同上的单位");
    expect(field("surprise").hint, "what was not written for people is not shown").toBeUndefined();
  });
});

describe("answers", () => {
  const rows: [why: string, name: string, answers: Answers, asked: boolean, needed: boolean][] = [
    ["an employee names his employer", "employer", { relation: "LABOUR" }, true, true],
    ["a flexible worker may", "employer", { relation: "FLEXIBLE" }, true, false],
    ["an employee has no choice of place", "preferredPlace", { relation: "LABOUR" }, false, false],
    ["a flexible worker has", "preferredPlace", { relation: "FLEXIBLE" }, true, false],
  ];
  it.each(rows)("%s", (_why, name, answers, asked, needed) => {
    expect(isAsked(field(name), answers)).toBe(asked);
    expect(isNeeded(field(name), answers)).toBe(needed);
  });

  it("are sent tidied, without what is only shown and what is not asked", () => {
    const answers: Answers = {
      name: " 巴特尔•图雅 ",
      relation: "LABOUR",
      employer: { name: "示范公司 ", creditCode: "91210102xx00000199", label: "示范公司", place: "沈阳" },
      residenceDivision: { code: "210106", fullName: "辽宁省沈阳市铁西区" },
      preferredPlace: "WORK",
      surprise: "",
    };
    expect(bodyOf(fields, answers)).toEqual({
      name: "巴特尔·图雅",
      relation: "LABOUR",
      employer: { name: "示范公司", creditCode: "91210102XX00000199" },
      residenceDivision: "210106",
    });
  });

  it("of an application that came back leave masked values out", () => {
    const form = { name: "王小合", surprise: "2199**********0018", residenceDivision: "210106", employer: { name: "示范公司" } };
    const answers = answersFrom(form, fields);
    expect(answers["surprise"]).toBeUndefined();
    expect(answers["name"]).toBe("王小合");
    expect(answers["residenceDivision"]).toEqual({ code: "210106", fullName: "210106" });
  });

  it("name their faults", () => {
    expect(faultOf(field("name"), {})).toBe("required");
    expect(faultOf(field("residenceDivision"), { residenceDivision: { code: "2101", fullName: "沈阳市" } })).toBe("division_too_wide");
    expect(faultOf(field("employer"), { relation: "FLEXIBLE", employer: { creditCode: "1" } })).toBe("credit_code_length");
    expect(faultOf(field("employer"), { relation: "FLEXIBLE" })).toBeUndefined();
  });
});

describe("what the API says about fields", () => {
  it("is shown at the field, wherever the pointer begins", () => {
    const body = {
      code: "FORM_FAULTY",
      detail: "有内容不对",
      errors: [
        { pointer: "/form/employer/creditCode", code: "x", detail: "代码不对" },
        { pointer: "/idNumber", code: "y", detail: "号码不对" },
        { pointer: "/form/employer/name", code: "z", detail: "第二条" },
      ],
    };
    expect(faultsByField(failureOf(422, body))).toEqual({ employer: "代码不对", idNumber: "号码不对" });
    expect(fieldOf("")).toBe("");
    expect(faultsByField(new Failure({ kind: "offline" }))).toEqual({});
  });
});
