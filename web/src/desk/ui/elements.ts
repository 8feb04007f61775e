// The Element Plus components of the desk, one by one with their styles, so that nothing else is loaded.
import "element-plus/es/components/base/style/css";
import "element-plus/es/components/alert/style/css";
import "element-plus/es/components/button/style/css";
import "element-plus/es/components/checkbox/style/css";
import "element-plus/es/components/date-picker/style/css";
import "element-plus/es/components/dialog/style/css";
import "element-plus/es/components/empty/style/css";
import "element-plus/es/components/input/style/css";
import "element-plus/es/components/message/style/css";
import "element-plus/es/components/progress/style/css";
import "element-plus/es/components/radio/style/css";
import "element-plus/es/components/radio-group/style/css";
import "element-plus/es/components/skeleton/style/css";
import "element-plus/es/components/skeleton-item/style/css";
import "element-plus/es/components/tag/style/css";
import "element-plus/es/components/timeline/style/css";
import "element-plus/es/components/timeline-item/style/css";
import "element-plus/theme-chalk/dark/css-vars.css";
import { ElConfigProvider as ConfigProvider } from "element-plus/es/components/config-provider/index.mjs";
import { ElDatePicker as DatePicker } from "element-plus/es/components/date-picker/index.mjs";
import type { DefineComponent } from "vue";

export { ElAlert } from "element-plus/es/components/alert/index.mjs";
export { ElButton } from "element-plus/es/components/button/index.mjs";
export { ElCheckbox } from "element-plus/es/components/checkbox/index.mjs";
export { ElDialog } from "element-plus/es/components/dialog/index.mjs";
export { ElEmpty } from "element-plus/es/components/empty/index.mjs";
export { ElInput } from "element-plus/es/components/input/index.mjs";
export { ElMessage } from "element-plus/es/components/message/index.mjs";
export { ElProgress } from "element-plus/es/components/progress/index.mjs";
export { ElRadio, ElRadioGroup } from "element-plus/es/components/radio/index.mjs";
export { ElSkeleton } from "element-plus/es/components/skeleton/index.mjs";
export { ElTag } from "element-plus/es/components/tag/index.mjs";
export { ElTimeline, ElTimelineItem } from "element-plus/es/components/timeline/index.mjs";

// The library's own types of these two do not allow any property under exactOptionalPropertyTypes.
export const ElConfigProvider = ConfigProvider as unknown as DefineComponent<{ locale: object }>;
export const ElDatePicker = DatePicker as unknown as DefineComponent<Record<string, unknown>>;
