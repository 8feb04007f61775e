//! What words of the record are called, in both languages.

use api::Language;
use api::directory::UnionLevel as LevelName;
use api::organisations::{UnionWarning, Worded};
use domain::entry::Actor;
use domain::union::dates::{Reminder, reminders};
use domain::union::record::{OrgForm, OrgType, Post, UnionRecord};
use domain::union::restructure::{Plan, Stage};
use domain::union::{UnionKind, UnionLevel, UnionStatus};
use step::view::pick;
use step::view::scope::Unions;

fn worded(code: &str, zh: &str, en: &str, language: Language) -> Worded {
    Worded { code: code.to_owned(), text: language.pick(zh, en).to_owned() }
}

pub(crate) fn level(level: UnionLevel, language: Language) -> (LevelName, String) {
    let (name, zh, en) = match level {
        UnionLevel::Province => (LevelName::Province, "省总工会", "Province"),
        UnionLevel::City => (LevelName::City, "市总工会", "City"),
        UnionLevel::County => (LevelName::County, "县(市、区)总工会", "County"),
        UnionLevel::Township => (LevelName::Township, "乡镇、街道工会", "Street or township"),
        UnionLevel::Community => (LevelName::Community, "村、社区工会", "Community"),
        UnionLevel::Grassroots => (LevelName::Grassroots, "基层工会", "Basic union"),
        UnionLevel::Branch => (LevelName::Branch, "分会", "Branch"),
    };
    (name, language.pick(zh, en).to_owned())
}

pub(crate) fn kind(kind: UnionKind, language: Language) -> Worded {
    let (code, zh, en) = match kind {
        UnionKind::Independent => ("INDEPENDENT", "独立基层工会", "One employer's own"),
        UnionKind::Joint => ("JOINT", "联合基层工会", "Joint, of several employers"),
        UnionKind::Industry => ("INDUSTRY", "行业工会", "Of an industry"),
        UnionKind::Territorial => ("TERRITORIAL", "区域工会", "Of a place"),
        UnionKind::Pool => ("POOL", "新就业形态周转库", "Pool for new forms of work"),
        UnionKind::Federation => ("FEDERATION", "总工会", "Federation, leads"),
    };
    worded(code, zh, en, language)
}

pub(crate) fn status(status: UnionStatus, language: Language) -> Worded {
    let (code, zh, en) = match status {
        UnionStatus::Active => ("ACTIVE", "正常", "Active"),
        UnionStatus::Preparing => ("PREPARING", "筹备中", "Being founded"),
        UnionStatus::Dissolving => ("DISSOLVING", "注销中", "Being dissolved"),
        UnionStatus::Dissolved => ("DISSOLVED", "已注销", "Dissolved"),
    };
    worded(code, zh, en, language)
}

pub(crate) fn org_type(one: OrgType, language: Language) -> Worded {
    let (code, zh, en) = match one {
        OrgType::Independent => ("INDEPENDENT", "独立基层工会", "One employer's"),
        OrgType::Joint => ("JOINT", "联合基层工会", "Joint"),
        OrgType::Street => ("STREET", "街道工会", "Street"),
        OrgType::Park => ("PARK", "园区工会", "Industrial park"),
        OrgType::Industry => ("INDUSTRY", "行业工会", "Industry"),
        OrgType::Group => ("GROUP", "集团工会", "Group of companies"),
        OrgType::System => ("SYSTEM", "系统工会", "System"),
        OrgType::Branch => ("BRANCH", "分会/小组", "Branch or group"),
    };
    worded(code, zh, en, language)
}

pub(crate) fn org_form(one: OrgForm, language: Language) -> Worded {
    let (code, zh, en) = match one {
        OrgForm::General => ("GENERAL", "总工会", "General union"),
        OrgForm::Union => ("UNION", "工会", "Union"),
        OrgForm::Federation => ("FEDERATION", "工会联合会", "Federation"),
        OrgForm::Committee => ("COMMITTEE", "工会委员会", "Committee"),
        OrgForm::JointCommittee => ("JOINT_COMMITTEE", "联合工会委员会", "Joint committee"),
        OrgForm::Branch => ("BRANCH", "分会", "Branch"),
        OrgForm::Group => ("GROUP", "小组", "Group"),
    };
    worded(code, zh, en, language)
}

pub(crate) fn post(post: Post, language: Language) -> Worded {
    let (code, zh, en) = match post {
        Post::Chair => ("CHAIR", "主席", "Chair"),
        Post::ViceChair => ("VICE_CHAIR", "副主席", "Vice chair"),
        Post::AuditChair => ("AUDIT_CHAIR", "经审委主任", "Chair of audit"),
        Post::WomenChair => ("WOMEN_CHAIR", "女职工委主任", "Chair of women's committee"),
        Post::Member => ("MEMBER", "委员", "Committee member"),
        Post::Organiser => ("ORGANISER", "组织员", "Organiser"),
    };
    worded(code, zh, en, language)
}

/// A warning, since which day, and what to do about it.
pub(crate) fn warning(one: Reminder, record: &UnionRecord, language: Language) -> UnionWarning {
    let since = reminders(record).into_iter().find(|(_, reminder)| *reminder == one);
    UnionWarning {
        code: one.as_str().to_owned(),
        text: pick(language, &one.text()),
        next: pick(language, &one.next()),
        since_on: since.map(|(day, _)| day.to_string()).unwrap_or_default(),
        overdue: one.is_overdue(),
    }
}

