// 预算和福利项目的中文。
export default {
  book: {
    year: "年度", text: "每条预算科目一年一笔。批准额只凭文件变更,且不能少于已经占用的。", none: "{year}年还没有预算。", granted: "批准(元)", used: "已占用(元)", available: "可用(元)", line: "科目 {line} · {year}年", notGranted: "本年没有批准额", nearly: "可用不足一成",
    bar: "已占用{used}%,可用{left}%", usedPart: "已占用{percent}%", leftPart: "可用{percent}%", changes: "变更经过({count}次)", when: "日期", document: "文件", limits: "已占用的钱里,预留、在途、已支付、退回各有多少,在各批次的账里看:",
    change: {
      name: "凭文件变更", grant: "凭文件批准", title: "变更批准额?", grantTitle: "批准这条科目?", text: "现批准{granted}元,已占用{used}元。变更马上生效,并连同文件名称记入经过,不能删除。", amount: "新的批准额(元)", left: "批准{granted}元,可用{left}元", document: "文件(名称和文号)", confirm: "确认", done: "批准额已变更。",
      fault: { amount: "请写金额,最多两位小数。", less: "不能少于已占用的{used}元。", same: "与现在的批准额一样。", document: "请写明文件名称和文号。", reason: "请写明理由,至少10个字。" },
    },
    lower: {
      reason: "调减理由(至少10个字,不写个人信息)", text: "比现在少:须另一位同事同意后才生效。", asked: "已提出。须另一位同事同意。", waits: "拟调减为{granted}元,等另一人同意", mine: "这是您提出的,请另一位财务同事确认。", other: "请对照文件核对后再决定。", agree: "同意调减", disagree: "不同意", takeBack: "撤回", done: "批准额已调减。", back: "没有变更。",
    },
  },
  benefit: {
    text: "每项福利的条件、金额、日期和审批人都在这里;金额必须有文件依据,正式发放才能用。", none: "还没有福利项目。", example: "示例", ready: "可以发放", notReady: "还不能发放", notReadyText: "还不能发放:有金额没有文件依据,见“缺少的文件”。", exampleText: "部分金额是示例,只能用于演示;正式发放前必须换成有文件依据的金额。",
    tierName: "层级", tier: { NATIONAL: "全国", PROVINCE: "省级", CITY: "市级" }, noticeName: "公示", notice: { HONOUR: "公示(荣誉,完整姓名)", AID: "公示(救助,隐去姓名)" }, noNotice: "不公示", byHand: "由财务手动开始", bySchedule: "按日程自动开始", missingCount: "缺{count}份文件依据", noSchedule: "日程还没有确定。", noScheduleHand: "没有固定日程,由财务按文件手动开始。",
    version: "版本", paidFrom: "发放名册", budget: "预算科目", bank: "银行文件格式", consents: "需要的同意", consent: { BANK: "使用银行账户", SENSITIVE_MEDICAL: "使用患病和医疗费情况", DATA_CHECK: "核对所报情况" }, days: "日程", period: "{period}期", provisional: "预计(节假日安排公布后确定)", day: { declareFrom: "开始申报", declareTo: "申报截止", draw: "生成名单", approveBy: "审批完成", payBy: "到账", end: "节日或年末" }, past: "已过", today: "今天", inDays: "还有{count}天",
    missing: "缺少的文件({count}项)", missingText: "下列金额没有文件依据。演示环境可以用示例,正式发放会被拒绝:", rules: "每个人都要符合", kinds: "发放项和算法", exclusive: "标有“只享受一项”的,同一期一个人只能得其中一项。", oneOf: "只享受一项", formula: "算法:{formula}",
    values: "金额和标准", years: "年度", yearsFrom: "{year}年起", place: "地方", value: "标准", source: "文件依据", noSource: "没有文件", noValue: "还没有设定", noParameters: "没有金额参数。", attached: "已附文件", notAttached: "未附文件",
    levels: "谁来同意", levelsText: "依次同意;同一人不能出现两次,付款人另有其人,谁都不能办本人或亲属的。", no: "序", stage: "环节", stages: { REVIEW: "审核(公示前)", NOTICE: "公示", APPROVAL: "审批(公示后)", FUNDING: "确认付款", REPORT: "等待银行回单", FOLLOW_UP: "处理失败和退回", SIGN_OFF: "结案签字" }, office: "职责", within: "时限", workingDays: "{count}个工作日", above: "适用金额", aboveYuan: "城市合计超过{yuan}元时", always: "都要", documents: "依据的文件",
  },
};
