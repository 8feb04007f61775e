//! The columns of each register's file, by the names that people give them; and a template.

use api::files::FileView;
use api::request::PayeeQuery;
use base64::Engine;
use domain::authority::Action;
use domain::payee::Register;
use sheet::{Cell, Column, Heading, Sheet, write_xlsx};
use step::finance::counter::Counter;
use step::finance::part_words::register_of;
use step::{Answer, Call, Fault, Kit, Reply, StepError};

/// The media type of a workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A column: its code, its names (the first is the template's), whether it is needed, an example.
type Row = (&'static str, &'static [&'static str], bool, &'static str);

/// What every register has.
#[rustfmt::skip]
const COMMON: &[Row] = &[
    ("name",     &["姓名"],                                   true,  "王小合"),
    ("idNumber", &["身份证号", "公民身份号码", "证件号码"],   true,  "219901198805120018"),
    ("city",     &["发放地市", "地市", "市"],                 true,  "沈阳市"),
    ("county",   &["区县", "发放区县", "所属区县"],           false, "铁西区"),
    ("unit",     &["单位", "工作单位", "所在单位"],           true,  "示范机械厂"),
    ("checked",  &["核实日期", "在世核查日期", "核查日期"],   false, "2026-10-12"),
];

/// The account, which any of them may bring along.
#[rustfmt::skip]
const ACCOUNT: &[Row] = &[
    ("number",   &["收款账号", "银行账号", "银行卡号"],       false, "TESTCARD-0000-0034"),
    ("bank",     &["开户行", "开户银行"],                     false, "工商银行示范支行"),
    ("holder",   &["户名", "账户名"],                         false, "王小合"),
    ("clearing", &["联行号"],                                 false, ""),
    ("relation", &["代领人关系"],                             false, ""),
    ("paper",    &["代领证明文件"],                           false, ""),
    ("consent",  &["账户使用同意书", "同意书"],               false, "收款账户确认书"),
];

#[rustfmt::skip]
const MODEL_WORKER: &[Row] = &[
    ("title",    &["荣誉称号"],                               true,  "辽宁省劳动模范"),
    ("level",    &["荣誉级别"],                               true,  "省部级"),
    ("awarded",  &["授予年份", "获奖年份"],                   true,  "2012"),
    ("work",     &["工作状态"],                               true,  "退休"),
    ("income",   &["月均收入", "本人月均收入"],               false, "2800"),
    ("family",   &["家庭困难", "家庭成员患病或子女就学"],     false, "否"),
    ("medical",  &["自付医疗费", "年度自付医疗费"],           false, ""),
    ("widowed",  &["已故劳模配偶"],                           false, "否"),
    ("fixed",    &["无固定收入"],                             false, "否"),
];

#[rustfmt::skip]
const HARDSHIP: &[Row] = &[
    ("file",     &["档案编号"],                               true,  "K2101-0001"),
    ("year",     &["年度", "申报年度"],                       true,  "2026"),
    ("income",   &["家庭年收入", "家庭可支配收入"],           true,  "36000"),
    ("rigid",    &["刚性支出"],                               true,  "18000"),
    ("people",   &["家庭人口"],                               true,  "3"),
    ("loss",     &["意外损失"],                               false, ""),
    ("accident", &["意外致困"],                               false, "否"),
    ("residence",&["城乡", "城乡类别"],                       true,  "城镇"),
    ("migrant",  &["困难农民工", "农民工"],                   false, "否"),
];

#[rustfmt::skip]
const VOUCHER: &[Row] = &[
    ("benefit",  &["福利项目", "项目代码"],                   true,  "one-off-voucher"),
    ("period",   &["期间", "发放期间"],                       true,  "2026-gaowen"),
];

/// All columns of a register.
pub(crate) fn of(register: Register) -> Vec<Row> {
    let own = match register {
        Register::ModelWorker => MODEL_WORKER,
        Register::Hardship => HARDSHIP,
        Register::Voucher => VOUCHER,
    };
    COMMON.iter().chain(own).chain(ACCOUNT).copied().collect()
}

/// The same as a file is read by.
pub(crate) fn readable(register: Register) -> Vec<Column> {
    let columns = of(register).into_iter();
    columns.map(|(code, names, required, _)| Column { code, names, required }).collect()
}

/// What a column is called.
pub(crate) fn title(register: Register, code: &str) -> String {
    let found = of(register).into_iter().find(|(one, ..)| *one == code);
    let first = found.and_then(|(_, names, ..)| names.first().copied());
    first.unwrap_or_default().to_owned()
}

pub(crate) async fn template(kit: &Kit, call: &Call) -> Answer {
    let query = PayeeQuery::read(&call.query, false, call.language)?;
    Counter::open(kit, call).await?.needs(Action::KeepPayees)?;
    let register = query.register.map_or(Register::ModelWorker, register_of);
    let columns = of(register);
    let sheet = Sheet {
        name: "名册".to_owned(),
        columns: columns
            .iter()
            .map(|(_, names, required, _)| Heading {
                title: format!(
                    "{}{}",
                    names.first().copied().unwrap_or_default(),
                    if *required { "*" } else { "" }
                ),
                width: 20,
            })
            .collect(),
        rows: vec![columns.iter().map(|(.., example)| Cell::Text((*example).to_owned())).collect()],
    };
    let bytes = write_xlsx(&[sheet]).map_err(|_| StepError::broken("a template"))?;
    Reply::json(200, &file(format!("{}-模板.xlsx", register.as_str()), &bytes))
}

/// A workbook inside an answer.
pub(crate) fn file(name: String, bytes: &[u8]) -> FileView {
    let content = base64::engine::general_purpose::STANDARD.encode(bytes);
    FileView { name, media_type: XLSX.to_owned(), content }
}

/// The bytes of a file in base64.
pub(crate) fn decoded(content: &str, call: &Call) -> Result<Vec<u8>, Fault> {
    use api::{FieldCode, Problem, ProblemCode};
    base64::engine::general_purpose::STANDARD.decode(content.trim()).map_err(|_| {
        let problem = Problem::new(ProblemCode::FormFaulty, call.language);
        problem.with_error("/content", FieldCode::NotBase64, call.language).into()
    })
}
