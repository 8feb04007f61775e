//! Messages as the page shows them.

use api::Language;
use api::me::InboxItem;
use step::view::pick;
use store::InboxMessage;

/// The headings by template: Chinese, English.
#[rustfmt::skip]
const TITLES: &[(&str, &str, &str)] = &[
    ("receipt",         "已收到申请",     "Application received"),
    ("returned",        "有内容需要修改", "Something needs correcting"),
    ("refused",         "本次未通过",     "Not approved this time"),
    ("approved",        "已入会",         "You are a member"),
    ("card",            "新会员证",       "Your new card"),
    ("appeal-received", "已收到复核申请", "Appeal received"),
    ("appeal-opened",   "有复核待办理",   "An appeal to decide"),
    ("amend-reminder",  "请尽快修改",     "Please correct it soon"),
    ("progress",        "办理进度",       "Progress"),
    ("step-opened",     "有申请待办理",   "A case to decide"),
    ("step-reminder",   "即将到期",       "Due soon"),
    ("overdue",         "超期未办结",     "Overdue"),
    ("urged",           "上级工会催办",   "Urged from above"),
];

/// A message in the reader's language.
pub(crate) fn item(message: InboxMessage, language: Language) -> InboxItem {
    let known = TITLES.iter().find(|(template, _, _)| *template == message.template);
    let title = known.map_or(language.pick("工会消息", "From your union"), |(_, zh, en)| {
        language.pick(zh, en)
    });
    InboxItem {
        id: message.id.as_str().to_owned(),
        at: message.at.to_string(),
        code: message.template.to_uppercase().replace('-', "_"),
        title: title.to_owned(),
        text: pick(language, &message.text),
        application: message.application,
        read_at: message.read.map(|at| at.to_string()),
    }
}
