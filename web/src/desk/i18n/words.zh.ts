// 代码的中文名称。
export default {
  taskState: { WAITING: "待办(未办结)", OPEN: "未认领", CLAIMED: "已认领", DONE: "已办结" },
  kind: { CHECK: "人工核对", APPROVAL: "审批", APPEAL: "复核", OBJECTION: "转出异议期", RESOLUTION: "异议裁定" },
  state: {
    SUBMITTED: "已提交", VERIFYING: "信息核对中", APPROVING: "工会审批中", RETURNED: "待申请人修改", APPROVED: "已批准,正在办证",
    COMPLETED: "已办结", REFUSED: "未通过", WITHDRAWN: "已撤回", LAPSED: "逾期未修改,已结束",
  },
  check: { passed: "通过", failed: "未通过", unknown: "无法判断" },
  source: { form: "申请表", register: "会员库", provider: "核验机构", officer: "人工", account: "账号" },
  actor: { UNION: "工会", APPLICANT: "申请人", SYSTEM: "系统" },
  role: {
    UNION_VERIFIER: "核对人", UNION_APPROVER: "审批人", COUNTY_REVIEWER: "县(区)总工会审核", CITY_REVIEWER: "市总工会审核",
    PROVINCE_APPROVER: "省总工会审批", FINANCE_PAYER: "财务", AUDITOR: "经审", SYSTEM_SCHEDULER: "系统", DATA_ADMIN: "数据管理",
  },
  group: {
    COURIER: "快递员", FOOD_DELIVERY_RIDER: "网约送餐员", TRUCK_DRIVER: "货车司机", RIDE_HAILING_DRIVER: "网约车司机", CARE_WORKER: "护工护理员",
    DOMESTIC_WORKER: "家政服务员", MALL_PROMOTER: "商场信息员", ESTATE_AGENT: "房产中介员", SECURITY_GUARD: "保安员", OTHER_NEW_FORM: "其他新就业形态", NONE: "其他职业",
  },
  relation: { LABOUR: "与单位有劳动(人事)关系", DISPATCH: "劳务派遣", PLATFORM_MANAGED: "受平台或合作企业管理", SELF_EMPLOYED_PLATFORM: "平台个人接单", FLEXIBLE: "灵活就业" },
};
