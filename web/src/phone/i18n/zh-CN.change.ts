// Words of what can become of a membership, in Chinese.
export default {
  change: {
    title: "我的会籍",
    offer: {
      retain: "保留会籍",
      reactivate: "恢复会籍",
      leave: "退会",
      join: "重新入会",
    },
    means: {
      retain: "退休、失业、单位关闭或入伍:会籍给您留着,不交会费,也不参加选举",
      reactivate: "回到原单位上班了:会员号不变,服务重新开通",
      leave: "换单位、退休、失业都不用退会;退了会员证当天作废,以后可以再入",
      join: "随时欢迎您回来",
    },
    explain: "我来说明情况",
    explainLead: "委员会决定之前,先听您说。用自己的话写清楚就行。",
    explainBy: "请在{date}前说明;不写也可以打电话,到期会籍不会自动终止。",
    explainLabel: "您的说明",
    explainFault: "请写10到1000个字。",
    explainSend: "提交说明",
    explained: "已收到您的说明,委员会会看到。",
  },
};
