// 建会的中文。
export default {
  founding: {
    lead: "由本级工会审批的建会申请:到哪一步,等谁办。", none: "还没有建会申请。", name: "工会", step: "到哪一步", waits: "等谁", due: "期限", people: "报名", open: "打开", decide: "去审批", look: "查看", ended: "已结束",
    steps: { REQUESTED: "申请待批复", RECRUITING: "职工报名", MEETING_REQUESTED: "开会申请待批复", MEETING_AGREED: "开会选举", RESULT_REPORTED: "选举结果待批复", FOUNDING: "正在登记", FOUNDED: "已成立", CLOSED: "已结束" },
    waiting: { APPLICANT: "等筹备组", UNION: "等工会审批", SYSTEM: "系统办理中" },
    replies: "批复", noReplies: "还没有批复。", replyTo: { 1: "同意筹备", 2: "同意开会", 3: "同意选举结果" }, print: "打印", synthetic: "合成数据", answers: "受理编号 {number}",
    nobody: "还没有人报名。", person: "{no}号 {name}", woman: "女", parts: { IN: "已报名", LEFT: "已退出", MEMBER: "已入会", APART: "没有入会", NONE: "" }, founded: "工会已成立:{union}",
  },
};
