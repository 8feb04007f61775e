// 会员查找、会员卡片和导出的中文。
export default {
  members: {
    by: "按什么查找", ways: { NAME: "姓名", INITIALS: "拼音首字母", NUMBER: "会员号", ID_NUMBER: "证件号码", MOBILE: "手机号" },
    hints: { NAME: "姓,或全名", INITIALS: "如 wxm", NUMBER: "12位会员号", ID_NUMBER: "18位,全部输入", MOBILE: "11位,全部输入" },
    union: "所属工会", search: "查找", name: "姓名", number: "会员号", state: "会籍", since: "隶属自", joined: "入会时间", mobile: "手机号", born: "出生日期", sex: "性别", noMobile: "没有登记",
    withinText: "在这个工会的会员中查找。查找内容不进网址,不留痕迹。", anywhereText: "须输入完整号码;只显示您管理范围内的会员。",
    found: "找到{count}人", more: "继续查找", noneWithin: "这个工会里没有符合的会员。", noneAnywhere: "您的管理范围内没有这个号码的会员。请核对号码;也可能属于其他工会。",
    headOf: "会员:{name}", who: "基本情况", open: "正在办理:{title}({number})", openCase: "打开这件申请",
    history: "会籍经过", noHistory: "没有会籍记录。", stay: "{from}至{until}", stayNow: "{from}至今", on: "某一天属于哪里:", askOn: "查看", then: "当天属于{union}({state})。", thenNone: "当天不是会员。", changes: "会籍变化(全国代码)",
    services: "可用的服务", noServices: "没有授予的服务。", shared: "谁看过完整号码", noShared: "没有人看过。",
    reveal: { name: "显示完整号码", title: "显示完整号码?", text: "会记录谁、何时、为什么看,会员本人看得到。60秒后自动隐藏。", confirm: "显示", done: "已显示,60秒后隐藏。" },
    release: { name: "解除手机号", title: "解除这个手机号?", text: "用于号码已归别人使用的情况。解除后,现在的使用人凭短信验证码登记;会籍和服务不受影响,会员会收到站内通知。", confirm: "解除" },
    export: { title: "导出实名制数据", text: "导出“{union}”会员的实名信息,按全国24列和代码。文件含完整证件号和手机号,每次导出都有记录;请妥善保管,用后删除。", purpose: "用途(至少4个字)", format: "格式", fetch: "导出", busy: "正在导出,已有{count}人…", done: "已导出{count}人。" },
  },
};
