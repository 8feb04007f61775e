// Foundings in English.
import type foundings from "./zh.foundings";

const english: typeof foundings = {
  founding: {
    lead: "Foundings that your unions approve: where each stands and who waits for whom.", none: "No foundings yet.", name: "Union", step: "Step", waits: "Waits for", due: "By", people: "Signed up", open: "Open", decide: "Decide", look: "Look", ended: "Ended",
    steps: { REQUESTED: "Request to be answered", RECRUITING: "Colleagues sign up", MEETING_REQUESTED: "Meeting to be agreed", MEETING_AGREED: "Meet and elect", RESULT_REPORTED: "Result to be agreed", FOUNDING: "Being put on record", FOUNDED: "Founded", CLOSED: "Ended" },
    waiting: { APPLICANT: "the preparation group", UNION: "the union above", SYSTEM: "the system" },
    replies: "Replies", noReplies: "No reply yet.", replyTo: { 1: "May be prepared", 2: "Meeting agreed", 3: "Result agreed" }, print: "Print", synthetic: "Invented data", answers: "Application {number}",
    nobody: "Nobody has signed up yet.", person: "No. {no} {name}", woman: "woman", parts: { IN: "in", LEFT: "left", MEMBER: "member", APART: "not a member", NONE: "" }, founded: "The union exists: {union}",
  },
};

export default english;
