// Benefit runs in English.
import type runs from "./zh.runs";

const english: typeof runs = {
  run: {
    run: "Run", benefit: "Benefit", year: "Year", city: "City", number: "Run", progress: "Progress", deadline: "Money arrives by", waitsFor: "Waits for", more: "Load more", and: ", ", sections: "Sections",
    count: "Payments", total: "Total", totalYuan: "Total (yuan)", amountYuan: "Amount (yuan)", paid: "Arrived", paidYuan: "Arrived (yuan)", inFlight: "With the bank", open: "Open", openCount: "{count} open", void: "Given up", capital: "Total in capital numerals", yuan: "{amount} yuan",
    list: "List", draw: "Draw {draw}", copy: "Copy", copyHash: "Copy the whole hash of the list", copied: "The list's hash was copied", budgetLine: "Budget line", budgetLeft: "Left of the line", budgetNone: "Nothing granted", budgetAfter: "Left afterwards", budgetShort: "The budget line is short: have it raised first.", left: "{amount} yuan left",
    example: "Example", byCalendar: "By the calendar", byHand: "By hand", cutOff: "eligibility as of {at}", supplements: "Supplements another run",
    kind: { REGULAR: "Regular", SUPPLEMENT: "Supplement" },
    state: { PLANNED: "To be drawn", DRAWN: "In review", REVIEWED: "Reviewed", POSTED: "Notice or approval", APPROVED: "Approved, to be paid", FUNDED: "Funds set aside", EXECUTING: "With the bank", SETTLED: "Reconciled", CLOSED: "Closed", CANCELLED: "Cancelled" },
    bar: "Progress by city: {shares}", barShare: "{count} {state}", ladder: "How far the cities are", reached: "{count} of {parts} past",
    nobody: "Waits for nobody", mine: "Waits for me", since: "since {at}", due: "by {date}", overdue: "was due {date}, overdue", late: "Late", escalated: { REPORT: "The bank was asked {count} times", other: "Told above {count} times" },
    payBy: "by {date}", payByAbout: "by about {date}", urgency: { AMPLE: "{days} working days left, {spare} to spare", TIGHT: "{days} working days left, none to spare", SHORT: "{days} working days left, {spare} too few", LATE: "{days} working days late" },
    stopped: "Stopped", stoppedWhy: "This part has stopped: {text}", stoppedParts: "Stopped, to be looked at: {parts}", stoppedLines: "Batch {batch}, lines {lines}", showOpen: "Show them",
    lateParts: "Late: {parts}", lateGoOn: "A late city holds no other: the others go on.", noParts: "The lists are being drawn and will appear here.", stepsDone: "{done} of {of} steps", sum: "Total of {count} city | Total of {count} cities",
    tab: { parts: "Cities", ledger: "Books", roll: "Roll", notice: "Notice and objections", bank: "Bank and reconciliation", story: "What happened" },
    steps: "Steps", stepState: { done: "done", now: "now", next: "to come" },
    step: { DRAW: "Roll drawn", REVIEW: "Review", NOTICE: "Public notice", APPROVAL: "Approval", FUNDING: "Funding", BANK: "To the bank", REPORT: "Bank report", FOLLOW_UP: "Follow up", SIGN_OFF: "Sign-off" },
    within: "within {days} working day | within {days} working days", above: "above {amount} yuan", noticeDays: "{from} to {to}", standIn: "(stand-in)", me: "you",
    blocked: "You cannot act on this step:", notMine: "Nothing here waits for you now.", hands: "{count} have acted", deed: { DREW: "Prepared", REVIEWED: "Reviewed", APPROVED: "Approved", PAID: "Released" }, fourEyes: "Preparer, reviewers, approvers and payer are different people, also through stand-ins.", nextMine: "Next that waits for me: {name}", noStory: "Nothing on record yet.", followUp: "Follow up what was not paid",
    overview: {
      waiting: "{count} part waits for me | {count} parts wait for me", forMe: "Waits for me", parts: "{count} part | {count} parts", ended: "{ended} of {parts} cities ended", late: "{count} city late | {count} cities late", count: "{count} run loaded. | {count} runs loaded.",
      none: "There is no run yet.", noneHere: "No run fits the filters.", explain: "Runs are planned by the calendar of each benefit and appear here ahead of the Spring Festival or the year's end. One-off benefits are started by finance or the province.",
    },
    plan: {
      name: "Plan a run", title: "Plan a run", text: "The lists of all cities are drawn from the registers at once, then reviewed level by level. A period of a benefit has one run.", choose: "Please choose", period: "Period (2026; for a one-off 2026-gaowen)", draw: "Lists drawn", approveBy: "Approved by", payBy: "Money arrives by", provisional: " (expected)",
      notReady: "It cannot be paid yet: {count} values have no document attached.", example: "Some values are examples: they are paid in a demonstration only, and are no real standard.", hand: "Once you plan it, somebody else has to review, approve and release it.",
      confirm: "Plan it", done: "Run {number} is planned", supplement: "Supplement", supplementTitle: "Plan a supplement", supplementText: "A supplement pays those whom the run left out, held and did not pay, or gave up; nobody is paid again.", supplementConfirm: "Plan the supplement",
      fault: { benefit: "Please choose a benefit.", period: "A period is a year, such as 2026; of a one-off with a name, such as 2026-gaowen." },
    },
    cancel: {
      name: "Cancel the run", title: "Cancel this run?", text: "The {count} parts that are not approved are cancelled; approved ones go on. This cannot be undone; plan another one if needed.", confirm: "Cancel it", done: "{number}: what was not approved is cancelled",
      tooLate: "What is approved cannot be cancelled. Instead: hold or give up single payments before the bank has them, and pay whoever was left out by a supplement; what the bank has can be stopped at the bank and followed up when it comes back.",
    },
    act: {
      reason: "Why (at least {count} characters, no personal data)", noKinship: "I am no relative of anybody who is paid",
      fault: { choice: "Please choose first.", reason: "Please say why, 10 to 500 characters.", kinship: "Please declare that you are no relative; if you are, leave it to a colleague.", compared: "Please compare count, total and capital numerals first.", capital: "The capital numerals do not agree with the total: stop and report it." },
    },
    decide: {
      compared: "I have compared: {count} payments, {total} yuan in all, as in the capital numerals",
      name: {
        REVIEW: { approve: "Review passed", return: "Draw it again", refuse: "Do not pay" }, APPROVAL: { approve: "Approve", return: "Draw it again", refuse: "Do not pay" }, SIGN_OFF: { approve: "Sign off", return: "Back to follow-up", refuse: "Do not close" },
        FUNDING: { approve: "Release the funds" }, NOTICE: { approve: "Confirm", return: "Draw it again", refuse: "Do not pay" }, REPORT: { approve: "Confirm", return: "Return", refuse: "Do not pay" }, FOLLOW_UP: { approve: "Confirm", return: "Return", refuse: "Do not pay" },
      },
      ask: {
        REVIEW: { approve: "Does this list pass the review?", return: "Return it and draw the list again?", refuse: "Do not pay this part?" }, APPROVAL: { approve: "Approve these payments?", return: "Return it and draw the list again?", refuse: "Do not pay this part?" }, SIGN_OFF: { approve: "Sign this part off?", return: "Back to follow-up?", refuse: "Do not close it?" },
        FUNDING: { approve: "Release the funds?" }, NOTICE: { approve: "Confirm?", return: "Return it and draw the list again?", refuse: "Do not pay this part?" }, REPORT: { approve: "Confirm?", return: "Return?", refuse: "Do not pay?" }, FOLLOW_UP: { approve: "Confirm?", return: "Return?", refuse: "Do not pay?" },
      },
      does: {
        REVIEW: { approve: "This cannot be undone: the list goes to the public notice or the next level. Until it is approved it can still be returned or cancelled.", return: "This cannot be undone: this list is dropped and drawn again, and every review begins anew.", refuse: "This cannot be undone: this part is cancelled and nobody in it is paid; other cities are not affected." },
        APPROVAL: { approve: "This cannot be undone: once all levels approved it cannot be cancelled, and finance releases the funds. One changed fen or account stops it.", return: "This cannot be undone: this list is dropped and drawn again; reviews and notice begin anew.", refuse: "This cannot be undone: this part is cancelled and nobody in it is paid; other cities are not affected." },
        SIGN_OFF: { approve: "This cannot be undone: the books of this period are sealed; what comes back later is booked in the open period.", return: "The part goes back to follow-up.", refuse: "The part is not closed." },
        FUNDING: { approve: "This cannot be undone: the funds are set aside on the budget line, and the bank files are made and sent. You must be none of those who prepared, reviewed or approved." },
        NOTICE: { approve: "The next step follows.", return: "This cannot be undone: the list is drawn again.", refuse: "This cannot be undone: this part is cancelled." }, REPORT: { approve: "The next step follows.", return: "It is returned.", refuse: "It is not paid." }, FOLLOW_UP: { approve: "The next step follows.", return: "It is returned.", refuse: "It is not paid." },
      },
      confirm: { approve: "Confirm", return: "Confirm the return", refuse: "Confirm: do not pay", fund: "Release the funds" },
      done: { approve: "{name}: recorded, now “{state}”.", return: "{name}: returned, the list is drawn again.", refuse: "{name}: cancelled.", fund: "{name}: the funds are set aside, the bank is being told." },
    },
    filter: { all: "All", open: "Open", held: "Held", failed: "Not paid", void: "Given up", excluded: "Left out" },
    lineAct: { hold: "Hold", release: "End the hold", approveCorrection: "Decide the correction", correct: "Correct the account", void: "Give it up" },
    roll: {
      list: "Roll", no: "Batch-line", place: "Payment {place}", person: "Name", unit: "Unit", kind: "Payment", account: "Account", why: "Why left out", next: "What to do", everyKind: "All of them", flagged: "See the note inside",
      basis: "How it was worked out", sources: "Documents: ", noSources: "none attached", reference: "Reference", held: "Held", wasHeld: "Was held", holdMine: "You laid it; somebody else has to end it.", case: "Off the plain path", caseSums: "{paid} yuan arrived, {due} yuan still to be paid", attempt: "sending {no}", asked: "The payee said on {at} that it did not arrive",
      notDrawn: "The list is not drawn yet.", excludedBy: "Why people were left out, and how many", allLoaded: "{count} payments, {sum} yuan, all loaded.", someLoaded: "{count} payments loaded, {sum} yuan; scroll for more.", allPeople: "{count} people left out.", somePeople: "{count} people loaded.", loadAll: "Load all",
      agrees: "Count and total agree with the list", differs: "Does not agree with the list, which has {count} payments and {total} yuan: reload; if it stays, stop and report it.",
      none: { all: "Nobody is on the list.", open: "Nothing is open.", held: "Nothing is held.", failed: "Nothing failed.", void: "Nothing was given up.", excluded: "Nobody was left out." },
    },
    hold: { title: "Hold this payment?", text: "It is not paid while it is held; all others go on. Somebody else ends the hold. What the bank has cannot be held.", kind: "Why it is held", confirm: "Hold it" },
    holdKind: { BY_HAND: { text: "To be looked into", note: "Afterwards somebody else releases it or gives it up." }, DECEASED: { text: "The payee died", note: "Please enter it in the register too." }, NOT_PAYABLE: { text: "May not be paid any more", note: "Moved abroad, title withdrawn." } },
    release: { title: "End the hold", text: "By somebody else than the one who laid it; it cannot be undone.", how: "How it ends", confirm: "Confirm" },
    holdEnd: { RELEASE: { text: "It is paid after all", note: "With the next sending." }, VOID: { text: "Not paid by this run", note: "The money goes back to the budget line; a supplement can pay later." } },
    giveUp: { title: "Give this payment up?", text: "This run does not pay it any more and the money goes back to the budget line; the person can be paid by a supplement. It cannot be undone.", confirm: "Give it up" },
    correct: {
      title: "Correct the account", text: "One person proposes a correction, another approves it; then it goes with the next sending.", from: "Which account", file: "The one in the register now", fileNote: "Entered and verified before.", fresh: "Another one", freshNote: "Sealed; nothing is paid to it before it is approved.",
      holder: "Holder (the payee, or the recorded proxy)", bank: "Bank and branch", number: "Account number", again: "The number again (no pasting)", clearing: "Clearing number (12 digits, where the bank asks for it)", proxy: "Where the holder is somebody else", relation: "Relation to the payee", document: "Title or number of the paper", confirm: "Propose it",
      newAccount: "New account: {bank} **** {last4}", oldAccount: "Present account: {bank} **** {last4}", because: "Why: {reason}", proposed: "Correction proposed, somebody else has to approve it", approved: "Correction approved", mine: "You proposed it; somebody else has to approve it.",
      decideTitle: "Decide the correction", decideText: "Compare with the payee or the register. Approved, the next sending pays to the new account; it cannot be undone.", decision: "Decision", decideConfirm: "Confirm",
      fault: { from: "Please choose which account.", holder: "Please fill in the holder.", bank: "Please fill in the bank.", number: "An account number has at least 8 characters.", again: "The two numbers differ.", clearing: "A clearing number has 12 digits.", proxy: "Relation and paper of a proxy go together.", reason: "Please say why, at least 10 characters." },
    },
    correctEnd: { approve: { text: "Approve the correction", note: "It is paid to the new account." }, refuse: { text: "Refuse it", note: "Say why; it can be proposed again." } },
    objection: {
      name: "Take an objection", title: "Take an objection", does: "This payment is held at once, all others go on. With the real name, which only those who decide can see.", place: "Against which payment (its number in the notice, such as 1-34)", person: "Name of whoever objects", unit: "His or her unit", text: "The objection (at least 10 characters)", confirm: "Take it", taken: "Objection {no} is taken; the payment is held.",
      on: "Posted now", over: "The notice has ended", later: "Not begun", noNotice: "Not posted yet, or this benefit has no notice.", how: "A notice runs for 5 working days. Aid is masked, honours are in full; what is objected to is held until it is looked into.", all: "Objections", hidden: "Only those who decide can see the objections.", none: "No objection.", against: "Against payment {place}", open: "To be looked into",
      findName: "Record what was found", findTitle: "Record what was found", findText: "By somebody else than the one who took it; it cannot be undone.", finding: "Finding", findConfirm: "Confirm", found: "The finding on objection {no} is recorded.",
      fault: { place: "Batch and line, such as 1-34.", name: "Please fill in the name.", unit: "Please fill in the unit.", text: "Please write the objection, at least 10 characters." },
    },
    finding: { UPHELD: { text: "The objection is right", note: "The payment is not made." }, DISMISSED: { text: "The objection is not right", note: "The payment is made." } },
    bank: {
      unmatched: "Money without an owner", noUnmatched: "None.", open: "Payments that wait for somebody", noOpen: "None.", files: "Bank files", noFiles: "The bank was not told yet.", message: "File", sent: "Sent", report: "Report", batch: "batch {batch}, sending {attempt}",
      answered: "All answered", outstanding: "{count} without an answer", overdue: "Overdue, {count} without an answer", fetch: "Download", fetchOne: "Download {message}", sum: "{count} file | {count} files", audited: "A download goes to the audit trail; the file is locked.",
      late: "The report is late: {files}", lateFirst: "The bank is asked on the next working day.", lateText: "A payment whose outcome is unknown is never sent again; the bank is asked every working day until there is a report. A report from online banking can be uploaded below.",
      reports: "Reports that were booked", noReports: "No report yet.", booked: "Booked", from: "From", results: "Results", byHand: "Uploaded", byBank: "The bank", faults: "{count} lines cannot be read",
    },
    fetch: {
      title: "Download a bank file", audited: "This goes to the audit trail: your name, the time, the file and what for.", sums: "{count} payments, {total} yuan", purpose: "What for (at least {count} characters)", password: "Password of the file (at least 12 letters, digits or signs)", another: "Another one", passwordHint: "Note it down and tell the bank another way; it is not kept and cannot be seen again.", confirm: "Download", done: "Downloaded; compare count, total and",
      fault: { purpose: "Please say what for, at least 4 characters.", password: "At least 12 characters, no blanks." },
    },
    upload: {
      title: "Upload a bank report", text: "A report from online banking (XML or CSV, at most 4 MB). It is booked line by line by reference: a line that cannot be read affects no other, and the same file twice books nothing twice.", file: "Choose a report", nothing: "No file chosen yet", confirm: "Upload", taken: "Received, {rows} lines", repeated: "This report was received before: nothing is booked twice ({rows} lines)", faults: "{count} lines cannot be read; the others are booked:", line: "Line {line}:",
      fault: { none: "Please choose a file first.", large: "The file is larger than 4 MB: please split it.", unreadable: "The file cannot be read: please choose it again." },
    },
    account: { BUDGET: "Budget", RESERVED: "Set aside", IN_FLIGHT: "With the bank", PAID: "Paid", RETURNED: "Returned", SUSPENSE: "Suspense", OUTSIDE: "Outside" },
    clearTo: { BUDGET: "Back to the budget line, to be used again.", RESERVED: "As money to be paid.", IN_FLIGHT: "As a payment with the bank.", PAID: "It is a payment that was made.", RETURNED: "It is a payment that came back.", SUSPENSE: "It stays here.", OUTSIDE: "Not ours: back to the bank." },
    suspense: {
      name: "Clear", title: "Clear this money?", text: "It is booked to the chosen account and cannot be undone. First find out whose it is.", to: "Book it to", confirm: "Clear it", done: "{amount} yuan cleared to “{to}”", reference: "The bank's reference: {reference}", found: "Found", why: "Why", age: "{days} day | {days} days", toPart: "To part {part}", notMine: "Finance clears it",
      explain: "Money that a report has too much, that fits no reference, or that came back after the sign-off waits here until finance finds out whose it is and clears it with a reason. Oldest first.", none: "No money in suspense.", all: "{count} items, {sum} yuan.", some: "{count} items loaded, {sum} yuan.",
    },
    ledger: {
      balances: "Balances (yuan)", zero: "All accounts add up to 0.00 yuan", notZero: "All accounts add up to {amount} yuan, not zero: stop and report it.", together: "Together", all: "All", how: "A posting moves one sum from one account to another, so they always add up to zero. Negative: more left the account than came.",
      postings: "Postings", choose: "Please choose a city", chooseText: "Choose a city to see each of its postings.", none: "No posting yet.", at: "When", from: "From", to: "To", why: "Why", about: "About", period: "Period", shown: "{count} of {all} shown.",
    },
    payroll: { name: "Payroll to print", back: "Back to the part", print: "Print", loading: "Reading, {count} lines so far…", hash: "Hash of the list", no: "No.", person: "Name", id: "ID number", bank: "Bank", last4: "Last 4", open: "Not yet", printedAt: "Printed: {at}" },
  },
};

export default english;
