// Moving a membership, in English.
export default {
  moving: {
    title: "From where to where", from: "Union you leave", to: "New union", nowhere: "A union outside the province", unknown: "Shown once it is checked", begin: "Move my membership",
    objection: "The union you leave objects", effective: "From {date} your membership is with the new union; until the day before with the old one. Your number stays.",
    step: { OWN_YES: "Your own yes", OBJECTION: "The old union may object", RESOLUTION: "The union above decides", ACCEPTANCE: "The new union accepts", EFFECT: "The membership moves" },
    now: {
      OWN_YES: "Waits for you, until {date}", OBJECTION: "Now: without an objection by {date} it counts as consent", RESOLUTION: "Now: answer by {date}",
      ACCEPTANCE: "Now: answer by {date}", EFFECT: "In a moment",
    },
    done: "Done {date}", ahead: "By {date} at the latest",
    ladder: "What will happen",
    will: { OBJECTION: "The union you leave is told; without an objection by {date} it counts as consent", ACCEPTANCE: "The new union accepts, by {date} at the latest", EFFECT: "Your membership moves; your number stays and services go on", OWN_YES: "Your own yes", RESOLUTION: "The union above decides" },
    confirmTitle: "Please say yes or no", confirmText: "{union} says that you work there now and would like to take over your membership. Is it what you want? Nothing moves without your yes.", confirmBy: "Until {date}; after that it ends by itself and nothing changes.",
    yes: "Yes, move it", no: "No", noText: "With no, this move ends; membership and services stay as they are.", noYes: "No, do not move it",
    saidYes: "Thank you. The union you leave is told next.", saidNo: "Noted: your membership stays where it is.", waitsForYou: "It waits for your own yes.",
    confirmHome: "{title}: your new union waits for your yes until {date}.", confirmOpen: "Answer",
  },
};
