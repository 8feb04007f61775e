// The worker's phone.
import { createApp, h } from "vue";

createApp({ render: () => h("main", "工会") }).mount("#app");
