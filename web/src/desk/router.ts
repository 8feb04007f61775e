// The desk's pages. They lie behind the hash, so that desk.html is the only address to serve.
import { createRouter, createWebHashHistory } from "vue-router";
import WorklistPage from "./worklist/WorklistPage.vue";

/** The desk's routes; each but the first is loaded when it is opened. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/", name: "worklist", component: WorklistPage },
    { path: "/tasks/:id", name: "case", component: () => import("./case/CasePage.vue"), props: true },
    { path: "/counter", name: "counter", component: () => import("./counter/CounterPage.vue") },
    { path: "/foundings", name: "foundings", component: () => import("./foundings/FoundingsPage.vue") },
    { path: "/foundings/:id", name: "founding", component: () => import("./foundings/FoundingPage.vue"), props: true },
    { path: "/stand-ins", name: "standIns", component: () => import("./standins/StandInsPage.vue") },
    { path: "/moves", name: "moves", component: () => import("./moves/MovesPage.vue") },
    { path: "/members/:person/changes/:matter", name: "memberChange", component: () => import("./changes/ReportPage.vue"), props: true },
    { path: "/figures", name: "figures", component: () => import("./figures/FiguresPage.vue") },
    { path: "/joinings", name: "joinings", component: () => import("./joinings/JoiningsPage.vue") },
    { path: "/joinings/:id", name: "joining", component: () => import("./joinings/JoiningPage.vue"), props: true },
    { path: "/joinings/:id/check-in", name: "checkIn", component: () => import("./joinings/CheckInPage.vue"), props: true },
    { path: "/joinings/:id/print/:what(roll|cards)", name: "joiningPrint", component: () => import("./joinings/PrintPage.vue"), props: true },
    { path: "/runs", name: "runs", component: () => import("./runs/RunsPage.vue") },
    { path: "/runs/:id", name: "run", component: () => import("./runs/RunPage.vue"), props: true },
    { path: "/runs/:id/parts/:part", name: "part", component: () => import("./runs/PartPage.vue"), props: true },
    { path: "/runs/:id/parts/:part/payroll", name: "payroll", component: () => import("./runs/PayrollPage.vue"), props: true },
    { path: "/suspense", name: "suspense", component: () => import("./runs/SuspensePage.vue") },
    { path: "/members", name: "members", component: () => import("./members/MembersPage.vue") },
    { path: "/members/:id", name: "member", component: () => import("./members/MemberPage.vue"), props: true },
    { path: "/payees", name: "payees", component: () => import("./payees/RegisterPage.vue") },
    { path: "/payees/import", name: "payeeImport", component: () => import("./payees/ImportPage.vue") },
    { path: "/payees/:register/:id", name: "payee", component: () => import("./payees/PayeePage.vue"), props: true },
    { path: "/rosters", name: "rosters", component: () => import("./rosters/RostersPage.vue") },
    { path: "/rosters/:id", name: "roster", component: () => import("./rosters/RosterPage.vue"), props: true },
    { path: "/budgets", name: "budgets", component: () => import("./books/BudgetsPage.vue") },
    { path: "/benefits", name: "benefits", component: () => import("./benefits/BenefitsPage.vue") },
    { path: "/benefits/:code", name: "benefit", component: () => import("./benefits/BenefitPage.vue"), props: true },
    { path: "/unions/:id?", name: "unions", component: () => import("./unions/TreePage.vue"), props: true },
    { path: "/unions/:id/record", name: "union", component: () => import("./unions/UnionPage.vue"), props: true },
    { path: "/unions/:id/reminders", name: "unionReminders", component: () => import("./unions/RemindersPage.vue"), props: true },
    { path: "/unions/:id/end", name: "unionEnd", component: () => import("./unions/EndPage.vue"), props: true },
    { path: "/restructurings/:id", name: "restructuring", component: () => import("./unions/RestructuringPage.vue"), props: true },
    { path: "/:rest(.*)*", name: "lost", component: () => import("./shell/LostPage.vue") },
  ],
});
