// Words of what can become of a membership, in English.
export default {
  change: {
    title: "My membership",
    offer: {
      retain: "Keep my membership",
      reactivate: "Make my membership active again",
      leave: "Leave the union",
      join: "Join again",
    },
    means: {
      retain: "Retired, out of work, employer closed or in the army: it waits for you, without dues and without a vote",
      reactivate: "Back at your old employer: the number stays, services open again",
      leave: "A new employer, retirement or unemployment is no reason to leave; the card is void the same day, and you may join again",
      join: "You are welcome back at any time",
    },
    explain: "Explain",
    explainLead: "Before the committee decides it wants to hear you. Your own words are enough.",
    explainBy: "Please explain by {date}; you may call instead. Your membership does not end by that date.",
    explainLabel: "What you want to say",
    explainFault: "Please write 10 to 1,000 characters.",
    explainSend: "Send",
    explained: "We have your words; the committee reads them.",
  },
};
