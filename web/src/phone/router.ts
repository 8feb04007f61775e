// The worker's pages. Home is in the first load; every other page is loaded when it is opened.
import { createRouter, createWebHistory, type Router } from "vue-router";
import HomePage from "./pages/HomePage.vue";

/** Makes the router; a new page starts at its top with the focus on its heading (see App.vue). */
export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
      { path: "/", name: "home", component: HomePage },
      { path: "/register", name: "register", component: () => import("./pages/RegisterPage.vue") },
      { path: "/reset", name: "reset", component: () => import("./pages/RegisterPage.vue"), props: { reset: true } },
      { path: "/sign-in", name: "sign-in", component: () => import("./pages/SignInPage.vue") },
      { path: "/signed-in", name: "signed-in", component: () => import("./pages/SignedInPage.vue") },
      { path: "/matters/:code", name: "guide", component: () => import("./pages/GuidePage.vue"), props: true },
      { path: "/matters/:code/check", name: "check", component: () => import("./pages/CheckPage.vue"), props: true },
      { path: "/matters/:code/apply", name: "apply", component: () => import("./pages/ApplyPage.vue"), props: true },
      { path: "/confirm", name: "confirm", component: () => import("./pages/ConfirmPage.vue") },
      { path: "/receipt", name: "receipt", component: () => import("./pages/ReceiptPage.vue") },
      {
        path: "/applications/:id",
        name: "progress",
        component: () => import("./pages/ProgressPage.vue"),
        props: true,
      },
      {
        path: "/applications/:id/amend",
        name: "amend",
        component: () => import("./pages/AmendPage.vue"),
        props: true,
      },
      { path: "/found", name: "found", component: () => import("./pages/FoundPage.vue") },
      { path: "/foundings/:id", name: "founding", component: () => import("./pages/FoundingPage.vue"), props: true },
      { path: "/foundings/:id/round", name: "founding-round", component: () => import("./pages/FoundingRoundPage.vue"), props: true },
      { path: "/foundings/:id/replies/:round", name: "founding-reply", component: () => import("./pages/FoundingReplyPage.vue"), props: true },
      { path: "/me", name: "me", component: () => import("./pages/MePage.vue") },
      { path: "/me/payments", name: "payments", component: () => import("./pages/PaymentsPage.vue") },
      { path: "/me/payments/:id", name: "payment", component: () => import("./pages/PaymentPage.vue"), props: true },
      { path: "/me/account", name: "account", component: () => import("./pages/AccountPage.vue") },
      { path: "/notices", name: "notices", component: () => import("./pages/NoticesPage.vue") },
      { path: "/notices/:run/:part", name: "notice", component: () => import("./pages/NoticePage.vue"), props: true },
      { path: "/me/identity", name: "identity", component: () => import("./pages/IdentityPage.vue") },
      { path: "/me/card", name: "card", component: () => import("./pages/CardPage.vue") },
      { path: "/me/services", name: "services", component: () => import("./pages/ServicesPage.vue") },
      { path: "/me/inbox", name: "inbox", component: () => import("./pages/InboxPage.vue") },
      { path: "/me/consents", name: "consents", component: () => import("./pages/ConsentsPage.vue") },
      { path: "/me/data", name: "data", component: () => import("./pages/DataPage.vue") },
      { path: "/:rest(.*)*", name: "not-found", component: () => import("./pages/NotFoundPage.vue") },
    ],
  });  // A page whose code could not be fetched without a network opens by itself once there is one.
  let wanted: string | undefined;
  router.onError((_failure, to) => (wanted = to.fullPath));
  router.afterEach(() => (wanted = undefined));
  window.addEventListener("online", () => {
    if (wanted) void router.push(wanted);
  });
  return router;
}
