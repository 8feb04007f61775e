// The desk in English.
import type { Messages } from ".";
import counter from "./en.counter";
import work from "./en.work";
import words from "./words.en";

const messages: Messages = {
  common: { all: "All", again: "Try again", cancel: "Cancel", close: "Close", loading: "Loading…" },
  shell: {
    brand: "Union · desk", pages: "Pages", worklist: "Worklist", counter: "Counter", standIns: "Stand-ins", figures: "Figures",
    skip: "Skip to the page", theme: "Light or dark", themes: { system: "As the system", light: "Light", dark: "Dark" }, signOut: "Sign out",
    andMore: "{name} and more ({count})", synthetic: "Synthetic data", syntheticText: "All people, employers and applications here are invented.",
  },
  title: { worklist: "Worklist", case: "Case", counter: "Counter", standIns: "Stand-ins", figures: "Figures", lost: "No such page" },
  lost: { title: "There is no such page", home: "Back to the worklist" },
  gate: {
    title: "Please sign in", text: "The desk is for officers and auditors of the unions.", signIn: "Sign in",
    expired: "Your session has ended", expiredText: "Please sign in again; you come back to this page. A decision that was not sent was not recorded.",
    unknown: "Your offices cannot be read just now",
    noOffice: "You hold no office that works here", noOfficeText: "This account has no approving, reviewing or auditing office today, so it sees no application. If in doubt, ask the union above.", toPhone: "To the workers' pages",
  },
  fault: {
    offline: { title: "No connection", detail: "There was no answer. Check the network and try again; nothing is done twice." },
    "signed-out": { title: "Your session has ended", detail: "Please sign in again." },
    forbidden: { title: "Not permitted", detail: "Your office does not include this." },
    "not-found": { title: "Not found", detail: "There is no such thing, or it is not yours to see." },
    faulty: { title: "Something needs mending", detail: "Please correct what is marked and send it again." },
    conflict: { title: "It was changed a moment ago", detail: "Somebody changed it first. Reload and try again." },
    busy: { title: "Busy", detail: "Please try again shortly; nothing is done twice." },
    broken: { title: "Something broke on our side", detail: "It is not your fault. Please try again shortly." },
  },
  keys: {
    title: "Keys", blank: "Space", note: "The keys rest while you type and while a dialog is open. In a dialog use Tab, Space and Enter.",
    next: "Next row", previous: "Previous row", first: "First row", last: "Last row", open: "Open", select: "Select or unselect",
    selectAll: "Select all loaded that passed", claim: "Claim or release", approve: "Approve", return: "Return for mending", refuse: "Refuse",
    reveal: "Show in full", nextCase: "Next case", previousCase: "Previous case", back: "Back to the worklist", refresh: "Refresh", filter: "To the filters",
    help: "Show this table", close: "Close or unselect", urge: "Urge", route: "Pass on",
  },
  finder: { hint: "Type at least two characters", idle: "", busy: "Searching…", none: "Nothing found", fault: "Cannot search just now, please try again" },
  standIns: {
    text: "While you are away a colleague of the same union decides for you. A stand-in never decides his own case, nor one that you acted on before.",
    given: "Standing in for me", received: "I stand in", noneGiven: "None.", noneReceived: "None.",
    absent: "Absent", standIn: "Stand-in", days: "From – until", running: "Running", toCome: "To come", end: "End",
    endTitle: "End this stand-in?", endNow: "{name} can no longer stand in from now on; what was decided stays.", endFuture: "{name} will not stand in.", endConfirm: "End it", ended: "The stand-in has ended",
    name: "Name a stand-in", noCandidates: "Nobody of the same union can stand in. Please ask the union above to name somebody.", who: "Stand-in", choose: "Please choose",
    from: "First day", until: "Last day", does: "On these days {name} can decide what waits at {union}; the record says that it was a stand-in.", confirm: "Name the stand-in", named: "{name} stands in for you",
    fault: { who: "Please choose who stands in.", from: "The first day is today or later.", until: "The last day is not before the first, and at most 90 days after it." },
  },
  figures: {
    asOf: "As of: {at}", scope: "Scope: {unions} and below", print: "Print (one A4 page)", saved: "Saved", notSaved: "It was not saved, please try again",
    byUnion: "Waiting by union", byDue: "Waiting by due date", byGroup: "Waiting by occupation group", all: "All (each case once)",
    counted: "Counted:", target: "Target:",
    countedUnion: "Steps that are open or claimed and not closed, with the unions below; near due means within two working days; from 1,000 on only “1000+” is shown. Unions above and below count each for itself; the last row counts each case once.",
    countedDue: "All steps that are not closed, by due date.", countedGroup: "All steps that are not closed, by the group in the form; a form without that question counts as “none of these”.",
    countedPart: "More than {count} steps wait; only the {count} most urgent are counted here.",
    targetOverdue: "None overdue.", targetDue: "Each step within 5 working days, the whole within 15.", targetGroup: "No target; it only shows the make-up.",
    due: { overdue: "Overdue", later: "Later" }, chart: "Bars of what waits by due date; the table below has the same numbers",
    hidden: "Counts of 1 to 4 are shown as “<5”; where the total would give one away, another cell is shown as “*”. 0 is shown. Exports are exactly what this page shows.",
    nothing: "Nothing waits.",
    cannot: "What this page cannot tell yet:",
    missing: [
      "Applications by day, state and city: the API offers what waits, not the history.",
      "Time to decide, median and ninth tenth: this needs counting on the server.",
      "Figures as of any earlier date: only the present moment is here.",
    ],
  },
  ...work,
  ...counter,
  ...words,
};

export default messages;
