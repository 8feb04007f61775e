// The worker's pages in Chinese: plain, short, as family speaks.
import change from "./zh-CN.change";
import common from "./zh-CN.common";
import form from "./zh-CN.form";
import me from "./zh-CN.me";
import moving from "./zh-CN.moving";

export default { ...change, ...common, ...form, ...me, ...moving };
