// The counter in English.
import type counter from "./zh.counter";

const english: typeof counter = {
  counter: {
    setup: "For this session", setupText: "Set what is the same for everybody first; then each worker takes mobile, name and ID number only. Nothing of a person is kept here.",
    relation: "Kind of work", employer: "Employer (search the register)", employerName: "Not found: full name (the employer is not told)", residenceAll: "Where they live (county or street; can differ for one)", work: "Where they work (may be left empty)", begin: "Begin",
    setupFault: { employer: "This kind of work needs an employer.", residence: "Please choose where they live." },
    notOffered: "This sign-in cannot send SMS codes to a counter", notOfferedText: "Please have workers apply on their own phones.",
    tally: "{count} served, {seconds} s each on average", changeSetup: "Change the session", nothingKept: "What is typed here is only in this page's memory; it is gone with the next worker, on leaving the page, or after three minutes untouched.",
    officerTypes: "The officer types", workerSays: "For the worker to read and answer",
    mobile: "The worker's own mobile", mobileHint: "Enter sends the code.", sendCode: "Send the code", codeSent: "Sent", sent: { register: "The code is on its way to this mobile.", reset: "This mobile is registered; the code is on its way. The password has to be set anew afterwards." },
    name: "Name", idNumber: "ID number", idCard: "Resident identity card", permit: "Residence permit (Hong Kong, Macau, Taiwan)", livesIn: "Lives in: {place}", elsewhere: "Elsewhere", residence: "Where this worker lives",
    fault: {
      required: "Please fill this in.", name_length: "A name has 2 to 30 characters.", name_characters: "Only Chinese characters and “·”.", id_number_15_digits: "Please use the new number of 18.", id_number_length: "An ID number has 18 characters.", id_number_characters: "17 digits, then a digit or X.",
      id_number_date: "There is no such date of birth.", id_number_checksum: "The check digit is wrong: compare with the document.", id_type_differs: "The kind of document is wrong.", mobile_shape: "A mobile has 11 digits.",
    },
    agree: "I agree", disagree: "I do not agree", disagreed: "Without consent nothing can be taken; what was typed is not kept.", endHere: "End here and clear", tookOath: "I have taken the oath", oathFree: "It can be skipped; joining does not depend on it.",
    code: "The code on the worker's own phone (this is the yes)", codeHint: "The worker reads out or types the 6 digits.", signedIn: "The worker has confirmed with the code", submit: "Submit", clear: "Clear for the next",
    issuer: { exists: "This mobile is registered.", wrongCode: "The code is wrong: please look at the message again.", expiredCode: "The code has expired: enter the mobile again.", tooMany: "Too many tries: wait some minutes.", passwordFault: "Cannot sign in just now, please try again.", offline: "The sign-in cannot be reached: check the network.", other: "The sign-in did not take it, please try again." },
    again: "This mobile was half registered before. Another code was sent: enter the new one and submit again.",
    received: "Received: {title}", answerBy: "Answer by about", provisional: "(fixed once the year's holidays are published)", madeAt: "Made at", receiptText: "You will be told by SMS. With the number you can ask on the workers' pages or at the union.",
    firstSignIn: "At your first own sign-in, set a password with a code to your mobile.", next: "Next worker", print: "Print the receipt", nextClears: "“Next worker” clears everything of this one.",
  },
};

export default english;
