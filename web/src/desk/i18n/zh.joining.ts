// 集中入会的中文。
export default {
  joining: {
    about: "先建批次,上传名单;每个人在自己手机上或现场亲自确认;工会集体审议一次,个别人另作决定;证件随即发放。",
    begin: "组织集中入会", union: "接收的工会", name: "名称", place: "地点", held: "仪式时间", until: "短信链接最晚确认日", make: "建立批次",
    organiser: "您是组织者:名单、短信、现场都由您办;审议决定须由另一位审批人,或上级工会指定的替班人作出。",
    none: "还没有集中入会。", people: "名单", state: "状况", open: "进行中", closed: "已关闭", mine: "由您组织", untilOn: "{day}前可凭链接确认",
    counts: { rows: "名单", yes: "同意", no: "不入会", silent: "未回复", present: "已签到", members: "已入会" },
    show: { all: "全部", silent: "未回复", no: "不入会", ready: "待审议", singly: "须单独办理", returned: "待本人修改", members: "已入会" },
    no: "序号", person: "姓名", idNumber: "身份证号", mobile: "手机号", group: "群体", employer: "单位(可不填)", stands: "办到哪里", came: "签到", act: "办理",
    nobody: "名单上还没有人。请上传名单,或逐个添加。", nobodyHere: "没有符合的人。", erased: "(已清除)", walkIn: "临时到场", onTheSpot: "现场确认", saidNo: "不入会", openSingly: "单独办理", ceremonyMode: "现场签到",
    groups: { TRUCK_DRIVER: "货车司机", COURIER: "快递员", CARE_WORKER: "护工护理员", DOMESTIC_WORKER: "家政服务员", MALL_PROMOTER: "商场信息员", FOOD_DELIVERY_RIDER: "网约送餐员", ESTATE_AGENT: "房产中介员", SECURITY_GUARD: "保安员", RIDE_HAILING_DRIVER: "网约车司机", OTHER_NEW_FORM: "其他新就业形态", NONE: "不属于以上群体" },
    states: { SUBMITTED: "核对中", VERIFYING: "核对中", APPROVING: "待审议", RETURNED: "待本人修改", APPROVED: "已批准,正在办证", COMPLETED: "已入会", REFUSED: "未通过", WITHDRAWN: "本人已撤回", LAPSED: "已结束" },
    reasons: { R05: "没有工资收入或用工依据", R06: "无法确认用工关系", R08: "资料不完整(请写缺什么)", R10: "本人电话中表示不入会", R99: "其他(请写至少10个字)" },
    roster: {
      title: "上传名单", text: "CSV 或 XLSX,最多2000人。选好后先试一遍,什么都不写入;同一份文件传两次不会重复。", template: "下载模板", file: "名单文件", choose: "选择名单文件",
      would: "试查结果:新增{added}人,名单上已有{known}人,有问题{refused}行。还没有写入。", did: "已写入:新增{added}人,名单上已有{known}人,有问题{refused}行没有写入。", bad: "有问题的行", line: "行号", mend: "原因和改法", take: "写入{count}人", returned: "下载带校验结果的文件",
      one: "逐个添加(临时到场的人)", add: "加入名单", added: "{name}已在名单上,签到码{code}。请本人在现场设备上确认。",
    },
    links: { title: "请本人确认", text: "短信里的链接不含个人信息,打开不算同意;本人填证件号后四位后说“入会”或“不入会”。没有手机的,用现场设备。", send: "发送短信({count}人)", done: "短信已交运营商{sent}条,没发出{failed}条;没发出的可以再发。", none: "未发短信", sent: "已发短信,未回复", shut: "链接已停用,请重发", one: "发送", again: "再发一次" },
    device: { open: "打开现场设备", end: "停用现场设备({count}台)", title: "现场设备已打开", text: "请在要递给大家用的设备上打开这个链接,12小时内有效。办完一人点“下一位”,不留上一位的任何信息。设备上不登录您的账号。", here: "在新窗口打开现场确认页", eyes: "您在现场核对每个人的身份证,因此不参与对他们的审议。" },
    decision: {
      title: "集体审议", notYou: "您是组织者,审议决定须由另一位审批人,或上级工会指定的替班人作出。", notYours: "审议决定由本工会的审批人作出。", nobody: "目前没有核对全部通过、等待审议的人。", text: "{count}人核对全部通过。一次决定对所有人生效;个别人可以另作决定。决定之后才同意的人,放在下一次。",
      exceptions: "个别人另作决定({count}人)", what: "决定", why: "原因", words: "说明(本人会看到)", refuse: "不予通过", return: "退回修改", on: "委员会审议日期", kin: "我与这些申请人均无亲属关系", confirm: "批准{yes}人,另作决定{no}人", done: "第{no}次审议已记录,{decided}/{people}人已生效。", problem: "第{row}号没有生效:{why}", round: "第{no}次审议,{on},{people}人,其中另作决定{exceptions}人",
    },
    record: { title: "仪式记录", is: "{at}在{place}举行,到场{heads}人。", oath: "集体宣誓", noOath: "没有集体宣誓。", none: "还没有记录。", heads: "到场人数", keep: "保存记录", write: "填写仪式记录" },
    close: { name: "关闭批次", text: "关闭后谁也不能再确认;还有{count}人未回复。他们以后可以自己在线申请。已同意的人不受影响。未同意者的资料30天后清除。", confirm: "确认关闭" },
    print: { roll: "签到册", cards: "证卡", print: "打印", code: "签到码", sign: "签名", noNumber: "会员号待发" },
    checkIn: {
      back: "回到批次", came: "人已签到", code: "签到码(扫码或输入8位)", note: "签到", scan: "用摄像头扫码", stop: "停止扫码", noCamera: "打不开摄像头,请输入签到码。", offline: "网络断了:照常签到,恢复后自动上传。", welcome: "欢迎{name}({no}号)", twice: "{name}已经签到", stranger: "名单上没有这个码:{code}", strangerOffline: "{code}不在本机名单上,已先记下,联网后核对。", saidNo: "{name}先前表示不入会,请当面问一问。",
      waiting: "{count}条等待上传", allSent: "全部已上传", conflicts: "要看一看", conflict: { ELSEWHERE: "已在另一台设备{device}签到({at}),以先到的为准。", SAID_NO: "先前表示不入会,没有记为到场。", UNKNOWN: "不是这一批的码,没有记录。" }, recent: "最近签到", nobody: "还没有人签到。", outcome: { WAITING: "等待上传", PRESENT: "已上传", ELSEWHERE: "他处已签", SAID_NO: "不入会", UNKNOWN: "不在名单" }, devices: "本机{here}人,其他设备{others}人。", refresh: "更新名单", forget: "清空本机数据", stay: "名单加密存在本机,姓名已遮盖。断网期间请不要关闭或刷新本页。",
    },
  },
};
