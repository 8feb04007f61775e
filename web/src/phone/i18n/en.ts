// The worker's pages in English.
import type { Messages } from "./messages";
import common from "./en.common";
import form from "./en.form";
import me from "./en.me";

const messages: Messages = { ...common, ...form, ...me };
export default messages;