/// An office and its union, never a person's name.
pub(crate) fn by(by: &Actor, unions: &Unions, language: Language) -> String {
    match by {
        Actor::Officer { role, union, .. } => {
            let office = role_text(*role, language);
            let name = unions.name(Some(union)).unwrap_or(union.as_str());
            format!("{office} · {name}")
        }
        Actor::Applicant { .. } => language.pick("申请人", "Applicant").to_owned(),
        Actor::System => language.pick("系统", "System").to_owned(),
    }
}

fn role_text(role: domain::role::Role, language: Language) -> &'static str {
    use domain::role::Role;
    match role {
        Role::UnionVerifier => language.pick("初审", "Verifier"),
        Role::UnionApprover => language.pick("审批", "Approver"),
        Role::CountyReviewer => language.pick("县级审核", "County reviewer"),
        Role::CityReviewer => language.pick("市级审核", "City reviewer"),
        Role::ProvinceApprover => language.pick("省级审批", "Province approver"),
        Role::FinancePayer => language.pick("财务", "Finance"),
        Role::Auditor => language.pick("经审", "Auditor"),
        Role::SystemScheduler => language.pick("系统", "Scheduler"),
        Role::DataAdmin => language.pick("数据管理", "Data keeper"),
    }
}

/// What was done.
pub(crate) fn act(act: &str, language: Language) -> Worded {
    let (zh, en) = match act {
        "contact-changed" => ("联系信息已核对更新", "Contact data gone through"),
        "structure-changed" => ("组织信息已变更", "Structure changed"),
        "officers-changed" => ("班子和任期已变更", "Officers and term changed"),
        "certificate-changed" => ("法人证书已变更", "Certificate changed"),
        "parent-changed" => ("上级工会已变更", "Moved under another union"),
        "employer-covered" => ("新增覆盖单位", "Employer covered"),
        "employer-released" => ("解除覆盖单位", "Employer released"),
        "end-asked-for" | "asked" => ("已申请合并、分立或撤销", "Asked for"),
        "end-approved" | "approved" => {
            ("上级已同意,停止吸收会员", "Approved: nobody enters any more")
        }
        "end-refused" | "refused" => ("上级未同意", "Refused"),
        "end-taken-back" | "taken-back" => ("已撤回", "Taken back"),
        "dissolved" => ("已注销", "Dissolved"),
        "split" => ("分立完成", "Split done"),
        "done" => ("会员已全部办结", "Everybody has gone"),
        other => (other, other),
    };
    worded(act, zh, en, language)
}

/// What a plan is.
pub(crate) fn plan(plan: &Plan, language: Language) -> Worded {
    let (zh, en) = match plan {
        Plan::Merge { .. } => ("合并到其他工会", "Merge into another union"),
        Plan::Split { .. } => ("部分会员分立出去", "Split some members off"),
        Plan::Dissolve { .. } => ("撤销", "Dissolve"),
    };
    worded(plan.as_str(), zh, en, language)
}

/// Where it stands.
pub(crate) fn stage(stage: Stage, language: Language) -> Worded {
    let (zh, en) = match stage {
        Stage::Requested => ("待上级决定", "The union above decides"),
        Stage::Moving => ("会员逐人办理中", "Members go, one by one"),
        Stage::Done => ("已完成", "Done"),
        Stage::Refused => ("上级未同意", "The union above said no"),
        Stage::Undone => ("已撤回", "Taken back"),
    };
    worded(stage.as_str(), zh, en, language)
}

/// A field of a line in words; none for what is no field.
pub(crate) fn field(name: &str, language: Language) -> Option<String> {
    let (zh, en) = match name {
        "name" => ("工会全称", "Full name"),
        "aliases" => ("别名", "Other names"),
        "phone" => ("电话", "Telephone"),
        "address" => ("地址", "Address"),
        "contact" => ("联系人", "Contact"),
        "creditCode" => ("统一社会信用代码", "Credit code"),
        "statisticalCode" => ("统计代码", "Statistical code"),
        "orgType" => ("组织类型", "Kind of organisation"),
        "orgForm" => ("组织形式", "Form of organisation"),
        "replyNumber" => ("批复文号", "Reply number"),
        "foundedOn" => ("建会时间", "Founded"),
        "serviceArea" => ("服务区域", "Service area"),
        "acceptsIndividuals" => ("接收个人", "Takes individuals"),
        "acceptsGroups" => ("接收群体", "Takes groups"),
        "term" => ("任期", "Term"),
        "officers" => ("班子成员", "Officers"),
        "certificate" => ("法人证书", "Certificate"),
        "status" => ("状态", "Status"),
        "parent" => ("上级工会", "Union above"),
        "employer" => ("单位", "Employer"),
        "reason" => ("原因", "Reason"),
        "document" => ("依据文件", "Document"),
        "target" => ("接收工会", "Receiving union"),
        "casesTo" => ("接办工会", "Takes the open cases"),
        "moved" => ("转出人数", "Moved"),
        "retained" => ("保留会籍人数", "Retained"),
        _ => return None,
    };
    Some(language.pick(zh, en).to_owned())
}
