//! The columns of a roster: the 24 of the national real-name import, and how the person agreed.
//!
//! Deliberately absent: 籍贯, family, résumé and wage, which nobody needs for a membership.

use crate::matter::Text;

/// A column of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterColumn {
    /// Its code, which never changes.
    pub code: &'static str,
    /// What the template calls it.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// What people call it, the template's name first.
    pub names: &'static [&'static str],
    /// Whether the file is refused without it.
    pub required: bool,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Read by a rule of its own: name, number, mobile, dates that follow from the number.
    Own,
    /// A word of the dictionary, kept as its code.
    Word,
    /// 是 or 否.
    Flag,
    /// A day.
    Day,
    /// A year.
    Year,
    /// Text of at most so many characters.
    Text(usize),
}

use ColumnKind::{Day, Flag, Own, Text as Free, Word, Year};

/// Every column, in the template's order.
#[rustfmt::skip]
pub const COLUMNS: [RosterColumn; 25] = [
    column("name",       "姓名",           "Name",             &["姓名", "会员姓名", "职工姓名"],                     true,  Own),
    column("sex",        "性别",           "Sex",              &["性别"],                                         false, Own),
    column("birth",      "出生日期",       "Birth date",       &["出生日期", "出生年月", "出生年月日"],                   false, Own),
    column("ethnicity",  "民族",           "Ethnicity",        &["民族"],                                         true,  Word),
    column("idType",     "证件类型",       "Document",         &["证件类型", "证件类别"],                               false, Own),
    column("idNumber",   "证件号码",       "ID number",        &["证件号码", "身份证号", "身份证号码", "公民身份号码", "证件号"], true, Own),
    column("idExpiry",   "证件有效期",     "Valid until",      &["证件有效期", "有效期", "证件有效期至"],                   false, Own),
    column("mobile",     "移动电话",       "Mobile",           &["移动电话", "手机号", "手机号码", "手机", "联系电话", "电话"], true, Own),
    column("employer",   "所属单位",       "Employer",         &["所属单位", "单位", "工作单位", "单位名称", "所属企业"],    true,  Free(100)),
    column("creditCode", "统一社会信用代码", "Credit code",      &["统一社会信用代码", "信用代码", "单位信用代码"],                 false, Own),
    column("joined",     "入会时间",       "Joined",           &["入会时间", "入会日期"],                               false, Day),
    column("politics",   "政治面貌",       "Politics",         &["政治面貌"],                                         false, Word),
    column("education",  "学历",           "Education",        &["学历", "文化程度"],                               false, Word),
    column("skill",      "技术等级",       "Skill",            &["技术等级", "技能等级"],                               false, Word),
    column("employment", "就业状况",       "Employment",       &["就业状况", "就业状态"],                               false, Word),
    column("household",  "户籍类型",       "Household",        &["户籍类型", "户口性质", "户籍"],                        false, Word),
    column("migrant",    "是否农民工",     "Migrant worker",   &["是否农民工", "农民工"],                                 false, Flag),
    column("dispatched", "是否劳务派遣",   "Dispatched",       &["是否劳务派遣", "劳务派遣"],                               false, Flag),
    column("group",      "八大群体类别",   "Group",            &["八大群体类别", "八大群体", "职业群体", "群体类别"],          false, Word),
    column("post",       "职务",           "Post",             &["职务"],                                         false, Free(40)),
    column("title",      "职称",           "Professional title", &["职称"],                                       false, Free(40)),
    column("trade",      "工种",           "Trade",            &["工种", "岗位"],                                   false, Free(40)),
    column("workNumber", "工号",           "Staff number",     &["工号", "员工编号"],                               false, Free(40)),
    column("workSince",  "参加工作年份",   "At work since",    &["参加工作年份", "参加工作时间"],                            false, Year),
    column("agreed",     "本人同意方式",   "Agreed by",        &["本人同意方式", "同意方式", "入会同意方式"],                 false, Own),
];

const fn column(
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    names: &'static [&'static str],
    required: bool,
    kind: ColumnKind,
) -> RosterColumn {
    RosterColumn { code, zh, en, names, required, kind }
}

/// What a column is called; its code where there is none.
#[must_use]
pub fn title(code: &str) -> Text {
    match COLUMNS.iter().find(|column| column.code == code) {
        Some(column) => Text { zh: column.zh.to_owned(), en: column.en.to_owned() },
        None => Text { zh: code.to_owned(), en: code.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_stands_for_two_columns() {
        let mut seen = BTreeSet::new();
        for column in COLUMNS {
            assert_eq!(column.names.first(), Some(&column.zh), "{}", column.code);
            for name in column.names {
                assert!(seen.insert(name), "{name}");
            }
            if column.kind == Word {
                assert!(!crate::roster::words::all(column.code).is_empty(), "{}", column.code);
            }
        }
        assert_eq!(title("mobile").zh, "移动电话");
    }
}
