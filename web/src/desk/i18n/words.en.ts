// The codes in English.
import type words from "./words.zh";

const english: typeof words = {
  taskState: { WAITING: "Waiting (not closed)", OPEN: "Not claimed", CLAIMED: "Claimed", DONE: "Closed" },
  kind: { CHECK: "Check by hand", APPROVAL: "Approval", APPEAL: "Appeal", OBJECTION: "May object", RESOLUTION: "Objection to decide" },
  state: {
    SUBMITTED: "Submitted", VERIFYING: "Being checked", APPROVING: "With the union", RETURNED: "With the applicant to mend", APPROVED: "Approved, card on its way",
    COMPLETED: "Completed", REFUSED: "Refused", WITHDRAWN: "Withdrawn", LAPSED: "Not mended in time, ended",
  },
  check: { passed: "Passed", failed: "Failed", unknown: "Cannot tell" },
  source: { form: "the form", register: "the register", provider: "the identity provider", officer: "an officer", account: "the account" },
  actor: { UNION: "Union", APPLICANT: "Applicant", SYSTEM: "System" },
  role: {
    UNION_VERIFIER: "Verifier", UNION_APPROVER: "Approver", COUNTY_REVIEWER: "County reviewer", CITY_REVIEWER: "City reviewer",
    PROVINCE_APPROVER: "Province approver", FINANCE_PAYER: "Finance", AUDITOR: "Auditor", SYSTEM_SCHEDULER: "System", DATA_ADMIN: "Data administrator",
  },
  group: {
    COURIER: "Courier", FOOD_DELIVERY_RIDER: "Food-delivery rider", TRUCK_DRIVER: "Truck driver", RIDE_HAILING_DRIVER: "Ride-hailing driver", CARE_WORKER: "Care worker",
    DOMESTIC_WORKER: "Domestic worker", MALL_PROMOTER: "Mall promoter", ESTATE_AGENT: "Estate agent", SECURITY_GUARD: "Security guard", OTHER_NEW_FORM: "Other new form of employment", NONE: "Other occupation",
  },
  relation: { LABOUR: "Employed", DISPATCH: "Dispatched labour", PLATFORM_MANAGED: "Managed by a platform or its partner", SELF_EMPLOYED_PLATFORM: "Takes orders from a platform", FLEXIBLE: "Flexible work" },
};

export default english;
