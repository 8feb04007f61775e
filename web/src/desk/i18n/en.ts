// The desk in English.
import type { Messages } from ".";
import books from "./en.books";
import changes from "./en.changes";
import counter from "./en.counter";
import foundings from "./en.foundings";
import members from "./en.members";
import joining from "./en.joining";
import moves from "./en.moves";
import payees from "./en.payees";
import rosters from "./en.rosters";
import runs from "./en.runs";
import union from "./en.unions";
import work from "./en.work";
import words from "./words.en";

const messages: Messages = {
  common: { all: "All", again: "Try again", reload: "Reload", cancel: "Cancel", close: "Close", loading: "Loading…" },
  shell: {
    brand: "Union · desk", unions: "Unions", pages: "Pages", worklist: "Worklist", counter: "Counter", standIns: "Stand-ins", rosters: "Rosters", foundings: "Foundings", moves: "Moves", figures: "Figures", joinings: "Joinings", runs: "Runs", suspense: "Suspense", members: "Members", payees: "Registers", budgets: "Budgets", benefits: "Benefits",
    skip: "Skip to the page", theme: "Light or dark", themes: { system: "As the system", light: "Light", dark: "Dark" }, signOut: "Sign out",
    andMore: "{name} and {count} more", synthetic: "Synthetic data", syntheticText: "All people, employers and applications here are invented.",
  },
  title: { unions: "Unions", union: "A union", unionReminders: "What is due", unionEnd: "Ask to merge, split or dissolve", restructuring: "Merging, splitting, dissolving", members: "Members", member: "Member", foundings: "Foundings", founding: "Founding", rosters: "Rosters", roster: "Roster", worklist: "Worklist", case: "Case", counter: "Counter", standIns: "Stand-ins", moves: "Moves", figures: "Figures", joinings: "Collective joining", joining: "Collective joining", checkIn: "Check-in", joiningPrint: "Print", runs: "Benefit runs", run: "Benefit run", part: "Part of a run", payroll: "Payroll", suspense: "Suspense", payees: "Registers of payees", payee: "Payee", payeeImport: "Import a register", budgets: "Budgets", benefits: "Benefits", benefit: "Benefit", lost: "No such page" },
  lost: { title: "There is no such page", home: "Back to the worklist" },
  gate: {
    title: "Please sign in", text: "The desk is for officers, finance and auditors of the unions.", signIn: "Sign in",
    expired: "Your session has ended", expiredText: "Please sign in again; you come back to this page. A decision that was not sent was not recorded.",
    unknown: "Your offices cannot be read just now",
    noOffice: "You hold no office that works here", noOfficeText: "This account has no approving, reviewing, finance or auditing office today, so it sees no application and no run. If in doubt, ask the union above.", toPhone: "To the workers' pages",
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
    help: "Show this table", close: "Close or unselect", urge: "Urge", route: "Pass on", pay: "Release the funds",
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
    asOf: "As of: {at}", scope: "Scope: {union} and everything below", span: "Days: {from} to {until}", print: "Print (one A4 page)", saved: "Saved", notSaved: "It was not saved, please try again",
    from: "First day", until: "Last day", spanFault: "The last day is not before the first, at most {days} days.", figure: "Figure", value: "Value", day: "Day", total: "Total",
    counted: "Counted:", target: "Target:",
    now: "Now", countedNow: "Members: people with a live membership. Waiting: steps that are open or claimed and not closed; near due means within two working days; from 1,000 on only “1000+” is shown. Time to decide: working days from sending to decision, since counting began.",
    targetNow: "Everything decided within {days} working days, none overdue.",
    members: "Members", decided: "Decided", p50: "Median time to decide (working days)", p90: "Nine of ten within (working days)", within: "Decided within {days} working days",
    byDay: "Applications by day", countedDay: "What happened on the day, by the date in Shanghai; only days on which something happened. An application counts once it is known which union decides.", targetDay: "None told to the union above (overdue).",
    byGroup: "By occupation group", countedGroup: "Since counting began, by the group in the form.", targetGroup: "No target; it only shows the make-up.",
    byUnion: "The unions right below", countedUnion: "In the chosen days, with everything below; waiting and overdue are the union's own, now.", targetUnion: "None overdue.",
    event: { submitted: "Sent", approved: "Approved", refused: "Refused", returned: "Returned", endedByApplicant: "Withdrawn or lapsed", completed: "Completed", escalated: "Told above" },
    chart: "Bars of what was sent by day; the table below has the same numbers",
    hidden: "Counts of 1 to 4 are shown as “<5”; where the total would give one away, another cell is shown as “*”. 0 is shown. Exports are exactly what this page shows.",
    nothing: "Nothing to show.",
    cannot: "What this page cannot tell yet:",
    missing: [
      "How many stood in each state at an earlier moment: here are daily events and what waits now.",
      "Members and worklist as of any date: both are of now only.",
      "Time to decide within chosen days: it is since counting began.",
    ],
  },
  ...work,
  ...changes,
  ...counter,
  ...runs,
  ...members,
  ...moves,
  ...payees,
  ...rosters,
  ...foundings,
  ...books,
  ...joining,
  ...words,
  union,
};

export default messages;
