// Worklist, case and many at once in English.
import type work from "./zh.work";

const english: typeof work = {
  worklist: {
    filters: "Filters", union: "Union", myUnions: "My unions", andBelow: "{name} and below", matter: "Matter", group: "Occupation group", state: "State", onlyOverdue: "Overdue only", list: "What waits",
    waiting: "Waiting", nearDue: "Near due", overdue: "Overdue", asOf: "As of {at}", refresh: "Refresh", clear: "Clear the filters",
    chosen: "Selected", due: "Due", number: "Number", applicant: "Applicant", checks: "Checks",
    late: "{days} day late | {days} days late", dueToday: "Due today", daysLeft: "{days} day left | {days} days left", passed: "All passed", look: "Look closer",
    mineUntil: "Mine until {at}", othersUntil: "A colleague's until {at}", claim: "Claim", release: "Release", claimed: "Claimed {number}", released: "Released {number}",
    choose: "Select {number}", mustOpen: "A check failed or could not be told: please open it singly", none: "Nothing waits: all done.", noneHere: "Nothing that waits fits the filters.",
    allLoaded: "{count} in all, every one loaded.", someLoaded: "{count} loaded; scroll for more.",
  },
  case: {
    form: "Form", checks: "Checks", noChecks: "No check on record.", evidence: "Evidence", before: "Why it was returned or refused before", timeline: "What happened", history: "This person's other applications", noHistory: "None.",
    decide: "Decide", blocked: "You cannot decide this one:", nothingToDecide: "There is nothing for you to decide in this step.", notOffered: "This step cannot be decided that way.",
    due: "Due {date}", dueProvisional: "Due about {date} (fixed once the year's holidays are published)", overdue: "Overdue", opened: "opened {at}", place: "{at} of {count}", previous: "Previous", next: "Next", appeal: "The applicant's words",
    decided: { approve: "{number}: passed.", return: "{number}: returned.", refuse: "{number}: refused." }, nextFollows: "The next case is open.", noMore: "That was the last one.",
  },
  reveal: {
    title: "Show in full", text: "ID number and the like are shown in full for 60 seconds. Your name, the time and your purpose go to the audit trail word for word.", purpose: "Purpose (at least 4 characters)", usualLabel: "Usual purposes", usual: ["Compare with the document", "Call the applicant to check", "Check the employer's data"],
    tooShort: "Please say what for, at least 4 characters.", show: "Show for 60 seconds", all: "Show in full", hide: "Hide now", left: "Hidden again in about {seconds} s",
  },
  decision: {
    note: " Note: ", reason: "Reason", chooseReason: "Please choose a reason", text: "Your own words (the applicant reads them; may be left empty)", textNeeded: "Your own words (the applicant reads them; at least {count} characters)",
    decidedOn: "Date of the committee's decision", decidedOnJoin: "Date of the committee's decision (becomes the date of joining)", preview: "The applicant will read", previewMany: "Every applicant reads the same words, each with his own number, union and dates.",
    noKinship: "I am no relative of the applicant", noKinshipMany: "I am no relative of any of these applicants",
    fault: { kinship: "Please declare that you are no relative; if you are, leave it to a colleague.", reason: "Please choose a reason.", text: "Please complete your words, at most 500 characters.", date: "The decision cannot be later than today." },
    name: {
      APPROVAL: { approve: "Approve", return: "Return for mending", refuse: "Refuse" },
      CHECK: { approve: "Check passed", return: "Return for mending", refuse: "Refuse" },
      APPEAL: { approve: "Back to the committee", return: "Return for mending", refuse: "Uphold the refusal" },
      OBJECTION: { approve: "No objection", return: "Return", refuse: "Object" },
      RESOLUTION: { approve: "Dismiss: the move goes on", return: "Return", refuse: "Uphold: it does not move" },
    },
    ask: {
      APPROVAL: { approve: "Approve this application?", return: "Return it to the applicant?", refuse: "Refuse it?" },
      CHECK: { approve: "Confirm that the check passed?", return: "Return it to the applicant?", refuse: "Refuse it?" },
      APPEAL: { approve: "Send it back to the committee?", return: "Return it to the applicant?", refuse: "Uphold the refusal?" },
      OBJECTION: { approve: "No objection?", return: "Return it?", refuse: "Object?" },
      RESOLUTION: { approve: "Dismiss the objection?", return: "Return it?", refuse: "Uphold the objection?" },
    },
    does: {
      APPROVAL: { approve: "This cannot be undone: card and services follow at once, and the applicant is told by SMS.", return: "This cannot be undone: the applicant is told by SMS and has 10 working days to mend it; the number stays.", refuse: "This cannot be undone: the application ends, the applicant is told by SMS and can appeal or apply again." },
      CHECK: { approve: "This cannot be undone: this step ends and approval follows. Another colleague has to approve.", return: "This cannot be undone: the applicant is told by SMS and has 10 working days to mend it; the number stays.", refuse: "This cannot be undone: the application ends, the applicant is told by SMS and can appeal or apply again." },
      APPEAL: { approve: "This cannot be undone: the case goes back to its union's committee.", return: "This cannot be undone: the applicant is told by SMS.", refuse: "This cannot be undone: the refusal stands and the appeal ends." },
      OBJECTION: { approve: "This cannot be taken back: the move goes on at once. Silence until the date counts as no objection, too.", return: "", refuse: "This cannot be taken back: there are two reasons only, «still employed here» and «identity details wrong». The member reads the reason; the union above both decides." },
      RESOLUTION: { approve: "This cannot be taken back: the move goes on and the new union accepts.", return: "", refuse: "This cannot be taken back: it does not move; the member gets an SMS and reads the reason and what to do." },
    },
    confirm: { approve: "Confirm", return: "Confirm the return", refuse: "Confirm the refusal" },
  },
  route: {
    name: "Pass on", title: "Pass it on to another union", text: "The case leaves {union}. A case can be passed on twice. The applicant reads why.", union: "Pass on to", reason: "Why (the applicant reads it; at least 4 characters)",
    confirm: "Pass it on", done: "Passed on to {union}", fault: { union: "Please choose another union.", reason: "Please say why, at least 4 characters." },
  },
  urge: { name: "Urge", later: "Once it is overdue you can urge it or pass it on.", title: "Urge this case?", text: "{union} is asked to decide {number} soon, and the timeline says so. Within a working day it counts once.", confirm: "Urge", done: "Urged at {at}" },
  bulk: {
    title: "Many at once", selectPassed: "Select the loaded that passed ({count})", selectEverything: "Load all and select what passed", hint: "Only cases whose checks all passed can be decided together; open the others singly.",
    selected: "{count} selected", withProblems: "{count} of them were not decided last time; see each row", approve: "Approve all", return: "Return all", refuse: "Refuse all", clear: "Unselect",
    ask: { approve: "Approve these {count}?", return: "Return these {count}?", refuse: "Refuse these {count}?" },
    does: {
      approve: "This cannot be undone: card and services of {count} applicants follow at once, and they are told by SMS. Each is recorded for itself; what fails stays selected with its reason.",
      return: "This cannot be undone: {count} applicants are told by SMS and have 10 working days. What fails stays selected with its reason.",
      refuse: "This cannot be undone: {count} applications end; the applicants are told by SMS and can appeal or apply again. What fails stays selected with its reason.",
    },
    confirm: { approve: "Approve {count}", return: "Return {count}", refuse: "Refuse {count}" },
    progressLabel: "Progress", progress: "{done} of {total}: {succeeded} decided, {failed} not", someFailed: "{count} were not decided; they stay selected and each row says why.",
    stop: "Stop after this page", stopping: "Stopping…", unanswered: "No answer", unansweredText: "It is not certain whether it was decided: refresh and look; deciding again does nothing twice.",
  },
};

export default english;
