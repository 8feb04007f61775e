// The worker's pages in English.
import type { Messages } from "./messages";
import change from "./en.change";
import common from "./en.common";
import form from "./en.form";
import me from "./en.me";
import moving from "./en.moving";

const messages: Messages = { ...change, ...common, ...form, ...me, ...moving };
export default messages;
