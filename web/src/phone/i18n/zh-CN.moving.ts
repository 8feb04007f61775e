// 转会籍的中文。
export default {
  moving: {
    title: "会籍从哪里到哪里", from: "原工会", to: "新工会", nowhere: "外省工会", unknown: "核对后显示", begin: "转会籍",
    objection: "原工会提出异议", effective: "{date}起,您的会籍在新工会;前一天为止在原工会。会员号不变。",
    step: { OWN_YES: "您本人确认", OBJECTION: "原工会异议期", RESOLUTION: "上级工会裁定", ACCEPTANCE: "新工会接收", EFFECT: "会籍转入" },
    now: {
      OWN_YES: "等您确认,{date}前有效", OBJECTION: "进行中:{date}前没有异议即视为同意", RESOLUTION: "进行中:{date}前答复",
      ACCEPTANCE: "进行中:{date}前答复", EFFECT: "马上办好",
    },
    done: "{date}完成", ahead: "最晚{date}",
    ladder: "接下来会怎样",
    will: { OBJECTION: "告知原工会;{date}前没有异议即视为同意", ACCEPTANCE: "新工会接收,最晚{date}答复", EFFECT: "会籍转入新工会,会员号不变,服务不断", OWN_YES: "您本人确认", RESOLUTION: "上级工会裁定" },
    confirmTitle: "请您本人确认", confirmText: "{union}说您现在在那里工作,想把您的会籍转过去。是您本人的意愿吗?不确认就不转。", confirmBy: "{date}前有效,过期自动结束,会籍不变。",
    yes: "同意,转会籍", no: "不同意", noText: "不同意的,这次转会籍结束,会籍和服务都不变。", noYes: "确定不同意",
    saidYes: "已确认,接下来告知原工会。", saidNo: "已记下您不同意,会籍不变。", waitsForYou: "等您本人确认。",
    confirmHome: "{title}:新单位工会等您确认,{date}前有效。", confirmOpen: "去确认",
  },
};
