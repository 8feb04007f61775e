// 办理台的中文。
import books from "./zh.books";
import changes from "./zh.changes";
import counter from "./zh.counter";
import foundings from "./zh.foundings";
import members from "./zh.members";
import joining from "./zh.joining";
import moves from "./zh.moves";
import payees from "./zh.payees";
import rosters from "./zh.rosters";
import runs from "./zh.runs";
import union from "./zh.unions";
import work from "./zh.work";
import words from "./words.zh";

export default {
  common: { all: "全部", again: "重试", reload: "刷新查看", cancel: "取消", close: "关闭", loading: "正在读取…" },
  shell: {
    brand: "工会 · 办理台", unions: "工会", pages: "页面", worklist: "待办", counter: "窗口代办", standIns: "替班", rosters: "花名册", foundings: "建会", moves: "转入转出", figures: "统计", joinings: "集中入会", runs: "发放", suspense: "暂记款", members: "会员", payees: "发放名册", budgets: "预算", benefits: "福利项目",
    skip: "跳到正文", theme: "明暗", themes: { system: "随系统", light: "浅色", dark: "深色" }, signOut: "退出登录",
    andMore: "{name} 另有{count}项职责", synthetic: "合成数据", syntheticText: "本页所有人员、单位和申请均为虚构。",
  },
  title: { unions: "工会组织", union: "工会档案", unionReminders: "到期提醒", unionEnd: "申请合并、分立或撤销", restructuring: "合并、分立、撤销", members: "会员查找", member: "会员", foundings: "建会申请", founding: "建会", rosters: "花名册", roster: "花名册", worklist: "待办", case: "申请办理", counter: "窗口代办", standIns: "替班", moves: "转入转出", figures: "统计", joinings: "集中入会", joining: "集中入会", checkIn: "现场签到", joiningPrint: "打印", runs: "发放批次", run: "发放批次", part: "分片办理", payroll: "发放表", suspense: "暂记款", payees: "发放对象名册", payee: "发放对象", payeeImport: "导入名册", budgets: "预算", benefits: "福利项目", benefit: "福利项目", lost: "没有这个页面" },
  lost: { title: "没有这个页面", home: "回到待办" },
  gate: {
    title: "请先登录", text: "办理台供各级工会的审批人、财务和经审人员使用。", signIn: "登录",
    expired: "登录已过期", expiredText: "请重新登录,会回到刚才的页面。还没有提交的决定没有记录。",
    unknown: "暂时无法确认您的职责",
    noOffice: "您没有在此办理的职责", noOfficeText: "此账号今天没有审批、审核、财务或经审职责,看不到任何申请和发放。如有疑问,请联系上级工会。", toPhone: "去职工页面",
  },
  fault: {
    offline: { title: "网络不通", detail: "没有收到答复。请检查网络后重试,不会重复办理。" },
    "signed-out": { title: "登录已过期", detail: "请重新登录。" },
    forbidden: { title: "没有权限", detail: "您的职责不包括此项操作。" },
    "not-found": { title: "没有找到", detail: "没有这项内容,或不在您的查看范围内。" },
    faulty: { title: "有地方要改", detail: "请按提示改正后再提交。" },
    conflict: { title: "内容刚被更新", detail: "有人先更新了。请刷新后再试。" },
    busy: { title: "系统正忙", detail: "请稍后重试,不会重复办理。" },
    broken: { title: "系统出了问题", detail: "不是您的原因。请稍后重试。" },
  },
  keys: {
    title: "快捷键", blank: "空格", note: "输入文字时和对话框打开时,快捷键不起作用。对话框里用 Tab、空格和 Enter。",
    next: "下一行", previous: "上一行", first: "第一行", last: "最后一行", open: "打开", select: "选中或取消选中",
    selectAll: "选中已载入的全部核对通过", claim: "认领或放开", approve: "批准", return: "退回修改", refuse: "不予通过",
    reveal: "显示完整内容", nextCase: "下一件", previousCase: "上一件", back: "回到待办", refresh: "刷新", filter: "到筛选",
    help: "显示本表", close: "关闭或取消选中", urge: "催办", route: "改派", pay: "确认付款",
  },
  finder: { hint: "输入至少两个字", idle: "", busy: "正在查找…", none: "没有找到", fault: "暂时查不到,请再试" },
  standIns: {
    text: "您不在时,由同一工会的同事替您办理;替班人不能办理本人的申请,也不能办理您已经办过一步的申请。",
    given: "我请人替班", received: "我替别人", noneGiven: "没有。", noneReceived: "没有。",
    absent: "不在的人", standIn: "替班人", days: "起止", running: "进行中", toCome: "未开始", end: "结束",
    endTitle: "结束这次替班?", endNow: "结束后,{name}马上不能再替班办理,已经办结的不受影响。", endFuture: "结束后,{name}到时不会替班。", endConfirm: "结束替班", ended: "替班已结束",
    name: "请人替班", noCandidates: "同一工会没有可以替班的同事。请联系上级工会指定。", who: "替班人", choose: "请选择",
    from: "第一天", until: "最后一天", does: "{name}在这些天可以办理{union}的待办,记录里写明是替班。", confirm: "确认请人替班", named: "已请{name}替班",
    fault: { who: "请选择替班人。", from: "第一天不能早于今天。", until: "最后一天不早于第一天,最多90天。" },
  },
  figures: {
    asOf: "截至时间:{at}", scope: "范围:{union}及其下级", span: "日期:{from}至{until}", print: "打印(A4一页)", saved: "已保存", notSaved: "没有保存成功,请重试",
    from: "第一天", until: "最后一天", spanFault: "最后一天不早于第一天,最多{days}天。", figure: "指标", value: "数值", day: "日期", total: "合计",
    counted: "口径:", target: "目标:",
    now: "现在", countedNow: "在册会员:会籍有效的人;待办:打开和已认领、尚未办结的步骤,即将到期指两个工作日内到期,满1000件起只显示“1000+”;办理用时:自开始统计以来,从提交到决定的工作日数。",
    targetNow: "{days}个工作日内全部决定,逾期为0。",
    members: "在册会员(人)", decided: "已决定(件)", p50: "办理用时中位数(工作日)", p90: "九成不超过(工作日)", within: "{days}个工作日内决定",
    byDay: "每日申请", countedDay: "当天发生的件数,按上海日期;只列有申请的日子。申请在确定由哪个工会办理后计入。", targetDay: "上报上级(逾期)为0。",
    byGroup: "按职业群体", countedGroup: "自开始统计以来的件数,按申请表上的职业群体。", targetGroup: "不设目标,只看构成。",
    byUnion: "下一级工会", countedUnion: "所选日期内的件数,含其下级;待办和逾期是该工会自己的,为当前数。", targetUnion: "逾期为0。",
    event: { submitted: "提交", approved: "批准", refused: "未通过", returned: "退回", endedByApplicant: "撤回或逾期结束", completed: "办结", escalated: "上报上级" },
    chart: "每日提交的柱形图,数字与下表相同",
    hidden: "1至4的数显示为“<5”;为防止由合计反推,另有一格显示为“*”。0照常显示。导出与本页完全一致。",
    nothing: "没有数据。",
    cannot: "本页目前还不能回答:",
    missing: [
      "过去某一时刻各状态的存量:这里有每日发生数和当前待办,没有历史存量。",
      "任意日期的会员数和待办数:这两项只有当前数。",
      "某一段日期的办理用时:用时是自开始统计以来的。",
    ],
  },
  ...work,
  ...changes,
  ...counter,
  ...runs,
  ...members,
  ...moves,
  ...payees,
  ...rosters,
  ...foundings,
  ...books,
  ...joining,
  ...words,
  union,
};
