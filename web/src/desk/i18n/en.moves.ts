// Moves in and out, in English.
export default {
  moves: {
    text: "The new union accepts; the old one has 5 working days to object, and its silence is consent.", union: "Union", in: "Moves in", out: "Moves out", none: "No moves in yet.", noneOut: "No moves out yet.",
    number: "Number", member: "Member", from: "Union left", to: "New union", state: "State", waits: "Waits for", by: "Until", open: "Open", more: "More", outside: "Outside the province",
    step: { OWN_YES: "The member's own yes", OBJECTION: "The old union may object", RESOLUTION: "Decision above both", ACCEPTANCE: "The new union accepts", EFFECT: "Moves" },
    stepState: { DONE: "Done", NOW: "Now", AHEAD: "Later" },
    objection: "Objection", effective: "With the new union from {date}", begin: "Begin a move in", beginText: "For a member who works here now. He says yes on his own phone: nothing moves without it. Nobody begins his own.",
    name: "Member's name", idNumber: "ID number", relation: "How he works", employer: "Employer's name", residence: "Where he lives (code)", residenceHint: "6 digits of the county or 9 of the street", send: "Begin", sent: "Begun, number {number}; it waits for the member's yes.", side: "Old and new union", fault: { text: "Please fill in everything." },
  },
};
