//! What the fields of the forms are called, in which group a page asks them, and their options.

use api::Language;
use domain::division::{DivisionCode, find};
use domain::occupation::OccupationGroup;

/// A group of questions: a page asks one group a screen.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Its name.
    pub id: &'static str,
    /// Its heading: Chinese, English.
    pub title: (&'static str, &'static str),
}

/// The groups, in the order in which they are asked.
pub const GROUPS: &[Group] = &[
    Group { id: "who", title: ("您是谁", "Who you are") },
    Group { id: "work", title: ("您的工作", "Your work") },
    Group { id: "place", title: ("您在哪里", "Where you are") },
    Group { id: "outside", title: ("外省转来的填写", "From another province") },
    Group { id: "card", title: ("您的会员证", "Your card") },
    Group { id: "change", title: ("会籍怎么变", "What changes") },
    Group { id: "proof", title: ("依据", "What it rests on") },
];

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// JSON Pointer into the form.
    pub pointer: &'static str,
    /// The group in which it is asked.
    pub group: &'static str,
    /// What it is called: Chinese, English.
    pub title: (&'static str, &'static str),
    /// What to fill in: Chinese, English.
    pub hint: (&'static str, &'static str),
}

const fn field(
    pointer: &'static str,
    group: &'static str,
    title: (&'static str, &'static str),
    hint: (&'static str, &'static str),
) -> Field {
    Field { pointer, group, title, hint }
}

/// Every field of every form, in the order in which they are asked.
#[rustfmt::skip]
pub const FIELDS: &[Field] = &[
    field("/name", "who", ("姓名", "Name"), ("与证件上的一致", "As on your document")),
    field("/idType", "who", ("证件类型", "Kind of document"), ("其他证件请到工会窗口办理", "Other documents are taken at the union's counter")),
    field("/idNumber", "who", ("证件号码", "ID number"), ("18位,只用于核验和登记", "18 characters; used for checking and registration only")),
    field("/mobile", "who", ("手机号", "Mobile"), ("本人的11位手机号,结果发到这里", "Your own 11 digits; the answer is sent there")),
    field("/relation", "work", ("您怎样工作", "How you work"), ("选最接近的一项", "Choose what fits best")),
    field("/occupationGroup", "work", ("职业", "Occupation"), ("都不是就选「不属于以上群体」", "If none fits, choose «none of these»")),
    field("/employer", "work", ("单位", "Employer"), ("没找到也可以直接填名称,不会通知单位;派遣工填派遣单位", "If it is not listed just write its name; it is not told. Dispatched workers name the dispatching firm")),
    field("/employer/name", "work", ("单位名称", "Employer's name"), ("2至60个字", "2 to 60 characters")),
    field("/employer/creditCode", "work", ("统一社会信用代码", "Credit code"), ("18位,在营业执照上", "18 characters, on the licence")),
    field("/userEmployer", "work", ("实际用工单位", "Where you really work"), ("派遣工填写", "For dispatched workers")),
    field("/userEmployer/name", "work", ("实际用工单位名称", "Name of the firm where you work"), ("2至60个字", "2 to 60 characters")),
    field("/userEmployer/creditCode", "work", ("实际用工单位信用代码", "Credit code of the firm where you work"), ("18位,在营业执照上", "18 characters, on the licence")),
    field("/residenceDivision", "place", ("居住地", "Where you live"), ("选到县(区)或街道", "Down to the county or street")),
    field("/workDivision", "place", ("工作地", "Where you work"), ("经常工作的地方,可不填", "Where you usually work; may be left out")),
    field("/preferredPlace", "place", ("希望由哪里的工会办理", "Which union you prefer"), ("居住地和工作地都可以时,由您选", "Your choice where both are possible")),
    field("/outsideUnion", "outside", ("原工会名称", "Your union there"), ("只有从外省转来的会员填写,其他会员不用填", "Only for members from another province; everybody else leaves it out")),
    field("/outsideCertificate", "outside", ("会员证号", "Number of your certificate"), ("原工会发的会员证上的编号", "As on the certificate of that union")),
    field("/outsideJoinedOn", "outside", ("入会日期", "Joined on"), ("照会员证填写,写成 2015-03-02 的样子", "As on the certificate, like 2015-03-02")),
    field("/retainCause", "change", ("为什么保留会籍", "Why it is to be kept"), ("选最接近的一项", "Choose what fits best")),
    field("/lastWorkDay", "change", ("最后上班的日子", "Last day at work"), ("不记得可不填", "May be left out")),
    field("/backSince", "change", ("重新上班的日子", "First day back at work"), ("不能晚于今天", "Not later than today")),
    field("/statement", "change", ("退会说明", "Your written request"), ("用自己的话写,10个字以上", "In your own words, at least 10 characters")),
    field("/diedOn", "change", ("去世日期", "Day of death"), ("以证明上的日期为准", "As on the proof")),
    field("/unpaidSince", "change", ("从哪天起没有交会费", "No dues since"), ("须满六个月", "At least six months ago")),
    field("/absentSince", "change", ("从哪天起没有参加活动", "At no activity since"), ("须满六个月", "At least six months ago")),
    field("/warnedOn", "change", ("教育谈话日期", "Spoken to on"), ("在停交会费、不参加活动之后", "After dues and activity had stopped")),
    field("/warning", "proof", ("教育谈话记录", "Record of that talk"), ("谁谈的、怎么谈的、本人怎么说,10个字以上", "Who spoke, how, and the answer; at least 10 characters")),
    field("/ground", "proof", ("怎样发现登记有误", "How the error was found"), ("10个字以上", "At least 10 characters")),
    field("/discussion", "proof", ("工会小组讨论意见", "What the union group said"), ("10个字以上", "At least 10 characters")),
    field("/proof", "proof", ("证明种类", "Kind of proof"), ("选手上有的一种", "Choose the one at hand")),
    field("/document", "proof", ("文书名称和编号", "Name and number of the paper"), ("加密保存,查看留痕", "Kept sealed; every look is on record")),
    field("/issuer", "proof", ("作出机关", "Issued by"), ("法院全称", "The court's full name")),
    field("/issuedOn", "proof", ("文书日期", "Dated"), ("不能晚于今天", "Not later than today")),
    field("/paper", "proof", ("证明的名称和编号", "The paper that shows it"), ("例如退休证编号,可不填", "For example your retirement certificate; may be left out")),
    field("/cause", "card", ("补办原因", "Why you need a new card"), ("补办后旧证作废", "The old card becomes void")),
];

