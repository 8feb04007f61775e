// Rows with a reason: what is typed, and which fault the page names.
import { describe, expect, it } from "vitest";
import {
  ageOf,
  creditCodeFault,
  employerNameFault,
  idFault,
  isPermit,
  mobileFault,
  nameFault,
  tidyId,
  tidyMobile,
  tidyName,
} from "@/phone/form/checks";

const TODAY = new Date("2026-11-22T02:00:00Z");

describe("identity numbers (GB 11643)", () => {
  const rows: [why: string, number: string, fault: string | undefined][] = [
    ["a synthetic man", "219901198805120018", undefined],
    ["a synthetic woman", "219901198805120026", undefined],
    ["born on 29 February of a leap year", "219901197202290048", undefined],
    ["a small x is mended", "21010218880101001x", undefined],
    ["a residence permit of Hong Kong", "819900199001010016", undefined],
    ["a residence permit of Taiwan", "839900197906300039", undefined],
    ["spaces as on some forms", "219901 19880512 0018", undefined],
    ["full-width digits of a Chinese keyboard", "\uff12\uff11\uff19\uff19\uff10\uff11198805120018", undefined],
    ["nothing", " ", "required"],
    ["29 February of a common year", "219903197002290011", "id_number_date"],
    ["a wrong check character", "219901198805120019", "id_number_checksum"],
    ["17 characters", "21990119880512001", "id_number_length"],
    ["15 digits of the first generation", "219901880512001", "id_number_15_digits"],
    ["a letter in the middle", "2199011988O5120018", "id_number_characters"],
    ["X not at the end", "21990119880512X018", "id_number_characters"],
    ["born tomorrow", "219901202611230019", "id_number_date"],
  ];
  it.each(rows)("%s", (_why, number, fault) => {
    expect(idFault(number, TODAY)).toBe(fault);
  });

  it("two neighbouring digits exchanged are found", () => {
    const good = "219901198805120018";
    for (let place = 6; place < 16; place += 1) {
      if (good[place] === good[place + 1]) continue;
      const swapped = `${good.slice(0, place)}${good[place + 1]}${good[place]}${good.slice(place + 2)}`;
      expect(idFault(swapped, TODAY), swapped).toBeDefined();
    }
  });

  it("tells permits and ages", () => {
    expect(isPermit("819900199001010016")).toBe(true);
    expect(isPermit("219901198805120018")).toBe(false);
    expect(ageOf("219901198805120018", new Date("2026-05-11T15:59:59Z"))).toBe(37);
    expect(ageOf("219901198805120018", new Date("2026-05-11T16:00:00Z")), "the birthday begins at midnight in Liaoning").toBe(38);
    expect(tidyId(" 21010218880101001x ")).toBe("21010218880101001X");
  });
});

describe("credit codes (GB 32100)", () => {
  const rows: [why: string, code: string, fault: string | undefined][] = [
    ["of a synthetic firm", "91210102XX00000199", undefined],
    ["small letters are mended", "91210102xx00000199", undefined],
    ["a wrong check character", "91210102XX00000198", "credit_code_checksum"],
    ["17 characters", "91210102XX0000019", "credit_code_length"],
    ["an O in place of a zero", "91210102XXO0000199", "credit_code_characters"],
    ["nothing", "", "required"],
  ];
  it.each(rows)("%s", (_why, code, fault) => {
    expect(creditCodeFault(code)).toBe(fault);
  });
});

describe("mobiles", () => {
  const rows: [why: string, text: string, fault: string | undefined, sent: string][] = [
    ["plain", "15400000001", undefined, "15400000001"],
    ["with +86 and dashes", "+86 154-0000-0001", undefined, "15400000001"],
    ["with 0086", "008615400000001", undefined, "15400000001"],
    ["a new range is not refused", "19900000001", undefined, "19900000001"],
    ["ten digits", "1540000000", "mobile_shape", "1540000000"],
    ["beginning with 12", "12400000001", "mobile_shape", "12400000001"],
    ["nothing", "", "required", ""],
  ];
  it.each(rows)("%s", (_why, text, fault, sent) => {
    expect(mobileFault(text)).toBe(fault);
    expect(tidyMobile(text)).toBe(sent);
  });
});

describe("names", () => {
  const rows: [why: string, name: string, fault: string | undefined][] = [
    ["two characters", "王小", undefined],
    ["rare characters outside the basic plane", "余㛃𬭎", undefined],
    ["a minority name", "巴特尔·图雅", undefined],
    ["another kind of dot is mended", "巴特尔•图雅", undefined],
    ["one character", "王", "name_length"],
    ["Latin letters", "Wang", "name_characters"],
    ["a dot at the end", "巴特尔·", "name_characters"],
    ["a digit", "王2小", "name_characters"],
    ["nothing", "", "required"],
  ];
  it.each(rows)("%s", (_why, name, fault) => {
    expect(nameFault(name)).toBe(fault);
  });

  it("is sent without spaces and with one kind of dot", () => {
    expect(tidyName(" 巴特尔 • 图雅 ")).toBe("巴特尔·图雅");
    expect(employerNameFault(" ")).toBe("employer_empty");
    expect(employerNameFault("厂")).toBe("employer_name_length");
  });
});
