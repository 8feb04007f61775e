// The worker's pages in Chinese: plain, short, as family speaks.
import common from "./zh-CN.common";
import form from "./zh-CN.form";
import me from "./zh-CN.me";
import moving from "./zh-CN.moving";

export default { ...common, ...form, ...me, ...moving };
