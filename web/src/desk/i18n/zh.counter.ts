// 窗口代办的中文。
export default {
  counter: {
    setup: "本场设置", setupText: "对本场每一位都一样的内容先设好,之后每位只输手机号、姓名和证件号。这里不保存任何人的信息。",
    relation: "用工形式", employer: "用人单位(在库中查找)", employerName: "没找到:写单位全称(不会通知单位)", residenceAll: "本场居住地(县、区或街道,可以逐人另选)", work: "工作地(可不填)", begin: "开始代办",
    setupFault: { employer: "这种用工形式需要用人单位。", residence: "请选择居住地。" },
    notOffered: "这个登录系统不能在窗口发送短信验证码", notOfferedText: "请职工用自己的手机打开职工页面申请。",
    tally: "本场已办{count}位,平均每位{seconds}秒", changeSetup: "更改本场设置", nothingKept: "这里输入的内容只在本页内存中,换下一位、离开本页或三分钟不操作就全部清除。",
    officerTypes: "工作人员填写", workerSays: "请申请人本人看、本人答",
    mobile: "本人手机号", mobileHint: "填完后按 Enter 发送验证码。", sendCode: "发送验证码", codeSent: "已发送", sent: { register: "验证码已发到这个手机。", reset: "此手机号已注册,验证码已发到这个手机;代办后登录密码需要重设。" },
    name: "姓名", idNumber: "证件号码", idCard: "居民身份证", permit: "港澳台居民居住证", livesIn: "居住地:{place}", elsewhere: "此人另选", residence: "此人居住地",
    fault: {
      required: "请填写。", name_length: "姓名为2至30个字。", name_characters: "姓名只用汉字和“·”。", id_number_15_digits: "请用18位的新号码。", id_number_length: "证件号码为18位。", id_number_characters: "前17位是数字,末位是数字或X。",
      id_number_date: "号码中的出生日期不存在。", id_number_checksum: "号码校验不对,请对照证件。", id_type_differs: "证件类型不对。", mobile_shape: "手机号为11位。",
    },
    agree: "我同意", disagree: "不同意", disagreed: "没有本人同意就不能受理,刚才输入的内容不会保存。", endHere: "到此为止,清除", tookOath: "我已宣誓", oathFree: "可以跳过,不影响入会。",
    code: "本人手机收到的验证码(就是您的同意)", codeHint: "请本人报出或亲自输入6位数字。", signedIn: "本人已用验证码确认", submit: "确认提交", clear: "清除,换下一位",
    issuer: { exists: "此手机号已注册。", wrongCode: "验证码不对,请再看一下短信。", expiredCode: "验证码过期了,请重新填手机号发送。", tooMany: "次数太多,请过几分钟再试。", passwordFault: "暂时无法登录,请再试。", offline: "登录系统不通,请检查网络。", other: "登录系统没有接受,请再试。" },
    again: "此手机号以前注册到一半。已再发一个验证码,请填新的验证码后再提交。",
    received: "已收到:{title}", answerBy: "预计答复", provisional: "(节假日安排公布后确定)", madeAt: "办理时间", receiptText: "结果将发短信告知。凭受理编号可以在职工页面或到工会查询。",
    firstSignIn: "第一次自己登录时,请用本人手机号收验证码设置密码。", next: "下一位", print: "打印回执", nextClears: "按“下一位”会清除这一位的全部内容。",
  },
};