/// The field at a pointer.
#[must_use]
pub fn find_field(pointer: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.pointer == pointer)
}

/// A value that can be chosen, with its label in Chinese and English.
pub type Choice = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const ID_TYPES: &[Choice] = &[
    ("ID_CARD", "居民身份证", "Resident ID card"),
    ("HK_MO_TW_PERMIT", "港澳台居民居住证", "Residence permit (Hong Kong, Macau, Taiwan)"),
];

#[rustfmt::skip]
const RELATIONS: &[Choice] = &[
    ("LABOUR", "与单位签劳动合同", "Employed under a contract"),
    ("DISPATCH", "劳务派遣", "Dispatched by an agency"),
    ("PLATFORM_MANAGED", "在平台工作,由平台或合作企业管理", "Platform work, managed by the platform or its partner"),
    ("SELF_EMPLOYED_PLATFORM", "自己在平台接单", "Platform work on my own account"),
    ("FLEXIBLE", "灵活就业", "Flexible work"),
];

const PLACES: &[Choice] =
    &[("RESIDENCE", "居住地", "Where I live"), ("WORK", "工作地", "Where I work")];

const CAUSES: &[Choice] = &[
    ("LOST", "丢失", "Lost"),
    ("DAMAGED", "损坏", "Damaged"),
    ("DATA_CHANGED", "姓名等信息变更", "Name or other data changed"),
];

const RETAIN_CAUSES: &[Choice] = &[
    ("RETIRED", "退休", "Retired"),
    ("UNEMPLOYED", "失业", "Out of work"),
    ("EMPLOYER_CLOSED", "单位关闭或破产", "Employer closed or bankrupt"),
    ("UNION_DISSOLVED", "工会撤销", "Union dissolved"),
    ("MILITARY", "入伍服役", "Military service"),
];

const PROOFS: &[Choice] = &[
    ("CERTIFICATE", "死亡证明", "Death certificate"),
    ("HOUSEHOLD_CANCELLED", "户籍注销证明", "Cancelled household record"),
    ("COURT_DECLARATION", "法院宣告死亡的判决", "A court's declaration of death"),
];

/// What can be chosen in a field; none where it is not a choice.
#[must_use]
pub fn choices(pointer: &str) -> Vec<Choice> {
    match pointer {
        "/idType" => ID_TYPES.to_vec(),
        "/relation" => RELATIONS.to_vec(),
        "/preferredPlace" => PLACES.to_vec(),
        "/cause" => CAUSES.to_vec(),
        "/retainCause" => RETAIN_CAUSES.to_vec(),
        "/proof" => PROOFS.to_vec(),
        "/occupationGroup" => {
            let groups = OccupationGroup::ALL.into_iter();
            groups.map(|group| (group.as_str(), group.zh(), group.en())).collect()
        }
        _ => Vec::new(),
    }
}

/// A value in words: a choice's label, a division's full name, else the value itself.
#[must_use]
pub fn in_words(pointer: &str, value: &str, language: Language) -> String {
    if let Some((_, zh, en)) = choices(pointer).into_iter().find(|(word, _, _)| *word == value) {
        return language.pick(zh, en).to_owned();
    }
    if pointer.ends_with("Division")
        && let Ok(code) = DivisionCode::parse(value)
    {
        return place(&code);
    }
    value.to_owned()
}

/// The full name of a division, of the one above it where the table does not list it.
#[must_use]
pub fn place(code: &DivisionCode) -> String {
    match (find(code), code.parent()) {
        (Some(found), _) => found.full_name,
        (None, Some(above)) => format!("{}({code})", place(&above)),
        (None, None) => code.to_string(),
    }
}
