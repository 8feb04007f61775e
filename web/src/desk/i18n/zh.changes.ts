// Words of reports that change a membership, in Chinese.
export default {
  changes: {
    begin: "会籍变更",
    matter: { review: "提出会籍复核", expel: "提出开除会籍", deceased: "登记去世", restore: "撤销去世登记" },
    optional: "(可不填)",
    send: "提出,交另一人决定",
    fourEyes: "提出的人不能决定,替班时也一样;由本工会另一位同事办理。",
    received: "已提出",
    receivedText: "编号 {number},应于 {date} 前办结。办理情况在待办里查看。",
  },
};
