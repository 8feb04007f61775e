// The members' area in English.
import type zh from "./zh.members";

const en: typeof zh = {
  members: {
    by: "Look for", ways: { NAME: "Name", INITIALS: "Pinyin initials", NUMBER: "Member's number", ID_NUMBER: "ID number", MOBILE: "Mobile" },
    hints: { NAME: "surname, or whole name", INITIALS: "such as wxm", NUMBER: "12 digits", ID_NUMBER: "all 18 characters", MOBILE: "all 11 digits" },
    union: "Union", search: "Search", name: "Name", number: "Member's number", state: "Membership", since: "There since", joined: "Joined", mobile: "Mobile", born: "Born", sex: "Sex", noMobile: "None registered",
    withinText: "Searches the members of this union. What you look for is in no address and leaves no trace.", anywhereText: "Enter the whole number. Only members within your scope are shown.",
    found: "{count} found", more: "Search on", noneWithin: "No member of this union fits.", noneAnywhere: "No member within your scope has this number. Please check it; he may belong to another union.",
    headOf: "Member: {name}", who: "Who", open: "In progress: {title} ({number})", openCase: "Open the case",
    history: "History of the membership", noHistory: "There is no membership on record.", stay: "{from} to {until}", stayNow: "since {from}", on: "Where on a day:", askOn: "Show", then: "On that day: {union} ({state}).", thenNone: "No member on that day.", changes: "Changes (national codes)",
    services: "Services", noServices: "None granted.", shared: "Who saw full numbers", noShared: "Nobody has.",
    reveal: { name: "Show full numbers", title: "Show full numbers?", text: "Who looks, when and why goes on record, and the member can see it. They are hidden after 60 seconds.", confirm: "Show", done: "Shown for 60 seconds." },
    release: { name: "Release the mobile", title: "Release this mobile?", text: "For a number that somebody else has now: he can prove it by SMS afterwards. Membership and services stay; the member is told in his inbox.", confirm: "Release" },
    export: { title: "Export the real-name record", text: "Exports the members of “{union}” in the 24 national columns with their codes. The file holds full numbers and every export is on record: keep it safe, delete it after use.", purpose: "Purpose (at least 4 characters)", format: "Format", fetch: "Export", busy: "Exporting, {count} so far…", done: "{count} exported." },
  },
};

export default en;
