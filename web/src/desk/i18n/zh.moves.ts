// 会籍转入转出的中文。
export default {
  moves: {
    text: "新单位工会应当予以登记接纳;原工会有5个工作日提出异议,不答复即视为同意。", union: "工会", in: "转入", out: "转出", none: "还没有转入。", noneOut: "还没有转出。",
    number: "受理编号", member: "会员", from: "原工会", to: "新工会", state: "状态", waits: "等待", by: "期限", open: "办理", more: "更多", outside: "外省",
    step: { OWN_YES: "会员本人确认", OBJECTION: "原工会异议期", RESOLUTION: "上级裁定", ACCEPTANCE: "新工会接收", EFFECT: "转入" },
    stepState: { DONE: "已办", NOW: "进行中", AHEAD: "之后" },
    objection: "异议", effective: "{date}起在新工会", begin: "发起转入", beginText: "会员现在在本单位工作的,可以替他发起。会员要在自己手机上确认同意,不确认就不转;您本人不能发起自己的。",
    name: "会员姓名", idNumber: "身份证号", relation: "怎样工作", employer: "单位名称", residence: "居住地代码", residenceHint: "县(区)6位或街道9位代码", send: "发起", sent: "已发起,编号{number},等会员确认。", side: "原工会与新工会", fault: { text: "请把各项填完整。" },
  },
};
