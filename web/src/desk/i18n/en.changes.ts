// Words of reports that change a membership, in English.
export default {
  changes: {
    begin: "Changes of the membership",
    matter: { review: "Ask for a review", expel: "Begin an expulsion", deceased: "Record a death", restore: "Undo a report of death" },
    optional: "(may be left out)",
    send: "Report, for another person to decide",
    fourEyes: "Whoever reports never decides, nor through a stand-in; a colleague of the union does.",
    received: "Reported",
    receivedText: "Number {number}, due {date}. Follow it on the worklist.",
  },
};
