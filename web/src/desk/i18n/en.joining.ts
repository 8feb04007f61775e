// Collective joining in English.
export default {
  joining: {
    about: "Make a batch and upload its roster; each person says yes himself, on his own phone or on the spot; the union decides once, with exceptions by person; cards follow.",
    begin: "Organise a joining", union: "Union that takes them in", name: "Name", place: "Place", held: "Ceremony", until: "Last day to answer by link", make: "Make the batch",
    organiser: "You are the organiser: roster, links and the day are yours. The decision is another approver's, or that of a stand-in named by the union above.",
    none: "No collective joining yet.", people: "Roster", state: "State", open: "Open", closed: "Closed", mine: "You organise it", untilOn: "answers by link until {day}",
    counts: { rows: "On the roster", yes: "Yes", no: "No", silent: "Silent", present: "Came", members: "Members" },
    show: { all: "All", silent: "Silent", no: "Said no", ready: "To be decided", singly: "To be opened singly", returned: "To be corrected", members: "Members" },
    no: "No.", person: "Name", idNumber: "ID number", mobile: "Mobile", group: "Group", employer: "Employer (optional)", stands: "Stands at", came: "Came", act: "Act",
    nobody: "Nobody is on the roster yet. Upload one, or add people one by one.", nobodyHere: "Nobody fits.", erased: "(erased)", walkIn: "walk-in", onTheSpot: "on the spot", saidNo: "Said no", openSingly: "Open singly", ceremonyMode: "Check-in",
    groups: { TRUCK_DRIVER: "Truck driver", COURIER: "Courier", CARE_WORKER: "Care worker", DOMESTIC_WORKER: "Domestic worker", MALL_PROMOTER: "Mall promoter", FOOD_DELIVERY_RIDER: "Food-delivery rider", ESTATE_AGENT: "Estate agent", SECURITY_GUARD: "Security guard", RIDE_HAILING_DRIVER: "Ride-hailing driver", OTHER_NEW_FORM: "Other new form of employment", NONE: "None of these" },
    states: { SUBMITTED: "Being checked", VERIFYING: "Being checked", APPROVING: "To be decided", RETURNED: "To be corrected by the person", APPROVED: "Approved, card on its way", COMPLETED: "Member", REFUSED: "Refused", WITHDRAWN: "Withdrawn", LAPSED: "Closed" },
    reasons: { R05: "No wage or basis of work", R06: "Work cannot be confirmed", R08: "Incomplete (say what is missing)", R10: "Declined on the phone", R99: "Other (at least 10 characters)" },
    roster: {
      title: "Upload the roster", text: "CSV or XLSX, at most 2,000 people. Choosing a file only tries it; the same file twice changes nothing.", template: "Template", file: "Roster file", choose: "Choose a roster file",
      would: "Tried: {added} new, {known} on the roster already, {refused} lines at fault. Nothing written yet.", did: "Written: {added} new, {known} on the roster already, {refused} lines at fault were left out.", bad: "Lines at fault", line: "Line", mend: "Why, and how to mend it", take: "Take {count} people", returned: "File with the results",
      one: "Add one person (walk-ins)", add: "Add", added: "{name} is on the roster, check-in code {code}. Let the person answer on a device.",
    },
    links: { title: "Ask each person", text: "The link holds no personal data and opening it agrees to nothing; the person gives the last four characters of his document and says yes or no. Who has no phone uses a device.", send: "Send links ({count})", done: "{sent} SMS taken by the provider, {failed} not; those can be sent again.", none: "No link yet", sent: "Link sent, silent", shut: "Link shut, send again", one: "Send", again: "Send again" },
    device: { open: "Open a device", end: "End devices ({count})", title: "The device is open", text: "Open this link on the device that goes from hand to hand; it works for 12 hours. After each person press «Next person»: nothing of the one before stays. Your account is not signed in there.", here: "Open the page in a new window", eyes: "You look at each document, so you do not decide on these people." },
    decision: {
      title: "Decision", notYou: "You organise it: the decision is another approver's, or that of a stand-in named by the union above.", notYours: "The decision is that of this union's approvers.", nobody: "Nobody waits whose checks all passed.", text: "{count} people passed every check. One decision covers all; some may be decided otherwise. Who says yes later is in the next one.",
      exceptions: "Decided otherwise ({count})", what: "Decision", why: "Reason", words: "Words (the person reads them)", refuse: "Refuse", return: "Return", on: "Committee's date", kin: "I am no relative of any of them", confirm: "Approve {yes}, otherwise {no}", done: "Decision {no} recorded; in effect for {decided} of {people}.", problem: "No. {row} not in effect: {why}", round: "Decision {no}, {on}: {people} people, {exceptions} otherwise",
    },
    record: { title: "Record of the ceremony", is: "Held {at} at {place}; {heads} people came.", oath: "Oath taken together", noOath: "No oath together.", none: "Nothing recorded yet.", heads: "People", keep: "Keep the record", write: "Write the record" },
    close: { name: "Close the batch", text: "Nobody can answer any more; {count} are silent. They can apply online later. Who said yes is not affected. What was uploaded of the others is erased after 30 days.", confirm: "Close it" },
    print: { roll: "Roll to sign", cards: "Cards", print: "Print", code: "Code", sign: "Signature", noNumber: "Number to come" },
    checkIn: {
      back: "Back to the batch", came: "have come", code: "Check-in code (scan or type 8 characters)", note: "Check in", scan: "Scan by camera", stop: "Stop scanning", noCamera: "The camera cannot be used; please type the code.", offline: "No network: go on as usual, everything is sent once it is back.", welcome: "Welcome {name} (no. {no})", twice: "{name} is checked in already", stranger: "Not on the roster: {code}", strangerOffline: "{code} is not on this device's list; noted, to be checked online.", saidNo: "{name} said no before; please ask.",
      waiting: "{count} to be sent", allSent: "All sent", conflicts: "To be looked at", conflict: { ELSEWHERE: "checked in on device {device} before ({at}); the first stands.", SAID_NO: "said no before; not counted as present.", UNKNOWN: "no code of this batch; not recorded." }, recent: "Just now", nobody: "Nobody yet.", outcome: { WAITING: "to be sent", PRESENT: "sent", ELSEWHERE: "elsewhere", SAID_NO: "said no", UNKNOWN: "not on the roster" }, devices: "{here} on this device, {others} on others.", refresh: "Update the list", forget: "Clear this device", stay: "The list is sealed on this device, names masked. Do not close or reload this page while offline.",
    },
  },
};
