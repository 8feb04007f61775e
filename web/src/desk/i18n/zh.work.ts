// 待办、申请和批量办理的中文。
export default {
  worklist: {
    filters: "筛选", union: "工会", myUnions: "我任职的工会", andBelow: "{name}及下级", matter: "事项", group: "职业群体", state: "状态", onlyOverdue: "只看逾期", list: "待办列表",
    waiting: "待办", nearDue: "即将到期", overdue: "已逾期", asOf: "{at} 更新", refresh: "刷新", clear: "清除筛选",
    chosen: "选中", due: "到期", number: "受理编号", applicant: "申请人", checks: "核对",
    late: "逾期{days}天", dueToday: "今天到期", daysLeft: "还有{days}天", passed: "全部通过", look: "需要查看",
    mineUntil: "我已认领,到{at}", othersUntil: "同事已认领,到{at}", claim: "认领", release: "放开", claimed: "已认领 {number}", released: "已放开 {number}",
    choose: "选中 {number}", mustOpen: "有核对项未通过或无法判断,请单独打开办理", none: "没有待办,都办完了。", noneHere: "没有符合筛选的待办。",
    allLoaded: "共{count}件,已全部载入。", someLoaded: "已载入{count}件,向下滚动载入更多。",
  },
  case: {
    form: "申请表", checks: "核对项", noChecks: "没有核对记录。", evidence: "依据", before: "此前退回或不予通过的原因", timeline: "经过", history: "此人的其他申请", noHistory: "没有其他申请。",
    decide: "决定", blocked: "您不能决定这一件:", nothingToDecide: "这一步没有您可以作的决定。", notOffered: "这一步不能这样决定。",
    due: "{date}到期", dueProvisional: "预计{date}到期(节假日安排公布后确定)", overdue: "已逾期", opened: "{at} 开始", place: "第{at}件,共{count}件", previous: "上一件", next: "下一件", appeal: "申请人的复核理由",
    decided: { approve: "{number} 已办理:通过。", return: "{number} 已退回修改。", refuse: "{number} 已办理:未通过。" }, nextFollows: "下一件已打开。", noMore: "这一批办完了。",
  },
  reveal: {
    title: "显示完整内容", text: "将显示证件号码等完整内容60秒。您的姓名、时间和用途会逐字记入审计记录。", purpose: "用途(至少4个字)", usualLabel: "常用用途", usual: ["对照证件核实身份", "电话联系申请人核实", "核对用人单位资料"],
    tooShort: "请写明用途,至少4个字。", show: "显示60秒", all: "显示完整内容", hide: "马上隐藏", left: "约{seconds}秒后自动隐藏",
  },
  decision: {
    note: "办理说明:", reason: "原因", chooseReason: "请选择原因", text: "补充说明(申请人会看到,可不填)", textNeeded: "补充说明(申请人会看到,至少{count}个字)",
    decidedOn: "委员会决定日期", decidedOnJoin: "委员会决定日期(批准后即为入会日期)", preview: "申请人将看到", previewMany: "每位申请人看到的文字相同,编号、工会和日期各是各的。",
    noKinship: "我与申请人无亲属关系", noKinshipMany: "我与以上每一位申请人均无亲属关系",
    fault: { kinship: "请确认无亲属关系;如有亲属关系,请交由同事办理。", reason: "请选择原因。", text: "请把补充说明写完整,最多500字。", date: "决定日期不能晚于今天。" },
    name: {
      APPROVAL: { approve: "批准", return: "退回修改", refuse: "不予通过" },
      CHECK: { approve: "核对通过", return: "退回修改", refuse: "不予通过" },
      APPEAL: { approve: "退回委员会重议", return: "退回修改", refuse: "维持原结果" },
      OBJECTION: { approve: "没有异议", return: "退回修改", refuse: "提出异议" },
      RESOLUTION: { approve: "异议不成立,继续办理", return: "退回修改", refuse: "异议成立,不转" },
    },
    ask: {
      APPROVAL: { approve: "批准这份申请?", return: "退回给申请人修改?", refuse: "不予通过?" },
      CHECK: { approve: "确认核对通过?", return: "退回给申请人修改?", refuse: "不予通过?" },
      APPEAL: { approve: "退回委员会重议?", return: "退回给申请人修改?", refuse: "维持原结果?" },
      OBJECTION: { approve: "没有异议?", return: "退回给申请人修改?", refuse: "提出异议?" },
      RESOLUTION: { approve: "裁定异议不成立?", return: "退回给申请人修改?", refuse: "裁定异议成立?" },
    },
    does: {
      APPROVAL: { approve: "确认后不能撤回:系统马上办理会员证和服务,并短信告知申请人。", return: "确认后不能撤回:申请人会收到短信,在10个工作日内修改,编号不变。", refuse: "确认后不能撤回:申请结束,申请人会收到短信,可以申请复核或重新申请。" },
      CHECK: { approve: "确认后不能撤回:这一步结束,申请进入审批。审批须由另一位同事办理。", return: "确认后不能撤回:申请人会收到短信,在10个工作日内修改,编号不变。", refuse: "确认后不能撤回:申请结束,申请人会收到短信,可以申请复核或重新申请。" },
      APPEAL: { approve: "确认后不能撤回:申请回到原工会委员会重新决定。", return: "确认后不能撤回:申请人会收到短信修改。", refuse: "确认后不能撤回:原结果不变,复核结束。" },
      OBJECTION: { approve: "确认后不能撤回:转会籍马上继续办理。到期不答复也视为没有异议。", return: "", refuse: "确认后不能撤回:只有「仍在本单位工作」「身份信息有误」两种理由。会员会看到理由,由双方的共同上级工会裁定。" },
      RESOLUTION: { approve: "确认后不能撤回:转会籍继续办理,由新工会接收。", return: "", refuse: "确认后不能撤回:本次不转,会员会收到短信,看到理由和下一步。" },
    },
    confirm: { approve: "确认", return: "确认退回", refuse: "确认不予通过" },
  },
  route: {
    name: "改派", title: "改派给另一个工会", text: "这件申请将离开{union}。一件申请最多改派两次。申请人会看到改派的原因。", union: "改派给", reason: "原因(申请人会看到,至少4个字)",
    confirm: "确认改派", done: "已改派给{union}", fault: { union: "请选择另一个工会。", reason: "请写明原因,至少4个字。" },
  },
  urge: { name: "催办", later: "逾期后可以催办或改派。", title: "催办这一件?", text: "将通知{union}尽快办理 {number},并记入经过。一个工作日内只记一次。", confirm: "确认催办", done: "已催办,{at}" },
  bulk: {
    title: "批量办理", selectPassed: "选中已载入的核对通过({count}件)", selectEverything: "载入全部并选中核对通过的", hint: "只有核对全部通过的可以一起办理,其余请单独打开。",
    selected: "已选中{count}件", withProblems: "其中{count}件上次没有办成,原因见各行", approve: "一起批准", return: "一起退回", refuse: "一起不予通过", clear: "取消选中",
    ask: { approve: "批准这{count}件?", return: "退回这{count}件?", refuse: "这{count}件不予通过?" },
    does: {
      approve: "确认后不能撤回:{count}位申请人的会员证和服务马上办理,并短信告知。每件单独记录,办不成的留在选中里并注明原因。",
      return: "确认后不能撤回:{count}位申请人会收到短信,在10个工作日内修改。办不成的留在选中里并注明原因。",
      refuse: "确认后不能撤回:{count}件申请结束,申请人会收到短信,可以申请复核或重新申请。办不成的留在选中里并注明原因。",
    },
    confirm: { approve: "确认批准{count}件", return: "确认退回{count}件", refuse: "确认{count}件不予通过" },
    progressLabel: "办理进度", progress: "共{total}件,已办{done}件:办成{succeeded}件,没办成{failed}件", someFailed: "{count}件没有办成,仍然选中,原因写在各行。",
    stop: "办完这一页后停下", stopping: "正在停下…", unanswered: "没有收到答复", unansweredText: "不确定是否办成,请刷新后再看;重办不会重复。",
  },
};
