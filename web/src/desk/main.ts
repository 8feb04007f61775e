// The officer's desk.
import { createApp, h } from "vue";

createApp({ render: () => h("main", "办理台") }).mount("#app");
