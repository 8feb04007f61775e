import { describe, expect, it } from "vitest";
import type { ReasonChoice } from "@/api/schema";
import { bodyOf, emptyDraft, faultOf } from "@/desk/case/draft";
import { plusDays, today } from "@/desk/pure/time";

const choices: ReasonChoice[] = [
  { decision: "return", code: "R08", text: "", next: "", minText: 2 },
  { decision: "refuse", code: "R99", text: "", next: "", minText: 10 },
];
const draft = (more = {}) => ({ ...emptyDraft(), noKinship: true, ...more });

describe("a decision", () => {
  it("never makes the declaration beforehand", () => {
    expect(emptyDraft().noKinship).toBe(false);
    expect(faultOf("approve", emptyDraft(), choices)).toBe("kinship");
  });

  it.each([
    ["approved with the declaration", "approve", draft(), null],
    ["a return without a reason", "return", draft(), "reason"],
    ["a return with another decision's reason", "return", draft({ reasonCode: "R99" }), "reason"],
    ["a return that does not list what is missing", "return", draft({ reasonCode: "R08", reasonText: " " }), "text"],
    ["a return with its reason", "return", draft({ reasonCode: "R08", reasonText: "合同" }), null],
    ["R99 with nine characters", "refuse", draft({ reasonCode: "R99", reasonText: "一二三四五六七八九" }), "text"],
    ["R99 with ten characters", "refuse", draft({ reasonCode: "R99", reasonText: "一二三四五六七八九十" }), null],
    ["more than 500 characters", "return", draft({ reasonCode: "R08", reasonText: "字".repeat(501) }), "text"],
    ["a committee's date of tomorrow", "approve", draft({ decidedOn: plusDays(today(), 1) }), "date"],
    ["no date where no committee decides", "approve", draft({ decidedOn: "" }), null],
  ] as const)("%s", (_, decision, given, wanted) => {
    expect(faultOf(decision, given, choices)).toBe(wanted);
  });

  it("sends no reason with a yes and no empty field", () => {
    expect(bodyOf("approve", draft({ reasonCode: "R08", reasonText: "x", decidedOn: "" }))).toEqual({ decision: "approve", noKinship: true });
    expect(bodyOf("return", draft({ reasonCode: "R08", reasonText: " 补合同 ", decidedOn: "2026-11-20" }))).toEqual({
      decision: "return", noKinship: true, decidedOn: "2026-11-20", reasonCode: "R08", reasonText: "补合同",
    });
  });
});
