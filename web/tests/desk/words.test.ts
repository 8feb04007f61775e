import { describe, expect, it } from "vitest";
import { characters, fill } from "@/desk/pure/preview";
import { daysBetween, plusDays, today } from "@/desk/pure/time";
import { ulid } from "@/desk/pure/ulid";

describe("words and dates", () => {
  it("fills the preview with the chosen reason and the officer's words", () => {
    const reason = { code: "R08", text: "资料不完整。", next: "请补齐后提交。" };
    expect(fill("需要修改:{reason}{next}", reason, "缺合同。", "办理说明:")).toBe("需要修改:资料不完整。办理说明:缺合同。请补齐后提交。");
    expect(fill("原因:{reason}{next}", { code: "R99", text: "其他原因。", next: "请来电。" }, "合同上没有盖章,请补。", "办理说明:")).toBe("原因:合同上没有盖章,请补。请来电。");
    expect(fill("已批准。", null, "", "办理说明:")).toBe("已批准。");
  });

  it("counts characters as people do", () => {
    expect(characters(" 𬭎㛃a ")).toBe(3);
  });

  it("today is Shanghai's", () => {
    expect(today(new Date("2026-11-22T16:30:00Z"))).toBe("2026-11-23");
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysBetween("2026-01-01", "2026-03-01")).toBe(59);
  });

  it("makes ULIDs that the API takes and that sort by time", () => {
    const one = ulid(1_700_000_000_000);
    expect(one).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(ulid(1_700_000_000_001).slice(0, 10) > one.slice(0, 10)).toBe(true);
  });
});
