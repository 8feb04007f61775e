// Budgets and benefits in English.
import type books from "./zh.books";

const english: typeof books = {
  book: {
    year: "Year", text: "One amount for each line and year. It changes only with a document, and never below what is set aside.", none: "No budget for {year} yet.", granted: "Granted (yuan)", used: "Set aside (yuan)", available: "Available (yuan)", line: "Line {line} · {year}", notGranted: "Nothing granted this year", nearly: "Less than a tenth left",
    bar: "{used}% set aside, {left}% available", usedPart: "{percent}% set aside", leftPart: "{percent}% available", changes: "{count} change | {count} changes", when: "Date", document: "Document", limits: "How much of what is set aside is reserved, in flight, paid or returned stands in the ledger of each run:",
    change: {
      name: "Change with a document", grant: "Grant with a document", title: "Change what is granted?", grantTitle: "Grant this line?", text: "Granted now {granted} yuan, set aside {used}. A change takes effect at once and is kept with its document for good.", amount: "Granted from now on (yuan)", left: "{granted} granted, {left} available", document: "Document (title and number)", confirm: "Confirm", done: "The line was changed.",
      fault: { amount: "Please enter an amount with at most two decimals.", less: "It must not be less than the {used} yuan set aside.", same: "That is what is granted now.", document: "Please name the document and its number.", reason: "Please give the reason in at least 10 characters." },
    },
    lower: {
      reason: "Reason (at least 10 characters, no personal data)", text: "Less than now: it holds once a colleague agrees.", asked: "Asked for. A colleague has to agree.", waits: "To be lowered to {granted} yuan: a second person has to agree", mine: "You asked for this. Another colleague of finance agrees.", other: "Please compare it with the document, then agree or not.", agree: "Agree, lower it", disagree: "Do not agree", takeBack: "Take it back", done: "The line was lowered.", back: "Nothing was changed." ,
    },
  },
  benefit: {
    text: "Rules, amounts, dates and who agrees, for each benefit. A production run needs a document for every amount.", none: "There are no benefits yet.", example: "Example", ready: "Ready", notReady: "Not ready", notReadyText: "Not ready: some amounts have no document, see what is missing.", exampleText: "Some amounts are examples, for demonstration only; a production run needs amounts with a document.",
    tierName: "Tier", tier: { NATIONAL: "National", PROVINCE: "Province", CITY: "City" }, noticeName: "Public notice", notice: { HONOUR: "Notice (honour, names in full)", AID: "Notice (aid, names masked)" }, noNotice: "No public notice", byHand: "Started by finance", bySchedule: "Starts by itself on its day", missingCount: "{count} document missing | {count} documents missing", noSchedule: "The dates are not settled yet.", noScheduleHand: "No fixed dates; finance starts it by hand.",
    version: "Version", paidFrom: "Register", budget: "Budget line", bank: "Bank file format", consents: "Consents needed", consent: { BANK: "use of the bank account", SENSITIVE_MEDICAL: "use of illness and medical cost", DATA_CHECK: "checking what was declared" }, days: "Dates", period: "Period {period}", provisional: "expected; the holiday calendar is not published yet", day: { declareFrom: "Declaring begins", declareTo: "Declaring ends", draw: "Roll drawn", approveBy: "All agreed by", payBy: "Paid by", end: "Holiday or year end" }, past: "past", today: "today", inDays: "in {count} day | in {count} days",
    missing: "What is missing ({count})", missingText: "These amounts have no document. A demonstration may use examples; a production run is refused:", rules: "Everybody must meet", kinds: "What is paid, and how it is computed", exclusive: "Of those marked “one of a group” a person gets one in each period.", oneOf: "One of a group", formula: "How: {formula}",
    values: "Amounts and lines", years: "Years", yearsFrom: "from {year}", place: "Place", value: "Value", source: "Document", noSource: "No document", noValue: "Not set yet", noParameters: "It has no amounts of its own.", attached: "attached", notAttached: "not attached",
    levels: "Who agrees", levelsText: "One after another; nobody twice, the payer is somebody else, and nobody acts for himself or kin.", no: "No.", stage: "Step", stages: { REVIEW: "Review (before the notice)", NOTICE: "Public notice", APPROVAL: "Approval (after the notice)", FUNDING: "Release of funds", REPORT: "Bank's report", FOLLOW_UP: "Failed and returned", SIGN_OFF: "Sign-off" }, office: "Office", within: "Within", workingDays: "{count} working day | {count} working days", above: "Applies", aboveYuan: "when a city's total is above {yuan} yuan", always: "always", documents: "Documents it rests on",
  },
};

export default english;
